"""CBS period codes and their Dutch labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaart.cijfers.periode import Periode
from welvaart.fouten import KeuzeFout


@pytest.mark.parametrize(
    ("tekst", "code", "label"),
    [
        ("2022JJ00", "2022JJ00", "2022"),
        (" 2022 ", "2022JJ00", "2022"),
        ("2024*", "2024JJ00", "2024"),
        ("2022KW03", "2022KW03", "3e kwartaal 2022"),
        ("2022MM07", "2022MM07", "juli 2022"),
        ("2022HJ01", "2022HJ01", "1e halfjaar 2022"),
        ("2018G400", "2018G400", "2018 t/m 2021"),
        ("2019SJ00", "2019SJ00", "schooljaar 2019/2020"),
    ],
)
def test_period_is_read_and_named(tekst: str, code: str, label: str) -> None:
    periode = Periode.parse(tekst)
    assert (periode.code, periode.label) == (code, label)


@pytest.mark.parametrize("fout", ["", "22", "2022KW05", "2022MM13", "tweeduizend", "20222"])
def test_no_period_is_refused_in_dutch(fout: str) -> None:
    with pytest.raises(KeuzeFout, match="is geen periode"):
        Periode.parse(fout)


def test_a_mean_over_years_knows_its_span() -> None:
    periode = Periode.parse("2018G400")
    assert (periode.jaar, periode.laatste_jaar, periode.jaren) == (2018, 2021, 4)
    assert periode.is_jaarlijks
    assert not Periode.parse("2022KW01").is_jaarlijks


@given(st.integers(1000, 9999))
def test_every_year_survives_the_round_trip(jaar: int) -> None:
    periode = Periode.parse(jaar)
    assert Periode.parse(periode.code) == periode
    assert periode.jaar == jaar
    assert periode.label == str(jaar)


@pytest.mark.parametrize(
    ("code", "stappen", "verwacht"),
    [
        ("2026MM01", -1, "2025MM12"),
        ("2026MM04", -12, "2025MM04"),
        ("2025MM12", 1, "2026MM01"),
        ("2026KW01", -4, "2025KW01"),
        ("2025KW04", 1, "2026KW01"),
        ("2025HJ02", -3, "2024HJ01"),
    ],
)
def test_parts_of_a_year_have_neighbours(code: str, stappen: int, verwacht: str) -> None:
    periode = Periode.parse(code)
    assert periode.is_deeljaar
    assert periode.shift(stappen) == Periode(verwacht)
    assert periode.shift(stappen).shift(-stappen) == periode


@pytest.mark.parametrize("code", ["2022JJ00", "2018G400", "2022SJ00"])
def test_other_periods_have_none(code: str) -> None:
    periode = Periode.parse(code)
    assert not periode.is_deeljaar
    assert periode.per_jaar == 1
    with pytest.raises(ValueError, match="geen deel van een jaar"):
        periode.shift(1)


def test_a_period_stands_in_a_sentence() -> None:
    zinnen = [Periode.parse(code).in_zin for code in ("2022MM03", "2022KW03", "2022HJ01")]
    assert zinnen == [
        "in maart 2022", "in het 3e kwartaal van 2022", "in het 1e halfjaar van 2022",
    ]  # fmt: skip
