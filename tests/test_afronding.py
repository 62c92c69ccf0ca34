"""Two rounded figures never tell another story than the figures behind them."""

from math import floor, inf, isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.regels import build_indicator
from welvaart.methode.afronding import (
    choose_decimalen,
    compute_indexruis,
    round_blok,
    round_op_stap,
)

PROCENT = st.floats(0, 100)


@pytest.mark.parametrize(
    ("een", "ander", "decimalen"),
    [
        (4.6, 4.3, 1),  # 5 and 4, while they lie 0.3 apart
        (3.6, 4.4, 1),  # both 4, while they lie 0.8 apart
        (4.2, 4.3, 0),
        (69.3, 72.2, 0),  # 3 for 2.9
        (69.4, 70.5, 1),  # 2 for 1.1
        (5.0, 4.3, 0),  # a whole percent of the source beside a mean: 1 for 0.7
        (float("nan"), 4.3, 0),
    ],
)
def test_a_decimal_comes_only_where_whole_numbers_mislead(
    een: float, ander: float, decimalen: int
) -> None:
    assert choose_decimalen(een, ander, 0) == decimalen
    assert choose_decimalen(ander, een, 0) == decimalen


@given(PROCENT, PROCENT)
def test_without_a_decimal_the_difference_is_right_to_half_a_step(een: float, ander: float) -> None:
    if choose_decimalen(een, ander, 0) == 0:
        getoond = floor(een + 0.5) - floor(ander + 0.5)
        assert abs(getoond - (een - ander)) <= 0.5


@pytest.mark.parametrize(
    ("begin", "eind", "speling", "n", "punten"),
    [
        (4.0, 4.0, (0.5, 0.5), 1, 28.5714),  # from 3.5 to 4.5: 128.57 for 100
        (4.0, 4.0, (0.5, 0.5), 25, 5.1282),  # a mean of 25 gemeenten: from 3.9 to 4.1
        (66.0, 66.0, (0.05, 0.05), 1, 0.1516),  # a tenth on 66: from 65.95 to 66.05
        (4.0, 8.0, (0.5, 0.5), 1, 42.8571),  # from 3.5 to 8.5: 242.86 for 200
        (4.0, 2.0, (0.5, 0.5), 1, 21.4286),  # from 3.5 to 2.5: 71.43 for 50
        (70.0, 73.0, (0.05, 0.5), 1, 0.7893),  # from 69.95 to 73.5: 105.0751 for 104.2857
        # Lelystad, wealth in hundreds, 2016–2023: from 2.350 to 130.750, 5563.83 for 5445.83
        (2400.0, 130_700.0, (50.0, 50.0), 1, 117.9965),
        # Beekdaelen, solar power in tens, 2015–2022: from 225 to 1.695, 753.33 for 734.78
        (230.0, 1690.0, (5.0, 5.0), 1, 18.5507),
    ],
)
def test_what_rounding_does_to_an_index(
    begin: float, eind: float, speling: tuple[float, float], n: int, punten: float
) -> None:
    assert compute_indexruis(begin, eind, speling, n) == pytest.approx(punten, abs=1e-4)


@given(st.integers(1, 500), st.integers(0, 5000), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_no_rounding_moves_an_index_farther(begin: int, eind: int, af: float, bij: float) -> None:
    echt = 100 * (eind + bij) / (begin + af)
    ruis = compute_indexruis(begin, eind, (0.5, 0.5))
    assert abs(echt - 100 * eind / begin) <= ruis + 1e-6


def test_no_index_starts_from_nothing() -> None:
    assert isnan(compute_indexruis(0.0, 4.0, (0.5, 0.5)))
    assert isnan(compute_indexruis(float("nan"), 4.0, (0.5, 0.5)))
    assert isnan(compute_indexruis(4.0, float("nan"), (0.5, 0.5)))
    assert compute_indexruis(0.5, 4.0, (0.5, 0.5)) == inf  # perhaps it was nothing


@pytest.mark.parametrize(
    ("waarde", "stap", "rond"),
    [
        (28450.0, 100.0, 28500.0),  # the median of two gemeenten: half a step up, even or not
        (18250.0, 100.0, 18300.0),
        (28350.0, 100.0, 28400.0),
        ((11.8 + 12.1) / 2, 0.1, 12.0),  # 11.95 is a little less in a float
        (7.05, 0.1, 7.1),
        (-2.5, 1.0, -3.0),
        (2.4999, 1.0, 2.0),
        (-0.4, 1.0, 0.0),
        (952.0, 10.0, 950.0),
    ],
)
def test_a_half_is_rounded_away_from_zero(waarde: float, stap: float, rond: float) -> None:
    assert round_op_stap(waarde, stap) == pytest.approx(rond, abs=1e-9)
    assert round_blok(np.array([waarde]), np.array([stap]))[0] == round_op_stap(waarde, stap)
    assert np.signbit(round_op_stap(waarde, stap)) == (rond < 0)
    decimalen = {0.1: 1}.get(stap, 0)
    x = build_indicator(afronding=stap, decimalen=decimalen)
    assert x.round(waarde) == pytest.approx(rond)


def test_what_is_missing_stays_missing_when_a_block_is_rounded() -> None:
    rond = round_blok(np.array([np.nan, 1.5]), np.array([1.0, np.nan]))
    assert np.isnan(rond).all()
