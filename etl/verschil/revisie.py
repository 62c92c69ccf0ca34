"""The log of changed figures: what each build found, carried over from warehouse to warehouse."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from etl.publicatie import SCHEMA, insert_tabel
from etl.verschil.cellen import build_cellen

MAX_PER_CIJFER = 5
"""Older revisions of the same figure are forgotten, so that the log cannot grow without end."""
_TABELLEN = ("indicator", "snapshot", "kanttekening", "waarneming")
_KWIJT = (
    "het vorige warehouse is beschadigd; de lijst met veranderde cijfers is niet over te nemen en "
    "begint opnieuw"
)
_NIET_VERGELEKEN = (
    "het vorige warehouse is beschadigd of van een andere versie; wat er sinds de vorige bouw in "
    "de cijfers veranderde, is niet na te gaan"
)


@dataclass(frozen=True)
class Revisies:
    """The log for a new warehouse.

    Attributes:
        tabel: table `revisie`.
        sinds: from this moment on the log knows of changes (UTC, no zone).
        opmerkingen: what could not be carried over, in Dutch.
    """

    tabel: pa.Table
    sinds: datetime
    opmerkingen: tuple[str, ...] = ()


def build_revisies(doel: Path, tabellen: Mapping[str, pd.DataFrame], nu: datetime) -> Revisies:
    """Carry the log of the present warehouse over and add what changes with the new figures.

    A damaged warehouse costs only what cannot be read of it: its log, the comparison, or both.

    Args:
        doel: the warehouse that will be replaced; need not exist.
        tabellen: tables of the new one.
        nu: the moment of the build (UTC, no zone).
    """
    with duckdb.connect() as db:
        db.execute("CREATE SCHEMA nieuw")
        db.execute("USE nieuw")
        db.execute(SCHEMA.read_text(encoding="utf-8"))
        if not doel.exists():
            return Revisies(_read_log(db), nu)
        pad = str(doel).replace("'", "''")
        if not _try(db, f"ATTACH '{pad}' AS oud (READ_ONLY, TYPE duckdb)"):
            return Revisies(_read_log(db), nu, (_KWIJT,))
        sinds, opmerkingen = _carry_over(db, nu)
        for naam in _TABELLEN:
            insert_tabel(db, naam, tabellen[naam])
        if not _add_nieuwe(db, nu):
            opmerkingen = (*opmerkingen, _NIET_VERGELEKEN)
        return Revisies(_read_log(db), sinds, opmerkingen)


def _try(db: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, object] = {}) -> bool:
    try:
        db.execute(sql, dict(parameters))
    except duckdb.Error:
        return False
    return True


def _carry_over(db: duckdb.DuckDBPyConnection, nu: datetime) -> tuple[datetime, tuple[str, ...]]:
    """Copy the old log; a warehouse from before there was one has none, and that is no loss."""
    tabellen = db.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'oud'")
    if ("revisie",) not in tabellen.fetchall():
        return _read_moment(db, "SELECT gebouwd_op FROM oud.bouw") or nu, ()
    if not _try(db, "INSERT INTO nieuw.revisie BY NAME FROM oud.revisie"):
        return nu, (_KWIJT,)
    eerste = "SELECT min(gevonden_op) FROM nieuw.revisie"
    return (
        _read_moment(db, "SELECT revisies_sinds FROM oud.bouw") or _read_moment(db, eerste) or nu
    ), ()


def _read_moment(db: duckdb.DuckDBPyConnection, sql: str) -> datetime | None:
    try:
        rijen = db.execute(sql).fetchall()
    except duckdb.Error:
        return None
    return rijen[0][0] if rijen else None


def _add_nieuwe(db: duckdb.DuckDBPyConnection, nu: datetime) -> bool:
    """Add the changes between the old figures and the new ones; False when the old are unreadable.

    A figure that came from a computation of ours and now from the source was not revised by it.
    """
    cellen = build_cellen(
        oud="(FROM oud.waarneming WHERE indeling_jaar = 0 AND herkomst IN ('bron', 'import'))",
        nieuw="(FROM nieuw.waarneming WHERE indeling_jaar = 0)",
        oud_stap="(SELECT indicator_id, afronding AS stap FROM oud.indicator)",
        nieuw_stap="(SELECT indicator_id, afronding AS stap FROM nieuw.indicator)",
    )
    return _try(db, cellen) and _try(db, _NIEUW, {"nu": nu})


def _read_log(db: duckdb.DuckDBPyConnection) -> pa.Table:
    return db.sql(_LOG, params={"hoogstens": MAX_PER_CIJFER}).to_arrow_table()


_GECORRIGEERD = """EXISTS (FROM {kant}.kanttekening k
        WHERE k.soort IN ('ingehouden', 'gecorrigeerd') AND k.indicator_id = c.indicator_id
        AND k.regio_code IN ('*', c.regio_code)
        AND k.periode_code IN ('*', c.periode_code))"""
_NIEUW = f"""
INSERT INTO nieuw.revisie BY NAME
WITH reeks AS (
    SELECT indicator_id, left(regio_code, 2) AS soort,
        arg_max(snapshot_id, periode_code) AS snapshot_id, arg_max(herkomst, periode_code) AS hoe
    FROM nieuw.waarneming WHERE indeling_jaar = 0 AND herkomst IN ('bron', 'import') GROUP BY ALL
), regel AS (
    SELECT c.* REPLACE (coalesce(c.snapshot_nieuw, r.snapshot_id) AS snapshot_nieuw),
        coalesce(c.herkomst_nieuw, r.hoe) AS hoe_nieuw,
        {_GECORRIGEERD.format(kant="oud")} <> {_GECORRIGEERD.format(kant="nieuw")} AS correctie,
        io.eenheid <> i.eenheid AS andere_eenheid
    FROM cel c JOIN oud.indicator io USING (indicator_id)
    JOIN nieuw.indicator i USING (indicator_id)
    LEFT JOIN reeks r ON r.indicator_id = c.indicator_id AND r.soort = left(c.regio_code, 2)
    WHERE wat IN ('herzien', 'gevuld', 'leeg', 'weg')
    OR (wat = 'status' AND 'onbekend' NOT IN (status_oud, status_nieuw))
)
SELECT indicator_id, regio_code, periode_code, wat, CASE
        WHEN 'import' IN (herkomst_oud, hoe_nieuw) THEN 'eigen_import'
        WHEN snapshot_oud = snapshot_nieuw OR correctie OR andere_eenheid THEN 'correctie'
        WHEN hoe_nieuw = 'bron' AND so.bron = sn.bron AND so.tabel IS NOT DISTINCT FROM sn.tabel
            THEN 'editie'
        ELSE 'andere_bron' END AS oorzaak,
    oud, nieuw, status_oud, status_nieuw, so.editie AS editie_oud, sn.editie AS editie_nieuw,
    snapshot_oud, snapshot_nieuw, $nu AS gevonden_op
FROM regel LEFT JOIN oud.snapshot so ON so.snapshot_id = snapshot_oud
LEFT JOIN nieuw.snapshot sn ON sn.snapshot_id = snapshot_nieuw
"""  # noqa: S608 - own names
_LOG = """
FROM nieuw.revisie
QUALIFY row_number() OVER (
    PARTITION BY indicator_id, regio_code, periode_code ORDER BY gevonden_op DESC
) <= $hoogstens
ORDER BY gevonden_op, indicator_id, regio_code, periode_code
"""
