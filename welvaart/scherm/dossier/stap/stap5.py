"""Step 5: which priorities the region shares, and what is done together."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from welvaart.cijfers.periode import Periode
from welvaart.doel.regiodeling import Deling, Kaarten, find_deling, find_lenen
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
    get_regels,
    get_regiobeeld,
    get_scorekaart,
)
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.dossier.stap.druk import draw_download
from welvaart.scherm.dossier.stap.naar import draw_eerst
from welvaart.scherm.tabel import show_tabel
from welvaart.zin.samenvatting import describe_dekking

_LENEN, _NAMEN = 8, 4
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
    landelijk = stand.gemeentestand
    gebied: Regio | None = regio
    if regio.soort is not RegioSoort.GEMEENTE:
        st.html("<p>Dit dossier gaat al over een regio. Het werkblad staat hieronder.</p>")
    else:
        groep = _choose_groep(landelijk, regio)
        gebied = None if groep is None else find_regio(landelijk, groep.regio_code or "")
        if not gekozen:
            draw_eerst("Kies prioriteiten; dan ziet u hier wie ze deelt.", 2)
        if groep is not None:
            _show_regio(blad, landelijk, groep, regio, gekozen)
    kaart = [] if gebied is None else get_regels(get_regiobeeld(landelijk, gebied))
    cijfers = [] if gebied is None else describe_gebied(gebied, kaart)
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
    bronnen = [r.indicator.bronregel for r in _find_genoemd(kaart)]
    draw_download(
        "Werkblad",
        f"werkblad {naam}",
        lambda: build_werkblad(stand, naam, cijfers, teksten, bronnen),
    )


def _find_genoemd(regels: Sequence[Regel]) -> list[Regel]:
    """The lines of a region that its sentences name."""
    kwarten = (Positie.BESTE_KWART, Positie.SLECHTSTE_KWART)
    return [
        r
        for r in regels
        if r.heeft_waarde and (r.indicator.indicator_id in _OMVANG or r.positie in kwarten)
    ]


def describe_gebied(gebied: Regio, alle: Sequence[Regel]) -> list[str]:
    """What the figures say of a region: its size, what is strong and what is weak.

    Args:
        gebied: the region.
        alle: its scorekaart beside Nederland.
    """
    regels = [r for r in alle if r.heeft_waarde]
    uit = [
        f"{r.indicator.titel}: {r.gelabeld} ({Periode.parse(r.periode_code).label})."
        for r in regels
        if r.indicator.indicator_id in _OMVANG
    ]
    for positie, woord in ((Positie.BESTE_KWART, "beste"), (Positie.SLECHTSTE_KWART, "slechtste")):
        namen = [r.indicator.titel for r in regels if r.positie is positie]
        if namen:
            uit.append(
                f"In het {woord} kwart van de {gebied.soort.meervoud}: {format_opsomming(namen)}."
            )
    return [*uit, describe_dekking(alle, gebied.naam)]


def _choose_groep(stand: Stand, regio: Regio) -> Groep | None:
    groepen = [g for g in get_groepen(stand, regio.code) if g.soort in _SOORTEN]
    groepen = sorted(
        (g for g in groepen if len(g.codes) > 1), key=lambda g: _SOORTEN.index(g.soort)
    )
    if not groepen:
        st.html("<p>Deze gemeente vormt in alle indelingen een eigen gebied.</p>")
        return None
    titels = {g.titel: g for g in groepen}
    return titels[st.selectbox("Welke regio", list(titels), key="stap5_regio")]


def _show_regio(
    blad: Blad, stand: Stand, groep: Groep, regio: Regio, gekozen: Sequence[str]
) -> None:
    """Which priorities the region shares, who does what, and what may be borrowed."""
    kaarten = {code: get_scorekaart(stand, code) for code in groep.codes}
    if gekozen:
        _show_gedeeld(blad, (stand, groep), regio, gekozen, kaarten)
    st.header("Wat kunnen wij van buurgemeenten lenen?", anchor="lenen")
    lenen = find_lenen(kaarten, regio.code)[:_LENEN]
    if not lenen:
        st.html(
            "<p>Waar wij in het slechtste kwart staan, staat ook geen buurgemeente in het beste "
            "kwart.</p>"
        )
        return
    show_tabel(
        ["Wat", regio.naam, "In het beste kwart"],
        [[regel.indicator.titel, regel.tekst, _name(stand, codes)] for regel, codes in lenen],
        bijschrift="Hier staan wij in het slechtste kwart, en buren in het beste",
        rechts=(1,),
        smal="kaarten",
    )
    st.html(
        '<p class="bw-klein">Niet alles kan overal. Natuur, voorzieningen en werk bij de buren '
        "zijn soms dichtbij genoeg voor uw inwoners; een inkomen of een woning leent u niet.</p>"
    )


def _show_gedeeld(
    blad: Blad, naast: tuple[Stand, Groep], regio: Regio, gekozen: Sequence[str], kaarten: Kaarten
) -> None:
    """Per priority: our figure, that of the region, and who stands in the same quarter."""
    stand, groep = naast
    nulmeting = get_nulmeting(stand, regio.code, groep, met_voorlopig=True)
    per_id = {r.indicator.indicator_id: r for r in nulmeting}
    rijen = []
    for regel in (per_id[i] for i in gekozen if i in per_id):
        x = regel.indicator
        deling = find_deling(kaarten, x.indicator_id)
        plaatsen = [_tell(stand, codes, deling) for codes in (deling.laag, deling.hoog)]
        rijen.append([x.titel, regel.gelabeld, regel.naast, *plaatsen])
    show_tabel(
        ["Prioriteit", regio.naam, groep.titel, "In het slechtste kwart", "In het beste kwart"],
        rijen,
        bijschrift=f"Wie deelt onze prioriteiten in {groep.titel}?",
        rechts=(1, 2),
        smal="kaarten",
    )
    st.header("Wat doen wij zelf, en wat samen?", anchor="samen")
    for indicator_id in gekozen:
        titel = per_id[indicator_id].indicator.titel if indicator_id in per_id else indicator_id
        blad.draw_keuze(f"prioriteit/{indicator_id}/regio", titel, _REGIO)


def _tell(stand: Stand, codes: Sequence[str], deling: Deling) -> str:
    """How many of the gemeenten with a figure, and which: "2 van de 3: Delft en Westland"."""
    if not deling.oordeelt:
        return "geen oordeel"
    wie = f": {_name(stand, codes)}" if codes else ""
    return f"{format_getal(len(codes))} van de {deling.n}{wie}"


def _name(stand: Stand, codes: Sequence[str]) -> str:
    """Names of gemeenten, the first few: "Delft, Leiden, Gouda en 4 andere"."""
    namen = sorted(stand.regios[code].naam for code in codes)
    over = len(namen) - _NAMEN
    if over > 1:
        namen = [*namen[:_NAMEN], f"{over} andere"]
    return format_opsomming(namen)
