"""The process that the dashboard starts works with the same files, whatever folder it runs in."""

from pathlib import Path

import pytest

from welvaart.proces.etlproces import build_proces


def test_paths_of_the_settings_hold_in_the_folder_of_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WELVAART_SNAPSHOTS", "mijn/snapshots")
    monkeypatch.setenv("WELVAART_WAREHOUSE", "ander.duckdb")
    monkeypatch.setenv("WELVAART_CATALOGUS", "")
    proces = build_proces(["build"], WELVAART_WAREHOUSE=Path("w.duckdb"))
    assert proces["args"][1:] == ["-m", "etl", "build"]
    assert proces["cwd"] != tmp_path
    assert proces["env"]["WELVAART_SNAPSHOTS"] == str(tmp_path / "mijn" / "snapshots")
    assert proces["env"]["WELVAART_WAREHOUSE"] == str(tmp_path / "w.duckdb")
    assert proces["env"]["WELVAART_CATALOGUS"] == ""


def test_without_settings_the_process_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("WELVAART_WAREHOUSE", "WELVAART_CATALOGUS", "WELVAART_SNAPSHOTS"):
        monkeypatch.delenv(naam, raising=False)
    assert not [
        n for n in build_proces([])["env"] if n in ("WELVAART_WAREHOUSE", "WELVAART_SNAPSHOTS")
    ]
