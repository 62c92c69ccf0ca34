"""The look shared by all charts: colours, type, title, source line in the picture."""

import textwrap
from typing import Any, Final

import plotly.graph_objects as go

INKT: Final = "#14325C"
EIGEN: Final = "#C25A00"  # 4.6:1 on white
GRIJS: Final = "#6B7684"  # 4.6:1 on white
LICHT: Final = "#C9D0D9"
TEKST: Final = "#14202E"
LETTER: Final = "Source Sans, Source Sans Pro, Segoe UI, Arial, sans-serif"
_TITEL_TEKENS = 46  # fits the width of a phone at 15 px
_BRON_TEKENS = 64

MODEBAR: Final[dict[str, Any]] = {
    "displayModeBar": False,
    "locale": "nl",
    "locales": {"nl": {"dictionary": {}, "format": {"decimal": ",", "thousands": "."}}},
    "topojsonURL": "app/static/topojson/",
    "scrollZoom": False,
}


def wrap(tekst: str, breedte: int) -> str:
    """Break text over lines as Plotly wants it."""
    return " <br>".join(textwrap.wrap(tekst, breedte))


def apply_thema(
    figuur: go.Figure, *, titel: str, bron: str, hoogte: int, rechts: int = 8
) -> go.Figure:
    """Give a figure the house look, a message as title and the source inside the picture.

    Args:
        figuur: changed in place and returned.
        titel: the message as a sentence with the figure in it.
        bron: source, edition and peildatum in one line.
        hoogte: of the plotting area, in pixels; room for title and source is added.
        rechts: room at the right for labels, in pixels.
    """
    kop, voet = wrap(titel, _TITEL_TEKENS), wrap(bron, _BRON_TEKENS)
    boven = 30 + 20 * (kop.count("<br>") + 1)
    onder = 52 + 15 * (voet.count("<br>") + 1)
    figuur.update_layout(
        template=None,
        title={
            "text": f"<b>{kop}</b>",
            "x": 0,
            "xanchor": "left",
            "yref": "container",
            "y": 1,
            "yanchor": "top",
            "pad": {"t": 22},
            "font": {"size": 15, "color": TEKST},
        },
        font={"family": LETTER, "size": 13, "color": TEKST},
        separators=",.",
        paper_bgcolor="white",
        plot_bgcolor="white",
        showlegend=False,
        hovermode="closest",
        dragmode=False,
        height=hoogte + boven + onder,
        margin={"l": 8, "r": rechts, "t": boven, "b": onder},
    )
    figuur.add_annotation(
        text=voet,
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        yshift=-38,
        xanchor="left",
        yanchor="top",
        align="left",
        showarrow=False,
        font={"size": 10.5, "color": GRIJS},
    )
    return figuur


def spread_labels(hoogten: list[float], afstand: float) -> list[float]:
    """Move labels apart just enough that none overlaps, keeping their order.

    Args:
        hoogten: wanted heights.
        afstand: smallest distance between two labels, same unit.

    Returns:
        New heights in the order given; every pair at least `afstand` apart.
    """
    volgorde = sorted(range(len(hoogten)), key=hoogten.__getitem__)
    groepen: list[tuple[float, list[int]]] = []  # centre, members
    for k in volgorde:
        groepen.append((hoogten[k], [k]))
        while len(groepen) > 1:
            (onder, a), (boven, b) = groepen[-2:]
            if boven - onder >= afstand * (len(a) + len(b)) / 2:
                break
            leden = a + b
            groepen[-2:] = [(sum(hoogten[m] for m in leden) / len(leden), leden)]
    uit = list(hoogten)
    for midden, leden in groepen:
        for plaats, k in enumerate(leden):
            uit[k] = midden + (plaats - (len(leden) - 1) / 2) * afstand
    return uit
