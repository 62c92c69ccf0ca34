"""Shares of ended gemeenten, worked out by hand from the inhabitants in the CBS ledger."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welvaart.cijfers.herindeling import (
    build_aandelen,
    compute_totalen,
    find_grenswijzigingen,
    merge_op_indeling,
)
from welvaart.fouten import ControleFout, KeuzeFout

# datum, van, naar, hectare, woningen, inwoners as in the ledger of CBS.
LEDGER = [
    ("2014-01-01", "GM0051", "GM0074", 968, 229, 580),
    ("2014-01-01", "GM0051", "GM1921", 17549, 11785, 26921),
    ("2014-01-01", "GM0055", "GM0074", 4561, 2614, 6018),
    ("2014-01-01", "GM0055", "GM0080", 7567, 4963, 11024),
    ("2014-01-01", "GM0055", "GM1900", 2467, 704, 1653),
    ("2014-01-01", "GM0055", "GM1921", 531, 277, 783),
    ("2015-01-01", "GM1671", "GM0796", 2619, 2818, 6719),
    ("2015-01-01", "GM1671", "GM0828", 1106, 1845, 4629),
    ("2015-07-01", "GM1921", "GM1940", None, None, None),
    ("2016-01-01", "GM0424", "GM0457", 235, 0, 0),
    ("2016-01-01", "GM0424", "GM1942", 1207, 2781, 6206),
    ("2018-01-01", "GM0140", "GM0080", 4330, 1416, 3394),
    ("2018-01-01", "GM0140", "GM1900", 6738, 2325, 5411),
    ("2018-01-01", "GM0140", "GM1949", 1999, 806, 1878),
    ("2019-01-01", "GM0053", "GM1966", 7807, 5308, 11947),
    ("2019-01-01", "GM0053", "GM1969", 2303, 732, 1558),
    ("2021-01-01", "GM0788", "GM0757", 535, 918, 2149),
    ("2021-01-01", "GM0788", "GM0824", 1627, 2412, 5827),
    ("2021-01-01", "GM0788", "GM0855", 978, 588, 1442),
    ("2021-01-01", "GM0788", "GM0865", 2630, 2085, 4900),
    ("2022-03-24", "GM0457", "GM0363", 2272, 9526, 20766),
]


def make_herindeling(rijen: list[tuple[object, ...]]) -> pd.DataFrame:
    """Table herindeling with shares per ended gemeente, computed apart from the product's code."""
    frame = pd.DataFrame(
        rijen, columns=["datum", "van_code", "naar_code", "hectare", "woningen", "inwoners"]
    ).assign(soort="opheffing")
    frame["datum"] = [date.fromisoformat(str(datum)) for datum in frame["datum"]]
    for maat in ("inwoners", "woningen"):
        som = frame[maat].groupby(frame["van_code"]).transform("sum")
        frame[f"aandeel_{maat}"] = (frame[maat] / som).where(som > 0)
    return frame


@pytest.fixture
def herindeling() -> pd.DataFrame:
    grens = pd.DataFrame(
        {
            "datum": [date(2018, 1, 1), date(2020, 1, 1)],
            "van_code": ["GM1930", "GM0599"],
            "naar_code": ["GM0530", "GM1621"],
            "soort": "grenswijziging",
            "hectare": [963.0, 2.0],
            "woningen": [533.0, 8.0],
            "inwoners": [1209.0, 11.0],
            "aandeel_inwoners": [0.014, float("nan")],
        }
    )
    return pd.concat([make_herindeling(LEDGER), grens], ignore_index=True)


def shares(frame: pd.DataFrame, code: str) -> dict[str, float]:
    deel = frame[frame["van_code"] == code]
    return dict(zip(deel["naar_code"], deel["aandeel"].round(4), strict=True))


