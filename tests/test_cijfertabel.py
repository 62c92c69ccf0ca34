"""The table under a chart holds what is drawn, and says what is missing and why."""

import pytest

from tests.regels import build_indicator
from welvaart.grafieken.cijfertabel import Cijfertabel, build_jarentabel, find_andere_plaatsen
from welvaart.grafieken.tijdreeks import Lijn

NAN = float("nan")
X = build_indicator()


def test_each_year_shows_its_figures_and_what_is_special() -> None:
    eigen = Lijn(
        "Delft", "eigen", [2020, 2021, 2022], [66.0, NAN, 69.3], [False, False, True], 1,
        redenen=["", "Te weinig antwoorden.", ""],
    )  # fmt: skip
    land = Lijn("Nederland", "land", [2021, 2022], [70.44, 72.2], [False, False], 1)
    tabel = build_jarentabel([eigen, land], X)
    assert list(tabel.koppen) == ["Jaar", "Delft", "Nederland", "Toelichting"]
    assert [list(rij) for rij in tabel.rijen] == [
        ["2020", "66,0", "", ""],
        ["2021", ".", "70,4", "Delft: Te weinig antwoorden."],
        ["2022", "69,3*", "72,2", "Delft: voorlopig"],
    ]


def test_without_anything_special_there_is_no_column_for_it() -> None:
    tabel = build_jarentabel([Lijn("Delft", "eigen", [2022], [69.3], [False], 1)], X)
    assert list(tabel.koppen) == ["Jaar", "Delft"]
    assert [list(rij) for rij in tabel.rijen] == [["2022", "69,3"]]


def test_euros_stand_without_their_sign() -> None:
    euro = build_indicator(eenheid_kort="euro", decimalen=0, afronding=1000.0)
    tabel = build_jarentabel([Lijn("Delft", "eigen", [2022], [398_000.0], [False], 0)], euro)
    assert tabel.rijen[0][1] == "398.000"


def test_what_is_empty_does_not_travel() -> None:
    pakket = Cijfertabel("Inwoners", ["Gemeente", "2022"], uit_spoor=0, noot="").pack()
    assert pakket == {
        "bij": "Inwoners", "kop": ["Gemeente", "2022"], "spoor": 0, "dec": 0, "plaats": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("plaatsen", "anders"),
    [
        ([(1, 1), (2, 3), (2, 3), (4, 4)], {}),  # what the figures say themselves
        ([(1, 2), (2, 3), (2, 3), (4, 4)], {0: "1–2"}),
        ([(1, 1), (2, 4), (2, 4), (3, 4)], {1: "2–4", 2: "2–4", 3: "3–4"}),
    ],
)
def test_only_places_that_do_not_follow_from_the_figures_travel(
    plaatsen: list[tuple[int, int]], anders: dict[int, str]
) -> None:
    assert find_andere_plaatsen([9.0, 7.5, 7.5, 7.0], plaatsen) == anders
