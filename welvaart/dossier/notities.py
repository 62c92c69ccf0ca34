"""What a team wrote down for itself: notes per step, answers from conversations, calls.

They go along in a document only when somebody asks for it: they name people, and were not written
for a council.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from welvaart.dossier.doelenlijst import read_prioriteiten
from welvaart.dossier.dossier import Veld

VRAGEN: Final[Mapping[int, str]] = {
    1: "Wat valt ons op aan deze foto?",
    2: "Hoe kwamen wij tot deze keuze?",
    3: "Wat nemen wij mee uit de gesprekken?",
    4: "Wat spraken wij verder af?",
    6: "Wat sprak het college af?",
    9: "Wat betekent dit voor de begroting?",
    10: "Wat leerden wij?",
}
"""Step → the question above its note."""
HOUDING: Final[Mapping[str, str]] = {
    "herkent": "Herkent het cijfer",
    "deels": "Herkent het deels",
    "niet": "Herkent het niet",
}
AFRUIL: Final = "Wat kan hieronder lijden, en hoe wegen wij dat?"
_GESPREK: Final = {"waarover": "waarover", "wie": "met wie", "plaats": "waar"}
_ANTWOORD = re.compile(r"antwoord/(a(\d+))/indicator")
_CONTACT = re.compile(r"contact/(gm\d{4})_(\w+)")
_WEG: Final = "een indicator die er niet meer is"


@dataclass(frozen=True, slots=True)
class Notitie:
    """One thing that the team wrote.

    Attributes:
        stap: 1–10.
        waarover: the question it answers, or what it is about.
        tekst: as written, perhaps of several lines; never empty.
    """

    stap: int
    waarover: str
    tekst: str


class Lezer(Protocol):
    """An open dossier, as far as its notes go."""

    @property
    def velden(self) -> Mapping[str, Veld]:
        """Fields by path."""

    def get_tekst(self, pad: str) -> str:
        """Text of a field; "" when empty."""


def find_antwoorden(velden: Mapping[str, Veld]) -> list[str]:
    """Keys of the answers from conversations ("a1"), in the order in which they were added."""
    gevonden = [g for pad in velden if (g := _ANTWOORD.fullmatch(pad))]
    return [g[1] for g in sorted(gevonden, key=lambda g: int(g[2]))]


def read_notities(
    lezer: Lezer,
    titels: Mapping[str, str],
    themas: Mapping[str, str],
    namen: Mapping[str, str],
    hernoemd: Mapping[str, str],
) -> list[Notitie]:
    """All that the team wrote for itself, in the order of the steps; what is empty is left out.

    The note of step 1 is not here: it stands in every document already.

    Args:
        lezer: the dossier.
        titels: indicator_id → title.
        themas: thema → title.
        namen: code of a gemeente → name.
        hernoemd: old indicator_id → the id of now.
    """
    alle = [
        *_read_afruil(lezer, titels, hernoemd),
        *_read_gesprekken(lezer, themas),
        *_read_antwoorden(lezer, titels, hernoemd),
        *_read_contacten(lezer, titels, namen),
        *(
            Notitie(stap, vraag, lezer.get_tekst(f"notitie/stap{stap}"))
            for stap, vraag in VRAGEN.items()
            if stap > 1
        ),
    ]
    return sorted((n for n in alle if n.tekst), key=lambda n: n.stap)


def _read_afruil(
    lezer: Lezer, titels: Mapping[str, str], hernoemd: Mapping[str, str]
) -> Iterator[Notitie]:
    for indicator_id in read_prioriteiten(lezer.velden, hernoemd):
        waarover = f"{titels.get(indicator_id, _WEG)}. {AFRUIL}"
        yield Notitie(2, waarover, lezer.get_tekst(f"prioriteit/{indicator_id}/afruil"))


def _read_gesprekken(lezer: Lezer, themas: Mapping[str, str]) -> Iterator[Notitie]:
    for thema, titel in themas.items():
        delen = [
            f"{woord}: {tekst}"
            for veld, woord in _GESPREK.items()
            if (tekst := lezer.get_tekst(f"gesprek/{thema}/{veld}"))
        ]
        tekst = "\n".join(deel[:1].upper() + deel[1:] for deel in delen)
        yield Notitie(3, f"Het gesprek over {titel.lower()}", tekst)


def _read_antwoorden(
    lezer: Lezer, titels: Mapping[str, str], hernoemd: Mapping[str, str]
) -> Iterator[Notitie]:
    for sleutel in find_antwoorden(lezer.velden):
        pad = f"antwoord/{sleutel}"
        oud = lezer.get_tekst(f"{pad}/indicator")
        titel = titels.get(hernoemd.get(oud, oud), _WEG)
        waar = [lezer.get_tekst(f"{pad}/{veld}") for veld in ("plaats", "datum")]
        houding = HOUDING.get(lezer.get_tekst(f"{pad}/houding"), "")
        slot = "; ".join(deel for deel in (houding, *waar) if deel)
        tekst = lezer.get_tekst(f"{pad}/tekst")
        geheel = f"{tekst} ({slot})" if tekst and slot else tekst or slot
        yield Notitie(3, f"Bewoners of ondernemers over: {titel}", geheel)


def _read_contacten(
    lezer: Lezer, titels: Mapping[str, str], namen: Mapping[str, str]
) -> Iterator[Notitie]:
    for pad in sorted(lezer.velden):
        if (gevonden := _CONTACT.fullmatch(pad)) is None:
            continue
        naam = namen.get(gevonden[1].upper(), gevonden[1].upper())
        begin = gevonden[2]  # a long id was cut off in the path
        titel = next((t for i, t in titels.items() if i.startswith(begin)), _WEG)
        if begin in titels:
            titel = titels[begin]
        yield Notitie(10, f"Gebeld met {naam} over {titel}", lezer.get_tekst(pad))
