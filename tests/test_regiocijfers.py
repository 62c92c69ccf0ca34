"""Areas side by side: classes that do not jump, honest gaps, ties, spread and what is shared."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.regels import build_indicator
from welvaart.export.bouwen.regio.regiobeeld import build_uitersten
from welvaart.export.inhoud import Tabel
from welvaart.groep.groepen import find_leden
from welvaart.groep.regiobeeld import build_regiostand
from welvaart.groep.regiocel import compute_regioreeks, compute_regiospeling
from welvaart.groep.regiocijfers import (
    ANDER_GEBIED,
    Regiocijfers,
    build_regiocijfers,
    classify,
    compute_plaatsen,
    find_klassen,
)
from welvaart.groep.regiospreiding import (
    Spreiding,
    compute_spreiding,
    describe_spreiding,
    measure_spreiding,
)
from welvaart.lezen.stand import Stand
from welvaart.methode.positie import Positie, Richting
from welvaart.oordeel.regel import Regel
from welvaart.zin.gaten import find_gaten, list_gaten, list_redenen
from welvaart.zin.gedeeld import describe_gedeeld, describe_samen, find_gedeeld
from welvaart.zin.regioduiding import (
    describe_gaten,
    describe_index,
    describe_jaren,
    describe_plaats,
    describe_uitersten,
    describe_verandering,
)

NAN = float("nan")
X = build_indicator()


def build(waarde: list[list[float]], **anders: object) -> Regiocijfers:
    blok = np.array(waarde)
    n, jaren = blok.shape
    leeg = np.full(blok.shape, "", dtype=object)
    cijfers = Regiocijfers(
        indicator=X, soort="gemeente", codes=tuple(f"GM{k:04}" for k in range(n)),
        namen=tuple("ABCDEFGHIJ"[:n]), jaren=tuple(range(2020, 2020 + jaren)),
        perioden=tuple(str(j) for j in range(2020, 2020 + jaren)), waarde=blok,
        precies=blok, onder=np.full(blok.shape, NAN), boven=np.full(blok.shape, NAN),
        grof=frozenset(), status=leeg, reden=leeg, land=np.full(jaren, 70.0),
        land_precies=np.full(jaren, 70.0), breuken=(), omgerekend=(0,) * jaren,
    )  # fmt: skip
    return replace(cijfers, **anders)  # type: ignore[arg-type]  # fields by name


@given(
    st.lists(st.lists(st.floats(0, 100), min_size=3, max_size=3), min_size=1, max_size=40),
)
def test_classes_rise_and_every_value_has_exactly_one(waarden: list[list[float]]) -> None:
    blok = np.vectorize(X.round)(np.array(waarden))
    grenzen = find_klassen(blok, X)
    assert list(grenzen) == sorted(set(grenzen))
    assert len(grenzen) <= 4
    klassen = classify(blok.ravel(), grenzen)
    assert klassen.min() >= 0
    assert klassen.max() <= len(grenzen)
    for waarde, klasse in zip(blok.ravel(), klassen, strict=True):
        assert klasse == sum(waarde >= grens - 1e-9 for grens in grenzen)


def test_missing_values_have_no_class() -> None:
    assert list(classify(np.array([NAN, 1.0]), (2.0,))) == [-1, 0]


def test_evenly_spread_figures_get_round_bounds() -> None:
    blok = np.linspace(60, 80, 201).reshape(-1, 1)
    assert find_klassen(blok, X) == (62.5, 65.0, 67.5, 70.0) or all(
        grens % 2.5 == 0 or grens % 5 == 0 for grens in find_klassen(blok, X)
    )


def test_classes_are_the_same_whatever_year_is_shown(stand: Stand) -> None:
    cijfers = build_regiocijfers(stand, "netto_arbeidsparticipatie", "gemeente")
    assert len(cijfers.klassen) == 4
    laatste = classify(cijfers.waarde[:, -1], cijfers.klassen)
    deel = np.bincount(laatste[laatste >= 0]) / (laatste >= 0).sum()
    assert deel.max() < 0.6


def test_places_share_ties_and_follow_the_direction() -> None:
    waarde = np.array([3.0, 5.0, 5.0, NAN])
    assert compute_plaatsen(waarde, 1) == [(3, 3), (1, 2), (1, 2), None]
    assert compute_plaatsen(waarde, -1) == [(1, 1), (2, 3), (2, 3), None]


def test_a_figure_about_another_territory_is_left_out_with_its_reason(stand: Stand) -> None:
    cijfers = build_regiocijfers(stand, "banen", "gemeente")
    i, t = stand.reeksen.get_i("banen"), stand.reeksen.jaren.index(2015)
    elders = [code for code, k in stand.grondslag.plaats.items() if stand.grondslag.elders[i, t, k]]
    met_waarde = [c for c in elders if not np.isnan(stand.reeksen.get_reeks("banen", c)[t])]
    for code in met_waarde:
        assert np.isnan(cijfers.waarde[cijfers.plaats[code], 0])
        assert cijfers.reden[cijfers.plaats[code], 0] == ANDER_GEBIED


@pytest.mark.parametrize(
    ("soort", "aantal"),
    [("gemeente", 342), ("corop", 40), ("arbeidsmarktregio", 35), ("provincie", 12)],
)
def test_every_kind_of_area_is_complete(stand: Stand, soort: str, aantal: int) -> None:
    cijfers = build_regiocijfers(stand, "leegstand_woningen", soort)
    assert len(cijfers.codes) == len(set(cijfers.namen)) == aantal


def test_a_break_between_two_years_is_named() -> None:
    cijfers = build([[1.0, 2.0, 3.0]], breuken=((2021, "nieuwe meting"),))
    assert "nieuwe meting" in (cijfers.find_breuk(2020, 2022) or "")
    assert cijfers.find_breuk(2021, 2022) is None


def test_titles_hold_the_extremes_and_the_own_figure() -> None:
    cijfers = build([[60.0], [65.0], [70.0], [NAN]])
    titel = describe_uitersten(cijfers, 2020, [0, 1, 2, 3], 1, "de regio")
    assert "van 60,0\u00a0% (A) tot 70,0\u00a0% (C); B 65,0\u00a0%." in titel
    assert titel.count("A") == 1
    assert "D heeft geen cijfer" in describe_uitersten(cijfers, 2020, [0, 1, 3], 3, "de regio")
    assert "geen cijfers voor" in describe_uitersten(cijfers, 2020, [3], None, "de regio")


def test_title_of_maps_per_year_holds_both_ends() -> None:
    cijfers = build([[60.0, 62.0], [65.0, 66.0], [NAN, NAN]])
    jaren = (2020, 2021)
    assert describe_jaren(cijfers, jaren, [0, 1, 2], "X").endswith(
        " in X: van 60,0\u00a0% tot 65,0\u00a0% in 2020, van 62,0\u00a0% tot 66,0\u00a0% in 2021."
    )
    assert describe_jaren(cijfers, (2020, 2020), [1], "X").endswith(" in X: 65,0\u00a0% in 2020.")
    assert "geen cijfers in 2020, geen cijfers in 2021" in describe_jaren(cijfers, jaren, [2], "X")


@pytest.mark.parametrize(
    ("waarden", "zin"),
    [
        ([[60.0], [65.0], [NAN]], "B staat met 65,0\u00a0% het hoogst van de 2 gemeenten in X"),
        (
            [[65.0], [65.0], [1.0]],
            "A en B staan met 65,0\u00a0% het hoogst van de 3 gemeenten",
        ),
        (
            [[7.0], [7.0], [7.0]],
            "Alle 3 gemeenten in X met een cijfer staan even hoog bij netto arbeidsparticipatie "
            "(2020): 7,0\u00a0%.",
        ),
    ],
)
def test_title_of_a_ranking_without_an_own_area_says_who_is_on_top(
    waarden: list[list[float]], zin: str
) -> None:
    assert describe_plaats(build(waarden), 2020, [0, 1, 2], None, "X").startswith(zin)


@pytest.mark.parametrize("eigen", [None, 0, 1])
@pytest.mark.parametrize("richting", [Richting.HOGER_IS_BETER, Richting.NEUTRAAL])
def test_one_alone_has_no_place(eigen: int | None, richting: Richting) -> None:
    cijfers = build([[65.0], [NAN], [60.0]], indicator=build_indicator(richting=richting))
    assert cijfers.rank(0, [0, 1]) == [None, None]
    assert cijfers.rank(0, [0, 2]) == [(1, 1), (2, 2)]
    assert describe_plaats(cijfers, 2020, [0, 1], eigen, "X") == (
        "A heeft bij netto arbeidsparticipatie (2020) 65,0\u00a0%; in X zijn er geen andere "
        "gemeenten met een cijfer."
    )


def test_one_of_several_with_a_figure_is_not_everywhere() -> None:
    cijfers = build([[65.0], [NAN]])
    titel = describe_uitersten(cijfers, 2020, [0, 1], 1, "X")
    assert titel.endswith("in X heeft alleen A een cijfer: 65,0\u00a0%; B heeft geen cijfer.")
    assert describe_uitersten(cijfers, 2020, [0], 0, "X").endswith("overal in X 65,0\u00a0%.")


def test_equal_figures_of_which_one_is_coarse_are_equal_when_rounded() -> None:
    cijfers = build([[73.0], [73.0]], grof=frozenset({1}), onder=np.array([[NAN], [72.5]]),
                    boven=np.array([[NAN], [73.5]]))  # fmt: skip
    assert describe_plaats(cijfers, 2020, [0, 1], None, "X") == (
        "Alle 2 gemeenten in X met een cijfer staan afgerond even hoog bij netto "
        "arbeidsparticipatie (2020): 73\u00a0%."
    )


def test_title_of_a_ranking_tells_ties() -> None:
    cijfers = build([[60.0], [65.0], [65.0], [NAN]])
    assert "B deelt plaats 1 tot en met 2 van 3 gemeenten in X met 65,0" in describe_plaats(
        cijfers, 2020, [0, 1, 2, 3], 1, "X"
    )
    assert "A staat op plaats 3 van 3" in describe_plaats(cijfers, 2020, [0, 1, 2], 0, "X")


def build_grof() -> Regiocijfers:
    """B is 73 in whole percents, so anything from 72,5 to 73,5; the others are exact to a tenth."""
    leeg = np.full((4, 1), NAN)
    onder, boven = leeg.copy(), leeg.copy()
    onder[1], boven[1] = 72.5, 73.5
    return build([[74.0], [73.0], [72.6], [72.0]], onder=onder, boven=boven, grof=frozenset({1}))


def test_a_figure_in_whole_percents_holds_every_place_that_its_rounding_allows() -> None:
    cijfers = build_grof()
    # B may lie above C (72,6) or below; A and D are sure.
    assert cijfers.rank(0, [0, 1, 2, 3]) == [(1, 1), (2, 3), (2, 3), (4, 4)]
    titel = describe_plaats(cijfers, 2020, [0, 1, 2, 3], 1, "X")
    assert titel.startswith(
        "B staat ergens tussen plaats 2 en 3 van 4 gemeenten in X met 73\u00a0% bij"
    )
    assert "met 72,6\u00a0% bij" in describe_plaats(cijfers, 2020, [0, 1, 2, 3], 2, "X")


def test_who_may_stand_on_top_behind_a_coarser_rounding_is_named() -> None:
    cijfers = build_grof()
    titel = describe_plaats(cijfers, 2020, [1, 2, 3], None, "X")
    assert titel.startswith("B staat met 73\u00a0% het hoogst van de 3 gemeenten in X bij")
    assert titel.endswith("(2020); door afronding kan C net zo hoog of hoger staan.")
    assert "afronding" not in describe_plaats(cijfers, 2020, [0, 1, 2, 3], None, "X")  # A is sure


@pytest.mark.parametrize(
    ("index", "slot"),
    [
        (
            [("Oss", 109.1, 0.2), ("Nederland", 108.0, 0.0), ("X", 107.4, 0.0)],
            "in Oss: van index 100 in 2013 naar 109 in 2022, gestegen: meer dan Nederland (108) "
            "en X (107).",
        ),
        (
            [("Oss", 108.4, 0.2), ("Nederland", 108.0, 0.0), ("X", 109.2, 0.0)],
            "naar 108 in 2022, gestegen: ongeveer evenveel als Nederland (108), minder dan X "
            "(109).",
        ),
        ([("Oss", 109.6, 1.0), ("Y", 108.9, 1.0)], "gestegen: ongeveer evenveel als Y (109)."),
        ([("Oss", 95.0, 0.2), ("Y", 97.0, 0.0)], "in 2022, gedaald: meer dan Y (97)."),
        ([("Oss", 95.0, 0.2), ("Y", 104.0, 0.0)], "in 2022, gedaald: anders dan Y (104)."),
        ([("Oss", 100.3, 0.2), ("Y", 104.0, 0.0)], "ongeveer gelijk gebleven; Y 104."),
        ([("Oss", 109.0, 0.2)], "naar 109 in 2022, gestegen."),
        ([("Oss", NAN, NAN), ("Nederland", 108.0, 0.0)], "in Nederland: van index 100 in 2013 "
         "naar 108 in 2022, gestegen."),
        ([("Oss", NAN, NAN)], "geen cijfers om van 2013 een index te maken."),
    ],
)  # fmt: skip
def test_an_index_says_who_came_farther_and_never_more_than_rounding_allows(
    index: list[tuple[str, float, float]], slot: str
) -> None:
    cijfers = build([[1.0]])
    assert describe_index(cijfers.indicator, index, (2013, 2022)).endswith(slot)


def test_a_tie_at_the_cut_is_told_at_the_row_where_it_is() -> None:
    # 24 areas: 1 to 24, but the 10th and 11th highest are equal, as are the 9th to 12th lowest.
    waarden = [[float(k)] for k in range(1, 25)]
    waarden[13] = [15.0]
    for k in range(8, 12):
        waarden[k] = [9.0]
    cijfers = build(waarden, namen=tuple(f"G{k:02}" for k in range(24)),
                    status=np.full((24, 1), "definitief", dtype=object))  # fmt: skip
    hoog, laag = [
        deel for deel in build_uitersten(cijfers, 2020, range(24), "X") if isinstance(deel, Tabel)
    ]
    assert (hoog.rijen[0][1], hoog.rijen[-1][1]) == ("24,0\u00a0%", "15,0\u00a0%")
    assert hoog.noot == "Nog 1 gemeente heeft hetzelfde cijfer als de laatste rij van deze tabel."
    assert (laag.rijen[0][1], laag.rijen[-1][1]) == ("9,0\u00a0%", "1,0\u00a0%")
    assert laag.noot == (
        "Nog 2 gemeenten hebben hetzelfde cijfer als de eerste rij van deze tabel."
    )
    los = build([[float(k)] for k in range(1, 25)], namen=cijfers.namen, status=cijfers.status)
    delen = build_uitersten(los, 2020, range(24), "X")
    assert [deel.noot for deel in delen if isinstance(deel, Tabel)] == ["", ""]


def test_a_figure_in_whole_percents_gets_no_decimals_in_a_title() -> None:
    cijfers = build_grof()
    assert "; B 73\u00a0%." in describe_uitersten(cijfers, 2020, [0, 1, 2], 1, "X")
    assert "tot 73\u00a0% (B)" in describe_uitersten(cijfers, 2020, [1, 2], None, "X")
    assert "van 72,6\u00a0% tot 73\u00a0% in 2020" in describe_jaren(
        cijfers, (2020, 2020), [1, 2], "X"
    )


@pytest.mark.parametrize("soort", ["gemeente", "corop", "arbeidsmarktregio", "provincie"])
@pytest.mark.parametrize("indicator_id", ["netto_arbeidsparticipatie", "werkloosheid"])
def test_places_are_those_of_the_scorekaart(stand: Stand, soort: str, indicator_id: str) -> None:
    cijfers = build_regiocijfers(stand, indicator_id, soort)
    in_gebied = build_regiostand(stand, stand.regios[cijfers.codes[0]])
    blok, beoordeling = in_gebied.reeksen, in_gebied.beoordeling
    i, t = blok.get_i(indicator_id), blok.jaren.index(cijfers.jaren[-1])
    per_code = dict(zip(cijfers.codes, cijfers.rank(-1, range(len(cijfers.codes))), strict=True))
    r = {code: blok.get_r(code) for code in cijfers.codes}
    assert per_code == {
        code: None
        if np.isnan(beoordeling.rang_van[i, k, t])
        else (beoordeling.rang_van[i, k, t], beoordeling.rang_tot[i, k, t])
        for code, k in r.items()
    }
    assert sum(plaats is not None for plaats in per_code.values()) > 10


def test_amsterdam_stands_where_rounding_lets_it(stand: Stand) -> None:
    cijfers = build_regiocijfers(stand, "netto_arbeidsparticipatie", "gemeente")
    k = cijfers.plaats["GM0363"]
    # 72,5 to 73,5: how many are surely higher, and how many may be.
    kolom = np.delete(cijfers.waarde[:, -1], k)
    kolom = kolom[~np.isnan(kolom)]
    verwacht = (int((kolom > 73.5).sum()) + 1, int((kolom >= 72.5).sum()) + 1)
    assert cijfers.rank(-1, range(len(cijfers.codes)))[k] == verwacht
    assert verwacht == (134, 188)
    assert cijfers.format(k, -1) == "73\u00a0%"


@pytest.mark.parametrize(("hoger", "slot"), [(0, "geen enkele van de 3 gemeenten staat hoger."),
                                             (1, "1 van de 3 gemeenten staat hoger."),
                                             (2, "2 van de 3 gemeenten staan hoger.")])  # fmt: skip
def test_one_gemeente_takes_a_singular_verb(hoger: int, slot: str) -> None:
    x = build_indicator(richting=Richting.NEUTRAAL)
    cijfers = build([[3.0], [2.0], [1.0]], indicator=x)
    zin = describe_plaats(cijfers, 2020, [0, 1, 2], hoger, "X")
    assert zin.endswith(slot)
    assert f"{'ABC'[hoger]} heeft bij " in zin


def test_title_of_a_change_says_how_much_and_which_way() -> None:
    assert describe_verandering(X, "Delft", (63.9, 69.3), (2013, 2022)).endswith(
        "van 63,9\u00a0% in 2013 naar 69,3\u00a0% in 2022, 5,4\u00a0procentpunt meer."
    )
    assert "geen cijfer in 2013" in describe_verandering(X, "Delft", (NAN, 1.0), (2013, 2022))
    assert "in 2013 en ook in 2022" in describe_verandering(X, "Delft", (5.0, 5.0), (2013, 2022))


def test_gaps_are_listed_by_reason() -> None:
    reden = np.array([["Te weinig antwoorden."], [""], [""]], dtype=object)
    cijfers = build([[NAN], [NAN], [1.0]], reden=reden)
    zin = describe_gaten(cijfers, 2020, [0, 1, 2])
    assert "Geen cijfer: A. Te weinig antwoorden." in zin
    assert "Geen cijfer: B. De bron geeft geen cijfer." in zin


def test_spread_is_the_mean_distance_to_the_region() -> None:
    spreiding = compute_spreiding([60.0, 70.0, 74.0, NAN], 70.0, 71.0)
    assert spreiding is not None
    assert spreiding.binnen == pytest.approx((10 + 0 + 4) / 3)
    assert spreiding.met_land == pytest.approx(1.0)
    assert "zijn groter dan" in describe_spreiding(spreiding, X, "de regio")
    assert "de 3 gemeenten" in describe_spreiding(spreiding, X, "de regio")


def test_spread_says_nothing_without_region_nederland_or_enough_gemeenten() -> None:
    assert compute_spreiding([60.0, 70.0], 65.0, 70.0) is None
    assert compute_spreiding([60.0, 70.0, 80.0], NAN, 70.0) is None
    assert compute_spreiding([60.0, 70.0, 80.0], 70.0, NAN) is None


def test_margin_is_two_standard_errors_of_rounding_by_hand() -> None:
    # Signs −, + (on the figure itself), +; the region 1 above Nederland: 1/3 + 1 goes by way of it.
    met = compute_spreiding([69.0, 70.0, 71.0], 70.0, 69.0, stap=1.0, gewichten=[1.0, 1.0, 2.0])
    assert met is not None
    delen = [-1 / 3 - (4 / 3) / 4, 1 / 3 - (4 / 3) / 4, 1 / 3 - (4 / 3) / 2]
    assert met.marge == pytest.approx(2 * (sum(d**2 for d in delen) / 12) ** 0.5)
    los = compute_spreiding([69.0, 70.0, 71.0], 70.0, 69.0, stap=1.0)
    assert los is not None
    assert los.marge == pytest.approx(2 * ((3 / 9 + (4 / 3) ** 2) / 12) ** 0.5)


def test_each_gemeente_brings_the_rounding_of_its_own_figure() -> None:
    # As above, but the third, half of the region, in whole percents and the others in tenths.
    waarden, stappen = [69.0, 70.0, 71.0, NAN], [0.1, 0.1, 1.0, 5.0]
    met = compute_spreiding(
        waarden, 70.0, 69.0, stap=0.1, stappen=stappen, gewichten=[1.0, 1.0, 2.0, 9.0]
    )
    assert met is not None
    delen = [(-1 / 3 - 1 / 3) * 0.1, (1 / 3 - 1 / 3) * 0.1, (1 / 3 - 2 / 3) * 1.0]
    assert met.marge == pytest.approx(2 * (sum(d**2 for d in delen) / 12) ** 0.5)
    los = compute_spreiding(waarden, 70.0, 69.0, stap=0.1, stappen=stappen)
    assert los is not None
    kwadraat = 2 * (0.1 / 3) ** 2 + (1.0 / 3) ** 2 + (4 / 3 * 0.1) ** 2
    assert los.marge == pytest.approx(2 * (kwadraat / 12) ** 0.5)


@pytest.mark.parametrize("regio", ["CR23", "AM18"])
def test_amsterdam_in_whole_percents_leaves_its_region_undecided(stand: Stand, regio: str) -> None:
    # 1,22 against 1,07 and 1,176 against 1,188 with two thirds of the weight known to a half.
    cijfers = build_regiocijfers(stand, "netto_arbeidsparticipatie", "gemeente")
    gemeten = measure_spreiding(stand, cijfers, 2022, find_leden(stand, regio), regio)
    assert gemeten is not None
    assert gemeten.marge > 0.4
    assert "ongeveer even groot" in describe_spreiding(gemeten, cijfers.indicator, "de regio")


def test_rounding_of_a_region_is_that_of_its_coarse_gemeenten_by_weight(stand: Stand) -> None:
    wat = ("netto_arbeidsparticipatie", find_leden(stand, "CR23"), "CR23")
    t = stand.reeksen.jaren.index(2016)
    # Amsterdam has 918.117 of the 1.456.187 inwoners that weigh: 0,63 · 0,5.
    assert compute_regiospeling(stand, *wat)[t] == pytest.approx(918117 / 1456187 / 2)
    twente = compute_regiospeling(stand, wat[0], find_leden(stand, "CR12"), "CR12")
    assert set(twente) == {0.05}
    assert set(compute_regiospeling(stand, "inwoners", *wat[1:])) == {0.0}


def test_what_rounding_may_have_turned_around_is_called_equal() -> None:
    dicht = compute_spreiding([69.0, 70.0, 71.0], 70.0, 70.7, stap=0.2)
    assert dicht is not None
    zin = describe_spreiding(dicht, X, "de regio")
    assert "ongeveer even groot" in zin
    assert "gemiddeld 0,7\u00a0procentpunt" in zin
    ver = compute_spreiding([69.0, 70.0, 71.0], 70.0, 70.2, stap=0.2)
    assert ver is not None
    assert "groter dan" in describe_spreiding(ver, X, "de regio")


@pytest.mark.parametrize(
    ("indicator_id", "slot"),
    [
        ("leegstand_woningen", "dat met Nederland (3,7\u00a0% tegen 4,3\u00a0%): gemiddeld 0,6"),
        (
            "geregistreerde_misdrijven",
            "14,3\u00a0per 1.000 inwoners van Nederland (31,6 tegen 45,9).",
        ),
    ],
)
def test_a_distance_finer_than_the_figures_gives_the_two_it_comes_from(
    indicator_id: str, slot: str, stand: Stand
) -> None:
    cijfers = build_regiocijfers(stand, indicator_id, "gemeente")
    gemeten = measure_spreiding(
        stand, cijfers, cijfers.jaren[-1], find_leden(stand, "CR14"), "CR14"
    )
    assert gemeten is not None and gemeten.paar is not None
    assert slot in describe_spreiding(gemeten, cijfers.indicator, "de regio")
    assert gemeten.getoond == pytest.approx(abs(gemeten.paar[0] - gemeten.paar[1]))


def test_a_published_whole_figure_gives_a_whole_distance_to_nederland() -> None:
    x = build_indicator(decimalen=0, afronding=1.0)
    gemeten = Spreiding(binnen=1.5, met_land=1.4, n=4, marge=0.0, getoond=1.0)
    assert "de regio zelf 1\u00a0procentpunt van Nederland." in describe_spreiding(
        gemeten, x, "de regio"
    )


def test_whole_percents_decide_like_the_finer_figures_or_not_at_all(stand: Stand) -> None:
    """Netto arbeidsparticipatie is known to 0,1: rounded to 1 it may fall silent, never turn."""
    cijfers = build_regiocijfers(stand, "netto_arbeidsparticipatie", "gemeente")
    i, k = stand.reeksen.get_i("netto_arbeidsparticipatie"), stand.reeksen.jaren.index(2022)
    beslist = 0
    for code in sorted(c for c in stand.regios if c.startswith("CR")):
        codes = find_leden(stand, code)
        waarden = [float(cijfers.precies[cijfers.plaats[c], -1]) for c in codes]
        massa = [stand.grondslag.gewicht[i, k, stand.grondslag.plaats[c]] for c in codes]
        if len(codes) < 3 or np.isnan(waarden).any():
            continue
        land = float(cijfers.land_precies[-1])
        fijn, grof = (
            compute_spreiding(
                w, float(np.average(w, weights=massa)), land, stap=stap, gewichten=massa
            )
            for w, stap in ((waarden, 0.1), ([float(round(w)) for w in waarden], 1.0))
        )
        assert fijn is not None
        assert grof is not None
        if abs(grof.binnen - grof.met_land) >= grof.marge:
            assert (grof.binnen > grof.met_land) == (fijn.binnen > fijn.met_land)
            beslist += 1
    assert beslist >= 25


HEEL = build_indicator(titel="Leegstand", decimalen=0, afronding=1.0)


@pytest.mark.parametrize(
    ("waarden", "regio", "land", "slot"),
    [
        # mean of 2, 1 and 0 is 1,0; 4,25 lies 1,25 from 5,5: less apart than rounding may do,
        # 2 · √(1/12 · (3/9 + (1 − 1)²)) = 0,33.
        ([6.25, 5.25, 4.25], 4.25, 5.5, "gemiddeld 1,0\u00a0procentpunt van het regiocijfer af, "
         "de regio zelf 1,2\u00a0procentpunt van Nederland. Wat dat scheelt, kan door "
         "afronding komen."),
        # mean of 2, 1 and 0 is 1,0 and so is the distance to Nederland.
        ([6.0, 5.0, 4.0], 4.0, 5.0,
         "even groot als dat met Nederland: gemiddeld 1,0\u00a0procentpunt."),
        # mean of 4, 0 and 2 is 2,0 against 0,25.
        ([8.0, 4.0, 2.0], 4.0, 4.25, "gemiddeld 2,0\u00a0procentpunt van het regiocijfer af, "
         "de regio zelf 0,2\u00a0procentpunt van Nederland."),
    ],
)  # fmt: skip
def test_words_and_numbers_of_the_spread_agree(
    waarden: list[float], regio: float, land: float, slot: str
) -> None:
    spreiding = compute_spreiding(waarden, regio, land, stap=HEEL.afronding)
    assert spreiding is not None
    assert describe_spreiding(spreiding, HEEL, "de regio").endswith(slot)


@pytest.mark.parametrize(
    "indicator_id", ["netto_arbeidsparticipatie", "werkloosheid", "gemiddelde_schuld"]
)
def test_distance_to_nederland_is_that_of_the_figures_in_the_table(
    stand: Stand, indicator_id: str
) -> None:
    """Noord-Brabant (72,9) is 0,7 above Nederland (72,2), as its title says; not 0,6."""
    cijfers = build_regiocijfers(stand, indicator_id, "gemeente")
    x, jaar = cijfers.indicator, cijfers.jaren[-1]
    land, gezien = x.round(float(cijfers.land_precies[-1])), 0
    for code in sorted(c for c in stand.regios if c[:2] in ("CR", "PV")):
        codes = find_leden(stand, code)
        gemeten = measure_spreiding(stand, cijfers, jaar, codes, code)
        waarde, heel = compute_regioreeks(stand, indicator_id, codes, code)
        k = stand.reeksen.jaren.index(jaar)
        if gemeten is None or not heel[k]:
            continue
        verschil = x.format_verschil(abs(x.round(float(waarde[k])) - land))
        zin = describe_spreiding(gemeten, x, "de regio")
        gelijk = verschil == x.format_verschil(0.0)
        delen = ("bijna gelijk met Nederland",) if gelijk else (f"{verschil} van Nederland",)
        assert any(deel in zin for deel in (*delen, f"gemiddeld {verschil}.")), zin
        gezien += 1
    assert gezien > 40


def test_figures_as_shown_never_contradict_which_distance_is_larger() -> None:
    spreiding = compute_spreiding([69.36, 70.64, 70.64], 70.0, 70.54)
    assert spreiding is not None
    assert "groter dan" in describe_spreiding(spreiding, X, "de regio")
    zin = describe_spreiding(replace(spreiding, getoond=0.7), X, "de regio")
    assert "ongeveer even groot" in zin
    assert "gemiddeld 0,6\u00a0procentpunt van het regiocijfer af" in zin
    assert "zelf 0,7\u00a0procentpunt van Nederland" in zin


def test_the_spread_is_measured_before_rounding(stand: Stand) -> None:
    indicator_id, code = "leegstand_woningen", "AM18"
    cijfers = build_regiocijfers(stand, indicator_id, "gemeente")
    codes = find_leden(stand, code)
    t = stand.reeksen.jaren.index(cijfers.jaren[-1])
    gemeten = measure_spreiding(stand, cijfers, cijfers.jaren[-1], codes, code)
    assert gemeten is not None
    land = stand.reeksen.get_reeks(indicator_id, "NL01")[t]
    regio, _ = compute_regioreeks(stand, indicator_id, codes, code)
    assert gemeten.met_land == pytest.approx(abs(regio[t] - land))
    # 5,548 in the region and 4,298 in Nederland; with Nederland rounded to 4 it would be 1,55.
    assert round(gemeten.met_land, 2) == 1.25


def test_shared_needs_half_of_the_gemeenten_and_a_figure_for_half(stand: Stand) -> None:
    codes = ("GM0503", "GM1783", "GM1842")
    kaarten = [stand.build_scorekaart(code) for code in codes]
    gevonden = find_gedeeld(kaarten)
    assert gevonden
    for gedeeld in gevonden:
        zelf = [
            regel
            for kaart in kaarten
            for regel in kaart
            if regel.indicator.indicator_id == gedeeld.indicator.indicator_id
            and regel.heeft_waarde
            and regel.is_nieuwste
        ]
        assert len(zelf) == gedeeld.met >= 2
        assert sum(regel.positie is gedeeld.positie for regel in zelf) == gedeeld.n >= 2
        kwart = "slechtste" if gedeeld.positie is Positie.SLECHTSTE_KWART else "beste"
        assert kwart in describe_gedeeld(gedeeld)


def test_shared_counts_all_gemeenten_also_those_without_a_figure(stand: Stand) -> None:
    # Seven gemeenten: two in the worst quarter is no half of them, four is.
    regels = {r.indicator.indicator_id: r for r in stand.build_scorekaart("GM0503")}
    laag = replace(regels["overgewicht"], positie=Positie.SLECHTSTE_KWART)
    geen = replace(laag, waarde=NAN, positie=Positie.NIET_TE_ZEGGEN)
    midden = replace(laag, positie=Positie.MIDDEN)
    assert find_gedeeld([[laag], [laag], [midden], *[[geen]] * 4]) == []
    assert find_gedeeld([[laag], [laag], [laag], *[[geen]] * 4]) == []
    (gedeeld,) = find_gedeeld([*[[laag]] * 4, *[[geen]] * 3])
    assert (gedeeld.n, gedeeld.met, gedeeld.gemeenten) == (4, 4, 7)
    zin = "alle 4 gemeenten met een recent cijfer (van de 7 in de regio) staan in het slechtste"
    assert zin in describe_gedeeld(gedeeld)
    ander = replace(gedeeld, indicator=build_indicator(titel="WOZ-waarde"))
    derde = replace(gedeeld, indicator=build_indicator(titel="Schuld"), beweegt=1)
    assert describe_samen([gedeeld, derde, ander]) == [
        "Alle 4 gemeenten met een recent cijfer (van de 7 in de regio) staan in het slechtste "
        "kwart bij overgewicht en WOZ-waarde (cijfers van 2022).",
        "Schuld (2022): alle 4 gemeenten met een recent cijfer (van de 7 in de regio) staan in het "
        "slechtste kwart; 1 daarvan verliest terrein op Nederland.",
    ]
    assert describe_samen([gedeeld, replace(ander, periode="2021")])[0].endswith(
        "kwart bij overgewicht (2022) en WOZ-waarde (2021)."
    )
    (heel,) = find_gedeeld([*[[laag]] * 4, *[[midden]] * 3])
    assert "4 van de 7 gemeenten met een recent cijfer staan" in describe_gedeeld(heel)


def test_a_series_that_stopped_years_ago_is_not_shared(stand: Stand) -> None:
    # Bebouwd terrein and natuurgebied end in 2017, five years before the edition: Start says so.
    kaarten = [stand.build_scorekaart(g.code) for g in stand.gemeenten[:40]]
    oud = {r.indicator.indicator_id for r in kaarten[0] if r.heeft_waarde and not r.is_recent}
    assert {"bebouwd_terrein", "natuurgebied_per_inwoner"} <= oud
    for k in range(0, 40, 4):
        for een in find_gedeeld(kaarten[k : k + 4]):
            assert een.indicator.indicator_id not in oud
            assert int(een.periode[-4:]) >= 2019
    laag = replace(kaarten[0][0], positie=Positie.SLECHTSTE_KWART, trend_venster=(2015, 2022))
    nog, net_niet = (replace(laag, periode_code=f"{jaar}JJ00") for jaar in (2019, 2018))
    assert [g.periode for g in find_gedeeld([[nog], [nog]])] == ["2019"]
    assert find_gedeeld([[net_niet], [net_niet]]) == []


def test_two_of_seven_is_no_region_that_shares(stand: Stand) -> None:
    # Of volunteers four of the seven gemeenten of Rijk van Nijmegen have a figure.
    codes = [
        g.code for g in stand.gemeenten if stand.lidmaatschap[g.code]["arbeidsmarktregio"] == "AM08"
    ]
    kaarten = map_kaarten(stand, codes)
    vrijwillig = [r for k in kaarten for r in k if r.indicator.indicator_id == "vrijwilligerswerk"]
    bekend = [r.positie for r in vrijwillig if r.heeft_waarde and r.is_nieuwste]
    assert (len(codes), len(bekend), bekend.count(Positie.SLECHTSTE_KWART)) == (7, 4, 2)
    assert "vrijwilligerswerk" not in [g.indicator.indicator_id for g in find_gedeeld(kaarten)]


def map_kaarten(stand: Stand, codes: list[str]) -> list[list[Regel]]:
    return [stand.build_scorekaart(code) for code in codes]


@pytest.mark.parametrize(
    ("toen", "nu", "slot"),
    [
        (
            4.4,
            3.6,
            ": van 4,4\u00a0% in 2020 naar 3,6\u00a0% in 2022, ongeveer 0,8\u00a0procentpunt",
        ),
        (
            4.6,
            4.3,
            ": van 4,6\u00a0% in 2020 naar 4,3\u00a0% in 2022, ongeveer 0,3\u00a0procentpunt",
        ),
        (4.2, 4.3, ": 4\u00a0% in 2020 en ook in 2022."),
        (4.0, 6.0, ": van 4\u00a0% in 2020 naar 6\u00a0% in 2022, 2\u00a0procentpunt meer."),
    ],
)
def test_change_of_a_computed_figure_is_not_made_or_hidden_by_rounding(
    toen: float, nu: float, slot: str
) -> None:
    x = build_indicator(titel="Leegstand", decimalen=0, afronding=1.0)
    zin = describe_verandering(x, "Twente", (toen, nu), (2020, 2022))
    assert zin.startswith(f"Leegstand in Twente{slot}")


@pytest.mark.parametrize(
    ("toen", "nu", "slot"),
    [
        # 3 is 2,5 to 3,5 and 4 is 3,5 to 4,5: both may be 3,5.
        (3.0, 4.0, "4\u00a0% in 2022. Dat verschil kan helemaal door afronding komen."),
        (3.0, 5.0, "5\u00a0% in 2022, 2\u00a0procentpunt meer."),
        (4.0, 4.0, "4\u00a0% in 2020 en ook in 2022."),
    ],
)
def test_a_change_that_may_be_rounding_says_so(toen: float, nu: float, slot: str) -> None:
    x = build_indicator(titel="Leegstand", decimalen=0, afronding=1.0)
    zin = describe_verandering(x, "Zwijndrecht", (toen, nu), (2020, 2022), marge=1.0)
    assert zin.endswith(slot)


def test_a_change_in_whole_percents_gets_no_decimals() -> None:
    zin = describe_verandering(X, "Amsterdam", (67.0, 73.0), (2013, 2022), marge=1.0, decimalen=0)
    assert zin.endswith(
        ": van 67\u00a0% in 2013 naar 73\u00a0% in 2022, ongeveer 6\u00a0procentpunt meer."
    )


def test_a_gap_has_its_reason_wherever_it_is_said(stand: Stand) -> None:
    # Voorne aan Zee: the source contradicts itself, so we show none of the three figures.
    paren = find_gaten(stand, "netto_arbeidsparticipatie", ["GM0503", "GM1992"], 2022)
    ((naam, reden),) = paren
    assert naam == "Voorne aan Zee" and reden.startswith("Wij tonen dit cijfer niet")
    assert list_gaten(paren) == f"Geen cijfer: Voorne aan Zee. {reden}"
    assert list_redenen([("A", reden), ("B", reden), ("C", "")]) == reden
    assert list_gaten([("A", ""), ("B", "")]) == "Geen cijfer: A en B. De bron geeft geen cijfer."
    assert find_gaten(stand, "inwoners", ["GM0503", "GM1992"]) == []
