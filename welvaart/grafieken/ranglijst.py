"""Areas under each other as bars, with their place, ties and gaps visible."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.assen import build_lengteas, build_naamas
from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.thema import (
    EIGEN,
    GRIJS,
    INKT,
    LICHT,
    TEKST,
    build_figuur,
    clean_haken,
    wrap,
)

_RIJ = 25
_NAAM_TEKENS = 20
_REGEL = 0.5
"""Height that each further line of a name takes, in bars."""
MEEST = 25
"""Bars that can be read under each other."""
MEEST_DIA = 15
"""Bars that still can be read on a slide."""
_OM_EIGEN, _UITEINDEN = 2, 2
_KORT = 12
"""Bars of a list that leaves some out."""


@dataclass(frozen=True)
class Staaf:
    """One area in the ranking.

    Attributes:
        naam: as shown.
        waarde: its length.
        tekst: the figure as shown, with status sign.
        plaats: first and last place; None for an indicator without a better side.
        eigen: True for the own area.
    """

    naam: str
    waarde: float
    tekst: str
    plaats: tuple[int, int] | None
    eigen: bool = False


def choose_staven(staven: Sequence[Staaf], meest: int = MEEST) -> list[int | None]:
    """Which bars to draw, as numbers; None = a gap with areas that are left out.

    Up to `meest` all of them; else both ends and what lies around the own area.
    """
    n = len(staven)
    if n <= meest:
        return list(range(n))
    eigen = next((k for k, staaf in enumerate(staven) if staaf.eigen), None)
    einde = (min(meest, _KORT) - 1) // 2 if eigen is None else _UITEINDEN
    mee = {*range(einde), *range(n - einde, n)}
    if eigen is not None:
        mee |= {k for k in range(eigen - _OM_EIGEN, eigen + _OM_EIGEN + 1) if 0 <= k < n}
    uit: list[int | None] = []
    for k in sorted(mee):
        vorige = uit[-1] if uit else None
        if vorige is not None and k > vorige + 1:
            uit.append(None)
        uit.append(k)
    return uit


def build_ranglijst(
    staven: Sequence[Staaf],
    indicator: Indicator,
    *,
    land: float | None,
    ster: str = "",
    meest: int = MEEST,
    titel: str,
    bron: str,
) -> Figuur:
    """Draw the bars from top to bottom in the order given, with a line for Nederland.

    Args:
        staven: all areas with a figure, most favourable first.
        indicator: for unit and direction.
        land: value of Nederland; None where it says nothing (numbers).
        ster: status sign behind the figure of Nederland, "*" when it is provisional.
        meest: bars up to which none is left out.
        titel: the message as a sentence.
        bron: the source line.
    """
    rijen, lengte = _stack(staven, choose_staven(staven, meest))
    getoond = [(y, staven[k]) for y, k in rijen if k is not None]
    spoor = {
        "type": "bar",
        "orientation": "h",
        "x": [staaf.waarde for _, staaf in getoond],
        "y": [y for y, _ in getoond],
        "marker": {"color": [EIGEN if staaf.eigen else "#A9B6C6" for _, staaf in getoond]},
        "width": 0.72,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    hoogste = max([*(staaf.waarde for staaf in staven), land or 0.0, 0.0])
    laagste = min([*(staaf.waarde for staaf in staven), land or 0.0, 0.0])
    opmaak: dict[str, Any] = {
        "bargap": 0,
        "annotations": [
            *(_build_cijfer(staaf, y) for y, staaf in getoond),
            *(
                []
                if land is None
                else [_build_landtekst(land, indicator.format(land) + ster, hoogste)]
            ),
        ],
        "shapes": [] if land is None else [_build_landlijn(land)],
        "yaxis": build_naamas(
            [y for y, _ in rijen],
            ["…" if k is None else _write_naam(staven[k]) for _, k in rijen],
            hoogte=lengte,
        ),
        "xaxis": build_lengteas([1.18 * laagste, hoogste * 1.02 or 1], LICHT),
    }
    langste = max(
        (len(deel) for tekst in opmaak["yaxis"]["ticktext"] for deel in tekst.split("<br>")),
        default=0,
    )
    return build_figuur(
        [spoor],
        opmaak,
        titel=titel,
        bron=bron,
        hoogte=24 + round(_RIJ * lengte),
        onder=-18,
        minimaal=round(20 * lengte),
        links=round(10 + 6.6 * langste),
        cijfers=round(20 + 7 * max((len(staaf.tekst) for _, staaf in getoond), default=0)),
    )


def _stack(
    staven: Sequence[Staaf], keuze: Sequence[int | None]
) -> tuple[list[tuple[float, int | None]], float]:
    """Each row with its height above the lowest, and the height of all: a long name takes more."""
    rijen: list[tuple[float, int | None]] = []
    onder = -0.5
    for k in reversed(keuze):
        naam = "" if k is None else wrap(staven[k].naam, _NAAM_TEKENS)
        hoogte = 1 + _REGEL * naam.count("<br>")
        rijen.append((onder + hoogte / 2, k))
        onder += hoogte
    return rijen[::-1], onder + 0.5


def format_plaats(plaats: tuple[int, int] | None) -> str:
    """Write a place with its ties: "3", "3–5", "" without."""
    if plaats is None:
        return ""
    return str(plaats[0]) if plaats[0] == plaats[1] else f"{plaats[0]}–{plaats[1]}"


def _write_naam(staaf: Staaf) -> str:
    nummer = f"{format_plaats(staaf.plaats)}  " if staaf.plaats else ""
    naam = wrap(staaf.naam, _NAAM_TEKENS)
    return f"{nummer}<b>{naam}</b> " if staaf.eigen else f"{nummer}{naam} "


def _build_cijfer(staaf: Staaf, y: float) -> dict[str, object]:
    """The figure at the end of its own bar; the line of Nederland runs behind it."""
    return {
        "x": max(staaf.waarde, 0.0),
        "y": y,
        "xanchor": "left",
        "xshift": 5,
        "text": clean_haken(staaf.tekst),
        "showarrow": False,
        "font": {"size": 13, "color": TEKST},
        "bgcolor": "white",
        "borderpad": 1,
    }


def _build_landlijn(land: float) -> dict[str, object]:
    return {
        "type": "line", "x0": land, "x1": land, "y0": 0, "y1": 1, "yref": "paper",
        "line": {"color": INKT, "width": 2, "dash": "dash"},
    }  # fmt: skip


def _build_landtekst(land: float, cijfer: str, hoogste: float) -> dict[str, object]:
    return {
        "x": land,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "right" if land > hoogste / 2 else "left",
        "text": clean_haken(f"Nederland {cijfer}"),
        "showarrow": False,
        "font": {"size": 13, "color": INKT, "weight": 700},
        "bgcolor": "white",
        "bordercolor": GRIJS,
        "borderwidth": 0,
    }
