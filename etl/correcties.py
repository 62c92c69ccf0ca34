"""Corrections to published figures: each with a reason, a source and a guard.

A correction says what the source must (still) say for it to hold. Once the source repairs itself
the build stops, so that nobody keeps correcting a figure that is right.
"""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd
from pydantic import Field, ValidationError, model_validator

from welvaart.catalogus import load_yaml
from welvaart.catalogus.bron import Model, PeriodeCode, Tekst
from welvaart.catalogus.veldfouten import find_problemen
from welvaart.fouten import CatalogusFout, ControleFout

BESTAND = "correcties.yaml"
KANTTEKENING_KOLOMMEN = ["indicator_id", "regio_code", "periode_code", "soort", "tekst"]
_SOORT_VAN_DOE = {"inhouden": "ingehouden", "afgerond": "afgerond"}
_GELIJK = 1e-6
_AANGEPAST = ["waarde", "onder", "boven", "ontbreekt_omdat"]


class Verwacht(Model):
    """What the source must still say: the value of one cell, or that it is empty."""

    periode: PeriodeCode
    indicator: Tekst
    waarde: float | Literal["leeg"]
    regio: Tekst | None = None


class WaarnemingCorrectie(Model):
    """One correction on figures. `regio` may be "*" (every regio); then `verwacht` names one."""

    indicatoren: tuple[Tekst, ...] = Field(min_length=1)
    regio: Tekst
    perioden: Literal["alle"] | tuple[PeriodeCode, ...]
    doe: Literal["inhouden", "afgerond", "markeer", "vervang_reden"]
    stap: float | None = Field(default=None, gt=0)
    soort: Literal["ingehouden", "afgerond", "uitschieter", "gecorrigeerd", "let_op"] = "let_op"
    reden: Tekst
    bron: Tekst
    gemeld_op: date
    verwacht: Verwacht

    @model_validator(mode="after")
    def _check_samenhang(self) -> "WaarnemingCorrectie":
        if (self.doe == "afgerond") != (self.stap is not None):
            raise ValueError("stap hoort bij doe: afgerond, en alleen daarbij")
        if (self.doe == "vervang_reden") != (self.verwacht.waarde == "leeg"):
            raise ValueError(
                "verwacht.waarde: leeg hoort bij doe: vervang_reden, en alleen daarbij"
            )
        if self.regio == "*" and self.verwacht.regio is None:
            raise ValueError("bij regio: '*' moet verwacht.regio één regio noemen")
        if self.verwacht.indicator not in self.indicatoren:
            raise ValueError("verwacht.indicator moet een van de indicatoren zijn")
        return self

    @property
    def kanttekening_soort(self) -> str | None:
        """Kind of remark beside the figure; None where the reason itself says enough."""
        if self.doe == "vervang_reden":
            return None
        return _SOORT_VAN_DOE.get(self.doe, self.soort)


class HerindelingCorrectie(Model):
    """One event that the CBS ledger lacks."""

    doe: Literal["toevoegen"]
    datum: date
    van: Tekst
    naar: Tekst
    soort: Literal["opheffing", "codewijziging"]
    reden: Tekst
    bron: Tekst
    gemeld_op: date


class Correcties(Model):
    """The whole of correcties.yaml."""

    waarnemingen: tuple[WaarnemingCorrectie, ...] = ()
    herindelingen: tuple[HerindelingCorrectie, ...] = ()


class CorrectieUitkomst(NamedTuple):
    """Corrected figures, the remarks beside them, and what was left out (Dutch sentences)."""

    waarnemingen: pd.DataFrame
    kanttekeningen: pd.DataFrame
    opmerkingen: list[str]


def load_correcties(pad: Path) -> Correcties:
    """Load and check correcties.yaml; a file that is not there holds no corrections.

    Raises:
        CatalogusFout: all problems at once, each with its place.
    """
    if not pad.exists():
        return Correcties()
    inhoud, _ = load_yaml(pad)
    try:
        return Correcties.model_validate(inhoud)
    except ValidationError as fout:
        raise CatalogusFout(find_problemen(fout.errors(), Correcties, f"{pad.name}: ")) from fout


def apply_correcties(
    waarnemingen: pd.DataFrame, correcties: Correcties, indicator_ids: Collection[str]
) -> CorrectieUitkomst:
    """Apply all corrections, after holding each against its guard.

    Figures the user imported are corrected only when they come from the very snapshot that the
    guard recognises: a newer edition of one's own must not be overwritten by an old correction.

    Args:
        waarnemingen: see `welvaart.cijfers.waarneming`.
        correcties: from `load_correcties`.
        indicator_ids: ids of the catalogue.

    Returns:
        Copies; the frame given stays as it is.

    Raises:
        ControleFout: a correction names an unknown indicator, or the source no longer says what
            it must say; all of them at once.
    """
    heel = waarnemingen.copy()
    origineel = _find_betrokken(waarnemingen, correcties)
    frame = origineel.copy()
    problemen: list[str] = []
    opmerkingen: list[str] = []
    rijen: list[dict[str, str]] = []
    vervangen = set(waarnemingen.loc[waarnemingen["herkomst"] == "import", "indicator_id"])
    for nummer, correctie in enumerate(correcties.waarnemingen, start=1):
        naam = _name(nummer, correctie)
        if onbekend := sorted(set(correctie.indicatoren) - set(indicator_ids)):
            problemen.append(f"{naam}: onbekende indicator {', '.join(onbekend)}; verbeter het id")
            continue
        wachter = _find_wachter(origineel, correctie)
        verschil = _describe_verschil(wachter, correctie)
        if verschil is not None:
            eigen = _is_import(wachter) or (
                wachter.empty and correctie.verwacht.indicator in vervangen
            )
            (opmerkingen if eigen else problemen).append(f"{naam}: {verschil}")
            wachter = wachter[:0]
        raak = _find_rijen(frame, correctie, wachter)
        _apply(frame, raak, correctie)
        rijen += _build_kanttekeningen(frame[raak], correctie)
    if problemen:
        raise ControleFout(problemen)
    heel.loc[frame.index, _AANGEPAST] = frame[_AANGEPAST]
    kanttekeningen = pd.DataFrame(rijen, columns=KANTTEKENING_KOLOMMEN).drop_duplicates()
    return CorrectieUitkomst(heel, kanttekeningen.reset_index(drop=True), opmerkingen)


