"""The bar under a chart in a real browser: table, files, and the kenmerk that reopens the view."""

import re
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import get_adresbalk, load_pagina
from tests.dashboard_server import WORTEL

pytestmark = pytest.mark.browser
_AFDRUKKEN = WORTEL / "schermafdrukken"
_INDICATOR = "Nulmeting?regio=GM0820&indicator=netto_arbeidsparticipatie&vergelijk=corop"


def find_balk(pagina: Page, sleutel: str) -> Locator:
    balk = pagina.locator(f".st-key-balk_{sleutel}")
    expect(pagina.locator(f".st-key-{sleutel} .main-svg").first).to_be_visible()
    expect(balk.get_by_role("button", name="SVG")).to_be_visible()
    return balk


def save(pagina: Page, balk: Locator, knop: str) -> tuple[bytes, str]:
    with pagina.expect_download() as ophalen:
        balk.get_by_role("button", name=re.compile(rf"^{knop}:")).click()
    naam = ophalen.value.suggested_filename
    inhoud = Path(ophalen.value.path()).read_bytes()
    _AFDRUKKEN.mkdir(exist_ok=True)
    (_AFDRUKKEN / re.sub(r"_[0-9A-Z]{8,}", "", naam)).write_bytes(inhoud)
    return inhoud, naam


@pytest.mark.parametrize("sleutel", ["tijdreeks", "strip"])
def test_pictures_have_the_promised_size_and_hold_source_and_kenmerk(
    sleutel: str, pagina: Page, adres: str
) -> None:
    load_pagina(pagina, f"{adres}/{_INDICATOR}")
    balk = find_balk(pagina, sleutel)
    for knop, maat in (("PNG", (1600, 900)), ("PNG vierkant", (1080, 1080))):
        inhoud, naam = save(pagina, balk, knop)
        assert struct.unpack(">II", inhoud[16:24]) == maat
        assert naam.endswith(".png")
    svg, _ = save(pagina, balk, "SVG")
    tekst = svg.decode()
    kenmerk = balk.get_by_role("link").inner_text()
    assert 'width="1600" height="900"' in tekst
    assert "editie 2023" in tekst
    assert "Peildatum" in tekst
    assert kenmerk.replace("-", "\u2011") in tekst
    # The chart on the page kept its own layout.
    assert pagina.evaluate(
        "k => document.querySelector(`.st-key-${k} .js-plotly-plot`).layout.font.family", sleutel
    ).startswith("Source Sans")


def test_table_and_csv_hold_the_drawn_figures(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/{_INDICATOR}")
    balk = find_balk(pagina, "strip")
    knop = balk.get_by_role("button", name="Tabel")
    knop.focus()
    pagina.keyboard.press("Enter")
    expect(knop).to_have_attribute("aria-expanded", "true")
    expect(balk.get_by_role("row")).to_have_count(342)  # 341 with a figure, and the header
    expect(balk.get_by_role("row").nth(1)).to_contain_text("Urk")
    expect(balk.get_by_text("Geen cijfer: Voorne aan Zee.")).to_be_visible()
    inhoud, naam = save(pagina, balk, "CSV")
    regels = inhoud.decode("utf-8-sig").split("\r\n")
    assert naam.endswith(".csv")
    assert regels[0] == "Plaats;Gemeente;2022"
    assert regels[1] == "1;Urk;80,4"
    assert '"Nuenen, Gerwen en Nederwetten"' not in regels[1]
    assert any(regel.startswith("Kenmerk;") for regel in regels)
    knop.click()
    expect(balk.get_by_role("row")).to_have_count(0)


def test_kenmerk_opens_the_same_view_in_another_browser(
    browser: Browser, pagina: Page, adres: str
) -> None:
    load_pagina(pagina, f"{adres}/{_INDICATOR}")
    kenmerk = find_balk(pagina, "tijdreeks").get_by_role("link").inner_text()
    ander = browser.new_context(locale="nl-NL").new_page()
    load_pagina(ander, f"{adres}/?kenmerk={kenmerk}")
    expect(ander.get_by_role("heading", name="Netto arbeidsparticipatie in Nuenen")).to_be_visible()
    deel = set(get_adresbalk(ander).removeprefix("/Nulmeting?").split("&"))
    assert deel == set(_INDICATOR.removeprefix("Nulmeting?").split("&"))
    load_pagina(ander, adres)
    ander.get_by_label("Kenmerk onder een grafiek").fill(kenmerk.lower().replace("-", " "))
    ander.keyboard.press("Enter")
    expect(ander.get_by_role("heading", name="Netto arbeidsparticipatie in Nuenen")).to_be_visible()
    ander.context.close()


def test_wrong_kenmerk_gives_a_sentence(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/?kenmerk=44JE-PQK1-QGFQ-GX")
    expect(pagina.get_by_text("is geen kenmerk dat wij kennen")).to_be_visible()
    expect(pagina.get_by_label("Kenmerk onder een grafiek")).to_be_visible()
