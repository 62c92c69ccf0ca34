"""Boundaries, and the map files for the screen, on squares of 10 km."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from etl.bundelen.kaart import build_kaart, write_kaarten
from etl.gebieden import build_gebieden
from etl.gebieden.grenzen import BESTANDEN, repair
from tests.kleine_wereld import CORRECTIE, write_bronmap
from welvaart.fouten import BronFout


@pytest.fixture(scope="module")
def gebieden(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    return build_gebieden(write_bronmap(tmp_path_factory.mktemp("bron")), [CORRECTIE])


def read_vorm(grens: pd.DataFrame, jaar: int, code: str) -> shapely.Geometry:
    deel = grens[(grens["jaar"] == jaar) & (grens["regio_code"] == code)]
    assert len(deel) == 1
    return shapely.from_wkb(deel["geometrie"].iloc[0])


def test_each_year_has_its_gemeenten_and_2025_its_regions(
    gebieden: dict[str, pd.DataFrame],
) -> None:
    aantal = gebieden["grens"].groupby(["jaar", "soort"]).size().to_dict()
    assert aantal == {
        (2014, "gemeente"): 6,
        (2020, "gemeente"): 6,
        (2025, "gemeente"): 4,
        (2025, "corop"): 1,
        (2025, "arbeidsmarktregio"): 1,
        (2025, "provincie"): 1,
        (2025, "landsdeel"): 1,
        (2025, "land"): 1,
    }


def test_all_boundaries_are_valid_polygons_in_metres(gebieden: dict[str, pd.DataFrame]) -> None:
    vormen = shapely.from_wkb(gebieden["grens"]["geometrie"].to_list())
    assert shapely.is_valid(vormen).all()
    assert set(shapely.get_type_id(vormen)) <= {3, 6}
    assert (shapely.get_coordinates(vormen) % 1 == 0).all()


def test_degrees_become_the_same_square_as_metres(gebieden: dict[str, pd.DataFrame]) -> None:
    oud, nieuw = (read_vorm(gebieden["grens"], jaar, "GM0002") for jaar in (2014, 2025))
    assert nieuw.bounds == (110_000, 400_000, 120_000, 410_000)
    assert np.abs(np.subtract(oud.bounds, nieuw.bounds)).max() <= 1


def test_self_crossing_boundary_is_repaired(gebieden: dict[str, pd.DataFrame]) -> None:
    vlinder = read_vorm(gebieden["grens"], 2014, "GM0001")
    assert vlinder.is_valid
    assert vlinder.area == pytest.approx(50e6, rel=0.001)


def test_repair_drops_loose_lines() -> None:
    vierkant_met_spriet = shapely.Polygon(
        [(0, 0), (10, 0), (10, 10), (10, 30), (10, 10), (0, 10), (0, 0)]
    )
    assert repair(vierkant_met_spriet).equals(shapely.box(0, 0, 10, 10))


def test_region_is_the_union_of_its_gemeenten(gebieden: dict[str, pd.DataFrame]) -> None:
    grens = gebieden["grens"]
    land = read_vorm(grens, 2025, "NL01")
    assert land.area == pytest.approx(4 * 100e6)
    assert land.covers(read_vorm(grens, 2025, "GM0001"))


def test_boundaries_of_the_wrong_year_are_refused(tmp_path: Path) -> None:
    write_bronmap(tmp_path)
    oud, nieuw = (tmp_path / BESTANDEN[jaar][0] for jaar in (2014, 2020))
    nieuw.write_bytes(oud.read_bytes())
    with pytest.raises(BronFout) as fout:
        build_gebieden(tmp_path, [CORRECTIE])
    assert "GM1905 ontbreekt, maar bestond op 1 januari 2020" in str(fout.value)
    assert "GM0005 bestond niet op 1 januari 2020" in str(fout.value)


def test_absent_boundaries_are_named(tmp_path: Path) -> None:
    write_bronmap(tmp_path)
    (tmp_path / BESTANDEN[2025][0]).unlink()
    with pytest.raises(BronFout, match=r"gemeente_2025_rd\.geojson staat niet in"):
        build_gebieden(tmp_path, [CORRECTIE])


def make_grens(vormen: dict[str, shapely.Geometry]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "regio_code": list(vormen),
            "naam": [f"naam van {code}" for code in vormen],
            "geometrie": [shapely.to_wkb(vorm) for vorm in vormen.values()],
        }
    )


def test_map_has_ids_names_and_rounded_degrees() -> None:
    kaart = build_kaart(
        make_grens(
            {
                "GM0002": shapely.box(165_000, 463_000, 175_000, 473_000),
                "GM0001": shapely.box(155_000, 463_000, 165_000, 473_000),
            }
        )
    )
    assert [deel["id"] for deel in kaart["features"]] == ["GM0001", "GM0002"]
    eerste = kaart["features"][0]
    assert eerste["properties"] == {"regio_code": "GM0001", "naam": "naam van GM0001"}
    ring = eerste["geometry"]["coordinates"][0]
    # The origin of RD is the tower of Amersfoort: 155.000, 463.000 = 5,3872 east, 52,1552 north.
    assert [5.3872, 52.1552] in ring
    assert all(round(getal, 4) == getal for punt in ring for getal in punt)


def test_outer_rings_run_clockwise_and_holes_do_not() -> None:
    gat = shapely.box(158_000, 466_000, 162_000, 470_000)
    ring = shapely.box(155_000, 463_000, 165_000, 473_000) - gat
    los = shapely.box(170_000, 463_000, 175_000, 468_000)
    kaart = build_kaart(make_grens({"GM0001": shapely.union_all([ring, los]), "GM0002": gat}))
    samen, binnen = (deel["geometry"] for deel in kaart["features"])
    assert [samen["type"], binnen["type"]] == ["MultiPolygon", "Polygon"]
    for vlak in [*samen["coordinates"], binnen["coordinates"]]:
        buiten, *gaten = vlak
        assert not shapely.is_ccw(shapely.LinearRing(buiten))
        assert all(shapely.is_ccw(shapely.LinearRing(g)) for g in gaten)
    assert sum(len(vlak) - 1 for vlak in samen["coordinates"]) == 1


def test_map_files_are_written_once(gebieden: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    kaartmap = tmp_path / "static" / "kaart"
    geschreven = write_kaarten(gebieden["grens"], gebieden["regio"], kaartmap)
    namen = ["gemeente", "corop", "arbeidsmarktregio", "provincie"]
    assert [pad.name for pad in geschreven] == [f"{naam}_2025.geojson" for naam in namen]
    assert write_kaarten(gebieden["grens"], gebieden["regio"], kaartmap) == []
    assert len(list(kaartmap.iterdir())) == 4
    kaart = json.loads((kaartmap / "gemeente_2025.geojson").read_text(encoding="utf-8"))
    namen_op_kaart = {deel["id"]: deel["properties"]["naam"] for deel in kaart["features"]}
    assert namen_op_kaart == {
        "GM0001": "Aardam",
        "GM0002": "Bergen (L.)",
        "GM0003": "Fryslân-dorp",
        "GM1900": "Nieuwland",
    }


def test_changed_map_replaces_the_old_one(
    gebieden: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    write_kaarten(gebieden["grens"], gebieden["regio"], tmp_path)
    regio = gebieden["regio"].replace({"regio_naam": {"Aardam": "Aardam aan Zee"}})
    geschreven = write_kaarten(gebieden["grens"], regio, tmp_path)
    assert [pad.name for pad in geschreven] == ["gemeente_2025.geojson"]
    assert "Aardam aan Zee" in geschreven[0].read_text(encoding="utf-8")
