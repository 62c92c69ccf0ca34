"""The rows of a scorekaart as JSON and as CSV."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import numpy as np

from welvaart.opdracht.kaartregel import Kaartregel

Waarde = str | float | int | bool | None | Sequence[int]
_VERGELIJKING = "vergelijking"


def build_json(regels: Sequence[Kaartregel]) -> str:
    """A list of objects, one per indicator; a missing value is null."""
    objecten = [asdict(regel) for regel in regels]
    return json.dumps(objecten, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def build_csv(regels: Sequence[Kaartregel]) -> str:
    """One line per indicator: semicolons, decimal comma, empty = missing, ja/nee.

    Each comparison group becomes columns, e.g. `vergelijking_land_waarde`.
    """
    rijen = [_flatten(regel) for regel in regels]
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(rijen[0] if rijen else [])
    schrijver.writerows([_format_cel(waarde) for waarde in rij.values()] for rij in rijen)
    return uit.getvalue()


def _flatten(regel: Kaartregel) -> dict[str, Waarde]:
    plat: dict[str, Waarde] = {}
    for veld, waarde in asdict(regel).items():
        if veld == _VERGELIJKING:
            plat |= _flatten_vergelijking(waarde)
        else:
            plat[veld] = waarde
    return plat


def _flatten_vergelijking(groepen: Mapping[str, Mapping[str, Waarde]]) -> dict[str, Waarde]:
    return {
        f"{_VERGELIJKING}_{sleutel}_{veld}": waarde
        for sleutel, velden in groepen.items()
        for veld, waarde in velden.items()
    }


def _format_cel(waarde: Waarde) -> str:
    """Write one cell; a float with all its digits and without exponent, so that Excel reads it."""
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, float):
        return np.format_float_positional(waarde, trim="-").replace(".", ",")
    if isinstance(waarde, str | int):
        return str(waarde)
    return " ".join(str(deel) for deel in waarde)