@pytest.mark.parametrize(
    ("code", "verwacht"),
    [
        ("GM0140", {"GM0080": 0.3177, "GM1900": 0.5065, "GM1949": 0.1758}),
        ("GM0053", {"GM1966": 0.8846, "GM1969": 0.1154}),
        ("GM0788", {"GM0757": 0.1501, "GM0824": 0.4070, "GM0855": 0.1007, "GM0865": 0.3422}),
        ("GM1671", {"GM0796": 0.5921, "GM0828": 0.4079}),
        ("GM0055", {"GM0074": 0.3090, "GM0080": 0.5660, "GM1900": 0.0849, "GM1940": 0.0402}),
        ("GM0051", {"GM0074": 0.0211, "GM1940": 0.9789}),
    ],
)
def test_shares_of_inhabitants_are_those_of_the_ledger(
    herindeling: pd.DataFrame, code: str, verwacht: dict[str, float]
) -> None:
    assert shares(build_aandelen(herindeling, 2013, 2026), code) == verwacht


def test_shares_can_be_measured_in_dwellings_and_hectares(herindeling: pd.DataFrame) -> None:
    woningen = build_aandelen(herindeling, 2018, 2019, "woningen")
    hectare = build_aandelen(herindeling, 2018, 2019, "hectare")
    assert shares(woningen, "GM0053") == {"GM1966": 0.8788, "GM1969": 0.1212}
    assert shares(hectare, "GM0053") == {"GM1966": 0.7722, "GM1969": 0.2278}


def test_receiver_of_land_without_people_has_no_share(herindeling: pd.DataFrame) -> None:
    assert shares(build_aandelen(herindeling, 2015, 2017), "GM0424") == {"GM1942": 1.0}
    met_land = shares(build_aandelen(herindeling, 2015, 2017, "hectare"), "GM0424")
    assert met_land == {"GM0457": 0.1630, "GM1942": 0.8370}


def test_land_that_went_on_later_is_followed(herindeling: pd.DataFrame) -> None:
    assert "GM0363" in shares(build_aandelen(herindeling, 2015, 2023, "hectare"), "GM0424")


def test_event_on_first_of_january_belongs_to_that_year(herindeling: pd.DataFrame) -> None:
    assert "GM0788" in set(build_aandelen(herindeling, 2020, 2021)["van_code"])
    assert build_aandelen(herindeling, 2021, 2022).empty


def test_weesp_still_exists_on_first_of_january_2022(herindeling: pd.DataFrame) -> None:
    assert build_aandelen(herindeling, 2021, 2022, codes=["GM0457"]).to_numpy().tolist() == [
        ["GM0457", "GM0457", 1.0]
    ]
    assert shares(build_aandelen(herindeling, 2022, 2023), "GM0457") == {"GM0363": 1.0}


def test_unchanged_gemeente_keeps_its_own_code(herindeling: pd.DataFrame) -> None:
    frame = build_aandelen(herindeling, 2018, 2026, codes=["GM0344", "GM0344", "GM0053"])
    assert shares(frame, "GM0344") == {"GM0344": 1.0}
    assert list(frame["van_code"]) == ["GM0053", "GM0053", "GM0344"]


def test_same_year_changes_nothing(herindeling: pd.DataFrame) -> None:
    frame = build_aandelen(herindeling, 2020, 2020, codes=["GM0788"])
    assert shares(frame, "GM0788") == {"GM0788": 1.0}


def test_ended_gemeente_among_the_figures_of_a_later_year_is_refused(
    herindeling: pd.DataFrame,
) -> None:
    with pytest.raises(ControleFout, match=r"GM0788 bestond op 1 januari 2022 niet meer"):
        build_aandelen(herindeling, 2022, 2026, codes=["GM0788"])


def test_older_indeling_is_refused(herindeling: pd.DataFrame) -> None:
    with pytest.raises(KeuzeFout, match="kies een later jaar"):
        build_aandelen(herindeling, 2022, 2021)
    with pytest.raises(KeuzeFout, match="bekend vanaf 2010"):
        build_aandelen(herindeling, 2009, 2021)


