"""The way from the dashboard to the ETL: a process of its own that answers in JSON.

The dashboard does not import `etl` (its libraries would slow every page down), and a build may not
keep the pages waiting. Who else runs at the same time is settled by the locks of the ETL.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from welvaart.installatie import WORTEL

PROEF_S, BOUW_S = 120.0, 600.0
"""How long a trial and a build may take, in seconds."""
_GEEN_ANTWOORD = "De cijfers konden niet worden verwerkt. Probeer het opnieuw; lukt het weer niet, "
_TE_LANG = "Het duurde te lang en is gestopt; er is niets veranderd. Probeer het straks opnieuw."
_PADEN = ("WELVAART_WAREHOUSE", "WELVAART_CATALOGUS", "WELVAART_SNAPSHOTS")


def build_proces(argumenten: Sequence[str], **paden: Path) -> dict[str, Any]:
    """How to start `python -m etl …`, as arguments of `subprocess`.

    It runs in the project folder and not in ours, so the paths in its environment are absolute.

    Args:
        argumenten: of the command; passed as they are, never through a shell.
        paden: settings that go before those of our own environment.
    """
    eigen = {naam: Path(waarde) for naam in _PADEN if (waarde := os.environ.get(naam))}
    absoluut = {naam: str(pad.absolute()) for naam, pad in {**eigen, **paden}.items()}
    return {
        "args": [sys.executable, "-m", "etl", *argumenten],
        "cwd": WORTEL,
        "env": {**os.environ, **absoluut},
    }


def run_etl(
    argumenten: Sequence[str], *, wacht_s: float, invoer: bytes | None = None
) -> dict[str, Any]:
    """Run `python -m etl …` and return its JSON answer.

    Args:
        argumenten: of the command, with --json.
        invoer: what the command reads from stdin, if anything.
        wacht_s: after so many seconds the process is stopped.

    Returns:
        What the command prints: at least `goed`, and `problemen` when it was refused. When it
        stops without an answer, `goed` is False and the problem says so.
    """
    try:
        klaar = subprocess.run(
            **build_proces(argumenten),
            capture_output=True,
            input=invoer,
            timeout=wacht_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"goed": False, "problemen": [_TE_LANG]}
    except (OSError, ValueError) as fout:
        return {"goed": False, "problemen": [f"{_GEEN_ANTWOORD}meld dan: {fout}"]}
    try:
        antwoord = json.loads(klaar.stdout)
    except ValueError:
        antwoord = None
    if isinstance(antwoord, dict) and "goed" in antwoord:
        return antwoord
    regels = klaar.stderr.decode(errors="replace").strip().splitlines()
    laatste = regels[-1] if regels else f"code {klaar.returncode}"
    return {"goed": False, "problemen": [f"{_GEEN_ANTWOORD}meld dan: {laatste}"]}
