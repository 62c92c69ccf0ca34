"""Files made on a page, in a real browser: the steps, the download, and Dutch when it fails."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser import load_pagina
from tests.dashboard_server import run_dashboard
from tests.test_browser_dossier import begin, choose, download, wait

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def adres(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pad = tmp_path_factory.mktemp("dossiers") / "d.sqlite"
    with run_dashboard(warehouse, WELVAART_DOSSIERS=f"sqlite:///{pad}") as open_:
        yield open_


def test_a_press_makes_the_deck_and_a_second_takes_it_along(pagina: Page, adres: str) -> None:
    load_pagina(pagina, f"{adres}/Nulmeting?regio=GM0096")
    expect(pagina.get_by_role("heading", name="Exporteer")).to_be_visible()
    wait(pagina)
    pagina.get_by_role("button", name="PowerPoint", exact=True).click()
    klaar = pagina.get_by_role("button", name=re.compile("^Download nulmeting Vlieland.pptx"))
    expect(klaar).to_be_visible()
    expect(pagina.get_by_role("progressbar")).to_have_count(0)
    naam, inhoud = download(pagina, "Download nulmeting Vlieland.pptx")
    assert naam == "nulmeting Vlieland.pptx"
    assert zipfile.ZipFile(BytesIO(inhoud)).testzip() is None
    pagina.get_by_role("button", name="Word", exact=True).click()
    expect(klaar).to_have_count(0)  # one file at a time
    naam, inhoud = download(pagina, "Download nulmeting Vlieland.docx")
    koppen = [a.text for a in docx.Document(BytesIO(inhoud)).paragraphs if a.style.name == "Title"]
    assert koppen == ["Nulmeting brede welvaart Vlieland"]


def test_a_handout_of_the_dossier_comes_as_page_and_as_word(pagina: Page, adres: str) -> None:
    code = begin(pagina, adres)
    load_pagina(pagina, f"{adres}/Lokale_agenda?regio=GM0503&dossier={code}&stap=7")
    expect(pagina.get_by_role("heading", name=re.compile("^Stap 7"))).to_be_visible()
    wait(pagina)
    choose(pagina, "Ambtelijk coördinator", "Els Jansen", nieuw=True)
    pagina_html, blad = download(pagina, "Download: Projectopdracht")
    assert pagina_html == "projectopdracht Delft.html" and "Els Jansen" in blad.decode()
    pagina.get_by_role("button", name="Maak Word: Projectopdracht").click()
    naam, inhoud = download(pagina, "Download projectopdracht Delft.docx")
    assert naam == "projectopdracht Delft.docx"
    assert "Els Jansen" in "".join(a.text for a in docx.Document(BytesIO(inhoud)).paragraphs)
