"""The command export with a dossier: what the team chose goes along, from a file or by its code."""

import json
from collections.abc import Mapping
from pathlib import Path

import docx
import openpyxl
import pytest
from pptx import Presentation

from welvaart.__main__ import main
from welvaart.doel.eigendoel import GEEN_ANDEREN
from welvaart.dossier.bestand import export_dossier
from welvaart.dossier.dossier import Toegang
from welvaart.dossier.eigenreeks import EigenCijfer, EigenReeks
from welvaart.dossier.opslag import Opslag
from welvaart.dossier.verbinding import open_engine
from welvaart.export.bouwen.dossier.stukken import STUKKEN
from welvaart.export.bouwen.paginas import PAGINAS as BEKENDE_PAGINAS
from welvaart.lezen.stand import Stand
from welvaart.opdracht.exportkeuze import PAGINAS

VELDEN: Mapping[str, object] = {
    "prioriteit/netto_arbeidsparticipatie/gekozen": True,
    "prioriteit/netto_arbeidsparticipatie/reden": "Omdat werk telt.",
    "prioriteit/overgewicht/gekozen": True,
    "doel/d1/indicator": "netto_arbeidsparticipatie",
    "doel/d1/nulwaarde": 69.3,
    "doel/d1/nuljaar": 2022,
    "doel/d1/streefwaarde": 72.0,
    "doel/d1/streefjaar": 2030,
    "doel/d1/maatregel": "Banenmarkt.",
    "begroting/d1/2027": 70.5,
    "begroting/d1/2029": 71.5,
    "organisatie/aanleiding": "De raad vroeg het.",
    "notitie/stap1": "Werk gaat goed.\n\nWonen gaat minder.",
    "organisatie/boodschap": "Samen aan het werk.",
    "gesprek/werk/vraag": "",
}
LOCATUS = EigenReeks(
    titel="Winkelleegstand",
    eenheid="procent van de winkels",
    richting="lager_is_beter",
    decimalen=1,
    bron="Locatus",
    licentie="alleen intern",
    cijfers=tuple(
        EigenCijfer(regio_code="GM0503", regio_naam="Delft", jaar=jaar, waarde=waarde)
        for jaar, waarde in ((2021, 8.4), (2022, 7.9))
    ),
)


@pytest.fixture(autouse=True)
def cijfers(warehouse: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(warehouse))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795341600")
    monkeypatch.setattr("welvaart.__main__.read_stand", lambda pad: stand)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'd.sqlite'}"
    monkeypatch.setenv("WELVAART_DOSSIERS", url)
    return url


@pytest.fixture
def dossier(database: str, tmp_path: Path) -> tuple[Toegang, Path]:
    """A dossier of Delft in the database, and the same one as a saved file."""
    opslag = Opslag(open_engine(database))
    toegang = opslag.create_dossier("Delft aan zet", "GM0503")
    for pad, waarde in VELDEN.items():
        opslag.write_veld(toegang, pad, waarde or None, gezien=0)  # type: ignore[arg-type]
    nummer = opslag.personen.add(toegang, "Els Jansen")
    opslag.write_veld(toegang, "organisatie/coordinator", nummer, gezien=0)
    reeks_id = opslag.eigen.add(toegang, LOCATUS)
    for naam, waarde in (
        ("indicator", reeks_id),
        ("nulwaarde", 7.9),
        ("nuljaar", 2022),
        ("streefwaarde", 6.0),
        ("streefjaar", 2028),
    ):
        opslag.write_veld(toegang, f"doel/d2/{naam}", waarde, gezien=0)  # type: ignore[arg-type]
    bestand = tmp_path / "dossier Delft.json"
    bestand.write_bytes(export_dossier(opslag, toegang))
    opslag.close()
    return toegang, bestand


def run(uit: Path, *argumenten: str) -> int:
    return main(["export", "Delft", "--uit", str(uit), "--overschrijf", *argumenten])


def read_tekst(pad: Path) -> str:
    word = docx.Document(str(pad))
    cellen = [c.text for tabel in word.tables for rij in tabel.rows for c in rij.cells]
    return "\n".join([*(alinea.text for alinea in word.paragraphs), *cellen])


def test_a_saved_file_and_a_code_give_the_same_documents(
    dossier: tuple[Toegang, Path], tmp_path: Path
) -> None:
    toegang, bestand = dossier
    een, twee = tmp_path / "een", tmp_path / "twee"
    opties = ("--formaat", "docx,xlsx,pptx", "--pagina", "lokale_agenda")
    assert run(een, *opties, "--dossier", str(bestand)) == 0
    assert run(twee, *opties, "--dossier", str(toegang.bewerkcode)) == 0
    namen = sorted(pad.name for pad in een.iterdir())
    assert namen == sorted(
        [
            *(f"{soort}-delft.docx" for soort in STUKKEN),
            *(f"lokale-agenda-delft.{soort}" for soort in ("docx", "pptx", "xlsx")),
        ]
    )
    for naam in namen:
        if not naam.endswith("xlsx"):  # a workbook is equal but for what is packed around it
            assert (een / naam).read_bytes() == (twee / naam).read_bytes(), naam
    assert "De raad vroeg het." in read_tekst(een / "projectopdracht-delft.docx")
    assert "Els Jansen" in read_tekst(een / "projectopdracht-delft.docx")
    college = read_tekst(een / "collegeoverzicht-delft.docx")
    assert "Winkelleegstand" in college and "Geef het niet door" in college
    assert "Samen aan het werk." in read_tekst(een / "factsheet-delft.docx")
    assert read_tekst(een / "gesprekskaarten-delft.docx").count("Wat kan de gemeente doen?") == 2


