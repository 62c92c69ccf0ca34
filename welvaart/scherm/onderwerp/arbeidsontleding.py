"""The page Arbeidsparticipatie: which part explains the gap, people at work or unemployment."""

from html import escape

import streamlit as st

from welvaart.grafieken.cijfertabel import Cijfertabel
from welvaart.grafieken.ontleding import build_ontleding
from welvaart.methode.participatie import compute_ontleding, round_ontleding
from welvaart.onderwerp.arbeidsbeeld import name_gebied
from welvaart.onderwerp.arbeidscijfers import NETTO
from welvaart.onderwerp.jaarreeks import WERK, build_werkcijfers
from welvaart.onderwerp.ontledingszin import (
    describe_ontleding,
    explain_geen_ontleding,
    explain_ontleding,
)
from welvaart.opmaak import format_getal
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.onderwerp.arbeid import Arbeid
from welvaart.scherm.onderwerp.onderwerp import build_bron


def show_ontleding(arbeid: Arbeid) -> None:
    """Draw which part explains the gap with the group."""
    st.header("Wat verklaart het verschil?", anchor="ontleding")
    if not all(k in arbeid.eigen for k in WERK):
        st.html("<p>Daarvoor zijn ook bruto participatie en werkloosheid nodig.</p>")
        return
    eigen = build_werkcijfers([arbeid.eigen[k] for k in WERK], arbeid.tot)
    ander = build_werkcijfers([arbeid.ander[k] for k in WERK], arbeid.tot)
    ontleding = compute_ontleding(eigen, ander)
    if ontleding is None:
        st.html(f"<p>{escape(explain_geen_ontleding(arbeid.eigen[NETTO], arbeid.tot))}</p>")
        return
    delen = round_ontleding(ontleding)
    titel = describe_ontleding(
        ontleding, delen, f"{arbeid.naam}{arbeid.eigen[NETTO].label}", arbeid.groep
    )
    balken = [
        (_say_bruto(delen.bruto), delen.bruto),
        (_say_werkloos(delen.werkloosheid), delen.werkloosheid),
    ]
    if delen.afronding:
        balken.append(("Blijft over door afronding", delen.afronding))
    balken.append(("Samen: het verschil in netto participatie", delen.verschil))
    figuur = build_ontleding(
        balken,
        titel=titel,
        bron=build_bron(arbeid.get_indicator(NETTO), str(arbeid.tot)),
        eenheid="procentpunt",
    )
    woorden = "; ".join(f"{tekst} {format_getal(w, 1, plus=True)}" for tekst, w in balken)
    show_grafiek(
        figuur,
        alt=f"Staafgrafiek. {titel} {woorden}.",
        sleutel="arbeid_ontleding",
        tabel=Cijfertabel(
            f"Verschil met {name_gebied(arbeid.groep.titel)} in {arbeid.tot}, in procentpunt",
            ["Deel", "Procentpunt"],
            [[tekst, format_getal(w, 1, plus=True)] for tekst, w in balken],
            getallen=[1],
            noot="",
        ),
        noten=[explain_ontleding(ontleding)],
    )
    st.html(f'<p class="bw-klein">{escape(explain_ontleding(ontleding))}</p>')


def _say_bruto(deel: float) -> str:
    woord = "Groter" if deel > 0 else "Kleiner" if deel < 0 else "Even groot"
    return f"{woord} deel werkt of zoekt werk (bruto)"


def _say_werkloos(deel: float) -> str:
    woord = "Kleiner" if deel > 0 else "Groter" if deel < 0 else "Even groot"
    return f"{woord} deel van hen is werkloos"
