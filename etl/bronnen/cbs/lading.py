"""A payload in the making: parts on disk, joined in their order while the next ones come in."""

import io
import json
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from etl.bronnen.cbs.vraag import CbsVraag
from etl.bronnen.cbs.werkmap import Werkmap
from etl.snapshot import SLEUTEL_META
from welvaart.fouten import BronFout


class Lading:
    """Writes one payload (Parquet, kept in memory compressed).

    Args:
        schema: columns of every part.
        vraag: the question that the parts answer.
        kern: that question as the catalogue asks it.
        werkmap: where the parts are.
        blok: rows per row group, so that page sizes leave no trace; None = a row group per part.
    """

    def __init__(
        self,
        schema: pa.Schema,
        vraag: CbsVraag,
        kern: Mapping[str, Any],
        werkmap: Werkmap,
        blok: int | None = None,
    ) -> None:
        tekst = json.dumps(vraag.describe(kern), sort_keys=True).encode()
        self._schema = schema.with_metadata({SLEUTEL_META: tekst})
        self._werkmap, self._blok = werkmap, blok
        self._uit = io.BytesIO()
        self._schrijver = pq.ParquetWriter(self._uit, self._schema, compression="zstd")
        self._wacht = self._schema.empty_table()

    def __enter__(self) -> Self:
        """Return the payload itself."""
        return self

    def __exit__(
        self,
        soort: type[BaseException] | None,
        fout: BaseException | None,
        spoor: TracebackType | None,
    ) -> None:
        """Let go of what is half written."""
        self._schrijver.close()

    def add(self, plek: int) -> pa.Table:
        """Join the part at this place to what is there; returns its rows."""
        stuk = self._werkmap.load(plek).replace_schema_metadata(self._schema.metadata)
        if self._blok is None:
            self._schrijver.write_table(stuk)
            return stuk
        self._wacht = pa.concat_tables([self._wacht, stuk])
        while self._wacht.num_rows >= self._blok:
            self._schrijver.write_table(self._wacht.slice(0, self._blok).combine_chunks())
            self._wacht = self._wacht.slice(self._blok)
        return stuk

    def finish(self) -> bytes:
        """Write what is left and return the whole."""
        if self._wacht.num_rows:
            self._schrijver.write_table(self._wacht.combine_chunks())
        self._schrijver.close()
        return self._uit.getvalue()


def build_slot(
    werkmap: Werkmap, wat: str, editie: object, fetch: Callable[[], object], delen: int
) -> Callable[[], None]:
    """What remains to be done with parts that are all in: see `Ophaling.sluit_af`.

    Args:
        werkmap: where the parts are.
        wat: for messages: "CBS, tabel 03759ned".
        editie: what the table said of itself before the first part.
        fetch: asks the table again.
        delen: how many parts there are; one part needs no asking.
    """

    def sluit_af() -> None:
        vernieuwd = delen > 1 and fetch() != editie
        werkmap.clear()
        if vernieuwd:
            raise BronFout(
                f'{wat} werd tijdens het ophalen vernieuwd; draai "python -m etl fetch" opnieuw'
            )

    return sluit_af
