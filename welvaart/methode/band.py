"""A number that is only known between two bounds, such as people or dwellings behind a percentage.

A percentage is rounded and the group it is a part of is not always known exactly. Then one number
would look more certain than it is, so both bounds are kept and shown.
"""

from dataclasses import dataclass
from itertools import product
from math import ceil, floor, log10

from welvaart.opmaak import format_getal

_CIJFERS = 2  # significant digits of the larger bound


@dataclass(frozen=True, slots=True)
class Band:
    """A lower and an upper bound, in the same unit; `laag` ≤ `hoog`, not rounded."""

    laag: float
    hoog: float

    @property
    def is_precies(self) -> bool:
        """True when both bounds are the same number."""
        return self.laag == self.hoog

    @property
    def teken(self) -> int:
        """+1 when surely more than nothing, -1 when surely less, 0 when that is not sure."""
        return (self.laag > 0) - (self.hoog < 0)


def compute_deel(percentage: float, marge: float, totaal: Band) -> Band:
    """Bounds of a part: (percentage ± marge) percent of a total that lies within a band.

    Args:
        percentage: in percent or procentpunt; may be negative (a difference).
        marge: half of the width of the percentage, ≥ 0.
        totaal: both bounds ≥ 0.
    """
    hoeken = [
        p * n / 100
        for p, n in product((percentage - marge, percentage + marge), (totaal.laag, totaal.hoog))
    ]
    return Band(min(hoeken), max(hoeken))


def round_buiten(band: Band) -> Band:
    """Widen both bounds to two significant digits of the larger: 1.911–2.457 → 1.900–2.500.

    The outcome always holds the band that went in.
    """
    grootst = max(abs(band.laag), abs(band.hoog))
    if grootst < 1:
        return Band(float(floor(band.laag)), float(ceil(band.hoog)))
    stap = max(1.0, 10.0 ** (floor(log10(grootst)) - _CIJFERS + 1))
    # A hair of float noise may not push a bound a whole step further.
    laag = floor(band.laag / stap + 1e-9) * stap
    hoog = ceil(band.hoog / stap - 1e-9) * stap
    return Band(float(laag), float(hoog))


def round_dichtbij(band: Band) -> Band:
    """Round both bounds to the nearest of the same steps: 999–1.398 → 1.000–1.400.

    A bound that the rounding of the source makes is no harder than that rounding; a whole step
    further would make the range wider than the source says.
    """
    grootst = max(abs(band.laag), abs(band.hoog))
    if grootst < 1:
        return round_buiten(band)
    stap = max(1.0, 10.0 ** (floor(log10(grootst)) - _CIJFERS + 1))
    return Band(floor(band.laag / stap + 0.5) * stap, floor(band.hoog / stap + 0.5) * stap)


def format_band(band: Band, eenheid: str, *, buiten: bool = True) -> str:
    """Write a size without a sign: "ongeveer 1.900 tot 2.500 mensen".

    A band around nothing is written as what it can be at most: "hoogstens 120 mensen". The caller
    says in words whether it is more or less.

    Args:
        band: not rounded.
        eenheid: behind the figures.
        buiten: True rounds outward, so that the truth surely lies within; False to the nearest.
    """
    rond = round_buiten(band) if buiten else round_dichtbij(band)
    laag, hoog = sorted((abs(rond.laag), abs(rond.hoog)))
    if rond.laag <= 0 <= rond.hoog:
        return f"hoogstens {format_getal(hoog)} {eenheid}"
    if laag == hoog:
        return f"ongeveer {format_getal(laag)} {eenheid}"
    return f"ongeveer {format_getal(laag)} tot {format_getal(hoog)} {eenheid}"
