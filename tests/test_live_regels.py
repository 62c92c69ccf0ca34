"""Every entry with a live source asks a question that a table with what we know of it can answer.

The table is made from facts of the reference (unit, kind of period) and from the entry itself; the
figures are made up. What we do not know, no test can show: that is what `etl check` is for.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from etl.bronnen.net.verbinding import Verbinding
from etl.instellingen import WORTEL, Instellingen
from etl.nakijken.bevinding import Bevinding, is_goed
from etl.nakijken.eenheid import parse_veelvoud
from etl.nakijken.ronde import check
from etl.ophalen.ronde import fetch
from etl.ophalen.verslag import Wens
from tests.cbs_server import CbsServer
from tests.cbs_tabel import CbsTabel
from tests.ophaalwereld import GEEN_GEDULD, Stil, Wereld
from welvaart.catalogus import (
    BestandBron,
    Catalogus,
    CatalogusIndicator,
    CbsV3Bron,
    CbsV4Bron,
    Onderwerp,
    load_catalogus,
)

CATALOGUS = load_catalogus(WORTEL / "indicators.yaml")
EENHEDEN = {
    "M000352": "aantal",
    "M000200": "aantal",
    "D001908": "aantal",
    "M000222": "1 000 euro",
    "M003039": "1 000 euro",
    "M001534": "euro",
    "M000219": "m3",
    "M000221": "kWh",
    "M004200_2": "aantal",
    "M004200_4": "per 1 000 inwoners",
    "NieuwbouwTotaal_6": "aantal",
    "EindstandVoorraad_22": "aantal",
    "TotaleWoningvoorraad_1": "aantal",
    "TotaalParticuliereHuishoudens_1": "aantal",
    "OpgesteldVermogenVanZonnepanelen_2": "kW",
    "ErvarenGezondheidGoedZeerGoed_4": "%",
    "ErnstigOvergewicht_10": "%",
    "EenOfMeerLangdurigeAandoeningen_16": "%",
    "Eenzaam_27": "%",
    "Mantelzorger_31": "%",
    "MoeiteMetRondkomen_33": "%",
    "GeregistreerdeMisdrijven_1": "aantal",
    "NettoArbeidsparticipatie_3": "%",
    "OpenstaandeVacatures_1": "x 1 000",
    "3000795_2": "x 1 000",
    "3000800_2": "x 1 000",
    "PercentageJongerenMetJeugdzorg_92": "%",
    "TotaalBosEnOpenNatuurlijkTerrein_28": "ha",
    "BijstandTotDeAOWLeeftijd_7": "aantal",
}
"""Units as the source writes them, for topics that an entry names by code or key."""
WIJKTABELLEN = {"50120NED", "47018NED", "85984NED"}
"""Tables whose regio's stand under WijkenEnBuurten, ten wide."""
CONTRACT = {"inwoners", "netto_arbeidsparticipatie", "werkloosheid", "vestigingen", "woningwaarde"}
MAANDTABELLEN = {"85554NED", "82015NED", "80794ned", "37230ned"}
REGIOS = {"NL": "NL01", "PV": "PV20", "GM": "GM0503", "AM": "AM01", "CR": "CR26"}
LIVE = [
    naam for naam, entry in CATALOGUS.indicatoren.items() if not isinstance(entry.bron, BestandBron)
]


def build_tabel(entry: CatalogusIndicator) -> CbsTabel:
    """A table of one topic, with what is known of the one the entry names."""
    bron = entry.bron
    assert isinstance(bron, CbsV4Bron | CbsV3Bron)
    groep, plaats = None, 1
    if isinstance(bron.onderwerp, Onderwerp):
        code, titel, eenheid = "M1", bron.onderwerp.titel, str(bron.onderwerp.eenheid)
        groep = bron.onderwerp.groep
    else:
        code, eenheid, titel = bron.onderwerp, EENHEDEN[bron.onderwerp], "Onderwerp"
        if bron.soort == "cbs_v3":  # a key is the title in CamelCase and the place in the table
            titel, _, nummer = code.rpartition("_")
            plaats = int(nummer)
    begin = bron.vanaf or 2020
    soort = f"MM{bron.maand or 1:02d}" if bron.tabel in MAANDTABELLEN else "JJ00"
    jaren = 3 if bron.periode is None else 1
    perioden = {f"{begin + jaar}{soort}": {"titel": str(begin + jaar)} for jaar in range(jaren)}
    laag = 0 if entry.grenzen.min is None else entry.grenzen.min
    hoog = 100 if entry.grenzen.max is None else entry.grenzen.max
    waarde = (laag + hoog) / 2 / parse_veelvoud(eenheid)
    regios = {REGIOS[prefix]: {"titel": prefix} for prefix in bron.regios}
    titels = {naam: waar for naam, waar in bron.selectie.items() if waar != waar.upper()}
    vast = bron.selectie | {naam: "T001" for naam in titels}
    dimensies = {
        naam: {"titel": naam, "codes": {code: titels.get(naam, "Gekozen"), "9999999": "Anders"}}
        for naam, code in vast.items()
    }
    if bron.overig is not None:
        dimensies["Overig"] = {"titel": "Overig", "codes": {"T001": "Totaal", "1": "Een deel"}}
        vast["Overig"] = "T001"
    maat = {"titel": titel, "eenheid": eenheid, "soort": "Double", "decimalen": 1}
    cijfers = {(code, regio, periode): waarde for regio in regios for periode in perioden}
    ander = {"titel": "Ander", "eenheid": "aantal", "soort": "Double", "decimalen": 1}
    voor = {f"ander{nummer}": ander for nummer in range(1, plaats)}
    geo = {"naam": "RegioS", "soort": "GeoDimension"}
    if bron.tabel in WIJKTABELLEN:
        geo = {"naam": "WijkenEnBuurten", "soort": "GeoDetail", "breedte": "10"}
    return CbsTabel(
        tabel=bron.tabel,
        titel="Verzonnen",
        gewijzigd_op="2026-03-02T02:00:00+01:00",
        aantal=10_000_000,
        geo=geo,
        regios=regios,
        onderwerpen={**voor, code: maat if groep is None else {**maat, "groep": "1"}},
        perioden=perioden,
        cijfers=cijfers,
        dimensies=dimensies,
        vast=vast,
        groepen={} if groep is None else {"1": {"titel": groep}},
        zonder_tijd=bron.periode is not None,
    )


