"""A series is cut at every break; no part runs across one."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welvaart.cijfers.breuk import split_op_breuk
from welvaart.fouten import KeuzeFout


def make_reeks(*codes: str) -> pd.Series:
    return pd.Series(range(len(codes)), index=list(codes), dtype="float64")


def labels(reeks: pd.Series, *breuken: str) -> list[list[str]]:
    return [list(deel.index) for deel in split_op_breuk(reeks, breuken)]


def test_the_break_is_the_first_period_of_the_new_part() -> None:
    reeks = make_reeks("2019JJ00", "2020JJ00", "2021JJ00")
    assert labels(reeks, "2020JJ00") == [["2019JJ00"], ["2020JJ00", "2021JJ00"]]


def test_without_breaks_the_series_stays_whole_and_in_order() -> None:
    assert labels(make_reeks("2021JJ00", "2019JJ00")) == [["2019JJ00", "2021JJ00"]]


def test_breaks_outside_the_series_do_nothing() -> None:
    reeks = make_reeks("2019JJ00", "2020JJ00")
    assert labels(reeks, "2011JJ00", "2019JJ00", "2026JJ00") == [["2019JJ00", "2020JJ00"]]


def test_mean_over_several_years_across_a_break_stands_alone() -> None:
    reeks = make_reeks("2012G400", "2016G400", "2020G400")
    assert labels(reeks, "2018JJ00") == [["2012G400"], ["2016G400"], ["2020G400"]]
    assert labels(reeks, "2020JJ00") == [["2012G400", "2016G400"], ["2020G400"]]


def test_break_halfway_a_year() -> None:
    kwartalen = make_reeks("2020KW02", "2020KW03", "2020KW04")
    assert labels(kwartalen, "2020MM07") == [["2020KW02"], ["2020KW03", "2020KW04"]]
    jaren = make_reeks("2019JJ00", "2020JJ00", "2021JJ00")
    assert labels(jaren, "2020KW03") == [["2019JJ00"], ["2020JJ00"], ["2021JJ00"]]


def test_missing_values_stay_in_their_part() -> None:
    reeks = make_reeks("2019JJ00", "2020JJ00").replace(0, float("nan"))
    eerste, tweede = split_op_breuk(reeks, ["2020JJ00"])
    assert eerste.isna().tolist() == [True]
    assert tweede.tolist() == [1.0]


def test_empty_series_has_no_parts() -> None:
    assert split_op_breuk(make_reeks(), ["2020JJ00"]) == []


def test_a_label_that_is_no_period_is_refused() -> None:
    with pytest.raises(KeuzeFout, match="geen periode"):
        split_op_breuk(make_reeks("2019JJ00"), ["ooit"])


@settings(deadline=None)
@given(
    jaren=st.lists(st.integers(2010, 2026), unique=True),
    breuken=st.lists(st.integers(2008, 2028), max_size=5),
)
def test_parts_hold_everything_once_and_never_span_a_break(
    jaren: list[int], breuken: list[int]
) -> None:
    reeks = make_reeks(*(f"{jaar}JJ00" for jaar in jaren))
    delen = split_op_breuk(reeks, [f"{jaar}JJ00" for jaar in breuken])
    assert [code for deel in delen for code in deel.index] == sorted(reeks.index)
    for deel in delen:
        eerste, laatste = int(deel.index[0][:4]), int(deel.index[-1][:4])
        assert not any(eerste < breuk <= laatste for breuk in breuken)
