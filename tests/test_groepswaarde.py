"""Group values: by hand, by properties, and against the build on the real warehouse."""

from collections.abc import Sequence
from dataclasses import replace
from math import floor
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.blok import (
    CODES,
    INWONERS_2023,
    NAN,
    build_blok,
    build_gewichten,
    build_indicator,
    build_uit,
)
from welvaart.cijfers.groepswaarde import (
    compute_groepsreeks,
    compute_groepsreeksen,
    format_deel,
    name_berekening,
)
from welvaart.fouten import KeuzeFout
from welvaart.lezen.stand import Stand

NETTO = [[70, 71, 72], [60, 60, 61], [80, 80, 80], [50, 50, 50], [40, 40, 40]]
ABC = CODES[:3]


def test_rate_is_weighted_with_the_declared_date_in_every_year() -> None:
    uit = compute_groepsreeks(build_uit({"n": NETTO}, build_indicator("n", "gewogen")), ABC)
    # (1000·70 + 600·60 + 2300·80) / 3900, and the same weights for 2022
    assert uit.waarde[0, 0] == pytest.approx(290000 / 3900)
    assert uit.waarde[0, 2] == pytest.approx((72000 + 36600 + 184000) / 3900)
    assert uit.n_met.tolist() == [3]
    assert uit.n_gemeenten == 3
    assert uit.aandeel.tolist() == [[1, 1, 1]]
    assert uit.methode == ("gewogen",)


def test_weight_of_the_same_year_is_taken_when_declared() -> None:
    indicator = build_indicator("n", "gewogen", regionaal_peildatum="zelfde_jaar")
    gewichten = build_gewichten({"2020JJ00": (1, 1), "2021JJ00": (1, 3), "2022JJ00": (3, 1)})
    uit = compute_groepsreeks(build_uit({"n": NETTO}, indicator, gewichten=gewichten), CODES[:2])
    assert uit.waarde[0].tolist() == [65, (71 + 180) / 4, (216 + 61) / 4]


def test_unemployment_is_weighted_with_the_labour_force() -> None:
    bruto = [[75] * 3, [62] * 3, [82] * 3, [50] * 3, [50] * 3]
    werkloos = [[4] * 3, [1.6] * 3, [2.4] * 3, [9] * 3, [9] * 3]
    indicatoren = (
        build_indicator("bruto", "gewogen"),
        build_indicator("werkloos", "gewogen", regionaal_maal="bruto"),
    )
    uit = compute_groepsreeks(build_uit({"bruto": bruto, "werkloos": werkloos}, *indicatoren), ABC)
    massa = [1000 * 75, 600 * 62, 2300 * 82]
    assert uit.waarde[1, 0] == pytest.approx(
        (massa[0] * 4 + massa[1] * 1.6 + massa[2] * 2.4) / sum(massa)
    )


DICHTHEID = build_indicator(
    "d", "gewogen", regionaal_peildatum="2020JJ00", regionaal_gedeeld_door="d"
)
OVER_2015 = [
    # StatLine 70072ned, 2015: published density of a COROP-gebied; inwoners and density of each
    # of its gemeenten.
    (1497, [(101030, 4425), (18709, 395), (104302, 1311)]),
    (1485, [(15740, 407), (151418, 2048)]),
    (144, [(27360, 136), (23747, 85), (54577, 218)]),
]


def compute_dichtheid(gemeenten: Sequence[tuple[int, int]]) -> float:
    """Of one group, from inwoners and whole density of each."""
    vol = [[d] for _, d in gemeenten] + [[NAN]] * (len(CODES) - len(gemeenten))
    gewichten = build_gewichten({"2020JJ00": [mensen for mensen, _ in gemeenten]})
    basis = build_uit({"d": vol}, DICHTHEID, gewichten=gewichten)
    uit = compute_groepsreeks(basis, CODES[: len(gemeenten)])
    assert uit.volledig.all()
    return float(uit.waarde[0, 0])


def test_weight_divided_by_another_indicator_gives_people_by_land() -> None:
    # 1000 and 500 people on 10 km² each, 2000 on 5: 3500 / 25, where a mean by people is 264.
    assert compute_dichtheid([(1000, 100), (500, 50), (2000, 400)]) == pytest.approx(140)


