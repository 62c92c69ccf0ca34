"""The option --dossier: what a team chose goes along with its figures."""

from dataclasses import replace

from welvaart.doel.begrotingstabel import find_jaren
from welvaart.dossier.doelenlijst import read_begroot, read_doelen, read_prioriteiten
from welvaart.dossier.inzage import Inzage, read_inzage
from welvaart.dossier.verbinding import get_adres
from welvaart.export.bouwen.dossier.notities import find_notities
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.fouten import KeuzeFout
from welvaart.hernoemd import load_hernoemd
from welvaart.regio.regio import Regio


def read_dossier(tekst: str, regio: Regio) -> Inzage:
    """Look into the dossier that was asked for.

    Args:
        tekst: path of a saved file, or a code.
        regio: of the export; a dossier of another regio is refused.

    Raises:
        DossierFout: no such dossier.
        KeuzeFout: it is about another regio.
    """
    inzage = read_inzage(tekst, get_adres(), load_hernoemd())
    if inzage.regio.partition(";")[0] != regio.code.partition(";")[0]:
        raise KeuzeFout(
            f"Het dossier '{inzage.naam}' gaat over {inzage.regio}, niet over {regio.naam} "
            f"({regio.code}). Geef die regio, of een ander dossier."
        )
    return inzage


def add_dossier(opdracht: Opdracht, inzage: Inzage, *, notities: bool = False) -> Opdracht:
    """The opdracht with priorities, reasons, goals and the planned figures of the dossier.

    Args:
        opdracht: without a dossier.
        inzage: the dossier.
        notities: also what the team wrote for itself.
    """
    hernoemd = load_hernoemd()
    doelen = read_doelen(inzage.velden, hernoemd)
    jaren = find_jaren(doelen, opdracht.stand.bouw.gebouwd_op.year)
    return replace(
        opdracht,
        prioriteiten=[
            (i, inzage.get_tekst(f"prioriteit/{i}/reden"))
            for i in read_prioriteiten(inzage.velden, hernoemd)
        ],
        doelen=doelen,
        begroot=read_begroot(inzage.velden, doelen, jaren),
        jaren=jaren,
        eigen=inzage.eigen,
        verborgen=inzage.verborgen,
        opgevallen=inzage.get_tekst("notitie/stap1"),
        notities=find_notities(inzage, opdracht.stand) if notities else (),
    )
