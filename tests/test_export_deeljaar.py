"""WW per month and vacatures per quarter in files: one line, hollow points, gaps open, years."""

import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pytest
from pptx import Presentation
from pptx.chart.chart import Chart

from tests.deeljaarwereld import fetch_deeljaar
from tests.test_dia import build_document
from tests.test_export_inhoud import build
from welvaart.export.beeld.plaatje import draw_svg
from welvaart.export.bouwen.agenda.agenda import find_hoofdstukken, limit_hoofdstuk
from welvaart.export.bouwen.bouw import build_document as build_bouw
from welvaart.export.bouwen.onderwerp.deeljaar import build_deeljaar
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.dias.dia import write_pptx
from welvaart.export.excel.werkboek import write_xlsx
from welvaart.export.huisstijl import load_huisstijl
from welvaart.export.inhoud import Alinea, Deel, Document, Grafiek, Hoofdstuk, Kop, Reeks, Tabel
from welvaart.export.pdf.pdf import build_deel, write_pdf
from welvaart.export.word.tekst import write_docx
from welvaart.lezen.standlezer import read_stand
from welvaart.onderwerp.deeljaarzin import UITLEG

STIJL = load_huisstijl()


@pytest.fixture(scope="module")
def opdracht(tmp_path_factory: pytest.TempPathFactory) -> Opdracht:
    pad = fetch_deeljaar(tmp_path_factory.mktemp("deeljaar"), "ww_uitkeringen", "vacatures")
    return build(read_stand(pad), "GM0503")[0]


@pytest.fixture(scope="module")
def delen(opdracht: Opdracht) -> list[Deel]:
    return build_deeljaar(opdracht)


@pytest.fixture(scope="module")
def document(delen: list[Deel]) -> Document:
    return build_document(Hoofdstuk("participatie", "Wie werkt er?", tuple(delen)))


def get_grafieken(delen: list[Deel]) -> tuple[Grafiek, Grafiek]:
    ww, vacatures = [deel for deel in delen if isinstance(deel, Grafiek)]
    return ww, vacatures


def test_the_line_is_that_of_the_page_with_its_message_and_five_years(delen: list[Deel]) -> None:
    ww, vacatures = get_grafieken(delen)
    assert [type(d).__name__ for d in delen[:4]] == ["Kop", "Alinea", "Grafiek", "Tabel"]
    assert ww.titel.replace("\u00a0", " ") == (
        "Mensen met een WW-uitkering in de arbeidsmarktregio Haaglanden: 12.350 in april 2026 "
        "(voorlopig). Dat zijn er 600 (5 %) meer dan in april 2025; in Nederland 1 % meer."
    )
    (reeks,) = ww.reeksen
    assert (reeks.naam, reeks.rol, len(reeks.waarden)) == ("Regio Haaglanden", "eigen", 61)
    assert (ww.categorieen[0], ww.categorieen[-1]) == ("april 2021", "april 2026")
    assert (ww.dagen[0], ww.dagen[-1]) == (date(2021, 4, 1), date(2026, 4, 1))
    # the n-th month from January 2019 on is 8.000 + 50 n; of May 2024 there is no figure
    assert reeks.waarden[0] == 8000 + 27 * 50
    assert [ww.categorieen[k] for k, w in enumerate(reeks.waarden) if w is None] == ["mei 2024"]
    assert [k for k, hol in enumerate(reeks.voorlopig) if hol] == [58, 59, 60]  # not the "nader"
    assert [dag.month for dag in vacatures.dagen[:5]] == [1, 4, 7, 10, 1]
    assert vacatures.categorieen[0] == "1e kwartaal 2021"
    assert vacatures.categoriekop == ww.categoriekop == "Periode"


