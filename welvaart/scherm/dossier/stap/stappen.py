"""Walk through the ten steps: the bar, the open step, and the way on."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from welvaart.doel.onbekend import explain_onbekend
from welvaart.dossier.doelenlijst import read_doelen, read_prioriteiten
from welvaart.dossier.voortgang import STAPPEN, Stap, find_begonnen, find_klaar
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.dossier.stap.naar import open_stap
from welvaart.scherm.dossier.stap.stap1 import show_stap1
from welvaart.scherm.dossier.stap.stap2 import show_stap2
from welvaart.scherm.dossier.stap.stap3 import show_stap3
from welvaart.scherm.dossier.stap.stap4 import show_stap4
from welvaart.scherm.dossier.stap.stap5 import show_stap5
from welvaart.scherm.dossier.stap.stap9 import show_stap9
from welvaart.scherm.dossier.stap.stap10 import show_stap10
from welvaart.scherm.dossier.stap.stap678 import show_stap6, show_stap7, show_stap8
from welvaart.scherm.melding import warn

TEKENEN: Mapping[int, Callable[[Blad, Stand, Sequence[Regel], Regio], None]] = {
    1: show_stap1,
    2: show_stap2,
    3: show_stap3,
    4: show_stap4,
    5: show_stap5,
    6: show_stap6,
    7: show_stap7,
    8: show_stap8,
    9: show_stap9,
    10: show_stap10,
}


def read_stap() -> Stap:
    """The step in the URL (`stap`); an unknown one is named and gives the first."""
    gevraagd = st.query_params.get("stap", "1")
    gevonden = next((s for s in STAPPEN if str(s.nummer) == gevraagd), None)
    if gevonden is None:
        warn(f"Er is geen stap '{gevraagd}'. U ziet stap 1.")
    return gevonden or STAPPEN[0]


def draw_balk(blad: Blad, stap: Stap) -> None:
    """Draw the ten steps as one row of choices, with what is begun and what is done."""
    begonnen, klaar = find_begonnen(blad.velden, blad.fotos), find_klaar(blad.velden)
    titels = {
        s.nummer: f"{'✓' if klaar[s.nummer] else '•' if begonnen[s.nummer] else '○'} "
        f"{s.nummer} {s.naam}"
        for s in STAPPEN
    }

    def write() -> None:
        gekozen = st.session_state["kies_stap"]
        if gekozen is not None:
            st.query_params["stap"] = str(gekozen)

    st.session_state["kies_stap"] = stap.nummer
    st.segmented_control(
        "De tien stappen",
        list(titels),
        format_func=lambda nummer: titels[nummer],
        key="kies_stap",
        on_change=write,
    )
    aantal = sum(klaar.values())
    st.html(
        f'<p class="bw-klein">{aantal} van de 10 stappen klaar (✓) · • begonnen · ○ nog leeg</p>'
    )


def show_stap(blad: Blad, stap: Stap, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw the open step, the mark that it is done, and the way to the next one."""
    st.header(f"Stap {stap.nummer}. {stap.vraag}", anchor=f"stap{stap.nummer}")
    hernoemd = load_hernoemd()
    prioriteiten = read_prioriteiten(blad.velden, hernoemd)
    doelen = read_doelen(blad.velden, hernoemd)
    for zin in explain_onbekend(stand, blad.eigen, prioriteiten, doelen):
        warn(zin)
    TEKENEN[stap.nummer](blad, stand, regels, regio)
    blad.draw_vink(f"stap/{stap.nummer}/klaar", "Deze stap is klaar")
    if stap.nummer < len(STAPPEN):
        volgende = STAPPEN[stap.nummer]
        st.button(
            f"Verder naar stap {volgende.nummer}: {volgende.naam}",
            on_click=open_stap,
            args=(volgende.nummer,),
        )
