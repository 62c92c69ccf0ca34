"""`etl diff`: what changed between two warehouses, and what is no change."""

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.__main__ import main
from etl.bouw import build
from etl.verschil.cellen import build_cellen
from etl.verschil.uitvoer import build_tabel
from etl.verschil.vergelijking import Anders, compare
from tests.klein import CIJFERS, REGELS, Cijfers, build_regel, build_waarnemingen, write_klein
from welvaart.fouten import WarehouseFout

HERZIEN: Cijfers = {**CIJFERS, ("mediaan_vermogen", 2021): {"GM9001": 90, "GM9002": 200,
                                                            "GM9003": 600}}  # fmt: skip


def make(
    map_: Path,
    cijfers: Cijfers | None = None,
    regels: Mapping[str, str] = REGELS,
    frame: pd.DataFrame | None = None,
) -> Path:
    waarnemingen = build_waarnemingen(cijfers) if frame is None else frame
    return build(write_klein(map_, waarnemingen=waarnemingen, regels=regels.values())).pad


@pytest.fixture(scope="module")
def oud(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("oud"))


def test_the_same_figures_are_equal_though_built_at_another_moment(
    oud: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(oud), str(make(tmp_path))]) == 0
    assert "Gelijk: geen indicator, regio, periode of cijfer is anders." in capsys.readouterr().out
    assert main(["diff", str(oud), str(oud)]) == 0


def test_a_revised_figure_is_told_with_old_new_and_difference(
    oud: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(oud), str(make(tmp_path, HERZIEN))]) == 1
    uit = capsys.readouterr().out
    assert "      GM9001 Gemeente A  2021  100,0  90,0  −10,0\n" in uit
    # Medians of regio's bear no name of a regio, so this is the only row.
    assert "mediaan_vermogen (Mediaan vermogen; personen)\n    1 herzien; 1 regio, 2021" in uit


def test_computed_figures_that_follow_are_told_too(oud: Path, tmp_path: Path) -> None:
    anders = {**CIJFERS, ("inwoners", 2023): {"GM9001": 1105, "GM9002": 600, "GM9003": 2300}}
    cijfers = compare(oud, make(tmp_path, anders)).cijfers
    inwoners = cijfers[cijfers["indicator_id"] == "inwoners"].set_index("regio_code")
    assert inwoners.loc["PV91", ["oud", "nieuw", "herkomst_nieuw"]].tolist() == [
        1700,
        1705,
        "berekend",
    ]
    assert set(inwoners.index) == {"GM9001", "PV91", "NL01", "LD91", "CR91", "AM91"}


def test_a_status_that_became_final_and_a_gap_that_was_filled_are_changes(tmp_path: Path) -> None:
    gat: Cijfers = {("inwoners", 2021): {"GM9001": 1060, "GM9002": None}}
    eerst = build_waarnemingen(gat, status="voorlopig")
    dan = build_waarnemingen({("inwoners", 2021): {"GM9001": 1060, "GM9002": 540}})
    een = {"inwoners": REGELS["inwoners"]}
    verschil = compare(
        make(tmp_path / "a", regels=een, frame=eerst), make(tmp_path / "b", regels=een, frame=dan)
    )
    bron = verschil.cijfers[verschil.cijfers["regio_code"].str.startswith("GM")]
    kolommen = ["regio_code", "wat", "status_oud", "status_nieuw", "nieuw"]
    assert bron[kolommen].to_numpy().tolist() == [
        ["GM9001", "status", "voorlopig", "definitief", 1060.0],
        ["GM9002", "gevuld", "voorlopig", "definitief", 540.0],
    ]
    tekst = build_tabel(verschil, 0)
    assert "1.060  1.060  andere status; voorlopig → definitief" in re.sub(r" {3,}", "  ", tekst)


