"""The files that teams brought in and that count now, each with a way to take it back."""

from html import escape
from typing import Any

import numpy as np
import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.lezen.stand import Stand
from welvaart.opmaak import format_getal, format_moment
from welvaart.proces.etlproces import BOUW_S, run_etl
from welvaart.regio.regio import Regio
from welvaart.scherm.invoer.eigengrens import describe_buiten
from welvaart.scherm.kader import NULMETING
from welvaart.scherm.melding import escape_markdown, warn

_VRAAG = "eigen_weghalen"


def show_eigen_reeksen(stand: Stand, gemeente: Regio | None) -> None:
    """Draw the list; a press on "Weghalen" asks once more."""
    if weg := st.session_state.pop("eigen_weg", None):
        st.success(escape_markdown(weg))
    st.header("Eigen cijfers in de monitor", anchor="lijst")
    if stand.eigen_reeksen.empty:
        st.html("<p>Er zijn nog geen eigen cijfers.</p>")
        return
    for rij in stand.eigen_reeksen.to_dict("records"):
        _show_reeks(stand, gemeente, {str(naam): waarde for naam, waarde in rij.items()})


def _show_reeks(stand: Stand, gemeente: Regio | None, rij: dict[str, Any]) -> None:
    indicator_id = str(rij["indicator_id"])
    indicator = stand.indicatoren.get(indicator_id)
    titel = indicator.titel if indicator else indicator_id
    with st.container(border=True):
        st.html(f"<p><strong>{escape(titel)}</strong><br>{escape(_describe(rij))}</p>")
        if indicator is not None and (zin := _describe_buiten(stand, indicator)):
            warn(f"{zin} Klopt dat niet, haal de cijfers dan weg en lees ze opnieuw in.")
        links, rechts, _ = st.columns([2, 1, 3])
        if gemeente is not None and indicator is not None:
            query = {"regio": gemeente.code, "indicator": indicator_id}
            links.page_link(NULMETING, label="Bekijk op Nulmeting", query_params=query)
        rechts.button(
            "Weghalen",
            key=f"weg_{indicator_id}",
            help=f"{escape_markdown(titel)} weghalen",
            on_click=_ask,
            args=(indicator_id,),
        )
        if st.session_state.get(_VRAAG) == indicator_id:
            _confirm(indicator_id, titel, bool(rij["vervangt"]))


def _describe(rij: dict[str, Any]) -> str:
    """What, by whom and when, in one line."""
    door = f" door {rij['door']}" if isinstance(rij["door"], str) else ""
    cijfers = "1 cijfer" if rij["cijfers"] == 1 else f"{format_getal(rij['cijfers'])} cijfers"
    wat = " · in de plaats van de cijfers van de bron" if rij["vervangt"] else ""
    return (
        f"{cijfers} uit {rij['bestandsnaam']}, ingelezen op "
        f"{format_moment(rij['ingelezen_op'])}{door} · bron: {rij['bron']}, {rij['editie']} · "
        f"licentie: {rij['licentie']}{wat}"
    )


def _describe_buiten(stand: Stand, indicator: Indicator) -> str:
    """That a percentage of this topic lies below 0 or above 100; "" otherwise."""
    waarden = stand.reeksen.waarde[stand.reeksen.get_i(indicator.indicator_id)]
    if np.isnan(waarden).all():
        return ""
    return describe_buiten(indicator.eenheid, float(np.nanmin(waarden)), float(np.nanmax(waarden)))


def _ask(indicator_id: str | None) -> None:
    st.session_state[_VRAAG] = indicator_id


def _confirm(indicator_id: str, titel: str, vervangt: bool) -> None:
    """Ask once more, and whether the file itself may go too."""
    na = "De cijfers van de bron komen terug." if vervangt else "Het onderwerp verdwijnt."
    st.warning(f"Wilt u ‘{escape_markdown(titel)}’ weghalen? {na}")
    wis = st.checkbox("Wis ook het bewaarde bestand", key=f"wis_{indicator_id}")
    ja, nee, _ = st.columns([2, 1, 3])
    nee.button("Nee", key=f"nee_{indicator_id}", on_click=_ask, args=(None,))
    if not ja.button("Ja, haal weg", key=f"ja_{indicator_id}", type="primary"):
        return
    with st.spinner("De cijfers worden weggehaald en alles wordt nagerekend …"):
        argumenten = ["import", f"--ongedaan={indicator_id}", "--json"]
        uit = run_etl([*argumenten, "--wis"] if wis else argumenten, wacht_s=BOUW_S)
    if uit["goed"]:
        st.session_state.pop(_VRAAG, None)
        bewaard = "" if wis else " Het bestand zelf is bewaard bij de beheerder."
        st.session_state["eigen_weg"] = f"‘{titel}’ is weggehaald.{bewaard}"
        st.rerun()
    regels = "\n".join(f"- {escape_markdown(regel)}" for regel in uit["problemen"])
    st.error(f"Er is niets weggehaald:\n\n{regels}")
