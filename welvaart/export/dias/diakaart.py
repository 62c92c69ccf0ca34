"""A map on a slide: as a picture, with the names that do not fit on it written below."""

from io import BytesIO
from typing import Final
from xml.etree import ElementTree

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
_NAAMPUNT: Final = 16
_NAAMREGELS: Final = 3
_NAAMWIT: Final = 8.0  # points above and below


def add_kaartdia(dek: Dek, kaart: Kaart, aanloop: str) -> None:
    """A map as a picture: PowerPoint has no map that goes without the internet."""
    dia = dek.deck.slides.add_slide(dek.deck.slide_layouts[BEELD])
    set_titel(dek, dia, kaart.titel, TITEL_PUNTEN, TITEL_PLEK[3])
    boven, onder = Inches(1.7), Inches(6.4)
    if aanloop:
        boven = add_zin(dia, aanloop, boven)
    try:
        beeld, namen, hoog = _draw(dek, kaart, (onder - boven) / PER_PUNT)
    except KeuzeFout as fout:
        add_zin(dia, f"De kaart ontbreekt. {fout}", boven)
    else:
        set_alt(dia.shapes.add_picture(BytesIO(beeld), LINKS, boven, RUIMTE), "Kaart", kaart.alt)
        if namen:
            vak = dia.shapes.add_textbox(LINKS, Emu(onder - Pt(hoog)), RUIMTE, Pt(hoog))
            set_alt(vak, "Namen bij de kaart", "")
            vak.text_frame.word_wrap = True
            vak.text_frame.text = namen
            vak.text_frame.paragraphs[0].runs[0].font.size = Pt(_NAAMPUNT)
    kenmerk = f" Kenmerk: {kaart.kenmerk}." if kaart.kenmerk else ""
    bron = f"{kaart.bron}{kenmerk}"
    voet = f"{kaart.bron}{name_kenmerk(kaart.kenmerk)}"
    finish_dia(dek, dia, voet, (kaart.alt, *kaart.noten, bron, *dek.noten))


def _draw(dek: Dek, kaart: Kaart, hoogte: float) -> tuple[bytes, str, float]:
    """The picture in so many points, what to write below it, and how high that is.

    A lower map has room for fewer names; so it is drawn again until all stand somewhere.
    """
    breed, hoog = RUIMTE / PER_PUNT, 0.0
    while True:
        maat = round(breed * _PIXELS), round((hoogte - hoog) * _PIXELS)
        svg = draw_kaart(kaart, dek.huisstijl, *maat, kaal=True)
        namen = _name_rest(kaart, svg)
        nodig = measure_hoogte(namen, (breed - 16) * 0.93, _NAAMPUNT) + _NAAMWIT if namen else 0.0
        if nodig > _NAAMREGELS * _NAAMPUNT * 1.2 + _NAAMWIT:
            namen, nodig = "", 0.0
        if nodig <= hoog or not namen:
            return convert_png(svg, *maat), namen, hoog
        hoog = nodig


def _name_rest(kaart: Kaart, svg: str) -> str:
    """The areas without a name on the map, with their figures; "" where there are none or many."""
    geschreven = {element.text for element in ElementTree.fromstring(svg).iter()}  # noqa: S314 - ours
    rest = [f"{naam} ({cijfer})" for _, naam, cijfer in kaart.regio if naam not in geschreven]
    if not rest or len(kaart.regio) > _MEEST:
        return ""
    return f"Zonder naam op de kaart: {'; '.join(rest)}."
