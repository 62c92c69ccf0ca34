"""Names on a map: where they fit, never over each other, and readable on what lies under them."""

import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import load_pagina
from welvaart.grafieken.klassen import TINTEN
from welvaart.grafieken.thema import EIGEN

pytestmark = pytest.mark.browser
Vak = Sequence[float]
_MODULE = "await import('/app/static/scherm/kaartnamen.js')"
_NAMEN = """([sleutel, tussen]) => {
  const gd = document.querySelector(`.st-key-${sleutel} .js-plotly-plot`);
  const doos = (e) => (({ x, y, right, bottom }) => [x, y, right, bottom])(
    e.getBoundingClientRect());
  return {
    kader: doos(gd.querySelector('.geo .bg rect')),
    legenda: doos(gd.querySelector('.legend') ?? document.createElement('i')),
    namen: [...gd.querySelectorAll('.bw-namen text')].map((t) => ({
      code: t.dataset.code, maat: parseFloat(getComputedStyle(t).fontSize),
      tekst: [...t.children].map((r) => r.textContent).join(tussen),
      vet: getComputedStyle(t).fontWeight, inkt: getComputedStyle(t).fill,
      rand: getComputedStyle(t).stroke, vak: doos(t) })),
  };
}"""


def overlaps(a: Vak, b: Vak, speling: float = 1.0) -> bool:
    """Whether two boxes lie over each other by more than a little."""
    naast = a[0] >= b[2] - speling or b[0] >= a[2] - speling
    return not (naast or a[1] >= b[3] - speling or b[1] >= a[3] - speling)


def compute_contrast(a: str, b: str) -> float:
    """As WCAG has it, of two colours as a browser writes them."""

    def licht(kleur: str) -> float:
        delen = [int(deel) / 255 for deel in re.findall(r"\d+", kleur)[:3]]
        r, g, b = (d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in delen)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    laag, hoog = sorted((licht(a), licht(b)))
    return (hoog + 0.05) / (laag + 0.05)


@pytest.fixture
def leeg(pagina: Page, adres: str) -> Page:
    """A page of the server with nothing on it, to run the module on its own."""
    pagina.goto(f"{adres}/app/static/scherm/kaartnamen.js")
    return pagina


def place(leeg: Page, gebieden: list[dict[str, Any]], bezet: Sequence[Vak] = ()) -> dict[str, Any]:
    """Names in a frame of 300 by 200; a letter is 6 wide and 10 high, smaller ones 5 and 8."""
    uit = leeg.evaluate(
        f"""async ([gebieden, bezet]) => {{
          const {{ placeNamen }} = {_MODULE};
          const meet = (regels, maat) =>
            ({{ breed: 0.6 * maat * Math.max(...regels.map((r) => r.length)),
               hoog: maat * regels.length }});
          return placeNamen(gebieden, [0, 0, 300, 200], bezet, [[10], [10, 8], [8]], meet);
        }}""",
        [gebieden, list(bezet)],
    )
    return {naam["code"]: naam for naam in uit}


def block(code: str, naam: str, rang: int, vak: Vak) -> dict[str, Any]:
    x0, y0, x1, y1 = vak
    return {"code": code, "naam": naam, "rang": rang, "kleur": "#FFFFFF",
            "ringen": [[[x0, y0], [x1, y0], [x1, y1], [x0, y1]]]}  # fmt: skip


def test_a_name_stands_in_the_middle_of_its_area(leeg: Page) -> None:
    (naam,) = place(leeg, [block("A", "Abcde (NH.)", 2, (100, 50, 200, 150))]).values()
    assert naam["regels"] == ["Abcde"]
    assert naam["binnen"]
    # 5 letters of 0.6 × 8, so 24 wide and 8 high, around (150, 100).
    assert naam["vak"] == pytest.approx([138, 96, 162, 104], abs=4)


def test_what_would_lie_over_another_is_left_out_own_first_then_region_then_largest(
    leeg: Page,
) -> None:
    # Two areas on one place: only one name fits, whichever goes first in rank or in size.
    breed, smal = (100.0, 90.0, 150.0, 104.0), (102.0, 91.0, 148.0, 103.0)
    klein = block("K", "Klein12", 0, smal)
    groot = block("G", "Groot12", 1, breed)
    rand = [block(f"L{k}", "", 3, v) for k, v in enumerate([(0, 0, 300, 200)])]
    assert list(place(leeg, [groot, klein, *rand])) == ["K"]
    assert list(place(leeg, [groot | {"rang": 2}, klein | {"rang": 1}, *rand])) == ["K"]
    assert list(place(leeg, [klein | {"rang": 2}, groot | {"rang": 2}, *rand])) == ["G"]


