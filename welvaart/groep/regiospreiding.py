"""How far the gemeenten of a region lie apart, held beside the distance to Nederland."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from welvaart.cijfers.indicator import Indicator
from welvaart.groep.regiocel import compute_regioreeks
from welvaart.groep.regiocijfers import Regiocijfers
from welvaart.lezen.stand import Stand

MIN_GEMEENTEN = 3
MAAT = (
    "Maat: het gemiddelde verschil (zonder plus of min) tussen elke gemeente met een cijfer en het "
    "cijfer van de regio, elke gemeente even zwaar; daarnaast het verschil tussen regio en "
    "Nederland. Allebei in dezelfde eenheid."
)


@dataclass(frozen=True)
class Spreiding:
    """Two distances in the unit of the indicator.

    Attributes:
        binnen: mean absolute difference between the gemeenten and the region.
        met_land: absolute difference between the region and Nederland.
        n: gemeenten with a figure.
    """

    binnen: float
    met_land: float
    n: int


def compute_spreiding(waarden: Sequence[float], regio: float, land: float) -> Spreiding | None:
    """Measure both distances.

    Args:
        waarden: of the gemeenten; NaN = no figure, does not take part.
        regio: figure of the region; NaN = none.
        land: figure of Nederland; NaN = none.

    Returns:
        None without a figure of region or Nederland, or with fewer than three gemeenten.
    """
    gevuld = [waarde for waarde in waarden if not isnan(waarde)]
    if isnan(regio) or isnan(land) or len(gevuld) < MIN_GEMEENTEN:
        return None
    binnen = sum(abs(waarde - regio) for waarde in gevuld) / len(gevuld)
    return Spreiding(binnen, abs(regio - land), len(gevuld))


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
    if x.regionaal in ("som", "geen"):
        return None
    t, k = cijfers.jaren.index(jaar), stand.reeksen.jaren.index(jaar)
    waarde, volledig = compute_regioreeks(stand, x.indicator_id, codes, regio_code)
    regio = float(waarde[k]) if volledig[k] else float("nan")
    leden = [float(cijfers.precies[cijfers.plaats[code], t]) for code in codes]
    return compute_spreiding(leden, regio, float(cijfers.land_precies[t]))


def describe_spreiding(spreiding: Spreiding, indicator: Indicator, regio: str) -> str:
    """Say which of the two is larger, and how large; numbers and words never disagree.

    Distances that differ less than one step of the source are called about equal. Their numbers
    then stand there only where they are written the same.
    """
    stap = max(indicator.afronding, 10.0**-indicator.decimalen)
    binnen, land = (_format(indicator, w) for w in (spreiding.binnen, spreiding.met_land))
    verschil = spreiding.binnen - spreiding.met_land
    kop = f"De verschillen binnen {regio} zijn"
    if abs(verschil) >= stap - 1e-9:
        woord = "groter" if verschil > 0 else "kleiner"
        return (
            f"{kop} {woord} dan het verschil met Nederland: de {spreiding.n} gemeenten liggen "
            f"gemiddeld {binnen} van het regiocijfer af, de regio zelf {land} van Nederland."
        )
    if binnen == land:
        return f"{kop} ongeveer even groot als dat met Nederland: gemiddeld {binnen}."
    return (
        f"{kop} ongeveer even groot als dat met Nederland: de twee schelen minder dan "
        f"{indicator.format_verschil(stap)}, de stap waarop de bron afrondt."
    )


def _format(indicator: Indicator, afstand: float) -> str:
    """A distance with one decimal where the source has whole units: a mean lies between them."""
    if indicator.afronding > 1:
        return indicator.format_verschil(indicator.round(afstand))
    return indicator.format_verschil(afstand, decimalen=max(indicator.decimalen, 1))
