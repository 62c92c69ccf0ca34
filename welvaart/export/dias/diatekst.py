"""Text over slides: what belongs together stays together, and nothing runs off the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Final, Literal

from welvaart.export.inhoud import Alinea, Deel, Kop, Lijst
from welvaart.export.maat import measure_hoogte, split_tekst

Vorm = Literal["kop", "alinea", "punt", "klein"]
Maten = Mapping[Vorm, int]
PUNTEN: Final[Maten] = {"kop": 20, "alinea": 20, "punt": 18, "klein": 14}
"""Letters on an ordinary slide of text, in points."""
DICHT: Final[Maten] = {"kop": 16, "alinea": 14, "punt": 14, "klein": 14}
"""Letters where everything must be there and nobody reads it in a hall."""
_LANG_PUNT: Final = 500  # letters of one point
_NAAR_NOTITIES: Final = "De hele lijst staat in de notities bij deze dia."
_VEEL_GROEPEN: Final = 12
_REST: Final = 0.25  # of a slide: less than that is what was left over
_INSPRONG: Final = 27.0  # points, of a bullet
_WIT: Final[Mapping[Vorm, float]] = {"kop": 12, "alinea": 8, "punt": 6, "klein": 6}


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


def split_regels(
    regels: Sequence[Regel], breedte: float, hoogte: float, punten: Maten = PUNTEN
) -> list[list[Regel]]:
    """Divide paragraphs over slides of so many points; a heading never stands alone at the end.

    What stands below one heading stays together where that takes no slide more; else the heading
    is repeated at the next slide. What is left over never stands nearly alone on the last one.
    """
    gevuld = fill_bladen(regels, breedte, hoogte, punten)
    if gelijk := _keep_groepen(regels, breedte, hoogte, len(gevuld)):
        return gelijk
    if len(gevuld) < 2 or measure_regels(gevuld[-1], breedte, punten) > hoogte * _REST:
        return gevuld
    lager = (fill_bladen(regels, breedte, hoogte * deel / 20, punten) for deel in range(10, 20))
    return next((bladen for bladen in lager if len(bladen) == len(gevuld)), gevuld)


def split_groepen(regels: Sequence[Regel]) -> list[list[Regel]]:
    """Paragraphs in groups that each begin at a heading; what stands before it is one too."""
    groepen: list[list[Regel]] = []
    for regel in regels:
        if regel.vorm == "kop" or not groepen:
            groepen.append([])
        groepen[-1].append(regel)
    return groepen


def _keep_groepen(
    regels: Sequence[Regel], breedte: float, hoogte: float, aantal: int
) -> list[list[Regel]]:
    """Whole headings over so many slides, the fullest as empty as it goes; [] if that cannot be."""
    groepen = split_groepen(regels)
    hoogten = [measure_regels(groep, breedte) for groep in groepen]
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


def fill_bladen(
    regels: Sequence[Regel], breedte: float, hoogte: float, punten: Maten = PUNTEN
) -> list[list[Regel]]:
    """Slides or columns one after the other, each as full as it goes, the heading on each."""
    bladen, nu, kop = [Blad()], 0, None
    for regel in _split_lang(regels, breedte, hoogte, punten):
        if regel.vorm == "kop":
            kop = regel
            continue
        erbij = [kop] if kop is not None and kop not in bladen[nu].regels[-1:] else []
        if kop is not None and kop in bladen[nu].regels:
            erbij = []
        nodig = measure_regels([*erbij, regel], breedte, punten)
        if bladen[nu].regels and bladen[nu].gevuld + nodig > hoogte:
            bladen.append(Blad())
            nu += 1
            erbij = [kop] if kop is not None else []
            nodig = measure_regels([*erbij, regel], breedte, punten)
        bladen[nu].regels += [*erbij, regel]
        bladen[nu].gevuld += nodig
    return [blad.regels for blad in bladen if blad.regels]


def _split_lang(
    regels: Sequence[Regel], breedte: float, hoogte: float, punten: Maten
) -> list[Regel]:
    ruimte = hoogte - punten["kop"] * 2.4 - 12
    return [
        Regel(stuk, regel.vorm)
        for regel in regels
        for stuk in split_tekst(
            regel.tekst, breedte - _INSPRONG * (regel.vorm == "punt"), ruimte, punten[regel.vorm]
        )
    ]


def measure_regels(regels: Sequence[Regel], breedte: float, punten: Maten = PUNTEN) -> float:
    """Height of paragraphs one below the other in a column, in points."""
    hoogte = 0.0
    for regel in regels:
        kolom = breedte - _INSPRONG * (regel.vorm == "punt")
        hoogte += measure_hoogte(regel.tekst, kolom, punten[regel.vorm]) + _WIT[regel.vorm]
    return hoogte


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
