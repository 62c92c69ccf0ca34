"""A map on a slide: as a picture, with the names that do not fit on it written below."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final
from xml.etree import ElementTree

from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from welvaart.export.beeld.kaartplaatje import draw_kaart
from welvaart.export.beeld.plaatje import convert_png
from welvaart.export.dias.diadek import (
    PER_PUNT,
    TITEL_PUNTEN,
    Dek,
    add_zin,
    finish_dia,
    name_kenmerk,
    set_titel,
)
from welvaart.export.dias.diasjabloon import BEELD, LINKS, RUIMTE, TITEL_PLEK
from welvaart.export.dias.diaxml import set_alt
from welvaart.export.inhoud import Kaart
from welvaart.export.maat import measure_hoogte
from welvaart.fouten import KeuzeFout

_PIXELS: Final = 2.0  # of a map, per point
_MEEST: Final = 20  # gemeenten of a region that can be named one by one
_NAAMPUNTEN: Final = (16, 14, 12)
_NAAMREGELS: Final = 3
_NAAMDEEL: Final = 0.3  # at most of the height; the rest is for the map
_NAAMWIT: Final = 8.0  # points above and below


@dataclass(frozen=True)
class _Bijschrift:
    """What stands below a map: the names, their size and the height they take, in points."""

    namen: str = ""
    punt: int = 0
    hoog: float = 0.0


def add_kaartdia(dek: Dek, kaart: Kaart, aanloop: str) -> None:
    """A map as a picture: PowerPoint has no map that goes without the internet."""
    dia = dek.deck.slides.add_slide(dek.deck.slide_layouts[BEELD])
    set_titel(dek, dia, kaart.titel, TITEL_PUNTEN, TITEL_PLEK[3])
    boven, onder = Inches(1.7), Inches(6.4)
    if aanloop:
        boven = add_zin(dia, aanloop, boven)
    try:
        beeld, bijschrift = _draw(dek, kaart, (onder - boven) / PER_PUNT)
    except KeuzeFout as fout:
        add_zin(dia, f"De kaart ontbreekt. {fout}", boven)
    else:
        set_alt(dia.shapes.add_picture(BytesIO(beeld), LINKS, boven, RUIMTE), "Kaart", kaart.alt)
        if bijschrift.namen:
            _add_namen(dia, bijschrift, onder)
    kenmerk = f" Kenmerk: {kaart.kenmerk}." if kaart.kenmerk else ""
    bron = f"{kaart.bron}{kenmerk}"
    voet = f"{kaart.bron}{name_kenmerk(kaart.kenmerk)}"
    finish_dia(dek, dia, voet, (kaart.alt, *kaart.noten, bron, *dek.noten))


def _add_namen(dia: Slide, bijschrift: _Bijschrift, onder: int) -> None:
    hoog = Pt(bijschrift.hoog)
    vak = dia.shapes.add_textbox(LINKS, Emu(onder - hoog), RUIMTE, hoog)
    set_alt(vak, "Namen bij de kaart", "")
    vak.text_frame.word_wrap = True
    vak.text_frame.text = bijschrift.namen
    vak.text_frame.paragraphs[0].runs[0].font.size = Pt(bijschrift.punt)


def _draw(dek: Dek, kaart: Kaart, hoogte: float) -> tuple[bytes, _Bijschrift]:
    """The picture in so many points, and what to write below it, as large as there is room for.

    Without room for that the map has the whole height.
    """
    for punt in _NAAMPUNTEN:
        if (gelukt := _draw_boven(dek, kaart, hoogte, punt)) is not None:
            svg, bijschrift = gelukt
            return convert_png(svg, *_measure(hoogte - bijschrift.hoog)), bijschrift
    return convert_png(_draw_svg(dek, kaart, hoogte), *_measure(hoogte)), _Bijschrift()


def _draw_boven(dek: Dek, kaart: Kaart, hoogte: float, punt: int) -> tuple[str, _Bijschrift] | None:
    """The map above the names that it has no room for; None where those take too much.

    A lower map has room for fewer names; so it is drawn again until all stand somewhere.
    """
    meest = min(_NAAMREGELS * punt * 1.2 + _NAAMWIT, _NAAMDEEL * hoogte)
    hoog = 0.0
    while hoog <= meest:
        svg = _draw_svg(dek, kaart, hoogte - hoog)
        namen = _name_rest(kaart, svg)
        breed = (RUIMTE / PER_PUNT - 16) * 0.93
        nodig = measure_hoogte(namen, breed, punt) + _NAAMWIT if namen else 0.0
        if nodig <= hoog:
            return svg, _Bijschrift(namen, punt, hoog)
        hoog = nodig
    return None


def _draw_svg(dek: Dek, kaart: Kaart, hoogte: float) -> str:
    return draw_kaart(kaart, dek.huisstijl, *_measure(hoogte), kaal=True)


def _measure(hoogte: float) -> tuple[int, int]:
    """Width and height in pixels of a map that is so many points high."""
    return round(RUIMTE / PER_PUNT * _PIXELS), round(hoogte * _PIXELS)


def _name_rest(kaart: Kaart, svg: str) -> str:
    """The areas without a name on the map, with their figures; "" where there are none or many."""
    geschreven = {element.text for element in ElementTree.fromstring(svg).iter()}  # noqa: S314 - ours
    rest = [f"{naam} ({cijfer})" for _, naam, cijfer in kaart.regio if naam not in geschreven]
    if not rest or len(kaart.regio) > _MEEST:
        return ""
    return f"Zonder naam op de kaart: {'; '.join(rest)}."
