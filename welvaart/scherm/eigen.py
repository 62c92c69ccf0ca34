"""Compose an own regio or own group: which gemeenten and what it is called; the URL holds both."""

from html import escape

import streamlit as st

from welvaart.groep.groepen import MAX_NAAM, clean_naam, find_leden, format_eigen
from welvaart.lezen.stand import Stand
from welvaart.opmaak import format_opsomming
from welvaart.regio.regio import Regio

_MINSTENS = 2


def draw_eigen(stand: Stand, selectie: str, *, parameter: str, wat: str) -> None:
    """Draw the gemeenten and the name of an own selection; a change goes into the URL at once.

    Args:
        stand: the figures.
        selectie: what it is now, as in the URL: "eigen:GM0503,GM0599;Naam".
        parameter: of the URL, "regio" or "vergelijk".
        wat: "regio" or "groep", for the labels.
    """
    codes, naam = find_leden(stand, selectie), selectie.partition(";")[2]
    leden = sorted(stand.regios[code].naam for code in codes)
    st.html(f'<p class="bw-klein">Uw {wat}: {escape(format_opsomming(leden))}.</p>')
    # The list of all gemeenten is a tenth of what a page may send: only who changes needs it.
    if not st.toggle("Gemeenten of naam wijzigen", key=get_schakelaar(parameter)):
        return
    sleutel = f"eigen_{parameter}_{selectie}"
    namen = {gemeente.naam: gemeente.code for gemeente in stand.gemeenten}

    def write() -> None:
        gekozen = [namen[keuze] for keuze in st.session_state[sleutel]]
        if len(gekozen) >= _MINSTENS:
            naam_nu = clean_naam(st.session_state[f"naam_{sleutel}"])
            st.query_params[parameter] = format_eigen(gekozen, naam_nu)

    st.multiselect(
        f"Gemeenten in uw {wat}",
        list(namen),
        default=leden,
        key=sleutel,
        on_change=write,
        placeholder="Kies gemeenten",
        help=f"Minstens {_MINSTENS} gemeenten.",
    )
    st.text_input(
        f"Naam van uw {wat}",
        value=naam,
        key=f"naam_{sleutel}",
        on_change=write,
        max_chars=MAX_NAAM,
        placeholder="Bijvoorbeeld: Onze regio",
        help="De naam en de gemeenten staan in het webadres. Bewaar of deel de link.",
    )


def get_schakelaar(parameter: str) -> str:
    """Key of the switch that opens the pick lists; a new selection starts with it on."""
    return f"wijzig_{parameter}"


def start_eigen(stand: Stand, regio: Regio | None) -> tuple[str, ...]:
    """What an own regio starts from: the gemeenten of the choice, of a gemeente its COROP."""
    eerste = regio.code if regio else stand.gemeenten[0].code
    leden = find_leden(stand, eerste)
    for soort in ("corop", "provincie"):
        gebied = stand.find_regio(leden[0], soort)
        if len(leden) < _MINSTENS and gebied is not None:
            leden = find_leden(stand, gebied.code)
    return leden
