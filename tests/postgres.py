"""A PostgreSQL of its own for the tests: a throw-away cluster, started as an ordinary user."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_GEBRUIKER = "postgres"


def find_programma(naam: str) -> str | None:
    """Path of a program of PostgreSQL; Debian keeps them off the PATH."""
    plekken = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{naam}"), reverse=True)
    return shutil.which(naam) or (str(plekken[0]) if plekken else None)


def _find_poort() -> int:
    with socket.socket() as los:
        los.bind(("127.0.0.1", 0))
        return int(los.getsockname()[1])


def _as_gebruiker(opdracht: list[str]) -> None:
    """Run a program that refuses to run as root."""
    if os.geteuid() == 0:
        opdracht = ["runuser", "-u", _GEBRUIKER, "--", *opdracht]
    subprocess.run(opdracht, check=True, capture_output=True, timeout=60, cwd="/")


@contextmanager
def run_postgres(map_: Path) -> Iterator[str]:
    """Start a server in a folder; gives the SQLAlchemy URL of an empty database."""
    initdb, pg_ctl = find_programma("initdb"), find_programma("pg_ctl")
    assert initdb and pg_ctl
    if os.geteuid() == 0:
        shutil.chown(map_, _GEBRUIKER)
        for ouder in map_.parents:  # the server's user must be able to reach its folder
            if ouder.stat().st_uid == 0 and not ouder.stat().st_mode & 0o001:
                ouder.chmod(ouder.stat().st_mode | 0o011)
    data, poort = map_ / "data", _find_poort()
    _as_gebruiker([initdb, "-D", str(data), "-A", "trust", "-U", _GEBRUIKER, "--no-sync"])
    keuzes = f"-p {poort} -k {map_} -c listen_addresses=127.0.0.1 -c fsync=off"
    _as_gebruiker([pg_ctl, "-D", str(data), "-o", keuzes, "-l", str(map_ / "log"), "-w", "start"])
    try:
        yield f"postgresql+psycopg://{_GEBRUIKER}@127.0.0.1:{poort}/postgres"
    finally:
        _as_gebruiker([pg_ctl, "-D", str(data), "-m", "immediate", "stop"])
