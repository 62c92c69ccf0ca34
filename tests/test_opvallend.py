"""Headlines come only from certain verdicts that matter."""

from dataclasses import replace
from typing import Any

import pytest

from tests.regels import build_regel
from welvaart.methode.positie import Positie
from welvaart.methode.trend import RelatieveTrend, Trend
from welvaart.oordeel.regel import Groepswaarde, Regel
from welvaart.zin.opvallend import find_dekking, find_opvallend
from welvaart.zin.samenvatting import describe_tegendraads, describe_weggelaten

NL = Groepswaarde(50.0, "gewogen", 342, volledig=True)


def build(naam: str, **velden: Any) -> Regel:  # noqa: ANN401 - any field of a line
    return build_regel(indicator_id=naam, thema=naam, **velden)


def test_strongest_comes_first_and_uncertain_never() -> None:
    regels = [
        build("a", rang_van=80, rang_tot=85, positie=Positie.BESTE_KWART),
        build("b", rang_van=1, rang_tot=2, positie=Positie.BESTE_KWART),
        build("c", rang_van=1, rang_tot=168, positie=Positie.NIET_TE_ZEGGEN),
        build("d", rang_van=342, rang_tot=342, positie=Positie.SLECHTSTE_KWART),
    ]
    gevonden = find_opvallend(regels, 3)
    assert [r.indicator.indicator_id for r in gevonden.sterk] == ["b", "a"]
    assert [r.indicator.indicator_id for r in gevonden.zwak] == ["d"]


def test_one_headline_per_theme() -> None:
    regels = [
        build_regel(indicator_id=f"i{k}", rang_van=k, rang_tot=k, positie=Positie.BESTE_KWART)
        for k in (1, 2, 3)
    ]
    assert len(find_opvallend(regels, 3).sterk) == 1


def test_old_figures_and_small_panels_make_no_headline() -> None:
    regels = [
        build("vol", n=342, positie=Positie.MIDDEN),
        build("klein", n=31, rang_van=31, rang_tot=31, positie=Positie.SLECHTSTE_KWART),
        build("oud", is_nieuwste=False, positie=Positie.SLECHTSTE_KWART),
    ]
    assert find_opvallend(regels, 3).zwak == ()


def test_a_move_that_most_gemeenten_make_is_no_headline() -> None:
    eigen = build("a", groep=NL, relatieve_trend=RelatieveTrend.GUNSTIG, relatieve_helling=0.5)
    gewoon = build(
        "b", groep=NL, relatieve_trend=RelatieveTrend.GUNSTIG, relatieve_helling=0.5,
        zelfde_relatief_als=237, relatief_n=342,
    )  # fmt: skip
    assert find_opvallend([eigen, gewoon], 3).gewonnen == (eigen,)


def test_a_place_that_the_comparison_contradicts_is_no_headline() -> None:
    # Worst quarter, but better than the mean of Nederland beside it: cities pull the mean down.
    beter = build("a", groep=NL, waarde=51.0, positie=Positie.SLECHTSTE_KWART)
    slechter = build("b", groep=NL, waarde=49.0, positie=Positie.SLECHTSTE_KWART)
    assert find_opvallend([beter, slechter], 3).zwak == (slechter,)


def test_suspect_and_stopped_figures_make_no_headline() -> None:
    regels = [
        build("verdacht", positie=Positie.SLECHTSTE_KWART),
        build("gestopt", positie=Positie.SLECHTSTE_KWART, periode_code="2017JJ00"),
    ]
    assert find_opvallend(regels, 3, verdacht={"verdacht"}).zwak == ()


def test_coverage_counts_only_the_monitor_and_names_older_figures() -> None:
    regels = [
        build("a"),
        build("b", is_nieuwste=False),
        build("c", waarde=float("nan")),
        build("d", monitor=False),
        build("e", waarde=float("nan"), ontbreekt_omdat="Wij tonen dit cijfer niet: …"),
        build("f", waarde=float("nan"), ontbreekt_omdat="In deze gemeente is geen zwemwater."),
    ]
    dekking = find_dekking(regels)
    assert dekking.totaal == 5
    assert [r.indicator.indicator_id for r in dekking.aanwezig] == ["a", "b"]
    assert [r.indicator.indicator_id for r in dekking.ouder] == ["b"]
    assert [r.indicator.indicator_id for r in dekking.afwezig] == ["c"]
    assert [r.indicator.indicator_id for r in dekking.ingehouden] == ["e"]
    assert [r.indicator.indicator_id for r in dekking.onmogelijk] == ["f"]


