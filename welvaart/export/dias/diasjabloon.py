"""The empty deck: 16:9, four layouts with Dutch names, the letters and colours of the house."""

from io import BytesIO
from typing import Any, Final

from lxml import etree
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu, Inches, Pt

from welvaart.export.dias.diaxml import make, set_alt, set_taal
from welvaart.export.huisstijl import Huisstijl

BREEDTE, HOOGTE = Inches(13.333), Inches(7.5)
LINKS, RUIMTE = Inches(0.6), Inches(12.13)
TITEL_PLEK: Final = (LINKS, Inches(0.4), RUIMTE, Inches(1.15))
TEKST_PLEK: Final = (LINKS, Inches(1.75), RUIMTE, Inches(4.7))
KOLOM_PLEKKEN: Final = (
    (LINKS, TEKST_PLEK[1], Inches(5.9), TEKST_PLEK[3]),
    (Inches(6.83), TEKST_PLEK[1], Inches(5.9), TEKST_PLEK[3]),
)
VOET_PLEK: Final = (LINKS, Inches(6.5), Inches(11.2), Inches(0.85))
NUMMER_PLEK: Final = (Inches(11.9), Inches(6.95), Inches(0.83), Inches(0.35))
VOORBLAD, TEKST, KOLOMMEN, BEELD = 0, 1, 2, 3
"""Places of the layouts in the empty deck."""
_LOGO_HOOGTE: Final = Inches(0.6)
_LOGO_BREEDTE: Final = Inches(1.8)
_BEHOUDEN = {
    "Title Slide": "Voorblad",
    "Title and Content": "Titel en tekst",
    "Two Content": "Titel en twee kolommen",
    "Title Only": "Titel en beeld",
}
_NAMEN = {
    "title": "Titel",
    "ctrTitle": "Titel",
    "subTitle": "Ondertitel",
    "body": "Tekst",
    "ftr": "Bron",
    "sldNum": "Dianummer",
    None: "Tekst",
}
_VRAAG = {"Titel": "Titel", "Ondertitel": "Ondertitel", "Tekst": "Tekst", "Bron": ""}


