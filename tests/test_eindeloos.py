"""A source that never ends: a reply that drips, a list whose next page is always another one."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cbsodata
import pytest

from etl.bronnen.cbs_v3.dienst import CbsV3Dienst
from etl.bronnen.cbs_v4.dienst import CbsTabel
from etl.bronnen.net import poort, vervolg
from etl.bronnen.net.geduld import Geduld, GeenVerbindingFout
from etl.bronnen.net.verbinding import Verbinding
from etl.bronnen.net.vervolg import Vervolg
from etl.bronnen.swing.dienst import SwingDienst
from tests.cbs_server import CbsServer
from tests.ophaalwereld import GEEN_GEDULD, V3_VESTIGINGEN, VESTIGINGEN, Wereld, get_soorten
from tests.proefserver import Storing
from tests.swing_server import APIKEY, SwingServer
from welvaart.fouten import BronFout

KORT = replace(GEEN_GEDULD, geheel_s=0.15, pogingen=2)
TE_TRAAG = "komt te langzaam binnen"
DOORWIJZEN = "de bron blijft naar een volgende pagina wijzen; er is mee gestopt"
DRUPPELS = ("druppelt", "druppelkop")


@pytest.fixture
def server() -> Iterator[CbsServer]:
    with CbsServer(pagina=10) as dienst:
        yield dienst


@pytest.mark.parametrize("fout", DRUPPELS)
def test_a_reply_of_v4_that_drips_is_left_in_time(server: CbsServer, fout: str) -> None:
    server.storing = Storing(fout)
    begin = time.monotonic()
    with Verbinding(KORT) as verbinding, pytest.raises(BronFout, match=TE_TRAAG) as gevangen:
        verbinding.fetch_json(f"{server.v4_url}/99001NED/Properties", "CBS, tabel 99001NED")
    assert time.monotonic() - begin < 5
    assert "er is mee gestopt na 0 s" in str(gevangen.value)
    assert str(gevangen.value).endswith("de cijfers die u had, blijven staan")


@pytest.mark.parametrize("fout", DRUPPELS)
def test_a_reply_that_drips_inside_cbsodata_is_left_in_time(server: CbsServer, fout: str) -> None:
    server.storing = Storing(fout)
    with pytest.raises(BronFout, match=TE_TRAAG):
        CbsV3Dienst(server.basis, KORT).fetch("99001NED", "Perioden", "CBS, tabel 99001NED")
    assert len(server.verzoeken) == 2  # tried again once, and left again


@pytest.mark.parametrize("fout", DRUPPELS)
def test_a_reply_of_a_swing_portal_that_drips_is_left_in_time(fout: str) -> None:
    with SwingServer(storing=Storing(fout)) as portaal:
        dienst = SwingDienst(portaal.url, APIKEY, KORT)
        with dienst.verbinding, pytest.raises(BronFout, match=TE_TRAAG):
            dienst.fetch_object("Variables('bev_totaal')", "Swing")


def test_after_a_few_tables_that_drip_the_host_is_left_alone(server: CbsServer) -> None:
    """Else a night of fifty tables, four tries each, would take sixteen hours."""
    server.storing = Storing("druppelt")
    with Verbinding(replace(KORT, pogingen=1)) as verbinding:
        for nummer in range(5):
            with pytest.raises(BronFout):
                verbinding.fetch_json(f"{server.v4_url}/99001NED/Properties", f"tabel {nummer}")
    assert len(server.verzoeken) == 3


def test_a_reply_in_time_is_whole_and_its_connection_is_used_again(server: CbsServer) -> None:
    with Verbinding(replace(GEEN_GEDULD, geheel_s=30)) as verbinding:
        url = f"{server.v4_url}/99001NED/Properties"
        groottes = {verbinding.fetch(url, "CBS", len) for _ in range(3)}
        assert len(groottes) == 1
        (gelezen, over_de_lijn) = groottes.pop()  # type: ignore[misc]  # the table is there
        assert gelezen == over_de_lijn > 300


def test_a_reply_without_end_is_refused(server: CbsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poort, "MAX_BYTES", 100)
    with Verbinding(GEEN_GEDULD) as verbinding, pytest.raises(BronFout, match="groter dan 100 MB"):
        verbinding.fetch_json(f"{server.v4_url}/99001NED/Properties", "CBS")
    with pytest.raises(BronFout, match="groter dan 100 MB"):
        CbsV3Dienst(server.basis, GEEN_GEDULD).fetch("99001NED", "Perioden", "CBS")


@pytest.mark.parametrize("fout", ["kring", "eindeloos"])
def test_a_list_of_v4_without_end_is_stopped(
    server: CbsServer, monkeypatch: pytest.MonkeyPatch, fout: str
) -> None:
    monkeypatch.setattr(vervolg, "MAX_PAGINAS", 20)
    server.storing = Storing(fout, "PeriodenCodes")
    with Verbinding(GEEN_GEDULD) as verbinding, pytest.raises(BronFout, match=DOORWIJZEN) as fout_:
        CbsTabel(verbinding, server.v4_url, "99001NED").get_codes("Perioden")
    assert server.host in str(fout_.value)
    assert len(server.verzoeken) == {"kring": 1, "eindeloos": 20}[fout]


@pytest.mark.parametrize("fout", ["kring", "eindeloos"])
def test_pages_without_end_inside_cbsodata_are_stopped(
    server: CbsServer, monkeypatch: pytest.MonkeyPatch, fout: str
) -> None:
    monkeypatch.setattr(vervolg, "MAX_PAGINAS", 20)
    server.storing = Storing(fout)
    with pytest.raises(BronFout, match=DOORWIJZEN):
        CbsV3Dienst(server.basis, GEEN_GEDULD).fetch("99001NED", "Perioden", "CBS")
    assert len(server.verzoeken) == {"kring": 1, "eindeloos": 20}[fout]


def test_cbsodata_by_itself_would_follow_them_for_ever(server: CbsServer) -> None:
    """The defect, with a server that gives up after a while."""
    server.storing = Storing("kring", keer=60)
    voor = cbsodata.options.use_https
    cbsodata.options.use_https = False
    try:
        rijen = cbsodata.get_meta(
            "99001NED", "Perioden", catalog_url=server.basis.removeprefix("http://")
        )
    finally:
        cbsodata.options.use_https = voor
    assert len(server.verzoeken) == 61
    assert len(rijen) == 61 * 5


def test_pages_that_are_too_much_together_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vervolg, "MAX_BYTES", 1000)
    pagina = Vervolg("CBS, tabel 1")
    for nummer in range(3):
        pagina.check(f"https://mij:geheim@bron.nl/a?p={nummer}")
        pagina.bytes += 500
    with pytest.raises(BronFout, match=DOORWIJZEN) as fout:
        pagina.check("https://mij:geheim@bron.nl/a?p=3")
    assert "geheim" not in str(fout.value)


def test_a_list_of_a_swing_portal_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vervolg, "MAX_PAGINAS", 20)
    with SwingServer(storing=Storing("eindeloos"), pagina=5) as portaal:
        dienst = SwingDienst(portaal.url, APIKEY, GEEN_GEDULD)
        with dienst.verbinding, pytest.raises(BronFout, match=DOORWIJZEN):
            list(
                dienst.fetch_paginas(
                    "Variables('bev_totaal')/GeoLevels('gemeente')/PeriodLevels('year')"
                    "/Periods('all')/Values",
                    "Swing",
                )
            )
    assert len(portaal.verzoeken) == 20


@pytest.mark.parametrize(
    ("fout", "waar"), [("druppelt", "99001NED"), ("kring", "Codes"), ("kring", "RegioS")]
)
def test_the_rest_of_the_night_goes_on_and_the_old_figures_stay(
    tmp_path: Path, fout: str, waar: str
) -> None:
    with Wereld(tmp_path, {"v4": VESTIGINGEN, "v3": V3_VESTIGINGEN}) as wereld:
        wereld.fetch()
        wereld.geduld = replace(KORT, pogingen=1)
        voor = [deel.snapshot_id for deel in wereld.snapshots]
        soorten = get_soorten(wereld.fetch(alles=True, storing=Storing(fout, waar)))
        assert "mislukt" in soorten.values()
        assert [deel.snapshot_id for deel in wereld.snapshots] == voor
        wereld.geduld = GEEN_GEDULD  # the fault is gone; a busy machine may take its time
        assert set(get_soorten(wereld.fetch(alles=True)).values()) == {"gelijk"}


def test_what_is_too_slow_counts_as_out_of_reach() -> None:
    oproep = poort.Oproep(geheel_s=300)
    oproep.check()
    oproep.stop()
    with pytest.raises(GeenVerbindingFout, match="gestopt na 300 s") as fout:
        oproep.check()
    assert fout.value.traag


def test_patience_is_five_minutes_for_a_whole_reply() -> None:
    assert Geduld().geheel_s == 300
