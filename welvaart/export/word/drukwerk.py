"""A handout of a dossier as Word: the words of the page to print, to write on further."""

from datetime import datetime
from functools import singledispatch
from io import BytesIO
from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor

from welvaart.export.drukwerk import Drukblad, Drukwerk, Nadruk, Papier, Schrijfruimte, Uitgelicht
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Alinea, Kop, Lijst, Tabel
from welvaart.export.schoon import clean_inhoud
from welvaart.export.vast import fix_zip
from welvaart.export.word.tekstsjabloon import (
    KLEIN,
    add_voet,
    open_tekst,
    set_eigenschappen,
    set_papier,
)
from welvaart.export.word.teksttabel import add_bijschrift, add_raster, set_alt

_GROOT: Final = "Uitgelicht"
_SCHRIJF: Final = "Schrijfruimte"
_MATEN: Final[dict[Papier, tuple[Length, Length, Length]]] = {
    "A4": (Cm(21), Cm(29.7), Cm(1.8)),
    "A5": (Cm(14.8), Cm(21), Cm(1.3)),
    "A4 liggend": (Cm(29.7), Cm(21), Cm(1.5)),
}
"""Width, height and margin of the paper."""
_RUIMTE: Final[dict[Papier, Length]] = {"A4": Cm(2), "A5": Cm(3), "A4 liggend": Cm(4.5)}
"""Height of a box to write in."""
_TABELPUNT: Final = 9.5


class _Pers:
    """What is being written, with what every part needs."""

    def __init__(self, drukwerk: Drukwerk, huisstijl: Huisstijl) -> None:
        self.word, self.huisstijl, self.tabellen = open_tekst(huisstijl), huisstijl, 0
        breed, hoog, rand = _MATEN[drukwerk.papier]
        set_papier(self.word.sections[0], breed, hoog, rand)
        self.breedte = breed - 2 * rand
        self.ruimte = _RUIMTE[drukwerk.papier]
        _add_stijlen(self.word, huisstijl, self.ruimte, klein=drukwerk.papier == "A5")


def write_drukwerk(drukwerk: Drukwerk, huisstijl: Huisstijl, moment: datetime) -> bytes:
    """Write a handout as Word file; the same one at the same moment gives the same bytes."""
    drukwerk = clean_inhoud(drukwerk)
    pers = _Pers(drukwerk, huisstijl)
    set_eigenschappen(pers.word, drukwerk.titel, "", moment)
    if huisstijl.logo is not None:
        set_alt(pers.word.add_picture(BytesIO(huisstijl.logo), height=Pt(34)), "Logo")
    for nummer, blad in enumerate(drukwerk.bladen):
        _add_blad(pers, blad, eerste=nummer == 0)
    if not drukwerk.bladen:
        pers.word.add_heading(drukwerk.titel, 1)
        pers.word.add_paragraph(drukwerk.leeg)
    add_voet(pers.word, drukwerk.titel)
    uit = BytesIO()
    pers.word.save(uit)
    return fix_zip(uit.getvalue())


def _add_stijlen(word: Any, huisstijl: Huisstijl, ruimte: Length, *, klein: bool) -> None:  # noqa: ANN401
    """The styles that only handouts have, and headings that leave room on one page."""
    stijlen = word.styles
    groot = stijlen.add_style(_GROOT, WD_STYLE_TYPE.PARAGRAPH)
    groot.base_style = stijlen["Normal"]
    groot.font.size, groot.font.bold = Pt(22), True
    kleur = huisstijl.kleuren.eigen  # large letters: 3:1 is enough
    groot.font.color.rgb = RGBColor.from_string(kleur.removeprefix("#"))
    groot.paragraph_format.space_after = Pt(2)
    groot.paragraph_format.keep_with_next = True
    schrijf = stijlen.add_style(_SCHRIJF, WD_STYLE_TYPE.PARAGRAPH)
    schrijf.base_style = stijlen["Normal"]
    schrijf.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    schrijf.paragraph_format.line_spacing = ruimte
    schrijf.paragraph_format.left_indent = schrijf.paragraph_format.right_indent = Pt(5)
    schrijf.paragraph_format.space_before = schrijf.paragraph_format.space_after = Pt(6)
    schrijf.element.get_or_add_pPr().insert(0, _build_rand())  # the order that Word asks
    for naam, punt, voor in (("Heading 1", 16 if klein else 20, 0), ("Heading 2", 12.5, 8)):
        stijlen[naam].font.size = Pt(punt)
        stijlen[naam].paragraph_format.space_before = Pt(voor)
        stijlen[naam].paragraph_format.space_after = Pt(3)
    stijlen["Normal"].font.size = Pt(10 if klein else 10.5)
    stijlen["Normal"].paragraph_format.space_after = Pt(4)


def _build_rand() -> Any:  # noqa: ANN401
    """A box around a paragraph: no empty table for who has it read aloud."""
    randen = OxmlElement("w:pBdr")
    for kant in ("top", "left", "bottom", "right"):
        rand = OxmlElement(f"w:{kant}")
        for sleutel, waarde in (
            ("val", "single"),
            ("sz", "6"),
            ("space", "4"),
            ("color", "6B7684"),
        ):
            rand.set(qn(f"w:{sleutel}"), waarde)
        randen.append(rand)
    return randen


def _add_blad(pers: _Pers, blad: Drukblad, *, eerste: bool) -> None:
    kop = pers.word.add_heading(blad.titel, 1)
    kop.paragraph_format.page_break_before = not eerste
    for deel in blad.delen:
        _schrijf(deel, pers)
    if blad.bronnen and not blad.vult:
        pers.word.add_heading("Bronnen", 2)
        for bron in blad.bronnen:
            pers.word.add_paragraph(bron, "List Bullet")
    bron = f"Bronnen: {'; '.join(blad.bronnen)}. " if blad.bronnen and blad.vult else ""
    pers.word.add_paragraph(f"{bron}{blad.slot}", KLEIN)


@singledispatch
def _schrijf(deel: object, pers: _Pers) -> None:
    raise TypeError(f"a handout cannot hold {type(deel).__name__}")


@_schrijf.register
def _(deel: Kop, pers: _Pers) -> None:
    pers.word.add_heading(deel.tekst, 2)


@_schrijf.register
def _(deel: Alinea, pers: _Pers) -> None:
    pers.word.add_paragraph(deel.tekst)


@_schrijf.register
def _(deel: Nadruk, pers: _Pers) -> None:
    alinea = pers.word.add_paragraph()
    if deel.voor:
        alinea.add_run(f"{deel.voor} ").bold = True
    alinea.add_run(deel.tekst).bold = None if deel.voor else True


@_schrijf.register
def _(deel: Uitgelicht, pers: _Pers) -> None:
    pers.word.add_paragraph(deel.tekst, _GROOT)


@_schrijf.register
def _(deel: Lijst, pers: _Pers) -> None:
    for punt in deel.punten:
        pers.word.add_paragraph(punt, "List Bullet")


@_schrijf.register
def _(deel: Tabel, pers: _Pers) -> None:
    pers.tabellen += 1
    add_bijschrift(pers.word, "Tabel", pers.tabellen, deel.bijschrift)
    add_raster(pers.word, deel, pers.huisstijl, pers.breedte, _TABELPUNT)


@_schrijf.register
def _(deel: Schrijfruimte, pers: _Pers) -> None:
    pers.word.add_paragraph("", _SCHRIJF)
