"""`make dashboard` builds what is new and starts; a refused build keeps old figures on screen."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

WORTEL = Path(__file__).resolve().parents[1]
PYTHON = """#!/bin/sh
echo "$*" >> {log}
case "$*" in "-m etl build") exit {code};; esac
"""

pytestmark = pytest.mark.skipif(
    os.name == "nt" or shutil.which("make") is None, reason="make is er niet"
)


def run_make(map_: Path, code: int) -> tuple[int, list[str], str]:
    """Run `make dashboard` with a stand-in for Python of which the build ends with `code`.

    Returns:
        The exit code, what Python was asked to do, and what is printed.
    """
    bin_ = map_ / "venv" / "bin"
    bin_.mkdir(parents=True)
    (bin_ / "python").write_text(PYTHON.format(log=map_ / "log", code=code), encoding="utf-8")
    (bin_ / "python").chmod(0o755)
    (map_ / "venv" / ".app").touch()
    kaal = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("MAKE")}
    uit = subprocess.run(
        ["make", "dashboard", f"VENV={map_ / 'venv'}", "PORT=9999"],
        cwd=WORTEL,
        env={**kaal, "WELVAART_WAREHOUSE": str(map_ / "w.duckdb")},
        capture_output=True,
        text=True,
        check=False,
    )
    return uit.returncode, (map_ / "log").read_text("utf-8").splitlines(), uit.stdout


START = "-m streamlit run dashboard.py --server.port 9999"


@pytest.mark.parametrize("eerder", [True, False])
def test_dashboard_builds_what_is_new_and_starts(tmp_path: Path, eerder: bool) -> None:
    if eerder:
        (tmp_path / "w.duckdb").write_bytes(b"cijfers van een vorige versie")
    code, gevraagd, tekst = run_make(tmp_path, 0)
    assert (code, gevraagd) == (0, ["-m etl build", START])
    assert "vorige" not in tekst


def test_a_refused_build_starts_with_the_figures_there_were(tmp_path: Path) -> None:
    (tmp_path / "w.duckdb").write_bytes(b"oude cijfers")
    code, gevraagd, tekst = run_make(tmp_path, 1)
    assert (code, gevraagd) == (0, ["-m etl build", START])
    assert "het dashboard start met de vorige" in tekst


def test_without_any_figures_nothing_starts(tmp_path: Path) -> None:
    code, gevraagd, _ = run_make(tmp_path, 1)
    assert code != 0
    assert gevraagd == ["-m etl build"]
