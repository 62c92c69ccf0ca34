"""A series has one source, one unit and one national total, or the build refuses."""

from pathlib import Path

import pandas as pd
import pytest

from etl.controleren.reeksen import check_zelfde_eenheid, find_gemengde_reeksen, find_totaalfouten
from tests.klein import (
    CIJFERS,
    REGELS,
    SNAPSHOT,
    build_gebieden,
    build_snapshots,
    build_waarnemingen,
)
from tests.test_herrekening import compute, load
from welvaart.fouten import ControleFout

ANDER = "b" * 64


def add_editie(editie: str) -> pd.DataFrame:
    rij = build_snapshots().assign(snapshot_id=ANDER, editie=editie)
    return pd.concat([build_snapshots(), rij], ignore_index=True)


def test_two_editions_in_one_series_are_refused() -> None:
    frame = build_waarnemingen()
    frame.loc[frame["periode_code"] == "2023JJ00", "snapshot_id"] = ANDER
    assert list(find_gemengde_reeksen(build_waarnemingen(), add_editie("2"))) == []
    (regel,) = find_gemengde_reeksen(frame, add_editie("2"))
    assert regel.startswith("inwoners: de reeks voor GM komt uit 2 uitgaven")


def test_two_files_of_one_edition_are_one_series() -> None:
    frame = build_waarnemingen()
    frame.loc[frame["periode_code"] == "2023JJ00", "snapshot_id"] = ANDER
    assert list(find_gemengde_reeksen(frame, add_editie("1"))) == []


def test_another_kind_of_regio_may_come_from_another_edition() -> None:
    frame = build_waarnemingen()
    frame.loc[frame["regio_code"] == "NL01", "snapshot_id"] = ANDER
    assert list(find_gemengde_reeksen(frame, add_editie("2"))) == []


def test_recomputed_and_computed_rows_do_not_count_as_a_source() -> None:
    frame = build_waarnemingen()
    later = frame["periode_code"] == "2023JJ00"
    frame.loc[later, ["snapshot_id", "herkomst"]] = [ANDER, "berekend"]
    assert list(find_gemengde_reeksen(frame, add_editie("2"))) == []


@pytest.mark.parametrize("factor", [1000, 0.001, 12])
def test_series_in_another_unit_does_not_replace_the_old_one(factor: float) -> None:
    oud = build_waarnemingen()
    nieuw = oud.assign(waarde=oud["waarde"] * factor)
    with pytest.raises(ControleFout, match="inwoners: de nieuwe cijfers zijn ongeveer"):
        check_zelfde_eenheid(oud, nieuw)


def test_revised_series_may_replace_the_old_one() -> None:
    oud = build_waarnemingen()
    check_zelfde_eenheid(oud, oud.assign(waarde=oud["waarde"] * 1.1))
    # a single figure that explodes is a matter for the eye, not a unit
    raar = oud.assign(waarde=oud["waarde"].where(oud.index > 0, 10**6))
    check_zelfde_eenheid(oud, raar)


def test_total_that_changes_is_found(tmp_path: Path) -> None:
    catalogus = load(tmp_path, REGELS.values())
    frame = build_waarnemingen()
    afgeleid = compute(catalogus, frame).waarnemingen
    regio = build_gebieden()["regio"]
    goed = pd.concat([frame, afgeleid], ignore_index=True)
    assert list(find_totaalfouten(goed, catalogus, regio)) == []
    verloren = afgeleid.assign(waarde=afgeleid["waarde"] - 1)
    (regel,) = find_totaalfouten(pd.concat([frame, verloren], ignore_index=True), catalogus, regio)
    assert regel.startswith("inwoners, 2020JJ00: op de indeling van 2026 tellen")
    assert "3598" in regel
    assert "3600" in regel


def test_total_with_a_gap_is_not_compared(tmp_path: Path) -> None:
    catalogus = load(tmp_path, REGELS.values())
    zonder_d = {**CIJFERS["inwoners", 2020], "GM9004": None}
    frame = build_waarnemingen({("inwoners", 2020): zonder_d})
    alle = pd.concat([frame, compute(catalogus, frame).waarnemingen], ignore_index=True)
    assert list(find_totaalfouten(alle, catalogus, build_gebieden()["regio"])) == []
    assert set(alle["snapshot_id"]) == {SNAPSHOT}
