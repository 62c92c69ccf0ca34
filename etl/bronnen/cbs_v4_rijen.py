"""The rows of one question to CBS OData v4: page by page to disk, several pages at once.

Each page is a small file as soon as it is in, so a killed run goes on where it was. In memory
there are never more pages than are under way.
"""

import io
import json
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from etl.bronnen.cbs_v4 import CbsTabel
from etl.bronnen.cbs_v4_pagina import build_schema, parse_rijen
from etl.bronnen.cbs_v4_vraag import Vraag, explain_leeg
from etl.bronnen.lezer import Meld, Ophaling
from etl.bronnen.verbinding import build_url, parse_object
from etl.bronnen.werkmap import Werkmap
from etl.snapshot import SLEUTEL_META
from welvaart.fouten import BronFout

PAGINA = 10_000
MAX_RIJEN = 2_000_000
_FORMAAT = 1
_BLOK = 50_000


@dataclass(frozen=True, slots=True)
class _Pagina:
    """One page: its rows, its bytes over the wire (0 = from disk), and whether more is promised."""

    rijen: int
    bytes: int = 0
    verder: bool = False


@dataclass
class _Loop:
    """One run over the pages of one question."""

    tabel: CbsTabel
    vraag: Vraag
    werkmap: Werkmap
    tegelijk: int
    meld: Meld
    gelezen: int = 0
    totaal: int | None = None
    stukken: dict[int, int] = field(default_factory=dict)
    einde: int | None = None
    slot: Lock = field(default_factory=Lock)

    def run(self) -> None:
        if self.werkmap.pagina is None:
            self._start()
        if self.einde is None:
            self._fetch_rest(self.werkmap.pagina or PAGINA)
        self._check_aansluiting()

    def _start(self) -> None:
        """Fetch the first page; learn from it how many rows the server gives at a time."""
        eerste = self._fetch(0, PAGINA)
        self._book(0, eerste)
        if eerste.rijen < PAGINA and not eerste.verder:
            self.einde = eerste.rijen
        self.werkmap.fix_pagina(max(eerste.rijen, 1) if eerste.verder else PAGINA)

    def _fetch_rest(self, pagina: int) -> None:
        """Keep `tegelijk` pages under way until a page is not full."""
        self.totaal = grens = self._fetch_totaal()
        volgende = 0
        with ThreadPoolExecutor(self.tegelijk) as ploeg:
            bezig: dict[Future[_Pagina], int] = {}
            try:
                while not self._is_klaar(bezig, grens):
                    while len(bezig) < self.tegelijk and self._is_open(volgende, grens):
                        bezig[ploeg.submit(self._get, volgende, pagina)] = volgende
                        volgende += pagina
                    grens = grens if bezig else None  # more rows than the count foretold
                    for klaar in wait(bezig, return_when=FIRST_COMPLETED).done:
                        van, stuk = bezig.pop(klaar), klaar.result()
                        self._book(van, stuk)
                        if stuk.rijen < pagina:
                            self.einde = min(self.einde or MAX_RIJEN, van + stuk.rijen)
            finally:
                for rest in bezig:
                    rest.cancel()

    def _is_klaar(self, bezig: Mapping[Future[_Pagina], int], grens: int | None) -> bool:
        genoeg = grens is not None and sum(self.stukken.values()) == grens
        return not bezig and (genoeg or self.einde is not None)

    def _book(self, van: int, stuk: _Pagina) -> None:
        if van not in self.stukken:
            self.stukken[van] = stuk.rijen
            self.gelezen += stuk.bytes
            self.meld(stuk.rijen, stuk.bytes, self.totaal)

    def _is_open(self, volgende: int, grens: int | None) -> bool:
        if volgende >= MAX_RIJEN:
            raise BronFout(
                f"{self.tabel.wat}: de selectie geeft meer dan 2 miljoen rijen; maak haar kleiner "
                "met selectie, regios of vanaf in indicators.yaml"
            )
        return (self.einde is None or volgende < self.einde) and (grens is None or volgende < grens)

    def _fetch_totaal(self) -> int | None:
        """How many rows to expect; only a hint, for who waits and to ask no page too many."""
        url = build_url(f"{self.tabel.url}/Observations/$count", {"$filter": self.vraag.filter})
        try:
            aantal = self.tabel.verbinding.fetch_getal(url, self.tabel.wat)
        except BronFout:
            return None
        # The count of the whole table means that the filter was not looked at (as in v3).
        return None if aantal == self.tabel.eigenschappen.aantal else aantal

    def _get(self, van: int, pagina: int) -> _Pagina:
        rijen = self.werkmap.count_rijen(van)
        return self._fetch(van, pagina) if rijen is None else _Pagina(rijen)

    def _fetch(self, van: int, top: int) -> _Pagina:
        opties = {"$filter": self.vraag.filter, "$top": str(top), "$skip": str(van)}
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
        with self.slot:
            inhoud = parse_object(body)
            rijen = inhoud.get("value")
            if not isinstance(rijen, list):
                return None
            verder = "@odata.nextLink" in inhoud
            return parse_rijen(rijen, self.vraag, self.tabel.wat), verder

    def _check_aansluiting(self) -> None:
        """Refuse pages that leave a gap: a short page may only be the last one."""
        self.stukken = {van: rijen for van, rijen in sorted(self.stukken.items()) if rijen}
        verwacht = 0
        for van, rijen in self.stukken.items():
            if van != verwacht:
                self.werkmap.clear()
                raise BronFout(
                    f"{self.tabel.wat}: de pagina's sluiten niet op elkaar aan (bij rij {van}); "
                    "probeer het opnieuw"
                )
            verwacht = van + rijen


