"""Figures of a team itself: upload a file, see how it is understood, mend, save, take back."""

import streamlit as st

from welvaart.scherm.invoer.eigenbestand import show_inleveren
from welvaart.scherm.invoer.eigenlijst import show_eigen_reeksen
from welvaart.scherm.kader import EIGEN, begin_pagina, end_pagina

kader = begin_pagina(EIGEN, "Eigen cijfers")
st.title("Welke cijfers heeft u zelf?")
show_inleveren(kader.stand, kader.gemeente)
show_eigen_reeksen(kader.stand, kader.gemeente)
end_pagina(kader.stand)
