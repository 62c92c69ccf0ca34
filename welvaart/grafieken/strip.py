"""Where the gemeente stands among all others: one dot per gemeente along the value."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.thema import EIGEN, GRIJS, INKT, LICHT, build_figuur, clean_haken, wrap

_VAKKEN = 90
_HOOGTE, _REGEL = 150, 17  # pixels
_LABEL_TEKENS = 30


def build_strip(
    waarden: Sequence[float],
    namen: Sequence[str],
    indicator: Indicator,
    *,
    eigen: int | None,
    land: tuple[str, float] | None,
    decimalen: int,
    ster: str = "",
    leden: Sequence[int] = (),
    grof: Sequence[int] = (),
    titel: str,
    bron: str,
) -> Figuur:
    """Draw all gemeenten as grey dots, stacked where they coincide; the own one orange.

    Args:
        waarden: one per gemeente with a value.
        namen: same length.
        indicator: for unit, decimals and direction.
        eigen: place of the own gemeente in the list; None when it has no value.
        decimalen: of the own value.
        ster: status sign behind the figures, "*" when they are provisional.
        land: label and value of the line for Nederland, if there is one.
        leden: places of the gemeenten of the chosen region, drawn dark.
        grof: places of those whose figure the source gives in whole units only; then the hover
            leaves out zeros behind the comma. (A template for each dot would weigh 14 kB.)
        titel: the message as a sentence.
        bron: the source line.
    """
    x = np.asarray(waarden, dtype=float)
    y = _stack(x)
    top = float(np.abs(y).max(initial=1)) + 1
    rand = 0.04 * (float(np.ptp(x)) if len(x) else 0.0) or 1.0
    sporen: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "x": [round(float(v), 4) for v in x],
            "y": [int(v) for v in y],
            "text": list(namen),
            "mode": "markers",
            "marker": {"color": LICHT, "size": 6, "line": {"color": GRIJS, "width": 0.5}},
            "hovertemplate": f"%{{text}}: %{{x:,.{indicator.decimalen}{'~' if grof else ''}f}} "
            f"{clean_haken(indicator.eenheid_kort)}<extra></extra>",
        }
    ]
    if leden:
        sporen.append(_build_leden(x, y, leden))
    lijnen, teksten = [], []
    if land is not None:
        lijnen.append(
            {"type": "line", "x0": land[1], "x1": land[1], "y0": -top, "y1": top,
             "line": {"color": INKT, "width": 2, "dash": "dash"}}
        )  # fmt: skip
        tekst = f"{land[0]} {indicator.format(land[1])}{ster}"
        teksten.append(_build_tekst(land[1], -top, tekst, INKT, x))
    if eigen is not None:
        sporen.append(
            {
                "type": "scatter",
                "x": [float(x[eigen])],
                "y": [int(y[eigen])],
                "mode": "markers",
                "marker": {"color": EIGEN, "size": 14, "symbol": "diamond"},
                "hoverinfo": "skip",
            }
        )
        tekst = f"{namen[eigen]} {indicator.format(float(x[eigen]), decimalen=decimalen)}{ster}"
        teksten.append(_build_tekst(float(x[eigen]), top, tekst, EIGEN, x))
    extra = _REGEL * max((tekst["text"].count("<br>") for tekst in teksten), default=0)
    half = (top * 1.4 + 1) * (_HOOGTE + 2 * extra) / _HOOGTE
    opmaak = {
        "annotations": teksten,
        "shapes": lijnen,
        "yaxis": {
            "visible": False,
            "range": [-half, half],
            "fixedrange": True,
        },
        "xaxis": {
            **_build_bereik(x, land, rand),
            "linecolor": LICHT,
            "showgrid": False,
            "zeroline": False,
            "ticks": "outside",
            "tickcolor": LICHT,
            "nticks": 6,
            "tickformat": ",",
            "title": {
                "text": f"{clean_haken(indicator.eenheid_kort)}{_say_richting(indicator.teken)}",
                "font": {"size": 12, "color": GRIJS},
                "standoff": 2,
            },
        },
    }
    return build_figuur(
        sporen, opmaak, titel=titel, bron=bron, hoogte=_HOOGTE + 2 * extra, onder=18
    )


def _build_leden(x: np.ndarray, y: np.ndarray, leden: Sequence[int]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [round(float(x[k]), 4) for k in leden],
        "y": [int(y[k]) for k in leden],
        "mode": "markers",
        "marker": {"color": INKT, "size": 9},
        "hoverinfo": "skip",
    }


def _stack(x: np.ndarray) -> np.ndarray:
    """Heights (0, 1, -1, 2, -2 …) so that dots in the same bin do not cover each other."""
    if len(x) == 0:
        return x
    spreiding = (x.max() - x.min()) or 1.0
    vak = np.floor((x - x.min()) / spreiding * _VAKKEN).astype(int)
    hoogte = np.zeros(len(x))
    for nummer in np.unique(vak):
        leden = np.flatnonzero(vak == nummer)
        k = np.arange(len(leden))
        hoogte[leden] = ((k + 1) // 2) * np.where(k % 2, 1, -1)
    return hoogte


def _build_bereik(
    x: np.ndarray, land: tuple[str, float] | None, rand: float
) -> dict[str, list[float]]:
    """An axis that holds all values; a long label does not stretch it."""
    alle = [*x.tolist(), *([land[1]] if land else [])]
    return {"range": [min(alle) - rand, max(alle) + rand]} if alle else {}


def _build_tekst(x: float, y: float, tekst: str, kleur: str, alle: np.ndarray) -> dict[str, Any]:
    plaats = (x - alle.min()) / ((alle.max() - alle.min()) or 1)
    return {
        "x": x,
        "y": y,
        "text": wrap(tekst, _LABEL_TEKENS),
        "showarrow": False,
        "xanchor": "left" if plaats < 0.25 else "right" if plaats > 0.75 else "center",
        "yanchor": "bottom" if y > 0 else "top",
        "font": {"size": 13, "color": kleur, "weight": 700},
    }


def _say_richting(teken: int) -> str:
    return {1: " (hoger is beter →)", -1: " (← lager is beter)"}.get(teken, "")
