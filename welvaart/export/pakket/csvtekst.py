"""Tables as CSV the Dutch way: semicolons, decimal comma, numbers as numbers, text as text."""

import csv
import io
from collections.abc import Sequence
from typing import Final

import numpy as np

from welvaart.export.schoon import clean_inhoud

_FORMULE: Final = ("=", "+", "-", "@", "\t", "\r")
Cel = str | float | int | None


def format_kaal(waarde: float) -> str:
    """Write a number with all its digits, a decimal comma and no points or exponent."""
    return np.format_float_positional(waarde, trim="-").replace(".", ",")


def write_csv(koppen: Sequence[str], rijen: Sequence[Sequence[Cel]]) -> bytes:
    """A table as UTF-8 with BOM, so that Excel reads it; None = empty.

    Text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow([_format(kop) for kop in koppen])
    schrijver.writerows([_format(cel) for cel in rij] for rij in rijen)
    return uit.getvalue().encode("utf-8-sig")


def _format(cel: Cel) -> str:
    if cel is None:
        return ""
    if isinstance(cel, int):
        return str(cel)
    if isinstance(cel, float):
        return format_kaal(cel)
    tekst = clean_inhoud(cel)
    return f"'{tekst}" if tekst.startswith(_FORMULE) else tekst
