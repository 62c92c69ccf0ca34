"""A map of Nederland with the chosen gemeente in orange; the shapes come from a static file."""

from collections.abc import Sequence
from typing import Any

from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.thema import EIGEN, build_figuur

_HOOGTE = 430
GEOJSON = "app/static/kaart/gemeente_2025.geojson"


def build_kieskaart(
    codes: Sequence[str],
    namen: Sequence[str],
    *,
    eigen: str | None,
    regio: frozenset[str],
    titel: str,
    bron: str,
) -> Figuur:
    """Draw all gemeenten to click on: the own one orange, its region tinted.

    Args:
        codes: regio_code per gemeente.
        namen: same length, shown on hover.
        eigen: code of the chosen gemeente.
        regio: codes of the gemeenten in the same region.
        titel: what is coloured, as a sentence.
        bron: the source line.
    """
    z = [2 if code == eigen else 1 if code in regio else 0 for code in codes]
    vlak = {
        "type": "choropleth",
        "geojson": GEOJSON,
        "locations": list(codes),
        "z": z,
        "zmin": 0,
        "zmax": 2,
        "colorscale": [
            [0, "#E7EBF0"],
            [0.33, "#E7EBF0"],
            [0.34, "#B9C7DC"],
            [0.66, "#B9C7DC"],
            [0.67, EIGEN],
            [1, EIGEN],
        ],
        "showscale": False,
        "text": list(namen),
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"line": {"color": "white", "width": 0.4}},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    opmaak = {
        "clickmode": "event+select",
        "geo": {
            "visible": False,
            "bgcolor": "white",
            "projection": {"type": "mercator"},
            "lonaxis": {"range": [3.3, 7.25]},
            "lataxis": {"range": [50.72, 53.58]},
            "domain": {"x": [0, 1], "y": [0, 1]},
        },
    }
    rand = [_build_rand(code, naam) for code, naam in zip(codes, namen, strict=True)
            if code == eigen]  # fmt: skip
    return build_figuur(
        [vlak, *rand], opmaak, titel=titel, bron=bron, hoogte=_HOOGTE, onder=-26, minimaal=235
    )


def _build_rand(code: str, naam: str) -> dict[str, Any]:
    """The own gemeente once more, with a border: it may be a few pixels wide.

    By its name the browser knows which one to write a name at (static/scherm/kaartnamen.js).
    """
    return {
        "type": "choropleth",
        "name": "eigen",
        "geojson": GEOJSON,
        "locations": [code],
        "z": [0],
        "colorscale": [[0, EIGEN], [1, EIGEN]],
        "showscale": False,
        "text": [naam],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"line": {"color": EIGEN, "width": 2}},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