def test_indicators_periods_and_regios_that_come_and_go_are_named_as_a_whole(
    oud: Path, tmp_path: Path
) -> None:
    regels = {n: r for n, r in REGELS.items() if n != "mediaan_vermogen"}
    regels["banen"] = build_regel("banen", procent=False)
    cijfers = {k: v for k, v in CIJFERS.items() if k[0] != "mediaan_vermogen"}
    cijfers["banen", 2021] = {"GM9001": 10}
    cijfers["bruto_arbeidsparticipatie", 2023] = {"GM9001": 75, "GM9002": 63, "GM9003": 82}
    nieuw = make(tmp_path, cijfers, regels)
    with duckdb.connect(str(nieuw)) as db:
        db.execute(
            "INSERT INTO regio (regio_code, regio_naam, soort) "
            "VALUES ('GM9005', 'Gemeente E', 'gemeente')"
        )
        db.execute("UPDATE regio SET regio_naam = 'A-dorp' WHERE regio_code = 'GM9001'")
    verschil = compare(oud, nieuw)
    assert verschil.indicatoren == (
        Anders("erbij", "banen", "Banen", cijfers=2),  # A, and corop 91 that is A alone
        Anders("weg", "mediaan_vermogen", "Mediaan vermogen", cijfers=3),
    )
    assert verschil.perioden == (
        Anders("erbij", "2023JJ00", "bruto_arbeidsparticipatie", cijfers=10),
    )
    assert verschil.regios == (
        Anders("anders", "GM9001", "A-dorp", "gemeente", "Gemeente A", "A-dorp"),
        Anders("erbij", "GM9005", "Gemeente E", "gemeente"),
    )
    assert verschil.cijfers.empty


def test_another_unit_is_told_as_a_change_of_the_indicator(oud: Path, tmp_path: Path) -> None:
    anders = REGELS["inwoners"].replace("eenheid: personen", "eenheid: x 1000")
    (regel,) = compare(oud, make(tmp_path, regels={**REGELS, "inwoners": anders})).indicatoren
    assert (regel.code, regel.veld, regel.oud, regel.nieuw) == (
        "inwoners",
        "eenheid",
        "personen",
        "x 1000",
    )


def hold_beside(oud: float, nieuw: float, stap: float) -> list[str]:
    """Kinds of change of one figure, by the SQL itself."""
    kolommen = "'i' AS indicator_id, 'GM1' AS regio_code, '2021JJ00' AS periode_code, "
    kolommen += "0 AS indeling_jaar, NULL::DOUBLE AS onder, NULL::DOUBLE AS boven, "
    kolommen += "'definitief' AS status, NULL AS ontbreekt_omdat, 'bron' AS herkomst, "
    kolommen += "'s' AS snapshot_id"
    stappen = f"(SELECT 'i' AS indicator_id, {stap!r}::DOUBLE AS stap)"
    with duckdb.connect() as db:
        db.execute(
            build_cellen(
                oud=f"(SELECT {kolommen}, {oud!r}::DOUBLE AS waarde)",
                nieuw=f"(SELECT {kolommen}, {nieuw!r}::DOUBLE AS waarde)",
                oud_stap=stappen,
                nieuw_stap=stappen,
            )
        )
        return [str(wat) for (wat,) in db.execute("SELECT wat FROM cel").fetchall()]


@pytest.mark.parametrize(
    ("oud", "nieuw", "stap", "wat"),
    [
        (69.3, 69.30000000001, 0.1, []),  # float noise
        (0.1 + 0.2, 0.3, 0.1, []),
        (69.3, 69.34, 0.1, []),  # the same figure with more digits
        (69.34, 69.3, 0.1, []),
        (38000, 38049, 100, []),
        (69.3, 69.4, 0.1, ["herzien"]),  # one step
        (69.34, 69.31, 0.1, ["herzien"]),  # neither is the other one rounded
        (69.3, 69.36, 0.1, ["herzien"]),
        (1000000, 1000001, 1, ["herzien"]),
        (0.0, 1e-12, 0.1, []),
        (0.0, 0.1, 0.1, ["herzien"]),
        (-5.0, 5.0, 1, ["herzien"]),
    ],
)  # fmt: skip
def test_noise_and_rounding_are_no_revision(
    oud: float, nieuw: float, stap: float, wat: list[str]
) -> None:
    assert hold_beside(oud, nieuw, stap) == wat


@given(
    n=st.integers(-10_000, 10_000),
    m=st.integers(-10_000, 10_000),
    decimalen=st.integers(0, 2),
)
def test_two_rounded_figures_differ_exactly_when_their_steps_do(
    n: int, m: int, decimalen: int
) -> None:
    deler = 10**decimalen
    assert hold_beside(n / deler, m / deler, 1 / deler) == ([] if n == m else ["herzien"])


