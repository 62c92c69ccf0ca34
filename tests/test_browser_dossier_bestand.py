"""Files in and out of a dossier, in a real browser: kept, opened again, refused in plain words."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import get_adresbalk, load_pagina
from tests.test_browser_dossier import (
    _NOTITIE,
    begin,
    choose,
    download,
    get_code,
    go_on,
    wait,
    write,
)
from tests.test_browser_dossier import adres as adres
from welvaart.dossier.dossier import dump, hash_tekst

pytestmark = pytest.mark.browser
_KWAAD = "<script>window.kwaad = 1</script><img src=x onerror='window.kwaad = 2'>"
_LANG = _KWAAD + " woord" * 1700  # ten thousand characters
_CSV = (
    "gemeente;jaar;waarde;onder;boven\n"
    "Delft;2024;8,0;7,5;8,5\nDelft;2025;7,9;7,4;8,1\nAmsterdam;2025;5,5;5;6\n"
)
_TITEL = "<b>Lege</b> <a href='https://voorbeeld.nl'>winkels</a>"


def open_bestand(pagina: Page, adres: str, inhoud: bytes, regio: str = "GM0503") -> None:
    load_pagina(pagina, f"{adres}/Lokale_agenda?regio={regio}")
    expect(pagina.get_by_role("button", name="Begin", exact=True)).to_be_visible()
    wait(pagina)
    pagina.locator("input[type=file]").set_input_files(
        {"name": "dossier.json", "mimeType": "application/json", "buffer": inhoud}
    )


def seal(inhoud: dict[str, Any], versie: int = 1) -> bytes:
    """A file with the number that belongs to its content."""
    kop = {"soort": "dossier brede welvaart", "versie": versie, "sha256": hash_tekst(dump(inhoud))}
    return json.dumps(kop | {"inhoud": inhoud}).encode()


@pytest.fixture(scope="module")
def bewaard(browser: Browser, adres: str) -> bytes:
    """A dossier of Delft with a long note full of script, as its file."""
    pagina = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    begin(pagina, adres)
    veld = pagina.get_by_label(_NOTITIE)
    veld.fill(_LANG)
    veld.blur()
    wait(pagina)
    pagina.get_by_text("Delen, bewaren en sluiten", exact=True).click()
    pagina.get_by_role("button", name="Bewaar als bestand").click()
    naam, inhoud = download(pagina, "Download dossier Nulmeting Delft.json")
    assert naam == "dossier Nulmeting Delft.json"
    assert pagina.evaluate("window.kwaad") is None
    pagina.context.close()
    return inhoud


def test_a_kept_dossier_opens_again_with_every_character(
    pagina: Page, adres: str, bewaard: bytes
) -> None:
    assert len(_LANG) >= 10_000
    open_bestand(pagina, adres, bewaard)
    expect(pagina.get_by_label(_NOTITIE)).to_have_value(_LANG)
    assert get_code(pagina)
    lees = get_adresbalk(pagina)
    load_pagina(pagina, f"{adres}{lees}&stap=2")
    expect(pagina.get_by_role("heading", name=re.compile("^Stap 2"))).to_be_visible()
    assert pagina.evaluate("window.kwaad") is None


def test_a_note_full_of_script_is_text_for_who_reads(
    pagina: Page, adres: str, bewaard: bytes
) -> None:
    open_bestand(pagina, adres, bewaard)
    expect(pagina.get_by_label(_NOTITIE)).to_be_visible()
    pagina.get_by_text("Delen, bewaren en sluiten", exact=True).click()
    pagina.get_by_text("Toon wat er veranderde").click()
    wait(pagina)
    load_pagina(pagina, pagina.get_by_test_id("stCode").last.inner_text().strip())
    expect(pagina.get_by_text("U leest mee.")).to_be_visible()
    expect(pagina.get_by_text("<script>window.kwaad = 1</script>").first).to_be_visible()
    assert pagina.evaluate("window.kwaad") is None
    breed = pagina.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert breed <= 0


@pytest.mark.parametrize(
    ("soort", "zin"),
    [
        ("nieuwer", "gemaakt met een nieuwere versie (99; wij lezen versie 2)"),
        ("beschadigd", "na het bewaren veranderd of beschadigd"),
        ("afgebroken", "Dit bestand is geen dossier, of het is beschadigd"),
        ("vreemd", "Dit bestand is geen dossier. Kies een bestand"),
        ("andere gemeente", "gaat over een andere regio (GM0503) dan u nu bekijkt (GM0363)"),
        ("onbekend veld", "Het veld 'onzin' bestaat niet"),
    ],
)
def test_a_bad_file_is_refused_in_plain_words(
    pagina: Page, adres: str, bewaard: bytes, soort: str, zin: str
) -> None:
    inhoud: dict[str, Any] = json.loads(bewaard)["inhoud"]
    veld = {"pad": "onzin", "waarde": "x", "gewijzigd_op": "2026-11-22T09:00:00+00:00"}
    bestanden = {
        "nieuwer": seal(inhoud, 99),
        "beschadigd": bewaard.replace(b"Nulmeting Delft", b"Nulmeting Delf7"),
        "afgebroken": bewaard[: len(bewaard) // 2],
        "vreemd": b'{"soort": "boodschappenlijst"}',
        "andere gemeente": bewaard,
        "onbekend veld": seal(inhoud | {"velden": [veld]}),
    }
    regio = "GM0363" if soort == "andere gemeente" else "GM0503"
    open_bestand(pagina, adres, bestanden[soort], regio)
    expect(pagina.get_by_test_id("stAlert")).to_contain_text(zin)
    assert "dossier=" not in get_adresbalk(pagina)
    expect(pagina.get_by_role("button", name="Begin", exact=True)).to_be_enabled()


def test_a_goal_on_a_vanished_indicator_is_kept_and_named(
    pagina: Page, adres: str, bewaard: bytes
) -> None:
    inhoud: dict[str, Any] = json.loads(bewaard)["inhoud"]
    moment = "2026-11-22T09:00:00+00:00"
    waarden = {"indicator": "bestaat_niet", "nulwaarde": 1.5, "nuljaar": 2022}
    waarden |= {"streefwaarde": 2.5, "streefjaar": 2028, "maatregel": "Wat wij deden."}
    inhoud["velden"] += [
        {"pad": f"doel/d1/{naam}", "waarde": waarde, "gewijzigd_op": moment}
        for naam, waarde in waarden.items()
    ]
    open_bestand(pagina, adres, seal(inhoud))
    expect(pagina.get_by_label(_NOTITIE)).to_be_visible()
    for stap in range(2, 5):
        go_on(pagina, stap)
    expect(pagina.get_by_text("Deze indicator bestaat niet meer in de cijfers.")).to_be_visible()
    expect(pagina.get_by_text("Stap 4 heeft een doel over 'bestaat_niet'.")).to_be_visible()
    expect(pagina.get_by_label("Wat gaan wij ervoor doen?")).to_have_value("Wat wij deden.")
    for stap in range(5, 11):
        go_on(pagina, stap)
    expect(pagina.get_by_text("Traceback")).to_have_count(0)


def test_a_licensed_file_becomes_a_goal_measured_by_its_margin_in_this_dossier_only(
    browser: Browser, pagina: Page, adres: str
) -> None:
    begin(pagina, adres)
    pagina.locator("summary").filter(has_text="Eigen cijfers in dit dossier").click()
    pagina.locator("input[type=file]").set_input_files(
        {"name": "locatus.csv", "mimeType": "text/csv", "buffer": _CSV.encode()}
    )
    expect(pagina.get_by_text("Wij bewaren 2 cijfers over Delft; de rest niet.")).to_be_visible()
    for label, tekst in {
        "Titel": _TITEL,
        "Eenheid": "%",
        "Bron: wie maakte dit cijfer?": "Locatus",
        "Licentie: wat mag ermee?": "intern",
    }.items():
        pagina.get_by_label(label, exact=True).fill(tekst)
    choose(pagina, "Wat is beter?", "lager is beter")
    pagina.get_by_role("button", name="Bewaar in dit dossier").click()
    titel = "‹b›Lege‹/b› ‹a href='https://voorbeeld.nl'›winkels‹/a›"
    expect(pagina.get_by_role("heading", name=titel)).to_be_visible()
    expect(pagina.get_by_text("7,9\u00a0% (7,4–8,1)")).to_be_visible()
    expect(pagina.locator(".js-plotly-plot").first).to_be_visible()
    assert pagina.locator(".js-plotly-plot a").count() == 0
    for stap in range(2, 5):
        go_on(pagina, stap)
    choose(pagina, "Indicator (uw prioriteiten staan bovenaan)", f"{titel} (alleen in dit dossier)")
    write(pagina, "Nulwaarde (%)", "8,0")
    write(pagina, "Jaar van de nulwaarde", "2024")
    write(pagina, "Streefwaarde (%)", "6,4")
    write(pagina, "Streefjaar", "2028")
    # The road asks 7,6 in 2025; 7,9 is 0,3 short, and the margin towards it is 0,5.
    expect(pagina.get_by_text("0,6 keer de marge van het cijfer")).to_be_visible()
    for stap in range(5, 10):
        go_on(pagina, stap)
    expect(pagina.get_by_text("0,30 procentpunt minder ver dan nodig: 0,6 keer")).to_be_visible()
    _, tabel = download(pagina, "Download als CSV voor Excel")
    assert "7,9 (2025)" in tabel.decode() and "licentie: intern" in tabel.decode()
    ander = browser.new_context(locale="nl-NL").new_page()
    begin(ander, adres)
    expect(ander.get_by_text("Eigen cijfers in dit dossier (0)")).to_be_visible()
    assert "voorbeeld.nl" not in ander.content() and "7,9" not in ander.content()
    ander.context.close()
