"""Many lines at once: own, Nederland and region with a label, the other members in grey.

With two years it is a slope chart, with an index the lines start together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import numpy as np

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.assen import build_tijdas, build_waardeas, choose_ticks
from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.thema import (
    EIGEN,
    GRIJS,
    INKT,
    LICHT,
    build_figuur,
    clean_haken,
    wrap,
)
from welvaart.methode.labelplek import spread_labels

_STIJL: dict[str, dict[str, Any]] = {
    "eigen": {"color": EIGEN, "width": 3.5, "dash": "solid"},
    "land": {"color": INKT, "width": 2.5, "dash": "dash"},
    "regio": {"color": GRIJS, "width": 2.5, "dash": "dot"},
    "lid": {"color": LICHT, "width": 1.5, "dash": "solid"},
}
_SYMBOOL = {"eigen": "circle", "land": "square", "regio": "diamond", "lid": "circle"}
BAANKLEUR = "#E3E7ED"
_HOOGTE = 300
_SMALST = 300  # pixels from the axis to the right edge on a phone
_JAARTAL = 36  # of a year at the axis, with room beside it
_LOS = 18
"""With more lines the members travel as one trace, without a name under the mouse."""
BAAN = 60
"""With more members lines run into each other: a band holds the middle eight of every ten."""
_BAAN_DEEL = (10, 90)
_LABEL_TEKENS, _REGEL = 22, 17
_LOSVANAS = 6
"""Pixels between the axis and its figures: on a phone the first markers stand on the axis."""


@dataclass(frozen=True)
class Straal:
    """One line.

    Attributes:
        naam: of the area.
        rol: "eigen", "land", "regio" or "lid".
        waarden: one per year; NaN leaves a gap.
        voorlopig: True for years with a provisional figure.
        label: whether its name stands at its end.
        precies: the same figures before rounding.
        speling: one per year, half the step in which the source rounds.
        n: gemeenten behind each figure; their rounding partly cancels out.
        decimalen: of the figures; None = those of the indicator.
    """

    naam: str
    rol: str
    waarden: Sequence[float]
    voorlopig: Sequence[bool]
    label: bool = True
    precies: Sequence[float] = ()
    speling: Sequence[float] = ()
    n: int = 1
    decimalen: int | None = None


def build_waaier(
    stralen: Sequence[Straal],
    jaren: Sequence[int],
    indicator: Indicator,
    *,
    titel: str,
    bron: str,
    eenheid: str | None = None,
    decimalen: int | None = None,
) -> Figuur:
    """Draw the lines; those with a label on top.

    Args:
        stralen: in any order.
        jaren: the horizontal axis.
        indicator: for unit and decimals.
        titel: the message as a sentence.
        bron: the source line.
        eenheid: on the axis instead of that of the indicator, e.g. "2013 = 100".
        decimalen: of the labels when they are not in the unit of the indicator.
    """
    volgorde = sorted(stralen, key=lambda s: ("lid", "regio", "land", "eigen").index(s.rol))
    los = [s for s in volgorde if s.label or len(stralen) <= _LOS]
    sporen = [_build_bundel([s for s in volgorde if not s.label and len(stralen) > _LOS], jaren)]
    getekend = [[w for w in sporen[0]["y"] if w is not None], *(s.waarden for s in los)]
    laag, hoog = _find_bereik([w for deel in getekend for w in deel if not isnan(w)])
    sporen += [_build_spoor(s, jaren, indicator, decimalen) for s in los]
    rechts, r = _build_labels(stralen, jaren, indicator, (laag, hoog), -1, decimalen)
    links, li = _build_labels(stralen, jaren, indicator, (laag, hoog), 0, decimalen)
    twee, rand = len(jaren) == 2, 0.04 * (jaren[-1] - jaren[0])
    opmaak = {
        "annotations": [*rechts, *links] if twee else rechts,
        "xaxis": build_tijdas(
            choose_ticks(jaren, max(2, min(6, (_SMALST - r) // _JAARTAL))),
            [jaren[0] - rand, jaren[-1] + rand],
        )
        | {"tickangle": 0},
        "yaxis": build_waardeas(eenheid or indicator.eenheid_kort, [laag, hoog])
        | {"visible": not twee, "ticklabelstandoff": _LOSVANAS},
    }
    figuur = build_figuur(
        sporen, opmaak, titel=titel, bron=bron, hoogte=_HOOGTE, rechts=r, minimaal=_HOOGTE - 70,
        links=li if twee else 8,
    )  # fmt: skip
    return figuur


def _find_bereik(alle: Sequence[float]) -> tuple[float, float]:
    laag, hoog = (min(alle), max(alle)) if alle else (0.0, 1.0)
    rand = 0.08 * ((hoog - laag) or 1)
    return laag - rand, hoog + rand


def _build_spoor(
    straal: Straal, jaren: Sequence[int], indicator: Indicator, decimalen: int | None
) -> dict[str, Any]:
    stijl = _STIJL[straal.rol]
    cijfers = _choose_decimalen(straal, indicator) if decimalen is None else decimalen
    eenheid = clean_haken(indicator.eenheid_kort) if decimalen is None else ""
    vol = not any(straal.voorlopig)
    return {
        "type": "scatter",
        "x": list(jaren),
        "y": [None if isnan(w) else round(w, max(cijfers, 0) + 1) for w in straal.waarden],
        "mode": "lines+markers" if straal.rol != "lid" or len(jaren) == 2 else "lines",
        "connectgaps": False,
        "line": stijl,
        "marker": {
            "size": 6 if straal.rol == "lid" else 9,
            "symbol": _SYMBOOL[straal.rol],
            "color": stijl["color"]
            if vol
            else ["white" if hol else stijl["color"] for hol in straal.voorlopig],
            "line": {"color": stijl["color"], "width": 2},
        },
        "hovertemplate": f"{clean_haken(straal.naam)} %{{x}}: %{{y:,.{cijfers}f}} {eenheid}"
        "<extra></extra>",
    }


def _choose_decimalen(straal: Straal, indicator: Indicator) -> int:
    return indicator.decimalen if straal.decimalen is None else straal.decimalen


def _build_bundel(stralen: Sequence[Straal], jaren: Sequence[int]) -> dict[str, Any]:
    """Many grey lines as one trace, with a gap after each: it travels and draws fast."""
    if len(stralen) > BAAN:
        return _build_baan(stralen, jaren)
    y: list[float | None] = []
    for straal in stralen:
        y += [None if isnan(w) else round(w, 2) for w in straal.waarden]
        y.append(None)
    return {
        "type": "scatter",
        "x": [*jaren, None] * len(stralen),
        "y": y,
        "mode": "lines",
        "connectgaps": False,
        "line": {"color": LICHT, "width": 1.2},
        "hoverinfo": "skip",
    }


def _build_baan(stralen: Sequence[Straal], jaren: Sequence[int]) -> dict[str, Any]:
    """The middle eight of every ten members per year, as one grey area; a year without is left."""
    alle = np.array([straal.waarden for straal in stralen], dtype=float)
    met = [k for k in range(len(jaren)) if not np.isnan(alle[:, k]).all()]
    laag, hoog = np.nanpercentile(alle[:, met], _BAAN_DEEL, axis=0).round(2)
    jaar = [jaren[k] for k in met]
    return {
        "type": "scatter",
        "x": [*jaar, *reversed(jaar)],
        "y": [*laag.tolist(), *reversed(hoog.tolist())],
        "mode": "lines",
        "fill": "toself",
        "fillcolor": BAANKLEUR,
        "line": {"color": BAANKLEUR, "width": 1},
        "hoverinfo": "skip",
    }


def _build_labels(
    stralen: Sequence[Straal],
    jaren: Sequence[int],
    indicator: Indicator,
    bereik: tuple[float, float],
    kant: int,
    decimalen: int | None,
) -> tuple[list[dict[str, Any]], int]:
    """Name and figure at one end of each labelled line, and the room they need in pixels."""
    einden = [(s, s.waarden[kant]) for s in stralen if s.label and not isnan(s.waarden[kant])]
    teksten = []
    for s, waarde in einden:
        cijfer = (
            indicator.format_kort(waarde, decimalen=_choose_decimalen(s, indicator))
            if decimalen is None
            else f"{waarde:.{decimalen}f}".replace(".", ",")
        )
        cijfer += "*" if s.voorlopig[kant] else ""
        teksten.append(wrap(f"{s.naam} {cijfer}", _LABEL_TEKENS) if kant else cijfer)
    pixel = (bereik[1] - bereik[0]) / (_HOOGTE - 60)
    maten = [(_REGEL * (tekst.count("<br>") + 1) + 2) * pixel for tekst in teksten]
    hoogten = spread_labels([waarde for _, waarde in einden], maten)
    labels = [
        {
            "x": jaren[kant],
            "y": plek,
            "xshift": 10 if kant else -10,
            "xanchor": "left" if kant else "right",
            "align": "left" if kant else "right",
            "showarrow": False,
            "text": tekst,
            "font": {
                "size": 13,
                "color": GRIJS if s.rol == "lid" else _STIJL[s.rol]["color"],
                "weight": 700 if s.rol == "eigen" else 400,
            },
        }
        for (s, _), tekst, plek in zip(einden, teksten, hoogten, strict=True)
    ]
    langste = max((len(d) for tekst in teksten for d in tekst.split(" <br>")), default=0)
    return labels, round(18 + 7.4 * langste)
