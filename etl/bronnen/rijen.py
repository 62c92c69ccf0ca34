"""Rows of cells to a table: find the header, leave out titles and footers, check the width."""

import re
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from welvaart.fouten import BronFout
from welvaart.regio.naam import normalize_naam

Rij = tuple[int, list[str]]
"""Line number in the file (1 = first) and the cells."""

KOP_LML = frozenset({"jaar", "gebiedstype", "gemeentecode", "gebruiksfunctie"})
"""Names that only the header of the Landelijke Monitor Leegstand holds together."""
MAX_RIJEN = 500_000
"""Rows that a file may have: that many take 730 MB, and 7 s as a CSV or 45 s as a workbook."""
_HOOGSTENS = 5
ZOEK_KOP = 40
"""Lines in which a header may stand."""
_VOETREGEL = re.compile(
    r"(bron|source|©|\(c\)|copyright|toelichting|noot|let op|verklaring|\d{1,2}\)|\*+\s?[a-z(=])",
    re.IGNORECASE,
)


def check_aantal(rijen: int, bestandsnaam: str) -> None:
    """Refuse a file while it is being read, before it fills the memory.

    Raises:
        BronFout: it has more than `MAX_RIJEN` rows besides a header and some titles.
    """
    if rijen > MAX_RIJEN + ZOEK_KOP:
        raise BronFout(
            f"{bestandsnaam}: meer dan 500.000 rijen; splits het bestand, of laat gemeenten, jaren "
            "of kolommen weg die u niet nodig hebt"
        )


def is_kop_lml(namen: Sequence[str]) -> bool:
    """Whether these cells are the header of the Landelijke Monitor Leegstand."""
    return {normalize_naam(naam) for naam in namen} >= KOP_LML


def build_tabel(rijen: Sequence[Rij], bestandsnaam: str) -> pd.DataFrame:
    """Find the header, drop title and source lines, check the width, strip the cells.

    Blanks inside a column name become one: a cell of Excel may hold a line break.

    Raises:
        BronFout: no table, a name missing or twice, or rows wider or narrower than the header.
    """
    gevuld = [(nummer, cellen) for nummer, cellen in rijen if any(map(str.strip, cellen))]
    gevuld = _drop_randregels(gevuld)
    if not gevuld:
        raise BronFout(
            f"{bestandsnaam}: geen tabel gevonden; er is een kopregel nodig met minstens twee "
            "kolommen, gescheiden door ; of ,"
        )
    kopregel, kop = gevuld[0][0], [" ".join(cel.split()) for cel in gevuld[0][1]]
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
    bekend = (i for i, (_, cellen) in enumerate(rijen[:ZOEK_KOP]) if is_kop_lml(cellen))
    begin = next(bekend, begin)
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
