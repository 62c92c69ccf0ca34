"""The axes of lines over time and of lying bars, and the dotted line of a break, alike in all."""

from collections.abc import Sequence
from typing import Any

from welvaart.grafieken.thema import GRIJS, LICHT, clean_haken


def build_tijdas(ticks: Sequence[int], bereik: Sequence[float] | None) -> dict[str, Any]:
    """The axis of time.

    Args:
        ticks: years that are named.
        bereik: from where to where; None leaves it to Plotly.
    """
    return {
        **({} if bereik is None else {"range": list(bereik)}),
        "tickvals": list(ticks),
        "showgrid": False,
        "linecolor": LICHT,
        "ticks": "outside",
        "tickcolor": LICHT,
    }


def build_waardeas(eenheid: str, bereik: Sequence[float] | None) -> dict[str, Any]:
    """The axis of the figures, with their unit beside it; `bereik` as in `build_tijdas`."""
    return {
        **({} if bereik is None else {"range": list(bereik)}),
        "gridcolor": "#E7EBF0",
        "zeroline": False,
        "title": {
            "text": clean_haken(eenheid),
            "standoff": 6,
            "font": {"size": 12, "color": GRIJS},
        },
        "nticks": 5,
        "tickformat": ",",
        "automargin": True,
    }


def build_naamas(
    plekken: Sequence[float], teksten: Sequence[str], *, hoogte: float | None = None
) -> dict[str, Any]:
    """The names beside lying bars.

    Args:
        plekken: height of each bar, 0 the lowest.
        teksten: name of each.
        hoogte: of all bars together; None = each takes 1.
    """
    return {
        "tickvals": list(plekken),
        "ticktext": list(teksten),
        "range": [-0.6, (len(plekken) if hoogte is None else hoogte) - 0.4],
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
    }


def build_lengteas(bereik: Sequence[float], nullijn: str) -> dict[str, Any]:
    """The length of lying bars: only the line at nought is drawn, in this colour."""
    return {
        "range": list(bereik),
        "fixedrange": True,
        "showgrid": False,
        "zeroline": True,
        "zerolinecolor": nullijn,
        "ticks": "",
        "showticklabels": False,
    }


def choose_ticks(jaren: Sequence[int], hoogstens: int) -> list[int]:
    """Years at equal steps, the last one among them, at most so many."""
    stap = max(1, -(-len(jaren) // hoogstens))
    return list(reversed(list(jaren)[::-1][::stap]))


def build_breuklijn(x: float) -> dict[str, Any]:
    """A dotted line over the whole height, where a new series begins."""
    lijn = {"color": GRIJS, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": lijn}


def build_breuktekst(x: float) -> dict[str, Any]:
    """The word above that line."""
    plek = {"x": x, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
    return {**plek, "text": "breuk", "font": {"size": 11, "color": GRIJS}}
