"""Who improved most, by hand, and what went along with what."""

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from welvaart.doel.afruil import MIN_SAMENHANG, find_afruil, split_afruil
from welvaart.doel.leren import Verbetering, compare_nu, find_verbeteringen
from welvaart.groep.gebied import find_regio
from welvaart.groep.regiobeeld import build_regiobeeld
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.scherm.dossier.stap.stap10 import build_verbeterrij, describe_eigen, describe_nu

WERK = "netto_arbeidsparticipatie"


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


def test_only_those_that_improved_more_are_named_best_first(stand: Stand) -> None:
    regel = next(r for r in stand.build_scorekaart("GM0503") if r.indicator.indicator_id == WERK)
    zelf, beter = find_verbeteringen(
        stand, regel, "GM0503", ["GM0599", "GM0014", "GM0503", "GM9999"], hoogstens=5
    )
    assert zelf is not None
    assert (zelf.van_jaar, zelf.tot_jaar, zelf.begin, zelf.eind) == (2015, 2022, 64.2, 69.3)
    # Groningen rose 8,1 to 70,8; Rotterdam rose more, 8,4, and is still below Delft.
    assert [v.regio_code for v in beter] == ["GM0014", "GM0599"]
    assert [round(v.verandering, 1) for v in beter] == [8.1, 8.4]
    assert beter[0].eind > zelf.eind > beter[1].eind
    _, een = find_verbeteringen(stand, regel, "GM0503", ["GM0014", "GM0599"], hoogstens=1)
    assert [v.regio_code for v in een] == ["GM0014"]


def test_lower_is_better_counts_a_fall_as_improvement(stand: Stand) -> None:
    regels = stand.build_scorekaart("GM0503")
    regel = next(r for r in regels if r.indicator.indicator_id == "werkloosheid")
    alle = [gemeente.code for gemeente in stand.gemeenten]
    zelf, beter = find_verbeteringen(stand, regel, "GM0503", alle, hoogstens=400)
    assert zelf is not None and beter
    assert all(v.verandering < zelf.verandering - 0.09 for v in beter)  # as much is not more
    nu = [compare_nu(zelf, v, -1) for v in beter]
    assert nu == sorted(nu, reverse=True) and set(nu) == {1, 0, -1}
    voorop = [v for v in beter if compare_nu(zelf, v, -1) > 0]
    assert voorop == sorted(voorop, key=lambda v: v.verandering)
    assert all(v.eind < zelf.eind for v in voorop)


def test_who_may_owe_the_lead_to_rounding_is_not_named(stand: Stand) -> None:
    regels = stand.build_scorekaart("GM0503")
    alle = [gemeente.code for gemeente in stand.gemeenten]
    regel = next(r for r in regels if r.indicator.indicator_id == WERK)
    zelf, beter = find_verbeteringen(stand, regel, "GM0503", alle, hoogstens=400)
    assert zelf is not None and zelf.marge == pytest.approx(0.1)  # two figures of a tenth
    voor = {v.regio_code: v.verandering - zelf.verandering - v.marge - zelf.marge for v in beter}
    assert voor and min(voor.values()) > 0
    # Amsterdam went from 68 to 73: 5 gives or takes 1, so nobody knows whether that is below 5,1.
    assert "GM0363" not in voor


def test_a_neutral_indicator_and_a_single_year_have_no_improvement(stand: Stand) -> None:
    regels = {r.indicator.indicator_id: r for r in stand.build_scorekaart("GM0503")}
    alle = [gemeente.code for gemeente in stand.gemeenten]
    assert find_verbeteringen(stand, regels["inwoners"], "GM0503", alle, hoogstens=5)[1] == []
    kort = next(r for r in regels.values() if len(r.trend_jaren) == 1 and r.heeft_waarde)
    assert find_verbeteringen(stand, kort, "GM0503", alle, hoogstens=5) == (None, [])


def test_an_area_looks_for_examples_among_its_gemeenten(stand: Stand) -> None:
    regio = find_regio(stand, "CR26")
    beeld = build_regiobeeld(stand, regio)
    regel = next(r for r in beeld.regels if r.indicator.indicator_id == WERK)
    zelf, beter = find_verbeteringen(beeld.stand, regel, "CR26", beeld.leden, hoogstens=9)
    assert zelf is not None and beter
    assert {v.regio_code for v in beter} <= set(beeld.leden)
    for v in (zelf, *beter):  # computed or not: what is subtracted is what is shown
        begin, eind = regel.indicator.round(v.begin), regel.indicator.round(v.eind)
        assert (v.begin, v.eind) == (begin, eind)
        assert v.verandering == pytest.approx(eind - begin)
    assert find_afruil(beeld.stand, WERK) == find_afruil(stand, WERK)


