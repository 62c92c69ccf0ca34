"""Two rounded figures never tell another story than the figures behind them."""

from math import floor, isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaart.methode.afronding import choose_decimalen, compute_indexruis

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
    ("begin", "speling", "n", "punten"),
    [
        (4.0, 0.5, 1, 25.0),  # one whole percent on 4: the index jumps from 100 to 125
        (4.0, 0.5, 25, 5.0),  # a mean of 25 gemeenten: a fifth of that
        (66.0, 0.05, 1, 0.1515),  # a tenth on 66
    ],
)
def test_what_rounding_does_to_an_index(
    begin: float, speling: float, n: int, punten: float
) -> None:
    assert compute_indexruis(begin, speling, n) == pytest.approx(punten, abs=1e-4)


def test_no_index_starts_from_nothing() -> None:
    assert isnan(compute_indexruis(0.0, 0.5))
    assert isnan(compute_indexruis(float("nan"), 0.5))
