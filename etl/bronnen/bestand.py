"""A file of someone, CSV or Excel, to a table of text cells: nothing is interpreted here.

CSV with `;`, `,` or tab, UTF-8, UTF-16 (Excel's "Unicode-tekst") or cp1252, perhaps gzipped; or
XLSX. Title lines above the header and a source line below it are left out.
"""

import csv
import gzip
import io
import re
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from xml.etree.ElementTree import ParseError

import openpyxl
import pandas as pd
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from welvaart.fouten import BronFout

Rij = tuple[int, list[str]]
"""Line number in the file (1 = first) and the cells."""

_KAPOT = (zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, OSError, EOFError)
_LEESFOUT: dict[type[OSError], str] = {
    FileNotFoundError: "dit bestand bestaat niet",
    IsADirectoryError: "dit is een map, geen bestand",
    PermissionError: "u mag dit bestand niet lezen; sluit het in Excel of vraag toegang",
}
_MAX_BYTES = 500_000_000
_SCHEIDINGEN = ";\t|,"
_GENOEG = 0.8
_PROEF = 200
_HOOGSTENS = 5
_VOETREGEL = re.compile(r"(bron|source|©|\(c\)|copyright)", re.IGNORECASE)
_ENKELE_GROEP = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_GEEN_TEKST = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\ufffd]")


def load_bestand(pad: Path) -> bytes:
    """Bytes of a file.

    Raises:
        BronFout: the file is not there, or may not be read.
    """
    try:
        return pad.read_bytes()
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
    return "csv.gz" if inhoud.startswith(b"\x1f\x8b") else "csv"


def read_tabel(inhoud: bytes, bestandsnaam: str, blad: str | None = None) -> pd.DataFrame:
    """Read a file as a table of text.

    Args:
        inhoud: the bytes of the file.
        bestandsnaam: for messages; the format follows from the bytes.
        blad: sheet of a workbook; needed when more than one sheet holds a table.

    Returns:
        One column per header cell, every cell text without blanks around it; "" = blank.

    Raises:
        BronFout: empty, no text, rows of unequal length, a column name twice or missing.
    """
    if not inhoud.strip():
        raise BronFout(f"{bestandsnaam}: het bestand is leeg; sla het opnieuw op en kies het weer")
    extensie = get_extensie(bestandsnaam, inhoud)
    if extensie == "xlsx":
        return _build_tabel(_read_werkmap(inhoud, bestandsnaam, blad), bestandsnaam)
    if extensie == "csv.gz":
        inhoud = _unzip(inhoud, bestandsnaam)
    return _build_tabel(_read_csv(_decode(inhoud, bestandsnaam), bestandsnaam), bestandsnaam)


