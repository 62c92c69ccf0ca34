"""The page Leegstand: which leegstand, how much, how it moves, and the norm of the team."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.fouten import KeuzeFout
from welvaart.grafieken.cijfertabel import build_jarentabel
from welvaart.grafieken.tijdreeks import Lijn, build_tijdreeks
from welvaart.groep.groepen import Groep
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.jaarreeks import Jaarreeks
from welvaart.onderwerp.leegstand import WONINGEN, Norm, find_soorten, parse_norm
from welvaart.onderwerp.leegstandsbeeld import (
    FRICTIE,
    LML,
    describe_aantal,
    describe_norm,
    describe_titel,
    describe_tweede_woningen,
    describe_verandering,
)
from welvaart.onderwerp.verandering import compute_verandering
from welvaart.regio.regio import Regio
from welvaart.scherm.cijfers import get_regiobeeld
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.kader import end_pagina
from welvaart.scherm.keuze import choose_jaren, choose_uit
from welvaart.scherm.melding import warn
from welvaart.scherm.onderwerp.onderwerp import (
    Onderwerp,
    build_bron,
    build_lijnen,
    describe_gelijkenden,
    describe_plaats,
    draw_kaartlink,
    show_klein,
    show_zinnen,
)


@dataclass(frozen=True)
class Leegstand(Onderwerp):
    """The page with its choices made.

    Attributes:
        indicator: the chosen notion of leegstand.
        van: first chosen year.
        tot: last chosen year; the figures on the page are of this year.
    """

    indicator: Indicator
    van: int
    tot: int

    @cached_property
    def eigen(self) -> Jaarreeks:
        """The series of the regio."""
        return self.read_eigen(self.indicator.indicator_id)

    @cached_property
    def ander(self) -> Jaarreeks:
        """The series of the group it is compared with."""
        return self.read_groep([self.indicator.indicator_id], self.groep)[
            self.indicator.indicator_id
        ]

    @cached_property
    def titel(self) -> str:
        """The finding."""
        return describe_titel(self.indicator, self.eigen, self.ander, self.groep, self.tot)


def read_leegstand(stand: Stand, regio: Regio, groep: Groep) -> Leegstand:
    """Draw the choices and read what they ask for; the URL holds them.

    Stops the page with a sentence when there is no figure on leegstand at all.
    """
    soorten = {x.indicator_id: x.titel for x in find_soorten(stand)}
    if not soorten:
        st.info("Er zijn geen cijfers over leegstand. Kijk bij Gegevens wat er wel is.")
        end_pagina(stand)
        st.stop()
    beeld = get_regiobeeld(stand, regio)
    links, rechts = st.columns(2)
    with links:
        gekozen = choose_uit("indicator", "Welke leegstand?", soorten, next(iter(soorten)))
    with rechts:
        breuken = beeld.stand.find_breuken(stand.indicatoren[gekozen], regio.code)
        nieuwste = max((jaar for jaar, _ in breuken), default=0)
        van, tot = choose_jaren(stand.reeksen.get_jaren(gekozen), begin=nieuwste)
    return Leegstand(stand, beeld, groep, stand.indicatoren[gekozen], van, tot)


def show_kern(leegstand: Leegstand) -> None:
    """Say what is counted, how many that is, and what may be behind a very high figure."""
    x = leegstand.indicator
    woningen = float("nan")
    if "woningen" in leegstand.stand.indicatoren:
        woningen = leegstand.read_eigen("woningen").get_waarde(leegstand.tot)
    land = leegstand.read_land([x.indicator_id])[x.indicator_id]
    zinnen = [
        describe_plaats(leegstand, x.indicator_id, leegstand.tot),
        describe_aantal(x, leegstand.eigen, leegstand.tot, woningen),
        describe_tweede_woningen(x, leegstand.eigen, land, leegstand.tot),
    ]
    show_zinnen(zinnen)
    slot = f" {LML}" if x.indicator_id == WONINGEN else ""
    if x.eigen:
        slot += " Deze cijfers komen uit een eigen bestand; kijk of deze omschrijving daarbij past."
    st.html(
        f'<p class="bw-kader"><strong>Wat is dit?</strong> {escape(x.definitie)}{escape(slot)}</p>'
    )


def show_lijnen(leegstand: Leegstand) -> None:
    """Draw the series over the years, with breaks open, and say the change in a sentence."""
    st.header("Hoe verandert het?", anchor="verandering")
    x, reeks = leegstand.indicator, leegstand.eigen
    beweging = compute_verandering(reeks, leegstand.van, leegstand.tot)
    titel = describe_verandering(x, reeks, beweging)
    lijnen = build_lijnen(leegstand, x.indicator_id)
    if not lijnen:
        st.html(f"<p>{escape(titel)}</p>")
        return
    bron = build_bron(x, f"{reeks.jaren[0]}–{reeks.jaren[-1]}")
    if (norm := find_norm()) is not None:
        lijnen.append(build_normlijn(norm, reeks.jaren))
        bron += f" Norm: {norm.bron}."
    figuur = build_tijdreeks(
        lijnen,
        x,
        titel=titel,
        bron=bron,
        breuken=reeks.breuken,
        vanaf_nul=x.afronding >= 1,
    )
    show_grafiek(
        figuur,
        alt=f"Lijngrafiek. {titel}",
        sleutel="leegstand_lijnen",
        tabel=build_jarentabel(lijnen, x),
        noten=[x.definitie],
    )
    show_klein([describe_gelijkenden(leegstand, x.indicator_id)])
    draw_kaartlink(leegstand, x.indicator_id, leegstand.tot)
    for _, tekst in leegstand.stand.find_kanttekeningen(x.indicator_id, leegstand.regio.code):
        st.html(f'<p class="bw-klein">Let op: {escape(tekst)}</p>')
    for jaar, reden in reeks.breuken:
        st.html(f'<p class="bw-klein">Breuk in {jaar}: {escape(reden)}</p>')


def build_normlijn(norm: Norm, jaren: Sequence[int]) -> Lijn:
    """The norm of the team as a level line, with the decimals that it was entered with."""
    n = len(jaren)
    decimalen = next(d for d in range(5) if round(norm.procent, d) == norm.procent or d == 4)
    return Lijn("Uw norm", "doel", jaren, [norm.procent] * n, [False] * n, decimalen)


def show_norm(leegstand: Leegstand) -> None:
    """Explain frictieleegstand, and hold the figure against what the team entered."""
    st.header("Hoeveel leegstand is goed?", anchor="norm")
    st.html(f"<p>{escape(FRICTIE)}</p>")
    kolommen = st.columns(2)
    with kolommen[0]:
        _draw_veld("norm", "Uw norm in procent", "bijvoorbeeld 5")
    with kolommen[1]:
        _draw_veld("normbron", "Waar is die vastgesteld?", "bijvoorbeeld kantorenvisie 2025")
    try:
        norm = _read_norm()
    except KeuzeFout as fout:
        warn(str(fout))
        return
    if norm is not None:
        zin = describe_norm(norm, leegstand.eigen, leegstand.tot, leegstand.indicator)
        st.html(f'<p class="bw-groot">{escape(zin)}</p>')


def _read_norm() -> Norm | None:
    return parse_norm(st.query_params.get("norm", ""), st.query_params.get("normbron", ""))


def find_norm() -> Norm | None:
    """The norm for the chart; what is wrong with it is said where it is entered."""
    try:
        return _read_norm()
    except KeuzeFout:
        return None


def _draw_veld(naam: str, label: str, voorbeeld: str) -> None:
    """A text field; the URL holds what was entered."""

    def write() -> None:
        tekst = st.session_state[f"veld_{naam}"].strip()
        if tekst:
            st.query_params[naam] = tekst
        else:
            st.query_params.pop(naam, None)

    st.session_state[f"veld_{naam}"] = st.query_params.get(naam, "")
    st.text_input(label, key=f"veld_{naam}", placeholder=voorbeeld, max_chars=120, on_change=write)
