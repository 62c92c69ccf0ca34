"""Figures that stood here before and are different now, and who changed them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class Oorzaak(StrEnum):
    """Who changed a figure, as in table `revisie`."""

    EDITIE = "editie"
    ANDERE_BRON = "andere_bron"
    CORRECTIE = "correctie"
    EIGEN_IMPORT = "eigen_import"


OORZAKEN: Final[Mapping[Oorzaak, str]] = {
    Oorzaak.EDITIE: "nieuwe editie van de bron",
    Oorzaak.ANDERE_BRON: "andere tabel of bron",
    Oorzaak.CORRECTIE: "correctie van ons",
    Oorzaak.EIGEN_IMPORT: "eigen bestand",
}
"""Each cause in words, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Revisie:
    """One changed figure.

    Attributes:
        wat: herzien | gevuld | leeg | weg | status.
        oorzaak: who changed it.
        oud: None = there was no figure.
        nieuw: None = there is none any more.
        status_oud: see `welvaart.cijfers.waarneming`.
        status_nieuw: None when the row is gone.
        gevonden_op: moment of the build that found it (UTC).
    """

    indicator_id: str
    regio_code: str
    periode_code: str
    wat: str
    oorzaak: Oorzaak
    oud: float | None
    nieuw: float | None
    status_oud: str
    status_nieuw: str | None
    gevonden_op: datetime


@dataclass(frozen=True, slots=True)
class Revisiegroep:
    """The changed figures of one indicator, found by one build, of one cause.

    Attributes:
        cijfers: how many figures changed.
        gemeenten: in how many gemeenten.
        regios: in how many regio's of any kind, gemeenten too.
        van: first period_code.
        tot: last periode_code.
        per_soort: `wat` → how many.
        grootste: the revised figure that changed most; None when none has an old and a new value.
        editie_oud: edition before; None = unknown.
        editie_nieuw: edition after.
    """

    gevonden_op: datetime
    oorzaak: Oorzaak
    indicator_id: str
    cijfers: int
    gemeenten: int
    regios: int
    van: str
    tot: str
    per_soort: Mapping[str, int]
    grootste: Revisie | None
    editie_oud: str | None
    editie_nieuw: str | None


@dataclass(frozen=True, slots=True)
class Revisielog:
    """The whole log, summed up.

    Attributes:
        sinds: it knows of changes from this moment on (UTC).
        groepen: newest first; within a build by cause, then by number of figures.
    """

    sinds: datetime
    groepen: tuple[Revisiegroep, ...]
