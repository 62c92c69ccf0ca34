"""The page Arbeidsparticipatie: the finding, the lines, what explains the gap, the change."""

from dataclasses import dataclass
from functools import cached_property
from html import escape

import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.cijfertabel import build_jarentabel
from welvaart.grafieken.tijdreeks import build_tijdreeks
from welvaart.groep.groepen import Groep
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.arbeidsbeeld import (
    Niveau,
    describe_procentpunt,
    describe_rang,
    describe_titel,
    describe_verandering,
    describe_verschil,
)
from welvaart.onderwerp.arbeidscijfers import (
    IN_ZIN,
    NETTO,
    ONDERWERPEN,
    build_veranderrij,
    describe_lijn,
)
from welvaart.onderwerp.bevolking import Bevolking, find_bevolking
from welvaart.onderwerp.jaarreeks import Jaarreeks
from welvaart.onderwerp.niveau import find_niveaus
from welvaart.onderwerp.sprong import describe_sprong
from welvaart.onderwerp.verandering import (
    GEEN_RANG,
    Veranderingsrang,
    compute_verandering,
    rank_verandering,
)
from welvaart.regio.regio import Regio, RegioSoort
from welvaart.scherm.cijfers import get_regiobeeld
from welvaart.scherm.geheugen import Geheugen
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.kader import end_pagina
from welvaart.scherm.keuze import choose_jaren, choose_uit
from welvaart.scherm.onderwerp.onderwerp import (
    Onderwerp,
    build_bron,
    build_lijnen,
    describe_gelijkenden,
    describe_plaats,
    draw_kaartlink,
    get_sprong,
    show_klein,
)
from welvaart.scherm.tabel import build_tabel

_NIVEAUS: Geheugen[dict[str, Niveau]] = Geheugen(700)
_RANGEN: Geheugen[Veranderingsrang] = Geheugen(3000)
_BEVOLKING: Geheugen[Bevolking | None] = Geheugen(1500)


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
        return self.find_bevolking(self.tot)

    @cached_property
    def niveaus(self) -> dict[str, Niveau]:
        """The levels of groups to reach, by key."""
        ids = list(self.eigen)

        def find() -> dict[str, Niveau]:
            return find_niveaus(
                self.stand,
                self.groep,
                self.groepen,
                self.tot,
                lambda groep: self.read_groep(ids, groep)[NETTO],
            )

        sleutel = (self.regio.code, self.groep.sleutel, self.tot)
        return _NIVEAUS.get(self.stand, sleutel, find)

    def rank(self, indicator_id: str) -> Veranderingsrang:
        """The place of the change between the chosen years."""

        def rank() -> Veranderingsrang:
            x = self.get_indicator(indicator_id)
            return rank_verandering(self.beeld.stand, x, self.regio, self.van, self.tot)

        sleutel = (self.regio.code, indicator_id, self.van, self.tot)
        return _RANGEN.get(self.stand, sleutel, rank)

    def find_bevolking(self, jaar: int) -> Bevolking | None:
        """The population to turn procentpunten of a year into people; None when not known."""
        sleutel = (self.regio.code, jaar)
        return _BEVOLKING.get(self.stand, sleutel, lambda: find_bevolking(self.beeld, jaar))

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
    groot = "".join(f"<p>{escape(zin)}</p>" for zin in zinnen if zin)
    klein = escape(describe_procentpunt(eigen, arbeid.bevolking))
    st.html(f'{groot}<p class="bw-klein">{klein}</p>')


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
    sprong = _describe_sprong(arbeid, x)
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
        noten=[x.definitie, *_find_kanttekeningen(arbeid, x.indicator_id), *sprong],
    )
    draw_kaartlink(arbeid, x.indicator_id, arbeid.tot)
    uitleg = [*sprong, f"{x.titel}: {x.definitie}", describe_gelijkenden(arbeid, x.indicator_id)]
    show_klein(uitleg)


def show_verandering(arbeid: Arbeid) -> None:
    """Say the change between the chosen years, then list it for all four figures with its place."""
    st.header(f"Wat veranderde er van {arbeid.van} naar {arbeid.tot}?", anchor="tweejaren")
    reeks = arbeid.eigen[NETTO]
    beweging = compute_verandering(reeks, arbeid.van, arbeid.tot)
    zin = describe_verandering(reeks, beweging, arbeid.bevolking, IN_ZIN[NETTO])
    rang = arbeid.rank(NETTO) if beweging.is_zeker else GEEN_RANG
    wie = arbeid.regio.soort.meervoud
    boodschap = f"{zin} {describe_rang(rang, arbeid.naam, wie)}".strip()
    rijen = [
        build_veranderrij(k, eigen, (arbeid.van, arbeid.tot), arbeid.bevolking, arbeid.rank)
        for k, eigen in arbeid.eigen.items()
    ]
    met_plaats = any(rij[-1] for rij in rijen)
    koppen = ["Procent", str(arbeid.van), str(arbeid.tot), "Verschil", "Mensen", "Plaats"]
    koppen = koppen if met_plaats else koppen[:-1]
    tabel = build_tabel(
        koppen,
        [rij[: len(koppen)] for rij in rijen],
        bijschrift=f"{arbeid.regio.naam}: {arbeid.van} en {arbeid.tot} naast elkaar",
        rechts=range(1, len(koppen)),
    )
    plaats = (
        f" Plaats: van de verandering, onder {wie} met een cijfer; 1 is de gunstigste."
        if met_plaats
        else ""
    )
    st.html(
        f'<p>{escape(boodschap)}</p>{tabel}<p class="bw-klein">Verschil in procentpunt. Mensen: '
        "ongeveer, tussen twee grenzen; niet bij werkloosheid, want dat is een deel van wie werkt "
        "of werk zoekt."
        f"{plaats} Dit vergelijkt alleen het eerste en het laatste jaar; wat ertussen gebeurde, "
        "ziet u in de grafiek. Andere jaren kiest u bovenaan.</p>"
    )


def _find_kanttekeningen(arbeid: Arbeid, indicator_id: str) -> list[str]:
    gevonden = arbeid.stand.find_kanttekeningen(indicator_id, arbeid.regio.code)
    return [tekst for soort, tekst in gevonden if soort == "afgerond"]


def _describe_sprong(arbeid: Arbeid, x: Indicator) -> list[str]:
    """A year that lies far from its neighbours, of a gemeente; [] without."""
    if arbeid.regio.soort is not RegioSoort.GEMEENTE:
        return []
    sprong = get_sprong(arbeid.stand, x, arbeid.regio)
    return [] if sprong is None else [describe_sprong(sprong, x, arbeid.naam)]
