"""Numbers are held against each other by growth, counted by hand; shared priorities of a region."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.regels import build_regel
from welvaart.doel.doelen import build_haalbaarheid, build_vragen
from welvaart.doel.groei import to_procent, to_schaal
from welvaart.doel.haalbaarheid import Telling
from welvaart.doel.haalbaarheidszin import describe_conclusie, describe_haalbaarheid
from welvaart.doel.maat import format_fijn
from welvaart.doel.regiodeling import find_deling, find_lenen
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel
from welvaart.methode.positie import Positie, Richting
from welvaart.oordeel.regel import Regel

JAREN = (2020, 2022, 2024)
#           growth per two years
INWONERS = {
    "GM0503": (1000.0, 1100.0, 1210.0),  # 10 %, 10 %
    "GM0599": (100_000.0, 101_000.0, 103_020.0),  # 1 %, 2 %: more people, less growth
    "GM0014": (50.0, 60.0, 60.0),  # 20 %, 0 %
    "NL01": (1_000_000.0, 1_050_000.0, 1_102_500.0),  # 5 %, 5 %
}


@pytest.fixture
def klein(stand: Stand) -> Stand:
    reeksen = stand.reeksen
    waarde, i = reeksen.waarde.copy(), reeksen.get_i("inwoners")
    waarde[i] = np.nan
    for code, rij in INWONERS.items():
        for jaar, getal in zip(JAREN, rij, strict=True):
            waarde[i, reeksen.get_r(code), reeksen.jaren.index(jaar)] = getal
    return replace(stand, reeksen=replace(reeksen, waarde=waarde))


def test_ten_percent_is_ten_percent_in_a_village_and_in_a_city(klein: Stand) -> None:
    h = build_haalbaarheid(klein, "inwoners", "GM0503", Doel(1210.0, 2024, 1331.0, 2026))
    assert (h.absoluut, h.perioden) == (Telling(2, 3), Telling(3, 6))
    assert h.verandering == pytest.approx(10)
    assert h.land == pytest.approx(5)
    assert h.eigen == pytest.approx(10)
    # Ten percent more than Nederland, so at least 15,5 %: only the village of 50 once.
    assert h.relatief == Telling(1, 3)


def test_the_sentence_is_in_percent(klein: Stand) -> None:
    h = build_haalbaarheid(klein, "inwoners", "GM0503", Doel(1210.0, 2024, 1331.0, 2026))
    zinnen = describe_haalbaarheid(h, klein.indicatoren["inwoners"], "Delft")
    assert describe_conclusie(h, klein.indicatoren["inwoners"]) == (
        "Een stijging van 10,0\u00a0procent in 2 jaar haalden 2 van de 3 gemeenten."
    )
    assert "De grootste stijging van Delft zelf in 2 jaar was 10,0\u00a0procent." in zinnen


def test_a_large_area_is_not_asked_whether_its_number_is_a_slip(stand: Stand) -> None:
    assert build_vragen(stand, "inwoners", Doel(3_800_000.0, 2026, 3_900_000.0, 2030)) == []


def test_a_target_of_a_year_that_is_over_is_asked_about(stand: Stand) -> None:
    nu = stand.bouw.gebouwd_op.year
    werk = "netto_arbeidsparticipatie"
    assert build_vragen(stand, werk, Doel(69.3, 2022, 71.0, nu)) == []
    (vraag,) = build_vragen(stand, werk, Doel(66.9, 2021, 71.0, nu - 1))
    assert vraag == f"Het streefjaar {nu - 1} is al voorbij. Klopt dat?"


@given(st.floats(1, 1e7), st.floats(0.2, 5))
def test_the_scale_gives_growth_back(waarde: float, keer: float) -> None:
    stap = float(to_schaal(waarde * keer) - to_schaal(waarde))
    assert to_procent(stap) == pytest.approx(100 * (keer - 1), abs=1e-6)


def test_nothing_has_no_growth() -> None:
    assert np.isnan(to_schaal(0.0)) and np.isnan(to_schaal(-3.0))


def test_a_large_difference_has_no_digit_beyond_the_source(stand: Stand) -> None:
    inwoners, werk = stand.indicatoren["inwoners"], stand.indicatoren["netto_arbeidsparticipatie"]
    assert format_fijn(inwoners, -164_221.0) == "164.221\u00a0inwoners"
    assert format_fijn(inwoners, 12.5) == "12,5\u00a0inwoners"
    assert format_fijn(werk, 0.45) == "0,45\u00a0procentpunt"


def build_kaarten() -> Mapping[str, list[Regel]]:
    plaatsen = {
        "GM0503": (Positie.SLECHTSTE_KWART, Positie.SLECHTSTE_KWART, Positie.BESTE_KWART),
        "GM1783": (Positie.BESTE_KWART, Positie.MIDDEN, Positie.SLECHTSTE_KWART),
        "GM1842": (Positie.BESTE_KWART, Positie.SLECHTSTE_KWART, Positie.MIDDEN),
    }
    return {
        code: [
            build_regel(
                indicator_id=naam, waarde=1.0, positie=positie, richting=Richting.HOGER_IS_BETER
            )
            for naam, positie in zip(("werk", "groen", "zorg"), rij, strict=True)
        ]
        for code, rij in plaatsen.items()
    }


def test_who_shares_a_priority_and_who_is_strong_in_it() -> None:
    deling = find_deling(build_kaarten(), "groen")
    assert (deling.laag, deling.hoog, deling.n) == (("GM0503", "GM1842"), (), 3)
    assert find_deling(build_kaarten(), "onbekend").n == 0


def test_what_may_be_borrowed_is_where_we_stand_low_and_others_high() -> None:
    ((regel, hoog),) = find_lenen(build_kaarten(), "GM0503")
    assert (regel.indicator.indicator_id, hoog) == ("werk", ("GM1783", "GM1842"))
    assert [r.indicator.indicator_id for r, _ in find_lenen(build_kaarten(), "GM1783")] == ["zorg"]
