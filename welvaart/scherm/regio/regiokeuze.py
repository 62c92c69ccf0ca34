"""What somebody chose on the page Regiovergelijking; the URL holds all of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import streamlit as st

from welvaart.grafieken.uitsnede import Uitsnede, find_uitsnede
from welvaart.groep.groepen import Groep, find_leden
from welvaart.groep.regiocijfers import SOORTEN, Regiocijfers, build_regiocijfers
from welvaart.lezen.stand import Stand
from welvaart.regio.regio import Regio, RegioSoort
from welvaart.scherm.geheugen import Geheugen
from welvaart.scherm.kader import read_groep
from welvaart.scherm.melding import warn

VORMEN: Mapping[str, str] = {
    "kaart": "Kaart",
    "jaren": "Kaart per jaar",
    "ranglijst": "Ranglijst",
    "stippen": "Stippen",
    "helling": "Twee jaren",
    "index": "Index",
    "tabel": "Tabel",
}
KAARTVORMEN = ("kaart", "jaren")
HEEL = "land"
_SOORTNAMEN = {
    "gemeente": "Gemeenten",
    "corop": "COROP-gebieden",
    "arbeidsmarktregio": "Arbeidsmarktregio's",
    "provincie": "Provincies",
}
_EERSTE = "netto_arbeidsparticipatie"
_CIJFERS: Geheugen[Regiocijfers] = Geheugen(300)


@dataclass(frozen=True)
class Keuze:
    """Everything a chart of this page needs to know.

    Attributes:
        regio: the chosen regio, of any kind.
        groep: the gemeenten of the region around it.
        cijfers: of the chosen indicator and kind of area.
        vorm: one of `VORMEN`.
        jaar: of map, ranking and strip.
        van: first year of slope and index; from here to `tot` there is no break.
        tot: last year of slope and index.
        raad: number of charts to show one by one in the raadsmodus; 0 = one chart on the page.
        heel: the maps show all of Nederland, also where a region is chosen.
    """

    regio: Regio
    groep: Groep
    cijfers: Regiocijfers
    vorm: str
    jaar: int
    van: int
    tot: int
    raad: int = 0
    heel: bool = False

    @property
    def eigen(self) -> int | None:
        """Place of the own area among those drawn; None for a region that is no such area."""
        return self.cijfers.plaats.get(self.regio.code)

    @cached_property
    def veld(self) -> list[int]:
        """Places of the areas that are held beside each other: the region's, or all of a kind."""
        if self.cijfers.soort != "gemeente":
            return list(range(len(self.cijfers.codes)))
        codes = {*self.groep.codes, self.regio.code}
        return [k for k, code in enumerate(self.cijfers.codes) if code in codes]

    @property
    def is_eigen_groep(self) -> bool:
        """True when the region whose gemeenten are shown is the chosen regio itself."""
        return self.groep.sleutel == self.regio.code

    @property
    def leden(self) -> Sequence[str]:
        """Codes of the region to outline on a map; nobody when that would be everybody."""
        heel = self.cijfers.soort != "gemeente" or self.groep.soort == "land"
        return () if heel else self.groep.codes

    @cached_property
    def uitsnede(self) -> Uitsnede | None:
        """The part of the country that the maps show; None = all of it."""
        return None if self.heel else find_uitsnede(self.leden)

    @property
    def waar(self) -> str:
        """Name of the field in a sentence."""
        return self.groep.titel if self.cijfers.soort == "gemeente" else "Nederland"

    def build_weergave(self, vorm: str) -> dict[str, str]:
        """Query parameters that reopen this choice in one form, years included."""
        query = {**self.kern, "vorm": vorm}
        if vorm in ("helling", "index"):
            return query | {"van": str(self.van), "tot": str(self.tot)}
        if vorm in KAARTVORMEN and self.heel:
            query["beeld"] = HEEL
        return query if vorm == "jaren" else query | {"jaar": str(self.jaar)}

    @property
    def kern(self) -> dict[str, str]:
        """Query parameters that every form needs to reopen, also when a default changes."""
        query = {
            "regio": self.regio.code,
            "soort": self.cijfers.soort,
            "indicator": self.cijfers.indicator.indicator_id,
        }
        if not self.is_eigen_groep:
            query["vergelijk"] = self.groep.sleutel
        return query


