"""Look-alikes: distances by hand, weights, missing figures, and how sure the list is."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.blok import CODES, NAN, build_blok, build_indicator
from welvaart.fouten import KeuzeFout
from welvaart.groep.groepenlijst import Dimensie, LijktOp, load_groepenlijst
from welvaart.groep.lijkt_op import (
    Ruimte,
    build_ruimte,
    describe_gelijkende,
    find_lijkt_op,
)
from welvaart.lezen.stand import Stand


def build_regels(*namen: str, log: str = "", minimum: int = 1) -> LijktOp:
    dimensies = {
        naam: Dimensie(gewicht=1, schaal="log" if naam == log else "gewoon", uitleg="x")
        for naam in namen
    }
    return LijktOp(aantal=3, minimum_dimensies=minimum, trekkingen=20, dimensies=dimensies)


def build(cijfers: dict[str, list[float]], regels: LijktOp) -> Ruimte:
    reeksen = build_blok({naam: [[x] for x in rij] for naam, rij in cijfers.items()})
    indicatoren = {naam: build_indicator(naam) for naam in cijfers}
    return build_ruimte(reeksen, indicatoren, CODES, regels)


# mean 30, deviation sqrt(200) = 14.142…; and mean 3, deviation 1.4142…
TWEE = {"a": [10.0, 20, 30, 40, 50], "b": [1.0, 5, 2, 4, 3]}
AB = build_regels("a", "b")


def test_distance_by_hand() -> None:
    ruimte = build(TWEE, AB)
    lijken = find_lijkt_op(ruimte, "GM0001", aantal=4)
    # differences with the first in deviations, times sqrt(2): (1, 4) (2, 1) (3, 3) (4, 2)
    verwacht = {"GM0003": (4 + 1) / 4, "GM0002": 17 / 4, "GM0004": 18 / 4, "GM0005": 20 / 4}
    assert [x.code for x in lijken] == list(verwacht)
    assert [x.afstand**2 for x in lijken] == pytest.approx(list(verwacht.values()))
    eerste = lijken[0]
    assert [b.indicator_id for b in eerste.bijdragen] == ["b", "a"]
    assert [b.aandeel for b in eerste.bijdragen] == pytest.approx([0.2, 0.8])
    assert [b.verschil for b in eerste.bijdragen] == pytest.approx([0.5**0.5, 2**0.5])
    assert eerste.minst_gelijk.indicator_id == "a"


def test_weights_change_the_list_and_zero_leaves_a_dimension_out() -> None:
    ruimte = build(TWEE, AB)
    alleen_a = find_lijkt_op(ruimte, "GM0001", aantal=4, gewichten={"b": 0})
    assert [x.code for x in alleen_a] == ["GM0002", "GM0003", "GM0004", "GM0005"]
    assert all(len(x.bijdragen) == 1 for x in alleen_a)
    zwaar = find_lijkt_op(ruimte, "GM0001", aantal=1, gewichten={"a": 100, "b": 0.1})
    assert zwaar[0].code == "GM0002"


def test_doubling_all_weights_changes_nothing() -> None:
    ruimte = build(TWEE, AB)
    dubbel = find_lijkt_op(ruimte, "GM0002", gewichten={"a": 2, "b": 2})
    assert [(x.code, x.blijft) for x in dubbel] == [
        (x.code, x.blijft) for x in find_lijkt_op(ruimte, "GM0002")
    ]


def test_missing_dimension_is_left_out_of_the_pair_only() -> None:
    ruimte = build({"a": TWEE["a"], "b": [1, NAN, 2, 4, 3]}, AB)
    lijken = {x.code: x for x in find_lijkt_op(ruimte, "GM0001", aantal=4)}
    # GM0002: only a, one step of 1/sqrt(2) deviation away; not halved by the missing one
    assert lijken["GM0002"].afstand == pytest.approx(0.5**0.5)
    assert len(lijken["GM0002"].bijdragen) == 1
    assert len(lijken["GM0003"].bijdragen) == 2


def test_pair_with_too_few_shared_dimensions_is_no_pair() -> None:
    cijfers = {"a": TWEE["a"], "b": [1, NAN, 2, 4, 3]}
    ruimte = build(cijfers, build_regels("a", "b", minimum=2))
    assert "GM0002" not in {x.code for x in find_lijkt_op(ruimte, "GM0001", aantal=4)}
    assert find_lijkt_op(ruimte, "GM0002") == []


def test_logarithm_makes_doubling_one_step() -> None:
    ruimte = build({"a": [100.0, 200, 400, 800, 1600]}, build_regels("a", log="a"))
    stappen = np.diff(ruimte.z[:, 0])
    assert stappen == pytest.approx([stappen[0]] * 4)


def test_dimension_that_is_the_same_everywhere_adds_no_distance() -> None:
    ruimte = build({"a": [7.1] * 5, "b": [0.1 + 0.2, 0.3, 0.3, 0.3, NAN]}, AB)
    assert ruimte.z[:, 0].tolist() == [0] * 5
    assert ruimte.z[:4, 1].tolist() == [0] * 4
    assert np.isnan(ruimte.z[4, 1])


@pytest.mark.parametrize(
    ("gewichten", "klacht"),
    [
        ({"c": 1}, "Geen kenmerk om op te vergelijken: c"),
        ({"a": -1}, "Het gewicht van a"),
        ({"a": NAN}, "Het gewicht van a"),
        ({"a": 0, "b": 0}, "Alle gewichten zijn 0"),
    ],
)
def test_bad_weights_are_named(gewichten: dict[str, float], klacht: str) -> None:
    with pytest.raises(KeuzeFout, match=klacht):
        find_lijkt_op(build(TWEE, AB), "GM0001", gewichten=gewichten)


def test_unknown_gemeente_is_named() -> None:
    with pytest.raises(KeuzeFout, match="GM9999"):
        find_lijkt_op(build(TWEE, AB), "GM9999")


def test_who_is_nearest_on_everything_stays_in_every_reweighting() -> None:
    ruimte = build({"a": [10.0, 11, 50, 60, 90], "b": [1.0, 1.1, 5, 4, 9]}, AB)
    lijken = find_lijkt_op(ruimte, "GM0001", aantal=1)
    assert [(x.code, x.blijft, x.zekerheid) for x in lijken] == [("GM0002", 200, 1.0)]


def test_who_is_near_on_one_thing_only_is_less_sure() -> None:
    ruimte = build({"a": [0.0, 0, 10, 50, 90], "b": [0.0, 10, 0, 50, 90]}, AB)
    lijken = find_lijkt_op(ruimte, "GM0001", aantal=1)
    assert 50 < lijken[0].blijft < 150
    nogmaals = find_lijkt_op(ruimte, "GM0001", aantal=1)
    assert nogmaals == lijken


def test_sentence_says_why_and_how_sure(stand: Stand) -> None:
    ruimte = build_echt(stand)
    zin = describe_gelijkende(find_lijkt_op(ruimte, "GM0503")[0])
    assert zin.startswith("Meest gelijk: ")
    assert "Minst gelijk: " in zin
    assert "van 200 andere wegingen" in zin


def build_echt(stand: Stand) -> Ruimte:
    return build_ruimte(
        stand.reeksen,
        stand.indicatoren,
        sorted(stand.gemeente_codes),
        load_groepenlijst().lijkt_op,
    )


def test_declared_dimensions_exist_and_none_is_an_outcome_of_the_monitor(stand: Stand) -> None:
    for indicator_id in load_groepenlijst().lijkt_op.dimensies:
        indicator = stand.indicatoren[indicator_id]
        assert indicator.deel == "context"
        assert not indicator.monitor


def test_dimensions_are_standardised_over_all_gemeenten(stand: Stand) -> None:
    ruimte = build_echt(stand)
    assert ruimte.z.shape == (342, 6)
    assert np.nanmean(ruimte.z, axis=0) == pytest.approx([0] * 6, abs=1e-12)
    assert np.nanstd(ruimte.z, axis=0) == pytest.approx([1] * 6)


def test_every_gemeente_gets_its_look_alikes_within_20_ms(stand: Stand) -> None:
    ruimte = build_echt(stand)
    duur_s = []
    for gemeente in stand.gemeenten:
        begin = time.process_time()
        lijken = find_lijkt_op(ruimte, gemeente.code)
        duur_s.append(time.process_time() - begin)
        assert len(lijken) == 10
        assert gemeente.code not in {x.code for x in lijken}
        assert sorted(x.afstand for x in lijken) == [x.afstand for x in lijken]
        assert all(1 <= x.blijft <= 200 or x.blijft == 0 for x in lijken)
    assert sorted(duur_s)[len(duur_s) // 2] < 0.02


_punten = st.lists(st.integers(-50, 50).map(float), min_size=5, max_size=5)


@settings(deadline=None)
@given(_punten, _punten, st.sampled_from(CODES), st.sampled_from(CODES))
def test_distance_is_the_same_in_both_directions(
    a: list[float], b: list[float], een: str, ander: str
) -> None:
    ruimte = build({"a": a, "b": b}, AB)
    heen = {x.code: x.afstand for x in find_lijkt_op(ruimte, een, aantal=4, trekkingen=1)}
    terug = {x.code: x.afstand for x in find_lijkt_op(ruimte, ander, aantal=4, trekkingen=1)}
    assert een not in heen
    if een != ander:
        assert heen[ander] == pytest.approx(terug[een])


@settings(deadline=None)
@given(_punten, st.floats(0.5, 20), st.floats(-100, 100))
def test_unit_of_a_dimension_does_not_matter(a: list[float], factor: float, plus: float) -> None:
    ruimte = build({"a": a, "b": TWEE["b"]}, AB)
    anders = build({"a": [x * factor + plus for x in a], "b": TWEE["b"]}, AB)
    assert anders.z == pytest.approx(ruimte.z, abs=1e-9)
