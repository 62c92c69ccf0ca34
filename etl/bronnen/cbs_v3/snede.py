"""One slice of an UntypedDataSet, held against the question that was asked."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from etl.bronnen.cbs_v3.vraag import Snede, V3Vraag
from welvaart.fouten import BronFout

_ONBEKEND = "."


def build_v3_schema(vraag: V3Vraag) -> pa.Schema:
    """Columns of the wire as they came, then what the text of the figure says."""
    velden = [pa.field(naam, pa.string()) for naam in vraag.kolommen]
    return pa.schema([*velden, ("ValueAttribute", pa.string()), ("Value", pa.float64())])


def parse_snede(
    rijen: Sequence[Mapping[str, Any]], vraag: V3Vraag, snede: Snede, wat: str
) -> pa.Table:
    """Rows of a slice as a table of Arrow, in order of period and regio.

    A figure is text of a fixed width: a number, "." for unknown, unreliable or secret, or nothing
    at all for what cannot exist or is not there yet.

    Raises:
        BronFout: a column is missing, a figure is no number, or the rows are not those asked for.
    """
    schema = build_v3_schema(vraag)
    try:
        kolommen = [pa.array([rij[naam] for rij in rijen], pa.string()) for naam in vraag.kolommen]
        kenmerk, getal = _read_cijfers(kolommen[-1])
    except (KeyError, TypeError, pa.ArrowException) as fout:
        raise BronFout(
            f"{wat}: UntypedDataSet heeft een andere vorm dan eerst ({fout}); meld dit aan beheer"
        ) from fout
    tabel = pa.table([*kolommen, kenmerk, getal], schema=schema)
    _check_vraag(tabel, vraag, snede, wat)
    return tabel.sort_by([(naam, "ascending") for naam in (vraag.tijd, vraag.geo) if naam])


def _read_cijfers(kolom: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Attribute and number of each text."""
    tekst = pc.fill_null(pc.utf8_trim_whitespace(kolom), "")
    leeg, onbekend = pc.equal(tekst, ""), pc.equal(tekst, _ONBEKEND)
    kenmerk = pc.if_else(leeg, "Blank", pc.if_else(onbekend, "Unknown", "None"))
    getal = pc.if_else(pc.or_(leeg, onbekend), None, tekst)
    return kenmerk, getal.cast(pa.float64())


def _check_vraag(tabel: pa.Table, vraag: V3Vraag, snede: Snede, wat: str) -> None:
    """Refuse rows that were not asked for: a server that does not look at the filter."""
    if not tabel.num_rows:
        return
    kaal = {naam: pc.utf8_trim_whitespace(tabel[naam]) for naam in (*vraag.vast, vraag.geo)}
    begin = [pc.starts_with(kaal[vraag.geo], pattern=prefix) for prefix in vraag.regios]
    eisen = {naam: pc.equal(kaal[naam], code) for naam, code in vraag.vast.items()}
    past = begin[0]
    for ook in begin[1:]:
        past = pc.or_(past, ook)
    eisen[vraag.geo] = past
    for naam, past in eisen.items():
        if not pc.all(pc.fill_null(past, False)).as_py():
            raise BronFout(
                f"{wat}: het antwoord houdt zich niet aan het filter ({naam}); er is niets "
                "opgeslagen. Controleer CBS_V3_HOST"
            )
    if tabel.num_rows > snede.hoogstens:
        raise BronFout(
            f"{wat}: er kwamen meer rijen ({tabel.num_rows}) dan er regio's en perioden zijn "
            f"({snede.hoogstens}); er is niets opgeslagen. Meld dit aan beheer"
        )
