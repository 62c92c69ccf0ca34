"""Pages that are in, kept on disk until the last one is: a killed run goes on where it was."""

import io
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from etl.snapshot import write_atomair

_STAND = "stand.json"


@dataclass
class Werkmap:
    """The pages of one question that are in; another question or edition starts anew."""

    pad: Path
    kenmerk: Mapping[str, Any]
    pagina: int | None = None

    def open(self) -> None:
        """Take up the pages of an earlier run, if they answer the same question."""
        try:
            stand = json.loads((self.pad / _STAND).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            stand = {}
        if stand.get("kenmerk") == self.kenmerk and isinstance(stand.get("pagina"), int):
            self.pagina = stand["pagina"]
        else:
            self.clear()
            self.pad.mkdir(parents=True, exist_ok=True)

    def fix_pagina(self, pagina: int) -> None:
        """Write down the page size: the pages on disk mean nothing without it."""
        self.pagina = pagina
        stand = {"kenmerk": self.kenmerk, "pagina": pagina}
        write_atomair(self.pad / _STAND, json.dumps(stand).encode())

    def get_pad(self, van: int) -> Path:
        """File of the page that begins at this row."""
        return self.pad / f"{van:09d}.parquet"

    def count_rijen(self, van: int) -> int | None:
        """Rows of a page that is in; None when it is not, or cannot be read."""
        try:
            return int(pq.read_metadata(self.get_pad(van)).num_rows)
        except (OSError, pa.ArrowException):
            return None

    def store(self, van: int, tabel: pa.Table) -> None:
        """Write a page so that it is there whole, or not at all."""
        uit = io.BytesIO()
        pq.write_table(tabel, uit, compression="zstd")
        write_atomair(self.get_pad(van), uit.getvalue())

    def load(self, van: int) -> pa.Table:
        """Read a page; in one thread, as memory per thread adds up."""
        with pq.ParquetFile(self.get_pad(van)) as bestand:
            return bestand.read(use_threads=False)

    def restart(self, pagina: int | None = None) -> None:
        """Forget every page and begin anew, with this page size or the one there was."""
        pagina = pagina or self.pagina
        self.clear()
        self.pad.mkdir(parents=True, exist_ok=True)
        if pagina is not None:
            self.fix_pagina(pagina)

    def clear(self) -> None:
        """Forget every page."""
        shutil.rmtree(self.pad, ignore_errors=True)
        self.pagina = None
