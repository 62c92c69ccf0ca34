"""The benches: their server gives every client the same rows, and their sums are right."""

import re
import sys
from pathlib import Path

import cbsodata
import pytest

from etl.bronnen.bestand.tabel import read_tabel
from etl.geheugen import limit_geheugen
from tests import bench, bench_eigen, bench_ophalen
from tests.bench import compute_p95
from tests.bench_documenten import describe_kliks, find_binnen
from tests.bench_ophalen import TABEL, BenchServer, Meting, describe_metingen


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
        voor = cbsodata.options.use_https
        cbsodata.options.use_https = False
        try:
            kaal = cbsodata.get_data(TABEL, catalog_url=server.host)
        finally:
            cbsodata.options.use_https = voor
        assert len({(rij["RegioS"], rij["Perioden"]) for rij in kaal}) == 80
        assert len(kaal[0]) == 11
        opdrachten = bench_ophalen._build_opdrachten(tmp_path, server.basis)
        for naam, opdracht, omgeving in opdrachten[1:]:
            duur_s, piek_mb = bench_ophalen._run(opdracht, omgeving)
            assert duur_s > 0, naam
            assert piek_mb > 0, naam
    sidecars = [pad.read_text() for pad in (tmp_path / "snapshots").glob("*.json")]
    assert [len(re.findall(r'"rijen": 80\b', sidecar)) for sidecar in sidecars] == [1, 1]


def test_how_many_times_as_fast_follows_from_the_durations() -> None:
    metingen = {
        "cbsodata.get_data + DataFrame": Meting(33.9, 732.4),
        "etl fetch, CBS v4": Meting(9.04, 188.0),
        "etl fetch, CBS v3": Meting(67.8, 199.6),
    }
    assert describe_metingen(metingen, 0.5) == [
        ("cbsodata.get_data + DataFrame, 0.5 s per verzoek", "33.9 s, piek 732 MB"),
        ("etl fetch, CBS v4, 0.5 s per verzoek", "9.0 s (3.8 keer zo snel), piek 188 MB"),
        ("etl fetch, CBS v3, 0.5 s per verzoek", "67.8 s (0.5 keer zo snel), piek 200 MB"),
    ]


def test_a_meting_is_the_median_duration_and_the_highest_peak(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    duren = iter([(9.0, 100.0), (1.0, 120.0), (2.0, 110.0)])
    monkeypatch.setattr(bench_ophalen, "_build_opdrachten", lambda *_: [("een", [], {})])
    monkeypatch.setattr(bench_ophalen, "_run", lambda *_: next(duren))
    assert bench_ophalen._time_clients("http://nergens") == {"een": Meting(2.0, 120.0)}


@pytest.mark.parametrize(
    ("duren", "p95"),
    [
        ([0.04], 0.04),
        ([3, 1, 2], 3),
        (list(range(1, 101)), 96),  # 95 of the hundred are faster
        (list(range(20)), 19),
    ],
)
def test_of_a_hundred_clicks_95_are_faster_than_the_p95(duren: list[float], p95: float) -> None:
    assert compute_p95(duren) == p95


def test_a_client_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="eindigde met 3"):
        bench_ophalen._run([sys.executable, "-c", "raise SystemExit(3)"], {})


def test_the_figures_of_fetching_replace_only_their_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    pad = tmp_path / "docs" / "benchmarks.md"
    pad.write_text(
        "# Benchmarks\n\nEerst.\n\n## Ophalen\n\nUitleg.\n\noud\n\n## Documenten\n\nLaatst.\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(bench, "WORTEL", tmp_path)
    for waarde in ("1 s", "2 s"):
        bench._write_deel("Ophalen", [("proef", waarde)])
    tekst = pad.read_text(encoding="utf-8")
    assert tekst.startswith("# Benchmarks\n\nEerst.\n\n## Ophalen\n\nUitleg.\n\n")
    assert tekst.endswith("| proef | 2 s |\n\n## Documenten\n\nLaatst.\n")
    assert "1 s" not in tekst
    assert "proef" in capsys.readouterr().out


@pytest.mark.parametrize("systeem", ["linux", "win32"])
def test_memory_is_limited_where_it_can_be(monkeypatch: pytest.MonkeyPatch, systeem: str) -> None:
    monkeypatch.setattr("etl.geheugen.sys", type("Systeem", (), {"platform": systeem}))
    monkeypatch.delenv("ARROW_DEFAULT_MEMORY_POOL", raising=False)
    limit_geheugen()
    monkeypatch.setattr("etl.geheugen.ctypes.CDLL", lambda _: object())  # as with musl
    limit_geheugen()


def test_a_click_counts_when_some_of_it_falls_while_a_document_is_made() -> None:
    kliks = [(0.0, 0.5), (0.9, 0.2), (1.5, 0.1), (1.9, 0.4), (2.1, 0.1), (0.5, 3.0)]
    assert find_binnen(kliks, [(1.0, 2.0)]) == [0.2, 0.1, 0.4, 3.0]
    assert describe_kliks("a", [0.1] * 19 + [0.3]) == ("a", "mediaan 100 ms, p95 300 ms")
    assert describe_kliks("a", []) == ("a", "niet gemeten")


def test_every_large_file_of_the_bench_is_read_or_refused_as_it_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bench_eigen, "MAX_RIJEN", 70)
    gemeenten = bench_eigen._load_gemeenten()[:3]
    for geval in bench_eigen.GEVALLEN[:3]:
        pad = tmp_path / ("a.xlsx" if geval.write is bench_eigen.write_excel else "a.csv")
        geval.write(pad, gemeenten)
        assert len(read_tabel(pad.read_bytes(), pad.name)) >= 18
        mb, tijd_s = bench_eigen._run(
            ["import", str(pad), "--proef", *geval.opties], tmp_path, geval.code
        )
        assert mb > 0
        assert tijd_s > 0
    with pytest.raises(RuntimeError, match="eindigde met 2"):
        bench_eigen._run(["import"], tmp_path, 0)
    assert bench_eigen._format([(100.4, 2.0), (253.0, 1.0), (99.0, 9.0)]) == "253 MB, 2,0 s"
