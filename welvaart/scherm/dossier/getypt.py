"""What somebody typed or chose in a field of a dossier, as the value to keep; None empties it."""

import re
from typing import Final

from welvaart.dossier.velden import Waarde
from welvaart.fouten import KeuzeFout
from welvaart.opmaak import parse_getal

GEEN: Final = "–"
"""The choice that empties a list."""


def read_tekst(tekst: object) -> Waarde:
    """Text as it was typed."""
    return str(tekst) if str(tekst or "").strip() not in ("", GEEN) else None


def read_getal(tekst: object) -> Waarde:
    """A number with a Dutch comma.

    Raises:
        KeuzeFout: no number.
    """
    return parse_getal(str(tekst)) if str(tekst or "").strip() else None


def read_jaar(tekst: object) -> Waarde:
    """A year of four figures.

    Raises:
        KeuzeFout: something else was typed.
    """
    kaal = str(tekst or "").strip()
    if kaal and not re.fullmatch(r"\d{4}", kaal):
        raise KeuzeFout(f"'{kaal[:20]}' is geen jaar. Schrijf bijvoorbeeld 2030.")
    return int(kaal) if kaal else None
