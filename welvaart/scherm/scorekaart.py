"""The scorekaart as a real table whose indicator names are buttons.

The rows travel as short lists and are drawn in the browser: a whole scorekaart stays under 50 kB.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from welvaart.duiding import (
    POSITIE_WOORD,
    TREND_WOORD,
    describe_relatief,
    name_land,
)
from welvaart.grafieken.sparkline import build_sparkline
from welvaart.opmaak import ONBEKEND, STATUSTEKENS, format_opsomming
from welvaart.periode import Periode
from welvaart.positie import Positie
from welvaart.scorekaart import Regel
from welvaart.stand import Stand, Thema
from welvaart.trend import Oordeel, RelatieveTrend

_MAP = Path(__file__).parent
_DEEL = {"hier_en_nu": "hier en nu", "later": "later", "context": "achtergrond"}
_PIJL = {"stijgt": "↗ ", "daalt": "↘ ", "gelijk": "→ "}
_OORDEEL_KLASSE = {Oordeel.BETER: "g", Oordeel.SLECHTER: "s"}
_OORDEEL_WOORD = {Oordeel.BETER: " (gunstig)", Oordeel.SLECHTER: " (ongunstig)"}
_POSITIE_KLASSE = {Positie.BESTE_KWART: "g", Positie.SLECHTSTE_KWART: "s"}
_RELATIEF_KLASSE = {RelatieveTrend.GUNSTIG: "g", RelatieveTrend.ONGUNSTIG: "s"}


def show_scorekaart(
    stand: Stand,
    themas: Sequence[Thema],
    regels: Sequence[Regel],
    naam: str,
    *,
    sleutel: str,
    gekozen: str | None,
    on_kies: Callable[[str], None],
) -> None:
    """Draw the themes as tables; a click on an indicator calls `on_kies` with its id.

    Args:
        stand: for the series behind the small lines.
        themas: which themes, in order.
        regels: all lines of the gemeente.
        naam: of the gemeente, as header of the value column.
        sleutel: unique on the page.
        gekozen: id of the indicator whose detail is open.
        on_kies: called before the page runs again.
    """

    def kies() -> None:
        on_kies(st.session_state[sleutel].gekozen)

    data = build_scorekaart_data(stand, themas, regels, naam, gekozen)
    _get_component()(key=sleutel, data=data, on_gekozen_change=kies)


def build_scorekaart_data(
    stand: Stand, themas: Sequence[Thema], regels: Sequence[Regel], naam: str, gekozen: str | None
) -> dict[str, Any]:
    """What the browser draws: headers, and per theme rows of text and notes on what is missing.

    Words that many rows share stand once in `woorden`; a row holds their number.
    """
    woorden: dict[str, int] = {}
    blokken = []
    for thema in themas:
        eigen = [regel for regel in regels if regel.indicator.thema == thema.thema]
        ook = [regel.indicator.titel for regel in regels if thema.thema in regel.indicator.ook_in]
        if eigen or ook:
            gevuld = [regel for regel in eigen if regel.heeft_waarde]
            blokken.append(
                {
                    "id": thema.thema,
                    "titel": thema.titel,
                    "deel": _DEEL[thema.deel],
                    "rijen": [_build_rij(stand, regel, woorden) for regel in gevuld],
                    "noten": _build_noten(eigen, ook, naam),
                }
            )
    koppen = ["Indicator", naam, "Verloop", "Nederland", "Plaats (rechts is gunstiger)",
              "Ontwikkeling", "Vergeleken met Nederland"]  # fmt: skip
    return {
        "naam": naam,
        "koppen": koppen,
        "open": gekozen,
        "woorden": list(woorden),
        "themas": blokken,
    }


def _build_rij(stand: Stand, regel: Regel, woorden: dict[str, int]) -> list[Any]:
    """One row in the order that scorekaart.js unpacks."""
    x = regel.indicator
    i = stand.reeksen.get_i(x.indicator_id)
    gemeten = np.flatnonzero(stand.reeksen.perioden[i] != "")
    jaar = Periode.parse(regel.periode_code).label
    landnaam = name_land(regel.land) if regel.land else "geen cijfer"
    trend = _PIJL.get(regel.trend, "") + TREND_WOORD[regel.trend]
    deelbaar = (
        x.eenheid,
        jaar if regel.is_nieuwste else f"{jaar} (ouder cijfer)",
        "" if landnaam == "Nederland" else landnaam,
        POSITIE_WOORD[regel.positie],
        _POSITIE_KLASSE.get(regel.positie, "o"),
        trend + _OORDEEL_WOORD.get(regel.trend_oordeel, ""),
        _OORDEEL_KLASSE.get(regel.trend_oordeel, "o"),
        describe_relatief(regel),
        "o" if regel.is_binnen_afronding else _RELATIEF_KLASSE.get(regel.relatieve_trend, "o"),
    )
    return [
        x.indicator_id,
        x.titel,
        x.format_kort(regel.waarde, decimalen=regel.decimalen) + STATUSTEKENS.get(regel.status, ""),
        build_sparkline(stand.reeksen.waarde[i, regel.r, gemeten].tolist()),
        x.format_kort(x.round(regel.land.waarde)) if regel.land else "",
        None if isnan(regel.rang_van) else [int(regel.rang_van), int(regel.rang_tot), regel.n],
        *(woorden.setdefault(woord, len(woorden)) for woord in deelbaar),
    ]


def _build_noten(regels: Sequence[Regel], ook: Sequence[str], naam: str) -> list[str]:
    redenen: dict[str, list[str]] = {}
    for regel in regels:
        if not regel.heeft_waarde:
            redenen.setdefault(regel.ontbreekt_omdat, []).append(regel.indicator.titel.lower())
    noten = [
        f"Geen cijfer voor {naam} ({ONBEKEND}): {format_opsomming(namen)}. {reden}"
        for reden, namen in redenen.items()
    ]
    if ook:
        namen = format_opsomming([titel.lower() for titel in ook])
        noten.append(f"Telt hier ook mee, maar staat elders: {namen}.")
    return noten


@lru_cache(maxsize=1)
def _get_component() -> Any:  # noqa: ANN401 - Streamlit gives the mount function no public type
    return st.components.v2.component(
        "bw_scorekaart",
        html='<div id="scorekaart"></div>',
        css=(_MAP / "scorekaart.css").read_text(encoding="utf-8"),
        js=(_MAP / "scorekaart.js").read_text(encoding="utf-8"),
    )
