"""A line over the years: own gemeente, Nederland and few peers, labelled where they end."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, Literal

import plotly.graph_objects as go

from welvaart.grafieken.thema import EIGEN, GRIJS, INKT, LICHT, build_figuur, spread_labels, wrap
from welvaart.indicator import Indicator
from welvaart.opmaak import STATUSTEKENS

Rol = Literal["eigen", "land", "regio"]
_STIJL = {
    "eigen": {"color": EIGEN, "width": 3, "dash": "solid"},
    "land": {"color": INKT, "width": 2, "dash": "dash"},
    "regio": {"color": GRIJS, "width": 1.5, "dash": "dot"},
}
_LABEL_TEKENS = 16
_SYMBOOL = {"eigen": "circle", "land": "square", "regio": "diamond"}


@dataclass(frozen=True)
class Lijn:
    """One series.

    Attributes:
        naam: label at the end of the line.
        rol: decides colour, dash and marker.
        jaren: the years in which the indicator was measured, ascending.
        waarden: one per year; NaN leaves a gap.
        voorlopig: one per year; True draws a hollow point.
        decimalen: of its label; fewer where the source rounds this regio more coarsely.
        breuken: years at which the line may not be joined with what went before.
    """

    naam: str
    rol: Rol
    jaren: Sequence[int]
    waarden: Sequence[float]
    voorlopig: Sequence[bool]
    decimalen: int
    breuken: frozenset[int] = frozenset()


def build_tijdreeks(
    lijnen: Sequence[Lijn],
    indicator: Indicator,
    *,
    titel: str,
    bron: str,
    breuken: Sequence[tuple[int, str]] = (),
) -> go.Figure:
    """Draw the series with direct labels; gaps stay open, breaks are drawn.

    Args:
        lijnen: own gemeente first.
        indicator: for unit and decimals.
        titel: the message as a sentence.
        bron: the source line.
        breuken: (first year of the new series, reason); a dotted line before that year.
    """
    hoogte = 250
    labels, rechts = _build_labels(lijnen, indicator, hoogte)
    jaren = sorted({jaar for lijn in lijnen for jaar in lijn.jaren})
    opmaak = {
        "annotations": [*labels, *(_build_breuktekst(jaar) for jaar, _ in breuken)],
        "shapes": [_build_breuklijn(jaar) for jaar, _ in breuken],
        "xaxis": {
            "range": [jaren[0] - 0.5, jaren[-1] + 0.3] if jaren else None,
            "tickvals": _choose_ticks(jaren),
            "showgrid": False,
            "linecolor": LICHT,
            "ticks": "outside",
            "tickcolor": LICHT,
        },
        "yaxis": {
            "gridcolor": "#E7EBF0",
            "zeroline": False,
            "title": {
                "text": indicator.eenheid_kort,
                "standoff": 6,
                "font": {"size": 12, "color": GRIJS},
            },
            "nticks": 5,
            "tickformat": ",",
            "automargin": True,
        },
    }
    sporen = [_build_spoor(lijn, indicator) for lijn in reversed(lijnen)]
    return build_figuur(sporen, opmaak, titel=titel, bron=bron, hoogte=hoogte, rechts=rechts)


def _build_breuklijn(jaar: int) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": jaar - 0.5,
        "x1": jaar - 0.5,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": GRIJS, "width": 1, "dash": "dot"},
    }


def _build_breuktekst(jaar: int) -> dict[str, Any]:
    return {
        "x": jaar - 0.5,
        "y": 1,
        "yref": "paper",
        "text": "breuk",
        "showarrow": False,
        "yanchor": "bottom",
        "font": {"size": 11, "color": GRIJS},
    }


def format_punt(lijn: Lijn, indicator: Indicator, waarde: float) -> str:
    """Write one value of a line; a computed one no more precisely than its parts."""
    afgerond = waarde if lijn.rol == "eigen" else indicator.round(waarde)
    return indicator.format(afgerond, decimalen=lijn.decimalen)


def _is_voorlopig(lijn: Lijn, jaar: int) -> bool:
    return bool(lijn.voorlopig[list(lijn.jaren).index(jaar)])


def _build_spoor(lijn: Lijn, indicator: Indicator) -> dict[str, Any]:
    x: list[float] = []
    y: list[float | None] = []
    hol: list[bool] = []
    for jaar, waarde, voorlopig in zip(lijn.jaren, lijn.waarden, lijn.voorlopig, strict=True):
        if jaar in lijn.breuken and x:
            x.append(jaar - 0.5)
            y.append(None)
            hol.append(False)
        x.append(jaar)
        y.append(None if isnan(waarde) else round(waarde, 4))
        hol.append(voorlopig)
    stijl = _STIJL[lijn.rol]
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "name": lijn.naam,
        "mode": "lines+markers",
        "connectgaps": False,
        "line": stijl,
        "marker": {
            "size": 8 if lijn.rol == "eigen" else 6,
            "symbol": _SYMBOOL[lijn.rol],
            "color": ["white" if leeg else stijl["color"] for leeg in hol],
            "line": {"color": stijl["color"], "width": 2},
        },
        "hovertemplate": f"{lijn.naam} %{{x}}: %{{y:,.{lijn.decimalen}f}} "
        f"{indicator.eenheid_kort}<extra></extra>",
    }


def _build_labels(
    lijnen: Sequence[Lijn], indicator: Indicator, hoogte: int
) -> tuple[list[dict[str, Any]], int]:
    """The name at the end of each line, and the room they need, in pixels."""
    einden = []
    for lijn in lijnen:
        gevuld = [(j, w) for j, w in zip(lijn.jaren, lijn.waarden, strict=True) if not isnan(w)]
        if gevuld:
            ster = STATUSTEKENS["voorlopig"] if _is_voorlopig(lijn, gevuld[-1][0]) else ""
            punt = format_punt(lijn, indicator, gevuld[-1][1])
            tekst = wrap(f"{lijn.naam} {punt}{ster}", _LABEL_TEKENS)
            einden.append((lijn, tekst, *gevuld[-1]))
    if not einden:
        return [], 8
    alle = [w for lijn in lijnen for w in lijn.waarden if not isnan(w)]
    pixel = ((max(alle) - min(alle)) or 1) * 1.12 / hoogte
    afstand = 4 + 16 * max(tekst.count("<br>") + 1 for _, tekst, *_ in einden)
    hoogten = spread_labels([waarde for *_, waarde in einden], afstand * pixel)
    labels = [
        {
            "x": jaar,
            "y": plek,
            "xshift": 9,
            "xanchor": "left",
            "align": "left",
            "showarrow": False,
            "text": tekst,
            "font": {
                "size": 13,
                "color": _STIJL[lijn.rol]["color"],
                "weight": 700 if lijn.rol == "eigen" else 400,
            },
        }
        for (lijn, tekst, jaar, _), plek in zip(einden, hoogten, strict=True)
    ]
    langste = max(len(deel) for _, tekst, *_ in einden for deel in tekst.split(" <br>"))
    return labels, round(16 + 7.4 * langste)


def _choose_ticks(jaren: Sequence[int]) -> list[int]:
    if len(jaren) <= 6:
        return list(jaren)
    stap = -(-len(jaren) // 5)
    return list(reversed(jaren[::-1][::stap]))
