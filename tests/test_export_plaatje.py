"""Pictures of charts: they say what the figures say, and no text leaves the picture."""

import re
import time
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from welvaart.export.beeld import plaatje, zetmachine
from welvaart.export.beeld.kader import compute_stappen, format_stappen
from welvaart.export.beeld.plaatje import convert_png, draw_png, draw_svg
from welvaart.export.beeld.zetsel import measure, wrap
from welvaart.export.huisstijl import load_huisstijl
from welvaart.export.inhoud import Grafiek, Reeks, Rol
from welvaart.fouten import KeuzeFout

STIJL = load_huisstijl()
SVG = "{http://www.w3.org/2000/svg}"
LANG = "Nuenen, Gerwen en Nederwetten aan de Kleine Dommel en de Aa."


def build_reeks(naam: str, rol: Rol, *waarden: float | None, hol: int = 0) -> Reeks:
    voorlopig = tuple(j >= len(waarden) - hol for j in range(len(waarden)))
    return Reeks(naam, rol, waarden, voorlopig, 1)


LIJN = Grafiek(
    titel="In Delft werken 69 van de 100 inwoners.",
    soort="lijn",
    eenheid="procent van de inwoners",
    eenheid_kort="%",
    categorieen=("2018", "2019", "2020", "2021"),
    reeksen=(
        build_reeks("Delft", "eigen", 66.0, None, 68.0, 69.3, hol=1),
        build_reeks("Nederland", "land", 70.0, 70.5, 71.0, 72.2),
    ),
    alt="Lijngrafiek. In Delft werken 69 van de 100 inwoners.",
    bron="Bron: CBS, editie 2023. Peildatum: heel het jaar, 2021.",
    kenmerk="44JE-PQK1",
)
STAAF = replace(
    LIJN,
    soort="staaf",
    categorieen=("Westland", "Delft", "Rijswijk"),
    reeksen=(
        build_reeks("Delft", "eigen", None, 69.3, None),
        build_reeks("anderen", "groep", 77.3, None, None),
    ),
)


