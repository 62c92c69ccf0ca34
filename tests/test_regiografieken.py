"""Map, ranking and fan of lines draw what they say, and nothing that is not there."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.test_regiocijfers import NAN, X, build
from welvaart.grafieken.choropleet import build_choropleet, build_jarenkaarten
from welvaart.grafieken.klassen import GEEN, TINTEN
from welvaart.grafieken.ranglijst import MEEST, Staaf, build_ranglijst, choose_staven
from welvaart.grafieken.uitsnede import Uitsnede, find_uitsnede
from welvaart.grafieken.waaier import Straal, build_waaier
from welvaart.groep.regiocijfers import SOORTEN, build_regiocijfers
from welvaart.lezen.stand import Stand

WORTEL = Path(__file__).resolve().parents[1]
BRON = "Bron: CBS."


def read_grijs(kleur: str) -> float:
    r, g, b = (int(kleur[k : k + 2], 16) for k in (1, 3, 5))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("tinten", TINTEN.values(), ids=str)
def test_classes_can_be_told_apart_in_grey(tinten: tuple[str, ...]) -> None:
    grijs = [read_grijs(tint) for tint in tinten]
    assert all(licht - donker >= 22 for licht, donker in pairwise(grijs))


def test_hatching_colour_is_the_one_the_browser_replaces() -> None:
    script = (WORTEL / "static" / "scherm" / "beeld.js").read_text(encoding="utf-8")
    r, g, b = (int(GEEN[k : k + 2], 16) for k in (1, 3, 5))
    assert f"rgb\\({r}, ?{g}, ?{b}\\)" in script
    assert GEEN in script


@pytest.mark.parametrize("soort", SOORTEN)
def test_every_area_has_boundaries_and_is_drawn_once(stand: Stand, soort: str) -> None:
    cijfers = build_regiocijfers(stand, "leegstand_woningen", soort)
    figuur = build_choropleet(
        cijfers, 2025, eigen=cijfers.codes[0], leden=cijfers.codes[:3], titel="T", bron=BRON
    ).to_dict()
    vlakken = [s for s in figuur["data"] if s["type"] == "choropleth"]
    gekleurd = [s for s in vlakken if "%{z" in s["hovertemplate"] or "geen cijfer" in
                s["hovertemplate"]]  # fmt: skip
    getekend = [code for s in gekleurd for code in s["locations"]]
    assert sorted(getekend) == sorted(cijfers.codes)
    pad = WORTEL / vlakken[0]["geojson"].replace("app/", "", 1)
    ids = {f["id"] for f in json.loads(pad.read_text(encoding="utf-8"))["features"]}
    assert set(getekend) <= ids


def test_legend_holds_all_classes_also_without_an_area_this_year() -> None:
    cijfers = build([[60.0 + k, 90.0 + k] for k in range(10)])
    figuur = build_choropleet(cijfers, 2020, eigen=None, leden=(), titel="T", bron=BRON)
    namen = [s["name"] for s in figuur.to_dict()["data"] if s["showlegend"]]
    assert len(namen) == len(cijfers.klassen) + 1
    assert namen[0].endswith("of meer")
    assert "geen cijfer" not in namen


def test_missing_area_is_in_the_legend_and_says_so_on_hover() -> None:
    cijfers = build([[60.0], [70.0], [NAN]])
    figuur = build_choropleet(cijfers, 2020, eigen="GM0002", leden=(), titel="T", bron=BRON)
    sporen = figuur.to_dict()["data"]
    assert sporen[-1]["text"] == ["C: geen cijfer"]
    assert "geen cijfer" in [s["name"] for s in sporen if s["showlegend"]]


def test_the_mouse_says_why_an_area_has_no_figure() -> None:
    reden = np.array([[""], ["De bron spreekt zichzelf tegen: 67 procent of 71 procent."], [""]])
    cijfers = build([[60.0], [NAN], [NAN]], reden=reden.astype(object))
    sporen = build_choropleet(
        cijfers, 2020, eigen="GM0001", leden=["GM0002"], titel="T", bron=BRON
    ).to_dict()["data"]
    waarom = "geen cijfer<br>De bron spreekt zichzelf tegen: 67 procent <br>of 71 procent."
    leeg = {
        s["locations"][0]: s["hovertemplate"] for s in sporen if s.get("text") in (["B"], ["C"])
    }
    assert leeg == {
        "GM0001": f"%{{text}}: {waarom}<extra></extra>",
        "GM0002": "%{text}: geen cijfer<extra></extra>",
    }
    randen = {s["name"]: s["text"] for s in sporen if s.get("name") in ("eigen", "leden")}
    assert randen == {"eigen": [f"B: {waarom}"], "leden": ["C: geen cijfer"]}


def test_map_of_a_region_has_its_legend_below_and_says_what_a_picture_is_cut_out_around() -> None:
    cijfers = build([[60.0], [70.0]])
    vak = Uitsnede(4.0, 51.0, 5.0, 52.0, (4.2, 51.2, 4.8, 51.8))
    kaal, dicht = (
        build_choropleet(
            cijfers, 2020, eigen=None, leden=(), uitsnede=u, titel="T", bron=BRON
        ).to_dict()["layout"]
        for u in (None, vak)
    )
    assert "orientation" not in kaal["legend"] and "kern" not in kaal["meta"]
    assert dicht["legend"]["orientation"] == "h"
    assert dicht["legend"]["y"] < 0
    assert dicht["margin"]["b"] - kaal["margin"]["b"] == 90
    assert dicht["meta"] == {"kern": [4.2, 51.2, 4.8, 51.8], "minimaal": 235, "cijfers": 0}
    assert dicht["geo"]["lonaxis"]["range"] == [4.0, 5.0]


def test_border_layers_bear_the_names_that_the_browser_goes_by() -> None:
    cijfers = build([[60.0], [70.0], [65.0]])
    figuur = build_choropleet(
        cijfers, 2020, eigen="GM0001", leden=["GM0001", "GM0002"], titel="T", bron=BRON
    )
    lagen = {s["name"]: s["locations"] for s in figuur.to_dict()["data"]
             if s["type"] == "choropleth" and "name" in s}  # fmt: skip
    assert lagen == {"leden": ["GM0002"], "eigen": ["GM0001"]}


def test_small_maps_share_one_legend_and_name_their_year() -> None:
    cijfers = build([[60.0, 70.0], [70.0, NAN]])
    figuur = build_jarenkaarten(
        cijfers, [2020, 2021], eigen=None, leden=(), titel="T", bron=BRON
    ).to_dict()
    assert {s["geo"] for s in figuur["data"]} == {"geo", "geo2"}
    teksten = [a["text"] for a in figuur["layout"]["annotations"]]
    assert "<b>2020</b>" in teksten
    assert "<b>2021</b>" in teksten


def test_areas_outside_the_region_are_paler_where_the_map_is_cut_out_around_it(
    stand: Stand,
) -> None:
    cijfers = build_regiocijfers(stand, "leegstand_woningen", "gemeente")
    leden = ["GM0503", "GM1783", "GM1842"]  # Delft, Westland, Midden-Delfland

    def read(leden: list[str], uitsnede: Uitsnede | None) -> dict[str, float]:
        figuur = build_choropleet(
            cijfers, 2025, eigen="GM0503", leden=leden, uitsnede=uitsnede, titel="T", bron=BRON
        ).to_dict()
        vlakken = [s for s in figuur["data"] if s["type"] == "choropleth" and "name" not in s]
        return {code: s["marker"]["opacity"] for s in vlakken for code in s["locations"]}

    dicht = read(leden, find_uitsnede(leden))
    assert {dicht[code] for code in leden} == {1} and 0 < dicht["GM0518"] < 1  # 's-Gravenhage
    assert set(read(leden, None).values()) == {1}
    assert set(read([], find_uitsnede(leden)).values()) == {1}


def build_staven(n: int, eigen: int | None) -> list[Staaf]:
    return [Staaf(f"S{k}", 100.0 - k, str(100 - k), (k + 1, k + 1), k == eigen) for k in range(n)]


def test_short_ranking_is_whole_and_long_one_shows_ends_and_own_with_gaps() -> None:
    assert choose_staven(build_staven(MEEST, 3)) == list(range(MEEST))
    lang = choose_staven(build_staven(342, 100))
    assert choose_staven(build_staven(16, 15), 15) == [0, 1, None, 13, 14, 15]
    kort = choose_staven(build_staven(14, None), 12)
    assert kort == [0, 1, 2, 3, 4, None, 9, 10, 11, 12, 13]
    assert choose_staven(build_staven(342, None), 25) == [*range(5), None, *range(337, 342)]
    assert lang == [0, 1, None, 98, 99, 100, 101, 102, None, 340, 341]


@pytest.mark.parametrize("eigen", [0, 2, 5, 339, None])
def test_no_gap_stands_beside_what_it_leaves_out(eigen: int | None) -> None:
    keuze = choose_staven(build_staven(342, eigen))
    nummers = [k for k in keuze if k is not None]
    assert nummers == sorted(set(nummers))
    assert keuze[0] == 0
    assert keuze[-1] == 341
    assert all(a is not None or b is not None for a, b in pairwise(keuze))


def test_a_name_of_two_lines_keeps_clear_of_those_beside_it() -> None:
    namen = ["Hoeksche Waard", "Krimpen aan den IJssel", "Ridderkerk"]
    staven = [Staaf(naam, 9.0 - k, str(9 - k), (k + 1, k + 1)) for k, naam in enumerate(namen)]
    opmaak = build_ranglijst(staven, X, land=None, titel="T", bron=BRON).to_dict()["layout"]
    assert list(opmaak["yaxis"]["tickvals"]) == [2.5, 1.25, 0.0]
    assert opmaak["yaxis"]["range"] == [-0.6, 3.1]
    gewoon = [Staaf(f"S{k}", 9.0, "9", (k, k)) for k in range(3)]
    laag = build_ranglijst(gewoon, X, land=None, titel="T", bron=BRON).to_dict()["layout"]
    assert list(laag["yaxis"]["tickvals"]) == [2.0, 1.0, 0.0]
    assert opmaak["height"] - laag["height"] in (12, 13)


def test_ranking_shows_places_figures_and_nederland() -> None:
    staven = [Staaf("A", 5.0, "5,0 %", (1, 2)), Staaf("B", 5.0, "5,0 %", (1, 2), eigen=True)]
    figuur = build_ranglijst(staven, X, land=4.0, ster="*", titel="T", bron=BRON).to_dict()
    assert list(figuur["layout"]["yaxis"]["ticktext"]) == ["1–2  A ", "1–2  <b>B</b> "]
    assert figuur["layout"]["xaxis"]["range"][0] <= 0
    assert any("Nederland 4,0\u00a0%*" in a["text"] for a in figuur["layout"]["annotations"])


@pytest.mark.parametrize("tekst", ["5,0 %", "€ 115.700*"])
def test_figures_behind_bars_have_room_on_a_phone_and_in_a_picture(tekst: str) -> None:
    staven = [Staaf("A", 5.0, tekst, (1, 1)), Staaf("B", 4.0, "4,0 %", (2, 2))]
    opmaak = build_ranglijst(staven, X, land=4.5, titel="T", bron=BRON).to_dict()["layout"]
    assert opmaak["margin"]["r"] >= 7 * len(tekst)
    assert opmaak["meta"]["cijfers"] == opmaak["margin"]["r"]


def test_each_figure_stands_at_the_end_of_its_own_bar_over_the_line_of_nederland() -> None:
    staven = [Staaf("A", 5.0, "5,0 %", (1, 1)), Staaf("B", -4.0, "−4,0 %", (2, 2))]
    opmaak = build_ranglijst(staven, X, land=4.5, titel="T", bron=BRON).to_dict()["layout"]
    cijfers = {a["text"]: a for a in opmaak["annotations"] if a.get("xshift") == 5}
    assert {tekst: (a["x"], a["y"]) for tekst, a in cijfers.items()} == {
        "5,0 %": (5.0, 1),
        "−4,0 %": (0.0, 0),
    }
    assert {a["bgcolor"] for a in cijfers.values()} == {"white"}


def test_fan_labels_heads_only_and_keeps_gaps_open() -> None:
    stralen = [
        Straal("Delft", "eigen", [1.0, NAN, 3.0], [False, False, True]),
        Straal("Lid", "lid", [1.0, 2.0, 2.5], [False] * 3, label=False),
    ]
    figuur = build_waaier(stralen, [2020, 2021, 2022], X, titel="T", bron=BRON).to_dict()
    eigen = figuur["data"][-1]
    assert list(eigen["y"]) == [1.0, None, 3.0]
    assert eigen["marker"]["color"][2] == "white"
    teksten = [a["text"] for a in figuur["layout"]["annotations"]]
    assert "Delft 3,0\u00a0%*" in teksten
    assert not any("Lid" in tekst for tekst in teksten)


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("Oss", [2014, 2016, 2018, 2020, 2022]),
        ("COROP Noordoost-Noord-Brabant", [2014, 2018, 2022]),
    ],
)
def test_years_stand_beside_each_other_on_a_phone(naam: str, verwacht: list[int]) -> None:
    stralen = [Straal(naam, "eigen", [float(n) for n in range(10)], [False] * 10)]
    opmaak = build_waaier(stralen, list(range(2013, 2023)), X, titel="T", bron=BRON).to_dict()[
        "layout"
    ]
    assert opmaak["xaxis"]["tickvals"] == verwacht
    assert opmaak["xaxis"]["tickangle"] == 0


def test_slope_writes_the_figure_at_both_ends() -> None:
    stralen = [Straal("Delft", "eigen", [1.0, 3.0], [False, False])]
    figuur = build_waaier(stralen, [2020, 2022], X, titel="T", bron=BRON).to_dict()
    teksten = [a["text"] for a in figuur["layout"]["annotations"]]
    assert "1,0\u00a0%" in teksten
    assert "Delft 3,0\u00a0%" in teksten


def test_very_many_members_are_one_area_of_the_middle_eight_in_ten() -> None:
    leden = [Straal(f"L{k}", "lid", [float(k), 2.0 * k], [False] * 2, False) for k in range(101)]
    eigen = Straal("Delft", "eigen", [50.0, 55.0], [False] * 2)
    vlak = build_waaier([*leden, eigen], [2020, 2022], X, titel="T", bron=BRON).to_dict()["data"][0]
    assert vlak["fill"] == "toself"
    assert list(vlak["x"]) == [2020, 2022, 2022, 2020]
    assert list(vlak["y"]) == [10.0, 20.0, 180.0, 90.0]


def test_small_maps_share_their_colours_and_carry_no_names() -> None:
    cijfers = build([[60.0, 70.0], [70.0, NAN]])
    figuur = build_jarenkaarten(
        cijfers, [2020, 2021], eigen="GM0001", leden=["GM0001", "GM0002"], titel="T", bron=BRON
    ).to_dict()
    vlakken = [s for s in figuur["data"] if s["type"] == "choropleth" and "coloraxis" in s]
    assert len(vlakken) == 2
    as_ = figuur["layout"]["coloraxis"]
    assert (as_["cmin"], as_["cmax"]) == (-1.5, len(cijfers.klassen) + 0.5)
    assert as_["colorscale"][0][1] == GEEN
    assert not any("text" in s for s in figuur["data"] if s["type"] == "choropleth")


def test_title_is_not_broken_on_the_server() -> None:
    lang = "Een boodschap die veel langer is dan een regel op een telefoon ooit kan zijn."
    figuur = build_waaier([], [2020, 2022], X, titel=lang, bron=BRON)
    assert figuur.to_dict()["layout"]["title"]["text"] == f"<b>{lang}</b>"
