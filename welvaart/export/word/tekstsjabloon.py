"""The empty text document: A4, Dutch, real heading styles in the letters of the house."""

from datetime import datetime
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor

from welvaart.export.huisstijl import Huisstijl
from welvaart.export.vast import strip_zone

KLEIN: Final = "Klein"
TABELTEKST: Final = "Tabeltekst"
BREEDTE: Final = Cm(17)
BREEDTE_LIGGEND: Final = Cm(25.7)
_RAND: Final = Cm(2)
_VOETRAND: Final = Cm(0.8)
_MAKER: Final = "Monitor brede welvaart"
_THEMA = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def open_tekst(huisstijl: Huisstijl) -> Any:  # noqa: ANN401 - python-docx has no types here
    """An empty document in the house style."""
    document = docx.Document()
    k, letter = huisstijl.kleuren, huisstijl.letter
    stijlen = document.styles
    for naam in (KLEIN, TABELTEKST):
        stijlen.add_style(naam, WD_STYLE_TYPE.PARAGRAPH).base_style = stijlen["Normal"]
    for naam, punt, kleur, vet, voor, na in (
        ("Normal", 11, k.tekst, False, 0, 6),
        ("Title", 26, k.titel, True, 0, 4),
        ("Subtitle", 14, k.klein, False, 0, 8),
        ("Heading 1", 18, k.titel, True, 20, 6),
        ("Heading 2", 14, k.titel, True, 14, 4),
        ("Heading 3", 12, k.titel, True, 10, 3),
        ("List Bullet", 11, k.tekst, False, 0, 3),
        ("Caption", 10, k.tekst, True, 8, 3),
        ("Footer", 9, k.klein, False, 0, 0),
        (KLEIN, 9, k.klein, False, 0, 6),
        (TABELTEKST, 8.5, k.tekst, False, 2, 2),
    ):
        stijl = stijlen[naam]
        _set_letter(stijl, letter)
        stijl.font.size, stijl.font.bold, stijl.font.italic = Pt(punt), vet, False
        stijl.font.color.rgb = RGBColor.from_string(kleur.removeprefix("#"))
        stijl.paragraph_format.space_before, stijl.paragraph_format.space_after = Pt(voor), Pt(na)
    stijlen["Normal"].paragraph_format.line_spacing = 1.15
    stijlen["Normal"].paragraph_format.widow_control = True
    stijlen[KLEIN].paragraph_format.keep_together = True
    _drop_lijn(stijlen["Title"])
    _set_taal(document)
    _set_pagina(document.sections[0], liggend=False)
    return document


def turn_pagina(document: Any, *, liggend: bool) -> None:  # noqa: ANN401
    """Go on at a new page, on its side or upright."""
    _set_pagina(document.add_section(WD_SECTION.NEW_PAGE), liggend=liggend)


def set_eigenschappen(document: Any, titel: str, onderwerp: str, moment: datetime) -> None:  # noqa: ANN401
    """Title, maker and language of the file; its moment is the only thing that changes."""
    eigen = document.core_properties
    eigen.title, eigen.author, eigen.language = titel[:255], _MAKER, "nl-NL"
    eigen.subject, eigen.keywords, eigen.comments = onderwerp[:255], "", ""
    eigen.last_modified_by, eigen.revision = _MAKER, 1
    eigen.created = eigen.modified = strip_zone(moment)


def set_papier(deel: Any, breed: Length, hoog: Length, rand: Length) -> None:  # noqa: ANN401
    """The size of the page and the margin around it; wider than high lies on its side."""
    liggend = breed > hoog
    deel.orientation = WD_ORIENT.LANDSCAPE if liggend else WD_ORIENT.PORTRAIT
    deel.page_width, deel.page_height = breed, hoog
    deel.left_margin = deel.right_margin = deel.top_margin = deel.bottom_margin = rand
    deel.header_distance = deel.footer_distance = min(rand, _VOETRAND)


def add_voet(document: Any, tekst: str) -> None:  # noqa: ANN401
    """A foot with a text and the number of the page."""
    alinea = document.sections[0].footer.paragraphs[0]
    alinea.style, alinea.alignment = "Footer", WD_ALIGN_PARAGRAPH.LEFT
    alinea.add_run(f"{tekst} · bladzijde ")
    add_veld(alinea, "PAGE", "1")


def add_veld(alinea: Any, opdracht: str, tekst: str) -> None:  # noqa: ANN401
    """A field that Word keeps up to date, with what it shows until then."""
    veld = OxmlElement("w:fldSimple")
    veld.set(qn("w:instr"), opdracht)
    run = OxmlElement("w:r")
    inhoud = OxmlElement("w:t")
    inhoud.text = tekst
    run.append(inhoud)
    veld.append(run)
    alinea._p.append(veld)


def _set_letter(stijl: Any, letter: str) -> None:  # noqa: ANN401
    stijl.font.name = letter
    letters = stijl.element.get_or_add_rPr().get_or_add_rFonts()
    for naam in _THEMA:
        letters.attrib.pop(qn(f"w:{naam}"), None)
    for naam in ("ascii", "hAnsi", "eastAsia", "cs"):
        letters.set(qn(f"w:{naam}"), letter)


def _drop_lijn(stijl: Any) -> None:  # noqa: ANN401
    rand = stijl.element.pPr.find(qn("w:pBdr"))
    if rand is not None:
        stijl.element.pPr.remove(rand)


def _set_taal(document: Any) -> None:  # noqa: ANN401
    for taal in document.styles.element.iter(qn("w:lang")):
        for naam in ("val", "eastAsia", "bidi"):
            taal.set(qn(f"w:{naam}"), "nl-NL")
    for taal in document.settings.element.iter(qn("w:themeFontLang")):
        taal.set(qn("w:val"), "nl-NL")


def _set_pagina(deel: Any, *, liggend: bool) -> None:  # noqa: ANN401
    kort, lang = Cm(21), Cm(29.7)
    deel.orientation = WD_ORIENT.LANDSCAPE if liggend else WD_ORIENT.PORTRAIT
    deel.page_width, deel.page_height = (lang, kort) if liggend else (kort, lang)
    deel.left_margin = deel.right_margin = _RAND
    deel.top_margin = deel.bottom_margin = _RAND
