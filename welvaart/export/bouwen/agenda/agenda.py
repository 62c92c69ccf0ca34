"""The chapters of the Economische Agenda, and which indicators belong in each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from welvaart.export.bouwen.onderwerp.deeljaar import find_deeljaarbron
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.bouwen.regio.regio import KERN
from welvaart.lezen.stand import Stand

TITELS: Final = {
    "ondernemersdienstverlening": "Ondernemersdienstverlening",
    "vernieuwing": "Vernieuwing van de economie",
    "ruimte": "Ruimte voor werken en ondernemen",
    "human_capital": "Human capital",
    "regionaal_samenwerken": "Regionaal samenwerken",
}
"""Key of a chapter, as in the catalogue → its title."""

SAMEN: Final = "regionaal_samenwerken"
"""The chapter about the region: that part comes first in it."""
MENS: Final = "human_capital"
"""The chapter about work: the figures per month and quarter belong in it too."""


@dataclass(frozen=True, slots=True)
class Agendahoofdstuk:
    """A chapter with the indicators it is about; never empty."""

    sleutel: str
    titel: str
    indicator_ids: frozenset[str]


def find_hoofdstukken(stand: Stand) -> Sequence[Agendahoofdstuk]:
    """The chapters for which there are indicators, in the order of the Economische Agenda.

    Working together is about size, and about the main figures held beside those of the neighbours.
    """
    uit = []
    for sleutel, titel in TITELS.items():
        ids = frozenset(i for i, x in stand.indicatoren.items() if x.agenda == sleutel)
        if sleutel == SAMEN:
            ids |= stand.indicatoren.keys() & set(KERN)
        if ids:
            uit.append(Agendahoofdstuk(sleutel, titel, ids))
    return uit


def limit_hoofdstuk(opdracht: Opdracht, hoofdstuk: Agendahoofdstuk) -> Opdracht:
    """The opdracht with only what one chapter is about, under its title.

    Of the dossier the priorities and goals about its indicators; a goal on a series of the team
    itself belongs to no chapter of ours, so it stays in each.
    """
    ids, bekend = hoofdstuk.indicator_ids, opdracht.landstand.indicatoren
    return replace(
        opdracht,
        indicator_ids=ids,
        titel=f"Economische Agenda {opdracht.regio.naam}: {hoofdstuk.titel}",
        hoofdstuk=hoofdstuk.sleutel,
        mede_ids=find_deeljaarbron(opdracht) if hoofdstuk.sleutel == MENS else (),
        prioriteiten=[paar for paar in opdracht.prioriteiten if paar[0] in ids],
        doelen=[
            doel
            for doel in opdracht.doelen
            if doel.indicator_id in ids or doel.indicator_id not in bekend
        ],
    )
