"""Text over slides: what belongs together stays together, and nothing runs off the page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Final, Literal

from welvaart.export.inhoud import Alinea, Deel, Kop, Lijst
from welvaart.export.maat import measure_hoogte, split_tekst

Vorm = Literal["kop", "alinea", "punt", "klein"]
PUNTEN: Final[dict[Vorm, int]] = {"kop": 20, "alinea": 20, "punt": 18, "klein": 14}
_LANG_PUNT: Final = 500  # letters of one point
_NAAR_NOTITIES: Final = "De hele lijst staat in de notities bij deze dia."
_VEEL_GROEPEN: Final = 12
_INSPRONG: Final = 27.0  # points, of a bullet
_WIT: Final[dict[Vorm, float]] = {"kop": 12, "alinea": 8, "punt": 6, "klein": 6}


@dataclass(frozen=True, slots=True)
class Regel:
    """One paragraph on a slide."""

    tekst: str
    vorm: Vorm


@dataclass
class Blad:
    """What stands on one slide, and how much room it takes in points."""

    regels: list[Regel] = field(default_factory=list)
    gevuld: float = 0.0


def build_regels(delen: Sequence[Deel]) -> list[Regel]:
    """Headings, paragraphs and points as paragraphs of a slide; charts and tables are skipped."""
    uit: list[Regel] = []
    for deel in delen:
        if isinstance(deel, Kop):
            uit.append(Regel(deel.tekst, "kop"))
        elif isinstance(deel, Alinea):
            uit.append(Regel(deel.tekst, "klein" if deel.klein else "alinea"))
        elif isinstance(deel, Lijst):
            uit += [Regel(punt, "punt") for punt in deel.punten]
    return uit


def split_regels(regels: Sequence[Regel], breedte: float, hoogte: float) -> list[list[Regel]]:
    """Divide paragraphs over slides of so many points; a heading never stands alone at the end.

    What stands below one heading stays together where that takes no slide more; else the heading
    is repeated at the next slide.
    """
    gevuld = _fill_bladen(regels, breedte, hoogte)
    return _keep_groepen(regels, breedte, hoogte, len(gevuld)) or gevuld


def _keep_groepen(
    regels: Sequence[Regel], breedte: float, hoogte: float, aantal: int
) -> list[list[Regel]]:
    """Whole headings over so many slides, the fullest as empty as it goes; [] if that cannot be."""
    groepen: list[list[Regel]] = []
    for regel in regels:
        if regel.vorm == "kop" or not groepen:
            groepen.append([])
        groepen[-1].append(regel)
    hoogten = [sum(_measure(regel, breedte) for regel in groep) for groep in groepen]
    if aantal < 2 or not aantal <= len(groepen) <= _VEEL_GROEPEN:
        return []
    beste: tuple[float, tuple[int, ...]] = (hoogte, ())
    for randen in combinations(range(1, len(groepen)), aantal - 1):
        volste = max(sum(hoogten[a:b]) for a, b in pairwise((0, *randen, len(groepen))))
        if volste < beste[0]:
            beste = volste, randen
    if not beste[1]:
        return []
    return [
        [regel for groep in groepen[a:b] for regel in groep]
        for a, b in pairwise((0, *beste[1], len(groepen)))
    ]


def _fill_bladen(regels: Sequence[Regel], breedte: float, hoogte: float) -> list[list[Regel]]:
    """Slides one after the other, each as full as it goes."""
    bladen, nu, kop = [Blad()], 0, None
    for regel in _split_lang(regels, breedte, hoogte):
        if regel.vorm == "kop":
            kop = regel
            continue
        erbij = [kop] if kop is not None and kop not in bladen[nu].regels[-1:] else []
        if kop is not None and kop in bladen[nu].regels:
            erbij = []
        nodig = sum(_measure(r, breedte) for r in [*erbij, regel])
        if bladen[nu].regels and bladen[nu].gevuld + nodig > hoogte:
            bladen.append(Blad())
            nu += 1
            erbij = [kop] if kop is not None else []
            nodig = sum(_measure(r, breedte) for r in [*erbij, regel])
        bladen[nu].regels += [*erbij, regel]
        bladen[nu].gevuld += nodig
    return [blad.regels for blad in bladen if blad.regels]


def _split_lang(regels: Sequence[Regel], breedte: float, hoogte: float) -> list[Regel]:
    ruimte = hoogte - PUNTEN["kop"] * 2.4 - 12
    return [
        Regel(stuk, regel.vorm)
        for regel in regels
        for stuk in split_tekst(
            regel.tekst, breedte - _INSPRONG * (regel.vorm == "punt"), ruimte, PUNTEN[regel.vorm]
        )
    ]


def _measure(regel: Regel, breedte: float) -> float:
    kolom = breedte - _INSPRONG * (regel.vorm == "punt")
    return measure_hoogte(regel.tekst, kolom, PUNTEN[regel.vorm]) + _WIT[regel.vorm]


def count_namen(deel: Deel) -> Deel:
    """A point with more names than a slide can hold becomes their number; the notes have them."""
    if isinstance(deel, Lijst) and deel.kort:
        return Alinea(f"{deel.kort} {_NAAR_NOTITIES}")
    if not isinstance(deel, Lijst):
        return deel
    punten = []
    for punt in deel.punten:
        namen, _, reden = punt.rpartition(": ")
        veel = len(punt) > _LANG_PUNT and "; " in namen
        aantal = namen.count("; ") + 1
        punten.append(f"{aantal} indicatoren: {reden} {_NAAR_NOTITIES}" if veel else punt)
    return Lijst(tuple(punten))


def shorten_lijst(deel: Deel) -> Deel:
    """A long list becomes the names in it; the sentences are kept for the notes."""
    if not isinstance(deel, Lijst) or len(deel.punten) <= 3:
        return deel
    namen = [punt.split(":")[0] for punt in deel.punten]
    return Alinea(f"{'; '.join(namen)}. {_NAAR_NOTITIES}", klein=True)