def test_reasons_goals_and_budget_years_stand_in_text_and_sheet(
    dossier: tuple[Toegang, Path], tmp_path: Path
) -> None:
    toegang, bestand = dossier
    uit = tmp_path / "uit"
    assert run(uit, "--formaat", "docx,xlsx,pptx", "--dossier", str(bestand)) == 0
    tekst = read_tekst(uit / "nulmeting-delft.docx")
    assert tekst.startswith(toegang.naam) and str(toegang.bewerkcode) not in tekst
    assert "Wat valt ons zelf op?\nWerk gaat goed.\nWonen gaat minder.\n" in tekst
    for stuk in ("Omdat werk telt.", "Maatregel: Banenmarkt.", "Begroting 2027", "70,5", "71,5"):
        assert stuk in tekst
    word = docx.Document(str(uit / "nulmeting-delft.docx"))
    kop = "Begroting 2027"
    (begroting,) = (t for t in word.tables if kop in (c.text for c in t.column_cells(0)))
    per_rij = {rij.cells[0].text: [cel.text for cel in rij.cells[1:]] for rij in begroting.rows}
    assert per_rij[kop][0] == "70,5"  # few goals: turned, so that it stays upright
    assert all(deel.page_width < deel.page_height for deel in word.sections)
    assert "Winkelleegstand: van 7,9" in tekst and "licentie: alleen intern" in tekst
    boek = openpyxl.load_workbook(uit / "nulmeting-delft.xlsx")
    prioriteiten = list(boek["Prioriteiten"].iter_rows(min_row=2, values_only=True))
    assert [rij[:2] for rij in prioriteiten] == [
        ("Netto arbeidsparticipatie", "Omdat werk telt."),
        ("Overgewicht", ""),
    ]
    assert prioriteiten[0][3] == 69.3
    koppen, *rijen = boek["Begroting"].iter_rows(values_only=True)
    per_kop = dict(zip(koppen, rijen[0], strict=True))
    assert [k for k in koppen if str(k).startswith("Begroting")] == [
        f"Begroting {jaar}" for jaar in (2027, 2028, 2029, 2030)
    ]
    assert (per_kop["Begroting 2027"], per_kop["Begroting 2029"]) == (70.5, 71.5)
    assert per_kop["Begroting 2028"] is None
    assert (per_kop["Nulmeting"], per_kop["Jaar van de nulmeting"]) == (69.3, 2022)
    assert isinstance(per_kop["Streefwaarde"], int | float)
    assert per_kop["Opmerking"] == "Realisatie: nog geen nieuwer cijfer."
    assert rijen[1][1] == 7.9
    assert rijen[1][0].startswith("Winkelleegstand")
    onder = "\n".join(str(rij[0]) for rij in rijen[2:] if rij[0])
    assert "in 8 jaar haalden" in onder and "van de 341 gemeenten, in jaren" in onder
    assert GEEN_ANDEREN in onder
    assert "Eigenaar" in koppen
    deck = Presentation(str(uit / "nulmeting-delft.pptx"))
    teksten = [v.text_frame.text for d in deck.slides for v in d.shapes if v.has_text_frame]
    assert any("Wonen gaat minder." in tekst for tekst in teksten)
    tabel = next(
        vorm.table
        for dia in deck.slides
        if dia.shapes.title is not None
        and dia.shapes.title.text == "Delft wil 2 doelen halen, in 2028 en 2030."
        for vorm in dia.shapes
        if vorm.has_table
    )
    koppen_dia = [cel.text for cel in tabel.rows[0].cells]
    assert koppen_dia[:3] == ["Indicator", "Nulmeting", "Realisatie"]
    assert "Begroting 2030" in koppen_dia and "Bron" not in koppen_dia


def test_the_code_to_read_leaves_out_what_is_under_licence(
    dossier: tuple[Toegang, Path], tmp_path: Path
) -> None:
    toegang, _ = dossier
    uit = tmp_path / "uit"
    opties = ("--formaat", "docx", "--pagina", "lokale_agenda", "--dossier", toegang.leescode)
    assert run(uit, *opties) == 0
    alles = "".join(read_tekst(pad) for pad in uit.iterdir())
    assert "Netto arbeidsparticipatie" in alles
    assert "Winkelleegstand" not in alles and "7,9" not in alles


