"""Steps 6, 7 and 8: who carries it in the college, who carries it out, who tells the story."""

from collections.abc import Sequence

import streamlit as st

from welvaart.dossier.doelenlijst import read_doelen, read_prioriteiten
from welvaart.export.bladen import build_collegeoverzicht, build_factsheet, build_projectopdracht
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.dossier.druk import draw_download

OPDRACHT = {
    "aanleiding": "Aanleiding: waarom nu?",
    "resultaat": "Resultaat: wat ligt er straks?",
    "afbakening": "Afbakening: wat hoort er niet bij?",
    "planning": "Planning: wat is wanneer klaar?",
    "middelen": "Middelen: uren en geld",
    "team": "Team: wie doet mee?",
    "besluit": "Besluit: wie beslist wat, en wanneer?",
}


def show_stap6(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw step 6: a portefeuillehouder per thema."""
    st.html(
        "<p>Leg per thema vast welk lid van het college het draagt. Zo heeft elk doel een "
        "bestuurder.</p>"
    )
    ids = {r.indicator.thema for r in regels if r.heeft_waarde}
    themas = [t for t in stand.themas if t.thema in ids]
    for links, rechts in zip(themas[::2], [*themas[1::2], None], strict=False):
        kolommen = st.columns(2)
        for kolom, thema in zip(kolommen, (links, rechts), strict=True):
            if thema is not None:
                with kolom:
                    blad.draw_persoon(f"portefeuille/{thema.thema}", thema.titel)
    namen = {t.titel: blad.get_naam(f"portefeuille/{t.thema}") for t in themas}
    doelen = read_doelen(blad.velden, load_hernoemd())
    draw_download(
        "Collegeoverzicht (1 pagina)",
        f"collegeoverzicht {regio.naam}",
        lambda: build_collegeoverzicht(stand, regio.naam, namen, doelen, blad.personen, blad.eigen),
    )
    blad.draw_tekst("notitie/stap6", "Wat sprak het college af?")


def show_stap7(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw step 7: coordinator and projectopdracht."""
    st.html("<p>Wijs een ambtelijk coördinator aan en geef een duidelijke opdracht.</p>")
    blad.draw_persoon("organisatie/coordinator", "Ambtelijk coördinator")
    for sleutel, vraag in OPDRACHT.items():
        blad.draw_tekst(f"organisatie/{sleutel}", vraag)
    teksten = {
        vraag: blad.get_tekst(f"organisatie/{sleutel}") for sleutel, vraag in OPDRACHT.items()
    }
    prioriteiten = [
        stand.indicatoren[i].titel
        for i in read_prioriteiten(blad.velden, load_hernoemd())
        if i in stand.indicatoren
    ]
    draw_download(
        "Projectopdracht (1 pagina)",
        f"projectopdracht {regio.naam}",
        lambda: build_projectopdracht(
            stand, regio.naam, blad.get_naam("organisatie/coordinator"), teksten, prioriteiten
        ),
    )


def show_stap8(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw step 8: the ambassadeur and a factsheet in plain words."""
    st.html(
        "<p>Een ambassadeur met gezag vertelt waarom dit ertoe doet. De factsheet geeft de cijfers "
        "in gewone taal.</p>"
    )
    blad.draw_persoon("organisatie/ambassadeur", "Ambassadeur")
    blad.draw_tekst("organisatie/boodschap", "De boodschap in drie zinnen")
    gekozen = read_prioriteiten(blad.velden, load_hernoemd())
    lijst = [r for r in regels if r.indicator.indicator_id in gekozen and r.heeft_waarde]
    draw_download(
        "Factsheet (1 pagina)",
        f"factsheet {regio.naam}",
        lambda: build_factsheet(
            stand,
            regio.naam,
            blad.get_naam("organisatie/ambassadeur"),
            blad.get_tekst("organisatie/boodschap"),
            lijst,
        ),
    )
    if not lijst:
        st.html(
            '<p class="bw-klein">Kies prioriteiten in stap 2; dan komen ze op de factsheet.</p>'
        )
