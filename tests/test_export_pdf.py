"""The PDF, opened again: tagged, in Dutch, with alternatives, and its figures in the text."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from tests.test_export_inhoud import build, find_beelden
from tests.test_export_plaatje import LIJN, STAAF, STIJL
from welvaart.export.beeld.zetsel import measure
from welvaart.export.huisstijl import Huisstijl, load_huisstijl
from welvaart.export.inhoud import (
    Alinea,
    Deel,
    Document,
    Grafiek,
    Hoofdstuk,
    Kaart,
    Kop,
    Lijst,
    Reeks,
    Tabel,
)
from welvaart.export.pdf.pdf import build_deel, merge_kolommen, write_pdf
from welvaart.lezen.stand import Stand

BOOS = '#let x = 1; $a^2$ *vet* _schuin_ [haak] \\ "x" // @ref <label> = kop #{panic("nee")}'


def read_pdf(document: Document, huisstijl: Huisstijl = STIJL) -> PdfReader:
    return PdfReader(BytesIO(write_pdf(document, huisstijl)))


def walk(deel: object) -> list[DictionaryObject]:
    """All elements of the structure tree, in reading order."""
    if isinstance(deel, IndirectObject):
        deel = deel.get_object()
    if isinstance(deel, list):
        return [element for kind in deel for element in walk(kind)]
    if not isinstance(deel, DictionaryObject):
        return []
    eigen = [deel] if "/S" in deel else []
    return [*eigen, *walk(deel.get("/K", []))]


def read_elementen(lezer: PdfReader) -> list[DictionaryObject]:
    return walk(lezer.trailer["/Root"]["/StructTreeRoot"]["/K"])


def read_tekst(lezer: PdfReader) -> str:
    return " ".join(" ".join(blad.extract_text() for blad in lezer.pages).split())


def build_klein(stand: Stand, *delen: Deel) -> Document:
    _, document = build(stand, "GM0503", "netto_arbeidsparticipatie")
    return replace(document, hoofdstukken=(Hoofdstuk("x", "Hoofdstuk", delen),))


@pytest.mark.parametrize("code", ["GM0503", "GM0096", "GM1982", "eigen:GM0503,GM0505;Wij"])
def test_the_pdf_can_be_read_aloud(stand: Stand, code: str) -> None:
    _, document = build(stand, code)
    lezer = read_pdf(document)
    wortel = lezer.trailer["/Root"]
    assert wortel["/Lang"] == "nl-NL"
    assert wortel["/MarkInfo"]["/Marked"]
    assert wortel["/ViewerPreferences"]["/DisplayDocTitle"]
    assert lezer.metadata and lezer.metadata.title == document.titel
    assert b"pdfuaid:part" in wortel["/Metadata"].get_data()
    elementen = read_elementen(lezer)
    soorten = [str(element["/S"]) for element in elementen]
    assert soorten.count("/H1") >= len(document.hoofdstukken)
    assert {"/Table", "/THead", "/TH", "/TD", "/L", "/LI", "/P"} <= set(soorten)
    figuren = [str(e.get("/Alt", "")) for e in elementen if e["/S"] == "/Figure"]
    assert [" ".join(alt.split()) for alt in figuren] == [
        " ".join(grafiek.alt.split()) for grafiek in find_beelden(document)
    ]
    assert not lezer.is_encrypted


def test_the_letters_come_along(stand: Stand) -> None:
    lezer = read_pdf(build_klein(stand, LIJN))
    namen = {
        str(letter.get_object()["/BaseFont"])
        for blad in lezer.pages
        for letter in blad["/Resources"]["/Font"].values()
    }
    assert namen and all("SourceSans" in naam for naam in namen)


def test_the_figures_of_a_chart_stand_below_it_as_a_table(stand: Stand) -> None:
    tekst = read_tekst(read_pdf(build_klein(stand, LIJN, STAAF)))
    assert "Delft 66,0 . 68,0 69,3*" in tekst
    assert "Nederland 70,0 70,5 71,0 72,2" in tekst
    assert "Regio Procent van de inwoners Westland 77,3 Delft 69,3 Rijswijk ." in tekst


def test_no_text_is_read_as_markup(stand: Stand) -> None:
    delen = (
        Kop(BOOS),
        Alinea(BOOS),
        Lijst((BOOS, "\x07#pagebreak()")),
        Tabel(BOOS, (BOOS, "b"), ((BOOS, "-1"),), (1,), BOOS),
        replace(LIJN, titel=BOOS, alt=BOOS, bron=BOOS, kenmerk=BOOS),
    )
    document = replace(build_klein(stand, *delen), titel=BOOS, ondertitel=BOOS, indeling=BOOS)
    lezer = read_pdf(document)
    tekst = read_tekst(lezer).replace(" ", "")
    assert tekst.count('#{panic("nee")}') >= 8
    assert "#pagebreak()" in tekst
    assert lezer.metadata and lezer.metadata.title == BOOS


def test_no_figures_and_eighty_gemeenten_still_give_a_pdf(stand: Stand) -> None:
    namen = tuple(f"Nuenen, Gerwen en Nederwetten aan de Dommel nummer {j}" for j in range(80))
    reeks = replace(
        STAAF.reeksen[1], waarden=tuple(float(j) for j in range(80)), voorlopig=(False,) * 80
    )
    tachtig = replace(STAAF, categorieen=namen, reeksen=(reeks,))
    lezer = read_pdf(build_klein(stand, replace(LIJN, reeksen=()), tachtig, Lijst(())))
    tekst = read_tekst(lezer)
    assert "Voor deze grafiek zijn er geen cijfers." in tekst
    assert "nummer 79 79,0" in tekst


def test_a_logo_comes_along_with_an_alternative(stand: Stand, tmp_path: Path) -> None:
    Image.new("RGB", (60, 20), "#C25A00").save(tmp_path / "logo.png")
    pad = tmp_path / "huisstijl.yaml"
    pad.write_text("logo: logo.png\nkleuren: {titel: '#552200'}\n", encoding="utf-8")
    lezer = read_pdf(build_klein(stand, Alinea("Tekst.")), load_huisstijl(pad))
    assert [str(e["/Alt"]) for e in read_elementen(lezer) if e["/S"] == "/Figure"] == ["Logo"]


def test_the_same_document_gives_the_same_bytes(stand: Stand) -> None:
    document = build_klein(stand, LIJN)
    assert write_pdf(document, STIJL) == write_pdf(document, STIJL)


@pytest.mark.parametrize("code", ["GM0503", "GM1982", "CR12", "eigen:GM0503,GM0505;Wij"])
def test_no_word_of_a_table_runs_into_the_next_column(stand: Stand, code: str) -> None:
    _, document = build(stand, code)
    tabellen = [d for h in document.hoofdstukken for d in h.delen if isinstance(d, Tabel)]
    assert len(tabellen) > 10
    for tabel in tabellen:
        waarden = build_deel(tabel, STIJL)
        breedten, maat = waarden["breedten"], waarden["maat"]
        for k, breedte in enumerate(breedten):
            breed = 723 if waarden["liggend"] else 476
            ruimte = breedte / sum(breedten) * breed - 4  # white at one side is enough
            kop = max(measure(w, maat, vet=True) for w in tabel.koppen[k].split(" "))
            woorden = [w for rij in tabel.rijen for w in re.split("[ -]", rij[k])]
            langst = max((measure(w, maat) for w in woorden if "://" not in w), default=0)
            assert max(kop, langst) <= ruimte, (tabel.bijschrift, tabel.koppen[k])


def test_a_sentence_stands_on_the_page_of_its_chart(
    stand: Stand,
) -> None:
    _, document = build(stand, "GM0096")
    bladzijden = [
        " ".join((blad.extract_text() or "").split())
        for blad in PdfReader(BytesIO(write_pdf(document, STIJL))).pages
    ]
    geteld = 0
    for hoofdstuk in document.hoofdstukken:
        for eerst, dan in pairwise(hoofdstuk.delen):
            if isinstance(eerst, Alinea) and isinstance(dan, Grafiek | Kaart):
                zin, titel = " ".join(eerst.tekst.split()), " ".join(dan.titel.split())
                geteld += 1
                assert any(zin[:60] in blad and titel[:40] in blad for blad in bladzijden)
    assert geteld > 4


def test_a_wide_table_lies_on_a_page_on_its_side(stand: Stand) -> None:
    koppen = ("Indicator", *(f"Begroting {jaar}" for jaar in range(2027, 2037)))
    breed = Tabel("Begroting", koppen, (("Werk", *("1,0",) * 10),), tuple(range(1, 11)))
    smal = Tabel("Kort", ("Jaar", "Waarde"), (("2025", "1,0"),))
    maten = [
        (blad.mediabox.width, "Begroting 2027" in " ".join((blad.extract_text() or "").split()))
        for blad in read_pdf(build_klein(stand, smal, breed, Alinea("Verder."))).pages
    ]
    assert [breed > 800 for breed, _ in maten] == [False, True, False]
    assert [heeft for _, heeft in maten] == [False, True, False]


def test_years_before_a_goal_cannot_have_a_figure_of_it_and_are_blank() -> None:
    jaren = tuple(str(2010 + k) for k in range(20))
    leeg = (False,) * 20
    eigen = Reeks("Delft", "eigen", (*(1.0,) * 10, *(None,) * 10), leeg, 1)
    doel = Reeks("Doel", "doel", (*(None,) * 9, *(2.0,) * 11), leeg, 1)
    kolommen = dict(merge_kolommen(replace(LIJN, categorieen=jaren, reeksen=(eigen, doel))))
    assert kolommen["Doel"] == [*[""] * 9, *["2,0"] * 11]
    assert kolommen["Delft"] == [*["1,0"] * 10, *[""] * 10]
