"""How we compute: formulas, choices and limits, in plain Dutch."""

import streamlit as st

from welvaart.scherm.kader import METHODE, begin_pagina, end_pagina
from welvaart.scherm.methode import show_methode

kader = begin_pagina(METHODE, "Methode")
st.title("Hoe komen wij aan een oordeel?")
show_methode(kader.stand)
end_pagina(kader.stand)
