"""The scorekaart of one regio beside a group of choice."""

from collections import Counter

from welvaart.groep.groepen import Groep, find_leden
from welvaart.groep.vergelijking import build_groepswaarden, build_vergelijkingen
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel


def build_nulmeting(stand: Stand, regio_code: str, groep: Groep) -> list[Regel]:
    """One line per indicator, compared with this group instead of Nederland.

    The value beside it is that of the whole group; the relative trend is against the group without
    the regio itself (of Nederland beside a gemeente: as it is).

    Args:
        stand: in which the regio is judged (see `welvaart.groep.regiobeeld`).
        regio_code: a gemeente, or the regio the stand was made for.
        groep: what stands beside it.

    Raises:
        KeuzeFout: no living gemeente, or the group names one that does not exist.
    """
    leden = find_leden(stand.gemeentestand, regio_code)
    if groep.soort == "land":
        return stand.build_scorekaart(regio_code)
    (naast,) = build_vergelijkingen(stand, regio_code, [groep])
    waarden = build_groepswaarden(stand.reeksen, stand.grondslag, groep, naast.reeks, leden)
    niemand = tuple(Counter[str]() for _ in stand.reeksen.indicator_ids)  # see add_gelijken
    tegenover = naast.relatief.tegenover._replace(tellingen=niemand)
    return stand.build_scorekaart(regio_code, waarden, tegenover)
