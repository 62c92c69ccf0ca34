"""Step 1 of the nulmeting: the scorekaart per thema, and each indicator in depth."""

import streamlit as st

from welvaart.scherm.cijfers import get_scorekaart
from welvaart.scherm.kader import NULMETING, begin_pagina, choose_gemeente, end_pagina
from welvaart.scherm.nulmeting import (
    read_indicator,
    read_themas,
    show_samenvatting,
    show_themas,
)

kader = begin_pagina(NULMETING, "Nulmeting")
gemeente = kader.gemeente
if gemeente is None:
    st.title("Waar staat uw gemeente?")
    choose_gemeente(kader.stand)
    end_pagina(kader.stand)
    st.stop()

st.title(f"Waar staat {gemeente.naam}?")
regels = get_scorekaart(kader.stand, gemeente.code)
show_samenvatting(regels, gemeente)
gekozen = read_indicator(kader.stand)
themas = read_themas(kader.stand, gekozen)
show_themas(kader.stand, themas, regels, gemeente, gekozen)
end_pagina(kader.stand)
