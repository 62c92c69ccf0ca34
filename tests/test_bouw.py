"""The build: publish by replace, refuse without harm, survive being killed."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl.bouw import _CODE, build
from etl.instellingen import WORTEL, Instellingen, load_instellingen
from etl.publicatie import lock_bouw, read_vorige
from etl.snapshot import write_snapshot
from tests.klein import CIJFERS, REGELS, Cijfers, build_regel, build_waarnemingen, write_klein
from welvaart.fouten import BronFout, CatalogusFout, ControleFout, WarehouseFout

TABELLEN = (
    "thema",
    "indicator",
    "hiaat",
    "regio",
    "regio_alias",
    "indeling",
    "herindeling",
    "regio_breuk",
    "grens",
    "snapshot",
    "waarneming",
    "groepswaarde",
    "herrekening",
    "kanttekening",
    "breuk",
    "eigen_reeks",
    "bouw",
)
WERK = ["netto_arbeidsparticipatie", "bruto_arbeidsparticipatie", "werkloosheid"]
TE_HOOG: Cijfers = {
    **CIJFERS,
    ("leegstand_woningen", 2021): {"GM9001": 500, "GM9002": 6, "GM9003": 2},
}
CORRECTIE = """
waarnemingen:
  - {{indicatoren: [leegstand_woningen], regio: GM9003, perioden: alle, doe: inhouden, reden: Fout.,
     bron: Zelf., gemeld_op: 2026-11-21,
     verwacht: {{periode: 2021JJ00, indicator: leegstand_woningen, waarde: {waarde}}}}}
