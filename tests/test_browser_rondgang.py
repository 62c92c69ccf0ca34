"""A walk through every page of a council session, for six kinds of regio, wide and on a phone."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser import load_pagina, walk_dias

pytestmark = pytest.mark.browser
_BREED: ViewportSize = {"width": 1440, "height": 1000}
_TELEFOON: ViewportSize = {"width": 390, "height": 844}
_REGIOS = {
    "Delft": "GM0503",
    "Oss": "GM0828",
    "Vlieland": "GM0096",
    "Land van Cuijk": "GM1982",
    "Twente": "CR12",
    "Rond Delft": "eigen:GM0503,GM0518,GM0599;Rond Delft",
}
_VORMEN = {
    "Kaart per jaar": "jaren",
    "Ranglijst": "ranglijst",
    "Stippen": "stippen",
    "Twee jaren": "helling",
    "Index": "index",
}
_FOUT = re.compile(r"Traceback|\bError\b|Exception|No results|undefined|\bNaN\b|\bNone\b|\bN/A\b")
_LEEG = """() => [...document.querySelectorAll('.js-plotly-plot')].filter((e) => !e.querySelector(
  '.choroplethlayer path, .scatterlayer path, .scatterlayer text, .barlayer path')).length"""
_BREEDTE = """() => Math.max(document.documentElement.scrollWidth,
  document.querySelector('[data-testid="stMain"]').scrollWidth) - window.innerWidth"""
_TABEL = """() => [...document.querySelectorAll('.bw-tabelhouder')].filter(
  (e) => e.scrollWidth > e.clientWidth + 1).length"""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """One tab for all walks, so that the browser fetches the code once; with what went wrong."""
    context = browser.new_context(viewport=_BREED, locale="nl-NL")
    pagina, fouten = context.new_page(), list[str]()
    pagina.on("pageerror", lambda fout: fouten.append(str(fout)))
    yield pagina, fouten
    context.close()


def check_pagina(pagina: Page, naam: str) -> None:
    """What every page must be: drawn, in Dutch, without an error, and no wider than a phone."""
    expect(pagina.get_by_role("heading", level=1)).to_contain_text(naam)
    expect(pagina.get_by_text("Cijfers tot en met").last).to_be_visible()
    expect(pagina.locator('[data-stale="true"]')).to_have_count(0)
    pagina.wait_for_function(f"() => ({_LEEG})() === 0")
    assert pagina.locator('[data-testid="stException"]').count() == 0
    assert _FOUT.findall(pagina.inner_text("body")) == []
    if pagina.viewport_size == _BREED:
        assert pagina.evaluate(_TABEL) == 0
        pagina.set_viewport_size(_TELEFOON)
        assert pagina.evaluate(_BREEDTE) <= 0
        pagina.set_viewport_size(_BREED)
    assert pagina.evaluate(_BREEDTE) <= 0


def open_pagina(pagina: Page, label: str, naam: str) -> None:
    """Follow the menu to a page and look at it."""
    menu = pagina.get_by_test_id("stSidebar")
    menu.get_by_role("link", name=label, exact=True).click()
    expect(menu.locator('[aria-current="page"]')).to_have_text(label)
    check_pagina(pagina, naam)


@pytest.mark.parametrize("naam", list(_REGIOS))
def test_every_page_of_a_council_session_is_right_for(
    naam: str, tab: tuple[Page, list[str]], adres: str
) -> None:
    pagina, fouten = tab
    load_pagina(pagina, f"{adres}/?regio={quote(_REGIOS[naam])}")
    check_pagina(pagina, naam)
    open_pagina(pagina, "Nulmeting", naam)
    pagina.get_by_role("button", name="Netto arbeidsparticipatie", exact=True).click()
    expect(pagina.locator(".st-key-strip, .st-key-tijdreeks").first).to_be_visible()
    check_pagina(pagina, naam)
    pagina.get_by_role("button", name="Terug naar alle thema's").click()
    pagina.get_by_label("Toon", exact=True).click()
    pagina.get_by_role("option", name="Kansen en risico's").click()
    expect(pagina.get_by_role("heading", name=re.compile("^Kracht: "))).to_be_visible()
    check_pagina(pagina, naam)
    open_pagina(pagina, "Arbeidsparticipatie", naam)
    open_pagina(pagina, "Leegstand", naam)
    open_pagina(pagina, "Regiovergelijking", naam)
    pagina.set_viewport_size(_TELEFOON)  # here a chart is drawn on a phone, not made smaller
    for label, sleutel in _VORMEN.items():
        pagina.get_by_text(label, exact=True).click()
        expect(pagina.locator(f".st-key-{sleutel} .js-plotly-plot")).to_be_visible()
        check_pagina(pagina, naam)
    pagina.set_viewport_size(_BREED)
    pagina.get_by_text("Tabel", exact=True).first.click()
    expect(pagina.locator(".bw-tabelhouder").first).to_be_visible()
    check_pagina(pagina, naam)
    pagina.get_by_role("button", name="Presenteer in de raad").click()
    walk_dias(pagina, 4)
    assert fouten == []
