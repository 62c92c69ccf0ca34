"""The text of the page Methode: how we compute, with formulas and limits, in plain Dutch."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

_PAD: Final = Path(__file__).with_name("methode.md")
_ZIN: Final = re.compile(r".+?(?:[.!?]\"?(?=\s+[A-ZÀ-Ý\"])|$)\s*")
_NAAM: Final = 45  # letters of a point's name


@lru_cache(maxsize=1)
def load_uitleg() -> str:
    """The whole text, as Markdown."""
    return _PAD.read_text(encoding="utf-8")


def parse_uitleg(tekst: str) -> list[tuple[str, list[str]]]:
    """The text as plain words: title of each part, and its blocks; a point begins with "- ".

    Args:
        tekst: Markdown with headings of the second level, paragraphs, points and bold words.
    """
    delen: list[tuple[str, list[str]]] = []
    for regel in filter(None, map(str.strip, tekst.splitlines())):
        if regel.startswith("## "):
            delen.append((regel.removeprefix("## "), []))
        elif delen:
            delen[-1][1].append(re.sub(r"\*\*(.+?)\*\*", r"\1", regel))
    return delen


def split_zinnen(blok: str) -> list[str]:
    """The sentences of a block of `parse_uitleg`.

    An example in quotes stays whole, and a point that begins with its name keeps that before its
    first sentence.
    """
    rauw = [zin.strip() for zin in _ZIN.findall(blok.removeprefix("- "))]
    if blok.startswith("- ") and len(rauw) > 1 and len(rauw[0]) <= _NAAM:
        rauw[:2] = [" ".join(rauw[:2])]
    zinnen: list[str] = []
    for zin in rauw:
        open_ = bool(zinnen) and zinnen[-1].count('"') % 2 == 1
        zinnen = [*zinnen[:-1], f"{zinnen[-1]} {zin}"] if open_ else [*zinnen, zin]
    return zinnen
