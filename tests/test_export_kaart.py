"""Maps as pictures: each area in the class of its figure, missing hatched, own regio outlined."""

import re
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.test_export_inhoud import build
from tests.test_export_plaatje import STIJL, check_binnen, read_teksten
from welvaart.export.beeld.kaartnamen import find_midden
from welvaart.export.beeld.kaartplaatje import choose_kaartmaat, draw_kaart, load_vormen
from welvaart.export.beeld.plaatje import convert_png
from welvaart.export.beeld.tekenblad import ARCERING
from welvaart.export.beeld.zetsel import measure
from welvaart.export.bouwen.delen.kaart import build_kaarten
from welvaart.export.inhoud import Kaart, Tabel
from welvaart.grafieken.klassen import TINTEN
from welvaart.groep.regiocijfers import build_regiocijfers, classify
from welvaart.lezen.stand import Stand


def find_kaart(stand: Stand, code: str, indicator_id: str) -> Kaart:
    opdracht, _ = build(stand, code, indicator_id)
    (kaart,) = build_kaarten(opdracht)
    return kaart


def test_each_gemeente_has_the_colour_of_its_class(stand: Stand) -> None:
    kaart = find_kaart(stand, "GM0503", "sociale_cohesie")
    svg = draw_kaart(kaart, STIJL)
    gebieden = re.findall(r'<path d="[^"]*" fill="([^"]*)" fill-rule="evenodd"', svg)
    cijfers = build_regiocijfers(stand, "sociale_cohesie", "gemeente")
    kolom = cijfers.waarde[:, -1]
    tinten = TINTEN[len(cijfers.klassen) + 1]
    verwacht = [tinten[k] if k >= 0 else ARCERING for k in classify(kolom, cijfers.klassen)]
    assert gebieden == [*verwacht, "none", "none"]
    assert verwacht.count(ARCERING) > 200
    assert "geen cijfer" in read_teksten(svg)
    check_binnen(svg)


def test_every_gemeente_of_now_has_a_shape(stand: Stand) -> None:
    assert {gemeente.code for gemeente in stand.gemeenten} == set(load_vormen("gemeente"))


@pytest.mark.parametrize("code", ["GM0503", "GM0096", "GM1982", "eigen:GM0503,GM0505;Wij", "NL01"])
def test_the_map_says_what_and_of_whom(stand: Stand, code: str) -> None:
    kaart = find_kaart(stand, code, "netto_arbeidsparticipatie")
    svg = draw_kaart(kaart, STIJL)
    tekst = " ".join(read_teksten(svg))
    assert kaart.titel in tekst and "Grenzen van 2025: CBS/Kadaster." in tekst
    assert kaart.kenmerk in tekst.replace("- ", "-")
    assert svg.count(f'stroke="{STIJL.kleuren.eigen}"') == (
        0 if code == "NL01" else len(kaart.eigen) + 1
    )
    uitleg = ElementTree.fromstring(svg).findtext("{http://www.w3.org/2000/svg}desc")  # noqa: S314
    assert uitleg and "Gebieden per klasse: minder dan" in uitleg
    aantal = sum(int(n) for n in re.findall(r": (\d+)[;.]", uitleg.partition("per klasse")[2]))
    assert aantal == len(stand.gemeenten)
    check_binnen(svg)


def test_a_long_name_and_no_figures_stay_inside(stand: Stand) -> None:
    kaart = find_kaart(stand, "GM0503", "netto_arbeidsparticipatie")
    lang = replace(kaart, naam="Nuenen, Gerwen en Nederwetten aan de Kleine Dommel en de Aa.")
    check_binnen(draw_kaart(lang, STIJL, 800, 750))
    leeg = draw_kaart(replace(kaart, gebieden=tuple((c, -1) for c, _ in kaart.gebieden)), STIJL)
    assert "Voor deze grafiek zijn er geen cijfers." in read_teksten(leeg)


def test_a_map_becomes_a_png_with_the_own_border_in_it(stand: Stand) -> None:
    svg = draw_kaart(find_kaart(stand, "GM0503", "netto_arbeidsparticipatie"), STIJL, 800, 750)
    with Image.open(BytesIO(convert_png(svg, 800, 750))) as beeld:
        assert beeld.size == (800, 750)
        kleuren = {kleur for _, kleur in beeld.convert("RGB").getcolors(1 << 24) or []}
    assert (0xC2, 0x5A, 0x00) in kleuren and (0x14, 0x32, 0x5C) in kleuren


@pytest.mark.parametrize("code", ["GM0503", "GM0096", "GM1982", "CR12", "PV20"])
def test_the_map_of_a_region_is_cut_out_around_its_gemeenten_with_their_figures(
    stand: Stand, code: str
) -> None:
    _, document = build(stand, code)
    kaarten = [d for h in document.hoofdstukken for d in h.delen if isinstance(d, Kaart)]
    assert 1 <= len(kaarten) <= 2
    kaart = kaarten[0]
    leden = {c for c, *_ in kaart.regio}
    assert {c for c, _ in kaart.gebieden} == leden > (set() if code[:2] != "GM" else {code})
    cijfers = build_regiocijfers(stand, "netto_arbeidsparticipatie", "gemeente")
    for lid, naam, cijfer in kaart.regio:
        waarde = float(cijfers.waarde[cijfers.plaats[lid], -1])
        assert naam == stand.regios[lid].naam
        assert cijfer == cijfers.indicator.format(waarde)
    svg = draw_kaart(kaart, STIJL, 1600, 1150)
    check_binnen(svg)
    tekst = read_teksten(svg)
    geschreven = [c for lid, naam, c in kaart.regio if naam in tekst and lid != code]
    assert all(cijfer in tekst for cijfer in geschreven)
    assert len(geschreven) >= min(2, len(leden)) or len(leden) > 20
    assert kaart.alt.startswith(f"Kaart van {kaart.regionaam}. {kaart.titel}")
    aantal = sum(int(n) for n in re.findall(r": (\d+)[;.]", kaart.alt.partition("per klasse")[2]))
    assert aantal == len(leden)


