"""The log of changed figures: what a build notes, whom it names, and what survives."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from etl.bouw import BouwVerslag, build
from etl.instellingen import Instellingen
from etl.verschil.revisie import MAX_PER_CIJFER
from tests.klein import (
    CIJFERS,
    REGELS,
    Cijfers,
    build_snapshots,
    build_waarnemingen,
    write_klein,
)
from tests.test_bouw import CORRECTIE, add_import
from welvaart.fouten import ControleFout, WarehouseFout
from welvaart.lezen.revisielog import read_revisielog, read_revisies
from welvaart.lezen.warehouse import Warehouse
from welvaart.methode.revisie import Oorzaak, Revisie

VERMOGEN = ("mediaan_vermogen", 2021)
NIEUW: Cijfers = {**CIJFERS, VERMOGEN: {"GM9001": 90, "GM9002": 200, "GM9003": 600}}


def write(
    map_: Path,
    cijfers: Cijfers | None = None,
    *,
    snapshot: Mapping[str, object] | None = None,
    status: str = "definitief",
    correcties: str | None = None,
) -> Instellingen:
    """The small world, its figures from another payload when `snapshot` says so."""
    frame = build_waarnemingen(cijfers, status=status)
    if snapshot:
        frame = frame.assign(snapshot_id=snapshot["snapshot_id"])
    instellingen = write_klein(map_, waarnemingen=frame, correcties=correcties, sta_toe_krimp=True)
    if snapshot:
        bron = build_snapshots().assign(**snapshot)
        bron.to_parquet(instellingen.momentopname / "snapshot.parquet", index=False)
    return instellingen


EDITIE2 = {"snapshot_id": "b" * 64, "editie": "2"}


def read_log(pad: Path) -> list[tuple[object, ...]]:
    """indicator, regio, wat, oorzaak, oud, nieuw; in the order in which they were found."""
    with duckdb.connect() as db:
        db.execute(f"ATTACH '{pad}' AS w (READ_ONLY)")
        return db.execute(
            "SELECT indicator_id, regio_code, wat, oorzaak, oud, nieuw FROM w.revisie "
            "ORDER BY gevonden_op, indicator_id, regio_code, periode_code"
        ).fetchall()


def read_sinds(pad: Path) -> tuple[datetime, datetime]:
    """Since when the log knows, and when the warehouse was built."""
    with duckdb.connect() as db:
        db.execute(f"ATTACH '{pad}' AS w (READ_ONLY)")
        sinds, gebouwd = db.execute("SELECT revisies_sinds, gebouwd_op FROM w.bouw").fetchall()[0]
        return sinds, gebouwd


def change(pad: Path, sql: str) -> None:
    with duckdb.connect(str(pad)) as db:
        db.execute(sql)


def test_the_first_build_begins_an_empty_log(tmp_path: Path) -> None:
    pad = build(write(tmp_path)).pad
    sinds, gebouwd = read_sinds(pad)
    assert read_log(pad) == []
    assert sinds == gebouwd


def test_a_new_edition_of_the_same_source_is_noted_as_such_and_only_published_rows(
    tmp_path: Path,
) -> None:
    build(write(tmp_path))
    cijfers: Cijfers = {
        **NIEUW,
        ("inwoners", 2023): {"GM9001": 1101, "GM9002": 600, "GM9003": 2300},
    }
    pad = build(write(tmp_path, cijfers, snapshot=EDITIE2)).pad
    # The provinces that follow from the inwoners are not in it.
    assert read_log(pad) == [
        ("inwoners", "GM9001", "herzien", "editie", 1100.0, 1101.0),
        ("mediaan_vermogen", "GM9001", "herzien", "editie", 100.0, 90.0),
    ]


def test_editions_and_payloads_of_both_sides_are_kept(tmp_path: Path) -> None:
    build(write(tmp_path))
    pad = build(write(tmp_path, NIEUW, snapshot=EDITIE2)).pad
    with duckdb.connect() as db:
        db.execute(f"ATTACH '{pad}' AS w (READ_ONLY)")
        rij = db.execute(
            "SELECT editie_oud, editie_nieuw, left(snapshot_oud, 1), left(snapshot_nieuw, 1), "
            "gevonden_op = (SELECT gebouwd_op FROM w.bouw) FROM w.revisie"
        ).fetchall()
    assert rij == [("1", "2", "a", "b", True)]


def test_new_years_and_rounding_are_not_noted(tmp_path: Path) -> None:
    build(write(tmp_path))
    cijfers: Cijfers = {
        **CIJFERS,
        ("bruto_arbeidsparticipatie", 2023): {"GM9001": 75, "GM9002": 63, "GM9003": 82},
        ("leegstand_woningen", 2021): {"GM9001": 5.04, "GM9002": 6, "GM9003": 2},
    }
    assert read_log(build(write(tmp_path, cijfers, snapshot=EDITIE2)).pad) == []


def test_a_figure_from_another_table_is_no_revision_by_the_source(tmp_path: Path) -> None:
    build(write(tmp_path))
    ander = {**EDITIE2, "tabel": "85000NED"}
    (rij,) = read_log(build(write(tmp_path, NIEUW, snapshot=ander)).pad)
    assert rij[3] == "andere_bron"


def test_a_correction_of_ours_is_noted_as_ours_also_when_it_ends(tmp_path: Path) -> None:
    build(write(tmp_path))
    build(write(tmp_path, correcties=CORRECTIE.format(waarde=2)))
    (tmp_path / "correcties.yaml").unlink()
    pad = build(write(tmp_path, snapshot=EDITIE2)).pad  # a new edition, and no correction any more
    leegstand = "leegstand_woningen", "GM9003"
    assert read_log(pad) == [
        (*leegstand, "leeg", "correctie", 2.0, None),
        (*leegstand, "leeg", "correctie", 2.0, None),
        (*leegstand, "gevuld", "correctie", None, 2.0),
        (*leegstand, "gevuld", "correctie", None, 2.0),
    ]


def test_another_unit_is_ours(tmp_path: Path) -> None:
    build(write(tmp_path))
    regels = {**REGELS}
    regels["mediaan_vermogen"] = regels["mediaan_vermogen"].replace(
        "eenheid: personen", "eenheid: 10 personen"
    )
    instellingen = write(tmp_path, NIEUW, snapshot=EDITIE2)
    tekst = instellingen.catalogus.read_text(encoding="utf-8")
    tekst = tekst.replace(REGELS["mediaan_vermogen"], regels["mediaan_vermogen"])
    instellingen.catalogus.write_text(tekst, encoding="utf-8")
    (rij,) = read_log(build(instellingen).pad)
    assert rij[3] == "correctie"


def test_an_own_import_is_noted_as_such_with_what_it_took_away(tmp_path: Path) -> None:
    instellingen = write(tmp_path)
    build(instellingen)
    inhoud = "gemeentecode;jaar;waarde\nGM9001;2021;7,5\nGM9002;2021;6\n"
    add_import(instellingen, inhoud, "leegstand_woningen")
    log = read_log(build(instellingen).pad)
    assert {rij[3] for rij in log} == {"eigen_import"}
    assert ("leegstand_woningen", "GM9001", "herzien", "eigen_import", 5.0, 7.5) in log
    assert ("leegstand_woningen", "GM9003", "weg", "eigen_import", 2.0, None) in log
    assert not [rij for rij in log if rij[1] == "GM9002" and rij[4] == rij[5]]


def test_a_status_that_became_final_is_noted_but_not_one_that_was_unknown(tmp_path: Path) -> None:
    build(write(tmp_path, {VERMOGEN: {"GM9001": 100}}, status="voorlopig"))
    pad = build(write(tmp_path, {VERMOGEN: {"GM9001": 100}}, snapshot=EDITIE2)).pad
    assert [rij[2:] for rij in read_log(pad)] == [("status", "editie", 100.0, 100.0)]
    map_ = tmp_path / "onbekend"
    build(write(map_, {VERMOGEN: {"GM9001": 100}}, status="onbekend"))
    pad = build(write(map_, {VERMOGEN: {"GM9001": 100}}, snapshot=EDITIE2)).pad
    assert read_log(pad) == []


def test_the_log_survives_every_rebuild(tmp_path: Path) -> None:
    sinds = read_sinds(build(write(tmp_path)).pad)[0]
    build(write(tmp_path, NIEUW, snapshot=EDITIE2))
    pad = build(write(tmp_path, CIJFERS, snapshot={**EDITIE2, "snapshot_id": "c" * 64})).pad
    assert [rij[4:] for rij in read_log(pad)] == [(100.0, 90.0), (90.0, 100.0)]
    assert read_sinds(pad)[0] == sinds
    assert not build(write(tmp_path, CIJFERS, snapshot={**EDITIE2, "snapshot_id": "c" * 64})).nieuw


def test_a_refused_build_notes_nothing(tmp_path: Path) -> None:
    build(write(tmp_path))
    te_hoog: Cijfers = {**CIJFERS, ("leegstand_woningen", 2021): {"GM9001": 500}}
    with pytest.raises(ControleFout):
        build(write(tmp_path, te_hoog))
    assert read_log(tmp_path / "warehouse.duckdb") == []


def test_only_the_last_revisions_of_a_figure_are_kept(tmp_path: Path) -> None:
    for n in range(MAX_PER_CIJFER + 3):
        bron = {"snapshot_id": f"{n:064d}", "editie": str(n)}
        cijfers: Cijfers = {VERMOGEN: {"GM9001": 100 + n, "GM9002": 200}}
        pad = build(write(tmp_path, cijfers, snapshot=bron)).pad
    laatste = [float(100 + n) for n in range(MAX_PER_CIJFER + 3)][-MAX_PER_CIJFER:]
    assert [rij[5] for rij in read_log(pad)] == laatste


def test_a_warehouse_from_before_the_log_is_compared_all_the_same(tmp_path: Path) -> None:
    pad = build(write(tmp_path)).pad
    gebouwd = read_sinds(pad)[1]
    change(pad, "DROP TABLE revisie; ALTER TABLE bouw DROP revisies_sinds")
    with Warehouse.open(pad) as warehouse, pytest.raises(WarehouseFout, match="andere versie"):
        read_revisielog(warehouse)
    verslag = build(write(tmp_path, NIEUW, snapshot=EDITIE2))
    assert len(read_log(pad)) == 1
    assert read_sinds(pad)[0] == gebouwd
    assert not [zin for zin in verslag.opmerkingen if "vorige warehouse" in zin]


def damage(tmp_path: Path, sql: str | None) -> BouwVerslag:
    """A log with one revision; then harm to the warehouse, and a build with another figure."""
    build(write(tmp_path))
    pad = build(write(tmp_path, NIEUW, snapshot=EDITIE2)).pad
    if sql is None:
        pad.write_bytes(pad.read_bytes()[:9000])
    else:
        change(pad, sql)
    return build(write(tmp_path, CIJFERS, snapshot={**EDITIE2, "snapshot_id": "c" * 64}))


@pytest.mark.parametrize(
    ("sql", "over", "zin"),
    [
        (None, [], "de lijst met veranderde cijfers is niet over te nemen"),
        ("DROP TABLE waarneming", [(100.0, 90.0)], "niet na te gaan"),
        ("DELETE FROM bouw", [(100.0, 90.0), (90.0, 100.0)], None),
        ("ALTER TABLE revisie DROP oorzaak", [(90.0, 100.0)], "begint opnieuw"),
    ],
)
def test_a_damaged_warehouse_costs_only_what_cannot_be_read_and_the_build_says_so(
    tmp_path: Path, sql: str | None, over: list[tuple[float, float]], zin: str | None
) -> None:
    verslag = damage(tmp_path, sql)
    assert verslag.nieuw
    assert [rij[4:] for rij in read_log(verslag.pad)] == over
    gezegd = [tekst for tekst in verslag.opmerkingen if "vorige warehouse" in tekst]
    assert [zin in tekst for tekst in gezegd if zin] == ([True] if zin else [])


def test_the_reader_sums_up_per_build_cause_and_indicator(tmp_path: Path) -> None:
    instellingen = write(tmp_path)
    build(instellingen)
    cijfers: Cijfers = {
        **CIJFERS,
        VERMOGEN: {"GM9001": 90, "GM9002": 230, "GM9003": None},
        ("leegstand_woningen", 2020): {"GM9001": 4, "GM9002": 6.5, "GM9003": 2, "GM9004": 10},
    }
    instellingen = write(tmp_path, cijfers, snapshot=EDITIE2)
    add_import(instellingen, "gemeentecode;jaar;waarde\nGM9001;2023;1101\n", "inwoners")
    pad = build(replace(instellingen, sta_toe_krimp=True)).pad
    with Warehouse.open(pad) as warehouse:
        log = read_revisielog(warehouse)
        van_b = read_revisies(warehouse, "GM9002")
    per = {(groep.oorzaak, groep.indicator_id): groep for groep in log.groepen}
    vermogen = per[Oorzaak.EDITIE, "mediaan_vermogen"]
    assert (vermogen.cijfers, vermogen.gemeenten, vermogen.regios) == (3, 3, 3)
    assert vermogen.per_soort == {"herzien": 2, "leeg": 1}
    assert (vermogen.editie_oud, vermogen.editie_nieuw) == ("1", "2")
    assert vermogen.grootste is not None
    assert (vermogen.grootste.regio_code, vermogen.grootste.oud, vermogen.grootste.nieuw) == (
        "GM9002",
        200.0,
        230.0,
    )
    assert per[Oorzaak.EIGEN_IMPORT, "inwoners"].per_soort["weg"] > 0
    eigen = [r for r in van_b if r.oorzaak == Oorzaak.EDITIE]
    assert eigen == [
        Revisie(
            "leegstand_woningen", "GM9002", "2020JJ00", "herzien", Oorzaak.EDITIE,
            6.0, 6.5, "definitief", "definitief", eigen[0].gevonden_op,
        ),
        Revisie(
            "mediaan_vermogen", "GM9002", "2021JJ00", "herzien", Oorzaak.EDITIE,
            200.0, 230.0, "definitief", "definitief", eigen[0].gevonden_op,
        ),
    ]  # fmt: skip
