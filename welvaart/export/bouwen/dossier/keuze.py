"""What a team chose goes along with its figures: priorities, goals and the planned figures.

A dossier that is open on a page and one that was read from a file go along in the same way.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from welvaart.doel.begrotingstabel import find_jaren
from welvaart.doel.eigenaar import find_eigenaars
from welvaart.dossier.doelenlijst import read_begroot, read_doelen, read_prioriteiten
from welvaart.dossier.eigenreeks import EigenReeks
from welvaart.dossier.notities import Lezer
from welvaart.export.bouwen.dossier.notities import find_notities
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.hernoemd import load_hernoemd


class Keuzelezer(Lezer, Protocol):
    """An open dossier, as far as what the team chose goes."""

    @property
    def naam(self) -> str:
        """Name of the dossier."""

    @property
    def eigen(self) -> Mapping[str, EigenReeks]:
        """Series with a licence that may be seen."""

    def get_naam(self, pad: str) -> str:
        """Name behind a field that holds a person; "" when nobody."""

    @property
    def verborgen(self) -> int:
        """Goals on such a series that may not be seen."""


def add_dossier(opdracht: Opdracht, lezer: Keuzelezer, *, notities: bool = False) -> Opdracht:
    """The opdracht with priorities, reasons, goals and the planned figures of the dossier.

    Args:
        opdracht: without a dossier.
        lezer: the dossier.
        notities: also what the team wrote for itself.
    """
    hernoemd = load_hernoemd()
    doelen = read_doelen(lezer.velden, hernoemd)
    jaren = find_jaren(doelen, opdracht.stand.bouw.gebouwd_op.year)
    return replace(
        opdracht,
        prioriteiten=[
            (i, lezer.get_tekst(f"prioriteit/{i}/reden"))
            for i in read_prioriteiten(lezer.velden, hernoemd)
        ],
        doelen=doelen,
        begroot=read_begroot(lezer.velden, doelen, jaren),
        jaren=jaren,
        eigenaars=find_eigenaars(opdracht.stand, lezer.eigen, doelen, lezer.get_naam),
        eigen=lezer.eigen,
        verborgen=lezer.verborgen,
        dossier=lezer.naam,
        opgevallen=lezer.get_tekst("notitie/stap1"),
        notities=find_notities(lezer, opdracht.stand) if notities else (),
    )
