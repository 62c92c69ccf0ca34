"""The bundled figures: the manifest proves them, and the source files give them again."""

import csv
import gzip
import io
import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.bundelen.bundel import (
    MANIFEST,
    MAX_BYTES,
    TABELLEN,
    build_manifest,
    build_momentopname,
    compute_hash,
)
from etl.correcties import Correcties, load_correcties
from etl.snapshot import get_snapshot_id
from tests.kleine_wereld import CORRECTIE, write_bronmap
from welvaart.catalogus import Catalogus, load_catalogus
from welvaart.cijfers.waarneming import check_waarnemingen
from welvaart.fouten import BronFout

WORTEL = Path(__file__).resolve().parents[1]
MOMENTOPNAME = WORTEL / "etl" / "momentopname"
BRONMAP = Path(os.environ.get("WELVAART_BRONMAP") or WORTEL.parent / "shared" / "data")
RMBW = "brede_welvaart/rmbw_gemeente_2013_2022_long.csv.gz"
ARBEID = "arbeidsparticipatie/arbeidsdeelname_gemeente_2013_2022.csv"
met_bronnen = pytest.mark.skipif(
    not BRONMAP.is_dir(),
    reason="de bronbestanden zijn er niet; zet WELVAART_BRONMAP op de map ermee",
)

KLEINE_CATALOGUS = """
themas:
  bevolking: {titel: Bevolking, deel: context, volgorde: 1}
bronnen:
  tel: {naam: CBS Telling, editie: "1", url: "https://www.cbs.nl/", hoe_gekregen: Een kopie.}
indicatoren:
"""
KLEINE_REGEL = """  {id}:
    titel: Iets
    thema: bevolking
    deel: context
    eenheid: personen
    decimalen: 0
    richting: neutraal
    definitie: Iets.
    bewerking: geen
    bron: {{soort: bestand, uit: tel, bestand: {bestand}, kolom: {kolom}, nul: ontbreekt}}
    regionaal: {{methode: som}}
"""


def load_tabellen(map_: Path) -> dict[str, pd.DataFrame]:
    return {naam: pq.read_table(map_ / f"{naam}.parquet").to_pandas() for naam in TABELLEN}


def write_catalogus(pad: Path, regels: Iterable[tuple[str, str, str]]) -> Catalogus:
    tekst = KLEINE_CATALOGUS + "".join(
        KLEINE_REGEL.format(id=naam, bestand=bestand, kolom=kolom)
        for naam, bestand, kolom in regels
    )
    pad.write_text(tekst, encoding="utf-8")
    return load_catalogus(pad)


@pytest.fixture
def bronmap(tmp_path: Path) -> Path:
    map_ = write_bronmap(tmp_path / "bronnen")
    regels = "gemeentecode;jaar;n;m\nGM0001;2020;10;1\nGM0001;2021;0;2\nGM0002;2021;7;.\n"
    (map_ / "telling.csv").write_text(regels, encoding="utf-8")
    return map_


@pytest.fixture
def correcties() -> Correcties:
    rest = {"reden": "Ontbreekt.", "bron": "CBS", "gemeld_op": "2026-11-21"}
    return Correcties.model_validate({"herindelingen": [{**CORRECTIE, **rest}]})


def test_a_bundle_holds_the_figures_of_the_file(
    tmp_path: Path, bronmap: Path, correcties: Correcties
) -> None:
    catalogus = write_catalogus(
        tmp_path / "indicators.yaml", [("a", "telling.csv", "n"), ("b", "telling.csv", "m")]
    )
    verslag = build_momentopname(bronmap, catalogus, correcties, tmp_path / "uit")
    tabellen = load_tabellen(tmp_path / "uit")
    rijen = tabellen["waarneming"].set_index(["indicator_id", "regio_code", "periode_code"])
    assert rijen["waarde"].dropna().to_dict() == {
        ("a", "GM0001", "2020JJ00"): 10,
        ("a", "GM0002", "2021JJ00"): 7,
        ("b", "GM0001", "2020JJ00"): 1,
        ("b", "GM0001", "2021JJ00"): 2,
    }
    assert (verslag.rijen, verslag.gevuld) == (6, 4)
    [snapshot] = tabellen["snapshot"].to_dict("records")
    assert snapshot["snapshot_id"] == get_snapshot_id((bronmap / "telling.csv").read_bytes())
    assert (snapshot["bron"], snapshot["rijen"]) == ("CBS Telling", 3)


def test_bundling_twice_gives_the_same_bytes(
    tmp_path: Path, bronmap: Path, correcties: Correcties
) -> None:
    catalogus = write_catalogus(tmp_path / "indicators.yaml", [("a", "telling.csv", "n")])
    for naam in ("een", "twee"):
        build_momentopname(bronmap, catalogus, correcties, tmp_path / naam)
    een, twee = (
        {p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("een", "twee")
    )
    assert een == twee
    assert set(een) == {*(f"{naam}.parquet" for naam in TABELLEN), MANIFEST, "README.md"}


def test_every_problem_is_reported_and_nothing_is_written(
    tmp_path: Path, bronmap: Path, correcties: Correcties
) -> None:
    catalogus = write_catalogus(
        tmp_path / "indicators.yaml",
        [("a", "weg.csv", "n"), ("b", "telling.csv", "zoek"), ("c", "telling.csv", "n")],
    )
    with pytest.raises(BronFout) as fout:
        build_momentopname(bronmap, catalogus, correcties, tmp_path / "uit")
    a, b = fout.value.problemen
    assert a.startswith("a: ")
    assert "weg.csv: dit bestand bestaat niet" in a
    assert b.startswith("b: kolom 'zoek' staat niet in het bestand")
    assert not (tmp_path / "uit").exists()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, correcties: Correcties) -> None:
    catalogus = write_catalogus(tmp_path / "indicators.yaml", [("a", "telling.csv", "n")])
    with pytest.raises(BronFout, match="is geen map"):
        build_momentopname(tmp_path / "weg", catalogus, correcties, tmp_path / "uit")