"""


def read(pad: Path, sql: str, **parameters: object) -> pd.DataFrame:
    with duckdb.connect() as verbinding:
        verbinding.execute(f"ATTACH '{pad}' AS w (READ_ONLY)")
        verbinding.execute("USE w")
        return verbinding.execute(sql, parameters).df()


def read_alles(pad: Path) -> dict[str, pd.DataFrame]:
    """Every table but the moment of the build, in the order in which it is stored."""
    frames = {naam: read(pad, f"FROM {naam}") for naam in TABELLEN}
    frames["bouw"] = frames["bouw"].drop(columns=["gebouwd_op", "revisies_sinds"])
    return frames


def test_every_table_is_there_and_bouw_counts_the_rows(klein_warehouse: Path) -> None:
    frames = read_alles(klein_warehouse)
    assert {naam for naam, frame in frames.items() if frame.empty} == {
        "breuk",
        "kanttekening",
        "eigen_reeks",
    }
    bouw = frames["bouw"].iloc[0]
    assert bouw["rijen"] == len(frames["waarneming"])
    assert len(bouw["bouw_id"]) == len(bouw["catalogus_sha256"]) == 64


def test_catalogue_stands_in_the_warehouse(klein_warehouse: Path) -> None:
    rijen = read(klein_warehouse, "FROM indicator ORDER BY volgorde").set_index("indicator_id")
    assert list(rijen.index) == list(REGELS)
    assert rijen.loc["werkloosheid", "gewicht"] == "inwoners (2023) × bruto arbeidsparticipatie"
    assert rijen.loc["leegstand_woningen", "gewicht"] == "inwoners (hetzelfde jaar)"
    assert rijen.loc["netto_arbeidsparticipatie", "indeling_bron"] == 2024
    assert rijen["indeling_bron"].isna().loc["inwoners"]
    assert rijen.loc["inwoners", "afronding"] == 1
    assert rijen.loc["inwoners", "bron_naam"] == "CBS, verzonnen cijfers"


def test_computed_rows_stand_beside_published_ones(klein_warehouse: Path) -> None:
    rijen = read(
        klein_warehouse,
        "SELECT indeling_jaar, waarde, herkomst FROM waarneming WHERE indicator_id = 'inwoners'"
        " AND regio_code = 'NL01' AND periode_code = '2021JJ00' ORDER BY 1",
    )
    assert rijen.to_numpy().tolist() == [[0, 3600.0, "bron"], [2026, 3600.0, "berekend"]]


def test_nothing_new_leaves_the_file_untouched(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path)
    eerste = build(instellingen)
    voor = instellingen.warehouse.stat()
    tweede = build(instellingen)
    assert (eerste.nieuw, tweede.nieuw) == (True, False)
    assert (tweede.rijen, tweede.indicatoren) == (eerste.rijen, eerste.indicatoren)
    na = instellingen.warehouse.stat()
    assert (na.st_ino, na.st_mtime_ns) == (voor.st_ino, voor.st_mtime_ns)


def test_changed_catalogue_correction_or_figure_makes_a_new_file(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path)
    build(instellingen)
    instellingen.correcties.write_text(CORRECTIE.format(waarde=2), encoding="utf-8")
    assert build(replace(instellingen, sta_toe_krimp=True)).nieuw
    instellingen.catalogus.write_text(
        instellingen.catalogus.read_text(encoding="utf-8") + "# gewijzigd\n", encoding="utf-8"
    )
    assert build(instellingen).nieuw
    anders: Cijfers = {
        **CIJFERS,
        ("mediaan_vermogen", 2021): {"GM9001": 101, "GM9002": 200, "GM9003": 600},
    }
    write_klein(tmp_path, waarnemingen=build_waarnemingen(anders))
    assert build(instellingen).nieuw


def test_damaged_file_is_built_again(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path)
    build(instellingen)
    instellingen.warehouse.write_bytes(instellingen.warehouse.read_bytes()[:5000])
    assert read_vorige(instellingen.warehouse) is None
    assert build(instellingen).nieuw
    assert read_vorige(instellingen.warehouse) is not None


def test_two_builds_give_the_same_figures(tmp_path: Path) -> None:
    een, twee = (build(write_klein(tmp_path / naam)).pad for naam in ("een", "twee"))
    for naam, frame in read_alles(een).items():
        pd.testing.assert_frame_equal(frame, read(twee, f"FROM {naam}")[frame.columns])


def test_failed_check_keeps_old(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path)
    build(instellingen)
    voor = instellingen.warehouse.read_bytes()
    write_klein(tmp_path, waarnemingen=build_waarnemingen(TE_HOOG))
    with pytest.raises(ControleFout, match="buiten 0 tot 100"):
        build(instellingen)
    assert instellingen.warehouse.read_bytes() == voor
    assert not list(tmp_path.glob("*.nieuw-*"))


def test_correction_that_no_longer_holds_stops_the_build(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path, correcties=CORRECTIE.format(waarde=2))
    build(instellingen)
    voor = instellingen.warehouse.read_bytes()
    instellingen.correcties.write_text(CORRECTIE.format(waarde=2.5), encoding="utf-8")
    with pytest.raises(ControleFout, match=r"zegt nu 2 .* verwacht was 2\.5"):
        build(instellingen)
    assert instellingen.warehouse.read_bytes() == voor


def test_withheld_gemeente_leaves_the_panel(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path, correcties=CORRECTIE.format(waarde=2))
    pad = build(instellingen).pad
    sql = "FROM groepswaarde WHERE indicator_id = 'leegstand_woningen' AND regio_code = 'NL01'"
    rijen = read(pad, sql)
    assert rijen["n_met_cijfer"].tolist() == [2, 2]
    assert not rijen["volledig"].any()


def test_shrinkage_is_refused_unless_allowed(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path)
    build(instellingen)
    minder = {sleutel: rij for sleutel, rij in CIJFERS.items() if sleutel[0] != "mediaan_vermogen"}
    write_klein(tmp_path, waarnemingen=build_waarnemingen(minder))
    with pytest.raises(ControleFout, match=r"krimp: mediaan_vermogen: verdwenen.*--sta-toe-krimp"):
        build(instellingen)
    assert build(replace(instellingen, sta_toe_krimp=True)).nieuw
    assert not build(instellingen).nieuw


def test_figures_without_an_entry_are_left_out_and_named(tmp_path: Path) -> None:
    regels = [regel for naam, regel in REGELS.items() if naam != "mediaan_vermogen"]
    verslag = build(write_klein(tmp_path, regels=regels))
    assert any(regel.startswith("mediaan_vermogen: ") for regel in verslag.opmerkingen)
    sql = "SELECT count(*) FROM waarneming WHERE indicator_id = 'mediaan_vermogen'"
    assert read(verslag.pad, sql).iloc[0, 0] == 0


def test_entry_without_figures_is_no_error(tmp_path: Path) -> None:
    regels = [*REGELS.values(), build_regel("nog_te_halen")]
    verslag = build(write_klein(tmp_path, regels=regels))
    assert verslag.indicatoren == len(REGELS)


def test_wrong_catalogue_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path, regels=["  inwoners: {eenhied: personen}\n"])
    with pytest.raises(CatalogusFout):
        build(instellingen)
    assert not instellingen.warehouse.exists()


def test_missing_bundle_says_what_to_do(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path)
    (instellingen.momentopname / "regio.parquet").unlink()
    with pytest.raises(BronFout, match=r"regio\.parquet .* haal het project opnieuw op"):
        build(instellingen)


def add_import(instellingen: Instellingen, regels: str, indicator_id: str) -> None:
    """Store a file as `etl import` does."""
    stuk: dict[str, object] = {
        "indicator_id": indicator_id,
        "bron": {"soort": "bestand", "indeling": "eigen"},
        "blad": None,
        "decimaalteken": None,
        "sta_toe_onbekend": False,
        "niet_herkend": [],
        "ingelezen_op": "2026-11-21T12:00:00+00:00",
    }
    sidecar = {
        "soort": "bestand",
        "bron": "Eigen telling",
        "editie": "november",
        "tabel": None,
        "opgehaald_op": "2026-11-21T12:00:00+00:00",
        "gewijzigd_op": None,
        "rijen": 2,
        "licentie": "niet opgegeven",
        "url": "niet opgegeven",
        "bestandsnaam": "leegstand.csv",
        "invoer": [stuk],
    }
    write_snapshot(instellingen.snapshots, regels.encode(), "csv", sidecar)


def test_imported_series_replaces_the_bundled_one_whole(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path)
    build(instellingen)
    inhoud = "gemeentecode;jaar;waarde\nGM9001;2023;7,5\nGM9002;2023;3,5\n"
    add_import(instellingen, inhoud, "leegstand_woningen")
    with pytest.raises(ControleFout, match="krimp: leegstand_woningen"):
        build(instellingen)
    pad = build(replace(instellingen, sta_toe_krimp=True)).pad
    rijen = read(
        pad,
        "SELECT regio_code, periode_code, waarde, herkomst, s.bron FROM waarneming"
        " JOIN snapshot s USING (snapshot_id) WHERE indicator_id = 'leegstand_woningen'"
        " AND regio_code LIKE 'GM%' ORDER BY 1",
    )
    assert rijen.to_numpy().tolist() == [
        ["GM9001", "2023JJ00", 7.5, "import", "Eigen telling"],
        ["GM9002", "2023JJ00", 3.5, "import", "Eigen telling"],
    ]
    assert read(pad, "SELECT count(*) FROM waarneming WHERE indicator_id = 'inwoners'").iloc[0, 0]


def test_imported_indicator_names_its_own_source_and_decimals(tmp_path: Path) -> None:
    instellingen = replace(write_klein(tmp_path), sta_toe_krimp=True)
    inhoud = "gemeentecode;jaar;waarde\nGM9001;2023;7,5\nGM9002;2023;3,5\n"
    add_import(instellingen, inhoud, "leegstand_woningen")
    pad = build(instellingen).pad
    sql = "SELECT bron_naam, editie, bron_url, decimalen, hoe_gekregen FROM indicator"
    eigen = read(pad, f"{sql} WHERE indicator_id = 'leegstand_woningen'").iloc[0].tolist()
    assert eigen[:4] == ["Eigen telling (eigen cijfers)", "november", "", 1]
    assert "eigen bestand" in eigen[4]
    ander = read(pad, f"{sql} WHERE indicator_id = 'inwoners'").iloc[0].tolist()
    assert "eigen" not in ander[0]


def test_damaged_import_is_refused(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path)
    add_import(instellingen, "gemeentecode;jaar;waarde\nGM9001;2023;7,5\n", "leegstand_woningen")
    (bestand,) = instellingen.snapshots.glob("*.csv")
    bestand.write_text("gemeentecode;jaar;waarde\nGM9001;2023;9,9\n", encoding="utf-8")
    with pytest.raises(BronFout, match="beschadigd"):
        build(instellingen)


def test_second_build_waits_and_then_says_so(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path)
    with (
        lock_bouw(instellingen.warehouse, 0),
        pytest.raises(WarehouseFout, match="wordt al gebouwd"),
    ):
        build(instellingen)
    assert build(instellingen).nieuw


def test_leftovers_of_dead_builds_are_removed(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path)
    for naam in ("warehouse.duckdb.nieuw-99999", "warehouse.duckdb.nieuw-99999.wal"):
        (tmp_path / naam).write_bytes(b"rest")
    build(instellingen)
    assert not list(tmp_path.glob("*.nieuw-*"))


def test_open_reader_keeps_the_old_figures_and_a_new_one_sees_the_new(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path)
    pad = build(instellingen).pad
    sql = "SELECT waarde FROM w.waarneming WHERE indicator_id = 'mediaan_vermogen' LIMIT 1"
    with duckdb.connect() as lezer:
        lezer.execute(f"ATTACH '{pad}' AS w (READ_ONLY)")
        vermogen = {**CIJFERS["mediaan_vermogen", 2021], "GM9001": 101}
        anders = {**CIJFERS, ("mediaan_vermogen", 2021): vermogen}
        write_klein(tmp_path, waarnemingen=build_waarnemingen(anders))
        build(instellingen)
        assert lezer.execute(sql).fetchall() == [(100.0,)]
    assert read(pad, sql.replace("w.", "")).iloc[0, 0] == 101


# Runs one build and dies at a chosen step, as by a power cut: no clean-up of any kind runs.
STERF = """
import os, signal, sys
from pathlib import Path
import etl.bouw, etl.publicatie
from tests.klein import CIJFERS, build_waarnemingen, write_klein

