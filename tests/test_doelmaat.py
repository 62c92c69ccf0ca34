"""Figures of goals are written as precisely as they are known, and as they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaart.doel.begrotingstabel import build_begrotingstabel, find_jaren
from welvaart.doel.doelen import describe_afstand, judge_doel
from welvaart.doel.maat import count_decimalen, format_doel, format_getypt
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel, Koers

WERK = "netto_arbeidsparticipatie"


def build_regel(indicator_id: str, nul: float, nuljaar: int, naar: float) -> Doelregel:
    return Doelregel("d1", indicator_id, nul, nuljaar, naar, 2028, None, "", "")


@pytest.mark.parametrize(
    ("waarde", "minstens", "tekst"),
    [
        (72.0, 1, "72,0"),
        (72.25, 1, "72,25"),
        (72.125, 1, "72,125"),
        (421978.394558, 0, "421.978"),  # computed: no more precise than the source
        (0.1 + 0.2, 1, "0,3"),
        (75.0, 0, "75"),
        (74.5, 0, "74,5"),
        (None, 1, ""),
    ],
)
def test_a_typed_number_is_written_as_it_was_typed(
    waarde: float | None, minstens: int, tekst: str
) -> None:
    assert format_getypt(waarde, minstens) == tekst


@given(st.integers(-10_000_000, 10_000_000), st.integers(0, 3), st.integers(0, 2))
def test_no_digit_that_was_typed_is_lost(geheel: int, getypt: int, minstens: int) -> None:
    waarde = round(geheel / 10**getypt, getypt)
    cijfers = count_decimalen(waarde, minstens)
    assert minstens <= cijfers <= minstens + 2
    if getypt <= minstens + 2:
        assert round(waarde, cijfers) == pytest.approx(waarde, abs=1e-9)


def test_a_count_has_no_decimals_in_the_begroting(stand: Stand) -> None:
    doel = build_regel("inwoners", 882299.0, 2019, 1_000_000.0)
    (rij,) = build_begrotingstabel(stand, "GM0363", [doel], {("d1", 2027): 950_000.0}, [2027])
    assert (rij.nulmeting, rij.streefwaarde) == ("882.299 (2019)", "1.000.000 (2028)")
    assert rij.begroting == ["950.000"]
    assert "," not in rij.realisatie


def test_whole_percents_of_the_source_get_no_decimal(stand: Stand) -> None:
    # Amsterdam gets whole percents from the source, Delft one decimal.
    (rij,) = build_begrotingstabel(stand, "GM0363", [build_regel(WERK, 68, 2020, 75.5)], {}, [])
    assert (rij.nulmeting, rij.realisatie) == ("68 (2020)", "73 (2022)")
    assert rij.streefwaarde == "75,5 (2028)"
    getallen = rij.getallen
    assert (getallen.nulmeting, getallen.nuljaar) == ((68, 0), 2020)
    assert (getallen.realisatie, getallen.realisatiejaar) == ((73.0, 0), 2022)
    assert (getallen.streefwaarde, getallen.streefjaar) == ((75.5, 1), 2028)
    assert getallen.opmerking == ""
    (delft,) = build_begrotingstabel(stand, "GM0503", [build_regel(WERK, 66.9, 2021, 72)], {}, [])
    assert (delft.nulmeting, delft.realisatie) == ("66,9 (2021)", "69,3 (2022)")


def test_what_whole_percents_cannot_tell_apart_is_within_the_margin(stand: Stand) -> None:
    # Amsterdam 2022: 73, that is 72,5 to 73,5 (a correction says so); the road asks 73,4.
    doel = Doel(70.0, 2020, 76.8, 2024)
    tussen = judge_doel(stand, WERK, "GM0363", doel)
    assert (tussen.koers, tussen.marge) == (Koers.BINNEN_MARGE, 0.5)
    assert "0,8 keer de marge" in describe_afstand(tussen, stand.indicatoren[WERK])


def test_a_nulwaarde_that_is_a_provisional_figure_keeps_its_sign(stand: Stand) -> None:
    zon = "zonne_energie"
    (rij,) = build_begrotingstabel(stand, "GM0503", [build_regel(zon, 390, 2022, 700)], {}, [])
    assert rij.nulmeting == "390* (2022)"
    (zelf,) = build_begrotingstabel(stand, "GM0503", [build_regel(zon, 400, 2022, 700)], {}, [])
    assert zelf.nulmeting == "400 (2022)"  # not the figure of the source


def test_a_target_is_told_in_one_phrase(stand: Stand) -> None:
    x = stand.indicatoren[WERK]
    assert format_doel(x, Doel(68.0, 2020, 75.5, 2028), 0) == (
        "van 68\u00a0% in 2020 naar 75,5\u00a0% in 2028"
    )


@pytest.mark.parametrize(
    ("nuljaar", "streefjaar", "jaren"),
    [
        (2022, 2028, [2027, 2028]),
        (2022, 2040, [2027, 2028, 2029, 2030]),
        (2022, 2025, [2024, 2025]),
        (2027, 2029, [2028, 2029]),
        (2025, 2026, [2026]),
    ],
)
def test_the_years_to_plan_for(nuljaar: int, streefjaar: int, jaren: list[int]) -> None:
    doel = Doelregel("d1", WERK, 1.0, nuljaar, 2.0, streefjaar, None, "", "")
    assert find_jaren([doel], 2026) == jaren
    assert find_jaren([], 2026) == []
