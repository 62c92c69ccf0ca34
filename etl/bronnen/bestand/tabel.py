"""A file of someone, CSV or Excel, to a table of text cells: nothing is interpreted here.

CSV with `;`, `,` or tab, UTF-8, UTF-16 (Excel's "Unicode-tekst") or cp1252, perhaps gzipped; or
XLSX. Title lines above the header and a source line below it are left out.
"""

import csv
import gzip
import io
import re
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import pandas as pd

from etl.bronnen.bestand.rijen import Tabelbouwer
from etl.bronnen.bestand.werkboek import MAX_BYTES, open_werkmap, read_werkboek
from welvaart.fouten import BronFout

if TYPE_CHECKING:
    from openpyxl import Workbook

_LEESFOUT: dict[type[OSError], str] = {
    FileNotFoundError: "dit bestand bestaat niet",
    IsADirectoryError: "dit is een map, geen bestand",
    PermissionError: "u mag dit bestand niet lezen; sluit het in Excel of vraag toegang",
}
_GZ = b"\x1f\x8b"
_ANDERS = "cp1252"
"""What a text is written in that is no UTF-8: that of Windows."""
_SCHEIDINGEN = ";\t|,"
_GENOEG = 0.8
_WERKBOEK = (".xlsx", ".xlsm", ".xls")
_PROEF = 200
_BROK = 1 << 20
_GEEN_TEKST = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\ufffd]")


def load_bestand(pad: Path) -> bytes:
    """Bytes of a file; "-" is what comes in on stdin, so that nothing needs to be on disk.

    Raises:
        BronFout: the file is not there, or may not be read.
    """
    try:
        return sys.stdin.buffer.read() if str(pad) == "-" else pad.read_bytes()
    except OSError as fout:
        raise BronFout(
            f"{pad}: {_LEESFOUT.get(type(fout), 'niet te lezen')}; controleer de naam"
        ) from fout


def get_extensie(bestandsnaam: str, inhoud: bytes) -> str:
    """Extension by what the bytes are: "xlsx", "csv.gz" or "csv".

    Raises:
        BronFout: an old or protected Excel file.
    """
    if inhoud.startswith(b"PK\x03\x04"):
        return "xlsx"
    if inhoud.startswith(b"\xd0\xcf\x11\xe0"):
        raise BronFout(
            f"{bestandsnaam}: een oud of beveiligd Excel-bestand; sla het in Excel op als "
            ".xlsx zonder wachtwoord, of als CSV"
        )
    return "csv.gz" if inhoud.startswith(_GZ) else "csv"


def read_tabel(
    inhoud: bytes, bestandsnaam: str, blad: str | None = None, werkmap: "Workbook | None" = None
) -> pd.DataFrame:
    """Read a file as a table of text.

    Args:
        inhoud: the bytes of the file.
        bestandsnaam: for messages; the format follows from the bytes.
        blad: sheet of a workbook; needed when more than one sheet holds a table.
        werkmap: the workbook, for who has opened it already.

    Returns:
        One column per header cell, every cell text without blanks around it; "" = blank.

    Raises:
        BronFout: empty, no text, rows of unequal length, a column name twice or missing.
    """
    if not inhoud.strip():
        raise BronFout(f"{bestandsnaam}: het bestand is leeg; sla het opnieuw op en kies het weer")
    extensie = get_extensie(bestandsnaam, inhoud)
    if extensie == "xlsx":
        return read_werkboek(werkmap or open_werkmap(inhoud, bestandsnaam), bestandsnaam, blad)
    if extensie == "csv.gz":
        _check_gz(inhoud, bestandsnaam)
    codering = _find_codering(inhoud, bestandsnaam)
    with _open_tekst(inhoud, codering) as tekst:
        scheiding = _find_scheiding(tekst.read(2000 * _PROEF).splitlines()[:_PROEF])
    with _open_tekst(inhoud, codering) as tekst:
        return _read_csv(tekst, scheiding, bestandsnaam).build()


def _open(inhoud: bytes) -> gzip.GzipFile | io.BytesIO:
    """The bytes as a stream; what is packed is unpacked along the way, never kept whole."""
    stroom = io.BytesIO(inhoud)
    return gzip.GzipFile(fileobj=stroom) if inhoud.startswith(_GZ) else stroom