def read_regiogroep(stand: Stand, regio: Regio) -> Groep:
    """The gemeenten to hold beside each other: of a gemeente its COROP or a choice, else its own.

    Raises:
        KeuzeFout: the regio has no gemeenten.
    """
    if regio.soort is RegioSoort.GEMEENTE:
        return read_groep(stand, regio, standaard="corop")
    codes = find_leden(stand, regio.code)
    officieel = None if regio.soort is RegioSoort.EIGEN else regio.code
    return Groep(regio.code, regio.naam, regio.soort.value, codes, "", officieel)


def read_keuze(stand: Stand, regio: Regio, groep: Groep) -> Keuze | None:
    """Draw the choices and return them; None, with a sentence, where there is nothing to draw."""
    titels = {x.indicator_id: x.titel for x in stand.indicatoren.values()}
    links, midden = st.columns([3, 2], gap="small")
    with links:
        start = _EERSTE if _EERSTE in titels else next(iter(titels))
        indicator_id = _select("Indicator", titels, start, "indicator")
    with midden:
        soort = _select("Gebieden", _SOORTNAMEN, SOORTEN[0], "soort")
    vorm = _read_vorm()
    cijfers = get_regiocijfers(stand, indicator_id, soort)
    if not cijfers.jaren:
        soortnaam = RegioSoort(soort).meervoud
        st.info(
            f"Over {cijfers.indicator.titel.lower()} zijn er geen cijfers voor {soortnaam}. "
            "Kies een andere indicator of een ander soort gebied."
        )
        return None
    jaar, van, tot = _read_jaren(cijfers, vorm)
    keuze = Keuze(regio, groep, cijfers, vorm, jaar, van, tot)
    return replace(keuze, heel=_read_heel(keuze))


def _read_heel(keuze: Keuze) -> bool:
    """Whether the maps show all of Nederland; the URL holds it (`beeld=land`)."""
    gevraagd = _read({"": "de regio", HEEL: "heel Nederland"}, "", "beeld", "weergave")
    if keuze.vorm in KAARTVORMEN and keuze.uitsnede and "raad" not in st.query_params:
        sleutel = "regio_beeld"
        st.session_state[sleutel] = gevraagd == HEEL
        st.toggle(
            "Toon heel Nederland",
            key=sleutel,
            on_change=lambda: _write("beeld", HEEL if st.session_state[sleutel] else "", ""),
        )
    return gevraagd == HEEL


def get_regiocijfers(stand: Stand, indicator_id: str, soort: str) -> Regiocijfers:
    """The figures of one indicator for all areas of a kind, computed once per build."""
    return _CIJFERS.get(
        stand, (indicator_id, soort), lambda: build_regiocijfers(stand, indicator_id, soort)
    )


def _select(label: str, opties: Mapping[str, str], standaard: str, parameter: str) -> str:
    """A pick list that follows the URL and writes it."""
    gekozen = _read(opties, standaard, parameter, label.lower())
    if "raad" in st.query_params:  # behind the slides nobody chooses
        return gekozen
    sleutel = f"regio_{parameter}"
    st.session_state[sleutel] = gekozen
    st.selectbox(
        label,
        list(opties),
        format_func=lambda optie: opties[optie],
        key=sleutel,
        on_change=lambda: _write(parameter, st.session_state[sleutel], standaard),
    )
    return gekozen


def _read_vorm() -> str:
    gekozen = _read(VORMEN, "kaart", "vorm", "vorm")
    if "raad" in st.query_params:
        return gekozen
    sleutel = "regio_vorm"
    st.session_state[sleutel] = gekozen
    st.segmented_control(
        "Hoe wilt u het zien?",
        list(VORMEN),
        format_func=lambda vorm: VORMEN[vorm],
        key=sleutel,
        on_change=lambda: _write("vorm", st.session_state[sleutel] or gekozen, "kaart"),
    )
    return gekozen


