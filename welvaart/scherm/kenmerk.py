"""Reopen the view of a picture: type its kenmerk on the start page, or follow `?kenmerk=`."""

import streamlit as st

from welvaart.fouten import KeuzeFout
from welvaart.kenmerk import parse_kenmerk
from welvaart.lezen.stand import Stand
from welvaart.scherm.kader import PAGINAS, START, name_in_url
from welvaart.scherm.melding import warn


def follow_kenmerk(stand: Stand) -> None:
    """Go to the view that `?kenmerk=` in the URL names; a wrong one gives a sentence."""
    gevraagd = st.query_params.get("kenmerk")
    if gevraagd:
        _open(stand, gevraagd)


def show_kenmerkveld(stand: Stand) -> None:
    """Draw a place to type the kenmerk of a picture."""
    getypt = st.text_input(
        "Kenmerk onder een grafiek", placeholder="bijvoorbeeld 44JE-PQK1-QGFQ-GJ", key="kenmerk"
    )
    st.html(
        '<p class="bw-klein">Opent dezelfde weergave, met de cijfers van nu. De editie staat in de '
        "bronregel: is die anders dan in uw plaatje, dan kunnen cijfers zijn herzien.</p>"
    )
    if getypt:
        _open(stand, getypt)


def _open(stand: Stand, tekst: str) -> None:
    try:
        weergave = parse_kenmerk(tekst, list(stand.indicatoren))
    except KeuzeFout as fout:
        warn(str(fout))
        return
    bestand = next((b for b, _ in PAGINAS if name_in_url(b) == weergave.pagina), None)
    if bestand is None:
        warn("De pagina van dit kenmerk bestaat niet meer. Kies een gemeente en een pagina.")
    elif bestand == START:
        st.query_params.from_dict(dict(weergave.query))
        st.rerun()
    else:
        st.switch_page(bestand, query_params=dict(weergave.query))
