"""Dutch numbers, units, ranks, dates and lists."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaart.fouten import KeuzeFout
from welvaart.opmaak import (
    choose_legenda,
    format_datum,
    format_getal,
    format_grof,
    format_moment,
    format_opsomming,
    format_rang,
    format_verschil,
    format_waarde,
    lower_begin,
    parse_getal,
    shorten,
)

NAN = float("nan")


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [
        (12345.67, 1, "12.345,7"),
        (1234567.0, 0, "1.234.567"),
        (0.04, 1, "0,0"),
        (-0.04, 1, "0,0"),
        (-2.35, 1, "−2,4"),
        (999.96, 1, "1.000,0"),
        (NAN, 1, "."),
        (None, 0, "."),
    ],
)
def test_number_is_written_the_dutch_way(waarde: float | None, decimalen: int, tekst: str) -> None:
    assert format_getal(waarde, decimalen) == tekst


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_written_number_reads_back_as_the_rounded_value(waarde: float, decimalen: int) -> None:
    tekst = format_getal(waarde, decimalen)
    terug = float(tekst.replace(".", "").replace(",", ".").replace("−", "-"))
    assert terug == pytest.approx(float(f"{waarde:.{decimalen}f}"), abs=1e-9)


def test_what_somebody_typed_is_no_longer_than_a_message_can_hold() -> None:
    assert shorten(" Hoekse  Waard ") == "Hoekse Waard"
    assert shorten("x" * 40) == "x" * 40
    assert shorten("x" * 3000) == "x" * 40 + "…"


def test_units_stand_where_dutch_readers_expect_them() -> None:
    assert format_waarde(69.3, "%", 1) == "69,3\u00a0%"
    assert format_waarde(38300, "euro", 0) == "€\u00a038.300"
    assert format_waarde(NAN, "%", 1) == "."
    assert format_verschil(-2.9, "%", 1) == "2,9\u00a0procentpunt"
    assert format_verschil(0.3, "km", 1) == "0,3\u00a0km"
    assert format_getal(2.9, 1, plus=True) == "+2,9"


def test_rank_says_shared_only_when_it_is() -> None:
    assert format_rang(290, 290, 342) == "plaats 290 van 342"
    assert format_rang(41, 129, 342) == "gedeelde plaats 41–129 van 342"
    assert format_rang(NAN, NAN, 0) == "."


def test_dates_and_lists_are_dutch() -> None:
    assert format_datum(date(2026, 5, 1)) == "1 mei 2026"
    assert format_opsomming(["a", "b", "c"]) == "a, b en c"
    assert format_opsomming(["a"]) == "a"
    assert format_opsomming([]) == ""


@pytest.mark.parametrize(
    ("tekst", "getal"),
    [
        ("72,5", 72.5),
        ("72.5", 72.5),
        ("1.234", 1234.0),
        ("1.234.567,8", 1234567.8),
        ("€ 38.300", 38300.0),
        ("−3,0 %", -3.0),
        (" 12 000 ", 12000.0),
        ("0,125", 0.125),
        (",5", 0.5),
    ],
)
def test_a_number_is_read_as_people_type_it(tekst: str, getal: float) -> None:
    assert parse_getal(tekst) == getal


@pytest.mark.parametrize("tekst", ["", "drie", "1,2,3", "1e9", "nan", "--3", "12-3", "9" * 40])
def test_what_is_no_number_is_named(tekst: str) -> None:
    with pytest.raises(KeuzeFout, match="geen getal"):
        parse_getal(tekst)


@pytest.mark.parametrize(
    ("verschil", "tekst"),
    [(0.8, "1"), (-0.8, "1"), (2.1, "2"), (1.5, "1 à 2"), (-1.5, "1 à 2"), (1.4, "1"), (7, "7")],
)
def test_a_difference_is_no_finer_than_its_coarsest_figure(verschil: float, tekst: str) -> None:
    # 73 − 72,2; 77 − 74,9; 5 − 3,5: halfway is both whole numbers.
    assert format_grof(verschil, "%") == f"{tekst}\u00a0procentpunt"


@given(st.integers(0, 100), st.integers(0, 1000))
def test_a_coarse_difference_stays_within_half_a_step(heel: int, tienden: int) -> None:
    verschil = heel - tienden / 10
    woorden = format_grof(verschil, "%").split("\u00a0")[0].split(" à ")
    assert all("," not in woord for woord in woorden)
    assert all(abs(int(woord) - abs(verschil)) <= 0.5 + 1e-9 for woord in woorden)
    assert len(woorden) == 1 + (abs(10 * heel - tienden) % 10 == 5)


def test_a_moment_is_written_in_dutch_time_in_summer_and_winter() -> None:
    zomer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert format_moment(zomer) == "2 juli 2026 om 00:30 uur"
    zonder_zone = datetime.fromisoformat("2026-11-22T10:15:00")
    assert format_moment(zonder_zone) == "22 november 2026 om 11:15 uur"


@pytest.mark.parametrize(
    ("cellen", "legenda"),
    [
        (["69,3 %", "0,4 km", "10", "€ 0,5"], ""),
        (["69,3 %", "."], ". = onbekend, onvoldoende betrouwbaar of geheim"),
        (["0,0 %"], "0 = minder dan de helft van de eenheid"),
        (["€ 24.800*"], "* = voorlopig"),
        (
            ["1.660 watt per woning**", "0"],
            "0 = minder dan de helft van de eenheid · ** = nader voorlopig",
        ),
    ],
)
def test_a_table_explains_the_signs_in_it_and_no_others(cellen: list[str], legenda: str) -> None:
    assert choose_legenda(cellen) == legenda


def test_a_title_keeps_its_capitals_inside_a_sentence_where_it_is_an_abbreviation() -> None:
    assert lower_begin("Netto arbeidsparticipatie") == "netto arbeidsparticipatie"
    assert lower_begin("WOZ-waarde") == "WOZ-waarde"
    assert lower_begin("") == ""
