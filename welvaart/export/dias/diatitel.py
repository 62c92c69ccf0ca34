"""The title of a slide of text: its own message, and never the same one on two slides."""

import re
from collections.abc import Sequence
from typing import Final

from welvaart.export.inhoud import Alinea, Deel, Kop

_LANGST: Final = 140  # letters of a sentence that serves as a title
_ZIN: Final = re.compile(r".+?[.!?](?=\s+[A-ZÀ-Ý0-9]|$)", re.DOTALL)


def split_koppen(delen: Sequence[Deel]) -> list[list[Deel]]:
    """Text in groups that each begin at a heading; what stands before the first is one too."""
    groepen: list[list[Deel]] = []
    for deel in delen:
        if isinstance(deel, Kop) or not groepen:
            groepen.append([])
        groepen[-1].append(deel)
    return groepen


def split_boodschappen(delen: Sequence[Deel]) -> list[tuple[str, list[Deel]]]:
    """Text in groups that each begin at a heading with a message, and that message.

    Returns:
        First what stands before it, with "" as message; perhaps empty.
    """
    groepen: list[tuple[str, list[Deel]]] = [("", [])]
    for deel in delen:
        if isinstance(deel, Kop) and deel.boodschap:
            groepen.append((deel.boodschap, []))
        groepen[-1][1].append(deel)
    return groepen


def take_titel(groep: Sequence[Deel]) -> tuple[str, list[Deel]]:
    """What a group says, as the title of its slide, and what is left to stand below it.

    That is the message of its heading, else its first sentence where that is short and more
    follows, else the heading itself.

    Args:
        groep: of `split_koppen`.

    Returns:
        "" as title where the group has no heading.
    """
    if not groep or not isinstance(groep[0], Kop):
        return "", list(groep)
    kop, lijf = groep[0], list(groep[1:])
    if kop.boodschap or not lijf or not isinstance(lijf[0], Alinea):
        return kop.boodschap or kop.tekst, lijf
    zin, rest = split_zin(lijf[0].tekst)
    na: list[Deel] = [Alinea(rest, klein=lijf[0].klein), *lijf[1:]] if rest else lijf[1:]
    if not na or lijf[0].klein or len(zin) > _LANGST:
        return kop.tekst, lijf
    return zin, na


def split_zin(tekst: str) -> tuple[str, str]:
    """The first sentence of a text, and the rest of it ("" when that is all)."""
    gevonden = _ZIN.match(tekst)
    zin = gevonden.group() if gevonden else tekst
    return zin, tekst[len(zin) :].strip()


def find_uniek(titel: str, gebruikt: set[str]) -> str:
    """The title, marked as a sequel where a slide of this name is there already; remembers it."""
    naam, keer = titel, 1
    while naam in gebruikt:
        keer += 1
        naam = f"{titel} (vervolg{'' if keer == 2 else f' {keer - 1}'})"
    gebruikt.add(naam)
    return naam
