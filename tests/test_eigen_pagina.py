"""The page Eigen cijfers: upload, see, mend, save, see it elsewhere, take it back."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from tests.browser import load_pagina
from tests.dashboard_server import WORTEL, run_dashboard
from tests.pagina import read_html, run_page
from welvaart.proces.etlproces import run_etl
from welvaart.scherm.invoer.eigengrens import describe_buiten
from welvaart.scherm.invoer.eigenproef import read_keuze, translate

PAGINA = "pages/7_Eigen_cijfers.py"
CSV = (
    b"gemeente;deelgebied;jaar;waarde\nDelft;;2021;6,5\nDelft;;2022;7,0\n"
    b"Delft;Binnenstad;2022;9,1\nDelfd;;2022;3\n"
)


class Keuze:
    """A file as Streamlit hands it over."""

    def __init__(self, naam: str) -> None:
        self.name, self.file_id = naam, "x1"

    def getvalue(self) -> bytes:
        return b""


@pytest.fixture
def eigen_map(gedeelde_cijfers: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for own files beside the shared warehouse, which no test here changes."""
    monkeypatch.setenv("WELVAART_SNAPSHOTS", str(tmp_path / "snapshots"))
    return tmp_path


def open_pagina(**vraag: str) -> AppTest:
    return run_page(PAGINA, wacht_s=120, **vraag)


def read_text(test: AppTest) -> str:
    delen = [e.value for soort in ("error", "warning", "info", "header") for e in test.get(soort)]
    return "\n".join([read_html(test), *delen])


def upload(test: AppTest, inhoud: bytes, naam: str = "winkels.csv") -> AppTest:
    return test.file_uploader[0].upload(naam, inhoud, "text/csv").run()


def find_keuze(test: AppTest, label: str) -> Selectbox[str]:
    (keuze,) = [veld for veld in test.selectbox if label in veld.label]
    return keuze


def test_without_a_file_the_page_says_what_it_wants(eigen_map: Path) -> None:
    test = open_pagina(regio="GM0503")
    assert not test.exception
    assert "er gebeurt niets voordat u bewaart" in read_text(test)
    assert "Er zijn nog geen eigen cijfers." in read_text(test)


def test_a_file_is_shown_as_it_is_understood_and_a_name_can_be_mended(eigen_map: Path) -> None:
    test = upload(open_pagina(regio="GM0503"), CSV)
    assert not test.exception
    tekst = read_text(test)
    assert "De gemeente staat in kolom ‘gemeente’" in tekst
    assert "Het decimaalteken is een komma." in tekst
    assert "Van de 4 cellen met een cijfer gebruiken wij er 3" in tekst
    assert "Binnenstad (Delft [GM0503])" in tekst
    delfd = find_keuze(test, "Delfd")
    assert delfd.options[-1] == "Laat deze rijen weg"
    test = delfd.set_value("Laat deze rijen weg").run()
    assert "naam die u zelf wegliet" in read_text(test)
    assert find_keuze(test, "Delfd").value == "Laat deze rijen weg"
    assert not (eigen_map / "snapshots").exists()


def test_a_file_on_the_gemeenten_of_one_year_is_read_by_saying_which(eigen_map: Path) -> None:
    """As an export of waarstaatjegemeente.nl: all years on the gemeenten of now."""
    inhoud = b"Gemeenten;2021;2022;2023\nLand van Cuijk;1;2;3\nDelft;4;5;6\n"
    test = upload(open_pagina(regio="GM0503"), inhoud)
    tekst = read_text(test) + "".join(e.value for e in test.markdown)
    assert "Van welk jaar zijn de gemeenten?" in tekst
    assert "‘Land van Cuijk’ heeft in uw bestand ook cijfers van een jaar waarin" in tekst
    twee = upload(open_pagina(), inhoud + b"Voorne aan Zee;7;8;9\n", "twee.csv")
    zin = "‘Land van Cuijk’ en ‘Voorne aan Zee’ hebben in uw bestand ook cijfers"
    assert zin in "".join(e.value for e in twee.markdown)
    test = find_keuze(test, "De gemeenten in dit bestand").set_value("2023").run()
    assert not test.exception
    assert "Van de 6 cellen met een cijfer gebruiken wij er 6" in read_text(test)
    assert "Welke gemeente is dit?" not in read_text(test)
    assert find_keuze(test, "De gemeenten in dit bestand").value == "2023"


