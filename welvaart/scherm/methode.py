"""The method page: a text with formulas, and the figures of this build that belong to it."""

import streamlit as st

from welvaart.export.bouwen.naslag.methode import GEWOON, build_telling
from welvaart.lezen.stand import Stand
from welvaart.methode.uitleg import load_uitleg
from welvaart.opmaak import LEGENDA
from welvaart.scherm.tabel import show_tabel


def show_methode(stand: Stand) -> None:
    """Draw the text, and how common each development is among all gemeenten."""
    st.markdown(load_uitleg())
    st.header(GEWOON, anchor="gewoon")
    tabel = build_telling(stand)
    show_tabel(tabel.koppen, tabel.rijen, bijschrift=tabel.bijschrift, rechts=tabel.rechts)
    st.html(f'<p class="bw-klein">Tekens bij cijfers: {LEGENDA}.</p>')
