"""A gemeente beside a group: without itself, in common years, and never against half a group."""

from collections import Counter

import numpy as np
import pytest
from scipy import stats

from tests.blok import NAN
from tests.regels import build_indicator
from welvaart.cijfers.groepswaarde import Groepsreeks, compute_groepsreeks
from welvaart.cijfers.reeksen import Reeksen
from welvaart.groep.groepen import Groep, build_eigen, find_groepen, parse_groep
from welvaart.groep.groepstelling import add_gelijken, count_gelijken
from welvaart.groep.nulmeting import build_nulmeting
from welvaart.groep.vergelijking import (
    ALLEEN,
    GEEN_CIJFER,
    MEDIAAN,
    build_groepswaarden,
    build_vergelijkingen,
    compute_relatief,
    describe_groep,
    merge_gepubliceerd,
)
from welvaart.lezen.stand import Stand
from welvaart.methode.trend import Trend, compute_helling
from welvaart.oordeel.beoordeling import Beoordeling
from welvaart.oordeel.regel import Regel
from welvaart.zin.duiding import describe_relatief, describe_waarde
from welvaart.zin.kernzin import describe_kern

JAREN = (2015, 2016, 2017, 2018, 2019, 2020)
NETTO = "netto_arbeidsparticipatie"


def build_reeksen(waarde: list[float], herkomst: str = "bron") -> Reeksen:
    blok = np.array([[waarde]], dtype=float)
    leeg = np.full(blok.shape, "", dtype=object)
    perioden = np.array([[f"{jaar}JJ00" for jaar in JAREN]], dtype=object)
    nan = np.full(blok.shape, NAN)
    afkomst = np.full(blok.shape, herkomst, dtype=object)
    return Reeksen(
        ("x",), ("GM0001",), JAREN, blok, nan, nan.copy(), leeg, leeg.copy(), afkomst, perioden
    )


def build_beoordeling(reeksen: Reeksen, *, grof: bool = False) -> Beoordeling:
    helling = compute_helling(reeksen.waarde, np.array(JAREN, dtype=float))
    leeg = np.full(reeksen.waarde.shape, NAN)
    trend = Trend.GEEN_OORDEEL if grof else Trend.STIJGT
    return Beoordeling(
        rang_van=leeg,
        rang_tot=leeg,
        n=np.ones((1, len(JAREN)), dtype=np.int64),
        trend=helling,
        relatief=helling,
        gemeten=reeksen.waarde,
        venster=~np.isnan(reeksen.waarde),
        trends=np.array([[trend]], dtype=object),
        relatieve_trends=np.array([[trend]], dtype=object),
        tellingen=(Counter(),),
        relatieve_tellingen=(Counter(),),
        vensters=((JAREN[0], JAREN[-1]),),
        gemeenten=np.array([0]),
        laatste=np.array([[5]]),
    )


def build_groep(
    waarde: list[float],
    *,
    methode: str = "gewogen",
    volledig: bool = True,
    n_met: int = 13,
    n: int = 13,
) -> Groepsreeks:
    blok = np.array([waarde], dtype=float)
    return Groepsreeks(
        waarde=blok,
        aandeel=np.ones(blok.shape),
        volledig=np.full(blok.shape, volledig) & ~np.isnan(blok),
        n_met=np.array([n_met]),
        n_gemeenten=n,
        methode=(methode,),
    )


X = {"x": build_indicator(afronding=0.1)}
EIGEN = [60.0, 61.0, 62.5, 63.0, 64.5, 65.0]
GROEP = [65.0, 65.1, 65.3, 65.2, 65.6, 65.5]


def test_relative_trend_is_the_trend_of_the_difference() -> None:
    reeksen = build_reeksen(EIGEN)
    uit = compute_relatief(reeksen, build_beoordeling(reeksen), X, build_groep(GROEP), 0)
    anders = stats.linregress(JAREN, np.array(EIGEN) - np.array(GROEP))
    assert uit.tegenover.helling.helling[0] == pytest.approx(anders.slope)
    assert uit.tegenover.helling.p[0] == pytest.approx(anders.pvalue)
    assert uit.tegenover.trends[0] is Trend.STIJGT
    assert uit.verschil[0] == pytest.approx(-0.5)
    assert uit.jaar.tolist() == [5]
    assert uit.redenen == ("",)


