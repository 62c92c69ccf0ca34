"""The method page: a text with formulas, and the figures of this build that belong to it."""

import streamlit as st

from welvaart.lezen.stand import Stand
from welvaart.methode.trend import Trend
from welvaart.methode.uitleg import load_uitleg
from welvaart.opmaak import LEGENDA
from welvaart.scherm.tabel import show_tabel


def show_methode(stand: Stand) -> None:
    """Draw the text, and how common each development is among all gemeenten."""
    st.markdown(load_uitleg())
    st.header("Hoe gewoon is een ontwikkeling?", anchor="gewoon")
    rijen = [
        [
            stand.indicatoren[naam].titel,
            *(str(telling.get(soort, 0)) for soort in (Trend.STIJGT, Trend.DAALT, Trend.GELIJK)),
        ]
        for naam, telling in zip(
            stand.reeksen.indicator_ids, stand.beoordeling.tellingen, strict=True
        )
        if any(telling.get(soort) for soort in (Trend.STIJGT, Trend.DAALT))
    ]
    show_tabel(
        ["Indicator", "Stijgt", "Daalt", "Geen duidelijke richting"],
        rijen,
        bijschrift="Aantal gemeenten per ontwikkeling, waar genoeg meetjaren zijn",
        rechts=(1, 2, 3),
    )
    st.html(f'<p class="bw-klein">Tekens bij cijfers: {LEGENDA}.</p>')
