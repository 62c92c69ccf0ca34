"""Headlines come only from certain verdicts that matter."""

from typing import Any

from tests.regels import build_regel
from welvaart.methode.positie import Positie
from welvaart.methode.trend import RelatieveTrend
from welvaart.oordeel.regel import Groepswaarde, Regel
from welvaart.zin.opvallend import find_dekking, find_opvallend

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
