"""The page Arbeidsparticipatie: the region with its gemeenten, further figures, which series."""

from html import escape
from math import isnan

import numpy as np
import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.cijfertabel import Cijfertabel
from welvaart.grafieken.rangorde import build_rangorde
from welvaart.groep.groepen import Groep
from welvaart.methode.positie import compute_rang
from welvaart.onderwerp.arbeidsbeeld import name_gebied
from welvaart.onderwerp.arbeidscijfers import NETTO, ONDERWERPEN
from welvaart.onderwerp.deeljaarbeeld import find_ids
from welvaart.onderwerp.jaarreeks import read_jaar
from welvaart.opmaak import format_getal
from welvaart.regio.regio import RegioSoort, name_plek
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.onderwerp.arbeid import Arbeid
from welvaart.scherm.onderwerp.naastland import build_naast_land
from welvaart.scherm.onderwerp.onderwerp import build_bron, show_klaarstaand
from welvaart.scherm.tabel import build_tabel, show_tabel
from welvaart.zin.duiding import describe_rang
from welvaart.zin.gaten import find_gaten, list_gaten

_MET_EENHEID = 30  # gemeenten up to which each figure has its unit
_HOOGSTENS = 60  # more gemeenten do not fit in one picture
_AGENDA = "human_capital"
_DRUK = " druk"
"""End of a title that nobody outside the trade understands without its definition."""
_OUD_LAND = (66.7, 68.4)
_OUD = {"GM0503": (66.7, 64.3), "GM0014": (66.4, 65.4)}
"""Netto participatie in the old series, 2010 and 2020, as quoted in the Economische Agenda."""
_OUD_VERSCHIL = {"GM0828": 4.8, "GM1883": 3.9}
"""Of these the Agenda only quotes the change from 2010 to 2020, in procentpunt."""
_OUD_JAAR = 2020


def show_regio(arbeid: Arbeid) -> None:
    """Draw the gemeenten of the arbeidsmarktregio, or those of the chosen area, in order."""
    x, jaar = arbeid.indicator, arbeid.tot
    groep = arbeid.find_groep("arbeidsmarktregio")
    eigen_gebied = arbeid.regio.soort is not RegioSoort.GEMEENTE
    naam = arbeid.naam if eigen_gebied or groep is None else name_gebied(groep.titel)
    leden = arbeid.beeld.leden if eigen_gebied or groep is None else groep.codes
    st.header(f"De gemeenten in {naam}", anchor="regio")
    if len(leden) > _HOOGSTENS:
        st.html(
            f"<p>{escape(naam)} telt {len(leden)} gemeenten. Dat zijn er te veel voor één beeld. "
            "Kies een provincie, COROP-gebied of arbeidsmarktregio.</p>"
        )
        return
    met = read_jaar(arbeid.stand, x, leden, jaar)
    if not met:
        st.html("<p>Geen van deze gemeenten heeft hier een cijfer.</p>")
        return
    gaten = list_gaten(find_gaten(arbeid.stand, x.indicator_id, leden, jaar))
    noten = [gaten] if gaten else []
    if arbeid.regio.soort is not RegioSoort.EIGEN:
        noten.append("De indeling in regio's is die van nu, voor alle jaren.")
    if not eigen_gebied and groep is not None:
        noten.append(_explain_indeling(arbeid, groep))
    titel = _build_titel(arbeid, met, naam)
    land = arbeid.read_land(list(arbeid.eigen))[x.indicator_id].get_waarde(jaar)
    # Of many dots the unit stands at the axis alone: at each figure it would be most of the text.
    schrijf = x.format if len(met) <= _MET_EENHEID else format_getal
    figuur = build_rangorde(
        [arbeid.stand.regios[code].naam for code in met],
        [waarde for waarde, _ in met.values()],
        x,
        eigen=arbeid.regio.naam,
        lijn=None if isnan(land) else ("Nederland", land),
        titel=titel,
        bron=build_bron(x, str(jaar)),
        teksten=[schrijf(waarde, decimalen=n) for waarde, n in met.values()],
    )
    show_grafiek(
        figuur,
        alt=f"Ranglijst. {titel}",
        sleutel="arbeid_regio",
        tabel=_build_tabel(arbeid, leden),
        noten=[x.definitie, *filter(None, noten)],
    )
    if noten:
        st.html(f'<p class="bw-klein">{escape(" ".join(filter(None, noten)))}</p>')


