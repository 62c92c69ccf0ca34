"""Multiple testing: hand-computed, against scipy, and on lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tests.regels import build_regel
from welvaart.methode.trend import RelatieveTrend
from welvaart.oordeel.toetsen import adjust_benjamini_hochberg, judge_toetsen


def test_benjamini_hochberg_by_hand() -> None:
    # m = 4: 0.01·4/1 = 0.04, 0.02·4/2 = 0.04, 0.03·4/3 = 0.04, 0.5·4/4 = 0.5.
    assert adjust_benjamini_hochberg([0.03, 0.01, 0.5, 0.02]) == pytest.approx(
        [0.04, 0.04, 0.5, 0.04]
    )
    assert adjust_benjamini_hochberg([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_benjamini_hochberg_agrees_with_scipy(p: list[float]) -> None:
    assert adjust_benjamini_hochberg(p) == pytest.approx(
        stats.false_discovery_control(p, method="bh").tolist(), abs=1e-12
    )


def test_lines_without_a_verdict_are_not_counted() -> None:
    regels = [
        build_regel(indicator_id="a", relatieve_trend=RelatieveTrend.GUNSTIG, relatieve_p=0.001),
        build_regel(indicator_id="b", relatieve_trend=RelatieveTrend.ONGUNSTIG, relatieve_p=0.04),
        build_regel(indicator_id="c", relatieve_trend=RelatieveTrend.GELIJK, relatieve_p=0.6),
        build_regel(indicator_id="d", relatieve_trend=RelatieveTrend.GEEN_OORDEEL, relatieve_p=0.0),
        build_regel(indicator_id="e", relatieve_trend=RelatieveTrend.TE_WEINIG_MEETJAREN),
    ]
    beeld = judge_toetsen(regels)
    assert (beeld.getoetst, beeld.opgelicht) == (3, 2)
    assert beeld.door_toeval == pytest.approx(0.15)
    assert beeld.blijft_over == {"a"}  # 0.04·3/2 = 0.06 does not survive
