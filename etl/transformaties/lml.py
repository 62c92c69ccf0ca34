"""The table of the Landelijke Monitor Leegstand: which row is about which regio, by which method.

Made on the list of columns of the Excel file ("tabel 5") and the two sources CBS used: up to 2020
IIS-WOZ, from 2020 LV-WOZ. The file itself has not been read yet, so whatever is not recognised is
left out with its reason, never guessed.
"""

import re

import numpy as np
import pandas as pd

from etl.bronnen.bestand.rijen import is_kop_lml
from etl.bronnen.bestand.werkboek import BLAD
from welvaart.catalogus.bron import BestandBron
from welvaart.regio.naam import normalize_naam

REGIO = "Regio van de rij"
KOLOMMEN = (
    "Jaar",
    "Regio",
    "Gebiedstype",
    "Gemeentecode",
    "Gemeentenaam",
    "Provinciecode",
    "Provincienaam",
    "COROPcode",
    "COROPnaam",
    "Stedelijkheid",
    "Gebruiksfunctie",
    "Eenheid",
    "Totale voorraad",
    "Onderzoekspopulatie",
    "Leegstand (aantal)",
    "Leegstand, jaar eerder ook al leeg (aantal)",
    "Leegstand, jaar eerder ook al leeg (percentage t.o.v. totale leegstand)",
)
BREUK = 2020
OUDE_METHODE = "oude meetmethode (IIS-WOZ) in of na 2020: de nieuwe telt"
NIEUWE_METHODE = "nieuwe meetmethode (LV-WOZ) van voor 2020: de oude telt"
ANDER_GEBIED = "gebied van een soort die de monitor niet kent"
OPPERVLAKTE = "oppervlakte in plaats van een aantal"
ANDERE_EENHEID = "eenheid die de monitor niet kent"
_JAAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_METHODE = re.compile(r"\b(IIS|LV)[\s_-]*WOZ", re.IGNORECASE)
_OPPERVLAKTE = re.compile(r"m2|m²|opp|vierkante", re.IGNORECASE)
_AANTAL = re.compile(r"aantal|object|woning|pand|stuks|^$", re.IGNORECASE)
_SOORTEN = (
    ("gemeente", "GM", "Gemeentecode", "Gemeentenaam", 4),
    ("provincie", "PV", "Provinciecode", "Provincienaam", 2),
    ("corop", "CR", "COROPcode", "COROPnaam", 2),
)


def is_lml(tabel: pd.DataFrame) -> bool:
    """Whether a table has the layout of the Landelijke Monitor Leegstand."""
    return is_kop_lml([str(naam) for naam in tabel.columns])


def prepare_lml(tabel: pd.DataFrame) -> pd.DataFrame:
    """Give columns the names of `KOLOMMEN` and add `REGIO`; other tables come back as they are.

    `REGIO` is the code of the regio of the row ("GM0344", "PV26", "NL01"), else its name; "" when
    the row is about another kind of area.
    """
    if not is_lml(tabel) or REGIO in tabel.columns:
        return tabel
    bekend = {normalize_naam(naam): naam for naam in KOLOMMEN}
    namen = {naam: bekend.get(normalize_naam(str(naam)), naam) for naam in tabel.columns}
    uit = tabel.rename(columns=namen)
    tekst = uit.astype("str")  # a long table has columns that are categorical
    return tekst.assign(**{REGIO: _build_regio(tekst)})


def clean_jaar(jaren: pd.Series) -> pd.Series:
    """Year with its asterisks, without a method beside it: "2020 (LV-WOZ)*" → "2020*"."""
    jaar = jaren.str.extract(_JAAR, expand=False)
    sterren = jaren.str.extract(r"(\*{1,2})\s*$", expand=False).fillna("")
    return (jaar + sterren).fillna(jaren)


def find_weg_lml(tabel: pd.DataFrame, bron: BestandBron) -> "pd.Series[str]":
    """Why each row is left out: another area, another unit, or the method of the other side.

    Args:
        tabel: of `prepare_lml`, after the filter.
        bron: a unit that its filter names is taken as it is.

    Returns:
        Reason per row, None where the row stays.
    """
    jaar = tabel["Jaar"].str.extract(_JAAR, expand=False).astype(float)
    methode = _find_methode(tabel)
    voorwaarden = [
        tabel[REGIO] == "",
        (methode == "IIS") & (jaar >= BREUK),
        (methode == "LV") & (jaar < BREUK),
    ]
    redenen = [ANDER_GEBIED, OUDE_METHODE, NIEUWE_METHODE]
    if "Eenheid" in tabel.columns and "Eenheid" not in bron.filter:
        opp = tabel["Eenheid"].str.contains(_OPPERVLAKTE)
        voorwaarden += [opp, ~tabel["Eenheid"].str.contains(_AANTAL)]
        redenen += [OPPERVLAKTE, ANDERE_EENHEID]
    nummers = np.select(voorwaarden, range(len(redenen)), default=-1)
    weg = np.array([*redenen, None], dtype=object)[nummers]
    return pd.Series(weg, index=tabel.index, dtype=object)


def _find_methode(tabel: pd.DataFrame) -> pd.Series:
    """Method beside the year, else in the name of the sheet; None when both or none are named."""
    delen = [tabel[naam] for naam in ("Jaar", BLAD) if naam in tabel.columns]
    gevonden = [
        deel.map({tekst: _name_methode(tekst) for tekst in deel.unique()}) for deel in delen
    ]
    uit = gevonden[0].astype(object)
    for deel in gevonden[1:]:
        uit = uit.where(uit.notna(), deel)
    return uit


def _name_methode(tekst: str) -> str | None:
    namen = {naam.upper() for naam in _METHODE.findall(tekst)}
    return namen.pop() if len(namen) == 1 else None


def _build_regio(tabel: pd.DataFrame) -> pd.Series:
    soort = tabel["Gebiedstype"].map(
        {tekst: normalize_naam(tekst) for tekst in tabel["Gebiedstype"].unique()}
    )
    soort = soort.mask((soort == "") & (tabel["Gemeentecode"] != ""), "gemeente")
    uit = pd.Series("", index=tabel.index, dtype=object)
    for woord, letters, code_kolom, naam_kolom, breedte in _SOORTEN:
        hoort = soort.str.startswith(woord)
        if not hoort.any():
            continue
        code = _get_kolom(tabel, code_kolom).map(
            lambda tekst, a=letters, b=breedte: (
                f"{a}{int(tekst):0{b}d}" if tekst.isdecimal() else tekst
            )
        )
        achter = f"{letters}" if letters != "GM" else "gemeente"
        for naam in (_get_kolom(tabel, naam_kolom), _get_kolom(tabel, "Regio")):
            code = code.where(code != "", (naam + f" ({achter})").where(naam != "", ""))
        uit = uit.mask(hoort, code)
    return uit.mask(soort.isin(["land", "nederland"]), "NL01")


def _get_kolom(tabel: pd.DataFrame, naam: str) -> pd.Series:
    if naam in tabel.columns:
        return tabel[naam]
    return pd.Series("", index=tabel.index, dtype=object)
