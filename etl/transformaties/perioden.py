"""The period and the status of each cell: as the column, the asterisks or the catalogue say."""

import re
from collections.abc import Callable

import pandas as pd

from welvaart.catalogus.bron import BestandBron
from welvaart.cijfers.herindeling import EERSTE_JAAR
from welvaart.cijfers.periode import Periode
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
    lang.loc[leeg & lang["weg"].isna(), "weg"] = "rij zonder periode en zonder cijfer"
    codes = _map_uniek(lang.loc[~leeg, "periode_tekst"], to_periode, problemen)
    lang = lang.assign(periode_code=lang["periode_tekst"].map(codes))
    lang.loc[lang["periode_code"].isna() & lang["weg"].isna(), "weg"] = ONLEESBAAR
    jaren = {code: Periode(code).laatste_jaar for code in codes.values() if code}
    lang["laatste_jaar"] = lang["periode_code"].map(jaren).astype(float)
    vroeg = lang["periode_code"].isin([code for code in jaren if is_te_vroeg(code, bron.indeling)])
    lang.loc[vroeg & lang["weg"].isna(), "weg"] = TE_VROEG
    gevonden = {tekst: _STERREN.search(tekst) for tekst in lang["periode_tekst"].unique()}
    sterren = lang["periode_tekst"].map({t: x[1] if x else "" for t, x in gevonden.items()})
    eigen_status = _map_uniek(lang["status_tekst"], to_status, problemen)
    status = lang["status_tekst"].map(eigen_status).fillna("").astype(object)
    for teken in (lang["sterren"], sterren):
        status = status.where(status != "", teken.map(_STATUS))
    voorlopig = lang["laatste_jaar"].isin(bron.voorlopig) & (status == "")
    return lang.assign(status=status.mask(voorlopig, "voorlopig").replace("", "onbekend"))
