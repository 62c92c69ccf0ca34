"""The page Arbeidsparticipatie: what another level of participatie would mean in people."""

from collections.abc import Mapping
from html import escape
from math import isnan

import streamlit as st

from welvaart.onderwerp.arbeidsbeeld import Niveau, build_scenario
from welvaart.onderwerp.arbeidscijfers import NETTO
from welvaart.onderwerp.niveau import (
    HOOGST,
    LAAGST,
    build_eigen_niveau,
    explain_scenario,
    find_gemeenten,
    parse_procent,
    read_gemeenteniveau,
)
from welvaart.opmaak import format_getal, shorten
from welvaart.regio.regio import Regio
from welvaart.scherm.melding import warn
from welvaart.scherm.onderwerp.arbeid import Arbeid

_ZELF = "zelf"
_GEMEENTE = "gemeente"
_GRENZEN = f"{format_getal(LAAGST)} tot {format_getal(HOOGST)}"
_FOUT = "getal_doel_fout"


def show_scenario(arbeid: Arbeid) -> None:
    """Let a reader choose a level, and say how many people more would be at work."""
    st.header("Wat als wij een ander niveau halen?", anchor="scenario")
    eigen = arbeid.eigen[NETTO]
    waarde = eigen.get_waarde(arbeid.tot)
    if isnan(waarde):
        st.html("<p>Zonder cijfer over arbeidsparticipatie is hier niets uit te rekenen.</p>")
        return
    niveau = _choose_niveau(arbeid, waarde)
    scenario = build_scenario(eigen, arbeid.tot, niveau, arbeid.bevolking)
    uitleg = explain_scenario(
        arbeid.stand,
        arbeid.regio,
        (arbeid.van, arbeid.tot),
        scenario.nodig,
        met_mensen=arbeid.bevolking is not None and not eigen.wat,
    )
    groot = f'<p class="bw-groot">{escape(scenario.zin)}</p>'
    st.html(f'{groot}<p class="bw-klein">{escape(uitleg)}</p>')


def _choose_niveau(arbeid: Arbeid, waarde: float) -> Niveau:
    """The level asked for: that of a group, of the best quarter, or a number of one's own."""
    bekend = arbeid.niveaus
    standaard = next(iter(bekend), _ZELF)
    gevraagd = st.query_params.get("doel", standaard)
    gemeenten = find_gemeenten(arbeid.stand, arbeid.regio, arbeid.tot)
    buur = gemeenten.get(gevraagd)
    eigen_getal = None if gevraagd in bekend or buur else parse_procent(gevraagd)
    if gevraagd not in bekend and buur is None and eigen_getal is None:
        warn(
            f"'{shorten(gevraagd)}' is geen niveau dat wij kennen. Kies een groep of een "
            f"gemeente met een cijfer, of een percentage van {_GRENZEN}."
        )
        gevraagd = standaard
    keuzes = {k: n.wiens[:1].upper() + n.wiens[1:] for k, n in bekend.items()}
    keuzes |= {_GEMEENTE: "Een andere gemeente", _ZELF: "Een eigen percentage"}
    soort = _GEMEENTE if buur else gevraagd if eigen_getal is None else _ZELF
    st.session_state["kies_doel"] = keuzes[soort]
    st.selectbox(
        "Het niveau van",
        list(keuzes.values()),
        key="kies_doel",
        on_change=_write_doel,
        args=(
            {woorden: k for k, woorden in keuzes.items()},
            standaard,
            {_ZELF: format_getal(min(HOOGST, max(LAAGST, waarde + 1)), 1),
             _GEMEENTE: _find_eerste(arbeid, gemeenten)},
        ),
    )  # fmt: skip
    if buur is not None:
        return _draw_gemeenten(arbeid, gemeenten, buur)
    return bekend[gevraagd] if eigen_getal is None else _draw_percentage(eigen_getal)


def _draw_percentage(procent: float) -> Niveau:
    """A box to type in, with a Dutch comma; the URL holds what stands in it."""

    def write() -> None:
        getypt = st.session_state["getal_doel"].strip().removesuffix("%").strip()
        if parse_procent(getypt) is None:
            st.session_state[_FOUT] = getypt
        else:
            st.query_params["doel"] = getypt

    if (fout := st.session_state.pop(_FOUT, None)) is not None:
        warn(f"'{shorten(fout)}' is geen percentage van {_GRENZEN}. Typ bijvoorbeeld 72,5.")
    st.session_state["getal_doel"] = format_getal(procent, 1)
    st.text_input("Netto arbeidsparticipatie in procent", key="getal_doel", on_change=write)
    return build_eigen_niveau(procent)


def _draw_gemeenten(arbeid: Arbeid, gemeenten: Mapping[str, Regio], buur: Regio) -> Niveau:
    """All other gemeenten with a figure; the URL holds the code of the chosen one."""
    namen = {regio.naam: code for code, regio in gemeenten.items()}

    def write() -> None:
        st.query_params["doel"] = namen[st.session_state["gemeente_doel"]]

    st.session_state["gemeente_doel"] = buur.naam
    st.selectbox("Gemeente", list(namen), key="gemeente_doel", on_change=write)
    return read_gemeenteniveau(arbeid.stand, buur, arbeid.tot)


def _find_eerste(arbeid: Arbeid, gemeenten: Mapping[str, Regio]) -> str:
    """Where the list begins: one of the gemeenten that look like this one, else the first."""
    groep = arbeid.find_groep("lijkt_op")
    return next(
        (c for c in (groep.codes if groep else ()) if c in gemeenten), next(iter(gemeenten), "")
    )


def _write_doel(naar: dict[str, str], standaard: str, begin: dict[str, str]) -> None:
    gekozen = naar[st.session_state["kies_doel"]]
    if gekozen in begin:
        st.query_params["doel"] = begin[gekozen]
    elif gekozen == standaard:
        st.query_params.pop("doel", None)
    else:
        st.query_params["doel"] = gekozen
