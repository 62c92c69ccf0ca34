"""Hold two warehouses side by side; both are only read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd

from etl.verschil.cellen import ERBIJ, WEG, build_cellen
from welvaart.fouten import WarehouseFout

ANDERS = "anders"
_NODIG = {
    "bouw": ("bouw_id", "gebouwd_op", "versie", "rijen"),
    "indicator": ("indicator_id", "titel", "eenheid", "decimalen", "richting", "definitie"),
    "regio": ("regio_code", "regio_naam", "soort"),
    "snapshot": ("snapshot_id", "bron", "tabel", "editie"),
    "waarneming": (
        *("indicator_id", "regio_code", "periode_code", "indeling_jaar", "waarde", "onder"),
        *("boven", "status", "ontbreekt_omdat", "herkomst", "snapshot_id"),
    ),
}
_BESCHRIJVING = ("titel", "eenheid", "richting", "definitie")


@dataclass(frozen=True, slots=True)
class Kant:
    """One of the two warehouses."""

    pad: Path
    gebouwd_op: datetime
    versie: str
    rijen: int


@dataclass(frozen=True, slots=True)
class Anders:
    """An indicator, regio or period that came, went or changed.

    Attributes:
        soort: erbij | weg | anders.
        code: indicator_id, regio_code or periode_code.
        naam: in words; of a period the indicator_id.
        veld: what changed, of an indicator that stayed; the kind, of a regio.
        oud: its old text.
        nieuw: its new text.
        cijfers: filled figures that came or went with it.
    """

    soort: str
    code: str
    naam: str
    veld: str = ""
    oud: str = ""
    nieuw: str = ""
    cijfers: int = 0


@dataclass(frozen=True)
class Verschil:
    """What changed between two warehouses.

    Attributes:
        oud: the old one.
        nieuw: the new one.
        indicatoren: that came, went, or are described otherwise.
        regios: that came, went, or got another name.
        perioden: that an indicator got or lost as a whole.
        bronnen: editions that came and went: (soort, "bron, tabel, editie").
        cijfers: changed published and computed figures (indeling_jaar 0), without those of
            `perioden`: the columns of table `cel`, regio_naam and titel, decimalen.
        herrekend: how many rows recomputed to another indeling changed.
    """

    oud: Kant
    nieuw: Kant
    indicatoren: tuple[Anders, ...]
    regios: tuple[Anders, ...]
    perioden: tuple[Anders, ...]
    bronnen: tuple[tuple[str, str], ...]
    cijfers: pd.DataFrame
    herrekend: int

    @property
    def gelijk(self) -> bool:
        """True when no figure, indicator, regio or period differs; editions may."""
        delen = (self.indicatoren, self.regios, self.perioden)
        return not (any(delen) or len(self.cijfers) or self.herrekend)


def compare(oud: Path, nieuw: Path) -> Verschil:
    """Hold two warehouses side by side.

    Raises:
        WarehouseFout: one of them is missing, damaged, in use by a writer or no warehouse.
    """
    for pad in (oud, nieuw):
        if not pad.is_file():
            raise WarehouseFout(f"{pad} bestaat niet of is geen bestand; controleer de naam")
    with duckdb.connect() as db:
        zelfde = oud.samefile(nieuw)
        _attach(db, oud, "oud")
        if zelfde:
            db.execute("CREATE SCHEMA nieuw")
            for naam in _NODIG:
                db.execute(f"CREATE VIEW nieuw.{naam} AS FROM oud.main.{naam}")
        else:
            _attach(db, nieuw, "nieuw")
        with _explain(f"{oud.name} en {nieuw.name}"):
            return _compare(db, oud, nieuw)


@contextmanager
def _explain(wat: str) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as fout:
        bezig = isinstance(fout, duckdb.IOException) and "lock" in str(fout).lower()
        reden = (
            "een ander programma schrijft erin; sluit dat en probeer het opnieuw"
            if bezig
            else "geen leesbaar warehouse (beschadigd, of een ander soort bestand); kies een ander "
            'bestand of maak het opnieuw met "python -m etl build"'
        )
        raise WarehouseFout(f"{wat}: {reden}") from fout


def _attach(db: duckdb.DuckDBPyConnection, pad: Path, naam: str) -> None:
    tekst = str(pad).replace("'", "''")
    with _explain(str(pad)):
        db.execute(f"ATTACH '{tekst}' AS {naam} (READ_ONLY, TYPE duckdb)")
        rijen = db.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = $naam",
            {"naam": naam},
        ).fetchall()
    mist = [
        f"{tabel}.{kolom}"
        for tabel, kolommen in _NODIG.items()
        for kolom in kolommen
        if (tabel, kolom) not in rijen
    ]
    if mist:
        meer = " …" if len(mist) > 3 else ""
        raise WarehouseFout(
            f"{pad}: geen warehouse van deze monitor: {', '.join(mist[:3])}{meer} ontbreekt; kies "
            'een ander bestand of maak het opnieuw met "python -m etl build"'
        )


def _compare(db: duckdb.DuckDBPyConnection, oud: Path, nieuw: Path) -> Verschil:
    sql = build_cellen(
        oud="oud.waarneming",
        nieuw="nieuw.waarneming",
        oud_stap=_build_stap(db, "oud"),
        nieuw_stap=_build_stap(db, "nieuw"),
    )
    db.execute(sql)
    db.execute(_HELE_PERIODE)
    cijfers: pd.DataFrame = db.execute(_CIJFERS).df()
    return Verschil(
        oud=_read_kant(db, "oud", oud),
        nieuw=_read_kant(db, "nieuw", nieuw),
        indicatoren=(*_find_indicatoren(db), *_find_beschrijvingen(db)),
        regios=tuple(Anders(*rij) for rij in db.execute(_REGIOS).fetchall()),
        perioden=tuple(
            Anders(soort, code, naam, cijfers=n)
            for soort, code, naam, n in db.execute("FROM hele_periode ORDER BY ALL").fetchall()
        ),
        bronnen=tuple(db.execute(_BRONNEN).fetchall()),
        cijfers=cijfers,
        herrekend=int(db.execute(_HERREKEND).fetchall()[0][0]),
    )


def _build_stap(db: duckdb.DuckDBPyConnection, kant: str) -> str:
    """The step to which each indicator is rounded; without `afronding`, its last decimal."""
    eigen = db.execute(
        "SELECT count(*) FROM duckdb_columns() WHERE table_name = 'indicator' "
        "AND column_name = 'afronding' AND (database_name = $kant OR schema_name = $kant)",
        {"kant": kant},
    ).fetchall()
    stap = "afronding" if eigen[0][0] else "pow(10.0, -decimalen)"
    return f"(SELECT indicator_id, {stap} AS stap FROM {kant}.indicator)"  # noqa: S608 - own names


def _read_kant(db: duckdb.DuckDBPyConnection, kant: str, pad: Path) -> Kant:
    rijen = db.execute(f"SELECT gebouwd_op, versie, rijen FROM {kant}.bouw").fetchall()  # noqa: S608 - own name
    if len(rijen) != 1:
        raise WarehouseFout(
            f'{pad}: dit warehouse is niet af; maak het opnieuw met "python -m etl build"'
        )
    return Kant(pad, *rijen[0])


def _find_indicatoren(db: duckdb.DuckDBPyConnection) -> Iterator[Anders]:
    for soort, hier, daar in ((ERBIJ, "nieuw", "oud"), (WEG, "oud", "nieuw")):
        for code, naam, cijfers in db.execute(
            f"SELECT indicator_id, titel, (SELECT count(waarde) FROM {hier}.waarneming w "  # noqa: S608 - own names
            "WHERE w.indicator_id = i.indicator_id AND indeling_jaar = 0) "
            f"FROM {hier}.indicator i ANTI JOIN {daar}.indicator USING (indicator_id) ORDER BY 1"
        ).fetchall():
            yield Anders(soort, code, naam, cijfers=cijfers)


def _find_beschrijvingen(db: duckdb.DuckDBPyConnection) -> Iterator[Anders]:
    for veld in _BESCHRIJVING:
        for code, naam, oud, nieuw in db.execute(
            f"SELECT indicator_id, n.titel, o.{veld}, n.{veld} FROM oud.indicator o "  # noqa: S608 - own names
            f"JOIN nieuw.indicator n USING (indicator_id) WHERE o.{veld} <> n.{veld} ORDER BY 1"
        ).fetchall():
            yield Anders(ANDERS, code, naam, veld, oud, nieuw)


_HELE_PERIODE = """
CREATE TEMP TABLE hele_periode AS
SELECT wat, periode_code, indicator_id, count(coalesce(oud, nieuw)) AS cijfers
FROM cel c WHERE indeling_jaar = 0 AND wat IN ('erbij', 'weg')
AND NOT EXISTS (FROM oud.waarneming w WHERE c.wat = 'erbij' AND indeling_jaar = 0
    AND w.indicator_id = c.indicator_id AND w.periode_code = c.periode_code)
