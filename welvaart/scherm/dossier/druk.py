"""A page to print, as a download: opens in any browser, prints or saves as PDF from there."""

from collections.abc import Callable

import streamlit as st


def draw_download(label: str, naam: str, bouw: Callable[[], str]) -> None:
    """Draw the button; the page is made when it is pressed."""
    st.download_button(
        f"Download: {label}",
        lambda: bouw().encode(),
        file_name=f"{naam}.html",
        mime="text/html",
        on_click="ignore",
        key=f"druk {naam}",
        help="Opent in uw browser; druk daar af of bewaar als PDF.",
    )
