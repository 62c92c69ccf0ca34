"""Entries whose table is known from its page at CBS only: asked of made-up tables of that shape.

What can go wrong at a table seen for the first time: a total under another name, a dimension more
than was known, months where a year is wanted, no periods at all, a topic under another title.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from etl.bronnen.net.verbinding import Verbinding
from etl.nakijken.bevinding import is_goed
from etl.nakijken.ronde import check
from etl.ophalen.opgehaald import load_opgehaald
from etl.ophalen.ronde import fetch
from etl.ophalen.verslag import Wens
from etl.snapshot import read_snapshots
from tests.cbs_server import CbsServer
from tests.cbs_tabel import CbsTabel
from tests.ophaalwereld import GEEN_GEDULD, Stil, Wereld, get_soorten, load_regio
from tests.test_live_regels import pick
from welvaart.catalogus import Catalogus

MAANDEN = ("2021MM11", "2021MM12", "2022MM12")
JAREN = ("2021JJ00", "2022JJ00")
LEEFTIJD = {"10000": "Totaal", "20300": "18 tot 65 jaar", "80200": "65 jaar of ouder"}
MARGES = {"MW00000": "Waarde", "MOG0095": "Ondergrens 95%-interval"}
AOW = {"T001291": "Uitkeringen totaal", "A045102": "Aan personen tot de AOW-leeftijd"}
PERSONEN = {"T009002": "Totaal personen", "3000": "Geslacht: mannen"}
DUUR = {"T001101": "Totaal", "1": "Ten minste 4 jaar"}
HUISHOUDENS = {"1050010": "Particuliere huishoudens", "1050055": "Type: eenpersoonshuishouden"}
SBI = {"T001081": "A-U Alle economische activiteiten", "301000": "A Landbouw"}
BEWONING = {
    "T001235": "Totaal",
    "A028725": "Bewoonde woningen",
    "A028726": "Niet bewoonde woningen",
}
AFVAL = {"A1": "Totaal huishoudelijk afval", "A025450": "Huishoudelijk restafval"}
VORMEN: dict[str, tuple[str, str, dict[str, dict[str, str]], dict[str, str]]] = {
    "banen_per_jaar": (
        "Banen van werknemers in december",
        "x 1 000",
        {"BedrijfstakkenBranchesSBI2008": SBI},
        {"BedrijfstakkenBranchesSBI2008": "T001081"},
    ),
    "vermogen_mediaan": (
        "Mediaan vermogen",
        "1 000 euro",
        {"KenmerkenVanHuishoudens": HUISHOUDENS},
        {"KenmerkenVanHuishoudens": "1050010"},
    ),
    "armoede_personen": (
        "Personen in armoede relatief",
        "%",
        {"KenmerkenVanPersonen": PERSONEN, "DuurArmoede": DUUR},
        {"KenmerkenVanPersonen": "T009002", "DuurArmoede": "T001101"},
    ),
    "armoede_kinderen": (
        "Kinderen in armoede, relatief",
        "%",
        {"KenmerkenVanKinderen": {"1": "Kinderen totaal", "2": "Leeftijd: 0 tot 4 jaar"}},
        {"KenmerkenVanKinderen": "1"},
    ),
    "bijstandsuitkeringen": (
        "Aantal bijstandsuitkeringen",
        "aantal",
        {"UitkeringenInRelatieMetDeAOW": AOW},
        {"UitkeringenInRelatieMetDeAOW": "T001291"},
    ),
    "bijstandsontvangers": ("Bijstand tot de AOW-leeftijd", "aantal", {}, {}),
    "woningen_niet_bewoond_oude_reeks": (
        "Totale woningvoorraad",
        "aantal",
        {"StatusVanBewoning": BEWONING},
        {"StatusVanBewoning": "A028726"},
    ),
    "huishoudelijk_afval": (
        "Hoeveelheid huishoudelijk afval",
        "kg per inwoner",
        {"Afvalsoort": AFVAL},
        {"Afvalsoort": "A1"},
    ),
    "ervaren_gezondheid_2024": (
        "Ervaren gezondheid (goed/zeer goed)",
        "%",
        {"Leeftijd": LEEFTIJD, "Marges": MARGES},
        {"Leeftijd": "10000", "Marges": "MW00000"},
    ),
}
MAAL = {"huishoudelijk_afval": 10}


def build_tabel(naam: str, catalogus: Catalogus) -> CbsTabel:
    """Delft has 40 in every period (400 kg), 41 in November; the topic stands behind six others."""
    bron = catalogus[naam].bron
    assert bron.soort in ("cbs_v4", "cbs_v3")
    titel, eenheid, dimensies, vast = VORMEN[naam]
    zonder_tijd = naam == "ervaren_gezondheid_2024"
    perioden = MAANDEN if naam.startswith("bijstand") else JAREN
    perioden = ("2024JJ00",) if zonder_tijd else perioden
    maat = {"titel": titel, "eenheid": eenheid, "soort": "Double", "decimalen": 1}
    ander = {**maat, "titel": "Iets anders"}
    regios = {"NL01": "Nederland", "PV28": "Zuid-Holland (PV)", "GM0503": "Delft"}
    return CbsTabel(
        tabel=bron.tabel,
        titel="Verzonnen",
        gewijzigd_op="2026-03-02T02:00:00+01:00",
        aantal=10_000_000,
        geo={"naam": "RegioS", "soort": "GeoDimension"},
        regios={code: {"titel": titel} for code, titel in regios.items()},
        onderwerpen={**{f"A{nummer}": ander for nummer in range(6)}, "M1": maat},
        perioden={code: {"titel": code} for code in perioden},
        cijfers={
            ("M1", regio, code): (41 if code.endswith("MM11") else 40) * MAAL.get(naam, 1)
            for regio in regios
            for code in perioden
        },
        dimensies={
            sleutel: {"titel": sleutel, "codes": codes} for sleutel, codes in dimensies.items()
        },
        vast=vast,
        groepen={},
        zonder_tijd=zonder_tijd,
    )


class Bron:
    """One entry, the table it asks, and what was fetched."""

    def __init__(self, naam: str, wereld: Wereld, server: CbsServer) -> None:
        self.naam, self.wereld, self.server = naam, wereld, server
        self.catalogus = pick(naam, server)
        self.instellingen = replace(
            wereld.instellingen, cbs_v4_url=server.v4_url, cbs_v3_host=server.basis
        )
        self.publish(build_tabel(naam, self.catalogus))

    def publish(self, tabel: CbsTabel) -> None:
        self.tabel = tabel
        self.server.tabellen[tabel.tabel] = tabel

    def check(self) -> tuple[bool, str]:
        with Verbinding(GEEN_GEDULD) as verbinding:
            gevonden = check((self.naam,), self.catalogus, self.instellingen, verbinding)
        return is_goed(gevonden), " ".join(regel for x in gevonden for regel in x.regels)

    def fetch(self) -> tuple[str, str]:
        wens = Wens((self.naam,), alles=True)
        with Verbinding(GEEN_GEDULD) as verbinding:
            (uit,) = fetch(wens, self.catalogus, self.instellingen, verbinding, Stil())
        return get_soorten([uit])[self.naam], " ".join(uit.regels)

    def load(self) -> pd.DataFrame:
        snapshots = read_snapshots(self.instellingen.snapshots)
        return load_opgehaald(snapshots, self.catalogus, load_regio()).waarnemingen


@contextmanager
def serve(map_: Path, naam: str) -> Iterator[Bron]:
    with CbsServer(tabellen={}) as server, Wereld(map_) as wereld:
        yield Bron(naam, wereld, server)


@pytest.mark.parametrize("naam", sorted(VORMEN))
def test_the_figure_for_all_is_the_one_that_is_fetched(tmp_path: Path, naam: str) -> None:
    with serve(tmp_path, naam) as bron:
        assert bron.check() == (True, "")
        assert bron.fetch()[0] == "opgehaald"
        delft = bron.load().query("regio_code == 'GM0503'")
    factor = {"banen_per_jaar": 1000, "vermogen_mediaan": 1000, **MAAL}.get(naam, 1)
    jaren = ["2024JJ00"] if naam == "ervaren_gezondheid_2024" else list(JAREN)
    assert list(zip(delft["periode_code"], delft["waarde"], strict=True)) == [
        (jaar, 40.0 * factor) for jaar in jaren
    ]


@pytest.mark.parametrize("naam", ["armoede_personen", "bijstandsuitkeringen", "vermogen_mediaan"])
def test_a_dimension_nobody_knew_of_is_not_guessed_at(tmp_path: Path, naam: str) -> None:
    codes = {"1050010": "Particuliere huishoudens incl. studenten", "1050015": "Zonder studenten"}
    with serve(tmp_path, naam) as bron:
        erbij = {**bron.tabel.dimensies, "Populatie": {"titel": "Populatie", "codes": codes}}
        vast = {**bron.tabel.vast, "Populatie": "1050010"}
        bron.publish(replace(bron.tabel, dimensies=erbij, vast=vast))
        goed, regels = bron.check()
        soort, waarom = bron.fetch()
    assert (goed, soort) == (False, "mislukt")
    for tekst in (regels, waarom):
        assert "dimensie Populatie" in tekst
        assert "1050010 (Particuliere huishoudens incl. studenten)" in tekst


@pytest.mark.parametrize("naam", sorted(VORMEN))
def test_a_topic_under_another_title_is_named_and_the_figures_of_before_stay(
    tmp_path: Path, naam: str
) -> None:
    with serve(tmp_path, naam) as bron:
        bron.fetch()
        voor = bron.load()
        maat = bron.tabel.onderwerpen["M1"]
        anders = {**bron.tabel.onderwerpen, "M1": {**maat, "titel": f"{maat['titel']} nieuw"}}
        bron.publish(replace(bron.tabel, onderwerpen=anders))
        goed, regels = bron.check()
        soort, waarom = bron.fetch()
        assert bron.load().equals(voor)
    assert (goed, soort) == (False, "mislukt")
    for tekst in (regels, waarom):
        assert f"bestaat niet in {bron.tabel.tabel}; lijkt op: " in tekst
        assert "nieuw" in tekst.split("lijkt op: ")[1].lower()


def test_a_table_without_the_month_that_is_wanted_is_named(tmp_path: Path) -> None:
    with serve(tmp_path, "bijstandsuitkeringen") as bron:
        bron.publish(replace(bron.tabel, perioden={"2022JJ00": {"titel": "2022"}}))
        goed, regels = bron.check()
        soort, waarom = bron.fetch()
    assert (goed, soort) == (False, "mislukt")
    for tekst in (regels, waarom):
        assert "heeft geen cijfers van maand 12; haal maand weg" in tekst


@pytest.mark.parametrize("soort", ["cbs_v4", "cbs_v3"])
def test_a_table_without_periods_needs_the_year_it_is_of(tmp_path: Path, soort: str) -> None:
    naam = "ervaren_gezondheid_2024"
    with serve(tmp_path, naam) as bron:
        entry = bron.catalogus[naam]
        weg = {"onderwerp": "ErvarenGezondheidGoedZeerGoed_7"} if soort == "cbs_v3" else {}
        velden = {**entry.bron.model_dump(), **weg, "soort": soort}
        for periode, goed in ((None, False), ("2024JJ00", True)):
            anders = type(entry).model_validate(
                {**entry.model_dump(), "bron": {**velden, "periode": periode}}
            )
            bron.catalogus = bron.catalogus.model_copy(update={"indicatoren": {naam: anders}})
            assert bron.check()[0] is goed
            uitkomst, waarom = bron.fetch()
            assert uitkomst == ("opgehaald" if goed else "mislukt")
            assert goed or "zet bij bron in indicators.yaml over welk jaar" in waarom
        assert set(bron.load()["periode_code"]) == {"2024JJ00"}
