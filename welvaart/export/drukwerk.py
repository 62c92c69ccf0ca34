"""What a dossier hands out, apart from its form: the same content is a page to print and Word."""

from dataclasses import dataclass
from typing import Literal

from welvaart.export.inhoud import Alinea, Kop, Lijst, Tabel

Papier = Literal["A4", "A5", "A4 liggend"]


@dataclass(frozen=True, slots=True)
class Uitgelicht:
    """A figure, large: "69,3 %"."""

    tekst: str


@dataclass(frozen=True, slots=True)
class Nadruk:
    """A paragraph that stands out, or `voor` in bold before the text; a new line stays one."""

    tekst: str
    voor: str = ""


@dataclass(frozen=True, slots=True)
class Schrijfruimte:
    """Room to write by hand; `naast`: so many boxes beside each other."""

    naast: int = 1


Drukdeel = Kop | Alinea | Lijst | Tabel | Uitgelicht | Nadruk | Schrijfruimte


@dataclass(frozen=True, slots=True)
class Drukblad:
    """One page, or card.

    Attributes:
        titel: its heading.
        bronnen: sources of its figures, each once; () where it has none.
        slot: when the figures were built, and what their signs mean.
        vult: whether room to write fills the page.
    """

    titel: str
    delen: tuple[Drukdeel, ...]
    bronnen: tuple[str, ...]
    slot: str
    vult: bool = False


@dataclass(frozen=True, slots=True)
class Drukwerk:
    """A whole handout.

    Attributes:
        titel: of the document.
        bladen: pages, each begins on a new one.
        leeg: what to do when there is no page.
    """

    titel: str
    bladen: tuple[Drukblad, ...]
    papier: Papier = "A4"
    leeg: str = ""
