"""More people at work: because more of them work, or because more of them live there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_jaarreeks import read
from welvaart.lezen.stand import Stand
from welvaart.methode.band import Band
from welvaart.onderwerp.bevolking import Bevolking
from welvaart.onderwerp.werkgroei import (
    Telling,
    Werkgroei,
    compute_werkgroei,
    describe_werkgroei,
    find_werkgroei,
)


def build(procent: float, inwoners: float, *, marge: float = 0.0, half: float = 0.0) -> Telling:
    return Telling(Band(procent - marge, procent + marge), Band(inwoners - half, inwoners + half))


def build_bevolking(jaar: int, *, is_geteld: bool = True) -> Bevolking:
    return Bevolking(Band(80_000, 80_000), jaar, "CBS", is_geteld)


def test_parts_of_a_hand_made_example() -> None:
    # 60 % of 100.000 = 60.000; 65 % of 110.000 = 71.500. Five points of on average 105.000 are
    # 5.250; 10.000 people of whom on average 62,5 % work are 6.250.
    groei = compute_werkgroei(build(60, 100_000), build(65, 110_000))
    assert groei == Werkgroei(Band(11_500, 11_500), Band(5_250, 5_250), Band(6_250, 6_250))
    assert describe_werkgroei(groei, "in Ergens", (2015, 2022)) == (
        "In 2022 werkten er in Ergens ongeveer 11.000 tot 12.000 mensen meer dan in 2015. Doordat "
        "een groter deel van de inwoners werkt, kwamen er ongeveer 5.200 tot 5.300 mensen bij; "
        "doordat er meer inwoners van 15 tot 75 jaar zijn, kwamen er ongeveer 6.200 tot 6.300 "
        "mensen bij."
    )


def test_rounding_of_both_numbers_widens_every_part() -> None:
    # Half a tenth of a point and 500 people either way: (64,95 − 60,05) × (99.500 + 109.500) / 200.
    groei = compute_werkgroei(
        build(60, 100_000, marge=0.05, half=500), build(65, 110_000, marge=0.05, half=500)
    )
    assert groei.participatie.laag == pytest.approx(4.9 * 209_000 / 200)
    assert groei.participatie.hoog == pytest.approx(5.1 * 211_000 / 200)
    assert groei.bevolking.laag == pytest.approx(9_000 * 124.9 / 200)


def test_a_shrinking_population_takes_away_what_participatie_brings() -> None:
    groei = compute_werkgroei(build(60, 100_000), build(63, 90_000))
    zin = describe_werkgroei(groei, "op Vlieland", (2015, 2022))
    assert zin.startswith("In 2022 werkten er op Vlieland ongeveer 3.300 mensen minder dan in")
    assert "kwamen er ongeveer 2.800 tot 2.900 mensen bij; doordat er minder inwoners" in zin
    assert zin.endswith("gingen er ongeveer 6.100 tot 6.200 mensen af.")


def test_what_rounding_can_hide_has_no_direction() -> None:
    telling = build(60, 100_000, marge=0.05, half=500)
    zin = describe_werkgroei(compute_werkgroei(telling, telling), "in Ergens", (2015, 2022))
    assert "hoogstens 700 mensen meer of minder" in zin
    assert "Het deel dat werkt maakt hoogstens" in zin
    assert "het aantal inwoners van 15 tot 75 jaar maakt hoogstens" in zin


@given(st.lists(st.floats(40, 80), min_size=2, max_size=2),
       st.lists(st.floats(1_000, 900_000), min_size=2, max_size=2))  # fmt: skip
def test_parts_add_up_to_the_whole(procent: list[float], inwoners: list[float]) -> None:
    groei = compute_werkgroei(build(procent[0], inwoners[0]), build(procent[1], inwoners[1]))
    assert groei.participatie.laag + groei.bevolking.laag == pytest.approx(
        groei.totaal.laag, abs=1e-3
    )


def test_only_a_count_of_both_years_is_split(stand: Stand) -> None:
    reeks = read(stand, "GM0503")
    jaren = (2013, 2022)
    geteld = (build_bevolking(2013), build_bevolking(2022))
    assert find_werkgroei(reeks, jaren, geteld) is not None
    assert find_werkgroei(reeks, jaren, (None, geteld[1])) is None
    assert find_werkgroei(reeks, jaren, (geteld[1], geteld[1])) is None
    tussen = build_bevolking(2013, is_geteld=False)
    assert find_werkgroei(reeks, jaren, (tussen, geteld[1])) is None
    assert find_werkgroei(reeks, (2022, 2022), (geteld[1], geteld[1])) is None
    assert find_werkgroei(read(stand, "GM1992"), jaren, geteld) is None
