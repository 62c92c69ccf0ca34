"""How the sheets of a workbook look and print: widths, heights, heads, footer, first sheet."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.test_export_inhoud import build
from welvaart.export.beeld.lijnplaatje import find_aszin
from welvaart.export.excel.werkas import build_waardeas
from welvaart.export.excel.werkblad import WAT
from welvaart.export.excel.werkboek import write_xlsx
from welvaart.export.huisstijl import load_huisstijl
from welvaart.export.inhoud import Document, Grafiek, Hoofdstuk, Reeks
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand

BREED = ("Cijfers", "Vergelijking", "Regio")


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


@pytest.fixture(scope="module")
def boek(stand: Stand) -> tuple[Document, bytes, Workbook]:
    opdracht, document = build(stand, "GM0503")
    inhoud = write_xlsx(document, opdracht)
    return document, inhoud, openpyxl.load_workbook(BytesIO(inhoud))


def test_the_first_sheet_says_what_of_whom_from_where_and_where_everything_stands(
    boek: tuple[Document, bytes, Workbook],
) -> None:
    document, _, werkboek = boek
    blad = werkboek["Uitleg"]
    rijen = {str(a): b for a, b, *_ in blad.iter_rows(values_only=True) if a}
    assert blad["A1"].value == document.titel and blad["A2"].value == document.ondertitel
    assert rijen["Over wie"] == "Delft"
    assert rijen["Gemaakt op"] == "22 november 2026"
    assert str(rijen["Kenmerk"]).startswith(document.kenmerk)
    assert all(bron.naam in str(rijen["Bronnen"]) for bron in document.bronnen)
    assert rijen["Tekens"] == f"{document.legenda}."
    assert {f"Kolom '{WAT}'", "Kolom 'Herkomst'", "Kolom 'Status'"} <= set(rijen)
    naar = {cel.value: cel.hyperlink.location for rij in blad for cel in rij if cel.hyperlink}
    assert naar == {naam: f"'{naam}'!A1" for naam in werkboek.sheetnames}


def test_each_sheet_prints_one_page_wide_with_its_source_and_kenmerk_below(
    boek: tuple[Document, bytes, Workbook],
) -> None:
    document, _, werkboek = boek
    for blad in werkboek:
        assert blad.page_setup.orientation == "landscape"
        voet = blad.oddFooter
        assert voet.left.text.startswith(f"{document.titel} · bron")
        assert document.kenmerk in voet.left.text
        assert "bladzijde &P van &N" in voet.right.text.replace("&[Page]", "&P").replace(
            "&[Pages]", "&N"
        )
        if blad._charts:  # two charts on a page: a scale, and breaks after every second one
            assert 40 <= blad.page_setup.scale <= 56
        else:
            assert blad.sheet_properties.pageSetUpPr.fitToPage
    for naam in (*BREED, "Indicatoren", "Bronnen"):
        assert werkboek[naam].print_title_rows == "$1:$1"


def test_codes_are_in_the_sheet_but_not_on_paper(
    boek: tuple[Document, bytes, Workbook],
) -> None:
    _, _, werkboek = boek
    for naam in ("Cijfers", "Regio"):
        blad = werkboek[naam]
        koppen = [str(cel.value) for cel in blad[1]]
        gedrukt = str(blad.print_area).rpartition("$")[0].rpartition(":$")[2]
        laatste = openpyxl.utils.column_index_from_string(gedrukt)
        assert not any(kop.startswith("Code") for kop in koppen[:laatste])
        codes = [kop for kop in koppen if kop.startswith("Code")]
        ook = ["Editie", "Thema"] if naam == "Cijfers" else []  # Bron names the edition as well
        assert koppen[laatste:] == [*ook, *codes] and codes


def test_figures_stand_clear_of_the_text_after_them_and_under_their_head(
    boek: tuple[Document, bytes, Workbook],
) -> None:
    blad = boek[2]["Cijfers"]
    kolom = [str(cel.value) for cel in blad[1]].index("Waarde")
    kop, *cellen = (rij[kolom] for rij in blad.iter_rows())
    getallen = [cel for cel in cellen if cel.value is not None]
    assert len(getallen) > 300
    for cel in (kop, *getallen):
        assert (cel.alignment.horizontal, cel.alignment.indent) == ("right", 1)
    assert all(cel.number_format.startswith("[$-413]#,##0") for cel in getallen)  # as in Dutch


@pytest.mark.parametrize("code", ["GM0503", "GM0096", "GM1982"])
def test_no_figure_is_wider_than_its_column_and_every_row_holds_its_lines(
    stand: Stand, code: str
) -> None:
    opdracht, document = build(stand, code)
    werkboek = openpyxl.load_workbook(BytesIO(write_xlsx(document, opdracht)))
    for blad in werkboek:
        breed = {k: kolom.width for k, kolom in blad.column_dimensions.items()}
        for groep in [*blad.column_dimensions.values()]:
            for k in range(groep.min or 1, (groep.max or 1) + 1):
                breed[openpyxl.utils.get_column_letter(k)] = groep.width
        for rij in blad.iter_rows():
            hoogte = blad.row_dimensions[rij[0].row].height or 15
            for cel in rij:
                ruimte = breed.get(cel.column_letter, 9)
                if isinstance(cel.value, int | float):
                    assert len(f"{cel.value:,.2f}") <= ruimte, (blad.title, cel.coordinate)
                elif isinstance(cel.value, str) and cel.alignment.wrap_text:
                    regels = hoogte / 14.6
                    assert hoogte >= 400 or len(cel.value) <= regels * ruimte * 1.15, cel.value


def test_of_a_wide_table_rare_remarks_do_not_take_the_width(
    boek: tuple[Document, bytes, Workbook],
) -> None:
    blad = boek[2]["Cijfers"]
    breed = {str(cel.value): blad.column_dimensions[cel.column_letter].width for cel in blad[1]}
    redenen = [len(str(rij[8].value or "")) for rij in blad.iter_rows(min_row=2)]
    assert max(redenen) > 40 > 25 > breed["Waarom geen cijfer"]
    assert breed["Bron"] > 50 > breed["Indicator"]
    meeste = [blad.row_dimensions[k].height for k in range(2, blad.max_row + 1)]
    assert sorted(meeste)[len(meeste) // 2] < 35  # two lines at most for half of the rows


def test_a_source_can_be_clicked(boek: tuple[Document, bytes, Workbook]) -> None:
    document, _, werkboek = boek
    for rij, bron in zip(werkboek["Bronnen"].iter_rows(min_row=2), document.bronnen, strict=False):
        assert rij[3].value == bron.url and rij[3].hyperlink.target == bron.url


def test_the_letter_of_the_house_is_that_of_the_whole_workbook(
    boek: tuple[Document, bytes, Workbook],
) -> None:
    with zipfile.ZipFile(BytesIO(boek[1])) as bestand:
        stijlen = bestand.read("xl/styles.xml").decode()
    assert "Calibri" not in stijlen and f'<name val="{load_huisstijl().letter}"/>' in stijlen


def test_a_footer_keeps_an_ampersand_and_a_long_kenmerk_stays_away(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0503")
    lang = replace(document, titel="Wonen & werken", kenmerk="1234-" * 30)
    blad = openpyxl.load_workbook(BytesIO(write_xlsx(lang, opdracht)))["Cijfers"]
    assert "kenmerk zie het blad Uitleg" in blad.oddFooter.left.text
    with zipfile.ZipFile(BytesIO(write_xlsx(lang, opdracht))) as bestand:
        ruw = bestand.read("xl/worksheets/sheet2.xml").decode()
    assert "Wonen &amp;&amp; werken" in ruw


@pytest.mark.parametrize(
    ("waarden", "decimalen"),
    [
        ((63.9, 69.3), 1),
        ((9.2, 3.5), 1),
        ((4.0, 3.0), 0),
        ((12_350.0, 9_350.0), 0),
        ((0.2, 0.2), 1),
        ((71.5,), 1),
        ((-3.0, 5.0), 0),
        ((-8.0, -2.0), 0),
        ((0.0, 0.0), 0),
        ((1_000_000.0, 1_000_400.0), 0),
    ],
)
def test_the_axis_of_a_line_begins_where_the_text_beside_it_says(
    waarden: tuple[float, ...], decimalen: int
) -> None:
    reeks = Reeks("Delft", "eigen", waarden, (False,) * len(waarden), decimalen)
    jaren = tuple(str(2020 + k) for k in range(len(waarden)))
    grafiek = Grafiek("t", "lijn", "procent", "%", jaren, (reeks,), "alt", "bron")
    as_ = build_waardeas(grafiek)
    niet_bij_nul = "(de as begint niet bij 0)" in find_aszin(grafiek)
    if "min" in as_:
        assert (as_["min"] == 0) != niet_bij_nul
        assert as_["min"] < min(waarden) or as_["min"] == 0
        assert (max(waarden) - as_["min"]) / as_["major_unit"] <= 8
    else:
        assert not niet_bij_nul and min(waarden) < 0 < max(waarden)
    assert as_["num_format"].startswith("[$-413]#,##0")
    assert ("." in as_["num_format"]) == (as_["major_unit"] != int(as_["major_unit"]))


def test_a_column_is_as_wide_as_the_longest_word_of_its_head(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0503")
    reeks = Reeks("de arbeidsmarktregio Haaglanden", "groep", (1.0, 2.0), (False, False), 1)
    grafiek = Grafiek("t", "lijn", "procent", "%", ("2020", "2021"), (reeks,), "alt", "bron")
    document = replace(document, hoofdstukken=(Hoofdstuk("x", "Extra", (grafiek,)),))
    blad = openpyxl.load_workbook(BytesIO(write_xlsx(document, opdracht)))["Extra"]
    assert blad.column_dimensions["B"].width >= len("arbeidsmarktregio") + 4
