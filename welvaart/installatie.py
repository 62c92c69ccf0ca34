"""Where this installation has its files: beside `dashboard.py`, unless a setting says otherwise.

Only here folders are counted, so that a module that moves keeps finding what it reads.
"""

import os
from pathlib import Path
from typing import Final

WORTEL: Final = Path(__file__).resolve().parents[1]
"""The folder of `dashboard.py`."""
STATISCH: Final = WORTEL / "static"
"""What a browser may fetch: style, scripts, and the borders of areas."""


def get_warehouse() -> Path:
    """The warehouse: WELVAART_WAREHOUSE, else `warehouse.duckdb`."""
    return Path(os.environ.get("WELVAART_WAREHOUSE") or WORTEL / "warehouse.duckdb")


def get_dossieradres() -> str:
    """URL of the dossiers: WELVAART_DOSSIERS, else `dossiers.sqlite`."""
    return os.environ.get("WELVAART_DOSSIERS") or f"sqlite:///{WORTEL / 'dossiers.sqlite'}"