def test_a_map_in_a_text_is_as_high_as_its_region_needs_and_low_for_few_gemeenten(
    stand: Stand,
) -> None:
    for code in ("GM0503", "GM0096", "GM1982"):
        _, document = build(stand, code)
        kaart = next(d for h in document.hoofdstukken for d in h.delen if isinstance(d, Kaart))
        breed, hoog = choose_kaartmaat(kaart)
        assert breed == 1300 and 480 <= hoog <= (480 if len(kaart.regio) <= 8 else 500)
        draw_kaart(kaart, STIJL, breed, hoog, kaal=True)
        heel = replace(kaart, regio=(), regionaam="")
        assert choose_kaartmaat(heel) == (1300, 620)
        assert hoog / breed * 17 < 25.7 / 3 - 2  # cm: with caption and note a third of a page


def test_names_on_a_map_never_stand_over_each_other(stand: Stand) -> None:
    _, document = build(stand, "CR12")
    kaart = next(d for h in document.hoofdstukken for d in h.delen if isinstance(d, Kaart))
    svg = draw_kaart(kaart, STIJL, 1600, 1150)
    namen = {naam for _, naam, _ in kaart.regio}
    plekken = [
        (float(x), float(y), tekst)
        for x, y, tekst in re.findall(
            r'<text x="([\d.]+)" y="([\d.]+)"[^>]*text-anchor="middle">([^<]*)<', svg
        )
        if tekst in namen
    ]
    assert len(plekken) > 5
    for k, (x1, y1, een) in enumerate(plekken):
        for x2, y2, ander in plekken[k + 1 :]:
            naast = abs(x1 - x2) >= (measure(een, 24) + measure(ander, 24)) / 2
            assert naast or abs(y1 - y2) >= 48


def test_the_own_name_is_on_the_map_also_of_an_island_that_is_too_narrow(stand: Stand) -> None:
    for code in ("GM0096", "GM0503", "GM0828"):
        _, document = build(stand, code)
        kaart = next(d for h in document.hoofdstukken for d in h.delen if isinstance(d, Kaart))
        for maat in ((1600, 1150), (1300, 760), (1747, 568)):
            tekst = read_teksten(draw_kaart(kaart, STIJL, *maat))
            assert tekst.count(kaart.naam) > 1, (code, maat)  # once is in the key


def test_a_border_between_two_dark_areas_is_white_within_dark(stand: Stand) -> None:
    _, document = build(stand, "CR12")
    kaart = next(d for h in document.hoofdstukken for d in h.delen if isinstance(d, Kaart))
    randen = re.findall(
        r'<path d="([^"]*)" fill="none" fill-rule="evenodd" stroke="#FFFFFF"',
        draw_kaart(kaart, STIJL),
    )
    assert len(set(randen)) == len(kaart.regio) == 14


def test_a_point_in_the_middle_lies_inside_also_of_a_hollow_shape() -> None:
    hoefijzer = [(0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (20.0, 30.0), (20.0, 10.0), (10.0, 10.0),
                 (10.0, 30.0), (0.0, 30.0)]  # fmt: skip
    (x, y), breed = find_midden(hoefijzer)
    assert (0 < x < 10 or 20 < x < 30 or y < 10) and breed in (10.0, 30.0)


def test_a_region_of_eighty_gemeenten_has_a_map_without_names_and_its_extremes_as_table(
    stand: Stand,
) -> None:
    codes = ",".join(g.code for g in stand.gemeenten[:80])
    _, document = build(stand, f"eigen:{codes};{'Lange naam ' * 5}West")
    hoofdstuk = next(h for h in document.hoofdstukken if h.sleutel == "regio")
    tabellen = [d for d in hoofdstuk.delen if isinstance(d, Tabel)]
    assert tabellen and all(len(tabel.rijen) == 10 for tabel in tabellen)
    assert "telt 80 gemeenten. Dat is te veel voor één tabel" in str(hoofdstuk.delen)
    kaart = next(d for d in hoofdstuk.delen if isinstance(d, Kaart))
    svg = draw_kaart(kaart, STIJL, 1600, 1150)
    check_binnen(svg)
    assert not {naam for _, naam, _ in kaart.regio} & set(read_teksten(svg))


def test_in_a_region_of_many_gemeenten_only_the_own_one_is_written_on_the_map(
    stand: Stand,
) -> None:
    _, document = build(stand, "GM0344")  # COROP Utrecht has 26 gemeenten
    kaart = next(d for h in document.hoofdstukken for d in h.delen if isinstance(d, Kaart))
    assert len(kaart.regio) > 20
    tekst = read_teksten(draw_kaart(kaart, STIJL, 1600, 1150))
    anderen = {naam for code, naam, _ in kaart.regio if code not in kaart.eigen}
    assert not anderen & set(tekst)
    assert tekst.count(kaart.naam) > 1  # once is in the key


def test_of_two_names_on_one_place_the_largest_area_keeps_its_own(stand: Stand) -> None:
    _, document = build(stand, "CR12")
    kaart = next(d for h in document.hoofdstukken for d in h.delen if isinstance(d, Kaart))
    klein = read_teksten(draw_kaart(kaart, STIJL, 900, 500))
    groot = {"GM1735", "GM0153"}  # Hof van Twente and Enschede
    assert {naam for code, naam, _ in kaart.regio if code in groot} <= set(klein)
    assert any(naam not in klein for _, naam, _ in kaart.regio)
