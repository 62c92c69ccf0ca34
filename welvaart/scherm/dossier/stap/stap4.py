"""Step 4: goals with a road and a test of what is feasible."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.doel.doelen import (
    KOERS_WOORD,
    UITSCHIETER,
    describe_afstand,
    judge_doel,
)
from welvaart.doel.eigendoel import (
    ALLEEN_HIER,
    GEEN_ANDEREN,
    build_eigenvragen,
    find_indicator,
    judge_eigen,
    name_weg,
)
from welvaart.doel.maat import describe_wat, format_fijn, get_decimalen
from welvaart.doel.toets import Toets, build_toets
from welvaart.dossier.doelenlijst import (
    Doelregel,
    find_vrije_sleutel,
    read_doelen,
    read_prioriteiten,
)
from welvaart.dossier.notities import VRAGEN
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel, Tussenstand
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.dossier.doel.doelgrafiek import (
    show_doelgrafiek,
    show_eigendoel,
    show_verborgen,
)
from welvaart.scherm.dossier.doel.taakveld import draw_taakveld
from welvaart.scherm.dossier.stap.naar import draw_eerst
from welvaart.scherm.melding import warn

_POGINGEN, _OPEN = 5, "dossier_doel"


def show_stap4(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw the step."""
    doelen = read_doelen(blad.velden, load_hernoemd())
    st.html(
        "<p>Een doel heeft een beginpunt, een streefwaarde en een jaar. Wij rekenen uit hoeveel "
        "gemeenten zo'n verandering eerder haalden. Dat is geen voorspelling.</p>"
    )
    if not doelen:
        st.html("<p><strong>Er zijn nog geen doelen.</strong></p>")
    show_verborgen(blad)
    if doelen:
        regel = _choose_doel(blad, stand, doelen)
        _show_doel(blad, stand, regels, regio, regel)
        if regel.doel is not None:
            draw_eerst("In stap 9 staan uw doelen in de tabel voor de begroting.", 9)
    if blad.mag_bewerken:
        _draw_nieuw(blad, stand, regels, regio)
    blad.draw_tekst("notitie/stap4", VRAGEN[4])


def _choose_doel(blad: Blad, stand: Stand, doelen: Sequence[Doelregel]) -> Doelregel:
    """The goal to show: one at a time, the newest first."""
    per_sleutel = {regel.sleutel: regel for regel in doelen}
    if len(doelen) == 1:
        return doelen[0]

    def name(sleutel: str) -> str:
        regel = per_sleutel[sleutel]
        x = find_indicator(stand, blad.eigen, regel.indicator_id)
        naar = f" naar {x.format(regel.streefwaarde)}" if x and regel.streefwaarde else ""
        return f"{x.titel if x else name_weg(regel.indicator_id)}{naar}"

    if st.session_state.get(_OPEN) not in per_sleutel:
        st.session_state[_OPEN] = doelen[-1].sleutel
    gekozen = st.selectbox(
        f"Uw {len(doelen)} doelen", list(per_sleutel), format_func=name, key=_OPEN
    )
    return per_sleutel[gekozen]


