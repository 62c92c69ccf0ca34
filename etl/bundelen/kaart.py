"""Boundaries for the map on screen: small GeoJSON files in degrees, one per soort regio."""

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyproj
import shapely

SOORTEN = ("gemeente", "corop", "arbeidsmarktregio", "provincie")
JAAR = 2025
TOLERANTIE_M = 250.0
DECIMALEN = 4
"""Four decimals of a degree: 11 metres north-south, well under the tolerance."""


def build_kaart(grens: pd.DataFrame) -> dict[str, Any]:
    """Build a GeoJSON FeatureCollection of one coverage, for a Plotly choropleth.

    Borders are simplified together, so neighbours keep sharing theirs. Exterior rings run
    clockwise: Plotly fills the rest of the world when they do not (GeoJSON says the opposite).

    Args:
        grens: regio_code, naam, geometrie (WKB, EPSG:28992) of regions that do not overlap: one
            jaar and one soort.

    Returns:
        Features sorted by code, with `id` = regio_code and properties regio_code and naam;
        coordinates in degrees (EPSG:4326), four decimals. No regio is lost, however small.
    """
    gesorteerd = grens.sort_values("regio_code")
    vormen = np.asarray(shapely.from_wkb(gesorteerd["geometrie"].to_list()), dtype=object)
    eenvoudig = shapely.coverage_simplify(vormen, TOLERANTIE_M)
    graden = _to_graden(eenvoudig)
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"regio_code": code, "naam": naam},
            "geometry": _build_geometrie(vorm),
        }
        for code, naam, vorm in zip(
            gesorteerd["regio_code"], gesorteerd["naam"], graden, strict=True
        )
    ]
    return {"type": "FeatureCollection", "features": features}


def write_kaarten(grens: pd.DataFrame, regio: pd.DataFrame, kaartmap: Path) -> list[Path]:
    """Write `<soort>_2025.geojson` for gemeente, COROP, arbeidsmarktregio and provincie.

    A file that already says the same is left alone; another is replaced in one step, so a running
    dashboard never reads half a map.

    Args:
        grens: table grens.
        regio: table regio, for the names.
        kaartmap: made when it does not exist, e.g. `static/kaart/`.

    Returns:
        The files that changed.
    """
    kaartmap.mkdir(parents=True, exist_ok=True)
    namen = dict(zip(regio["regio_code"], regio["regio_naam"], strict=True))
    geschreven = []
    for soort in SOORTEN:
        deel = grens[(grens["jaar"] == JAAR) & (grens["soort"] == soort)]
        kaart = build_kaart(deel.assign(naam=deel["regio_code"].map(namen)))
        pad = kaartmap / f"{soort}_{JAAR}.geojson"
        if _replace_tekst(pad, json.dumps(kaart, ensure_ascii=False, separators=(",", ":"))):
            geschreven.append(pad)
    return geschreven


def _to_graden(vormen: np.ndarray) -> np.ndarray:
    return np.asarray(shapely.transform(vormen, _get_omzetter().transform, interleaved=False))


@lru_cache(maxsize=1)
def _get_omzetter() -> pyproj.Transformer:
    """From RD to degrees; looking it up takes as long as using it."""
    return pyproj.Transformer.from_crs(28992, 4326, always_xy=True)


def _build_geometrie(vorm: shapely.Geometry) -> dict[str, Any]:
    vlakken = [ringen for vlak in shapely.get_parts(vorm) if (ringen := _build_ringen(vlak))]
    if len(vlakken) == 1:
        return {"type": "Polygon", "coordinates": vlakken[0]}
    return {"type": "MultiPolygon", "coordinates": vlakken}


def _build_ringen(vlak: shapely.Polygon) -> list[list[list[float]]]:
    """Exterior clockwise, holes counter-clockwise; empty when rounding leaves no exterior."""
    buiten = _round_ring(vlak.exterior, met_de_klok=True)
    if not buiten:
        return []
    gaten = [_round_ring(ring, met_de_klok=False) for ring in vlak.interiors]
    return [buiten, *(gat for gat in gaten if gat)]


def _round_ring(ring: shapely.LinearRing, *, met_de_klok: bool) -> list[list[float]]:
    """Rounded coordinates without repeats, in the given direction; empty when nothing is left.

    Turned after rounding: that can flip a sliver of a few metres.
    """
    punten = np.round(shapely.get_coordinates(ring), DECIMALEN)
    anders = np.append(True, np.any(punten[1:] != punten[:-1], axis=1))
    overig = punten[anders]
    if len(overig) < 4:
        return []
    if shapely.is_ccw(shapely.linearrings(overig)) == met_de_klok:
        overig = overig[::-1]
    lijst: list[list[float]] = overig.tolist()
    return lijst


def _replace_tekst(pad: Path, tekst: str) -> bool:
    """Write the text when it differs from what is there; say whether it was written."""
    if pad.is_file() and pad.read_text(encoding="utf-8") == tekst:
        return False
    tijdelijk = pad.with_name(f"{pad.name}.nieuw-{os.getpid()}")
    tijdelijk.write_text(tekst, encoding="utf-8")
    tijdelijk.replace(pad)
    return True
