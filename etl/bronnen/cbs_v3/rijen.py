"""The rows of one question to CBS OData v3: slice by slice to disk, several slices at once.

Each slice is a small file as soon as it is in, so a killed run goes on where it was. In memory
there are never more slices than are under way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from etl.bronnen.cbs.lading import Lading, build_slot
from etl.bronnen.cbs.vraag import FORMAAT
from etl.bronnen.cbs.werkmap import Werkmap
from etl.bronnen.cbs_v3.snede import build_v3_schema, parse_snede
from etl.bronnen.cbs_v3.tabel import CbsV3Tabel
from etl.bronnen.cbs_v3.vraag import SNEDE, Snede, V3Vraag
from etl.bronnen.lezer import Meld, Ophaling
from etl.bronnen.net.ploeg import run_ploeg
from welvaart.fouten import BronFout

_DATA = "UntypedDataSet"


@dataclass
class _Loop:
    """One run over the slices of one question.

    Attributes:
        klaar: place of a slice → its rows.
        samen: how many slices are joined.
    """

    tabel: CbsV3Tabel
    vraag: V3Vraag
    sneden: Sequence[Snede]
    werkmap: Werkmap
    lading: Lading
    meld: Meld
    gelezen: int = 0
    klaar: dict[int, int] = field(default_factory=dict)
    samen: int = 0
    _volgende: int = 0
    _slot: Lock = field(default_factory=Lock)

    def run(self, tegelijk: int) -> int:
        """Fetch the slices that are not in yet; the number of rows in all."""
        run_ploeg(self._choose, self._get, self._book, tegelijk=tegelijk)
        return sum(self.klaar.values())

    def _choose(self) -> int | None:
        if self._volgende == len(self.sneden):
            return None
        self._volgende += 1
        return self._volgende - 1

    def _book(self, plek: int, stuk: tuple[int, int]) -> None:
        rijen, bytes_ = stuk
        self.klaar[plek] = rijen
        self.gelezen += bytes_
        totaal = sum(self.klaar.values()) * len(self.sneden) // len(self.klaar)
        self.meld(rijen, bytes_, totaal)
        while self.samen in self.klaar:
            if self.klaar[self.samen]:
                self.lading.add(self.samen)
            self.samen += 1

    def _get(self, plek: int) -> tuple[int, int]:
        """Rows of one slice, from disk or from the source, and its bytes over the wire."""
        if (rijen := self.werkmap.count_rijen(plek)) is not None:
            return rijen, 0
        tabel = self.tabel
        antwoord = tabel.dienst.fetch_geteld(
            tabel.tabel,
            _DATA,
            tabel.wat,
            kolommen=self.vraag.kolommen,
            filter_=self.sneden[plek].filter,
        )
        if antwoord is None:
            raise BronFout(f"{tabel.wat}: {_DATA} bestaat niet; probeer het later opnieuw")
        with self._slot:  # one at a time, to spare memory
            stuk = parse_snede(antwoord[0], self.vraag, self.sneden[plek], tabel.wat)
            self.werkmap.store(plek, stuk)
        return int(stuk.num_rows), antwoord[1]


def fetch_v3_rijen(
    tabel: CbsV3Tabel,
    vraag: V3Vraag,
    kern: Mapping[str, Any],
    werkmap: Path,
    *,
    tegelijk: int,
    meld: Meld,
) -> Ophaling:
    """Fetch every row of a question of `build_v3_vraag`; the rest is as in `Bronlezer.fetch`.

    Raises:
        BronFout: there are no rows, the table changed meanwhile, or a slice failed; the slices
            that are in stay for the next time.
    """
    bak = _open_werkmap(werkmap, tabel, vraag)
    keuzes = [vraag.sneden]
    if vraag.vast:  # the code lists may lack the blanks that the figures have
        keuzes.append(vraag.ruim)
    for sneden in keuzes:
        with Lading(build_v3_schema(vraag), vraag, kern, bak) as lading:
            loop = _Loop(tabel, vraag, sneden, bak, lading, meld)
            if rijen := loop.run(tegelijk):
                delen = len(sneden)
                slot = build_slot(bak, tabel.wat, tabel.info, tabel.fetch_info, delen)
                return Ophaling(lading.finish(), rijen, loop.gelezen, delen, slot)
        bak.restart()
    bak.clear()
    raise BronFout(f"{tabel.wat}: nul rijen; {explain_v3_leeg(vraag)}")


def _open_werkmap(pad: Path, tabel: CbsV3Tabel, vraag: V3Vraag) -> Werkmap:
    """The slices that are in, if they answer the same question of the same edition."""
    kenmerk = {
        "formaat": FORMAAT,
        "url": tabel.dienst.get_adres(tabel.tabel, _DATA),
        "sneden": [snede.filter for snede in vraag.sneden],
        "kolommen": vraag.kolommen,
        "gewijzigd_op": tabel.info.gewijzigd_op,
    }
    bak = Werkmap(pad, kenmerk)
    bak.open()
    bak.fix_pagina(SNEDE)
    return bak


def has_v3_rij(tabel: CbsV3Tabel, vraag: V3Vraag) -> bool:
    """Whether the question has an answer at all: asks for the newest period of few regio's.

    Raises:
        BronFout: the source does not understand the question, or is out of reach.
    """
    return any(
        tabel.dienst.fetch(tabel.tabel, _DATA, tabel.wat, kolommen=vraag.kolommen, filter_=filter_)
        for filter_ in vraag.proeven
    )


def explain_v3_leeg(vraag: V3Vraag) -> str:
    """Say why a question has no answer, when every code is in its list."""
    return (
        f"de codes bestaan wel, maar bij deze regio's ({', '.join(vraag.regios)}) en jaren heeft "
        "het CBS niets. Probeer het later opnieuw"
    )
