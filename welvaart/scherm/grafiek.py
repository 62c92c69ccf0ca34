"""A chart on the page: picture, text alternative, real table and download."""

import plotly.graph_objects as go
import streamlit as st

from welvaart.grafieken.thema import MODEBAR

KAART_CONFIG = {**MODEBAR, "doubleClick": False}


def show_grafiek(figuur: go.Figure, *, alt: str, sleutel: str) -> None:
    """Draw a chart with its message as text alternative.

    Args:
        figuur: from `welvaart.grafieken`.
        alt: what the chart says, as sentences.
        sleutel: unique on the page.
    """
    st.plotly_chart(figuur, width="stretch", theme=None, config=MODEBAR, alt=alt, key=sleutel)
