"""Two indicators against each other: a grey dot per gemeente, the own one orange."""

from collections.abc import Sequence
from typing import Any

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.thema import EIGEN, GRIJS, LICHT, build_figuur, clean_haken

_AS_TEKENS = 44
_LABELS = 3


def build_spreiding(
    punten: Sequence[tuple[str, float, float]],
    assen: tuple[Indicator, Indicator],
    *,
    eigen: frozenset[str],
    label: str,
    titel: str,
    bron: str,
) -> Figuur:
    """Draw all gemeenten as dots; the first trace holds every one of them.

    Args:
        punten: name, value on the x axis, value on the y axis; no NaN.
        assen: the indicators on x and y.
        eigen: names of the gemeenten to mark.
        label: what stands beside the marked one; of up to three each has its own name, of more
            the source line has to say who they are.
        titel: the message as a sentence.
        bron: the source line.
    """
    x, y = assen
    gekozen = [punt for punt in punten if punt[0] in eigen]
    los = "<br>".join(
        ["%{text}"]
        + [
            f"{clean_haken(as_.titel)}: %{{{letter}:,.{as_.decimalen}f}} "
            f"{clean_haken(as_.eenheid_kort)}"
            for letter, as_ in zip("xy", assen, strict=True)
        ]
    )
    rand = {"color": GRIJS, "width": 0.6}
    sporen = [
        _build_spoor(punten, los, {"color": LICHT, "size": 7, "line": rand}),
        _build_spoor(gekozen, los, {"color": EIGEN, "size": 13, "symbol": "diamond"}),
    ]
    namen = {1: [label]}.get(len(gekozen), [naam for naam, _, _ in gekozen])
    teksten = [
        _build_label(punt, naam, punten)
        for punt, naam in zip(gekozen, namen, strict=True)
        if naam and len(gekozen) <= _LABELS
    ]
    opmaak = {
        "annotations": teksten,
        "xaxis": _build_as(x, "x"),
        "yaxis": _build_as(y, "y"),
    }
    return build_figuur(sporen, opmaak, titel=titel, bron=bron, hoogte=330, rechts=14, onder=18)


def _build_spoor(
    punten: Sequence[tuple[str, float, float]], los: str, stip: dict[str, Any]
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_shorten(px) for _, px, _ in punten],
        "y": [_shorten(py) for _, _, py in punten],
        "text": [naam for naam, _, _ in punten],
        "marker": stip,
        "hovertemplate": f"{los}<extra></extra>",
    }


def _shorten(getal: float) -> float | int:
    """Four decimals at most, and none where there are none: 342 dots travel with each click."""
    kort = round(getal, 4)
    return int(kort) if kort.is_integer() else kort


def _build_label(
    punt: tuple[str, float, float], label: str, alle: Sequence[tuple[str, float, float]]
) -> dict[str, Any]:
    xs = [px for _, px, _ in alle]
    breed = (max(xs) - min(xs)) or 1.0
    rechts = (punt[1] - min(xs)) / breed > 0.6
    return {
        "x": punt[1],
        "y": punt[2],
        "text": clean_haken(label),
        "showarrow": False,
        "xanchor": "right" if rechts else "left",
        "xshift": -10 if rechts else 10,
        "yshift": 14,
        "font": {"size": 13, "color": EIGEN, "weight": 700},
        "bgcolor": "rgba(255,255,255,0.75)",
    }


def _build_as(indicator: Indicator, welke: str) -> dict[str, Any]:
    titel = clean_haken(indicator.titel)
    if len(titel) > _AS_TEKENS:
        titel = titel[: _AS_TEKENS - 1].rsplit(" ", 1)[0] + " …"
    return {
        "title": {
            "text": f"{titel} ({clean_haken(indicator.eenheid_kort)})",
            "font": {"size": 12, "color": GRIJS},
            "standoff": 4,
        },
        "gridcolor": "#E7EBF0",
        "zeroline": False,
        "linecolor": LICHT,
        "nticks": 6,
        "tickformat": ",",
        "automargin": welke == "y",
    }
