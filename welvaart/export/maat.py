"""How much room text takes: enough to decide on a size and where a page ends, without a screen."""

from collections.abc import Sequence

_SMAL = frozenset("iljtfrI.,;:'!|()[] \u00a0·")
_BREED = frozenset("mwMWABCDEFGHKNOPQRSTUVXYZ%€@#")
_RUIM = 1.04  # letters differ per typeface; rather a line too many than text off the page
_REGELHOOGTE = 1.2


def measure_breedte(tekst: str, punt: float) -> float:
    """Width of a text in points, generously."""
    maten = (0.33 if t in _SMAL else 0.76 if t in _BREED else 0.57 for t in tekst)
    return sum(maten) * punt * _RUIM


def count_regels(tekst: str, breedte: float, punt: float) -> int:
    """Lines a text takes in a column of so many points, at least 1; long words are broken."""
    regels = 0
    for alinea in tekst.split("\n"):
        regels += 1
        gevuld = 0.0
        for woord in alinea.split(" "):
            lang = measure_breedte(woord, punt)
            if gevuld and gevuld + lang > breedte:
                regels, gevuld = regels + 1, 0.0
            regels += int(lang // breedte)
            gevuld += lang % breedte + measure_breedte(" ", punt)
    return regels


def measure_hoogte(tekst: str, breedte: float, punt: float) -> float:
    """Height of a text in points, in a column of so many points."""
    return count_regels(tekst, breedte, punt) * punt * _REGELHOOGTE


def choose_punt(tekst: str, breedte: float, hoogte: float, punten: Sequence[float]) -> float:
    """The largest size at which a text fits; the smallest when none does."""
    for punt in punten:
        if measure_hoogte(tekst, breedte, punt) <= hoogte:
            return punt
    return punten[-1]


def split_tekst(tekst: str, breedte: float, hoogte: float, punt: float) -> list[str]:
    """Cut a text at spaces into parts that each fit; [text] when it fits whole."""
    if measure_hoogte(tekst, breedte, punt) <= hoogte:
        return [tekst]
    delen, nu = [], ""
    for woord in tekst.split(" "):
        meer = f"{nu} {woord}" if nu else woord
        if nu and measure_hoogte(meer, breedte, punt) > hoogte:
            delen.append(nu)
            nu = woord
        else:
            nu = meer
    return [*delen, nu]
