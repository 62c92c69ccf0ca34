"""Steps 6, 7 and 8: who carries it in the college, who carries it out, who tells the story."""

from collections.abc import Sequence

import streamlit as st

from welvaart.export.bouwen.stukken import (
    OPDRACHT,
    build_collegestuk,
    build_factsheetstuk,
    build_opdrachtstuk,
    find_prioriteiten,
    find_themas,
)
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.dossier.druk import draw_download


def show_stap6(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw step 6: a portefeuillehouder per thema."""
    st.html(
        "<p>Leg per thema vast welk lid van het college het draagt. Zo heeft elk doel een "
        "bestuurder.</p>"
    )
    themas = find_themas(stand, regels)
    for links, rechts in zip(themas[::2], [*themas[1::2], None], strict=False):
        kolommen = st.columns(2)
        for kolom, thema in zip(kolommen, (links, rechts), strict=True):
            if thema is not None:
                with kolom:
                    blad.draw_persoon(f"portefeuille/{thema.thema}", thema.titel)
    draw_download(
        "Collegeoverzicht (1 pagina)",
        f"collegeoverzicht {regio.naam}",
        lambda: build_collegestuk(blad, stand, regels, regio),
    )
    blad.draw_tekst("notitie/stap6", "Wat sprak het college af?")


def show_stap7(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw step 7: coordinator and projectopdracht."""
    st.html("<p>Wijs een ambtelijk coördinator aan en geef een duidelijke opdracht.</p>")
    blad.draw_persoon("organisatie/coordinator", "Ambtelijk coördinator")
    for sleutel, vraag in OPDRACHT.items():
        blad.draw_tekst(f"organisatie/{sleutel}", vraag)
    draw_download(
        "Projectopdracht (1 pagina)",
        f"projectopdracht {regio.naam}",
        lambda: build_opdrachtstuk(blad, stand, regels, regio),
    )


def show_stap8(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw step 8: the ambassadeur and a factsheet in plain words."""
    st.html(
        "<p>Een ambassadeur met gezag vertelt waarom dit ertoe doet. De factsheet geeft de cijfers "
        "in gewone taal.</p>"
    )
    blad.draw_persoon("organisatie/ambassadeur", "Ambassadeur")
    blad.draw_tekst("organisatie/boodschap", "De boodschap in drie zinnen")
    draw_download(
        "Factsheet (1 pagina)",
        f"factsheet {regio.naam}",
        lambda: build_factsheetstuk(blad, stand, regels, regio),
    )
    if not find_prioriteiten(blad, regels):
        st.html(
            '<p class="bw-klein">Kies prioriteiten in stap 2; dan komen ze op de factsheet.</p>'
        )
