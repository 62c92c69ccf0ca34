"""Who has no figure, and why: the reason stands wherever the gap is seen."""

from collections.abc import Iterable, Sequence
from math import isnan
from typing import Final

import numpy as np

from welvaart.lezen.stand import Stand
from welvaart.opmaak import format_opsomming

ZONDER_REDEN: Final = "De bron geeft geen cijfer."


def list_gaten(paren: Iterable[tuple[str, str]]) -> str:
    """Names without a figure, one sentence per reason; "" without any.

    Args:
        paren: name and reason of each; "" = nobody says why.
    """
    redenen: dict[str, list[str]] = {}
    for naam, reden in paren:
        redenen.setdefault(reden or ZONDER_REDEN, []).append(naam)
    return " ".join(
        f"Geen cijfer: {format_opsomming(namen)}. {reden}" for reden, namen in redenen.items()
    )


def find_gaten(
    stand: Stand, indicator_id: str, codes: Sequence[str], jaar: int | None = None
) -> list[tuple[str, str]]:
    """Which of these regio's have no figure, with the reason; "" where nobody says.

    Args:
        stand: the figures in which they stand.
        indicator_id: which one.
        codes: of gemeenten or areas.
        jaar: the year that is looked at; None = any year, with the reason of the newest.
    """
    reeksen = stand.reeksen
    i = reeksen.get_i(indicator_id)
    gemeten = np.flatnonzero(reeksen.perioden[i] != "")
    t = int(gemeten[-1]) if jaar is None else reeksen.jaren.index(jaar)
    uit = []
    for code in codes:
        r = reeksen.get_r(code)
        if r is None:
            uit.append((stand.regios[code].naam, ""))
        elif (
            np.isnan(reeksen.waarde[i, r]).all() if jaar is None else isnan(reeksen.waarde[i, r, t])
        ):
            uit.append((stand.regios[code].naam, str(reeksen.ontbreekt_omdat[i, r, t])))
    return uit


def list_redenen(paren: Iterable[tuple[str, str]]) -> str:
    """The reasons that are known, each once, to follow a sentence with the names; "" if none."""
    return " ".join(dict.fromkeys(reden for _, reden in paren if reden))
