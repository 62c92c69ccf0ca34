"""A new delivery against the one it replaces: what may not change without somebody looking.

The figures are compared as waarnemingen, in the eenheid of the indicator, so the bundled figures
can be the old side as well.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from etl.bronnen.cbs_tabel import fold
from welvaart.opmaak import format_getal, format_opsomming

MIN_VERHOUDING, MAX_VERHOUDING = 2 / 3, 3 / 2
MAX_WEG = 0.05
_HOOGSTENS = 3
_PLEK = ["regio_code", "periode_code"]


def find_andere_maat(nieuw: Mapping[str, Any], oud: Mapping[str, Any]) -> list[str]:
    """Sentences on a topic that got another unit, title or group.

    Args:
        nieuw: the `onderwerp` of the new delivery: code, titel, eenheid, groep.
        oud: that of the delivery before it.
    """
    regels = []
    if fold(nieuw["eenheid"]) != fold(oud["eenheid"]):
        regels.append(
            f"de eenheid is veranderd van '{oud['eenheid']}' in '{nieuw['eenheid']}'; pas factor "
            "aan in indicators.yaml en haal opnieuw op"
        )
    if fold(nieuw["titel"]) != fold(oud["titel"]):
        regels.append(
            f"onderwerp {nieuw['code']} heet nu '{nieuw['titel']}' en heette '{oud['titel']}'; "
            "kijk bij de bron of het nog hetzelfde meet"
        )
    if fold(nieuw.get("groep", "")) != fold(oud.get("groep", nieuw.get("groep", ""))):
        regels.append(
            f"onderwerp {nieuw['code']} staat nu onder '{nieuw['groep']}' en stond onder "
            f"'{oud['groep']}'; zet titel, eenheid en groep bij onderwerp in indicators.yaml"
        )
    return regels


def find_andere_cijfers(
    nieuw: pd.DataFrame, oud: pd.DataFrame, bestaand: Collection[str]
) -> list[str]:
    """Sentences on regio's that got lost and totals that are no longer of the same size.

    Only kinds of regio and periods that both sides have are compared.

    Args:
        nieuw: waarnemingen of one indicator.
        oud: those they replace.
        bestaand: regio's whose loss counts; the others have ended.
    """
    samen = _pair(nieuw, oud)
    return [*_find_verloren(nieuw, samen, bestaand), *_find_ander_totaal(samen)]


def _pair(nieuw: pd.DataFrame, oud: pd.DataFrame) -> pd.DataFrame:
    """Old filled figures beside the new ones, of shared periods per kind of regio."""
    oud, nieuw = (frame[frame["waarde"].notna()][[*_PLEK, "waarde"]] for frame in (oud, nieuw))
    gedeeld = set(_name_vak(nieuw))
    oud = oud[_name_vak(oud).isin(gedeeld)]
    return oud.merge(nieuw, on=_PLEK, how="left", suffixes=("_oud", "_nieuw"))


def _name_vak(frame: pd.DataFrame) -> "pd.Series[str]":
    return frame["regio_code"].str[:2] + " " + frame["periode_code"]


def _find_verloren(
    nieuw: pd.DataFrame, samen: pd.DataFrame, bestaand: Collection[str]
) -> Iterable[str]:
    met_cijfer = set(nieuw.loc[nieuw["waarde"].notna(), "regio_code"])
    weg = sorted(set(samen["regio_code"]) & set(bestaand) - met_cijfer)
    if weg:
        namen = ", ".join(weg[:_HOOGSTENS]) + (" …" if len(weg) > _HOOGSTENS else "")
        wie = "1 regio heeft" if len(weg) == 1 else f"{len(weg)} regio's hebben"
        yield f"{wie} geen cijfers meer: {namen}"
    rest = samen[samen["regio_code"].isin(bestaand) & ~samen["regio_code"].isin(weg)]
    leeg = rest["waarde_nieuw"].isna()
    aandeel = leeg.groupby(rest["periode_code"]).mean()
    for periode, deel in aandeel[aandeel > MAX_WEG].items():
        aantal = int(leeg[rest["periode_code"] == periode].sum())
        yield f"in {periode} zijn {aantal} cijfers verdwenen ({format_getal(deel * 100)} %)"


def _find_ander_totaal(samen: pd.DataFrame) -> Iterable[str]:
    """Totals of the figures that both sides have, per kind of regio and period."""
    beide = samen.dropna()
    soort = beide["regio_code"].str[:2].rename("soort")
    totalen = beide[["waarde_oud", "waarde_nieuw"]].abs().groupby([soort, beide["periode_code"]])
    som = totalen.sum()
    som = som[som["waarde_oud"] > 0]
    verhouding = som["waarde_nieuw"] / som["waarde_oud"]
    fout = som[(verhouding < MIN_VERHOUDING) | (verhouding > MAX_VERHOUDING)]
    for naam, groep in fout.groupby(level="soort"):
        rij = groep.iloc[-1]
        perioden = groep.index.get_level_values("periode_code")
        yield (
            f"het totaal van {naam} ging van {format_getal(rij['waarde_oud'])} naar "
            f"{format_getal(rij['waarde_nieuw'])} ({format_opsomming(list(perioden[-2:]))}); "
            "misschien is de eenheid of de selectie anders"
        )
