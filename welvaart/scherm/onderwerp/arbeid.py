"""The page Arbeidsparticipatie: the finding, the lines, what explains the gap, the change."""

from dataclasses import dataclass
from functools import cached_property
from html import escape

import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.cijfertabel import Cijfertabel, build_jarentabel
from welvaart.grafieken.ontleding import build_ontleding
from welvaart.grafieken.tijdreeks import build_tijdreeks
from welvaart.groep.groepen import Groep
from welvaart.lezen.stand import Stand
from welvaart.methode.participatie import compute_ontleding, round_ontleding
from welvaart.onderwerp.arbeidsbeeld import (
    describe_ontleding,
    describe_procentpunt,
    describe_rang,
    describe_titel,
    describe_verandering,
    describe_verschil,
    explain_geen_ontleding,
    explain_ontleding,
    name_gebied,
)
from welvaart.onderwerp.arbeidscijfers import (
    IN_ZIN,
    NETTO,
    ONDERWERPEN,
    build_veranderrij,
    describe_lijn,
)
from welvaart.onderwerp.bevolking import Bevolking, find_bevolking
from welvaart.onderwerp.jaarreeks import WERK, Jaarreeks, build_werkcijfers
from welvaart.onderwerp.verandering import (
    GEEN_RANG,
    Veranderingsrang,
    compute_verandering,
    rank_verandering,
)
from welvaart.opmaak import format_getal
from welvaart.regio.regio import Regio
from welvaart.scherm.cijfers import get_regiobeeld
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.kader import end_pagina
from welvaart.scherm.keuze import choose_jaren, choose_uit
from welvaart.scherm.onderwerp.onderwerp import (
    Onderwerp,
    build_bron,
    build_lijnen,
    describe_plaats,
    draw_kaartlink,
    show_zinnen,
)
from welvaart.scherm.tabel import show_tabel


@dataclass(frozen=True)
class Arbeid(Onderwerp):
    """The page with its choices made.

    Attributes:
        indicator: the chosen figure of `ONDERWERPEN`.
        van: first chosen year.
        tot: last chosen year; the whole page is about it.
    """

    indicator: Indicator
    van: int
    tot: int

    @cached_property
    def eigen(self) -> dict[str, Jaarreeks]:
        """The series of the regio, by indicator_id."""
        return {k: self.read_eigen(k) for k in find_onderwerpen(self.stand)}

    @cached_property
    def ander(self) -> dict[str, Jaarreeks]:
        """The series of the group it is compared with."""
        return self.read_groep(find_onderwerpen(self.stand), self.groep)

    @cached_property
    def bevolking(self) -> Bevolking | None:
        """To turn procentpunten into people."""
        return find_bevolking(self.beeld, self.tot)

    def rank(self, indicator_id: str) -> Veranderingsrang:
        """The place of the change between the chosen years."""
        x = self.get_indicator(indicator_id)
        return rank_verandering(self.beeld.stand, x, self.regio, self.van, self.tot)

    @cached_property
    def titel(self) -> str:
        """The finding."""
        return describe_titel(self.eigen[NETTO], self.ander[NETTO], self.groep, self.tot)


def find_onderwerpen(stand: Stand) -> list[str]:
    """The figures of this page that there are; netto participatie is always one of them."""
    return [k for k in ONDERWERPEN if k in stand.indicatoren]


def read_arbeid(stand: Stand, regio: Regio, groep: Groep) -> Arbeid:
    """Draw the choices and read what they ask for; the URL holds them.

    Stops the page with a sentence when there is no netto participatie at all.
    """
    if NETTO not in stand.indicatoren:
        st.info("Er zijn geen cijfers over arbeidsparticipatie. Kijk bij Gegevens wat er wel is.")
        end_pagina(stand)
        st.stop()
    links, rechts = st.columns(2)
    with links:
        keuzes = {k: ONDERWERPEN[k] for k in find_onderwerpen(stand)}
        gekozen = choose_uit("indicator", "Cijfer in de grafieken", keuzes, NETTO)
    with rechts:
        van, tot = choose_jaren(stand.reeksen.get_jaren(NETTO))
    beeld = get_regiobeeld(stand, regio)
    return Arbeid(stand, beeld, groep, stand.indicatoren[gekozen], van, tot)


def show_kern(arbeid: Arbeid) -> None:
    """Say the gap in procentpunt and people, the place, and what a procentpunt is."""
    eigen = arbeid.eigen[NETTO]
    zinnen = [
        describe_verschil(eigen, arbeid.ander[NETTO], arbeid.groep, arbeid.tot, arbeid.bevolking),
        describe_plaats(arbeid, NETTO, arbeid.tot),
        *_find_kanttekeningen(arbeid, NETTO),
    ]
    show_zinnen(zinnen)
    st.html(f'<p class="bw-klein">{escape(describe_procentpunt(eigen, arbeid.bevolking))}</p>')


