"""Figures with a licence in one dossier: stored there, shown there, gone when removed."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from pydantic import ValidationError
from sqlalchemy import create_engine, event, select, text
from sqlalchemy.pool import Pool
from streamlit.testing.v1 import AppTest

from tests.dashboard_server import WORTEL
from tests.test_dossier_opslag import postgres as postgres
from tests.test_dossier_opslag import url as url
from tests.test_dossier_scherm import open_page, press
from tests.test_dossier_scherm import opslag as opslag
from tests.test_dossier_scherm import toegang as toegang
from tests.test_paginas import read_text
from welvaart.doel.begrotingstabel import build_begrotingstabel
from welvaart.doel.eigendoel import build_eigenvragen, build_indicator, judge_eigen
from welvaart.dossier.bestand import export_dossier, import_dossier
from welvaart.dossier.doelenlijst import read_doelen
from welvaart.dossier.dossier import Toegang
from welvaart.dossier.eigenreeks import EigenReeks
from welvaart.dossier.opslag import Opslag
from welvaart.dossier.tabellen import METADATA
from welvaart.dossier.verbinding import open_engine
from welvaart.fouten import DossierFout, KeuzeFout
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel, Koers
from welvaart.proces.etlproces import run_etl

pytestmark = pytest.mark.xdist_group("postgres")
_MIGRATIES = WORTEL / "welvaart" / "dossier" / "migraties"
_CSV = b"gemeente;jaar;waarde\nDelft;2023;8,25\nDelft;2024;7,75\nAmsterdam;2024;5,5\n"


def build_reeks(titel: str = "Lege winkels") -> EigenReeks:
    return EigenReeks.model_validate(
        {
            "titel": titel,
            "eenheid": "% van de winkels",
            "richting": "lager_is_beter",
            "decimalen": 2,
            "bron": "Locatus <b>",
            "licentie": "alleen intern",
            "cijfers": [
                {"regio_code": "GM0503", "regio_naam": "Delft", "jaar": jaar, "waarde": waarde}
                for jaar, waarde in ((2024, 7.75), (2023, 8.25), (2022, None))
            ],
        }
    )


def add_doel(opslag: Opslag, toegang: Toegang, reeks_id: str) -> None:
    waarden = {"indicator": reeks_id, "nulwaarde": 8.25, "nuljaar": 2023}
    for naam, waarde in (waarden | {"streefwaarde": 6.25, "streefjaar": 2027}).items():
        opslag.write_veld(toegang, f"doel/d1/{naam}", waarde, gezien=0)


def test_a_series_is_kept_and_its_id_is_never_given_out_again(
    opslag: Opslag, toegang: Toegang
) -> None:
    eerste = opslag.eigen.add(toegang, build_reeks())
    assert opslag.eigen.read(toegang) == {eerste: build_reeks()}
    assert build_reeks().get_reeks("GM0503") == {2023: 8.25, 2024: 7.75}
    opslag.eigen.remove(toegang, eerste)
    opslag.eigen.remove(toegang, eerste)
    assert opslag.eigen.read(toegang) == {}
    assert opslag.eigen.add(toegang, build_reeks("Ander")) == "dossier_r2"
    paden = [(w.pad, w.oud, w.nieuw) for w in opslag.read_wijzigingen(toegang)]
    assert paden[::-1] == [
        ("eigen/dossier_r1/titel", None, "Lege winkels"),
        ("eigen/dossier_r1/titel", "Lege winkels", None),
        ("eigen/dossier_r2/titel", None, "Ander"),
    ]


def test_a_removed_series_is_nowhere_in_the_database(opslag: Opslag, toegang: Toegang) -> None:
    opslag.eigen.remove(toegang, opslag.eigen.add(toegang, build_reeks()))
    engine = opslag.eigen._engine
    with engine.connect() as verbinding:
        for tabel in METADATA.sorted_tables:
            assert "7.75" not in str(verbinding.execute(select(tabel)).all())


def _turn_off(verbinding: sqlite3.Connection, _: object) -> None:
    verbinding.execute("PRAGMA secure_delete = OFF")


@pytest.mark.parametrize("wist", [True, False])
def test_a_removed_series_is_wiped_from_the_file_of_sqlite(tmp_path: Path, wist: bool) -> None:
    """An SQLite that does not wipe by itself (Debian's does): ours turns it on, and that helps.

    Off before our setting it is wiped all the same; off after our setting all of it is left.
    """
    bestand = tmp_path / "wis.sqlite"
    if wist:
        event.listen(Pool, "connect", _turn_off)
    try:
        engine = open_engine(f"sqlite:///{bestand}")
        if not wist:
            event.listen(engine, "connect", _turn_off)
            engine.dispose()  # the connections that have our setting already
        opslag = Opslag(engine)
        toegang = opslag.create_dossier("Nulmeting Delft", "GM0503")
        reeksen = [opslag.eigen.add(toegang, build_reeks(f"Reeks {k}")) for k in range(20)]
        assert count_in_bestand(bestand, b"alleen intern") >= 20
        for reeks_id in reeksen:
            opslag.eigen.remove(toegang, reeks_id)
        over = count_in_bestand(bestand, b"alleen intern")
        engine.dispose()
    finally:
        if wist:
            event.remove(Pool, "connect", _turn_off)
    assert (over == 0) is wist


def count_in_bestand(bestand: Path, tekst: bytes) -> int:
    """How often a text stands in the file, with all that was written brought into it."""
    with closing(sqlite3.connect(bestand)) as verbinding:
        verbinding.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return bestand.read_bytes().count(tekst)


def test_nobody_adds_by_the_link_to_read_and_a_dossier_has_a_limit(
    opslag: Opslag, toegang: Toegang
) -> None:
    with pytest.raises(DossierFout, match="alleen lezen"):
        opslag.eigen.add(opslag.open_dossier(toegang.leescode), build_reeks())
    for _ in range(20):
        opslag.eigen.add(toegang, build_reeks())
    with pytest.raises(KeuzeFout, match="passen 20 eigen cijfers"):
        opslag.eigen.add(toegang, build_reeks())


def test_what_a_chart_would_read_as_mark_up_is_kept_as_plain_signs() -> None:
    assert build_reeks("<a href='x'>").titel == "‹a href='x'›"
    assert build_reeks().bron == "Locatus ‹b›"


def test_two_figures_for_one_place_and_year_are_refused() -> None:
    ruw = build_reeks().model_dump()
    ruw["cijfers"] = [*ruw["cijfers"], ruw["cijfers"][0]]
    with pytest.raises(ValidationError, match="meer dan één cijfer"):
        EigenReeks.model_validate(ruw)


def test_the_first_version_is_brought_up_to_date_with_all_that_is_in_it(url: str) -> None:
    engine = open_engine(url)
    toegang = Opslag(engine).create_dossier("Blijft", "GM0503")
    Opslag(engine).write_veld(toegang, "notitie/stap1", "blijft", gezien=0)
    with engine.begin() as verbinding:  # back to how version 1 left it
        verbinding.execute(text("DROP TABLE eigen_reeks"))
        verbinding.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()
    nieuw = open_engine(url)
    opslag = Opslag(nieuw, lambda: datetime(2026, 11, 22, tzinfo=UTC))
    assert opslag.read_velden(toegang)["notitie/stap1"].waarde == "blijft"
    assert opslag.eigen.read(toegang) == {}
    opslag.eigen.add(toegang, build_reeks())
    assert list(opslag.eigen.read(toegang)) == ["dossier_r1"]
    nieuw.dispose()


def test_a_database_made_by_the_first_migration_alone_gets_the_second(tmp_path: Path) -> None:
    adres = f"sqlite:///{tmp_path / 'oud.sqlite'}"
    engine = create_engine(adres)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIES))
    with engine.begin() as verbinding:
        config.attributes["connection"] = verbinding
        command.upgrade(config, "0001")
        verbinding.execute(
            text("INSERT INTO dossier VALUES ('a', 'Oud', 'GM0503', 'x', 'y', '2026')")
        )
    engine.dispose()
    nieuw = open_engine(adres)
    with nieuw.connect() as verbinding:
        assert verbinding.scalar(text("SELECT naam FROM dossier")) == "Oud"
        assert verbinding.scalar(text("SELECT count(*) FROM eigen_reeks")) == 0
    nieuw.dispose()


def test_the_file_is_marked_and_comes_back_whole(opslag: Opslag, toegang: Toegang) -> None:
    add_doel(opslag, toegang, opslag.eigen.add(toegang, build_reeks()))
    bestand = export_dossier(opslag, toegang)
    ruw = json.loads(bestand)
    assert ruw["versie"] == 2
    assert "licentie" in ruw["let_op"]
    terug = import_dossier(opslag, bestand)
    assert opslag.eigen.read(terug) == opslag.eigen.read(toegang)
    assert export_dossier(opslag, terug) == bestand
    leeg = opslag.create_dossier("Zonder", "GM0503")
    assert json.loads(export_dossier(opslag, leeg))["versie"] == 1


def test_who_reads_gets_no_figure_of_it_until_the_team_says_so(
    opslag: Opslag, toegang: Toegang
) -> None:
    reeks_id = opslag.eigen.add(toegang, build_reeks())
    add_doel(opslag, toegang, reeks_id)
    lezer = opslag.open_dossier(toegang.leescode)
    tekst = export_dossier(opslag, lezer).decode()
    assert "8.25" not in tekst and "7.75" not in tekst and "Locatus" not in tekst
    for stap in ("1", "4", "9"):
        tekst = read_text(open_page(toegang.leescode, stap=stap))
        assert "8,25" not in tekst and "7,75" not in tekst and "Locatus" not in tekst
    assert "1 doel gaat over cijfers met een licentie" in tekst
    opslag.write_veld(toegang, f"eigen/{reeks_id}/delen", True, gezien=0)
    assert "7.75" in export_dossier(opslag, lezer).decode()
    assert "7,75" in read_text(open_page(toegang.leescode))


def test_a_goal_on_it_has_a_road_a_verdict_and_a_line_in_the_begroting(
    opslag: Opslag, toegang: Toegang, stand: Stand
) -> None:
    reeks = build_reeks()
    add_doel(opslag, toegang, opslag.eigen.add(toegang, reeks))
    tussen = judge_eigen(reeks, "GM0503", Doel(8.25, 2023, 6.25, 2027))
    assert (tussen.koers, tussen.nodig, tussen.jaar) == (Koers.OP_KOERS, 7.75, 2024)
    doelen = read_doelen(opslag.read_velden(toegang), {})
    eigen = opslag.eigen.read(toegang)
    (regel,) = build_begrotingstabel(stand, "GM0503", doelen, {}, [], eigen)
    assert regel.nulmeting == "8,25 (2023)"
    assert regel.realisatie == "7,75 (2024)"
    assert "licentie: alleen intern" in regel.bron
    assert build_begrotingstabel(stand, "GM0503", doelen, {}, []) == []
    tekst = read_text(open_page(toegang.bewerkcode, stap="4"))
    assert "Hoe haalbaar dit is, kunnen wij niet zeggen" in tekst
    assert "Stand 2024" in tekst
    opslag.eigen.remove(toegang, "dossier_r1")
    assert "Een verwijderd eigen cijfer" in [
        kop.value for kop in open_page(toegang.bewerkcode, stap="4").header
    ]


def test_a_goal_the_wrong_way_is_questioned_here_too(stand: Stand) -> None:
    x, nu = build_indicator("dossier_r1", build_reeks()), stand.bouw.gebouwd_op.year
    assert build_eigenvragen(stand, x, Doel(8.25, 2015, 6.25, nu)) == []
    (vraag,) = build_eigenvragen(stand, x, Doel(8.25, 2015, 9.25, nu))
    assert vraag.startswith("Bij Lege winkels is lager beter.")
    assert len(build_eigenvragen(stand, x, Doel(8.25, 2015, 120.0, nu))) == 2
    (voorbij,) = build_eigenvragen(stand, x, Doel(8.25, 2015, 6.25, nu - 1))
    assert voorbij == f"Het streefjaar {nu - 1} is al voorbij. Klopt dat?"


def test_the_etl_gives_the_figures_without_storing_anything(tmp_path: Path) -> None:
    voor = {pad.name for pad in WORTEL.iterdir()}
    uit = run_etl(
        ["import", "--proef", "--geef=GM0503", "--json", "--", "-"], wacht_s=120, invoer=_CSV
    )
    assert uit["goed"], uit["problemen"]
    assert [(c[0], c[2], c[3]) for c in uit["cijfers"]] == [
        ("GM0503", "2023JJ00", 8.25),
        ("GM0503", "2024JJ00", 7.75),
    ]
    assert {pad.name for pad in WORTEL.iterdir()} == voor
    slecht = run_etl(["import", "--proef", "--json", "--", "-"], wacht_s=120, invoer=b"")
    assert not slecht["goed"] and "leeg" in slecht["problemen"][0]


def upload(test: AppTest, inhoud: bytes) -> AppTest:
    vak = next(v for v in test.file_uploader if v.label.startswith("Voeg een cijfer toe"))
    vak.upload("cijfers.csv", inhoud, "text/csv").run(timeout=120)
    assert not test.exception
    return test


def test_a_team_uploads_a_file_and_it_stands_in_this_dossier_only(
    opslag: Opslag, toegang: Toegang
) -> None:
    test = upload(open_page(toegang.bewerkcode), _CSV)
    assert "Wij bewaren 2 cijfers over Delft" in read_text(test)
    for label, waarde in {
        "Titel": "Lege winkels",
        "Eenheid": "%",
        "Bron: wie maakte dit cijfer?": "Locatus",
        "Licentie: wat mag ermee?": "intern",
    }.items():
        next(v for v in test.text_input if v.label == label).input(waarde)
    press(test, "Bewaar in dit dossier")
    (reeks,) = opslag.eigen.read(toegang).values()
    assert reeks.get_reeks("GM0503") == {2023: 8.25, 2024: 7.75}
    assert {c.regio_code for c in reeks.cijfers} == {"GM0503"}
    assert "7,75" in read_text(open_page(toegang.bewerkcode))
    ander = opslag.create_dossier("Ander", "GM0503")
    assert "Lege winkels" not in read_text(open_page(ander.bewerkcode))