def find_achterhaald(nieuw: pd.DataFrame, correcties: Correcties) -> list[str]:
    """Sentences on corrections that a new series of one indicator no longer agrees with.

    Args:
        nieuw: waarnemingen of one indicator, that would replace what is there.
        correcties: all of them.
    """
    ids = set(nieuw["indicator_id"])
    regels = []
    for nummer, correctie in enumerate(correcties.waarnemingen, start=1):
        if correctie.verwacht.indicator not in ids:
            continue
        verschil = _describe_verschil(_find_wachter(nieuw, correctie), correctie)
        if verschil is not None:
            regels.append(f"{_name(nummer, correctie)}: {verschil}")
    return regels


def _name(nummer: int, correctie: WaarnemingCorrectie) -> str:
    return f"{BESTAND}: correctie {nummer} ({correctie.regio}, {correctie.doe})"


def _find_betrokken(frame: pd.DataFrame, correcties: Correcties) -> pd.DataFrame:
    """Rows that any correction can touch or look at; few, so that each correction is quick."""
    ids = {naam for deel in correcties.waarnemingen for naam in deel.indicatoren}
    regios = {deel.regio for deel in correcties.waarnemingen}
    regios |= {deel.verwacht.regio for deel in correcties.waarnemingen if deel.verwacht.regio}
    raak = frame["indicator_id"].isin(ids)
    return frame[raak if "*" in regios else raak & frame["regio_code"].isin(regios)]


def _find_wachter(frame: pd.DataFrame, correctie: WaarnemingCorrectie) -> pd.DataFrame:
    verwacht = correctie.verwacht
    return frame[
        (frame["indicator_id"] == verwacht.indicator)
        & (frame["regio_code"] == (verwacht.regio or correctie.regio))
        & (frame["periode_code"] == verwacht.periode)
        & (frame["indeling_jaar"] == 0)
    ]


def _describe_verschil(wachter: pd.DataFrame, correctie: WaarnemingCorrectie) -> str | None:
    """Why the guard does not hold, or None when it does."""
    verwacht = correctie.verwacht
    plaats = f"{verwacht.indicator} in {verwacht.periode}"
    actie = "kijk of de correctie nog nodig is en pas haar aan of haal haar weg"
    if wachter.empty:
        return f"de bron heeft geen rij meer voor {plaats}; {actie}"
    waarde = wachter["waarde"].iloc[0]
    gevonden = "leeg" if pd.isna(waarde) else f"{waarde:g}"
    if verwacht.waarde == "leeg":
        klopt = bool(pd.isna(waarde))
    else:
        klopt = bool(abs(waarde - verwacht.waarde) <= _GELIJK)
    verwachting = verwacht.waarde if verwacht.waarde == "leeg" else f"{verwacht.waarde:g}"
    if klopt:
        return None
    return f"de bron zegt nu {gevonden} voor {plaats}, verwacht was {verwachting}; {actie}"


def _is_import(wachter: pd.DataFrame) -> bool:
    return bool((wachter["herkomst"] == "import").any())


def _find_rijen(
    frame: pd.DataFrame, correctie: WaarnemingCorrectie, wachter: pd.DataFrame
) -> "pd.Series[bool]":
    raak = frame["indicator_id"].isin(correctie.indicatoren) & (
        (frame["herkomst"] != "import") | frame["snapshot_id"].isin(wachter["snapshot_id"])
    )
    if correctie.regio != "*":
        raak &= frame["regio_code"] == correctie.regio
    if correctie.perioden != "alle":
        raak &= frame["periode_code"].isin(correctie.perioden)
    leeg = frame["waarde"].isna()
    return raak & leeg if correctie.doe == "vervang_reden" else raak & ~leeg


def _apply(frame: pd.DataFrame, raak: "pd.Series[bool]", correctie: WaarnemingCorrectie) -> None:
    match correctie.doe:
        case "inhouden":
            frame.loc[raak, ["waarde", "onder", "boven"]] = float("nan")
            frame.loc[raak, "ontbreekt_omdat"] = correctie.reden
        case "afgerond":
            halve_stap = (correctie.stap or 0.0) / 2
            frame.loc[raak, "onder"] = frame.loc[raak, "waarde"] - halve_stap
            frame.loc[raak, "boven"] = frame.loc[raak, "waarde"] + halve_stap
        case "vervang_reden":
            frame.loc[raak, "ontbreekt_omdat"] = correctie.reden


def _build_kanttekeningen(
    geraakt: pd.DataFrame, correctie: WaarnemingCorrectie
) -> list[dict[str, str]]:
    """One remark per indicator (and period, where the correction names periods)."""
    if correctie.kanttekening_soort is None:
        return []
    aanwezig = set(geraakt["indicator_id"])
    perioden = ("*",) if correctie.perioden == "alle" else correctie.perioden
    return [
        {
            "indicator_id": indicator_id,
            "regio_code": correctie.regio,
            "periode_code": periode_code,
            "soort": correctie.kanttekening_soort,
            "tekst": correctie.reden,
        }
        for indicator_id in correctie.indicatoren
        if indicator_id in aanwezig
        for periode_code in perioden
    ]