def test_an_empty_form_is_named_field_by_field(eigen_map: Path) -> None:
    test = upload(open_pagina(), CSV.replace(b"Delfd;;2022;3\n", b""))
    test = _press(test)
    assert "Vul nog in: de titel, de eenheid, het thema" in read_text(test).replace("\\", "")


def fill(test: AppTest, **velden: str) -> AppTest:
    """Fill the fields of the form whose label begins so."""
    for begin, waarde in velden.items():
        for veld in (*test.text_input, *test.text_area):
            if veld.label.startswith(begin):
                veld.set_value(waarde)
    return test


def test_a_share_outside_0_to_100_is_asked_about_before_it_is_saved(eigen_map: Path) -> None:
    test = upload(open_pagina(), b"gemeente;jaar;waarde\nDelft;2021;4\nDelft;2022;-99999\n")
    find_keuze(test, "Thema").set_value(find_keuze(test, "Thema").options[0])
    test = fill(test, Titel="Leeg", Eenheid="% van de winkels", Wat="Leeg.", Bron="EZ")
    test = _press(test)
    tekst = read_text(test).replace("\\", "")
    assert "er staat −99.999 % in" in tekst
    assert "zet het vinkje dat zij kloppen" in tekst
    assert [vak.label for vak in test.checkbox][-1] == "Ja, deze cijfers kloppen"
    assert not (eigen_map / "snapshots").exists()


def test_a_title_that_is_too_long_is_said_and_not_cut(eigen_map: Path) -> None:
    test = upload(open_pagina(), b"gemeente;jaar;waarde\nDelft;2022;4\n")
    find_keuze(test, "Thema").set_value(find_keuze(test, "Thema").options[0])
    test = fill(test, Titel="x" * 95, Eenheid="winkels", Wat="Leeg.", Bron="EZ")
    tekst = read_text(_press(test)).replace("\\", "")
    assert "Er is nog niets bewaard: de titel heeft 95 tekens, en 80 passen er." in tekst


@pytest.mark.parametrize(
    ("eenheid", "laagste", "hoogste", "vraag"),
    [
        ("% van de winkels", 0.0, 100.0, ""),
        ("% van de winkels", 0.0, 100.5, "100,5 %"),
        ("Procent", -1.0, 120.0, "−1 en 120 %"),
        ("% verandering per jaar", -12.0, 130.0, ""),
        ("procentpunt", -3.0, 2.0, ""),
        ("aantal winkels", -5.0, 4000.0, ""),
        ("%", None, None, ""),
    ],
)
def test_only_a_share_is_held_to_0_and_100(
    eenheid: str, laagste: float | None, hoogste: float | None, vraag: str
) -> None:
    zin = describe_buiten(eenheid, laagste, hoogste)
    assert bool(zin) == bool(vraag) and vraag in zin


def _press(test: AppTest) -> AppTest:
    (knop,) = [knop for knop in test.button if knop.label == "Bewaren en tonen"]
    return knop.click().run()


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("leeg.csv", b" ", "Het bestand is leeg"),
        ("kop.csv", b"gemeente;jaar;waarde\n", "Onder de kopregel staan geen rijen"),
        ("beeld.csv", b"\x89PNG\r\n\x00\x01", "Dit is geen tekstbestand"),
        ("kapot.xlsx", b"PK\x03\x04onzin", "Geen leesbaar Excel"),
        ("stuk.xlsx", b"\x00\x01\x02\x89rommel\x00", "Dit werkboek is beschadigd"),
        (
            "jaar.csv",
            b"gemeente;waarde\nDelft;4\n",
            "Geen kolom met het jaar gevonden; kies hieronder de kolom met het jaar",
        ),
        ("dubbel.csv", b"gemeente;jaar;waarde\nDelft;2021;4\nDelft;2021;5\n", "komt vaker voor"),
        ("<script>.csv", b"gemeente;jaar;waarde\nDelft;2021;<b>4\n", "'<b>4' is geen getal"),
    ],
)
def test_a_bad_file_gives_a_sentence_and_no_option_of_the_command(
    eigen_map: Path, naam: str, inhoud: bytes, zin: str
) -> None:
    test = upload(open_pagina(), inhoud, naam)
    assert not test.exception
    tekst = test.error[0].value.replace("\\", "")
    assert zin in tekst
    assert " --" not in tekst
    assert naam not in tekst


