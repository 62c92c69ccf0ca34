"""Maps on slides: every gemeente of a small region is named, on the picture or below it."""

from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
from pptx import Presentation
from pptx.slide import Slide

from tests.test_export_inhoud import build
from welvaart.export.beeld.kaartplaatje import draw_kaart
from welvaart.export.dias.dia import write_pptx
from welvaart.export.huisstijl import load_huisstijl
from welvaart.export.inhoud import Document, Kaart
from welvaart.lezen.stand import Stand

STIJL = load_huisstijl()
PUNT = 12700
SVG = "{http://www.w3.org/2000/svg}"
REGIOS = ["GM0503", "GM0096", "GM1982", "GM1963", "CR12", "eigen:GM0503,GM0518,GM0599;Rond Delft"]


def find_kaartdias(document: Document) -> list[tuple[Kaart, Slide]]:
    kaarten = [d for h in document.hoofdstukken for d in h.delen if isinstance(d, Kaart)]
    dias = Presentation(BytesIO(write_pptx(document, STIJL))).slides
    met = [dia for dia in dias if any(vorm.name == "Kaart" for vorm in dia.shapes)]
    return list(zip(kaarten, met, strict=True))


def read_namen(dia: Slide) -> str:
    teksten = [v.text_frame.text for v in dia.shapes if v.name == "Namen bij de kaart"]
    return "".join(teksten)


@pytest.mark.parametrize("code", REGIOS)
def test_a_gemeente_without_a_name_on_the_map_stands_below_it_with_its_figure(
    stand: Stand, code: str
) -> None:
    for kaart, dia in find_kaartdias(build(stand, code)[1]):
        (beeld,) = [vorm for vorm in dia.shapes if vorm.name == "Kaart"]
        maat = tuple(round(lang / PUNT * 2) for lang in (beeld.width, beeld.height))
        svg = draw_kaart(kaart, STIJL, *maat, kaal=True).replace("&#x27;", "'")
        onder = read_namen(dia)
        for _, naam, cijfer in kaart.regio:
            assert (f">{naam}<" in svg) is not (f"{naam} ({cijfer})" in onder), naam


def test_names_below_a_map_can_be_read_and_stand_clear_of_it(stand: Stand) -> None:
    gevonden = 0
    for _, dia in find_kaartdias(build(stand, "CR12")[1]):
        (beeld,) = [vorm for vorm in dia.shapes if vorm.name == "Kaart"]
        for vak in [vorm for vorm in dia.shapes if vorm.name == "Namen bij de kaart"]:
            gevonden += 1
            assert vak.text_frame.paragraphs[0].runs[0].font.size.pt >= 14
            assert vak.top >= beeld.top + beeld.height - PUNT
            assert vak.top + vak.height <= min(v.top for v in dia.placeholders if v.name == "Bron")
    assert gevonden == 2


def test_the_key_of_a_very_low_map_stays_inside(stand: Stand) -> None:
    (kaart, _), *_ = find_kaartdias(build(stand, "GM1963")[1])
    for hoogte in (800, 500, 400):
        svg = draw_kaart(kaart, STIJL, 1744, hoogte, kaal=True)
        wortel = ElementTree.fromstring(svg)  # noqa: S314 - our own
        sleutel = [e for e in wortel.iter(f"{SVG}text") if e.text == "Hoeksche Waard"]
        vak = max(float(e.get("y", 0)) + float(e.get("font-size", 0)) / 2 for e in sleutel)
        assert vak <= hoogte


def test_below_the_map_of_a_large_region_no_names_are_listed(stand: Stand) -> None:
    _, document = build(stand, "PV30")
    paren = find_kaartdias(document)
    assert all(len(kaart.regio) > 50 and not read_namen(dia) for kaart, dia in paren) and paren


def test_a_map_without_figures_says_so_in_place_of_names(stand: Stand) -> None:
    _, document = build(stand, "GM0503")
    hoofdstuk = next(h for h in document.hoofdstukken if h.sleutel == "regio")
    kaart = next(d for d in hoofdstuk.delen if isinstance(d, Kaart))
    leeg = replace(kaart, gebieden=tuple((code, -1) for code, _ in kaart.gebieden))
    smal = replace(document, hoofdstukken=(replace(hoofdstuk, delen=(leeg,)),))
    ((_, dia),) = find_kaartdias(smal)
    assert "Delft (69,3\u00a0%)" in read_namen(dia)
