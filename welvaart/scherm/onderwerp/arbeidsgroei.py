"""The page Arbeidsparticipatie: how many people more work, and through what."""

from html import escape

import streamlit as st

from welvaart.onderwerp.arbeidscijfers import NETTO
from welvaart.onderwerp.werkgroei import describe_werkgroei, find_werkgroei
from welvaart.regio.regio import name_plek
from welvaart.scherm.onderwerp.arbeid import Arbeid


def show_werkgroei(arbeid: Arbeid) -> None:
    """Split the change in people at work; nothing without a counted population in both years."""
    jaren = (arbeid.van, arbeid.tot)
    toen, nu = (arbeid.find_bevolking(jaar) for jaar in jaren)
    groei = find_werkgroei(arbeid.eigen[NETTO], jaren, (toen, nu))
    if groei is None or nu is None:
        return
    zin = describe_werkgroei(groei, name_plek(arbeid.naam), jaren)
    st.html(
        f'<p>{escape(zin)}</p><p class="bw-klein">Gerekend in beide jaren met de inwoners van 15 '
        f"tot 75 jaar, zoals deze bron ze telt: {escape(nu.definitie)} "
        "Elk deel is het gemiddelde van eerst en als laatste veranderen, met "
        f"de grenzen die de afronding laat. Bron: {escape(nu.bron)}.</p>"
    )
