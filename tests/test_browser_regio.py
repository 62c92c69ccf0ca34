"""Regiovergelijking and raadsmodus as a person uses them: map, slider, forms, keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import get_adresbalk, load_pagina, walk_dias
from tests.dashboard_server import WORTEL
from tests.sessie import Sessie

pytestmark = pytest.mark.browser
_AFDRUKKEN = WORTEL / "schermafdrukken"
_LINK = "Regiovergelijking?regio=GM0503&vergelijk=provincie&beeld=land"


@pytest.fixture
def pagina(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1600, "height": 900}, locale="nl-NL")
    yield context.new_page()
    context.close()


def find_legenda(pagina: Page) -> Locator:
    return pagina.locator(".st-key-kaart .legendtext")


def test_map_click_slider_and_form_all_live_in_the_url(
    browser: Browser, pagina: Page, adres: str
) -> None:
    load_pagina(pagina, f"{adres}/{_LINK}")
    vlak = pagina.locator(".st-key-kaart .choroplethlayer path").nth(150)
    expect(vlak).to_be_visible()
    legenda = find_legenda(pagina).all_text_contents()
    assert legenda[0].endswith("of meer")
    schuif = pagina.get_by_role("slider").first
    schuif.focus()
    pagina.keyboard.press("ArrowLeft")
    expect(pagina.get_by_role("figure", name=re.compile("in 2021"))).to_be_visible()
    assert "jaar=2021" in get_adresbalk(pagina)
    expect(find_legenda(pagina)).to_have_text(legenda)  # waits until the old map is gone
    vak = vlak.bounding_box()
    assert vak is not None
    pagina.mouse.click(vak["x"] + vak["width"] / 2, vak["y"] + vak["height"] / 2)
    expect(pagina.get_by_role("heading", level=1)).not_to_contain_text("Delft")
    assert "jaar=2021" in get_adresbalk(pagina)
    pagina.get_by_role("radio", name="Ranglijst").or_(
        pagina.get_by_role("button", name="Ranglijst")
    ).first.click()
    expect(pagina.get_by_role("figure", name=re.compile("Ranglijst als staven"))).to_be_visible()
    ander = browser.new_context(locale="nl-NL").new_page()
    load_pagina(ander, f"{adres}{get_adresbalk(pagina)}")
    titel = pagina.get_by_role("heading", level=1).inner_text()
    expect(ander.get_by_role("heading", level=1)).to_have_text(titel)
    expect(ander.get_by_role("figure", name=re.compile("Ranglijst als staven"))).to_be_visible()
    ander.context.close()


def test_the_map_shows_the_region_until_asked_for_the_country(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/Regiovergelijking?regio=CR12")
    vlakken = pagina.locator(".st-key-kaart .choroplethlayer path[d]")
    expect(vlakken.first).to_be_visible()
    groot = """() => Math.max(...[...document.querySelectorAll(
      '.st-key-kaart .choroplethlayer path[d]')].filter((e) => e.__data__?.loc === 'GM0153')
      .map((e) => e.getBoundingClientRect().width))"""
    dichtbij = pagina.evaluate(groot)
    pagina.get_by_text("Toon heel Nederland", exact=True).click()
    pagina.wait_for_function(f"() => ({groot})() < {dichtbij} / 3")
    assert "beeld=land" in get_adresbalk(pagina)
    pagina.get_by_text("Toon heel Nederland", exact=True).click()
    pagina.wait_for_function(f"() => ({groot})() > {dichtbij} * 0.9")
    assert "beeld" not in get_adresbalk(pagina)


def test_missing_areas_are_hatched_on_the_page_and_in_the_picture(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/{_LINK}")
    gearceerd = pagina.locator('.st-key-kaart path[style*="bw-arcering"]')
    expect(gearceerd.first).to_be_visible()
    balk = pagina.locator(".st-key-balk_kaart")
    with pagina.expect_download() as ophalen:
        balk.get_by_role("button", name=re.compile("^SVG:")).click()
    svg = Path(ophalen.value.path()).read_text(encoding="utf-8")
    assert "<pattern" in svg
    assert svg.count("bw-arcering") >= 3  # the pattern, Voorne aan Zee and the legend
    balk.get_by_role("button", name=re.compile("^Tabel:")).click()
    expect(balk.get_by_role("row")).to_have_count(342)
    expect(balk.get_by_role("row").nth(1)).to_contain_text("Urk")


def test_raadsmodus_goes_through_the_series_with_the_keyboard(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/{_LINK}&raad=ja")
    dia = pagina.get_by_role("dialog", name="Raadsmodus")
    expect(dia.get_by_text("1 van 4")).to_be_visible()
    expect(
        dia.get_by_role("img", name=re.compile("^Netto arbeidsparticipatie in 2022"))
    ).to_be_visible()
    pagina.keyboard.press("ArrowRight")
    expect(dia.get_by_text("2 van 4")).to_be_visible()
    expect(dia.get_by_role("img", name=re.compile("Delft .*plaats"))).to_be_visible()
    _AFDRUKKEN.mkdir(exist_ok=True)
    pagina.screenshot(path=_AFDRUKKEN / "raadsmodus.png")
    pagina.keyboard.press("n")
    expect(dia.get_by_role("heading", name="Notities")).to_be_visible()
    expect(dia.get_by_text(re.compile("^Bron: CBS"))).to_be_visible()
    pagina.keyboard.press("ArrowLeft")
    expect(dia.get_by_text("1 van 4")).to_be_visible()
    pagina.keyboard.press("Escape")
    expect(dia).to_have_count(0)
    expect(pagina.get_by_role("button", name="Presenteer in de raad")).to_be_focused()
    pagina.wait_for_function("() => !location.search.includes('raad')")
    assert "beeld=land" in get_adresbalk(pagina)
    pagina.reload()
    expect(pagina.locator(".st-key-balk_kaart").get_by_role("button", name="SVG")).to_be_visible()
    expect(dia).to_have_count(0)
    pagina.get_by_role("button", name="Presenteer in de raad").click()
    expect(dia.get_by_text("1 van 4")).to_be_visible()
    dia.get_by_role("button", name="Sluiten").click()
    expect(pagina.get_by_role("button", name="Presenteer in de raad")).to_be_visible()
    assert "raad" not in get_adresbalk(pagina)


def test_raadsmodus_opens_from_any_chart(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/Nulmeting?regio=GM0503&indicator=netto_arbeidsparticipatie")
    balk = pagina.locator(".st-key-balk_strip")
    balk.get_by_role("button", name=re.compile("^Raadsmodus:")).click()
    dia = pagina.get_by_role("dialog", name="Raadsmodus")
    expect(dia.get_by_text("2 van 2")).to_be_visible()
    expect(dia.get_by_role("img")).to_be_visible()
    pagina.keyboard.press("Escape")
    expect(dia).to_have_count(0)


_EIGEN = "eigen:GM0503,GM0518,GM0599;Rond Delft"


@pytest.mark.parametrize(
    ("code", "naam"), [("GM0503", "Delft"), ("CR12", "Twente"), (_EIGEN, "Rond Delft")]
)
def test_three_pages_and_raadsmodus_for_every_kind_of_regio(
    code: str, naam: str, pagina: Page, adres: str
) -> None:
    kop = pagina.get_by_role("heading", level=1)
    load_pagina(pagina, f"{adres}/Arbeidsparticipatie?regio={quote(code)}")
    expect(kop).to_have_text(re.compile(f"{naam} werken .* van de 100"))
    pagina.get_by_role("link", name="Bekijk op de kaart").click()
    expect(pagina.locator(".st-key-kaart .choroplethlayer path[d]").first).to_be_visible()
    expect(kop).to_contain_text(naam)
    assert "indicator=netto_arbeidsparticipatie" in get_adresbalk(pagina)
    pagina.get_by_role("button", name="Presenteer in de raad").click()
    walk_dias(pagina, 4)
    expect(pagina.get_by_role("button", name="Presenteer in de raad")).to_be_visible()
    pagina.get_by_role("link", name="Leegstand", exact=True).click()
    expect(kop).to_have_text(re.compile(f"{naam} staat bij ongeveer"))
    expect(pagina.get_by_role("figure", name=re.compile("Lijngrafiek"))).to_be_visible()
    assert parse_qs(get_adresbalk(pagina).partition("?")[2])["regio"] == [code]
    assert "Traceback" not in pagina.inner_text("body")


_OVER_CIJFERS = """() => {
  const doos = (e) => e.getBoundingClientRect();
  const raakt = (a, b) => a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom;
  const grafiek = document.querySelector('.js-plotly-plot');
  const punten = [...grafiek.querySelectorAll('.points path')].map(doos);
  const cijfers = [...grafiek.querySelectorAll('.ytick text')].map(doos);
  return [punten.length, cijfers.length,
    punten.filter((p) => cijfers.some((c) => raakt(p, c))).length];
}"""


@pytest.mark.parametrize(
    "link",
    [
        "Regiovergelijking?regio=GM0503&vorm=index",
        "Nulmeting?regio=GM0503&indicator=netto_arbeidsparticipatie",
        "Arbeidsparticipatie?regio=GM0503",
        "Leegstand?regio=GM0503",
    ],
)
def test_on_a_phone_no_marker_lies_over_the_figures_of_the_axis(
    link: str, pagina: Page, adres: str
) -> None:
    pagina.set_viewport_size({"width": 390, "height": 900})
    load_pagina(pagina, f"{adres}/{link}")
    expect(pagina.locator(".js-plotly-plot .points path").first).to_be_visible()
    punten, cijfers, over = pagina.evaluate(_OVER_CIJFERS)
    assert punten > 5
    assert cijfers > 1
    assert over == 0


def test_table_of_a_region_can_be_saved_as_csv(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/{_LINK}&vorm=tabel")
    balk = pagina.locator(".st-key-balk_regiotabel")
    with pagina.expect_download() as ophalen:
        balk.get_by_role("button", name=re.compile("^CSV:")).click()
    kop, *rijen = Path(ophalen.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert kop.startswith("Gebied;Netto arbeidsparticipatie (2022);")
    assert any(rij.startswith("Delft;69,3;") for rij in rijen)
    assert any(rij.startswith("Bron;") and "CBS" in rij for rij in rijen)
    assert balk.get_by_role("button").count() == 1


@pytest.mark.parametrize("vorm", ["vorm=kaart", "vorm=jaren", "vorm=helling", "vorm=index",
                                  "vorm=tabel", "raad=ja"])  # fmt: skip
@pytest.mark.parametrize("groep", ["corop", "land"])
def test_no_click_sends_more_than_fifty_kilobytes(vorm: str, groep: str, adres: str) -> None:
    for regio in ("GM0363", "GM0344"):  # the largest COROP, and a name that two areas share
        sessie = Sessie.open(adres)  # a first visit: nothing was sent before
        antwoord = sessie.run(f"regio={regio}&vergelijk={groep}&{vorm}", "Regiovergelijking")
        sessie.close()
        assert not antwoord.fout
        assert antwoord.bytes <= 50_000
