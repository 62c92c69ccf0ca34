"""The tables that come with the program, read one at a time; light, as fetching needs two."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from welvaart.fouten import BronFout

_BLOK = 20_000


def load_tabel(momentopname: Path, naam: str) -> pd.DataFrame:
    """Load a bundled table.

    Raises:
        BronFout: the file is missing or damaged.
    """
    with _explain(momentopname, naam), pq.ParquetFile(momentopname / f"{naam}.parquet") as bestand:
        frame: pd.DataFrame = bestand.read(use_threads=False).to_pandas()
    return frame


def load_cijfers(momentopname: Path, indicator_id: str) -> pd.DataFrame:
    """Load the bundled figures of one indicator, a part of the file at a time to spare memory.

    Returns:
        Columns regio_code, periode_code and waarde; no rows when nothing is bundled.

    Raises:
        BronFout: the file is missing or damaged.
    """
    pad, kolommen = momentopname / "waarneming.parquet", ["regio_code", "periode_code", "waarde"]
    delen = []
    with _explain(momentopname, "waarneming"), pq.ParquetFile(pad) as bestand:
        opties = {"columns": ["indicator_id", *kolommen], "use_threads": False}
        for deel in bestand.iter_batches(_BLOK, **opties):
            raak = deel.filter(pc.equal(deel["indicator_id"], indicator_id)).select(kolommen)
            delen.append(raak.to_pandas())
    frame: pd.DataFrame = pd.concat(delen, ignore_index=True)
    return frame


@contextmanager
def _explain(momentopname: Path, naam: str) -> Iterator[None]:
    try:
        yield
    except (OSError, pa.ArrowException) as fout:
        raise BronFout(
            f"{naam}.parquet in {momentopname.name} ontbreekt of is beschadigd; haal het project"
            " opnieuw op"
        ) from fout
