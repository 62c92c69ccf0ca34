"""Step 9: goals against the newest figures, and the table for the begroting."""

import re
from collections.abc import Sequence
from html import escape

import streamlit as st

from welvaart.doel.begrotingstabel import (
    BBV_VERVALLEN,
    NOG_GEEN,
    build_begrotingstabel,
    find_jaren,
    format_koppen,
    format_rij,
    write_csv,
)
from welvaart.doel.doelen import KOERS_WOORD
from welvaart.doel.eigenaar import find_eigenaars
from welvaart.doel.eigendoel import find_indicator, judge_regel
from welvaart.dossier.doelenlijst import Doelregel, read_begroot, read_doelen
from welvaart.dossier.notities import VRAGEN
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Koers
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_getal, format_opsomming
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.dossier.doel.doelgrafiek import show_verborgen
from welvaart.scherm.dossier.doel.doelstand import show_stand
from welvaart.scherm.dossier.stap.begroot import draw_begroot
from welvaart.scherm.dossier.stap.naar import draw_eerst
from welvaart.scherm.geheugen import Geheugen
from welvaart.scherm.kader import EIGEN, get_query
from welvaart.scherm.maken import draw_direct
from welvaart.scherm.paginalink import link_pagina
from welvaart.scherm.tabel import show_tabel

_HIATEN: Geheugen[list[list[str]]] = Geheugen(1)
_OPDRACHT = re.compile(r' Laad het daarna met "python -m etl import"\.$')
_WIE = "Eigenaar en taakveld"
_MAG_WEG = ("Stand", _WIE, "BBV-nummer")


