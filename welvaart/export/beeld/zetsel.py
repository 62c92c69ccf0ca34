"""How wide text is in the letter that comes along, and how to break it over lines.

Pictures and PDF are set in this letter, so that they look the same on every machine.
"""

from functools import cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

LETTERMAP: Final = Path(__file__).with_name("letter")
LETTERNAAM: Final = "Source Sans Pro"
_MAAT = 100  # size at which widths are looked up


@cache
def _load_letter(*, vet: bool) -> ImageFont.FreeTypeFont:
    pad = LETTERMAP / f"SourceSansPro-{'Bold' if vet else 'Regular'}.otf"
    return ImageFont.truetype(str(pad), _MAAT, layout_engine=ImageFont.Layout.BASIC)


def measure(tekst: str, maat: float, *, vet: bool = False) -> float:
    """Width of one line in the unit of `maat`, the size of the letter."""
    return _load_letter(vet=vet).getlength(tekst) * maat / _MAAT


def wrap(tekst: str, maat: float, breedte: float, *, vet: bool = False) -> list[str]:
    """Break text over lines that fit; a word that is too long is broken as well.

    Returns:
        At least one line; [""] for no text.
    """
    regels = [""]
    for woord in tekst.split(" "):
        langer = f"{regels[-1]} {woord}" if regels[-1] else woord
        if measure(langer, maat, vet=vet) <= breedte:
            regels[-1] = langer
        else:
            stukken = _break_woord(woord, maat, breedte, vet=vet)
            regels = [*regels, *stukken] if regels[-1] else stukken
    return regels


def _break_woord(woord: str, maat: float, breedte: float, *, vet: bool) -> list[str]:
    if measure(woord, maat, vet=vet) <= breedte:
        return [woord]
    stukken = [""]
    for teken in woord:
        if stukken[-1] and measure(stukken[-1] + teken, maat, vet=vet) > breedte:
            stukken.append("")
        stukken[-1] += teken
    return stukken


def fit(tekst: str, maat: float, breedte: float, *, vet: bool = False) -> float:
    """The size at which one line fits: `maat`, or smaller down to half of it."""
    nodig = measure(tekst, maat, vet=vet)
    return maat if nodig <= breedte else max(maat / 2, maat * breedte / nodig)
