"""Rank correlation: by hand, against scipy, and silent where it would mislead."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from welvaart.methode.samenhang import MIN_GEMEENTEN, Samenhang, compute_samenhang

RIJ = np.arange(20, dtype=float)


def test_a_rising_curve_is_a_full_correlation() -> None:
    assert compute_samenhang(RIJ, RIJ**3).rho == pytest.approx(1)
    assert compute_samenhang(RIJ, -RIJ).rho == pytest.approx(-1)


def test_one_extreme_gemeente_does_not_decide() -> None:
    y = RIJ.copy()
    y[0] = 1e6
    assert compute_samenhang(RIJ, y).rho == pytest.approx(stats.spearmanr(RIJ, y).statistic)
    assert compute_samenhang(RIJ, y).rho > 0.7


def test_missing_figures_do_not_count() -> None:
    x = np.append(RIJ, [np.nan, 5.0])
    y = np.append(RIJ, [1.0, np.nan])
    assert compute_samenhang(x, y) == Samenhang(pytest.approx(1), 20)


def test_few_gemeenten_or_a_constant_give_no_number() -> None:
    assert np.isnan(compute_samenhang(RIJ[:19], RIJ[:19]).rho)
    assert MIN_GEMEENTEN == 20
    vlak = compute_samenhang(RIJ, np.ones(20))
    assert np.isnan(vlak.rho)
    assert vlak.sterkte == ""


@pytest.mark.parametrize(
    ("rho", "woord"),
    [(0.05, "geen"), (-0.2, "een zwakke"), (0.4, "een matige"), (-0.8, "een duidelijke")],
)
def test_strength_in_words_is_the_same_both_ways(rho: float, woord: str) -> None:
    assert Samenhang(rho, 342).sterkte == woord


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 30)), min_size=20, max_size=60))
def test_ties_are_counted_as_scipy_counts_them(paren: list[tuple[int, int]]) -> None:
    x, y = (np.array(kolom, dtype=float) for kolom in zip(*paren, strict=True))
    if len(set(x)) == 1 or len(set(y)) == 1:
        assert np.isnan(compute_samenhang(x, y).rho)
        return
    assert compute_samenhang(x, y).rho == pytest.approx(stats.spearmanr(x, y).statistic, abs=1e-9)
