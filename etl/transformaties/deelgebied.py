"""Rows about a part of a gemeente: the code of the deelgebied comes in the place of the gemeente's.

The gemeente itself was matched before, so its name and years are checked as for every other row.
"""

import numpy as np
import pandas as pd

from welvaart.fouten import KeuzeFout
from welvaart.regio.deelgebied import build_deelgebied_code

ONBRUIKBAAR = "deelgebied dat niet te gebruiken is"


def add_deelgebied(lang: pd.DataFrame, problemen: list[str]) -> pd.DataFrame:
    """Give rows with a text in `deelgebied_tekst` the code of that deelgebied.

    Args:
        lang: with regio_code, deelgebied_tekst and weg; rows without a deelgebied stay.
        problemen: gets one line per deelgebied that cannot be used.
    """
    mee = lang["weg"].isna() & (lang["deelgebied_tekst"] != "")
    if not mee.any():
        return lang
    gemeente, gemeenten = pd.factorize(lang.loc[mee, "regio_code"])
    deel, namen = pd.factorize(lang.loc[mee, "deelgebied_tekst"])
    plek, paren = pd.factorize(gemeente.astype(np.int64) * len(namen) + deel)
    codes = np.full(len(paren), None)
    for nummer, paar in enumerate(paren.tolist()):
        welke, naam = divmod(paar, len(namen))
        try:
            codes[nummer] = build_deelgebied_code(gemeenten[welke], namen[naam])
        except KeuzeFout as fout:
            problemen.append(str(fout))
    regio_code = lang["regio_code"].to_numpy(dtype=object, copy=True)
    regio_code[mee.to_numpy()] = codes[plek]
    lang = lang.assign(regio_code=regio_code)
    lang.loc[mee & lang["regio_code"].isna(), "weg"] = ONBRUIKBAAR
    return lang


def collect_deelgebieden(uit: pd.DataFrame) -> dict[str, str]:
    """Code → name as the file writes it, of the rows that are used; the first spelling counts."""
    rijen = uit.loc[uit["deelgebied_tekst"] != "", ["regio_code", "deelgebied_tekst"]]
    eerste = rijen.drop_duplicates("regio_code")
    return dict(eerste.itertuples(index=False, name=None))