@pytest.mark.parametrize(("gepubliceerd", "gemeenten"), OVER_2015)
def test_computed_density_is_within_one_of_what_cbs_published(
    gepubliceerd: int, gemeenten: list[tuple[int, int]]
) -> None:
    assert abs(compute_dichtheid(gemeenten) - gepubliceerd) < 1


@given(st.lists(st.tuples(st.integers(1, 900_000), st.integers(1, 60_000)), min_size=2, max_size=5))
def test_a_density_from_rounded_ones_is_off_no_more_than_their_rounding(
    gemeenten: list[tuple[int, int]],
) -> None:
    # People and hectares; a published density in whole numbers of at least 1 per km².
    rond = [(mensen, floor(mensen / (ha / 100) + 0.5)) for mensen, ha in gemeenten]
    assume(min(d for _, d in rond) >= 1)
    alle = sum(mensen for mensen, _ in gemeenten)
    laag, hoog = (alle / sum(m / (d + kant) for m, d in rond) for kant in (-0.5, 0.5))
    echt = alle / sum(ha / 100 for _, ha in gemeenten)
    assert laag - 1e-6 <= echt <= hoog + 1e-6
    assert laag <= compute_dichtheid(rond) <= hoog


def test_gemeente_without_density_or_without_people_has_no_weight() -> None:
    cijfers = {"d": [[100], [NAN], [0], [10], [10]]}
    gewichten = build_gewichten({"2020JJ00": [1000, 1000, 1000, NAN, 100]})
    basis = build_uit(cijfers, DICHTHEID, gewichten=gewichten)
    assert basis.gewicht[0, 0].tolist() == pytest.approx([10, NAN, NAN, NAN, 10], nan_ok=True)


def test_ratio_is_sum_over_sum_and_not_a_mean_of_ratios() -> None:
    cijfers = {
        "teller": [[1] * 3, [9] * 3],
        "noemer": [[10] * 3, [30] * 3],
        "deel": [[NAN] * 3] * 2,
    }
    indicatoren = (
        build_indicator("teller"),
        build_indicator("noemer"),
        build_indicator("deel", "verhouding", regionaal_teller="teller", regionaal_noemer="noemer"),
    )
    uit = compute_groepsreeks(build_uit(cijfers, *indicatoren), CODES[:2])
    assert uit.waarde[2].tolist() == [25, 25, 25]  # 100 · 10 / 40, where the mean of rates is 20
    assert uit.volledig[2].all()


def test_median_is_the_middle_one_and_never_complete() -> None:
    uit = build_uit({"m": NETTO}, build_indicator("m", "mediaan"))
    drie, vier = compute_groepsreeksen(uit, [ABC, CODES[:4]])
    assert drie.waarde[0].tolist() == [70, 71, 72]
    assert vier.waarde[0].tolist() == [65, 65.5, 66.5]
    assert not vier.volledig.any()
    assert np.isnan(vier.aandeel).all()
    assert vier.methode == ("mediaan",)


def test_indicator_that_may_not_be_combined_has_no_group_value() -> None:
    uit = compute_groepsreeks(build_uit({"z": NETTO}, build_indicator("z", "geen")), ABC)
    assert np.isnan(uit.waarde).all()
    assert uit.n_met.tolist() == [0]


def test_gemeente_with_one_missing_year_counts_in_no_year() -> None:
    cijfers = [[70, 71, 72], [NAN, 60, 61], [80, 80, 80], *NETTO[3:]]
    uit = compute_groepsreeks(build_uit({"n": cijfers}, build_indicator("n", "gewogen")), ABC)
    assert uit.n_met.tolist() == [2]
    assert uit.waarde[0, 2] == pytest.approx((72000 + 184000) / 3300)
    assert uit.aandeel[0, 2] == pytest.approx(3300 / 3900)
    assert not uit.volledig.any()


@pytest.mark.parametrize(("klein", "volledig"), [(205.2, True), (205.3, False)])
def test_95_percent_of_the_weight_may_bear_the_name(klein: float, volledig: bool) -> None:
    # 3900 / (3900 + 205.26) = 0.95
    cijfers = [*NETTO[:3], [NAN] * 3, NETTO[4]]
    gewichten = build_gewichten({"2023JJ00": (*INWONERS_2023[:3], klein)})
    uit = compute_groepsreeks(
        build_uit({"n": cijfers}, build_indicator("n", "gewogen"), gewichten=gewichten), CODES[:4]
    )
    assert uit.volledig.all() == uit.volledig.any() == volledig


