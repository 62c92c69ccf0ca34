"""The page Leegstand: other kinds, what stands beside it, parts of the gemeente, the scatter."""

from html import escape
from math import isnan

import numpy as np
import streamlit as st

from welvaart.grafieken.cijfertabel import Cijfertabel
from welvaart.grafieken.spreiding import build_spreiding
from welvaart.methode.samenhang import WAARSCHUWING
from welvaart.onderwerp.leegstand import find_soorten, is_leegstand
from welvaart.onderwerp.leegstandsamenhang import (
    Leegstandsamenhang,
    build_samenhang,
    choose_tegen,
    find_tegen,
)
from welvaart.opmaak import format_opsomming
from welvaart.regio.regio import RegioSoort
from welvaart.scherm.deelgebied import show_deelgebieden
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.keuze import choose_uit
from welvaart.scherm.onderwerp.leegstand import Leegstand
from welvaart.scherm.onderwerp.naastland import build_naast_land
from welvaart.scherm.onderwerp.onderwerp import show_klaarstaand
from welvaart.scherm.tabel import show_tabel

_ERNAAST = (
    "woningen",
    "woningwaarde",
    "koopwoningen",
    "huurwoningen",
    "corporatiewoningen",
    "netto_arbeidsparticipatie",
)
_HOOGSTENS = 10  # names in one sentence


def show_soorten(leegstand: Leegstand) -> None:
    """List the other kinds of leegstand, and how to get those without figures."""
    st.header("Winkels, kantoren en bedrijfspanden", anchor="soorten")
    soorten = [x for x in find_soorten(leegstand.stand) if x is not leegstand.indicator]
    if soorten:
        koppen, rijen, rechts = build_naast_land(leegstand, soorten, "Leegstand")
        show_tabel(
            [*koppen, "Wat het is"],
            [[*rij, x.definitie] for rij, x in zip(rijen, soorten, strict=True)],
            bijschrift="Elk cijfer telt iets anders; tel ze niet op en trek ze niet van elkaar af",
            rechts=rechts,
        )
    klaar = [x for x in leegstand.stand.klaarstaand if is_leegstand(x)]
    show_klaarstaand(klaar, "klaar_leegstand")
    if not soorten:
        st.html(
            "<p>Wel kunt u ze zelf toevoegen. Uw "
            "gemeente heeft vaak een bestand van Locatus over winkels; dat mag u niet delen, dus "
            "bewaar het in stap 1 van een dossier (Lokale agenda). De Landelijke Monitor Leegstand "
            "van het CBS is een gratis Excel-bestand met woningen en panden per functie, en met "
            "het deel dat langer leegstaat. Lees dat in op de pagina Eigen cijfers; daarna staat "
            "het hier.</p>"
        )


def show_ernaast(leegstand: Leegstand) -> None:
    """Put the housing stock and work beside it, each with its own year."""
    st.header("Wat staat ernaast?", anchor="ernaast")
    aanwezig = [
        leegstand.stand.indicatoren[k] for k in _ERNAAST if k in leegstand.stand.indicatoren
    ]
    koppen, rijen, rechts = build_naast_land(leegstand, aanwezig, "Cijfer")
    show_tabel(koppen, rijen, bijschrift="Woningen en werk", rechts=rechts)
    st.html(
        '<p class="bw-klein">Deze cijfers helpen om leegstand te begrijpen; ze verklaren haar '
        "niet. Koop en huur zijn samen soms minder dan 100 procent: van een deel van de woningen "
        "is de eigenaar niet bekend.</p>"
    )


def show_delen(leegstand: Leegstand) -> None:
    """Put the binnenstad or another part beside the whole gemeente, where own figures exist."""
    if leegstand.regio.soort is not RegioSoort.GEMEENTE:
        return
    st.header("Binnenstad en de rest", anchor="delen")
    stand = leegstand.stand
    met = [
        x
        for x in stand.indicatoren.values()
        if is_leegstand(x) and stand.deelcijfers.get((x.indicator_id, leegstand.regio.code))
    ]
    for x in met:
        st.html(f"<p><strong>{escape(x.titel)}</strong></p>")
        show_deelgebieden(stand, x, leegstand.regio)
    if met:
        return
    st.html(
        "<p>Over leegstand zijn hier geen cijfers over delen van de gemeente. Heeft u een eigen "
        "telling van bijvoorbeeld de binnenstad, lees die dan in bij Eigen cijfers, met een kolom "
        "<code>deelgebied</code>. Kies daar een onderwerp dat de monitor al kent, over leegstand; "
        "dan staat zij hier. Een nieuw eigen cijfer staat bij de Nulmeting.</p>"
    )


def show_spreiding(leegstand: Leegstand) -> None:
    """Draw this leegstand against any other indicator, with all gemeenten as dots."""
    st.header("Waar hangt het mee samen?", anchor="samenhang")
    x = leegstand.indicator
    keuzes = find_tegen(leegstand.stand, x)
    if not keuzes:
        st.html("<p>Er is geen ander cijfer om dit tegen af te zetten.</p>")
        return
    gekozen = choose_uit("tegen", "Zet af tegen", keuzes, choose_tegen(keuzes))
    y = leegstand.stand.indicatoren[gekozen]
    samen = build_samenhang(leegstand.stand, x, leegstand.tot, y)
    titel = samen.titel
    punten = [
        (gemeente.naam, float(a), float(b))
        for gemeente, a, b in zip(leegstand.stand.gemeenten, samen.wy, samen.wx, strict=True)
        if not isnan(a) and not isnan(b)
    ]
    if not punten:
        st.html(f"<p>{escape(titel)}</p>")
        return
    namen = frozenset(leegstand.stand.regios[code].naam for code in leegstand.beeld.leden)
    figuur = build_spreiding(
        punten,
        (y, x),
        eigen=namen,
        label=leegstand.regio.naam,
        titel=titel,
        bron=f"Bron: {samen.bron}. Elke stip is een gemeente"
        + (f"; ruit: gemeente in {leegstand.regio.naam}." if len(namen) > 1 else "."),
    )
    show_grafiek(
        figuur,
        alt=f"Puntenwolk. {titel}",
        sleutel="leegstand_spreiding",
        tabel=_build_tabel(samen),
        noten=[WAARSCHUWING],
    )
    st.html(f'<p class="bw-let">Let op</p><p>{escape(samen.uitleg)}</p>')


def _build_tabel(samen: Leegstandsamenhang) -> Cijfertabel:
    """All gemeenten by name; the browser reads the rows from the dots."""
    x, y = samen.x, samen.y
    return Cijfertabel(
        f"{y.titel} in {y.eenheid}; {x.titel} in {x.eenheid}",
        ["Gemeente", f"{y.titel}, {samen.jaar_y}", f"{x.titel}, {samen.jaar}"],
        getallen=(1, 2),
        noot=_say_zonder(samen),
        uit_spoor=0,
        decimalen=y.decimalen,
        decimalen_y=x.decimalen,
    )


def _say_zonder(samen: Leegstandsamenhang) -> str:
    """Which gemeenten miss one of the figures; "" when none does."""
    leeg = np.isnan(samen.wx) | np.isnan(samen.wy)
    zonder = [g.naam for g, mist in zip(samen.stand.gemeenten, leeg, strict=True) if mist]
    if len(zonder) > _HOOGSTENS:
        return f"Van {len(zonder)} gemeenten ontbreekt een van de cijfers."
    return f"Een van de cijfers ontbreekt bij {format_opsomming(zonder)}." if zonder else ""