@pytest.mark.parametrize(
    ("regio", "wat", "zin"),
    [
        ("Delft", "weg.json", "Het bestand weg.json is er niet."),
        ("Delft", "bcode", "geen dossier met deze link"),
        ("Delft", "{kapot}", "Dit bestand is geen dossier"),
        ("Oss", "{bestand}", "gaat over GM0503, niet over Oss"),
    ],
)
def test_a_wrong_dossier_is_refused_with_what_to_do(
    dossier: tuple[Toegang, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    regio: str,
    wat: str,
    zin: str,
) -> None:
    kapot = tmp_path / "kapot.json"
    kapot.write_text(json.dumps({"soort": "iets"}), encoding="utf-8")
    tekst = wat.format(bestand=dossier[1], kapot=kapot)
    uit = tmp_path / "uit"
    opties = ["--formaat", "docx", "--uit", str(uit), "--dossier", tekst]
    assert main(["export", regio, *opties]) == 1
    assert zin in capsys.readouterr().err and not uit.exists()


def test_looking_never_makes_a_database(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "uit", "--formaat", "docx", "--dossier", "babc") == 1
    assert "nog geen dossiers bewaard" in capsys.readouterr().err
    assert not (tmp_path / "d.sqlite").exists()


def test_every_page_of_the_product_is_known_and_says_what_it_is_about(tmp_path: Path) -> None:
    assert tuple(BEKENDE_PAGINAS) == PAGINAS
    stammen = {pad.stem.split("_", 1)[1].lower() for pad in Path("pages").glob("[0-9]_*.py")}
    assert stammen | {"start"} == set(PAGINAS)
    for pagina in ("start", "regiovergelijking", "gegevens", "methode"):
        assert run(tmp_path, "--formaat", "docx", "--pagina", pagina) == 0
        koppen = [
            a.text
            for a in docx.Document(str(tmp_path / f"{pagina}-delft.docx")).paragraphs
            if a.style is not None and a.style.name in ("Title", "Heading 1")
        ]
        assert koppen[0].startswith(BEKENDE_PAGINAS[pagina].titel)
        assert koppen[-1] == "Bronnen en verantwoording"
        assert len(set(koppen)) == len(koppen) >= 3


@pytest.mark.parametrize(
    ("opties", "zin"),
    [
        (["Delft", "--pagina", "lokale_agenda"], "Geef bij --dossier"),
        (["Delft", "--pagina", "eigen_cijfers"], "Er zijn geen eigen cijfers."),
        (
            ["NL01", "--pagina", "regiovergelijking", "--vergelijk", "g4"],
            "geen gemeenten om naast te zetten",
        ),
    ],
)
def test_a_page_with_nothing_to_say_tells_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], opties: list[str], zin: str
) -> None:
    uit = tmp_path / "uit"
    assert main(["export", *opties, "--formaat", "docx", "--uit", str(uit)]) == 1
    assert zin in capsys.readouterr().err and not uit.exists()


def test_a_page_without_charts_gives_no_pictures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "uit", "--formaat", "png", "--pagina", "gegevens") == 1
    assert "geen grafieken of kaarten voor png" in capsys.readouterr().err


def test_an_agenda_names_the_sources_of_its_own_indicators_only(
    dossier: tuple[Toegang, Path], tmp_path: Path
) -> None:
    opties = ("--formaat", "docx", "--pagina", "lokale_agenda", "--dossier", str(dossier[1]))
    assert run(tmp_path / "uit", *opties) == 0
    word = docx.Document(str(tmp_path / "uit" / "lokale-agenda-delft.docx"))
    (bronnen,) = [t for t in word.tables if t.rows[0].cells[0].text == "Bron"]
    assert [rij.cells[0].text for rij in bronnen.rows[1:]] == [
        "CBS, Regionale Monitor Brede Welvaart"
    ]
    tekst = "\n".join(alinea.text for alinea in word.paragraphs)
    assert "Werkloosheid" in tekst.partition("Niet gekozen voor dit document")[2]
    assert "Door ons bewerkt" not in tekst


def test_the_workbook_of_an_agenda_holds_what_its_agenda_is_about(
    dossier: tuple[Toegang, Path], tmp_path: Path
) -> None:
    _, bestand = dossier
    opties = ("--formaat", "xlsx", "--pagina", "lokale_agenda", "--dossier", str(bestand))
    assert run(tmp_path / "uit", *opties) == 0
    boek = openpyxl.load_workbook(tmp_path / "uit" / "lokale-agenda-delft.xlsx")
    rijen = list(boek["Cijfers"].iter_rows(min_row=2, values_only=True))
    assert {rij[0] for rij in rijen} == {"Netto arbeidsparticipatie", "Overgewicht"}
    bronnen = {rij[0] for rij in boek["Bronnen"].iter_rows(min_row=2, values_only=True)}
    assert {str(rij[10]).partition(", editie")[0] for rij in rijen} <= bronnen
