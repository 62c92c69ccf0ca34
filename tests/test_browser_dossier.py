"""The ten steps as a person walks them: from an empty dossier to the table of the begroting."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import get_adresbalk, load_pagina
from tests.dashboard_server import WORTEL, find_poort, run_dashboard
from welvaart.export.bladen import (
    build_collegeoverzicht,
    build_factsheet,
    build_gesprekskaarten,
    build_placemat,
    build_projectopdracht,
)
from welvaart.export.drukpagina import write_html
from welvaart.export.drukwerk import Drukwerk
from welvaart.lezen.stand import Stand

pytestmark = pytest.mark.browser
_AFDRUKKEN = WORTEL / "schermafdrukken"
_BEGIN = "Lokale_agenda?regio=GM0503"
_NOTITIE = "Wat valt ons op aan deze foto?"


@pytest.fixture(scope="module")
def adres(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pad = tmp_path_factory.mktemp("dossiers") / "d.sqlite"
    with run_dashboard(warehouse, WELVAART_DOSSIERS=f"sqlite:///{pad}") as open_:
        yield open_


def get_code(pagina: Page) -> str:
    gevonden = re.search(r"dossier=(b\w+)", get_adresbalk(pagina))
    assert gevonden
    return gevonden[1]


def wait(pagina: Page) -> None:
    """Until the script of the page has run."""
    pagina.wait_for_timeout(400)  # the click travels first
    expect(pagina.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def begin(pagina: Page, adres: str) -> str:
    load_pagina(pagina, f"{adres}/{_BEGIN}")
    pagina.get_by_role("button", name="Begin", exact=True).click()
    expect(pagina.get_by_role("heading", name="Stap 1. Waar staan wij nu?")).to_be_visible()
    return get_code(pagina)


def go_on(pagina: Page, stap: int) -> None:
    pagina.get_by_role("button", name=re.compile(f"^Verder naar stap {stap}:")).click()
    expect(pagina.get_by_role("heading", name=re.compile(f"^Stap {stap}\\. "))).to_be_visible()
    wait(pagina)
    assert f"stap={stap}" in get_adresbalk(pagina)


def write(pagina: Page, label: str, tekst: str) -> None:
    veld = pagina.get_by_label(label, exact=True).locator("visible=true").first
    veld.fill(tekst)
    veld.blur()
    wait(pagina)
    expect(veld).to_have_value(tekst)


def choose(pagina: Page, label: str, optie: str, *, nieuw: bool = False) -> None:
    veld = pagina.get_by_role("combobox", name=re.compile(re.escape(label))).first
    veld.click()
    veld.fill(optie)
    if nieuw:  # what Streamlit says in English of a new name, as it changes with each letter
        expect(pagina.get_by_role("option", name=f"Neem over: {optie}", exact=True)).to_be_visible()
        pagina.keyboard.press("Enter")
    else:
        pagina.get_by_role("option", name=optie, exact=True).click()
    wait(pagina)


def download(pagina: Page, knop: str) -> tuple[str, bytes]:
    with pagina.expect_download() as ophalen:
        pagina.get_by_role("button", name=re.compile(f"^{re.escape(knop)}")).first.click()
    naam = ophalen.value.suggested_filename
    inhoud = Path(ophalen.value.path()).read_bytes()
    _AFDRUKKEN.mkdir(exist_ok=True)
    (_AFDRUKKEN / naam).write_bytes(inhoud)
    return naam, inhoud


def read_csv(inhoud: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";"))


def write_getal(waarde: float) -> str:
    return f"{waarde:.1f}".replace(".", ",")


def read_bron(warehouse: Path) -> dict[str, float]:
    """Netto arbeidsparticipatie of Delft, straight from the table."""
    with duckdb.connect(str(warehouse), read_only=True) as verbinding:
        rijen = verbinding.execute(
            "SELECT periode_code, waarde FROM waarneming WHERE indeling_jaar = 0 AND waarde "
            "IS NOT NULL AND indicator_id = 'netto_arbeidsparticipatie' AND regio_code = 'GM0503'"
        ).fetchall()
    return {periode[:4]: waarde for periode, waarde in rijen}


def test_an_adviseur_walks_from_an_empty_dossier_to_the_table_of_the_begroting(
    pagina: Page, adres: str, warehouse: Path
) -> None:
    bron = read_bron(warehouse)
    laatste, eerder = sorted(bron)[-1], sorted(bron)[-2]
    begin(pagina, adres)
    write(pagina, "Uw naam (mag leeg)", "Anna")
    pagina.get_by_role("button", name="Bevries de foto van vandaag").click()
    expect(pagina.get_by_text("staan nog zo in de bron")).to_be_visible()
    _, foto = download(pagina, "Download deze foto als CSV")
    (rij,) = (r for r in read_csv(foto) if r["Indicator"] == "Netto arbeidsparticipatie")
    assert rij["Cijfer"] == write_getal(bron[laatste])
    write(pagina, _NOTITIE, "Werk valt op.")

    go_on(pagina, 2)
    pagina.get_by_role("checkbox").first.check(force=True)
    wait(pagina)
    choose(pagina, "Iets anders als prioriteit kiezen", "Netto arbeidsparticipatie")
    pagina.locator("summary").filter(has_text="Netto arbeidsparticipatie").click()
    write(pagina, "Waarom kiezen wij dit?", "Meer mensen aan het werk.")
    expect(pagina.get_by_text("Dit staat ongunstig en is niet gekozen")).to_be_visible()

    go_on(pagina, 3)
    naam, kaarten = download(pagina, "Download: Gesprekskaarten A5 (2)")
    assert naam.endswith(".html") and b"Netto arbeidsparticipatie" in kaarten
    choose(pagina, "Een antwoord vastleggen bij", "Netto arbeidsparticipatie")
    write(pagina, "Bewoners of ondernemers zeggen", "Er is werk genoeg, maar niet parttime.")

    go_on(pagina, 4)
    choose(pagina, "Indicator (uw prioriteiten staan bovenaan)", "Netto arbeidsparticipatie")
    expect(pagina.get_by_label("Nulwaarde (%)")).to_have_value(write_getal(bron[laatste]))
    write(pagina, "Nulwaarde (%)", write_getal(bron[eerder]))
    write(pagina, "Jaar van de nulwaarde", eerder)
    write(pagina, "Streefwaarde (%)", "72,0")
    write(pagina, "Streefjaar", "2028")
    choose(pagina, "Eigenaar (typ een naam)", "Wethouder Bram", nieuw=True)
    write(pagina, "Wat gaan wij ervoor doen?", "Leerwerkplekken bij het mkb.")
    expect(pagina.get_by_role("figure", name=re.compile("doelpad"))).to_be_visible()
    expect(pagina.get_by_text("van de 341 gemeenten").first).to_be_visible()

    go_on(pagina, 5)
    expect(pagina.get_by_role("table").first).to_contain_text("In het slechtste kwart")
    expect(pagina.get_by_role("table").first).to_contain_text("1 van de 3: Delft")
    choose(pagina, "Netto arbeidsparticipatie", "Dit doen wij samen met de regio")
    write(pagina, "Wie doet mee?", "Delft en Westland")
    go_on(pagina, 6)
    choose(pagina, "Arbeid en vrije tijd", "Wethouder Bram")
    _, college = download(
        pagina, "Download: Collegeoverzicht (1 pagina) (webpagina om af te drukken)"
    )
    assert "Wethouder Bram" in college.decode()
    go_on(pagina, 7)
    choose(pagina, "Ambtelijk coördinator", "Anna")
    go_on(pagina, 8)
    choose(pagina, "Ambassadeur", "Carla van de bibliotheek", nieuw=True)

    go_on(pagina, 9)
    write(pagina, "Begroting 2027", "71,5")
    naam, inhoud = download(pagina, "Download als CSV voor Excel")
    assert naam == "begrotingstabel Delft.csv"
    (rij,) = read_csv(inhoud)
    assert rij["Nulmeting"] == f"{write_getal(bron[eerder])} ({eerder})"
    assert rij["Realisatie"] == f"{write_getal(bron[laatste])} ({laatste})"
    assert rij["Begroting 2027"] == "71,5"
    assert rij["Streefwaarde"] == "72,0 (2028)"
    assert rij["BBV-nummer"] == "24"
    assert rij["Bron"].startswith("CBS, Regionale Monitor Brede Welvaart")

    go_on(pagina, 10)
    expect(pagina.get_by_role("heading", name="Netto arbeidsparticipatie")).to_be_visible()
    expect(pagina.get_by_role("table").last).to_be_visible()
    pagina.get_by_role("checkbox", name="Deze stap is klaar").check(force=True)
    expect(pagina.get_by_text("1 van de 10 stappen klaar")).to_be_visible()


LANG = "Wethouder Anneke van der Bommelerwaard-Hoogeveensevaart-Vries"
NOOT = "De raad vroeg om een agenda die echt verschil maakt voor inwoners. " * 3


def count_bladzijden(pagina: Page, drukwerk: Drukwerk) -> int:
    pagina.set_content(write_html(drukwerk))
    return len(re.findall(rb"/Type\s*/Page\b", pagina.pdf(prefer_css_page_size=True)))


def test_what_is_called_one_page_prints_on_one_page(pagina: Page, stand: Stand) -> None:
    regels = [r for r in stand.build_scorekaart("GM0820") if r.heeft_waarde]
    naam, themas = "Nuenen, Gerwen en Nederwetten", {t.titel: LANG for t in stand.themas}
    vijf = regels[:5]
    assert count_bladzijden(pagina, build_collegeoverzicht(stand, naam, themas, [], {}, {})) == 1
    vragen = {f"Vraag {k}": NOOT for k in range(7)}
    titels = [r.indicator.titel for r in vijf]
    assert count_bladzijden(pagina, build_projectopdracht(stand, naam, LANG, vragen, titels)) == 1
    assert count_bladzijden(pagina, build_factsheet(stand, naam, LANG, NOOT, vijf)) == 1
    kaarten = build_gesprekskaarten(stand, naam, [(r, NOOT) for r in regels])
    assert count_bladzijden(pagina, kaarten) == len(regels)
    for thema in stand.themas:
        mee = [r for r in regels if r.indicator.thema == thema.thema]
        mat = build_placemat(stand, naam, thema.titel, mee, NOOT)
        assert count_bladzijden(pagina, mat) == 1, thema.titel


def test_two_people_in_one_field_lose_no_word(browser: Browser, pagina: Page, adres: str) -> None:
    code = begin(pagina, adres)
    ander = browser.new_context(locale="nl-NL").new_page()
    load_pagina(ander, f"{adres}/Lokale_agenda?dossier={code}")
    expect(ander.get_by_label(_NOTITIE)).to_be_visible()
    write(pagina, "Uw naam (mag leeg)", "Anna")
    write(pagina, _NOTITIE, "Anna schreef dit.")
    veld = ander.get_by_label(_NOTITIE)
    veld.fill("En Bram dat.")
    veld.blur()
    expect(ander.get_by_text(re.compile("Anna veranderde dit .* bezig was"))).to_be_visible()
    expect(ander.get_by_text("Daar staat nu: „Anna schreef dit.”")).to_be_visible()
    expect(ander.get_by_text("U schreef: „En Bram dat.”")).to_be_visible()
    ander.get_by_role("button", name="Zet mijn tekst erin").click()
    expect(ander.get_by_text("terwijl u bezig was")).to_have_count(0)
    pagina.reload()
    expect(pagina.get_by_label(_NOTITIE)).to_have_value("En Bram dat.")
    ander.context.close()


def test_the_link_to_read_lets_nobody_write(browser: Browser, pagina: Page, adres: str) -> None:
    code = begin(pagina, adres)
    write(pagina, _NOTITIE, "Alleen om te lezen.")
    pagina.get_by_text("Delen, bewaren en sluiten", exact=True).click()
    lees = pagina.get_by_test_id("stCode").last.inner_text().strip()
    assert re.fullmatch(re.escape(adres) + r"/Lokale_agenda\?dossier=l\w{26}", lees)
    ander = browser.new_context(locale="nl-NL").new_page()
    load_pagina(ander, lees)
    expect(ander.get_by_text("Alleen om te lezen.")).to_be_visible()
    expect(ander.get_by_text("U leest mee.")).to_be_visible()
    assert ander.get_by_role("textbox").count() == 0
    assert code not in ander.content()
    ander.context.close()


def test_reload_and_a_killed_server_lose_nothing(
    browser: Browser, pagina: Page, warehouse: Path, tmp_path: Path
) -> None:
    url, poort = f"sqlite:///{tmp_path / 'd.sqlite'}", find_poort()
    with run_dashboard(warehouse, poort=poort, hard=True, WELVAART_DOSSIERS=url) as adres:
        code = begin(pagina, adres)
        write(pagina, _NOTITIE, "Dit blijft.")
        pagina.reload()
        expect(pagina.get_by_label(_NOTITIE)).to_have_value("Dit blijft.")
        pagina.get_by_label(_NOTITIE).fill("Nog niet bewaard toen de server stopte.")
    with run_dashboard(warehouse, poort=poort, WELVAART_DOSSIERS=url) as adres:
        ander = browser.new_context(locale="nl-NL").new_page()
        load_pagina(ander, f"{adres}/Lokale_agenda?dossier={code}")
        expect(ander.get_by_label(_NOTITIE)).to_have_value("Dit blijft.")
        expect(pagina.get_by_label(_NOTITIE)).to_be_enabled()
        expect(pagina.get_by_label(_NOTITIE)).to_have_value(
            "Nog niet bewaard toen de server stopte."
        )
        write(pagina, "Uw naam (mag leeg)", "Anna")
        ander.reload()
        expect(ander.get_by_label(_NOTITIE)).to_have_value(
            "Nog niet bewaard toen de server stopte."
        )
        ander.context.close()