def test_sum_that_lacks_one_small_gemeente_is_no_total() -> None:
    cijfers = [[5000, 5000, 5000], [6000, 6000, 6000], [NAN] * 3, [1, 1, 1], [1, 1, 1]]
    uit = compute_groepsreeks(build_uit({"s": cijfers}, build_indicator("s")), ABC)
    assert uit.waarde[0].tolist() == [11000] * 3
    assert not uit.volledig.any()
    assert format_deel(int(uit.n_met[0]), uit.n_gemeenten) == "2 van 3 gemeenten"


def test_unknown_weight_leaves_the_gemeente_out_and_the_share_unknown() -> None:
    gewichten = build_gewichten({"2023JJ00": (1000, NAN, 2300)})
    uit = compute_groepsreeks(
        build_uit({"n": NETTO}, build_indicator("n", "gewogen"), gewichten=gewichten), ABC
    )
    assert uit.n_met.tolist() == [2]
    assert np.isnan(uit.aandeel).all()
    assert not uit.volledig.any()


def test_years_on_another_territory_are_left_out_for_the_whole_group() -> None:
    indicator = build_indicator("n", indeling_bron=None)
    breuken = {CODES[0]: [("2021JJ00", "kreeg er een deel bij")]}
    uit = build_uit({"n": NETTO}, indicator, regio_breuken=breuken)
    met, zonder = compute_groepsreeksen(uit, [ABC, CODES[1:3]])
    assert np.isnan(met.waarde[0, 0])
    assert met.waarde[0, 1:].tolist() == [211, 213]
    assert met.volledig[0].tolist() == [False, True, True]
    assert zonder.waarde[0].tolist() == [140, 140, 141]


def test_gemeente_that_began_later_shortens_the_series_and_keeps_its_members() -> None:
    reeksen = build_blok({"n": [[70, 71, 72], [NAN, 60, 61], *NETTO[2:]]})
    status = reeksen.status.copy()
    status[0, 1, 0] = ""
    uit = build_uit(
        {}, build_indicator("n", indeling_bron=None), reeksen=replace(reeksen, status=status)
    )
    groep = compute_groepsreeks(uit, ABC)
    assert groep.n_met.tolist() == [3]
    assert np.isnan(groep.waarde[0, 0])
    assert groep.volledig[0].tolist() == [False, True, True]


def test_short_series_of_one_group_does_not_shorten_another() -> None:
    reeksen = build_blok({"n": [[70, 71, 72], [NAN, 60, 61], *NETTO[2:]]})
    status = reeksen.status.copy()
    status[0, 1, 0] = ""
    uit = build_uit(
        {}, build_indicator("n", indeling_bron=None), reeksen=replace(reeksen, status=status)
    )
    kort, lang = compute_groepsreeksen(uit, [CODES[:2], (CODES[0], CODES[2])])
    assert kort.waarde[0, 1:].tolist() == [131, 133]
    assert lang.waarde[0].tolist() == [150, 151, 152]


def test_recomputed_figures_stand_on_the_territory_of_today() -> None:
    indicator = build_indicator("n", indeling_bron=None)
    breuken = {CODES[0]: [("2022JJ00", "kreeg er een deel bij")]}
    reeksen = build_blok({"n": NETTO}, herkomst="herindeling")
    uit = build_uit({}, indicator, regio_breuken=breuken, reeksen=reeksen)
    assert compute_groepsreeks(uit, ABC).waarde[0].tolist() == [210, 211, 213]


def test_break_of_territory_does_not_touch_a_series_on_one_indeling() -> None:
    breuken = {CODES[0]: [("2021JJ00", "kreeg er een deel bij")]}
    uit = build_uit({"n": NETTO}, build_indicator("n"), regio_breuken=breuken)
    assert compute_groepsreeks(uit, ABC).waarde[0].tolist() == [210, 211, 213]


def test_group_without_gemeenten_has_no_figures_and_one_gemeente_has_its_own() -> None:
    indicatoren = (build_indicator("n", "gewogen"), build_indicator("s"))
    uit = build_uit({"n": NETTO, "s": NETTO}, *indicatoren)
    niemand, een = compute_groepsreeksen(uit, [(), CODES[:1]])
    assert np.isnan(niemand.waarde).all()
    assert niemand.n_gemeenten == 0
    assert een.waarde.tolist() == [[70, 71, 72]] * 2
    assert een.volledig.all()


