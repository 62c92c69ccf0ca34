"""Ranks with ties, margins and direction."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from welvaart.methode.positie import Positie, Richting, classify_positie, compute_rang

NAN = float("nan")
# Values on a grid of 0.1 so that ties really occur.
kolommen = arrays(
    float,
    st.integers(1, 40),
    elements=st.one_of(st.integers(-20, 20).map(lambda k: k / 10), st.just(NAN)),
)


def test_higher_is_better_ranks_from_high_to_low() -> None:
    rang = compute_rang(np.array([10.0, 30.0, 20.0]), teken=1)
    assert rang.van.tolist() == [3, 1, 2]
    assert rang.tot.tolist() == [3, 1, 2]
    assert rang.n == 3


def test_lower_is_better_turns_the_order() -> None:
    rang = compute_rang(np.array([10.0, 30.0, 20.0]), teken=-1)
    assert rang.van.tolist() == [1, 3, 2]


def test_ties_share_an_interval_and_missing_values_do_not_count() -> None:
    rang = compute_rang(np.array([5.0, 5.0, NAN, 7.0, 5.0, 1.0]), teken=1)
    assert rang.n == 5
    assert rang.van[[0, 1, 4]].tolist() == [2, 2, 2]
    assert rang.tot[[0, 1, 4]].tolist() == [4, 4, 4]
    assert np.isnan(rang.van[2])
    assert (rang.van[5], rang.tot[5]) == (5, 5)


def test_a_margin_widens_the_interval_to_every_place_it_allows() -> None:
    # The second is rounded to whole percents: somewhere in 72.5–73.5.
    waarde = np.array([73.4, 73.0, 72.6, 74.0, 70.0])
    onder = np.array([NAN, 72.5, NAN, NAN, NAN])
    boven = np.array([NAN, 73.5, NAN, NAN, NAN])
    rang = compute_rang(waarde, teken=1, onder=onder, boven=boven)
    assert (rang.van[1], rang.tot[1]) == (2, 4)
    assert (rang.van[0], rang.tot[0]) == (2, 3)
    assert (rang.van[3], rang.tot[3]) == (1, 1)


@given(kolommen, st.sampled_from([1, -1]))
def test_interval_equals_counting_better_and_equal(waarde: np.ndarray, teken: int) -> None:
    rang = compute_rang(waarde, teken=teken)
    gevuld = [w for w in waarde if not np.isnan(w)]
    assert rang.n == len(gevuld)
    for w, van, tot in zip(waarde, rang.van, rang.tot, strict=True):
        if np.isnan(w):
            assert np.isnan(van)
            assert np.isnan(tot)
        else:
            beter = sum(teken * (ander - w) > 0 for ander in gevuld)
            gelijk = sum(ander == w for ander in gevuld)
            assert (van, tot) == (beter + 1, beter + gelijk)


@given(kolommen, st.floats(0, 1))
def test_a_margin_never_narrows_the_interval(waarde: np.ndarray, marge: float) -> None:
    zonder = compute_rang(waarde, teken=1)
    met = compute_rang(waarde, teken=1, onder=waarde - marge, boven=waarde + marge)
    heeft = ~np.isnan(waarde)
    assert (met.van[heeft] <= zonder.van[heeft]).all()
    assert (met.tot[heeft] >= zonder.tot[heeft]).all()


@pytest.mark.parametrize(
    ("van", "tot", "n", "verwacht"),
    [
        (1, 1, 342, Positie.BESTE_KWART),
        (1, 85, 342, Positie.BESTE_KWART),
        (1, 86, 342, Positie.NIET_TE_ZEGGEN),
        (86, 256, 342, Positie.MIDDEN),
        (86, 257, 342, Positie.NIET_TE_ZEGGEN),
        (257, 342, 342, Positie.SLECHTSTE_KWART),
        (1, 168, 342, Positie.NIET_TE_ZEGGEN),
        (1, 1, 4, Positie.BESTE_KWART),
        (4, 4, 4, Positie.SLECHTSTE_KWART),
        (1, 1, 1, Positie.GEEN_OORDEEL),  # alone: nothing to compare with
        (NAN, NAN, 342, Positie.GEEN_OORDEEL),
    ],
)
def test_quarter_only_when_the_whole_interval_lies_in_it(
    van: float, tot: float, n: int, verwacht: Positie
) -> None:
    assert classify_positie(van, tot, n, teken=1) is verwacht


def test_neutral_indicator_gets_no_verdict() -> None:
    assert classify_positie(1, 1, 342, teken=Richting.NEUTRAAL.teken) is Positie.GEEN_OORDEEL
    assert Richting.LAGER_IS_BETER.teken == -1


def test_all_values_tied_cannot_be_said() -> None:
    rang = compute_rang(np.full(342, 3.0), teken=1)
    assert (rang.van[0], rang.tot[0]) == (1, 342)
    assert classify_positie(rang.van[0], rang.tot[0], rang.n, teken=1) is Positie.NIET_TE_ZEGGEN
