"""The look shared by all charts: colours, type, title, source line in the picture."""

import textwrap
from typing import Any, Final

from welvaart.grafieken.figuur import Figuur

INKT: Final = "#14325C"
EIGEN: Final = "#BF5800"  # 4.55:1 on white: names and figures at lines are in this colour too
GOED: Final = "#0B4F9E"  # 8:1 on white
GRIJS: Final = "#6B7684"  # 4.6:1 on white
GELIJK: Final = "#2A7A86"  # 5:1 on white; also told apart by dash and marker
LICHT: Final = "#C9D0D9"
TEKST: Final = "#14202E"
LETTER: Final = "Source Sans, Source Sans Pro, Segoe UI, Arial, sans-serif"
_BOVEN = 30
"""Room above the drawing: on the page the title stands above the chart, in a picture inside it."""
_BRON_TEKENS = 64
_HAKEN = str.maketrans("<>", "‹›")

MODEBAR: Final[dict[str, Any]] = {
    # The browser makes pictures with this one button, which the style sheet hides: the bar under
    # the chart presses it (static/scherm/grafiekbalk.js).
    "displayModeBar": True,
    "modeBarButtons": [["toImage"]],
    "displayNotifier": False,
    "displaylogo": False,
}
"""What travels with each chart. How numbers are written stands in the figure (`separators`)."""
MODEBAR_KAART: Final[dict[str, Any]] = {
    **MODEBAR,
    "topojsonURL": "app/static/topojson/",  # else Plotly asks a host outside for a map of the world
    "scrollZoom": False,
}
BASIS: Final[dict[str, Any]] = {
    "template": {},
    "font": {"family": LETTER, "size": 13, "color": TEKST},
    "separators": ",.",
    "paper_bgcolor": "white",
    "plot_bgcolor": "white",
    "showlegend": False,
    "hovermode": "closest",
    "dragmode": False,
}


def clean_haken(tekst: str) -> str:
    """Text that Plotly shows as it is: it reads < and > as mark-up, also in a name or a unit."""
    return tekst.translate(_HAKEN)


def wrap(tekst: str, breedte: int) -> str:
    """Break text over lines as Plotly wants it."""
    return " <br>".join(textwrap.wrap(clean_haken(tekst), breedte))


def build_figuur(
    data: list[dict[str, Any]],
    opmaak: dict[str, Any],
    *,
    titel: str,
    bron: str,
    hoogte: int,
    rechts: int = 8,
    cijfers: int = 0,
    onder: int = 0,
    minimaal: int = 190,
    links: int = 8,
) -> Figuur:
    """Make a figure with the house look, a message as title and the source inside the picture.

    The page writes the title above the chart, where it follows the width of the screen, and hides
    the one inside; a picture breaks it anew (static/scherm/beeld.js).

    Args:
        data: the traces.
        opmaak: what the chart adds to the layout; its `annotations` and `meta` are kept.
        titel: the message as a sentence with the figure in it.
        bron: source, edition and peildatum in one line.
        hoogte: of the plotting area, in pixels; room for title and source is added.
        rechts: room at the right for labels, in pixels.
        cijfers: room at the right for figures that are part of the drawing, in pixels; a picture
            keeps it, while it measures the labels of `rechts` anew.
        onder: extra room between the axis and the source, in pixels.
        links: room at the left for names, in pixels; title and source start before it.
        minimaal: height of the plotting area under which a picture of it cannot be read.
    """
    voet = wrap(bron, _BRON_TEKENS)
    marge = 52 + onder + 15 * (voet.count("<br>") + 1)
    bronregel = {
        "name": "bron",
        "text": voet,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xshift": 8 - links,
        "yshift": -38 - onder,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"size": 10.5, "color": GRIJS},
    }
    return Figuur(
        data=data,
        layout={
            "title": {
                "text": f"<b>{clean_haken(titel)}</b>",
                "x": 0,
                "xanchor": "left",
                "yref": "container",
                "y": 1,
                "yanchor": "top",
                "pad": {"t": 22},
                "font": {"size": 15, "color": TEKST},
            },
            **BASIS,
            **opmaak,
            "meta": {**opmaak.get("meta", {}), "minimaal": minimaal, "cijfers": cijfers},
            "height": hoogte + _BOVEN + marge,
            "margin": {"l": links, "r": max(rechts, cijfers), "t": _BOVEN, "b": marge},
            "annotations": [*opmaak.get("annotations", ()), bronregel],
        },
    )
