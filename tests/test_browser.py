"""What a person meets in a real browser: deep links, phone width, keyboard, nothing outside."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import get_adresbalk, load_pagina
from tests.dashboard_server import WORTEL, run_dashboard
from tests.sessie import Sessie

pytestmark = pytest.mark.browser
_AFDRUKKEN = WORTEL / "schermafdrukken"
_PAGINAS = {
    "start": "?regio=GM0503",
    "nulmeting": "Nulmeting?regio=GM0503",
    "indicator": "Nulmeting?regio=GM0503&indicator=netto_arbeidsparticipatie",
    "arbeid": "Arbeidsparticipatie?regio=GM0503",
    "leegstand": "Leegstand?regio=GM0503",
    "regiovergelijking": "Regiovergelijking?regio=GM0503",
    "gegevens": "Gegevens?regio=GM0503",
    "eigen_cijfers": "Eigen_cijfers?regio=GM0503",
    "methode": "Methode?regio=GM0503",
    "groep": "Nulmeting?regio=GM0503&vergelijk=corop&toon=kansen",
}


def choose_gemeente(pagina: Page, label: str, getypt: str, keuze: str) -> None:
    veld = pagina.get_by_role("combobox", name=re.compile(label))
    veld.click()
    veld.fill(getypt)
    pagina.get_by_role("option", name=keuze, exact=True).click()


@pytest.mark.parametrize("naam", list(_PAGINAS))
def test_page_opens_by_deep_link_on_a_server_that_just_started(
    naam: str, browser: Browser, warehouse: Path
) -> None:
    with run_dashboard(warehouse) as vers:
        pagina = browser.new_page()
        load_pagina(pagina, f"{vers}/{_PAGINAS[naam]}")
        expect(pagina.get_by_text("Cijfers tot en met")).to_be_visible()
        expect(pagina.get_by_role("link", name="Lokale agenda")).to_be_visible()
        if naam not in ("gegevens", "eigen_cijfers", "methode"):
            expect(pagina.get_by_role("heading", level=1)).to_contain_text("Delft")
        pagina.close()


@pytest.mark.parametrize("naam", list(_PAGINAS))
def test_a_visit_sends_fifty_kilobytes_at_most_and_nothing_twice(naam: str, adres: str) -> None:
    pagina, _, vraag = _PAGINAS[naam].partition("?")
    sessie = Sessie.open(adres)
    eerste, opnieuw = sessie.run(vraag, pagina), sessie.run(vraag, pagina)
    sessie.close()
    assert not (eerste.fout or opnieuw.fout)
    assert eerste.bytes <= 50_000
    assert opnieuw.bytes <= 12_000


@pytest.mark.parametrize("breedte", [1440, 390])
@pytest.mark.parametrize("naam", list(_PAGINAS))
def test_page_fits_speaks_dutch_and_asks_nothing_outside(
    naam: str, breedte: int, browser: Browser, adres: str
) -> None:
    context = browser.new_context(viewport={"width": breedte, "height": 1000}, locale="nl-NL")
    pagina = context.new_page()
    buiten: list[str] = []
    pagina.on(
        "request",
        lambda r: buiten.append(r.url) if not r.url.startswith((adres, "data:", "blob:")) else None,
    )
    load_pagina(pagina, f"{adres}/{_PAGINAS[naam]}")
    expect(pagina.get_by_text("Cijfers tot en met")).to_be_visible()
    if naam in ("start", "indicator"):
        expect(pagina.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    pagina.wait_for_timeout(500)
    _AFDRUKKEN.mkdir(exist_ok=True)
    hoogte = pagina.evaluate(
        "document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight + 80"
    )
    pagina.set_viewport_size({"width": breedte, "height": min(int(hoogte), 8000)})
    pagina.screenshot(path=_AFDRUKKEN / f"{naam}_{breedte}.png")
    assert pagina.evaluate("document.documentElement.lang") == "nl"
    assert pagina.evaluate("document.documentElement.scrollWidth") <= breedte
    assert buiten == []
    assert "Traceback" not in pagina.inner_text("body")
    context.close()


def test_choice_lives_in_the_url_and_survives_all_pages(pagina: Page, adres: str) -> None:
    load_pagina(pagina, adres)
    choose_gemeente(pagina, "Kies uw gemeente", "boxm", "Boxmeer → Land van Cuijk")
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Land van Cuijk")
    assert "regio=GM1982" in get_adresbalk(pagina)
    pagina.get_by_role("link", name="Nulmeting", exact=True).click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Waar staat Land van Cuijk?")
    assert get_adresbalk(pagina) == "/Nulmeting?regio=GM1982"
    choose_gemeente(pagina, "Gemeente", "den haag", "Den Haag → 's-Gravenhage")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Waar staat 's-Gravenhage?")
    pagina.get_by_role("link", name="Gegevens", exact=True).click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Waar komen de cijfers")
    assert "regio=GM0518" in get_adresbalk(pagina)
    pagina.reload()
    pagina.get_by_role("link", name="Start", exact=True).click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("'s-Gravenhage")


def test_indicator_opens_and_closes_with_the_keyboard_alone(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/Nulmeting?regio=GM0503")
    knop = pagina.get_by_role("button", name="Netto arbeidsparticipatie")
    expect(knop).to_be_visible()
    knop.focus()
    pagina.keyboard.press("Enter")
    kop = pagina.get_by_role("heading", name="Netto arbeidsparticipatie in Delft")
    expect(kop).to_be_visible()
    assert "indicator=netto_arbeidsparticipatie" in get_adresbalk(pagina)
    grafieken = pagina.locator("[data-testid=stPlotlyChart]")
    expect(grafieken).to_have_count(2)
    terug = pagina.get_by_role("button", name="Terug naar alle thema's")
    terug.focus()
    pagina.keyboard.press("Enter")
    expect(kop).to_have_count(0)
    expect(pagina.get_by_role("heading", name="Veiligheid")).to_be_visible()
    assert "indicator" not in get_adresbalk(pagina)


def test_chart_has_a_name_and_a_real_table(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/{_PAGINAS['indicator']}")
    expect(
        pagina.get_by_role("figure", name=re.compile("Lijngrafiek.*Delft: 69,3"))
    ).to_be_visible()
    pagina.locator(".st-key-balk_tijdreeks").get_by_role("button", name="Tabel").click()
    rij = pagina.get_by_role("row", name=re.compile("^2022"))
    expect(rij).to_contain_text("69,3")
    expect(rij).to_contain_text("72,2")


def test_click_on_the_map_chooses(pagina: Page, adres: str) -> None:
    load_pagina(pagina, adres)
    vlak = pagina.locator(".choroplethlayer path").nth(100)
    expect(vlak).to_be_visible()
    vak = vlak.bounding_box()
    assert vak is not None
    pagina.mouse.click(vak["x"] + vak["width"] / 2, vak["y"] + vak["height"] / 2)
    expect(pagina.get_by_role("heading", level=2).first).to_contain_text("Waar valt")
    assert re.fullmatch(r"/\?regio=GM\d{4}", get_adresbalk(pagina))


def test_csv_download_opens_in_dutch_excel(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/Gegevens?indicator=netto_arbeidsparticipatie")
    pagina.get_by_role("button", name="Maak CSV").click()
    knop = pagina.get_by_role("button", name=re.compile("^Download netto_arbeidsparticipatie.csv"))
    expect(knop).to_be_visible()
    with pagina.expect_download() as ophalen:
        knop.click()
    tekst = Path(ophalen.value.path()).read_text(encoding="utf-8-sig")
    assert ophalen.value.suggested_filename == "netto_arbeidsparticipatie.csv"
    kop, *rijen = tekst.splitlines()
    assert kop.startswith("indicator_id;regio_code;regio_naam")
    delft = next(rij for rij in rijen if "GM0503" in rij and "2022JJ00" in rij)
    assert ";69,3;" in delft


def test_work_page_follows_its_choices_and_a_copied_link_shows_the_same(
    pagina: Page, browser: Browser, adres: str
) -> None:
    load_pagina(pagina, f"{adres}/Arbeidsparticipatie?regio=GM0503")
    kop = pagina.get_by_role("heading", level=1)
    expect(kop).to_contain_text("In Delft werken 69 van de 100")
    expect(pagina.get_by_role("figure", name=re.compile("Delft ligt 2,9"))).to_be_visible()
    choose_gemeente(pagina, "Tot en met", "2020", "2020")
    expect(kop).to_contain_text("In Delft werken 66 van de 100")
    assert get_adresbalk(pagina) == "/Arbeidsparticipatie?regio=GM0503&tot=2020"
    elders = browser.new_page()
    load_pagina(elders, adres + get_adresbalk(pagina))
    expect(elders.get_by_role("heading", level=1)).to_have_text(kop.inner_text())
    elders.close()


def test_leegstand_page_lists_the_dots_as_a_table(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/Leegstand?regio=GM0503&tegen=netto_arbeidsparticipatie")
    wolk = pagina.get_by_role("figure", name=re.compile("Puntenwolk"))
    expect(wolk).to_be_visible()
    pagina.get_by_role("button", name="Tabel").last.click()
    rij = pagina.get_by_role("row", name=re.compile("^Delft 69,3"))
    expect(rij).to_have_text(re.compile("Delft\\s*69,3\\s*4"))


def test_an_address_without_a_page_is_said_in_dutch(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/Nulmetting?regio=GM0503")
    melding = pagina.get_by_role("dialog")
    expect(melding.get_by_role("heading")).to_have_text("Deze pagina bestaat niet")
    expect(melding).to_contain_text("U ziet nu de startpagina.")


def test_a_table_becomes_cards_on_a_phone_and_stays_a_table_to_a_screen_reader(
    browser: Browser, adres: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 1000}, locale="nl-NL")
    pagina = context.new_page()
    load_pagina(pagina, f"{adres}/Gegevens")
    tabel = pagina.get_by_role("table", name="Alle indicatoren met jaren, dekking en bron")
    rij = tabel.get_by_role("row").nth(1)
    expect(rij.get_by_role("cell").nth(1)).to_have_attribute("data-kop", "Eenheid")
    naam, eenheid = (rij.get_by_role("cell").nth(k).bounding_box() for k in (0, 1))
    assert naam and eenheid and eenheid["y"] > naam["y"]
    context.close()