AND NOT EXISTS (FROM nieuw.waarneming w WHERE c.wat = 'weg' AND indeling_jaar = 0
    AND w.indicator_id = c.indicator_id AND w.periode_code = c.periode_code)
GROUP BY ALL
"""
_CIJFERS = """
SELECT c.* EXCLUDE (in_oud, in_nieuw, indeling_jaar), coalesce(rn.regio_naam, ro.regio_naam)
    AS regio_naam, i.titel, i.decimalen, i.eenheid
FROM cel c JOIN nieuw.indicator i USING (indicator_id)
LEFT JOIN nieuw.regio rn USING (regio_code) LEFT JOIN oud.regio ro USING (regio_code)
ANTI JOIN hele_periode h ON c.wat = h.wat AND c.indicator_id = h.indicator_id
    AND c.periode_code = h.periode_code
WHERE indeling_jaar = 0 ORDER BY c.indicator_id, c.regio_code, c.periode_code
"""
_REGIOS = """
SELECT 'erbij', regio_code, regio_naam, soort, '', '' FROM nieuw.regio
    ANTI JOIN oud.regio USING (regio_code)
UNION ALL SELECT 'weg', regio_code, regio_naam, soort, '', '' FROM oud.regio
    ANTI JOIN nieuw.regio USING (regio_code)
UNION ALL SELECT 'anders', regio_code, n.regio_naam, n.soort, o.regio_naam, n.regio_naam
    FROM oud.regio o JOIN nieuw.regio n USING (regio_code) WHERE o.regio_naam <> n.regio_naam
ORDER BY ALL
"""
_HERREKEND = "SELECT count(*) FROM cel WHERE indeling_jaar <> 0"
_BRONNEN = """
WITH o AS (SELECT DISTINCT concat_ws(', ', bron, tabel, editie) AS wat FROM oud.snapshot),
n AS (SELECT DISTINCT concat_ws(', ', bron, tabel, editie) AS wat FROM nieuw.snapshot)
SELECT 'erbij', wat FROM n ANTI JOIN o USING (wat)
UNION ALL SELECT 'weg', wat FROM o ANTI JOIN n USING (wat) ORDER BY ALL
"""
