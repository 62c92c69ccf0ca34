"""Series recomputed to the gemeenten of today, against sums made by hand.

`tests.klein`: gemeente D ended in 2021, for 60 % in A and for 40 % in B. The real figures come from
the bundled set; expected values are added up here from the published rows of the predecessors.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.controleren.reeksen import find_totaalfouten
from etl.herrekenen.herrekening import HerrekenUitkomst, compute_herrekening
from etl.herrekenen.omrekening import Omrekening
from tests.klein import (
    CATALOGUS,
    CIJFERS,
    GEWOGEN,
    GEWOGEN_DICHTHEID,
    GEWOGEN_ZELFDE,
    REGELS,
    Cijfers,
    build_gebieden,
    build_regel,
    build_waarnemingen,
)
from tests.test_herindeling import histories, make_herindeling
from welvaart.catalogus import Catalogus, load_catalogus
from welvaart.cijfers.herindeling import merge_op_indeling
from welvaart.cijfers.waarneming import check_waarnemingen

NU = 2026
SOM = "{methode: som}"


@pytest.fixture(scope="module")
def catalogus(tmp_path_factory: pytest.TempPathFactory) -> Catalogus:
    return load(tmp_path_factory.mktemp("catalogus"), REGELS.values())


def load(map_: Path, regels: Iterable[str]) -> Catalogus:
    pad = map_ / "indicators.yaml"
    pad.write_text(CATALOGUS + "".join(regels), encoding="utf-8")
    return load_catalogus(pad)


def compute(
    catalogus: Catalogus,
    waarnemingen: pd.DataFrame,
    gebieden: dict[str, pd.DataFrame] | None = None,
) -> HerrekenUitkomst:
    deel = build_gebieden() if gebieden is None else gebieden
    omrekening = Omrekening(
        waarnemingen, catalogus, deel["indeling"], deel["herindeling"], deel["regio"]
    )
    return compute_herrekening(omrekening, catalogus, deel["herindeling"], deel["regio"])


def pick(frame: pd.DataFrame, indicator_id: str, regio_code: str, periode: str) -> pd.Series:
    rijen = frame[
        (frame["indicator_id"] == indicator_id)
        & (frame["regio_code"] == regio_code)
        & (frame["periode_code"] == periode)
    ]
    assert len(rijen) == 1, f"{indicator_id} {regio_code} {periode}: {len(rijen)} rijen"
    return rijen.iloc[0]


def change(anders: Cijfers) -> Cijfers:
    return {sleutel: {**CIJFERS.get(sleutel, {}), **rij} for sleutel, rij in anders.items()}


def test_numbers_are_added_by_share_and_only_where_something_changed(catalogus: Catalogus) -> None:
    uit = compute(catalogus, build_waarnemingen())
    rijen = uit.waarnemingen[uit.waarnemingen["indicator_id"] == "inwoners"]
    assert rijen[["regio_code", "periode_code", "waarde"]].to_numpy().tolist() == [
        ["GM9001", "2020JJ00", 1060.0],  # 1000 + 60 % of 100
        ["GM9002", "2020JJ00", 540.0],  # 500 + 40 % of 100
    ]
    assert set(rijen["indeling_jaar"]) == {NU}
    assert set(rijen["herkomst"]) == {"herindeling"}
    check_waarnemingen(uit.waarnemingen)


def test_rate_is_weighted_with_the_weight_of_its_own_year(catalogus: Catalogus) -> None:
    uit = compute(catalogus, build_waarnemingen())
    rij = pick(uit.waarnemingen, "leegstand_woningen", "GM9001", "2020JJ00")
    assert rij["waarde"] == pytest.approx((1000 * 4 + 60 * 10) / 1060)
    tekst = pick(uit.herrekening, "leegstand_woningen", "GM9001", "2020JJ00")
    assert tekst["methode"] == "gewogen"
    assert tekst["uitleg"] == (
        "Gewogen met inwoners van hetzelfde jaar, uit Gemeente A en een deel van Gemeente D"
        " (60,0 % van de inwoners). Een schatting: wij nemen aan dat het cijfer overal in de"
        " gesplitste gemeente gelijk was."
    )


def test_declared_date_cannot_weigh_a_gemeente_that_had_ended(tmp_path: Path) -> None:
    # the declared 2023 has no weight for D; the year of the figure itself has
    regels = [REGELS["inwoners"], build_regel("werk", GEWOGEN, indeling="eigen")]
    cijfers = change({("inwoners", 2020): {}, ("inwoners", 2023): {}})
    cijfers = {**cijfers, ("werk", 2020): {"GM9001": 4, "GM9002": 6, "GM9003": 2, "GM9004": 10}}
    uit = compute(load(tmp_path, regels), build_waarnemingen(cijfers))
    waarde = pick(uit.waarnemingen, "werk", "GM9002", "2020JJ00")["waarde"]
    assert waarde == pytest.approx((500 * 6 + 40 * 10) / 540)
    assert "hetzelfde jaar" in pick(uit.herrekening, "werk", "GM9002", "2020JJ00")["uitleg"]


def test_declared_date_weighs_where_it_stands_on_the_same_gemeenten(tmp_path: Path) -> None:
    peildatum = "{methode: gewogen, gewicht: inwoners, peildatum: 2020JJ00}"
    regels = [REGELS["inwoners"], build_regel("werk", peildatum, indeling=2020)]
    cijfers: Cijfers = {
        ("inwoners", 2020): CIJFERS["inwoners", 2020],
        ("werk", 2018): {"GM9001": 4, "GM9002": 6, "GM9003": 2, "GM9004": 10},
    }
    uit = compute(load(tmp_path, regels), build_waarnemingen(cijfers))
    waarde = pick(uit.waarnemingen, "werk", "GM9001", "2018JJ00")["waarde"]
    assert waarde == pytest.approx((1000 * 4 + 60 * 10) / 1060)
    assert "peildatum" in pick(uit.herrekening, "werk", "GM9001", "2018JJ00")["uitleg"]


def test_weight_on_the_gemeenten_of_another_year_is_refused(tmp_path: Path) -> None:
    # inwoners of 2021 are those of the merged A; they say nothing about the old A
    regels = [REGELS["inwoners"], build_regel("werk", GEWOGEN_ZELFDE, indeling=2020)]
    cijfers: Cijfers = {
        ("inwoners", 2021): CIJFERS["inwoners", 2021],
        ("werk", 2021): {"GM9001": 4, "GM9002": 6, "GM9003": 2, "GM9004": 10},
    }
    uit = compute(load(tmp_path, regels), build_waarnemingen(cijfers))
    rij = pick(uit.waarnemingen, "werk", "GM9001", "2021JJ00")
    assert np.isnan(rij["waarde"])
    assert rij["ontbreekt_omdat"] == (
        "Niet herrekenbaar, omdat het gewicht (inwoners) voor dat jaar niet compleet is."
    )


def test_weight_times_another_indicator(tmp_path: Path) -> None:
    maal = "{methode: gewogen, gewicht: inwoners, peildatum: zelfde_jaar, maal: bruto}"
    regels = [
        REGELS["inwoners"],
        build_regel("bruto", GEWOGEN_ZELFDE, indeling="eigen"),
        build_regel("werkloos", maal, indeling="eigen"),
    ]
    cijfers: Cijfers = {
        ("inwoners", 2020): CIJFERS["inwoners", 2020],
        ("bruto", 2020): {"GM9001": 70, "GM9002": 60, "GM9003": 50, "GM9004": 40},
        ("werkloos", 2020): {"GM9001": 4, "GM9002": 6, "GM9003": 2, "GM9004": 10},
    }
    uit = compute(load(tmp_path, regels), build_waarnemingen(cijfers))
    verwacht = (1000 * 70 * 4 + 60 * 40 * 10) / (1000 * 70 + 60 * 40)
    assert pick(uit.waarnemingen, "werkloos", "GM9001", "2020JJ00")["waarde"] == pytest.approx(
        verwacht
    )


def test_density_of_a_merged_gemeente_is_its_people_by_its_land(tmp_path: Path) -> None:
    # A had 1000 people on 10 km²; three fifths of D, 100 people on 5 km², came to it.
    regels = [
        REGELS["inwoners"],
        build_regel("dichtheid", GEWOGEN_DICHTHEID, indeling="eigen", procent=False),
    ]
    cijfers: Cijfers = {
        ("inwoners", 2020): CIJFERS["inwoners", 2020],
        ("dichtheid", 2020): {"GM9001": 100, "GM9002": 50, "GM9003": 400, "GM9004": 20},
    }
    uit = compute(load(tmp_path, regels), build_waarnemingen(cijfers))
    waarde = pick(uit.waarnemingen, "dichtheid", "GM9001", "2020JJ00")["waarde"]
    assert waarde == pytest.approx(1060 / 13)
    assert pick(uit.herrekening, "dichtheid", "GM9001", "2020JJ00")["uitleg"].startswith(
        "Gewogen met inwoners van hetzelfde jaar, gedeeld door dichtheid, uit Gemeente A en een "
    )


def test_ratio_is_recomputed_from_its_parts(tmp_path: Path) -> None:
    verhouding = "{methode: verhouding, teller: werklozen, noemer: inwoners}"
    regels = [
        REGELS["inwoners"],
        build_regel("werklozen", SOM, indeling="eigen", procent=False),
        build_regel("aandeel", verhouding, indeling="eigen"),
    ]
    cijfers: Cijfers = {
        ("inwoners", 2020): CIJFERS["inwoners", 2020],
        ("werklozen", 2020): {"GM9001": 50, "GM9002": 20, "GM9003": 80, "GM9004": 10},
        ("aandeel", 2020): {"GM9001": 5, "GM9002": 4, "GM9003": 4, "GM9004": 10},
    }
    uit = compute(load(tmp_path, regels), build_waarnemingen(cijfers))
    rij = pick(uit.waarnemingen, "aandeel", "GM9001", "2020JJ00")
    assert rij["waarde"] == pytest.approx(100 * (50 + 0.6 * 10) / 1060)
    assert pick(uit.herrekening, "aandeel", "GM9001", "2020JJ00")["uitleg"].startswith(
        "Opnieuw gedeeld door inwoners, opgeteld uit Gemeente A"
    )


def test_gap_names_the_parts_of_a_ratio_and_an_ordinal_score_says_it_never_adds_up(
    tmp_path: Path,
) -> None:
    verhouding = "{methode: verhouding, teller: werklozen, noemer: inwoners}"
    regels = [
        REGELS["inwoners"],
        build_regel("werklozen", SOM, indeling="eigen", procent=False),
        build_regel("aandeel", verhouding, indeling="eigen"),
        build_regel("score", "{methode: geen}", indeling="eigen"),
    ]
    waarden = {"GM9001": 5, "GM9002": 4, "GM9003": 4, "GM9004": 10}
    cijfers: Cijfers = {
        ("inwoners", 2020): CIJFERS["inwoners", 2020],
        ("aandeel", 2020): waarden,
        ("score", 2020): waarden,
    }
    uit = compute(load(tmp_path, regels), build_waarnemingen(cijfers)).waarnemingen
    assert pick(uit, "aandeel", "GM9001", "2020JJ00")["ontbreekt_omdat"] == (
        "Niet herrekenbaar, omdat de cijfers van werklozen en inwoners voor dat jaar niet compleet"
        " zijn."
    )
    assert pick(uit, "score", "GM9001", "2020JJ00")["ontbreekt_omdat"] == (
        "Niet herrekenbaar, omdat dit cijfer niet op te tellen of te middelen is."
    )


def test_one_missing_predecessor_leaves_a_gap_with_the_reason(catalogus: Catalogus) -> None:
    cijfers = change({("inwoners", 2020): {"GM9004": None}})
    uit = compute(catalogus, build_waarnemingen(cijfers))
    rij = pick(uit.waarnemingen, "inwoners", "GM9001", "2020JJ00")
    assert np.isnan(rij["waarde"])
    assert rij["ontbreekt_omdat"] == (
        "Niet herrekenbaar, omdat het cijfer van Gemeente D ontbreekt."
    )
    assert not (uit.waarnemingen["regio_code"] == "GM9003").any()


def test_median_is_never_put_together(tmp_path: Path) -> None:
    regels = [build_regel("mediaan_x", "{methode: mediaan}", indeling="eigen", procent=False)]
    waarden = {"GM9001": 10, "GM9002": 20, "GM9003": 30, "GM9004": 40}
    cijfers: Cijfers = {("mediaan_x", 2019): waarden, ("mediaan_x", 2020): waarden}
    uit = compute(load(tmp_path, regels), build_waarnemingen(cijfers))
    assert uit.waarnemingen["waarde"].isna().all()
    assert set(uit.waarnemingen["ontbreekt_omdat"]) == {
        "Niet herrekenbaar, omdat een mediaan niet op te tellen is."
    }
    # two years, one line of explanation per gemeente
    assert len(uit.waarnemingen) == 4
    assert uit.herrekening[["regio_code", "periode_code", "methode"]].to_numpy().tolist() == [
        ["GM9001", "*", "niet_herrekenbaar"],
        ["GM9002", "*", "niet_herrekenbaar"],
    ]


def test_status_is_the_worst_of_the_predecessors(catalogus: Catalogus) -> None:
    frame = build_waarnemingen()
    frame.loc[frame["regio_code"] == "GM9004", "status"] = "voorlopig"
    uit = compute(catalogus, frame).waarnemingen
    assert pick(uit, "inwoners", "GM9002", "2020JJ00")["status"] == "voorlopig"


def test_new_code_on_the_same_territory_takes_even_a_median_over(tmp_path: Path) -> None:
    gebieden = build_gebieden()
    rij = gebieden["herindeling"].iloc[0].to_dict()
    hernoemd = {"datum": date(2021, 1, 1), "naar_code": "GM9001", "soort": "codewijziging"}
    gebieden["herindeling"] = pd.DataFrame([{**rij, **hernoemd, "aandeel_inwoners": 1.0}])
    regio = gebieden["regio"]
    regio.loc[regio["regio_code"] == "GM9001", "geldig_van"] = date(2021, 1, 1)
    regels = [build_regel("mediaan_x", "{methode: mediaan}", indeling="eigen", procent=False)]
    cijfers: Cijfers = {("mediaan_x", 2020): {"GM9002": 20, "GM9003": 30, "GM9004": 40}}
    uit = compute(load(tmp_path, regels), build_waarnemingen(cijfers), gebieden)
    assert pick(uit.waarnemingen, "mediaan_x", "GM9001", "2020JJ00")["waarde"] == 40
    assert pick(uit.herrekening, "mediaan_x", "GM9001", "2020JJ00")["uitleg"] == (
        "Overgenomen van Gemeente D: hetzelfde gebied met een andere code."
    )


@pytest.mark.parametrize(("inwoners", "methode"), [(10, "genegeerd"), (11, "breuk")])
def test_boundary_change_is_listed_and_from_one_percent_a_break(
    catalogus: Catalogus, inwoners: int, methode: str
) -> None:
    gebieden = build_gebieden()
    grens = {
        "datum": date(2021, 1, 1),
        "van_code": "GM9003",
        "naar_code": "GM9001",
        "soort": "grenswijziging",
        "inwoners": float(inwoners),
    }
    gebieden["herindeling"] = pd.concat(
        [gebieden["herindeling"], pd.DataFrame([grens])], ignore_index=True
    )
    uit = compute(catalogus, build_waarnemingen(), gebieden)
    # A has 1060 inhabitants in 2021: 10 is 0,94 % and 11 is 1,04 %
    rij = pick(uit.herrekening, "*", "GM9001", "2021JJ00")
    assert rij["methode"] == methode
    assert f"Gemeente C naar Gemeente A ({inwoners} inwoners)" in rij["uitleg"]
    # C has 2000, so for C it is never a break
    assert pick(uit.herrekening, "*", "GM9003", "2021JJ00")["methode"] == "genegeerd"
    assert pick(uit.waarnemingen, "inwoners", "GM9001", "2020JJ00")["waarde"] == 1060


def test_build_publishes_recomputed_rows_beside_the_published_ones(klein_warehouse: Path) -> None:
    with duckdb.connect() as verbinding:
        verbinding.execute(f"ATTACH '{klein_warehouse}' AS w (READ_ONLY)")
        rijen = verbinding.execute(
            "SELECT indeling_jaar, waarde, herkomst FROM w.waarneming WHERE indicator_id ="
            " 'inwoners' AND regio_code = 'GM9001' AND periode_code = '2020JJ00' ORDER BY 1"
        ).fetchall()
        uitleg = verbinding.execute(
            "SELECT methode, uitleg FROM w.herrekening WHERE indicator_id = 'inwoners'"
            " AND regio_code = 'GM9001' AND periode_code = '2020JJ00'"
        ).fetchall()
    assert rijen == [(0, 1000.0, "bron"), (NU, 1060.0, "herindeling")]
    assert uitleg == [
        (
            "opgeteld",
            "Opgeteld uit Gemeente A en een deel van Gemeente D (60,0 % van de inwoners)."
            " Het deel is een schatting.",
        )
    ]


# --- random ledgers ---------------------------------------------------------------------------


def build_wereld(rijen: list[tuple[object, ...]]) -> dict[str, pd.DataFrame]:
    """Regions of a random history of 12 gemeenten; `histories` lets GM<jaar> begin each year."""
    einde = {str(van): str(datum) for datum, van, *_ in rijen}
    nieuw = {f"GM{jaar}": f"{jaar}-01-01" for jaar in range(2012, 2016)}
    codes = [f"GM{nummer:04d}" for nummer in range(1, 13)] + list(nieuw)
    regio = pd.DataFrame(
        [(code, code, "gemeente", nieuw.get(code), einde.get(code)) for code in codes],
        columns=["regio_code", "regio_naam", "soort", "geldig_van", "geldig_tot"],
    )
    leden = [
        (NU, code, soort, naam)
        for code in codes
        if code not in einde
        for soort, naam in (("land", "NL01"), ("provincie", "PV91"))
    ]
    return {
        "regio": regio,
        "indeling": pd.DataFrame(leden, columns=["jaar", "gemeente_code", "soort", "regio_code"]),
        "herindeling": make_herindeling(rijen),
    }


@settings(max_examples=25, deadline=None)
@given(rijen=histories(), zaad=st.integers(0, 10**6))
def test_national_total_and_mean_survive_any_history(
    catalogus: Catalogus, rijen: list[tuple[object, ...]], zaad: int
) -> None:
    wereld, toeval = build_wereld(rijen), np.random.default_rng(zaad)
    cijfers: dict[tuple[str, int], dict[str, float | None]] = {}
    for jaar in range(2011, 2017):
        dag = f"{jaar}-01-01"
        levend = [
            str(code)
            for code, van, tot in wereld["regio"][
                ["regio_code", "geldig_van", "geldig_tot"]
            ].itertuples(index=False)
            if (pd.isna(van) or van <= dag) and (pd.isna(tot) or tot > dag)
        ]
        cijfers["inwoners", jaar] = {code: float(toeval.integers(1, 10**6)) for code in levend}
        cijfers["leegstand_woningen", jaar] = {
            code: float(toeval.integers(0, 100)) for code in levend
        }
    frame = build_waarnemingen(cijfers)
    alle = pd.concat([frame, compute(catalogus, frame, wereld).waarnemingen], ignore_index=True)
    assert list(find_totaalfouten(alle, catalogus, wereld["regio"])) == []
    nu = merge_op_indeling(alle, NU, set(wereld["indeling"]["gemeente_code"]))
    for jaar in range(2011, 2017):
        breed = nu[nu["periode_code"] == f"{jaar}JJ00"].pivot_table(
            index="regio_code", columns="indicator_id", values="waarde"
        )
        eerst = pd.DataFrame(
            {naam: cijfers[naam, jaar] for naam in ("inwoners", "leegstand_woningen")}
        )
        assert breed["inwoners"].sum() == pytest.approx(eerst["inwoners"].sum(), rel=1e-9)
        assert breed.prod(axis=1).sum() == pytest.approx(eerst.prod(axis=1).sum(), rel=1e-9)


# --- the Netherlands --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cijfers(warehouse: Path) -> pd.DataFrame:
    with duckdb.connect() as verbinding:
        verbinding.execute(f"ATTACH '{warehouse}' AS w (READ_ONLY)")
        return verbinding.execute(
            "FROM w.waarneming WHERE regio_code LIKE 'GM%' AND indicator_id IN"
            " ('inwoners', 'woningen', 'huishoudens', 'leegstand_woningen',"
            " 'mediaan_vermogen_nominaal', 'netto_arbeidsparticipatie')"
        ).df()


@pytest.fixture(scope="module")
def gemeenten(warehouse: Path) -> set[str]:
    with duckdb.connect() as verbinding:
        verbinding.execute(f"ATTACH '{warehouse}' AS w (READ_ONLY)")
        rijen = verbinding.execute(
            "SELECT regio_code FROM w.regio WHERE soort = 'gemeente' AND geldig_tot IS NULL"
        ).fetchall()
    return {code for (code,) in rijen}


def get(frame: pd.DataFrame, indicator_id: str, regio_code: str, jaar: int, indeling: int) -> float:
    deel = frame[frame["indeling_jaar"] == indeling]
    return float(pick(deel, indicator_id, regio_code, f"{jaar}JJ00")["waarde"])


def test_land_van_cuijk_goes_back_to_2017(cijfers: pd.DataFrame) -> None:
    leden = ("GM0756", "GM1684", "GM0786", "GM0815", "GM1702")
    nieuw = {jaar: get(cijfers, "inwoners", "GM1982", jaar, NU) for jaar in range(2017, 2022)}
    assert nieuw == {
        jaar: sum(get(cijfers, "inwoners", code, jaar, 0) for code in leden)
        for jaar in range(2017, 2022)
    }
    assert (nieuw[2017], nieuw[2021]) == (88176, 90194)


@pytest.mark.parametrize(
    ("code", "aandeel"),
    # inhabitants of the ledger: 2149, 5827, 1442 and 4900 of 14318
    [("GM0757", 0.150091), ("GM0824", 0.406970), ("GM0855", 0.100712), ("GM0865", 0.342227)],
)
def test_haaren_is_divided_over_its_four_receivers(
    cijfers: pd.DataFrame, code: str, aandeel: float
) -> None:
    haaren = get(cijfers, "inwoners", "GM0788", 2020, 0)
    erbij = get(cijfers, "inwoners", code, 2020, NU) - get(cijfers, "inwoners", code, 2020, 0)
    assert haaren == 14370
    assert erbij == pytest.approx(aandeel * haaren, abs=0.01)


def test_weesp_is_added_to_amsterdam_up_to_and_including_2022(cijfers: pd.DataFrame) -> None:
    assert get(cijfers, "inwoners", "GM0363", 2022, NU) == 882633 + 20766
    assert get(cijfers, "inwoners", "GM0457", 2022, 0) == 20766
    assert get(cijfers, "inwoners", "GM0363", 2022, 0) == 882633
    later = cijfers[
        (cijfers["regio_code"] == "GM0363")
        & (cijfers["indeling_jaar"] == NU)
        & (cijfers["periode_code"] > "2022JJ00")
    ]
    assert later.empty


def test_leegstand_of_land_van_cuijk_is_weighted_with_its_dwellings(cijfers: pd.DataFrame) -> None:
    leden = ("GM0756", "GM1684", "GM0786", "GM0815", "GM1702")
    woningen = [get(cijfers, "woningen", code, 2020, 0) for code in leden]
    leegstand = [get(cijfers, "leegstand_woningen", code, 2020, 0) for code in leden]
    assert get(cijfers, "leegstand_woningen", "GM1982", 2020, NU) == pytest.approx(
        np.average(leegstand, weights=woningen)
    )


def test_weesp_weighs_with_its_dwellings_in_amsterdam(cijfers: pd.DataFrame) -> None:
    verwacht = (458397 * 7 + 9526 * 5) / (458397 + 9526)
    assert get(cijfers, "leegstand_woningen", "GM0363", 2022, NU) == pytest.approx(verwacht)


@pytest.mark.parametrize("indicator_id", ["inwoners", "woningen", "huishoudens"])
def test_total_of_the_netherlands_never_changes(
    cijfers: pd.DataFrame, gemeenten: set[str], indicator_id: str
) -> None:
    reeks = cijfers[cijfers["indicator_id"] == indicator_id]
    eerst = reeks[reeks["indeling_jaar"] == 0].groupby("periode_code")["waarde"].sum()
    samen = merge_op_indeling(reeks, NU, gemeenten)
    later = samen.groupby("periode_code")["waarde"].agg(["sum", "count"])
    assert later["sum"].to_dict() == pytest.approx(eerst.to_dict(), rel=1e-9)
    assert set(later["count"]) == {342}
    assert len(eerst) >= 6


def test_median_of_land_van_cuijk_has_no_value_before_2022(
    cijfers: pd.DataFrame, gemeenten: set[str]
) -> None:
    samen = merge_op_indeling(cijfers, NU, gemeenten)
    rijen = samen[
        (samen["indicator_id"] == "mediaan_vermogen_nominaal") & (samen["regio_code"] == "GM1982")
    ].set_index("periode_code")["waarde"]
    assert rijen[:"2021JJ00"].isna().all()
    assert rijen["2022JJ00":].notna().all()


def test_series_that_stand_on_one_indeling_already_get_no_rows(cijfers: pd.DataFrame) -> None:
    netto = cijfers[cijfers["indicator_id"] == "netto_arbeidsparticipatie"]
    assert set(netto["indeling_jaar"]) == {0}


def test_every_recomputed_row_is_explained(warehouse: Path) -> None:
    with duckdb.connect() as verbinding:
        verbinding.execute(f"ATTACH '{warehouse}' AS w (READ_ONLY)")
        zonder = verbinding.execute(
            "SELECT count(*) FROM w.waarneming x WHERE herkomst = 'herindeling' AND NOT EXISTS"
            " (FROM w.herrekening h WHERE h.indicator_id = x.indicator_id"
            " AND h.regio_code = x.regio_code AND h.indeling_jaar = x.indeling_jaar"
            " AND (h.periode_code = x.periode_code"
            " OR (h.periode_code = '*' AND h.uitleg = x.ontbreekt_omdat)))"
        ).fetchone()
        breuken = verbinding.execute(
            "SELECT regio_code, periode_code FROM w.herrekening WHERE methode = 'breuk' ORDER BY 1"
        ).fetchall()
    assert zonder == (0,)
    # Hellevoetsluis got 1.209 people of Nissewaard, Groningen 1.033 of Slochteren
    assert breuken == [("GM1930", "2018JJ00"), ("GM1952", "2017JJ00"), ("GM1992", "2018JJ00")]
