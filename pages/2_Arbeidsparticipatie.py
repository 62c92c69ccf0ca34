"""Work: how many people have it, what explains the gap, and what another level would mean."""

import streamlit as st

from welvaart.scherm.kader import (
    ARBEID,
    begin_pagina,
    draw_terug,
    end_pagina,
    name_in_url,
    read_groep,
    require_regio,
)
from welvaart.scherm.onderwerp.arbeid import (
    read_arbeid,
    show_kern,
    show_lijnen,
    show_verandering,
)
from welvaart.scherm.onderwerp.arbeidsgroei import show_werkgroei
from welvaart.scherm.onderwerp.arbeidsmarkt import show_meer_cijfers, show_reeks, show_regio
from welvaart.scherm.onderwerp.arbeidsontleding import show_ontleding
from welvaart.scherm.onderwerp.arbeidsscenario import show_scenario
from welvaart.scherm.onderwerp.deeljaar import show_deeljaar
from welvaart.scherm.paginaexport import show_onderwerpexport

kader = begin_pagina(ARBEID, "Arbeidsparticipatie")
regio = require_regio(kader, "Hoeveel mensen werken er in uw gemeente?")
kop = st.container()
arbeid = read_arbeid(kader.stand, regio, read_groep(kader.stand, regio))
with kop:
    st.title(arbeid.titel)
    draw_terug(regio)
    show_kern(arbeid)
links, rechts = st.columns(2, gap="medium")
with links:
    show_lijnen(arbeid)
with rechts:
    show_ontleding(arbeid)
show_verandering(arbeid)
show_werkgroei(arbeid)
show_regio(arbeid)
show_deeljaar(arbeid)
show_scenario(arbeid)
show_meer_cijfers(arbeid)
show_reeks(arbeid)
show_onderwerpexport(arbeid, name_in_url(ARBEID))
end_pagina(kader.stand)