def _open_tekst(inhoud: bytes, codering: str) -> TextIO:
    fouten = "replace" if codering == _ANDERS else "strict"
    return io.TextIOWrapper(_open(inhoud), codering, errors=fouten, newline="")


def _check_gz(inhoud: bytes, bestandsnaam: str) -> None:
    grootte = 0
    try:
        with _open(inhoud) as bestand:
            while grootte <= MAX_BYTES and (stuk := bestand.read(_BROK)):
                grootte += len(stuk)
    except (OSError, EOFError, zlib.error) as fout:
        raise BronFout(
            f"{bestandsnaam}: het gz-bestand is beschadigd; haal het opnieuw op"
        ) from fout
    if grootte > MAX_BYTES:
        raise BronFout(f"{bestandsnaam}: uitgepakt groter dan 500 MB; splits het bestand")


def _find_codering(inhoud: bytes, bestandsnaam: str) -> str:
    """How a text is written; what is no table of text at all is refused."""
    with _open(inhoud) as bestand:
        utf16 = bestand.read(2) in (b"\xff\xfe", b"\xfe\xff")
    codering = "utf-16" if utf16 else "utf-8-sig"
    try:
        vreemd, begin = _scan(inhoud, codering)
    except UnicodeDecodeError:
        codering = _ANDERS
        vreemd, begin = _scan(inhoud, codering)
    if vreemd and bestandsnaam.lower().endswith(_WERKBOEK):
        raise BronFout(
            f"{bestandsnaam}: dit werkboek is beschadigd, of geen .xlsx; open het in Excel en sla "
            "het opnieuw op als .xlsx, of als CSV"
        )
    if vreemd:
        raise BronFout(
            f"{bestandsnaam}: dit is geen tekstbestand; geef een CSV of een .xlsx uit Excel"
        )
    if begin in ("{", "[", "<"):
        raise BronFout(
            f"{bestandsnaam}: dit is JSON of een webpagina, geen tabel; haal het cijfer op als CSV "
            "of Excel"
        )
    if not begin:
        raise BronFout(f"{bestandsnaam}: het bestand is leeg; sla het opnieuw op en kies het weer")
    return codering


def _scan(inhoud: bytes, codering: str) -> tuple[bool, str]:
    """Whether a text holds what no text holds, and its first sign that is no blank."""
    vreemd, begin = False, ""
    with _open_tekst(inhoud, codering) as tekst:
        while stuk := tekst.read(_BROK):
            vreemd = vreemd or _GEEN_TEKST.search(stuk) is not None
            begin = begin or stuk.lstrip()[:1]
    return vreemd, begin


def _read_csv(tekst: TextIO, scheiding: str, bestandsnaam: str) -> Tabelbouwer:
    """Rows of a CSV with the line on which each ends."""
    lezer = csv.reader(tekst, delimiter=scheiding, strict=True)
    bouwer = Tabelbouwer(bestandsnaam)
    try:
        for rij in lezer:
            bouwer.add(lezer.line_num, rij)
    except csv.Error as fout:
        raise BronFout(
            f"{bestandsnaam}: regel {lezer.line_num}: een aanhalingsteken staat verkeerd of "
            "sluit niet; herstel die regel"
        ) from fout
    return bouwer


def _find_scheiding(proef: Sequence[str]) -> str:
    """Separator that cuts (nearly) all lines alike; comma last, as it is also a decimal sign."""
    scores = {teken: _score(proef, teken) for teken in _SCHEIDINGEN}
    goed = [teken for teken, (aandeel, _) in scores.items() if aandeel >= _GENOEG]
    return goed[0] if goed else max(scores, key=lambda teken: scores[teken])


def _score(proef: Sequence[str], scheiding: str) -> tuple[float, int]:
    """How well a separator fits: share of lines of the commonest width, and that width."""
    try:
        breedten = Counter(len(rij) for rij in csv.reader(proef, delimiter=scheiding) if rij)
    except csv.Error:
        return (0.0, 0)
    breedte, aantal = max(breedten.items(), key=lambda paar: (paar[1] * (paar[0] > 1), paar[0]))
    return (aantal / breedten.total(), breedte) if breedte > 1 else (0.0, 0)
