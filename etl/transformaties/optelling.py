"""Columns of a table that only together are the figure asked for, such as age groups."""

import pandas as pd

from etl.transformaties.getal import parse_getallen
from welvaart.catalogus.bron import BestandBron
from welvaart.fouten import BronFout


def add_som(tabel: pd.DataFrame, bron: BestandBron) -> pd.DataFrame:
    """Replace the value column by its sum with the columns of `plus`.

    Only for counts: whole numbers need no decimal sign. A row where one part is missing has no sum;
    the cell then holds the sign of that part, so that its reason is kept.

    Args:
        tabel: text, as read.
        bron: `kolom` and `plus`; without `plus` the table is returned as it is.

    Raises:
        BronFout: a column is not there, or a part is no whole number.
    """
    if not bron.plus or bron.kolom is None:
        return tabel
    delen = (bron.kolom, *bron.plus)
    if mist := [naam for naam in delen if naam not in tabel.columns]:
        raise BronFout(f"op te tellen kolommen ontbreken: {', '.join(mist)}")
    som = pd.Series(0.0, index=tabel.index)
    gat = pd.Series("", index=tabel.index, dtype=object)
    for naam in delen:
        getallen, onleesbaar = parse_getallen(tabel[naam], ".", 1)
        if onleesbaar or (getallen["waarde"] % 1 > 0).any():
            fout = onleesbaar or tabel.loc[getallen["waarde"] % 1 > 0, naam].tolist()
            raise BronFout(f"kolom '{naam}': '{fout[0]}' is geen heel getal om op te tellen")
        leeg = getallen["waarde"].isna() & som.notna()
        gat = gat.mask(leeg, tabel[naam].astype(object))
        som = som + getallen["waarde"]
    tekst = som.map(lambda getal: "" if pd.isna(getal) else f"{getal:.0f}")
    return tabel.assign(**{bron.kolom: tekst.where(som.notna(), gat)})
