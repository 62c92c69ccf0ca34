"""The page Arbeidsparticipatie: what another level of participatie would mean in people."""

from collections.abc import Mapping
from html import escape
from math import isnan

import numpy as np
import streamlit as st

from welvaart.groep.groepen import Groep
from welvaart.onderwerp.arbeidsbeeld import Niveau, build_scenario, name_gebied
from welvaart.onderwerp.arbeidscijfers import NETTO
from welvaart.onderwerp.jaarreeks import read_jaarreeks
from welvaart.opmaak import format_getal
from welvaart.regio.regio import Regio, RegioSoort
from welvaart.scherm.melding import warn
from welvaart.scherm.onderwerp.arbeid import Arbeid

_ZELF = "zelf"
_KWART = "beste_kwart"
_GEMEENTE = "gemeente"
_SOORTEN = ("land", "arbeidsmarktregio", "corop", "provincie", "lijkt_op")
_LAAGST, _HOOGST = 40.0, 95.0
_GRENZEN = f"{format_getal(_LAAGST)} tot {format_getal(_HOOGST)}"
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
    st.html(f'<p class="bw-groot">{escape(scenario.zin)}</p>')
    haalbaar = _describe_haalbaar(arbeid, scenario.nodig)
    is_gemeente = arbeid.regio.soort is RegioSoort.GEMEENTE
    band = (
        "De cijfers zelf zijn afgerond; daarom liggen de grenzen hier wat verder uit elkaar dan "
        "bij het aantal per procentpunt hierboven. "
        if scenario.nodig and arbeid.bevolking is not None
        else ""
    )
    wie = "De gemeente heeft" if is_gemeente else "Gemeenten hebben"
    st.html(
        f'<p class="bw-klein">{escape(haalbaar)} {band}Dit is een rekensom en geen voorspelling. '
        "Het aantal inwoners blijft gelijk, en of er werk voor deze mensen is, staat er niet in. "
        f"{wie} hier maar een deel van de invloed.</p>"
    )


def _choose_niveau(arbeid: Arbeid, waarde: float) -> Niveau:
    """The level asked for: that of a group, of the best quarter, or a number of one's own."""
    groepen = {arbeid.groep.sleutel: arbeid.groep} | {
        groep.sleutel: groep for soort in _SOORTEN if (groep := arbeid.find_groep(soort))
    }
    niveaus = {k: _read_niveau(arbeid, groep) for k, groep in groepen.items()}
    niveaus[_KWART] = Niveau(_find_kwart(arbeid), "het beste kwart van de gemeenten")
    bekend = {k: n for k, n in niveaus.items() if not isnan(n.procent)}
    standaard = next(iter(bekend), _ZELF)
    gevraagd = st.query_params.get("doel", standaard)
    gemeenten = _find_gemeenten(arbeid)
    buur = gemeenten.get(gevraagd)
    eigen_getal = None if gevraagd in bekend or buur else _parse_getal(gevraagd)
    if gevraagd not in bekend and buur is None and eigen_getal is None:
        warn(
            f"'{gevraagd}' is geen niveau dat wij kennen. Kies een groep of een gemeente met een "
            f"cijfer, of een percentage van {_GRENZEN}."
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
            {_ZELF: format_getal(min(_HOOGST, max(_LAAGST, waarde + 1)), 1),
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
        if _parse_getal(getypt) is None:
            st.session_state[_FOUT] = getypt
        else:
            st.query_params["doel"] = getypt

    if (fout := st.session_state.pop(_FOUT, None)) is not None:
        warn(f"'{fout}' is geen percentage van {_GRENZEN}. Typ bijvoorbeeld 72,5.")
    st.session_state["getal_doel"] = format_getal(procent, 1)
    st.text_input("Netto arbeidsparticipatie in procent", key="getal_doel", on_change=write)
    return Niveau(procent, "uw eigen percentage")


def _draw_gemeenten(arbeid: Arbeid, gemeenten: Mapping[str, Regio], buur: Regio) -> Niveau:
    """All other gemeenten with a figure; the URL holds the code of the chosen one."""
    namen = {regio.naam: code for code, regio in gemeenten.items()}

    def write() -> None:
        st.query_params["doel"] = namen[st.session_state["gemeente_doel"]]

    st.session_state["gemeente_doel"] = buur.naam
    st.selectbox("Gemeente", list(namen), key="gemeente_doel", on_change=write)
    reeks = read_jaarreeks(arbeid.stand, arbeid.get_indicator(NETTO), buur)
    return Niveau(
        reeks.get_waarde(arbeid.tot), buur.naam, reeks.get_marge(arbeid.tot), reeks.decimalen
    )


def _find_gemeenten(arbeid: Arbeid) -> dict[str, Regio]:
    """The other gemeenten with a figure of the year: code → gemeente, by name."""
    reeksen = arbeid.stand.reeksen
    kolom = reeksen.waarde[reeksen.get_i(NETTO), :, reeksen.jaren.index(arbeid.tot)]
    met = [
        regio
        for regio in arbeid.stand.gemeenten
        if (r := reeksen.get_r(regio.code)) is not None and not isnan(kolom[r])
    ]
    met.sort(key=lambda regio: regio.naam)
    return {regio.code: regio for regio in met if regio.code != arbeid.regio.code}


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


def _parse_getal(tekst: str) -> float | None:
    try:
        getal = float(tekst.replace(",", "."))
    except ValueError:
        return None
    return round(getal, 1) if _LAAGST <= getal <= _HOOGST else None


def _read_niveau(arbeid: Arbeid, groep: Groep) -> Niveau:
    reeks = arbeid.read_groep(list(arbeid.eigen), groep)[NETTO]
    return Niveau(
        reeks.get_waarde(arbeid.tot), name_gebied(groep.titel), reeks.get_marge(arbeid.tot)
    )


def _find_kwart(arbeid: Arbeid) -> float:
    """The lowest figure among the best quarter of the gemeenten; NaN without figures."""
    waarden = np.sort(_get_gemeenten(arbeid, arbeid.tot))[::-1]
    waarden = waarden[~np.isnan(waarden)]
    return float(waarden[len(waarden) // 4 - 1]) if len(waarden) >= 4 else float("nan")


def _describe_haalbaar(arbeid: Arbeid, nodig: float) -> str:
    """How many gemeenten rose at least as much between the chosen years."""
    if isnan(nodig) or nodig <= 0:
        return ""
    toen, nu = (_get_gemeenten(arbeid, jaar) for jaar in (arbeid.van, arbeid.tot))
    verschil = np.round(nu - toen, 1)
    n = int((~np.isnan(verschil)).sum())
    haalden = int((verschil >= nodig - 1e-9).sum())
    stegen = "steeg" if haalden == 1 else "stegen"
    return (
        f"Van {arbeid.van} naar {arbeid.tot} {stegen} {haalden} van de {n} gemeenten met een "
        "cijfer minstens zoveel."
    )


def _get_gemeenten(arbeid: Arbeid, jaar: int) -> np.ndarray:
    reeksen = arbeid.stand.reeksen
    i, t = reeksen.get_i(NETTO), reeksen.jaren.index(jaar)
    plaatsen = [r for code in arbeid.stand.gemeente_codes if (r := reeksen.get_r(code)) is not None]
    waarden: np.ndarray = reeksen.waarde[i, plaatsen, t]
    return waarden
