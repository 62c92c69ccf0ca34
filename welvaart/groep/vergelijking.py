"""A gemeente beside a group: the difference now, and whether it gains on the rest of the group.

The trend is taken against the group without the gemeente itself, else a gemeente would be compared
with its own figure. Nederland is the exception: one gemeente hardly moves it, and CBS publishes it
as it is.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.groepswaarde import (
    Groepsreeks,
    compute_groepsreeks,
    compute_groepsreeksen,
    compute_niveau,
    format_deel,
    name_berekening,
)
from welvaart.cijfers.grondslag import Grondslag
from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.reeksen import Reeksen
from welvaart.groep.groepen import Groep, find_leden
from welvaart.groep.marges import add_speling, find_grof
from welvaart.lezen.stand import Stand
from welvaart.methode.trend import Trend
from welvaart.oordeel.beoordeling import Beoordeling, Tegenover, compute_tegenover
from welvaart.oordeel.regel import Groepswaarde
from welvaart.regio.regio import NEDERLAND

Getallen = NDArray[np.float64]
_BRON = ("bron", "import")

ALLEEN = (
    "Buiten dit gebied zitten er geen gemeenten in de groep; er is niets om mee te vergelijken."
)
GEEN_CIJFER = "De gemeente en de groep hebben geen cijfer van hetzelfde jaar."
MEDIAAN = "Van deze groep is alleen een mediaan bekend; daarover geen ontwikkeling."


@dataclass(frozen=True)
class Relatief:
    """One gemeente against one group; all with the indicator as first axis.

    Attributes:
        tegenover: how the difference moves over the years of the trend; n = 0 where there is none.
        verschil: gemeente minus group in the newest year both have a figure; NaN = none. Also
            where the group is partial or a median: the reader then sees which.
        jaar: place of that year on the year axis, -1 = none.
        redenen: Dutch sentence where there is no relative trend though there are figures, else "".
    """

    tegenover: Tegenover
    verschil: Getallen
    jaar: NDArray[np.int64]
    redenen: tuple[str, ...]


@dataclass(frozen=True)
class Vergelijking:
    """One gemeente and one group.

    Attributes:
        groep: which gemeenten.
        reeks: the figures of the whole group; of an area the official ones where they exist.
        rest: the group without the gemeente; for Nederland the same as `reeks`.
        relatief: the gemeente against `rest`.
    """

    groep: Groep
    reeks: Groepsreeks
    rest: Groepsreeks
    relatief: Relatief


def build_vergelijkingen(
    stand: Stand, regio_code: str, groepen: Sequence[Groep]
) -> list[Vergelijking]:
    """Hold one regio beside several groups, on all indicators at once.

    Args:
        stand: in which the regio is judged (see `welvaart.groep.regiobeeld`).
        regio_code: a gemeente, an area or an own regio; its gemeenten are left out of each group.
        groepen: what stands beside it.

    Raises:
        KeuzeFout: a group names a gemeente that does not exist now.
    """
    samen = [groep.codes for groep in groepen]
    leden = frozenset(find_leden(stand.gemeentestand, regio_code))
    zonder = [
        () if _is_geheel(stand, groep) else tuple(c for c in groep.codes if c not in leden)
        for groep in groepen
    ]
    reeksen = compute_groepsreeksen(stand.grondslag, [*samen, *zonder])
    reeksen = add_speling(stand.gemeentestand, reeksen, [*samen, *zonder])
    r = stand.reeksen.get_r(regio_code)
    uit = []
    for groep, reeks, rest in zip(groepen, reeksen, reeksen[len(groepen) :], strict=False):
        gepubliceerd = merge_gepubliceerd(reeks, stand.gemeentestand.reeksen, groep.regio_code)
        gepubliceerd = _keep_medianen(stand, regio_code, reeks, gepubliceerd)
        over = gepubliceerd
        if not _is_geheel(stand, groep):
            over = replace(rest, volledig=rest.volledig & gepubliceerd.volledig)
        relatief = compute_relatief(stand.reeksen, stand.beoordeling, stand.indicatoren, over, r)
        uit.append(Vergelijking(groep, gepubliceerd, over, relatief))
    return uit


def _keep_medianen(
    stand: Stand, regio_code: str, berekend: Groepsreeks, gepubliceerd: Groepsreeks
) -> Groepsreeks:
    """Hold a median of gemeenten beside a median, not beside an official figure of the group."""
    ids = stand.reeksen.indicator_ids
    mediaan = np.array(
        [
            methode == "mediaan" and (indicator_id, regio_code) in stand.wat
            for indicator_id, methode in zip(ids, berekend.methode, strict=True)
        ]
    )
    return replace(
        gepubliceerd,
        waarde=np.where(mediaan[:, None], berekend.waarde, gepubliceerd.waarde),
        volledig=np.where(mediaan[:, None], berekend.volledig, gepubliceerd.volledig),
        methode=tuple(
            "mediaan" if is_mediaan else methode
            for is_mediaan, methode in zip(mediaan, gepubliceerd.methode, strict=True)
        ),
    )


def _is_geheel(stand: Stand, groep: Groep) -> bool:
    """Nederland stays whole beside a gemeente: one gemeente hardly moves it."""
    return groep.soort == "land" and stand.deelname is None


def compute_relatief(
    reeksen: Reeksen,
    beoordeling: Beoordeling,
    indicatoren: Mapping[str, Indicator],
    groepsreeks: Groepsreeks,
    r: int | None,
) -> Relatief:
    """Fit the trend of the difference between one regio and a group.

    The years are those of the absolute trend. Years in which the group is partial do not count,
    and a median gives no trend at all: neither bears the name of the group.

    Args:
        reeksen: the figures.
        beoordeling: of the same block.
        indicatoren: by id, for the rounding.
        groepsreeks: the figures of the group, without the gemeente itself.
        r: place of the gemeente in the block; None for one without figures.
    """
    n_indicatoren, n_jaren = groepsreeks.waarde.shape
    leeg = np.full((n_indicatoren, n_jaren), np.nan)
    waarde = leeg if r is None else beoordeling.gemeten[:, r]
    venster = np.zeros(leeg.shape, dtype="bool") if r is None else beoordeling.venster[:, r]
    mediaan = np.array([methode == "mediaan" for methode in groepsreeks.methode])
    telt = venster & groepsreeks.volledig & ~mediaan[:, None]
    verschil = waarde - groepsreeks.waarde
    grof = find_grof(groepsreeks, reeksen, indicatoren)
    if r is not None:
        grof |= beoordeling.trends[:, r] == Trend.GEEN_OORDEEL
    tegenover = compute_tegenover(np.where(telt, verschil, np.nan), reeksen, indicatoren, grof=grof)
    heeft = ~np.isnan(verschil)
    jaar = np.where(heeft, np.arange(n_jaren), -1).max(axis=1)
    nu = np.where(jaar >= 0, verschil[np.arange(n_indicatoren), jaar], np.nan)
    jaren = tegenover.helling.n
    redenen = tuple(_find_reden(groepsreeks, i, jaren[i], jaar[i]) for i in range(len(jaar)))
    return Relatief(tegenover, nu, jaar.astype("int64"), redenen)


def merge_gepubliceerd(
    groepsreeks: Groepsreeks, reeksen: Reeksen, regio_code: str | None
) -> Groepsreeks:
    """Put the figures that the warehouse holds for an area in place of the computed ones.

    The official figure comes first; and where the warehouse computed it, it followed the
    herindelingen further back than the gemeenten of today can.

    Args:
        groepsreeks: as computed from the gemeenten.
        reeksen: the figures, also of areas.
        regio_code: the area; None leaves everything as it is.
    """
    r = None if regio_code is None else reeksen.get_r(regio_code)
    if r is None:
        return groepsreeks
    waarde = reeksen.waarde[:, r]
    heeft = ~np.isnan(waarde)
    # A total of today's gemeenten is better than an official one on the gemeenten of then.
    som = np.array([methode == "som" for methode in groepsreeks.methode])
    if regio_code != NEDERLAND:
        heeft &= ~(som[:, None] & groepsreeks.volledig)
    bron = np.isin(reeksen.herkomst[:, r], _BRON) & heeft
    return replace(
        groepsreeks,
        waarde=np.where(heeft, waarde, groepsreeks.waarde),
        volledig=np.where(heeft, True, groepsreeks.volledig),
        methode=tuple(
            "bron" if uit_bron else methode
            for uit_bron, methode in zip(
                np.atleast_1d(bron.any(axis=1)), groepsreeks.methode, strict=True
            )
        ),
    )


def read_groepsreeks(
    stand: Stand, indicator_id: str, codes: Collection[str], regio_code: str | None
) -> Groepsreeks:
    """The figures of one group on one indicator: shape (1, jaar).

    Args:
        stand: the figures.
        indicator_id: which figure.
        codes: gemeenten of today.
        regio_code: of an area, whose official figures come first; else None.
    """
    basis = stand.gemeentestand
    i = basis.reeksen.get_i(indicator_id)
    berekend = compute_groepsreeks(basis.grondslag.select(i), codes)
    return merge_gepubliceerd(berekend, basis.reeksen.select(indicator_id), regio_code)


def build_groepswaarden(
    reeksen: Reeksen,
    grondslag: Grondslag,
    groep: Groep,
    groepsreeks: Groepsreeks,
    leden: Collection[str],
) -> Mapping[tuple[str, str], Groepswaarde]:
    """The figures of a group by (indicator_id, periode_code), as `build_scorekaart` wants them.

    What is not complete is taken over the members with a figure in that very year. `leden` are the
    gemeenten of the regio beside it: do they belong to the group?
    """
    uit = {}
    for i, t in np.argwhere(~np.isnan(groepsreeks.waarde)):
        waarde, n = float(groepsreeks.waarde[i, t]), int(groepsreeks.n_met[i])
        volledig = bool(groepsreeks.volledig[i, t])
        if not volledig:
            waarde, n = compute_niveau(grondslag, groep.codes, i, t)
        methode = groepsreeks.methode[i]
        uit[reeksen.indicator_ids[i], str(reeksen.perioden[i, t])] = Groepswaarde(
            waarde,
            methode,
            None if methode == "bron" else n,
            volledig,
            groep.titel,
            groepsreeks.n_gemeenten,
            not set(groep.codes).isdisjoint(leden),
            speling=0.0 if groepsreeks.speling is None else float(groepsreeks.speling[i, t]),
        )
    return uit


def describe_groep(groepsreeks: Groepsreeks, i: int, t: int, titel: str) -> str:
    """What the figure of a group is: its name, or honestly something less.

    Args:
        groepsreeks: the figures.
        i: place of the indicator.
        t: place of the year.
        titel: of the group, e.g. "COROP Delft en Westland".

    Returns:
        "COROP Delft en Westland", "mediaan van 11 van 13 gemeenten", or "gemiddelde van 11 van 13
        gemeenten"; "" without a figure.
    """
    if np.isnan(groepsreeks.waarde[i, t]):
        return ""
    if groepsreeks.volledig[i, t]:
        return titel
    return name_berekening(
        groepsreeks.methode[i], int(groepsreeks.n_met[i]), groepsreeks.n_gemeenten
    )


def _find_reden(groepsreeks: Groepsreeks, i: int, n: int, jaar: int) -> str:
    """Why there is no relative trend; "" where there is one."""
    if n > 0:
        return ""
    if groepsreeks.n_gemeenten == 0:
        return ALLEEN
    if jaar < 0:
        return GEEN_CIJFER
    if groepsreeks.methode[i] == "mediaan":
        return MEDIAAN
    deel = format_deel(int(groepsreeks.n_met[i]), groepsreeks.n_gemeenten)
    if not groepsreeks.volledig[i].any():
        return f"Cijfers van {deel}; dat is te weinig om een ontwikkeling mee te vergelijken."
    return "De jaren van de ontwikkeling vallen niet samen met die van de groep."
