"""Counts per thema on the start page: the drawn figures, and what stands beside them."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from welvaart.grafieken.stapel import VORMEN, build_stapel
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.methode.positie import Positie
from welvaart.zin.thematelling import KWARTEN, count_themas

DELEN = {"midden": (0, 2), "beste_kwart": (3, 0), "niet_te_zeggen": (1, 1)}


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


def test_parts_come_in_the_order_of_a_verdict_and_nought_is_not_drawn() -> None:
    figuur = build_stapel(["Werk", "Wonen"], DELEN, titel="Zo.", bron="Bron: CBS.").to_dict()
    sporen = {spoor["name"]: spoor for spoor in figuur["data"]}
    assert list(sporen) == ["beste kwart", "midden", "niet te zeggen"]
    assert (sporen["beste kwart"]["x"], sporen["beste kwart"]["y"]) == ([3], [1])
    assert (sporen["midden"]["x"], sporen["midden"]["y"]) == ([2], [0])
    assert sporen["niet te zeggen"]["text"] == ["1", "1"]
    assert figuur["layout"]["xaxis"]["range"][1] >= 4
    assert figuur["layout"]["yaxis"]["ticktext"] == ["Werk ", "Wonen "]


def test_the_key_above_the_bars_names_each_part_once_in_their_order() -> None:
    opmaak = build_stapel(["Werk", "Wonen"], DELEN, titel="Zo.", bron="Bron.").to_dict()["layout"]
    sleutel = opmaak["annotations"][0]["text"]
    plekken = [sleutel.index(naam) for naam in ("beste kwart", "midden", "niet te zeggen")]
    assert plekken == sorted(plekken)
    assert "slechtste" not in sleutel


def test_each_verdict_on_a_place_has_its_part() -> None:
    assert [positie.value for positie, _ in KWARTEN] == list(VORMEN)
    assert set(Positie) - {p for p, _ in KWARTEN} == {Positie.GEEN_OORDEEL}
    assert [naam for _, naam in KWARTEN] == [vorm.naam for vorm in VORMEN.values()]


def test_the_counts_of_all_themas_add_up_to_the_message(stand: Stand) -> None:
    for code in ("GM0503", "GM0096", "GM0363", "GM1982"):
        regels = stand.build_scorekaart(code)
        telling = count_themas(stand.themas, regels, "Wij")
        assert telling is not None
        som = {positie: sum(aantallen) for positie, aantallen in telling.delen.items()}
        beste = som.get(Positie.BESTE_KWART, 0)
        assert f"bij {beste or 'geen enkele'} van de {sum(som.values())} ind" in telling.titel
        assert telling.describe().count(". ") == len(telling.themas) - 1


@pytest.mark.parametrize(
    ("regio", "er"), [("GM0503", True), ("CR12", True), ("eigen:GM0503,GM0505", False)]
)
def test_the_start_page_has_the_chart_where_there_are_places(
    gedeelde_cijfers: None, regio: str, *, er: bool
) -> None:
    at = AppTest.from_file("../dashboard.py", default_timeout=30)
    at.query_params["regio"] = regio
    at.run()
    assert not at.exception
    assert any(kop.value == "Hoe staat het per thema?" for kop in at.header) is er
