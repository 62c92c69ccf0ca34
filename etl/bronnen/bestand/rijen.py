"""Rows of cells to a table: find the header, leave out titles and footers, check the width.

The rows come one at a time and are kept as columns of text, a block at a time: a file of half a
million rows never stands in memory as an object per cell.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa

from welvaart.fouten import BronFout
from welvaart.regio.naam import normalize_naam

Rij = tuple[int, list[str]]
"""Line number in the file (1 = first) and the cells."""

KOP_LML = frozenset({"jaar", "gebiedstype", "gemeentecode", "gebruiksfunctie"})
"""Names that only the header of the Landelijke Monitor Leegstand holds together."""
MAX_RIJEN = 500_000
"""Rows that a file may have; see docs/benchmarks.md for what that many take."""
ZOEK_KOP = 40
"""Lines in which a header may stand."""
_BLOK = 10_000
_HERHAALD = 4
"""How often a text stands in a column on average, before each is kept only once."""
_HOOGSTENS = 5
_VOETREGEL = re.compile(
    r"(bron|source|©|\(c\)|copyright|toelichting|noot|let op|verklaring|\d{1,2}\)|\*+\s?[a-z(=])",
    re.IGNORECASE,
)


def is_kop_lml(namen: Sequence[str]) -> bool:
    """Whether these cells are the header of the Landelijke Monitor Leegstand."""
    return {normalize_naam(naam) for naam in namen} >= KOP_LML


@dataclass
class _Fouten:
    """Rows of a wrong width: the first ones with their line and width, and how many."""

    eerste: list[tuple[int, int]] = field(default_factory=list)
    aantal: int = 0

    def add(self, nummer: int, cellen: int) -> None:
        self.eerste += [(nummer, cellen)] if self.aantal < _HOOGSTENS else []
        self.aantal += 1

    def extend(self, ook: "_Fouten") -> None:
        self.eerste = (self.eerste + ook.eerste)[:_HOOGSTENS]
        self.aantal += ook.aantal


@dataclass
class Tabelbouwer:
    """A table in the making.

    Attributes:
        bestandsnaam: for messages.
        vul_aan: rows are as wide as the widest one, as in a workbook; else a short row is wrong.
        volle_rijen: rows so far with more than one filled cell.
        kop_lml: whether one of the first rows is the header of the Landelijke Monitor Leegstand.
    """

    bestandsnaam: str
    vul_aan: bool = False
    volle_rijen: int = 0
    kop_lml: bool = False
    _aantal: int = 0
    _breedste: int = 0
    _wacht: list[tuple[int, list[str], int]] | None = field(default_factory=list)
    _kop: tuple[int, list[str]] | None = None
    _blok: list[list[str]] = field(default_factory=list)
    _kolommen: list[list[pa.Array]] = field(default_factory=list)
    _rijen: int = 0
    _voet: int = 0
    _fout: _Fouten = field(default_factory=_Fouten)
    _fout_voet: _Fouten = field(default_factory=_Fouten)

    def add(self, nummer: int, cellen: Sequence[str]) -> None:
        """Take the next row, with its line number; blank ones count but are not kept.

        Raises:
            BronFout: the file has more than `MAX_RIJEN` rows besides a header and some titles.
        """
        self._aantal += 1
        if self._aantal > MAX_RIJEN + ZOEK_KOP:
            raise BronFout(
                f"{self.bestandsnaam}: meer dan 500.000 rijen; splits het bestand, of laat "
                "gemeenten, jaren of kolommen weg die u niet nodig hebt"
            )
        schoon = [cel.strip() for cel in cellen]
        gevuld = len(schoon) - schoon.count("")
        self.volle_rijen += gevuld > 1
        self.kop_lml |= self._aantal <= ZOEK_KOP and is_kop_lml(schoon)
        self._breedste = max(self._breedste, len(schoon))
        if not gevuld:
            return
        if self._wacht is not None:
            self._wacht.append((nummer, schoon, gevuld))
            if len(self._wacht) == ZOEK_KOP:
                self._start()
        else:
            self._take(nummer, schoon, gevuld)

    def build(self) -> pd.DataFrame:
        """The table: one column of text per header cell; "" = blank.

        Blanks inside a column name become one: a cell of Excel may hold a line break.

        Raises:
            BronFout: no table, a name missing or twice, or rows wider or narrower than the header.
        """
        self._start()
        if self._kop is None:
            raise BronFout(
                f"{self.bestandsnaam}: geen tabel gevonden; er is een kopregel nodig met minstens "
                "twee kolommen, gescheiden door ; of ,"
            )
        kopregel, kop = self._kop
        _check_kop(kop, kopregel, self.bestandsnaam)
        self._check_breedte(len(kop))
        if not self._rijen - self._voet:
            raise BronFout(
                f"{self.bestandsnaam}: onder de kopregel staan geen rijen; voeg cijfers toe"
            )
        self._flush()
        rijen = self._rijen - self._voet
        kolommen = {naam: _join(self._kolommen.pop(0), rijen) for naam in kop}
        return pd.DataFrame(kolommen, copy=False)

    def _start(self) -> None:
        """Find the header among the first rows: titles above it have one filled cell."""
        wacht, self._wacht = self._wacht or [], None
        vol = (plek for plek, (_, _, gevuld) in enumerate(wacht) if gevuld > 1)
        lml = (plek for plek, (_, cellen, _) in enumerate(wacht) if is_kop_lml(cellen))
        begin = next(lml, next(vol, len(wacht)))
        for nummer, cellen, gevuld in wacht[begin:]:
            self._take(nummer, cellen, gevuld)

    def _take(self, nummer: int, cellen: list[str], gevuld: int) -> None:
        """A row from the header on. A source line counts as a row until the file ends after it."""
        if self._kop is None:
            if gevuld > 1:
                self._set_kop(nummer, cellen)
            return
        breedte = len(self._kop[1])
        if gevuld == 1 and _VOETREGEL.match(cellen[0]):
            self._voet += 1
            fouten = self._fout_voet
        else:
            self._fout.extend(self._fout_voet)
            self._voet, self._fout_voet = 0, _Fouten()
            fouten = self._fout
        kort = len(cellen) < breedte
        if (kort and not self.vul_aan) or any(cellen[breedte:]):
            fouten.add(nummer, len(cellen))
        self._blok.append(cellen[:breedte] + [""] * (breedte - len(cellen)) if kort else cellen)
        self._rijen += 1
        if len(self._blok) == _BLOK:
            self._flush()

    def _set_kop(self, nummer: int, cellen: list[str]) -> None:
        kop = [" ".join(cel.split()) for cel in cellen]
        while not kop[-1]:
            kop.pop()
        self._kop, self._kolommen = (nummer, kop), [[] for _ in kop]

    def _flush(self) -> None:
        for kolom, cellen in zip(self._kolommen, zip(*self._blok, strict=False), strict=False):
            deel = pa.array(cellen, pa.string())
            gedeeld = deel.dictionary_encode()
            is_herhaald = len(gedeeld.dictionary) * _HERHAALD <= len(deel)
            kolom.append(gedeeld if is_herhaald else deel)
        self._blok.clear()

    def _check_breedte(self, breedte: int) -> None:
        """Refuse rows that are not as wide as the header; only blank cells may lie outside it."""
        if not self._fout.aantal:
            return
        problemen = [
            f"{self.bestandsnaam}: regel {nummer}: {self._breedste if self.vul_aan else cellen} "
            f"cellen, de kop heeft er {breedte}; herstel die regel"
            for nummer, cellen in self._fout.eerste
        ]
        if (meer := self._fout.aantal - _HOOGSTENS) > 0:
            problemen.append(f"{self.bestandsnaam}: en nog {meer} zulke regels")
        raise BronFout(problemen)


def _join(delen: list[pa.Array], rijen: int) -> pd.Series:
    """A column of all blocks: categorical where a long column holds the same texts again and again.

    Of a short one, which is one block, it would win nothing.
    """
    if len(delen) == 1 or any(not pa.types.is_dictionary(deel.type) for deel in delen):
        kolom = pa.chunked_array([deel.cast(pa.string()) for deel in delen], pa.string())
    else:
        kolom = pa.chunked_array(delen).unify_dictionaries()
    delen.clear()
    uit: pd.Series = kolom.slice(0, rijen).to_pandas()
    return uit


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
