"""The command export gives what the screen gives: the same document for the same choices."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from pptx import Presentation

from tests.pagina import run_page
from tests.test_export_inhoud import NU
from welvaart.__main__ import main
from welvaart.export.bouwen.agenda.agenda import TITELS
from welvaart.export.bouwen.bouw import build_document
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.bouwen.paginas import build_pagina
from welvaart.export.inhoud import Document
from welvaart.groep.regiocijfers import SOORTEN
from welvaart.kenmerk import parse_kenmerk
from welvaart.lezen.stand import Stand
from welvaart.opdracht import uitvoer
from welvaart.opdracht.exportkeuze import GEBIEDEN, HOOFDSTUKKEN
from welvaart.opdracht.werk import Werk
from welvaart.scherm import exporteer, paginaexport

PAGINAS = {
    "start": "dashboard.py",
    "gegevens": "pages/6_Gegevens.py",
    "methode": "pages/8_Methode.py",
    "arbeidsparticipatie": "pages/2_Arbeidsparticipatie.py",
    "leegstand": "pages/3_Leegstand.py",
    "regiovergelijking": "pages/4_Regiovergelijking.py",
}


@pytest.fixture(autouse=True)
def cijfers(warehouse: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(warehouse))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NU.timestamp())))
    monkeypatch.delenv("WELVAART_HUISSTIJL", raising=False)
    monkeypatch.setattr("welvaart.__main__.read_stand", lambda pad: stand)
    yield
    st.cache_resource.clear()


@pytest.fixture
def werken(monkeypatch: pytest.MonkeyPatch) -> list[Werk]:
    """What the command makes files of; the files themselves are not written."""
    gemaakt: list[Werk] = []

    def keep(werk: Werk) -> bytes:
        gemaakt.append(werk)
        return b"PK"

    monkeypatch.setitem(uitvoer._EEN, "docx", ("docx", keep))  # type: ignore[arg-type]
    return gemaakt


def run(uit: Path, regio: str, *opties: str) -> int:
    return main(["export", regio, "--formaat", "docx", "--uit", str(uit), "--overschrijf", *opties])


def build_scherm(
    pagina: str, vraag: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> Document:
    """The document behind the button Word of a page, opened with a link."""
    gevraagd: list[Opdracht] = []

    def keep(_: str, naam: str, maak: object, bouw: object, over: object) -> None:
        gevraagd.append(maak())  # type: ignore[operator]

    monkeypatch.setattr(paginaexport, "draw_vier", keep)
    assert not run_page(PAGINAS[pagina], **vraag).exception
    (opdracht,) = gevraagd
    return build_pagina(replace(opdracht, moment=NU), pagina)


@pytest.mark.parametrize(
    ("pagina", "vraag", "opties"),
    [
        ("arbeidsparticipatie", {"regio": "GM0503"}, []),
        (
            "arbeidsparticipatie",
            {"regio": "GM0503", "indicator": "werkloosheid", "doel": "72,5", "van": "2015"},
            ["--eerst", "werkloosheid", "--doel", "72,5 %", "--van", "2015"],
        ),
        (
            "arbeidsparticipatie",
            {"regio": "CR12", "doel": "GM0363", "vergelijk": "provincie"},
            ["--doel", "Amsterdam", "--vergelijk", "provincie"],
        ),
        ("leegstand", {"regio": "GM0503"}, []),
        (
            "leegstand",
            {"regio": "GM1982", "norm": "5,5", "normbron": "visie 2025", "tegen": "koopwoningen"},
            ["--norm", "5,5", "--normbron", "visie 2025", "--tegen", "koopwoningen"],
        ),
        ("regiovergelijking", {"regio": "GM0503"}, []),
        (
            "regiovergelijking",
            {"regio": "GM0503", "indicator": "overgewicht", "jaar": "2016", "vergelijk": "land"},
            ["--eerst", "overgewicht", "--tot", "2016", "--vergelijk", "land"],
        ),
        (
            "regiovergelijking",
            {"regio": "CR12", "vorm": "helling", "van": "2015", "tot": "2020"},
            ["--van", "2015", "--tot", "2020"],
        ),
        (
            "regiovergelijking",
            {"regio": "PV28", "soort": "provincie", "indicator": "werkloosheid"},
            ["--soort", "provincie", "--eerst", "werkloosheid"],
        ),
        ("start", {"regio": "GM0503"}, []),
        ("start", {"regio": "CR12", "vergelijk": "provincie"}, []),
        ("start", {"regio": "eigen:GM0503,GM0518;Wij"}, []),
        ("gegevens", {"regio": "GM0096", "vergelijk": "corop"}, []),
        ("gegevens", {}, []),
        ("methode", {"regio": "PV28"}, []),
        ("methode", {}, []),
    ],
)
def test_a_page_from_the_command_line_is_that_of_the_screen(
    pagina: str,
    vraag: Mapping[str, str],
    opties: list[str],
    werken: list[Werk],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scherm = build_scherm(pagina, vraag, monkeypatch)
    assert run(tmp_path, vraag.get("regio", "NL01"), "--pagina", pagina, *opties) == 0
    (werk,) = werken
    assert werk.document == scherm


def build_nulmeting(
    monkeypatch: pytest.MonkeyPatch, keuze: str | None = None, **vraag: str
) -> list[tuple[str, Opdracht]]:
    """Name of the files and what they are about, of the part Exporteer of Nulmeting."""
    gevraagd: list[tuple[str, Opdracht]] = []

    def keep(_: str, naam: str, maak: object, bouw: object, over: object) -> None:
        gevraagd.append((naam, replace(maak(), moment=NU)))  # type: ignore[operator]

    monkeypatch.setattr(exporteer, "draw_vier", keep)
    test = run_page("pages/1_Nulmeting.py", **vraag)
    if keuze is not None:
        test.selectbox(key="kies_export").select(keuze).run()
    assert not test.exception
    return gevraagd


def test_chapters_of_the_agenda_are_those_of_the_screen(
    werken: list[Werk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(tmp_path, "Delft", "--hoofdstuk", "human_capital,ruimte") == 0
    assert sorted(pad.name for pad in tmp_path.iterdir()) == [
        "economische-agenda-human-capital-delft.docx",
        "economische-agenda-ruimte-voor-werken-en-ondernemen-delft.docx",
    ]
    for werk, titel in zip(werken, ("Human capital", TITELS["ruimte"]), strict=True):
        keuze = f"Economische Agenda: {titel}"
        naam, opdracht = build_nulmeting(monkeypatch, keuze, regio="GM0503")[-1]
        assert naam == f"economische agenda {titel.lower()} Delft"
        assert werk.document == build_document(opdracht)
        assert werk.document.titel == f"Economische Agenda Delft: {titel}"


def test_trends_without_provisional_years_say_so_on_screen_and_from_the_command_line(
    werken: list[Werk], stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, opdracht = build_nulmeting(monkeypatch, regio="GM0503", voorlopig="niet")[-1]
    scherm = build_document(opdracht)
    assert "Voorlopige cijfers tellen daarin op uw verzoek niet mee." in str(scherm)
    weergave = parse_kenmerk(scherm.kenmerk, list(stand.indicatoren))
    assert weergave.query == {"regio": "GM0503", "voorlopig": "niet"}
    assert run(tmp_path, "Delft", "--zonder-voorlopig") == 0
    assert run(tmp_path, "Delft") == 0
    zonder, met = werken
    assert zonder.document == scherm and zonder.document != met.document
    assert "op uw verzoek niet mee" not in str(met.document)


def test_a_file_made_with_provisional_years_is_not_offered_without_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exporteer, "write_export", lambda *_: b"PK")
    test = run_page("pages/1_Nulmeting.py", regio="GM0503")
    test.button(key="maak export PDF").click().run()
    assert len(test.get("download_button")) == 1
    test.query_params["voorlopig"] = "niet"
    test.run()
    assert not test.exception and not test.get("download_button")


def test_one_chart_goes_out_as_one_slide(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vraag = ["export", "Delft", "--formaat", "pptx", "--uit", str(tmp_path), "--dia"]
    assert main([*vraag, "--indicator", "werkloosheid"]) == 0
    (dia,) = Presentation(str(tmp_path / "werkloosheid-delft.pptx")).slides
    assert dia.shapes.title is not None and "erkloosheid" in dia.shapes.title.text
    assert main(vraag) == 1
    assert main([*vraag, "--indicator", "zwemwater_kust"]) == 1
    fouten = capsys.readouterr().err
    assert "Geef bij --dia één --indicator." in fouten and "te weinig cijfers van" in fouten


def test_what_the_help_names_is_what_the_export_knows() -> None:
    assert tuple(TITELS) == HOOFDSTUKKEN
    assert tuple(SOORTEN) == GEBIEDEN


ARBEID, LEEG, GEBIED = (
    ["--pagina", "arbeidsparticipatie"],
    ["--pagina", "leegstand"],
    ["--pagina", "regiovergelijking"],
)


@pytest.mark.parametrize(
    ("opties", "zin"),
    [
        (["--doel", "75"], "De pagina nulmeting heeft geen --doel; die hoort bij --pagina arbeid"),
        ([*ARBEID, "--doel", "hoog"], "'hoog' is geen niveau om mee te rekenen. Kies bij --doel"),
        ([*ARBEID, "--doel", "12"], "of een percentage van 40 tot 95."),
        ([*ARBEID, "--eerst", "overgewicht"], "dat cijfer staat niet op deze pagina"),
        ([*ARBEID, "--eerst", "werkloosheit"], "Bedoelt u werkloosheid"),
        ([*LEEG, "--norm", "5"], "Een norm zonder bron tonen wij niet."),
        ([*LEEG, "--norm", "veel", "--normbron", "visie"], "'veel' is geen norm."),
        ([*LEEG, "--normbron", "visie"], "Geef ook --norm"),
        ([*LEEG, "--tegen", "woningwaard"], "Bedoelt u woningwaarde"),
        ([*LEEG, "--tegen", "leegstand_woningen"], "het is het cijfer van de pagina zelf"),
        ([*GEBIED, "--van", "2020", "--tot", "2015"], "--van niet na --tot"),
        ([*GEBIED, "--tot", "1999"], "heeft voor gemeenten cijfers van 2013 tot en met 2022"),
        (
            [*GEBIED, "--eerst", "overgewicht", "--van", "2016"],
            "2016 en 2022 zijn niet te vergelijken. In 2020 begint een nieuwe reeks",
        ),
        (["--hoofdstuk", "ruimte", "--pagina", "leegstand"], "Laat --pagina weg, of laat --hoofd"),
        (["--hoofdstuk", "ruimte", "--indicator", "woningen"], "Laat --indicator weg."),
        ([*LEEG, "--zonder-voorlopig"], "--zonder-voorlopig hoort bij --pagina nulmeting."),
        (["--dia", "--indicator", "werkloosheid"], "alleen met --formaat pptx"),
    ],
)
def test_a_choice_that_the_screen_does_not_have_is_refused(
    opties: list[str], zin: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "Delft", *opties) == 1
    assert zin in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("opties", "zin"),
    [
        (["--hoofdstuk", "wonen"], "'wonen' is geen hoofdstuk; kies uit ondernemersdienst"),
        (["--hoofdstuk", ","], "er is geen hoofdstuk gekozen"),
        (["--pagina", "regiovergelijking", "--soort", "wijk"], "onbekende keuze: 'wijk'"),
    ],
)
def test_a_word_that_does_not_exist_is_misuse(
    opties: list[str], zin: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as einde:
        run(tmp_path, "Delft", *opties)
    assert einde.value.code == 2
    assert zin in capsys.readouterr().err
