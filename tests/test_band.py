"""A number between bounds: never narrower than what is known, never more digits than it bears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaart.methode.band import Band, compute_deel, format_band, round_buiten, round_dichtbij

GETAL = st.floats(-1e6, 1e6, allow_nan=False)


def test_dwellings_of_a_whole_percentage() -> None:
    # 4 percent, so between 3,5 and 4,5 percent of 54.594 dwellings.
    band = compute_deel(4, 0.5, Band(54594, 54594))
    assert band.laag == pytest.approx(1910.79)
    assert band.hoog == pytest.approx(2456.73)
    assert format_band(band, "woningen") == "ongeveer 1.900 tot 2.500 woningen"


def test_a_negative_difference_keeps_its_order() -> None:
    band = compute_deel(-2.9, 0.1, Band(70000, 90000))
    assert (band.laag, band.hoog) == pytest.approx((-2700, -1960))
    assert band.teken == -1
    assert format_band(band, "mensen") == "ongeveer 1.900 tot 2.700 mensen"


def test_a_difference_within_rounding_is_written_as_at_most() -> None:
    band = compute_deel(0, 0.1, Band(1000, 1200))
    assert band.teken == 0
    assert format_band(band, "mensen") == "hoogstens 2 mensen"


def test_a_band_that_is_one_number_is_written_once() -> None:
    assert format_band(Band(1200, 1200), "mensen") == "ongeveer 1.200 mensen"
    assert Band(3, 3).is_precies


def test_rounding_leaves_a_number_on_the_step_alone() -> None:
    assert round_buiten(Band(1900, 2500)) == Band(1900, 2500)
    assert round_buiten(Band(0, 0)) == Band(0, 0)
    assert round_buiten(Band(-0.3, 0.4)) == Band(-1, 1)


@given(GETAL, GETAL)
def test_rounding_always_holds_what_went_in(a: float, b: float) -> None:
    band = Band(min(a, b), max(a, b))
    rond = round_buiten(band)
    speling = 1e-6 * max(1.0, abs(a), abs(b))
    assert rond.laag <= band.laag + speling
    assert rond.hoog >= band.hoog - speling


@given(st.floats(-100, 100), st.floats(0, 2), st.floats(0, 1e6), st.floats(0, 1e6))
def test_every_possible_part_lies_in_the_band(
    percentage: float, marge: float, a: float, b: float
) -> None:
    totaal = Band(min(a, b), max(a, b))
    band = compute_deel(percentage, marge, totaal)
    for p in (percentage - marge, percentage, percentage + marge):
        for n in (totaal.laag, (totaal.laag + totaal.hoog) / 2, totaal.hoog):
            assert band.laag - 1e-6 <= p * n / 100 <= band.hoog + 1e-6


def test_bounds_of_dwellings_are_rounded_to_the_nearest() -> None:
    # Hoeksche Waard: 3 % of 39.954 dwellings is anything from 2,5 to 3,5 %: 998,85 to 1.398,39.
    band = compute_deel(3.0, 0.5, Band(39954, 39954))
    assert round_dichtbij(band) == Band(1000, 1400)
    assert format_band(band, "woningen", buiten=False) == "ongeveer 1.000 tot 1.400 woningen"
    assert format_band(band, "woningen") == "ongeveer 900 tot 1.400 woningen"
    assert round_dichtbij(Band(0.0, 0.4)) == Band(0, 1)
    assert round_dichtbij(Band(0.0, 6.0)) == Band(0, 6)


@given(st.floats(1, 1e6), st.floats(0, 1e6))
def test_the_nearest_is_at_most_half_a_step_away(laag: float, breed: float) -> None:
    band = Band(laag, laag + breed)
    rond = round_dichtbij(band)
    stap = max(1.0, band.hoog / 10)
    assert abs(rond.laag - band.laag) <= stap / 2 and abs(rond.hoog - band.hoog) <= stap / 2
    assert rond.laag <= rond.hoog
