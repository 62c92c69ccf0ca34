"""The deck, opened again: titles, figures, alternatives, notes, language, and what cannot fit."""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from time import process_time

import openpyxl
import pytest
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Pt

from tests.test_export_inhoud import build, find_grafieken
from welvaart.export.dias.dia import write_dia, write_pptx
from welvaart.export.dias.diaas import begint_bij_nul, choose_as, format_getalvorm
from welvaart.export.dias.diatabel import split_tabel
from welvaart.export.dias.diatekst import Regel, split_regels
from welvaart.export.huisstijl import Huisstijl, load_huisstijl
from welvaart.export.inhoud import (
    Alinea,
    Document,
    Grafiek,
    Hoofdstuk,
    Kop,
    Lijst,
    Reeks,
    Tabel,
)
from welvaart.export.inperken import MAX_LIJNEN, MAX_STAVEN
from welvaart.export.maat import measure_breedte
from welvaart.lezen.standlezer import read_stand

NU = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STIJL = load_huisstijl()
PUNT = 12700
DAG_NUL = date(1899, 12, 30)
Schrijver = Callable[[str], tuple[Document, bytes]]
REGIOS = ["GM0503", "GM0096", "GM1982", "CR12", "eigen:GM0503,GM0505;Wij"]
NAAM60 = "Nuenen, Gerwen en Nederwetten met alles wat daar verder bij h"[:60]


@pytest.fixture(scope="module")
def write_deck(warehouse: Path) -> Schrijver:
    stand = read_stand(warehouse)

    @cache
    def write(code: str) -> tuple[Document, bytes]:
        _, document = build(stand, code)
        return document, write_pptx(document, STIJL)

    return write


def build_lijn(**anders: object) -> Grafiek:
    reeks = Reeks("Delft", "eigen", (1.0, None, 3.5, 4.0), (False, False, False, True), 1)
    land = Reeks("Nederland", "land", (2.0, 2.5, 3.0, 3.5), (False,) * 4, 1)
    basis = Grafiek(
        titel="Delft stijgt naar 4,0 %.",
        soort="lijn",
        eenheid="procent van de woningen",
        eenheid_kort="%",
        categorieen=("2020", "2021", "2022", "2023"),
        reeksen=(reeks, land),
        alt="Lijngrafiek. Delft stijgt naar 4,0 %.",
        bron="Bron: CBS, editie 2023.",
        kenmerk="44DW-3XRX-E",
        noten=("De definitie.",),
    )
    return replace(basis, **anders)


def build_staven(n: int, eigen: int, naam: str = "Delft") -> Grafiek:
    namen = tuple(naam if k == eigen else f"Gemeente {k}" for k in range(n))
    hoog = tuple(float(n - k) for k in range(n))
    zelf = tuple(w if k == eigen else None for k, w in enumerate(hoog))
    rest = tuple(None if k == eigen else w for k, w in enumerate(hoog))
    leeg = (False,) * n
    reeksen = (Reeks(naam, "eigen", zelf, leeg, 0), Reeks("Rest", "groep", rest, leeg, 0))
    return build_lijn(soort="staaf", categorieen=namen, reeksen=reeksen, titel="Staven.")


def build_document(*hoofdstukken: Hoofdstuk) -> Document:
    return Document(
        titel=f"Nulmeting brede welvaart {NAAM60}",
        ondertitel="Vergeleken met Nederland",
        regio=NAAM60,
        hoofdstukken=hoofdstukken,
        bronnen=(),
        indeling="Gemeenten van nu.",
        legenda="* = voorlopig",
        kenmerk="44DW-3XRX-E",
        gemaakt_op=NU,
    )


def open_deck(inhoud: bytes) -> Deck:
    return Presentation(BytesIO(inhoud))


def find_charts(deck: Deck) -> list[tuple[Slide, GraphicFrame]]:
    return [(dia, v) for dia in deck.slides for v in dia.shapes if getattr(v, "has_chart", False)]


def find_teksten(deck: Deck) -> Iterator[str]:
    for dia in deck.slides:
        for vorm in dia.shapes:
            if vorm.has_text_frame:
                yield vorm.text_frame.text
            elif getattr(vorm, "has_table", False):
                yield from (cel.text for rij in vorm.table.rows for cel in rij.cells)
        yield dia.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("code", REGIOS)
