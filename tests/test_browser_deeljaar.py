"""WW and vacatures in a browser: charts come when the reader does, and a visit stays light."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import load_pagina
from tests.dashboard_server import run_dashboard
from tests.deeljaarwereld import fetch_deeljaar
from tests.sessie import Sessie

pytestmark = pytest.mark.browser
_PAGINA = "Arbeidsparticipatie"


@pytest.fixture(scope="module")
def adres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    warehouse = fetch_deeljaar(tmp_path_factory.mktemp("deeljaar"), "ww_uitkeringen", "vacatures")
    with run_dashboard(warehouse) as server:
        yield server


@pytest.mark.parametrize(
    "regio", ["GM0503", "GM0096", "GM0820", "GM1883", "PV28", "PV30", "LD03", "eigen:GM0503,GM0599"]
)
def test_a_visit_stays_under_fifty_kilobytes_also_with_long_names_and_many_gemeenten(
    adres: str, regio: str
) -> None:
    sessie = Sessie.open(adres)
    antwoord = sessie.run(f"regio={regio}", _PAGINA)
    sessie.close()
    assert not antwoord.fout
    assert antwoord.bytes <= 50_000


@pytest.mark.parametrize("breedte", [1440, 390])
def test_the_charts_come_when_the_reader_comes_near(
    browser: Browser, adres: str, breedte: int
) -> None:
    pagina = browser.new_page(viewport={"width": breedte, "height": 700})
    load_pagina(pagina, f"{adres}/{_PAGINA}?regio=GM0503")
    expect(pagina.get_by_text("Cijfers tot en met")).to_be_visible()
    grafieken = pagina.locator("[class*=st-key-deeljaar_] .js-plotly-plot")
    assert grafieken.count() == 0
    expect(pagina.get_by_text("12.350 in april 2026").first).to_be_attached()
    pagina.locator("#ww").scroll_into_view_if_needed()
    expect(grafieken).to_have_count(2)
    balk = pagina.locator(".st-key-balk_deeljaar_ww_uitkeringen")
    with pagina.expect_download() as ophalen:
        balk.get_by_role("button", name="CSV").click()
    rijen = Path(ophalen.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert rijen[0] == "Periode;Arbeidsmarktregio Haaglanden;Nederland;Toelichting"
    assert rijen[1] == "januari 2019;8000;170000;nader voorlopig"
    assert rijen[88] == "april 2026;12350;178700;voorlopig"
    assert pagina.evaluate("document.documentElement.scrollWidth") <= breedte
    balk.get_by_role("button", name="Raadsmodus").click()
    expect(pagina.locator("#bw-raad")).to_be_attached()
    expect(pagina.locator("#bw-raad .tel")).to_have_text("4 van 5")
    pagina.close()