def show_lijnen(arbeid: Arbeid) -> None:
    """Draw the series of the chosen figure over the years."""
    st.header("Hoe verandert het?", anchor="verandering")
    x = arbeid.indicator
    lijnen = build_lijnen(arbeid, x.indicator_id)
    ander = arbeid.ander[x.indicator_id]
    titel = describe_lijn(x, arbeid.eigen[x.indicator_id], ander, arbeid.groep, arbeid.tot)
    if not lijnen:
        st.html(f"<p>{escape(titel)}</p>")
        return
    jaren = arbeid.eigen[x.indicator_id].jaren
    figuur = build_tijdreeks(
        lijnen,
        x,
        titel=titel,
        bron=build_bron(x, f"{jaren[0]}–{jaren[-1]}"),
        breuken=arbeid.eigen[x.indicator_id].breuken,
    )
    show_grafiek(
        figuur,
        alt=f"Lijngrafiek. {titel}",
        sleutel="arbeid_lijnen",
        tabel=build_jarentabel(lijnen, x),
        noten=[x.definitie, *_find_kanttekeningen(arbeid, x.indicator_id)],
    )
    draw_kaartlink(arbeid, x.indicator_id, arbeid.tot)
    st.html(f'<p class="bw-klein">{escape(x.titel)}: {escape(x.definitie)}</p>')


def show_ontleding(arbeid: Arbeid) -> None:
    """Draw which part explains the gap with the group."""
    st.header("Wat verklaart het verschil?", anchor="ontleding")
    if not all(k in arbeid.eigen for k in WERK):
        st.html("<p>Daarvoor zijn ook bruto participatie en werkloosheid nodig.</p>")
        return
    eigen = build_werkcijfers([arbeid.eigen[k] for k in WERK], arbeid.tot)
    ander = build_werkcijfers([arbeid.ander[k] for k in WERK], arbeid.tot)
    ontleding = compute_ontleding(eigen, ander)
    if ontleding is None:
        st.html(f"<p>{escape(explain_geen_ontleding(arbeid.eigen[NETTO], arbeid.tot))}</p>")
        return
    delen = round_ontleding(ontleding)
    titel = describe_ontleding(ontleding, delen, arbeid.naam, arbeid.groep)
    balken = [
        (_say_bruto(delen.bruto), delen.bruto),
        (_say_werkloos(delen.werkloosheid), delen.werkloosheid),
    ]
    if delen.afronding:
        balken.append(("Blijft over door afronding", delen.afronding))
    balken.append(("Samen: het verschil in netto participatie", delen.verschil))
    figuur = build_ontleding(
        balken,
        titel=titel,
        bron=build_bron(arbeid.get_indicator(NETTO), str(arbeid.tot)),
        eenheid="procentpunt",
    )
    woorden = "; ".join(f"{tekst} {format_getal(w, 1, plus=True)}" for tekst, w in balken)
    show_grafiek(
        figuur,
        alt=f"Staafgrafiek. {titel} {woorden}.",
        sleutel="arbeid_ontleding",
        tabel=Cijfertabel(
            f"Verschil met {name_gebied(arbeid.groep.titel)} in {arbeid.tot}, in procentpunt",
            ["Deel", "Procentpunt"],
            [[tekst, format_getal(w, 1, plus=True)] for tekst, w in balken],
            getallen=[1],
            noot="",
        ),
        noten=[explain_ontleding(ontleding)],
    )
    st.html(f'<p class="bw-klein">{escape(explain_ontleding(ontleding))}</p>')


def show_verandering(arbeid: Arbeid) -> None:
    """Say the change between the chosen years, then list it for all four figures with its place."""
    st.header(f"Wat veranderde er van {arbeid.van} naar {arbeid.tot}?", anchor="tweejaren")
    reeks = arbeid.eigen[NETTO]
    beweging = compute_verandering(reeks, arbeid.van, arbeid.tot)
    zin = describe_verandering(reeks, beweging, arbeid.bevolking, IN_ZIN[NETTO])
    rang = arbeid.rank(NETTO) if beweging.is_zeker else GEEN_RANG
    wie = arbeid.regio.soort.meervoud
    show_zinnen([f"{zin} {describe_rang(rang, arbeid.naam, wie)}".strip()])
    rijen = [
        build_veranderrij(k, eigen, (arbeid.van, arbeid.tot), arbeid.bevolking, arbeid.rank)
        for k, eigen in arbeid.eigen.items()
    ]
    met_plaats = any(rij[-1] for rij in rijen)
    koppen = ["Procent", str(arbeid.van), str(arbeid.tot), "Verschil", "Mensen", "Plaats"]
    show_tabel(
        koppen if met_plaats else koppen[:-1],
        rijen if met_plaats else [rij[:-1] for rij in rijen],
        bijschrift=f"{arbeid.regio.naam}: {arbeid.van} en {arbeid.tot} naast elkaar",
        rechts=(1, 2, 3, 4, 5),
    )
    plaats = (
        f" Plaats: van de verandering, onder {wie} met een cijfer; 1 is de gunstigste."
        if met_plaats
        else ""
    )
    st.html(
        '<p class="bw-klein">Verschil in procentpunt. Mensen: ongeveer, tussen twee grenzen.'
        f"{plaats} Dit vergelijkt alleen het eerste en het laatste jaar; wat ertussen gebeurde, "
        "ziet u in de grafiek. Andere jaren kiest u bovenaan.</p>"
    )


def _find_kanttekeningen(arbeid: Arbeid, indicator_id: str) -> list[str]:
    gevonden = arbeid.stand.find_kanttekeningen(indicator_id, arbeid.regio.code)
    return [tekst for soort, tekst in gevonden if soort == "afgerond"]


def _say_bruto(deel: float) -> str:
    woord = "Groter" if deel > 0 else "Kleiner" if deel < 0 else "Even groot"
    return f"{woord} deel werkt of zoekt werk (bruto)"


def _say_werkloos(deel: float) -> str:
    woord = "Kleiner" if deel > 0 else "Groter" if deel < 0 else "Even groot"
    return f"{woord} deel van hen is werkloos"
