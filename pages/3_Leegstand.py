"""Leegstand: which one, how much, since when, and what goes with it."""

import streamlit as st

from welvaart.scherm.kader import (
    LEEGSTAND,
    begin_pagina,
    draw_terug,
    end_pagina,
    name_in_url,
    read_groep,
    require_regio,
)
from welvaart.scherm.onderwerp.leegstand import read_leegstand, show_kern, show_lijnen, show_norm
from welvaart.scherm.onderwerp.leegstandsamenhang import (
    show_delen,
    show_ernaast,
    show_soorten,
    show_spreiding,
)
from welvaart.scherm.paginaexport import show_onderwerpexport

kader = begin_pagina(LEEGSTAND, "Leegstand")
regio = require_regio(kader, "Hoeveel leegstand is er in uw gemeente?")
kop = st.container()
leegstand = read_leegstand(kader.stand, regio, read_groep(kader.stand, regio))
with kop:
    st.title(leegstand.titel)
    draw_terug(regio)
    show_kern(leegstand)
links, rechts = st.columns(2, gap="medium")
with links:
    show_lijnen(leegstand)
with rechts:
    show_ernaast(leegstand)
show_soorten(leegstand)
show_delen(leegstand)
show_spreiding(leegstand)
show_norm(leegstand)
show_onderwerpexport(leegstand, name_in_url(LEEGSTAND))
end_pagina(kader.stand)
