"""Charts tell the truth: gaps stay open, breaks are drawn, provisional points are hollow."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.regels import build_indicator
from welvaart.cijfers.periode import Periode
from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.kaart import build_kieskaart
from welvaart.grafieken.ontleding import build_ontleding
from welvaart.grafieken.rangorde import build_rangorde
from welvaart.grafieken.sparkline import build_sparkline
from welvaart.grafieken.spreiding import build_spreiding
from welvaart.grafieken.strip import build_strip
from welvaart.grafieken.tijdreeks import Lijn, Rol, build_tijdreeks, format_punt
from welvaart.methode.labelplek import spread_labels

NAN = float("nan")
X = build_indicator()
BRON = "Bron: CBS, editie 2023. Peildatum: heel het jaar, 2022. Indeling: gemeenten van 2024."


def build(lijn: Lijn, *andere: Lijn, breuken: tuple[tuple[int, str], ...] = ()) -> Figuur:
    return build_tijdreeks(
        [lijn, *andere], X, titel="Netto participatie in Delft: 69,3 %.", bron=BRON, breuken=breuken
    )


def test_gaps_stay_open_and_provisional_points_are_hollow() -> None:
    lijn = Lijn("Delft", "eigen", [2019, 2020, 2021], [66.0, NAN, 67.0], [False, False, True], 1)
    (spoor,) = build(lijn).to_dict()["data"]
    assert list(spoor["y"]) == [66.0, None, 67.0]
    assert spoor["connectgaps"] is False
    assert spoor["marker"]["color"][2] == "white"
    assert spoor["marker"]["color"][0] != "white"


def test_a_kind_of_region_is_not_broken_inside_its_word() -> None:
    lijn = Lijn("Arbeidsmarktregio Rijnmond", "eigen", [2020, 2021], [5.0, 5.0], [False, False], 0)
    teksten = [a["text"] for a in build(lijn).to_dict()["layout"]["annotations"]]
    assert any(tekst.startswith("Arbeidsmarktregio <br>Rijnmond") for tekst in teksten)


def test_a_break_cuts_the_line_and_is_drawn() -> None:
    lijn = Lijn("X", "eigen", [2019, 2020], [1.0, 2.0], [False, False], 1, frozenset({2020}))
    figuur = build(lijn, breuken=((2020, "nieuwe grenzen"),)).to_dict()
    assert list(figuur["data"][0]["y"]) == [1.0, None, 2.0]
    assert figuur["layout"]["shapes"][0]["x0"] == 2019.5
    assert "breuk" in [a["text"] for a in figuur["layout"]["annotations"]]


def test_picture_holds_message_source_and_direct_labels() -> None:
    eigen = Lijn("Delft", "eigen", [2021, 2022], [66.9, 69.3], [False, False], 1)
    land = Lijn("Nederland", "land", [2021, 2022], [70.4321, 72.2123], [False, False], 1)
    opmaak = build(eigen, land).to_dict()["layout"]
    teksten = [a["text"].replace(" <br>", " ") for a in opmaak["annotations"]]
    assert "Netto participatie in Delft" in opmaak["title"]["text"]
    assert BRON in teksten
    assert "Delft 69,3\u00a0%" in teksten
    assert "Nederland 72,2\u00a0%" in teksten


def test_own_and_nederland_differ_in_more_than_colour() -> None:
    eigen = Lijn("Delft", "eigen", [2021, 2022], [1.0, 2.0], [False, False], 1)
    land = Lijn("Nederland", "land", [2021, 2022], [2.0, 3.0], [False, False], 1)
    een, ander = build(eigen, land).to_dict()["data"]
    assert een["line"]["dash"] != ander["line"]["dash"]
    assert een["marker"]["symbol"] != ander["marker"]["symbol"]


def test_a_line_without_any_value_gives_no_label_and_no_error() -> None:
    lijn = Lijn("X", "eigen", [2021, 2022], [NAN, NAN], [False, False], 1)
    assert "X" not in build(lijn).to_dict()["layout"]["annotations"][0]["text"]


def test_a_computed_value_is_no_more_precise_than_its_parts() -> None:
    grof = build_indicator(eenheid_kort="euro", decimalen=0, afronding=1000.0)
    land = Lijn("Nederland", "land", [2025], [397_555.0], [False], 0)
    assert format_punt(land, grof, 397_555.0) == "€\u00a0398.000"


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.floats(0.1, 20))
def test_labels_never_overlap_and_keep_their_order(hoogten: list[float], afstand: float) -> None:
    uit = spread_labels(hoogten, afstand)
    volgorde = sorted(range(len(uit)), key=hoogten.__getitem__)
    for a, b in pairwise(volgorde):
        assert uit[b] - uit[a] >= afstand - 1e-6


def test_labels_that_fit_stay_where_they_are() -> None:
    assert spread_labels([1.0, 50.0, 99.0], 5) == [1.0, 50.0, 99.0]


def test_strip_shows_every_gemeente_and_stacks_ties() -> None:
    figuur = build_strip(
        [1.0, 1.0, 1.0, 9.0], ["A", "B", "C", "D"], X, eigen=3, decimalen=1,
        land=("Nederland", 4.0), titel="D staat bovenaan.", bron=BRON,
    ).to_dict()  # fmt: skip
    punten, eigen = figuur["data"]
    assert len(punten["x"]) == 4
    assert len({punten["y"][k] for k in range(3)}) == 3
    assert eigen["marker"]["symbol"] == "diamond"
    teksten = [a["text"] for a in figuur["layout"]["annotations"]]
    assert "D 9,0\u00a0%" in teksten
    assert "Nederland 4,0\u00a0%" in teksten


def test_strip_of_one_gemeente_draws() -> None:
    figuur = build_strip(
        [1.0], ["A"], X, eigen=0, decimalen=1, land=None, titel="A is alleen.", bron=BRON
    ).to_dict()
    assert len(figuur["data"][0]["x"]) == 1


def test_sparkline_leaves_gaps_open() -> None:
    jaren = [2016, 2017, 2018, 2019, 2020]
    assert build_sparkline(jaren, [1.0, 2.0, NAN, 3.0, 4.0]).count("M") == 2
    assert build_sparkline(jaren[:3], [1.0, 2.0, 3.0]).count("M") == 1
    assert build_sparkline(jaren[:2], [NAN, 2.0]) == ""


def test_sparkline_keeps_breaks_open_and_years_apart() -> None:
    pad = build_sparkline([2016, 2020, 2022], [1.0, 2.0, 3.0], {2020})
    assert pad.count("M") == 2
    x = [int(punt.split()[0]) for punt in pad.replace("L", "M").split("M")[1:]]
    assert (x[1] - x[0]) == pytest.approx(2 * (x[2] - x[1]), abs=2)


def test_map_marks_the_own_gemeente_and_its_region() -> None:
    vlak, rand = build_kieskaart(
        ["GM1", "GM2", "GM3"],
        ["A", "B", "C"],
        eigen="GM2",
        regio=frozenset({"GM2", "GM3"}),
        titel="B (oranje).",
        bron=BRON,
    ).to_dict()["data"]
    assert list(vlak["z"]) == [0, 2, 1]
    assert vlak["geojson"].startswith("app/static/")
    assert rand["locations"] == ["GM2"]


@pytest.mark.parametrize("code", ["2018G400", "2022JJ00"])
def test_period_of_a_mean_stands_at_its_last_year(code: str) -> None:
    assert Periode.parse(code).laatste_jaar in (2021, 2022)


def test_names_of_a_ranking_get_room_and_the_source_starts_before_them() -> None:
    namen = ["Nuenen, Gerwen en Nederwetten", "Best"]
    figuur = build_rangorde(
        namen, [72.4, 74.0], X, eigen="Best", lijn=("Nederland", 72.2), titel="Plaats 1.", bron=BRON
    ).to_dict()
    links = figuur["layout"]["margin"]["l"]
    (bron,) = (a for a in figuur["layout"]["annotations"] if a.get("name") == "bron")
    assert links > 100
    assert (
        build_rangorde(
            [f"G{k}" for k in range(18)],
            [float(k) for k in range(18)],
            X,
            eigen=None,
            lijn=None,
            titel="T.",
            bron=BRON,
        ).to_dict()["layout"]["meta"]["minimaal"]
        >= 18 * 18
    )
    assert bron["xshift"] == 8 - links
    assert list(figuur["layout"]["yaxis"]["ticktext"])[-1] == "<b>Best</b> "
    grijs, eigen = figuur["data"]
    assert (list(grijs["x"]), list(eigen["x"])) == ([72.4], [74.0])


@pytest.mark.parametrize(("land", "kanten", "ruim"), [
    (72.2, ["left", "right", "right"], (True, True)),  # 72,1 would lie under a line at 72,2
    (70.0, ["right", "right", "right"], (False, True)),
    (80.0, ["left", "left", "left"], (True, False)),
    (None, ["right", "right", "right"], (False, True)),
])  # fmt: skip
def test_the_line_of_nederland_runs_through_no_figure_of_a_ranking(
    land: float | None, kanten: list[str], ruim: tuple[bool, bool]
) -> None:
    figuur = build_rangorde(
        ["Oss", "Uden", "Best"], [72.1, 72.2, 76.2], X, eigen=None,
        lijn=None if land is None else ("Nederland", land), titel="T.", bron=BRON,
    ).to_dict()  # fmt: skip
    stippen = figuur["data"][0]
    posities = stippen["textposition"]  # one word where it is the same for all
    posities = [posities] * 3 if isinstance(posities, str) else posities
    assert [positie.removeprefix("middle ") for positie in posities] == kanten
    for tekst, kant in zip(stippen["text"], kanten, strict=True):
        assert tekst.endswith("  ") if kant == "left" else tekst.startswith("  ")
    laag, hoog = figuur["layout"]["xaxis"]["range"]
    uitersten = [72.1, 76.2, *([] if land is None else [land])]
    breed = max(uitersten) - min(uitersten)
    rechts = figuur["layout"]["margin"]["r"]  # pixels, so also on a phone
    assert (min(uitersten) - laag > 0.3 * breed, rechts >= 10 + 7 * len("76,2 %")) == ruim
    assert hoog - max(uitersten) < 0.1 * breed
    assert figuur["layout"]["meta"]["cijfers"] == (rechts if ruim[1] else 0)


def test_a_small_gap_does_not_fill_the_picture_of_its_parts() -> None:
    figuur = build_ontleding(
        [("a", -0.1), ("b", 0.1), ("samen", 0.0)], titel="Klein.", bron=BRON, eenheid="procentpunt"
    ).to_dict()
    laag, hoog = figuur["layout"]["xaxis"]["range"]
    assert laag == -hoog
    assert hoog > 1


def test_every_gemeente_is_a_dot_and_the_own_one_is_marked_once_more() -> None:
    punten = [("Delft", 70.0, 4.0), ("Best", 74.5, 3.0)]
    figuur = build_spreiding(
        punten, (X, X), eigen=frozenset({"Delft"}), label="Delft", titel="Wolk.", bron=BRON
    ).to_dict()
    alle, eigen = figuur["data"]
    assert list(alle["text"]) == ["Delft", "Best"]
    assert (list(eigen["x"]), list(eigen["y"])) == ([70], [4])
    assert any(a["text"] == "Delft" for a in figuur["layout"]["annotations"])


@pytest.mark.parametrize(("aantal", "namen"), [(3, ["A", "B", "C"]), (4, [])])
def test_a_few_marked_gemeenten_each_bear_their_name(aantal: int, namen: list[str]) -> None:
    punten = [(naam, float(k), float(k)) for k, naam in enumerate("ABCDE")]
    figuur = build_spreiding(
        punten, (X, X), eigen=frozenset("ABCD"[:aantal]), label="Regio", titel="W.", bron=BRON
    ).to_dict()
    assert [a["text"] for a in figuur["layout"]["annotations"] if a.get("name") != "bron"] == namen


def test_the_name_of_a_marked_gemeente_lies_over_no_other_marked_one() -> None:
    rand = [("Laag", 200_000.0, 2.0), ("Hoog", 900_000.0, 23.0)]
    drie = [
        ("Delft", 352_000.0, 4.0),
        ("'s-Gravenhage", 382_000.0, 7.0),
        ("Rotterdam", 341_000.0, 6.0),
    ]
    figuur = build_spreiding(
        [*rand, *drie],
        (X, X),
        eigen=frozenset(n for n, _, _ in drie),
        label="R",
        titel="W.",
        bron=BRON,
    ).to_dict()
    labels = [a for a in figuur["layout"]["annotations"] if a.get("name") != "bron"]
    assert [a["text"] for a in labels] == [naam for naam, _, _ in drie]
    for breed in (230, 900):
        ruit = {n: ((x - 2e5) * breed / 7e5, (y - 2) * 225 / 21) for n, x, y in drie}
        vlakken = {}
        for a in labels:
            x, y = ruit[a["text"]]
            lang = 7.4 * len(a["text"])
            opzij, hoog = a.get("xshift", a.get("ax")), a.get("yshift", -a.get("ay", 0))
            van = x + opzij - (lang if a["xanchor"] == "right" else 0)
            vlakken[a["text"]] = (van, van + lang, y + hoog - 9, y + hoog + 9)
        for naam, (x0, x1, y0, y1) in vlakken.items():
            assert x0 >= 0 and x1 <= breed
            for ander, (x, y) in ruit.items():
                assert ander == naam or not (x0 < x < x1 and y0 < y < y1), (naam, ander, breed)
            for ander, (u0, u1, v0, v1) in vlakken.items():
                assert ander == naam or not (x0 < u1 and u0 < x1 and y0 < v1 and v0 < y1)


def test_what_somebody_typed_is_never_mark_up_in_a_chart() -> None:
    """Plotly reads <b> and <a href> in titles, names, units and hovers."""
    kwaad = "<a href='https://x'><b>boe</b>"
    x = build_indicator(titel=kwaad, eenheid_kort=kwaad)
    lijn = Lijn(kwaad, "eigen", [2020, 2021], [1.0, 2.0], [False, False], 1)
    tijd = build_tijdreeks([lijn], x, titel=kwaad, bron=kwaad)
    assert "‹b›boe‹/b›" in tijd.to_dict()["layout"]["title"]["text"]
    wolk = build_spreiding(
        [("Delft", 1.0, 2.0), ("Leiden", 2.0, 3.0)],
        (x, x),
        eigen=frozenset({"Delft"}),
        label=kwaad,
        titel=kwaad,
        bron=kwaad,
    )
    for figuur in (tijd, wolk):
        assert "boe" in str(figuur.to_dict())
        assert "<a" not in str(figuur.to_dict()) and "<b>boe" not in str(figuur.to_dict())


def test_the_label_of_a_goal_makes_room_and_pushes_what_stands_there_along() -> None:
    jaren, niets = [2021, 2022], [False, False]
    eigen = Lijn("Delft", "eigen", jaren, [70.0, 71.0], niets, 1)
    onder = Lijn("Nederland", "land", jaren, [69.0, 70.5], niets, 1)
    doel = Lijn("Doel", "doel", [2022, 2023], [71.0, 72.0], niets, 1)

    def find_schuif(lager: int) -> dict[str, int]:
        figuur = build_tijdreeks([eigen, onder, doel], X, titel="T", bron=BRON, eigen_lager=lager)
        return {
            tekst["text"].split()[0]: tekst.get("yshift", 0)
            for tekst in figuur.to_dict()["layout"]["annotations"]
            if tekst["text"].split()[0] in ("Delft", "Nederland", "Doel")
        }

    assert find_schuif(15) == {"Delft": -15, "Nederland": -15, "Doel": 0}
    assert find_schuif(-15) == {"Delft": 15, "Nederland": 0, "Doel": 0}
    assert find_schuif(0) == {"Delft": 0, "Nederland": 0, "Doel": 0}


def test_a_label_stays_readable_where_the_road_to_a_goal_runs_under_it() -> None:
    def find_onderlegd(*rollen: Rol) -> set[str]:
        lijnen = [Lijn(rol, rol, [2021, 2022], [70.0, 71.0], [False] * 2, 1) for rol in rollen]
        teksten = build_tijdreeks(lijnen, X, titel="T", bron=BRON).to_dict()["layout"][
            "annotations"
        ]
        return {tekst["text"].split()[0] for tekst in teksten if "bgcolor" in tekst}

    assert find_onderlegd("eigen", "land", "doel") == {"eigen", "land"}
    assert find_onderlegd("eigen", "land") == set()


def test_one_level_stands_in_an_axis_that_is_wide_enough() -> None:
    lijn = Lijn("Delft", "eigen", [2021], [12.5], [False], 1)
    laag, hoog = build(lijn).to_dict()["layout"]["yaxis"]["range"]
    assert laag <= 11.25
    assert hoog >= 13.75
