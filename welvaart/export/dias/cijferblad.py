"""The sheet behind a chart on a slide: what one gets to see under "edit data"."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

import xlsxwriter

from welvaart.export.vast import fix_zip

BLAD: Final = "Cijfers"
_VAST = datetime(2000, 1, 1, tzinfo=UTC)


def write_cijferblad(
    kop: str,
    categorieen: Sequence[str] | Sequence[datetime],
    reeksen: Sequence[tuple[str, Sequence[float | None]]],
    getalvorm: str,
    datumvorm: str = "yyyy",
) -> bytes:
    """One table from A1: categories in the first column, one column per series.

    Text stays text, whatever it begins with. The same input gives the same bytes.
    """
    uit = BytesIO()
    boek = xlsxwriter.Workbook(
        uit,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    boek.set_properties({"created": _VAST, "language": "nl-NL"})
    blad = boek.add_worksheet(BLAD)
    getal, jaar = (
        boek.add_format({"num_format": getalvorm}),
        boek.add_format({"num_format": datumvorm}),
    )
    blad.write_string(0, 0, kop)
    for r, categorie in enumerate(categorieen, 1):
        if isinstance(categorie, datetime):
            blad.write_datetime(r, 0, categorie, jaar)
        else:
            blad.write_string(r, 0, categorie)
    for k, (naam, waarden) in enumerate(reeksen, 1):
        blad.write_string(0, k, naam)
        for r, waarde in enumerate(waarden, 1):
            if waarde is not None:
                blad.write_number(r, k, waarde, getal)
    boek.close()
    return fix_zip(uit.getvalue())
