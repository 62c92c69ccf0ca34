"""Bad input to the exports: each gives a sentence or is left out, and the rest still comes."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from PIL import Image
from pptx import Presentation

from tests.test_export_inhoud import build
from tests.test_exporteer import READERS
from welvaart.export.bladen import build_factsheet, build_projectopdracht
from welvaart.export.huisstijl import MAX_LOGO, load_huisstijl
from welvaart.export.word.drukwerk import write_drukwerk
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.scherm.exporteer import write_export

NU = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NAAM = "Samenwerkingsverband Nuenen, Gerwen en Nederwetten e.o. 2026"  # 60 signs


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


@pytest.mark.parametrize("soort", ["pptx", "docx", "xlsx", "pdf"])
def test_a_region_of_eighty_gemeenten_with_sixty_letters_comes_whole(
    stand: Stand, soort: str
) -> None:
    schoon = NAAM.replace(",", "")
    codes = ",".join(g.code for g in stand.gemeenten[:80])
    opdracht, _ = build(stand, f"eigen:{codes};{schoon}")
    inhoud = write_export(soort, opdracht, load_huisstijl())
    assert len(inhoud) < 2_000_000
    assert schoon in " ".join(READERS[soort](inhoud).split())


@pytest.mark.parametrize("soort", ["pptx", "docx", "xlsx", "pdf"])
def test_no_figure_at_all_still_gives_a_file_that_says_why(stand: Stand, soort: str) -> None:
    opdracht, _ = build(stand, "GM0503", "zwemwater_kust")
    opdracht = replace(opdracht, prioriteiten=[], doelen=[])
    assert not opdracht.gekozen
    inhoud = write_export(soort, opdracht, load_huisstijl())
    tekst = READERS[soort](inhoud)
    if soort == "pptx":  # a long list goes to the notes, and the slide says so
        assert "De hele lijst staat in de notities" in tekst
        dias = Presentation(BytesIO(inhoud)).slides
        tekst = "\n".join(dia.notes_slide.notes_text_frame.text for dia in dias)
    tekst = " ".join(tekst.split())
    assert "aan de kust: In deze gemeente is in dit jaar geen officieel zwemwater" in tekst


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"geen plaatje", "is geen bruikbare PNG of JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50_000_000, "is 50,0 MB; hoogstens"),
    ],
)
def test_a_logo_that_cannot_be_used_is_named_and_the_handout_comes_without(
    stand: Stand, tmp_path: Path, inhoud: bytes, zin: str
) -> None:
    assert len(inhoud) < MAX_LOGO or len(inhoud) > 50_000_000
    (tmp_path / "logo.png").write_bytes(inhoud)
    pad = tmp_path / "stijl.yaml"
    pad.write_text('logo: logo.png\nkleuren: {eigen: "#FFFF00"}\n', encoding="utf-8")
    stijl = load_huisstijl(pad)
    assert any(zin in melding for melding in stijl.meldingen)
    assert any("niet goed te lezen" in melding for melding in stijl.meldingen)
    drukwerk = build_projectopdracht(stand, NAAM, "", {"Waarom?": ""}, [])
    word = docx.Document(BytesIO(write_drukwerk(drukwerk, stijl, NU)))
    assert not word.inline_shapes
    assert any(NAAM in alinea.text for alinea in word.paragraphs)


def test_a_good_logo_stands_on_the_handout_and_the_slides_with_its_name(
    stand: Stand, tmp_path: Path
) -> None:
    beeld = BytesIO()
    Image.new("RGB", (300, 100), "#14325C").save(beeld, "PNG")
    (tmp_path / "logo.png").write_bytes(beeld.getvalue())
    pad = tmp_path / "stijl.yaml"
    pad.write_text("logo: logo.png\n", encoding="utf-8")
    stijl = load_huisstijl(pad)
    regels = [r for r in stand.build_scorekaart("GM0503") if r.heeft_waarde][:2]
    drukwerk = build_factsheet(stand, "Delft", "", "Doe mee!", regels)
    word = docx.Document(BytesIO(write_drukwerk(drukwerk, stijl, NU)))
    assert [v._inline.docPr.get("descr") for v in word.inline_shapes] == ["Logo"]
    opdracht, _ = build(stand, "GM0503", "netto_arbeidsparticipatie")
    deck = Presentation(BytesIO(write_export("pptx", opdracht, stijl)))
    assert any(vorm.name == "Logo" for vorm in deck.slide_master.shapes)
