"""How far the gemeenten of a region lie apart, held beside the distance to Nederland."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isnan, sqrt

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.indicator import ZONDER_REGIOCIJFER, Indicator
from welvaart.groep.regiocel import compute_regioreeks
from welvaart.groep.regiocijfers import Regiocijfers
from welvaart.lezen.stand import Stand
from welvaart.methode.afronding import round_op_stap

MIN_GEMEENTEN = 3
MAAT = (
    "Maat: het gemiddelde verschil (zonder plus of min) tussen elke gemeente met een cijfer en het "
    "cijfer van de regio, elke gemeente even zwaar; daarnaast het verschil tussen regio en "
    "Nederland. Allebei in dezelfde eenheid. Wij noemen het ene pas groter als het meer scheelt "
    "dan afronden gewoonlijk doet (twee keer de standaardfout)."
)


@dataclass(frozen=True)
class Spreiding:
    """Two distances in the unit of the indicator.

    Attributes:
        binnen: mean absolute difference between the gemeenten and the region.
        met_land: absolute difference between the region and Nederland.
        n: gemeenten with a figure.
        marge: what rounding at the source may do to the first minus the second: two standard
            errors, in the same unit.
        getoond: the second between the two figures as they are shown; None = `met_land` itself.
        paar: those two figures where the sentence must give them, for they have a decimal more
            than elsewhere; region first.
    """

    binnen: float
    met_land: float
    n: int
    marge: float = 0.0
    getoond: float | None = None
    paar: tuple[float, float] | None = None


def compute_spreiding(
    waarden: Sequence[float],
    regio: float,
    land: float,
    *,
    stap: float = 0.0,
    stappen: Sequence[float] | None = None,
    gewichten: Sequence[float] | None = None,
) -> Spreiding | None:
    """Measure both distances.

    Args:
        waarden: of the gemeenten; NaN = no figure, does not take part.
        regio: figure of the region; NaN = none.
        land: figure of Nederland; NaN = none.
        stap: to which the source rounds; 0 = not at all.
        stappen: of each gemeente, where the source rounds some more coarsely; None = all `stap`.
        gewichten: of the gemeenten, when the region is their weighted mean; None = a figure of
            its own, rounded in the same steps. NaN = without weight.

    Returns:
        None without a figure of region or Nederland, or with fewer than three gemeenten.
    """
    cijfers = np.array(waarden, dtype="float64")
    mee = ~np.isnan(cijfers)
    if isnan(regio) or isnan(land) or mee.sum() < MIN_GEMEENTEN:
        return None
    afstand = cijfers[mee] - regio
    massa = None if gewichten is None else np.nan_to_num(np.array(gewichten, "float64")[mee])
    eigen = np.full(len(cijfers), stap) if stappen is None else np.array(stappen, "float64")
    marge = _compute_marge(afstand, regio - land, massa, eigen[mee], stap)
    return Spreiding(float(np.abs(afstand).mean()), abs(regio - land), int(mee.sum()), marge)


def _compute_marge(
    afstand: NDArray[np.float64],
    met_land: float,
    massa: NDArray[np.float64] | None,
    stappen: NDArray[np.float64],
    regiostap: float,
) -> float:
    """Two standard errors of the one distance minus the other, from rounding alone.

    The rounding error of each figure is uniform over its own step (variance stap²/12) and apart
    from the others: one gemeente in whole percents may weigh more than all others together. That
    of a weighted mean follows from its parts; that of Nederland is left out: it is a mean of
    hundreds. A gemeente on the very figure of the region counts as beside it.
    """
    teken = np.where(afstand < 0, -1.0, 1.0)
    via_regio = teken.mean() + np.sign(met_land)
    deel = teken / len(teken)
    if massa is None or massa.sum() <= 0:
        kwadraat = ((deel * stappen) ** 2).sum() + (via_regio * regiostap) ** 2
    else:
        kwadraat = (((deel - via_regio * massa / massa.sum()) * stappen) ** 2).sum()
    return 2 * sqrt(float(kwadraat) / 12)


def measure_spreiding(
    stand: Stand, cijfers: Regiocijfers, jaar: int, codes: Sequence[str], regio_code: str | None
) -> Spreiding | None:
    """Measure both distances of one indicator in one year, of figures that are not rounded yet.

    Args:
        stand: the figures of the gemeenten.
        cijfers: of the gemeenten.
        jaar: one of `cijfers.jaren`.
        codes: gemeenten of the region.
        regio_code: of an area with official figures, else None.

    Returns:
        None for a number, for what has no regional figure, and as `compute_spreiding`.
    """
    x = cijfers.indicator
    if x.regionaal in ("som", *ZONDER_REGIOCIJFER):
        return None
    t, k = cijfers.jaren.index(jaar), stand.reeksen.jaren.index(jaar)
    waarde, volledig = compute_regioreeks(stand, x.indicator_id, codes, regio_code)
    regio = float(waarde[k]) if volledig[k] else float("nan")
    wie = [cijfers.plaats[code] for code in codes]
    stap, land = max(x.afronding, 10.0**-x.decimalen), float(cijfers.land_precies[t])
    spreiding = compute_spreiding(
        [float(cijfers.precies[k, t]) for k in wie],
        regio,
        land,
        stap=stap,
        stappen=[max(stap, 2 * cijfers.find_speling(k, [t])[0]) for k in wie],
        gewichten=_find_gewichten(stand, x.indicator_id, codes, regio_code, k),
    )
    if spreiding is None:
        return None
    if _has_tussenstap(x) and not (regio.is_integer() or land.is_integer()):
        paar = round(round_op_stap(regio, 0.1), 1), round(round_op_stap(land, 0.1), 1)
        return replace(spreiding, getoond=round(abs(paar[0] - paar[1]), 1), paar=paar)
    return replace(spreiding, getoond=abs(x.round(regio) - x.round(land)))


def _find_gewichten(
    stand: Stand, indicator_id: str, codes: Sequence[str], regio_code: str | None, k: int
) -> list[float] | None:
    """Weights of the gemeenten in the mean of the region; None where the source gives its figure.

    Args:
        stand: the figures of the gemeenten.
        indicator_id: which figure.
        codes: gemeenten of the region.
        regio_code: of an area with official figures, else None.
        k: place of the year in the block.
    """
    i, basis = stand.reeksen.get_i(indicator_id), stand.grondslag
    r = None if regio_code is None else stand.reeksen.get_r(regio_code)
    if r is not None and stand.reeksen.herkomst[i, r, k] == "bron":
        return None
    return [float(basis.gewicht[i, k, basis.plaats[code]]) for code in codes]


def describe_spreiding(spreiding: Spreiding, indicator: Indicator, regio: str) -> str:
    """Say which of the two is larger, and how large; numbers and words never disagree.

    Distances that are written the same, or that rounding may have turned around, are called about
    equal; their numbers stand there too.
    """
    met_land = spreiding.met_land if spreiding.getoond is None else spreiding.getoond
    binnen, land = (_format(indicator, w) for w in (spreiding.binnen, met_land))
    if spreiding.getoond is not None and spreiding.paar is None:  # no finer than both figures
        land = indicator.format_verschil(met_land)
    verschil = spreiding.binnen - spreiding.met_land
    spreekt_tegen = (verschil > 0) != (spreiding.binnen > met_land)
    kop = f"De verschillen binnen {regio} zijn"
    gelijk = met_land == 0 or land == _format(indicator, 0.0)
    paar = _write_paar(spreiding, indicator)
    ver = "ligt bijna gelijk met Nederland" if gelijk else f"{land} van Nederland"
    afstanden = (
        f"de {spreiding.n} gemeenten liggen gemiddeld {binnen} van het regiocijfer af, de regio "
        f"zelf {ver}{paar}"
    )
    if binnen == land:
        return f"{kop} ongeveer even groot als dat met Nederland{paar}: gemiddeld {binnen}."
    if abs(verschil) >= spreiding.marge and not spreekt_tegen:
        woord = "groter" if verschil > 0 else "kleiner"
        return f"{kop} {woord} dan het verschil met Nederland: {afstanden}."
    return (
        f"{kop} ongeveer even groot als dat met Nederland: {afstanden}. Wat dat scheelt, kan "
        "door afronding komen."
    )


def _write_paar(spreiding: Spreiding, indicator: Indicator) -> str:
    """Both figures, so that a reader can subtract them: " (3,7 % tegen 4,3 %)"; else ""."""
    if spreiding.paar is None:
        return ""
    een, ander = (indicator.format_kort(w, decimalen=1) for w in spreiding.paar)
    return f" ({een} tegen {ander})"


def _has_tussenstap(indicator: Indicator) -> bool:
    """True where distances have a decimal that the figures themselves do not: whole units."""
    return indicator.decimalen == 0 and indicator.afronding <= 1


def _format(indicator: Indicator, afstand: float) -> str:
    """A distance with one decimal where the source has whole units: a mean lies between them."""
    if indicator.afronding > 1:
        return indicator.format_verschil(indicator.round(afstand))
    return indicator.format_verschil(afstand, decimalen=max(indicator.decimalen, 1))
