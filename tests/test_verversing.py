"""Refreshing from the screen: one run at a time, told of while it goes, dead or alive."""

import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.bouw import build
from etl.bronnen.net.geduld import Geduld, GeenVerbindingFout, TijdelijkFout, Uitval
from etl.instellingen import WORTEL
from etl.ophalen.verslag import Resultaat
from etl.ophalen.ververs import Dagboek, count_live
from tests.ophaalwereld import BESTAND, GEEN_GEDULD, INWONERS, VESTIGINGEN, Wereld
from tests.pagina import read_text, run_page
from tests.proefserver import Storing
from welvaart.catalogus import load_catalogus
from welvaart.fouten import StoringFout, WarehouseFout
from welvaart.lezen.warehouse import Warehouse
from welvaart.opmaak import format_getal
from welvaart.proces import verversing
from welvaart.proces.slot import lock_bestand
from welvaart.proces.verversing import (
    AFGEBROKEN,
    BOUWEN,
    GEEN,
    KLAAR,
    MISLUKT,
    OPHALEN,
    START,
    Tabelstand,
    Verversing,
    get_bestand,
    get_slot,
    read_verversing,
    start_verversing,
    write_verversing,
)
from welvaart.scherm.gegevens.verversing import describe_einde, describe_stap, format_tabelstand

GEGEVENS = "pages/6_Gegevens.py"
GEHEIM = "s3cr3t"


@pytest.fixture
def wereld(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wereld]:
    """The test server and its small catalogue, as the surroundings of every command."""
    with Wereld(tmp_path, {"inwoners": INWONERS, "vestigingen": VESTIGINGEN}) as deze:
        monkeypatch.setenv("WELVAART_WAREHOUSE", str(deze.instellingen.warehouse))
        monkeypatch.setenv("WELVAART_CATALOGUS", str(deze.instellingen.catalogus))
        monkeypatch.setenv("WELVAART_SNAPSHOTS", str(deze.instellingen.snapshots))
        monkeypatch.setenv("CBS_V4_URL", deze.server.v4_url)
        yield deze


@pytest.fixture
def zonder_wachten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.bronnen.net.verbinding.Geduld", partial(Geduld, slaap=lambda _: None))


def wait_for_end(warehouse: Path, wacht_s: float = 90) -> Verversing:
    einde = time.monotonic() + wacht_s
    while (stand := read_verversing(warehouse)).loopt:
        assert time.monotonic() < einde, stand
        time.sleep(0.1)
    return stand


def test_the_button_starts_one_run_and_the_page_shows_the_new_figures(wereld: Wereld) -> None:
    warehouse = build(wereld.instellingen).pad
    wereld.server.wacht_s = 0.3
    eerste = run_page(GEGEVENS, regio="GM0503")
    assert "Er is nog niet ververst." in read_text(eerste)
    oud = read_text(eerste)
    assert "<td>03759ned</td>" not in oud
    eerste.button(key="ververs").click().run()
    (kind,) = verversing._kinderen
    assert os.getsid(kind.pid) == kind.pid  # it does not end with the session that started it
    tweede = run_page(GEGEVENS, regio="GM0363")  # somebody else looks while it runs
    assert not tweede.exception
    assert not [knop for knop in tweede.button if knop.key == "ververs"]
    assert start_verversing(warehouse).loopt
    assert verversing._kinderen == [kind]
    stand = wait_for_end(warehouse)
    assert (stand.stap, stand.nieuwe_cijfers, stand.verwacht) == (KLAAR, True, 2)
    assert [(t.tabel, t.soort, t.rijen) for t in stand.tabellen] == [
        ("03759ned", "opgehaald", 3000),
        ("99001NED", "opgehaald", stand.tabellen[1].rijen),
    ]
    kind.wait(timeout=20)
    eerste.run()
    assert not eerste.exception
    tekst = read_text(eerste)
    assert "<td>03759ned</td>" in tekst
    with Warehouse.open(warehouse) as nieuw:
        bouw = nieuw.read_bouw()
    assert f"Hier staan {format_getal(bouw.rijen)} regels" in tekst
    assert f"Hier staan {format_getal(bouw.rijen)} regels" not in oud
    assert "2 nieuw, 0 niet veranderd, 0 mislukt" in eerste.success[0].value
    assert not list(warehouse.parent.glob("*.nieuw-*"))


