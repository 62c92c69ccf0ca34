"""Names to codes: the suffix rules of CBS, and never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.naamlijst import REGIO, build_namen

NAMEN = build_namen()


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        ("Amsterdam", "GM0363"),
        ("  AMSTERDAM ", "GM0363"),
        ("Gemeente Amsterdam", "GM0363"),
        ("Utrecht", "GM0344"),
        ("Utrecht (gemeente)", "GM0344"),
        ("Utrecht (PV)", "PV26"),
        ("Groningen (PV)", "PV20"),
        ("Friesland (PV)", "PV21"),
        ("Fryslân (PV)", "PV21"),
        ("Sudwest Fryslan", "GM1900"),
        ("’s-Gravenhage (gemeente)", "GM0518"),
        ("Den Haag", "GM0518"),
        ("Bergen (NH)", "GM0373"),
        ("bergen (l.)", "GM0893"),
        ("Laren", "GM0417"),
        ("GM0363  ", "GM0363"),
        ("gm0363", "GM0363"),
        ("363", "GM0363"),
        ("0363", "GM0363"),
        ("gemeente_363", "GM0363"),
        ("NL00", "NL01"),
    ],
)
def test_a_name_or_code_that_can_mean_one_regio_is_found(tekst: str, code: str) -> None:
    assert NAMEN.find_code(tekst) == code


@pytest.mark.parametrize(
    "tekst", ["Bergen", "Laren (Gld.)", "Atlantis", "GM9999", "9999", "", "()"]
)
def test_an_ambiguous_or_unknown_name_is_not_guessed(tekst: str) -> None:
    assert NAMEN.find_code(tekst) is None


def test_all_regios_an_ambiguous_name_may_mean_are_candidates() -> None:
    assert NAMEN.find_kandidaten("Bergen") == ["GM0373", "GM0893"]


def test_a_misspelt_name_gives_the_nearest_spelling() -> None:
    assert NAMEN.find_kandidaten("Amsterdm")[0] == "GM0363"
    assert NAMEN.find_kandidaten("S�dwest-Frysl�n")[0] == "GM1900"
    assert NAMEN.find_kandidaten("qqqq") == []


def test_bare_name_of_gemeente_and_provincie_is_ambiguous_when_both_are_asked() -> None:
    assert NAMEN.find_code("Groningen", soorten=("GM", "PV")) is None
    assert NAMEN.find_code("Groningen (gemeente)", soorten=("GM", "PV")) == "GM0014"
    assert NAMEN.find_kandidaten("Groningen", ("GM", "PV")) == ["GM0014", "PV20"]


def test_an_ended_gemeente_keeps_its_own_code_and_is_not_its_successor() -> None:
    assert NAMEN.find_code("Boxmeer", 2021) == "GM0756"
    assert NAMEN.find_code("Boxmeer", 2023) is None
    assert NAMEN.find_code("Boxmeer") == "GM0756"


@pytest.mark.parametrize(
    ("code", "jaar", "enige_dag", "heel_jaar"),
    [
        ("GM0457", 2021, True, True),
        ("GM0457", 2022, True, False),
        ("GM0457", 2023, False, False),
        ("GM0756", 2022, False, False),
        ("GM1982", 2021, False, False),
        ("GM1982", 2022, True, True),
        ("GM1940", 2015, True, False),
        ("GM1921", 2015, True, False),
    ],
)
def test_validity_follows_the_dates(code: str, jaar: int, enige_dag: bool, heel_jaar: bool) -> None:
    assert NAMEN.is_geldig(code, jaar) is enige_dag
    assert NAMEN.is_heel_jaar_geldig(code, jaar) is heel_jaar


def test_a_regio_is_described_with_name_and_code() -> None:
    assert NAMEN.describe("GM0373") == "Bergen (NH.) [GM0373]"


@given(st.sampled_from(REGIO.to_dict("records")), st.booleans(), st.text(" \t", max_size=3))
def test_every_own_name_leads_back_to_its_code(
    rij: dict[str, str], hoofdletters: bool, wit: str
) -> None:
    naam = rij["regio_naam"].upper() if hoofdletters else rij["regio_naam"]
    soorten = (rij["regio_code"][:2],)
    assert NAMEN.find_code(f"{wit}{naam}{wit}", None, soorten) == rij["regio_code"]


@given(st.text(max_size=30))
def test_any_text_gives_a_known_code_or_none(tekst: str) -> None:
    code = NAMEN.find_code(tekst)
    assert code is None or code in set(REGIO["regio_code"])