FRAME = pd.DataFrame(
    {"a": ["x", "y"], "b": [0.1, None], "c": [b"\x01", b"\x02"], "d": [date(2021, 1, 1), None]}
)


def test_the_hash_depends_on_the_content_alone() -> None:
    anders = FRAME.iloc[::-1].astype({"a": "string"}).reset_index(drop=True)
    assert compute_hash(anders) == compute_hash(FRAME)
    with_datum = FRAME.assign(d=pd.to_datetime(FRAME["d"]))
    assert compute_hash(with_datum) == compute_hash(FRAME)


@given(
    st.sampled_from(["a", "b"]),
    st.integers(0, 1),
    st.one_of(st.text("xyz", min_size=2), st.floats(1, 9)),
)
def test_the_hash_sees_every_changed_cell(kolom: str, rij: int, waarde: str | float) -> None:
    anders = FRAME.astype(object)
    anders.loc[rij, kolom] = waarde if isinstance(waarde, float) == (kolom == "b") else "ander"
    assert compute_hash(anders) != compute_hash(FRAME)


def test_bundled_tables_are_what_the_manifest_says() -> None:
    manifest = json.loads((MOMENTOPNAME / MANIFEST).read_text("utf-8"))
    assert build_manifest(load_tabellen(MOMENTOPNAME)) == manifest


def test_the_bundle_stays_small() -> None:
    assert sum(pad.stat().st_size for pad in MOMENTOPNAME.iterdir()) <= MAX_BYTES


def test_bundled_figures_keep_the_frame_contract_and_lead_to_a_snapshot() -> None:
    tabellen = load_tabellen(MOMENTOPNAME)
    waarneming = tabellen["waarneming"]
    check_waarnemingen(waarneming.assign(indeling_jaar=0, herkomst="bron"))
    assert set(waarneming["snapshot_id"]) == set(tabellen["snapshot"]["snapshot_id"])
    assert set(waarneming["regio_code"]) <= set(tabellen["regio"]["regio_code"])


def test_every_bundled_indicator_stands_in_catalogue_manifest_and_readme() -> None:
    catalogus = load_catalogus(WORTEL / "indicators.yaml")
    manifest = json.loads((MOMENTOPNAME / MANIFEST).read_text("utf-8"))
    leesmij = (MOMENTOPNAME / "README.md").read_text("utf-8")
    gebundeld = {
        naam
        for naam, indicator in catalogus.indicatoren.items()
        if indicator.bestand_bron and indicator.bestand_bron.bestand
    }
    assert set(manifest["indicatoren"]) == gebundeld
    assert [naam for naam in sorted(gebundeld) if f"| `{naam}`: " not in leesmij] == []
    assert "python -m etl momentopname MAP" in leesmij


@met_bronnen
def test_the_source_files_give_the_same_bundle_again(tmp_path: Path) -> None:
    catalogus = load_catalogus(WORTEL / "indicators.yaml")
    correcties = load_correcties(WORTEL / "correcties.yaml")
    build_momentopname(BRONMAP, catalogus, correcties, tmp_path)
    for naam in (MANIFEST, "README.md"):
        assert (tmp_path / naam).read_text("utf-8") == (MOMENTOPNAME / naam).read_text("utf-8")


@met_bronnen
def test_both_files_on_work_agree_with_the_bundle() -> None:
    tekst = (BRONMAP / ARBEID).read_text("utf-8-sig")
    frame = load_tabellen(MOMENTOPNAME)["waarneming"]
    gebundeld = frame.set_index(["indicator_id", "regio_code", "periode_code"])["waarde"].to_dict()
    kolommen = {
        "hoogopgeleid_pct": "hoogopgeleid",
        "netto_arbeidsparticipatie_pct": "netto_arbeidsparticipatie",
        "werkloosheid_pct": "werkloosheid",
        "bruto_arbeidsparticipatie_pct": "bruto_arbeidsparticipatie",
    }
    anders = [
        (rij["gemeentecode"], rij["jaar"], naam)
        for rij in csv.DictReader(io.StringIO(tekst))
        for kolom, naam in kolommen.items()
        if gebundeld[naam, rij["gemeentecode"], f"{rij['jaar']}JJ00"] != float(rij[kolom])
    ]
    assert anders == []


@met_bronnen
def test_a_zero_of_the_monitor_is_a_figure_only_where_it_can_be_real() -> None:
    with gzip.open(BRONMAP / RMBW, "rt", encoding="utf-8") as bestand:
        nullen = [rij for rij in csv.DictReader(bestand) if float(rij["waarde_bron"]) == 0]
    natuur = [rij for rij in nullen if rij["indicator_id"] == "R_HN_MIL_02"]
    assert len(natuur) == 21
    frame = load_tabellen(MOMENTOPNAME)["waarneming"]
    reeks = frame[frame["indicator_id"] == "natuurgebied_per_inwoner"]
    assert (reeks["waarde"] == 0).sum() == 21
    schuld = frame[frame["indicator_id"] == "vertrouwen_in_anderen"]
    assert (schuld["waarde"] != 0).all()
    assert schuld["ontbreekt_omdat"].notna().sum() == 3420 - 2454
