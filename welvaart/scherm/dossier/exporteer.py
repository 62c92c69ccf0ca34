"""The nulmeting with what the team chose, to go out: priorities and goals go along."""

from collections.abc import Sequence
from datetime import UTC, datetime

from welvaart.doel.begrotingstabel import find_jaren
from welvaart.dossier.doelenlijst import read_begroot, read_doelen, read_prioriteiten
from welvaart.dossier.eigenreeks import count_verborgen
from welvaart.export.bouwen.dossier.notities import find_notities
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.groep.groepen import Groep
from welvaart.hernoemd import load_hernoemd
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
    hernoemd = load_hernoemd()
    prioriteiten = [
        (indicator_id, blad.get_tekst(f"prioriteit/{indicator_id}/reden"))
        for indicator_id in read_prioriteiten(blad.velden, hernoemd)
    ]
    doelen = read_doelen(blad.velden, hernoemd)
    jaren = find_jaren(doelen, stands[0].bouw.gebouwd_op.year)
    show_exporteer(
        Opdracht(
            *stands,
            regio,
            groep,
            regels,
            datetime.now(UTC),
            prioriteiten,
            doelen,
            begroot=read_begroot(blad.velden, doelen, jaren),
            jaren=jaren,
            eigen=blad.eigen,
            verborgen=count_verborgen(blad.verborgen),
            opgevallen=blad.get_tekst("notitie/stap1"),
        ),
        notities=find_notities(blad, stands[0]),
    )
