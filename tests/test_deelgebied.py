"""A part of a gemeente stands beside it and counts nowhere: codes, names, figures and screen."""

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.bouw import build
from etl.eigen.bestand import Opdracht, import_bestand
from etl.instellingen import Instellingen
from etl.meegeleverd import load_tabel
from tests.klein import REGELS, build_regel, write_klein
from tests.test_transformatie_bestand import cijfers, lees
from welvaart.catalogus import load_catalogus
from welvaart.fouten import KeuzeFout
from welvaart.lezen.standlezer import read_stand
from welvaart.opdracht.kaartbouw import find_regio_codes
from welvaart.regio.deelgebied import build_deelgebied_code, find_nieuwste
from welvaart.regio.naam import Naamregister
from welvaart.regio.regio import RegioSoort, get_gemeente_van, get_soort, parse_regio_code
from welvaart.zin.deelgebiedzin import describe_deelgebied

BESTAND = (
    "gemeente;deelgebied;jaar;waarde\n"
    "Gemeente A;Binnenstad;2020;8\nGemeente A;Binnenstad;2021;9\nGemeente A;Schieoevers;2021;\n"
    "Gemeente B;Binnenstad;2021;3\n"
)


def importeer(
    instellingen: Instellingen,
    tekst: str,
    naam: str = "deel.csv",
    indicator_id: str = "leegstand_woningen",
    *,
    vervang: bool = False,
) -> None:
    pad = instellingen.catalogus.with_name(naam)
    pad.write_text(tekst, encoding="utf-8")
    namen = Naamregister(
        *(load_tabel(instellingen.momentopname, tabel) for tabel in ("regio", "regio_alias"))
    )
    opdracht = Opdracht(pad, indicator_id, bron="Team EZ", vervang=vervang)
    import_bestand(opdracht, load_catalogus(instellingen.catalogus), namen, instellingen.snapshots)


@pytest.fixture
def klein(tmp_path: Path) -> Instellingen:
    return write_klein(tmp_path)


def test_code_holds_the_gemeente_and_goes_both_ways() -> None:
    code = build_deelgebied_code("GM0503", "Binnenstad-Noord (’t Hart)")
    assert code == "EI0503-BINNENSTAD-NOORD-T-HART"
    assert parse_regio_code(f" {code.lower()} ") == code
    assert get_gemeente_van(code) == "GM0503"
    assert get_soort(code) is RegioSoort.EIGEN
    assert get_gemeente_van("GM0503") is None


@given(st.text(min_size=1, max_size=60))
def test_any_name_gives_a_code_that_parses_or_a_sentence(naam: str) -> None:
    try:
        code = build_deelgebied_code("GM0503", naam)
    except KeuzeFout as fout:
        assert "deelgebied" in str(fout)
    else:
        assert parse_regio_code(code) == code
        assert "-" in code


@pytest.mark.parametrize(
    ("gemeente", "naam"), [("PV28", "Stad"), ("GM0503", "!!"), ("GM0503", "x" * 61)]
)
def test_what_cannot_be_a_deelgebied_is_refused(gemeente: str, naam: str) -> None:
    with pytest.raises(KeuzeFout, match="deelgebied"):
        build_deelgebied_code(gemeente, naam)


def test_a_column_deelgebied_gives_rows_of_their_own_beside_the_gemeente() -> None:
    uit = lees("gemeente;Deelgebied;jaar;waarde\nUtrecht;;2021;6\nUtrecht;Binnenstad;2021;9\n")
    assert cijfers(uit) == {
        ("GM0344", "2021JJ00"): 6,
        ("EI0344-BINNENSTAD", "2021JJ00"): 9,
    }
    assert uit.deelgebieden == {"EI0344-BINNENSTAD": "Binnenstad"}


def test_a_wide_file_and_a_named_column_work_too() -> None:
    uit = lees("gemeente;terrein;2021;2022\nUtrecht;Lage Weide;4;5\n", deelgebied_kolom="terrein")
    assert set(cijfers(uit)) == {
        ("EI0344-LAGE-WEIDE", "2021JJ00"),
        ("EI0344-LAGE-WEIDE", "2022JJ00"),
    }


def test_two_spellings_of_one_deelgebied_in_one_year_are_named_as_double() -> None:
    uit = lees("gemeente;deelgebied;jaar;waarde\nUtrecht;Centrum;2021;4\nUtrecht;centrum;2021;5\n")
    assert "EI0344-CENTRUM, 2021JJ00 komt vaker voor" in uit.problemen[0]


def test_a_deelgebied_without_a_usable_name_is_a_problem_not_a_gap() -> None:
    uit = lees("gemeente;deelgebied;jaar;waarde\nUtrecht;???;2021;4\n")
    assert uit.problemen == (
        "deelgebied '???': geef een naam met letters of cijfers van hoogstens 60 tekens",
    )
    assert uit.weggelaten == {"deelgebied dat niet te gebruiken is": 1}


