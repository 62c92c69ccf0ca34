"""A workbook of Excel (XLSX): which sheet holds the table, and its cells as text.

Only who reads one waits for openpyxl: a build without workbooks does not load it.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

import pandas as pd

from etl.bronnen.rijen import ZOEK_KOP, Rij, build_tabel, check_aantal, is_kop_lml
from welvaart.fouten import BronFout

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_BYTES = 500_000_000
BLAD = "Blad"
"""Column with the name of the sheet, where sheets that continue each other became one table."""
_KAPOT = (zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, OSError, EOFError)
_ENKELE_GROEP = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def read_werkboek(inhoud: bytes, bestandsnaam: str, blad: str | None) -> pd.DataFrame:
    """Read the sheet that is asked for, or the only one that holds a table.

    The sheets of the Landelijke Monitor Leegstand continue each other: they become one table, with
    a column `BLAD`.

    Raises:
        BronFout: no workbook, an unknown sheet, or more sheets with a table than one.
    """
    bladen = _load_bladen(inhoud, bestandsnaam)
    if blad is not None:
        if blad not in bladen:
            raise BronFout(
                f"{bestandsnaam}: blad '{blad}' bestaat niet; kies met --blad uit "
                f"{', '.join(bladen)}"
            )
        return build_tabel(bladen[blad], bestandsnaam)
    gevuld = {naam: rijen for naam, rijen in bladen.items() if _is_tabel(rijen)}
    if lml := {naam: rijen for naam, rijen in gevuld.items() if _has_kop_lml(rijen)}:
        return _concat(lml, bestandsnaam)
    if len(gevuld) != 1:
        wat = "meer dan één blad met een tabel" if gevuld else "geen blad met een tabel"
        keuze = ", ".join(gevuld or bladen)
        raise BronFout(f"{bestandsnaam}: {wat}; kies er een met --blad: {keuze}")
    return build_tabel(next(iter(gevuld.values())), bestandsnaam)


def _has_kop_lml(rijen: Sequence[Rij]) -> bool:
    return any(is_kop_lml(cellen) for _, cellen in rijen[:ZOEK_KOP])


def _concat(bladen: Mapping[str, list[Rij]], bestandsnaam: str) -> pd.DataFrame:
    delen = [
        build_tabel(rijen, f"{bestandsnaam}, blad {naam}").assign(**{BLAD: naam})
        for naam, rijen in bladen.items()
    ]
    return pd.concat(delen, ignore_index=True).fillna("")


def _load_bladen(inhoud: bytes, bestandsnaam: str) -> dict[str, list[Rij]]:
    """Every sheet as rows of text of equal width.

    The dimensions that a workbook claims are ignored: some programs write "A1" there.
    """
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            grootte = sum(deel.file_size for deel in pakket.infolist())
        if grootte > MAX_BYTES:
            raise BronFout(f"{bestandsnaam}: uitgepakt groter dan 500 MB; splits het bestand")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            werkmap = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True)
            return {blad.title: _read_blad(blad, bestandsnaam) for blad in werkmap.worksheets}
    except _KAPOT as fout:
        raise BronFout(
            f"{bestandsnaam}: geen leesbaar Excel-bestand; sla het opnieuw op als .xlsx"
        ) from fout


def _read_blad(blad: "ReadOnlyWorksheet", bestandsnaam: str) -> list[Rij]:
    blad.reset_dimensions()
    rijen: list[list[str]] = []
    for rij in blad.iter_rows():
        rijen.append([_format_cel(cel) for cel in rij])
        check_aantal(len(rijen), bestandsnaam)
    breedte = max(map(len, rijen), default=0)
    return [
        (nummer, rij + [""] * (breedte - len(rij))) for nummer, rij in enumerate(rijen, start=1)
    ]


def _is_tabel(rijen: Sequence[Rij]) -> bool:
    return sum(sum(cel != "" for cel in cellen) > 1 for _, cellen in rijen) > 1


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