def test_a_move_below_the_rounding_is_equal() -> None:
    reeksen = build_reeksen([60.0] * 6)
    groep = build_groep([60.02, 60.03, 60.04, 60.05, 60.06, 60.07])
    uit = compute_relatief(reeksen, build_beoordeling(reeksen), X, groep, 0).tegenover
    assert uit.helling.p[0] < 0.05
    assert uit.klein[0]
    assert uit.trends[0] is Trend.GELIJK
    assert uit.begin[0] == pytest.approx(-0.02)


def test_difference_is_that_of_the_newest_common_year() -> None:
    reeksen = build_reeksen([*EIGEN[:5], NAN])
    groep = build_groep([*GROEP[:4], NAN, 65.5])
    uit = compute_relatief(reeksen, build_beoordeling(reeksen), X, groep, 0)
    assert uit.jaar.tolist() == [3]
    assert uit.verschil[0] == pytest.approx(63.0 - 65.2)
    assert uit.tegenover.helling.n.tolist() == [4]
    assert uit.tegenover.trends[0] is Trend.TE_WEINIG_MEETJAREN


@pytest.mark.parametrize(
    ("groep", "reden"),
    [
        (build_groep(GROEP, methode="mediaan", volledig=False), MEDIAAN),
        (build_groep(GROEP, volledig=False, n_met=11), "Cijfers van 11 van 13 gemeenten"),
        (build_groep([NAN] * 6, n_met=0, n=0), ALLEEN),
        (build_groep([NAN] * 6, n_met=0), GEEN_CIJFER),
    ],
)
def test_no_relative_trend_without_a_whole_group_and_the_reason(
    groep: Groepsreeks, reden: str
) -> None:
    reeksen = build_reeksen(EIGEN)
    uit = compute_relatief(reeksen, build_beoordeling(reeksen), X, groep, 0)
    assert uit.tegenover.trends[0] is Trend.GEEN_OORDEEL
    assert uit.tegenover.helling.n.tolist() == [0]
    assert np.isnan(uit.tegenover.helling.p[0])
    assert uit.redenen[0].startswith(reden)


def test_difference_with_a_median_or_part_of_a_group_is_still_given() -> None:
    reeksen = build_reeksen(EIGEN)
    groep = build_groep(GROEP, methode="mediaan", volledig=False)
    uit = compute_relatief(reeksen, build_beoordeling(reeksen), X, groep, 0)
    assert uit.verschil[0] == pytest.approx(-0.5)


def test_coarse_figures_and_a_gemeente_without_figures_get_no_verdict() -> None:
    reeksen = build_reeksen(EIGEN)
    grof = compute_relatief(
        reeksen, build_beoordeling(reeksen, grof=True), X, build_groep(GROEP), 0
    )
    assert grof.tegenover.trends[0] is Trend.GEEN_OORDEEL
    niets = compute_relatief(reeksen, build_beoordeling(reeksen), X, build_groep(GROEP), None)
    assert niets.tegenover.trends[0] is Trend.GEEN_OORDEEL
    assert np.isnan(niets.verschil[0])
    assert niets.redenen == (GEEN_CIJFER,)


@pytest.mark.parametrize(
    ("groep", "tekst"),
    [
        (build_groep(GROEP), "COROP Delft"),
        (build_groep(GROEP, volledig=False, n_met=11), "gemiddelde van 11 van 13 gemeenten"),
        (
            build_groep(GROEP, methode="som", volledig=False, n_met=12),
            "som van 12 van 13 gemeenten",
        ),
        (build_groep(GROEP, methode="mediaan", volledig=False), "mediaan van 13 gemeenten"),
        (build_groep([NAN] * 6), ""),
    ],
)
def test_a_group_is_called_by_its_name_only_when_whole(groep: Groepsreeks, tekst: str) -> None:
    assert describe_groep(groep, 0, 5, "COROP Delft") == tekst


