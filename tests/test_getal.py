"""Text to number, Dutch and English; a number that can be two things is refused."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.transformaties.getal import (
    find_decimaalteken,
    is_dubbelzinnig,
    parse_getal,
    parse_getallen,
)
from welvaart.fouten import BronFout


@pytest.mark.parametrize(
    ("tekst", "teken", "getal"),
    [
        ("12,3", ",", 12.3),
        ("12.3", ".", 12.3),
        ("1.234,5", ",", 1234.5),
        ("1,234.5", ".", 1234.5),
        ("1.234", ",", 1234.0),
        ("1.234", ".", 1.234),
        ("1,234", ".", 1234.0),
        ("1.234.567", None, 1234567.0),
        ("16900726", None, 16900726.0),
        ("     5.3", ".", 5.3),
        ("-0,5", ",", -0.5),
        ("−3", None, -3.0),
        ("+3", None, 3.0),
        (",5", ",", 0.5),
        ("12 %", None, 12.0),
        ("€ 250.000", ",", 250000.0),
        ("1 234 567", None, 1234567.0),
        ("1'234", None, 1234.0),
        ("1.5e3", ".", 1500.0),
        ("2,4*", ",", 2.4),
        ("2,4**", ",", 2.4),
    ],
)
def test_a_number_is_read_with_the_sign_of_its_column(
    tekst: str, teken: str | None, getal: float
) -> None:
    assert parse_getal(tekst, teken) == (getal, None)  # type: ignore[arg-type]  # a plain str


@pytest.mark.parametrize("tekst", ["", "   ", "\u00a0"])
def test_a_blank_has_no_reason_of_its_own(tekst: str) -> None:
    assert parse_getal(tekst) == (None, "")


@pytest.mark.parametrize("tekst", [".", "-", "x", "?", "       ."])
def test_a_sign_is_missing_with_a_reason(tekst: str) -> None:
    getal, reden = parse_getal(tekst)
    assert getal is None
    assert reden
    assert reden.endswith(".")


@pytest.mark.parametrize("tekst", ["abc", "12,3,4.5", "1.23.4", "12 5", "#N/B", "nan", "1e", "--3"])
def test_what_is_no_number_is_refused_by_its_text(tekst: str) -> None:
    with pytest.raises(BronFout, match="is geen getal"):
        parse_getal(tekst, ",")


def test_a_number_that_can_be_two_is_refused_with_the_way_out() -> None:
    with pytest.raises(BronFout, match="--decimaal komma of punt"):
        parse_getal("1.234")


def test_factor_is_exact() -> None:
    assert parse_getal("52.3", ".", 1000) == (52300.0, None)
    assert parse_getal("0,7", ",", 0.1) == (0.07, None)


@pytest.mark.parametrize(
    ("teksten", "teken"),
    [
        (["1.234", "12,3"], ","),
        (["1,234", "12.3"], "."),
        (["1.234", "2.345"], None),
        (["1.234", "0.345"], "."),
        (["1.234.567"], ","),
        (["1234.567"], "."),
        (["12", "", "."], None),
    ],
)
def test_the_sign_is_proved_by_the_cells_or_left_open(
    teksten: list[str], teken: str | None
) -> None:
    assert find_decimaalteken(teksten) == teken


def test_a_column_with_both_signs_is_refused_naming_one_of_each() -> None:
    with pytest.raises(BronFout, match=r"'12,3'.*'12\.4'"):
        find_decimaalteken(["12,3", "12.4"])


def test_a_column_keeps_values_reasons_and_asterisks_apart() -> None:
    frame, onleesbaar = parse_getallen(pd.Series(["1,5*", "", ".", "1.000", "a"]), ",", 10)
    assert frame["waarde"].tolist()[0] == 15
    assert frame["waarde"].tolist()[3] == 10000
    assert frame["waarde"].isna().tolist() == [False, True, True, False, True]
    assert frame["sterren"].tolist() == ["*", "", "", "", ""]
    assert frame["reden"].tolist()[1] == ""
    assert frame["reden"].isna().tolist() == [True, False, False, True, True]
    assert onleesbaar == ["a"]


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_dutch_and_english_writing_of_a_number_give_the_same(heel: int, decimalen: int) -> None:
    getal = heel / 10**decimalen
    engels = f"{getal:,.{decimalen}f}"
    nederlands = engels.translate(str.maketrans(",.", ".,"))
    verwacht = (float(f"{getal:.{decimalen}f}"), None)
    assert parse_getal(engels, ".") == verwacht
    assert parse_getal(nederlands, ",") == verwacht


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.sampled_from(",."))
def test_a_sign_that_is_proved_is_the_right_one(heel: int, decimalen: int, teken: str) -> None:
    engels = f"{heel / 10**decimalen:,.{decimalen}f}"
    tekst = engels if teken == "." else engels.translate(str.maketrans(",.", ".,"))
    gevonden = find_decimaalteken([tekst])
    assert gevonden in (None, teken)
    if gevonden is None and any(leesteken in tekst for leesteken in ",."):
        assert is_dubbelzinnig(tekst)


@given(st.text(max_size=12), st.sampled_from([",", ".", None]))
def test_any_text_is_a_number_a_reason_or_a_refusal(tekst: str, teken: str | None) -> None:
    try:
        getal, reden = parse_getal(tekst, teken)  # type: ignore[arg-type]  # a plain str
    except BronFout:
        return
    assert (getal is None) != (reden is None)