def test_the_own_name_always_stands_and_others_only_beside_the_land(leeg: Page) -> None:
    eiland = block("E", "Eiland", 0, (20, 100, 30, 105))
    naam = place(leeg, [eiland])["E"]
    assert not naam["binnen"]
    assert not overlaps(naam["vak"], (20, 100, 30, 105), 0)
    # Nowhere free: the own one lies over a neighbour, one of the region is left out.
    land = block("L", "Land", 3, (0, 0, 300, 200))
    assert not place(leeg, [eiland, land])["E"]["binnen"]
    assert "E" not in place(leeg, [eiland | {"rang": 1}, land])


def test_neighbours_have_names_only_where_most_of_the_region_has(leeg: Page) -> None:
    ruim = block("R", "Ruim", 1, (0, 0, 100, 60))
    buur = block("B", "Buur", 2, (0, 70, 200, 130))
    krap = [block(f"K{k}", "Krapsel", 1, (110.0 + 12 * k, 0, 120.0 + 12 * k, 60)) for k in range(2)]
    land = block("L", "", 3, (0, 0, 300, 200))
    assert set(place(leeg, [ruim, buur, land])) == {"R", "B"}
    assert set(place(leeg, [ruim, buur, *krap, land])) == {"R"}


def test_a_long_name_breaks_and_a_member_gets_a_smaller_letter_before_it_is_left_out(
    leeg: Page,
) -> None:
    lang = "Nuenen, Gerwen en Nederwetten"
    land = block("L", "", 3, (0, 0, 300, 200))
    smal = place(leeg, [block("N", lang, 1, (100, 50, 170, 150)), land])["N"]
    assert smal["maat"] == 10
    assert smal["regels"] == ["Nuenen,", "Gerwen en", "Nederwetten"]
    # 11 letters of 0.6 × 8 are 53 wide: in 50 they stick out a little.
    krap = place(leeg, [block("N", lang, 1, (100, 50, 150, 150)), land])["N"]
    assert krap["maat"] == 8
    assert "N" not in place(leeg, [block("N", lang, 1, (100, 50, 120, 150)), land])


def test_no_name_lies_over_the_legend_or_outside_the_frame(leeg: Page) -> None:
    gebied = block("A", "Abcde", 2, (-100, 20, 80, 60))
    vrij = place(leeg, [gebied])["A"]["vak"]
    assert vrij[0] >= 0
    assert place(leeg, [gebied], [(0, 0, 300, 200)]) == {}
    opzij = place(leeg, [gebied], [(0, 0, 40, 200)])["A"]["vak"]
    assert opzij[0] >= 40


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("Alphen-Chaam", ["Alphen-", "Chaam"]),
        ("Land van Cuijk", ["Land van", "Cuijk"]),
        ("'s-Hertogenbosch", None),
        ("Ee-Bant", None),
    ],
)
def test_names_break_at_blanks_and_long_parts_only(
    naam: str, verwacht: list[str] | None, leeg: Page
) -> None:
    manieren = leeg.evaluate(f"async (n) => ({_MODULE}).breekNaam(n)", naam)
    assert manieren[0] == [naam]
    if verwacht is None:
        assert len(manieren) == 1
    else:
        assert manieren[1] == verwacht


def test_the_ink_stands_out_on_every_class(leeg: Page) -> None:
    tinten = sorted({tint for groep in TINTEN.values() for tint in groep} | {"#FFFFFF", EIGEN})
    contrasten = leeg.evaluate(
        f"""async (tinten) => {{
          const m = {_MODULE};
          return tinten.map((t) => m.meetContrast(t, m.kiesInkt(t)));
        }}""",
        tinten,
    )
    assert min(contrasten) >= 4.5
    assert leeg.evaluate(f"async () => ({_MODULE}).meetContrast('#FFFFFF', '#000000')") == 21