def pick(naam: str, server: CbsServer) -> Catalogus:
    """The catalogue of one entry; what others publish at CBS comes from the test server too."""
    entry = CATALOGUS[naam]
    if isinstance(entry.bron, CbsV3Bron) and entry.bron.catalogus is not None:
        hier = entry.bron.model_copy(update={"catalogus": server.basis})
        entry = entry.model_copy(update={"bron": hier})
    return CATALOGUS.model_copy(update={"indicatoren": {naam: entry}})


@contextmanager
def serve(map_: Path, tabel: CbsTabel) -> Iterator[tuple[CbsServer, Instellingen, Verbinding]]:
    server = CbsServer(tabellen={tabel.tabel: tabel})
    with server, Verbinding(GEEN_GEDULD) as verbinding, Wereld(map_) as wereld:
        eigen = replace(wereld.instellingen, cbs_v4_url=server.v4_url, cbs_v3_host=server.basis)
        yield server, eigen, verbinding


def check_met(map_: Path, naam: str, tabel: CbsTabel) -> list[Bevinding]:
    with serve(map_, tabel) as (server, instellingen, verbinding):
        return check((naam,), pick(naam, server), instellingen, verbinding)


@pytest.mark.parametrize("naam", LIVE)
def test_question_agrees_with_the_table_it_names_and_brings_figures(
    tmp_path: Path, naam: str
) -> None:
    entry = CATALOGUS[naam]
    tabel = build_tabel(entry)
    bevindingen = check_met(tmp_path, naam, tabel)
    assert is_goed(bevindingen), bevindingen
    with serve(tmp_path, tabel) as (server, instellingen, verbinding):
        wens = Wens((naam,), alles=True, sta_toe_afwijking=True)
        (resultaat,) = fetch(wens, pick(naam, server), instellingen, verbinding, Stil())
    aantal = len(tabel.perioden) * len(tabel.regios)
    assert (resultaat.soort, resultaat.rijen) == ("opgehaald", aantal)


@pytest.mark.parametrize("naam", LIVE)
def test_question_does_not_agree_with_a_table_in_another_unit_or_with_more_dimensions(
    tmp_path: Path, naam: str
) -> None:
    tabel = build_tabel(CATALOGUS[naam])
    mln = {code: {**maat, "eenheid": "mln kg"} for code, maat in tabel.onderwerpen.items()}
    codes = {"MW00000": "Waarde", "MOG0095": "Ondergrens"}
    erbij = {**tabel.dimensies, "Marges2": {"titel": "Marges", "codes": codes}}
    for anders in (replace(tabel, onderwerpen=mln), replace(tabel, dimensies=erbij)):
        assert not is_goed(check_met(tmp_path, naam, anders))


def test_no_live_entry_claims_to_have_been_checked() -> None:
    assert [naam for naam in LIVE if CATALOGUS[naam].gecontroleerd] == []


def test_live_entries_have_ids_of_their_own_beside_the_bundled_ones() -> None:
    nieuw = [naam for naam in LIVE if CATALOGUS[naam].bestand_bron is None]
    assert len(nieuw) >= 46
    assert not CONTRACT & set(nieuw)


def test_two_live_entries_never_ask_the_same_question() -> None:
    vragen = [CATALOGUS[naam].bron.model_dump_json() for naam in LIVE]
    assert len(set(vragen)) == len(vragen)


def test_tables_are_written_as_cbs_writes_them() -> None:
    bronnen = [entry.bron for entry in CATALOGUS.indicatoren.values()]
    eigen = {
        bron.tabel
        for bron in bronnen
        if isinstance(bron, CbsV4Bron) or (isinstance(bron, CbsV3Bron) and bron.catalogus is None)
    }
    assert "03759ned" in eigen
    for tabel in eigen:  # ned in small letters up to about 81500, NED after that
        assert re.fullmatch(r"\d{5}(NED|ned)", tabel), tabel
        assert (int(tabel[:5]) < 81_500) == tabel.endswith("ned"), tabel
