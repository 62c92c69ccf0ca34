"""The deck that is being made: open and close it, and what stands on every slide."""

from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Final

from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from welvaart.export.dias.diasjabloon import LINKS, RUIMTE, VOET_PLEK, open_sjabloon
from welvaart.export.dias.diatitel import find_uniek
from welvaart.export.dias.diaxml import copy_voet, set_alt, set_taal
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.maat import choose_punt, count_regels, measure_breedte, measure_hoogte
from welvaart.export.vast import fix_zip, strip_zone

PER_PUNT: Final = 12700  # EMU
TITEL_PUNTEN: Final = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
"""Sizes of the title of a slide, as far as it fits."""
_VOETPUNTEN: Final = (12.0, 11.0, 10.0)
_VOETREGELS: Final = 3
_ZEKER: Final = 0.85  # of the width is filled in any letter
_LANG_KENMERK: Final = 60  # letters
_NAMEN: Final = {"Title": "Titel", "Subtitle": "Ondertitel", "Content": "Tekst"}
_MAKER: Final = "Monitor brede welvaart"
_ZIN_PUNTEN: Final = (18.0, 16.0, 14.0, 12.0)
_ZIN_HOOGTE: Final = Inches(0.88)  # three lines of 16 points
_ZIN_RUIM: Final = Inches(1.4)  # five
_ZIN_BREED: Final = (RUIMTE / PER_PUNT - 16) * 0.93
_ZIN_ZAAL: Final = 16.0  # points that can be read in a hall
_ZIN_WIT: Final = 10.0  # points above and below


@dataclass
class Dek:
    """The deck that is being made, and what every slide of it needs."""

    deck: Deck
    huisstijl: Huisstijl
    voet: str
    bron: str
    noten: tuple[str, ...] = field(default=())
    titels: set[str] = field(default_factory=set)


def open_dek(huisstijl: Huisstijl, titel: str, moment: datetime, voet: str, bron: str) -> Dek:
    """An empty deck with a title and a maker; its moment is the only thing that changes."""
    deck = open_sjabloon(huisstijl)
    eigen = deck.core_properties
    eigen.title, eigen.author, eigen.language = titel[:255], _MAKER, "nl-NL"
    eigen.subject = eigen.keywords = eigen.comments = ""
    eigen.last_modified_by, eigen.revision = _MAKER, 1
    eigen.created = eigen.modified = strip_zone(moment)
    return Dek(deck, huisstijl, voet, bron)


def save_dek(dek: Dek) -> bytes:
    """All text marked as Dutch, and the same bytes for the same slides."""
    for dia in dek.deck.slides:
        set_taal(dia._element)
        set_taal(dia.notes_slide._element)
        for vorm in dia.shapes:
            if getattr(vorm, "has_chart", False):
                set_taal(vorm.chart._chartSpace)
    set_taal(dek.deck.notes_master._element)
    for layout in dek.deck.slide_layouts:
        set_taal(layout._element)
    uit = BytesIO()
    dek.deck.save(uit)
    return fix_zip(uit.getvalue())


def set_titel(dek: Dek, dia: Slide, tekst: str, punten: tuple[float, ...], hoogte: int) -> None:
    """The title, in the largest of these sizes that fits; one that is there already is a sequel."""
    tekst = find_uniek(tekst, dek.titels)
    titel = dia.shapes.title
    assert titel is not None  # noqa: S101 - every layout has one
    breedte = titel.width / PER_PUNT - 16
    titel.text_frame.text = tekst
    punt = choose_punt(tekst, breedte * 0.93, hoogte / PER_PUNT - 8, punten)  # bold is wider
    titel.text_frame.paragraphs[0].runs[0].font.size = Pt(punt)


def fits_zin(tekst: str, *, ruim: bool = False) -> bool:
    """Whether words can stand above what is drawn in letters for a hall; `ruim` = many words."""
    hoog = _ZIN_RUIM if ruim else _ZIN_HOOGTE
    return bool(measure_hoogte(tekst, _ZIN_BREED, _ZIN_ZAAL) <= hoog / PER_PUNT)


def add_zin(dia: Slide, tekst: str, boven: int, *, ruim: bool = False) -> Emu:
    """Words above what is drawn, large enough for a hall; returns where they end."""
    hoog = (_ZIN_RUIM if ruim else _ZIN_HOOGTE) / PER_PUNT
    punt = choose_punt(tekst, _ZIN_BREED, hoog, _ZIN_PUNTEN)
    hoogte = Pt(measure_hoogte(tekst, _ZIN_BREED, punt) + _ZIN_WIT)
    vak = dia.shapes.add_textbox(LINKS, Emu(boven), RUIMTE, hoogte)
    set_alt(vak, "Toelichting", "")
    vak.text_frame.word_wrap = True
    vak.text_frame.text = tekst
    for alinea in vak.text_frame.paragraphs:
        for run in alinea.runs:
            run.font.size = Pt(punt)
    return Emu(boven + hoogte)


def name_kenmerk(kenmerk: str, wat: str = "Kenmerk") -> str:
    """The kenmerk for below a slide; one of a region of many gemeenten stands in the notes."""
    kort = kenmerk if len(kenmerk) <= _LANG_KENMERK else "zie de notities"
    return f" {wat}: {kort}." if kenmerk else ""


def _keep_kenmerk(voet: str, breed: float) -> str:
    """The kenmerk on a line of its own where it could be broken: it must be copied whole.

    What stands before the source shares its line where there would be too many.
    """
    voor, wat, kenmerk = voet.rpartition(" Kenmerk: ")
    if not wat or measure_breedte(voet.rsplit("\n", 1)[-1], _VOETPUNTEN[0]) <= breed * _ZEKER:
        return voet
    if count_regels(voor, breed * _ZEKER, _VOETPUNTEN[0]) >= _VOETREGELS:
        voor = voor.replace("\n", " ")
    return f"{voor}\nKenmerk: {kenmerk}"


def finish_dia(dek: Dek, dia: Slide, voet: str, noten: tuple[str, ...]) -> None:
    """Source, slide number and the notes."""
    bron = copy_voet(dia, "ftr")
    kader = next(vorm for vorm in dia.placeholders if vorm._element is bron).text_frame
    breed, hoog = VOET_PLEK[2] / PER_PUNT - 16, VOET_PLEK[3] / PER_PUNT - 8
    voet = _keep_kenmerk(voet, breed)
    kader.text = voet
    kader.word_wrap = True
    punt = choose_punt(voet, breed, hoog, _VOETPUNTEN)
    for alinea in kader.paragraphs:
        for run in alinea.runs:
            run.font.size = Pt(punt)
    nummer = copy_voet(dia, "sldNum")
    tekst = next(nummer.iter(qn("a:fld")), None)
    if tekst is not None:
        tekst.find(qn("a:t")).text = str(len(dek.deck.slides))
    for vorm in dia.placeholders:
        eigen = vorm._element.find(".//" + qn("p:cNvPr"))
        naam = eigen.get("name").split(" ")[0]
        eigen.set("name", _NAMEN.get(naam, naam))
    kader = dia.notes_slide.notes_text_frame
    assert kader is not None  # noqa: S101 - the notes master has one
    kader.text = "\n".join(dict.fromkeys(n for n in noten if n))
