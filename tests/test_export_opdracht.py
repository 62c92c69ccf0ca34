"""The command export: files that open, and clear refusals."""

import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image
from pypdf import PdfReader

from welvaart.__main__ import main
from welvaart.fouten import KeuzeFout
from welvaart.lezen.stand import Stand
from welvaart.opdracht import uitvoer
from welvaart.opdracht.exportkeuze import FORMATEN


@pytest.fixture(autouse=True)
def cijfers(warehouse: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(warehouse))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795341600")
    monkeypatch.setattr("welvaart.__main__.read_stand", lambda pad: stand)


def run(*argumenten: str) -> int:
    return main(["export", *argumenten])


def test_every_format_gives_files_that_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    uit = tmp_path / "nieuw" / "delft"
    assert run("Delft", "--formaat", ",".join(FORMATEN), "--uit", str(uit)) == 0
    namen = {pad.name for pad in uit.iterdir()}
    assert {f"nulmeting-delft.{soort}" for soort in ("pptx", "docx", "xlsx", "pdf")} <= namen
    assert zipfile.ZipFile(uit / "nulmeting-delft-gegevens.zip").testzip() is None
    assert zipfile.ZipFile(uit / "nulmeting-delft.pptx").testzip() is None
    assert zipfile.ZipFile(uit / "nulmeting-delft.docx").testzip() is None
    assert "Cijfers" in openpyxl.load_workbook(uit / "nulmeting-delft.xlsx").sheetnames
    assert len(PdfReader(uit / "nulmeting-delft.pdf").pages) > 5
    plaatjes = sorted(uit.glob("*.png"))
    assert len(plaatjes) == len(list(uit.glob("*.svg"))) >= 6
    with Image.open(plaatjes[0]) as beeld:
        assert beeld.size == (1600, 900)
    regels = capsys.readouterr().out.splitlines()
    assert len(regels) == len(namen) and all("nulmeting-delft" in regel for regel in regels)


def test_a_page_or_an_indicator_limits_what_is_in_it(tmp_path: Path) -> None:
    uit = str(tmp_path)
    assert run("GM0503", "--formaat", "svg", "--uit", uit, "--pagina", "leegstand") == 0
    assert all("woningen-zonder" in pad.name for pad in tmp_path.glob("*.svg"))
    assert run("GM0503", "--formaat", "xlsx", "--uit", uit, "--indicator", "overgewicht") == 0
    boek = openpyxl.load_workbook(tmp_path / "nulmeting-delft.xlsx")
    assert [rij[0] for rij in boek["Vergelijking"].iter_rows(min_row=2, values_only=True)] == [
        "Overgewicht"
    ]


def test_nothing_is_overwritten_without_saying_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    oud = tmp_path / "nulmeting-delft.pdf"
    oud.write_bytes(b"van mij")
    vraag = ("Delft", "--formaat", "pdf,csv", "--uit", str(tmp_path), "--indicator", "overgewicht")
    assert run(*vraag) == 1
    fout = capsys.readouterr().err
    assert "nulmeting-delft.pdf" in fout and "--overschrijf" in fout
    assert [pad.name for pad in tmp_path.iterdir()] == ["nulmeting-delft.pdf"]
    assert oud.read_bytes() == b"van mij"
    assert run(*vraag, "--overschrijf") == 0
    eerste = oud.read_bytes()
    assert eerste.startswith(b"%PDF")
    assert run(*vraag, "--overschrijf") == 0
    assert oud.read_bytes() == eerste


@pytest.mark.parametrize(
    ("opties", "code", "zin"),
    [
        (["Delft", "--formaat", "gif", "--uit", "x"], 2, "'gif' is geen formaat; kies uit pptx"),
        (["Delft", "--formaat", "", "--uit", "x"], 2, "er is geen formaat gekozen"),
        (["Delft", "--formaat", "pdf"], 2, "dit ontbreekt: --uit"),
        (["Delft", "--formaat", "pdf", "--uit", "x", "--pagina", "y"], 2, "onbekende keuze: 'y'"),
        (["Delfd", "--formaat", "pdf", "--uit", "x"], 1, "Delfd"),
        (
            ["Delft", "--formaat", "pdf", "--uit", "x", "--indicator", "overgewigt"],
            1,
            "Bedoelt u overgewicht?",
        ),
        (["Delft", "--formaat", "pdf", "--uit", "x", "--vergelijk", "land,corop"], 1, "één groep"),
        (
            ["Delft", "--formaat", "pdf", "--uit", "x", "--pagina", "leegstand", "--indicator",
             "overgewicht"],
            1,
            "staan niet op de pagina leegstand",
        ),
    ],
)  # fmt: skip
def test_a_wrong_choice_is_refused_with_what_to_do(
    opties: list[str],
    code: int,
    zin: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        uitkomst = run(*opties)
    except SystemExit as einde:
        uitkomst = int(str(einde.code))
    assert uitkomst == code
    assert zin in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_fails_is_named_and_the_rest_still_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> bytes:
        raise KeuzeFout("Het bestand was niet op tijd klaar.")

    monkeypatch.setattr(uitvoer, "write_pdf", refuse)
    opties = ("--uit", str(tmp_path), "--indicator", "overgewicht")
    assert run("Delft", "--formaat", "pdf,csv", *opties) == 1
    assert [pad.name for pad in tmp_path.iterdir()] == ["nulmeting-delft-gegevens.zip"]
    assert "nulmeting-delft.pdf is niet gemaakt: Het bestand" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bezet = tmp_path / "bestand"
    bezet.write_text("x", encoding="utf-8")
    assert run("Delft", "--formaat", "csv", "--uit", str(bezet / "map")) == 1
    assert "niet te maken" in capsys.readouterr().err


def test_the_help_is_dutch_and_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as einde:
        run("--help")
    uit = capsys.readouterr().out
    assert einde.value.code == 0
    assert "gebruik: python -m welvaart export" in uit and "voorbeelden:" in uit
    assert "usage" not in uit and "options" not in uit


def test_nederland_stands_beside_the_group_that_the_screen_offers(tmp_path: Path) -> None:
    opties = ("--uit", str(tmp_path), "--formaat", "docx", "--indicator", "werkloosheid")
    assert run("NL01", *opties) == 0
    alineas = docx.Document(str(tmp_path / "nulmeting-nederland.docx")).paragraphs
    assert "Vergeleken met G4" in [alinea.text for alinea in alineas]


def test_a_page_goes_out_for_the_years_that_were_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opties = ("--pagina", "arbeidsparticipatie", "--formaat", "docx", "--uit", str(tmp_path))
    assert run("Delft", *opties, "--van", "2015", "--tot", "2019") == 0
    koppen = [
        alinea.text
        for alinea in docx.Document(str(tmp_path / "arbeidsparticipatie-delft.docx")).paragraphs
        if alinea.style is not None and str(alinea.style.name).startswith("Heading")
    ]
    assert "Wat veranderde er van 2015 naar 2019?" in koppen
    assert run("Delft", *opties, "--van", "2031", "--overschrijf") == 1
    assert "cijfers van 2013 tot en met 2022" in capsys.readouterr().err
