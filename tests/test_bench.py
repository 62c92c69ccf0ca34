"""The bench of fetching: its server gives every client the same rows, and it measures a child."""

import sys
from pathlib import Path

import cbsodata
import pytest

from etl.geheugen import limit_geheugen
from tests import bench, bench_ophalen
from tests.bench_ophalen import TABEL, BenchServer


@pytest.fixture
def klein(monkeypatch: pytest.MonkeyPatch) -> BenchServer:
    """The same server with 20 regio's and 4 months: 80 rows, two months to a page."""
    monkeypatch.setattr(bench_ophalen, "REGIOS", 20)
    monkeypatch.setattr(bench_ophalen, "PERIODEN", 4)
    monkeypatch.setattr(bench_ophalen, "RIJEN", 80)
    monkeypatch.setattr(bench_ophalen, "PAGINA", 40)
    return BenchServer({TABEL: bench_ophalen._build_tabel()})


def test_the_bench_server_gives_every_row_once_whoever_asks(
    klein: BenchServer, tmp_path: Path
) -> None:
    with klein as server:
        cbsodata.options.use_https = False
        try:
            host = server.basis.removeprefix("http://")
            kaal = cbsodata.get_data(TABEL, catalog_url=host)
        finally:
            cbsodata.options.use_https = True
        assert len({(rij["RegioS"], rij["Perioden"]) for rij in kaal}) == 80
        assert len(kaal[0]) == 11
        opdrachten = bench_ophalen._build_opdrachten(tmp_path, server.basis)
        for naam, opdracht, omgeving in opdrachten[1:]:
            duur_s, piek_mb = bench_ophalen._run(opdracht, omgeving)
            assert duur_s > 0.1, naam
            assert 50 < piek_mb < 1000, naam
    rijen = [pad.read_text() for pad in (tmp_path / "snapshots").glob("*.json")]
    assert len(rijen) == 2
    assert all('"rijen": 80' in sidecar for sidecar in rijen)


def test_a_client_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="eindigde met 3"):
        bench_ophalen._run([sys.executable, "-c", "raise SystemExit(3)"], {})


def test_one_part_is_written_and_the_other_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    pad = tmp_path / "docs" / "benchmarks.md"
    pad.write_text("# Benchmarks\n\n## Scherm en bouw\n\nEerst.\n", encoding="utf-8")
    monkeypatch.setattr(bench, "WORTEL", tmp_path)
    for waarde in ("1 s", "2 s"):
        bench._write("ophalen", [("proef", waarde)], 0.25)
    tekst = pad.read_text(encoding="utf-8")
    assert tekst.count("## ") == 2
    assert "## Scherm en bouw\n\nEerst.\n" in tekst
    assert "wachtrij van de machine bij het begin 0,2" in tekst
    assert "| proef | 2 s |" in tekst
    assert "1 s" not in tekst
    assert "proef" in capsys.readouterr().out


@pytest.mark.parametrize("systeem", ["linux", "win32"])
def test_memory_is_limited_where_it_can_be(monkeypatch: pytest.MonkeyPatch, systeem: str) -> None:
    monkeypatch.setattr("etl.geheugen.sys", replace_platform(systeem))
    limit_geheugen()
    monkeypatch.setattr("etl.geheugen.ctypes.CDLL", lambda _: object())  # as with musl
    limit_geheugen()


def replace_platform(systeem: str) -> object:
    return type("Systeem", (), {"platform": systeem})