def read_teksten(svg: str) -> list[str]:
    return [deel.text or "" for deel in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own


def check_binnen(svg: str) -> None:
    """No text begins or ends outside the picture."""
    wortel = ElementTree.fromstring(svg)  # noqa: S314 - our own
    breedte, hoogte = float(wortel.get("width", 0)), float(wortel.get("height", 0))
    for deel in wortel.iter(f"{SVG}text"):
        maat, x = float(deel.get("font-size", 0)), float(deel.get("x", 0))
        breed = measure(deel.text or "", maat, vet=deel.get("font-weight") == "700")
        begin = {"middle": x - breed / 2, "end": x - breed}.get(deel.get("text-anchor", ""), x)
        assert begin >= 0 and begin + breed <= breedte + 1, deel.text
        assert maat / 2 <= float(deel.get("y", 0)) <= hoogte, deel.text


def test_the_picture_holds_message_unit_source_and_kenmerk() -> None:
    svg = draw_svg(LIJN, STIJL)
    teksten = read_teksten(svg)
    assert teksten[0] == LIJN.titel
    assert "Procent van de inwoners (de as begint niet bij 0)" in teksten
    assert LIJN.bron in teksten
    assert "Monitor brede welvaart · kenmerk 44JE-PQK1" in teksten
    assert "Delft 69,3\u00a0%*" in teksten and "Nederland 72,2\u00a0%" in teksten
    assert "* en open teken = voorlopig cijfer." in teksten
    wortel = ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert wortel.findtext(f"{SVG}title") == LIJN.titel
    assert wortel.findtext(f"{SVG}desc") == LIJN.alt
    check_binnen(svg)


def test_a_gap_stays_open_and_a_provisional_point_is_hollow() -> None:
    svg = draw_svg(LIJN, STIJL)
    kleur = STIJL.kleuren.eigen
    lijnen = re.findall(rf'<polyline points="([^"]*)" fill="none" stroke="{kleur}"', svg)
    assert [len(lijn.split()) for lijn in lijnen] == [2]
    rondjes = re.findall(r'<circle [^>]*fill="([^"]*)"', svg)
    assert rondjes == [kleur, kleur, "#FFFFFF"]


def test_no_line_crosses_a_break() -> None:
    svg = draw_svg(replace(LIJN, breuken=(("2020", "nieuwe meetmethode"),)), STIJL)
    kleur = STIJL.kleuren.land
    lijnen = re.findall(rf'<polyline points="([^"]*)" fill="none" stroke="{kleur}"', svg)
    assert [len(lijn.split()) for lijn in lijnen] == [2, 2]
    assert "breuk" in read_teksten(svg)
    assert "Breuk vóór 2020: nieuwe meetmethode." in read_teksten(svg)


def test_own_and_others_differ_without_colour() -> None:
    svg = draw_svg(LIJN, STIJL)
    (land,) = re.findall(rf'stroke="{STIJL.kleuren.land}"[^>]*(stroke-dasharray="[^"]+")', svg)
    assert land
    assert not re.findall(rf'stroke="{STIJL.kleuren.eigen}"[^>]*stroke-dasharray', svg)
    staaf = draw_svg(STAAF, STIJL)
    vullingen = re.findall(r'<polygon [^>]*fill="([^"]*)"', staaf)
    assert vullingen == ["#D3D8DF", STIJL.kleuren.eigen]


def test_a_bar_is_as_long_as_its_figure_and_a_missing_one_says_so() -> None:
    svg = draw_svg(STAAF, STIJL)
    lengten = []
    for punten in re.findall(r'<polygon points="([^"]*)"', svg):
        x = [float(punt.split(",")[0]) for punt in punten.split()]
        lengten.append(max(x) - min(x))
    assert lengten[1] / lengten[0] == pytest.approx(69.3 / 77.3, abs=0.002)
    assert "geen cijfer" in read_teksten(svg)
    check_binnen(svg)


@pytest.mark.parametrize(("breedte", "hoogte"), [(1600, 900), (1080, 1080), (800, 450), (400, 600)])
@pytest.mark.parametrize("soort", ["lijn", "staaf"])
def test_eighty_gemeenten_and_long_names_stay_inside(soort: str, breedte: int, hoogte: int) -> None:
    namen = tuple(f"{LANG} {j}" for j in range(80))
    waarden = [60.0 + j / 4 for j in range(80)]
    if soort == "staaf":
        eigen = [w if j == 40 else None for j, w in enumerate(waarden)]
        rest = [None if j in (7, 40) else w for j, w in enumerate(waarden)]
        grafiek = replace(
            STAAF,
            titel=f"{LANG} " * 3,
            categorieen=namen,
            reeksen=(build_reeks(LANG, "eigen", *eigen), build_reeks("r", "groep", *rest)),
        )
    else:
        reeksen = [build_reeks(n, "groep", w, w, w, w) for n, w in zip(namen, waarden, strict=True)]
        grafiek = replace(LIJN, reeksen=(*LIJN.reeksen, *reeksen))
    svg = draw_svg(grafiek, STIJL, breedte, hoogte)
    check_binnen(svg)
    tekst = " ".join(read_teksten(svg))
    if soort == "staaf":
        assert f"{LANG} 40 70,0" in tekst and "Zonder cijfer: 1" in tekst
    else:
        assert "Grijs zonder naam: 80 andere lijnen" in tekst


def test_without_figures_the_picture_says_so() -> None:
    for grafiek in (replace(LIJN, reeksen=()), replace(STAAF, categorieen=(), reeksen=())):
        assert "Voor deze grafiek zijn er geen cijfers." in read_teksten(draw_svg(grafiek, STIJL))


def test_text_of_data_is_no_markup() -> None:
    boos = "<script>alert(1)</script>&\"'\x07]]>"
    eigen = replace(LIJN.reeksen[0], naam=boos)
    svg = draw_svg(replace(LIJN, titel=boos, bron=boos, alt=boos, reeksen=(eigen,)), STIJL)
    wortel = ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert list(wortel.iter(f"{SVG}script")) == []
    assert "script>alert(1)</script>" in (wortel.findtext(f"{SVG}title") or "")


def test_a_png_has_the_size_that_was_asked_for_and_is_not_empty() -> None:
    with Image.open(BytesIO(draw_png(LIJN, STIJL, 800, 450))) as beeld:
        assert (beeld.size, beeld.format) == ((800, 450), "PNG")
        kleuren = {kleur for _, kleur in beeld.convert("RGB").getcolors(1 << 24) or []}
    assert (0xC2, 0x5A, 0x00) in kleuren


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert draw_svg(LIJN, STIJL) == draw_svg(LIJN, STIJL)
    assert draw_png(LIJN, STIJL, 400, 400) == draw_png(LIJN, STIJL, 400, 400)


@pytest.mark.parametrize(("breedte", "hoogte"), [(0, 900), (1600, -1), (100_000, 900)])
def test_a_size_that_cannot_be_is_refused(breedte: int, hoogte: int) -> None:
    with pytest.raises(KeuzeFout, match="van 400 tot en met 6000"):
        draw_svg(LIJN, STIJL, breedte, hoogte)


def test_a_renderer_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zetmachine.typst, "compile", lambda *_, **__: time.sleep(5))
    begin = time.monotonic()
    with pytest.raises(KeuzeFout, match="niet op tijd klaar"):
        convert_png(draw_svg(LIJN, STIJL), 400, 400, wachten_s=0.05)
    assert time.monotonic() - begin < 4


@given(st.floats(-1e6, 1e6, allow_nan=False), st.floats(0.01, 1e6), st.integers(2, 9))
@settings(max_examples=60)
def test_steps_of_an_axis_lie_within_it_and_are_evenly_spread(
    laag: float, breed: float, hoogstens: int
) -> None:
    stappen = compute_stappen(laag, laag + breed, hoogstens)
    assert 1 <= len(stappen) <= hoogstens + 1
    rand = breed * 1e-6
    assert laag - rand <= stappen[0] and stappen[-1] <= laag + breed + rand
    verschillen = [b - a for a, b in pairwise(stappen)]
    assert verschillen == pytest.approx([verschillen[0]] * len(verschillen)) if verschillen else 1
    assert len(set(format_stappen(stappen))) == len(stappen)


@given(st.text(max_size=120), st.floats(30, 400))
@settings(max_examples=60)
def test_wrapped_lines_fit_and_lose_no_sign(tekst: str, breedte: float) -> None:
    regels = wrap(tekst, 20, breedte)
    assert "".join(regels).replace(" ", "") == tekst.replace(" ", "")
    assert all(measure(r, 20) <= breedte or len(r.strip()) == 1 for r in regels)


def test_the_name_of_the_product_is_in_every_picture() -> None:
    assert plaatje.NAAM in " ".join(read_teksten(draw_svg(STAAF, STIJL)))
