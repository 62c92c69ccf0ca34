"""The road to a target, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaart.methode.doelpad import Doel, Koers, compute_nodig, compute_pad, judge_koers

OMHOOG = Doel(nulwaarde=60.0, nuljaar=2022, streefwaarde=68.0, streefjaar=2026)
OMLAAG = Doel(nulwaarde=8.0, nuljaar=2022, streefwaarde=4.0, streefjaar=2026)


def test_the_road_is_a_straight_line_and_stays_at_the_target() -> None:
    assert compute_pad(OMHOOG) == [(2022, 60), (2023, 62), (2024, 64), (2025, 66), (2026, 68)]
    assert compute_nodig(OMHOOG, 2030) == 68
    assert compute_nodig(OMHOOG, 2020) == 60


@pytest.mark.parametrize(
    ("doel", "waarde", "koers"),
    [
        (OMHOOG, 64.0, Koers.OP_KOERS),
        (OMHOOG, 63.96, Koers.BINNEN_MARGE),
        (OMHOOG, 63.9, Koers.ACHTER),
        (OMHOOG, 68.0, Koers.BEREIKT),
        (OMLAAG, 6.0, Koers.OP_KOERS),
        (OMLAAG, 6.1, Koers.ACHTER),
        (OMLAAG, 3.5, Koers.BEREIKT),
    ],
)
def test_the_verdict_of_two_years_on(doel: Doel, waarde: float, koers: Koers) -> None:
    stand = judge_koers(doel, 2024, waarde, afronding=0.1, marge=None)
    assert stand.koers is koers
    assert stand.nodig == (64 if doel is OMHOOG else 6)


def test_the_margin_of_the_source_counts_before_rounding() -> None:
    stand = judge_koers(OMHOOG, 2024, 62.5, afronding=0.1, marge=1.5)
    assert (stand.koers, stand.verschil, stand.marge) == (Koers.BINNEN_MARGE, -1.5, 1.5)


@pytest.mark.parametrize(("jaar", "waarde"), [(2022, 60.0), (2021, 70.0), (None, None)])
def test_without_a_newer_figure_there_is_no_verdict(jaar: int | None, waarde: float | None) -> None:
    stand = judge_koers(OMHOOG, jaar, waarde, afronding=0.1, marge=None)
    assert stand.koers is Koers.GEEN_NIEUW_CIJFER
    assert stand.waarde is None


def test_holding_on_is_on_course_within_the_rounding_only() -> None:
    vast = Doel(50.0, 2022, 50.0, 2026)
    assert judge_koers(vast, 2023, 50.0, afronding=1, marge=None).koers is Koers.OP_KOERS
    assert judge_koers(vast, 2023, 50.5, afronding=1, marge=None).koers is Koers.OP_KOERS
    assert judge_koers(vast, 2023, 51.0, afronding=1, marge=None).koers is Koers.ACHTER


def test_holding_on_and_getting_better_is_not_behind() -> None:
    vast = Doel(50.0, 2022, 50.0, 2026)
    hoger = judge_koers(vast, 2023, 52.0, afronding=1, marge=None, houden=1)
    lager = judge_koers(vast, 2023, 52.0, afronding=1, marge=None, houden=-1)
    assert (hoger.koers, lager.koers) == (Koers.OP_KOERS, Koers.ACHTER)


@given(
    nul=st.floats(0, 100),
    streef=st.floats(0, 100),
    jaren=st.integers(1, 20),
    waarde=st.floats(0, 100),
    na=st.integers(1, 25),
)
def test_turning_the_scale_round_gives_the_same_verdict(
    nul: float, streef: float, jaren: int, waarde: float, na: int
) -> None:
    recht = judge_koers(Doel(nul, 0, streef, jaren), na, waarde, afronding=0.1, marge=None)
    om = judge_koers(Doel(-nul, 0, -streef, jaren), na, -waarde, afronding=0.1, marge=None)
    assert recht.koers is om.koers
