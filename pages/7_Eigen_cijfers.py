"""Figures of a team itself: upload a file, see how it is understood, mend, save, take back."""

import streamlit as st

from welvaart.scherm.invoer.eigenbestand import show_inleveren
from welvaart.scherm.invoer.eigenlijst import show_eigen_reeksen
from welvaart.scherm.kader import EIGEN, begin_pagina, end_pagina
from welvaart.scherm.paginaexport import show_eigenexport

kader = begin_pagina(EIGEN, "Eigen cijfers")
st.title("Welke cijfers heeft u zelf?")
show_inleveren(kader.stand, kader.gemeente)
show_eigen_reeksen(kader.stand, kader.gemeente)
show_eigenexport(kader.stand, kader.regio)
end_pagina(kader.stand)
