"""The part of Gegevens that refreshes the figures, and shows how far that is."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

import streamlit as st

from welvaart.fouten import WarehouseFout
from welvaart.installatie import get_warehouse
from welvaart.opmaak import format_bytes, format_getal, format_moment
from welvaart.proces.verversing import (
    AFGEBROKEN,
    BOUWEN,
    GEEN,
    MISLUKT,
    START,
    Tabelstand,
    Verversing,
    get_uitvoer,
    list_problemen,
    read_verversing,
    start_verversing,
)
from welvaart.scherm.melding import escape_markdown, warn
from welvaart.scherm.tabel import show_tabel

_POLS_S = 2.0
_FOUT = "verversing_fout"
_PROBLEMEN = 5
"""Lines on what went wrong that stand open: on a bad day every source has one."""
_HOOGSTENS = 20
_SOORTEN = {
    "bezig": "bezig",
    "opgehaald": "nieuw",
    "ongewijzigd": "niet veranderd",
    "gelijk": "niet veranderd",
    "mislukt": "mislukt",
}
_UITLEG = (
    "Haalt op wat er bij de bronnen veranderd is en zet het klaar. Dat gebeurt naast het "
    "dashboard: u kunt gewoon doorwerken. Wat niet lukt, houdt de cijfers die er al waren."
)


def show_verversing() -> None:
    """Offer to refresh the figures; while a run is busy, whoever started it, show how far it is."""
    st.header("De cijfers verversen", anchor="verversen")
    warehouse = get_warehouse()
    stand = read_verversing(warehouse)
    if stand.loopt:
        st.fragment(_show_bezig, run_every=_POLS_S)(warehouse)
        return
    st.html(f"<p>{_UITLEG}</p>")
    st.button("Ververs de cijfers", on_click=_start, args=(warehouse,), key="ververs")
    if fout := st.session_state.pop(_FOUT, None):
        warn(fout)
    _show_einde(stand, warehouse)


def _start(warehouse: Path) -> None:
    try:
        start_verversing(warehouse)
    except WarehouseFout as fout:
        st.session_state[_FOUT] = str(fout)


def _show_bezig(warehouse: Path) -> None:
    """How far the run is; at its end the whole page is drawn again, with the new figures."""
    stand = read_verversing(warehouse)
    if not stand.loopt:
        st.rerun()
    klaar = len(stand.tabellen) - stand.count("bezig")
    st.progress(
        min(klaar / stand.verwacht, 1.0) if stand.verwacht else 0.0,
        text=escape_markdown(describe_stap(stand)),
    )
    _show_tabellen(stand.tabellen)


def describe_stap(stand: Verversing) -> str:
    """What a busy run is doing."""
    if stand.stap == START:
        return "Het verversen begint …"
    if stand.stap == BOUWEN:
        return "Alles is opgehaald. De cijfers worden gecontroleerd en klaargezet …"
    bezig = [tabel for tabel in stand.tabellen if tabel.soort == "bezig"]
    wat = f": {bezig[-1].tabel} ({bezig[-1].indicator_id})" if bezig else ""
    klaar = len(stand.tabellen) - len(bezig)
    return f"Ophalen, {klaar} van {stand.verwacht} bronnen klaar{wat} …"


def _show_tabellen(tabellen: Sequence[Tabelstand]) -> None:
    """The last tables, newest first."""
    if not tabellen:
        return
    show_tabel(
        ["Bron", "Indicator", "Stand", "Rijen", "Grootte", "Snelheid", "Nog"],
        [format_tabelstand(tabel) for tabel in reversed(tabellen[-_HOOGSTENS:])],
        bijschrift="De laatste bronnen" if len(tabellen) > _HOOGSTENS else "De bronnen",
        rechts=(3, 4, 5, 6),
    )


def format_tabelstand(tabel: Tabelstand) -> list[str]:
    """Cells of one table: name, state, rows, size, speed, time left."""
    snelheid = rest = ""
    if tabel.duur_s > 0 and tabel.bytes:
        snelheid = f"{format_bytes(int(tabel.bytes / tabel.duur_s))}/s"
    elif tabel.duur_s > 0 and tabel.rijen:  # not every client tells how many bytes
        snelheid = f"{format_getal(tabel.rijen / tabel.duur_s)} rijen/s"
    if tabel.soort == "bezig" and tabel.totaal and 0 < tabel.rijen <= tabel.totaal:
        seconden = tabel.duur_s * (tabel.totaal - tabel.rijen) / tabel.rijen
        rest = f"{format_getal(seconden)}\u00a0s"
    rijen = format_getal(tabel.rijen) if tabel.rijen else ""
    if tabel.soort == "bezig" and tabel.totaal:
        rijen = f"{rijen or '0'} van {format_getal(tabel.totaal)}"
    grootte = format_bytes(tabel.bytes) if tabel.bytes else ""
    wat = _SOORTEN.get(tabel.soort, tabel.soort)
    return [tabel.tabel, tabel.indicator_id, wat, rijen, grootte, snelheid, rest]


def _show_einde(stand: Verversing, warehouse: Path) -> None:
    """How the last run ended: a sentence, then what went wrong, then the tables."""
    if stand.stap == GEEN:
        st.html('<p class="bw-klein">Er is nog niet ververst.</p>')
        return
    zin, gelukt = describe_einde(stand)
    (st.success if gelukt else st.warning)(escape_markdown(zin))
    if stand.stap == AFGEBROKEN:
        naam = escape(get_uitvoer(warehouse).name)
        st.html(f'<p class="bw-klein">Voor de beheerder: zie {naam}.</p>')
    problemen = list_problemen(stand)
    if problemen:
        st.html(f"<p>Wat er misging:</p>{_build_lijst(problemen[:_PROBLEMEN])}")
        if rest := problemen[_PROBLEMEN:]:
            with st.expander(f"Nog {len(rest)} {'melding' if len(rest) == 1 else 'meldingen'}"):
                st.html(_build_lijst(rest))
    _show_tabellen(stand.tabellen)


def _build_lijst(regels: Sequence[str]) -> str:
    return f'<ul class="bw-lijst">{"".join(f"<li>{escape(regel)}</li>" for regel in regels)}</ul>'


def describe_einde(stand: Verversing) -> tuple[str, bool]:
    """How a run ended, in words; and whether all went well."""
    wanneer = _format_moment(stand.bijgewerkt_op)
    if stand.stap == AFGEBROKEN:
        return (
            f"De vorige verversing is afgebroken, laatst gezien op {wanneer}. De oude cijfers "
            "staan er nog. Druk opnieuw: ophalen gaat verder waar het was."
        ), False
    if stand.stap == MISLUKT:
        return f"Verversen lukte niet op {wanneer}. De oude cijfers staan er nog.", False
    delen = [
        f"{stand.count('opgehaald')} nieuw",
        f"{stand.count('ongewijzigd', 'gelijk')} niet veranderd",
        f"{stand.count(MISLUKT)} mislukt",
    ]
    bronnen = f"Bronnen: {', '.join(delen)}." if stand.tabellen else "Er was geen bron op te halen."
    cijfers = "De cijfers blijven zoals ze waren."
    if stand.nieuwe_cijfers:
        cijfers = "De pagina's tonen nu de nieuwe cijfers."
    return f"Ververst op {wanneer}. {bronnen} {cijfers}", not stand.count(MISLUKT)


def _format_moment(tekst: str) -> str:
    try:
        moment = datetime.fromisoformat(tekst)
    except ValueError:
        return "een onbekend moment"
    return format_moment(moment)
