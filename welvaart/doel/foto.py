"""Freeze the nulmeting of a regio with its edition.

A foto holds every figure as it was shown, its source, and the whole series behind it; what became
of them says `welvaart.doel.fotoverschil`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from math import isnan
from typing import Any, Final

import numpy as np

from welvaart.cijfers.periode import Periode
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel

VERSIE: Final = 1
Reeks = Mapping[str, float]
"""periode_code → value, in order of time; years without a figure are left out."""


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
        "getoond": _to_json(regel.getoond),
        "wat": regel.wat,
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
    koppen = ["Indicator", "Eenheid", "Cijfer", "Wat het cijfer is", "Ondergrens", "Bovengrens"]
    koppen += [
        "Periode",
        "Status",
        "Reden zonder cijfer",
        "Beste plaats",
        "Slechtste plaats",
        "Gemeenten met cijfer",
    ]
    koppen += ["Bron", "Editie", "Gemeenten van het jaar"]
    rijen = [
        [
            rij["titel"],
            rij["eenheid"],
            _write_getal(rij.get("getoond", rij["waarde"])),
            rij.get("wat", ""),
            *(_write_getal(rij[naam]) for naam in ("onder", "boven")),
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
