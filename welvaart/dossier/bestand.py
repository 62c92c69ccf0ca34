"""A dossier as one JSON file: to keep, to hand over, and to open again elsewhere."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Table

from welvaart.dossier.dossier import NAAM_WEG, Toegang, Wijziging, clean_naam, dump, hash_tekst
from welvaart.dossier.eigenreeks import PREFIX, EigenReeks, find_gedeeld, find_verborgen
from welvaart.dossier.opslag import Opslag
from welvaart.dossier.tabellen import EIGEN_REEKS, FOTO, PERSOON, VELD, WIJZIGING
from welvaart.dossier.velden import clean_waarde
from welvaart.fouten import DossierFout, KeuzeFout

SOORT: Final = "dossier brede welvaart"
VERSIE: Final = 2
"""2 holds series with a licence; a dossier without them is written as 1, for older programs."""
_LET_OP: Final = "Met cijfers onder licentie: alleen voor wie in dit dossier werkt."
MAX_BYTES: Final = 20_000_000
_REEKS_ID = re.compile(rf"{PREFIX}\d{{1,6}}")


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class _Veld(_Model):
    pad: str
    waarde: str | int | float | bool
    gewijzigd_op: str
    persoon: int | None = None


class _Foto(_Model):
    gemaakt_op: str
    persoon: int | None = None
    sha256: str
    inhoud: dict[str, Any]


class _Wijziging(_Model):
    pad: str
    oud: str | int | float | bool | None
    nieuw: str | int | float | bool | None
    versie: int
    gewijzigd_op: str
    persoon: int | None = None


class Inhoud(_Model):
    """What a file holds; the codes of the dossier are not in it."""

    naam: str
    regio: str
    velden: tuple[_Veld, ...]
    fotos: tuple[_Foto, ...]
    personen: dict[int, str]
    wijzigingen: tuple[_Wijziging, ...] = Field(())
    eigen: dict[str, EigenReeks] = Field({})


def export_dossier(opslag: Opslag, toegang: Toegang) -> bytes:
    """Write a dossier as a file; the same dossier always gives the same bytes.

    Who opened it to read gets no series with a licence, nor goals on them, unless they are shared.

    Raises:
        DossierFout: a frozen foto is damaged.
    """
    velden, eigen = opslag.read_velden(toegang), opslag.eigen.read(toegang)
    weg: tuple[str, ...] = ()
    if toegang.bewerkcode is None:
        weg, eigen = find_verborgen(velden), find_gedeeld(eigen, velden)
    inhoud: dict[str, Any] = {
        "naam": toegang.naam,
        "regio": toegang.regio,
        "personen": opslag.personen.read(toegang),
        "velden": [
            {
                "pad": pad,
                "waarde": veld.waarde,
                "gewijzigd_op": veld.gewijzigd_op,
                "persoon": veld.persoon_id,
            }
            for pad, veld in velden.items()
            if veld.waarde is not None and not pad.startswith(weg)
        ],
        "fotos": [
            {
                "gemaakt_op": foto.gemaakt_op,
                "persoon": foto.persoon_id,
                "sha256": foto.sha256,
                "inhoud": foto.inhoud,
            }
            for foto in opslag.fotos.read(toegang)
        ],
        "wijzigingen": [
            _tell(w) for w in opslag.read_wijzigingen(toegang, 100_000) if not w.pad.startswith(weg)
        ],
    }
    if eigen:
        inhoud["eigen"] = {i: reeks.model_dump(mode="json") for i, reeks in eigen.items()}
    kern = json.loads(dump(inhoud))
    uit = {"soort": SOORT, "versie": 1, "sha256": hash_tekst(dump(kern)), "inhoud": kern}
    if eigen:
        uit |= {"versie": VERSIE, "let_op": _LET_OP}
    return json.dumps(uit, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _tell(wijziging: Wijziging) -> dict[str, Any]:
    return {
        "pad": wijziging.pad,
        "oud": wijziging.oud,
        "nieuw": wijziging.nieuw,
        "versie": wijziging.versie,
        "gewijzigd_op": wijziging.gewijzigd_op,
        "persoon": wijziging.persoon_id,
    }


def parse_dossier(bytes_: bytes) -> Inhoud:
    """Read a file and check every part of it, before anything is stored.

    Raises:
        DossierFout: it is no dossier, of a newer version, damaged, or holds a field that does not
            exist; with what to do.
    """
    if len(bytes_) > MAX_BYTES:
        raise DossierFout("Dit bestand is groter dan 20 MB; zo groot is een dossier niet.")
    try:
        ruw = json.loads(bytes_.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as fout:
        raise DossierFout(
            "Dit bestand is geen dossier, of het is beschadigd. Kies een bestand dat met "
            "'Bewaar als bestand' is gemaakt."
        ) from fout
    if not isinstance(ruw, dict) or ruw.get("soort") != SOORT:
        raise DossierFout(
            "Dit bestand is geen dossier. Kies een bestand dat met 'Bewaar als bestand' is gemaakt."
        )
    if ruw.get("versie") not in range(1, VERSIE + 1):
        raise DossierFout(
            f"Dit dossier is gemaakt met een nieuwere versie ({ruw.get('versie')}; wij lezen "
            f"versie {VERSIE}). Werk het programma bij. Er is niets veranderd."
        )
    if hash_tekst(dump(ruw.get("inhoud"))) != ruw.get("sha256"):
        raise DossierFout(
            "Dit dossier is na het bewaren veranderd of beschadigd; het controlegetal klopt niet. "
            "Neem een ander exemplaar."
        )
    return _check(ruw["inhoud"])


def _check(ruw: Mapping[str, Any]) -> Inhoud:
    try:
        inhoud = Inhoud.model_validate(ruw)
        clean_naam(inhoud.naam)
        for veld in inhoud.velden:
            clean_waarde(veld.pad, veld.waarde)
    except ValidationError as fout:
        waar = ".".join(str(deel) for deel in fout.errors()[0]["loc"])
        raise DossierFout(
            f"Dit dossier mist een onderdeel of heeft er een te veel ({waar}). Neem een ander "
            "exemplaar."
        ) from fout
    except KeuzeFout as fout:
        raise DossierFout(f"Dit dossier kan niet open. {fout}") from fout
    if fout_id := next((i for i in inhoud.eigen if not _REEKS_ID.fullmatch(i)), None):
        raise DossierFout(f"Dit dossier kan niet open: '{fout_id[:40]}' is geen eigen cijfer.")
    for nummer, foto in enumerate(inhoud.fotos, 1):
        if hash_tekst(dump(foto.inhoud)) != foto.sha256:
            raise DossierFout(f"Foto {nummer} in dit dossier is veranderd of beschadigd.")
    return inhoud


def import_dossier(opslag: Opslag, bytes_: bytes, *, verwacht_regio: str | None = None) -> Toegang:
    """Open a file as a new dossier; an existing one is never overwritten.

    Args:
        opslag: where it goes.
        bytes_: of the file.
        verwacht_regio: the regio on screen; another one in the file is refused.

    Raises:
        DossierFout: see `parse_dossier`, or the file is of another regio.
    """
    inhoud = parse_dossier(bytes_)
    if verwacht_regio is not None and inhoud.regio != verwacht_regio:
        raise DossierFout(
            f"Dit dossier gaat over een andere regio ({inhoud.regio}) dan u nu bekijkt "
            f"({verwacht_regio}). Kies eerst die regio, en open het bestand dan opnieuw."
        )
    return opslag.restore(inhoud.naam, inhoud.regio, _build_rijen(inhoud))


def _build_rijen(inhoud: Inhoud) -> dict[Table, list[dict[str, Any]]]:
    """Rows per table; a field starts at the version its history reached."""
    versies: dict[str, int] = {}
    for w in inhoud.wijzigingen:
        versies[w.pad] = max(w.versie, versies.get(w.pad, 0))
    return {
        PERSOON: [
            {"persoon_id": nummer, "naam": None if naam == NAAM_WEG else naam}
            for nummer, naam in inhoud.personen.items()
        ],
        VELD: [
            {
                "pad": veld.pad,
                "waarde": dump(clean_waarde(veld.pad, veld.waarde)),
                "versie": versies.get(veld.pad, 1),
                "gewijzigd_op": veld.gewijzigd_op,
                "persoon_id": veld.persoon,
            }
            for veld in inhoud.velden
        ],
        WIJZIGING: [
            {
                "pad": w.pad,
                "oud": dump(w.oud),
                "nieuw": dump(w.nieuw),
                "versie": w.versie,
                "gewijzigd_op": w.gewijzigd_op,
                "persoon_id": w.persoon,
            }
            for w in reversed(inhoud.wijzigingen)
        ],
        FOTO: [
            {
                "foto_id": nummer,
                "gemaakt_op": foto.gemaakt_op,
                "persoon_id": foto.persoon,
                "sha256": foto.sha256,
                "inhoud": dump(foto.inhoud),
            }
            for nummer, foto in enumerate(inhoud.fotos, 1)
        ],
        EIGEN_REEKS: [
            {"reeks_id": i, "toegevoegd_op": "", "inhoud": dump(reeks.model_dump(mode="json"))}
            for i, reeks in inhoud.eigen.items()
        ],
    }
