"""An outlier that is flagged stands on screen, but nobody is measured by it; counted by hand."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from welvaart.doel.afruil import find_afruil
from welvaart.doel.doelen import build_haalbaarheid, build_vragen, judge_doel, read_uiterste
from welvaart.doel.haalbaarheid import Telling
from welvaart.doel.leren import find_verbeteringen
from welvaart.doel.uitschieter import find_uitschieters, read_waarden
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel

WERK = "netto_arbeidsparticipatie"
DOEL = Doel(60.0, 2022, 65.0, 2024)
#            2019  2020  2021  2022   spans of two years
CIJFERS = {
    "GM0503": (50.0, 51.0, 52.0, 53.0),  # +2 +2
    "GM0599": (50.0, 50.0, 60.0, 50.0),  # +10 0: the figure of 2021 is flagged
    "GM0014": (50.0, 52.0, 56.0, 58.0),  # +6 +6
    "GM0363": (50.0, 40.0, 50.0, 51.0),  # 0 +11: the figure of 2020 is flagged
}
JAREN = (2019, 2020, 2021, 2022)


def mark(regio: str, periode: str) -> tuple[str, str, str, str, str]:
    return (WERK, regio, periode, "uitschieter", "Let op: dit past niet in de reeks.")


GEMERKT = (mark("GM0599", "2021JJ00"), mark("GM0363", "2020JJ00"))


def replace_waarden(stand: Stand, cijfers: Mapping[str, tuple[float, ...]]) -> Stand:
    """The same build, in which one indicator has these figures and no others."""
    reeksen = stand.reeksen
    waarde = reeksen.waarde.copy()
    i = reeksen.get_i(WERK)
    waarde[i] = np.nan
    for code, rij in cijfers.items():
        r = reeksen.get_r(code)
        for jaar, getal in zip(JAREN, rij, strict=True):
            waarde[i, r, reeksen.jaren.index(jaar)] = getal
    return replace(stand, reeksen=replace(reeksen, waarde=waarde), kanttekeningen=())


@pytest.fixture
def klein(stand: Stand) -> Stand:
    return replace_waarden(stand, CIJFERS)


@pytest.fixture
def gemerkt(klein: Stand) -> Stand:
    return replace(klein, kanttekeningen=GEMERKT)


def test_what_only_an_outlier_achieved_is_not_counted(klein: Stand, gemerkt: Stand) -> None:
    alles = build_haalbaarheid(klein, WERK, "GM0503", DOEL)
    assert (alles.absoluut, alles.perioden) == (Telling(3, 4), Telling(4, 8))
    zonder = build_haalbaarheid(gemerkt, WERK, "GM0503", DOEL)
    # Rotterdam keeps 2020–2022 (0), Amsterdam 2019–2021 (0): each one span that is no rise.
    assert (zonder.absoluut, zonder.perioden) == (Telling(1, 4), Telling(2, 6))


def test_an_outlier_of_the_regio_itself_is_not_its_best_span(klein: Stand, gemerkt: Stand) -> None:
    assert build_haalbaarheid(klein, WERK, "GM0599", DOEL).eigen == 10.0
    assert build_haalbaarheid(gemerkt, WERK, "GM0599", DOEL).eigen == 0.0


def test_the_extreme_that_a_target_is_held_against_is_no_outlier(gemerkt: Stand) -> None:
    assert read_uiterste(gemerkt, WERK, 59.0) == 58.0
    (voorbij,) = build_vragen(gemerkt, WERK, Doel(53.0, 2022, 59.0, 2024))
    assert voorbij == "Het streefjaar 2024 is al voorbij. Klopt dat?"


def test_nobody_is_called_for_an_outlier(klein: Stand, gemerkt: Stand) -> None:
    regel = next(r for r in klein.build_scorekaart("GM0503") if r.indicator.indicator_id == WERK)
    laatste = mark("GM0014", "2022JJ00")

    def find(stand: Stand) -> list[str]:
        _, beter = find_verbeteringen(stand, regel, "GM0503", list(CIJFERS), hoogstens=9)
        return [v.regio_code for v in beter]

    assert find(klein) == ["GM0014"]  # +8 against +3 of Delft, 2019–2022
    assert find(gemerkt) == ["GM0014"]
    assert find(replace(gemerkt, kanttekeningen=(*GEMERKT, laatste))) == []


def test_an_outlier_of_the_regio_itself_shortens_what_it_is_compared_over(gemerkt: Stand) -> None:
    regel = next(r for r in gemerkt.build_scorekaart("GM0503") if r.indicator.indicator_id == WERK)
    eigen = replace(gemerkt, kanttekeningen=(mark("GM0503", "2022JJ00"),))
    zelf, beter = find_verbeteringen(eigen, regel, "GM0503", list(CIJFERS), hoogstens=9)
    assert zelf is not None and (zelf.tot_jaar, zelf.verandering) == (2021, 2.0)
    assert [v.regio_code for v in beter] == ["GM0599", "GM0014"]


def test_what_went_together_leaves_bent_lines_out(stand: Stand) -> None:
    ander, codes = "bruto_arbeidsparticipatie", ["GM0503", "GM0599"]
    gemerkt = replace(stand, kanttekeningen=tuple(mark(c, "2020JJ00") for c in codes))
    (voor,) = (a for a in find_afruil(stand, WERK) if a.indicator_id == ander)
    (na,) = (a for a in find_afruil(gemerkt, WERK) if a.indicator_id == ander)
    assert na.n == voor.n - 2
    oordeel, rijen = stand.beoordeling, stand.beoordeling.gemeenten
    weg = [rijen.tolist().index(stand.reeksen.get_r(code)) for code in codes]
    hellingen = [
        np.delete(
            np.where(np.isnan(oordeel.trend.p[i]), np.nan, oordeel.trend.helling[i])[rijen], weg
        )
        for i in (stand.reeksen.get_i(WERK), stand.reeksen.get_i(ander))
    ]
    verwacht = stats.spearmanr(*hellingen, nan_policy="omit").statistic
    assert na.samenhang == pytest.approx(verwacht)


def test_a_remark_for_all_regios_or_all_years_takes_them_all(klein: Stand) -> None:
    overal = replace(klein, kanttekeningen=(mark("*", "2020JJ00"),))
    assert int(find_uitschieters(overal, WERK).sum()) == len(klein.reeksen.regio_codes)
    altijd = replace(klein, kanttekeningen=(mark("GM0014", "*"),))
    assert np.isnan(read_waarden(altijd, WERK)[klein.reeksen.get_r("GM0014")]).all()
    ander = replace(klein, kanttekeningen=((WERK, "GM0014", "*", "let_op", "Wel een cijfer."),))
    assert not find_uitschieters(ander, WERK).any()


def test_the_outliers_of_the_corrections_take_no_part(stand: Stand) -> None:
    r, jaren = stand.reeksen.get_r("GM0088"), stand.reeksen.jaren
    cafe = read_waarden(stand, "afstand_cafe")[r]
    assert np.isnan(cafe[[jaren.index(jaar) for jaar in (2020, 2021, 2022)]]).all()
    assert cafe[jaren.index(2019)] == 0.5


def test_the_monitor_says_that_the_newest_figure_is_an_outlier(gemerkt: Stand) -> None:
    doel = Doel(50.0, 2019, 55.0, 2025)
    eigen = replace(gemerkt, kanttekeningen=(mark("GM0014", "2022JJ00"),))
    assert judge_doel(eigen, WERK, "GM0014", doel).is_uitschieter
    assert not judge_doel(gemerkt, WERK, "GM0014", doel).is_uitschieter
