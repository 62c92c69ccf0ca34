"""A region and its gemeenten beside each other: map, ranking, change and what they share."""

import streamlit as st

from welvaart.scherm.kader import (
    REGIOVERGELIJKING,
    begin_pagina,
    draw_terug,
    end_pagina,
    require_regio,
)
from welvaart.scherm.paginaexport import show_regioexport
from welvaart.scherm.regio.regiokeuze import read_keuze, read_regiogroep
from welvaart.scherm.regio.regiovergelijking import (
    draw_raadknop,
    show_gedeeld,
    show_leeswijzer,
    show_raad,
    show_spreiding,
    show_vorm,
)

kader = begin_pagina(REGIOVERGELIJKING, "Regiovergelijking")
regio = require_regio(kader, "Hoe verschillen de gemeenten in uw regio?")
groep = read_regiogroep(kader.stand, regio)
st.title(
    f"Hoe staat {regio.naam} in de regio?"
    if kader.gemeente
    else f"Hoe verschillen de gemeenten van {regio.naam}?"
)
draw_terug(regio)
keuze = read_keuze(kader.stand, regio, groep)
if keuze is not None and "raad" in st.query_params:
    show_raad(kader.stand, keuze)
elif keuze is not None:
    show_vorm(kader.stand, keuze)
    draw_raadknop()
    show_leeswijzer(keuze)
    show_spreiding(kader.stand, keuze)
    show_gedeeld(kader.stand, keuze)
    show_regioexport(kader.stand, keuze)
end_pagina(kader.stand)
