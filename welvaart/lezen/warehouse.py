"""The read side of `warehouse.duckdb`; with `revisielog` the only SQL outside `etl/`.

Every open attaches the file read-only to an in-memory database, because DuckDB shares one instance
per path inside a process: after a rebuild a plain connect would keep reading the old figures.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import duckdb
import pandas as pd

from welvaart.cijfers.indicator import Indicator
from welvaart.fouten import WarehouseFout
from welvaart.methode.positie import Richting
from welvaart.regio.deelgebied import Deelcijfer
from welvaart.regio.regio import Regio, RegioSoort

_INDICATOR_VELDEN = [veld.name for veld in fields(Indicator)]


@dataclass(frozen=True)
class Bouw:
    """Which build the figures come from."""

    bouw_id: str
    gebouwd_op: pd.Timestamp
    versie: str
    rijen: int


class Warehouse:
    """An open warehouse; close it, or use it as a context manager."""

    def __init__(self, verbinding: duckdb.DuckDBPyConnection) -> None:
        self._verbinding = verbinding

    @classmethod
    def open(cls, pad: Path) -> Self:
        """Open the file read-only.

        Raises:
            WarehouseFout: it does not exist, or is no warehouse of this version.
        """
        if not pad.exists():
            raise WarehouseFout(f'{pad.name} bestaat niet; maak het met "python -m etl build"')
        verbinding = duckdb.connect()
        try:
            verbinding.execute(f"ATTACH {_quote(str(pad))} AS warehouse (READ_ONLY)")
            verbinding.execute("SELECT bouw_id FROM warehouse.bouw").fetchall()
        except duckdb.Error as fout:
            verbinding.close()
            raise WarehouseFout(
                f'{pad.name} is geen leesbaar warehouse; maak het opnieuw met "python -m etl build"'
            ) from fout
        return cls(verbinding)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._verbinding.close()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._verbinding.cursor()
        try:
            yield cursor
        except (duckdb.BinderException, duckdb.CatalogException) as fout:
            raise WarehouseFout(
                "het warehouse is van een andere versie van dit programma; maak het opnieuw met "
                '"python -m etl build"'
            ) from fout
        except duckdb.Error as fout:
            raise WarehouseFout(
                "het warehouse is niet te lezen: het is beschadigd of wordt net vervangen. Probeer "
                'het nog eens, en maak het anders opnieuw met "python -m etl build"'
            ) from fout
        finally:
            cursor.close()

    def _read(self, sql: str, parameters: dict[str, Any] | None = None) -> pd.DataFrame:
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters or {}).df()

    def _read_rijen(
        self, sql: str, parameters: dict[str, Any] | None = None
    ) -> list[tuple[Any, ...]]:
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters or {}).fetchall()

    def read_rijen(
        self, sql: str, parameters: dict[str, Any] | None = None
    ) -> list[tuple[Any, ...]]:
        """Rows of a query, for readers that stand in a module of their own.

        Raises:
            WarehouseFout: the warehouse lacks the table or the column: it is of another version.
        """
        return self._read_rijen(sql, parameters)

    def read_bouw(self) -> Bouw:
        """Which build this is."""
        rij = self._read_rijen("SELECT bouw_id, gebouwd_op, versie, rijen FROM warehouse.bouw")[0]
        return Bouw(rij[0], pd.Timestamp(rij[1]), rij[2], rij[3])

    def read_indicatoren(self) -> dict[str, Indicator]:
        """All indicators by id, in the order of the catalogue."""
        rijen = self._read_rijen(
            f"SELECT {', '.join(_INDICATOR_VELDEN)} FROM warehouse.indicator ORDER BY volgorde"  # noqa: S608 - own field names
        )
        indicatoren = {}
        for rij in rijen:
            velden = dict(zip(_INDICATOR_VELDEN, rij, strict=True))
            velden["ook_in"] = tuple(velden["ook_in"])
            velden["richting"] = Richting(velden["richting"])
            indicatoren[velden["indicator_id"]] = Indicator(**velden)
        return indicatoren

    def read_themas(self) -> list[tuple[str, str, str]]:
        """The themes in order: (thema, titel, deel)."""
        return self._read_rijen("SELECT thema, titel, deel FROM warehouse.thema ORDER BY volgorde")

    def read_hiaten(self) -> pd.DataFrame:
        """What should be here and is not, and how to get it."""
        return self._read("SELECT * FROM warehouse.hiaat ORDER BY ALL")

    def read_regios(self) -> dict[str, Regio]:
        """All regio's by code, ended gemeenten too."""
        rijen = self._read_rijen("SELECT regio_code, regio_naam, soort FROM warehouse.regio")
        return {code: Regio(code, naam, RegioSoort(soort)) for code, naam, soort in rijen}

    def read_gemeenten(self) -> list[Regio]:
        """The gemeenten that exist now, by name."""
        rijen = self._read_rijen(
            "SELECT regio_code, regio_naam FROM warehouse.regio "
            "WHERE soort = 'gemeente' AND geldig_tot IS NULL ORDER BY regio_naam"
        )
        return [Regio(code, naam, RegioSoort.GEMEENTE) for code, naam in rijen]

    def read_aliassen(self) -> list[tuple[str, str, str]]:
        """Other names of living gemeenten: (naam, regio_code, uitleg), by name."""
        return self._read_rijen(
            "SELECT naam, regio_code, uitleg FROM warehouse.regio_alias ORDER BY naam, regio_code"
        )

    def read_lidmaatschap(self) -> dict[str, dict[str, str]]:
        """Newest known regio of each kind: gemeente_code → soort → regio_code."""
        lid: dict[str, dict[str, str]] = {}
        for gemeente_code, soort, regio_code in self._read_rijen(
            "SELECT gemeente_code, soort, regio_code FROM warehouse.indeling "
            "QUALIFY row_number() OVER (PARTITION BY gemeente_code, soort ORDER BY jaar DESC) = 1"
        ):
            lid.setdefault(gemeente_code, {})[soort] = regio_code
        return lid

    def read_waarnemingen(self) -> pd.DataFrame:
        """All published, own and computed figures, and the rows recomputed after a herindeling.

        Without deelgebieden: they count nowhere among the gemeenten.
        """
        return self._read(
            "SELECT indicator_id, regio_code, periode_code, indeling_jaar, waarde, onder, boven, "
            "status, ontbreekt_omdat, herkomst FROM warehouse.waarneming "
            "WHERE (indeling_jaar = 0 OR herkomst = 'herindeling') AND regio_code NOT LIKE 'EI%'"
        )

    def read_deelcijfers(self) -> dict[tuple[str, str], list[Deelcijfer]]:
        """Figures of deelgebieden: (indicator_id, gemeente_code) → figures, by name and period."""
        cijfers: dict[tuple[str, str], list[Deelcijfer]] = {}
        for indicator_id, gemeente_code, *rij in self._read_rijen(
            "SELECT w.indicator_id, r.gemeente_code, w.regio_code, r.regio_naam, w.periode_code, "
            "coalesce(w.waarde, 'nan'::DOUBLE), w.status, s.bron FROM warehouse.waarneming w "
            "JOIN warehouse.regio r USING (regio_code) JOIN warehouse.snapshot s USING "
            "(snapshot_id) WHERE r.gemeente_code IS NOT NULL ORDER BY ALL"
        ):
            cijfers.setdefault((indicator_id, gemeente_code), []).append(Deelcijfer(*rij))
        return cijfers

    def read_herrekeningen(self) -> list[tuple[str, str, str, int, str, str]]:
        """How recomputed rows came about, and which boundary changes were left out.

        Returns:
            Tuples (indicator_id or "*", regio_code, periode_code or "*", indeling_jaar, methode,
            uitleg), in order of period.
        """
        return self._read_rijen(
            "SELECT indicator_id, regio_code, periode_code, indeling_jaar, methode, uitleg "
            "FROM warehouse.herrekening ORDER BY periode_code, indicator_id, regio_code"
        )

    def read_export(self, indicator_id: str) -> pd.DataFrame:
        """One indicator with names and provenance, for a CSV download."""
        return self._read(
            "SELECT w.indicator_id, w.regio_code, r.regio_naam, r.soort, w.periode_code, w.waarde, "
            "w.onder, w.boven, w.status, w.ontbreekt_omdat, w.herkomst, w.indeling_jaar, "
            "s.bron, s.tabel, s.editie, w.snapshot_id FROM warehouse.waarneming w "
            "LEFT JOIN warehouse.regio r USING (regio_code) "
            "LEFT JOIN warehouse.snapshot s USING (snapshot_id) WHERE w.indicator_id = $id "
            "ORDER BY w.regio_code, w.periode_code, w.indeling_jaar",
            {"id": indicator_id},
        )

    def read_groepswaarden(
        self, regio_code: str
    ) -> list[tuple[str, str, str, float, int, int, bool]]:
        """What we computed for one regio, also partial means and medians.

        Returns:
            Tuples (indicator_id, periode_code, methode, waarde, n_met_cijfer, n_gemeenten,
            volledig).
        """
        return self._read_rijen(
            "SELECT indicator_id, periode_code, methode, waarde, n_met_cijfer, n_gemeenten, "
            "volledig FROM warehouse.groepswaarde WHERE regio_code = $code",
            {"code": regio_code},
        )

    def read_gewichten(self) -> pd.DataFrame:
        """Weights of regional values: indicator_id, gemeente_code, periode_code, gewicht."""
        return self._read("SELECT * FROM warehouse.regiogewicht")

    def read_breuken(self) -> dict[str, list[tuple[str, str]]]:
        """Breaks by indicator: (first period of the new series, reason)."""
        breuken: dict[str, list[tuple[str, str]]] = {}
        for indicator_id, periode, reden in self._read_rijen(
            "SELECT indicator_id, periode_code, reden FROM warehouse.breuk ORDER BY ALL"
        ):
            breuken.setdefault(indicator_id, []).append((periode, reden))
        return breuken

    def read_kanttekeningen(self) -> pd.DataFrame:
        """Remarks: indicator_id, regio_code or '*', periode_code or '*', soort, tekst."""
        return self._read("SELECT * FROM warehouse.kanttekening ORDER BY ALL")

    def read_snapshots(self) -> pd.DataFrame:
        """Every payload the figures come from, with the indicators it feeds."""
        return self._read(
            "SELECT s.*, (SELECT list_sort(list(DISTINCT w.indicator_id)) "
            "FROM warehouse.waarneming w WHERE w.snapshot_id = s.snapshot_id) AS indicatoren "
            "FROM warehouse.snapshot s "
            "ORDER BY s.bron, s.tabel, s.editie"
        )

    def read_eigen_reeksen(self) -> pd.DataFrame:
        """Files that a team brought in itself and that count now, newest first."""
        return self._read("SELECT * FROM warehouse.eigen_reeks ORDER BY ingelezen_op DESC")

    def read_dekking(self) -> pd.DataFrame:
        """Per indicator: first and last period, gemeenten with a figure in the last one."""
        return self._read(
            "WITH g AS (SELECT * FROM warehouse.waarneming WHERE indeling_jaar = 0 "
            "AND waarde IS NOT NULL AND regio_code LIKE 'GM%'), "
            "laatste AS (SELECT indicator_id, max(periode_code) AS periode "
            "FROM g GROUP BY indicator_id) "
            "SELECT g.indicator_id, min(periode_code) AS van, max(periode_code) AS tot, "
            "count(DISTINCT periode_code) AS perioden, "
            "count(*) FILTER (periode_code = laatste.periode) AS gemeenten "
            "FROM g JOIN laatste USING (indicator_id) GROUP BY g.indicator_id"
        )

    def read_snapshot_ids(self, regio_code: str) -> dict[tuple[str, str], str]:
        """Which payload each figure of one regio comes from: (indicator_id, periode_code) → id.

        Where a figure was recomputed after a herindeling, it is that of the recomputed one.
        """
        return {
            (indicator_id, periode): snapshot_id
            for indicator_id, periode, snapshot_id in self._read_rijen(
                "SELECT indicator_id, periode_code, snapshot_id FROM warehouse.waarneming "
                "WHERE regio_code = $code AND (indeling_jaar = 0 OR herkomst = 'herindeling') "
                "ORDER BY indeling_jaar",
                {"code": regio_code},
            )
        }


def _quote(tekst: str) -> str:
    return "'" + tekst.replace("'", "''") + "'"
