"""One page of Observations, held against the question that was asked."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from etl.bronnen.cbs_v4_vraag import Vraag
from welvaart.fouten import BronFout

_VAST: dict[str, pa.DataType] = {
    "Id": pa.int64(),
    "Measure": pa.string(),
    "ValueAttribute": pa.string(),
    "Value": pa.float64(),
    "StringValue": pa.string(),
}


def parse_rijen(rijen: Sequence[Any], vraag: Vraag, wat: str) -> pa.Table:
    """Observations as a table of Arrow, every column of the wire, nothing changed.

    Raises:
        BronFout: a column is missing, a value is no number, or the rows are not those asked for.
    """
    schema = build_schema(vraag)
    try:
        kolommen = [[rij[naam] for rij in rijen] for naam in schema.names]
        tabel = pa.table(
            [pa.array(kolom, type=veld.type) for kolom, veld in zip(kolommen, schema, strict=True)],
            schema=schema,
        )
    except (KeyError, TypeError, pa.ArrowException) as fout:
        raise BronFout(
            f"{wat}: Observations heeft een andere vorm dan eerst ({fout}); meld dit aan beheer"
        ) from fout
    for naam, code in {**vraag.vast, "Measure": vraag.maat.code}.items():
        gelijk = pc.equal(pc.utf8_trim_whitespace(tabel[naam]), code.strip())
        if tabel.num_rows and not pc.all(pc.fill_null(gelijk, False)).as_py():
            raise BronFout(
                f"{wat}: het antwoord houdt zich niet aan het filter ({naam} eq '{code}'); er is "
                "niets opgeslagen. Controleer CBS_V4_URL"
            )
    return tabel


def build_schema(vraag: Vraag) -> pa.Schema:
    """Columns of Observations for this question."""
    dimensies = sorted({*vraag.vast, vraag.geo, vraag.tijd})
    return pa.schema([*_VAST.items(), *((naam, pa.string()) for naam in dimensies)])
