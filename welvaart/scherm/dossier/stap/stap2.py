"""Step 2: choose priorities from what stands out, with a reason, and without cherry-picking."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.doel.afruil import Afruil, find_afruil, split_afruil
from welvaart.doel.onbekend import BEWAARD
from welvaart.dossier.doelenlijst import read_prioriteiten
from welvaart.dossier.notities import AFRUIL as AFRUIL_VRAAG
from welvaart.dossier.notities import VRAGEN
from welvaart.dossier.velden import Waarde
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand
from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_getal
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.geheugen import Geheugen
from welvaart.zin.duiding import describe_positie, describe_waarde, lower_naam
from welvaart.zin.kansen import INVLOED, TITEL, Kans, Kwadrant, find_kansen

_INVLOED: dict[Waarde, str] = {sleutel: tekst for sleutel, tekst in INVLOED.items()}
_AFRUIL = 3
_AFRUILEN: Geheugen[tuple[list[Afruil], list[Afruil]]] = Geheugen(500)
_PLAATS = (Positie.BESTE_KWART, Positie.MIDDEN, Positie.SLECHTSTE_KWART)
_NIETS = "Er valt hier geen enkel cijfer ongunstig op."
_ONGUNSTIG = "Dit staat ongunstig"
_VERLIEST = "Dit staat in het beste kwart, maar verliest terrein"
_GEEN_PLAATS = (
    "dit gebied heeft geen plaats onder andere gebieden. Wij kunnen dus niet zeggen wat er "
    "ongunstig opvalt; kijk zelf op Nulmeting voordat u kiest."
)
_MATRIX = {
    "Staat ongunstig (slechtste kwart)": (Kwadrant.ACHTER_EN_VERLIEST, Kwadrant.ACHTER_EN_WINT),
    "Staat gunstig (beste kwart)": (Kwadrant.VOOR_EN_VERLIEST, Kwadrant.VOOR_EN_WINT),
}


def show_stap2(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw the step."""
    kansen = find_kansen(regels, verdacht=stand.find_uitschieters(regio.code))
    gekozen = read_prioriteiten(blad.velden, load_hernoemd())
    heeft_plaats = any(r.positie in _PLAATS for r in regels)
    eerst = _describe_kansen(kansen) if heeft_plaats else _GEEN_PLAATS
    st.html(
        f"<p>{escape(regio.naam)}: {escape(eerst)}</p><p>Kies een klein aantal prioriteiten. U mag "
        "ook iets kiezen wat niet opvalt; schrijf er dan bij waarom.</p>"
    )
    if heeft_plaats:
        st.html(build_matrix(kansen, sum(r.heeft_waarde for r in regels)))
    for kwadrant, titel in TITEL.items():
        _show_kwadrant(blad, titel, [kans for kans in kansen if kans.kwadrant is kwadrant])
    _show_kwart(blad, regels, kansen, Positie.SLECHTSTE_KWART)
    _show_kwart(blad, regels, kansen, Positie.BESTE_KWART)
    _draw_ander(blad, stand, gekozen)
    st.header("Onze prioriteiten", anchor="prioriteiten")
    if not gekozen:
        st.html("<p>Nog geen. Kies er hierboven een paar.</p>")
    for indicator_id in gekozen:
        _show_prioriteit(blad, stand, regels, kansen, indicator_id, regio.naam)
    if gekozen:
        _show_ongekozen(regels, kansen, gekozen)
    blad.draw_tekst("notitie/stap2", VRAGEN[2])


def _describe_kansen(kansen: Sequence[Kans]) -> str:
    hoeveel = {0: "er springt niets uit", 1: "er springt 1 punt uit"}.get(
        len(kansen), f"er springen {len(kansen)} punten uit"
    )
    return (
        f"{hoeveel}. Zo'n punt heeft een plaats in het beste of slechtste kwart, en een andere "
        f"ontwikkeling dan {_name_groep(kansen)}."
    )


