"""Payloads under the name of their content; nothing half-written, nothing changed unseen."""

import hashlib
from pathlib import Path

import pytest

from etl.snapshot import read_snapshots, write_atomair, write_snapshot
from welvaart.fouten import BronFout

SIDECAR = {
    "soort": "bestand",
    "bron": "Eigen telling",
    "editie": "1",
    "opgehaald_op": "2026-11-21T10:00:00+00:00",
    "rijen": 1,
}


def test_a_snapshot_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    snapshot_id = write_snapshot(tmp_path / "snapshots", b"a;b\n", "csv", SIDECAR)
    assert snapshot_id == hashlib.sha256(b"a;b\n").hexdigest()
    [snapshot] = read_snapshots(tmp_path / "snapshots")
    assert snapshot.load_inhoud() == b"a;b\n"
    assert snapshot.sidecar["bron"] == "Eigen telling"
    assert snapshot.pad.name == f"{snapshot_id}.csv"


def test_the_same_content_writes_nothing(tmp_path: Path) -> None:
    write_snapshot(tmp_path, b"a", "csv", SIDECAR)
    voor = {pad: pad.stat().st_mtime_ns for pad in tmp_path.iterdir()}
    write_snapshot(tmp_path, b"a", "csv", SIDECAR)
    assert {pad: pad.stat().st_mtime_ns for pad in tmp_path.iterdir()} == voor


def test_snapshots_come_oldest_first(tmp_path: Path) -> None:
    nieuw = write_snapshot(
        tmp_path, b"n", "csv", {**SIDECAR, "opgehaald_op": "2026-12-01T00:00:00+00:00"}
    )
    oud = write_snapshot(tmp_path, b"o", "csv", SIDECAR)
    assert [snapshot.snapshot_id for snapshot in read_snapshots(tmp_path)] == [oud, nieuw]


def test_an_absent_folder_and_an_interrupted_run_hold_no_snapshots(tmp_path: Path) -> None:
    assert read_snapshots(tmp_path / "weg") == []
    (tmp_path / "abc.csv").write_bytes(b"payload without sidecar")
    (tmp_path / ".abc.json.nieuw-1").write_bytes(b"{")
    assert read_snapshots(tmp_path) == []


def test_a_changed_or_lost_payload_is_named(tmp_path: Path) -> None:
    write_snapshot(tmp_path, b"a", "csv", SIDECAR)
    [snapshot] = read_snapshots(tmp_path)
    snapshot.pad.write_bytes(b"b")
    with pytest.raises(BronFout, match="veranderd of beschadigd; haal dit bestand en"):
        snapshot.load_inhoud()
    snapshot.pad.unlink()
    with pytest.raises(BronFout, match=r"niet te lezen; haal .*importeer het bestand opnieuw"):
        snapshot.load_inhoud()


def test_storing_again_repairs_a_damaged_payload(tmp_path: Path) -> None:
    write_snapshot(tmp_path, b"a", "csv", SIDECAR)
    [snapshot] = read_snapshots(tmp_path)
    snapshot.pad.write_bytes(b"kapot")
    write_snapshot(tmp_path, b"a", "csv", SIDECAR)
    assert snapshot.load_inhoud() == b"a"


def test_all_bad_sidecars_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    (tmp_path / "b.json").write_text('{"snapshot_id": "b"}', encoding="utf-8")
    (tmp_path / "c.json").write_text("[]", encoding="utf-8")
    with pytest.raises(BronFout) as fout:
        read_snapshots(tmp_path)
    assert len(fout.value.problemen) == 3
    assert "geen leesbare JSON" in fout.value.problemen[0]
    assert "mist extensie" in fout.value.problemen[1]


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doel = tmp_path / "a.txt"
    write_atomair(doel, b"oud")

    def breek(self: Path, target: Path) -> Path:
        raise OSError(28, f"schijf vol bij {self} naar {target}")

    monkeypatch.setattr(Path, "replace", breek)
    with pytest.raises(OSError, match="schijf vol"):
        write_atomair(doel, b"nieuw")
    assert [pad.name for pad in tmp_path.iterdir()] == ["a.txt"]
    assert doel.read_bytes() == b"oud"