def test_unknown_share_is_named_and_not_guessed() -> None:
    frame = make_herindeling(
        [
            ("2021-01-01", "GM0788", "GM0757", 535, 918, None),
            ("2021-01-01", "GM0788", "GM0824", 1627, 2412, 5827),
        ]
    )
    frame["aandeel_inwoners"] = [float("nan"), 1.0]
    with pytest.raises(ControleFout, match=r"\(inwoners\) van GM0788 is niet overal bekend"):
        build_aandelen(frame, 2020, 2021)
    assert shares(build_aandelen(frame, 2020, 2021, "woningen"), "GM0788")["GM0757"] == 0.2757


def test_shares_that_do_not_add_up_are_refused(herindeling: pd.DataFrame) -> None:
    zonder = herindeling[herindeling["naar_code"] != "GM1949"]
    with pytest.raises(ControleFout, match=r"GM0140 telt op tot 0\.8242 en niet tot 1"):
        build_aandelen(zonder, 2017, 2018)


def test_circle_of_gemeenten_is_refused() -> None:
    frame = make_herindeling(
        [("2015-01-01", "GM0001", "GM0002", 1, 1, 1), ("2016-01-01", "GM0002", "GM0001", 1, 1, 1)]
    )
    with pytest.raises(ControleFout, match="loopt rond"):
        build_aandelen(frame, 2014, 2017)


def test_boundary_changes_are_listed_apart(herindeling: pd.DataFrame) -> None:
    gevonden = find_grenswijzigingen(herindeling, 2017, 2020)
    assert gevonden["inwoners"].tolist() == [1209, 11]
    assert find_grenswijzigingen(herindeling, 2018, 2019).empty
    assert "GM1930" not in set(build_aandelen(herindeling, 2017, 2020)["van_code"])


def test_total_of_merged_gemeenten_is_the_sum_of_their_parts(herindeling: pd.DataFrame) -> None:
    waarden = pd.DataFrame({"regio_code": ["GM0788", "GM0824"], "waarde": [14318.0, 26000.0]})
    aandelen = build_aandelen(herindeling, 2020, 2021, codes=waarden["regio_code"])
    som = compute_totalen(waarden, aandelen).set_index("regio_code")["waarde"]
    assert som["GM0824"] == pytest.approx(26000 + 5827)
    assert som["GM0855"] == pytest.approx(1442)


def test_total_is_missing_when_one_predecessor_has_no_figure(herindeling: pd.DataFrame) -> None:
    aandelen = build_aandelen(herindeling, 2020, 2021, codes=["GM0788", "GM0824", "GM0344"])
    waarden = pd.DataFrame(
        {"regio_code": ["GM0788", "GM0824", "GM0344"], "waarde": [None, 26000.0, 5.0]}
    )
    som = compute_totalen(waarden, aandelen).set_index("regio_code")["waarde"]
    assert som.isna().to_dict() == {
        "GM0344": False,
        "GM0757": True,
        "GM0824": True,
        "GM0855": True,
        "GM0865": True,
    }


def test_figure_without_a_share_is_never_lost_in_silence(herindeling: pd.DataFrame) -> None:
    aandelen = build_aandelen(herindeling, 2020, 2021)
    with pytest.raises(ControleFout, match="Geen aandeel bekend voor GM0344"):
        compute_totalen(pd.DataFrame({"regio_code": ["GM0344"], "waarde": [1.0]}), aandelen)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[object, ...]]:
    """Random ledgers: in each year some gemeenten end in one to three that go on."""
    levend = [f"GM{nummer:04d}" for nummer in range(1, 13)]
    rijen: list[tuple[object, ...]] = []
    for jaar in range(2012, 2012 + draw(st.integers(1, 4))):
        weg = draw(st.lists(st.sampled_from(levend), max_size=3, unique=True))
        levend = [code for code in levend if code not in weg] + [f"GM{jaar}"]
        for code in weg:
            nemers = draw(st.lists(st.sampled_from(levend), min_size=1, max_size=3, unique=True))
            for naar in nemers:
                rijen.append(
                    (
                        f"{jaar}-01-01",
                        code,
                        naar,
                        draw(st.integers(1, 9999)),
                        draw(st.integers(1, 9999)),
                        draw(st.integers(1, 99999)),
                    )
                )
    return rijen


