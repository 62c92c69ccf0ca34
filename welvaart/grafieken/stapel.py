"""Counts per thema as lying bars whose parts stand behind each other, each with its figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from welvaart.grafieken.assen import build_lengteas, build_naamas
from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.thema import (
    EIGEN,
    GOED,
    GRIJS,
    INKT,
    LICHT,
    TEKST,
    build_figuur,
    clean_haken,
)
from welvaart.methode.positie import Positie
from welvaart.zin.duiding import POSITIE_WOORD

_RIJ: Final = 25
_LETTER: Final = 6.6  # pixels of a letter of a name
_RUIM: Final = 1.01  # so that the border of the longest bar is whole
_WIT: Final = "#FFFFFF"


@dataclass(frozen=True)
class Deelvorm:
    """How one part of a bar looks.

    Attributes:
        teken: before its name above the chart; never colour alone.
        letters: colour of the figure in it.
        rand: colour of its border, and of the sign above the chart.
    """

    naam: str
    teken: str
    vulling: str
    letters: str
    rand: str


VORMEN: Final[Mapping[str, Deelvorm]] = {
    positie.value: Deelvorm(POSITIE_WOORD[positie], *vorm)
    for positie, vorm in (
        (Positie.BESTE_KWART, ("■", GOED, _WIT, GOED)),
        (Positie.MIDDEN, ("■", LICHT, TEKST, GRIJS)),
        (Positie.SLECHTSTE_KWART, ("■", EIGEN, _WIT, EIGEN)),
        (Positie.NIET_TE_ZEGGEN, ("□", _WIT, TEKST, GRIJS)),
    )
}
"""Verdict → its part, in the order of a bar."""


def build_stapel(
    namen: Sequence[str], delen: Mapping[str, Sequence[int]], *, titel: str, bron: str
) -> Figuur:
    """Draw the bars from top to bottom in the order given.

    Args:
        namen: one per bar.
        delen: verdict (a key of `VORMEN`) → one count per bar; 0 is not drawn.
        titel: the message as a sentence.
        bron: the source line.
    """
    plekken = list(range(len(namen) - 1, -1, -1))
    links = round(10 + _LETTER * max((len(naam) for naam in namen), default=0))
    langste = max(map(sum, zip(*delen.values(), strict=True)), default=1)
    vormen = [vorm for soort, vorm in VORMEN.items() if soort in delen]
    opmaak: dict[str, Any] = {
        "barmode": "stack",
        "bargap": 0.24,
        "annotations": [_build_sleutel(vormen, links)],
        "yaxis": build_naamas(plekken, [f"{clean_haken(naam)} " for naam in namen]),
        "xaxis": build_lengteas([0, _RUIM * langste], INKT),
    }
    return build_figuur(
        [_build_deel(VORMEN[s], delen[s], plekken) for s in VORMEN if s in delen],
        opmaak,
        titel=titel,
        bron=bron,
        hoogte=24 + _RIJ * len(namen),
        onder=-18,
        minimaal=20 * len(namen),
        links=links,
    )


def _build_deel(vorm: Deelvorm, aantallen: Sequence[int], plekken: Sequence[int]) -> dict[str, Any]:
    gevuld = [(aantal, y) for aantal, y in zip(aantallen, plekken, strict=True) if aantal]
    return {
        "type": "bar",
        "orientation": "h",
        "name": vorm.naam,
        "x": [aantal for aantal, _ in gevuld],
        "y": [y for _, y in gevuld],
        "text": [str(aantal) for aantal, _ in gevuld],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": vorm.letters, "size": 13, "weight": 700},
        "marker": {"color": vorm.vulling, "line": {"color": vorm.rand, "width": 1}},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _build_sleutel(vormen: Sequence[Deelvorm], links: int) -> dict[str, Any]:
    """The names of the parts above the bars, each behind its sign."""
    namen = [f'<span style="color:{vorm.rand}">{vorm.teken}</span> {vorm.naam}' for vorm in vormen]
    return {
        "text": "   ".join(namen),
        "xref": "paper",
        "x": 0,
        "xshift": 8 - links,
        "y": 1,
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13, "color": TEKST},
    }
