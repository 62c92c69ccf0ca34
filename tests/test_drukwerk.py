"""Handouts of a dossier: the page to print and the Word file say the same, in real structure."""

import re
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_dossier_stappen import VELDEN, fill
from welvaart.dossier.doelenlijst import read_doelen
from welvaart.export.bladen import (
    build_belblad,
    build_collegeoverzicht,
    build_factsheet,
    build_gesprekskaarten,
    build_placemat,
    build_projectopdracht,
    build_werkblad,
)
from welvaart.export.drukpagina import write_html
from welvaart.export.drukwerk import Drukblad, Drukwerk
from welvaart.export.huisstijl import load_huisstijl
from welvaart.export.inhoud import Alinea, Kop, Lijst, Tabel
from welvaart.export.word.drukwerk import write_drukwerk
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand

NU = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STIJL = load_huisstijl()
BRON = ["CBS, Regionale Monitor Brede Welvaart, editie 2023"] * 2
SOORTEN = ("college", "opdracht", "factsheet", "kaarten", "placemat", "werkblad", "belblad")


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


@pytest.fixture(scope="module")
def alle(stand: Stand) -> dict[str, Drukwerk]:
    regels = {r.indicator.indicator_id: r for r in stand.build_scorekaart("GM0503")}
    twee = [regels["netto_arbeidsparticipatie"], regels["overgewicht"]]
    velden = VELDEN | fill({"doel/d2/eigenaar": 1})
    doelen, wie = read_doelen(velden, {}), {1: "Wethouder De Boer"}
    return {
        "college": build_collegeoverzicht(
            stand, "Delft", {"Werk": "De Boer", "Wonen": ""}, doelen, wie, {}
        ),
        "opdracht": build_projectopdracht(
            stand, "Delft", "Jo & Co", {"Waarom nu?": "Regel een\nregel twee", "Wie?": ""}, ["A"]
        ),
        "factsheet": build_factsheet(stand, "Delft", "Els", "Doe mee!", twee),
        "kaarten": build_gesprekskaarten(stand, "Delft", [(r, "Wat ziet u?") for r in twee]),
        "placemat": build_placemat(stand, "Delft", "Werk", twee, "Wat ziet u?"),
        "werkblad": build_werkblad(
            stand, "Haaglanden", ["Zin."], {"Waarom?": "", "Wat?": "Dit."}, BRON
        ),
        "belblad": build_belblad(
            stand, "Delft", {"Netto, 2013–2022": [["Oss", "1", "2", "+1", "beter"]]}, BRON
        ),
    }


def open_word(drukwerk: Drukwerk) -> Any:  # noqa: ANN401 - python-docx has no types here
    return docx.Document(BytesIO(write_drukwerk(drukwerk, STIJL, NU)))


def read_word(word: Any) -> str:  # noqa: ANN401
    cellen = [cel.text for tabel in word.tables for rij in tabel.rows for cel in rij.cells]
    return " ".join(" ".join([*(a.text for a in word.paragraphs), *cellen]).split())


def read_html(pagina: str) -> str:
    lijf = pagina.split("<body>")[1].replace("<br>", " ")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", lijf)).split())


@pytest.mark.parametrize("soort", SOORTEN)
def test_both_forms_hold_the_same_words(alle: dict[str, Drukwerk], soort: str) -> None:
    def tel(tekst: str) -> set[str]:
        return set(re.findall(r"[\w%€,]+", tekst)) - {"Bronnen", "Tabel", "1", "2"}

    drukwerk = alle[soort]
    assert tel(read_word(open_word(drukwerk))) == tel(read_html(write_html(drukwerk)))