def sterf(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

moment, map_ = sys.argv[1], Path(sys.argv[2])
anders = {sleutel: dict(rij) for sleutel, rij in CIJFERS.items()}
anders["mediaan_vermogen", 2021]["GM9001"] = 101
instellingen = write_klein(map_, waarnemingen=build_waarnemingen(anders))
if moment == "voor_schrijven":
    etl.bouw.write_warehouse = sterf
elif moment == "halverwege_schrijven":
    echt, keren = etl.publicatie.insert_tabel, iter(range(100))
    etl.publicatie.insert_tabel = lambda *a: sterf() if next(keren) == 8 else echt(*a)
elif moment == "voor_wissel":
    etl.bouw.publish = sterf
elif moment == "na_wissel":
    echte_wissel = etl.bouw.publish
    etl.bouw.publish = lambda *a: (echte_wissel(*a), sterf())
etl.bouw.build(instellingen)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows heeft geen SIGKILL")
@pytest.mark.parametrize(
    ("moment", "waarde"),
    [
        ("voor_schrijven", 100),
        ("halverwege_schrijven", 100),
        ("voor_wissel", 100),
        ("na_wissel", 101),
    ],
)
def test_killed_build_leaves_a_whole_file(tmp_path: Path, moment: str, waarde: int) -> None:
    instellingen = write_klein(tmp_path)
    build(instellingen)
    proces = subprocess.run(
        [sys.executable, "-c", STERF, moment, str(tmp_path)], cwd=WORTEL, timeout=60, check=False
    )
    assert proces.returncode == -signal.SIGKILL
    sql = "SELECT waarde FROM waarneming WHERE indicator_id = 'mediaan_vermogen' LIMIT 1"
    assert read(instellingen.warehouse, sql).iloc[0, 0] == waarde
    assert read_vorige(instellingen.warehouse) is not None
    # the lock died with the process; the next build cleans up and finishes the work
    build(instellingen)
    assert read(instellingen.warehouse, sql).iloc[0, 0] == 101
    assert not list(tmp_path.glob("*.nieuw-*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows heeft geen SIGKILL")
def test_build_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    instellingen = write_klein(tmp_path)
    build(instellingen)
    for wacht_s in (0.05, 0.4, 0.7, 0.9, 1.1):
        proces = subprocess.Popen([sys.executable, "-c", STERF, "nooit", str(tmp_path)], cwd=WORTEL)
        time.sleep(wacht_s)
        proces.kill()
        proces.wait(timeout=60)
        sql = "SELECT waarde FROM waarneming WHERE indicator_id = 'mediaan_vermogen' LIMIT 1"
        assert read(instellingen.warehouse, sql).iloc[0, 0] in (100, 101)
    write_klein(tmp_path)
    build(instellingen)
    assert read(instellingen.warehouse, sql).iloc[0, 0] == 100


def test_settings_come_from_the_environment(tmp_path: Path) -> None:
    standaard = load_instellingen({"WELVAART_SNAPSHOTS": ""}, wortel=tmp_path)
    assert standaard.warehouse == tmp_path / "warehouse.duckdb"
    assert standaard.snapshots == tmp_path / "snapshots"
    assert standaard.kaart == tmp_path / "static" / "kaart"
    elders = load_instellingen(
        {
            "WELVAART_WAREHOUSE": str(tmp_path / "b" / "w.duckdb"),
            "WELVAART_CATALOGUS": str(tmp_path / "c" / "i.yaml"),
        },
        wortel=tmp_path,
    )
    assert elders.kaart == standaard.kaart
    assert elders.correcties == tmp_path / "c" / "correcties.yaml"


def test_every_setting_stands_in_the_example(tmp_path: Path) -> None:
    voorbeeld = (WORTEL / ".env.example").read_text(encoding="utf-8")
    namen = {regel[1:].partition("=")[0] for regel in voorbeeld.splitlines() if "=" in regel}
    assert {
        "WELVAART_WAREHOUSE",
        "WELVAART_CATALOGUS",
        "WELVAART_SNAPSHOTS",
        "WELVAART_DOSSIERS",
        "CBS_V4_URL",
        "CBS_V3_HOST",
        "SWING_URL",
        "SWING_APIKEY",
    } <= namen


# The bundled figures: known answers of data/DEFECTS.md and CBS.


def get_waarde(pad: Path, indicator_id: str, regio_code: str, jaar: int) -> float:
    rijen = read(
        pad,
        "SELECT waarde FROM waarneming WHERE indicator_id = $indicator AND regio_code = $regio"
        " AND periode_code = $periode AND indeling_jaar = 0",
        indicator=indicator_id,
        regio=regio_code,
        periode=f"{jaar}JJ00",
    )
    return float(rijen["waarde"].to_list()[0])


@pytest.mark.parametrize(
    ("indicator_id", "jaar", "waarde"),
    [
        ("netto_arbeidsparticipatie", 2022, 72.2),
        ("bruto_arbeidsparticipatie", 2022, 74.9),
        ("werkloosheid", 2022, 3.5),
        ("natuur_en_bos", 2017, 14.9),
        ("bebouwd_terrein", 2017, 11.0),
    ],
)
def test_country_has_the_known_value(
    warehouse: Path, indicator_id: str, jaar: int, waarde: float
) -> None:
    assert round(get_waarde(warehouse, indicator_id, "NL01", jaar), 1) == waarde


@pytest.mark.parametrize(("jaar", "inwoners"), [(2019, 17282163), (2026, 18130208)])
def test_inhabitants_add_up_to_the_known_total(warehouse: Path, jaar: int, inwoners: int) -> None:
    assert get_waarde(warehouse, "inwoners", "NL01", jaar) == inwoners


def test_inhabitants_of_the_provincies_are_those_of_the_country(warehouse: Path) -> None:
    rijen = read(
        warehouse,
        "SELECT periode_code, sum(waarde) FILTER (regio_code LIKE 'PV%') AS provincies,"
        " sum(waarde) FILTER (regio_code = 'NL01') AS land, count(*) FILTER (regio_code LIKE 'PV%')"
        " AS n FROM waarneming WHERE indicator_id = 'inwoners' AND indeling_jaar = 0 GROUP BY 1",
    )
    assert len(rijen) == 10
    assert (rijen["n"] == 12).all()
    assert (rijen["provincies"] - rijen["land"]).abs().max() < 1e-3


def test_all_code_that_a_build_runs_decides_whether_it_runs_again() -> None:
    vraag = (
        "import sys, etl.bouw; print(*(getattr(m, '__file__', '') for m in sys.modules.values()))"
    )
    antwoord = subprocess.run(
        [sys.executable, "-c", vraag], cwd=WORTEL, capture_output=True, text=True, check=True
    )
    eigen = {WORTEL / "etl", WORTEL / "welvaart"}
    geladen = {pad for pad in map(Path, antwoord.stdout.split()) if eigen & set(pad.parents)}
    assert WORTEL / "welvaart" / "cijfers" / "groepswaarde.py" in geladen
    assert geladen <= {pad for patroon in _CODE for pad in WORTEL.glob(patroon)}


def test_no_regional_value_where_the_method_forbids_it(warehouse: Path) -> None:
    rijen = read(
        warehouse,
        "SELECT DISTINCT indicator_id FROM waarneming JOIN indicator USING (indicator_id)"
        " WHERE herkomst = 'berekend' AND regionaal IN ('mediaan', 'geen', 'klasse')",
    )
    assert rijen.empty


def test_defects_that_are_named_are_treated(warehouse: Path) -> None:
    voorne = read(
        warehouse,
        "SELECT count(waarde) AS n, count(ontbreekt_omdat) AS redenen FROM waarneming"
        " WHERE regio_code = 'GM1992' AND list_contains($werk, indicator_id)",
        werk=WERK,
    )
    assert voorne.to_numpy().tolist() == [[0, 30]]
    amsterdam = read(
        warehouse,
        "SELECT DISTINCT waarde - onder AS onder, boven - waarde AS boven FROM waarneming"
        " WHERE regio_code = 'GM0363' AND list_contains($werk, indicator_id)",
        werk=WERK,
    )
    assert amsterdam.to_numpy().tolist() == [[0.5, 0.5]]