def open_sjabloon(huisstijl: Huisstijl) -> Deck:
    """An empty deck in the house style; its logo stands on every slide."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = BREEDTE, HOOGTE
    _set_thema(deck, huisstijl)
    for layout in list(deck.slide_layouts):
        if layout.name in _BEHOUDEN:
            layout.name = _BEHOUDEN[layout.name]
        else:
            deck.slide_layouts.remove(layout)
    _style_master(deck.slide_master, huisstijl)
    for layout in deck.slide_layouts:
        _style_vlakken(layout)
    _place_voorblad(deck.slide_layouts[VOORBLAD])
    _place_kolommen(deck.slide_layouts[KOLOMMEN])
    if huisstijl.logo is not None:
        _add_logo(deck.slide_master, huisstijl.logo)
    set_taal(deck.slide_master._element)
    set_taal(deck.part._element)
    return deck


def place(vorm: Any, plek: tuple[Emu, Emu, Emu, Emu]) -> None:  # noqa: ANN401 - any shape
    """Put a shape somewhere: left, top, width, height."""
    vorm.left, vorm.top, vorm.width, vorm.height = plek


def _set_thema(deck: Deck, huisstijl: Huisstijl) -> None:
    deel = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    thema = etree.fromstring(deel.blob)
    thema.set("name", "Huisstijl")
    k = huisstijl.kleuren
    kleuren = {
        "dk1": k.tekst,
        "dk2": k.titel,
        "accent1": k.eigen,
        "accent2": k.land,
        "accent3": k.groep,
        "accent4": k.doel,
        "accent5": k.klein,
        "accent6": k.titel,
        "hlink": k.doel,
        "folHlink": k.klein,
    }
    for naam, kleur in kleuren.items():
        element = next(thema.iter(qn(f"a:{naam}")))
        for oud in list(element):
            element.remove(oud)
        element.append(make("a:srgbClr", val=kleur.removeprefix("#")))
    for naam in ("a:clrScheme", "a:fontScheme"):
        next(thema.iter(qn(naam))).set("name", "Huisstijl")
    for naam in ("a:majorFont", "a:minorFont"):
        next(thema.iter(qn(naam))).find(qn("a:latin")).set("typeface", huisstijl.letter)
    deel._blob = etree.tostring(thema, xml_declaration=True, encoding="UTF-8", standalone=True)


def _style_master(master: Any, huisstijl: Huisstijl) -> None:  # noqa: ANN401
    stijlen = next(master._element.iter(qn("p:txStyles")))
    titel = stijlen.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    titel.set("algn", "l")
    letter = titel.find(qn("a:defRPr"))
    letter.set("sz", "2800")
    letter.set("b", "1")
    next(letter.iter(qn("a:schemeClr"))).set("val", "tx2")
    for niveau, maat in (("a:lvl1pPr", "2000"), ("a:lvl2pPr", "1800"), ("a:lvl3pPr", "1800")):
        alinea = stijlen.find(qn("p:bodyStyle")).find(qn(niveau))
        alinea.find(qn("a:defRPr")).set("sz", maat)
        next(alinea.iter(qn("a:spcPct"))).set("val", "30000")
    _style_vlakken(master)
    for vorm in master.placeholders:
        soort = _get_soort(vorm)
        if soort in ("title", "body"):
            place(vorm, TITEL_PLEK if soort == "title" else TEKST_PLEK)
            vorm.text_frame.vertical_anchor = (
                MSO_ANCHOR.MIDDLE if soort == "title" else MSO_ANCHOR.TOP
            )


def _style_vlakken(blad: Any) -> None:  # noqa: ANN401 - master or layout
    """Dutch names and prompts, the source at the bottom left, the number at the right, no date."""
    for vorm in list(blad.placeholders):
        soort = _get_soort(vorm)
        if soort == "dt":
            vorm._element.getparent().remove(vorm._element)
            continue
        naam = _NAMEN[soort]
        set_alt(vorm, naam, "")
        if soort == "ftr":
            place(vorm, VOET_PLEK)
            _style_klein(vorm, "l")
        elif soort == "sldNum":
            place(vorm, NUMMER_PLEK)
            _style_klein(vorm, "r")
            continue
        vorm.text_frame.text = _VRAAG[naam]


def _style_klein(vorm: Any, kant: str) -> None:  # noqa: ANN401
    vorm.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    stijl = vorm._element.find(qn("p:txBody")).find(qn("a:lstStyle"))
    for oud in list(stijl):
        stijl.remove(oud)
    alinea = etree.SubElement(stijl, qn("a:lvl1pPr"))
    alinea.set("algn", kant)
    letter = etree.SubElement(alinea, qn("a:defRPr"))
    letter.set("sz", "1200")
    vulling = etree.SubElement(letter, qn("a:solidFill"))
    vulling.append(make("a:schemeClr", val="accent5"))


def _place_voorblad(layout: SlideLayout) -> None:
    for vorm in layout.placeholders:
        soort = _get_soort(vorm)
        if soort == "ctrTitle":
            place(vorm, (LINKS, Inches(1.9), RUIMTE, Inches(1.7)))
            vorm.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
            _set_niveau(vorm, "4000")
        elif soort == "subTitle":
            place(vorm, (LINKS, Inches(3.75), RUIMTE, Inches(2.2)))
            _set_niveau(vorm, "2000")


def _place_kolommen(layout: SlideLayout) -> None:
    """Two columns of text in the letters of the master."""
    vakken = [vorm for vorm in layout.placeholders if _get_soort(vorm) is None]
    for vorm, plek in zip(vakken, KOLOM_PLEKKEN, strict=True):
        place(vorm, plek)
        stijl = vorm._element.find(qn("p:txBody")).find(qn("a:lstStyle"))
        for oud in list(stijl):
            stijl.remove(oud)


def _set_niveau(vorm: Any, maat: str) -> None:  # noqa: ANN401
    stijl = vorm._element.find(qn("p:txBody")).find(qn("a:lstStyle"))
    for oud in list(stijl):
        stijl.remove(oud)
    alinea = etree.SubElement(stijl, qn("a:lvl1pPr"))
    alinea.set("marL", "0")
    alinea.set("indent", "0")
    alinea.set("algn", "l")
    alinea.append(make("a:buNone"))
    etree.SubElement(alinea, qn("a:defRPr")).set("sz", maat)


def _add_logo(master: Any, logo: bytes) -> None:  # noqa: ANN401
    """At the top right, above the title; a decoration, so that nobody has it read aloud."""
    deel, kenmerk = master.part.get_or_add_image_part(BytesIO(logo))
    breed, hoog = deel._px_size
    maat = min(_LOGO_BREEDTE / breed, _LOGO_HOOGTE / hoog)
    cx, cy = int(breed * maat), int(hoog * maat)
    plaatje = master.shapes._spTree.add_pic(
        900, "Logo", "", kenmerk, LINKS + RUIMTE - cx, Inches(0.2), cx, cy
    )
    plaatje.find(qn("p:nvPicPr")).find(qn("p:cNvPr")).set("descr", "Logo")
    for vorm in master.placeholders:
        if _get_soort(vorm) == "title":
            vorm.width = Emu(RUIMTE - _LOGO_BREEDTE - Pt(12))


def _get_soort(vorm: Any) -> str | None:  # noqa: ANN401
    houder = vorm._element.find(".//" + qn("p:ph"))
    return None if houder is None else houder.get("type")