def _read_jaren(cijfers: Regiocijfers, vorm: str) -> tuple[int, int, int]:
    """The chosen year, and two years without a break between them."""
    jaar = _read_jaar(cijfers.jaren, "jaar", cijfers.jaren[-1], cijfers)
    van, tot = _read_van_tot(cijfers)
    if "raad" in st.query_params:
        return jaar, van, tot
    if vorm in ("kaart", "ranglijst", "stippen") and len(cijfers.jaren) > 1:
        jaar = _slide(
            cijfers, "Jaar", jaar, lambda w: _write("jaar", str(w), str(cijfers.jaren[-1]))
        )
    elif vorm in ("helling", "index") and len(cijfers.jaren) > 1:
        _slide_twee(cijfers, van, tot)
    return jaar, van, tot


def _read_van_tot(cijfers: Regiocijfers) -> tuple[int, int]:
    """First and last year of a comparison: the longest stretch without a break by default."""
    tot = _read_jaar(cijfers.jaren, "tot", cijfers.jaren[-1], cijfers)
    van = _read_jaar(cijfers.jaren, "van", find_eerste(cijfers, tot), cijfers)
    if van > tot:
        warn(f"Het eerste jaar ({van}) ligt na het laatste ({tot}); wij draaien ze om.")
        van, tot = tot, van
    if (reden := cijfers.find_breuk(van, tot)) is not None:
        eerste = find_eerste(cijfers, tot)
        warn(f"{van} en {tot} zijn niet te vergelijken. {reden} U ziet {eerste}–{tot}.")
        van = eerste
    return van, tot


def find_eerste(cijfers: Regiocijfers, tot: int) -> int:
    """The first year that has no break between it and `tot`."""
    begin = max((jaar for jaar, _ in cijfers.breuken if jaar <= tot), default=cijfers.jaren[0])
    return min((jaar for jaar in cijfers.jaren if begin <= jaar <= tot), default=tot)


def _slide(cijfers: Regiocijfers, label: str, jaar: int, write: Callable[[int], None]) -> int:
    sleutel = f"regio_jaar_{cijfers.indicator.indicator_id}_{cijfers.soort}"
    st.session_state[sleutel] = jaar
    st.select_slider(
        label,
        list(cijfers.jaren),
        format_func=lambda j: cijfers.perioden[cijfers.jaren.index(j)],
        key=sleutel,
        on_change=lambda: write(st.session_state[sleutel]),
    )
    return jaar


def _slide_twee(cijfers: Regiocijfers, van: int, tot: int) -> None:
    sleutel = f"regio_vantot_{cijfers.indicator.indicator_id}_{cijfers.soort}"
    st.session_state[sleutel] = (van, tot)

    def write() -> None:
        nieuw_van, nieuw_tot = st.session_state[sleutel]
        st.query_params["van"], st.query_params["tot"] = str(nieuw_van), str(nieuw_tot)

    # The default makes it a slider with two ends; without, an answer of the browser reads as one.
    jaren = cijfers.jaren
    st.select_slider(
        "Van en tot", list(jaren), value=(jaren[0], jaren[-1]), key=sleutel, on_change=write
    )


def _read_jaar(jaren: Sequence[int], naam: str, anders: int, cijfers: Regiocijfers) -> int:
    gevraagd = st.query_params.get(naam)
    if not gevraagd:
        return anders
    if gevraagd.isascii() and gevraagd.isdigit() and int(gevraagd) in jaren:
        return int(gevraagd)
    warn(
        f"{cijfers.indicator.titel}: er zijn geen cijfers over het jaar '{gevraagd[:20]}'. "
        f"U ziet {anders}."
    )
    return anders


def _read(opties: Mapping[str, str], standaard: str, parameter: str, wat: str) -> str:
    gevraagd = st.query_params.get(parameter, standaard)
    if gevraagd in opties:
        return gevraagd
    warn(f"'{gevraagd[:60]}' is geen {wat} die wij kennen. U ziet {opties[standaard]}.")
    return standaard


def _write(parameter: str, waarde: str, standaard: str) -> None:
    if waarde == standaard:
        st.query_params.pop(parameter, None)
    else:
        st.query_params[parameter] = waarde
