"""One row per cell of a table, as text: how a wide table and a long one become alike.

Half a million rows have few different texts. Each is one object here, however often it stands in
the table, and each column is one of its own, so that it can be let go when it is done with.
"""

from typing import Any

import numpy as np
import pandas as pd

from etl.transformaties.kolommen import Kolommen
from etl.transformaties.lml import REGIO, clean_jaar, find_weg_lml
from etl.transformaties.samentelling import get_lijsten
from welvaart.catalogus.bron import BestandBron

_RANDEN = ("onder", "boven", "status", "deelgebied")


def build_lang(tabel: pd.DataFrame, kolommen: Kolommen, bron: BestandBron) -> pd.DataFrame:
    """One row per cell, as text: regio_tekst, periode_tekst, waarde_tekst, onder, boven, status.

    `soort_tekst` tells rows apart that are summed; `weg` is a reason to leave a row out.
    """
    delen = []
    gedeeld = {
        naam: share_teksten(tabel[naam])
        for naam in (kolommen.regio, kolommen.periode, bron.deel_door, *_get_randen(kolommen))
        if naam
    }
    is_lml = REGIO in tabel.columns
    weg = find_weg_lml(tabel, bron) if is_lml else None
    soort = (
        share_teksten(tabel[list(get_lijsten(bron))].agg("|".join, axis=1))
        if get_lijsten(bron)
        else ""
    )
    for kolom, label in kolommen.waarden.items():
        periode = label or kolommen.vast
        deel = {
            "regio_tekst": gedeeld[kolommen.regio] if kolommen.regio else kolom,
            "periode_tekst": gedeeld[kolommen.periode] if kolommen.periode else periode,
            "waarde_tekst": share_teksten(tabel[kolom]),
            "noemer_tekst": gedeeld[bron.deel_door] if bron.deel_door else "",
            "soort_tekst": soort,
            "weg": weg,
        }
        if is_lml and kolommen.periode:
            deel["periode_tekst"] = share_teksten(clean_jaar(tabel[kolommen.periode]))
        for rand, bron_kolom in zip(_RANDEN, _get_randen(kolommen), strict=True):
            deel[f"{rand}_tekst"] = gedeeld[bron_kolom] if bron_kolom else ""
        delen.append(pd.DataFrame(_fill(deel, tabel.index), copy=False))
    return (
        pd.concat(delen, ignore_index=True) if len(delen) > 1 else delen[0].reset_index(drop=True)
    )


def _fill(deel: dict[str, Any], index: pd.Index) -> dict[str, pd.Series]:
    """Columns of objects, each on its own: what is not needed any more can then be let go."""
    return {
        naam: cellen
        if isinstance(cellen, pd.Series) and cellen.dtype == object
        else pd.Series(cellen, index=index, dtype=object)
        for naam, cellen in deel.items()
    }


def _get_randen(kolommen: Kolommen) -> list[str | None]:
    """Names of the columns beside the value, None for one that is not there."""
    return [getattr(kolommen, rand) for rand in _RANDEN]


def share_teksten(kolom: pd.Series) -> pd.Series:
    """A column of text with one object per different text, not one per cell."""
    plek, teksten = pd.factorize(kolom)
    return pd.Series(np.asarray(teksten, dtype=object)[plek], index=kolom.index, dtype=object)
