"""Step 5: which priorities the region shares, and what is done together."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from welvaart.cijfers.periode import Periode
from welvaart.dossier.doelenlijst import read_prioriteiten
from welvaart.dossier.velden import Waarde
from welvaart.export.bladen import build_werkblad
from welvaart.groep.gebied import find_regio
from welvaart.groep.groepen import Groep
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand
from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_getal, format_opsomming
from welvaart.regio.regio import Regio, RegioSoort
from welvaart.scherm.cijfers import (
    get_groepen,
    get_nulmeting,
    get_regiobeeld,
    get_scorekaart,
    get_stand,
)
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.dossier.druk import draw_download
from welvaart.scherm.tabel import show_tabel
from welvaart.zin.samenvatting import describe_dekking

_OMVANG = ("inwoners", "woningen", "banen", "vestigingen")
_SOORTEN = ("corop", "arbeidsmarktregio", "provincie")
_REGIO: dict[Waarde, str] = {
    "lokaal": "Dit doen wij zelf",
    "samen": "Dit doen wij samen met de regio",
    "lenen": "Hiervoor leunen wij op buurgemeenten",
}
WERKBLAD = {
    "kracht_en_dna": "Kracht en DNA: waar is deze regio goed in?",
    "droombeeld": "Droombeeld: hoe ziet de regio er over tien jaar uit?",
    "middelen": "Middelen: welk geld en welke mensen zijn er?",
    "verantwoordelijkheden": "Verantwoordelijkheden: wie gaat waarover?",
    "verdienmodel": "Verdienmodel: waar leeft de regio van?",
    "impact": "Impact: wat merken inwoners en ondernemers ervan?",
    "waarom": "Waarom doen wij dit samen?",
    "wat": "Wat gaan wij doen?",
    "hoe": "Hoe gaan wij het doen?",
    "wie": "Wie doet mee?",
}


def show_stap5(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw the step."""
    gekozen = read_prioriteiten(blad.velden, load_hernoemd())
    gebied: Regio | None = regio
    if regio.soort is not RegioSoort.GEMEENTE:
        st.html("<p>Dit dossier gaat al over een regio. Het werkblad staat hieronder.</p>")
    elif not gekozen:
        st.html("<p>Kies eerst prioriteiten in stap 2. Dan ziet u hier wie ze deelt.</p>")
    else:
        groep = _choose_groep(regio)
        gebied = None if groep is None else find_regio(get_stand(), groep.regio_code or "")
        if groep is not None:
            _show_gedeeld(blad, groep, regio, gekozen)
    cijfers = [] if gebied is None else describe_gebied(gebied)
    st.header("Werkblad voor de regio", anchor="werkblad")
    st.html(
        '<p class="bw-klein">De koppen volgen de Economische Agenda van de VNG. Dit is ons eigen '
        "werkblad, niet het officiële Welvaart Model Canvas.</p>"
    )
    if cijfers and gebied is not None:
        punten = "".join(f"<li>{escape(zin)}</li>" for zin in cijfers)
        st.html(
            f"<p>Wat de cijfers zeggen over {escape(gebied.naam)}:</p>"
            f'<ul class="bw-lijst">{punten}</ul>'
        )
    for sleutel, vraag in WERKBLAD.items():
        blad.draw_tekst(f"werkblad/{sleutel}", vraag)
    teksten = {vraag: blad.get_tekst(f"werkblad/{s}") for s, vraag in WERKBLAD.items()}
    naam = gebied.naam if gebied else regio.naam
    draw_download(
        "Werkblad", f"werkblad {naam}", lambda: build_werkblad(stand, naam, cijfers, teksten)
    )


def describe_gebied(gebied: Regio) -> list[str]:
    """What the figures say of a region: its size, what is strong and what is weak."""
    stand = get_stand()
    beeld = get_regiobeeld(stand, gebied)
    regels = [r for r in beeld.regels if r.heeft_waarde]
    uit = [
        f"{r.indicator.titel}: {r.tekst} ({Periode.parse(r.periode_code).label})."
        for r in regels
        if r.indicator.indicator_id in _OMVANG
    ]
    for positie, woord in ((Positie.BESTE_KWART, "beste"), (Positie.SLECHTSTE_KWART, "slechtste")):
        namen = [r.indicator.titel for r in regels if r.positie is positie]
        if namen:
            uit.append(
                f"In het {woord} kwart van de {gebied.soort.meervoud}: {format_opsomming(namen)}."
            )
    return [*uit, describe_dekking(beeld.regels, gebied.naam)]


def _choose_groep(regio: Regio) -> Groep | None:
    groepen = [g for g in get_groepen(get_stand(), regio.code) if g.soort in _SOORTEN]
    groepen = sorted(
        (g for g in groepen if len(g.codes) > 1), key=lambda g: _SOORTEN.index(g.soort)
    )
    if not groepen:
        st.html("<p>Deze gemeente vormt in alle indelingen een eigen gebied.</p>")
        return None
    titels = {g.titel: g for g in groepen}
    return titels[st.selectbox("Welke regio", list(titels), key="stap5_regio")]


def _show_gedeeld(blad: Blad, groep: Groep, regio: Regio, gekozen: Sequence[str]) -> None:
    """Per priority: our figure, that of the region, and who stands in the same quarter."""
    stand = get_stand()
    naast = get_nulmeting(stand, regio.code, groep, met_voorlopig=True)
    kaarten = {code: get_scorekaart(stand, code) for code in groep.codes}
    per_id = {r.indicator.indicator_id: r for r in naast}
    rijen = []
    for indicator_id in (i for i in gekozen if i in per_id):
        regel = per_id[indicator_id]
        ander = (
            ""
            if regel.groep is None
            else regel.indicator.format(regel.indicator.round(regel.groep.waarde))
        )
        rijen.append([regel.indicator.titel, regel.tekst, ander, *_count(kaarten, indicator_id)])
    show_tabel(
        ["Prioriteit", regio.naam, groep.titel, "In het slechtste kwart", "In het beste kwart"],
        rijen,
        bijschrift=f"Wie deelt onze prioriteiten in {groep.titel}?",
        rechts=(1, 2, 3, 4),
    )
    for indicator_id in gekozen:
        titel = per_id[indicator_id].indicator.titel if indicator_id in per_id else indicator_id
        blad.draw_keuze(f"prioriteit/{indicator_id}/regio", titel, _REGIO)


def _count(kaarten: dict[str, list[Regel]], indicator_id: str) -> tuple[str, str]:
    regels = [
        r for kaart in kaarten.values() for r in kaart if r.indicator.indicator_id == indicator_id
    ]
    met = [r for r in regels if r.heeft_waarde]

    def tell(positie: Positie) -> str:
        aantal = sum(r.positie is positie for r in met)
        return f"{format_getal(aantal)} van de {len(met)}"

    if not any(r.indicator.teken for r in met):
        return "geen oordeel", "geen oordeel"
    return tell(Positie.SLECHTSTE_KWART), tell(Positie.BESTE_KWART)
