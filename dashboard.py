"""Start page: choose a gemeente, see what stands out, go on."""

import streamlit as st

from welvaart.scherm.begin import (
    show_dekking,
    show_kieskaart,
    show_opvallend,
    show_themas,
    show_uitleg,
)
from welvaart.scherm.cijfers import get_regels, get_regiobeeld
from welvaart.scherm.kader import NULMETING, START, begin_pagina, draw_keuze, end_pagina, get_query
from welvaart.scherm.kenmerk import follow_kenmerk, show_kenmerkveld
from welvaart.scherm.paginaexport import show_los

kader = begin_pagina(START, "Start")
follow_kenmerk(kader.stand)
regio = kader.regio
st.title(f"Hoe staat {regio.naam} ervoor?" if regio else "Hoe staat uw gemeente ervoor?")
links, rechts = st.columns([3, 2], gap="large")
with links:
    draw_keuze(kader.stand, regio, "Kies uw gemeente of regio")
    if regio:
        regels = get_regels(get_regiobeeld(kader.stand, regio))
        show_opvallend(kader.stand, regels, regio)
        show_themas(kader.stand, regels, regio)
        show_dekking(regels, regio)
        st.page_link(
            NULMETING,
            label="Bekijk de hele nulmeting",
            query_params=get_query(regio),
            icon=":material/arrow_forward:",
        )
    else:
        show_uitleg(kader.stand)
with rechts:
    show_kieskaart(kader.stand, regio)
    show_kenmerkveld(kader.stand)
if regio:
    show_los(kader.stand, regio, "start")
end_pagina(kader.stand)