def show_stap9(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw the step."""
    doelen = [d for d in read_doelen(blad.velden, load_hernoemd()) if d.doel is not None]
    show_verborgen(blad)
    if not doelen:
        draw_eerst("Er zijn nog geen doelen met een streefwaarde en een jaar.", 4)
    else:
        _show_koers(blad, stand, regio, doelen)
        show_stand(blad, stand, regio, doelen)
        _show_tabel(blad, stand, regio, doelen)
    _show_bbv(stand, regels, regio)
    blad.draw_tekst("notitie/stap9", VRAGEN[9])


def _show_koers(blad: Blad, stand: Stand, regio: Regio, doelen: Sequence[Doelregel]) -> None:
    standen = {
        d.sleutel: judge_regel(stand, blad.eigen, regio.code, d.indicator_id, d.doel)
        for d in doelen
        if d.doel is not None and find_indicator(stand, blad.eigen, d.indicator_id)
    }
    delen = []
    for koers, woord in KOERS_WOORD.items():
        aantal = sum(tussen.koers is koers for tussen in standen.values())
        if aantal and koers is not Koers.GEEN_NIEUW_CIJFER:
            delen.append(f"{aantal} {woord}")
    zonder = sum(t.koers is Koers.GEEN_NIEUW_CIJFER for t in standen.values())
    gemeten = f"{format_opsomming(delen)}. " if delen else ""
    hoeveel = "1 doel" if zonder == 1 else f"{zonder} doelen"
    rest = (
        f"Bij {hoeveel} is er nog geen cijfer na de nulmeting; daar valt nog niets over te zeggen."
        if zonder
        else ""
    )
    doelen_ = "1 doel" if len(standen) == 1 else f"{len(standen)} doelen"
    st.html(f"<p><strong>{doelen_}.</strong> {escape(gemeten + rest)}</p>")


def _show_tabel(blad: Blad, stand: Stand, regio: Regio, doelen: Sequence[Doelregel]) -> None:
    st.header("Tabel voor de begroting", anchor="begroting")
    jaren = find_jaren(doelen, stand.bouw.gebouwd_op.year)
    begroot = read_begroot(blad.velden, doelen, jaren)
    wie = find_eigenaars(stand, blad.eigen, doelen, blad.get_naam)
    rijen = [
        format_rij(r)
        for r in build_begrotingstabel(stand, regio.code, doelen, begroot, jaren, blad.eigen, wie)
    ]
    koppen = format_koppen(jaren)
    show_tabel(
        *_narrow(koppen, rijen),
        bijschrift="Indicatoren bij de begroting",
        rechts=(1, 2),
        smal="kaarten",
    )
    if any("*" in cel for rij in rijen for cel in rij):
        st.html('<p class="bw-klein">* = voorlopig cijfer, ** = nader voorlopig cijfer.</p>')
    draw_direct(
        "Download als CSV voor Excel",
        f"begrotingstabel {regio.naam}.csv",
        "text/csv",
        lambda: write_csv(koppen, rijen),
    )
    if blad.mag_bewerken:
        draw_begroot(blad, stand, regio, doelen, jaren)


def _narrow(
    koppen: Sequence[str], rijen: Sequence[Sequence[str]]
) -> tuple[list[str], list[list[str]]]:
    """The table as a screen has room for: columns that go together in one, no empty one aside."""
    wie = koppen.index("Eigenaar")  # then Taakveld; last Bron and Peildatum
    samen = [
        [*r[:wie], "; ".join(filter(None, r[wie : wie + 2])), *r[wie + 2 : -2], "; ".join(r[-2:])]
        for r in rijen
    ]
    namen = [*koppen[:wie], _WIE, *koppen[wie + 2 : -2], "Bron en peildatum"]
    houden = [
        k for k, kop in enumerate(namen) if kop not in _MAG_WEG or any(rij[k] for rij in samen)
    ]
    korter = [["nog geen" if cel == NOG_GEEN else cel for cel in rij] for rij in samen]
    return [namen[k] for k in houden], [[rij[k] for k in houden] for rij in korter]


def _find_hiaten(stand: Stand) -> list[list[str]]:
    """The mandatory indicators without figures: number, title, what is missing, where it is.

    How to read it in is said once, above the table.
    """
    weg = stand.hiaten[stand.hiaten["soort"] == "bbv"]
    rijen: list[list[str]] = (
        weg[["sleutel", "titel", "wat_ontbreekt", "hoe_te_krijgen"]].to_numpy().tolist()
    )
    rijen.sort(key=lambda rij: int(rij[0]))
    return [[*rij[:3], _OPDRACHT.sub("", rij[3])] for rij in rijen]


def _show_bbv(stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """The mandatory BBV indicators: what we have with its number, and what is missing and why."""
    met = sorted(
        (r for r in regels if r.indicator.bbv_nummer is not None and r.heeft_waarde),
        key=lambda r: r.indicator.bbv_nummer or 0,
    )
    weg = _HIATEN.get(stand, None, lambda: _find_hiaten(stand))
    vak = st.expander(
        f"Verplichte BBV-indicatoren: {len(met)} hier, {len(weg)} elders",
        key="bbv",
        on_change="rerun",
    )
    if vak.open:
        with vak:
            _show_bbvtabellen(met, weg, regio)


def _show_bbvtabellen(met: Sequence[Regel], weg: Sequence[Sequence[str]], regio: Regio) -> None:
    show_tabel(
        ["Nr", "Indicator", "Cijfer", "Jaar"],
        [
            [
                format_getal(r.indicator.bbv_nummer),
                r.indicator.titel,
                r.gelabeld,
                r.periode_code[:4],
            ]
            for r in met
        ],
        bijschrift="Verplichte indicatoren waarvan wij een cijfer hebben",
        rechts=(0, 2),
        smal="kaarten",
    )
    st.html(
        "<p>Een cijfer dat hier ontbreekt, leest u zelf in op de pagina Eigen cijfers. De tabel "
        "zegt waar u het vindt.</p>"
    )
    link_pagina(EIGEN, "Naar Eigen cijfers", get_query(regio))
    show_tabel(
        ["Nr", "Indicator", "Wat ontbreekt", "Waar u het vindt"],
        weg,
        bijschrift="Verplichte indicatoren die hier ontbreken",
        rechts=(0,),
        smal="kaarten",
    )
    show_tabel(
        ["Nr", "Indicator"],
        [list(rij) for rij in BBV_VERVALLEN],
        bijschrift="Vervallen: hoeft niet meer in de begroting",
    )
