"""The text of the page Methode: how we compute, with formulas and limits, in plain Dutch."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

_PAD: Final = Path(__file__).with_name("methode.md")


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