def _unzip(inhoud: bytes, bestandsnaam: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(inhoud)) as bestand:
            uitgepakt = bestand.read(_MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as fout:
        raise BronFout(
            f"{bestandsnaam}: het gz-bestand is beschadigd; haal het opnieuw op"
        ) from fout
    if len(uitgepakt) > _MAX_BYTES:
        raise BronFout(f"{bestandsnaam}: uitgepakt groter dan 500 MB; splits het bestand")
    return uitgepakt


def _decode(inhoud: bytes, bestandsnaam: str) -> str:
    utf16 = inhoud.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        tekst = inhoud.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        tekst = inhoud.decode("cp1252", errors="replace")
    if _GEEN_TEKST.search(tekst):
        raise BronFout(
            f"{bestandsnaam}: dit is geen tekstbestand; geef een CSV of een .xlsx uit Excel"
        )
    if tekst.lstrip().startswith(("{", "[", "<")):
        raise BronFout(
            f"{bestandsnaam}: dit is JSON of een webpagina, geen tabel; haal het cijfer op als CSV "
            "of Excel"
        )
    if not tekst.strip():
        raise BronFout(f"{bestandsnaam}: het bestand is leeg; sla het opnieuw op en kies het weer")
    return tekst


def _read_csv(tekst: str, bestandsnaam: str) -> list[Rij]:
    """Rows of a CSV with the line on which each ends."""
    scheiding = _find_scheiding(tekst[: 2000 * _PROEF].splitlines()[:_PROEF])
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
    rijen: list[Rij] = []
    try:
        for rij in lezer:
            rijen.append((lezer.line_num, rij))
    except csv.Error as fout:
        raise BronFout(
            f"{bestandsnaam}: regel {lezer.line_num}: een aanhalingsteken staat verkeerd of "
            "sluit niet; herstel die regel"
        ) from fout
    return rijen


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


def _read_werkmap(inhoud: bytes, bestandsnaam: str, blad: str | None) -> list[Rij]:
    """Rows of the sheet that is asked for, or of the only sheet that holds a table."""
    bladen = _load_bladen(inhoud, bestandsnaam)
    if blad is not None:
        if blad not in bladen:
            raise BronFout(
                f"{bestandsnaam}: blad '{blad}' bestaat niet; kies met --blad uit "
                f"{', '.join(bladen)}"
            )
        return bladen[blad]
    gevuld = [naam for naam, rijen in bladen.items() if _is_tabel(rijen)]
    if len(gevuld) != 1:
        wat = "meer dan één blad met een tabel" if gevuld else "geen blad met een tabel"
        keuze = ", ".join(gevuld or bladen)
        raise BronFout(f"{bestandsnaam}: {wat}; kies er een met --blad: {keuze}")
    return bladen[gevuld[0]]


def _load_bladen(inhoud: bytes, bestandsnaam: str) -> dict[str, list[Rij]]:
    """Every sheet as rows of text of equal width.

    The dimensions that a workbook claims are ignored: some programs write "A1" there.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            grootte = sum(deel.file_size for deel in pakket.infolist())
        if grootte > _MAX_BYTES:
            raise BronFout(f"{bestandsnaam}: uitgepakt groter dan 500 MB; splits het bestand")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            werkmap = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True)
            return {blad.title: _read_blad(blad) for blad in werkmap.worksheets}
    except _KAPOT as fout:
        raise BronFout(
            f"{bestandsnaam}: geen leesbaar Excel-bestand; sla het opnieuw op als .xlsx"
        ) from fout


def _read_blad(blad: ReadOnlyWorksheet) -> list[Rij]:
    blad.reset_dimensions()
    rijen = [[_format_cel(cel) for cel in rij] for rij in blad.iter_rows()]
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


def _build_tabel(rijen: Sequence[Rij], bestandsnaam: str) -> pd.DataFrame:
    """Find the header, drop title and source lines, check the width, strip the cells."""
    gevuld = [(nummer, cellen) for nummer, cellen in rijen if any(map(str.strip, cellen))]
    gevuld = _drop_randregels(gevuld)
    if not gevuld:
        raise BronFout(
            f"{bestandsnaam}: geen tabel gevonden; er is een kopregel nodig met minstens twee "
            "kolommen, gescheiden door ; of ,"
        )
    kopregel, kop = gevuld[0][0], [cel.strip() for cel in gevuld[0][1]]
    while kop and not kop[-1]:
        kop.pop()
    _check_kop(kop, kopregel, bestandsnaam)
    inhoud = _check_breedte(gevuld[1:], len(kop), bestandsnaam)
    if not inhoud:
        raise BronFout(f"{bestandsnaam}: onder de kopregel staan geen rijen; voeg cijfers toe")
    kolommen = zip(kop, zip(*inhoud, strict=True), strict=True)
    return pd.DataFrame({naam: [cel.strip() for cel in cellen] for naam, cellen in kolommen})


def _drop_randregels(rijen: list[Rij]) -> list[Rij]:
    """Leave out lines with one filled cell: titles above the header, a source line at the end."""

    def is_los(cellen: Sequence[str]) -> bool:
        return sum(cel.strip() != "" for cel in cellen) == 1

    begin = next((i for i, (_, cellen) in enumerate(rijen) if not is_los(cellen)), len(rijen))
    rijen = rijen[begin:]
    while rijen and is_los(rijen[-1][1]) and _VOETREGEL.match(rijen[-1][1][0].strip()):
        rijen.pop()
    return rijen


def _check_kop(kop: Sequence[str], regel: int, bestandsnaam: str) -> None:
    problemen = [
        f"{bestandsnaam}: regel {regel}: kolom '{naam}' staat {aantal} keer in de kop; "
        "geef elke kolom een eigen naam"
        for naam, aantal in Counter(kop).items()
        if naam and aantal > 1
    ]
    problemen += [
        f"{bestandsnaam}: regel {regel}: kolom {plek} heeft geen naam; vul de kop aan"
        for plek, naam in enumerate(kop, start=1)
        if not naam
    ]
    if problemen:
        raise BronFout(problemen)


def _check_breedte(rijen: Sequence[Rij], breedte: int, bestandsnaam: str) -> list[list[str]]:
    """Rows cut to the width of the header; only blank cells may lie outside it."""
    fout = [
        (nummer, len(cellen))
        for nummer, cellen in rijen
        if len(cellen) < breedte or any(map(str.strip, cellen[breedte:]))
    ]
    if fout:
        problemen = [
            f"{bestandsnaam}: regel {nummer}: {aantal} cellen, de kop heeft er {breedte}; "
            "herstel die regel"
            for nummer, aantal in fout[:_HOOGSTENS]
        ]
        if (meer := len(fout) - _HOOGSTENS) > 0:
            problemen.append(f"{bestandsnaam}: en nog {meer} zulke regels")
        raise BronFout(problemen)
    return [cellen[:breedte] for _, cellen in rijen]
