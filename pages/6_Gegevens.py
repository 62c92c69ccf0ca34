"""Every indicator with its source, edition, years and coverage; download as CSV."""

import streamlit as st

from welvaart.scherm.gegevens.gegevens import (
    show_bouw,
    show_download,
    show_hiaten,
    show_indicatoren,
    show_klaarstaand,
    show_snapshots,
)
from welvaart.scherm.gegevens.revisies import show_revisies
from welvaart.scherm.gegevens.verversing import show_verversing
from welvaart.scherm.kader import GEGEVENS, begin_pagina, end_pagina
from welvaart.scherm.paginaexport import show_los

kader = begin_pagina(GEGEVENS, "Gegevens")
st.title("Waar komen de cijfers vandaan?")
show_bouw(kader.stand)
show_download(kader.stand)
show_verversing()
show_revisies(kader.stand, kader.gemeente)
show_indicatoren(kader.stand)
show_klaarstaand(kader.stand)
show_hiaten(kader.stand)
show_snapshots(kader.stand)
show_los(kader.stand, kader.regio, "gegevens")
end_pagina(kader.stand)
