"""A dossier whose gemeente is no longer in the figures: nothing is lost, and it can move."""

import streamlit as st

from welvaart.lezen.stand import Stand
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.dossier.toegang.toegang import draw_beheer


def draw_verhuis(blad: Blad, stand: Stand) -> None:
    """Say what happened, offer to keep the dossier as a file, and let it move to a gemeente."""
    st.title(blad.toegang.naam)
    draw_beheer(blad)
    st.html(
        "<p>De gemeente of regio van dit dossier staat niet meer in de cijfers, bijvoorbeeld door "
        "een herindeling. Alles wat u schreef, is er nog. U kunt het dossier links in het menu als "
        "bestand bewaren, of het verhuizen naar een gemeente van nu. Uw doelen en foto's gaan dan "
        "mee zoals ze zijn; kijk daarna of ze nog kloppen.</p>"
    )
    if not blad.mag_bewerken:
        return
    gekozen = st.selectbox(
        "Verhuis dit dossier naar",
        list(stand.keuzes),
        index=None,
        placeholder="Typ of kies een gemeente",
        key="dossier_verhuis",
    )

    def move() -> None:
        if gekozen is not None:
            regio = stand.keuzes[gekozen]
            blad.opslag.move_dossier(blad.toegang, regio, blad.find_mij())
            st.query_params["regio"] = regio

    st.button("Verhuis", on_click=move, disabled=gekozen is None)
