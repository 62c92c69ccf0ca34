"""Regional values against hand-computed ones; the made-up country stands in tests/klein.py."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.herrekenen.omrekening import Omrekening
from etl.regionaal import RegionaalUitkomst, compute_regionaal
from tests.klein import (
    CATALOGUS,
    CIJFERS,
    GEWOGEN_DICHTHEID,
    GEWOGEN_ZELFDE,
    REGELS,
    Cijfers,
    build_gebieden,
    build_regel,
    build_waarnemingen,
)
from welvaart.catalogus import Catalogus, load_catalogus

NETTO = "netto_arbeidsparticipatie"


@pytest.fixture(scope="module")
def catalogus(tmp_path_factory: pytest.TempPathFactory) -> Catalogus:
    return load(tmp_path_factory.mktemp("catalogus"), REGELS.values())


def load(map_: Path, regels: Iterable[str]) -> Catalogus:
    pad = map_ / "indicators.yaml"
    pad.write_text(CATALOGUS + "".join(regels), encoding="utf-8")
    return load_catalogus(pad)


def compute(catalogus: Catalogus, waarnemingen: pd.DataFrame) -> RegionaalUitkomst:
    gebieden = build_gebieden()
    tabellen = (gebieden[naam] for naam in ("indeling", "herindeling", "regio"))
    omrekening = Omrekening(waarnemingen, catalogus, *tabellen)
    return compute_regionaal(waarnemingen, catalogus, omrekening)


def pick(frame: pd.DataFrame, indicator_id: str, regio_code: str, jaar: int) -> pd.Series:
    rijen = frame[
        (frame["indicator_id"] == indicator_id)
        & (frame["regio_code"] == regio_code)
        & (frame["periode_code"] == f"{jaar}JJ00")
    ]
    assert len(rijen) == 1, f"{indicator_id} {regio_code} {jaar}: {len(rijen)} rijen"
    return rijen.iloc[0]


def change(anders: Cijfers) -> Cijfers:
    return {sleutel: {**rij, **anders.get(sleutel, {})} for sleutel, rij in CIJFERS.items()}


def test_rate_is_weighted_with_the_declared_date(catalogus: Catalogus) -> None:
    uit = compute(catalogus, build_waarnemingen())
    # (1100·72 + 600·61 + 2300·80) / 4000, with inhabitants of 2023 for 2022 as for 2021
    assert pick(uit.waarnemingen, NETTO, "NL01", 2022)["waarde"] == pytest.approx(74.95)
    assert pick(uit.waarnemingen, NETTO, "NL01", 2021)["waarde"] == pytest.approx(74.25)
    # (1100·72 + 600·61) / 1700
    assert pick(uit.waarnemingen, NETTO, "PV91", 2022)["waarde"] == pytest.approx(68.1176470588)


def test_unemployment_is_weighted_with_the_labour_force(catalogus: Catalogus) -> None:
    uit = compute(catalogus, build_waarnemingen())
    massa = {"A": 1100 * 75, "B": 600 * 62, "C": 2300 * 82}
    verwacht = (massa["A"] * 4 + massa["B"] * 1.6 + massa["C"] * 2.4) / sum(massa.values())
    assert pick(uit.waarnemingen, "werkloosheid", "NL01", 2022)["waarde"] == pytest.approx(verwacht)


def test_weight_of_the_same_year_is_taken_when_declared(catalogus: Catalogus) -> None:
    uit = compute(catalogus, build_waarnemingen())
    # 2021: (1060·5 + 540·6 + 2000·2) / 3600
    rij = pick(uit.waarnemingen, "leegstand_woningen", "NL01", 2021)
    assert rij["waarde"] == pytest.approx(12540 / 3600)


def test_ended_gemeente_flows_to_current_members_by_share(catalogus: Catalogus) -> None:
    uit = compute(catalogus, build_waarnemingen())
    assert pick(uit.waarnemingen, "inwoners", "CR91", 2020)["waarde"] == 1060
    assert pick(uit.waarnemingen, "inwoners", "CR92", 2020)["waarde"] == 2540
    assert pick(uit.waarnemingen, "inwoners", "NL01", 2020)["waarde"] == 3600
    # a rate of A in 2020: 1000 inhabitants with 4 % and 60 of D with 10 %
    leegstand = pick(uit.waarnemingen, "leegstand_woningen", "CR91", 2020)
    assert leegstand["waarde"] == pytest.approx((1000 * 4 + 60 * 10) / 1060)


def test_density_is_all_inhabitants_by_all_land(tmp_path: Path) -> None:
    # Land in km² of 2020: A 1000/100 = 10, B 500/50 = 10, C 2000/400 = 5, D 100/20 = 5; of D three
    # fifths of the people, so at one density 3 km², went to A.
    regels = [
        REGELS["inwoners"],
        build_regel("dichtheid", GEWOGEN_DICHTHEID, indeling="eigen", procent=False, decimalen=0),
    ]
    cijfers: Cijfers = {
        ("inwoners", 2020): CIJFERS["inwoners", 2020],
        ("dichtheid", 2020): {"GM9001": 100, "GM9002": 50, "GM9003": 400, "GM9004": 20},
        ("inwoners", 2021): {"GM9001": 1060, "GM9002": 540, "GM9003": 2000},
        ("dichtheid", 2021): {"GM9001": 53, "GM9002": 45, "GM9003": 400},  # 20, 12 and 5 km²
    }
    uit = compute(load(tmp_path, regels), build_waarnemingen(cijfers)).waarnemingen
    verwacht = {
        ("NL01", 2020): 3600 / 30,
        ("CR91", 2020): 1060 / 13,
        ("CR92", 2020): 2540 / (12 + 5),
        ("PV91", 2020): 1600 / 25,
        ("NL01", 2021): 3600 / 37,
        ("PV91", 2021): 1600 / 32,
    }
    for (code, jaar), waarde in verwacht.items():
        gevonden = pick(uit, "dichtheid", code, jaar)
        assert gevonden["waarde"] == pytest.approx(waarde), (code, jaar)


def test_sum_of_provincies_is_the_country_in_every_year(catalogus: Catalogus) -> None:
    uit = compute(catalogus, build_waarnemingen()).groepswaarden
    for jaar in (2020, 2021, 2023):
        delen = [pick(uit, "inwoners", code, jaar)["waarde"] for code in ("PV91", "PV92")]
        assert sum(delen) == pick(uit, "inwoners", "NL01", jaar)["waarde"]


def test_one_missing_predecessor_leaves_no_sum(catalogus: Catalogus) -> None:
    uit = compute(catalogus, build_waarnemingen(change({("inwoners", 2020): {"GM9004": None}})))
    som = uit.groepswaarden[uit.groepswaarden["indicator_id"] == "inwoners"]
    # A and B lack part of D in 2020, so only C is in the panel, in all years
    assert set(som["regio_code"]) == {"NL01", "LD91", "PV92", "CR92", "AM91"}
    assert (som["n_met_cijfer"] == 1).all()
    toegevoegd = uit.waarnemingen[uit.waarnemingen["indicator_id"] == "inwoners"]
    assert set(toegevoegd["regio_code"]) == {"PV92"}


def test_same_panel_in_all_years(catalogus: Catalogus) -> None:
    uit = compute(catalogus, build_waarnemingen(change({(NETTO, 2021): {"GM9002": None}})))
    # B has a figure in 2022, but not in 2021: it counts in neither
    rij = pick(uit.groepswaarden, NETTO, "NL01", 2022)
    assert rij["n_met_cijfer"] == 2
    assert rij["n_gemeenten"] == 3
    assert rij["waarde"] == pytest.approx((1100 * 72 + 2300 * 80) / 3400)
    assert rij["aandeel"] == pytest.approx(3400 / 4000)


@pytest.mark.parametrize(("inwoners_b", "volledig"), [(178, True), (179, False)])
def test_below_95_percent_of_the_weight_no_name(
    catalogus: Catalogus, inwoners_b: int, volledig: bool
) -> None:
    # A and C hold 3400: of 3578 that is 95,03 %, of 3579 it is 94,999 %
    cijfers = change({("inwoners", 2023): {"GM9002": inwoners_b}, (NETTO, 2022): {"GM9002": None}})
    uit = compute(catalogus, build_waarnemingen(cijfers))
    rij = pick(uit.groepswaarden, NETTO, "NL01", 2022)
    assert bool(rij["volledig"]) is volledig
    assert rij["aandeel"] == pytest.approx(3400 / (3400 + inwoners_b))
    in_waarneming = (uit.waarnemingen["indicator_id"] == NETTO) & (
        uit.waarnemingen["regio_code"] == "NL01"
    )
    assert in_waarneming.any() == volledig


def test_unknown_weight_of_a_member_leaves_no_name(catalogus: Catalogus) -> None:
    uit = compute(catalogus, build_waarnemingen(change({("inwoners", 2023): {"GM9002": None}})))
    rij = pick(uit.groepswaarden, NETTO, "NL01", 2022)
    assert np.isnan(rij["aandeel"])
    assert not rij["volledig"]


def test_incomplete_sum_never_bears_the_name(catalogus: Catalogus) -> None:
    cijfers = change({("inwoners", 2023): {"GM9002": None}})
    uit = compute(catalogus, build_waarnemingen(cijfers))
    rij = pick(uit.groepswaarden, "inwoners", "NL01", 2023)
    assert rij["waarde"] == 3400
    assert not rij["volledig"]


def test_median_is_never_in_waarneming(catalogus: Catalogus) -> None:
    uit = compute(catalogus, build_waarnemingen())
    assert pick(uit.groepswaarden, "mediaan_vermogen", "NL01", 2021)["waarde"] == 200
    assert pick(uit.groepswaarden, "mediaan_vermogen", "PV91", 2021)["waarde"] == 150
    mediaan = uit.groepswaarden[uit.groepswaarden["indicator_id"] == "mediaan_vermogen"]
    assert not mediaan["volledig"].any()
    assert mediaan["aandeel"].isna().all()
    assert "mediaan_vermogen" not in set(uit.waarnemingen["indicator_id"])


def test_median_takes_no_gemeente_with_several_predecessors(tmp_path: Path) -> None:
    regels = [*REGELS.values(), build_regel("vermogen", "{methode: mediaan}", indeling="eigen")]
    cijfers: Cijfers = {
        ("vermogen", 2020): {"GM9001": 10, "GM9002": 20, "GM9003": 30, "GM9004": 40}
    }
    uit = compute(load(tmp_path, regels), build_waarnemingen({**CIJFERS, **cijfers}))
    rij = pick(uit.groepswaarden, "vermogen", "NL01", 2020)
    assert (rij["waarde"], rij["n_met_cijfer"]) == (30, 1)


def test_official_value_is_kept_and_ours_stands_beside_it(catalogus: Catalogus) -> None:
    uit = compute(catalogus, build_waarnemingen())
    ons = pick(uit.waarnemingen, "inwoners", "NL01", 2021)
    assert (ons["indeling_jaar"], ons["waarde"], ons["herkomst"]) == (2026, 3600, "berekend")
    assert pick(uit.waarnemingen, "inwoners", "NL01", 2023)["indeling_jaar"] == 0


def test_status_is_the_worst_of_the_members_in_that_year(catalogus: Catalogus) -> None:
    frame = build_waarnemingen()
    b_2022 = (frame["regio_code"] == "GM9002") & (frame["periode_code"] == "2022JJ00")
    frame.loc[b_2022, "status"] = "voorlopig"
    uit = compute(catalogus, frame).waarnemingen
    assert pick(uit, NETTO, "NL01", 2022)["status"] == "voorlopig"
    assert pick(uit, NETTO, "NL01", 2021)["status"] == "definitief"
    assert pick(uit, NETTO, "PV92", 2022)["status"] == "definitief"


def test_status_of_an_ended_gemeente_counts_too(catalogus: Catalogus) -> None:
    frame = build_waarnemingen()
    frame.loc[frame["regio_code"] == "GM9004", "status"] = "onbekend"
    uit = compute(catalogus, frame).waarnemingen
    assert pick(uit, "inwoners", "CR91", 2020)["status"] == "onbekend"
    assert pick(uit, "inwoners", "PV92", 2020)["status"] == "definitief"


def test_ratio_is_sum_over_sum(tmp_path: Path) -> None:
    verhouding = "{methode: verhouding, teller: werklozen, noemer: inwoners}"
    regels = [
        REGELS["inwoners"],
        build_regel("werklozen", "{methode: som}", indeling="eigen", procent=False),
        build_regel("aandeel_werkloos", verhouding, indeling="eigen"),
    ]
    cijfers: Cijfers = {
        ("inwoners", 2021): CIJFERS["inwoners", 2021],
        ("werklozen", 2021): {"GM9001": 106, "GM9002": 27, "GM9003": 20},
    }
    uit = compute(load(tmp_path, regels), build_waarnemingen(cijfers)).waarnemingen
    rij = pick(uit, "aandeel_werkloos", "NL01", 2021)
    assert rij["waarde"] == pytest.approx(100 * 153 / 3600)


def test_without_weights_there_is_a_remark_and_no_value(tmp_path: Path) -> None:
    regels = [REGELS["inwoners"], build_regel("leegstand_woningen", GEWOGEN_ZELFDE)]
    cijfers: Cijfers = {("leegstand_woningen", 2021): {"GM9001": 5, "GM9002": 6, "GM9003": 2}}
    uit = compute(load(tmp_path, regels), build_waarnemingen(cijfers))
    assert uit.groepswaarden.empty
    assert uit.waarnemingen.empty
    assert [regel.partition(":")[0] for regel in uit.opmerkingen] == ["leegstand_woningen"]


def test_given_frame_stays_as_it_is(catalogus: Catalogus) -> None:
    frame = build_waarnemingen()
    compute(catalogus, frame)
    pd.testing.assert_frame_equal(frame, build_waarnemingen())


@settings(max_examples=25, deadline=None)
@given(
    waarden=st.lists(st.floats(0, 100), min_size=3, max_size=3),
    gewichten=st.lists(st.integers(1, 10**6), min_size=3, max_size=3),
)
def test_weighted_mean_lies_between_the_members(
    catalogus: Catalogus, waarden: list[float], gewichten: list[int]
) -> None:
    codes = ("GM9001", "GM9002", "GM9003")
    uit = compute(
        catalogus,
        build_waarnemingen(
            {
                ("inwoners", 2023): dict(zip(codes, gewichten, strict=True)),
                (NETTO, 2022): dict(zip(codes, waarden, strict=True)),
            }
        ),
    )
    waarde = pick(uit.waarnemingen, NETTO, "NL01", 2022)["waarde"]
    assert min(waarden) - 1e-9 <= waarde <= max(waarden) + 1e-9
    delen = sum(
        pick(uit.waarnemingen, NETTO, code, 2022)["waarde"]
        * pick(uit.waarnemingen, "inwoners", code, 2023)["waarde"]
        for code in ("PV91", "PV92")
    )
    assert waarde * sum(gewichten) == pytest.approx(delen, rel=1e-10, abs=1e-4)


def test_weights_are_kept_on_the_gemeenten_of_today(catalogus: Catalogus) -> None:
    gewichten = compute(catalogus, build_waarnemingen()).gewichten
    rijen = gewichten.set_index(["periode_code", "gemeente_code"])["gewicht"]
    assert set(gewichten["indicator_id"]) == {"inwoners"}
    assert rijen["2023JJ00", "GM9001"] == 1100
    # of 2020: A itself and 60 % of D
    assert rijen["2020JJ00", "GM9001"] == pytest.approx(1060)
    assert ("2020JJ00", "GM9004") not in rijen.index