def test_published_figure_of_an_area_comes_first() -> None:
    reeksen = build_reeksen([NAN, NAN, 70, 71, 72, 73])
    groep = build_groep([*GROEP[:5], NAN], volledig=False, n_met=11)
    uit = merge_gepubliceerd(groep, reeksen, "GM0001")
    assert uit.waarde[0].tolist() == [65.0, 65.1, 70, 71, 72, 73]
    assert uit.volledig[0].tolist() == [False, False, True, True, True, True]
    assert uit.methode == ("bron",)
    berekend = merge_gepubliceerd(groep, build_reeksen(EIGEN, "berekend"), "GM0001")
    assert berekend.methode == ("gewogen",)
    assert merge_gepubliceerd(groep, reeksen, None) is groep
    assert merge_gepubliceerd(groep, reeksen, "PV99") is groep


def test_group_figures_fit_the_scorekaart(stand: Stand) -> None:
    corop = parse_groep(stand, "GM0503", "corop")
    reeks = build_vergelijkingen(stand, "GM0503", [corop])[0].reeks
    waarden = build_groepswaarden(stand.reeksen, stand.grondslag, corop, reeks, ("GM0503",))
    netto = waarden[NETTO, "2022JJ00"]
    assert netto.volledig
    assert netto.naam == corop.titel
    provincie = parse_groep(stand, "GM0503", "provincie")
    reeks = build_vergelijkingen(stand, "GM0503", [provincie])[0].reeks
    deel = build_groepswaarden(stand.reeksen, stand.grondslag, provincie, reeks, ("GM0503",))[
        "onveilig_in_buurt", "2021JJ00"
    ]
    assert not deel.volledig
    assert deel.n is not None
    assert deel.n_gemeenten is not None
    assert 0 < deel.n < deel.n_gemeenten == len(provincie.codes)


def test_nederland_gives_exactly_the_relative_trend_of_the_scorekaart(stand: Stand) -> None:
    land = [groep for groep in find_groepen(stand, "GM0503") if groep.soort == "land"]
    for gemeente in stand.gemeenten:
        r = stand.reeksen.get_r(gemeente.code)
        helling = build_vergelijkingen(stand, gemeente.code, land)[0].relatief.tegenover.helling
        for ons, hun in zip(helling, stand.beoordeling.relatief, strict=True):
            assert np.array_equal(ons, hun[:, r], equal_nan=True), gemeente.naam


def test_gemeente_is_compared_with_the_rest_of_its_regio(stand: Stand) -> None:
    corop = parse_groep(stand, "GM0503", "corop")
    vergelijking = build_vergelijkingen(stand, "GM0503", [corop])[0]
    i, r = stand.reeksen.get_i(NETTO), stand.reeksen.get_r("GM0503")
    assert r is not None
    rest = [code for code in corop.codes if code != "GM0503"]
    los = compute_groepsreeks(stand.grondslag, rest)
    assert np.array_equal(vergelijking.rest.waarde, los.waarde, equal_nan=True)
    t = int(vergelijking.relatief.jaar[i])
    assert stand.reeksen.jaren[t] == 2022
    eigen = stand.reeksen.waarde[i, r, t]
    assert vergelijking.relatief.verschil[i] == eigen - los.waarde[i, t]
    # the whole COROP lies between Delft and the rest
    assert eigen < vergelijking.reeks.waarde[i, t] < los.waarde[i, t]


def test_own_group_that_does_not_hold_the_gemeente_is_taken_whole(stand: Stand) -> None:
    groep = build_eigen(stand, ["GM0599", "GM0344"])
    vergelijking = build_vergelijkingen(stand, "GM0503", [groep])[0]
    assert np.array_equal(vergelijking.rest.waarde, vergelijking.reeks.waarde, equal_nan=True)


def test_gemeente_alone_in_its_regio_gets_no_verdict_and_keeps_the_figure(stand: Stand) -> None:
    groep = Groep("corop", "COROP Leeg", "corop", ("GM0503",), "")
    vergelijking = build_vergelijkingen(stand, "GM0503", [groep])[0]
    i, r = stand.reeksen.get_i(NETTO), stand.reeksen.get_r("GM0503")
    assert set(vergelijking.relatief.tegenover.trends) == {Trend.GEEN_OORDEEL}
    assert set(vergelijking.relatief.redenen) == {ALLEEN}
    assert np.isnan(vergelijking.relatief.verschil).all()
    assert np.array_equal(vergelijking.reeks.waarde[i], stand.reeksen.waarde[i, r], equal_nan=True)