def _explain_indeling(arbeid: Arbeid, groep: Groep) -> str:
    """That a place here is not that in the COROP-gebied, which other pages show; "" where it is."""
    corop = arbeid.find_groep("corop")
    if corop is None or set(corop.codes) == set(groep.codes):
        return ""
    return (
        f"De plaats geldt in {name_gebied(groep.titel)}. {corop.titel} is een andere indeling, met "
        f"{len(corop.codes)} gemeenten: daar kan de plaats anders zijn."
    )


def show_meer_cijfers(arbeid: Arbeid) -> None:
    """Further figures about work: those that are there, and how to get those that are not."""
    st.header("Meer cijfers over werk", anchor="meer")
    elders = find_ids(arbeid.stand)  # per month or quarter, with a part of the page of their own
    aanwezig = [
        x
        for x in arbeid.stand.indicatoren.values()
        if _hoort_erbij(x) and x.indicator_id not in elders
    ]
    if aanwezig:
        koppen, rijen, rechts = build_naast_land(arbeid, aanwezig, "Cijfer")
        bijschrift = "Andere cijfers over werk en opleiding"
        tabel = build_tabel(koppen, rijen, bijschrift=bijschrift, rechts=rechts)
        uitleg = " ".join(f"{x.titel}: {x.definitie}" for x in aanwezig if x.titel.endswith(_DRUK))
        st.html(f'{tabel}<p class="bw-klein">{escape(uitleg)}</p>')
    klaar = [x for x in arbeid.stand.klaarstaand if _hoort_erbij(x)]
    show_klaarstaand(klaar, "klaar_arbeid")
    if not (aanwezig or klaar or elders):
        st.html(
            "<p>Cijfers naar geslacht, leeftijd en opleiding, en over vacatures en uitkeringen, "
            "zitten er nog niet bij. Zet ze in indicators.yaml en haal ze op met "
            "<code>python -m etl fetch</code>, of lees een eigen bestand in met "
            "<code>python -m etl import</code>.</p>"
        )


def show_reeks(arbeid: Arbeid) -> None:
    """Say which series this is, and why older published figures differ."""
    st.header("Welke reeks is dit?", anchor="reeks")
    x = arbeid.indicator
    st.html(
        f"<p>{escape(x.titel)} komt uit: {escape(x.bronregel)}. De cijfers over werk zijn van de "
        "enquête beroepsbevolking (EBB), in de herziene reeks. Het CBS vernieuwde die enquête in "
        "2021 en rekende 2013 tot en met 2020 opnieuw uit. Binnen deze reeks zit daarom geen "
        "breuk. Voor gemeenten is het geen directe uitkomst van die enquête.</p>"
        "<p>In oudere stukken staan andere cijfers, uit de reeks van vóór de herziening. Beide "
        "zijn juist, maar ze horen niet in één lijn en wij trekken ze niet van elkaar af. "
        f"{escape(_describe_oud(arbeid))} Er is "
        "ook een telling uit registers; die meet iets anders en staat hier nooit door deze reeks "
        "heen.</p>"
    )
    if (oud := _OUD.get(arbeid.regio.code)) is None:
        return
    show_tabel(
        ["", "2010", "2020"],
        [
            [naam, *(format_getal(waarde, 1) for waarde in paar)]
            for naam, paar in (("Nederland", _OUD_LAND), (arbeid.regio.naam, oud))
        ],
        bijschrift="De oude reeks: netto arbeidsparticipatie in procent, zoals aangehaald in de "
        "Economische Agenda (2022). Niet te vergelijken met de cijfers hierboven.",
        rechts=(1, 2),
    )


