"""Step 1 of the nulmeting: the scorekaart per thema, and each indicator in depth."""

import streamlit as st

from welvaart.scherm.cijfers import get_nulmeting
from welvaart.scherm.kader import (
    NULMETING,
    begin_pagina,
    choose_gemeente,
    draw_terug,
    end_pagina,
    read_groep,
)
from welvaart.scherm.nulmeting import read_indicator, read_met_voorlopig, show_inhoud

kader = begin_pagina(NULMETING, "Nulmeting")
gemeente = kader.gemeente
if gemeente is None:
    st.title("Waar staat uw gemeente?")
    choose_gemeente(kader.stand)
    end_pagina(kader.stand)
    st.stop()

groep = read_groep(kader.stand, gemeente)
st.title(f"Waar staat {gemeente.naam}?")
draw_terug(gemeente)
regels = get_nulmeting(kader.stand, gemeente.code, groep, met_voorlopig=read_met_voorlopig())
show_inhoud(kader.stand, regels, gemeente, groep, read_indicator(kader.stand))
end_pagina(kader.stand)
