"""The period and the status of each cell: as the column, the asterisks or the catalogue say."""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from etl.transformaties.tekstkolom import build_tekstkolom, map_teksten, replace_waar
from welvaart.catalogus.bron import BestandBron
from welvaart.cijfers.herindeling import EERSTE_JAAR
from welvaart.cijfers.periode import Periode
from welvaart.cijfers.waarneming import STATUSSEN
from welvaart.fouten import KeuzeFout

_STERREN = re.compile(r"(\*{1,2})$")
TE_VROEG = "een jaar van voor 2010; van toen kent de monitor de gemeenten niet"
ONLEESBAAR = "cel die niet te lezen is"
_STATUS = {
    "": "",
    "*": "voorlopig",
    "**": "nader_voorlopig",
    "voorlopig": "voorlopig",
    "nader voorlopig": "nader_voorlopig",
    "nader_voorlopig": "nader_voorlopig",
    "nadervoorlopig": "nader_voorlopig",
    "definitief": "definitief",
    "onbekend": "",
}


def is_te_vroeg(periode_code: str, indeling: int | str) -> bool:
    """Whether a period ends before the first year of which the gemeenten are known.

    Figures on one fixed indeling (a year) need no more than that indeling.
    """
    return not isinstance(indeling, int) and Periode(periode_code).laatste_jaar < EERSTE_JAAR


def _map_uniek(
    kolom: pd.Series, duid: Callable[[str], str], problemen: list[str]
) -> dict[str, str | None]:
    """Translate each different text once; what cannot be read becomes a line and None."""
    geduid: dict[str, str | None] = {}
    for tekst in kolom.unique():
        try:
            geduid[tekst] = duid(tekst)
        except KeuzeFout as fout:
            geduid[tekst] = None
            problemen.append(str(fout))
    return geduid


def add_periode(lang: pd.DataFrame, bron: BestandBron, problemen: list[str]) -> pd.DataFrame:
    """Add periode_code, laatste_jaar and status; what cannot be read becomes a line."""
    eigen = {str(label): code for label, code in bron.perioden.items()}

    def to_periode(tekst: str) -> str:
        kaal = tekst.strip().removesuffix(".0")
        return eigen.get(kaal.rstrip("*")) or eigen.get(kaal) or Periode.parse(kaal).code

    def to_status(tekst: str) -> str:
        sleutel = tekst.strip().casefold()
        if sleutel not in _STATUS:
            keuzes = "definitief, nader voorlopig, voorlopig"
            raise KeuzeFout(f"status '{tekst}' is onbekend; gebruik {keuzes} of laat hem leeg")
        return _STATUS[sleutel]

    leeg = (lang["periode_tekst"] == "") & lang["waarde"].isna()
    zonder = "rij zonder periode en zonder cijfer"
    weg = replace_waar(lang["weg"], leeg & lang["weg"].isna(), zonder)
    codes = _map_uniek(lang.loc[~leeg, "periode_tekst"], to_periode, problemen)
    periode_code = map_teksten(lang["periode_tekst"], codes)
    weg = replace_waar(weg, periode_code.isna() & weg.isna(), ONLEESBAAR)
    vroeg = [code for code in periode_code.cat.categories if is_te_vroeg(code, bron.indeling)]
    weg = replace_waar(weg, periode_code.isin(vroeg) & weg.isna(), TE_VROEG)
    jaren = [Periode(str(code)).laatste_jaar for code in periode_code.cat.categories]
    laatste_jaar = np.array([*jaren, np.nan])[periode_code.cat.codes.to_numpy()]
    sterren = {tekst: _STERREN.search(tekst) for tekst in lang["periode_tekst"].unique()}
    gezegd = _number_status(
        map_teksten(lang["status_tekst"], _map_uniek(lang["status_tekst"], to_status, problemen)),
        map_teksten(lang["sterren"], _STATUS),
        map_teksten(lang["periode_tekst"], {t: _STATUS[x[1]] for t, x in sterren.items() if x}),
    )
    gezegd[(gezegd < 0) & np.isin(laatste_jaar, bron.voorlopig)] = STATUSSEN.index("voorlopig")
    gezegd[gezegd < 0] = STATUSSEN.index("onbekend")
    status = build_tekstkolom(gezegd, STATUSSEN, lang.index)
    lang = lang.drop(columns=["sterren", "status_tekst"])
    return lang.assign(weg=weg, periode_code=periode_code, laatste_jaar=laatste_jaar, status=status)


def _number_status(*kolommen: pd.Series) -> np.ndarray:
    """Place in `STATUSSEN` of the first column that says one; -1 where none does."""
    gezegd = np.full(len(kolommen[0]), -1, dtype=np.int8)
    for kolom in kolommen:
        plek = [STATUSSEN.index(tekst) if tekst else -1 for tekst in kolom.cat.categories]
        nummers = np.array([*plek, -1], dtype=np.int8)[kolom.cat.codes.to_numpy()]
        gezegd = np.where(gezegd < 0, nummers, gezegd)
    return gezegd
