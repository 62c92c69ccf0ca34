"""Plotly itself checks each kind of figure here, so that a page need not at every look."""

import importlib
import inspect
import json
import pkgutil
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio
import pytest

import welvaart.grafieken
from tests.test_regiocijfers import NAN, X, build
from welvaart.cijfers.deeljaarreeks import Deeljaarreeks
from welvaart.cijfers.periode import Periode
from welvaart.grafieken.choropleet import build_choropleet, build_jarenkaarten
from welvaart.grafieken.deeljaarlijn import build_deeljaarlijn
from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.kaart import build_kieskaart
from welvaart.grafieken.ontleding import build_ontleding
from welvaart.grafieken.ranglijst import Staaf, build_ranglijst
from welvaart.grafieken.rangorde import build_rangorde
from welvaart.grafieken.spreiding import build_spreiding
from welvaart.grafieken.stapel import build_stapel
from welvaart.grafieken.strip import build_strip
from welvaart.grafieken.thema import build_figuur
from welvaart.grafieken.tijdreeks import Lijn, build_tijdreeks
from welvaart.grafieken.waaier import Straal, build_waaier

TEKST = {"titel": "Een boodschap.", "bron": "Bron: CBS."}
STAVEN = [Staaf("A", 5.0, "5,0 %", (1, 1), eigen=True), Staaf("B", 4.0, "4,0 %", (2, 2))]
LIJNEN = [
    Lijn("Delft", "eigen", [2019, 2020, 2021], [1.0, NAN, 3.0], [False, False, True], 1),
    Lijn("Land", "land", [2019, 2020], [1.0, 2.0], [False] * 2, 1, frozenset({2020})),
    Lijn("Regio", "regio", [2020], [1.5], [False], 1),
    Lijn("Gelijk", "gelijk", [2020], [1.6], [False], 1),
    Lijn("Doel", "doel", [2021, 2027], [3.0, 4.0], [False] * 2, 1),
]
MAANDEN = Deeljaarreeks(
    tuple(Periode(f"2022MM{maand:02d}") for maand in range(1, 7)),
    (1.0, NAN, 3.0, 4.0, NAN, 6.0),
    ("definitief",) * 5 + ("voorlopig",),
    ("", "Geheim.", "", "", "Geheim.", ""),
)
STRALEN = [
    Straal("Delft", "eigen", [1.0, NAN, 3.0], [False, False, True]),
    Straal("Nederland", "land", [1.0, 2.0, 3.0], [False] * 3),
    Straal("COROP", "regio", [1.0, 2.0, 3.0], [False] * 3),
    *(Straal(f"L{k}", "lid", [1.0, 2.0, k], [False] * 3, label=False) for k in range(60)),
]
KAART = build([[60.0 + k, 70.0 - k] for k in range(9)] + [[NAN, 65.0]])
LEEG = build([[NAN], [NAN]])
FIGUREN = {
    "lijnen": build_tijdreeks(LIJNEN, X, breuken=[(2020, "reden")], **TEKST),
    "lijnen met doel": build_tijdreeks(LIJNEN, X, vanaf_nul=True, eigen_lager=15, **TEKST),
    "lijn zonder cijfer": build_tijdreeks([], X, **TEKST),
    "deeljaarlijn": build_deeljaarlijn(
        MAANDEN, X, "Regio", breuken=[Periode("2022MM03")], **TEKST
    ),
    "strip": build_strip(
        [1.0, 2.0, 2.0], ["A", "B", "C"], X, eigen=1, land=("Nederland", 1.5), decimalen=1,
        leden=[0], **TEKST,
    ),
    "strip zonder cijfer": build_strip([], [], X, eigen=None, land=None, decimalen=1, **TEKST),
    "rangorde": build_rangorde(["A", "B"], [1.0, 2.0], X, eigen="A", lijn=("NL", 1.5), **TEKST),
    "ontleding": build_ontleding([("a", 1.0), ("samen", 1.0)], eenheid="procentpunt", **TEKST),
    "spreiding": build_spreiding(
        [("A", 1.0, 2.0), ("B", 1.5, 2.5)], (X, X), eigen=frozenset({"A"}), label="A", **TEKST
    ),
    "stapel": build_stapel(
        ["A", "B <i>"], {"beste_kwart": [1, 0], "niet_te_zeggen": [2, 3]}, **TEKST
    ),
    "ranglijst": build_ranglijst(STAVEN, X, land=4.5, **TEKST),
    "waaier": build_waaier(STRALEN, [2019, 2020, 2021], X, **TEKST),
    "waaier van twee jaren": build_waaier(STRALEN[:1], [2020, 2022], X, **TEKST),
    "kaart": build_choropleet(KAART, 2020, eigen="GM0001", leden=["GM0001", "GM0002"], **TEKST),
    "kaart zonder cijfer": build_choropleet(LEEG, 2020, eigen=None, leden=(), **TEKST),
    "kaarten per jaar": build_jarenkaarten(
        KAART, [2020, 2021], eigen="GM0001", leden=["GM0001", "GM0002"], **TEKST
    ),
    "kieskaart": build_kieskaart(
        ["GM1", "GM2"], ["A", "B"], eigen="GM1", regio=frozenset(), **TEKST
    ),
}  # fmt: skip


@pytest.mark.parametrize("figuur", FIGUREN.values(), ids=FIGUREN)
def test_plotly_accepts_what_we_draw_and_adds_nothing(figuur: Figuur) -> None:
    spec = figuur.to_dict()
    gecontroleerd = go.Figure(spec).to_dict()
    gecontroleerd["layout"]["template"] = {}  # Plotly writes an empty template out in full
    if not spec["layout"].get("shapes", True):
        spec["layout"].pop("shapes")
    assert json.loads(pio.to_json(spec, validate=False)) == json.loads(
        pio.to_json(gecontroleerd, validate=False)
    )


def find_bouwers() -> Iterator[str]:
    """Names of all functions that make a figure."""
    for module in pkgutil.iter_modules(welvaart.grafieken.__path__, "welvaart.grafieken."):
        for naam, functie in inspect.getmembers(importlib.import_module(module.name)):
            if inspect.isfunction(functie) and functie.__annotations__.get("return") is Figuur:
                yield naam


def test_every_kind_of_figure_is_checked_here() -> None:
    hier: dict[str, Any] = globals()
    assert {naam for naam in find_bouwers() if naam not in hier} == set()
    assert build_figuur([], {}, hoogte=100, **TEKST).to_dict()["data"] == []


def test_a_figure_that_plotly_does_not_know_is_refused_by_it() -> None:
    with pytest.raises(ValueError, match="bestaatniet"):
        go.Figure(Figuur([{"type": "scatter", "bestaatniet": 1}], {}).to_dict())
