"""From one step of a dossier to another."""

import streamlit as st

from welvaart.dossier.voortgang import STAPPEN


def open_stap(nummer: int) -> None:
    """Put the step in the URL, which opens it."""
    st.query_params.update({"stap": str(nummer)})


def draw_eerst(zin: str, nummer: int) -> None:
    """Say what must be done first, with the button that goes there.

    Args:
        zin: plain words of our own.
        nummer: of the step.
    """
    st.html(f"<p>{zin}</p>")
    st.button(
        f"Naar stap {nummer}: {STAPPEN[nummer - 1].naam}",
        key=f"naar stap {nummer}",
        on_click=open_stap,
        args=(nummer,),
    )
