"""The Swing source: what it asks, what a bad day looks like, and that the key stays home."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
import requests

from etl.bouw import build
from etl.bronnen.net.geduld import Geduld
from etl.bronnen.net.verbinding import Verbinding
from etl.bronnen.swing.dienst import SwingDienst
from etl.instellingen import WORTEL, Instellingen, load_instellingen
from etl.nakijken.bevinding import KLOPT, NIET_BEREIKT, VERSCHIL
from etl.nakijken.ronde import check
from etl.ophalen.ronde import fetch
from etl.ophalen.verslag import GELIJK, MISLUKT, ONGEWIJZIGD, OPGEHAALD, Resultaat, Wens
from etl.snapshot import Snapshot, read_snapshots
from tests.ophaalwereld import GEEN_GEDULD, Stil, write_catalogus
from tests.proefserver import Storing
from tests.swing_server import APIKEY, SwingServer
from welvaart.catalogus import load_catalogus
from welvaart.fouten import BronFout

GEHEIM = "sleutel-7f3a9c"
INWONERS = "{soort: swing, onderwerp: bev_totaal, vanaf: 2022, factor: 1000}"


class Portaal:
    """A Swing server, a catalogue that asks it, and a folder; `fetch` is one round."""

    def __init__(self, map_: Path, bron: str = INWONERS) -> None:
        self.server = SwingServer(apikey=GEHEIM)
        self.pauzes: list[float] = []
        self.instellingen = Instellingen(
            warehouse=map_ / "warehouse.duckdb",
            catalogus=write_catalogus(map_ / "indicators.yaml", {"mijn_inwoners": bron}),
            correcties=map_ / "correcties.yaml",
            momentopname=WORTEL / "etl" / "momentopname",
            snapshots=map_ / "snapshots",
            wacht_s=0.2,
            swing_url=self.server.url,
            swing_apikey=GEHEIM,
        )

    @property
    def snapshots(self) -> list[Snapshot]:
        return read_snapshots(self.instellingen.snapshots)

    def fetch(self, fout: str | None = None, waar: str = "", **rest: Any) -> Resultaat:  # noqa: ANN401
        self.server.storing = Storing(fout, waar, **rest) if fout else None
        self.server.verzoeken.clear()
        geduld = replace(GEEN_GEDULD, slaap=self.pauzes.append)
        catalogus = load_catalogus(self.instellingen.catalogus)
        with Verbinding(geduld) as verbinding:
            [resultaat] = fetch(Wens(), catalogus, self.instellingen, verbinding, Stil())
        return resultaat


@pytest.fixture
def portaal(tmp_path: Path) -> Iterator[Portaal]:
    portaal = Portaal(tmp_path)
    with portaal.server:
        yield portaal


def read_cijfers(portaal: Portaal) -> dict[tuple[str, str], float | None]:
    build(portaal.instellingen)
    with duckdb.connect(str(portaal.instellingen.warehouse), read_only=True) as verbinding:
        rijen = verbinding.execute(
            "SELECT regio_code, periode_code, waarde FROM waarneming WHERE indicator_id = $id "
            "AND indeling_jaar = 0 AND regio_code LIKE 'GM%'",
            {"id": "mijn_inwoners"},
        ).fetchall()
    return {(regio, periode[:4]): waarde for regio, periode, waarde in rijen}


def test_an_entry_in_the_catalogue_alone_is_fetched_built_and_names_its_source(
    portaal: Portaal,
) -> None:
    assert portaal.fetch().soort == OPGEHAALD
    assert read_cijfers(portaal) == {
        ("GM0014", "2022"): 235500,
        ("GM0344", "2022"): 361250,
        ("GM0363", "2022"): 882000,
        ("GM0503", "2022"): 104500,
        ("GM1982", "2022"): 90500,
        ("GM0014", "2023"): 238500,
        ("GM0344", "2023"): 367750,
        ("GM0363", "2023"): None,
        ("GM0503", "2023"): None,
        ("GM1982", "2023"): 91250,
    }
    with duckdb.connect(str(portaal.instellingen.warehouse), read_only=True) as verbinding:
        bron, tabel, url = verbinding.execute(
            "SELECT bron, tabel, url FROM snapshot WHERE bron LIKE 'Swing%'"
        ).fetchall()[0]
        redenen = dict(
            verbinding.execute(
                "SELECT regio_code, ontbreekt_omdat FROM waarneming WHERE waarde IS NULL "
                "AND indicator_id = 'mijn_inwoners' AND indeling_jaar = 0"
            ).fetchall()
        )
        naam = verbinding.execute(
            "SELECT bron_naam FROM indicator WHERE indicator_id = 'mijn_inwoners'"
        ).fetchall()[0][0]
    assert bron == naam == f"Swing-databank {portaal.server.host}"
    assert (tabel, url) == ("bev_totaal", portaal.server.url)
    assert redenen["GM0363"].startswith("De bron geeft hier een teken in plaats van een cijfer")
    assert redenen["GM0503"].startswith("De bron laat dit leeg")


def test_the_variable_and_its_values_of_all_years_are_asked_and_nothing_else(
    portaal: Portaal,
) -> None:
    portaal.fetch()
    wortel = "/jiveservices/odata/Variables('bev_totaal')"
    assert portaal.server.verzoeken == [
        wortel,
        f"{wortel}/GeoLevels('gemeente')/PeriodLevels('year')/Periods('all')/Values",
    ]
    assert set(portaal.server.sleutels) == {GEHEIM}


def test_pages_are_followed_to_the_last_and_leave_no_trace(portaal: Portaal) -> None:
    portaal.fetch()
    [eerst] = portaal.snapshots
    portaal.server.pagina = 4
    assert portaal.fetch().soort == GELIJK
    assert len(portaal.server.verzoeken) == 1 + 4
    assert [deel.snapshot_id for deel in portaal.snapshots] == [eerst.snapshot_id]


def test_the_same_figures_are_not_stored_again_and_newer_ones_are(portaal: Portaal) -> None:
    portaal.fetch()
    voor = {pad: pad.stat().st_mtime_ns for pad in portaal.instellingen.snapshots.glob("*.*")}
    assert portaal.fetch().soort == GELIJK
    na = {pad: pad.stat().st_mtime_ns for pad in portaal.instellingen.snapshots.glob("*.*")}
    assert na == voor
    portaal.server.variabelen["bev_totaal"].waarden["2023"][503] = "105.5"
    assert portaal.fetch().soort == OPGEHAALD
    assert read_cijfers(portaal)["GM0503", "2023"] == 105500


SLECHT = [
    ("401", "de databank kent de sleutel niet", 1),
    ("403", "de sleutel geeft geen toegang tot dit onderwerp", 1),
    ("404", "dit onderwerp is daar niet gepubliceerd (HTTP 404)", 1),
    ("429", "de bron vraagt om het rustiger aan te doen (HTTP 429)", 4),
    ("500", "de bron geeft een storing (HTTP 500)", 4),
    ("afgekapt", "het antwoord is halverwege afgebroken", 4),
    ("html", "er kwam een webpagina in plaats van cijfers", 4),
    ("inlog", "er kwam een inlogpagina in plaats van cijfers", 1),
    ("reset", "de verbinding is verbroken of komt er niet", 4),
]


@pytest.mark.parametrize(("fout", "melding", "keren"), SLECHT)
def test_a_bad_day_is_named_and_the_last_good_figures_stay(
    portaal: Portaal, fout: str, melding: str, keren: int
) -> None:
    portaal.fetch()
    voor = {pad: pad.stat().st_mtime_ns for pad in portaal.instellingen.snapshots.glob("*.*")}
    resultaat = portaal.fetch(fout)
    assert resultaat.soort == MISLUKT
    [regel] = resultaat.regels
    assert regel.startswith(f"mijn_inwoners: Swing-databank {portaal.server.host}, onderwerp")
    assert melding in regel
    assert GEHEIM not in regel
    assert len(portaal.server.verzoeken) == keren
    na = {pad: pad.stat().st_mtime_ns for pad in portaal.instellingen.snapshots.glob("*.*")}
    assert na == voor


def test_after_a_bad_day_the_build_shows_the_last_good_figures(portaal: Portaal) -> None:
    portaal.fetch()
    assert portaal.fetch("401").soort == MISLUKT
    assert read_cijfers(portaal)["GM0503", "2022"] == 104500


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        (
            "404",
            "geen jaarcijfers voor gebiedsniveau 'gemeente' (HTTP 404); kies gebiedsniveau uit",
        ),
        ("dubbel", "de databank gaf 1 rijen dubbel"),
        ("kring", "blijft naar een volgende pagina wijzen"),
        ("leeg", "nul rijen (de databank gaf er 0, van alle jaren samen); controleer"),
        ("niveau", "er komen cijfers van gebiedsniveau 'wijk' in plaats van 'gemeente'"),
        ("vorm", "Values heeft een andere vorm dan eerst (ValueString ontbreekt)"),
    ],
)
def test_values_that_are_not_what_was_asked_are_refused(
    portaal: Portaal, fout: str, melding: str
) -> None:
    resultaat = portaal.fetch(fout, "Values")
    assert resultaat.soort == MISLUKT
    assert melding in resultaat.regels[0]
    assert portaal.snapshots == []


def test_a_storm_that_passes_is_waited_for_as_long_as_the_portal_asks(portaal: Portaal) -> None:
    assert portaal.fetch("429", keer=2).soort == OPGEHAALD
    assert portaal.pauzes == [3.0, 3.0]


def test_a_silent_portal_is_left_in_time(portaal: Portaal) -> None:
    portaal.server.storing, portaal.server.traag_s = Storing("traag"), 0.5
    geduld = Geduld(stilte_s=0.05, pogingen=1)
    dienst = SwingDienst(portaal.server.url, GEHEIM, geduld)
    with dienst.verbinding, pytest.raises(BronFout, match="geen antwoord binnen de tijd"):
        dienst.fetch_object("Variables('bev_totaal')", "Swing")


@pytest.mark.parametrize(
    ("waarden", "verwacht"),
    [
        ({14: "234,5", 344: "1.359,25"}, {"GM0014": 234500, "GM0344": 1359250}),
        ({14: "234.5", 344: "1.359"}, {"GM0014": 234500, "GM0344": 1359}),
        ({14: "-12", 344: "0"}, None),
        ({14: "veel", 344: "1"}, "'veel' is geen getal"),
        ({14: "1,234", 344: "1"}, "'1,234' kan twee getallen zijn"),
        ({14: "1,5", 344: "1.5"}, "door elkaar met komma"),
    ],
)
def test_numbers_are_read_in_one_way_or_not_at_all(
    portaal: Portaal, waarden: dict[int, str], verwacht: dict[str, float] | str | None
) -> None:
    portaal.server.variabelen["bev_totaal"].waarden = {"2022": waarden}
    resultaat = portaal.fetch()
    if isinstance(verwacht, dict):
        cijfers = read_cijfers(portaal)
        assert {regio: cijfers[regio, "2022"] for regio in verwacht} == verwacht
    else:
        assert resultaat.soort == MISLUKT
        assert (verwacht or "-12000 ligt buiten") in resultaat.regels[0]


# --- etl check ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bron", "soort", "melding"),
    [
        (INWONERS, KLOPT, ""),
        ("{soort: swing, onderwerp: weg}", VERSCHIL, "niet gepubliceerd (HTTP 404)"),
        (
            "{soort: swing, onderwerp: bev_totaal, gebiedsniveau: provincie, regios: [PV]}",
            VERSCHIL,
            "gebiedsniveau 'provincie' (HTTP 404); kies gebiedsniveau uit gemeente",
        ),
        (
            "{soort: swing, onderwerp: bev_totaal, vanaf: 2030}",
            VERSCHIL,
            "geen cijfers vanaf 2030; de laatste periode is 2023",
        ),
    ],
)
def test_an_entry_is_held_against_the_portal(
    tmp_path: Path, bron: str, soort: str, melding: str
) -> None:
    portaal = Portaal(tmp_path, bron)
    catalogus = load_catalogus(portaal.instellingen.catalogus)
    with portaal.server, Verbinding(GEEN_GEDULD) as verbinding:
        [bevinding] = check([], catalogus, portaal.instellingen, verbinding)
    assert bevinding.soort == soort
    assert melding in " ".join(bevinding.regels)
    assert not any("Values" in verzoek for verzoek in portaal.server.verzoeken)


def test_a_portal_that_lets_nobody_in_says_nothing_about_the_entry(portaal: Portaal) -> None:
    portaal.server.storing = Storing("401")
    catalogus = load_catalogus(portaal.instellingen.catalogus)
    with Verbinding(GEEN_GEDULD) as verbinding:
        [bevinding] = check([], catalogus, portaal.instellingen, verbinding)
    assert bevinding.soort == NIET_BEREIKT


# --- the key ------------------------------------------------------------------------------------


def test_the_key_does_not_go_along_to_another_host(portaal: Portaal) -> None:
    with SwingServer(apikey=GEHEIM) as ander:
        portaal.server.elders = ander.url.removesuffix("/jiveservices/odata").replace(
            "127.0.0.1", "localhost"
        )
        resultaat = portaal.fetch("doorsturen")
        assert ander.verzoeken
        assert ander.sleutels == [None] * len(ander.sleutels)
    assert resultaat.soort == MISLUKT
    assert "de databank stuurt door naar een ander adres (localhost:" in resultaat.regels[0]


def test_a_redirect_within_the_host_keeps_the_key(portaal: Portaal) -> None:
    portaal.server.elders = f"http://{portaal.server.host}"
    assert portaal.fetch("doorsturen", keer=1).soort == OPGEHAALD
    assert set(portaal.server.sleutels) == {GEHEIM}


def test_a_next_page_at_another_host_is_asked_at_our_own(portaal: Portaal) -> None:
    portaal.server.pagina = 4
    with SwingServer(apikey=GEHEIM) as ander:
        portaal.server.elders = f"http://{ander.host}"
        assert portaal.fetch("vreemd").soort == OPGEHAALD
        assert ander.verzoeken == []


def test_the_key_is_in_no_file_no_log_and_no_text(
    portaal: Portaal, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        portaal.fetch("500", keer=1)
        portaal.fetch("401")
        build(portaal.instellingen)
    assert caplog.text
    assert GEHEIM not in caplog.text
    assert GEHEIM not in repr(portaal.instellingen)
    paden = [pad for pad in portaal.instellingen.snapshots.rglob("*") if pad.is_file()]
    assert len([pad for pad in paden if pad.suffix in (".json", ".parquet")]) == 2
    for pad in [*paden, portaal.instellingen.warehouse]:
        assert GEHEIM.encode() not in pad.read_bytes()
    [snapshot] = portaal.snapshots
    assert GEHEIM not in json.dumps(dict(snapshot.sidecar))


@pytest.mark.parametrize(
    ("url", "sleutel", "melding"),
    [
        (None, GEHEIM, "SWING_URL ontbreekt"),
        ("wsjg.nl/odata", GEHEIM, "SWING_URL is geen webadres"),
        (f"https://wsjg.nl/odata?apikey={GEHEIM}", GEHEIM, "SWING_URL bevat meer dan het adres"),
        (f"https://ik:{GEHEIM}@wsjg.nl/odata", GEHEIM, "SWING_URL bevat meer dan het adres"),
        ("https://wsjg.nl/odata", None, "SWING_APIKEY ontbreekt"),
        ("https://wsjg.nl/odata", " ", "SWING_APIKEY ontbreekt"),
        ("https://wsjg.nl/odata", f"{GEHEIM}\nx: y", "SWING_APIKEY bevat een spatie of een vreemd"),
        ("https://wsjg.nl/odata", f"“{GEHEIM}”", "SWING_APIKEY bevat een spatie of een vreemd"),
    ],
)
def test_settings_that_cannot_work_are_named_without_the_key(
    url: str | None, sleutel: str | None, melding: str
) -> None:
    with pytest.raises(BronFout, match=melding) as fout:
        SwingDienst(url, sleutel)
    assert GEHEIM not in str(fout.value)


def test_the_settings_come_from_the_environment() -> None:
    omgeving = {"SWING_URL": "https://wsjg.nl/odata", "SWING_APIKEY": GEHEIM}
    instellingen = load_instellingen(omgeving)
    assert (instellingen.swing_url, instellingen.swing_apikey) == tuple(omgeving.values())
    assert load_instellingen({"SWING_APIKEY": ""}).swing_apikey is None


@pytest.mark.parametrize(
    ("bron", "melding"),
    [
        ("{soort: swing, onderwerp: x, gebiedsniveau: wijk}", "gebiedsniveau 'wijk' en regios GM"),
        ("{soort: swing, onderwerp: x, gebiedsniveau: provincie}", "horen niet bij elkaar"),
        ("{soort: swing, onderwerp: x, selectie: {a: b}}", "selectie kan bij Swing nog niet"),
        ("{soort: swing, onderwerp: bestaat_niet}", "niet gepubliceerd (HTTP 404)"),
        ('{soort: swing, onderwerp: "o\'x"}', "niet gepubliceerd (HTTP 404)"),
        (
            "{soort: swing, onderwerp: bev_totaal, vanaf: 2030}",
            "gaf er 15, van alle jaren samen); pas vanaf aan",
        ),
    ],
)
def test_an_entry_that_cannot_work_says_why(tmp_path: Path, bron: str, melding: str) -> None:
    portaal = Portaal(tmp_path, bron)
    with portaal.server:
        resultaat = portaal.fetch()
    assert resultaat.soort == MISLUKT
    assert melding in resultaat.regels[0]


# --- the server itself --------------------------------------------------------------------------


def ask(server: SwingServer, pad: str, sleutel: str | None = APIKEY) -> requests.Response:
    return requests.get(
        f"{server.url}/{pad}", headers={"apikey": sleutel} if sleutel else {}, timeout=5
    )


def test_the_server_speaks_the_form_of_a_portal() -> None:
    pad = "Variables('bev_totaal')/GeoLevels('gemeente')/PeriodLevels('year')/Periods"
    with SwingServer(pagina=2) as server:
        assert ask(server, "Variables", None).status_code == 401
        assert ask(server, "Variables", "fout").json()["error"]["message"].startswith("Guest user")
        assert ask(server, "Variables").json()["value"][0]["ExternalCode"] == "bev_totaal"
        assert [rij["FullName"] for rij in ask(server, pad).json()["value"]] == ["2021", "2022"]
        rijen = ask(server, f"{pad}('mrp')/Values").json()
        assert ask(server, f"{pad}('1999')/Values").status_code == 404
    assert rijen["value"][0] | {"@odata.type": "", "@odata.id": ""} == {
        "@odata.type": "",
        "@odata.id": "",
        "ExternalCode": "gemeente_14",
        "GeoLevel": "gemeente",
        "PeriodLevel": "year",
        "Period": "2023",
        "ValueString": "238.5",
        "Description": "",
    }
    assert rijen["@odata.nextLink"].endswith("Values?$skip=2")


@pytest.mark.parametrize("merk", ["ETag", "Last-Modified"])
def test_a_portal_that_marks_its_replies_is_only_asked_whether_they_changed(
    portaal: Portaal, merk: str
) -> None:
    portaal.server.merk, portaal.server.pagina = merk, 6
    eerste = portaal.fetch()
    assert eerste.soort == OPGEHAALD
    [snapshot] = portaal.snapshots
    assert len(snapshot.sidecar["toetsen"]) == 3  # fifteen rows, a mark per page
    assert GEHEIM not in str(snapshot.sidecar)
    tweede = portaal.fetch()
    assert (tweede.soort, tweede.bytes) == (ONGEWIJZIGD, 0)
    assert len(portaal.server.verzoeken) == 3
    portaal.server.variabelen["bev_totaal"].waarden["2023"][1982] = "92"  # a revision
    portaal.server.dag = "Thu, 02 Jul 2026 08:00:00 GMT"
    assert portaal.fetch().soort == OPGEHAALD
    assert portaal.fetch().soort == ONGEWIJZIGD


def test_a_mark_on_some_pages_only_is_no_sign(portaal: Portaal) -> None:
    portaal.server.merk = "ETag"
    portaal.fetch()
    [snapshot] = portaal.snapshots
    assert snapshot.sidecar["toetsen"]
    portaal.server.merk = ""  # the portal no longer marks anything
    assert portaal.fetch().soort == GELIJK
    assert "toetsen" not in portaal.snapshots[0].sidecar
    assert portaal.fetch().soort == GELIJK


def test_a_portal_out_of_reach_is_not_taken_for_unchanged(portaal: Portaal) -> None:
    portaal.server.merk = "ETag"
    portaal.fetch()
    for fout in ("500", "401", "404", "reset"):
        assert portaal.fetch(fout).soort == MISLUKT
    assert portaal.fetch().soort == ONGEWIJZIGD
