"""A choice of another regio while a dossier is open: say that it stays, and how to leave it."""

import streamlit as st

from welvaart.fouten import KeuzeFout
from welvaart.groep.gebied import find_regio
from welvaart.lezen.stand import Stand
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.toegang.toegang import ANDERS
from welvaart.scherm.melding import escape_markdown


def show_anders(stand: Stand, regio: Regio) -> None:
    """Draw it once, right after the choice; nothing when no other regio was asked for.

    Args:
        stand: to find the regio that was asked for.
        regio: whose dossier it is.
    """
    gevraagd = st.session_state.pop(ANDERS, None)
    if not gevraagd:
        return
    try:
        ander = find_regio(stand, str(gevraagd))
    except KeuzeFout:
        return
    st.info(
        f"Dit dossier gaat over {escape_markdown(regio.naam)} en blijft open. Wilt u "
        f"{escape_markdown(ander.naam)} bekijken? Bewaar dan eerst de link van dit dossier (links, "
        "bij Delen, bewaren en sluiten), en verlaat het daarna."
    )
    st.button(f"Verlaat dit dossier en ga naar {ander.naam}", on_click=_leave, args=(ander.code,))


def _leave(regio_code: str) -> None:
    st.query_params.pop("dossier", None)
    st.query_params["regio"] = regio_code
