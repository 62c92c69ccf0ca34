"""Feasibility of a target, counted by hand on five gemeenten and four years."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tests.regels import build_indicator
from welvaart.doel.doelen import build_haalbaarheid, judge_doel
from welvaart.doel.doelvragen import find_uiterste, find_vragen
from welvaart.doel.haalbaarheid import (
    Haalbaarheid,
    Telling,
    compute_haalbaarheid,
    compute_veranderingen,
    count_gehaald,
    find_lengtes,
)
from welvaart.doel.haalbaarheidszin import (
    describe_conclusie,
    describe_haalbaarheid,
    find_titels,
    name_jaren,
)
from welvaart.doel.kwart import Begin, compute_kwarten
from welvaart.doel.toets import build_toets
from welvaart.fouten import KeuzeFout
from welvaart.groep.gebied import find_regio
from welvaart.groep.regiobeeld import build_regiobeeld
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel
from welvaart.methode.positie import Richting
from welvaart.regio.regio import RegioSoort

WERK = "netto_arbeidsparticipatie"

NAN = np.nan
JAREN = (2019, 2020, 2021, 2022)
#                    2019 2020 2021 2022   spans of two years
WAARDE = np.array(
    [
        [10.0, 11.0, 13.0, 12.0],  # +3 +1
        [20.0, 21.0, 21.0, 24.0],  # +1 +3
        [30.0, 30.0, 30.0, 30.0],  # 0 0
        [40.0, NAN, NAN, 44.0],  # no span of two years
        [50.0, 48.0, 46.0, 44.0],  # -4 -4
    ]
)
EEN_DEEL = np.zeros(WAARDE.shape, dtype=np.int64)
INDICATOR = build_indicator()
LAND = np.array([30.0, 30.0, 31.0, 32.0])  # +1 +2


def compute(**anders: object) -> Haalbaarheid:
    keuzes: dict[str, object] = {
        "nulwaarde": 12.0,
        "nuljaar": 2022,
        "streefwaarde": 14.0,
        "streefjaar": 2024,
        "eigen": 0,
    }
    deel, land = anders.pop("deel", EEN_DEEL), anders.pop("land", LAND)
    return compute_haalbaarheid(WAARDE, deel, land, JAREN, **{**keuzes, **anders})  # type: ignore[arg-type]


def test_a_gemeente_counts_once_however_many_spans_it_has() -> None:
    h = compute()
    assert h.absoluut == Telling(2, 4)  # the first and the second; the fourth has no span
    assert (h.van_jaar, h.tot_jaar, h.jaren, h.verandering) == (2019, 2022, 2, 2.0)
    assert h.land == 1.5
    assert h.eigen == 3.0


def test_against_nederland_the_same_years_are_taken_off() -> None:
    # first: 3-1=2 and 1-2=-1; second: 1-1=0 and 3-2=1; third -1 -2; fifth -5 -6
    assert compute().relatief == Telling(1, 4)
    assert compute(streefwaarde=13.0).relatief == Telling(2, 4)
    assert compute(land=None).relatief is None


def test_all_spans_are_counted_beside_the_best_of_each_gemeente() -> None:
    assert compute().perioden == Telling(2, 8)  # +3 +1, +1 +3, 0 0, -4 -4
    assert compute(streefwaarde=13.0).perioden == Telling(4, 8)


@pytest.mark.parametrize(
    ("houden", "gehaald"),
    [(1, 6), (-1, 4), (0, 2)],  # did not fall; did not rise; did not move
)
def test_holding_on_means_not_getting_worse(houden: int, gehaald: int) -> None:
    h = compute(streefwaarde=12.0, houden=houden, speling=0.05)
    assert h.perioden == Telling(gehaald, 8)
    assert (h.relatief, h.eigen) == (None, None)
    x = build_indicator(richting=Richting.HOGER_IS_BETER if houden else Richting.NEUTRAAL)
    zin = describe_conclusie(h, x)
    assert zin.endswith(f"in {gehaald * 100 / 8:.0f} procent van alle perioden van de 4 gemeenten.")
    assert "minstens" not in " ".join([zin, *describe_haalbaarheid(h, x, "Delft")])


def test_a_fall_is_counted_as_a_fall() -> None:
    h = compute(streefwaarde=8.5, eigen=4)
    assert h.absoluut == Telling(1, 4)
    assert h.eigen == -4.0


def test_the_starting_level_is_told_apart() -> None:
    # begins 2019: 10 20 30 50, one in each quarter; begins 2020: 11 21 30 48 likewise
    h = compute()
    assert h.kwarten == (Telling(1, 1), Telling(1, 1), Telling(0, 1), Telling(0, 1))
    assert h.kwart == 0  # 12 among 12 24 30 44 44
    assert h.begin == Begin(10.0, 11.0, 2019, 2020)  # the lowest quarter of each of those years
    assert compute(nulwaarde=44.0).begin == Begin(48.0, 50.0, 2019, 2020)
    assert compute(nuljaar=2018, streefjaar=2020).begin is None  # no figures to place it in


def test_no_span_crosses_a_break() -> None:
    deel = EEN_DEEL.copy()
    deel[:, 3] = 1  # a new method from 2022
    assert compute(deel=deel).absoluut == Telling(1, 4)
    assert compute(deel=deel).tot_jaar == 2021


def test_a_longer_span_than_the_series_is_refused_with_the_longest_one() -> None:
    assert compute(streefjaar=2025).jaren == 3
    with pytest.raises(KeuzeFout, match=r"lopen over 3 jaar; uw doel ligt 4 jaar"):
        compute(streefjaar=2026)
    with pytest.raises(KeuzeFout, match="na het jaar van de nulmeting"):
        compute(streefjaar=2022)


def test_one_measuring_year_gives_no_history() -> None:
    een = np.where(np.arange(4) == 3, WAARDE, NAN)
    with pytest.raises(KeuzeFout, match="maar één jaar bekend"):
        compute_haalbaarheid(
            een, EEN_DEEL, None, JAREN,
            nulwaarde=1, nuljaar=2022, streefwaarde=2, streefjaar=2023, eigen=None,
        )  # fmt: skip


def test_a_span_that_no_two_figures_are_apart_is_refused_with_those_that_are() -> None:
    om_het_jaar = np.where(np.isin(JAREN, (2019, 2022)), WAARDE, NAN)  # measured every three years
    with pytest.raises(
        KeuzeFout, match=r"Nergens liggen twee cijfers 2 jaar uit elkaar.*dat 3 jaar"
    ):
        compute_haalbaarheid(
            om_het_jaar, EEN_DEEL, LAND, JAREN,
            nulwaarde=1, nuljaar=2022, streefwaarde=2, streefjaar=2024, eigen=None,
        )  # fmt: skip


def test_ties_share_a_quarter() -> None:
    begin = np.array([[5.0], [5.0], [5.0], [5.0], [NAN]])
    assert compute_kwarten(begin)[:4, 0].tolist() == [2.0] * 4
    assert np.isnan(compute_kwarten(begin)[4, 0])


@given(
    hnp.arrays(float, (6, 5), elements=st.floats(-50, 50) | st.just(NAN)),
    st.floats(0.1, 20),
    st.integers(1, 4),
)
def test_a_larger_wish_is_never_achieved_by_more_gemeenten(
    waarde: np.ndarray, wens: float, jaren: int
) -> None:
    spannen = compute_veranderingen(waarde, np.zeros(waarde.shape, int), jaren)
    klein, groot = count_gehaald(spannen, wens), count_gehaald(spannen, wens * 1.5)
    assert groot.gehaald <= klein.gehaald <= klein.n
    assert count_gehaald(-spannen, -wens) == klein


def test_a_slip_is_questioned() -> None:
    hoger = replace(INDICATOR, richting=Richting.HOGER_IS_BETER, eenheid_kort="%")
    assert find_vragen(hoger, 60.0, 65.0) == []
    assert "hoger beter" in find_vragen(hoger, 60.0, 55.0)[0]
    assert "vasthouden" in find_vragen(hoger, 60.0, 60.0)[0]
    assert "tussen 0 en 100" in find_vragen(hoger, 60.0, 101.0)[0]
    neutraal = replace(hoger, richting=Richting.NEUTRAAL)
    assert find_vragen(neutraal, 60.0, 55.0) == []


@pytest.mark.parametrize(
    ("streef", "uiterste"),
    [(2.9, 3.0), (3.0, None), (3.04, None), (50.0, None), (97.0, None), (97.1, 97.0)],
)
def test_a_level_that_nobody_had_is_known_by_the_one_that_came_closest(
    streef: float, uiterste: float | None
) -> None:
    waarden = np.array([[3.04, 9.0], [NAN, 97.0]])  # shown as 3,0: a target of 3,0 is no record
    assert find_uiterste(INDICATOR, waarden, streef) == uiterste
    assert find_uiterste(INDICATOR, np.full((2, 2), NAN), streef) is None


def read(tekst: str) -> str:
    return tekst.replace("\u00a0", " ")


def test_the_conclusion_holds_the_change_and_the_level_in_one_sentence() -> None:
    h = compute()
    haalden = "Een stijging van 2,0 procentpunt in 2 jaar haalden 2 van de 4 gemeenten"
    assert read(describe_conclusie(h, INDICATOR)) == f"{haalden}."
    ongezien = replace(h, uiterste=13.5)
    assert read(describe_conclusie(ongezien, INDICATOR)) == (
        f"{haalden}, maar 14,0 % had nog geen enkele: het hoogste was 13,5 %."
    )
    assert [read(titel) for titel in find_titels(ongezien, INDICATOR)] == [
        f"{haalden}, maar 14,0 % had nog geen enkele: het hoogste was 13,5 %.",
        f"{haalden}, maar 14,0 % had nog geen enkele.",
    ]
    niemand = replace(ongezien, absoluut=Telling(0, 4), soort=RegioSoort.COROP)
    assert read(describe_conclusie(niemand, INDICATOR)) == (
        "Een stijging van 2,0 procentpunt in 2 jaar haalde geen van de 4 COROP-gebieden, en 14,0 % "
        "had nog geen enkele gemeente: het hoogste was 13,5 %."
    )
    lager = replace(h, verandering=-2.0, streefwaarde=10.0, uiterste=10.2)
    assert "Een daling" in describe_conclusie(lager, INDICATOR)
    assert "het laagste was 10,2" in describe_conclusie(lager, INDICATOR)


def test_the_facts_name_the_counts_and_the_period() -> None:
    zinnen = describe_haalbaarheid(compute(), INDICATOR, "Delft")
    assert zinnen[0] == (
        "Zij haalden dat minstens één keer in de jaren 2019 tot en met 2022; het lukte in 25 "
        "procent van alle perioden van 2 jaar."
    )
    allen = replace(compute(), perioden=Telling(8, 8))
    assert describe_haalbaarheid(allen, INDICATOR, "Delft")[0].endswith(
        "het lukte in alle perioden van 2 jaar."
    )
    assert "gemiddeld 1,5" in zinnen[1] and "hoeft niet terug te komen" in zinnen[1]
    assert "1 van de 4 gemeenten" in zinnen[2]
    assert "begonnen" not in " ".join(zinnen)  # one gemeente per quarter says nothing


@pytest.mark.parametrize(
    ("gehaald", "begin", "zegt"),
    [
        (0, (10.0, 13.0), "haalde er geen het. Zij begonnen op 10,0 tot 13,0 %."),
        (20, (10.0, 11.0), "haalden alle 20 het. Zij begonnen op 10,0 tot 11,0 %, geen zo hoog "
         "als Delft (12,0 %): dat zegt dus weinig over uw doel."),
        (7, (14.0, 14.0), "haalden 7 het. Zij begonnen op 14,0 %, geen zo laag als Delft (12,0 "
         "%): dat zegt dus weinig over uw doel."),
    ],
)  # fmt: skip
def test_a_quarter_is_of_its_own_year_and_its_level_then_is_named(
    gehaald: int, begin: tuple[float, float], zegt: str
) -> None:
    h = replace(compute(), kwarten=(Telling(gehaald, 20),) * 4, begin=Begin(*begin, 2019, 2020))
    (zin,) = [z for z in describe_haalbaarheid(h, INDICATOR, "Delft") if "kwart" in z]
    assert read(zin) == (
        "Delft stond in 2022 in het laagste kwart. Van de 20 gemeenten die in hun eigen jaar (2019 "
        f"of 2020) in het laagste kwart begonnen, {zegt}"
    )


def test_years_are_named_as_one_two_or_more() -> None:
    assert [name_jaren(2013, tot) for tot in (2013, 2014, 2016)] == [
        "2013", "2013 of 2014", "2013 tot en met 2016",
    ]  # fmt: skip


def test_a_fall_that_all_achieved_to_a_level_that_none_had_is_one_conclusion(stand: Stand) -> None:
    doel = Doel(2.7, 2022, 2.3, 2030)
    toets = build_toets(stand, stand.indicatoren["werkloosheid"], "GM1963", "Hoeksche Waard", doel)
    assert read(toets.conclusie) == (
        "Een daling van 0,4 procentpunt in 8 jaar haalden 341 van de 341 gemeenten, in jaren "
        "waarin Nederland zelf gemiddeld 4,4 procentpunt daalde. Maar 2,3 % had nog geen enkele "
        "gemeente: het laagste was 2,5 %."
    )
    assert toets.is_ongezien and toets.vragen == ()
    assert toets.titels[1].startswith("Werkloosheid: een daling van 0,4")
    (kwart,) = [zin for zin in toets.feiten if "kwart" in zin]
    assert "Zij begonnen op 5,5 tot 6,6" in kwart and "(2013 of 2014)" in kwart


@pytest.mark.parametrize(
    ("land", "zegt"),
    [
        (3.0, ", in jaren waarin Nederland zelf gemiddeld 3,0 procentpunt steeg"),
        (2.0, ", in jaren waarin Nederland zelf gemiddeld 2,0 procentpunt steeg"),
        (1.9, ""),  # who achieved it did more than Nederland
        (-3.0, ""),  # and here against it
        (None, ""),
    ],
)
def test_a_conclusion_says_when_the_tide_carried_all(land: float | None, zegt: str) -> None:
    h = replace(compute(), verandering=2.0, land=land, absoluut=Telling(9, 10), uiterste=None)
    zin = describe_conclusie(h, INDICATOR)
    assert read(zin).partition("gemeenten")[2] == f"{zegt}."
    assert find_titels(h, INDICATOR)[0] == zin
    geen = replace(h, absoluut=Telling(0, 10))
    assert "Nederland" not in describe_conclusie(geen, INDICATOR)


def test_a_target_beyond_the_figures_is_counted_for_the_last_year_they_reach(stand: Stand) -> None:
    x = stand.indicatoren["werkloosheid"]
    h = build_haalbaarheid(stand, "werkloosheid", "GM1963", Doel(2.7, 2022, 2.3, 2035))
    # 9 of 13 years of a road of -0,4: -0,28, counted and said as -0,3
    assert (h.jaren, h.tot, h.streefjaar, h.streefwaarde) == (9, 2031, 2035, 2.3)
    assert h.verandering == pytest.approx(-0.3)
    assert read(describe_conclusie(h, x)) == (
        "Over 13 jaar hebben wij geen cijfers om te vergelijken, over 9 jaar wel: tot en met 2031 "
        "vraagt het doelpad een daling van 0,3 procentpunt, en dat haalden 341 van de 341 "
        "gemeenten, in jaren waarin Nederland zelf gemiddeld 4,7 procentpunt daalde. Maar 2,3 % "
        "had nog geen enkele gemeente: het laagste was 2,5 %."
    )
    assert "Of het na 2031 zo verder kan, weten wij niet." in describe_haalbaarheid(h, x, "HW")
    assert read(find_titels(h, x)[1]) == (
        "De daling van 0,3 procentpunt die tot en met 2031 nodig is, haalden 341 van de 341 "
        "gemeenten, maar 2,3 % had nog geen enkele."
    )


def test_a_road_too_flat_to_see_in_the_figures_is_refused_as_before(stand: Stand) -> None:
    with pytest.raises(KeuzeFout, match="ligt 60 jaar verder"):
        build_haalbaarheid(stand, "werkloosheid", "GM1963", Doel(2.7, 2022, 2.6, 2082))


def test_one_year_of_figures_still_tells_that_a_level_was_never_seen(stand: Stand) -> None:
    x = stand.indicatoren["levensverwachting"]
    toets = build_toets(stand, x, "GM0503", "Delft", Doel(80.0, 2021, 99.0, 2030))
    assert "maar één jaar bekend" in toets.conclusie
    assert "had nog geen enkele gemeente: het hoogste was" in toets.conclusie
    assert read(toets.titels[0]).endswith("of 99,0 jaar in 2030 haalbaar is, valt niet te zeggen.")
    gewoon = build_toets(stand, x, "GM0503", "Delft", Doel(80.0, 2021, 81.0, 2030))
    assert not gewoon.is_ongezien and "geen enkele" not in gewoon.conclusie


def test_lengths_are_the_spans_that_two_figures_lie_apart() -> None:
    assert find_lengtes(WAARDE, EEN_DEEL) == [1, 2, 3]
    om_het_jaar = np.where(np.isin(JAREN, (2019, 2022)), WAARDE, NAN)
    assert find_lengtes(om_het_jaar, EEN_DEEL) == [3]


@pytest.mark.parametrize(
    ("kwart", "streef", "genoemd"),
    [(0, 14.0, True), (3, 14.0, False), (0, 11.0, False), (3, 11.0, True), (1, 14.0, False)],
)
def test_regression_to_the_mean_is_named_where_it_flatters(
    kwart: int, streef: float, genoemd: bool
) -> None:
    h = replace(compute(streefwaarde=streef), kwart=kwart, kwarten=(Telling(6, 20),) * 4)
    h = replace(h, begin=Begin(10.0, 13.0, 2019, 2020))
    assert ("toeval" in " ".join(describe_haalbaarheid(h, INDICATOR, "Delft"))) is genoemd


def test_one_span_each_is_not_called_at_least_once() -> None:
    zinnen = describe_haalbaarheid(compute(streefjaar=2025), INDICATOR, "Delft")
    assert zinnen[0].endswith(" dat in de jaren 2019 tot en met 2022.")
    assert "minstens" not in " ".join(zinnen)


def test_an_area_is_held_against_its_own_kind(stand: Stand) -> None:
    doel = Doel(74.6, 2022, 76.6, 2025)
    corop = build_regiobeeld(stand, find_regio(stand, "CR28")).stand
    h = build_haalbaarheid(corop, WERK, "CR28", doel)
    assert (h.soort, h.absoluut.n, h.is_groter) == (RegioSoort.COROP, 40, False)
    assert h.land is not None and h.eigen is not None
    zinnen = " ".join(describe_haalbaarheid(h, corop.indicatoren[WERK], "COROP Oost"))
    assert "COROP-gebieden" in zinnen and "gemeenten" not in zinnen


@pytest.mark.parametrize("code", ["LD01", "eigen:GM0503,GM0599;Duo"])
def test_an_area_without_enough_of_its_kind_counts_gemeenten_and_says_so(
    stand: Stand, code: str
) -> None:
    regio = find_regio(stand, code)
    eigen = build_regiobeeld(stand, regio).stand
    h = build_haalbaarheid(eigen, WERK, regio.code, Doel(70.0, 2022, 72.0, 2025))
    assert (h.absoluut.n, h.is_groter, h.kwart) == (341, True, None)
    zinnen = describe_haalbaarheid(h, eigen.indicatoren[WERK], regio.naam)
    assert zinnen[-1].startswith("Wij telden gemeenten; ")


def test_a_coarse_figure_is_said_to_be_about(stand: Stand) -> None:
    h = build_haalbaarheid(stand, WERK, "GM0363", Doel(73.0, 2022, 75.0, 2025))
    slot = describe_haalbaarheid(h, stand.indicatoren[WERK], "Amsterdam")[-1]
    assert slot.replace("\u00a0", " ").endswith("was ongeveer 3 procentpunt.")


def test_a_figure_after_a_break_is_not_held_against_the_target(stand: Stand) -> None:
    doel = Doel(70.0, 2020, 72.0, 2025)
    assert judge_doel(stand, WERK, "GM0503", doel).jaar == 2022
    nieuw = replace(stand, breuken={WERK: [("2022JJ00", "andere methode")]})
    assert judge_doel(nieuw, WERK, "GM0503", doel).jaar == 2021


def test_a_provisional_figure_keeps_its_sign_beside_the_target(stand: Stand) -> None:
    misdrijven = judge_doel(
        stand, "geregistreerde_misdrijven", "GM0503", Doel(60.0, 2020, 50.0, 2025)
    )
    assert (misdrijven.jaar, misdrijven.statusteken) == (2022, "*")
    assert judge_doel(stand, WERK, "GM0503", Doel(66.0, 2020, 70.0, 2025)).statusteken == ""
