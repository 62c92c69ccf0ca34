"""Units that count in thousands or millions: "x 1 000", "1 000 euro", "mln euro"."""

import re

_MAAL = re.compile(r"x\s*([1-9][\d .]*)", re.IGNORECASE)
_VOORAAN = re.compile(r"([1-9][\d .]*)\s*euro", re.IGNORECASE)
_WOORDEN = {"mln": 1e6, "miljoen": 1e6, "mld": 1e9, "miljard": 1e9}
_DUIZEND = re.compile(r"1[ .]?000|duizend|miljoen|mln")


def parse_veelvoud(eenheid: str) -> float:
    """How many of the thing one unit is: "x 1 000" and "1 000 euro" 1000, "mln euro" 1e6, else 1.

    "per 1 000 inwoners" is a rate: 1.
    """
    tekst = " ".join(eenheid.split())
    for patroon in (_MAAL, _VOORAAN):
        if gevonden := patroon.match(tekst):
            return float(re.sub(r"[ .]", "", gevonden[1]))
    return next((maal for woord, maal in _WOORDEN.items() if woord in tekst.split()), 1.0)


def is_veelvoud(eenheid: str) -> bool:
    """Whether an eenheid of the catalogue itself counts in thousands or millions, or per 1 000."""
    return _DUIZEND.search(eenheid) is not None