def test_csv_and_json_hold_every_change(
    oud: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nieuw = make(tmp_path, HERZIEN)
    assert main(["diff", str(oud), str(nieuw), "--formaat", "csv"]) == 1
    rijen = list(csv.DictReader(io.StringIO(capsys.readouterr().out), delimiter=";"))
    eigen = [rij for rij in rijen if rij["regio_code"] == "GM9001"]
    assert [(r["soort"], r["wat"], r["oud"], r["nieuw"], r["verschil"]) for r in eigen] == [
        ("cijfer", "herzien", "100", "90", "-10")
    ]
    assert main(["diff", str(oud), str(nieuw), "--formaat", "json"]) == 1
    inhoud = json.loads(capsys.readouterr().out)
    assert inhoud["gelijk"] is False
    assert len(inhoud["cijfers"]) == sum(rij["soort"] == "cijfer" for rij in rijen)
    assert inhoud["cijfers"][0]["onder_oud"] is None


def test_a_long_list_is_cut_and_says_so(oud: Path, tmp_path: Path) -> None:
    hoger = {
        sleutel: {regio: (waarde or 0) + 1 for regio, waarde in rij.items()}
        for sleutel, rij in CIJFERS.items()
        if sleutel[0] == "mediaan_vermogen"
    }
    verschil = compare(oud, make(tmp_path, {**CIJFERS, **hoger}))
    kort, lang = build_tabel(verschil, 2), build_tabel(verschil, 0)
    assert "… en nog " in kort
    assert "… en nog " not in lang
    assert lang.count("\n      ") == len(verschil.cijfers)


def test_another_figure_stands_before_another_status(oud: Path, tmp_path: Path) -> None:
    verschil = compare(oud, make(tmp_path, HERZIEN))
    herzien = verschil.cijfers[verschil.cijfers["wat"] == "herzien"]
    status = herzien.assign(wat="status")
    samen = replace(verschil, cijfers=pd.concat([status, herzien], ignore_index=True))
    regels = [x for x in build_tabel(samen, 1).splitlines() if x.startswith(" " * 6 + "GM")]
    assert regels
    assert not any("andere status" in regel for regel in regels)


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"", "geen leesbaar warehouse"),
        (b"gemeente;jaar;waarde\n", "geen leesbaar warehouse"),
        ("half", "geen leesbaar warehouse"),
        (None, "bestaat niet of is geen bestand"),
    ],
)
def test_a_file_that_cannot_be_compared_is_named_with_exit_2(
    oud: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    inhoud: bytes | str | None,
    reden: str,
) -> None:
    ander = tmp_path / "ander.duckdb"
    if inhoud is not None:
        heel = oud.read_bytes()
        ander.write_bytes(heel[: len(heel) // 2] if isinstance(inhoud, str) else inhoud)
    assert main(["diff", str(oud), str(ander)]) == 2
    uit = capsys.readouterr()
    assert uit.out == ""
    assert uit.err.startswith("Verkeerd gebruik: ")
    assert reden in uit.err
    assert "ander.duckdb" in uit.err


def test_a_database_of_something_else_names_what_it_lacks(oud: Path, tmp_path: Path) -> None:
    ander = tmp_path / "ander.duckdb"
    with duckdb.connect(str(ander)) as db:
        db.execute("CREATE TABLE bouw (bouw_id VARCHAR, gebouwd_op DATE)")
    with pytest.raises(
        WarehouseFout, match=r"bouw\.versie, bouw\.rijen, indicator\.indicator_id …"
    ):
        compare(oud, ander)


def test_a_warehouse_without_its_last_row_is_not_finished(oud: Path, tmp_path: Path) -> None:
    ander = make(tmp_path)
    with duckdb.connect(str(ander)) as db:
        db.execute("DELETE FROM bouw")
    with pytest.raises(WarehouseFout, match="niet af"):
        compare(oud, ander)


def test_a_negative_number_of_rows_is_misuse(oud: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(oud), str(oud), "--rijen", "-1"]) == 2
    assert "kies 0 of meer" in capsys.readouterr().err


def test_neither_side_is_touched(oud: Path, tmp_path: Path) -> None:
    nieuw = make(tmp_path, HERZIEN)
    voor = [(pad.read_bytes(), pad.stat().st_mtime_ns) for pad in (oud, nieuw)]
    compare(oud, nieuw)
    assert [(pad.read_bytes(), pad.stat().st_mtime_ns) for pad in (oud, nieuw)] == voor