def build_matrix(kansen: Sequence[Kans], aantal: int) -> str:
    """The four quadrants as a table of two by two, each with its word, number and titles.

    Args:
        kansen: of `find_kansen`.
        aantal: figures of the regio, of which these are a part.
    """
    rijen = "".join(
        f'<tr><th scope="row">{kop}</th>{"".join(_build_vak(kansen, k) for k in vakken)}</tr>'
        for kop, vakken in _MATRIX.items()
    )
    rest, tegen = aantal - len(kansen), escape(_name_groep(kansen))
    return (
        '<div class="bw-tabelhouder"><table class="bw-tabel"><caption>Kansen en risico\'s: plaats '
        "tegen ontwikkeling</caption><thead><tr><td></td>"
        f'<th scope="col">Verliest terrein op {tegen}</th>'
        f'<th scope="col">Wint terrein op {tegen}</th>'
        f"</tr></thead><tbody>{rijen}</tbody></table></div>"
        f'<p class="bw-klein">De andere {rest} cijfers staan er niet in: ze zitten in het midden, '
        f"bewegen mee met {tegen}, of er is te weinig over te zeggen.</p>"
    )


def _name_groep(kansen: Sequence[Kans]) -> str:
    namen = [kans.regel.groep.naam for kans in kansen if kans.regel.groep]
    return lower_naam(namen[0]) if namen else "Nederland"


def _build_vak(kansen: Sequence[Kans], kwadrant: Kwadrant) -> str:
    titels = [kans.regel.indicator.titel for kans in kansen if kans.kwadrant is kwadrant]
    woord = TITEL[kwadrant].partition(":")[0]
    lijst = "<br>".join(escape(titel) for titel in titels)
    return f"<td><strong>{escape(woord)}: {len(titels)}</strong><br>{lijst}</td>"


def _show_kwadrant(blad: Blad, titel: str, kansen: Sequence[Kans]) -> None:
    if not kansen:
        return
    st.html(f"<h3>{escape(titel)}</h3>")
    for kans in kansen:
        blad.draw_vink(f"prioriteit/{kans.regel.indicator.indicator_id}/gekozen", kans.reden)


def _show_kwart(
    blad: Blad, regels: Sequence[Regel], kansen: Sequence[Kans], positie: Positie
) -> None:
    """What stands low (or high) and moves along with the rest: no less a reason to choose it."""
    al = {kans.regel.indicator.indicator_id for kans in kansen}
    rest = [r for r in regels if r.positie is positie and r.indicator.indicator_id not in al]
    if not rest:
        return
    laag = positie is Positie.SLECHTSTE_KWART
    plek = "ongunstig: in het slechtste" if laag else "gunstig: in het beste"
    with st.expander(
        f"Staat {plek} kwart, zonder duidelijk andere ontwikkeling ({len(rest)})", laag
    ):
        for r in rest:
            blad.draw_vink(
                f"prioriteit/{r.indicator.indicator_id}/gekozen",
                f"{r.indicator.titel}: {r.tekst}, {r.plaats}.",
            )


def _draw_ander(blad: Blad, stand: Stand, gekozen: Sequence[str]) -> None:
    if not blad.mag_bewerken:
        return
    keuzes = {
        x.titel: x.indicator_id for x in stand.indicatoren.values() if x.indicator_id not in gekozen
    }

    def choose() -> None:
        titel = st.session_state["prioriteit_erbij"]
        st.session_state["prioriteit_erbij"] = None
        if titel in keuzes:
            blad.write(f"prioriteit/{keuzes[titel]}/gekozen", True)

    st.selectbox(
        "Iets anders als prioriteit kiezen",
        list(keuzes),
        index=None,
        placeholder="Kies een indicator",
        key="prioriteit_erbij",
        on_change=choose,
    )


def _show_prioriteit(
    blad: Blad,
    stand: Stand,
    regels: Sequence[Regel],
    kansen: Sequence[Kans],
    indicator_id: str,
    naam_regio: str,
) -> None:
    x = stand.indicatoren.get(indicator_id)
    vak = st.expander(
        x.titel if x else indicator_id,
        expanded=False,
        key=f"prioriteit {blad.toegang.dossier_id} {indicator_id}",
        on_change="rerun",
    )
    if not vak.open:
        return
    kans = next((k for k in kansen if k.regel.indicator.indicator_id == indicator_id), None)
    with vak:
        if x is None:
            weg = f"{stand.explain_onbekend(indicator_id)} {BEWAARD}"
            st.html(f"<p>{escape(weg)}</p>")
        else:
            regel = next(r for r in regels if r.indicator.indicator_id == indicator_id)
            tekst = kans.reden if kans else describe_waarde(regel, naam_regio)
            plaats = "" if kans else f" {describe_positie(regel, naam_regio)}"
            st.html(f"<p>{escape(tekst + plaats)}</p>{_describe_afruil(stand, indicator_id)}")
        _draw_prioriteit(blad, x, indicator_id)


