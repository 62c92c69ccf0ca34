"""What all charts on slides share: a round axis, numbers the Dutch way, the colour of a role."""

from math import ceil, floor, log10
from typing import Final

from pptx.dml.color import RGBColor

from welvaart.export.inhoud import Grafiek

PUNT: Final = 16
LICHT: Final = "E7EBF0"
WIT: Final = "FFFFFF"
_TAAL: Final = "[$-413]"  # Dutch: a comma before the decimals


def choose_as(laag: float, hoog: float, *, vanaf_nul: bool = False) -> tuple[float, float, float]:
    """An axis with round steps that holds both values: (lowest, highest, step)."""
    if vanaf_nul:
        laag, hoog = min(laag, 0.0), max(hoog, 0.0)
    ruimte = (hoog - laag) or abs(hoog) or 1.0
    ruw = ruimte * 1.1 / 5
    macht = 10.0 ** floor(log10(ruw))
    stap = next(f * macht for f in (1, 2, 2.5, 5, 10) if f * macht >= ruw)
    onder, boven = floor(laag / stap) * stap, ceil(hoog / stap) * stap
    if boven - hoog < ruimte * 0.02:
        boven += stap
    if laag - onder < ruimte * 0.02 and not (laag >= 0 and onder <= 0):
        onder -= stap
    return round(onder, 10), round(boven, 10), round(stap, 10)


def choose_grafiekas(grafiek: Grafiek) -> tuple[float, float, float]:
    """The axis of a chart with at least one value; coarse small figures start at nought."""
    waarden = [w for r in grafiek.reeksen for w in r.waarden if w is not None]
    grof = max((r.decimalen for r in grafiek.reeksen), default=0) == 0 and max(waarden) < 20
    return choose_as(min(waarden), max(waarden), vanaf_nul=grof or grafiek.soort != "lijn")


def begint_bij_nul(grafiek: Grafiek) -> bool:
    """False when the axis of a line chart starts elsewhere than at nought."""
    return grafiek.soort != "lijn" or choose_grafiekas(grafiek)[0] <= 0


def format_getalvorm(grafiek: Grafiek, decimalen: int) -> str:
    """The number format of Excel for the values, with a short unit."""
    getal = _TAAL + "#,##0" + ("." + "0" * decimalen if decimalen else "")
    kort = grafiek.eenheid_kort.replace('"', "")
    if kort in ("euro", "€"):
        return f'{_TAAL}"€ "{getal.removeprefix(_TAAL)}'
    return f'{getal}" {kort}"' if kort and len(kort) <= 5 else getal


def format_as(stap: float) -> str:
    """The number format of an axis with these steps."""
    decimalen = (
        0 if stap >= 1 and stap == int(stap) else len(f"{stap:.10f}".rstrip("0").split(".")[1])
    )
    return _TAAL + "#,##0" + ("." + "0" * decimalen if decimalen else "")


def convert_rgb(kleur: str) -> RGBColor:
    """A colour "#RRGGBB" as PowerPoint wants it."""
    return RGBColor.from_string(kleur.removeprefix("#"))
