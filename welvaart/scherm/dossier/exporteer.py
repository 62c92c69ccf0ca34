"""The nulmeting with what the team chose, to go out: priorities and goals go along."""

from collections.abc import Sequence
from datetime import UTC, datetime

from welvaart.dossier.velden import find_veldsoort
from welvaart.export.bouwen.dossier.keuze import add_dossier
from welvaart.export.bouwen.dossier.notities import find_notities
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.groep.groepen import Groep
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.exporteer import show_exporteer
from welvaart.scherm.melding import warn


def show_dossierexport(
    blad: Blad,
    stands: tuple[Stand, Stand],
    regio: Regio,
    groep: Groep,
    regels: Sequence[Regel],
) -> None:
    """Draw the part Exporteer with the priorities and goals of the open dossier.

    Args:
        blad: the open dossier.
        stands: the figures in which the regio is judged, and those of all gemeenten.
        regio: whose dossier it is.
        groep: whom it is compared with.
        regels: its scorekaart.
    """
    opdracht = Opdracht(*stands, regio, groep, regels, datetime.now(UTC))
    for pad, reden in blad.geweigerd.items():
        warn(f"{_name_veld(blad, stands[0], pad)} is niet bewaard en gaat niet mee: {reden}")
    show_exporteer(add_dossier(opdracht, blad), notities=find_notities(blad, stands[0]))


def _name_veld(blad: Blad, stand: Stand, pad: str) -> str:
    """Name a field by its kind, its year, and the goal it is of."""
    soort, sleutel, *rest = pad.split("/")
    naam = find_veldsoort(pad).naam
    if soort == "begroting":
        naam = f"{naam} {rest[0]}"
    x = stand.indicatoren.get(blad.get_tekst(f"doel/{sleutel}/indicator"))
    return f"{naam} bij {x.titel}" if x else naam
