"""The Word file, opened again: headings, figures, alternatives, header rows, language."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from time import process_time

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from tests.test_dia import NAAM60, build_document, build_lijn, build_staven
from tests.test_export_inhoud import build, find_beelden
from welvaart.export.beeld.plaatje import draw_svg
from welvaart.export.bouwen.agenda.agenda import find_hoofdstukken
from welvaart.export.huisstijl import Huisstijl, load_huisstijl
from welvaart.export.inhoud import Alinea, Document, Hoofdstuk, Kop, Lijst, Tabel
from welvaart.export.schoon import clean_inhoud
from welvaart.export.word.tabelvorm import choose_vorm
from welvaart.export.word.tekst import write_docx
from welvaart.export.word.tekstsjabloon import BREEDTE, BREEDTE_LIGGEND
from welvaart.export.word.teksttabel import has_plek
from welvaart.fouten import KeuzeFout
from welvaart.lezen.standlezer import read_stand

NU = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STIJL = load_huisstijl()
Schrijver = Callable[[str], tuple[Document, bytes]]


@pytest.fixture(scope="module")
def write_tekst(warehouse: Path) -> Schrijver:
    stand = read_stand(warehouse)

    @cache
    def write(code: str) -> tuple[Document, bytes]:
        _, document = build(stand, code)
        return document, write_docx(document, STIJL)

    return write


def open_tekst(inhoud: bytes) -> docx.document.Document:
    return docx.Document(BytesIO(inhoud))


def find_alineas(word: docx.document.Document, stijl: str) -> list[str]:
    return [a.text for a in word.paragraphs if a.style.name == stijl]


def find_alt(word: docx.document.Document) -> list[str]:
    return [e.get("descr") for e in word.element.body.iter(qn("wp:docPr"))]


@pytest.mark.parametrize("code", ["GM0503", "GM0096", "eigen:GM0503,GM0505;Wij"])
def test_headings_are_headings_and_every_chart_is_a_picture_with_its_words(
    write_tekst: Schrijver, code: str
) -> None:
    document, inhoud = write_tekst(code)
    word = open_tekst(inhoud)
    assert find_alineas(word, "Title") == [document.titel]
    assert find_alineas(word, "Heading 1") == [h.titel for h in document.hoofdstukken]
    koppen = [d.tekst for h in document.hoofdstukken for d in h.delen if isinstance(d, Kop)]
    assert find_alineas(word, "Heading 2") == koppen
    lijsten = [d for h in document.hoofdstukken for d in h.delen if isinstance(d, Lijst)]
    punten = [p for lijst in lijsten if not lijst.klein for p in lijst.punten]
    assert find_alineas(word, "List Bullet") == punten
    assert {p for d in lijsten if d.klein for p in d.punten} < set(find_alineas(word, "Klein"))
    grafieken = find_beelden(document)
    assert find_alt(word) == [g.alt for g in grafieken]
    bijschriften = [b for b in find_alineas(word, "Caption") if b.startswith("Figuur")]
    assert [b.split(". ", 1)[1] for b in bijschriften] == [g.titel for g in grafieken]
    klein = " ".join(find_alineas(word, "Klein"))
    assert all(g.bron in klein and g.kenmerk in klein for g in grafieken)


def test_tables_hold_the_figures_of_the_content_under_a_header_that_is_repeated(
    write_tekst: Schrijver,
) -> None:
    document, inhoud = write_tekst("GM0503")
    word = open_tekst(inhoud)
    tabellen = [d for h in document.hoofdstukken for d in h.delen if isinstance(d, Tabel)]
    assert len(word.tables) == len(tabellen) > 10
    for raster, tabel in zip(word.tables, tabellen, strict=True):
        cellen = [tuple(cel.text for cel in rij.cells) for rij in raster.rows]
        vorm = choose_vorm(tabel)
        assert cellen == [vorm.tabel.koppen, *vorm.tabel.rijen]
        assert raster.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        eigen = raster._tbl.tblPr
        assert eigen.find(qn("w:tblCaption")).get(qn("w:val")) == tabel.bijschrift
        assert eigen.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        breed = sum(int(e.get(qn("w:w"))) for e in raster._tbl.tblGrid.iter(qn("w:gridCol")))
        assert breed <= (14571 if vorm.liggend else 9639)  # twips between the margins


def test_the_file_is_dutch_and_equal_for_equal_content(write_tekst: Schrijver) -> None:
    document, eerste = write_tekst("GM0503")
    start = process_time()
    assert write_docx(document, STIJL) == eerste
    assert process_time() - start < 12  # of the processor; 1 s usually
    assert len(eerste) < 2_000_000
    word = open_tekst(eerste)
    assert word.core_properties.language == "nl-NL"
    assert word.core_properties.title == document.titel
    talen = {e.get(qn("w:val")) for e in word.styles.element.iter(qn("w:lang"))}
    assert talen == {"nl-NL"}
    later = write_docx(replace(document, gemaakt_op=NU.replace(day=23)), STIJL)
    with zipfile.ZipFile(BytesIO(eerste)) as a, zipfile.ZipFile(BytesIO(later)) as b:
        anders = {n for n in a.namelist() if a.read(n) != b.read(n)}
    assert anders == {"docProps/core.xml", "word/document.xml"}


def test_a_chapter_of_the_agenda_is_about_its_own_indicators(warehouse: Path) -> None:
    stand = read_stand(warehouse)
    hoofdstukken = find_hoofdstukken(stand)
    assert [h.titel for h in hoofdstukken] == [
        "Ondernemersdienstverlening",
        "Vernieuwing van de economie",
        "Ruimte voor werken en ondernemen",
        "Human capital",
        "Regionaal samenwerken",
    ]
    assert all(h.indicator_ids for h in hoofdstukken)
    samen = next(h for h in hoofdstukken if h.sleutel == "regionaal_samenwerken")
    assert {"inwoners", "netto_arbeidsparticipatie"} <= samen.indicator_ids
    mens = next(h for h in hoofdstukken if h.sleutel == "human_capital")
    assert "netto_arbeidsparticipatie" in mens.indicator_ids
    ruimte = next(h for h in hoofdstukken if h.sleutel == "ruimte")
    opdracht, document = build(stand, "GM0503", *ruimte.indicator_ids)
    gekozen = {r.indicator.indicator_id for r in opdracht.gekozen}
    assert gekozen <= ruimte.indicator_ids and gekozen
    titels = [g.titel for g in find_beelden(document)]
    assert len(titels) >= len(gekozen) - 2
    assert not any("Hoogopgeleide" in titel for titel in titels)


def test_what_cannot_be_drawn_or_written_does_not_stop_the_rest() -> None:
    eng = "=1+1 <script>alert(1)</script> &amp; \x00\x0b\ud800"
    leeg = replace(build_lijn().reeksen[0], waarden=(None,) * 4)
    delen = (
        Alinea(eng),
        Lijst((eng,)),
        build_lijn(reeksen=(leeg,), titel="Niets."),
        build_staven(80, 79, NAAM60),
        Tabel(eng, (eng,), ((eng,),)),
    )
    inhoud = write_docx(build_document(Hoofdstuk("foto", eng, delen)), STIJL)
    word = open_tekst(inhoud)
    schoon = "=1+1 <script>alert(1)</script> &amp; "
    assert find_alineas(word, "List Bullet") == [schoon]
    assert word.tables[0].rows[1].cells[0].text == schoon
    assert "Er zijn geen cijfers om in deze grafiek te tekenen." in find_alineas(word, "Normal")
    assert len(find_alt(word)) == 1


def test_cleaning_keeps_everything_that_can_be_written() -> None:
    grafiek = build_lijn(titel="Súdwest-Fryslân €\u00a01 – ’s\n\t")
    assert clean_inhoud(grafiek) == grafiek
    assert clean_inhoud(("a\x07", ("b\x00",))) == ("a", ("b",))


def test_the_style_of_a_team_is_used() -> None:
    plaatje = BytesIO()
    Image.new("RGB", (300, 100), "#102030").save(plaatje, "PNG")
    kleuren = STIJL.kleuren.model_copy(update={"titel": "#B00020"})
    document = build_document(Hoofdstuk("foto", "Foto", (Alinea("Tekst."),)))
    word = open_tekst(write_docx(document, Huisstijl(kleuren, "Verdana", plaatje.getvalue())))
    kop = word.styles["Heading 1"]
    assert (kop.font.name, str(kop.font.color.rgb)) == ("Verdana", "B00020")
    assert find_alt(word) == ["Logo"]


def test_a_picture_that_cannot_be_made_leaves_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise KeuzeFout("duurde te lang")

    monkeypatch.setattr("welvaart.export.word.tekst.draw_png", fail)
    document = build_document(Hoofdstuk("foto", "Foto", (build_lijn(), Alinea("Verder."))))
    alineas = find_alineas(open_tekst(write_docx(document, STIJL)), "Normal")
    assert alineas[0].startswith(build_lijn().alt) and "lukte nu niet" in alineas[0]
    assert alineas[-1] == "Verder."


@pytest.mark.parametrize(("rijen", "bijeen"), [(3, 4), (8, 9), (9, 2)])
def test_a_short_table_stays_on_one_page_and_a_long_one_does_not_begin_at_its_foot(
    rijen: int, bijeen: int
) -> None:
    tabel = Tabel("Cijfers", ("Jaar", "Waarde"), tuple((f"{k}", "1,0 %") for k in range(rijen)))
    word = open_tekst(write_docx(build_document(Hoofdstuk("foto", "Foto", (tabel,))), STIJL))
    vast = [
        all(cel.paragraphs[0].paragraph_format.keep_with_next for cel in rij.cells)
        for rij in word.tables[0].rows
    ]
    los = rijen + 1 - bijeen
    slot = 2 if los else 0  # the last rows of a long one stay with its note
    assert vast == [True] * bijeen + [False] * (los - slot) + [True] * slot


def test_a_picture_in_text_has_its_message_and_source_beside_it_not_in_it() -> None:
    lijn = build_lijn()
    kaal = draw_svg(lijn, STIJL, 1600, 640, kaal=True)
    gezet = " ".join(re.findall("<text[^>]*>([^<]*)</text>", kaal))
    assert not any(deel in gezet for deel in (lijn.titel, lijn.bron, lijn.kenmerk))
    assert "voorlopig cijfer" in gezet and "Nederland" in gezet
    document = build_document(Hoofdstuk("foto", "Foto", (lijn,)))
    tekst = "\n".join(p.text for p in open_tekst(write_docx(document, STIJL)).paragraphs)
    assert lijn.titel in tekst and lijn.bron in tekst and lijn.kenmerk in tekst


def test_what_was_not_chosen_is_small_and_no_list_of_points(warehouse: Path) -> None:
    _, document = build(read_stand(warehouse), "GM0503", "overgewicht")
    word = open_tekst(write_docx(document, STIJL))
    (lijst,) = [d for d in document.hoofdstukken[-1].delen if isinstance(d, Lijst) and d.kort]
    for punt in lijst.punten:
        (alinea,) = [a for a in word.paragraphs if a.text == punt]
        assert alinea.style is not None and alinea.style.name != "List Bullet"
        assert alinea.runs[0].bold and alinea.runs[0].text == punt.partition(": ")[0] + ": "


_LANG = tuple(f"{naam} (gestandaardiseerd) arbeidsparticipatie" for naam in "abcdefgh")


def build_breed(rijen: int, kolommen: int, gekeerd: str = "Indicator") -> Tabel:
    cellen = [[f"Gemeente {k}", *(f"{k},{j} %" for j in range(kolommen))] for k in range(rijen)]
    koppen = ("Gemeente", *_LANG[:kolommen])
    return Tabel("Breed", koppen, tuple(map(tuple, cellen)), (1, 2), "", (), gekeerd)


def test_a_table_of_few_gemeenten_is_turned_and_stays_upright() -> None:
    tabel = build_breed(5, 5)
    assert not has_plek(tabel, BREEDTE)
    vorm = choose_vorm(tabel)
    assert not vorm.liggend and not vorm.smal
    assert vorm.tabel.koppen == ("Indicator", *(f"Gemeente {k}" for k in range(5)))
    assert vorm.tabel.rijen[1] == (_LANG[1], "0,1 %", "1,1 %", "2,1 %", "3,1 %", "4,1 %")
    assert vorm.tabel.rechts == (1, 2, 3, 4, 5)


def test_a_table_that_cannot_be_turned_is_set_smaller_before_it_lies_on_its_side() -> None:
    assert choose_vorm(build_breed(12, 4)).smal
    assert not choose_vorm(build_breed(12, 4)).liggend
    assert choose_vorm(build_breed(5, 4, gekeerd="")).smal
    assert choose_vorm(build_breed(12, 5)).liggend
    assert has_plek(build_breed(12, 5), BREEDTE_LIGGEND)


def find_richtingen(inhoud: bytes) -> list[bool]:
    delen = open_tekst(inhoud).sections
    return [s.page_width > s.page_height for s in delen if s.page_width and s.page_height]


def test_wide_tables_after_each_other_share_a_page_on_its_side_with_their_heading() -> None:
    breed = build_breed(12, 5)
    delen = (Alinea("Voor."), Kop("Brede tabel"), breed, breed, Alinea("Na."))
    document = build_document(Hoofdstuk("foto", "Foto", delen), Hoofdstuk("b", "B", (breed,)))
    inhoud = write_docx(document, STIJL)
    assert find_richtingen(inhoud) == [False, True, False, True]
    lijf = [e.text for e in open_tekst(inhoud).element.body]
    kop = lijf.index("Brede tabel")
    assert lijf[kop - 2 : kop] == ["Voor.", ""]  # the break stands before the heading


def test_the_last_point_before_a_table_stays_with_it() -> None:
    tabel = Tabel("Bronnen", ("Bron",), (("CBS",),))
    delen = (Lijst(("een", "twee: reden"), klein=True), tabel)
    word = open_tekst(write_docx(build_document(Hoofdstuk("foto", "Foto", delen)), STIJL))
    een, twee = (a for a in word.paragraphs if a.text in ("een", "twee: reden"))
    assert twee.paragraph_format.keep_with_next and not een.paragraph_format.keep_with_next
    assert [run.text for run in een.runs if run.text] == ["een"]


def test_what_a_figure_counts_is_told_once_in_a_chapter() -> None:
    lijn = replace(build_lijn(), noten=("Wat het telt.",))
    document = build_document(Hoofdstuk("foto", "Foto", (lijn, lijn)), Hoofdstuk("b", "B", (lijn,)))
    klein = find_alineas(open_tekst(write_docx(document, STIJL)), "Klein")
    assert [a.count("Wat het telt.") for a in klein if lijn.bron in a] == [1, 0, 1]


def find_beeldmaten(inhoud: bytes) -> list[tuple[int, int]]:
    return [(b.width, b.height) for b in open_tekst(inhoud).inline_shapes]


def test_a_picture_of_few_bars_is_low_and_one_of_many_as_high_as_lines() -> None:
    hoogten = []
    for n in (3, 8, 30):
        document = build_document(Hoofdstuk("foto", "Foto", (build_staven(n, 1), build_lijn())))
        (breed, hoog), (_, lijn) = find_beeldmaten(write_docx(document, STIJL))
        assert breed == BREEDTE and hoog <= lijn
        hoogten.append(hoog / lijn)
    assert hoogten[0] < 0.5 < hoogten[1] < hoogten[2] == 1


def test_very_many_columns_are_set_in_smaller_letters_with_room_for_a_wider_typeface() -> None:
    breed = build_breed(12, 8)
    word = open_tekst(write_docx(build_document(Hoofdstuk("foto", "Foto", (breed,))), STIJL))
    maten = {c.paragraphs[0].runs[0].font.size for c in word.tables[0].rows[0].cells}
    assert all(maat is not None and maat.pt < 8 for maat in maten)
    assert find_richtingen(write_docx(build_document(Hoofdstuk("b", "B", (breed,))), STIJL))[-1]


def test_a_table_of_few_high_rows_may_go_on_at_the_next_page() -> None:
    rijen = tuple((f"Indicator {k}", "woord " * 80) for k in range(5))
    tabel = Tabel("Methode", ("Indicator", "Wat het meet"), rijen)
    word = open_tekst(write_docx(build_document(Hoofdstuk("foto", "Foto", (tabel,))), STIJL))
    vast = [
        all(cel.paragraphs[0].paragraph_format.keep_with_next for cel in rij.cells)
        for rij in word.tables[0].rows
    ]
    assert vast == [True, True, False, False, True, True]  # with no row alone at either side


def test_a_long_note_below_a_chart_may_go_on_at_the_next_page_and_a_short_one_may_not() -> None:
    lang = replace(build_lijn(), noten=("Wat het telt. " * 40,))
    document = build_document(Hoofdstuk("foto", "Foto", (Alinea("Zo staat het."), lang)))
    word = open_tekst(write_docx(document, STIJL))
    (noot,) = (a for a in word.paragraphs if a.text.startswith("Wat het telt."))
    assert noot.paragraph_format.keep_together is False
    assert word.styles["Normal"].paragraph_format.widow_control
    (zin,) = (a for a in word.paragraphs if a.text == "Zo staat het.")
    assert not zin.paragraph_format.keep_with_next  # it fills the foot of the page before
    kort = build_document(Hoofdstuk("foto", "Foto", (build_lijn(bron="Bron."),)))
    (noot,) = (a for a in open_tekst(write_docx(kort, STIJL)).paragraphs if "Bron." in a.text)
    assert noot.paragraph_format.keep_together
