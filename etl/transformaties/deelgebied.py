"""Rows about a part of a gemeente: the code of the deelgebied comes in the place of the gemeente's.

The gemeente itself was matched before, so its name and years are checked as for every other row.
"""

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
    paren = lang.loc[mee, ["regio_code", "deelgebied_tekst"]]
    codes: dict[tuple[str, str], str | None] = {}
    for gemeente_code, naam in set(paren.itertuples(index=False, name=None)):
        try:
            codes[gemeente_code, naam] = build_deelgebied_code(gemeente_code, naam)
        except KeuzeFout as fout:
            codes[gemeente_code, naam] = None
            problemen.append(str(fout))
    nieuw = [codes[paar] for paar in paren.itertuples(index=False, name=None)]
    lang = lang.copy()
    lang.loc[mee, "regio_code"] = pd.Series(nieuw, index=paren.index, dtype=object)
    lang.loc[mee & lang["regio_code"].isna(), "weg"] = ONBRUIKBAAR
    return lang


def collect_deelgebieden(uit: pd.DataFrame) -> dict[str, str]:
    """Code → name as the file writes it, of the rows that are used; the first spelling counts."""
    rijen = uit.loc[uit["deelgebied_tekst"] != "", ["regio_code", "deelgebied_tekst"]]
    eerste = rijen.drop_duplicates("regio_code")
    return dict(eerste.itertuples(index=False, name=None))