def test_every_slide_has_a_title_notes_a_source_and_a_number(
    write_deck: Schrijver, code: str
) -> None:
    document, inhoud = write_deck(code)
    deck = open_deck(inhoud)
    assert (deck.slide_width, deck.slide_height) == (12191695, 6858000)
    assert deck.core_properties.title == document.titel
    assert deck.core_properties.language == "nl-NL"
    titels = [dia.shapes.title.text_frame.text for dia in deck.slides]
    assert titels[0] == document.titel and all(titels)
    assert {g.titel for g in find_grafieken(document)} <= set(titels)
    for nummer, dia in enumerate(deck.slides, 1):
        assert dia.shapes[0] == dia.shapes.title  # read first
        assert dia.notes_slide.notes_text_frame.text.strip()
        velden = [e for e in dia._element.iter(qn("a:fld")) if e.get("type") == "slidenum"]
        assert [e.find(qn("a:t")).text for e in velden] == [str(nummer)]
        teksten = " ".join(v.text_frame.text for v in dia.shapes if v.has_text_frame)
        assert "Bron" in teksten or "Kenmerk" in teksten


@pytest.mark.parametrize("code", REGIOS)
def test_nothing_is_placed_off_the_slide_or_over_something_else(
    write_deck: Schrijver, code: str
) -> None:
    deck = open_deck(write_deck(code)[1])
    for dia in deck.slides:
        vakken = sorted((v.top, v.top + v.height, v.left, v.left + v.width) for v in dia.shapes)
        for boven, onder, links, rechts in vakken:
            assert boven >= 0 and links >= 0
            assert onder <= deck.slide_height and rechts <= deck.slide_width
        hoog = [v for v in vakken if v[3] - v[2] > deck.slide_width / 2]  # not the slide number
        for (_, onder, *_), (boven, *_) in pairwise(hoog):
            assert onder <= boven + 5 * PUNT


def read_categorie(categorie: object) -> str:
    """A category as written; of an axis of dates, whose days Excel counts, the year."""
    if isinstance(categorie, datetime):
        return str(categorie.year)
    dag = re.fullmatch(r"(\d{5})\.0", str(categorie))
    return str((DAG_NUL + timedelta(days=int(dag[1]))).year) if dag else str(categorie)


