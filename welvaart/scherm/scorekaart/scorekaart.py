"""The scorekaart as a real table whose indicator names are buttons.

The rows travel as short lists and are drawn in the browser: a whole scorekaart stays under 50 kB.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from welvaart.cijfers.periode import Periode
from welvaart.grafieken.sparkline import build_sparkline
from welvaart.lezen.stand import Stand, Thema
from welvaart.methode.positie import Positie
from welvaart.methode.trend import Oordeel, RelatieveTrend
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_opsomming
from welvaart.zin.duiding import (
    explain_positie,
    explain_relatief,
    explain_trend,
    lower_naam,
    name_groep,
)

_MAP = Path(__file__).parent
_DEEL = {"hier_en_nu": "hier en nu", "later": "later", "context": "achtergrond"}
_PIJL = {"stijgt": "↗ ", "daalt": "↘ ", "gelijk": "→ "}
_OORDEEL_KLASSE = {Oordeel.BETER: "g", Oordeel.SLECHTER: "s"}
_OORDEEL_WOORD = {Oordeel.BETER: " (gunstig)", Oordeel.SLECHTER: " (ongunstig)"}
_POSITIE_KLASSE = {Positie.BESTE_KWART: "g", Positie.SLECHTSTE_KWART: "s"}
_RELATIEF_KLASSE = {RelatieveTrend.GUNSTIG: "g", RelatieveTrend.ONGUNSTIG: "s"}


@dataclass(frozen=True)
class Blok:
    """A heading with lines under it: a theme, or one list in another order."""

    sleutel: str
    titel: str
    toelichting: str
    regels: Sequence[Regel]
    noten: Sequence[str] = ()


def build_themablokken(
    themas: Sequence[Thema], regels: Sequence[Regel], naam: str, *, met_noten: bool = True
) -> list[Blok]:
    """One block per theme, with notes on what is missing and what counts here too."""
    blokken = []
    for thema in themas:
        eigen = [regel for regel in regels if regel.indicator.thema == thema.thema]
        ook = [regel.indicator.titel for regel in regels if thema.thema in regel.indicator.ook_in]
        noten = _build_noten(eigen, ook, naam) if met_noten else []
        gevuld = [regel for regel in eigen if regel.heeft_waarde]
        if gevuld or noten:
            blokken.append(Blok(thema.thema, thema.titel, _DEEL[thema.deel], gevuld, noten))
    return blokken


def show_scorekaart(
    stand: Stand,
    blokken: Sequence[Blok],
    namen: tuple[str, str],
    *,
    sleutel: str,
    gekozen: str | None,
    on_kies: Callable[[str], None],
) -> None:
    """Draw the blocks as tables; a click on an indicator calls `on_kies` with its id.

    Args:
        stand: for the series behind the small lines.
        blokken: what to draw, in order.
        namen: of the gemeente and of the group beside it, as headers.
        sleutel: unique on the page.
        gekozen: id of the indicator whose detail is open.
        on_kies: called before the page runs again.
    """

    def kies() -> None:
        on_kies(st.session_state[sleutel].gekozen)

    data = build_scorekaart_data(stand, blokken, namen, gekozen)
    _get_component()(key=sleutel, data=data, on_gekozen_change=kies)


def build_scorekaart_data(
    stand: Stand, blokken: Sequence[Blok], namen: tuple[str, str], gekozen: str | None
) -> dict[str, Any]:
    """What the browser draws.

    Words that many rows share stand once in `woorden`; a row holds their number. A block of
    neutral indicators has no columns for verdicts.
    """
    woorden: dict[str, int] = {}
    naam, tegenover = namen
    ernaast = _name_kolom(blokken, tegenover)
    koppen = ["Indicator", naam, "Verloop", ernaast, "Plaats (rechts is gunstiger)",
              "Ontwikkeling", f"Vergeleken met {lower_naam(tegenover)}"]  # fmt: skip
    themas = [
        {
            "id": blok.sleutel,
            "titel": blok.titel,
            "deel": blok.toelichting,
            "kaal": all(regel.indicator.teken == 0 for regel in blok.regels),
            "rijen": [_build_rij(stand, regel, woorden) for regel in blok.regels],
            "noten": list(blok.noten),
        }
        for blok in blokken
    ]
    return {
        "naam": naam,
        "koppen": koppen,
        "open": gekozen,
        "woorden": list(woorden),
        "themas": themas,
    }


def _name_kolom(blokken: Sequence[Blok], tegenover: str) -> str:
    """The head of the second column of figures, right also where it holds a median or a mean."""
    groepen = [r.groep for blok in blokken for r in blok.regels if r.groep]
    anders = [g for g in groepen if tegenover == "Nederland" and name_groep(g) != tegenover]
    soorten = {name_groep(groep).split(" ", 1)[0] for groep in anders}
    return " of ".join([", ".join([tegenover, *sorted(soorten)[:-1]]), *sorted(soorten)[-1:]])


def _build_rij(stand: Stand, regel: Regel, woorden: dict[str, int]) -> list[Any]:
    """One row in the order that scorekaart.js unpacks."""
    x, (eigen, ander) = regel.indicator, regel.paar
    i = stand.reeksen.get_i(x.indicator_id)
    gemeten = np.flatnonzero(stand.reeksen.perioden[i] != "")
    jaar = Periode.parse(regel.periode_code).label + (f", {regel.wat}" if regel.wat else "")
    landnaam = name_groep(regel.groep) if regel.groep else "geen cijfer"
    trend = _PIJL.get(regel.trend, "") + explain_trend(regel)
    deelbaar = (
        f"{x.eenheid} · eigen cijfer" if x.eigen else x.eenheid,
        jaar if regel.is_nieuwste else f"{jaar} (ouder cijfer)",
        "" if regel.groep and landnaam == regel.groep.naam else landnaam,
        explain_positie(regel),
        _POSITIE_KLASSE.get(regel.positie, "o") if regel.is_nieuwste else "o",
        trend + _OORDEEL_WOORD.get(regel.trend_oordeel, ""),
        _OORDEEL_KLASSE.get(regel.trend_oordeel, "o"),
        explain_relatief(regel),
        _RELATIEF_KLASSE.get(regel.relatieve_trend, "o"),
    )
    return [
        x.indicator_id,
        x.titel,
        x.format_kort(eigen, decimalen=regel.paardecimalen) + regel.teken,
        build_sparkline(
            [stand.reeksen.jaren[t] for t in gemeten],
            stand.reeksen.waarde[i, regel.r, gemeten].tolist(),
            {jaar for jaar, _ in stand.find_breuken(x, stand.reeksen.regio_codes[regel.r])},
        ),
        x.format_kort(ander, decimalen=regel.groepsdecimalen) + regel.teken if regel.groep else "",
        _build_rang(regel),
        *(woorden.setdefault(woord, len(woorden)) for woord in deelbaar),
    ]


def _build_rang(regel: Regel) -> list[int] | None:
    """Rank interval and denominator; a fourth number marks an interval that is no tie."""
    if isnan(regel.rang_van):
        return None
    rang = [int(regel.rang_van), int(regel.rang_tot), regel.n]
    return rang if regel.is_gedeeld else [*rang, 1]


def _build_noten(regels: Sequence[Regel], ook: Sequence[str], naam: str) -> list[str]:
    redenen: dict[str, list[str]] = {}
    for regel in regels:
        if not regel.heeft_waarde:
            redenen.setdefault(regel.ontbreekt_omdat, []).append(regel.indicator.titel.lower())
    noten = [
        f"Geen cijfer voor {naam}: {format_opsomming(namen)}. {reden}"
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