@pytest.mark.usefixtures("zonder_wachten")
def test_without_a_connection_each_source_gets_a_sentence_and_the_old_figures_stay(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(wereld.instellingen)
    monkeypatch.setenv("CBS_V4_URL", f"http://iemand:{GEHEIM}@127.0.0.1:9/odata")
    assert main(["ververs"]) == 1
    stand = read_verversing(wereld.instellingen.warehouse)
    assert stand.stap == KLAAR
    assert [t.soort for t in stand.tabellen] == ["mislukt", "mislukt"]
    assert not stand.nieuwe_cijfers
    test = run_page(GEGEVENS)
    assert "0 nieuw, 0 niet veranderd, 2 mislukt" in test.warning[0].value
    tekst = read_text(test)
    assert "vestigingen: CBS, tabel 99001NED: de verbinding is verbroken of komt er niet" in tekst
    assert GEHEIM not in get_bestand(wereld.instellingen.warehouse).read_text(encoding="utf-8")


@pytest.mark.usefixtures("zonder_wachten")
def test_a_refused_build_is_told_in_its_own_words(wereld: Wereld) -> None:
    wereld.instellingen.catalogus.write_text("indicatoren: {x: {}}", encoding="utf-8")
    assert main(["ververs"]) == 1
    stand = read_verversing(wereld.instellingen.warehouse)
    assert stand.stap == MISLUKT
    assert any("x.titel" in regel for regel in stand.problemen)


@pytest.mark.usefixtures("zonder_wachten")
def test_a_night_without_news_keeps_the_file(
    wereld: Wereld, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ververs"]) == 0
    slot = capsys.readouterr().out.splitlines()[-1]
    assert slot.startswith("Klaar: 2 nieuw (3.")  # as fetch ends, but the figures are in already
    assert slot.endswith("De nieuwe cijfers staan op het scherm.")
    voor = wereld.instellingen.warehouse.stat().st_mtime_ns
    assert main(["ververs"]) == 0
    stand = read_verversing(wereld.instellingen.warehouse)
    assert (stand.nieuwe_cijfers, stand.count("ongewijzigd")) == (False, 2)
    assert wereld.instellingen.warehouse.stat().st_mtime_ns == voor


def test_a_second_command_does_not_disturb_the_first(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("etl.ophalen.ververs._SLOT_S", 0.0)
    warehouse = wereld.instellingen.warehouse
    write_verversing(warehouse, Verversing(stap=OPHALEN, verwacht=5))
    with lock_bestand(get_slot(warehouse), 0, ""):
        assert main(["ververs"]) == 1
    assert "er loopt al een verversing" in capsys.readouterr().err
    assert json.loads(get_bestand(warehouse).read_text())["verwacht"] == 5


def test_many_at_once_start_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gestart: list[Path] = []
    monkeypatch.setattr(verversing, "_launch", gestart.append)
    monkeypatch.setattr(verversing, "_kinderen", [])
    warehouse = tmp_path / "warehouse.duckdb"
    draden = [threading.Thread(target=start_verversing, args=(warehouse,)) for _ in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert gestart == [warehouse]


def test_a_run_is_busy_while_its_lock_is_held_and_killed_when_not(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    assert read_verversing(warehouse).stap == GEEN
    for stap in (OPHALEN, BOUWEN):
        write_verversing(warehouse, Verversing(stap=stap))
        with lock_bestand(get_slot(warehouse), 0, ""):
            assert read_verversing(warehouse).stap == stap
        assert read_verversing(warehouse).stap == AFGEBROKEN
    write_verversing(warehouse, Verversing(stap=KLAAR))
    assert read_verversing(warehouse).stap == KLAAR


def test_a_run_that_never_took_its_lock_is_given_time_but_not_forever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verversing, "_kinderen", [])
    warehouse = tmp_path / "warehouse.duckdb"
    write_verversing(warehouse, Verversing(stap=START))
    assert read_verversing(warehouse).stap == START
    ruw = json.loads(get_bestand(warehouse).read_text())
    get_bestand(warehouse).write_text(json.dumps({**ruw, "bijgewerkt_op": "2020-01-01T00:00:00"}))
    assert read_verversing(warehouse).stap == AFGEBROKEN


@pytest.mark.parametrize(
    "tekst", ["", "{", "[]", '{"stap": "ophalen"}', '{"tabellen": [1]}', "null"]
)
def test_a_file_that_is_not_ours_counts_as_no_run(tmp_path: Path, tekst: str) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    get_bestand(warehouse).write_text(tekst)
    assert read_verversing(warehouse).stap == GEEN


def test_a_field_of_another_version_is_passed_over(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    stand = Verversing(stap=KLAAR, tabellen=[Tabelstand("a", "b", regels=["c"])])
    write_verversing(warehouse, stand)
    ruw = json.loads(get_bestand(warehouse).read_text())
    get_bestand(warehouse).write_text(json.dumps({**ruw, "later": 1}))
    assert asdict(read_verversing(warehouse)) == asdict(stand)


def test_a_folder_that_refuses_is_named(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(WarehouseFout, match="verversen kan niet beginnen"):
        start_verversing(tmp_path / "bestand" / "warehouse.duckdb")


def test_the_diary_holds_rows_bytes_and_total(wereld: Wereld) -> None:
    stand = Verversing(stap=OPHALEN, verwacht=1)
    dagboek = Dagboek(wereld.instellingen, stand)
    dagboek.start("inwoners", "03759ned")
    dagboek.update(100, 4000, 300)
    dagboek.update(100, 4000, 300)
    dagboek.write()
    tabel = read_verversing(wereld.instellingen.warehouse).tabellen[0]
    assert (tabel.rijen, tabel.bytes, tabel.totaal, tabel.soort) == (200, 8000, 300, "bezig")
    dagboek.finish(Resultaat("leegstand", "overgeslagen"))
    dagboek.finish(Resultaat("inwoners", "opgehaald", "03759ned", (), 300, 12000, 1.0))
    dagboek.write()
    na = read_verversing(wereld.instellingen.warehouse)
    assert (na.tabellen[0].soort, na.tabellen[0].rijen, na.overgeslagen) == ("opgehaald", 300, 1)


def test_a_busy_run_of_somebody_else_is_shown_on_the_page(wereld: Wereld) -> None:
    warehouse = build(wereld.instellingen).pad
    bezig = Tabelstand("inwoners", "03759ned", "bezig", 500, 1_000_000, 2000, 2.0)
    write_verversing(warehouse, Verversing(stap=OPHALEN, verwacht=2, tabellen=[bezig]))
    with lock_bestand(get_slot(warehouse), 0, ""):
        test = run_page(GEGEVENS)
        assert not test.exception
        assert "500 van 2.000</td><td" in read_text(test)
    test.run()
    assert "afgebroken" in test.warning[0].value
    assert test.button(key="ververs")


def test_on_a_bad_day_a_few_lines_stand_open_and_the_rest_is_folded(wereld: Wereld) -> None:
    warehouse = build(wereld.instellingen).pad
    stuk = [Tabelstand(f"x{n}", f"T{n}", "mislukt", regels=[f"x{n}: storing"]) for n in range(8)]
    write_verversing(warehouse, Verversing(stap=KLAAR, verwacht=8, tabellen=stuk))
    test = run_page(GEGEVENS)
    assert not test.exception
    assert "Nog 3 meldingen" in [vak.label for vak in test.expander]
    assert all(f"<li>x{n}: storing</li>" in read_text(test) for n in range(8))


def test_a_table_is_told_with_speed_and_time_left() -> None:
    bezig = Tabelstand("inwoners", "03759ned", "bezig", 500, 1_000_000, 2000, 2.0)
    assert format_tabelstand(bezig) == [
        "03759ned", "inwoners", "bezig", "500 van 2.000", "1,0 MB", "500,0 kB/s", "6\u00a0s",
    ]  # fmt: skip
    assert format_tabelstand(Tabelstand("a", "b", "ongewijzigd")) == [
        "b", "a", "niet veranderd", "", "", "", "",
    ]  # fmt: skip


def test_as_many_tables_are_expected_as_a_round_of_all_asks_for(wereld: Wereld) -> None:
    assert count_live(wereld.catalogus) == 2
    echt = load_catalogus(WORTEL / "indicators.yaml").indicatoren.values()
    niet = [x for x in echt if x.bron.soort == "bestand" or x.nog_nodig is not None]
    assert count_live(load_catalogus(WORTEL / "indicators.yaml")) == len(echt) - len(niet)
    wereld.rewrite({"inwoners": INWONERS, "eigen": BESTAND})
    assert count_live(wereld.catalogus) == 1


def test_every_end_has_a_sentence() -> None:
    moment = "2026-11-22T01:30:00+00:00"
    klaar = Verversing(stap=KLAAR, bijgewerkt_op=moment)
    assert describe_einde(klaar) == (
        "Ververst op 22 november 2026 om 02:30 uur. Er was geen bron op te halen. "
        "De cijfers blijven zoals ze waren.",
        True,
    )
    for stap in (AFGEBROKEN, MISLUKT):
        zin, goed = describe_einde(Verversing(stap=stap, bijgewerkt_op="stuk"))
        assert "De oude cijfers staan er nog" in zin
        assert not goed
    assert describe_stap(Verversing(stap=START)) == "Het verversen begint …"
    stand = Verversing(stap=OPHALEN, verwacht=3, tabellen=[Tabelstand("a", "b", "gelijk")])
    assert describe_stap(stand) == "Ophalen, 1 van 3 bronnen klaar …"


def test_a_host_out_of_reach_is_not_tried_four_times_per_table() -> None:
    pogingen: list[str] = []

    def ask(wat: str, *, traag: bool) -> str:
        pogingen.append(wat)
        raise GeenVerbindingFout("weg", traag=traag)

    geduld = Geduld(slaap=lambda _: None)
    for tabel in "abcdefg":
        with pytest.raises(StoringFout, match=f"{tabel}: "):
            geduld.persist(partial(ask, tabel, traag=True), "https://cbs.nl/x", tabel)
    assert "".join(pogingen) == "aaaabc"  # four for the first, one each, then no more
    geduld.persist(lambda: "goed", "https://ander.nl/", "z")
    pogingen.clear()
    vlot = Geduld(slaap=lambda _: None)
    for tabel in "abcd":
        with pytest.raises(StoringFout):
            vlot.persist(partial(ask, tabel, traag=False), "https://cbs.nl/x", tabel)
    assert "".join(pogingen) == "aaaabcd"  # it costs no time to find out, so always once


def test_one_reply_makes_a_host_good_again() -> None:
    uitval = Uitval()
    uitval.note("cbs.nl", "a", GeenVerbindingFout("weg", traag=True))
    assert uitval.get_pogingen("cbs.nl", 4) == 1
    uitval.note("cbs.nl", "b", TijdelijkFout("HTTP 503"))  # it answers, however badly
    assert uitval.get_pogingen("cbs.nl", 4) == 4


def test_one_bad_table_does_not_stop_the_run(wereld: Wereld) -> None:
    wereld.server.storing = Storing("html", "99001NED")
    resultaten = wereld.fetch(storing=wereld.server.storing)
    assert [r.soort for r in resultaten] == ["opgehaald", "mislukt"]
    assert GEEN_GEDULD.uitval.get_pogingen("127.0.0.1", 4) == 4
