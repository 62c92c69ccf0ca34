"""The area of a picture in which the figures are drawn, and what all kinds of chart share."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Final

from welvaart.export.beeld.tekenblad import Tekenblad
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Grafiek, Rol
from welvaart.opmaak import STATUSTEKENS, format_getal, format_waarde

RASTER: Final = "#E1E5EA"
GEEN_CIJFERS: Final = "Voor deze grafiek zijn er geen cijfers."
WIT: Final = "#FFFFFF"
_STAPPEN = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Kader:
    """The plotting area in pixels.

    Attributes:
        k: scale of letters and lines; 1 for a picture of 1600 by 900.
    """

    blad: Tekenblad
    stijl: Huisstijl
    links: float
    boven: float
    rechts: float
    onder: float
    k: float

    def get_kleur(self, rol: Rol) -> str:
        """Colour of a line or the border of a bar."""
        return self.stijl.get_kleur(rol)


def find_waarden(grafiek: Grafiek) -> list[float]:
    """All figures of a chart."""
    return [w for reeks in grafiek.reeksen for w in reeks.waarden if w is not None]


def format_punt(grafiek: Grafiek, waarde: float, decimalen: int, *, voorlopig: bool) -> str:
    """Write one figure as label: with a short unit, and the sign of a provisional figure."""
    kort = grafiek.eenheid_kort if len(grafiek.eenheid_kort) <= 4 else ""
    return format_waarde(waarde, kort, decimalen) + (STATUSTEKENS["voorlopig"] if voorlopig else "")


def begins_at_nought(grafiek: Grafiek) -> bool:
    """True where the axis starts at 0: it is near, or one step of rounding would look large."""
    waarden = find_waarden(grafiek)
    laag, hoog = min(waarden, default=0.0), max(waarden, default=0.0)
    grof = 10.0 ** -min((r.decimalen for r in grafiek.reeksen), default=0)
    return laag >= 0 and (laag <= (hoog - laag) * 0.5 or hoog - laag <= 3 * grof)


def compute_stappen(laag: float, hoog: float, hoogstens: int, minst: float = 0.0) -> list[float]:
    """Round values for an axis within the bounds, at most so many and at least `minst` apart."""
    if hoog <= laag:
        return [laag]
    ruw = max((hoog - laag) / hoogstens, minst)
    basis = 10.0 ** floor(log10(ruw))
    stap = next(s * basis for s in _STAPPEN if s * basis >= ruw * 0.999)
    eerste = -floor(-laag / stap + 1e-9)
    uit = []
    while (waarde := eerste * stap) <= hoog + stap * 1e-9:
        uit.append(round(waarde, 10))
        eerste += 1
    return uit


def format_stappen(stappen: Sequence[float]) -> list[str]:
    """Write the values of an axis, all with as many decimals as the finest needs."""
    decimalen = 0
    while decimalen < 6 and any(abs(round(s, decimalen) - s) > 1e-9 for s in stappen):
        decimalen += 1
    return [format_getal(s, decimalen) for s in stappen]
