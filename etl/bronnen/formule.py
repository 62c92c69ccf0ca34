"""Formulas in a workbook: their results count, and a formula without one is named, never a gap.

Excel stores the result beside the formula. A program that writes formulas without computing them
leaves it out, and the cell would read as blank.
"""

import io
import zipfile
from xml.etree.ElementTree import ParseError

from welvaart.fouten import BronFout

_KAPOT = (zipfile.BadZipFile, KeyError, ValueError, OSError, ParseError, EOFError)
_HOOGSTENS = 5


def check_formules(inhoud: bytes, bestandsnaam: str, blad: str | None = None) -> None:
    """Refuse a workbook with formulas that have no result; anything but a workbook passes.

    Args:
        inhoud: the bytes of the file.
        bestandsnaam: for messages.
        blad: the sheet that is used; None looks at all of them.

    Raises:
        BronFout: cells with a formula without a result, by sheet and cell.
    """
    if not inhoud.startswith(b"PK\x03\x04") or not _has_formule(inhoud):
        return
    leeg = _find_leeg(inhoud, blad)
    if leeg:
        meer = f" en nog {len(leeg) - _HOOGSTENS}" if len(leeg) > _HOOGSTENS else ""
        raise BronFout(
            f"{bestandsnaam}: formules zonder uitkomst in {', '.join(leeg[:_HOOGSTENS])}{meer}; "
            "open het bestand in Excel, sla het op en kies het opnieuw"
        )


def _has_formule(inhoud: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            namen = [naam for naam in pakket.namelist() if naam.startswith("xl/worksheets/")]
            return any(b"<f>" in (xml := pakket.read(naam)) or b"<f " in xml for naam in namen)
    except _KAPOT:
        return False  # who reads the table says what is wrong


def _find_leeg(inhoud: bytes, blad: str | None) -> list[str]:
    """Cells as "Blad1!B3" that hold a formula but no stored result."""
    import openpyxl  # see etl.bronnen.werkboek

    try:
        formules, uitkomsten = (
            openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=alleen)
            for alleen in (False, True)
        )
        return [
            f"{naam}!{cel.coordinate}"
            for naam in formules.sheetnames
            if blad in (None, naam)
            for rij, waarden in zip(formules[naam], uitkomsten[naam], strict=False)
            for cel, uitkomst in zip(rij, waarden, strict=False)
            if getattr(cel, "data_type", None) == "f" and uitkomst.value is None
        ]
    except _KAPOT:
        return []
