"""The page Arbeidsparticipatie: what another level of participatie would mean in people."""

from html import escape
from math import isnan

import numpy as np
import streamlit as st

from welvaart.groep.groepen import Groep
from welvaart.onderwerp.arbeidsbeeld import Niveau, build_scenario, name_gebied
from welvaart.opmaak import format_getal
from welvaart.regio.regio import RegioSoort
from welvaart.scherm.melding import warn
from welvaart.scherm.onderwerp.arbeid import NETTO, Arbeid

_ZELF = "zelf"
_KWART = "beste_kwart"
_SOORTEN = ("land", "arbeidsmarktregio", "corop", "provincie", "lijkt_op")
_LAAGST, _HOOGST = 40.0, 95.0


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
    wie = "De gemeente heeft" if is_gemeente else "Gemeenten hebben"
    st.html(
        f'<p class="bw-klein">{escape(haalbaar)} Dit is een rekensom en geen voorspelling. Het '
        "aantal inwoners blijft gelijk, en of er werk voor deze mensen is, staat er niet in. "
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
    eigen_getal = _parse_getal(gevraagd) if gevraagd not in bekend else None
    if gevraagd not in bekend and eigen_getal is None:
        warn(
            f"'{gevraagd}' is geen niveau dat wij kennen. Kies een groep, of een percentage van "
            f"{format_getal(_LAAGST)} tot {format_getal(_HOOGST)}."
        )
        gevraagd = standaard
    keuzes = {k: n.wiens[:1].upper() + n.wiens[1:] for k, n in bekend.items()}
    keuzes[_ZELF] = "Een eigen percentage"
    st.session_state["kies_doel"] = keuzes[_ZELF if eigen_getal is not None else gevraagd]
    st.selectbox(
        "Het niveau van",
        list(keuzes.values()),
        key="kies_doel",
        on_change=_write_doel,
        args=({woorden: k for k, woorden in keuzes.items()}, standaard, waarde),
    )
    if eigen_getal is None:
        return bekend[gevraagd]
    return _draw_schuif(eigen_getal)


def _draw_schuif(procent: float) -> Niveau:
    """A slider; the URL holds its place."""

    def write() -> None:
        st.query_params["doel"] = f"{st.session_state['schuif_doel']:.1f}"

    st.session_state["schuif_doel"] = procent
    st.slider(
        "Netto arbeidsparticipatie in procent",
        _LAAGST,
        _HOOGST,
        step=0.1,
        format="%.1f",
        key="schuif_doel",
        on_change=write,
    )
    return Niveau(procent, "uw eigen percentage")


def _write_doel(naar: dict[str, str], standaard: str, waarde: float) -> None:
    gekozen = naar[st.session_state["kies_doel"]]
    if gekozen == _ZELF:
        st.query_params["doel"] = f"{min(_HOOGST, max(_LAAGST, waarde + 1)):.1f}"
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
    return (
        f"Van {arbeid.van} naar {arbeid.tot} stegen {haalden} van de {n} gemeenten met een cijfer "
        "minstens zoveel."
    )


def _get_gemeenten(arbeid: Arbeid, jaar: int) -> np.ndarray:
    reeksen = arbeid.stand.reeksen
    i, t = reeksen.get_i(NETTO), reeksen.jaren.index(jaar)
    plaatsen = [r for code in arbeid.stand.gemeente_codes if (r := reeksen.get_r(code)) is not None]
    waarden: np.ndarray = reeksen.waarde[i, plaatsen, t]
    return waarden
