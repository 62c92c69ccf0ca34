"""Least-squares trends: hand-computed, degenerate, against scipy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from welvaart.methode.trend import (
    Oordeel,
    RelatieveTrend,
    Trend,
    classify_trend,
    compute_helling,
    compute_p,
    judge_relatieve_trend,
    judge_trend,
)

NAN = float("nan")
JAREN = np.arange(2015, 2023, dtype=float)


def test_slope_and_p_by_hand() -> None:
    # y = 1,3,2,5,4 on x = 1..5: b = 8/10 = 0.8; rss = 10 - 0.8·8 = 3.6;
    # SE = sqrt(3.6/3/10) = 0.3464;
    # t = 2.3094 with 3 degrees of freedom, p = 0.1041.
    uit = compute_helling(np.array([1.0, 3, 2, 5, 4]), np.arange(1.0, 6))
    assert uit.helling == pytest.approx(0.8)
    assert uit.p == pytest.approx(0.1041, abs=5e-5)
    assert uit.n == 5


def test_a_flat_line_is_equal_and_an_exact_line_is_certain() -> None:
    uit = compute_helling(np.array([[70.1] * 8, (0.1 * JAREN).tolist()]), JAREN)
    assert uit.helling[0] == 0
    assert uit.p.tolist() == [1.0, 0.0]
    assert classify_trend(uit.helling[0], uit.p[0]) is Trend.GELIJK
    assert classify_trend(uit.helling[1], uit.p[1]) is Trend.STIJGT


def test_four_years_are_too_few_whatever_the_slope() -> None:
    waarde = np.array([1.0, NAN, 2, NAN, 3, NAN, 4, NAN])
    uit = compute_helling(waarde, JAREN)
    assert uit.n == 4
    assert np.isnan(uit.p)
    assert classify_trend(float(uit.helling), float(uit.p)) is Trend.TE_WEINIG_MEETJAREN


def test_no_figures_at_all_gives_no_number_and_no_warning() -> None:
    uit = compute_helling(np.full((2, 8), NAN), JAREN)
    assert np.isnan(uit.helling).all()
    assert uit.n.tolist() == [0, 0]


@settings(deadline=None)
@given(
    arrays(
        float,
        (3, 8),
        elements=st.one_of(st.integers(0, 1000).map(lambda k: k / 10), st.just(NAN)),
    )
)
def test_agrees_with_scipy_on_every_row_with_scatter(waarde: np.ndarray) -> None:
    uit = compute_helling(waarde, JAREN)
    for rij, helling, p in zip(waarde, uit.helling, uit.p, strict=True):
        mee = ~np.isnan(rij)
        if mee.sum() < 5:
            assert np.isnan(p)
            continue
        x, y = JAREN[mee] - 2015, rij[mee]
        if np.ptp(y) == 0:
            assert (helling, p) == (0, 1)
            continue
        anders = stats.linregress(x, y)
        assert helling == pytest.approx(anders.slope, abs=1e-9)
        assert p == pytest.approx(anders.pvalue, abs=1e-6)


@given(st.floats(0, 60), st.integers(1, 30))
def test_p_value_equals_the_t_distribution(t: float, df: int) -> None:
    uit = compute_p(np.array([t]), np.array([df]))
    assert uit[0] == pytest.approx(2 * stats.t.sf(t, df), abs=1e-9)


@pytest.mark.parametrize(
    ("trend", "teken", "oordeel", "relatief"),
    [
        (Trend.STIJGT, 1, Oordeel.BETER, RelatieveTrend.GUNSTIG),
        (Trend.STIJGT, -1, Oordeel.SLECHTER, RelatieveTrend.ONGUNSTIG),
        (Trend.DAALT, -1, Oordeel.BETER, RelatieveTrend.GUNSTIG),
        (Trend.GELIJK, 1, Oordeel.GELIJK, RelatieveTrend.GELIJK),
        (Trend.STIJGT, 0, Oordeel.GEEN_OORDEEL, RelatieveTrend.GEEN_OORDEEL),
        (
            Trend.TE_WEINIG_MEETJAREN,
            1,
            Oordeel.GEEN_OORDEEL,
            RelatieveTrend.TE_WEINIG_MEETJAREN,
        ),
    ],
)
def test_direction_decides_what_a_trend_means(
    trend: Trend, teken: int, oordeel: Oordeel, relatief: RelatieveTrend
) -> None:
    assert judge_trend(trend, teken=teken) is oordeel
    assert judge_relatieve_trend(trend, teken=teken) is relatief
