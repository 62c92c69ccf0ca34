"""The $filter of OData, v3 and v4, as far as CBS understands it: text to a test of one row."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Rij = Mapping[str, Any]
Toets = Callable[[Rij], Any]
_TEKEN = re.compile(
    r"\s*(?:(?P<tekst>'(?:[^']|'')*')|(?P<getal>-?\d+(?:\.\d+)?)(?![\w])|(?P<naam>[A-Za-z_]\w*)"
    r"|(?P<leesteken>[(),]))"
)
_VERGELIJK: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: bool(a == b),
    "ne": lambda a, b: bool(a != b),
    "ge": lambda a, b: a is not None and bool(a >= b),
    "le": lambda a, b: a is not None and bool(a <= b),
    "gt": lambda a, b: a is not None and bool(a > b),
    "lt": lambda a, b: a is not None and bool(a < b),
}
_FUNCTIES: dict[str, Callable[..., Any]] = {
    "startswith": lambda tekst, begin: tekst.startswith(begin),
    "endswith": lambda tekst, einde: tekst.endswith(einde),
    "substring": lambda tekst, van, lengte=None: tekst[
        int(van) : None if lengte is None else int(van) + int(lengte)
    ],
    "trim": str.strip,
    "tolower": str.lower,
}
_ALLEEN_V3 = {"substringof": lambda naald, tekst: naald in tekst}
_ALLEEN_V4 = {"contains": lambda tekst, naald: naald in tekst}


class FilterFout(ValueError):
    """The filter cannot be read; CBS answers 400 (v4) or 500 (v3)."""


class _Ontleder:
    def __init__(self, tekst: str, kolommen: set[str], functies: Mapping[str, Any]) -> None:
        self.kolommen, self.functies = kolommen, functies
        self.tekens: list[tuple[str, str]] = []
        plek, tekst = 0, tekst.strip()
        while plek < len(tekst):
            raak = _TEKEN.match(tekst, plek)
            if raak is None:
                raise FilterFout(f"onleesbaar vanaf teken {plek}")
            self.tekens.append((str(raak.lastgroup), str(raak[str(raak.lastgroup)])))
            plek = raak.end()

    def peek(self) -> str:
        return self.tekens[0][1] if self.tekens else ""

    def take(self, *verwacht: str) -> tuple[str, str]:
        if not self.tekens or (verwacht and self.peek() not in verwacht):
            raise FilterFout(f"verwacht {verwacht}, gevonden {self.peek()!r}")
        return self.tekens.pop(0)

    def parse_of(self) -> Toets:
        delen = [self.parse_en()]
        while self.peek() == "or":
            self.take()
            delen.append(self.parse_en())
        return lambda rij: any(deel(rij) for deel in delen)

    def parse_en(self) -> Toets:
        delen = [self.parse_niet()]
        while self.peek() == "and":
            self.take()
            delen.append(self.parse_niet())
        return lambda rij: all(deel(rij) for deel in delen)

    def parse_niet(self) -> Toets:
        if self.peek() == "not":
            self.take()
            deel = self.parse_niet()
            return lambda rij: not deel(rij)
        links = self.parse_waarde()
        if self.peek() not in _VERGELIJK:
            return links
        doe = _VERGELIJK[self.take()[1]]
        rechts = self.parse_waarde()
        return lambda rij: doe(links(rij), rechts(rij))

    def parse_waarde(self) -> Toets:
        soort, tekst = self.take()
        if tekst == "(":
            binnen = self.parse_of()
            self.take(")")
            return binnen
        if soort == "tekst":
            vast: Any = tekst[1:-1].replace("''", "'")
            return lambda rij: vast
        if soort == "getal":
            getal = float(tekst)
            return lambda rij: getal
        if self.peek() == "(":
            return self.parse_functie(tekst)
        if tekst in ("null", "true", "false"):
            woord = {"null": None, "true": True, "false": False}[tekst]
            return lambda rij: woord
        if tekst not in self.kolommen:
            raise FilterFout(f"onbekende kolom {tekst}")
        return lambda rij: rij[tekst]

    def parse_functie(self, naam: str) -> Toets:
        if naam not in self.functies:
            raise FilterFout(f"onbekende functie {naam}")
        self.take("(")
        delen = [self.parse_waarde()]
        while self.peek() == ",":
            self.take()
            delen.append(self.parse_waarde())
        self.take(")")
        doe = self.functies[naam]
        return lambda rij: doe(*(deel(rij) for deel in delen))


def parse_filter(tekst: str, kolommen: set[str], versie: int) -> Toets:
    """Make a test of one row; no text matches everything.

    Raises:
        FilterFout: unreadable, or a column or function that this version does not know.
    """
    if not tekst.strip():
        return lambda rij: True
    extra = _ALLEEN_V3 if versie == 3 else _ALLEEN_V4
    ontleder = _Ontleder(tekst, kolommen, {**_FUNCTIES, **extra})
    toets = ontleder.parse_of()
    if ontleder.tekens:
        raise FilterFout(f"te veel: {ontleder.peek()!r}")
    return toets