def test_code_that_is_no_gemeente_of_now_is_named() -> None:
    uit = build_uit({"n": NETTO}, build_indicator("n"))
    with pytest.raises(KeuzeFout, match=r"GM9998, GM9999"):
        compute_groepsreeks(uit, ["GM0001", "GM9999", "GM9998"])


def test_result_cannot_be_written_to() -> None:
    uit = compute_groepsreeks(build_uit({"n": NETTO}, build_indicator("n")), ABC)
    with pytest.raises(ValueError, match="read-only"):
        uit.waarde[0, 0] = 1


@pytest.mark.parametrize(
    ("n_met", "n", "tekst"),
    [(11, 13, "11 van 13 gemeenten"), (13, 13, "13 gemeenten"), (1, 1, "1 gemeente")],
)
def test_partial_groups_say_how_many(n_met: int, n: int, tekst: str) -> None:
    assert format_deel(n_met, n) == tekst


@pytest.mark.parametrize(
    ("methode", "n_met", "n", "tekst"),
    [
        ("gewogen", 11, 13, "gemiddelde van 11 van 13 gemeenten"),
        ("mediaan", 13, 13, "mediaan van 13 gemeenten"),
        ("som", 2, 3, "som van 2 van 3 gemeenten"),
        ("gewogen", 1, 14, "cijfer van 1 van 14 gemeenten"),  # one figure is no mean
        ("mediaan", 1, 14, "cijfer van 1 van 14 gemeenten"),
    ],
)
def test_a_figure_of_a_part_says_what_it_is(methode: str, n_met: int, n: int, tekst: str) -> None:
    assert name_berekening(methode, n_met, n) == tekst


_cijfers = arrays(
    float, (5, 3), elements=st.one_of(st.integers(0, 1000).map(lambda k: k / 10), st.just(NAN))
)
_groep = st.sets(st.sampled_from(CODES), min_size=1)


@settings(deadline=None)
@given(_cijfers, _groep)
def test_weighted_mean_lies_between_its_members_and_equals_a_plain_loop(
    cijfers: np.ndarray, groep: set[str]
) -> None:
    uit = build_uit({"n": cijfers.tolist()}, build_indicator("n", "gewogen"))
    reeks = compute_groepsreeks(uit, groep)
    loopt = ~np.isnan(cijfers).all(axis=0)
    panel = [
        k
        for k, code in enumerate(CODES)
        if code in groep and loopt.any() and not np.isnan(cijfers[k, loopt]).any()
    ]
    assert reeks.n_met.tolist() == [len(panel)]
    for t in range(3):
        if not panel or not loopt[t]:
            assert np.isnan(reeks.waarde[0, t])
            continue
        leden = [cijfers[k, t] for k in panel]
        gewicht = [INWONERS_2023[k] for k in panel]
        verwacht = sum(w * x for w, x in zip(gewicht, leden, strict=True)) / sum(gewicht)
        assert reeks.waarde[0, t] == pytest.approx(verwacht, abs=1e-9)
        assert min(leden) - 1e-9 <= reeks.waarde[0, t] <= max(leden) + 1e-9


@settings(deadline=None)
@given(
    arrays(float, (5, 3), elements=st.integers(0, 10**7).map(float)),
    st.sets(st.sampled_from(CODES)),
)
def test_sum_of_two_parts_is_the_whole(cijfers: np.ndarray, groep: set[str]) -> None:
    uit = build_uit({"n": cijfers.tolist()}, build_indicator("n"))
    rest = set(CODES) - groep
    heel, links, rechts = compute_groepsreeksen(uit, [CODES, groep, rest])
    assert np.nansum([links.waarde, rechts.waarde], axis=0).tolist() == heel.waarde.tolist()


@settings(deadline=None)
@given(_cijfers, st.permutations(CODES[:4]), st.sampled_from(["som", "gewogen", "mediaan"]))
def test_order_and_repeats_do_not_matter(
    cijfers: np.ndarray, volgorde: list[str], methode: str
) -> None:
    uit = build_uit({"n": cijfers.tolist()}, build_indicator("n", methode))
    een, ander = compute_groepsreeksen(uit, [CODES[:4], [*volgorde, volgorde[0]]])
    assert np.array_equal(een.waarde, ander.waarde, equal_nan=True)
    assert np.array_equal(een.aandeel, ander.aandeel, equal_nan=True)


