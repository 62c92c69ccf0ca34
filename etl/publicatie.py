"""Publish by replace: one build at a time, a new file beside the old one, then swapped in.

A reader never sees a half-written warehouse: until the swap the old file stands untouched, and
the swap itself is one step of the operating system (ADR 0003).
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from welvaart.fouten import WarehouseFout
from welvaart.proces.slot import lock_bestand

SCHEMA = Path(__file__).with_name("schema.sql")
_STUK = 122_880
"""Rows written at a time: as many as DuckDB itself keeps together."""


@dataclass(frozen=True, slots=True)
class Vorige:
    """What the present warehouse holds, as far as the next build needs it.

    Attributes:
        bouw_id: fingerprint of everything that went into it.
        rijen: number of waarnemingen.
        gevuld: indicator_id → number of filled waarnemingen, without those of deelgebieden.
        regio_codes: all codes of table regio, without deelgebieden.
        per_periode: (indicator_id, periode_code) → number of filled waarnemingen, likewise.
    """

    bouw_id: str
    rijen: int
    gevuld: Mapping[str, int]
    regio_codes: frozenset[str]
    per_periode: Mapping[tuple[str, str], int]


@contextmanager
def lock_bouw(doel: Path, wacht_s: float) -> Iterator[None]:
    """Hold the right to build `doel` while the block runs.

    Raises:
        WarehouseFout: another build is still running after wacht_s seconds.
    """
    melding = (
        f"{doel.name} wordt al gebouwd door een ander programma, al {wacht_s:.0f}"
        " seconden; wacht tot dat klaar is en probeer het opnieuw"
    )
    with lock_bestand(doel.with_name(f"{doel.name}.slot"), wacht_s, melding):
        yield


def remove_resten(doel: Path) -> list[str]:
    """Remove the unfinished files of builds that died; only while the lock is held.

    Returns:
        Names of the removed files, sorted.
    """
    resten = sorted(doel.parent.glob(f"{doel.name}.nieuw-*"))
    for rest in resten:
        rest.unlink()
    return [rest.name for rest in resten]


def read_vorige(doel: Path) -> Vorige | None:
    """Read what the present warehouse holds; None when there is none or it is not healthy.

    Healthy: it opens, it has the tables of today, and it holds as many rows as it says itself.
    """
    if not doel.exists():
        return None
    try:
        with duckdb.connect() as verbinding:
            pad = str(doel).replace("'", "''")
            verbinding.execute(f"ATTACH '{pad}' AS oud (READ_ONLY)")
            bouw = verbinding.execute("SELECT bouw_id, rijen FROM oud.bouw").fetchall()
            cellen = verbinding.execute(
                "SELECT indicator_id, periode_code, count(*) AS rijen, count(waarde) FILTER"
                " (regio_code NOT LIKE 'EI%') AS gevuld"
                " FROM oud.waarneming GROUP BY ALL ORDER BY ALL"
            ).fetchall()
            regios = verbinding.execute(
                "SELECT regio_code FROM oud.regio WHERE regio_code NOT LIKE 'EI%'"
            ).fetchall()
    except duckdb.Error:
        return None
    if len(bouw) != 1 or bouw[0][1] != sum(rijen for _, _, rijen, _ in cellen):
        return None
    gevuld: Counter[str] = Counter()
    for indicator_id, _, _, n in cellen:
        gevuld[indicator_id] += n
    return Vorige(
        bouw_id=bouw[0][0],
        rijen=bouw[0][1],
        gevuld=dict(gevuld),
        regio_codes=frozenset(code for (code,) in regios),
        per_periode={(indicator_id, periode): n for indicator_id, periode, _, n in cellen},
    )


def write_warehouse(doel: Path, tabellen: Mapping[str, pd.DataFrame | pa.Table]) -> Path:
    """Write all tables to a new file beside `doel`; the last table given is written last.

    Args:
        doel: the warehouse this will become.
        tabellen: name in schema.sql → frame with at least its columns, in any order.

    Returns:
        Path of the new file, closed and on disk.

    Raises:
        WarehouseFout: the figures do not fit the schema.
    """
    nieuw = doel.with_name(f"{doel.name}.nieuw-{os.getpid()}")
    try:
        with duckdb.connect(str(nieuw)) as verbinding:
            verbinding.execute(SCHEMA.read_text(encoding="utf-8"))
            for naam, frame in tabellen.items():
                insert_tabel(verbinding, naam, frame)
    except duckdb.Error as fout:
        nieuw.unlink(missing_ok=True)
        raise WarehouseFout(
            f"{doel.name}: de cijfers passen niet in het schema ({fout}); het oude bestand blijft"
            " staan. Meld dit aan de beheerder"
        ) from fout
    return nieuw


def insert_tabel(
    verbinding: duckdb.DuckDBPyConnection, naam: str, frame: pd.DataFrame | pa.Table
) -> None:
    """Fill a table of schema.sql; columns go by name, those it does not have are an error."""
    for begin in range(0, len(frame), _STUK) or (0,):  # one copy of a part, not of all of it
        verbinding.register("invoer", _to_arrow(frame, begin))
        verbinding.execute(f"INSERT INTO {naam} BY NAME SELECT * FROM invoer")  # noqa: S608 - own name
        verbinding.unregister("invoer")


def _to_arrow(frame: pd.DataFrame | pa.Table, begin: int) -> pa.Table:
    if isinstance(frame, pa.Table):
        return frame.slice(begin, _STUK)
    return pa.Table.from_pandas(frame.iloc[begin : begin + _STUK], preserve_index=False)


def publish(nieuw: Path, doel: Path) -> None:
    """Swap the new file in, on disk for good.

    Raises:
        WarehouseFout: another program holds the file (Windows); the old one stays.
    """
    with nieuw.open("rb+") as bestand:
        os.fsync(bestand.fileno())
    try:
        nieuw.replace(doel)
    except PermissionError as fout:
        nieuw.unlink(missing_ok=True)
        raise WarehouseFout(
            f"{doel.name} is in gebruik door een ander programma en is niet vervangen; sluit het"
            " dashboard, Excel of Power BI en bouw opnieuw"
        ) from fout