def test_regio_with_a_withheld_gemeente_keeps_its_name_only_above_95_percent(stand: Stand) -> None:
    # Voorne aan Zee (GM1992) has no netto arbeidsparticipatie
    groep = build_eigen(stand, ["GM1992", "GM0503"])
    reeks = compute_groepsreeks(stand.grondslag, groep.codes)
    i = stand.reeksen.get_i(NETTO)
    t = stand.reeksen.jaren.index(2022)
    assert describe_groep(reeks, i, t, groep.titel) == "cijfer van 1 van 2 gemeenten"
    uit = build_vergelijkingen(stand, "GM0599", [groep])[0].relatief
    assert uit.tegenover.trends[i] is Trend.GEEN_OORDEEL
    assert uit.redenen[i].startswith("Cijfers van 1 van 2 gemeenten")


def test_relative_trend_is_counted_against_the_chosen_group(stand: Stand) -> None:
    """How many gemeenten gain on this very group: one by one, and at once."""
    groep = parse_groep(stand, "GM0503", "provincie")
    telling = count_gelijken(stand, groep, "werkloosheid")
    i = stand.reeksen.get_i("werkloosheid")
    een_voor_een = Counter(
        build_vergelijkingen(stand, gemeente.code, [groep])[0].relatief.tegenover.trends[i]
        for gemeente in stand.gemeenten
    )
    assert telling == een_voor_een
    regels = build_nulmeting(stand, "GM0503", groep)
    regel = next(r for r in regels if r.indicator.indicator_id == "werkloosheid")
    assert regel.relatief_n == 0
    met = add_gelijken(stand, groep, regel)
    richting = {"gunstig": "daalt", "gelijk": "gelijk", "ongunstig": "stijgt"}
    assert met.zelfde_relatief_als == telling[Trend(richting[met.relatieve_trend])]
    assert met.relatief_n == telling["daalt"] + telling["gelijk"] + telling["stijgt"]


def find_regel(stand: Stand, code: str, groep: str, indicator_id: str) -> Regel:
    regels = build_nulmeting(stand, code, parse_groep(stand, code, groep))
    return next(r for r in regels if r.indicator.indicator_id == indicator_id)


def test_a_group_that_leans_on_whole_percents_is_known_that_exactly(stand: Stand) -> None:
    """Amsterdam (whole percents) is 37.6 % of the working population of the G4."""
    den_haag = find_regel(stand, "GM0518", "g4", "werkloosheid")
    assert den_haag.groep is not None
    assert den_haag.groep.speling == pytest.approx(0.5 * 0.3764, abs=0.001)
    assert "ongeveer gelijk" in describe_waarde(den_haag, "'s-Gravenhage")
    assert "ongeveer evenveel als bij G4" in describe_kern(den_haag, "'s-Gravenhage")
    assert den_haag.loopt is None
    assert describe_relatief(den_haag) == "de bron rondt de groep te grof af"
    amstelveen = find_regel(stand, "GM0362", "corop", NETTO)
    assert "ongeveer 0,9\u00a0procentpunt lager" in describe_waarde(amstelveen, "Amstelveen")


def test_a_figure_that_the_source_gives_with_decimals_keeps_its_verdict(stand: Stand) -> None:
    opleiding = find_regel(stand, "GM0518", "g4", "hoogopgeleid")
    assert opleiding.groep is not None
    assert opleiding.groep.speling == 0
    assert opleiding.loopt is not None
    assert "ongeveer" not in describe_waarde(opleiding, "'s-Gravenhage")


def test_a_group_without_a_coarse_gemeente_and_nederland_have_no_room_to_move(stand: Stand) -> None:
    for code, groep in (("GM0503", "corop"), ("GM0503", "provincie"), ("GM0518", "land")):
        regel = find_regel(stand, code, groep, "werkloosheid")
        assert regel.groep is not None
        assert regel.groep.speling == 0
        assert regel.loopt is not None