@settings(deadline=None)
@given(_cijfers, _groep)
def test_median_equals_numpy_on_the_panel(cijfers: np.ndarray, groep: set[str]) -> None:
    uit = compute_groepsreeks(
        build_uit({"n": cijfers.tolist()}, build_indicator("n", "mediaan")), groep
    )
    loopt = ~np.isnan(cijfers).all(axis=0)
    leden = np.array([rij for rij, code in zip(cijfers, CODES, strict=True) if code in groep])
    panel = leden[~np.isnan(leden[:, loopt]).any(axis=1)] if loopt.any() else leden[:0]
    for t in np.flatnonzero(loopt):
        if len(panel):
            assert uit.waarde[0, t] == pytest.approx(np.median(panel[:, t]), abs=1e-9)
        else:
            assert np.isnan(uit.waarde[0, t])


@pytest.fixture(scope="module")
def gebouwd(warehouse: Path) -> pd.DataFrame:
    """What the build computed for every regio."""
    with duckdb.connect() as verbinding:
        verbinding.execute(f"ATTACH '{warehouse}' AS warehouse (READ_ONLY)")
        return verbinding.execute("SELECT * FROM warehouse.groepswaarde").df()


def compare(stand: Stand, gebouwd: pd.DataFrame, *, eigen: bool) -> int:
    """Hold our values beside those of the build; return how many agreed."""
    ids, jaren = stand.reeksen.indicator_ids, stand.reeksen.jaren
    gekozen = [
        i for i, k in enumerate(ids) if (stand.indicatoren[k].indeling_bron is None) is eigen
    ]
    regios = sorted(gebouwd["regio_code"].unique())
    soort = {code: stand.regios[code].soort.value for code in regios}
    leden = [
        [g for g in stand.gemeente_codes if stand.lidmaatschap[g].get(soort[code]) == code]
        for code in regios
    ]
    kolommen = ["waarde", "n_met_cijfer", "n_gemeenten", "aandeel", "volledig"]
    tabel = gebouwd.set_index(["regio_code", "indicator_id", "periode_code"])[kolommen]
    rijen = dict(zip(tabel.index, tabel.itertuples(index=False, name=None), strict=True))
    gemeenten = [stand.reeksen.get_r(g) for g in stand.grondslag.gemeenten]
    heeft_rij = (stand.reeksen.status[:, gemeenten] != "").any(axis=-1)
    gelijk = 0
    for code, groep, reeks in zip(
        regios, leden, compute_groepsreeksen(stand.grondslag, leden), strict=True
    ):
        plaatsen = [stand.grondslag.plaats[g] for g in groep]
        for i in gekozen:
            if eigen and stand.grondslag.elders[i][:, plaatsen].any():
                continue  # a herindeling touches the group: the build goes further back
            if eigen and any(not heeft_rij[i, plaats] for plaats in plaatsen):
                continue  # a gemeente that began after the last year of the series
            for t in range(len(jaren)):
                rij = rijen.get((code, ids[i], str(stand.reeksen.perioden[i, t])))
                plek = f"{code} {ids[i]} {jaren[t]}"
                assert (rij is None) == bool(np.isnan(reeks.waarde[i, t])), plek
                if rij is None:
                    continue
                assert reeks.waarde[i, t] == pytest.approx(rij[0], rel=1e-9), plek
                assert (reeks.n_met[i], reeks.n_gemeenten) == rij[1:3], plek
                assert reeks.aandeel[i, t] == pytest.approx(rij[3], rel=1e-9, nan_ok=True), plek
                assert reeks.volledig[i, t] == rij[4], plek
                gelijk += 1
    return gelijk


def test_agrees_with_the_build_for_every_regio_on_one_indeling(
    stand: Stand, gebouwd: pd.DataFrame
) -> None:
    assert compare(stand, gebouwd, eigen=False) > 15_000


def test_agrees_with_the_build_on_own_year_series_without_herindeling(
    stand: Stand, gebouwd: pd.DataFrame
) -> None:
    assert compare(stand, gebouwd, eigen=True) > 2_000
