"""The part Exporteer: buttons on the pages, and files that open, made off the page."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from tests.test_export_inhoud import build
from tests.test_paginas import read_text, run_page
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.huisstijl import load_huisstijl
from welvaart.export.voortgang import Meld
from welvaart.fouten import KeuzeFout, WarehouseFout
from welvaart.lezen.standlezer import read_stand
from welvaart.scherm import exporteer
from welvaart.scherm.exporteer import write_export
from welvaart.scherm.gegevens import gegevens

pytestmark = pytest.mark.usefixtures("exporteert")
WOORDEN = ["PowerPoint", "Word", "Excel", "PDF"]


@pytest.fixture(scope="module")
def opdracht(warehouse: Path) -> Opdracht:
    opdracht, _ = build(read_stand(warehouse), "GM0503")
    return opdracht


def find_knoppen(test: AppTest) -> list[str]:
    return [knop.label for knop in test.button if (knop.key or "").startswith("maak ")]


def test_the_nulmeting_offers_four_kinds_of_file_and_each_chapter_of_the_agenda() -> None:
    test = run_page("pages/1_Nulmeting.py", regio="GM0503")
    assert not test.exception
    assert find_knoppen(test) == WOORDEN
    keuze = test.selectbox(key="kies_export")
    assert keuze.options == [
        "De hele nulmeting",
        "Economische Agenda: Ondernemersdienstverlening",
        "Economische Agenda: Vernieuwing van de economie",
        "Economische Agenda: Ruimte voor werken en ondernemen",
        "Economische Agenda: Human capital",
        "Economische Agenda: Regionaal samenwerken",
    ]
    keuze.select("Economische Agenda: Ruimte voor werken en ondernemen").run()
    assert not test.exception and find_knoppen(test) == WOORDEN


def test_an_open_indicator_goes_out_as_one_slide() -> None:
    test = run_page("pages/1_Nulmeting.py", regio="GM0503", indicator="werkloosheid")
    assert not test.exception
    assert find_knoppen(test)[-1] == "Deze grafiek als dia (PowerPoint)"


def test_an_indicator_without_figures_offers_no_slide() -> None:
    test = run_page("pages/1_Nulmeting.py", regio="GM0503", indicator="zwemwater_kust")
    assert not test.exception
    assert "Deze grafiek als dia (PowerPoint)" not in find_knoppen(test)


def test_a_style_that_cannot_be_read_is_named_and_the_buttons_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stijl = tmp_path / "stijl.yaml"
    stijl.write_text('kleuren: {eigen: "#FFFFFF"}', encoding="utf-8")
    monkeypatch.setenv("WELVAART_HUISSTIJL", str(stijl))
    test = run_page("pages/1_Nulmeting.py", regio="GM0503")
    assert not test.exception and find_knoppen(test) == WOORDEN
    assert "niet goed te lezen" in read_text(test)


@pytest.mark.parametrize("soort", ["pptx", "docx", "xlsx", "pdf"])
def test_each_kind_of_file_opens_and_names_the_priorities_and_goals(
    opdracht: Opdracht, soort: str
) -> None:
    inhoud = write_export(soort, opdracht, load_huisstijl())
    tekst = READERS[soort](inhoud)
    assert "Netto arbeidsparticipatie" in tekst
    assert "Omdat het moet." in tekst
    assert "72,0" in tekst


def read_pptx(inhoud: bytes) -> str:
    deck = Presentation(BytesIO(inhoud))
    vormen = [v for dia in deck.slides for v in dia.shapes if v.has_text_frame]
    return "\n".join(v.text_frame.text for v in vormen)


def read_docx(inhoud: bytes) -> str:
    return "\n".join(alinea.text for alinea in docx.Document(BytesIO(inhoud)).paragraphs)


def read_xlsx(inhoud: bytes) -> str:
    boek = openpyxl.load_workbook(BytesIO(inhoud))
    return "\n".join(str(c) for blad in boek for rij in blad.values for c in rij if c is not None)


def read_pdf(inhoud: bytes) -> str:
    tekst = "\n".join(pagina.extract_text() for pagina in pypdf.PdfReader(BytesIO(inhoud)).pages)
    return tekst.replace("\u00a0", " ")


READERS = {"pptx": read_pptx, "docx": read_docx, "xlsx": read_xlsx, "pdf": read_pdf}


def test_a_chapter_of_the_agenda_leaves_the_rest_out_and_says_so(opdracht: Opdracht) -> None:
    titel = "Economische Agenda Delft: Ruimte voor werken en ondernemen"
    keuze = replace(opdracht, indicator_ids=frozenset({"leegstand_woningen"}), titel=titel)
    tekst = read_docx(write_export("docx", keuze, load_huisstijl()))
    weg = tekst.partition("Niet gekozen voor dit document")[2].partition("Bronnen")[0]
    (werk,) = [r for r in weg.splitlines() if r.startswith("Arbeid en vrije tijd: ")]
    assert "Werkloosheid" in werk and "ingeschreven bewoner" not in weg
    assert titel in tekst and "Nulmeting brede welvaart" not in tekst


def test_no_file_is_made_before_a_button_is_pressed(monkeypatch: pytest.MonkeyPatch) -> None:
    gemaakt: list[str] = []
    monkeypatch.setattr(exporteer, "write_export", lambda soort, *_: gemaakt.append(soort))
    monkeypatch.setattr(exporteer, "build_document", lambda _: gemaakt.append("document"))
    assert not run_page("pages/1_Nulmeting.py", regio="GM0503").exception
    assert gemaakt == []


def test_a_button_makes_the_file_and_then_offers_it(monkeypatch: pytest.MonkeyPatch) -> None:
    stappen: list[float] = []

    def write(soort: str, _: Opdracht, __: object, meld: Meld, ___: object) -> bytes:
        for deel in (0.1, 0.5, 1.0):
            meld(deel, "Bezig")
            stappen.append(deel)
        return soort.encode() * 1000

    monkeypatch.setattr(exporteer, "write_export", write)
    test = run_page("pages/1_Nulmeting.py", regio="GM0503")
    assert not test.get("download_button")
    test.button(key="maak export Word").click().run()
    assert not test.exception and stappen == [0.1, 0.5, 1.0]
    (klaar,) = test.get("download_button")
    assert klaar.proto.label == "Download nulmeting Delft.docx (4,0 kB)"
    test.selectbox(key="kies_export").select(
        "Economische Agenda: Ruimte voor werken en ondernemen"
    ).run()
    assert not test.get("download_button")  # what was made is about something else


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        (KeuzeFout("Het was niet op tijd klaar."), "Het was niet op tijd klaar."),
        (MemoryError(), "Er ging iets mis bij het schrijven. Probeer het nog eens"),
        (ValueError("unexpected"), "Er ging iets mis bij het schrijven. Probeer het nog eens"),
    ],
)
def test_a_file_that_cannot_be_made_gives_a_dutch_sentence_and_no_download(
    monkeypatch: pytest.MonkeyPatch, fout: Exception, zin: str
) -> None:
    def refuse(*_: object) -> bytes:
        raise fout

    monkeypatch.setattr(exporteer, "write_export", refuse)
    test = run_page("pages/1_Nulmeting.py", regio="GM0503")
    test.button(key="maak export PDF").click().run()
    assert not test.exception and not test.get("download_button")
    tekst = read_text(test).replace("\\", "")
    assert "nulmeting Delft.pdf is niet gemaakt." in tekst and zin in tekst
    assert "unexpected" not in tekst


@pytest.mark.parametrize("soort", ["pptx", "docx", "xlsx", "pdf"])
def test_every_kind_of_file_tells_how_far_it_is_from_begin_to_end(
    opdracht: Opdracht, soort: str
) -> None:
    gemeld: list[tuple[float, str]] = []
    write_export(soort, opdracht, load_huisstijl(), lambda deel, wat: gemeld.append((deel, wat)))
    delen = [deel for deel, _ in gemeld]
    assert delen == sorted(delen) and delen[0] < 0.1 < 0.7 <= delen[-1] <= 1
    assert len({wat for _, wat in gemeld}) >= 4


def break_lezen(*_: object) -> bytes:
    raise WarehouseFout("het warehouse is niet te lezen.")


def test_a_csv_of_gegevens_is_made_when_asked_and_fails_in_dutch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    test = run_page("pages/6_Gegevens.py", indicator="werkloosheid")
    assert not test.exception and not test.get("download_button")
    test.button(key="maak csv Maak CSV").click().run()
    (klaar,) = test.get("download_button")
    assert klaar.proto.label.startswith("Download werkloosheid.csv (")
    monkeypatch.setattr(gegevens, "read_csv", break_lezen)
    test = run_page("pages/6_Gegevens.py", indicator="overgewicht")
    test.button(key="maak csv Maak CSV").click().run()
    assert not test.exception and not test.get("download_button")
    zin = "overgewicht.csv is niet gemaakt. Het warehouse is niet te lezen."
    assert zin in read_text(test).replace("\\", "")


def draw_een(fout: Exception | None) -> None:
    from welvaart.scherm.maken import draw_direct  # a script of its own

    def maak() -> bytes:
        if fout is not None:
            raise fout
        return b"a;b"

    draw_direct("Download", "tabel.csv", "text/csv", maak)


@pytest.mark.parametrize("fout", [KeyError("rijen"), WarehouseFout("weg."), None])
def test_a_small_file_is_ready_at_once_or_says_why_not(fout: Exception | None) -> None:
    test = AppTest.from_function(draw_een, args=(fout,)).run()
    assert not test.exception
    assert len(test.get("download_button")) == (fout is None)
    assert ("tabel.csv is niet gemaakt." in read_text(test).replace("\\", "")) == (fout is not None)
