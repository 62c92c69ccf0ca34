"""Maps as pictures: each area in the class of its figure, missing hatched, own regio outlined."""

import re
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.test_export_inhoud import build
from tests.test_export_plaatje import STIJL, check_binnen, read_teksten
from welvaart.export.beeld.kaartplaatje import draw_kaart, load_vormen
from welvaart.export.beeld.kaartvraag import Kaartvraag, build_kaartvragen
from welvaart.export.beeld.plaatje import convert_png
from welvaart.export.beeld.tekenblad import ARCERING
from welvaart.grafieken.choropleet import TINTEN
from welvaart.groep.regiocijfers import classify
from welvaart.lezen.stand import Stand


def find_vraag(stand: Stand, code: str, indicator_id: str) -> Kaartvraag:
    opdracht, _ = build(stand, code, indicator_id)
    (vraag,) = build_kaartvragen(opdracht)
    return vraag


def test_each_gemeente_has_the_colour_of_its_class(stand: Stand) -> None:
    vraag = find_vraag(stand, "GM0503", "sociale_cohesie")
    svg = draw_kaart(vraag, STIJL)
    gebieden = re.findall(r'<path d="[^"]*" fill="([^"]*)" fill-rule="evenodd"', svg)
    kolom = vraag.cijfers.waarde[:, vraag.cijfers.jaren.index(vraag.jaar)]
    tinten = TINTEN[len(vraag.cijfers.klassen) + 1]
    verwacht = [tinten[k] if k >= 0 else ARCERING for k in classify(kolom, vraag.cijfers.klassen)]
    assert gebieden == [*verwacht, "none", "none"]
    assert verwacht.count(ARCERING) > 200
    assert "geen cijfer" in read_teksten(svg)
    check_binnen(svg)


def test_every_gemeente_of_now_has_a_shape(stand: Stand) -> None:
    assert {gemeente.code for gemeente in stand.gemeenten} == set(load_vormen("gemeente"))


@pytest.mark.parametrize("code", ["GM0503", "GM0096", "GM1982", "eigen:GM0503,GM0505;Wij", "NL01"])
def test_the_map_says_what_and_of_whom(stand: Stand, code: str) -> None:
    vraag = find_vraag(stand, code, "netto_arbeidsparticipatie")
    svg = draw_kaart(vraag, STIJL)
    tekst = " ".join(read_teksten(svg))
    assert vraag.titel in tekst and "Grenzen van 2025: CBS/Kadaster." in tekst
    assert vraag.kenmerk in tekst.replace("- ", "-")
    assert svg.count(f'stroke="{STIJL.kleuren.eigen}"') == (
        0 if code == "NL01" else len(vraag.eigen) + 1
    )
    uitleg = ElementTree.fromstring(svg).findtext("{http://www.w3.org/2000/svg}desc")  # noqa: S314
    assert uitleg and "Gebieden per klasse: minder dan" in uitleg
    aantal = sum(int(n) for n in re.findall(r": (\d+)[;.]", uitleg.partition("per klasse")[2]))
    assert aantal == len(stand.gemeenten)
    check_binnen(svg)


def test_a_long_name_and_no_figures_stay_inside(stand: Stand) -> None:
    vraag = find_vraag(stand, "GM0503", "netto_arbeidsparticipatie")
    lang = replace(vraag, naam="Nuenen, Gerwen en Nederwetten aan de Kleine Dommel en de Aa.")
    check_binnen(draw_kaart(lang, STIJL, 800, 750))
    leeg = draw_kaart(replace(vraag, jaar=1900), STIJL)
    assert "Voor deze grafiek zijn er geen cijfers." in read_teksten(leeg)


def test_a_map_becomes_a_png_with_the_own_border_in_it(stand: Stand) -> None:
    svg = draw_kaart(find_vraag(stand, "GM0503", "netto_arbeidsparticipatie"), STIJL, 800, 750)
    with Image.open(BytesIO(convert_png(svg, 800, 750))) as beeld:
        assert beeld.size == (800, 750)
        kleuren = {kleur for _, kleur in beeld.convert("RGB").getcolors(1 << 24) or []}
    assert (0xC2, 0x5A, 0x00) in kleuren and (0x14, 0x32, 0x5C) in kleuren
