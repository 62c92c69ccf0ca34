"""The nouns of a dossier: who may open it, a field with its version, a change, a frozen foto."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from welvaart.dossier.velden import Waarde
from welvaart.fouten import DossierFout, KeuzeFout, WelvaartFout

NAAM_WEG = "naam verwijderd"
_MAX_NAAM = 200


@dataclass(frozen=True, slots=True)
class Toegang:
    """A dossier opened by a code.

    Attributes:
        leescode: opens the dossier to look at.
        bewerkcode: opens it to write; None when it was opened by the leescode.
    """

    dossier_id: str
    naam: str
    regio: str
    leescode: str
    bewerkcode: str | None


@dataclass(frozen=True, slots=True)
class Veld:
    """A field as it stands: 0 is the version of a field that was never written."""

    waarde: Waarde = None
    versie: int = 0
    gewijzigd_op: str = ""
    persoon_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One change of one field."""

    pad: str
    oud: Waarde
    nieuw: Waarde
    versie: int
    gewijzigd_op: str
    persoon_id: int | None


@dataclass(frozen=True, slots=True)
class BewaardeFoto:
    """A frozen nulmeting as it was stored."""

    foto_id: int
    gemaakt_op: str
    persoon_id: int | None
    sha256: str
    inhoud: Mapping[str, Any]


class Botsing(WelvaartFout):
    """Somebody else changed the field after it was shown; nothing was written.

    Attributes:
        pad: the field.
        eigen: what one wanted to write.
        andere: what stands there now.
    """

    def __init__(self, pad: str, eigen: Waarde, andere: Veld) -> None:
        self.pad, self.eigen, self.andere = pad, eigen, andere
        super().__init__(
            "Iemand anders heeft dit net veranderd. Uw tekst is niet bewaard; kies welke van de "
            "twee blijft."
        )


def hash_tekst(code: str) -> str:
    """SHA-256 of a text, in hex."""
    return hashlib.sha256(code.encode()).hexdigest()


def encode(inhoud: bytes) -> str:
    """Write bytes as 26 letters and digits that survive a mail and a telephone call."""
    return base64.b32encode(inhoud).decode().rstrip("=").lower()[:26]


def build_leescode(bewerkcode: str) -> str:
    """The code to read with, made from the code to write with; the way back does not exist."""
    return "l" + encode(hashlib.sha256(f"lees:{bewerkcode}".encode()).digest())


def dump(waarde: Any) -> str:  # noqa: ANN401 - any JSON
    """Canonical JSON: the same value is always the same text."""
    return json.dumps(waarde, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def clean_naam(naam: str, wat: str = "het dossier") -> str:
    """Tidy a name: one line, not empty, not too long.

    Raises:
        KeuzeFout: empty or too long.
    """
    schoon = " ".join("".join(t if t.isprintable() else " " for t in naam).split())
    if not schoon:
        raise KeuzeFout(f"Vul een naam in voor {wat}.")
    if len(schoon) > _MAX_NAAM:
        raise KeuzeFout(f"Deze naam is te lang; er passen {_MAX_NAAM} tekens in.")
    return schoon


def check_bewerken(toegang: Toegang) -> None:
    """Refuse to write in a dossier that was opened to read.

    Raises:
        DossierFout: opened by the leescode.
    """
    if toegang.bewerkcode is None:
        raise DossierFout(
            "Met deze link kunt u het dossier alleen lezen. Vraag de maker om de link om te "
            "bewerken."
        )