def _describe_oud(arbeid: Arbeid) -> str:
    """What older documents may say about this regio, or else about Nederland."""
    code, naam = arbeid.regio.code, arbeid.naam
    if code in _OUD:
        oud, nu = _OUD[code][1], arbeid.eigen[NETTO].get_waarde(_OUD_JAAR)
    else:
        naam, oud = "Nederland", _OUD_LAND[1]
        nu = arbeid.read_land([NETTO])[NETTO].get_waarde(_OUD_JAAR)
    nieuw = "" if isnan(nu) else f" en in de herziene {format_getal(nu, 1)} procent"
    zin = (
        f"Zo is de netto arbeidsparticipatie {name_plek(naam)} in {_OUD_JAAR} in de oude reeks "
        f"{format_getal(oud, 1)} procent{nieuw}."
    )
    if (verschil := _OUD_VERSCHIL.get(code)) is not None:
        zin += (
            " De Economische Agenda (2022) noemt van 2010 naar 2020 in de oude reeks voor "
            f"{arbeid.naam} {format_getal(verschil, 1)} procentpunt erbij; de cijfers van die twee "
            "jaren staan er niet."
        )
    return zin


def _build_titel(arbeid: Arbeid, met: dict[str, tuple[float, int]], naam: str) -> str:
    """Where the own gemeente stands among those of its region, or how far these lie apart."""
    x, jaar = arbeid.indicator, arbeid.tot
    if arbeid.regio.code not in met or len(met) == 1 or not x.teken:
        (laag, fijn), (hoog, fijn_hoog) = min(met.values()), max(met.values())
        return (
            f"{x.titel} in {naam} in {jaar}: van {format_getal(laag, fijn)} tot "
            f"{x.format(hoog, decimalen=fijn_hoog)}."
        )
    waarde, achter = np.array([w for w, _ in met.values()]), [n for _, n in met.values()]
    # A figure in whole units holds every place that its rounding allows, and so do its neighbours.
    half = np.array([0.5 if decimalen < x.decimalen else np.nan for decimalen in achter])
    k = list(met).index(arbeid.regio.code)
    rang = compute_rang(waarde, teken=x.teken, onder=waarde - half, boven=waarde + half)
    gelijk = int((waarde == waarde[k]).sum())
    plaats = describe_rang(float(rang.van[k]), float(rang.tot[k]), gelijk)
    return (
        f"{x.titel} {name_plek(arbeid.regio.naam)}: {x.format(waarde[k], decimalen=achter[k])} in "
        f"{jaar}; {arbeid.regio.naam} {plaats} van de {len(met)} gemeenten in {naam} (1 is het "
        "gunstigst)."
    )


def _build_tabel(arbeid: Arbeid, leden: tuple[str, ...]) -> Cijfertabel:
    """All four figures of each gemeente, by name."""
    kolommen = [
        read_jaar(arbeid.stand, arbeid.get_indicator(k), leden, arbeid.tot) for k in arbeid.eigen
    ]
    rijen = [
        [arbeid.stand.regios[code].naam]
        + [format_getal(*kolom.get(code, (None, 0))) for kolom in kolommen]
        for code in leden
    ]
    rijen.sort(key=lambda rij: rij[0])
    namen = [rij[0] for rij in rijen]
    return Cijfertabel(
        f"Cijfers van {arbeid.tot}, in procent",
        ["Gemeente", *(arbeid.get_indicator(k).titel for k in arbeid.eigen)],
        rijen,
        getallen=range(1, len(arbeid.eigen) + 1),
        eigen=namen.index(arbeid.regio.naam) if arbeid.regio.naam in namen else None,
    )


def _hoort_erbij(indicator: Indicator) -> bool:
    """An indicator about work that has no place of its own on this page."""
    over_werk = _AGENDA in (indicator.agenda, indicator.ez_groep)
    return over_werk and indicator.indicator_id not in ONDERWERPEN
