"""Dwellings behind a whole percentage, the sign of second homes, and a norm with its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaart.fouten import KeuzeFout
from welvaart.methode.band import Band
from welvaart.onderwerp.leegstand import Norm, compute_woningen, has_tweede_woningen, parse_norm

NAN = float("nan")


def test_dwellings_by_hand() -> None:
    band = compute_woningen(Band(3.5, 4.5), 1000)
    assert band is not None
    assert (band.laag, band.hoog) == pytest.approx((35, 45))


def test_nought_percent_is_not_less_than_nothing() -> None:
    band = compute_woningen(Band(-0.5, 0.5), 1000)
    assert band is not None
    assert (band.laag, band.hoog) == (0, 5)


def test_a_missing_figure_gives_no_dwellings() -> None:
    assert compute_woningen(None, 1000) is None
    assert compute_woningen(Band(3.5, 4.5), NAN) is None


@given(st.integers(0, 100), st.integers(1, 500_000))
def test_the_band_holds_every_number_that_rounds_to_the_percentage(
    procent: int, woningen: int
) -> None:
    band = compute_woningen(Band(procent - 0.5, procent + 0.5), woningen)
    assert band is not None
    for leeg in (procent * woningen // 100, -(-procent * woningen // 100)):
        if 0 <= leeg <= woningen and abs(100 * leeg / woningen - procent) < 0.5:
            assert band.laag <= leeg <= band.hoog


@pytest.mark.parametrize(
    ("procent", "land", "veel"),
    [
        (9, 4.3, True),
        (8.7, 4.3, True),
        (8, 4.3, False),
        (8, 4.0, False),
        (NAN, 4.3, False),
        (9, NAN, False),
    ],
)
def test_second_homes_are_named_above_twice_the_national_share(
    procent: float, land: float, veel: bool
) -> None:
    assert has_tweede_woningen(procent, land) is veel


def test_a_norm_has_a_number_and_a_source() -> None:
    assert parse_norm("5,5 %", " Kantorenvisie \n 2025 ") == Norm(5.5, "Kantorenvisie 2025")
    assert parse_norm("", "Kantorenvisie") is None


@pytest.mark.parametrize("procent", ["veel", "-1", "101", "nan", "inf", "1,2,3"])
def test_what_is_no_percentage_is_no_norm(procent: str) -> None:
    with pytest.raises(KeuzeFout, match="geen norm"):
        parse_norm(procent, "raad")


def test_a_norm_without_a_source_is_not_shown() -> None:
    with pytest.raises(KeuzeFout, match="zonder bron"):
        parse_norm("5", "  ")