def test_what_is_left_out_of_the_headlines_is_named_with_its_reason() -> None:
    beste = {"rang_van": 1, "rang_tot": 1, "positie": Positie.BESTE_KWART}
    regels = [
        build("vol", n=342, positie=Positie.MIDDEN),
        build("a", titel="Vertrouwen in anderen", n=31, **beste),
        build("b", titel="Ondervonden delicten", n=31, **beste),
        build("c", titel="Natuurgebied", periode_code="2017JJ00", positie=Positie.SLECHTSTE_KWART),
        build("oud", is_nieuwste=False, **beste),
    ]
    assert describe_weggelaten(find_opvallend(regels, 3)) == (
        "Niet getoond: vertrouwen in anderen en ondervonden delicten (beste kwart), want minder "
        "dan de helft van de gemeenten heeft een cijfer; natuurgebied (slechtste kwart), want het "
        "cijfer is meer dan 3 jaar oud."
    )


def test_what_the_limit_leaves_out_is_only_counted() -> None:
    regels = [
        build_regel(indicator_id=f"i{k}", rang_van=k, rang_tot=k, positie=Positie.BESTE_KWART)
        for k in (1, 2, 3)
    ]
    assert describe_weggelaten(find_opvallend(regels, 3)) == (
        "Nog 2 uit het beste of slechtste kwart staan in de nulmeting."
    )
    assert describe_weggelaten(find_opvallend(regels[:1], 3)) == ""


def test_an_own_move_comes_before_going_back_less_than_nederland() -> None:
    winst = {"groep": NL, "relatieve_trend": RelatieveTrend.GUNSTIG, "trend": Trend.DAALT}
    terug = build(
        "terug", waarde_begin=70.0, waarde=69.0, relatieve_helling=0.9, relatief_begin=0.0,
        relatief_eind=2.0, **winst,
    )  # fmt: skip
    zelf = build(
        "zelf", waarde_begin=65.0, waarde=66.0, relatieve_helling=0.1, relatief_begin=0.0,
        relatief_eind=0.5, **winst,
    )  # fmt: skip
    assert find_opvallend([terug, zelf], 3).gewonnen == (zelf, terug)
    assert (
        describe_tegendraads(terug, "Oss") == "Oss ging zelf achteruit, maar minder dan Nederland."
    )
    assert describe_tegendraads(zelf, "Oss") == ""
    in_corop = replace(terug, groep=Groepswaarde(50.0, "gewogen", 9, volledig=True, naam="Twente"))
    assert describe_tegendraads(in_corop, "Oss") == (
        "Oss ging zelf achteruit, maar minder dan de anderen in Twente."
    )
    lijken = replace(in_corop.groep, naam="Gemeenten die op Oss lijken", lid=False, n_gemeenten=10)
    assert describe_tegendraads(replace(terug, groep=lijken), "Oss") == (
        "Oss ging zelf achteruit, maar minder dan gemeenten die op Oss lijken."
    )


@pytest.mark.parametrize("trend", [Trend.GELIJK, Trend.GEEN_OORDEEL, Trend.TE_WEINIG_MEETJAREN])
def test_an_own_move_that_is_not_certain_is_not_said(trend: Trend) -> None:
    terug = build(
        "a", groep=NL, waarde_begin=70.0, waarde=69.0, relatief_begin=0.0, relatief_eind=2.0,
        trend=trend,
    )  # fmt: skip
    assert describe_tegendraads(terug, "Oss") == ""


def test_a_move_within_the_rounding_is_no_move_of_its_own() -> None:
    stil = build(
        "a", groep=NL, waarde_begin=69.31, waarde=69.29, relatief_begin=0.0, relatief_eind=1.0,
        trend=Trend.DAALT,
    )  # fmt: skip
    assert describe_tegendraads(stil, "Oss") == ""