@pytest.mark.parametrize("soort", SOORTEN)
def test_word_has_real_headings_header_rows_and_the_dutch_language(
    alle: dict[str, Drukwerk], soort: str
) -> None:
    drukwerk = alle[soort]
    word = open_word(drukwerk)
    koppen = [a.text for a in word.paragraphs if a.style.name == "Heading 1"]
    assert koppen == [blad.titel for blad in drukwerk.bladen]
    tussen = [a.text for a in word.paragraphs if a.style.name == "Heading 2"]
    delen = [d for blad in drukwerk.bladen for d in blad.delen]
    assert [k for k in tussen if k != "Bronnen"] == [d.tekst for d in delen if isinstance(d, Kop)]
    punten = [p for d in delen if isinstance(d, Lijst) for p in d.punten]
    bronnen = [b for blad in drukwerk.bladen if not blad.vult for b in blad.bronnen]
    gevonden = [a.text for a in word.paragraphs if a.style.name == "List Bullet"]
    assert gevonden == [*punten, *bronnen]
    tabellen = [d for d in delen if isinstance(d, Tabel)]
    for raster, tabel in zip(word.tables, tabellen, strict=True):
        assert [tuple(c.text for c in r.cells) for r in raster.rows] == [tabel.koppen, *tabel.rijen]
        assert raster.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert raster._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == tabel.bijschrift
    assert word.core_properties.language == "nl-NL"
    assert word.core_properties.title == drukwerk.titel
    talen = {e.get(qn("w:val")) for e in word.styles.element.iter(qn("w:lang"))}
    assert talen == {"nl-NL"}


def test_cards_are_a5_and_each_begins_on_a_new_page(alle: dict[str, Drukwerk]) -> None:
    word = open_word(alle["kaarten"])
    deel = word.sections[0]
    assert (round(deel.page_width.cm, 1), round(deel.page_height.cm, 1)) == (14.8, 21.0)
    nieuw = [
        a.paragraph_format.page_break_before for a in word.paragraphs if a.style.name == "Heading 1"
    ]
    assert nieuw == [False, True]
    assert sum(a.style.name == "Schrijfruimte" for a in word.paragraphs) == 4
    mat = open_word(alle["placemat"]).sections[0]
    assert mat.page_width > mat.page_height


def test_figures_carry_their_sources_and_the_same_handout_gives_the_same_bytes(
    alle: dict[str, Drukwerk],
) -> None:
    for soort in ("college", "factsheet", "kaarten", "placemat", "werkblad", "belblad"):
        drukwerk = alle[soort]
        assert all(blad.bronnen for blad in drukwerk.bladen), soort
        tekst = read_word(open_word(drukwerk))
        assert all(bron in tekst for blad in drukwerk.bladen for bron in blad.bronnen)
        assert write_drukwerk(drukwerk, STIJL, NU) == write_drukwerk(drukwerk, STIJL, NU)
    assert "Cijfers gebouwd op" in read_word(open_word(alle["opdracht"]))


def test_a_goal_names_its_owner_and_what_is_missing_says_so(alle: dict[str, Drukwerk]) -> None:
    tekst = read_word(open_word(alle["college"]))
    assert "Wethouder De Boer" in tekst and "nog niemand" in tekst
    assert "de indicator bestaat niet meer" in tekst  # goal d1 is about an indicator that is gone
    assert "nog niet compleet" in tekst  # goal d10 has no figures yet
    assert "66,9\u00a0% (2021)" in tekst.replace("66,9 %", "66,9\u00a0%")


def test_no_page_says_what_to_do_first(stand: Stand) -> None:
    leeg = build_gesprekskaarten(stand, "Delft", [])
    assert "Kies eerst prioriteiten." in write_html(leeg)
    assert "Kies eerst prioriteiten." in read_word(open_word(leeg))


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=40))
def test_whatever_somebody_typed_stays_text(tekst: str) -> None:
    blad = Drukblad(tekst, (Kop(tekst), Alinea(tekst), Tabel("t", (tekst,), ((tekst,),))), (), "")
    drukwerk = Drukwerk("Titel", (blad,))
    assert len(open_word(drukwerk).tables) == 1
    assert write_html(drukwerk).count("<table>") == 1
