"""A new delivery against the one it replaces: what may not change without somebody looking.

The figures are compared as waarnemingen, in the eenheid of the indicator, so the bundled figures
can be the old side as well.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from etl.bronnen.cbs.tabel import fold
from welvaart.catalogus import LiveBron
from welvaart.cijfers.periode import Periode
from welvaart.opmaak import format_getal, format_opsomming
from welvaart.regio.regio import RegioSoort, get_soort

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


def find_bestaand(regio: pd.DataFrame, bron: LiveBron) -> dict[str, str]:
    """Regio's whose loss counts, code → name: on a fixed indeling those that ended may go."""
    if isinstance(bron.indeling, int):
        regio = regio[regio["geldig_tot"].isna()]
    return {
        str(code): str(naam)
        for code, naam in zip(regio["regio_code"], regio["regio_naam"], strict=True)
    }


def find_andere_cijfers(
    nieuw: pd.DataFrame, oud: pd.DataFrame, bestaand: Mapping[str, str], *, zelfde_bron: bool
) -> list[str]:
    """Sentences on regio's and periods that got lost, and totals no longer of the same size.

    Only kinds of regio and periods that both sides have are compared.

    Args:
        nieuw: waarnemingen of one indicator.
        oud: those they replace.
        bestaand: code → name of the regio's whose loss counts; the others have ended.
        zelfde_bron: whether both answer the same question: then a kind of regio, or a period after
            the first one, may not disappear either. Bundled figures may hold more than is asked.
    """
    samen = _pair(nieuw, oud)
    vakken = _find_verloren_vakken(nieuw, oud) if zelfde_bron else ()
    return [*vakken, *_find_verloren(nieuw, samen, bestaand), *_find_ander_totaal(samen)]


def _find_verloren_vakken(nieuw: pd.DataFrame, oud: pd.DataFrame) -> Iterable[str]:
    """Kinds of regio that are gone whole, and periods of a kind, from its first one on."""
    perioden_nu = _find_perioden(nieuw)
    for soort, perioden in sorted(_find_perioden(oud).items()):
        nu = perioden_nu.get(soort)
        if nu is None:
            yield f"er zijn geen cijfers meer van {_name_soort(soort)}"
            continue
        weg = [Periode(code).label for code in sorted(perioden - nu) if code > min(nu)]
        if weg:
            yield f"alle cijfers van {_name_soort(soort)} in {format_opsomming(weg)} zijn verdwenen"


def _find_perioden(frame: pd.DataFrame) -> dict[str, set[str]]:
    """Per kind of regio, by its letters, the periods that have any figure."""
    gevuld = frame[frame["waarde"].notna()]
    per_soort = gevuld["periode_code"].astype("str").groupby(gevuld["regio_code"].str[:2])
    return {str(soort): set(perioden) for soort, perioden in per_soort}


def _name_soort(prefix: str) -> str:
    """Kind of regio in words, by its letters: "GM" → "de gemeenten"."""
    soort = get_soort(prefix)
    return "Nederland" if soort is RegioSoort.LAND else f"de {soort.meervoud}"


def _pair(nieuw: pd.DataFrame, oud: pd.DataFrame) -> pd.DataFrame:
    """Old filled figures beside the new ones, of shared periods per kind of regio."""
    oud, nieuw = (frame[frame["waarde"].notna()][[*_PLEK, "waarde"]] for frame in (oud, nieuw))
    gedeeld = set(_name_vak(nieuw))
    oud = oud[_name_vak(oud).isin(gedeeld)]
    return oud.merge(nieuw, on=_PLEK, how="left", suffixes=("_oud", "_nieuw"))


def _name_vak(frame: pd.DataFrame) -> "pd.Series[str]":
    return frame["regio_code"].str[:2] + " " + frame["periode_code"]


def _find_verloren(
    nieuw: pd.DataFrame, samen: pd.DataFrame, bestaand: Mapping[str, str]
) -> Iterable[str]:
    met_cijfer = set(nieuw.loc[nieuw["waarde"].notna(), "regio_code"])
    weg = sorted(set(samen["regio_code"]) & set(bestaand) - met_cijfer)
    if weg:
        namen = ", ".join(f"{bestaand[code]} ({code})" for code in weg[:_HOOGSTENS])
        namen += " …" if len(weg) > _HOOGSTENS else ""
        wie = "1 regio heeft" if len(weg) == 1 else f"{len(weg)} regio's hebben"
        yield f"{wie} geen cijfers meer: {namen}"
    rest = samen[samen["regio_code"].isin(bestaand) & ~samen["regio_code"].isin(weg)]
    leeg = rest["waarde_nieuw"].isna()
    aandeel = leeg.groupby(rest["periode_code"]).mean()
    for periode, deel in aandeel[aandeel > MAX_WEG].items():
        aantal = int(leeg[rest["periode_code"] == periode].sum())
        wanneer = Periode(str(periode)).label
        yield f"in {wanneer} zijn {aantal} cijfers verdwenen ({format_getal(deel * 100)} %)"


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
        perioden = groep.index.get_level_values("periode_code")[-2:]
        wanneer = format_opsomming([Periode(code).label for code in perioden])
        yield (
            f"het totaal van {_name_soort(str(naam))} ging van "
            f"{format_getal(rij['waarde_oud'])} naar {format_getal(rij['waarde_nieuw'])} "
            f"({wanneer}); "
            "misschien is de eenheid of de selectie anders"
        )