def test_the_figures_behind_a_chart_are_those_of_the_content(write_deck: Schrijver) -> None:
    document, inhoud = write_deck("GM0503")
    charts = find_charts(open_deck(inhoud))
    grafieken = find_grafieken(document)
    assert len(charts) == len(grafieken) > 4
    for (_, frame), grafiek in zip(charts, grafieken, strict=True):
        plot = frame.chart.plots[0]
        assert tuple(map(read_categorie, plot.categories)) == grafiek.categorieen
        assert [s.name for s in plot.series] == [r.naam for r in grafiek.reeksen]
        assert [tuple(s.values) for s in plot.series] == [r.waarden for r in grafiek.reeksen]
        boek = openpyxl.load_workbook(BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
        rijen = list(boek["Cijfers"].values)
        assert rijen[0][1:] == tuple(r.naam for r in grafiek.reeksen)
        for k, categorie in enumerate(grafiek.categorieen, 1):
            assert read_categorie(rijen[k][0]) == categorie
            assert rijen[k][1:] == tuple(r.waarden[k - 1] for r in grafiek.reeksen)
        assert all("Cijfers!" in f.text for f in frame.chart._chartSpace.iter(qn("c:f")))


def test_charts_and_tables_have_a_text_alternative_and_their_caveats_in_the_notes(
    write_deck: Schrijver,
) -> None:
    document, inhoud = write_deck("GM0503")
    deck = open_deck(inhoud)
    per_titel = {g.titel: g for g in find_grafieken(document)}
    beelden = 0
    for dia in deck.slides:
        for vorm in dia.shapes:
            if getattr(vorm, "has_chart", False) or getattr(vorm, "has_table", False):
                alt = next(vorm._element.iter(qn("p:cNvPr"))).get("descr")
                assert alt.endswith(".") and len(alt) > 10
                beelden += 1
        grafiek = per_titel.get(dia.shapes.title.text_frame.text)
        if grafiek is not None:
            noten = dia.notes_slide.notes_text_frame.text
            for deel in (grafiek.bron, grafiek.kenmerk, *grafiek.noten):
                assert deel in noten
    assert beelden > len(per_titel)


def test_all_text_is_marked_as_dutch(write_deck: Schrijver) -> None:
    _, inhoud = write_deck("GM0503")
    with zipfile.ZipFile(BytesIO(inhoud)) as bestand:
        for naam in bestand.namelist():
            if naam.startswith(("ppt/slides/slide", "ppt/notesSlides/n", "ppt/charts/c")):
                tekst = bestand.read(naam).decode()
                assert "nl-NL" in tekst and "en-US" not in tekst, naam
            if naam.startswith(("ppt/slideLayouts/s", "ppt/slideMasters/s")):
                assert "Click to edit" not in bestand.read(naam).decode(), naam


def test_the_same_document_gives_the_same_bytes_and_another_moment_only_another_date(
    write_deck: Schrijver,
) -> None:
    document, eerste = write_deck("GM0503")
    start = process_time()
    assert eerste == write_pptx(document, STIJL)
    assert process_time() - start < 6  # of the processor; 0,5 s usually
    assert len(eerste) < 2_000_000
    later = write_pptx(replace(document, gemaakt_op=NU.replace(day=23)), STIJL)
    with zipfile.ZipFile(BytesIO(eerste)) as a, zipfile.ZipFile(BytesIO(later)) as b:
        assert a.namelist() == b.namelist()
        anders = {n for n in a.namelist() if a.read(n) != b.read(n)}
    assert anders == {"docProps/core.xml", "ppt/slides/slide1.xml"}


def test_a_gap_stays_open_and_a_provisional_point_is_hollow() -> None:
    ((dia, frame),) = find_charts(open_deck(write_dia(build_lijn(), STIJL, NU)))
    ruimte = frame.chart._chartSpace
    assert next(ruimte.iter(qn("c:dispBlanksAs"))).get("val") == "gap"
    eigen, land = frame.chart.plots[0].series
    assert tuple(eigen.values) == (1.0, None, 3.5, 4.0)
    kleuren = [str(eigen.points[k].marker.format.fill.fore_color.rgb) for k in (3,)]
    assert kleuren == ["FFFFFF"]
    assert str(eigen.marker.format.fill.fore_color.rgb) == "C25A00"
    assert str(eigen.format.line.color.rgb) == "C25A00"
    assert eigen.format.line.width > land.format.line.width
    vormen = [vorm.get("formatCode") for vorm in eigen._element.iter(qn("c:numFmt"))]
    assert [vorm[-3:] for vorm in vormen if vorm.endswith('"')] == ['"*"']  # not every program
    assert any("Open punt en *: voorlopig cijfer." in v.text_frame.text for v in dia.placeholders)


def test_no_line_crosses_a_break() -> None:
    grafiek = build_lijn(breuken=(("2022", "andere methode."),))
    ((dia, frame),) = find_charts(open_deck(write_dia(grafiek, STIJL, NU)))
    reeksen = {s.name: tuple(s.values) for s in frame.chart.plots[0].series}
    assert reeksen == {
        "Delft (voor de breuk)": (1.0, None, None, None),
        "Delft": (None, None, 3.5, 4.0),
        "Nederland (voor de breuk)": (2.0, 2.5, None, None),
        "Nederland": (None, None, 3.0, 3.5),
    }
    tekst = " ".join(v.text_frame.text for v in dia.placeholders)
    assert "Breuk voor 2022, niet te vergelijken: andere methode." in tekst


def test_years_that_were_not_measured_keep_their_place_on_the_axis() -> None:
    grafiek = build_lijn(categorieen=("2012", "2016", "2020", "2022"))
    ((_, frame),) = find_charts(open_deck(write_dia(grafiek, STIJL, NU)))
    assert next(frame.chart._chartSpace.iter(qn("c:dateAx")), None) is not None
    boek = openpyxl.load_workbook(BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    assert [rij[0].year for rij in list(boek["Cijfers"].values)[1:]] == [2012, 2016, 2020, 2022]


def test_the_end_of_each_line_is_labelled_also_when_they_end_alike() -> None:
    gelijk = Reeks("Nederland", "land", (2.0, 2.5, 3.0, 4.0), (False,) * 4, 1)
    grafiek = build_lijn(reeksen=(build_lijn().reeksen[0], gelijk))
    ((_, frame),) = find_charts(open_deck(write_dia(grafiek, STIJL, NU)))
    labels = list(frame.chart._chartSpace.iter(qn("c:dLbl")))
    schuif = [float(e.find(f".//{qn('c:y')}").get("val")) for e in labels]
    assert len(labels) == 2 and not frame.chart.has_legend
    assert abs(schuif[0] - schuif[1]) > 0.1  # two lines of letters apart
    volgorde = [e.tag.split("}")[1] for e in labels[0]]
    assert volgorde == [
        *("idx", "layout", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal"),
        *("showCatName", "showSerName", "showPercent", "showBubbleSize", "separator"),
    ] or volgorde == [
        *("idx", "layout", "numFmt", "txPr", "dLblPos", "showLegendKey", "showVal"),
        *("showCatName", "showSerName", "showPercent", "showBubbleSize", "separator"),
    ]


def find_label(frame: GraphicFrame, nummer: int) -> tuple[str, float]:
    """Position of a label and how far it is moved down, as a part of the chart."""
    label = list(frame.chart._chartSpace.iter(qn("c:dLbl")))[nummer]
    y = label.find(f".//{qn('c:y')}")
    return label.find(qn("c:dLblPos")).get("val"), 0.0 if y is None else float(y.get("val"))


@pytest.mark.parametrize(
    ("waarden", "verder", "plek"),
    [
        ((9.0, 6.0, None, None), (None, 6.0, 5.0, 0.5), "b"),  # room below, the line comes down
        ((9.0, 0.6, None, None), (None, 0.6, 0.5, 0.4), "r"),  # none above the axis, the path falls
        ((9.0, 0.6, None, None), (None, 0.6, 3.0, 4.0), "t"),  # none, the path rises
        ((5.0, 8.0, None, None), (None, 8.0, 7.0, 6.0), "t"),
    ],
)
def test_a_name_inside_a_chart_stays_clear_of_lines_and_axis(
    waarden: tuple[float | None, ...], verder: tuple[float | None, ...], plek: str
) -> None:
    eigen = replace(build_lijn().reeksen[0], waarden=waarden, voorlopig=(False,) * 4)
    doel = Reeks("Doel", "doel", verder, (False,) * 4, 1)
    ((_, frame),) = find_charts(open_deck(write_dia(build_lijn(reeksen=(eigen, doel)), STIJL, NU)))
    positie, omlaag = find_label(frame, 0)
    assert positie == plek
    assert (omlaag < -0.05) == (plek == "r")  # beside the end, over the path


def test_a_name_is_never_broken_and_short_names_leave_the_chart_its_width() -> None:
    breedten = []
    for naam in ("Oss", "Terschelling", "Midden-Groningen Noord W"):
        eigen = replace(build_lijn().reeksen[0], naam=naam)
        grafiek = build_lijn(reeksen=(eigen, build_lijn().reeksen[1]))
        ((_, frame),) = find_charts(open_deck(write_dia(grafiek, STIJL, NU)))
        ruimte = frame.chart._chartSpace
        labels = list(ruimte.iter(qn("c:dLbl")))
        assert len(labels) == 2
        assert {e.find(f".//{qn('a:bodyPr')}").get("wrap") for e in labels} == {"none"}
        breedten.append(float(ruimte.chart.plotArea.find(f".//{qn('c:w')}").get("val")))
    assert breedten[0] > breedten[1] > breedten[2] >= 0.7


def test_a_long_name_gets_a_legend() -> None:
    lang = replace(build_lijn().reeksen[0], naam=NAAM60)
    grafiek = build_lijn(reeksen=(lang, build_lijn().reeksen[1]), titel=f"{NAAM60} stijgt.")
    ((dia, frame),) = find_charts(open_deck(write_dia(grafiek, STIJL, NU)))
    assert frame.chart.has_legend
    assert not list(frame.chart._chartSpace.iter(qn("c:dLbl")))
    assert dia.shapes.title.text_frame.text == f"{NAAM60} stijgt."


@pytest.mark.parametrize("eigen", [3, 60, 79])
def test_of_80_gemeenten_20_are_drawn_the_own_one_among_them(eigen: int) -> None:
    ((dia, frame),) = find_charts(open_deck(write_dia(build_staven(80, eigen), STIJL, NU)))
    namen = list(frame.chart.plots[0].categories)
    assert len(namen) <= MAX_STAVEN
    assert f"{eigen + 1}. Delft" in namen
    (waarde,) = [w for w in frame.chart.plots[0].series[0].values if w is not None]
    assert waarde == 80 - eigen
    assert "Van de 80 staven staan er" in " ".join(v.text_frame.text for v in dia.placeholders)


def test_equal_bars_share_their_place_when_not_all_are_drawn() -> None:
    grafiek = build_staven(30, 29)
    zelf, rest = grafiek.reeksen
    gelijk = replace(rest, waarden=tuple(1.0 if k == 28 else w for k, w in enumerate(rest.waarden)))
    ((_, frame),) = find_charts(
        open_deck(write_dia(replace(grafiek, reeksen=(zelf, gelijk)), STIJL, NU))
    )
    assert list(frame.chart.plots[0].categories)[-3:] == [
        "28. Gemeente 27",
        "29. Gemeente 28",
        "29. Delft",
    ]


def test_of_80_lines_the_own_one_and_nederland_stay() -> None:
    groep = [Reeks(f"G{k}", "groep", (1.0, 2.0, 3.0, float(k)), (False,) * 4, 1) for k in range(78)]
    eigen, land = build_lijn().reeksen
    grafiek = build_lijn(reeksen=(*groep, land, eigen))
    ((dia, frame),) = find_charts(open_deck(write_dia(grafiek, STIJL, NU)))
    namen = [s.name for s in frame.chart.plots[0].series]
    assert len(namen) == MAX_LIJNEN and {"Delft", "Nederland"} <= set(namen)
    assert "Van de 80 lijnen staan er 5" in dia.notes_slide.notes_text_frame.text


def test_a_chart_without_values_becomes_a_sentence() -> None:
    leeg = replace(build_lijn().reeksen[0], waarden=(None,) * 4)
    deck = open_deck(write_dia(build_lijn(reeksen=(leeg,)), STIJL, NU))
    assert find_charts(deck) == []
    assert "Er zijn geen cijfers om in deze grafiek te tekenen." in list(find_teksten(deck))


def test_text_that_looks_like_a_formula_or_a_script_stays_text() -> None:
    eng = "=CMD|'/C calc'!A1 <script>alert(1)</script> &amp;"
    reeks = replace(build_lijn().reeksen[0], naam=eng)
    hoofdstuk = Hoofdstuk(
        "foto",
        eng,
        (
            Kop(eng),
            Lijst((eng,)),
            build_lijn(reeksen=(reeks,), titel=eng, categorieen=(eng, "b", "c", "d")),
            Tabel(eng, (eng,), ((eng,),)),
        ),
        (eng,),
    )
    deck = open_deck(write_pptx(build_document(hoofdstuk), STIJL))
    assert sum(tekst.startswith(eng) for tekst in find_teksten(deck)) >= 5
    ((_, frame),) = find_charts(deck)
    boek = openpyxl.load_workbook(BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    cellen = [boek["Cijfers"]["A2"], boek["Cijfers"]["B1"]]
    assert [(cel.value, cel.data_type) for cel in cellen] == [(eng, "s"), (eng, "s")]


def test_a_long_list_goes_on_at_the_next_slide_with_its_heading() -> None:
    punten = tuple(f"Punt {k}: {'een zin met woorden ' * 8}." for k in range(12))
    delen = (Kop("Sterk"), Lijst(punten))
    deck = open_deck(write_pptx(build_document(Hoofdstuk("foto", "Foto", delen)), STIJL))
    dias = list(deck.slides)[1:]
    assert [d.shapes.title.text_frame.text for d in dias] == [
        f"Foto ({k}\u00a0van\u00a0{len(dias)})" for k in range(1, len(dias) + 1)
    ]
    teksten = [d.placeholders[1].text_frame.text.split("\n") for d in dias]
    assert len(dias) > 1 and all(t[0] == "Sterk" for t in teksten)
    assert [p for t in teksten for p in t[1:]] == list(punten)


def test_an_endless_list_gives_its_names_on_the_slide_and_the_rest_in_the_notes() -> None:
    punten = tuple(f"Indicator {k}: {'waarom hij er niet is ' * 10}" for k in range(80))
    hoofdstuk = Hoofdstuk("verantwoording", "Bronnen", (Kop("Weg"), Lijst(punten)))
    deck = open_deck(write_pptx(build_document(hoofdstuk), STIJL))
    dia = list(deck.slides)[1]
    assert "Indicator 0; Indicator 1; " in dia.placeholders[1].text_frame.text
    assert "in de notities" in " ".join(find_teksten(deck))
    assert all(punt in dia.notes_slide.notes_text_frame.text for punt in punten)


def test_a_table_of_many_rows_is_divided_with_its_header_on_each_slide() -> None:
    rijen = tuple((f"Indicator {k}", "1,0", "uitleg " * 12) for k in range(40))
    tabel = Tabel("Cijfers", ("Naam", "Waarde", "Uitleg"), rijen, rechts=(1,))
    deck = open_deck(write_pptx(build_document(Hoofdstuk("foto", "Foto", (tabel,))), STIJL))
    tabellen = [v.table for d in deck.slides for v in d.shapes if getattr(v, "has_table", False)]
    assert len(tabellen) > 1
    gelezen = []
    for raster in tabellen:
        assert raster.first_row
        cellen = [tuple(cel.text for cel in rij.cells) for rij in raster.rows]
        assert cellen[0] == tabel.koppen
        gelezen += cellen[1:]
    assert tuple(gelezen) == rijen


def test_the_style_of_a_team_is_used_with_its_logo_on_every_slide() -> None:
    plaatje = BytesIO()
    Image.new("RGB", (300, 100), "#102030").save(plaatje, "PNG")
    kleuren = STIJL.kleuren.model_copy(update={"eigen": "#B00020"})
    stijl = Huisstijl(kleuren, "Verdana", plaatje.getvalue())
    deck = open_deck(write_dia(build_lijn(), stijl, NU))
    ((_, frame),) = find_charts(deck)
    assert str(frame.chart.plots[0].series[0].format.line.color.rgb) == "B00020"
    assert frame.chart.font.name == "Verdana"
    (logo,) = [v for v in deck.slide_master.shapes if v.shape_type == 13]
    assert logo.image.blob == plaatje.getvalue()
    assert logo.top + logo.height <= deck.slide_height
    titel = next(v for v in deck.slide_master.placeholders if v.placeholder_format.type == 1)
    assert titel.left + titel.width <= logo.left


def test_a_paragraph_longer_than_a_slide_is_cut_between_words() -> None:
    tekst = "woord " * 1200
    hoofdstuk = Hoofdstuk("foto", "Foto", (Alinea(tekst.strip()),))
    deck = open_deck(write_pptx(build_document(hoofdstuk), STIJL))
    dias = list(deck.slides)[1:]
    assert len(dias) > 2
    woorden = " ".join(d.placeholders[1].text_frame.text.replace("\n", " ") for d in dias)
    assert woorden.split() == tekst.split()


@pytest.mark.parametrize(
    ("laag", "hoog", "vanaf_nul", "verwacht"),
    [
        (63.4, 72.2, False, (62.0, 74.0, 2.0)),
        (3.0, 4.0, True, (0.0, 5.0, 1.0)),
        (5.0, 5.0, False, (4.0, 6.0, 2.0)),
        (0.0, 0.0, True, (0.0, 0.25, 0.25)),
        (-3.0, 8.0, True, (-5.0, 10.0, 2.5)),
    ],
)
def test_an_axis_has_round_steps_and_holds_the_values(
    laag: float, hoog: float, vanaf_nul: bool, verwacht: tuple[float, float, float]
) -> None:
    onder, boven, stap = choose_as(laag, hoog, vanaf_nul=vanaf_nul)
    assert onder <= laag and boven >= hoog and stap > 0
    assert (onder, boven, stap) == pytest.approx(verwacht)


def test_units_stand_behind_the_value_the_dutch_way() -> None:
    assert format_getalvorm(build_lijn(), 1) == '[$-413]#,##0.0" %"'
    assert format_getalvorm(build_lijn(eenheid_kort="euro"), 0) == '[$-413]"€ "#,##0'
    assert format_getalvorm(build_lijn(eenheid_kort="ha per 1.000 inwoners"), 0) == "[$-413]#,##0"


def test_it_says_so_when_an_axis_does_not_start_at_nought() -> None:
    hoog = Reeks("Delft", "eigen", (61.0, 62.0, 63.0, 64.0), (False,) * 4, 1)
    grafiek = build_lijn(reeksen=(hoog,))
    assert not begint_bij_nul(grafiek)
    assert begint_bij_nul(build_staven(4, 1))
    teksten = " ".join(find_teksten(open_deck(write_dia(grafiek, STIJL, NU))))
    assert "De as begint niet bij 0." in teksten


def test_a_sentence_beside_a_chart_can_be_read_in_a_hall(write_deck: Schrijver) -> None:
    for code in ("GM0503", "CR12", "GM1982"):
        zinnen = [
            vorm.text_frame.paragraphs[0].runs[0]
            for dia in open_deck(write_deck(code)[1]).slides
            for vorm in dia.shapes
            if vorm.name.startswith("Toelichting")
        ]
        assert len(zinnen) > 4
        assert all(zin.font.size.pt >= 16 for zin in zinnen), code


def test_rows_that_are_left_are_spread_over_the_slides() -> None:
    rijen = tuple((f"Gemeente {k}", f"{k},0 %") for k in range(40))
    tabel = Tabel("Veel gemeenten", ("Gemeente", "Netto arbeidsparticipatie (2022)"), rijen, (1,))
    stukken = split_tabel(tabel)
    aantallen = [len(stuk.rijen) for stuk in stukken]
    assert sum(aantallen) == 40 and len(stukken) > 1
    assert max(aantallen) - min(aantallen) <= len(stukken)
    assert tuple(rij for stuk in stukken for rij in stuk.rijen) == rijen


def test_what_stands_below_a_heading_stays_together_where_that_takes_no_more_slides() -> None:
    regels = []
    for kop in ("Een", "Twee", "Drie"):
        regels += [Regel(kop, "kop"), *(Regel(f"{kop} {k}", "punt") for k in range(4))]
    hoogte = 300.0  # ten fit on a slide: two headings with all that is theirs
    bladen = split_regels(regels, 800, hoogte)
    for blad in bladen:
        assert blad[0].vorm == "kop"
    assert [regel for blad in bladen for regel in blad] == regels  # no heading is repeated
    lang = [Regel("Een", "kop"), *(Regel(f"Een {k}", "punt") for k in range(30))]
    assert [blad[0].tekst for blad in split_regels(lang, 800, hoogte)].count("Een") > 1


def test_text_below_a_chart_keeps_the_heading_that_says_what_it_is_about() -> None:
    delen = []
    for naam in ("Werk", "Wonen"):
        delen += [Kop(naam), build_lijn(titel=f"{naam} stijgt."), Lijst((f"Zin over {naam}.",))]
    deck = open_deck(write_pptx(build_document(Hoofdstuk("doelen", "Doelen", tuple(delen))), STIJL))
    teksten = [
        (d.placeholders[0].text_frame.text, d.placeholders[1].text_frame.text)
        for d in deck.slides
        if d.slide_layout.name == "Titel en tekst"
    ]
    assert teksten == [("Werk", "Zin over Werk."), ("Wonen", "Zin over Wonen.")]


def read_stap(frame: GraphicFrame) -> int:
    """How many years lie between two names of years below a chart."""
    stap = frame.chart.category_axis._element.find(qn("c:majorUnit"))
    return 1 if stap is None else int(stap.get("val"))


@pytest.mark.parametrize("jaren", [10, 14, 15, 18, 30])
def test_years_below_a_chart_fit_beside_each_other(jaren: int) -> None:
    namen = tuple(str(2000 + k) for k in range(jaren))
    reeks = Reeks("Delft", "eigen", tuple(float(k) for k in range(jaren)), (False,) * jaren, 1)
    deck = open_deck(write_dia(build_lijn(categorieen=namen, reeksen=(reeks,)), STIJL, NU))
    ((_, frame),) = find_charts(deck)
    punt = frame.chart.category_axis.tick_labels.font.size.pt
    getoond = -(-jaren // read_stap(frame))
    assert 15 <= punt <= 16
    assert getoond >= 7
    assert punt * 2.5 * getoond <= frame.width / PUNT * 0.70  # four figures and some white


def test_the_end_of_a_rising_line_is_named_where_no_line_runs() -> None:
    leeg = (False,) * 4
    eigen = Reeks("Delft", "eigen", (60.0, 65.0, None, None), leeg, 1)
    doel = Reeks("Doel", "doel", (None, 65.0, 65.5, 66.0), leeg, 1)
    for stijgt, plek in ((1, "t"), (-1, "b")):
        reeksen = tuple(
            replace(
                r, waarden=tuple(None if w is None else 65 + stijgt * (w - 65) for w in r.waarden)
            )
            for r in (eigen, doel)
        )
        ((_, frame),) = find_charts(open_deck(write_dia(build_lijn(reeksen=reeksen), STIJL, NU)))
        label = next(iter(frame.chart._chartSpace.iter(qn("c:dLbl"))))
        assert label.find(qn("c:dLblPos")).get("val") == plek


def test_a_point_with_very_many_names_is_their_number_with_the_names_in_the_notes() -> None:
    namen = "; ".join(f"Indicator met een lange naam {k}" for k in range(40))
    delen = (Kop("Niet in dit document"), Lijst((f"{namen}: niet gekozen voor dit document.",)))
    deck = open_deck(write_pptx(build_document(Hoofdstuk("x", "Bronnen", delen)), STIJL))
    dia = deck.slides[1]
    assert "40 indicatoren: niet gekozen voor dit document." in dia.placeholders[1].text_frame.text
    assert namen in dia.notes_slide.notes_text_frame.text and len(deck.slides) == 2


def test_a_very_long_kenmerk_stands_in_the_notes_not_below_the_slide() -> None:
    lang = "-".join(["44FM"] * 60)
    hoofdstuk = Hoofdstuk("x", "Werk", (Alinea("Tekst."), build_lijn(kenmerk=lang)))
    document = replace(build_document(hoofdstuk), kenmerk=lang)
    for dia in open_deck(write_pptx(document, STIJL)).slides:
        op_dia = " ".join(v.text_frame.text for v in dia.shapes if v.has_text_frame)
        assert lang not in op_dia and "zie de notities" in op_dia
        assert lang in dia.notes_slide.notes_text_frame.text


def test_letters_of_a_table_stand_at_the_text_itself_also_in_an_empty_cell() -> None:
    tabel = Tabel("Doelen", ("Doel", "Stand"), (("Werk\nen inkomen", ""),), (1,))
    deck = open_deck(write_pptx(build_document(Hoofdstuk("doelen", "Doelen", (tabel,))), STIJL))
    (raster,) = [v.table for dia in deck.slides for v in dia.shapes if v.has_table]
    kop, leeg = raster.rows[0].cells[0], raster.rows[1].cells[1]
    (run,) = kop.text_frame.paragraphs[0].runs
    assert run.font.size == Pt(16) and run.font.bold and str(run.font.color.rgb) == "FFFFFF"
    tekst = [alinea.text for alinea in raster.rows[1].cells[0].text_frame.paragraphs]
    assert tekst == ["Werk", "en inkomen"]
    assert leeg.text_frame.paragraphs[0]._p.find(qn("a:endParaRPr")).get("sz") == "1600"
    assert not list(raster._tbl.iter(qn("a:defRPr")))


@pytest.mark.parametrize(("n", "stap"), [(14, 1), (15, 2), (28, 2), (29, 3)])
def test_names_of_many_years_stand_clear_of_each_other(n: int, stap: int) -> None:
    jaren = tuple(str(2000 + k) for k in range(n))
    reeks = replace(build_lijn().reeksen[0], waarden=(1.0,) * n, voorlopig=(False,) * n)
    grafiek = build_lijn(categorieen=jaren, reeksen=(reeks,), breuken=())
    (dia,) = open_deck(write_dia(grafiek, STIJL, NU)).slides
    (kader,) = [v for v in dia.shapes if v.has_chart]
    assert read_stap(kader) == stap
    datums = kader.chart._chartSpace.find(".//" + qn("c:dateAx")) is not None
    assert datums == (n > 14)


@pytest.mark.parametrize(
    "bron", ["Bron: CBS.", f"Bron: CBS, {'met een lange naam ' * 8}editie 2023."]
)
def test_a_kenmerk_below_a_slide_is_never_broken(bron: str) -> None:
    kenmerk = "44JE-PQK1-QGFQ-GJ"
    (dia,) = open_deck(write_dia(build_lijn(bron=bron, kenmerk=kenmerk), STIJL, NU)).slides
    (voet,) = [v for v in dia.placeholders if v.name == "Bron"]
    regels = voet.text_frame.text.split("\n")
    assert regels[-1].endswith(f"Kenmerk: {kenmerk}.")
    breed = (voet.width / PUNT - 14.4) * 0.85
    punt = voet.text_frame.paragraphs[-1].runs[0].font.size.pt
    assert punt >= 11 and measure_breedte(regels[-1], punt) <= breed
    assert (regels[-1] == f"Kenmerk: {kenmerk}.") is (len(bron) > 60)
    assert len(regels) * punt * 1.2 <= voet.height / PUNT
