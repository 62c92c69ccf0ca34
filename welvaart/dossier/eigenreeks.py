"""Figures with a licence that live in one dossier only, and never in the shared warehouse."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from sqlalchemy import Connection, Engine, bindparam, delete, insert, select

from welvaart.dossier.dossier import Toegang, Veld, check_bewerken, dump
from welvaart.dossier.tabellen import DOSSIER, EIGEN_REEKS, WIJZIGING
from welvaart.dossier.verbinding import lezen
from welvaart.fouten import KeuzeFout

PREFIX: Final = "dossier_r"
MAX_CIJFERS: Final = 2_000
MAX_REEKSEN: Final = 20
_NUMMER = re.compile(r"eigen/dossier_r(\d+)/titel")
_DOEL = re.compile(r"doel/([a-z0-9_]+)/indicator")
_REEKSEN = select(EIGEN_REEKS.c.reeks_id, EIGEN_REEKS.c.inhoud).where(
    EIGEN_REEKS.c.dossier_id == bindparam("dossier")
)
_HAKEN = str.maketrans("<>", "‹›")


def _clean_haken(tekst: object) -> object:
    """A chart reads < and > as mark-up, also in a name that somebody typed."""
    return tekst.translate(_HAKEN) if isinstance(tekst, str) else tekst


_Regel = Annotated[str, BeforeValidator(_clean_haken), Field(min_length=1, max_length=200)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class EigenCijfer(_Model):
    """One figure; `waarde` None = the file has no figure there.

    Attributes:
        onder: lower bound of its margin; None where the file gives none.
        boven: upper bound.
        status: as in the file; "" where it was not asked yet.
    """

    regio_code: _Regel
    regio_naam: _Regel
    jaar: int = Field(ge=1900, le=2100)
    waarde: float | None
    onder: float | None = None
    boven: float | None = None
    status: Literal["", "definitief", "nader_voorlopig", "voorlopig", "onbekend"] = ""


class EigenReeks(_Model):
    """A series of a team, with what may be done with it."""

    titel: _Regel
    eenheid: _Regel
    richting: Literal["hoger_is_beter", "lager_is_beter", "neutraal"]
    decimalen: int = Field(ge=0, le=2)
    bron: _Regel
    licentie: _Regel
    cijfers: tuple[EigenCijfer, ...] = Field(min_length=1, max_length=MAX_CIJFERS)

    @model_validator(mode="after")
    def _check_enkel(self) -> Self:
        plekken = [(c.regio_code, c.jaar) for c in self.cijfers]
        if len(set(plekken)) < len(plekken):
            raise ValueError("meer dan één cijfer voor dezelfde plek en hetzelfde jaar")
        return self

    def get_reeks(self, regio_code: str) -> dict[int, float]:
        """Year → figure of one regio, in order of time; years without a figure are left out."""
        return {
            c.jaar: c.waarde
            for c in sorted(self.cijfers, key=lambda c: c.jaar)
            if c.regio_code == regio_code and c.waarde is not None
        }

    def find_laatste(self, regio_code: str) -> EigenCijfer | None:
        """The newest figure of one regio; None when it has none."""
        eigen = [c for c in self.cijfers if c.regio_code == regio_code and c.waarde is not None]
        return max(eigen, key=lambda c: c.jaar, default=None)


class EigenReeksen:
    """The series of a dossier, by id ("dossier_r1"); an id is never given out twice."""

    def __init__(self, engine: Engine, nu: Callable[[], str]) -> None:
        self._engine = engine
        self._nu = nu

    def add(self, toegang: Toegang, reeks: EigenReeks, persoon_id: int | None = None) -> str:
        """Store a series; returns its id.

        Raises:
            KeuzeFout: the dossier is full.
            DossierFout: opened only to read.
        """
        check_bewerken(toegang)
        eigen = EIGEN_REEKS.c.dossier_id == toegang.dossier_id
        with self._engine.begin() as verbinding:
            verbinding.execute(
                select(DOSSIER.c.dossier_id)
                .where(DOSSIER.c.dossier_id == toegang.dossier_id)
                .with_for_update()
            )
            if len(verbinding.execute(select(EIGEN_REEKS.c.reeks_id).where(eigen)).all()) >= (
                MAX_REEKSEN
            ):
                raise KeuzeFout(
                    f"In een dossier passen {MAX_REEKSEN} eigen cijfers. Haal er eerst een weg."
                )
            reeks_id = f"{PREFIX}{_find_nummer(verbinding, toegang)}"
            verbinding.execute(
                insert(EIGEN_REEKS).values(
                    dossier_id=toegang.dossier_id,
                    reeks_id=reeks_id,
                    toegevoegd_op=self._nu(),
                    persoon_id=persoon_id,
                    inhoud=dump(reeks.model_dump(mode="json")),
                )
            )
            self._log(verbinding, toegang, reeks_id, None, reeks.titel, persoon_id)
        return reeks_id

    def remove(self, toegang: Toegang, reeks_id: str, persoon_id: int | None = None) -> None:
        """Remove a series and all its figures; only its title stays, in the history."""
        check_bewerken(toegang)
        deze = (EIGEN_REEKS.c.dossier_id == toegang.dossier_id) & (
            EIGEN_REEKS.c.reeks_id == reeks_id
        )
        with self._engine.begin() as verbinding:
            inhoud = verbinding.scalar(select(EIGEN_REEKS.c.inhoud).where(deze))
            if inhoud is None:
                return
            verbinding.execute(delete(EIGEN_REEKS).where(deze))
            titel = json.loads(inhoud)["titel"]
            self._log(verbinding, toegang, reeks_id, titel, None, persoon_id)

    def read(self, toegang: Toegang) -> dict[str, EigenReeks]:
        """All series, in the order of adding; who shows them asks `find_gedeeld` first."""
        with lezen(self._engine) as verbinding:
            return read_reeksen(verbinding, toegang)

    def _log(
        self,
        verbinding: Connection,
        toegang: Toegang,
        reeks_id: str,
        oud: str | None,
        nieuw: str | None,
        persoon_id: int | None,
    ) -> None:
        verbinding.execute(
            insert(WIJZIGING).values(
                dossier_id=toegang.dossier_id,
                pad=f"eigen/{reeks_id}/titel",
                oud=dump(oud),
                nieuw=dump(nieuw),
                versie=1 if oud is None else 2,
                gewijzigd_op=self._nu(),
                persoon_id=persoon_id,
            )
        )


def read_reeksen(verbinding: Connection, toegang: Toegang) -> dict[str, EigenReeks]:
    """All series of a dossier, in the order of adding."""
    rijen = verbinding.execute(_REEKSEN, {"dossier": toegang.dossier_id}).all()
    rijen = sorted(rijen, key=lambda rij: int(rij[0].removeprefix(PREFIX)))
    return {reeks_id: EigenReeks.model_validate_json(inhoud) for reeks_id, inhoud in rijen}


def _find_nummer(verbinding: Connection, toegang: Toegang) -> int:
    paden = verbinding.scalars(
        select(WIJZIGING.c.pad).where(
            WIJZIGING.c.dossier_id == toegang.dossier_id, WIJZIGING.c.pad.startswith("eigen/")
        )
    )
    return 1 + max((int(g[1]) for pad in paden if (g := _NUMMER.fullmatch(pad))), default=0)


def find_gedeeld(
    reeksen: Mapping[str, EigenReeks], velden: Mapping[str, Veld]
) -> dict[str, EigenReeks]:
    """The series that the team shows to who opens the dossier to read."""
    return {
        i: reeks
        for i, reeks in reeksen.items()
        if (veld := velden.get(f"eigen/{i}/delen")) is not None and veld.waarde is True
    }


def count_verborgen(verborgen: Sequence[str]) -> int:
    """How many goals are hidden, from `find_verborgen`."""
    return sum(begin.startswith("doel/") for begin in verborgen)


def find_verborgen(velden: Mapping[str, Veld]) -> tuple[str, ...]:
    """Beginnings of the paths that a reader may not see: goals on a series that is not shared.

    The nulwaarde of such a goal is a figure of the series; so is a title in the history.
    """
    uit = []
    for pad, veld in velden.items():
        reeks_id = str(veld.waarde or "")
        if (g := _DOEL.fullmatch(pad)) and reeks_id.startswith(PREFIX):
            deel = velden.get(f"eigen/{reeks_id}/delen")
            if deel is None or deel.waarde is not True:
                uit += [f"doel/{g[1]}/", f"begroting/{g[1]}/"]
    return tuple(uit)
