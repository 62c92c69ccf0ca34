"""The ledger of CBS about boundary changes → table `herindeling`, each event once.

CBS tells every event twice: with the gemeente that gives and with the one that receives.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from etl.gebieden.gemeentelijst import get_codes
from etl.gebieden.inwonertal import Inwonertal
from welvaart.cijfers.herindeling import EERSTE_JAAR, EINDES
from welvaart.fouten import BronFout, ControleFout

BUITENLAND = "GM0998"
KOLOMMEN = [
    "datum",
    "van_code",
    "naar_code",
    "soort",
    "hectare",
    "woningen",
    "inwoners",
    "aandeel_inwoners",
    "aandeel_woningen",
]
_SLEUTEL = ["datum", "van_code", "naar_code"]
_MATEN = ["hectare", "woningen", "inwoners"]
_RICHTING = "richting(from=ontvangen van,to=overgegaan naar)"


def build_herindeling(
    grootboek: pd.DataFrame,
    lijst: pd.DataFrame,
    correcties: Sequence[Mapping[str, Any]],
    inwonertal: Inwonertal,
) -> pd.DataFrame:
    """Build table `herindeling` from the ledger and the corrections on it.

    Only events after 1 January of the first of `welvaart.cijfers.herindeling.EERSTE_JAAR`: before
    that CBS does not link old and new code of a renamed gemeente, so chains would end in nothing.

    Args:
        grootboek: the ledger as text.
        lijst: gemeenten per year (`build_gemeentelijst`), to hold the result against.
        correcties: part `herindelingen` of correcties.yaml (doe, datum, van, naar, soort, …).
        inwonertal: to express a boundary change as a part of the giver.

    Returns:
        The columns of schema.sql. Numbers are NaN where the ledger gives none.
        aandeel_inwoners of a boundary change: part of the giver's inhabitants on the last
        1 January before it; NaN where those are unknown.

    Raises:
        BronFout: the two sides of an event differ, or a number cannot be read.
        ControleFout: a correction is no longer needed, or the events do not lead from the list of
            one year to that of the next.
    """
    feiten = parse_grootboek(grootboek)
    feiten = feiten[feiten["datum"] > date(EERSTE_JAAR, 1, 1)]
    volledig = _add_correcties(feiten, correcties)
    frame = _add_aandelen(volledig, inwonertal).sort_values(_SLEUTEL).reset_index(drop=True)
    return check_sluit_aan(frame, lijst)[KOLOMMEN]


def parse_grootboek(grootboek: pd.DataFrame) -> pd.DataFrame:
    """Turn the ledger rows into events: datum, van_code, naar_code, soort, hectare, woningen, ….

    Left out: rows about a gemeente and itself, rows without another gemeente (changes of name or
    provincie) and exchanges with abroad (GM0998). A row without direction belongs to a list that
    starts with "Ontstaan … uit:", so it was received.

    Raises:
        BronFout: the two sides of an event differ, or a number cannot be read.
    """
    rijen = grootboek[
        (grootboek["andere_code"] != "")
        & (grootboek["regio_code"] != grootboek["andere_code"])
        & (grootboek["regio_code"] != BUITENLAND)
        & (grootboek["andere_code"] != BUITENLAND)
    ]
    geeft = rijen[_RICHTING] == "to"
    feiten = pd.DataFrame(
        {
            "datum": pd.to_datetime(rijen["datum"], format="%d-%m-%Y").dt.date,
            "van_code": rijen["regio_code"].where(geeft, rijen["andere_code"]),
            "naar_code": rijen["andere_code"].where(geeft, rijen["regio_code"]),
            "einde": geeft & (rijen["soort"] == "Opgeheven"),
            **{maat: _parse_getallen(rijen[maat], maat) for maat in _MATEN},
        }
    )
    feiten["einde"] = feiten.groupby(["datum", "van_code"])["einde"].transform("any")
    feiten["soort"] = np.where(feiten["einde"], "opheffing", "grenswijziging")
    uniek = feiten.drop_duplicates([*_SLEUTEL, *_MATEN])
    oneens = uniek[uniek.duplicated(_SLEUTEL)]
    if not oneens.empty:
        raise BronFout(
            [
                f"herindelingen: {rij.van_code} → {rij.naar_code} op {rij.datum:%d-%m-%Y} heeft bij"
                " de ene gemeente andere aantallen dan bij de andere; zoek de gebeurtenis op bij"
                " CBS en herstel het bestand"
                for rij in oneens.itertuples()
            ]
        )
    return uniek[[*_SLEUTEL, "soort", *_MATEN]].reset_index(drop=True)


def check_sluit_aan(herindeling: pd.DataFrame, lijst: pd.DataFrame) -> pd.DataFrame:
    """Return the events as they are, or raise where they do not lead from list to list.

    The gemeenten of 1 January, minus those that ended until the next 1 January, plus their
    receivers, must be the gemeenten of that day.

    Raises:
        ControleFout: one line per gemeente that is missing or too many.
    """
    problemen = []
    eindes = herindeling[herindeling["soort"].isin(EINDES)]
    for jaar in sorted(lijst["jaar"].unique())[:-1]:
        begin, einde = date(jaar, 1, 1), date(jaar + 1, 1, 1)
        deel = eindes[(eindes["datum"] > begin) & (eindes["datum"] <= einde)]
        afgeleid = (get_codes(lijst, jaar) | set(deel["naar_code"])) - set(deel["van_code"])
        for code in sorted(afgeleid ^ get_codes(lijst, jaar + 1)):
            wat = "staat niet in de lijst" if code in afgeleid else "heeft geen voorganger"
            problemen.append(
                f"herindelingen: {code} {wat} van {jaar + 1}; voeg de gebeurtenis toe onder"
                " herindelingen in correcties.yaml"
            )
    if problemen:
        raise ControleFout(problemen)
    return herindeling


def _parse_getallen(kolom: pd.Series, naam: str) -> pd.Series:
    getallen = pd.to_numeric(kolom.where(kolom != "", None), errors="coerce").astype("float64")
    fout = kolom[(kolom != "") & getallen.isna()]
    if not fout.empty:
        raise BronFout(
            f"herindelingen: '{fout.iloc[0]}' in kolom {naam} (regel {int(fout.index[0]) + 2}) is"
            " geen getal; herstel het bestand"
        )
    return getallen


def _add_correcties(feiten: pd.DataFrame, correcties: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    bekend = set(feiten[_SLEUTEL].itertuples(index=False, name=None))
    nieuw = []
    problemen = []
    for correctie in correcties:
        datum = pd.Timestamp(correctie["datum"]).date()
        sleutel = (datum, str(correctie["van"]), str(correctie["naar"]))
        wat = f"correcties.yaml: herindelingen: {sleutel[1]} → {sleutel[2]} op {datum:%d-%m-%Y}"
        if correctie["doe"] != "toevoegen":
            problemen.append(f"{wat}: doe '{correctie['doe']}'; alleen toevoegen is mogelijk")
        elif correctie["soort"] not in EINDES:
            problemen.append(f"{wat}: soort '{correctie['soort']}'; kies uit {', '.join(EINDES)}")
        elif sleutel in bekend:
            problemen.append(f"{wat} staat nu in de bron zelf; haal deze correctie weg")
        else:
            bekend.add(sleutel)
            nieuw.append(dict(zip(_SLEUTEL, sleutel, strict=True)) | {"soort": correctie["soort"]})
    if problemen:
        raise ControleFout(problemen)
    if not nieuw:
        return feiten
    extra = pd.DataFrame(nieuw).assign(**dict.fromkeys(_MATEN, float("nan")))
    return pd.concat([feiten, extra], ignore_index=True)


def _add_aandelen(feiten: pd.DataFrame, inwonertal: Inwonertal) -> pd.DataFrame:
    frame = feiten.copy()
    einde = frame["soort"].isin(EINDES)
    groep = frame[einde].groupby("van_code")
    enige = groep["naar_code"].transform("size") == 1
    for maat in ("inwoners", "woningen"):
        som = groep[maat].transform(lambda reeks: reeks.sum(skipna=False))
        frame[f"aandeel_{maat}"] = (frame.loc[einde, maat] / som).mask(enige, 1.0)
    inwoners_gever = pd.Series(
        [
            inwonertal.get(code, get_breukjaar(datum) - 1)
            for code, datum in zip(frame["van_code"], frame["datum"], strict=True)
        ],
        index=frame.index,
        dtype="float64",
    )
    frame["aandeel_inwoners"] = frame["aandeel_inwoners"].where(
        einde, frame["inwoners"] / inwoners_gever
    )
    return frame


def get_breukjaar(datum: date) -> int:
    """Year of the first 1 January on the new territory: 1-1-2021 → 2021, 24-3-2022 → 2023."""
    return datum.year if (datum.month, datum.day) == (1, 1) else datum.year + 1
