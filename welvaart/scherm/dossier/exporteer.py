"""The nulmeting with what the team chose, to go out: priorities and goals go along."""

from collections.abc import Sequence
from datetime import UTC, datetime

from welvaart.export.bouwen.dossier.keuze import add_dossier
from welvaart.export.bouwen.dossier.notities import find_notities
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.groep.groepen import Groep
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.exporteer import show_exporteer


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
    show_exporteer(add_dossier(opdracht, blad), notities=find_notities(blad, stands[0]))
