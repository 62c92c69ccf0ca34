"""The unit of the source against what the catalogue makes of it."""

import re
from collections.abc import Mapping

from etl.ophalen.afwijking import find_andere_maat
from etl.ophalen.precisie import count_decimalen, find_grovere_stap
from etl.transformaties.veelvoud import is_veelvoud, parse_veelvoud
from welvaart.catalogus import CatalogusIndicator
from welvaart.opmaak import format_getal

_PER = re.compile(r"per 1[ .]?000\b")
_PROCENT = ("%", "procent", "percentage")


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
    duizend = is_veelvoud(_PER.sub("", f"{indicator.eenheid} {indicator.kort}"))
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


def find_precisieverschillen(
    indicator: CatalogusIndicator, onderwerp: Mapping[str, str]
) -> list[str]:
    """A sentence when the entry would show more decimals than the source gives, with the mend."""
    stap = find_grovere_stap(indicator, onderwerp)
    if stap is None:
        return []
    wat = f"decimalen: {min(indicator.decimalen, count_decimalen(stap))}"
    if stap > 1:
        wat += f" en afronding: {stap:g}"
    return [
        f"de bron geeft dit met {onderwerp['decimalen']} decimalen en de catalogus toont het "
        f"nauwkeuriger; zet {wat} in indicators.yaml"
    ]


def find_veranderd(nieuw: Mapping[str, str], oud: Mapping[str, str] | None) -> list[str]:
    """Sentences on a topic that is not what it was when it was last seen; [] without an earlier.

    Args:
        nieuw: code, titel, eenheid and groep as the source gives them now.
        oud: those of the last time.
    """
    return [] if oud is None else find_andere_maat(nieuw, oud)
