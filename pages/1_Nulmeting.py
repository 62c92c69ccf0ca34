"""Step 1 of the nulmeting: the scorekaart per thema, and each indicator in depth."""

import streamlit as st

from welvaart.scherm.cijfers import get_nulmeting, get_regiobeeld
from welvaart.scherm.exporteer import show_export
from welvaart.scherm.kader import (
    NULMETING,
    begin_pagina,
    draw_terug,
    end_pagina,
    read_groep,
    require_regio,
)
from welvaart.scherm.scorekaart.nulmeting import read_indicator, read_met_voorlopig, show_inhoud

kader = begin_pagina(NULMETING, "Nulmeting")
regio = require_regio(kader, "Waar staat uw gemeente?")
stand = get_regiobeeld(kader.stand, regio).stand
groep = read_groep(kader.stand, regio)
st.title(f"Waar staat {regio.naam}?")
draw_terug(regio)
met_voorlopig = read_met_voorlopig()
regels = get_nulmeting(stand, regio.code, groep, met_voorlopig=met_voorlopig)
gekozen = read_indicator(stand)
show_inhoud(stand, regels, regio, groep, gekozen)
show_export((stand, kader.stand), regio, groep, regels, gekozen, met_voorlopig=met_voorlopig)
end_pagina(kader.stand)
