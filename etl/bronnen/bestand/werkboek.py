"""A workbook of Excel (XLSX): which sheet holds the table, and its cells as text.

Only who reads one waits for openpyxl: a build without workbooks does not load it.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

import pandas as pd

from etl.bronnen.bestand.rijen import Tabelbouwer
from welvaart.fouten import BronFout

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_BYTES = 500_000_000
BLAD = "Blad"
"""Column with the name of the sheet, where sheets that continue each other became one table."""
_KAPOT = (zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, OSError, EOFError)
_ENKELE_GROEP = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def open_werkmap(inhoud: bytes, bestandsnaam: str) -> "Workbook":
    """Open a workbook, to read row by row.

    Raises:
        BronFout: no workbook, or one too large.
    """
    import openpyxl

    with _name_kapot(bestandsnaam):
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            grootte = sum(deel.file_size for deel in pakket.infolist())
        if grootte > MAX_BYTES:
            raise BronFout(f"{bestandsnaam}: uitgepakt groter dan 500 MB; splits het bestand")
        return openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True)


def find_bladen(werkmap: "Workbook") -> list[tuple[str, bool]]:
    """Sheets in order, and whether Excel hides each."""
    return [(blad.title, blad.sheet_state != "visible") for blad in werkmap.worksheets]


def read_werkboek(werkmap: "Workbook", bestandsnaam: str, blad: str | None) -> pd.DataFrame:
    """Read the sheet that is asked for, or the only one that holds a table.

    The sheets of the Landelijke Monitor Leegstand continue each other: they become one table, with
    a column `BLAD`.

    Raises:
        BronFout: no workbook, an unknown sheet, or more sheets with a table than one.
    """
    with _name_kapot(bestandsnaam):
        bladen = {deel.title: _read_blad(deel, bestandsnaam) for deel in werkmap.worksheets}
    if blad is not None:
        if blad not in bladen:
            raise BronFout(
                f"{bestandsnaam}: blad '{blad}' bestaat niet; kies met --blad uit "
                f"{', '.join(bladen)}"
            )
        return bladen[blad].build()
    gevuld = {naam: bouwer for naam, bouwer in bladen.items() if bouwer.volle_rijen > 1}
    if lml := {naam: bouwer for naam, bouwer in gevuld.items() if bouwer.kop_lml}:
        return _concat(lml, bestandsnaam)
    if len(gevuld) != 1:
        wat = "meer dan één blad met een tabel" if gevuld else "geen blad met een tabel"
        keuze = ", ".join(gevuld or bladen)
        raise BronFout(f"{bestandsnaam}: {wat}; kies er een met --blad: {keuze}")
    return next(iter(gevuld.values())).build()


def _concat(bladen: Mapping[str, Tabelbouwer], bestandsnaam: str) -> pd.DataFrame:
    delen = []
    for naam, bouwer in bladen.items():
        bouwer.bestandsnaam = f"{bestandsnaam}, blad {naam}"
        delen.append(bouwer.build().assign(**{BLAD: naam}))
    return pd.concat(delen, ignore_index=True).fillna("")


@contextmanager
def _name_kapot(bestandsnaam: str) -> Iterator[None]:
    """Say in words what makes a workbook unreadable; it may show only halfway a sheet."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            yield
    except _KAPOT as fout:
        raise BronFout(
            f"{bestandsnaam}: geen leesbaar Excel-bestand; sla het opnieuw op als .xlsx"
        ) from fout


def _read_blad(blad: "ReadOnlyWorksheet", bestandsnaam: str) -> Tabelbouwer:
    """Every row of a sheet as text.

    The dimensions that a workbook claims are ignored: some programs write "A1" there.
    """
    blad.reset_dimensions()
    bouwer = Tabelbouwer(bestandsnaam, vul_aan=True)
    for nummer, rij in enumerate(blad.iter_rows(), start=1):
        bouwer.add(nummer, [_format_cel(cel) for cel in rij])
    return bouwer


def _format_cel(cel: object) -> str:
    """A cell as text; a number always so that its point can only be a decimal point.

    1.234 becomes "1.2340", as "1.234" in a CSV may mean 1234. A percentage (12,3 %, which Excel
    keeps as 0.123) becomes the number that the user sees.
    """
    waarde, vorm = getattr(cel, "value", None), str(getattr(cel, "number_format", ""))
    if waarde is None:
        return ""
    if isinstance(waarde, datetime | date):
        return waarde.isoformat()[:10]
    if isinstance(waarde, bool) or not isinstance(waarde, int | float):
        return str(waarde).strip()
    if "%" in vorm:
        waarde = round(waarde * 100, 10)
    tekst = str(int(waarde)) if float(waarde).is_integer() else repr(float(waarde))
    return f"{tekst}0" if _ENKELE_GROEP.fullmatch(tekst) else tekst
