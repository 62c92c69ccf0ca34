"""What a page shows of a dossier, read in one transaction instead of one for each kind of thing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from welvaart.dossier.bijlagen import count_fotos, read_namen
from welvaart.dossier.dossier import Toegang, Veld, build_leescode, hash_tekst
from welvaart.dossier.eigenreeks import EigenReeks, read_reeksen
from welvaart.dossier.tabellen import DOSSIER, VELD
from welvaart.fouten import DossierFout

# Written once: building a question takes longer than SQLite takes to answer it.
_DOSSIER = select(DOSSIER.c.dossier_id, DOSSIER.c.naam, DOSSIER.c.regio)
_BEWERKEN = _DOSSIER.where(DOSSIER.c.bewerk_hash == bindparam("hash"))
_LEZEN = _DOSSIER.where(DOSSIER.c.lees_hash == bindparam("hash"))
_VELDEN = (
    select(VELD.c.pad, VELD.c.waarde, VELD.c.versie, VELD.c.gewijzigd_op, VELD.c.persoon_id)
    .where(VELD.c.dossier_id == bindparam("dossier"))
    .order_by(VELD.c.pad)
)


@dataclass(frozen=True)
class Inhoud:
    """A dossier with all that a page needs of it; who may only read may not see all of it.

    Attributes:
        velden: by path, as they were written.
        personen: names by number.
        eigen: series with a licence, by id.
        fotos: how many frozen nulmetingen there are.
    """

    toegang: Toegang
    velden: Mapping[str, Veld]
    personen: dict[int, str]
    eigen: Mapping[str, EigenReeks]
    fotos: int


def read_inhoud(verbinding: Connection, code: str) -> Inhoud:
    """Open a dossier and read what a page shows of it.

    Raises:
        DossierFout: no dossier has this code.
    """
    toegang = open_toegang(verbinding, code)
    return Inhoud(
        toegang,
        read_velden(verbinding, toegang),
        read_namen(verbinding, toegang),
        read_reeksen(verbinding, toegang),
        count_fotos(verbinding, toegang),
    )


def open_toegang(verbinding: Connection, code: str) -> Toegang:
    """Find a dossier by one of its codes.

    Raises:
        DossierFout: no dossier has this code.
    """
    mag = code.startswith("b")
    rij = verbinding.execute(_BEWERKEN if mag else _LEZEN, {"hash": hash_tekst(code)}).first()
    if rij is None:
        raise DossierFout(
            "Wij kennen geen dossier met deze link. Controleer of de link heel is, of open "
            "het dossier uit een bewaard bestand."
        )
    leescode = build_leescode(code) if mag else code
    return Toegang(rij.dossier_id, rij.naam, rij.regio, leescode, code if mag else None)


def read_velden(verbinding: Connection, toegang: Toegang) -> dict[str, Veld]:
    """All fields ever written, by path; an emptied one has value None."""
    rijen = verbinding.execute(_VELDEN, {"dossier": toegang.dossier_id})
    return {rij.pad: build_veld(rij) for rij in rijen}


def build_veld(rij: Row[*tuple[Any, ...]]) -> Veld:
    """A field from its row in the table of fields."""
    return Veld(json.loads(rij.waarde), rij.versie, rij.gewijzigd_op, rij.persoon_id)
