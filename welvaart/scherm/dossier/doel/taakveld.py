"""The taakveld of a goal: from the list, or typed by hand in a field of its own."""

import streamlit as st

from welvaart.dossier.taakveld import TAAKVELDEN
from welvaart.scherm.dossier.blad import Blad

_LABEL = "Taakveld in de begroting"
_GEEN = "–"
_ANDERS = "Ander taakveld (typ zelf)"


def draw_taakveld(blad: Blad, pad: str) -> None:
    """Draw the list, and below it a line to type in where the field is none of the list."""
    nu = blad.get_tekst(pad)
    if not blad.mag_bewerken:
        blad.draw_tekst(pad, _LABEL, regel=True)
        return
    opties = [_GEEN, *TAAKVELDEN, _ANDERS]
    versie = blad.velden[pad].versie if pad in blad.velden else 0
    sleutel = f"keuze {blad.toegang.dossier_id} {pad} @{versie}"
    gekozen = st.selectbox(
        _LABEL,
        opties,
        index=opties.index(nu or _GEEN) if nu in ("", *TAAKVELDEN) else len(opties) - 1,
        key=sleutel,
        help="Waar dit doel in de begroting onder valt (indeling van het BBV).",
        on_change=_write,
        args=(blad, pad, sleutel, versie),
    )
    if gekozen == _ANDERS:
        blad.draw_tekst(pad, "Ander taakveld", regel=True)
    else:
        blad.show_melding(pad)


def _write(blad: Blad, pad: str, sleutel: str, versie: int) -> None:
    """Keep what was chosen; who wants to type keeps what was there until something is typed."""
    gekozen = st.session_state[sleutel]
    if gekozen != _ANDERS:
        blad.write(pad, None if gekozen == _GEEN else gekozen, versie)
