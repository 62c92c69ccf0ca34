"""The bundled regio's of the Netherlands, against what is known about them from elsewhere."""

from pathlib import Path

import pandas as pd
import pytest

from welvaart.cijfers.herindeling import build_aandelen, find_grenswijzigingen

MOMENTOPNAME = Path(__file__).parent.parent / "etl" / "momentopname"
GEMEENTEN_PER_JAAR = {
    2010: 431,
    2011: 418,
    2012: 415,
    2013: 408,
    2014: 403,
    2015: 393,
    2016: 390,
    2017: 388,
    2018: 380,
    2019: 355,
    2020: 355,
    2021: 352,
    2022: 345,
    2023: 342,
    2024: 342,
    2025: 342,
    2026: 342,
}


def load_tabel(naam: str) -> pd.DataFrame:
    return pd.read_parquet(MOMENTOPNAME / f"{naam}.parquet")


def find_gemeenten(regio: pd.DataFrame, jaar: int) -> pd.DataFrame:
    dag = pd.Timestamp(jaar, 1, 1)
    van, tot = (pd.to_datetime(regio[kolom]) for kolom in ("geldig_van", "geldig_tot"))
    bestaat = (van.isna() | (van <= dag)) & (tot.isna() | (tot > dag))
    return regio[(regio["soort"] == "gemeente") & bestaat]


@pytest.fixture(scope="module")
def regio() -> pd.DataFrame:
    return load_tabel("regio")


@pytest.mark.parametrize(("jaar", "aantal"), GEMEENTEN_PER_JAAR.items())
def test_each_year_has_as_many_gemeenten_as_the_netherlands_had(
    regio: pd.DataFrame, jaar: int, aantal: int
) -> None:
    assert len(find_gemeenten(regio, jaar)) == aantal


@pytest.mark.parametrize(
    ("soort", "aantal"),
    [
        ("land", 1),
        ("landsdeel", 4),
        ("provincie", 12),
        ("corop", 40),
        ("arbeidsmarktregio", 35),
        ("veiligheidsregio", 25),
        ("ggd_regio", 25),
    ],
)
def test_each_soort_has_all_its_regios(regio: pd.DataFrame, soort: str, aantal: int) -> None:
    assert (regio["soort"] == soort).sum() == aantal


@pytest.mark.parametrize(
    ("code", "naam"),
    [
        ("GM0014", "Groningen"),
        ("GM0344", "Utrecht"),
        ("GM0518", "'s-Gravenhage"),
        ("GM0051", "Skarsterlân"),
        ("GM0893", "Bergen (L.)"),
        ("GM1900", "Súdwest-Fryslân"),
    ],
)
def test_names_are_clean(regio: pd.DataFrame, code: str, naam: str) -> None:
    assert regio.loc[regio["regio_code"] == code, "regio_naam"].tolist() == [naam]


def test_all_342_have_every_region_of_today(regio: pd.DataFrame) -> None:
    indeling = load_tabel("indeling")
    nu = indeling[indeling["jaar"] == 2026]
    gemeenten = set(find_gemeenten(regio, 2026)["regio_code"])
    per_soort = nu.groupby("soort")
    assert all(set(groep["gemeente_code"]) == gemeenten for _, groep in per_soort)
    assert per_soort["regio_code"].nunique().to_dict() == {
        "arbeidsmarktregio": 35,
        "corop": 40,
        "land": 1,
        "landsdeel": 4,
        "provincie": 12,
    }


@pytest.mark.parametrize("jaar", range(2010, 2026))
def test_shares_lead_from_the_gemeenten_of_each_year_to_those_of_the_next(
    regio: pd.DataFrame, jaar: int
) -> None:
    codes = find_gemeenten(regio, jaar)["regio_code"]
    aandelen = build_aandelen(load_tabel("herindeling"), jaar, jaar + 1, codes=codes)
    assert set(aandelen["naar_code"]) == set(find_gemeenten(regio, jaar + 1)["regio_code"])
    assert aandelen.groupby("van_code")["aandeel"].sum().to_numpy() == pytest.approx(1)


def test_largest_boundary_change_is_nissewaard_to_hellevoetsluis() -> None:
    eerste = find_grenswijzigingen(load_tabel("herindeling"), 2010, 2026).iloc[0]
    assert [eerste["van_code"], eerste["naar_code"], eerste["inwoners"]] == [
        "GM1930",
        "GM0530",
        1209,
    ]


@pytest.mark.parametrize(
    ("code", "jaar"),
    [
        ("GM0575", 2019),  # Noordwijk
        ("GM0299", 2018),  # Zevenaar
        ("GM0824", 2021),  # Oisterwijk
        ("GM0865", 2021),  # Vught
        ("GM0014", 2019),  # Groningen
        ("GM0439", 2022),  # Purmerend
        ("GM0080", 2018),  # Leeuwarden
        ("GM0757", 2021),  # Boxtel
        ("GM0363", 2023),  # Amsterdam, Weesp on 24 March 2022
    ],
)
def test_known_jumps_are_breaks(code: str, jaar: int) -> None:
    breuken = load_tabel("regio_breuk")
    deze = breuken[breuken["regio_code"] == code]
    assert f"{jaar}JJ00" in set(deze["periode_code"])


def test_tilburg_gained_too_few_people_from_haaren_for_a_break() -> None:
    breuken = load_tabel("regio_breuk")
    assert "GM0855" not in set(breuken["regio_code"])


@pytest.mark.parametrize(
    ("naam", "codes"),
    [
        ("Den Haag", ["GM0518"]),
        ("Den Bosch", ["GM0796"]),
        ("Weesp", ["GM0363"]),
        ("Menaldumadeel", ["GM1949"]),
        ("Haaren", ["GM0824", "GM0865", "GM0757", "GM0855"]),
        ("Hengelo", ["GM0164"]),
    ],
)
def test_old_and_everyday_names_lead_to_living_gemeenten(naam: str, codes: list[str]) -> None:
    alias = load_tabel("regio_alias")
    assert alias.loc[alias["naam"] == naam, "regio_code"].tolist() == codes


def test_boundaries_are_those_of_three_years_and_small_enough() -> None:
    grens = load_tabel("grens")
    aantal = grens.groupby(["jaar", "soort"]).size()
    assert [aantal[(jaar, "gemeente")] for jaar in (2014, 2020, 2025)] == [403, 355, 342]
    assert (MOMENTOPNAME / "grens.parquet").stat().st_size <= 2_500_000