def test_of_very_many_points_only_those_that_say_something_have_a_sign() -> None:
    waarden = (1.0, 2.0, None, 3.0, None, 4.0, 5.0, 6.0)
    reeks = Reeks("a", "eigen", waarden, (False,) * 6 + (True, False), 0)
    assert reeks.tekens == (3, 6, 7)  # alone between gaps, provisional, newest
    assert Reeks("a", "eigen", (None, None), (False, True), 0).tekens == ()


def test_the_picture_names_years_where_they_begin_and_leaves_the_gap_open(
    delen: list[Deel],
) -> None:
    ww, _ = get_grafieken(delen)
    svg = draw_svg(ww, STIJL)
    plekken = {
        int(tekst): float(x)
        for x, tekst in re.findall(r'<text x="([\d.]+)"[^>]*>(\d{4})</text>', svg)
    }
    assert [*sorted(plekken)] == [2022, 2023, 2024, 2025, 2026]
    stappen = [b - a for a, b in pairwise(plekken[jaar] for jaar in sorted(plekken))]
    assert max(stappen) / min(stappen) < 1.01  # a leap year is a day longer
    hol = re.findall(r"<circle[^>]*>", svg)
    assert len(hol) == 3
    assert all("#FFFFFF" in punt.upper() for punt in hol)


def test_a_break_cuts_the_line_between_two_months(delen: list[Deel]) -> None:
    ww, _ = get_grafieken(delen)
    gebroken = replace(ww, breuken=(("januari 2023", "andere telling"),))
    assert ">breuk<" in draw_svg(gebroken, STIJL)
    assert ">breuk<" not in draw_svg(ww, STIJL)


def find_charts(inhoud: bytes) -> list[Chart]:
    return [
        vorm.chart
        for dia in Presentation(BytesIO(inhoud)).slides
        for vorm in dia.shapes
        if getattr(vorm, "has_chart", False)
    ]


def test_powerpoint_draws_the_line_itself_along_dates_with_the_years_named(
    document: Document, delen: list[Deel]
) -> None:
    ww, _ = get_grafieken(delen)
    chart, kwartalen = find_charts(write_pptx(document, STIJL))
    as_ = chart.category_axis._element
    assert as_.tag.endswith("dateAx")
    assert as_.find("{*}numFmt").get("formatCode") == "yyyy"
    assert (date(1899, 12, 30).toordinal() + float(as_.find("{*}scaling/{*}min").get("val"))) == (
        date(2021, 1, 1).toordinal()
    )
    namen = [deel.tag.rpartition("}")[2] for deel in as_]
    assert namen[-3:] == ["baseTimeUnit", "majorUnit", "majorTimeUnit"]  # the order of the schema
    assert as_.find("{*}majorTimeUnit").get("val") == "years"
    (serie,) = chart.plots[0].series
    assert tuple(serie.values) == ww.reeksen[0].waarden
    assert str(serie.marker.style) == "NONE (-4142)"
    punten = serie._element.findall("{*}dPt")
    assert [int(p.find("{*}idx").get("val")) for p in punten] == [58, 59, 60]
    assert kwartalen.category_axis._element.tag.endswith("dateAx")
    blad = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert blad is not None and blad["A1"].value == "Periode"
    assert blad["A2"].value == datetime(2021, 4, 1)  # noqa: DTZ001 - a day of a sheet
    assert "mmmm" in blad["A2"].number_format and blad["B39"].value is None


def test_a_slide_does_not_repeat_how_they_are_compared(document: Document) -> None:
    dias = Presentation(BytesIO(write_pptx(document, STIJL))).slides
    op_dia = [v.text_frame.text for d in dias for v in d.shapes if v.has_text_frame]
    assert UITLEG not in op_dia
    assert any(UITLEG in d.notes_slide.notes_text_frame.text for d in dias)  # type: ignore[union-attr]