def test_a_known_topic_asks_before_its_figures_are_replaced(eigen_map: Path) -> None:
    test = open_pagina()
    test = upload(test, b"gemeente;jaar;waarde\nDelft;2022;4\n")
    test = test.radio[0].set_value("Een onderwerp dat de monitor al kent").run()
    assert "Kies bovenaan bij welk onderwerp" in read_text(test)
    test = find_keuze(test, "Welk onderwerp?").set_value("Werkloosheid").run()
    assert "komt in de plaats van alle cijfers" in read_text(test)
    veld = next(veld for veld in test.text_input if veld.label.startswith("Bron"))
    veld.set_value("Team EZ")
    test = _press(test)
    assert "zet eerst het vinkje" in read_text(test)


def test_figures_of_another_team_are_replaced_only_with_the_tick(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    eigen = tmp_path / "warehouse.duckdb"
    shutil.copy(warehouse, eigen)
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(eigen))
    monkeypatch.setenv("WELVAART_SNAPSHOTS", str(tmp_path / "snapshots"))
    winkels = tmp_path / "winkels.csv"
    winkels.write_bytes(b"gemeente;jaar;waarde\nDelft;2022;6,5\n")
    opdracht = ["import", str(winkels), "--titel=Lege winkels", "--thema=wonen", "--eenheid=%"]
    opdracht += ["--richting=neutraal", "--decimalen=1"]
    opdracht += ["--definitie=Leegstand.", "--bron=EZ", "--door=EZ", "--bouw", "--json"]
    assert run_etl(opdracht, wacht_s=120).get("problemen", []) == []
    assert read_winkels(eigen) == [("winkels.csv", "EZ", 6.5)]

    test = upload(open_pagina(regio="GM0503"), b"gemeente;jaar;waarde\nDelft;2022;9\n", "wonen.csv")
    test = test.radio[0].set_value("Een onderwerp dat de monitor al kent").run()
    test = find_keuze(test, "Welk onderwerp?").set_value("Lege winkels").run()
    assert "winkels.csv van EZ (ingelezen op" in read_text(test).replace("\\", "")
    for begin, waarde in (("Bron", "Team Wonen"), ("Uw team", "Wonen")):
        next(x for x in test.text_input if x.label.startswith(begin)).set_value(waarde)
    test = _press(test)
    assert "zet eerst het vinkje" in read_text(test)
    assert read_winkels(eigen) == [("winkels.csv", "EZ", 6.5)]

    (vinkje,) = [vak for vak in test.checkbox if "vervang deze cijfers" in vak.label]
    vinkje.check()
    test = _press(test)
    assert not test.exception
    assert read_winkels(eigen) == [("wonen.csv", "Wonen", 9.0)]


def read_winkels(warehouse: Path) -> list[tuple[str, str, float]]:
    """File, team and figures of the own series "Lege winkels"."""
    vraag = (
        "SELECT bestandsnaam, door, waarde FROM eigen_reeks JOIN waarneming USING (indicator_id) "
        "WHERE indicator_id = 'eigen_lege_winkels' AND indeling_jaar = 0"
    )
    with duckdb.connect() as verbinding:  # what is attached can be replaced by the next build
        verbinding.execute(f"ATTACH '{warehouse}' AS cijfers (READ_ONLY)")
        verbinding.execute("USE cijfers")
        return verbinding.execute(vraag).fetchall()


def test_a_name_from_outside_never_becomes_a_path() -> None:
    assert read_keuze(Keuze("../../etc/passwd")).naam == "passwd"
    assert read_keuze(Keuze("a<b>|c;.csv")).naam == "a_b__c_.csv"
    assert read_keuze(Keuze("...")).naam == "bestand"
    assert len(read_keuze(Keuze("x" * 300 + ".csv")).naam) == 100