def test_deelgebieden_stand_in_the_warehouse_under_their_gemeente(klein: Instellingen) -> None:
    importeer(klein, BESTAND)
    with duckdb.connect(str(build(klein).pad), read_only=True) as verbinding:
        rijen = verbinding.execute(
            "SELECT regio_code, regio_naam, soort, gemeente_code FROM regio "
            "WHERE gemeente_code IS NOT NULL ORDER BY ALL"
        ).fetchall()
    assert rijen == [
        ("EI9001-BINNENSTAD", "Binnenstad (Gemeente A)", "eigen", "GM9001"),
        ("EI9001-SCHIEOEVERS", "Schieoevers (Gemeente A)", "eigen", "GM9001"),
        ("EI9002-BINNENSTAD", "Binnenstad (Gemeente B)", "eigen", "GM9002"),
    ]


def _read_oordelen(pad: Path) -> str:
    """Everything that is said about all gemeenten and regio's, as text."""
    stand = read_stand(pad)
    regels = [
        repr(replace(regel, indicator=None))  # type: ignore[arg-type]  # its build date is no figure
        for gemeente in stand.gemeenten
        for regel in stand.build_scorekaart(gemeente.code)
    ]
    with duckdb.connect(str(pad), read_only=True) as verbinding:
        groepen = verbinding.execute("FROM groepswaarde ORDER BY ALL").fetchall()
    land = {sleutel: repr(waarde) for sleutel, waarde in stand.land.items()}
    return json.dumps([regels, repr(groepen), sorted(map(repr, land.items()))])


def test_no_rank_denominator_group_value_or_total_changes(
    klein: Instellingen, klein_warehouse: Path
) -> None:
    importeer(klein, BESTAND)
    assert _read_oordelen(build(klein).pad) == _read_oordelen(klein_warehouse)


def test_the_gemeente_keeps_its_own_source(klein: Instellingen, klein_warehouse: Path) -> None:
    importeer(klein, BESTAND)
    nieuw, oud = read_stand(build(klein).pad), read_stand(klein_warehouse)
    assert nieuw.indicatoren["leegstand_woningen"] == oud.indicatoren["leegstand_woningen"]


def test_the_detail_says_the_deelgebied_beside_the_whole_gemeente(klein: Instellingen) -> None:
    importeer(klein, BESTAND)
    stand = read_stand(build(klein).pad)
    indicator = stand.indicatoren["leegstand_woningen"]
    nieuwste = find_nieuwste(stand.deelcijfers["leegstand_woningen", "GM9001"])
    assert [cijfer.kort for cijfer in nieuwste] == ["Binnenstad"]
    zin = describe_deelgebied(stand, indicator, stand.regios["GM9001"], nieuwste[0])
    assert zin == "Binnenstad 9,0\u00a0% tegenover heel Gemeente A 5,0\u00a0% (2021)."
    anders = replace(nieuwste[0], periode_code="2024JJ00")
    assert "geen cijfer" in describe_deelgebied(stand, indicator, stand.regios["GM9001"], anders)


def test_a_newer_file_without_deelgebieden_takes_them_away_again(klein: Instellingen) -> None:
    importeer(klein, BESTAND)
    build(klein)
    nieuw = "gemeente;deelgebied;jaar;waarde\nGemeente B;Markt;2021;3\n"
    importeer(klein, nieuw, "nieuw.csv", vervang=True)
    stand = read_stand(build(klein).pad)
    assert set(stand.deelcijfers) == {("leegstand_woningen", "GM9002")}


def test_the_scorekaart_of_a_gemeente_has_no_rows_of_deelgebieden(klein: Instellingen) -> None:
    importeer(klein, BESTAND)
    stand = read_stand(build(klein).pad)
    assert not [code for code in find_regio_codes(stand, "GM9001") if code.startswith("EI")]
    with pytest.raises(KeuzeFout, match="een deelgebied van een gemeente"):
        stand.find_gemeente("EI9001-BINNENSTAD")


def test_an_indicator_with_deelgebieden_only_is_shown_without_a_figure_of_the_gemeente(
    tmp_path: Path,
) -> None:
    regels = [*REGELS.values(), build_regel("lege_winkels", "{methode: geen}")]
    klein = write_klein(tmp_path, regels=regels)
    importeer(klein, BESTAND, indicator_id="lege_winkels")
    stand = read_stand(build(klein).pad)
    (regel,) = (
        regel
        for regel in stand.build_scorekaart("GM9001")
        if regel.indicator.indicator_id == "lege_winkels"
    )
    assert not regel.heeft_waarde
    assert regel.n == 0
    assert not stand.klaarstaand
    assert {code for naam, code in stand.deelcijfers if naam == "lege_winkels"} == {
        "GM9001",
        "GM9002",
    }
