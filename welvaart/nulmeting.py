"""The scorekaart of one gemeente beside a group of choice."""

from welvaart.groepen import Groep
from welvaart.regel import Regel
from welvaart.scorekaart import build_scorekaart
from welvaart.stand import Stand
from welvaart.vergelijking import Vergelijking, build_groepswaarden, build_vergelijkingen


def build_nulmeting(stand: Stand, gemeente_code: str, groep: Groep) -> list[Regel]:
    """One line per indicator, compared with this group instead of Nederland.

    The value beside it is that of the whole group; the relative trend is against the group without
    the gemeente itself (of Nederland: as it is).

    Raises:
        KeuzeFout: no living gemeente, or the group names one that does not exist.
    """
    stand.find_gemeente(gemeente_code)
    if groep.soort == "land":
        return stand.build_scorekaart(gemeente_code)
    (vergelijking,) = build_vergelijkingen(stand, gemeente_code, [groep])
    return _build(stand, gemeente_code, vergelijking)


def _build(stand: Stand, gemeente_code: str, vergelijking: Vergelijking) -> list[Regel]:
    return build_scorekaart(
        stand.reeksen,
        stand.beoordeling,
        stand.indicatoren,
        gemeente_code,
        build_groepswaarden(
            stand.reeksen, stand.grondslag, vergelijking.groep, vergelijking.reeks, gemeente_code
        ),
        stand.afgerond,
        vergelijking.relatief.tegenover,
    )
