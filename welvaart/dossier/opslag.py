"""Reading and writing dossiers: every change kept, two writers never overwrite each other."""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from welvaart.dossier.bijlagen import Fotos, Personen
from welvaart.dossier.dossier import (
    Botsing,
    Toegang,
    Veld,
    Wijziging,
    build_leescode,
    check_bewerken,
    clean_naam,
    dump,
    encode,
    hash_tekst,
)
from welvaart.dossier.eigenreeks import EigenReeksen
from welvaart.dossier.inhoud import Inhoud, build_veld, open_toegang, read_inhoud, read_velden
from welvaart.dossier.tabellen import DOSSIER, VELD, WIJZIGING
from welvaart.dossier.velden import Waarde, clean_waarde
from welvaart.dossier.verbinding import lezen


class Opslag:
    """The store; every method is one transaction. Safe to share between threads.

    Attributes:
        personen: the persons of a dossier.
        fotos: its frozen nulmetingen.
        eigen: its series with a licence.
    """

    def __init__(
        self, engine: Engine, klok: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._engine = engine
        self._klok = klok
        self.personen = Personen(engine)
        self.fotos = Fotos(engine, self._nu)
        self.eigen = EigenReeksen(engine, self._nu)

    def close(self) -> None:
        """Close the connections that are not in use."""
        self._engine.dispose()

    def _nu(self) -> str:
        return self._klok().astimezone(UTC).isoformat(timespec="seconds")

    def create_dossier(self, naam: str, regio: str) -> Toegang:
        """Make an empty dossier and the two codes that open it.

        Raises:
            KeuzeFout: no name, or a name that is too long.
        """
        return self.restore(naam, regio, {})

    def restore(
        self, naam: str, regio: str, rijen: Mapping[Table, Sequence[Mapping[str, Any]]]
    ) -> Toegang:
        """Make a new dossier with rows that were checked before, all or nothing.

        Args:
            naam: of the dossier.
            regio: as in the URL.
            rijen: per table, without dossier_id.
        """
        naam = clean_naam(naam)
        bewerkcode = "b" + encode(secrets.token_bytes(17))
        toegang = Toegang(
            secrets.token_hex(16), naam, regio, build_leescode(bewerkcode), bewerkcode
        )
        with self._engine.begin() as verbinding:
            verbinding.execute(
                insert(DOSSIER).values(
                    dossier_id=toegang.dossier_id,
                    naam=naam,
                    regio=regio,
                    lees_hash=hash_tekst(toegang.leescode),
                    bewerk_hash=hash_tekst(bewerkcode),
                    aangemaakt_op=self._nu(),
                )
            )
            for tabel, inhoud in rijen.items():
                if inhoud:
                    erbij = [{**rij, "dossier_id": toegang.dossier_id} for rij in inhoud]
                    verbinding.execute(insert(tabel), erbij)
        return toegang

    def open_dossier(self, code: str) -> Toegang:
        """Open a dossier by one of its codes.

        Raises:
            DossierFout: no dossier has this code.
        """
        with lezen(self._engine) as verbinding:
            return open_toegang(verbinding, code)

    def read_inhoud(self, code: str) -> Inhoud:
        """Open a dossier and read what a page shows of it, in one transaction.

        Raises:
            DossierFout: no dossier has this code.
        """
        with lezen(self._engine) as verbinding:
            return read_inhoud(verbinding, code)

    def rename_dossier(self, toegang: Toegang, naam: str, persoon_id: int | None = None) -> None:
        """Give a dossier another name; the history tells."""
        self._change(toegang, "naam", toegang.naam, clean_naam(naam), persoon_id)

    def move_dossier(self, toegang: Toegang, regio: str, persoon_id: int | None = None) -> None:
        """Let a dossier be about another regio; what was written stays, and the history tells."""
        self._change(toegang, "regio", toegang.regio, regio, persoon_id)

    def _change(
        self, toegang: Toegang, kolom: str, oud: str, nieuw: str, persoon_id: int | None
    ) -> None:
        """Write something of the dossier itself, and a line in its history."""
        check_bewerken(toegang)
        if oud == nieuw:
            return
        with self._engine.begin() as verbinding:
            verbinding.execute(
                update(DOSSIER)
                .where(DOSSIER.c.dossier_id == toegang.dossier_id)
                .values({kolom: nieuw})
            )
            verbinding.execute(
                insert(WIJZIGING).values(
                    dossier_id=toegang.dossier_id,
                    pad=f"dossier/{kolom}",
                    oud=dump(oud),
                    nieuw=dump(nieuw),
                    versie=1,
                    gewijzigd_op=self._nu(),
                    persoon_id=persoon_id,
                )
            )

    def remove_dossier(self, toegang: Toegang) -> None:
        """Remove a dossier with everything in it; there is no way back but an exported file."""
        check_bewerken(toegang)
        with self._engine.begin() as verbinding:
            verbinding.execute(delete(DOSSIER).where(DOSSIER.c.dossier_id == toegang.dossier_id))

    def read_velden(self, toegang: Toegang) -> dict[str, Veld]:
        """All fields ever written, by path; an emptied one has value None."""
        with lezen(self._engine) as verbinding:
            return read_velden(verbinding, toegang)

    def write_veld(
        self,
        toegang: Toegang,
        pad: str,
        waarde: Waarde,
        *,
        gezien: int,
        persoon_id: int | None = None,
    ) -> Veld:
        """Write one field, if nobody changed it since it was shown.

        Args:
            toegang: opened to write.
            pad: of the field; see `velden`.
            waarde: None empties it.
            gezien: version that was shown; 0 = the field was empty and never written.
            persoon_id: who writes, if known.

        Returns:
            The field as it stands now. Writing what already stands there changes nothing.

        Raises:
            Botsing: somebody else wrote something else in the meantime.
            KeuzeFout: no such field, or no value for it.
            DossierFout: opened only to read.
        """
        check_bewerken(toegang)
        schoon = clean_waarde(pad, waarde)
        nieuw = Veld(schoon, gezien + 1, self._nu(), persoon_id)
        with self._engine.begin() as verbinding:
            nu = _read_veld(verbinding, toegang, pad)
            if dump(nu.waarde) == dump(schoon):
                return nu
            if nu.versie != gezien or not _put(verbinding, toegang, pad, nieuw):
                raise Botsing(pad, schoon, _read_veld(verbinding, toegang, pad))
            verbinding.execute(
                insert(WIJZIGING).values(
                    dossier_id=toegang.dossier_id,
                    pad=pad,
                    oud=dump(nu.waarde),
                    nieuw=dump(schoon),
                    versie=nieuw.versie,
                    gewijzigd_op=nieuw.gewijzigd_op,
                    persoon_id=persoon_id,
                )
            )
        return nieuw

    def read_wijzigingen(self, toegang: Toegang, limiet: int = 200) -> list[Wijziging]:
        """The newest changes first."""
        with lezen(self._engine) as verbinding:
            rijen = verbinding.execute(
                select(WIJZIGING)
                .where(WIJZIGING.c.dossier_id == toegang.dossier_id)
                .order_by(WIJZIGING.c.wijziging_id.desc())
                .limit(limiet)
            ).mappings()
            return [
                Wijziging(
                    rij["pad"],
                    json.loads(rij["oud"]),
                    json.loads(rij["nieuw"]),
                    rij["versie"],
                    rij["gewijzigd_op"],
                    rij["persoon_id"],
                )
                for rij in rijen
            ]


def _read_veld(verbinding: Connection, toegang: Toegang, pad: str) -> Veld:
    rij = verbinding.execute(
        select(VELD).where(VELD.c.dossier_id == toegang.dossier_id, VELD.c.pad == pad)
    ).first()
    return Veld() if rij is None else build_veld(rij)


def _put(verbinding: Connection, toegang: Toegang, pad: str, veld: Veld) -> bool:
    """Insert version 1 or replace the version before; False when another was first."""
    waarden = {
        "waarde": dump(veld.waarde),
        "versie": veld.versie,
        "gewijzigd_op": veld.gewijzigd_op,
        "persoon_id": veld.persoon_id,
    }
    if veld.versie == 1:
        soort = postgresql if verbinding.dialect.name == "postgresql" else sqlite
        erbij = soort.insert(VELD).values(dossier_id=toegang.dossier_id, pad=pad, **waarden)
        return bool(verbinding.scalar(erbij.on_conflict_do_nothing().returning(VELD.c.versie)))
    wijzig = update(VELD).where(
        VELD.c.dossier_id == toegang.dossier_id,
        VELD.c.pad == pad,
        VELD.c.versie == veld.versie - 1,
    )
    return verbinding.execute(wijzig.values(**waarden)).rowcount == 1
