"""Freeze the nulmeting of a regio with its edition, and say later what changed and why.

A foto holds every figure as it was shown, its source, and the whole series behind it. Later the
same years are looked up again: what moved between two years is reality, what moved within one year
is a revision at the source.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import isnan
from typing import Any, Final

import numpy as np

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.fouten import DossierFout
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel

VERSIE: Final = 1
GEEN_NIEUW_JAAR: Final = "nog geen nieuw jaar"
Reeks = Mapping[str, float]
"""periode_code → value, in order of time; years without a figure are left out."""


class Verandering(StrEnum):
    """What became of a frozen figure."""

    GELIJK = "gelijk"
    NIEUW_CIJFER = "nieuw_cijfer"
    HERZIEN = "herzien"
    NIEUW_EN_HERZIEN = "nieuw_en_herzien"
    NIET_TE_SCHEIDEN = "niet_te_scheiden"
    NA_BREUK = "na_breuk"
    ANDERE_DEFINITIE = "andere_definitie"
    VERVALLEN = "vervallen"
    ERBIJ = "erbij"


@dataclass(frozen=True, slots=True)
class Verschil:
    """A frozen figure beside that of now; in the unit of the indicator, None = no figure.

    Attributes:
        werkelijkheid: change between the two periods, measured in the figures of now.
        herziening: change of the frozen period itself: figure of now minus frozen figure.
    """

    indicator_id: str
    titel: str
    verandering: Verandering
    periode_toen: str = ""
    waarde_toen: float | None = None
    periode_nu: str = ""
    waarde_nu: float | None = None
    werkelijkheid: float | None = None
    herziening: float | None = None

    @property
    def heeft_nieuw_jaar(self) -> bool:
        """False where the figure of now is still of the period of the foto: nothing moved yet."""
        return self.periode_nu != self.periode_toen


def read_reeks(stand: Stand, indicator_id: str, regio_code: str) -> dict[str, float]:
    """Series of one regio in one build, on the gemeenten of today."""
    reeksen = stand.reeksen
    waarden = reeksen.get_reeks(indicator_id, regio_code)
    perioden = reeksen.perioden[reeksen.get_i(indicator_id)]
    return {
        str(periode): float(waarde)
        for periode, waarde in zip(perioden, waarden, strict=True)
        if periode and not np.isnan(waarde)
    }


def read_breuken(stand: Stand, indicator_id: str, regio_code: str) -> list[int]:
    """First years of a new series of one regio."""
    return [jaar for jaar, _ in stand.find_breuken(stand.indicatoren[indicator_id], regio_code)]


def build_foto(
    stand: Stand,
    regio: str,
    naam: str,
    regels: Sequence[Regel],
    reeks: Callable[[str], Reeks],
    moment: datetime,
) -> dict[str, Any]:
    """Freeze a nulmeting.

    Args:
        stand: the build the figures come from.
        regio: as in the URL.
        naam: of the regio.
        regels: its scorekaart; lines without a figure are frozen too, with the reason.
        reeks: series by indicator_id.
        moment: now, with zone.

    Returns:
        Plain JSON; the store adds the hash.
    """
    bouw = stand.bouw
    return {
        "versie": VERSIE,
        "regio": regio,
        "regio_naam": naam,
        "gemaakt_op": moment.isoformat(timespec="seconds"),
        "gemeenten": len(stand.gemeenten),
        "bouw": {
            "bouw_id": bouw.bouw_id,
            "gebouwd_op": bouw.gebouwd_op.isoformat(),
            "versie": bouw.versie,
        },
        "rijen": [_freeze(regel, reeks(regel.indicator.indicator_id)) for regel in regels],
    }


def _freeze(regel: Regel, reeks: Reeks) -> dict[str, Any]:
    x, groep = regel.indicator, regel.groep
    return {
        "indicator_id": x.indicator_id,
        "titel": x.titel,
        "thema": x.thema,
        "eenheid": x.eenheid,
        "definitie": x.definitie,
        "bron": x.bron_naam,
        "tabel": x.bron_tabel,
        "editie": x.editie,
        "indeling": x.indeling_bron,
        "waarde": _to_json(regel.waarde),
        "onder": _to_json(regel.onder),
        "boven": _to_json(regel.boven),
        "periode": regel.periode_code,
        "status": regel.status,
        "ontbreekt_omdat": regel.ontbreekt_omdat,
        "rang": [_to_json(regel.rang_van), _to_json(regel.rang_tot), regel.n],
        "positie": regel.positie.value,
        "trend": regel.trend.value,
        "trend_jaren": list(regel.trend_jaren),
        "trend_oordeel": regel.trend_oordeel.value,
        "relatieve_trend": regel.relatieve_trend.value,
        "naast": None
        if groep is None
        else {"naam": groep.naam, "waarde": _to_json(groep.waarde), "methode": groep.methode},
        "reeks": dict(reeks),
    }


def format_foto(foto: Mapping[str, Any]) -> tuple[list[str], list[list[str]]]:
    """A foto as a table: header cells, and one row per indicator with or without a figure."""
    koppen = ["Indicator", "Eenheid", "Cijfer", "Ondergrens", "Bovengrens", "Periode", "Status"]
    koppen += ["Reden zonder cijfer", "Beste plaats", "Slechtste plaats", "Gemeenten met cijfer"]
    koppen += ["Bron", "Editie", "Gemeenten van het jaar"]
    rijen = [
        [
            rij["titel"],
            rij["eenheid"],
            *(_write_getal(rij[naam]) for naam in ("waarde", "onder", "boven")),
            Periode.parse(rij["periode"]).label if rij["periode"] else "",
            rij["status"].replace("_", " "),
            rij["ontbreekt_omdat"],
            *("" if plaats is None else f"{plaats:.0f}" for plaats in rij["rang"][:2]),
            str(rij["rang"][2]),
            " ".join(filter(None, (rij["bron"], rij["tabel"]))),
            rij["editie"],
            "" if rij["indeling"] is None else str(rij["indeling"]),
        ]
        for rij in foto["rijen"]
    ]
    return koppen, rijen


def _write_getal(waarde: float | None) -> str:
    return "" if waarde is None else f"{waarde:.12g}".replace(".", ",")


def _to_json(waarde: float) -> float | None:
    return None if isnan(waarde) else waarde


def compare_foto(
    foto: Mapping[str, Any],
    indicatoren: Mapping[str, Indicator],
    reeks: Callable[[str], Reeks],
    hernoemd: Mapping[str, str],
    breuken: Callable[[str], Collection[int]] = lambda _: (),
) -> list[Verschil]:
    """Say per indicator what became of a frozen figure.

    Args:
        foto: of `build_foto`.
        indicatoren: of the build of now.
        reeks: series of now by indicator_id; {} where there is none.
        hernoemd: old indicator_id → the id of now.
        breuken: first years of a new series, by indicator_id; over a break nothing is reality.

    Returns:
        One line per frozen indicator that had a figure then or has one now, in the order of the
        foto, then the indicators that came after it.

    Raises:
        DossierFout: the foto was made by a newer version.
    """
    if foto.get("versie") != VERSIE:
        raise DossierFout(
            "Deze foto is gemaakt met een andere versie van het programma. Werk het programma bij."
        )
    uit: list[Verschil] = []
    gezien: set[str] = set()
    for rij in foto["rijen"]:
        indicator_id = hernoemd.get(rij["indicator_id"], rij["indicator_id"])
        gezien.add(indicator_id)
        x = indicatoren.get(indicator_id)
        verschil = (
            _compare(rij, None, {}, ())
            if x is None
            else _compare(rij, x, reeks(indicator_id), breuken(indicator_id))
        )
        if verschil is not None:
            uit.append(verschil)
    for indicator_id, x in indicatoren.items():
        if indicator_id not in gezien and (nu := reeks(indicator_id)):
            uit.append(_tell_nieuw(x, nu, Verandering.ERBIJ))
    return uit


def _compare(
    rij: Mapping[str, Any], x: Indicator | None, nu: Reeks, breuken: Collection[int]
) -> Verschil | None:
    toen, periode = rij["waarde"], rij["periode"]
    if x is None:
        weg = Verschil(rij["indicator_id"], rij["titel"], Verandering.VERVALLEN, periode, toen)
        return None if toen is None else weg
    if toen is None:
        return _tell_nieuw(x, nu, Verandering.ERBIJ) if nu else None
    if not nu:
        return Verschil(x.indicator_id, x.titel, Verandering.VERVALLEN, periode, toen)
    periode_nu = max(nu, key=lambda code: Periode.parse(code).laatste_jaar)
    waarde_nu = nu[periode_nu]
    if (rij["eenheid"], rij["definitie"]) != (x.eenheid, x.definitie):
        soort, werkelijkheid, herziening = Verandering.ANDERE_DEFINITIE, None, None
    else:
        werkelijkheid = waarde_nu - nu[periode] if periode in nu else None
        herziening = nu[periode] - toen if periode in nu else None
        if herziening is not None and abs(herziening) < x.afronding / 2 - 1e-9:
            herziening = 0.0
        soort = _name(periode_nu != periode, herziening)
        jaren = range(Periode.parse(periode).jaar + 1, Periode.parse(periode_nu).jaar + 1)
        if any(jaar in jaren for jaar in breuken):
            soort, werkelijkheid = Verandering.NA_BREUK, None
    return Verschil(
        x.indicator_id,
        x.titel,
        soort,
        periode,
        toen,
        periode_nu,
        waarde_nu,
        werkelijkheid,
        herziening,
    )


def _name(is_nieuw: bool, herziening: float | None) -> Verandering:
    if herziening is None:
        return Verandering.NIET_TE_SCHEIDEN
    if is_nieuw:
        return Verandering.NIEUW_EN_HERZIEN if herziening else Verandering.NIEUW_CIJFER
    return Verandering.HERZIEN if herziening else Verandering.GELIJK


def _tell_nieuw(x: Indicator, nu: Reeks, soort: Verandering) -> Verschil:
    periode = max(nu, key=lambda code: Periode.parse(code).laatste_jaar)
    return Verschil(x.indicator_id, x.titel, soort, periode_nu=periode, waarde_nu=nu[periode])