def _draw_prioriteit(blad: Blad, x: Indicator | None, indicator_id: str) -> None:
    """Draw what the team says of a priority; None = no longer among the figures."""
    pad = f"prioriteit/{indicator_id}"
    blad.draw_tekst(f"{pad}/reden", "Waarom kiezen wij dit?")
    blad.draw_keuze(
        f"{pad}/invloed",
        "Wie heeft hier invloed op?",
        _INVLOED,
        uitleg=f"Onze inschatting: {INVLOED.get(x.invloed, 'niet bekend')}." if x else "",
    )
    blad.draw_tekst(f"{pad}/afruil", AFRUIL_VRAAG)
    if blad.mag_bewerken:
        st.button(
            "Toch geen prioriteit",
            key=f"weg {indicator_id}",
            on_click=blad.put,
            args=(f"{pad}/gekozen", False),
        )


def _describe_afruil(stand: Stand, indicator_id: str) -> str:
    landelijk = stand.gemeentestand
    mee, tegen = _AFRUILEN.get(
        landelijk,
        indicator_id,
        lambda: split_afruil(find_afruil(landelijk, indicator_id), _AFRUIL),
    )
    if not mee and not tegen:
        return (
            '<p class="bw-klein">In de ontwikkeling van alle gemeenten ging niets duidelijk met '
            "dit cijfer mee of ertegenin.</p>"
        )
    delen = []
    if mee:
        delen.append(f"Ging vaak samen beter of slechter: {_name(stand, mee)}.")
    if tegen:
        delen.append(f"Ging vaak de andere kant op: {_name(stand, tegen)}.")
    return (
        f'<p class="bw-klein">{escape(" ".join(delen))} Dit zegt wat in deze jaren samenging, niet '
        "wat het veroorzaakt. Cijfers die uit elkaar volgen, zoals netto uit bruto, gaan vanzelf "
        "samen.</p>"
    )


def _name(stand: Stand, lijst: Sequence[Afruil]) -> str:
    return ", ".join(
        f"{stand.indicatoren[a.indicator_id].titel} ({format_getal(a.samenhang, 1, plus=True)}; "
        f"{a.n} gemeenten)"
        for a in lijst
    )


def _show_ongekozen(
    regels: Sequence[Regel], kansen: Sequence[Kans], gekozen: Sequence[str]
) -> None:
    """What stands out badly and was not chosen: kept in view, so that nobody can pick cherries."""
    laag = {
        r.indicator.indicator_id: f"{r.indicator.titel}: {r.tekst}, {r.plaats} (slechtste kwart)."
        for r in regels
        if r.positie is Positie.SLECHTSTE_KWART
    }
    per: dict[bool, dict[str, str]] = {True: {}, False: {}}  # stands well, and yet loses ground?
    for k in kansen:
        if k.kwadrant is not Kwadrant.VOOR_EN_WINT:
            gunstig = k.kwadrant is Kwadrant.VOOR_EN_VERLIEST
            per[gunstig][k.regel.indicator.indicator_id] = k.reden
    lijsten = {_ONGUNSTIG: per[False] | laag | per[False], _VERLIEST: per[True]}
    if not any(lijsten.values()):
        if any(r.positie in _PLAATS for r in regels):
            st.html(f"<p>{_NIETS}</p>")
        return
    blokken = []
    for kop, zinnen in lijsten.items():
        over = [escape(zin) for i, zin in zinnen.items() if i not in gekozen]
        if over:
            punten = "".join(f"<li>{zin}</li>" for zin in over)
            blokken.append(
                f'<h3>{kop} en is niet gekozen ({len(over)})</h3><ul class="bw-lijst">{punten}</ul>'
            )
    klaar = "<p>Alles wat ongunstig opvalt, is een prioriteit geworden.</p>"
    st.html("".join(blokken) or klaar)
