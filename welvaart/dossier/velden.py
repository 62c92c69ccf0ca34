"""What can be written in a dossier: the path of every field, and what a value must be.

A path names one small thing ("doel/d1/streefwaarde"), so that two people who work on one goal
stand in each other's way only when they change the very same thing.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from welvaart.fouten import KeuzeFout

MAX_TEKST: Final = 20_000
MAX_REGEL: Final = 300
Waarde = str | float | int | bool | None
_SLEUTEL = r"[a-z0-9_]{1,80}"
_JAAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class Veldsoort:
    """A kind of field: its name for messages, and what makes a value good."""

    naam: str
    clean: Callable[[Waarde, str], Waarde]


def _clean_tekst(hoogste: int) -> Callable[[Waarde, str], Waarde]:
    def clean(waarde: Waarde, naam: str) -> Waarde:
        if not isinstance(waarde, str):
            raise KeuzeFout(f"{naam}: hier hoort tekst.")
        schoon = "".join(t for t in waarde if t in "\n\t" or t.isprintable()).strip()
        if len(schoon) > hoogste:
            raise KeuzeFout(
                f"{naam}: dit zijn {len(schoon)} tekens; er passen er {hoogste}. Maak het korter; "
                "wat er stond, is bewaard."
            )
        return schoon or None

    return clean


def _clean_getal(waarde: Waarde, naam: str) -> Waarde:
    if isinstance(waarde, bool) or not isinstance(waarde, int | float) or not math.isfinite(waarde):
        raise KeuzeFout(f"{naam}: hier hoort een getal.")
    return float(waarde)


def _clean_jaar(waarde: Waarde, naam: str) -> Waarde:
    if isinstance(waarde, bool) or not isinstance(waarde, int) or not 1990 <= waarde <= 2100:
        raise KeuzeFout(f"{naam}: hier hoort een jaar van 1990 tot en met 2100.")
    return waarde


def _clean_ja(waarde: Waarde, naam: str) -> Waarde:
    if not isinstance(waarde, bool):
        raise KeuzeFout(f"{naam}: hier hoort ja of nee.")
    return waarde


def _clean_persoon(waarde: Waarde, naam: str) -> Waarde:
    if isinstance(waarde, bool) or not isinstance(waarde, int) or waarde < 1:
        raise KeuzeFout(f"{naam}: kies een naam uit de lijst of voeg er een toe.")
    return waarde


def _clean_keuze(*keuzes: str) -> Callable[[Waarde, str], Waarde]:
    def clean(waarde: Waarde, naam: str) -> Waarde:
        if waarde not in keuzes:
            raise KeuzeFout(f"{naam}: kies uit {', '.join(keuzes)}.")
        return waarde

    return clean


_REGEL, _TEKST = _clean_tekst(MAX_REGEL), _clean_tekst(MAX_TEKST)
_PATRONEN: Final[Mapping[str, Veldsoort]] = {
    rf"notitie/{_SLEUTEL}": Veldsoort("Notitie", _TEKST),
    rf"stap/{_SLEUTEL}/klaar": Veldsoort("Stap klaar", _clean_ja),
    rf"prioriteit/{_SLEUTEL}/gekozen": Veldsoort("Prioriteit", _clean_ja),
    rf"prioriteit/{_SLEUTEL}/reden": Veldsoort("Reden", _TEKST),
    rf"prioriteit/{_SLEUTEL}/invloed": Veldsoort(
        "Wie heeft invloed", _clean_keuze("gemeente", "regio", "rijk")
    ),
    rf"prioriteit/{_SLEUTEL}/regio": Veldsoort(
        "Lokaal of regionaal", _clean_keuze("lokaal", "samen", "lenen")
    ),
    rf"prioriteit/{_SLEUTEL}/afruil": Veldsoort("Afruil", _TEKST),
    rf"gesprek/{_SLEUTEL}/(?:waarover|wie|plaats|vraag)": Veldsoort("Gesprek", _TEKST),
    rf"gesprek/{_SLEUTEL}/(?:waarom|wanneer|trede|vorm)": Veldsoort("Gesprek", _REGEL),
    rf"antwoord/{_SLEUTEL}/(?:indicator|plaats|datum|houding)": Veldsoort("Antwoord", _REGEL),
    rf"antwoord/{_SLEUTEL}/tekst": Veldsoort("Antwoord", _TEKST),
    rf"doel/{_SLEUTEL}/(?:indicator|taakveld)": Veldsoort("Doel", _REGEL),
    rf"doel/{_SLEUTEL}/(?:maatregel|toelichting)": Veldsoort("Doel", _TEKST),
    rf"doel/{_SLEUTEL}/nulwaarde": Veldsoort("Nulwaarde", _clean_getal),
    rf"doel/{_SLEUTEL}/streefwaarde": Veldsoort("Streefwaarde", _clean_getal),
    rf"doel/{_SLEUTEL}/(?:nuljaar|streefjaar)": Veldsoort("Jaar", _clean_jaar),
    rf"doel/{_SLEUTEL}/eigenaar": Veldsoort("Eigenaar", _clean_persoon),
    rf"doel/{_SLEUTEL}/vervallen": Veldsoort("Vervallen", _clean_ja),
    rf"begroting/{_SLEUTEL}/{_JAAR}": Veldsoort("Begroting", _clean_getal),
    rf"werkblad/{_SLEUTEL}": Veldsoort("Werkblad", _TEKST),
    rf"portefeuille/{_SLEUTEL}": Veldsoort("Portefeuillehouder", _clean_persoon),
    r"organisatie/(?:coordinator|ambassadeur)": Veldsoort("Wie", _clean_persoon),
    rf"organisatie/{_SLEUTEL}": Veldsoort("Organisatie", _TEKST),
    rf"contact/{_SLEUTEL}": Veldsoort("Contact", _TEKST),
    rf"eigen/{_SLEUTEL}/delen": Veldsoort("Delen", _clean_ja),
    rf"norm/{_SLEUTEL}/waarde": Veldsoort("Norm", _clean_getal),
    rf"norm/{_SLEUTEL}/bron": Veldsoort("Bron van de norm", _REGEL),
}
_SOORTEN = [(re.compile(patroon), soort) for patroon, soort in _PATRONEN.items()]


def find_veldsoort(pad: str) -> Veldsoort:
    """Kind of a field by its path.

    Raises:
        KeuzeFout: no field has this path.
    """
    for patroon, soort in _SOORTEN:
        if patroon.fullmatch(pad):
            return soort
    raise KeuzeFout(f"Het veld '{pad[:80]}' bestaat niet in een dossier van deze versie.")


def clean_waarde(pad: str, waarde: Any) -> Waarde:  # noqa: ANN401 - whatever a file or a page holds
    """Check and tidy a value; None empties the field.

    Raises:
        KeuzeFout: no such field, or not a value for it; what was written stays.
    """
    soort = find_veldsoort(pad)
    return None if waarde is None else soort.clean(waarde, soort.naam)
