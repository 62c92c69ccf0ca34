"""Steps 6, 7 and 8: who carries it in the college, who carries it out, who tells the story."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from welvaart.doel.eigendoel import find_indicator
from welvaart.doel.maat import format_doel
from welvaart.dossier.doelenlijst import read_doelen, read_prioriteiten
from welvaart.dossier.notities import VRAGEN
from welvaart.export.bouwen.dossier.stukken import (
    OPDRACHT,
    build_collegestuk,
    build_factsheetstuk,
    build_opdrachtstuk,
    find_prioriteiten,
    find_themas,
)
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.dossier.stap.druk import draw_download
from welvaart.scherm.dossier.stap.naar import draw_eerst
from welvaart.scherm.tabel import show_tabel
from welvaart.zin.kernzin import describe_kern


def show_stap6(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw step 6: a portefeuillehouder per thema."""
    st.html(
        "<p>Leg per thema vast welk lid van het college het draagt. Zo heeft elk doel een "
        "bestuurder.</p>"
    )
    _show_keuzes(blad, stand, per_thema=True)
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
    blad.draw_tekst("notitie/stap6", VRAGEN[6])


def _show_keuzes(blad: Blad, stand: Stand, *, per_thema: bool = False) -> None:
    """What it is about: the priorities and goals, if asked with the thema they belong to."""
    themas = {thema.thema: thema.titel for thema in stand.themas}
    doelen = read_doelen(blad.velden, load_hernoemd())
    prioriteiten = read_prioriteiten(blad.velden, load_hernoemd())
    rijen = []
    for indicator_id in dict.fromkeys([*prioriteiten, *(d.indicator_id for d in doelen)]):
        x = find_indicator(stand, blad.eigen, indicator_id)
        if x is None:
            continue
        mee = [d.doel for d in doelen if d.indicator_id == indicator_id and d.doel is not None]
        rijen.append(
            [
                x.titel,
                *([themas.get(x.thema, "geen thema")] if per_thema else []),
                "; ".join(format_doel(x, doel, x.decimalen) for doel in mee) or "nog geen doel",
            ]
        )
    if not rijen:
        draw_eerst("Er zijn nog geen prioriteiten; daar gaat deze stap over.", 2)
        return
    thema = ["Thema"] if per_thema else []
    show_tabel(["Prioriteit", *thema, "Doel"], rijen, bijschrift="Waar het over gaat")


def show_stap7(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw step 7: coordinator and projectopdracht."""
    st.html("<p>Wijs een ambtelijk coördinator aan en geef een duidelijke opdracht.</p>")
    _show_keuzes(blad, stand)
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
    lijst = find_prioriteiten(blad, regels)
    if lijst:
        punten = "".join(
            f"<li><strong>{escape(r.indicator.titel)}: {escape(r.tekst)}</strong><br>"
            f"{escape(describe_kern(r, regio.naam))}</li>"
            for r in lijst
        )
        st.html(f'<p>Dit komt op de factsheet:</p><ul class="bw-lijst">{punten}</ul>')
    else:
        draw_eerst("Er zijn nog geen prioriteiten; die komen op de factsheet.", 2)
    draw_download(
        "Factsheet (1 pagina)",
        f"factsheet {regio.naam}",
        lambda: build_factsheetstuk(blad, stand, regels, regio),
    )
