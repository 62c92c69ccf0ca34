"""The unit of the source against what the catalogue makes of it."""

import re
from collections.abc import Mapping

from etl.ophalen.afwijking import find_andere_maat
from welvaart.catalogus import CatalogusIndicator
from welvaart.opmaak import format_getal

_MAAL = re.compile(r"x\s*([1-9][\d .]*)", re.IGNORECASE)
_VOORAAN = re.compile(r"([1-9][\d .]*)\s*euro", re.IGNORECASE)
_WOORDEN = {"mln": 1e6, "miljoen": 1e6, "mld": 1e9, "miljard": 1e9}
_PROCENT = ("%", "procent", "percentage")


def parse_veelvoud(eenheid: str) -> float:
    """How many of the thing one unit is: "x 1 000" and "1 000 euro" 1000, "mln euro" 1e6, else 1.

    "per 1 000 inwoners" is a rate: 1.
    """
    tekst = " ".join(eenheid.split())
    for patroon in (_MAAL, _VOORAAN):
        if gevonden := patroon.match(tekst):
            return float(re.sub(r"[ .]", "", gevonden[1]))
    return next((maal for woord, maal in _WOORDEN.items() if woord in tekst.split()), 1.0)


def find_eenheidsverschillen(indicator: CatalogusIndicator, eenheid: str) -> list[str]:
    """Sentences on a unit of the source that the factor of the entry does not fit.

    Args:
        indicator: an entry with a live source; an eenheid that itself counts in thousands or
            millions is taken at its word.
        eenheid: the unit as the source writes it; "" = it does not say.
    """
    factor = getattr(indicator.bron, "factor", 1.0)
    veelvoud = parse_veelvoud(eenheid)
    regels = []
    duizend = re.search(r"1[ .]?000|duizend|miljoen|mln", f"{indicator.eenheid} {indicator.kort}")
    if veelvoud != factor and not duizend and (veelvoud != 1 or factor >= 1000):
        regels.append(
            f"de bron telt in '{eenheid}' en factor is {format_getal(factor)}; zet factor in "
            f"indicators.yaml op {format_getal(veelvoud).replace('.', '')}"
        )
    bron_procent = eenheid.strip().casefold() in _PROCENT
    if eenheid and bron_procent != (indicator.kort == "%"):
        regels.append(
            f"de bron geeft '{eenheid}' en de catalogus zegt '{indicator.eenheid}'; verbeter "
            "eenheid of onderwerp in indicators.yaml"
        )
    return regels


def find_veranderd(nieuw: Mapping[str, str], oud: Mapping[str, str] | None) -> list[str]:
    """Sentences on a topic that is not what it was when it was last seen; [] without an earlier.

    Args:
        nieuw: code, titel, eenheid and groep as the source gives them now.
        oud: those of the last time.
    """
    return [] if oud is None else find_andere_maat(nieuw, oud)
