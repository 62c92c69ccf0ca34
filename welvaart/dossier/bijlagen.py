"""What hangs on a dossier beside its fields: persons, whose names can go, and frozen fotos."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, bindparam, func, insert, select, update

from welvaart.dossier.dossier import (
    NAAM_WEG,
    BewaardeFoto,
    Toegang,
    check_bewerken,
    clean_naam,
    dump,
    hash_tekst,
)
from welvaart.dossier.tabellen import DOSSIER, FOTO, PERSOON
from welvaart.dossier.verbinding import lezen
from welvaart.fouten import DossierFout

_NAMEN = (
    select(PERSOON.c.persoon_id, PERSOON.c.naam)
    .where(PERSOON.c.dossier_id == bindparam("dossier"))
    .order_by(PERSOON.c.persoon_id)
)
_AANTAL = select(func.count()).select_from(FOTO).where(FOTO.c.dossier_id == bindparam("dossier"))


class Personen:
    """The persons of a dossier, by number."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, toegang: Toegang, naam: str) -> int:
        """Number of a person; the same name gets the same number."""
        check_bewerken(toegang)
        naam = clean_naam(naam, "de naam van de persoon")
        eigen = PERSOON.c.dossier_id == toegang.dossier_id
        with self._engine.begin() as verbinding:
            _lock(verbinding, toegang)
            bestaand = verbinding.scalar(
                select(PERSOON.c.persoon_id).where(eigen, PERSOON.c.naam == naam)
            )
            if bestaand is not None:
                return int(bestaand)
            nummer = 1 + int(
                verbinding.scalar(
                    select(func.coalesce(func.max(PERSOON.c.persoon_id), 0)).where(eigen)
                )
                or 0
            )
            verbinding.execute(
                insert(PERSOON).values(dossier_id=toegang.dossier_id, persoon_id=nummer, naam=naam)
            )
        return nummer

    def read(self, toegang: Toegang) -> dict[int, str]:
        """Names by number; a removed name reads as such."""
        with lezen(self._engine) as verbinding:
            return read_namen(verbinding, toegang)

    def remove_naam(self, toegang: Toegang, persoon_id: int) -> None:
        """Remove the name of a person; what the person did stays, without the name."""
        check_bewerken(toegang)
        with self._engine.begin() as verbinding:
            verbinding.execute(
                update(PERSOON)
                .where(
                    PERSOON.c.dossier_id == toegang.dossier_id, PERSOON.c.persoon_id == persoon_id
                )
                .values(naam=None)
            )


class Fotos:
    """The frozen nulmetingen of a dossier."""

    def __init__(self, engine: Engine, nu: Callable[[], str]) -> None:
        self._engine = engine
        self._nu = nu

    def add(
        self, toegang: Toegang, inhoud: Mapping[str, Any], persoon_id: int | None = None
    ) -> BewaardeFoto:
        """Store a frozen nulmeting; it can be read and exported, never changed."""
        check_bewerken(toegang)
        tekst = dump(inhoud)
        eigen = FOTO.c.dossier_id == toegang.dossier_id
        with self._engine.begin() as verbinding:
            _lock(verbinding, toegang)
            hoogste = verbinding.scalar(select(func.max(FOTO.c.foto_id)).where(eigen))
            foto = BewaardeFoto(
                (hoogste or 0) + 1, self._nu(), persoon_id, hash_tekst(tekst), json.loads(tekst)
            )
            verbinding.execute(
                insert(FOTO).values(
                    dossier_id=toegang.dossier_id,
                    foto_id=foto.foto_id,
                    gemaakt_op=foto.gemaakt_op,
                    persoon_id=persoon_id,
                    sha256=foto.sha256,
                    inhoud=tekst,
                )
            )
        return foto

    def count(self, toegang: Toegang) -> int:
        """How many there are, without reading them."""
        with lezen(self._engine) as verbinding:
            return count_fotos(verbinding, toegang)

    def read(self, toegang: Toegang) -> list[BewaardeFoto]:
        """The frozen nulmetingen, oldest first.

        Raises:
            DossierFout: one does not agree with its hash.
        """
        with lezen(self._engine) as verbinding:
            rijen = verbinding.execute(
                select(FOTO).where(FOTO.c.dossier_id == toegang.dossier_id).order_by(FOTO.c.foto_id)
            ).mappings()
            return [_to_foto(rij) for rij in rijen]


def read_namen(verbinding: Connection, toegang: Toegang) -> dict[int, str]:
    """Names of the persons by number; a removed name reads as such."""
    rijen = verbinding.execute(_NAMEN, {"dossier": toegang.dossier_id})
    return {nummer: naam or NAAM_WEG for nummer, naam in rijen}


def count_fotos(verbinding: Connection, toegang: Toegang) -> int:
    """How many fotos there are, without reading them."""
    return int(verbinding.scalar(_AANTAL, {"dossier": toegang.dossier_id}) or 0)


def _lock(verbinding: Connection, toegang: Toegang) -> None:
    """Let writers of one dossier wait for each other while a number is given out."""
    verbinding.execute(
        select(DOSSIER.c.dossier_id)
        .where(DOSSIER.c.dossier_id == toegang.dossier_id)
        .with_for_update()
    )


def _to_foto(rij: RowMapping) -> BewaardeFoto:
    if hash_tekst(rij["inhoud"]) != rij["sha256"]:
        raise DossierFout(
            f"Foto {rij['foto_id']} is na het bevriezen veranderd of beschadigd. Open het dossier "
            "uit een bewaard bestand."
        )
    return BewaardeFoto(
        rij["foto_id"],
        rij["gemaakt_op"],
        rij["persoon_id"],
        rij["sha256"],
        json.loads(rij["inhoud"]),
    )
