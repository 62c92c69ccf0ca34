"""How we compute: formulas, choices and limits, in plain Dutch."""

import streamlit as st

from welvaart.scherm.kader import METHODE, begin_pagina, end_pagina
from welvaart.scherm.methode import show_methode
from welvaart.scherm.paginaexport import show_los

kader = begin_pagina(METHODE, "Methode")
st.title("Hoe komen wij aan een oordeel?")
show_methode(kader.stand)
show_los(kader.stand, kader.regio, "methode")
end_pagina(kader.stand)
