"""Formulas in a workbook: their results count, and a formula without one is named, never a gap.

Excel stores the result beside the formula. A program that writes formulas without computing them
leaves it out, and the cell would read as blank. This is seen in the text of the sheets, so the
workbook itself is opened once, by who reads the table.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from welvaart.fouten import BronFout

_KAPOT = (zipfile.BadZipFile, KeyError, ValueError, OSError, ParseError, EOFError)
_HOOGSTENS = 5
_BROK = 1 << 20
_FORMULE = re.compile(rb"<f[ >/]")
_CEL = re.compile(rb"<c\s(?P<kop>[^>]*[^/>])>(?P<inhoud>.*?)</c>", re.DOTALL)
_PLEK = re.compile(rb'\br="([A-Z]+[0-9]+)"')
_UITKOMST = re.compile(rb"<v[^>]*>[^<]")
_BEGIN, _EINDE = b"<c", b"</c>"
_TEKST = b't="str"'
"""The result is a text; it may be an empty one."""
_MAP = "xl/"


def check_formules(inhoud: bytes, bestandsnaam: str, blad: str | None = None) -> None:
    """Refuse a workbook with formulas that have no result; anything but a workbook passes.

    Args:
        inhoud: the bytes of the file.
        bestandsnaam: for messages.
        blad: the sheet that is used; None looks at all of them.

    Raises:
        BronFout: cells with a formula without a result, by sheet and cell.
    """
    if not inhoud.startswith(b"PK\x03\x04"):
        return
    try:
        leeg = list(_find_leeg(inhoud, blad))
    except _KAPOT:
        return  # who reads the table says what is wrong
    if leeg:
        meer = f" en nog {len(leeg) - _HOOGSTENS}" if len(leeg) > _HOOGSTENS else ""
        raise BronFout(
            f"{bestandsnaam}: formules zonder uitkomst in {', '.join(leeg[:_HOOGSTENS])}{meer}; "
            "open het bestand in Excel, sla het op en kies het opnieuw"
        )


def _find_leeg(inhoud: bytes, blad: str | None) -> Iterator[str]:
    """Cells as "Blad1!B3" that hold a formula but no stored result."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        for naam, deel in _find_bladen(pakket).items():
            if blad not in (None, naam) or not _has_formule(pakket, deel):
                continue
            for cel in _find_cellen(pakket, deel):
                if _FORMULE.search(cel["inhoud"]) and not _has_uitkomst(cel):
                    plek = _PLEK.search(cel["kop"])
                    yield f"{naam}!{plek[1].decode() if plek else '?'}"


def _find_cellen(pakket: zipfile.ZipFile, deel: str) -> Iterator["re.Match[bytes]"]:
    """Filled cells of a sheet, piece by piece: unpacked, a sheet is ten times as large."""
    rest = b""
    with pakket.open(deel) as stroom:
        while stuk := stroom.read(_BROK):
            rest += stuk
            heel = rest.rfind(_EINDE) + len(_EINDE)
            if heel < len(_EINDE):  # no cell ends here; at most the last one is open
                rest = rest[max(rest.rfind(_BEGIN), 0) :]
                continue
            yield from _CEL.finditer(rest[:heel])
            rest = rest[heel:]


def _has_uitkomst(cel: "re.Match[bytes]") -> bool:
    return _TEKST in cel["kop"] or _UITKOMST.search(cel["inhoud"]) is not None


def _find_bladen(pakket: zipfile.ZipFile) -> dict[str, str]:
    """Name of each sheet → its part of the package."""
    from openpyxl.xml.functions import fromstring  # see etl.bronnen.bestand.werkboek

    verwijzingen = fromstring(pakket.read(f"{_MAP}_rels/workbook.xml.rels"))
    doelen = {deel.get("Id"): str(deel.get("Target")) for deel in verwijzingen}
    bladen = {}
    for blad in fromstring(pakket.read(f"{_MAP}workbook.xml")).iter("{*}sheet"):
        sleutel = next(waarde for naam, waarde in blad.attrib.items() if naam.endswith("}id"))
        doel = doelen[sleutel]
        bladen[str(blad.get("name"))] = doel[1:] if doel.startswith("/") else f"{_MAP}{doel}"
    return bladen


def _has_formule(pakket: zipfile.ZipFile, deel: str) -> bool:
    """Whether a sheet has any formula; looked for piece by piece, as most have none."""
    vorige = b""
    with pakket.open(deel) as stroom:
        while stuk := stroom.read(_BROK):
            if _FORMULE.search(vorige + stuk):
                return True
            vorige = stuk[-4:]
    return False
