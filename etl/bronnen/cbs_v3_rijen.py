"""The rows of one question to CBS OData v3: slice by slice to disk, several slices at once.

Each slice is a small file as soon as it is in, so a killed run goes on where it was. In memory
there are never more slices than are under way.
"""

import io
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import pyarrow.parquet as pq

from etl.bronnen.cbs_v3_snede import build_v3_schema, parse_snede
from etl.bronnen.cbs_v3_tabel import CbsV3Tabel
from etl.bronnen.cbs_v3_vraag import SNEDE, Snede, V3Vraag
from etl.bronnen.lezer import Meld, Ophaling
from etl.bronnen.werkmap import Werkmap
from etl.snapshot import SLEUTEL_META
from welvaart.fouten import BronFout

_FORMAAT = 1
_DATA = "UntypedDataSet"


@dataclass
class _Loop:
    """One run over the slices of one question."""

    tabel: CbsV3Tabel
    vraag: V3Vraag
    werkmap: Werkmap
    tegelijk: int
    meld: Meld

    def __post_init__(self) -> None:
        self.slot = Lock()

    def run(self, sneden: Sequence[Snede]) -> list[int]:
        """Fetch the slices that are not in yet; the rows of each, in order."""
        rijen = [0] * len(sneden)
        with ThreadPoolExecutor(self.tegelijk) as ploeg:
            bezig = {
                ploeg.submit(self._get, plek, snede): plek for plek, snede in enumerate(sneden)
            }
            try:
                for klaar, toekomst in enumerate(as_completed(bezig), start=1):
                    rijen[bezig[toekomst]] = toekomst.result()
                    totaal = sum(rijen) * len(sneden) // klaar
                    self.meld(toekomst.result(), 0, totaal)
            finally:
                for rest in bezig:
                    rest.cancel()
        return rijen

    def _get(self, plek: int, snede: Snede) -> int:
        """Rows of one slice, from disk or from the source."""
        if (rijen := self.werkmap.count_rijen(plek)) is not None:
            return rijen
        antwoord = self.tabel.dienst.fetch(
            self.tabel.tabel,
            _DATA,
            self.tabel.wat,
            kolommen=self.vraag.kolommen,
            filter_=snede.filter,
        )
        if antwoord is None:
            raise BronFout(f"{self.tabel.wat}: {_DATA} bestaat niet; probeer het later opnieuw")
        with self.slot:  # one at a time, to spare memory
            tabel = parse_snede(antwoord, self.vraag, snede, self.tabel.wat)
            self.werkmap.store(plek, tabel)
        return int(tabel.num_rows)


def fetch_v3_rijen(
    tabel: CbsV3Tabel,
    vraag: V3Vraag,
    kern: Mapping[str, Any],
    werkmap: Path,
    *,
    tegelijk: int,
    meld: Meld,
) -> Ophaling:
    """Fetch every row of a question, going on where an earlier run stopped.

    Args:
        tabel: the table.
        vraag: see `build_v3_vraag`.
        kern: the question as the catalogue asks it; goes into the payload.
        werkmap: folder for the slices; gone when all is well.
        tegelijk: slices at once.
        meld: called after each slice, without bytes: cbsodata does not tell.

    Raises:
        BronFout: there are no rows, the table changed meanwhile, or a slice failed; the slices
            that are in stay for the next time.
    """
    info = tabel.info
    bak = _open_werkmap(werkmap, tabel, vraag)
    loop = _Loop(tabel, vraag, bak, tegelijk, meld)
    rijen = loop.run(vraag.sneden)
    if not sum(rijen) and vraag.vast:  # the code lists may lack the blanks that the figures have
        bak.clear()
        bak.fix_pagina(SNEDE)
        rijen = loop.run(vraag.ruim)
    if not sum(rijen):
        bak.clear()
        raise BronFout(f"{tabel.wat}: nul rijen; {explain_v3_leeg(vraag)}")
    if len(rijen) > 1 and tabel.fetch_info() != info:
        bak.clear()
        raise BronFout(
            f'{tabel.wat} werd tijdens het ophalen vernieuwd; draai "python -m etl fetch" opnieuw'
        )
    inhoud = _assemble(loop, rijen, kern)
    bak.clear()
    return Ophaling(inhoud, sum(rijen), 0, len(rijen))


def _open_werkmap(pad: Path, tabel: CbsV3Tabel, vraag: V3Vraag) -> Werkmap:
    """The slices that are in, if they answer the same question of the same edition."""
    kenmerk = {
        "formaat": _FORMAAT,
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


def _assemble(loop: _Loop, rijen: Sequence[int], kern: Mapping[str, Any]) -> bytes:
    """All slices as one payload, a part per slice."""
    schema = build_v3_schema(loop.vraag).with_metadata(
        {SLEUTEL_META: json.dumps(_describe(loop.vraag, kern), sort_keys=True).encode()}
    )
    uit = io.BytesIO()
    with pq.ParquetWriter(uit, schema, compression="zstd") as schrijver:
        for plek, aantal in enumerate(rijen):
            if aantal:
                stuk = loop.werkmap.load(plek).replace_schema_metadata(schema.metadata)
                schrijver.write_table(stuk)
    return uit.getvalue()


def _describe(vraag: V3Vraag, kern: Mapping[str, Any]) -> dict[str, Any]:
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
