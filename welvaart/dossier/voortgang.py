"""The ten steps, and how far a dossier is in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from welvaart.dossier.dossier import Veld


@dataclass(frozen=True, slots=True)
class Stap:
    """A step: its number, short name, question, and the fields that show that work was done."""

    nummer: int
    naam: str
    vraag: str
    velden: tuple[str, ...]


STAPPEN: Final = (
    Stap(1, "Foto", "Waar staan wij nu?", ()),
    Stap(2, "Kansen en risico's", "Wat pakken wij aan?", ("prioriteit/*/gekozen",)),
    Stap(3, "Gesprek", "Wat zeggen inwoners en ondernemers?", ("gesprek/", "antwoord/")),
    Stap(4, "Lokale agenda", "Wat willen wij bereiken, en wanneer?", ("doel/*/streefwaarde",)),
    Stap(5, "Regio", "Wat doen wij samen met de regio?", ("prioriteit/*/regio", "werkblad/")),
    Stap(6, "College", "Wie draagt welk thema?", ("portefeuille/",)),
    Stap(7, "Organisatie", "Wie voert het uit?", ("organisatie/coordinator",)),
    Stap(8, "Ambassadeur", "Wie vertelt het verhaal?", ("organisatie/ambassadeur",)),
    Stap(9, "Monitor", "Liggen wij op koers?", ("begroting/",)),
    Stap(10, "Leren", "Van wie kunnen wij leren?", ("contact/",)),
)


def find_begonnen(velden: Mapping[str, Veld], fotos: int) -> dict[int, bool]:
    """Which steps have something in them, by number.

    Args:
        velden: of the dossier.
        fotos: how many frozen fotos there are.
    """
    gevuld = [pad for pad, veld in velden.items() if veld.waarde not in (None, False)]
    return {
        stap.nummer: fotos > 0
        if stap.nummer == 1
        else any(_fits(pad, patroon) for pad in gevuld for patroon in stap.velden)
        for stap in STAPPEN
    }


def _fits(pad: str, patroon: str) -> bool:
    begin, ster, eind = patroon.partition("*")
    return pad.startswith(begin) and (not ster or pad.endswith(eind))


def find_klaar(velden: Mapping[str, Veld]) -> dict[int, bool]:
    """Which steps the team called done."""
    return {
        stap.nummer: (veld := velden.get(f"stap/{stap.nummer}/klaar")) is not None
        and veld.waarde is True
        for stap in STAPPEN
    }