@settings(deadline=None)
@given(histories(), st.lists(st.integers(0, 10**6), min_size=12, max_size=12))
def test_recomputing_keeps_the_national_total(
    rijen: list[tuple[object, ...]], aantallen: list[int]
) -> None:
    codes = [f"GM{nummer:04d}" for nummer in range(1, 13)]
    aandelen = build_aandelen(make_herindeling(rijen), 2011, 2026, codes=codes)
    assert aandelen.groupby("van_code")["aandeel"].sum().to_list() == pytest.approx([1.0] * 12)
    waarden = pd.DataFrame({"regio_code": codes, "waarde": aantallen})
    nieuw = compute_totalen(waarden, aandelen)
    assert nieuw["waarde"].sum() == pytest.approx(sum(aantallen))
    assert not set(nieuw["regio_code"]) & {str(rij[1]) for rij in rijen}


def make_rijen(*rijen: tuple[str, int, float, str]) -> pd.DataFrame:
    """Waarnemingen of inwoners in 2020: regio, indeling_jaar, waarde, herkomst."""
    frame = pd.DataFrame(rijen, columns=["regio_code", "indeling_jaar", "waarde", "herkomst"])
    return frame.assign(indicator_id="inwoners", periode_code="2020JJ00")


def test_merge_replaces_old_territory_and_drops_ended_gemeenten() -> None:
    frame = make_rijen(
        ("GM0824", 0, 26245.0, "bron"),
        ("GM0788", 0, 14370.0, "bron"),
        ("GM0344", 0, 357597.0, "bron"),
        ("NL01", 0, 17407585.0, "bron"),
        ("NL01", 2026, 17407585.0, "berekend"),
        ("GM0824", 2026, 32093.0, "herindeling"),
        ("GM0824", 2023, 1.0, "herindeling"),
        ("GM1982", 2026, 89534.0, "herindeling"),
    )
    samen = merge_op_indeling(frame, 2026, {"GM0344", "GM0824", "GM1982"})
    assert samen[["regio_code", "indeling_jaar", "waarde"]].to_numpy().tolist() == [
        ["GM0344", 0, 357597.0],
        ["GM0824", 2026, 32093.0],
        ["GM1982", 2026, 89534.0],
        ["NL01", 0, 17407585.0],
    ]
    assert list(samen.columns) == list(frame.columns)


def test_merge_hides_the_figure_of_another_territory_behind_a_gap() -> None:
    frame = make_rijen(
        ("GM0824", 0, 26245.0, "bron"), ("GM0824", 2026, float("nan"), "herindeling")
    )
    assert merge_op_indeling(frame, 2026, {"GM0824"})["waarde"].isna().tolist() == [True]


def test_merge_on_a_year_that_was_not_computed_is_refused() -> None:
    frame = make_rijen(("GM0824", 0, 1.0, "bron"), ("GM0824", 2026, 2.0, "herindeling"))
    with pytest.raises(KeuzeFout, match="niet omgerekend naar 2025; kies uit 2026"):
        merge_op_indeling(frame, 2025, {"GM0824"})


def test_merge_of_published_rows_alone_is_those_rows() -> None:
    frame = make_rijen(("GM0824", 0, 1.0, "bron"))
    assert merge_op_indeling(frame, 2026, {"GM0824"})["waarde"].tolist() == [1.0]
