"""What belongs under a figure: remarks, recomputed years, definition and source."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from welvaart.cijfers.periode import Periode
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio, RegioSoort
from welvaart.zin.herkomst import describe_methode
from welvaart.zin.kansen import INVLOED

_DEDEN = "Wat wij ermee deden"
_DEDEN_GEBIED = "Wat wij met de cijfers van de gemeenten deden"


def show_kanttekeningen(stand: Stand, regel: Regel, gemeente: Regio) -> None:
    """Draw the remarks, recomputed years and breaks that belong to one figure."""
    indicator_id = regel.indicator.indicator_id
    teksten = [
        tekst
        for _, tekst in stand.find_kanttekeningen(indicator_id, gemeente.code)
        if tekst != regel.ontbreekt_omdat
    ]
    teksten += [_say_herrekening(h) for h in _sum_up(stand, regel, gemeente)]
    teksten += [
        f"Breuk in {jaar}: {reden}"
        for jaar, reden in stand.find_breuken(regel.indicator, gemeente.code)
    ]
    if teksten:
        st.html(
            '<p class="bw-let">Let op</p><ul class="bw-lijst">'
            + "".join(f"<li>{escape(tekst)}</li>" for tekst in teksten)
            + "</ul>"
        )


def _sum_up(stand: Stand, regel: Regel, gemeente: Regio) -> list[tuple[str, str]]:
    """Recomputed years with one explanation each: ("2017–2021", "Opgeteld uit …")."""
    uit: dict[str, list[str]] = {}
    for h in stand.find_herrekening(regel.indicator.indicator_id, gemeente.code):
        if h.methode != "breuk":
            uit.setdefault(h.uitleg, []).append(h.periode_code)
    return [(_name_jaren(codes), uitleg) for uitleg, codes in uit.items()]


def _name_jaren(codes: Sequence[str]) -> str:
    jaren = sorted({Periode.parse(code).jaar for code in codes if code != "*"})
    if not jaren:
        return "Eerdere jaren"
    return str(jaren[0]) if len(jaren) == 1 else f"{jaren[0]}–{jaren[-1]}"


def _say_herrekening(deel: tuple[str, str]) -> str:
    return f"{deel[0]} op het gebied van nu: {deel[1]}"


def show_herkomst(regel: Regel) -> None:
    """Draw what the figure measures, what we did to it and where it comes from."""
    x = regel.indicator
    deden = _DEDEN if regel.soort is RegioSoort.GEMEENTE else _DEDEN_GEBIED
    regels = [
        ("Wat het meet", x.definitie),
        ("Eenheid", x.eenheid),
        (deden, "Niets: het cijfer staat er zoals de bron het geeft."
         if x.bewerking == "geen" else x.bewerking),
        ("Nederland en regio", _describe_regionaal(regel)),
        ("Wie kan er iets aan doen (onze inschatting)", INVLOED.get(x.invloed, "niet bekend")),
        ("Bron", x.bronregel),
        ("Hoe het ons bereikte", x.hoe_gekregen),
    ]  # fmt: skip
    dl = "".join(f"<dt>{escape(kop)}</dt><dd>{escape(tekst)}</dd>" for kop, tekst in regels)
    st.html(f'<dl class="bw-dl">{dl}</dl>')
    if x.bron_url:
        st.link_button("Ga naar de pagina van de bron", x.bron_url)


def _describe_regionaal(regel: Regel) -> str:
    x = regel.indicator
    if regel.groep is not None and regel.groep.methode == "bron":
        return "Officieel cijfer van de bron."
    return {
        "som": "Opgeteld uit de gemeenten.",
        "verhouding": f"Door ons berekend: {describe_methode(x)}.",
        "gewogen": f"Door ons berekend: {describe_methode(x)}.",
        "mediaan": "De middelste gemeente (mediaan); een echt gemiddelde is niet te berekenen.",
    }.get(x.regionaal, "Niet te berekenen.")