def test_the_command_speaks_the_words_of_the_page() -> None:
    assert translate("a.csv: geen kolom; kies met --kolom uit: x", "a.csv") == (
        "Geen kolom; kies hieronder de kolom met het cijfer, uit: x"
    )


def test_a_process_that_fails_gives_a_sentence() -> None:
    uit = run_etl(["bestaat-niet"], wacht_s=60)
    assert uit["goed"] is False
    assert "meld dan" in uit["problemen"][0]
    assert run_etl(["import", "--help"], wacht_s=0.001)["problemen"] == [
        "Het duurde te lang en is gestopt; er is niets veranderd. Probeer het straks opnieuw."
    ]


def choose(pagina: Page, label: str, keuze: str) -> None:
    """Open a pick list and choose; a list that closes because the page still draws is reopened."""
    pagina.locator('[data-test-script-state="notRunning"]').wait_for()
    optie = pagina.get_by_role("option", name=keuze, exact=True)
    for _ in range(10):
        pagina.get_by_role("combobox", name=label).click()
        try:
            optie.click(timeout=3_000)
        except TimeoutError:
            pagina.keyboard.press("Escape")
        else:
            return
    raise AssertionError(f"'{label}' bleef niet open")


@pytest.mark.browser
def test_from_file_to_nulmeting_and_back(browser: Browser, tmp_path: Path) -> None:
    warehouse, snapshots = tmp_path / "w.duckdb", tmp_path / "snapshots"
    omgeving = {"WELVAART_WAREHOUSE": str(warehouse), "WELVAART_SNAPSHOTS": str(snapshots)}
    subprocess.run(
        [sys.executable, "-m", "etl", "build"], cwd=WORTEL, env={**os.environ, **omgeving},
        check=True, capture_output=True,
    )  # fmt: skip
    bestand = tmp_path / "winkels.csv"
    bestand.write_bytes(CSV)
    with run_dashboard(warehouse, WELVAART_SNAPSHOTS=str(snapshots)) as adres:
        pagina = browser.new_page(viewport={"width": 390, "height": 900}, locale="nl-NL")
        load_pagina(pagina, f"{adres}/Eigen_cijfers?regio=GM0503")
        pagina.locator("input[type=file]").set_input_files(str(bestand))
        expect(pagina.get_by_role("button", name="Bewaren en tonen")).to_be_visible()
        choose(pagina, "Delfd", "Laat deze rijen weg")
        expect(pagina.get_by_text("naam die u zelf wegliet")).to_be_visible()
        pagina.locator('[data-test-script-state="notRunning"]').wait_for()
        pagina.get_by_label("Titel").fill("Lege winkels")
        pagina.get_by_label("Eenheid").fill("% van de winkels")
        pagina.get_by_label("Wat meet het precies?").fill("Winkels die leegstaan.")
        pagina.get_by_label("Bron: wie maakte dit cijfer?").fill("Team EZ")
        choose(pagina, "Thema", "Wonen")
        pagina.get_by_role("button", name="Bewaren en tonen").click()
        naar_nulmeting = pagina.get_by_role("link", name="Bekijk het op Nulmeting")
        expect(naar_nulmeting).to_be_visible(timeout=180_000)  # a whole build lies in between
        naar_nulmeting.click()
        expect(pagina.get_by_role("heading", name="Lege winkels in Delft")).to_be_visible()
        expect(pagina.get_by_text("Binnenstad 9,1\u00a0% tegenover heel Delft")).to_be_visible()
        expect(pagina.get_by_text("% van de winkels · eigen cijfer")).to_be_visible()
        load_pagina(pagina, f"{adres}/Eigen_cijfers?regio=GM0503")
        pagina.get_by_role("button", name="Weghalen").click()
        pagina.get_by_role("button", name="Ja, haal weg").click()
        expect(pagina.get_by_text("‘Lege winkels’ is weggehaald")).to_be_visible(timeout=180_000)
        expect(pagina.get_by_text("Er zijn nog geen eigen cijfers.")).to_be_visible()
        pagina.close()
    assert not (snapshots / "eigen_indicatoren.yaml").exists()
    assert list(snapshots.glob("*.csv"))