def _draw_nieuw(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    st.header("Een doel erbij", anchor="nieuw-doel")
    met = {r.indicator.indicator_id: r for r in regels if r.heeft_waarde}
    eerst = [i for i in read_prioriteiten(blad.velden, load_hernoemd()) if i in met]
    volgorde = [*eerst, *(i for i in met if i not in eerst)]
    begin = {
        met[i].indicator.titel: (i, met[i].indicator.round(met[i].waarde), _get_jaar(met[i]))
        for i in volgorde
    }
    for i, eigen in blad.eigen.items():
        if reeks := eigen.get_reeks(regio.code):
            jaar = max(reeks)
            begin[f"{eigen.titel} ({ALLEEN_HIER})"] = (i, reeks[jaar], jaar)

    def add() -> None:
        titel = st.session_state["doel_erbij"]
        st.session_state["doel_erbij"] = None
        if titel in begin:
            _add_doel(blad, *begin[titel])

    st.selectbox(
        "Indicator (uw prioriteiten staan bovenaan)",
        list(begin),
        index=None,
        placeholder="Kies een indicator",
        key="doel_erbij",
        on_change=add,
    )


def _get_jaar(regel: Regel) -> int:
    return Periode.parse(regel.periode_code).laatste_jaar


def _add_doel(blad: Blad, indicator_id: str, nulwaarde: float, nuljaar: int) -> None:
    """Begin a goal from the newest figure; when two people begin one at once, each gets a key."""
    velden = dict(blad.velden)
    for _ in range(_POGINGEN):
        sleutel = find_vrije_sleutel(velden)
        if blad.write(f"doel/{sleutel}/indicator", indicator_id, 0):
            break
        velden = blad.opslag.read_velden(blad.toegang)
    st.session_state[_OPEN] = sleutel
    blad.write(f"doel/{sleutel}/nulwaarde", nulwaarde, 0)
    blad.write(f"doel/{sleutel}/nuljaar", nuljaar, 0)


def _show_doel(
    blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio, regel: Doelregel
) -> None:
    eigen = blad.eigen.get(regel.indicator_id)
    x = find_indicator(stand, blad.eigen, regel.indicator_id)
    st.header(x.titel if x else name_weg(regel.indicator_id), anchor=regel.sleutel)
    if x is None:
        st.html(
            "<p>Deze indicator bestaat niet meer in de cijfers. Uw doel blijft bewaard, maar wij "
            "kunnen het niet meer meten.</p>"
        )
    cijfers = get_decimalen(stand, x, regio.code) if x else 1
    _draw_velden(blad, regel, x, cijfers)
    doel = regel.doel
    if x is None:
        return
    if doel is None:
        if regel.nuljaar is not None and (regel.streefjaar or 9999) <= regel.nuljaar:
            warn("Het streefjaar ligt niet na het jaar van de nulwaarde. Kies een later jaar.")
        else:
            st.html("<p>Vul een streefwaarde en een streefjaar in.</p>")
        return
    if eigen is not None:
        for vraag in build_eigenvragen(stand, x, doel):
            warn(vraag)
        show_eigendoel(eigen, x, regio, doel, regel.sleutel)
        st.html(f"<p><strong>{GEEN_ANDEREN}</strong></p>")
        _show_zinnen(x, cijfers, doel, judge_eigen(eigen, regio.code, doel), ())
        return
    toets = build_toets(stand, x, regio.code, regio.naam, doel)
    _show_conclusie(toets)
    show_doelgrafiek(stand, x, regio, doel, regel.sleutel)
    tussen = judge_doel(stand, x.indicator_id, regio.code, doel)
    wat = describe_wat(stand, x.indicator_id, regio.naam, regio.code)
    erbij = [wat, *toets.feiten] if wat else toets.feiten
    _show_zinnen(x, get_decimalen(stand, x, regio.code), doel, tussen, erbij)


def _draw_velden(blad: Blad, regel: Doelregel, x: Indicator | None, decimalen: int) -> None:
    pad = f"doel/{regel.sleutel}"
    eenheid = f" ({x.eenheid_kort})" if x and x.eenheid_kort else ""
    kolommen = st.columns(4)
    with kolommen[0]:
        blad.draw_getal(f"{pad}/nulwaarde", f"Nulwaarde{eenheid}", decimalen=decimalen)
    with kolommen[1]:
        blad.draw_jaar(f"{pad}/nuljaar", "Jaar van de nulwaarde")
    with kolommen[2]:
        blad.draw_getal(f"{pad}/streefwaarde", f"Streefwaarde{eenheid}", decimalen=decimalen)
    with kolommen[3]:
        blad.draw_jaar(f"{pad}/streefjaar", "Streefjaar")
    links, rechts = st.columns(2)
    with links:
        blad.draw_persoon(f"{pad}/eigenaar", "Eigenaar (typ een naam)")
    with rechts:
        draw_taakveld(blad, f"{pad}/taakveld")
    blad.draw_tekst(f"{pad}/maatregel", "Wat gaan wij ervoor doen?")
    if blad.mag_bewerken:
        st.button(
            "Doel laten vervallen",
            key=f"vervalt {regel.sleutel}",
            on_click=blad.put,
            args=(f"{pad}/vervallen", True),
        )


def _show_conclusie(toets: Toets) -> None:
    """Say first what it comes down to, with what may be a slip; what it rests on stands below."""
    if toets.is_ongezien:
        warn(f"{toets.conclusie} Klopt uw doel?")
    else:
        st.html(f"<p><strong>{escape(toets.conclusie)}</strong></p>")
    for vraag in toets.vragen:
        warn(vraag)


def _show_zinnen(
    x: Indicator, cijfers: int, doel: Doel, tussen: Tussenstand, erbij: Sequence[str]
) -> None:
    per_jaar = format_fijn(x, doel.per_jaar)
    zinnen = [
        f"Nodig: gemiddeld {per_jaar} per jaar {'omhoog' if doel.teken > 0 else 'omlaag'}."
        if doel.teken
        else "Nodig: vasthouden wat er is."
    ]
    if tussen.jaar is not None and tussen.waarde is not None:
        zinnen.append(
            f"Stand {tussen.jaar}: {x.format(tussen.waarde, decimalen=cijfers)}"
            f"{tussen.statusteken}, {KOERS_WOORD[tussen.koers]}."
        )
        if tussen.is_uitschieter:
            zinnen.append(UITSCHIETER)
        if afstand := describe_afstand(tussen, x):
            zinnen.append(afstand)
    zinnen += erbij
    punten = "".join(f"<li>{escape(zin)}</li>" for zin in zinnen)
    st.html(f'<h3>Waar rust dat op?</h3><ul class="bw-lijst">{punten}</ul>')
