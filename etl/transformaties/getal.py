"""Text of a cell to a number, Dutch or English, and the reason when there is none.

"1.234" alone can be 1234 or 1,234. So the decimal sign is decided per column, from the cells that
leave no doubt, and never guessed.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

import numpy as np
import pandas as pd

from etl.transformaties.tekstkolom import Nummering, find_teksten, iterate_teksten
from welvaart.fouten import BronFout

Decimaalteken = Literal[",", "."]
ONBEKEND = "Onbekend, onvoldoende betrouwbaar of geheim (de bron geeft een punt)."
GEEN_CIJFER_TEKEN = "De bron geeft hier het teken '{teken}' in plaats van een cijfer."
_TEKENS = frozenset({".", "-", "x", "X", "?", "..", "...", "–", "—"})
_GETAL = re.compile(r"[-+]?(?:\d[\d.,]*|[.,]\d+)(?:[eE][-+]?\d+)?")
_GROEPEN = {
    ",": re.compile(r"[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,\d*)?(?:[eE][-+]?\d+)?"),
    ".": re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:[eE][-+]?\d+)?"),
}
_DUBBELZINNIG = re.compile(r"[-+]?[1-9]\d{0,2}([.,])\d{3}")
_STERREN = re.compile(r"(\*{1,2})\s*$")
_RUIS = re.compile(r"^€\s*|\s*%$|(?<=\d)[\s'’](?=\d{3}(?!\d))")


def clean_getal(tekst: str) -> tuple[str, str]:
    """Number text without €, %, blanks between thousands; and its asterisks ("", "*", "**")."""
    schoon = _RUIS.sub("", tekst.strip().replace("−", "-"))
    kaal = schoon.rstrip("*")
    return kaal, schoon[len(kaal) :]


def find_decimaalteken(teksten: Iterable[str]) -> Decimaalteken | None:
    """Decimal sign that the cells prove, or None when no cell leaves no doubt.

    Proof: both signs in one number (the last is decimal), a sign twice (thousands), or a sign not
    followed by exactly three digits, or after a 0 or more than three digits.

    Raises:
        BronFout: some cells prove a comma and others a point; names one of each.
    """
    bewijs: dict[Decimaalteken, str] = {}
    for tekst in teksten:
        kaal, _ = clean_getal(tekst)
        if _GETAL.fullmatch(kaal) and (teken := _find_teken(kaal)):
            bewijs.setdefault(teken, tekst)
    if len(bewijs) == 2:
        raise BronFout(
            f"getallen staan door elkaar met komma ('{bewijs[',']}') en met punt "
            f"('{bewijs['.']}'); schrijf ze op één manier"
        )
    return next(iter(bewijs), None)


def _find_teken(kaal: str) -> Decimaalteken | None:
    tekens = [teken for teken in kaal if teken in ",."]
    if not tekens or _DUBBELZINNIG.fullmatch(kaal):
        return None
    if len(tekens) > 1 and len(set(tekens)) == 1:
        return "," if tekens[0] == "." else "."
    return "," if tekens[-1] == "," else "."


def is_dubbelzinnig(tekst: str) -> bool:
    """Whether the text may be read as two different numbers: "1.234", "12,345"."""
    return _DUBBELZINNIG.fullmatch(clean_getal(tekst)[0]) is not None


def parse_getal(
    tekst: str, decimaalteken: Decimaalteken | None = None, factor: float = 1
) -> tuple[float | None, str | None]:
    """Read one cell.

    Args:
        tekst: e.g. "1.234,5", " 5.3", "12,3 %", "€ 250.000", "2,4*", ".", "".
        decimaalteken: sign of the column; None when no cell of the column needs to know.
        factor: the number is multiplied by it exactly: 52.3 × 1000 is 52300.

    Returns:
        (number, None), or (None, reason); the reason is "" for a blank cell.

    Raises:
        BronFout: the text is no number and no CBS sign, or it may mean two numbers.
    """
    kaal, _ = clean_getal(tekst)
    if not kaal:
        return None, ""
    if kaal in _TEKENS:
        return None, ONBEKEND if kaal == "." else GEEN_CIJFER_TEKEN.format(teken=kaal)
    if decimaalteken is None and is_dubbelzinnig(tekst):
        raise BronFout(f"'{tekst}' kan twee getallen zijn; zeg met --decimaal komma of punt welke")
    teken = decimaalteken or _find_teken(kaal) or "."
    if not _GETAL.fullmatch(kaal) or not _GROEPEN[teken].fullmatch(kaal):
        raise BronFout(f"'{tekst}' is geen getal; verbeter de cel of maak hem leeg")
    duizendteken = "." if teken == "," else ","
    getal = kaal.replace(duizendteken, "").replace(teken, ".")
    return (float(Decimal(getal) * Decimal(str(factor))) if factor != 1 else float(getal)), None


def parse_getallen(
    cellen: pd.Series, decimaalteken: Decimaalteken | None, factor: float
) -> tuple[pd.DataFrame, list[str]]:
    """Read a column; each different text once.

    Returns:
        A frame on the same index with `waarde` (float, NaN when there is none), and as categorical
        columns `reden` ("" for a blank cell, else text where the value is missing) and `sterren`
        ("", "*", "**"); and the different texts that are no number.
    """
    plek, teksten = find_teksten(cellen)
    waarde = np.full(len(teksten), np.nan)
    reden, sterren = Nummering(len(teksten)), Nummering(len(teksten))
    onleesbaar: list[str] = []
    for nummer, tekst in enumerate(iterate_teksten(teksten)):
        gevonden = _STERREN.search(tekst)
        sterren.set(nummer, gevonden[1] if gevonden else "")
        try:
            getal, waarom = parse_getal(tekst, decimaalteken, factor)
        except BronFout:
            onleesbaar.append(tekst)
            continue
        reden.set(nummer, waarom)
        waarde[nummer] = np.nan if getal is None else getal
    frame = pd.DataFrame(
        {
            "waarde": waarde[plek],
            "reden": reden.build(plek, cellen.index),
            "sterren": sterren.build(plek, cellen.index),
        },
        cellen.index,
        copy=False,
    )
    return frame, onleesbaar
