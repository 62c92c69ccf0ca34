"""One page of Observations, held against the question that was asked."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pj

from etl.bronnen.cbs.vraag import CbsVraag
from etl.bronnen.net.verbinding import parse_object
from welvaart.fouten import BronFout

_VAST: dict[str, pa.DataType] = {
    "Id": pa.int64(),
    "Measure": pa.string(),
    "ValueAttribute": pa.string(),
    "Value": pa.float64(),
    "StringValue": pa.string(),
}
_MAG_LEEG = ("ValueAttribute", "Value", "StringValue")
_VERDER = "@odata.nextLink"


def parse_rijen(rijen: Sequence[Any], vraag: CbsVraag, wat: str) -> pa.Table:
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
    _check_vraag(tabel, vraag, wat)
    return tabel


def _check_vraag(tabel: pa.Table, vraag: CbsVraag, wat: str) -> None:
    """Refuse rows that were not asked for: a server that does not look at the filter."""
    for naam, code in {**vraag.vast, "Measure": vraag.maat.code}.items():
        gelijk = pc.equal(pc.utf8_trim_whitespace(tabel[naam]), code.strip())
        if tabel.num_rows and not pc.all(pc.fill_null(gelijk, False)).as_py():
            raise BronFout(
                f"{wat}: het antwoord houdt zich niet aan het filter ({naam} eq '{code}'); er is "
                "niets opgeslagen. Controleer CBS_V4_URL"
            )


def parse_pagina(body: bytes, vraag: CbsVraag, wat: str) -> tuple[pa.Table, bool] | None:
    """Rows of a reply, and whether more is promised; None when it holds no list of rows.

    Arrow reads what has the form that CBS promises, in half the time and without an object per
    cell. Anything else goes the long way, which finds the words for what is wrong.

    Raises:
        BronFout: see `parse_rijen`; or no JSON, which counts as something that may pass.
    """
    schema = build_schema(vraag)
    if (snel := _read_snel(body, schema)) is not None:
        tabel, verder = snel
        _check_vraag(tabel, vraag, wat)
        return tabel, verder
    inhoud = parse_object(body)
    rijen = inhoud.get("value")
    if not isinstance(rijen, list):
        return None
    return parse_rijen(rijen, vraag, wat), _VERDER in inhoud


def _read_snel(body: bytes, schema: pa.Schema) -> tuple[pa.Table, bool] | None:
    """The rows, if every one has every column in the type it should have; else None."""
    vorm = pa.schema([("value", pa.list_(pa.struct(list(schema)))), (_VERDER, pa.string())])
    try:
        inhoud = pj.read_json(
            pa.BufferReader(body),
            pj.ReadOptions(use_threads=False, block_size=len(body) + 1),
            pj.ParseOptions(
                explicit_schema=vorm, newlines_in_values=True, unexpected_field_behavior="ignore"
            ),
        )
        if inhoud.num_rows != 1 or inhoud["value"].null_count:
            return None
        rijen = inhoud["value"].combine_chunks().flatten()
        tabel = pa.table(rijen.flatten(), schema=schema)
        tabel.validate(full=True)
    except pa.ArrowException:
        return None
    compleet = not rijen.null_count and all(
        body.count(f'"{naam}"'.encode()) == tabel.num_rows
        if naam in _MAG_LEEG
        else tabel[naam].null_count == 0
        for naam in schema.names
    )
    return (tabel, inhoud[_VERDER].null_count == 0) if compleet else None


def build_schema(vraag: CbsVraag) -> pa.Schema:
    """Columns of Observations for this question."""
    dimensies = sorted({*vraag.vast, vraag.geo, vraag.tijd} - {""})
    return pa.schema([*_VAST.items(), *((naam, pa.string()) for naam in dimensies)])
