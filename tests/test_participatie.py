"""The gap in participatie taken apart: by hand, and for any figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaart.methode.participatie import Werkcijfers, compute_ontleding, round_ontleding


def build_werk(bruto: float, werkloosheid: float, stap: float = 0.1) -> Werkcijfers:
    netto = round(bruto * (1 - werkloosheid / 100) / stap) * stap
    return Werkcijfers(netto, bruto, werkloosheid, stap)


def test_a_gap_of_bruto_alone_is_all_bruto() -> None:
    uit = compute_ontleding(Werkcijfers(70, 70, 0), Werkcijfers(75, 75, 0))
    assert uit is not None
    assert (uit.verschil, uit.bruto, uit.werkloosheid, uit.rest) == (-5, -5, 0, 0)


def test_a_gap_of_unemployment_alone_is_all_unemployment() -> None:
    # 80 % bruto; 10 % of them without work against 5 %: 72 against 76.
    uit = compute_ontleding(Werkcijfers(72, 80, 10), Werkcijfers(76, 80, 5))
    assert uit is not None
    assert uit.bruto == 0
    assert uit.werkloosheid == pytest.approx(-4)
    assert uit.rest == pytest.approx(0)


def test_both_parts_by_hand() -> None:
    # Symmetric: bruto (72,6 − 74,9) × (1 − (4,5 + 3,5)/200) = −2,208
    #            werkloosheid (3,5 − 4,5)/100 × (72,6 + 74,9)/2 = −0,7375
    uit = compute_ontleding(Werkcijfers(69.3, 72.6, 4.5), Werkcijfers(72.2, 74.9, 3.5))
    assert uit is not None
    assert uit.bruto == pytest.approx(-2.208)
    assert uit.werkloosheid == pytest.approx(-0.7375)
    assert uit.rest == pytest.approx(-2.9 + 2.208 + 0.7375)
    assert uit.marge == pytest.approx(0.1)
    delen = round_ontleding(uit)
    assert (delen.verschil, delen.bruto, delen.werkloosheid, delen.afronding) == (
        -2.9,
        -2.2,
        -0.7,
        0.0,
    )


def test_what_rounding_leaves_over_is_named_and_not_hidden() -> None:
    uit = compute_ontleding(Werkcijfers(69.4, 72.6, 4.5), Werkcijfers(72.2, 74.9, 3.5))
    assert uit is not None
    assert round_ontleding(uit).afronding == pytest.approx(0.1)


def test_whole_percents_are_not_taken_apart() -> None:
    assert compute_ontleding(Werkcijfers(73, 77, 5, 1.0), Werkcijfers(72.2, 74.9, 3.5)) is None


@pytest.mark.parametrize(
    "fout", [Werkcijfers(67, 73, 2), Werkcijfers(float("nan"), 73, 2), Werkcijfers(73, 73, 2)]
)
def test_figures_that_contradict_each_other_or_are_missing_are_not_taken_apart(
    fout: Werkcijfers,
) -> None:
    ander = Werkcijfers(72.2, 74.9, 3.5)
    assert compute_ontleding(fout, ander) is None
    assert compute_ontleding(ander, fout) is None


PROCENT = st.floats(40, 95).map(lambda x: round(x, 1))
WERKLOOS = st.floats(0.5, 25).map(lambda x: round(x, 1))


@given(PROCENT, WERKLOOS, PROCENT, WERKLOOS)
def test_parts_add_up_and_turn_round_with_the_comparison(
    b1: float, w1: float, b2: float, w2: float
) -> None:
    een, twee = build_werk(b1, w1), build_werk(b2, w2)
    uit, terug = compute_ontleding(een, twee), compute_ontleding(twee, een)
    assert uit is not None
    assert terug is not None
    assert uit.bruto + uit.werkloosheid == pytest.approx(
        een.netto_uit_delen - twee.netto_uit_delen, abs=1e-9
    )
    assert uit.bruto + uit.werkloosheid + uit.rest == pytest.approx(uit.verschil, abs=1e-9)
    assert terug.bruto == pytest.approx(-uit.bruto, abs=1e-9)
    assert terug.werkloosheid == pytest.approx(-uit.werkloosheid, abs=1e-9)
    assert abs(uit.rest) <= een.speling + twee.speling
    delen = round_ontleding(uit)
    assert delen.bruto + delen.werkloosheid + delen.afronding == pytest.approx(delen.verschil)


@given(PROCENT, WERKLOOS)
def test_an_area_has_no_gap_with_itself(bruto: float, werkloosheid: float) -> None:
    zelf = build_werk(bruto, werkloosheid)
    uit = compute_ontleding(zelf, zelf)
    assert uit is not None
    assert (uit.verschil, uit.bruto, uit.werkloosheid, uit.rest) == (0, 0, 0, 0)
