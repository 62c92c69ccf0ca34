"""The regio of each cell: by code or by name, in the year of the figure."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.transformaties.tekstkolom import Nummering, find_teksten, replace_waar
from welvaart.catalogus.bron import BestandBron
from welvaart.fouten import BronFout, KeuzeFout
from welvaart.opmaak import format_getal
from welvaart.regio.naam import Naamregister
from welvaart.regio.regio import parse_regio_code

ANDERE_SOORT = "regio's van een andere soort"
LEEG_ONBEKEND = "onbekende regio zonder cijfer"
LEEG_OPGEHEVEN = "gemeente bestond dat jaar niet en heeft geen cijfer"
NIET_HERKEND = "niet herkende regio met een cijfer"
DOOR_U_WEGGELATEN = "naam die u zelf wegliet"
_ANDERE_SOORTEN = frozenset({"NL", "LD", "PV", "CR", "AM", "VR", "GG"})
_EEUWEN = 10_000
"""More than any year: a name and a year are one number."""
_HOOGSTENS = 10
_ZOEK_NAMEN = 500
"""Names for which the nearest is looked for: more is a wrong column, and would take an hour."""
_MAX_NAMEN = 20_000
_WISSELT = (
    "haal ze weg of zet ze bij de gemeente die er toen wel was. Staan alle jaren op de gemeenten "
    "van één jaar, zeg dat jaar dan met --indeling (bij een nieuw cijfer van uzelf), of zet het "
    "als indeling onder bron in indicators.yaml"
)
_VAST = (
    "alle jaren van deze indicator staan op de gemeenten van dat jaar (indeling in "
    "indicators.yaml). Zet ze bij de gemeente van dat jaar, of lees ze in als eigen indicator"
)


@dataclass(frozen=True, slots=True)
class Onbekend:
    """A name with figures that has no place: how it is written, how often, what it may mean.

    `kandidaten` are codes, nearest first; `regel` says it all in a sentence; `bestond_niet` says
    that the name is known, but not in the year of the figure.
    """

    tekst: str
    aantal: int
    kandidaten: tuple[str, ...]
    regel: str
    bestond_niet: bool = False


def add_regio(lang: pd.DataFrame, bron: BestandBron, namen: Naamregister) -> pd.DataFrame:
    """Add regio_code, and the reason in `weg` for cells that belong to no regio we want."""
    vast = bron.indeling if isinstance(bron.indeling, int) else None
    plek, paren, aantal = _find_paren(lang)
    codes, redenen = Nummering(aantal), Nummering(aantal)
    half_jaar = np.zeros(aantal + 1, dtype=bool)  # the last one is for rows without a pair
    vreemd = set[str]()
    for nummer, (tekst, jaar) in enumerate(paren):
        code, reden, heel_jaar = _match_regio(tekst, vast or jaar, bron, namen)
        codes.set(nummer, code)
        redenen.set(nummer, reden)
        half_jaar[nummer] = not heel_jaar
        if reden == LEEG_ONBEKEND:
            vreemd.add(tekst)
            _check_namen(vreemd)
    regio_code, reden_regio = codes.build(plek, lang.index), redenen.build(plek, lang.index)
    leeg = lang["waarde"].isna()
    # A gemeente that came or went during the year (Weesp 2022) has a row only with a figure.
    half = leeg & lang["weg"].isna() & half_jaar[plek]
    weg = replace_waar(lang["weg"], half, LEEG_OPGEHEVEN)
    mis = reden_regio.notna() & weg.isna()
    met_cijfer = mis & ~leeg & ~reden_regio.isin([ANDERE_SOORT, DOOR_U_WEGGELATEN])
    for reden in reden_regio.cat.categories:
        weg = replace_waar(weg, mis & (reden_regio == reden), reden)
    return lang.assign(regio_code=regio_code, weg=replace_waar(weg, met_cijfer, NIET_HERKEND))


def _find_paren(lang: pd.DataFrame) -> tuple[np.ndarray, Iterable[tuple[str, int]], int]:
    """Per row the number of its name and year (-1 = left out); those pairs; and how many."""
    mee = lang["weg"].isna().to_numpy()
    nummers, teksten = find_teksten(lang.loc[mee, "regio_tekst"])
    jaren = lang.loc[mee, "laatste_jaar"].to_numpy().astype(np.int64)
    plek = np.full(len(lang), -1)
    plek[mee], paren = pd.factorize(nummers * _EEUWEN + jaren)
    delen = zip(*np.divmod(paren, _EEUWEN), strict=True)
    return plek, ((str(teksten[welke]), int(jaar)) for welke, jaar in delen), len(paren)


def _check_namen(vreemd: set[str]) -> None:
    """Refuse a column that plainly does not hold regio's, before every name is looked into.

    Raises:
        BronFout: it has more different names that are no regio than there are wijken and buurten.
    """
    if len(vreemd) > _MAX_NAMEN:
        raise BronFout(
            f"meer dan {format_getal(_MAX_NAMEN)} verschillende namen horen bij geen regio, "
            f"bijvoorbeeld '{min(vreemd)}'. Staat de gemeente in een andere kolom, wijs hem aan "
            "met --regio-kolom"
        )


def _match_regio(
    tekst: str, jaar: int, bron: BestandBron, namen: Naamregister
) -> tuple[str | None, str | None, bool]:
    """(code, None, …) for a regio we want, else (None or code, why not); existed all year."""
    soorten = tuple(bron.regios)
    if namen.is_weggelaten(tekst):
        return None, DOOR_U_WEGGELATEN, True
    code = namen.find_code(tekst, jaar, soorten) or namen.find_code(tekst, None, soorten)
    if code is None:
        anders = _is_andere_soort(tekst, soorten, namen)
        return None, ANDERE_SOORT if anders else LEEG_ONBEKEND, True
    if code[:2] not in soorten:
        return None, ANDERE_SOORT, True
    if not namen.is_geldig(code, jaar):
        return code, LEEG_OPGEHEVEN, True
    return code, None, namen.is_heel_jaar_geldig(code, jaar)


def _is_andere_soort(tekst: str, soorten: tuple[str, ...], namen: Naamregister) -> bool:
    """Whether an unknown text is plainly a regio of a kind that was not asked for."""
    try:
        return parse_regio_code(tekst)[:2] not in soorten
    except KeuzeFout:
        anders = tuple(_ANDERE_SOORTEN - set(soorten))
        return namen.get_soort_achter(tekst) in anders or bool(namen.find_code(tekst, None, anders))


def find_onbekend(lang: pd.DataFrame, namen: Naamregister, bron: BestandBron) -> list[Onbekend]:
    """Find each name with figures that has no place, with the nearest candidates."""
    gevonden = []
    kolommen = ["regio_tekst", "regio_code", "periode_tekst"]
    mis = lang.loc[lang["weg"] == NIET_HERKEND, kolommen].astype(object)
    vast = isinstance(bron.indeling, int)
    for tekst, groep in ((str(tekst), groep) for tekst, groep in mis.groupby("regio_tekst")):
        code, aantal = groep["regio_code"].iloc[0], len(groep)
        perioden = ", ".join(sorted(groep["periode_tekst"].astype(str).unique())[:_HOOGSTENS])
        if isinstance(code, str):
            regel = (
                f"'{tekst}': {namen.describe(code)} bestond niet in "
                f"{bron.indeling if vast else perioden}, maar er staan {aantal} cijfers; "
                f"{_VAST if vast else _WISSELT}"
            )
            gevonden.append(Onbekend(tekst, aantal, (), regel, bestond_niet=True))
            continue
        zoek = len(gevonden) < _ZOEK_NAMEN
        kandidaten = tuple(namen.find_kandidaten(tekst, tuple(bron.regios))) if zoek else ()
        keuzes = [namen.describe(code) for code in kandidaten]
        raad = f"bedoelt u {' of '.join(keuzes)}?" if keuzes else "geen naam lijkt erop"
        raad = raad if zoek else "er zijn te veel zulke namen om bij elk te zoeken wat erop lijkt"
        regel = (
            f"'{tekst or 'lege cel'}': geen regio met deze naam of code ({aantal} cijfers); {raad} "
            "Verbeter de naam of zet de code erin"
        )
        gevonden.append(Onbekend(tekst, aantal, kandidaten, regel))
    return gevonden
