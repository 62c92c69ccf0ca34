"""Rows about a part of a gemeente: the code of the deelgebied comes in the place of the gemeente's.

The gemeente itself was matched before, so its name and years are checked as for every other row.
"""

import numpy as np
import pandas as pd

from etl.transformaties.tekstkolom import (
    build_tekstkolom,
    find_teksten,
    replace_waar,
)
from welvaart.fouten import BronFout, KeuzeFout
from welvaart.opmaak import format_getal
from welvaart.regio.deelgebied import build_deelgebied_code

ONBRUIKBAAR = "deelgebied dat niet te gebruiken is"
MAX_DEELGEBIEDEN = 20_000
"""Deelgebieden that a file may have: the Netherlands has some 14.500 buurten."""


def add_deelgebied(lang: pd.DataFrame, problemen: list[str]) -> pd.DataFrame:
    """Give rows with a text in `deelgebied_tekst` the code of that deelgebied.

    Args:
        lang: with regio_code, deelgebied_tekst and weg; rows without a deelgebied stay.
        problemen: gets one line per deelgebied that cannot be used.

    Raises:
        BronFout: there are more than `MAX_DEELGEBIEDEN`.
    """
    mee = lang["weg"].isna() & (lang["deelgebied_tekst"] != "")
    if not mee.any():
        return lang
    gemeente, gemeenten = find_teksten(lang.loc[mee, "regio_code"])
    deel, namen = find_teksten(lang.loc[mee, "deelgebied_tekst"])
    plek, paren = pd.factorize(gemeente * len(namen) + deel)
    codes: list[str | None] = []
    anders = set[str]()
    for welke, nummer in zip(*np.divmod(paren, len(namen)), strict=True):
        gemeente_code, naam = str(gemeenten[welke]), str(namen[nummer])
        codes.append(_build_code(gemeente_code, naam, problemen))
        anders.add(codes[-1] or naam)
        _check_aantal(anders, gemeente_code, naam)
    nummers, regios = find_teksten(lang["regio_code"])
    nummers[mee] = len(regios) + plek
    regio_code = build_tekstkolom(nummers, [*regios, *codes], lang.index)
    weg = replace_waar(lang["weg"], mee & regio_code.isna(), ONBRUIKBAAR)
    return lang.assign(regio_code=regio_code, weg=weg)


def _build_code(gemeente_code: str, naam: str, problemen: list[str]) -> str | None:
    try:
        return build_deelgebied_code(gemeente_code, naam)
    except KeuzeFout as fout:
        problemen.append(str(fout))
        return None


def _check_aantal(anders: set[str], gemeente_code: str, naam: str) -> None:
    """Refuse a column that plainly does not hold deelgebieden, before each gets a code."""
    if len(anders) > MAX_DEELGEBIEDEN:
        raise BronFout(
            f"meer dan {format_getal(MAX_DEELGEBIEDEN)} verschillende deelgebieden, bijvoorbeeld "
            f"'{naam}' in {gemeente_code}; zoveel buurten heeft heel Nederland niet. Staat het "
            "deelgebied in een andere kolom, wijs hem aan met --deelgebied-kolom. Zijn het "
            "adressen of postcodes, tel ze dan eerst op tot grotere gebieden"
        )


def collect_deelgebieden(uit: pd.DataFrame) -> dict[str, str]:
    """Code → name as the file writes it, of the rows that are used; the first spelling counts."""
    rijen = uit.loc[uit["deelgebied_tekst"] != "", ["regio_code", "deelgebied_tekst"]]
    eerste = rijen.drop_duplicates("regio_code")
    return dict(eerste.itertuples(index=False, name=None))