@pytest.mark.parametrize("breedte", [1440, 390])
@pytest.mark.parametrize(
    ("query", "minstens"),
    [
        ("regio=GM1982", {"GM1982", "GM0828"}),  # Land van Cuijk, Oss
        ("regio=GM0503", {"GM0503", "GM1783", "GM1842"}),  # Delft, Westland, Midden-Delfland
        ("regio=CR12", {"GM0153", "GM1735"}),  # Twente: Enschede, Hof van Twente
        ("regio=GM0096", {"GM0096", "GM0093"}),  # Vlieland, Terschelling
        ("regio=eigen:GM0503,GM0518,GM0599;Rond Delft", {"GM0518", "GM0599"}),
    ],
)
def test_names_on_a_map_of_a_region_can_be_read(
    query: str, minstens: set[str], breedte: int, pagina: Page, adres: str
) -> None:
    pagina.set_viewport_size({"width": breedte, "height": 900})
    load_pagina(pagina, f"{adres}/Regiovergelijking?{query}")
    expect(pagina.locator(".st-key-kaart .bw-namen text").first).to_be_visible()
    kaart = pagina.evaluate(_NAMEN, ["kaart", " "])
    namen = kaart["namen"]
    assert minstens <= {naam["code"] for naam in namen}
    assert not any("(" in naam["tekst"] for naam in namen)
    for naam in namen:
        assert naam["maat"] >= 11
        assert compute_contrast(naam["inkt"], naam["rand"]) >= 4.5
        assert naam["vak"][0] >= kaart["kader"][0] - 3
        assert naam["vak"][2] <= kaart["kader"][2] + 3
        assert not overlaps(naam["vak"], kaart["legenda"])
    assert not [(a["tekst"], b["tekst"]) for a, b in combinations(namen, 2)
                if overlaps(a["vak"], b["vak"], 3)]  # fmt: skip


def test_the_whole_country_names_only_the_own_gemeente(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/Regiovergelijking?regio=GM0503&beeld=land")
    expect(pagina.locator(".st-key-kaart .bw-namen text")).to_have_text(["Delft"])
    load_pagina(pagina, f"{adres}/?regio=GM0096")
    expect(pagina.locator(".st-key-kieskaart .bw-namen text")).to_have_text(["Vlieland"])
    assert pagina.evaluate(_NAMEN, ["kieskaart", " "])["namen"][0]["vet"] == "700"


def test_names_follow_another_year_and_let_a_click_through(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/Regiovergelijking?regio=GM1982")
    oss = pagina.locator(".st-key-kaart .bw-namen text[data-code=GM0828]")
    expect(oss).to_be_visible()
    pagina.get_by_role("slider").first.focus()
    pagina.keyboard.press("ArrowLeft")
    expect(pagina.get_by_role("figure", name=re.compile("in 2021"))).to_be_visible()
    expect(oss).to_have_count(1)
    vak = oss.bounding_box()
    assert vak is not None
    pagina.mouse.click(vak["x"] + vak["width"] / 2, vak["y"] + vak["height"] / 2)
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Oss")


def save_svg(pagina: Page, knop: str = "SVG") -> str:
    expect(pagina.locator(".st-key-kaart .bw-namen text").first).to_be_visible()
    with pagina.expect_download() as ophalen:
        pagina.locator(".st-key-balk_kaart").get_by_role(
            "button", name=re.compile(f"^{knop}:")
        ).click()
    return Path(ophalen.value.path()).read_text(encoding="utf-8")


def test_names_go_along_in_the_picture_which_comes_closer(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/Regiovergelijking?regio=GM1982")
    svg = save_svg(pagina)
    (laag,) = re.findall(r'<g[^>]*class="bw-namen".*?</g>', svg, re.DOTALL)
    assert re.search(r'data-code="GM1982"[^>]*font-size="13"', laag)
    namen = {"Oss", "Boekel", "Boxtel", "Vught", "Maashorst", "Meierijstad"}
    assert namen <= set(re.findall(r">([^<>]+)</tspan>", laag))
    # 640 wide for 1600 pixels, so that 13 is 18 pt on a slide; what does not fit is left out.
    assert {float(m) for m in re.findall(r'font-size="([\d.]+)"', laag)} == {13}
    # The legend stands at the left of the map; the page kept its own below.
    plek = re.search(r'class="legend"[^>]*translate\(([\d.]+), ?([\d.]+)\)', svg)
    assert plek is not None and float(plek[1]) < 40 and float(plek[2]) < 120
    kaart = pagina.evaluate(_NAMEN, ["kaart", " "])
    assert kaart["legenda"][1] >= kaart["kader"][3]


def test_a_kenmerk_longer_than_a_line_breaks_in_the_picture(pagina: Page, adres: str) -> None:
    leden = ",".join(f"GM{code:04}" for code in (
        363, 362, 34, 995, 394, 392, 479, 439, 402, 384, 437, 451, 358, 375, 396, 453, 473, 377,
        397, 385, 415, 431, 852, 880, 1942, 406, 417, 376, 1696))  # fmt: skip
    load_pagina(pagina, f"{adres}/Regiovergelijking?regio=eigen:{leden};Metropoolregio Amsterdam")
    kenmerk = pagina.locator(".st-key-balk_kaart").get_by_role("link").inner_text()
    assert len(kenmerk) > 120
    regels = re.findall(r'<tspan class="line"[^>]*>([^<]*)</tspan>', save_svg(pagina))
    assert max(len(regel) for regel in regels) < 130
    heel = "".join(regel.strip() for regel in regels).replace("\u2011", "-")
    assert f"{kenmerk}." in heel
