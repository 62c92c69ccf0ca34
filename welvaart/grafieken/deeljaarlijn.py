"""A line over months or quarters: one area, hollow where provisional, open where empty.

Sixty points with a sign each would hide the line, so only those stand out that say something: what
is provisional, what stands alone between two gaps, and the newest.
"""

from collections.abc import Sequence
from math import isnan
from typing import Any

from welvaart.cijfers.deeljaarreeks import Deeljaarreeks
from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.grafieken.assen import (
    build_breuklijn,
    build_breuktekst,
    build_tijdas,
    build_waardeas,
)
from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.thema import EIGEN, build_figuur, clean_haken, wrap
from welvaart.opmaak import STATUSTEKENS, format_getal

_HOOGTE = 230
_LABEL_TEKENS = 17  # "Arbeidsmarktregio" stays whole
_VOORLOPIG = "voorlopig"


def build_deeljaarlijn(
    reeks: Deeljaarreeks,
    indicator: Indicator,
    naam: str,
    *,
    titel: str,
    bron: str,
    breuken: Sequence[Periode] = (),
) -> Figuur:
    """Draw the series with its name and newest figure at the end.

    Args:
        reeks: the periods in view, with a figure in at least one.
        indicator: for unit and decimals.
        naam: of the area, for the label and what the mouse shows.
        titel: the message as a sentence.
        bron: the source line.
        breuken: first periods of a new series; the line is cut there and a dotted line drawn.
    """
    plaatsen = [_place(p) for p in reeks.perioden]
    cijfers = [w for w in reeks.waarden if not isnan(w)]
    rand = 0.08 * (max(cijfers) - min(cijfers)) or max(0.1 * max(cijfers), 1.0)
    k = max(k for k, w in enumerate(reeks.waarden) if not isnan(w))
    label = _build_label(reeks, k, indicator, naam)
    knippen = [_place(p) - 0.5 / p.per_jaar for p in breuken if p in reeks.perioden[1:]]
    jaren = range(int(plaatsen[0]) + 1, int(plaatsen[-1]) + 1)
    opmaak: dict[str, Any] = {
        "annotations": [label, *(build_breuktekst(x) for x in knippen)],
        "shapes": [build_breuklijn(x) for x in knippen],
        "xaxis": build_tijdas(jaren, [round(plaatsen[0] - 0.05, 3), round(plaatsen[-1] + 0.1, 3)])
        | {"tickformat": "d"},
        "yaxis": build_waardeas(
            indicator.eenheid_kort,
            [round(min(cijfers) - rand, 1), round(max(cijfers) + rand, 1)],
        ),
    }
    sporen = [_build_lijn(reeks, plaatsen, indicator, knippen), _build_punten(reeks, plaatsen)]
    langste = max(len(deel) for deel in label["text"].split(" <br>"))
    rechts = round(16 + 7.4 * langste)
    return build_figuur(
        sporen, opmaak, titel=titel, bron=bron, hoogte=_HOOGTE, rechts=rechts, minimaal=_HOOGTE - 20
    )


def _place(periode: Periode) -> float:
    """The middle of a period on the axis of years: July 2022 is 2022.542."""
    return round(periode.jaar + (int(periode.code[6:]) - 0.5) / periode.per_jaar, 3)


def _build_lijn(
    reeks: Deeljaarreeks, plaatsen: Sequence[float], indicator: Indicator, knippen: Sequence[float]
) -> dict[str, Any]:
    x: list[float] = []
    y: list[float | None] = []
    tekst: list[str] = []
    open_ = list(knippen)
    for plaats, waarde, periode, status in zip(
        plaatsen, reeks.waarden, reeks.perioden, reeks.status, strict=True
    ):
        if open_ and plaats > open_[0]:
            x.append(round(open_.pop(0), 3))
            y.append(None)
            tekst.append("")
        x.append(plaats)
        y.append(None if isnan(waarde) else round(waarde, 4))
        tekst.append(f"{periode.label}{', voorlopig' if status == _VOORLOPIG else ''}")
    eenheid = clean_haken(indicator.eenheid_kort)
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "text": tekst,
        "mode": "lines",
        "connectgaps": False,
        "line": {"color": EIGEN, "width": 2.5},
        "hovertemplate": f"%{{text}}: %{{y:,.{indicator.decimalen}f}} {eenheid}<extra></extra>",
    }


def _build_punten(reeks: Deeljaarreeks, plaatsen: Sequence[float]) -> dict[str, Any]:
    """The points that stand out: provisional ones hollow, the newest and lonely ones filled."""
    gevuld = [not isnan(w) for w in reeks.waarden]
    laatste = max(k for k, er_is in enumerate(gevuld) if er_is)
    mee = [
        k
        for k, er_is in enumerate(gevuld)
        if er_is
        and (k == laatste or reeks.status[k] == _VOORLOPIG or not any(_get_buren(gevuld, k)))
    ]
    return {
        "type": "scatter",
        "x": [plaatsen[k] for k in mee],
        "y": [round(reeks.waarden[k], 4) for k in mee],
        "mode": "markers",
        "hoverinfo": "skip",
        "marker": {
            "size": 8,
            "color": ["white" if reeks.status[k] == _VOORLOPIG else EIGEN for k in mee],
            "line": {"color": EIGEN, "width": 2},
        },
    }


def _get_buren(gevuld: Sequence[bool], k: int) -> list[bool]:
    return [gevuld[j] for j in (k - 1, k + 1) if 0 <= j < len(gevuld)]


def _build_label(reeks: Deeljaarreeks, k: int, indicator: Indicator, naam: str) -> dict[str, Any]:
    ster = STATUSTEKENS["voorlopig"] if reeks.status[k] == _VOORLOPIG else ""
    cijfer = format_getal(reeks.waarden[k], indicator.decimalen)
    return {
        "x": _place(reeks.perioden[k]),
        "y": reeks.waarden[k],
        "xshift": 9,
        "xanchor": "left",
        "align": "left",
        "showarrow": False,
        "text": wrap(f"{naam} {cijfer}{ster}", _LABEL_TEKENS),
        "font": {"size": 13, "color": EIGEN, "weight": 700},
    }
