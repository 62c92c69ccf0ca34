"""A real dashboard on a free port, for browser tests and benchmarks."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

WORTEL = Path(__file__).resolve().parents[1]
_START_S = 90


@contextmanager
def run_dashboard(
    warehouse: Path, *, poort: int | None = None, hard: bool = False, **omgeving: str
) -> Iterator[str]:
    """Start `streamlit run dashboard.py` on this warehouse and give its address.

    Args:
        warehouse: the figures.
        poort: to listen on; None = any that is free.
        hard: kill the server at the end, as a power cut would.
        omgeving: more environment.

    Raises:
        RuntimeError: the server stopped, or did not answer in time; with its last output.
    """
    poort = poort or find_poort()
    adres = f"http://127.0.0.1:{poort}"
    with tempfile.TemporaryFile() as uitvoer, subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(poort),
         "--server.address", "127.0.0.1"],
        cwd=WORTEL,
        env={**os.environ, "WELVAART_WAREHOUSE": str(warehouse), **omgeving},
        stdout=uitvoer,
        stderr=subprocess.STDOUT,
    ) as proces:  # fmt: skip
        try:
            _wait_for(adres, proces, uitvoer)
            yield adres
        finally:
            (proces.kill if hard else proces.terminate)()
            try:
                proces.wait(timeout=20)
            except subprocess.TimeoutExpired:
                proces.kill()
                proces.wait()


def find_poort() -> int:
    """A port that is free now."""
    with socket.socket() as stopcontact:
        stopcontact.bind(("127.0.0.1", 0))
        return int(stopcontact.getsockname()[1])


def _wait_for(adres: str, proces: subprocess.Popen[bytes], uitvoer: IO[bytes]) -> None:
    einde = time.monotonic() + _START_S
    while time.monotonic() < einde:
        if proces.poll() is not None:
            uitvoer.seek(0)
            tekst = uitvoer.read().decode(errors="replace")
            raise RuntimeError(f"het dashboard stopte: {tekst[-2000:]}")
        try:
            with urllib.request.urlopen(f"{adres}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("het dashboard kwam niet op tijd op")
