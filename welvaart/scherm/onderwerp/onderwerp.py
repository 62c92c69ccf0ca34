"""What the pages about one subject share: the chosen regio, its series, its lines, its source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.grafieken.tijdreeks import Lijn, Rol
from welvaart.groep.groepen import Groep
from welvaart.groep.regiobeeld import Regiobeeld
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.arbeidsbeeld import begin_zin, describe_klaarstaand, name_gebied
from welvaart.onderwerp.jaarreeks import Jaarreeks, read_groepsreeksen, read_jaarreeks
from welvaart.onderwerp.sprong import Sprong, find_sprong
from welvaart.opmaak import format_opsomming
from welvaart.regio.regio import Regio
from welvaart.scherm.cijfers import get_groepen, get_scorekaart
from welvaart.scherm.gegevens.gegevens import name_opdracht
from welvaart.scherm.geheugen import Geheugen
from welvaart.scherm.kader import REGIOVERGELIJKING, get_query
from welvaart.scherm.paginalink import link_pagina
from welvaart.scherm.tabel import show_tabel
from welvaart.zin.duiding import describe_positie
from welvaart.zin.gaten import find_gaten, list_redenen

_REEKSEN: Geheugen[Jaarreeks] = Geheugen(3000)
_GROEPSREEKSEN: Geheugen[dict[str, Jaarreeks]] = Geheugen(2000)
_SPRONGEN: Geheugen[Sprong | None] = Geheugen(2000)


@dataclass(frozen=True)
class Onderwerp:
    """What is on the page.

    Attributes:
        stand: the figures of all gemeenten.
        beeld: the chosen regio with the figures it is judged in.
        groep: what it is compared with.
    """

    stand: Stand
    beeld: Regiobeeld
    groep: Groep

    @property
    def regio(self) -> Regio:
        """The chosen regio."""
        return self.beeld.regio

    @cached_property
    def groepen(self) -> list[Groep]:
        """The groups that are offered for this regio."""
        return get_groepen(self.stand, self.regio.code)

    @property
    def naam(self) -> str:
        """The regio inside a sentence: "Delft", "de provincie Utrecht"."""
        return name_gebied(self.regio.naam)

    def get_indicator(self, indicator_id: str) -> Indicator:
        """An indicator with figures."""
        return self.stand.indicatoren[indicator_id]

    def read_eigen(self, indicator_id: str) -> Jaarreeks:
        """The series of the chosen regio, with the name it has inside a sentence."""

        def read() -> Jaarreeks:
            x = self.get_indicator(indicator_id)
            return replace(read_jaarreeks(self.beeld.stand, x, self.regio), naam=self.naam)

        return _REEKSEN.get(self.stand, (self.regio.code, indicator_id), read)

    def read_groep(self, indicator_ids: Sequence[str], groep: Groep) -> dict[str, Jaarreeks]:
        """The series of a group, kept per build: many people look at the same groups."""
        # An area is the same for everybody; what "provincie" or "lijkt_op" is depends on the regio.
        wie = groep.regio_code or f"{self.regio.code} {groep.sleutel}"
        return _GROEPSREEKSEN.get(
            self.stand,
            (wie, *indicator_ids),
            lambda: read_groepsreeksen(self.stand, indicator_ids, groep),
        )

    def read_land(self, indicator_ids: Sequence[str]) -> dict[str, Jaarreeks]:
        """The series of Nederland; of the regio itself where that is the whole country."""
        land = self.find_groep("land")
        if land is None:
            return {k: self.read_eigen(k) for k in indicator_ids}
        return self.read_groep(indicator_ids, land)

    @property
    def is_land(self) -> bool:
        """True where the regio holds all gemeenten, so that there is no Nederland beside it."""
        return self.find_groep("land") is None

    def find_groep(self, soort: str) -> Groep | None:
        """The group of one kind that is offered for this regio."""
        return next((groep for groep in self.groepen if groep.soort == soort), None)


def get_sprong(stand: Stand, x: Indicator, gemeente: Regio) -> Sprong | None:
    """A year of a gemeente that lies far from its neighbours; None without."""

    def find() -> Sprong | None:
        return find_sprong(stand, x, read_jaarreeks(stand, x, gemeente))

    return _SPRONGEN.get(stand, (gemeente.code, x.indicator_id), find)


def build_lijnen(onderwerp: Onderwerp, indicator_id: str) -> list[Lijn]:
    """Few lines: the regio, Nederland, the chosen group or the region around it, who is like it."""
    lijnen = [_build_lijn(onderwerp.read_eigen(indicator_id), "eigen", onderwerp.regio.naam)]
    gekozen = onderwerp.groep if onderwerp.groep.soort != "land" else None
    groepen: list[tuple[Rol, Groep | None]] = [
        ("land", onderwerp.find_groep("land")),
        ("regio", gekozen or onderwerp.find_groep("arbeidsmarktregio")),
        ("gelijk", onderwerp.find_groep("lijkt_op")),
    ]
    gezien = {onderwerp.beeld.leden}
    for rol, groep in groepen:
        if groep is None or groep.codes in gezien:
            continue
        gezien.add(groep.codes)
        reeks = onderwerp.read_groep([indicator_id], groep)[indicator_id]
        lijnen.append(_build_lijn(reeks, rol, _shorten(groep)))
    return [lijn for lijn in lijnen if any(w == w for w in lijn.waarden)]


def _build_lijn(reeks: Jaarreeks, rol: Rol, naam: str) -> Lijn:
    return Lijn(
        naam,
        rol,
        reeks.jaren,
        reeks.waarden,
        reeks.voorlopig,
        reeks.decimalen,
        frozenset(jaar for jaar, _ in reeks.breuken),
        reeks.redenen,
    )


def _shorten(groep: Groep) -> str:
    """A name that fits at the end of a line."""
    if groep.soort == "lijkt_op":
        return "Gelijkende gemeenten"
    return groep.titel.replace("Arbeidsmarktregio ", "Regio ")


def describe_plaats(onderwerp: Onderwerp, indicator_id: str, jaar: int) -> str:
    """The place of the newest figure; "" for another year and for what has no better or worse."""
    regels = get_scorekaart(onderwerp.beeld.stand, onderwerp.regio.code)
    regel = next(r for r in regels if r.indicator.indicator_id == indicator_id)
    is_jaar = regel.heeft_waarde and Periode.parse(regel.periode_code).laatste_jaar == jaar
    if not is_jaar or not regel.indicator.teken:
        return ""
    return begin_zin(describe_positie(regel, onderwerp.naam))


def draw_kaartlink(onderwerp: Onderwerp, indicator_id: str, jaar: int) -> None:
    """Draw a link to the map of this figure in this year, with the same regio and group."""
    query = {**get_query(onderwerp.regio), "indicator": indicator_id}
    jaren = onderwerp.stand.reeksen.get_jaren(indicator_id)
    if jaar in jaren and jaar != jaren[-1]:
        query["jaar"] = str(jaar)
    link_pagina(REGIOVERGELIJKING, "Bekijk op de kaart", query, icoon=":material/map:")


def show_klaarstaand(klaar: Sequence[Indicator], sleutel: str) -> None:
    """Name the entries of the catalogue without figures; on request how to get each of them."""
    if not klaar:
        return
    st.html(f"<p>{escape(describe_klaarstaand(klaar))}</p>")
    if st.toggle("Toon hoe u aan deze cijfers komt", key=sleutel):
        show_tabel(
            ["Nog geen cijfers", "Wat u doet"],
            [[x.titel, name_opdracht(x)] for x in klaar],
            bijschrift="Daarna nog: python -m etl build",
        )


def show_zinnen(zinnen: Iterable[str]) -> None:
    """Draw sentences as paragraphs; empty ones are left out."""
    tekst = "".join(f"<p>{escape(zin)}</p>" for zin in zinnen if zin)
    if tekst:
        st.html(tekst)


def show_klein(zinnen: Iterable[str]) -> None:
    """Draw sentences as small paragraphs under a chart; empty ones are left out."""
    tekst = "".join(f'<p class="bw-klein">{escape(zin)}</p>' for zin in zinnen if zin)
    if tekst:
        st.html(tekst)


def describe_gelijkenden(onderwerp: Onderwerp, indicator_id: str) -> str:
    """Who the line of the look-alikes stands for, or why they have none.

    "" where the frame already names them.
    """
    groep = onderwerp.find_groep("lijkt_op")
    if groep is None or groep == onderwerp.groep:
        return ""
    reeks = onderwerp.read_groep([indicator_id], groep)[indicator_id]
    if any(waarde == waarde for waarde in reeks.waarden):
        return groep.uitleg
    zonder = find_gaten(onderwerp.stand.gemeentestand, indicator_id, groep.codes)
    waarom = (
        f"van {format_opsomming([naam for naam, _ in zonder])} is er geen cijfer"
        if zonder
        else ("te weinig van hen hebben in elk jaar een cijfer")
    )
    zin = f"{groep.uitleg} Zij hebben hier geen lijn: {waarom}."
    return f"{zin} {list_redenen(zonder)}".rstrip()


def build_bron(indicator: Indicator, periode: str) -> str:
    """The line that stands inside each picture: source, edition, peildatum, indeling.

    Args:
        indicator: whose figures are drawn.
        periode: "2022" or "2013–2022".
    """
    indeling = (
        f"gemeenten van {indicator.indeling_bron}"
        if indicator.indeling_bron
        else "gemeenten van nu, eerdere jaren waar nodig omgerekend"
    )
    return (
        f"Bron: {indicator.bronregel}. Peildatum: {indicator.peilmoment}, {periode}. "
        f"Indeling: {indeling}."
    )