def fetch_rijen(
    tabel: CbsTabel,
    vraag: Vraag,
    kern: Mapping[str, Any],
    werkmap: Path,
    *,
    tegelijk: int,
    meld: Meld,
) -> Ophaling:
    """Fetch every row of a question, going on where an earlier run stopped.

    Args:
        tabel: the table.
        vraag: see `build_vraag`.
        kern: the question as the catalogue asks it; goes into the payload.
        werkmap: folder for the pages; gone when all is well.
        tegelijk: pages at once.
        meld: called after each page.

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
        "formaat": _FORMAAT,
        "url": tabel.adres,
        "filter": vraag.filter,
        "gewijzigd_op": eigenschappen.gewijzigd_op,
    }
    bak = Werkmap(werkmap, kenmerk)
    bak.open()
    loop = _Loop(tabel, vraag, bak, tegelijk, meld)
    loop.run()
    if not loop.stukken:
        bak.clear()
        raise BronFout(f"{tabel.wat}: nul rijen; {explain_leeg(tabel, vraag)}")
    if len(loop.stukken) > 1 and tabel.fetch_eigenschappen() != eigenschappen:
        bak.clear()
        raise BronFout(
            f'{tabel.wat} werd tijdens het ophalen vernieuwd; draai "python -m etl fetch" opnieuw'
        )
    inhoud = _assemble(loop, kern)
    rijen = sum(loop.stukken.values())
    bak.clear()
    return Ophaling(inhoud, rijen, loop.gelezen, len(loop.stukken))


def _assemble(loop: _Loop, kern: Mapping[str, Any]) -> bytes:
    """All pages as one payload, in blocks of a fixed size: page sizes leave no trace in it."""
    schema = build_schema(loop.vraag).with_metadata(
        {SLEUTEL_META: json.dumps(_describe(loop.vraag, kern), sort_keys=True).encode()}
    )
    uit = io.BytesIO()
    ids: list[np.ndarray[Any, np.dtype[np.int64]]] = []
    wacht = schema.empty_table()
    with pq.ParquetWriter(uit, schema, compression="zstd") as schrijver:
        for van in loop.stukken:
            stuk = (
                pq.ParquetFile(loop.werkmap.get_pad(van))
                .read(use_threads=False)
                .replace_schema_metadata(schema.metadata)
            )
            ids.append(stuk["Id"].to_numpy())
            wacht = pa.concat_tables([wacht, stuk])
            while wacht.num_rows >= _BLOK:
                schrijver.write_table(wacht.slice(0, _BLOK).combine_chunks())
                wacht = wacht.slice(_BLOK)
        if wacht.num_rows:
            schrijver.write_table(wacht.combine_chunks())
    alle = np.concatenate(ids)
    alle.sort()  # a set of them all would take ten times the memory
    if (alle[1:] == alle[:-1]).any():
        loop.werkmap.clear()
        raise BronFout(f"{loop.tabel.wat}: het CBS gaf rijen dubbel; probeer het later opnieuw")
    return uit.getvalue()


def _describe(vraag: Vraag, kern: Mapping[str, Any]) -> dict[str, Any]:
    """What the rows mean, as far as they do not say so themselves."""
    return {
        "formaat": _FORMAAT,
        "kern": dict(kern),
        "tabel": vraag.tabel,
        "onderwerp": vraag.maat.to_dict(),
        "geo": vraag.geo,
        "tijd": vraag.tijd,
        "perioden": vraag.perioden,
    }
