"""Goals on figures with a licence: in the dossier's own documents with their mark, nowhere else."""

import io
from dataclasses import replace

import docx
import duckdb
import openpyxl
import pypdf
import pytest
from pptx import Presentation

from tests.test_dossier_eigen import add_doel, build_reeks
from tests.test_dossier_scherm import open_page
from tests.test_dossier_scherm import opslag as opslag
from tests.test_dossier_scherm import toegang as toegang
from tests.test_export_inhoud import build
from tests.test_paginas import read_text
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.dossier.dossier import Toegang
from welvaart.dossier.eigenreeks import count_verborgen, find_verborgen
from welvaart.dossier.opslag import Opslag
from welvaart.export.bouwen.bouw import build_document
from welvaart.export.huisstijl import load_huisstijl
from welvaart.export.inhoud import Alinea, Document, Grafiek, Hoofdstuk, Kop, Tabel
from welvaart.lezen.stand import Stand
from welvaart.scherm.exporteer import write_export

WERK = "netto_arbeidsparticipatie"
LICENTIE = Doelregel("d1", "dossier_r1", 8.25, 2023, 6.25, 2027, None, "3 Economie", "Bellen.")
GEWOON = Doelregel("d2", WERK, 69.3, 2022, 72.0, 2028, None, "", "")
MERK = "Geef het niet door"


def find_doelen(document: Document) -> Hoofdstuk:
    (hoofdstuk,) = (h for h in document.hoofdstukken if h.sleutel == "doelen")
    return hoofdstuk


@pytest.fixture
def document(stand: Stand) -> Document:
    opdracht = build(stand, "GM0503")[0]
    return build_document(
        replace(
            opdracht,
            doelen=[LICENTIE, GEWOON],
            eigen={"dossier_r1": build_reeks()},
            begroot={("d1", 2027): 6.5, ("d2", 2027): 71.25},
            jaren=[2027, 2028],
        )
    )


def test_the_goal_stands_in_the_document_with_its_mark(document: Document) -> None:
    delen = find_doelen(document).delen
    assert [d.tekst for d in delen if isinstance(d, Kop)] == [
        "Lege winkels",
        "Netto arbeidsparticipatie",
    ]
    assert isinstance(delen[0], Alinea) and "2 doelen" in delen[0].tekst and not delen[0].op_dia
    assert MERK in str(delen[2]) and "Locatus ‹b› en valt onder een licentie" in str(delen[2])
    eigen, gewoon = (d for d in delen if isinstance(d, Grafiek))
    assert eigen.reeksen[0].waarden == (8.25, 7.75, None, None, None)
    assert eigen.reeksen[1].waarden == (8.25, 7.75, 7.25, 6.75, 6.25)
    assert "Niet doorgeven" in eigen.bron and MERK in eigen.noten[0]
    assert "iet doorgeven" not in gewoon.bron
    assert document.ondertitel.endswith(
        "Niet doorgeven: met cijfers onder licentie van Locatus ‹b›"
    )


def test_the_table_has_its_years_and_what_was_planned(document: Document) -> None:
    (tabel,) = (d for d in find_doelen(document).delen if isinstance(d, Tabel))
    assert tabel.koppen[3:5] == ("Begroting 2027", "Begroting 2028")
    winkels, werk = tabel.rijen
    assert winkels[1:6] == ("8,25 (2023)", "7,75 (2024)", "6,50", "", "6,25 (2027)")
    assert werk[3:5] == ("71,25", "")
    assert "alleen in dit dossier; licentie: alleen intern" in winkels[-2]


def test_every_kind_of_file_carries_the_mark(stand: Stand) -> None:
    opdracht = replace(
        build(stand, "GM0503", WERK)[0],
        doelen=[LICENTIE],
        eigen={"dossier_r1": build_reeks()},
        jaren=[2027],
    )
    stijl = load_huisstijl()
    slides = Presentation(io.BytesIO(write_export("pptx", opdracht, stijl))).slides
    woorden = [
        vorm.text_frame.text for slide in slides for vorm in slide.shapes if vorm.has_text_frame
    ]
    assert any("Niet doorgeven" in tekst for tekst in woorden)
    tekst = docx.Document(io.BytesIO(write_export("docx", opdracht, stijl)))
    assert any(MERK in alinea.text for alinea in tekst.paragraphs)
    boek = openpyxl.load_workbook(io.BytesIO(write_export("xlsx", opdracht, stijl)))
    cellen = [str(cel.value) for blad in boek for rij in blad.iter_rows() for cel in rij]
    assert any("Niet doorgeven" in cel for cel in cellen)
    assert any("licentie: alleen intern" in cel for cel in cellen)
    assert "Begroting 2027" in cellen
    pdf = pypdf.PdfReader(io.BytesIO(write_export("pdf", opdracht, stijl)))
    assert MERK in " ".join(" ".join(blad.extract_text().split()) for blad in pdf.pages)


def test_without_the_series_the_figure_is_nowhere(stand: Stand) -> None:
    opdracht = replace(build(stand, "GM0503")[0], doelen=[LICENTIE, GEWOON])
    document = build_document(opdracht)
    assert "8,25" not in str(document) and "7.75" not in str(document)
    assert "iet doorgeven" not in str(document)


def test_a_document_of_who_reads_says_what_is_left_out(
    opslag: Opslag, toegang: Toegang, stand: Stand
) -> None:
    add_doel(opslag, toegang, opslag.eigen.add(toegang, build_reeks()))
    velden = opslag.read_velden(toegang)
    aantal = count_verborgen(find_verborgen(velden))
    assert aantal == 1
    opdracht = replace(build(stand, "GM0503")[0], doelen=[], verborgen=aantal)
    (alinea,) = find_doelen(build_document(opdracht)).delen
    assert isinstance(alinea, Alinea)
    assert alinea.tekst == (
        "1 doel gaat over cijfers met een licentie. Die staan niet in dit document."
    )
    lezer = open_page(toegang.leescode, stap="9")
    assert "1 doel gaat over cijfers met een licentie" in read_text(lezer)


def test_nothing_of_it_reaches_the_warehouse_or_another_dossier(
    opslag: Opslag, toegang: Toegang, stand: Stand, warehouse: object
) -> None:
    add_doel(opslag, toegang, opslag.eigen.add(toegang, build_reeks()))
    open_page(toegang.bewerkcode, stap="9")
    with duckdb.connect(str(warehouse), read_only=True) as verbinding:
        for tabel in ("indicator", "snapshot", "eigen_reeks"):
            inhoud = str(verbinding.table(tabel).fetchall())
            assert "Lege winkels" not in inhoud and "Locatus ‹b›" not in inhoud
    ander = opslag.create_dossier("Ander", "GM0503")
    add_doel(opslag, ander, "dossier_r1")  # the same id, in a dossier without that series
    tekst = read_text(open_page(ander.bewerkcode, stap="4"))
    assert "Lege winkels" not in tekst and "7,75" not in tekst
