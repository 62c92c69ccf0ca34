"""Start page: choose a gemeente, see what stands out, go on."""

import streamlit as st

from welvaart.scherm.begin import show_dekking, show_kieskaart, show_opvallend, show_uitleg
from welvaart.scherm.cijfers import get_scorekaart
from welvaart.scherm.kader import NULMETING, START, begin_pagina, draw_keuze, end_pagina, get_query
from welvaart.scherm.kenmerk import follow_kenmerk, show_kenmerkveld

kader = begin_pagina(START, "Start")
follow_kenmerk(kader.stand)
gemeente = kader.gemeente
st.title(f"Hoe staat {gemeente.naam} ervoor?" if gemeente else "Hoe staat uw gemeente ervoor?")
links, rechts = st.columns([3, 2], gap="large")
with links:
    draw_keuze(kader.stand, gemeente, "Kies uw gemeente")
    if gemeente:
        regels = get_scorekaart(kader.stand, gemeente.code)
        show_opvallend(kader.stand, regels, gemeente)
        show_dekking(regels, gemeente)
        st.page_link(
            NULMETING,
            label="Bekijk de hele nulmeting",
            query_params=get_query(gemeente),
            icon=":material/arrow_forward:",
        )
    else:
        show_uitleg(kader.stand)
with rechts:
    show_kieskaart(kader.stand, gemeente)
    show_kenmerkveld(kader.stand)
end_pagina(kader.stand)
