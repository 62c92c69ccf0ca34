"""Two indicators against each other: a grey dot per gemeente, the own one orange."""

from collections.abc import Sequence
from typing import Any

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.thema import EIGEN, GRIJS, LICHT, build_figuur, clean_haken

_AS_TEKENS = 44
_LABELS = 3
_MATEN = ((230, 225), (900, 225), (500, 175))
"""Pixels that the dots take from left to right and from low to high: phone, page and slide."""
_HOOGTEN = (14, -14, 28, -28, 46, -46, 64)  # pixels of a name above its dot, nearest first
_LETTER = 7.4  # width of a bold letter of 13 pixels

Vlak = tuple[float, float, float, float]
"""Left, low, right and high, in pixels."""
Kader = tuple[float, float, float, float, float]
"""See `_measure_kader`."""


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
    teksten = _build_labels(gekozen, namen, punten) if len(gekozen) <= _LABELS else []
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


def _build_labels(
    gekozen: Sequence[tuple[str, float, float]],
    namen: Sequence[str],
    alle: Sequence[tuple[str, float, float]],
) -> list[dict[str, Any]]:
    """A name beside each marked gemeente, over no other marked one and no other name.

    How wide the chart is drawn is not known here: a place must be free on a phone, a page and a
    slide.
    """
    kaders = [_measure_kader(alle, *maat) for maat in _MATEN]
    ruiten = [[_place(punt, kader) for punt in gekozen] for kader in kaders]
    bezet: list[list[Vlak]] = [[_spread(x, y, 8, 8) for x, y in rij] for rij in ruiten]
    uit = []
    for k, naam in enumerate(namen):
        if not naam:
            continue
        half = _LETTER * len(naam) / 2
        keuzes = [
            (kant, hoog, [_spread(rij[k][0] + kant * (10 + half), rij[k][1] + hoog, half, 11)
                          for rij in ruiten])
            for hoog in _HOOGTEN
            for kant in (1, -1)
        ]  # fmt: skip
        kant, hoog, vlakken = next(
            (keuze for keuze in keuzes if _is_vrij(keuze[2], bezet, kaders, k)), keuzes[0]
        )
        for vak, vlak in zip(bezet, vlakken, strict=True):
            vak.append(vlak)
        uit.append(_build_label(gekozen[k], naam, kant, hoog))
    return uit


def _is_vrij(
    vlakken: Sequence[Vlak], bezet: Sequence[Sequence[Vlak]], kaders: Sequence[Kader], zelf: int
) -> bool:
    """Whether a name lies within the chart, and over nothing, at each width."""
    return all(
        vlak[0] >= 0
        and vlak[2] <= kader[0]
        and not any(_overlap(vlak, ander) for k, ander in enumerate(vol) if k != zelf)
        for vlak, vol, kader in zip(vlakken, bezet, kaders, strict=True)
    )


def _measure_kader(alle: Sequence[tuple[str, float, float]], breedte: int, diepte: int) -> Kader:
    """Width in pixels, then where the axes begin and how many pixels one step is."""
    xs, ys = [px for _, px, _ in alle], [py for _, _, py in alle]
    return (
        breedte,
        min(xs),
        min(ys),
        breedte / ((max(xs) - min(xs)) or 1.0),
        diepte / ((max(ys) - min(ys)) or 1.0),
    )


def _place(punt: tuple[str, float, float], kader: Kader) -> tuple[float, float]:
    _, x0, y0, x_stap, y_stap = kader
    return (punt[1] - x0) * x_stap, (punt[2] - y0) * y_stap


def _spread(x: float, y: float, half: float, hoog: float) -> Vlak:
    return x - half, y - hoog, x + half, y + hoog


def _overlap(een: Vlak, ander: Vlak) -> bool:
    return een[0] < ander[2] and ander[0] < een[2] and een[1] < ander[3] and ander[1] < een[3]


def _build_label(punt: tuple[str, float, float], naam: str, kant: int, hoog: int) -> dict[str, Any]:
    """A name; with a thin line to its dot where it does not stand right beside it."""
    plek: dict[str, Any] = {"showarrow": False, "xshift": 10 * kant, "yshift": hoog}
    if abs(hoog) > min(map(abs, _HOOGTEN)):
        lijn = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": EIGEN}
        plek = {"showarrow": True, "ax": 10 * kant, "ay": -hoog, **lijn}
    return {
        "x": punt[1],
        "y": punt[2],
        "text": clean_haken(naam),
        "xanchor": "left" if kant > 0 else "right",
        "font": {"size": 13, "color": EIGEN, "weight": 700},
        "bgcolor": "rgba(255,255,255,0.75)",
        **plek,
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
