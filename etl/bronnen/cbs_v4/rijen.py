"""The rows of one question to CBS OData v4: page by page to disk, several pages at once.

Each page is a small file as soon as it is in, so a killed run goes on where it was. In memory
there are never more pages than are under way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa

from etl.bronnen.cbs.lading import Lading, build_slot
from etl.bronnen.cbs.vraag import FORMAAT, CbsVraag, get_einde
from etl.bronnen.cbs.werkmap import Werkmap
from etl.bronnen.cbs_v4.dienst import CbsTabel
from etl.bronnen.cbs_v4.pagina import build_schema, parse_pagina
from etl.bronnen.cbs_v4.vraag import explain_leeg
from etl.bronnen.lezer import Meld, Ophaling
from etl.bronnen.net.ploeg import run_ploeg
from etl.bronnen.net.verbinding import build_url
from welvaart.fouten import BronFout

PAGINA = 10_000
MAX_RIJEN = 2_000_000
_BLOK = 50_000
_TELLING = -1
"""The task to ask how many rows there are; the others are the row that a page begins at."""
_GEWOON = {"NL": 1, "LD": 4, "PV": 12, "CR": 40, "AM": 35, "GM": 500, "WK": 3_500, "BU": 14_000}


@dataclass(frozen=True, slots=True)
class _Pagina:
    """One page: its rows, its bytes over the wire (0 = from disk), and whether more is promised."""

    rijen: int
    bytes: int = 0
    verder: bool = False


class _KleinerFout(Exception):
    """The server gives fewer rows at a time than was asked for."""

    def __init__(self, rijen: int) -> None:
        super().__init__(rijen)
        self.rijen = max(rijen, 1)


@dataclass
class _Loop:
    """One run over the pages of one question; a server with smaller pages needs a second one.

    Attributes:
        pagina: rows to ask for at a time.
        grens: ask for no page beyond this many rows, as far as is known now; None = no idea.
        totaal: rows that the source foretells, for who waits; None = it does not say.
        einde: rows in all, once a page was not full.
        aansluitend: where the part that was joined last ends.
    """

    tabel: CbsTabel
    vraag: CbsVraag
    werkmap: Werkmap
    lading: Lading
    meld: Meld
    pagina: int
    grens: int | None
    gelezen: int = 0
    totaal: int | None = None
    stukken: dict[int, int] = field(default_factory=dict)
    ids: list[np.ndarray[Any, np.dtype[np.int64]]] = field(default_factory=list)
    einde: int | None = None
    aansluitend: int = 0
    _volgende: int = 0
    _bezig: int = 0
    _telt: bool = False
    _slot: Lock = field(default_factory=Lock)

    def run(self, tegelijk: int) -> None:
        run_ploeg(self._choose, self._get, self._book, tegelijk=tegelijk)
        self._check_aansluiting()

    def _choose(self) -> int | None:
        """What to ask next: a page, the number of rows, or nothing for now."""
        taak = self._find_taak()
        if taak is None and not self._bezig and self._is_meer():
            self.grens = None  # more rows than the count foretold
            taak = self._find_taak()
        self._bezig += taak is not None
        return taak

    def _is_meer(self) -> bool:
        return self.einde is None and sum(self.stukken.values()) != self.grens

    def _find_taak(self) -> int | None:
        veel = self.grens is None or self.grens > self.pagina
        if self._volgende and not self._telt and self.einde is None and (veel or self.stukken):
            self._telt = True
            return _TELLING
        van = self._volgende
        grenzen = [grens for grens in (self.einde, self.grens) if grens is not None]
        if any(van >= grens for grens in grenzen):
            return None
        if van >= MAX_RIJEN:
            raise BronFout(
                f"{self.tabel.wat}: de selectie geeft meer dan 2 miljoen rijen; maak haar kleiner "
                "met selectie, regios of vanaf in indicators.yaml"
            )
        self._volgende += self.pagina
        return van

    def _book(self, taak: int, uitkomst: _Pagina | int | None) -> None:
        self._bezig -= 1
        if not isinstance(uitkomst, _Pagina):
            self.grens = self.totaal = uitkomst
            return
        if self.werkmap.pagina is None and uitkomst.verder and uitkomst.rijen < self.pagina:
            raise _KleinerFout(uitkomst.rijen)
        if taak == 0 and self.werkmap.pagina is None:
            self.werkmap.fix_pagina(self.pagina)
        self.stukken[taak] = uitkomst.rijen
        self.gelezen += uitkomst.bytes
        self.meld(uitkomst.rijen, uitkomst.bytes, self.totaal)
        if uitkomst.rijen < self.pagina:
            self.einde = min(self.einde or MAX_RIJEN, taak + uitkomst.rijen)
        self._join()

    def _join(self) -> None:
        """Join the pages that follow on what is there: the source is waited for anyway."""
        while rijen := self.stukken.get(self.aansluitend, 0):
            self.ids.append(self.lading.add(self.aansluitend)["Id"].to_numpy())
            self.aansluitend += rijen

    def _fetch_totaal(self) -> int | None:
        """How many rows to expect; only a hint, for who waits and to ask no page too many."""
        url = build_url(f"{self.tabel.url}/Observations/$count", {"$filter": self.vraag.filter})
        try:
            aantal = self.tabel.verbinding.fetch_getal(url, self.tabel.wat)
        except BronFout:
            return None
        # The count of the whole table means that the filter was not looked at (as in v3).
        return None if aantal == self.tabel.eigenschappen.aantal else aantal

    def _get(self, taak: int) -> _Pagina | int | None:
        if taak == _TELLING:
            return self._fetch_totaal()
        rijen = None if self.werkmap.pagina is None else self.werkmap.count_rijen(taak)
        return self._fetch(taak) if rijen is None else _Pagina(rijen)

    def _fetch(self, van: int) -> _Pagina:
        opties = {"$filter": self.vraag.filter, "$top": str(self.pagina), "$skip": str(van)}
        url = build_url(f"{self.tabel.url}/Observations", opties)
        antwoord = self.tabel.verbinding.fetch(url, self.tabel.wat, self._parse)
        if antwoord is None or antwoord[0] is None:
            raise BronFout(
                f"{self.tabel.wat}: Observations geeft geen rijen; probeer het later opnieuw"
            )
        (pagina, verder), grootte = antwoord[0], antwoord[1]
        if pagina.num_rows:
            self.werkmap.store(van, pagina)
        return _Pagina(pagina.num_rows, grootte, verder)

    def _parse(self, body: bytes) -> tuple[pa.Table, bool] | None:
        """Rows of a page, and whether more is promised; one page at a time, to spare memory."""
        with self._slot:
            return parse_pagina(body, self.vraag, self.tabel.wat)

    def _check_aansluiting(self) -> None:
        """Refuse pages that leave a gap, or rows that came twice."""
        if any(van >= self.aansluitend and rijen for van, rijen in self.stukken.items()):
            self.werkmap.clear()
            raise BronFout(
                f"{self.tabel.wat}: de pagina's sluiten niet op elkaar aan (bij rij "
                f"{self.aansluitend}); probeer het opnieuw"
            )
        alle = np.concatenate(self.ids) if self.ids else np.array([], np.int64)
        alle.sort()  # a set of them all would take ten times the memory
        if (alle[1:] == alle[:-1]).any():
            self.werkmap.clear()
            raise BronFout(f"{self.tabel.wat}: het CBS gaf rijen dubbel; probeer het later opnieuw")


def fetch_rijen(
    tabel: CbsTabel,
    vraag: CbsVraag,
    kern: Mapping[str, Any],
    werkmap: Path,
    *,
    tegelijk: int,
    meld: Meld,
) -> Ophaling:
    """Fetch every row of a question of `build_vraag`; the rest is as in `Bronlezer.fetch`.

    Raises:
        BronFout: the question would pull a huge table whole, has no rows, or a page failed; the
            pages that are in stay for the next time.
    """
    eigenschappen = tabel.eigenschappen
    if not vraag.filter and (eigenschappen.aantal or MAX_RIJEN + 1) > MAX_RIJEN:
        raise BronFout(
            f"{tabel.wat} heeft {eigenschappen.aantal} cijfers; zonder selectie wordt die niet "
            "opgehaald. Zet selectie, regios of vanaf in indicators.yaml"
        )
    kenmerk = {
        "formaat": FORMAAT,
        "url": tabel.adres,
        "filter": vraag.filter,
        "gewijzigd_op": eigenschappen.gewijzigd_op,
    }
    bak = Werkmap(werkmap, kenmerk)
    bak.open()
    verwacht = _guess_rijen(vraag, kern)
    run = partial(_run, tabel, vraag, kern, bak, verwacht, tegelijk=tegelijk, meld=meld)
    try:
        return run()
    except _KleinerFout as kleiner:
        bak.restart(kleiner.rijen)
        return run()


def _run(
    tabel: CbsTabel,
    vraag: CbsVraag,
    kern: Mapping[str, Any],
    bak: Werkmap,
    verwacht: int,
    *,
    tegelijk: int,
    meld: Meld,
) -> Ophaling:
    with Lading(build_schema(vraag), vraag, kern, bak, _BLOK) as lading:
        grens = verwacht if bak.pagina is None else 1  # what is on disk comes before the count
        loop = _Loop(tabel, vraag, bak, lading, meld, bak.pagina or PAGINA, grens)
        loop.run(tegelijk)
        paginas = sum(aantal > 0 for aantal in loop.stukken.values())
        if not paginas:
            bak.clear()
            raise BronFout(f"{tabel.wat}: nul rijen; {explain_leeg(tabel, vraag)}")
        inhoud = lading.finish()
    eerder, nog_eens = tabel.eigenschappen, tabel.fetch_eigenschappen
    sluit_af = build_slot(bak, tabel.wat, eerder, nog_eens, paginas)
    return Ophaling(inhoud, sum(loop.stukken.values()), loop.gelezen, paginas, sluit_af)


def _guess_rijen(vraag: CbsVraag, kern: Mapping[str, Any]) -> int:
    """How many rows there may be, to ask for a few pages before the count is known.

    A guess on the low side: CBS gives a row per regio and period, also where there is no figure.
    """
    codes, vanaf = list(vraag.perioden), kern.get("vanaf")
    jaren = [code for code in codes if code.endswith(get_einde(kern.get("maand")))] or codes
    perioden = sum(vanaf is None or code >= str(vanaf) for code in jaren)
    return max(perioden * sum(_GEWOON.get(prefix[:2], 10) for prefix in vraag.regios), 1)
