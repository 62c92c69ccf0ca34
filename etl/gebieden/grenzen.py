"""Table `grens`: boundaries of gemeenten and, by joining these, of the regions they form."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from etl.gebieden.gemeentelijst import get_codes
from etl.gebieden.indeling import JAAR_HUIDIG
from welvaart.fouten import BronFout

KOLOMMEN = ["jaar", "regio_code", "soort", "geometrie"]
RD = 28992
WGS84 = 4326
BESTANDEN = {
    2014: ("grenzen/gemeente_2014_wgs84.geojson", WGS84),
    2020: ("grenzen/gemeente_2019_2020_wgs84.geojson", WGS84),
    2025: ("grenzen/gemeente_2025_rd.geojson", RD),
}
"""Year → file and its coordinates, given here because the file of 2025 does not name them."""

SAMENGEVOEGD = ("corop", "arbeidsmarktregio", "provincie", "landsdeel", "land")
_JAAR_SAMENGEVOEGD = 2025
_RASTER_M = 1.0


def build_grens(bronmap: Path, indeling: pd.DataFrame, lijst: pd.DataFrame) -> pd.DataFrame:
    """Build table `grens`: gemeenten of 2014, 2020 and 2025, and the regions of 2025.

    Args:
        bronmap: folder with `grenzen/`.
        indeling: table indeling; the regions are made with the membership of today.
        lijst: gemeenten per year, to see that each has a boundary.

    Returns:
        The columns of schema.sql, sorted. geometrie is WKB in EPSG:28992, on whole metres, valid,
        only polygons. Each year is generalised in its own way: never lay two years over each other,
        and compute no densities from these areas.

    Raises:
        BronFout: a file is absent, or its gemeenten are not those of its year.
    """
    delen = []
    for jaar, (bestand, epsg) in BESTANDEN.items():
        gemeenten = load_gemeentegrenzen(bronmap / bestand, epsg)
        _check_gemeenten(set(gemeenten["regio_code"]), get_codes(lijst, jaar), bestand, jaar)
        delen.append(_build_deel(gemeenten, jaar, "gemeente"))
        if jaar == _JAAR_SAMENGEVOEGD:
            nu = indeling[indeling["jaar"] == JAAR_HUIDIG]
            delen += [
                _build_deel(dissolve(gemeenten, nu[nu["soort"] == soort]), jaar, soort)
                for soort in SAMENGEVOEGD
            ]
    return (
        pd.concat(delen, ignore_index=True)
        .sort_values(["jaar", "regio_code"])
        .reset_index(drop=True)[KOLOMMEN]
    )


def load_gemeentegrenzen(pad: Path, epsg: int) -> gpd.GeoDataFrame:
    """Load one GeoJSON with `statcode` as regio_code and valid polygons in EPSG:28992.

    Args:
        pad: the file.
        epsg: its coordinates; what the file says or leaves out about them is not used.

    Raises:
        BronFout: the file is absent or has no `statcode`.
    """
    if not pad.is_file():
        raise BronFout(f"{pad.name} staat niet in {pad.parent}; geef de map met de bronbestanden")
    ruw = gpd.read_file(pad).set_crs(epsg, allow_override=True).to_crs(RD)
    if "statcode" not in ruw.columns:
        raise BronFout(f"{pad.name}: kolom statcode ontbreekt; haal het bestand opnieuw op")
    return gpd.GeoDataFrame(
        {"regio_code": ruw["statcode"].str.strip()},
        geometry=[repair(vorm) for vorm in ruw.geometry],
        crs=RD,
    )


def repair(vorm: shapely.Geometry) -> shapely.Geometry:
    """Return the geometry valid, on whole metres and with nothing but polygons.

    A file of one's own coordinates can cross itself; repairing may leave loose lines, which go.
    """
    heel = shapely.make_valid(vorm)
    geraster = shapely.set_precision(_keep_vlakken(heel), _RASTER_M)
    return shapely.normalize(_keep_vlakken(shapely.make_valid(geraster)))


def dissolve(gemeenten: gpd.GeoDataFrame, leden: pd.DataFrame) -> gpd.GeoDataFrame:
    """Join gemeenten into the regions they form.

    Args:
        gemeenten: regio_code and geometry, a coverage without gaps or overlaps.
        leden: gemeente_code, regio_code: one region per gemeente.

    Returns:
        regio_code and geometry of each region, sorted by code.
    """
    samen = gemeenten.rename(columns={"regio_code": "gemeente_code"}).merge(
        leden[["gemeente_code", "regio_code"]], on="gemeente_code", validate="one_to_one"
    )
    vlakken = samen.dissolve("regio_code", method="coverage").reset_index()
    vlakken["geometry"] = [shapely.normalize(vorm) for vorm in vlakken.geometry]
    return vlakken[["regio_code", "geometry"]]


def _keep_vlakken(vorm: shapely.Geometry) -> shapely.Geometry:
    delen = shapely.get_parts(vorm)
    vlakken = delen[np.isin(shapely.get_type_id(delen), (3, 6))]
    return shapely.union_all(vlakken) if len(vlakken) != 1 else vlakken[0]


def _build_deel(vlakken: gpd.GeoDataFrame, jaar: int, soort: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "jaar": jaar,
            "regio_code": vlakken["regio_code"].astype("str"),
            "soort": soort,
            "geometrie": pd.Series(shapely.to_wkb(vlakken.geometry.values), dtype="object"),
        }
    )


def _check_gemeenten(gevonden: set[str], verwacht: set[str], bestand: str, jaar: int) -> None:
    problemen = [
        f"{bestand}: {code} ontbreekt, maar bestond op 1 januari {jaar}"
        for code in sorted(verwacht - gevonden)
    ]
    problemen += [
        f"{bestand}: {code} bestond niet op 1 januari {jaar}"
        for code in sorted(gevonden - verwacht)
    ]
    if problemen:
        raise BronFout([*problemen, "Neem het grensbestand dat bij dit jaar hoort"])
