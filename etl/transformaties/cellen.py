"""One row per cell of a table, as text: how a wide table and a long one become alike.

Each column is one of its own, so that it can be let go when it is done with.
"""

from collections.abc import Mapping

import pandas as pd

from etl.transformaties.kolommen import Kolommen
from etl.transformaties.lml import REGIO, clean_jaar, find_weg_lml
from etl.transformaties.samentelling import get_lijsten
from etl.transformaties.tekstkolom import concat_teksten, repeat_tekst, share_teksten
from welvaart.catalogus.bron import BestandBron

_RANDEN = ("onder", "boven", "status", "deelgebied")


def build_lang(tabel: pd.DataFrame, kolommen: Kolommen, bron: BestandBron) -> pd.DataFrame:
    """One row per cell, as text: regio_tekst, periode_tekst, waarde_tekst, onder, boven, status.

    `soort_tekst` tells rows apart that are summed; `weg` is a reason to leave a row out.
    """
    gelijk = _build_gelijk(tabel, kolommen, bron)
    delen = [
        {
            **gelijk,
            "regio_tekst": gelijk.get("regio_tekst", kolom),
            "periode_tekst": gelijk.get("periode_tekst", label or kolommen.vast),
            "waarde_tekst": tabel[kolom],
        }
        for kolom, label in kolommen.waarden.items()
    ]
    index = pd.RangeIndex(len(tabel) * len(delen))
    lang = {
        naam: concat_teksten([_fill(deel[naam], tabel.index) for deel in delen], index)
        for naam in delen[0]
    }
    return pd.DataFrame(lang, copy=False)


def _build_gelijk(
    tabel: pd.DataFrame, kolommen: Kolommen, bron: BestandBron
) -> Mapping[str, pd.Series | str | None]:
    """What stands beside every value column: a column, or one text for all rows."""
    lijsten = list(get_lijsten(bron))
    is_lml = REGIO in tabel.columns
    gelijk: dict[str, pd.Series | str | None] = {
        "noemer_tekst": tabel[bron.deel_door] if bron.deel_door else "",
        "soort_tekst": share_teksten(tabel[lijsten].agg("|".join, axis=1)) if lijsten else "",
        "weg": share_teksten(find_weg_lml(tabel, bron)) if is_lml else None,
    }
    for rand in _RANDEN:
        naam = getattr(kolommen, rand)
        gelijk[f"{rand}_tekst"] = tabel[naam] if naam else ""
    if kolommen.regio:
        gelijk["regio_tekst"] = tabel[kolommen.regio]
    if kolommen.periode:
        jaren = tabel[kolommen.periode]
        gelijk["periode_tekst"] = clean_jaar(jaren) if is_lml else jaren
    return gelijk


def _fill(cellen: pd.Series | str | None, index: pd.Index) -> pd.Series:
    return cellen if isinstance(cellen, pd.Series) else repeat_tekst(cellen, index)
