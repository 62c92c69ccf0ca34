"""What may not change between two deliveries without somebody looking."""

import pandas as pd
import pytest

from etl.ophalen.afwijking import find_andere_cijfers, find_andere_maat

CODES = [f"GM{nummer:04d}" for nummer in range(1, 41)]
BESTAAND = {code: f"Plaats {code[-2:]}" for code in CODES}
MAAT = {"code": "M1", "titel": "Inwoners", "eenheid": "aantal"}


def build_frame(waarden: dict[str, float | None], periode: str = "2022JJ00") -> pd.DataFrame:
    rijen = [(code, periode, waarde) for code, waarde in waarden.items()]
    return pd.DataFrame(rijen, columns=["regio_code", "periode_code", "waarde"]).astype(
        {"waarde": "float64"}
    )


ALLES = build_frame(dict.fromkeys(CODES, 10.0))


def find(nieuw: pd.DataFrame, oud: pd.DataFrame, *, zelfde_bron: bool = True) -> list[str]:
    return find_andere_cijfers(nieuw, oud, BESTAAND, zelfde_bron=zelfde_bron)


def test_the_same_figures_and_small_revisions_pass() -> None:
    nieuw = ALLES.assign(waarde=12.0)
    assert find(nieuw, ALLES) == []


def test_more_figures_than_before_pass() -> None:
    meer = pd.concat([ALLES, build_frame({"GM0099": 5.0}), build_frame({"NL01": 400.0})])
    assert find(meer, ALLES) == []


def test_a_kind_or_period_that_bundled_figures_have_more_is_not_compared() -> None:
    oud = pd.concat([ALLES, build_frame({"CR01": 4.0}), build_frame({"GM0001": 1.0}, "2010JJ00")])
    assert find(ALLES, oud, zelfde_bron=False) == []


def test_a_kind_of_regio_or_a_year_that_is_gone_whole_is_named() -> None:
    drie = pd.concat(
        [build_frame(dict.fromkeys(CODES, 10.0), f"{jaar}JJ00") for jaar in (2021, 2022, 2023)]
    )
    land = build_frame({"NL01": 400.0}, "2023JJ00")
    oud = pd.concat([drie, land, build_frame({"PV20": 4.0})])
    assert find(pd.concat([drie, land]), oud) == ["er zijn geen cijfers meer van de provincies"]
    over = drie[drie["periode_code"] < "2023JJ00"]
    nieuw = pd.concat([over, land, build_frame({"PV20": 4.0})])
    assert find(nieuw, oud) == ["alle cijfers van de gemeenten in 2023 zijn verdwenen"]
    later = drie[drie["periode_code"] > "2021JJ00"]  # a series may begin later: then it is whole
    assert find(later, drie) == []


@pytest.mark.parametrize(
    ("aantal", "melding"),
    [
        (1, "1 regio heeft geen cijfers meer: Plaats 01 (GM0001)"),
        (
            4,
            "4 regio's hebben geen cijfers meer: Plaats 01 (GM0001), Plaats 02 (GM0002), "
            "Plaats 03 (GM0003) …",
        ),
    ],
)
def test_a_lost_regio_is_named(aantal: int, melding: str) -> None:
    over = ALLES[~ALLES["regio_code"].isin(CODES[:aantal])]
    assert find(over, ALLES) == [melding]


def test_a_regio_that_ended_may_go() -> None:
    bestaand = {code: code for code in CODES[1:]}
    assert find_andere_cijfers(ALLES.iloc[1:], ALLES, bestaand, zelfde_bron=True) == []


@pytest.mark.parametrize(("leeg", "geweigerd"), [(2, False), (3, True)])
def test_a_few_cells_may_go_but_not_over_one_in_twenty(leeg: int, geweigerd: bool) -> None:
    eerder = build_frame(dict.fromkeys(CODES, 10.0), "2021JJ00")
    waarden: dict[str, float | None] = dict.fromkeys(CODES, 10.0)
    waarden |= dict.fromkeys(CODES[:leeg])
    oud, nieuw = pd.concat([eerder, ALLES]), pd.concat([eerder, build_frame(waarden)])
    regels = find(nieuw, oud)
    assert regels == (["in 2022 zijn 3 cijfers verdwenen (8 %)"] if geweigerd else [])


@pytest.mark.parametrize(
    ("maal", "geweigerd"), [(0.5, True), (0.7, False), (1.4, False), (2, True)]
)
def test_a_total_of_another_size_is_named(maal: float, geweigerd: bool) -> None:
    regels = find(ALLES.assign(waarde=10.0 * maal), ALLES)
    assert bool(regels) == geweigerd
    assert all(
        regel.startswith("het totaal van de gemeenten ging van 400 naar ") for regel in regels
    )


def test_a_unit_or_title_counts_without_capitals_and_blanks() -> None:
    assert find_andere_maat({**MAAT, "titel": "inwoners ", "eenheid": "Aantal"}, MAAT) == []
    regels = find_andere_maat({**MAAT, "titel": "Personen", "eenheid": "x 1 000"}, MAAT)
    assert "van 'aantal' in 'x 1 000'" in regels[0]
    assert "onderwerp M1 heet nu 'Personen' en heette 'Inwoners'" in regels[1]


def test_a_topic_that_moved_to_another_group_is_named() -> None:
    """Titles repeat inside a table of CBS: after renumbering, a key may name another topic."""
    oud = {**MAAT, "titel": "Binnen 1 km", "groep": "Café"}
    assert find_andere_maat(oud, oud) == []
    [regel] = find_andere_maat({**oud, "groep": "Supermarkt"}, oud)
    assert "staat nu onder 'Supermarkt' en stond onder 'Café'" in regel
    zonder = {naam: tekst for naam, tekst in oud.items() if naam != "groep"}
    assert find_andere_maat(oud, zonder) == []  # stored before the group was kept
