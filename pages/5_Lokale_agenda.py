"""The ten steps as a dossier: from frozen foto to lokale agenda to the begroting."""

import streamlit as st

from welvaart.scherm.cijfers import get_nulmeting, get_regiobeeld
from welvaart.scherm.dossier.exporteer import show_dossierexport
from welvaart.scherm.dossier.stap.stappen import draw_balk, read_stap, show_stap
from welvaart.scherm.dossier.toegang.anders import show_anders
from welvaart.scherm.dossier.toegang.toegang import draw_begin, draw_beheer, open_blad
from welvaart.scherm.dossier.toegang.verhuis import draw_verhuis
from welvaart.scherm.kader import (
    AGENDA,
    begin_pagina,
    choose_gemeente,
    draw_terug,
    end_pagina,
    read_groep,
)

kader = begin_pagina(AGENDA, "Lokale agenda")
blad, regio = open_blad(), kader.regio
if blad is not None and regio is None:
    draw_verhuis(blad, kader.stand)
elif regio is None:
    st.title("Wat wilt u bereiken?")
    choose_gemeente(kader.stand)
elif blad is None:
    st.title(f"Wat wil {regio.naam} bereiken?")
    draw_terug(regio)
    draw_begin(regio)
else:
    st.title(blad.toegang.naam)
    show_anders(kader.stand, regio)
    draw_beheer(blad)
    stand = get_regiobeeld(kader.stand, regio).stand
    stap = read_stap()
    draw_balk(blad, stap)
    groep = read_groep(kader.stand, regio)
    regels = get_nulmeting(stand, regio.code, groep, met_voorlopig=True)
    show_stap(blad, stap, stand, regels, regio)
    show_dossierexport(blad, (stand, kader.stand), regio, groep, regels)
end_pagina(kader.stand)