def test_what_goes_along_agrees_with_scipy_and_is_turned_to_welfare(stand: Stand) -> None:
    gevonden = {a.indicator_id: a for a in find_afruil(stand, WERK)}
    oordeel = stand.beoordeling

    def slopes(indicator_id: str) -> np.ndarray:
        i = stand.reeksen.get_i(indicator_id)
        teken = stand.indicatoren[indicator_id].teken
        return np.where(np.isnan(oordeel.trend.p[i]), np.nan, oordeel.trend.helling[i] * teken)[
            oordeel.gemeenten
        ]

    werkloos = gevonden["werkloosheid"]
    x, y = slopes(WERK), slopes("werkloosheid")
    beide = ~np.isnan(x) & ~np.isnan(y)
    assert werkloos.samenhang == pytest.approx(stats.spearmanr(x[beide], y[beide]).statistic)
    assert werkloos.samenhang > 0  # less unemployment goes with more work: both good
    assert all(abs(a.samenhang) >= MIN_SAMENHANG for a in gevonden.values())
    assert find_afruil(stand, "inwoners") == []
    mee, tegen = split_afruil(list(gevonden.values()), 1)
    assert len(mee) == 1 and len(tegen) <= 1


def test_a_provisional_end_keeps_its_sign(stand: Stand) -> None:
    regels = {r.indicator.indicator_id: r for r in stand.build_scorekaart("GM0503")}
    zelf, beter = find_verbeteringen(
        stand, regels["zonne_energie"], "GM0503", ["GM0014", "GM0289"], hoogstens=5
    )
    assert zelf is not None and zelf.tekens == ("", "*")
    assert [v.tekens for v in beter] == [("", "*")] * 2


def test_amsterdam_improves_about_six_whole_percents(stand: Stand) -> None:
    regel = next(r for r in stand.build_scorekaart("GM0363") if r.indicator.indicator_id == WERK)
    zelf = Verbetering("GM0363", 2013, 2022, 67.0, 73.0)
    assert describe_eigen(regel, "Amsterdam", zelf) == (
        "Amsterdam ging van 67\u00a0% in 2013 naar 73\u00a0% in 2022."
    )
    assert build_verbeterrij(stand, regel, zelf, zelf) == [
        "Amsterdam", "67\u00a0%", "73\u00a0%", "ongeveer +6\u00a0procentpunt", "ongeveer gelijk",
    ]  # fmt: skip
    delft = Verbetering("GM0503", 2013, 2022, 63.9, 69.3)
    assert build_verbeterrij(stand, regel, delft, zelf)[1:] == [
        "63,9\u00a0%", "69,3\u00a0%", "+5,4\u00a0procentpunt", "zelf slechter",
    ]  # fmt: skip


def build_verandering(eind: float, marge: float = 0.05) -> Verbetering:
    return Verbetering("GM0001", 2015, 2022, eind - 5, eind, eindmarge=marge)


@pytest.mark.parametrize(
    ("eind", "marge", "teken", "nu"),
    [
        (70.1, 0.05, 1, 1),
        (70.0, 0.05, 1, 0),
        (69.9, 0.05, 1, -1),
        (69.9, 0.05, -1, 1),
        (70.4, 0.5, 1, 0),  # whole percents: 70,4 may be below 70,0
        (71.0, 0.5, 1, 1),
    ],
)
def test_who_is_better_off_now_is_told_beyond_rounding(
    eind: float, marge: float, teken: int, nu: int
) -> None:
    zelf = build_verandering(70.0)
    assert compare_nu(zelf, build_verandering(eind, marge), teken) == nu


@pytest.mark.parametrize(
    ("einden", "zegt"),
    [
        ((72.0,), "Deze gemeente verbeterde meer dan Delft en staat er nu ook beter voor."),
        ((72.0, 71.0), "Deze gemeenten verbeterden meer dan Delft en staan er nu ook beter voor."),
        ((72.0, 69.0), "1 van hen staat er nu ook beter voor dan Delft, en staat bovenaan."),
        ((72.0, 71.0, 70.0), "2 van hen staan er nu ook beter voor dan Delft, en staan bovenaan."),
        ((69.0, 70.0), "Geen van hen staat er nu duidelijk beter voor dan Delft"),
    ],
)
def test_it_is_said_who_of_those_to_call_is_better_off_now(
    stand: Stand, einden: tuple[float, ...], zegt: str
) -> None:
    regel = next(r for r in stand.build_scorekaart("GM0503") if r.indicator.indicator_id == WERK)
    anderen = [build_verandering(eind) for eind in einden]
    assert describe_nu(regel, "Delft", build_verandering(70.0), anderen).startswith(zegt)
