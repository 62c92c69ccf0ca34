"""What may not change between two deliveries without somebody looking."""

import pandas as pd
import pytest

from etl.ophalen.afwijking import find_andere_cijfers, find_andere_maat

CODES = [f"GM{nummer:04d}" for nummer in range(1, 41)]
MAAT = {"code": "M1", "titel": "Inwoners", "eenheid": "aantal"}


def build_frame(waarden: dict[str, float | None], periode: str = "2022JJ00") -> pd.DataFrame:
    rijen = [(code, periode, waarde) for code, waarde in waarden.items()]
    return pd.DataFrame(rijen, columns=["regio_code", "periode_code", "waarde"]).astype(
        {"waarde": "float64"}
    )


ALLES = build_frame(dict.fromkeys(CODES, 10.0))


def test_the_same_figures_and_small_revisions_pass() -> None:
    nieuw = ALLES.assign(waarde=12.0)
    assert find_andere_cijfers(nieuw, ALLES, CODES) == []


def test_more_figures_than_before_pass() -> None:
    meer = pd.concat([ALLES, build_frame({"GM0099": 5.0}), build_frame({"NL01": 400.0})])
    assert find_andere_cijfers(meer, ALLES, CODES) == []


def test_a_kind_or_period_that_one_side_lacks_is_not_compared() -> None:
    oud = pd.concat([ALLES, build_frame({"CR01": 4.0}), build_frame({"GM0001": 1.0}, "2010JJ00")])
    assert find_andere_cijfers(ALLES, oud, [*CODES, "CR01"]) == []


@pytest.mark.parametrize(
    ("aantal", "melding"),
    [
        (1, "1 regio heeft geen cijfers meer: GM0001"),
        (4, "4 regio's hebben geen cijfers meer: GM0001, GM0002, GM0003 …"),
    ],
)
def test_a_lost_regio_is_named(aantal: int, melding: str) -> None:
    over = ALLES[~ALLES["regio_code"].isin(CODES[:aantal])]
    assert find_andere_cijfers(over, ALLES, CODES) == [melding]


def test_a_regio_that_ended_may_go() -> None:
    assert find_andere_cijfers(ALLES.iloc[1:], ALLES, CODES[1:]) == []


@pytest.mark.parametrize(("leeg", "geweigerd"), [(2, False), (3, True)])
def test_a_few_cells_may_go_but_not_over_one_in_twenty(leeg: int, geweigerd: bool) -> None:
    eerder = build_frame(dict.fromkeys(CODES, 10.0), "2021JJ00")
    waarden: dict[str, float | None] = dict.fromkeys(CODES, 10.0)
    waarden |= dict.fromkeys(CODES[:leeg])
    oud, nieuw = pd.concat([eerder, ALLES]), pd.concat([eerder, build_frame(waarden)])
    regels = find_andere_cijfers(nieuw, oud, CODES)
    assert regels == (["in 2022JJ00 zijn 3 cijfers verdwenen (8 %)"] if geweigerd else [])


@pytest.mark.parametrize(
    ("maal", "geweigerd"), [(0.5, True), (0.7, False), (1.4, False), (2, True)]
)
def test_a_total_of_another_size_is_named(maal: float, geweigerd: bool) -> None:
    regels = find_andere_cijfers(ALLES.assign(waarde=10.0 * maal), ALLES, CODES)
    assert bool(regels) == geweigerd
    assert all(regel.startswith("het totaal van GM ging van 400 naar ") for regel in regels)


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
