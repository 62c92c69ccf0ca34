"""Boundary changes between gemeenten that both went on: left out of recomputing, and listed.

Their shares are not known before 2017, and the largest moved 1.209 people. So they are named per
gemeente and year instead of applied; from 1 % of the inhabitants on a series breaks there.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from etl.gebieden.breuk import DREMPEL
from etl.gebieden.grootboek import get_breukjaar
from etl.herrekenen.omrekening import Omrekening
from welvaart.catalogus import Catalogus
from welvaart.cijfers.herindeling import find_grenswijzigingen
from welvaart.opmaak import format_datum, format_getal

HERREKENING_KOLOMMEN = [
    "indicator_id",
    "regio_code",
    "periode_code",
    "indeling_jaar",
    "methode",
    "uitleg",
]
EERSTE_CIJFERS = 2011
"""Year of the oldest figures on each year's own gemeenten; older changes touch no series."""
INWONERS = "inwoners"
_SLOT = {
    "genegeerd": "Dat is niet herrekend.",
    "breuk": "Dat is niet herrekend; vergelijk de jaren daarvoor niet met de jaren daarna.",
}


def find_genegeerd(
    omrekening: Omrekening,
    catalogus: Catalogus,
    herindeling: pd.DataFrame,
    namen: Mapping[str, str],
) -> pd.DataFrame:
    """Find the boundary changes with inhabitants that recomputed series do not know of.

    Args:
        omrekening: for the year of today's gemeenten and their inhabitants.
        catalogus: without an indicator `inwoners` no change counts as a break.
        herindeling: table `herindeling`.
        namen: regio_code → name, also of ended gemeenten.

    Returns:
        Rows of table `herrekening` with indicator_id "*": one per gemeente of today and first year
        on the new territory; methode "breuk" from 1 % of the inhabitants, else "genegeerd". Not
        when giver and receiver lie in the same gemeente of today.
    """
    stromen = find_grenswijzigingen(herindeling, EERSTE_CIJFERS, omrekening.jaar)
    stromen = stromen[stromen["inwoners"] > 0]
    per_plek: dict[tuple[str, int], list[tuple[float, str]]] = {}
    velden = ["datum", "van_code", "naar_code", "inwoners"]
    for datum, van_code, naar_code, aantal in stromen[velden].sort_values(velden).to_numpy():
        jaar = get_breukjaar(datum)
        gever, nemer = (omrekening.find_opvolgers(code, jaar) for code in (van_code, naar_code))
        zin = (
            f"Op {format_datum(datum)} ging een deel van {namen[van_code]} naar"
            f" {namen[naar_code]} ({format_getal(aantal)} inwoners)."
        )
        for code in sorted(gever ^ nemer):
            per_plek.setdefault((code, jaar), []).append((aantal, zin))
    rijen = []
    for (code, jaar), lijst in sorted(per_plek.items()):
        inwoners = _estimate_inwoners(omrekening, catalogus, code, jaar)
        aandeel = sum(aantal for aantal, _ in lijst) / inwoners
        methode = "breuk" if aandeel >= DREMPEL else "genegeerd"
        uitleg = " ".join([*(zin for _, zin in lijst), _SLOT[methode]])
        rijen.append(("*", code, f"{jaar}JJ00", omrekening.jaar, methode, uitleg))
    return pd.DataFrame(rijen, columns=HERREKENING_KOLOMMEN)


def _estimate_inwoners(omrekening: Omrekening, catalogus: Catalogus, code: str, jaar: int) -> float:
    """Inhabitants on today's territory that year, else the nearest later year; inf = unknown."""
    if INWONERS not in catalogus.indicatoren or code not in omrekening.gemeenten:
        return float("inf")
    perioden = [
        periode for periode in omrekening.get_perioden(INWONERS) if periode >= f"{jaar}JJ00"
    ]
    reeks = omrekening.compute_som(INWONERS, perioden)[:, omrekening.gemeenten.index(code)]
    bekend = reeks[~np.isnan(reeks)]
    return float(bekend[0]) if bekend.size else float("inf")
