"""The house style: what is readable is used, what is not is named and replaced; the rest comes."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from welvaart.export.huisstijl import (
    MAX_LOGO,
    STANDAARD,
    compute_contrast,
    find_huisstijl,
    load_huisstijl,
)
from welvaart.grafieken.thema import EIGEN, GELIJK, GOED, GRIJS, INKT, TEKST


def write(tmp_path: Path, tekst: str) -> Path:
    pad = tmp_path / "team.yaml"
    pad.write_text(tekst, encoding="utf-8")
    return pad


def build_png(breedte: int = 40, hoogte: int = 20) -> bytes:
    uit = BytesIO()
    Image.new("RGB", (breedte, hoogte), "#14325C").save(uit, "PNG")
    return uit.getvalue()


@pytest.mark.parametrize("kleur", [EIGEN, INKT, GOED, GRIJS, GELIJK, TEKST])
def test_colours_in_which_a_chart_writes_can_be_read_on_white(kleur: str) -> None:
    assert compute_contrast(kleur) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert compute_contrast("#000000") == pytest.approx(21)
    assert compute_contrast("#FFFFFF") == pytest.approx(1)
    assert compute_contrast("#767676") == pytest.approx(4.54, abs=0.01)
    assert compute_contrast("#FFFFFF", "#949494") == pytest.approx(3.03, abs=0.01)


def test_the_style_that_comes_along_has_nothing_to_remark() -> None:
    stijl = load_huisstijl(STANDAARD)
    assert (stijl.meldingen, stijl.logo, stijl.letter) == ((), None, "Arial")
    assert find_huisstijl({}) == find_huisstijl({"WELVAART_HUISSTIJL": ""}) == stijl


def test_a_team_changes_only_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(build_png())
    pad = write(tmp_path, 'kleuren: {eigen: "#b00020"}\nletter: Verdana\nlogo: logo.png\n')
    stijl = find_huisstijl({"WELVAART_HUISSTIJL": str(pad)})
    assert stijl.meldingen == ()
    assert (stijl.kleuren.eigen, stijl.letter, stijl.logo) == ("#B00020", "Verdana", build_png())
    assert stijl.kleuren.land == load_huisstijl().kleuren.land


def test_an_unreadable_colour_is_named_and_the_rest_still_comes(tmp_path: Path) -> None:
    pad = write(tmp_path, 'kleuren: {titel: "#949494", eigen: "#FFCC00", groep: "#949494"}\n')
    stijl, gewoon = load_huisstijl(pad), load_huisstijl()
    assert stijl.kleuren.groep == "#949494"  # 3.03: enough for a line, not for letters
    assert (stijl.kleuren.titel, stijl.kleuren.eigen) == (
        gewoon.kleuren.titel,
        gewoon.kleuren.eigen,
    )
    titel, eigen = stijl.meldingen
    assert "kleuren.titel: #949494 is op wit niet goed te lezen" in titel
    assert "3,0:1 en moet minstens 4,5:1" in titel and "Gebruikt is #14325C" in titel
    assert "kleuren.eigen" in eigen and "moet minstens 3,0:1" in eigen
    assert stijl.get_letterkleur("#949494") == gewoon.kleuren.tekst
    assert stijl.get_letterkleur("#14325C") == "#14325C"


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("kleuren: {titel: rood}", "'rood' is geen kleur"),
        ("kleuren: {titel: 123456}", "'123456' is geen kleur"),
        ("kleuren: {paars: '#14325C'}", "kleuren.paars kennen wij niet; kies uit titel, tekst"),
        ("kleuren: [a]", "bij kleuren hoort een lijst"),
        ("lettertype: Verdana", "lettertype kennen wij niet; kies uit kleuren, letter, logo"),
        ("letter: '<script>'", "is geen naam van een lettertype"),
        ("logo: [a]", "logo moet tekst zijn"),
        ("- a", "staan geen instellingen"),
        ("a: [", "is niet te lezen"),
        ("logo: weg.png", "logo weg.png is niet te lezen"),
        ("logo: team.yaml", "is geen bruikbare PNG of JPEG"),
    ],
)
def test_each_mistake_gives_a_sentence_and_a_style_that_works(
    tmp_path: Path, tekst: str, zin: str
) -> None:
    stijl = load_huisstijl(write(tmp_path, tekst))
    assert len(stijl.meldingen) == 1
    assert zin in stijl.meldingen[0]
    gewoon = load_huisstijl()
    assert (stijl.kleuren, stijl.letter, stijl.logo) == (gewoon.kleuren, gewoon.letter, None)


def test_a_file_that_is_not_there_or_too_big_gives_the_usual_style(tmp_path: Path) -> None:
    assert "niet te lezen" in load_huisstijl(tmp_path / "weg.yaml").meldingen[0]
    groot = write(tmp_path, "# " + "a" * 200_000)
    assert "te groot" in load_huisstijl(groot).meldingen[0]


def test_a_logo_of_50_mb_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "groot.png").open("wb") as bestand:
        bestand.write(build_png())
        bestand.truncate(50_000_000)
    (melding,) = load_huisstijl(write(tmp_path, "logo: groot.png")).meldingen
    assert "50,0 MB; hoogstens 2,0 MB" in melding
    assert MAX_LOGO < 50_000_000


def test_a_logo_that_unpacks_to_far_too_many_points_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bom.png").write_bytes(build_png(9000, 9000))
    stijl = load_huisstijl(write(tmp_path, "logo: bom.png"))
    assert stijl.logo is None
    assert "geen bruikbare PNG of JPEG" in stijl.meldingen[0]
    (tmp_path / "half.png").write_bytes(build_png()[:60])
    assert load_huisstijl(write(tmp_path, "logo: half.png")).logo is None
