"""Rows of several kinds summed to one figure, and a figure as a part of another column.

A sum of what is not complete is no sum: where one of the rows is missing or empty, so is the
outcome, with that reason.
"""

import numpy as np
import pandas as pd

from welvaart.catalogus.bron import BestandBron

SAMENGETELD = "opgeteld bij een andere rij"
NIET_COMPLEET = "Niet van alle soorten die hier worden opgeteld, is er een cijfer."
NOEMER_NUL = "Er zijn er hier geen, dus er is ook geen deel van te geven."
NOEMER_LEEG = "De bron geeft niet op hoeveel het er in totaal zijn."
_PLEK = ["regio_code", "periode_code"]
_ZEKERHEID = ["definitief", "onbekend", "nader_voorlopig", "voorlopig"]


def get_lijsten(bron: BestandBron) -> dict[str, tuple[str, ...]]:
    """Columns of the filter of which the rows are summed, with the cells to sum."""
    return {kolom: cel for kolom, cel in bron.filter.items() if not isinstance(cel, str)}


def sum_rijen(uit: pd.DataFrame, bron: BestandBron) -> pd.DataFrame:
    """Sum the rows of one regio and period over the lists of the filter.

    Args:
        uit: columns regio_code, periode_code, soort_tekst (which of the list), waarde, noemer,
            onder, boven, reden, status.
        bron: without a list in its filter the frame comes back as it is.

    Returns:
        One row per regio and period; waarde and noemer are NaN where a row or a figure is missing.
        Margins are gone: those of a sum are not the sum of the margins.
    """
    lijsten = get_lijsten(bron)
    if not lijsten or uit.empty:
        return uit
    nodig = int(np.prod([len(cellen) for cellen in lijsten.values()]))
    uit = _to_tekst(uit)
    gesorteerd = uit.assign(zeker=uit["status"].map(_ZEKERHEID.index)).sort_values("zeker")
    groepen = gesorteerd.groupby(_PLEK, sort=False)
    som = groepen.last()  # the least certain status
    compleet = groepen["soort_tekst"].size() == nodig
    for kolom in ("waarde", "noemer"):
        gevuld = groepen[kolom].count() == nodig
        som[kolom] = groepen[kolom].sum().where(compleet & gevuld)
    reden = pd.Series(NIET_COMPLEET, index=som.index, dtype=object)
    som["reden"] = reden.where(som["waarde"].isna(), None)
    return som.assign(onder=np.nan, boven=np.nan).drop(columns="zeker").reset_index()


def divide_rijen(uit: pd.DataFrame, bron: BestandBron) -> pd.DataFrame:
    """Divide by the column of `deel_door`, times factor; NaN with a reason where that cannot be."""
    if bron.deel_door is None:
        return uit
    uit = _to_tekst(uit)
    noemer = uit["noemer"]
    deel = uit["waarde"] * bron.factor / noemer.where(noemer > 0)
    kwijt = deel.isna() & uit["waarde"].notna()
    reden = uit["reden"].mask(kwijt, NOEMER_LEEG).mask(kwijt & (noemer == 0), NOEMER_NUL)
    return uit.assign(waarde=deel, reden=reden.where(deel.isna(), None), onder=np.nan, boven=np.nan)


def _to_tekst(uit: pd.DataFrame) -> pd.DataFrame:
    """Columns of text as objects: an outcome may have a reason that no row had."""
    return uit.astype(dict.fromkeys(uit.select_dtypes("category").columns, object))