def test_word_has_the_picture_under_whose_figures_they_are(
    document: Document, delen: list[Deel]
) -> None:
    ww, _ = get_grafieken(delen)
    word = docx.Document(BytesIO(write_docx(document, STIJL)))
    assert len(word.inline_shapes) == 2
    tekst = [alinea.text for alinea in word.paragraphs]
    kop = tekst.index("Mensen met een WW-uitkering")
    assert tekst[kop + 1].startswith("Dit zijn cijfers van de arbeidsmarktregio Haaglanden")
    assert tekst[kop + 2].endswith(ww.titel)
    assert sum(UITLEG in alinea for alinea in tekst) == 1
    assert sum("Een open punt" in alinea for alinea in tekst) == 0  # the picture says so


def test_the_pdf_has_the_line_without_sixty_rows_of_figures(
    document: Document, delen: list[Deel]
) -> None:
    for grafiek in get_grafieken(delen):
        deel = build_deel(grafiek, STIJL)
        assert deel["cijfers"] is None and "<svg" in deel["svg"]
    assert write_pdf(document, STIJL).startswith(b"%PDF")


def test_the_workbook_has_every_month_and_a_chart_along_dates(
    document: Document, opdracht: Opdracht, delen: list[Deel]
) -> None:
    ww, _ = get_grafieken(delen)
    inhoud = write_xlsx(document, opdracht, STIJL)
    blad = openpyxl.load_workbook(BytesIO(inhoud))["Participatie"]
    rijen = [[cel.value for cel in rij[:3]] for rij in blad.iter_rows()]
    kop = rijen.index(["Periode", "Begint in", "Regio Haaglanden"])
    waarden = ww.reeksen[0].waarden
    assert [rij[0] for rij in rijen[kop + 1 : kop + 62]] == [*ww.categorieen]
    assert tuple(rij[2] for rij in rijen[kop + 1 : kop + 62]) == waarden
    assert rijen[kop + 1][1] == datetime(2021, 4, 1)  # noqa: DTZ001 - a day of a sheet
    with zipfile.ZipFile(BytesIO(inhoud)) as boek:
        vormen = [boek.read(n).decode() for n in boek.namelist() if "charts/chart" in n]
    assert len(vormen) == 2
    assert all("<c:dateAx>" in vorm and 'majorTimeUnit val="years"' in vorm for vorm in vormen)
    assert f"Participatie!$B${kop + 2}:$B${kop + 62}" in vormen[0]


def test_without_fetched_figures_nothing_is_said(warehouse: Path) -> None:
    assert build_deeljaar(build(read_stand(warehouse), "GM0503")[0]) == []


def test_headings_tables_and_the_explanation_stay(delen: list[Deel]) -> None:
    assert [d.tekst for d in delen if isinstance(d, Kop)] == [
        "Mensen met een WW-uitkering",
        "Openstaande vacatures",
    ]
    assert all("Bron: " in d.noot for d in delen if isinstance(d, Tabel))
    assert delen[-1] == Alinea(UITLEG, klein=True, op_dia=False)


def test_the_chapter_about_work_has_the_lines_and_names_their_sources(opdracht: Opdracht) -> None:
    hoofdstukken = {h.sleutel: h for h in find_hoofdstukken(opdracht.landstand)}
    mens = build_bouw(limit_hoofdstuk(opdracht, hoofdstukken["human_capital"]))
    (deel,) = [h for h in mens.hoofdstukken if h.sleutel == "deeljaar"]
    assert deel.titel == "WW en vacatures"
    assert len([d for d in deel.delen if isinstance(d, Grafiek)]) == 2
    namen = [h.sleutel for h in mens.hoofdstukken]
    assert namen.index("participatie") < namen.index("deeljaar") < namen.index("regio")
    assert {"85554NED", "83599NED"} <= {bron.tabel for bron in mens.bronnen}
    ruimte = build_bouw(limit_hoofdstuk(opdracht, hoofdstukken["ruimte"]))
    assert "deeljaar" not in [h.sleutel for h in ruimte.hoofdstukken]
    assert "85554NED" not in {bron.tabel for bron in ruimte.bronnen}
