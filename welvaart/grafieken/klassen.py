"""The classes of a map: their colours, their words, and the legend that shows both."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.thema import TEKST, clean_haken
from welvaart.groep.regiocijfers import Regiocijfers

TINTEN = {
    1: ("#7FA3CC",),
    2: ("#C4D6EA", "#3F6FA8"),
    3: ("#DCE7F2", "#86A9D0", "#1F4E86"),
    4: ("#DCE7F2", "#A3BFDD", "#5B86B8", "#14325C"),
    5: ("#E3ECF5", "#B4CBE4", "#7FA3CC", "#44719F", "#14325C"),
}
"""From low to high, each clearly darker than the one before, also printed in grey."""
GEEN = "#EFEDE9"
"""Colour of missing areas; the browser draws hatching in its place (static/scherm/beeld.js)."""


def format_klassen(grenzen: Sequence[float], indicator: Indicator) -> list[str]:
    """Labels of the classes from low to high: "minder dan 66,0 %", and so on."""
    if not grenzen:
        return ["alle gebieden met een cijfer"]
    tekst = [indicator.format_kort(grens) for grens in grenzen]
    return [
        f"minder dan {tekst[0]}",
        *(f"{laag} tot {hoog}" for laag, hoog in pairwise(tekst)),
        f"{tekst[-1]} of meer",
    ]


def build_sleutel(cijfers: Regiocijfers, jaren: Sequence[int]) -> list[dict[str, Any]]:
    """The legend: all classes, also those without an area this year, from high to low."""
    namen = format_klassen(cijfers.klassen, cijfers.indicator)
    vakken = list(zip(namen, TINTEN[len(namen)], strict=True))[::-1]
    kolommen = [cijfers.jaren.index(jaar) for jaar in jaren]
    if np.isnan(cijfers.waarde[:, kolommen]).any():
        vakken.append(("geen cijfer", GEEN))
    return [
        {
            "type": "scattergeo",
            "geo": "geo",
            "lon": [None],
            "lat": [None],
            "mode": "markers",
            "name": naam,
            "showlegend": True,
            "marker": {
                "symbol": "square",
                "size": 13,
                "color": kleur,
                "line": {"color": "#8A94A3", "width": 0.6},
            },
            "hoverinfo": "skip",
        }
        for naam, kleur in vakken
    ]


def build_legenda(indicator: Indicator, *, onder: bool = False) -> dict[str, Any]:
    """Where the legend stands and how it looks: at the left of one map, `onder` several."""
    plek: dict[str, Any] = {"x": 0, "y": 1, "xanchor": "left", "yanchor": "top"}
    if onder:
        plek = {"x": 0, "y": -0.02, "xanchor": "left", "yanchor": "top", "orientation": "h"}
    kop = clean_haken(indicator.eenheid_kort) if len(indicator.eenheid_kort) > 4 else ""
    return {
        **plek,
        "bgcolor": "rgba(255,255,255,0.85)",
        "font": {"size": 13, "color": TEKST},
        "title": {"text": kop, "font": {"size": 12}},
        "itemclick": False,
        "itemdoubleclick": False,
        "traceorder": "normal",
    }
