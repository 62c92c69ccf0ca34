"""A handout of the dossier: a page to print from any browser, and the same words as Word."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from welvaart.export.drukpagina import write_html
from welvaart.export.drukwerk import Drukwerk
from welvaart.export.voortgang import Meld
from welvaart.scherm.exporteer import get_huisstijl
from welvaart.scherm.maken import Maakknop, draw_maken

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw_download(label: str, naam: str, bouw: Callable[[], Drukwerk]) -> None:
    """Draw the button to print and the one for Word.

    Args:
        label: what it is.
        naam: of the file.
        bouw: makes the content, from the dossier as it is now.
    """
    drukwerk = bouw()
    links, rechts = st.columns(2)
    with links:
        st.download_button(
            f"Download: {label} (webpagina om af te drukken)",
            write_html(drukwerk),
            file_name=f"{naam}.html",
            mime="text/html",
            on_click="ignore",
            key=f"druk {naam}",
            help="Opent in uw browser; druk daar af of bewaar als PDF.",
        )
    with rechts:
        uitleg = "Dezelfde tekst in Word, om verder aan te schrijven."
        knop = Maakknop(f"Maak Word: {label}", f"{naam}.docx", _WORD, uitleg, _bind(drukwerk))
        draw_maken(naam, [knop], drukwerk)


def _bind(drukwerk: Drukwerk) -> Callable[[Meld], bytes]:
    def maak(meld: Meld) -> bytes:
        from welvaart.export.word.drukwerk import write_drukwerk  # Word loads slowly

        meld(0.3, "Word schrijven")
        return write_drukwerk(drukwerk, get_huisstijl(), datetime.now(UTC))

    return maak
