"""Exporteer on Start, Gegevens, Methode and Eigen cijfers: pages without a figure in view."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from pptx import Presentation

from tests.sessie import Sessie
from tests.test_eigen_invoer import NIEUW, Werkplek
from tests.test_export_inhoud import NU, build
from tests.test_exporteer import WOORDEN, find_knoppen
from tests.test_paginas import read_text, run_page
from welvaart.__main__ import main
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.bouwen.paginas import build_pagina, find_pagina_ids
from welvaart.export.dias.dia import write_dia, write_pptx
from welvaart.export.dias.diatekst import Regel, fill_bladen, measure_regels, split_regels
from welvaart.export.excel.werkboek import write_xlsx
from welvaart.export.huisstijl import load_huisstijl
from welvaart.export.inhoud import Alinea, Document, Grafiek, Lijst, Reeks, Tabel
from welvaart.fouten import KeuzeFout
from welvaart.kenmerk import parse_kenmerk
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.methode.uitleg import load_uitleg, parse_uitleg, split_zinnen
from welvaart.scherm import exporteer, paginaexport

START, GEGEVENS, EIGEN, METHODE = (
    "dashboard.py",
    "pages/6_Gegevens.py",
    "pages/7_Eigen_cijfers.py",
    "pages/8_Methode.py",
)
REGIOS = ["GM0503", "GM0096", "GM1982", "CR12", "NL01", "eigen:GM0503,GM0518;Wij"]


def build_document(stand: Stand, code: str, pagina: str) -> tuple[Opdracht, Document]:
    opdracht, _ = build(stand, code)
    opdracht = replace(opdracht, prioriteiten=[], doelen=[])
    return opdracht, build_pagina(opdracht, pagina)


def open_dek(document: Document) -> list[tuple[str, str, str]]:
    """Title, all text and the notes of each slide."""
    uit = []
    for dia in Presentation(BytesIO(write_pptx(document, load_huisstijl()))).slides:
        tekst = [vorm.text_frame.text for vorm in dia.shapes if vorm.has_text_frame]
        rijen = [r for vorm in dia.shapes if vorm.has_table for r in vorm.table.rows]
        tekst += [cel.text for rij in rijen for cel in rij.cells]
        assert dia.shapes.title is not None and dia.notes_slide.notes_text_frame is not None
        noten = dia.notes_slide.notes_text_frame.text
        uit.append((dia.shapes.title.text, "\n".join(tekst), noten))
    return uit


@pytest.mark.usefixtures("exporteert")
@pytest.mark.parametrize(
    ("pagina", "vraag", "kop", "naam"),
    [
        (START, {"regio": "GM0503"}, "Exporteer", "wat valt op Delft"),
        (GEGEVENS, {"regio": "GM0503"}, "Exporteer dit overzicht", "gegevens Delft"),
        (GEGEVENS, {}, "Exporteer dit overzicht", "gegevens Nederland"),
        (METHODE, {"regio": "CR12"}, "Exporteer deze uitleg", "methode COROP Twente"),
        (METHODE, {}, "Exporteer deze uitleg", "methode Nederland"),
    ],
)
def test_each_page_offers_four_files_and_makes_them_only_when_asked(
    pagina: str, vraag: Mapping[str, str], kop: str, naam: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gevraagd: list[Opdracht] = []
    echt = paginaexport._build_los

    def keep(*alles: object) -> Opdracht:
        gevraagd.append(echt(*alles))  # type: ignore[arg-type]  # passed on as they came
        return gevraagd[-1]

    monkeypatch.setattr(paginaexport, "_build_los", keep)
    test = run_page(pagina, **vraag)
    assert not test.exception and not gevraagd
    assert [k for k in find_knoppen(test) if k in WOORDEN] == WOORDEN
    assert kop in [header.value for header in test.header]
    assert ("daarom gaat het over Nederland" in read_text(test)) == (not vraag)
    (word,) = [k for k in test.button if k.label == "Word"]
    word.click().run()
    assert not test.exception
    (klaar,) = test.get("download_button")
    assert klaar.proto.label.startswith(f"Download {naam}.docx (")
    assert len(gevraagd) == 1 and naam.endswith(f" {gevraagd[0].regio.naam}")


@pytest.mark.usefixtures("exporteert")
@pytest.mark.parametrize("pagina", [START, EIGEN])
def test_without_a_regio_or_own_figures_there_is_no_part(pagina: str) -> None:
    test = run_page(pagina)
    assert not test.exception and find_knoppen(test) == []
    assert not [h for h in test.header if str(h.value).startswith("Exporteer")]


@pytest.mark.usefixtures("exporteert")
def test_another_regio_takes_the_file_of_the_old_one_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporteer, "write_export", lambda *_: b"PK")
    test = run_page(METHODE, regio="GM0503")
    test.button(key="maak methode PDF").click().run()
    assert len(test.get("download_button")) == 1
    test.query_params["regio"] = "GM0096"
    test.run()
    assert not test.exception and not test.get("download_button")


@pytest.mark.parametrize(
    ("pagina", "in_url", "begin"),
    [
        ("start", "", "Wat valt op: Delft"),
        ("gegevens", "Gegevens", "Gegevens over Delft"),
        ("methode", "Methode", "Methode bij de cijfers over Delft"),
    ],
)
def test_its_kenmerk_opens_the_page_itself(
    stand: Stand, pagina: str, in_url: str, begin: str
) -> None:
    opdracht, document = build_document(stand, "GM0503", pagina)
    weergave = parse_kenmerk(document.kenmerk, list(stand.indicatoren))
    assert (document.titel, weergave.pagina) == (begin, in_url)
    assert weergave.query == {"regio": "GM0503"}
    assert document.kenmerk in str(document.hoofdstukken[-1])
    nederland = build_document(stand, "NL01", pagina)[1]  # beside the G4: Start has no such choice
    assert parse_kenmerk(nederland.kenmerk, []).pagina == (in_url or "Nulmeting")
    assert opdracht.pagina == "Nulmeting"  # that of whoever asked stays as it was


@pytest.mark.parametrize("code", REGIOS)
def test_the_overview_counts_what_is_there(stand: Stand, code: str) -> None:
    opdracht, document = build_document(stand, code, "gegevens")
    overzicht, lijst, hiaten, _ = document.hoofdstukken
    met, alle = len(opdracht.gekozen), len(opdracht.regels)
    zin, tabel = overzicht.delen
    assert isinstance(zin, Alinea) and isinstance(tabel, Tabel)
    assert zin.tekst.startswith(
        f"Over {opdracht.regio.naam} zijn er cijfers van {met} van de {alle} indicatoren."
    )
    assert "nog niet zelf bij de bron nagekeken" in zin.tekst
    assert sum(int(rij[1]) for rij in tabel.rijen) == met
    per_thema = [d for d in lijst.delen if isinstance(d, Tabel)]
    assert sum(len(t.rijen) for t in per_thema[:-1]) == met
    nummers = {rij[4] for t in per_thema[:-1] for rij in t.rijen}
    assert nummers == {rij[0] for rij in per_thema[-1].rijen}
    # How many gemeenten have a figure is the same for an area as on the page.
    dekking = stand.dekking.set_index("indicator_id")["gemeenten"]
    titels = {x.titel: i for i, x in stand.indicatoren.items()}
    for rij in (rij for t in per_thema[:-1] for rij in t.rijen):
        assert rij[3] == str(dekking[titels[rij[0]]])
    assert "nan" not in str(hiaten).replace("finan", "")


def test_years_of_delft_stand_with_their_number_where_some_are_missing(stand: Stand) -> None:
    _, document = build_document(stand, "GM0503", "gegevens")
    rijen = [r for d in document.hoofdstukken[1].delen if isinstance(d, Tabel) for r in d.rijen]
    jaren = {rij[0]: rij[2].replace("\u00a0", " ") for rij in rijen}
    assert jaren["Werkloosheid"] == "2013 t/m 2022"
    assert jaren["Overgewicht"] == "2016 t/m 2022 (3 jaren)"  # 2016, 2020 and 2022
    assert jaren["Levensverwachting bij de geboorte"] == "2021"


@pytest.mark.parametrize("code", ["GM0503", "CR12"])
def test_slides_of_gegevens_show_the_overview_and_name_the_files_with_the_rest(
    stand: Stand, code: str
) -> None:
    dias = open_dek(build_document(stand, code, "gegevens")[1])
    assert len(dias) <= 9
    (eerste, *_) = [(titel, tekst) for titel, tekst, _ in dias if "Over " in titel]
    assert "van de 68 indicatoren" in eerste[0] and "Subjectief welzijn" in eerste[1]
    assert "Per indicator staan eenheid, jaren en bron in Word, Excel en PDF." in eerste[1]
    assert not [titel for titel, *_ in dias if titel.startswith("Gegevens: ")]


def test_slides_of_the_method_show_the_core_and_have_every_word_in_their_notes(
    stand: Stand,
) -> None:
    dias = open_dek(build_document(stand, "GM0503", "methode")[1])
    assert len(dias) <= 20
    for kop, blokken in parse_uitleg(load_uitleg()):
        eigen = [(tekst, noten) for titel, tekst, noten in dias if titel.split(" (")[0] == kop]
        assert 1 <= len(eigen) <= 2, kop
        tekst = " ".join(tekst for tekst, _ in eigen)
        assert "De hele tekst staat in de notities bij deze dia." in tekst
        for blok in blokken:
            assert split_zinnen(blok)[0] in tekst
            assert blok.removeprefix("- ") in eigen[0][1]


def test_what_is_left_over_does_not_stand_nearly_alone_on_the_last_slide() -> None:
    regels = [Regel(f"Punt {k} is één regel.", "punt") for k in range(9)]
    acht = measure_regels(regels[:8], 800)
    assert [len(blad) for blad in fill_bladen(regels, 800, acht)] == [8, 1]
    assert [len(blad) for blad in split_regels(regels, 800, acht)] == [5, 4]
    zes = measure_regels(regels[:6], 800)  # 6 + 3 is even enough
    assert [len(blad) for blad in split_regels(regels, 800, zes)] == [6, 3]


@pytest.mark.parametrize(
    ("blok", "zinnen"),
    [
        ("Eén zin. Nog een.", ["Eén zin.", "Nog een."]),
        ("- Toeval. Ook zo. En dit.", ["Toeval. Ook zo.", "En dit."]),
        ("- Een gemeente staat in het midden als dat zo is. Anders niet.",
         ["Een gemeente staat in het midden als dat zo is.", "Anders niet."]),
        ('"Er werken er 69. Dat zijn er 3 minder." Het eerste is rond.',
         ['"Er werken er 69. Dat zijn er 3 minder."', "Het eerste is rond."]),
        ("Van 0,5 naar 1.200 telt mee", ["Van 0,5 naar 1.200 telt mee"]),
    ],
)  # fmt: skip
def test_a_block_falls_apart_in_whole_sentences(blok: str, zinnen: list[str]) -> None:
    assert split_zinnen(blok) == zinnen


def test_no_word_of_the_method_is_lost_in_its_sentences() -> None:
    for _, blokken in parse_uitleg(load_uitleg()):
        for blok in blokken:
            assert " ".join(split_zinnen(blok)) == blok.removeprefix("- ")


def read_blad(inhoud: bytes, naam: str) -> list[list[object]]:
    return [list(rij) for rij in openpyxl.load_workbook(BytesIO(inhoud))[naam].values]


def test_the_workbook_holds_the_words_and_tables_of_its_page(stand: Stand) -> None:
    opdracht, document = build_document(stand, "GM0503", "gegevens")
    inhoud = write_xlsx(document, opdracht)
    koppen, *rijen = read_blad(inhoud, "Gegevens")
    assert koppen[:4] == ["Thema", "Indicator", "Eenheid", "Jaren"]
    assert len(rijen) == len(opdracht.gekozen)
    (werkloos,) = [rij for rij in rijen if rij[1] == "Werkloosheid"]
    assert werkloos[4] == 341 and werkloos[6] == "nee"
    herkomst = read_blad(inhoud, "Herkomst")[1:]
    assert {rij[5] for rij in rijen} == {rij[0] for rij in herkomst}
    assert len(read_blad(inhoud, "Wat ontbreekt")) > 10
    assert ["Gegevens", "Welke cijfers er zijn"] in read_blad(inhoud, "Uitleg")
    opdracht, document = build_document(stand, "GM0503", "methode")
    inhoud = write_xlsx(document, opdracht)
    uitleg = {rij[0] for rij in read_blad(inhoud, "Hoe wij rekenen")}
    for kop, blokken in parse_uitleg(load_uitleg()):
        assert {kop, *(blok.removeprefix("- ") for blok in blokken)} <= uitleg
    namen = openpyxl.load_workbook(BytesIO(inhoud)).sheetnames
    assert namen[:3] == ["Uitleg", "Hoe wij rekenen", "Ontwikkelingen"] and "Gegevens" not in namen
    opdracht, document = build_document(stand, "GM0503", "start")
    namen = openpyxl.load_workbook(BytesIO(write_xlsx(document, opdracht))).sheetnames
    assert namen[:2] == ["Uitleg", "Cijfers"]


REGELS = (
    "gemeente;deelgebied;jaar;waarde\nGemeente C;;2020;6,0\nGemeente C;;2021;6,5\n"
    "Gemeente C;Binnenstad;2021;9,5\nGemeente B;;2021;7,0\n"
)


@pytest.fixture
def eigen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Stand]:
    """The small country in which C has own figures of two years and a part, B of one, A none."""
    plek = Werkplek(tmp_path, monkeypatch, capsys)
    code, _ = plek.run(
        plek.write(REGELS), *NIEUW, "--deelgebied-kolom=deelgebied", "--licentie=Alleen wij",
        "--bouw",
    )  # fmt: skip
    assert code == 0
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(plek.instellingen.warehouse))
    monkeypatch.delenv("WELVAART_HUISSTIJL", raising=False)
    yield read_stand(plek.instellingen.warehouse)
    st.cache_resource.clear()


def build_eigen(stand: Stand, code: str) -> Document:
    opdracht, _ = build_document(stand, code, "start")
    ids = find_pagina_ids(stand, "eigen_cijfers")
    assert ids == {"eigen_lege_winkels"}
    return build_pagina(replace(opdracht, indicator_ids=ids), "eigen_cijfers")


def test_own_figures_go_out_with_their_parts_their_file_and_their_licence(eigen: Stand) -> None:
    document = build_eigen(eigen, "GM9003")
    assert document.titel == "Eigen cijfers over Gemeente C"
    assert [h.titel for h in document.hoofdstukken] == [
        "Werk",
        "Delen van Gemeente C",
        "Waar komen deze eigen cijfers vandaan?",
        "Bronnen en verantwoording",
    ]
    werk, delen, bestanden, _ = document.hoofdstukken
    (grafiek,) = [d for d in werk.delen if isinstance(d, Grafiek)]
    assert grafiek.reeksen[0].waarden == (6.0, 6.5)
    assert any(
        isinstance(d, Lijst) and "Binnenstad 9,5" in d.punten[0].replace("\u00a0", " ")
        for d in delen.delen
    )
    (tabel,) = bestanden.delen
    assert isinstance(tabel, Tabel) and tabel.rijen[0][:2] == ("Lege winkels", "4")
    assert tabel.rijen[0][3] == "Alleen wij" and tabel.rijen[0][4].startswith("winkels.csv, ")
    assert parse_kenmerk(document.kenmerk, []).pagina == "Eigen_cijfers"


def test_slides_of_own_figures_are_their_charts(eigen: Stand) -> None:
    titels = [titel for titel, *_ in open_dek(build_eigen(eigen, "GM9003"))]
    assert titels[1].replace("\u00a0", " ") == "Lege winkels in Gemeente C: 6,5 % (2021)."
    assert titels[2:4] == ["Delen van Gemeente C", "De bestanden achter deze cijfers"]
    een = open_dek(build_eigen(eigen, "GM9002"))  # one year: no chart, so the sentence itself
    assert een[1][0] == "Werk" and "7,0" in een[1][1]


def test_the_workbook_of_own_figures_has_their_parts_and_files_and_no_empty_sheet(
    eigen: Stand,
) -> None:
    opdracht, _ = build_document(eigen, "GM9003", "start")
    opdracht = replace(opdracht, indicator_ids=find_pagina_ids(eigen, "eigen_cijfers"))
    inhoud = write_xlsx(build_pagina(opdracht, "eigen_cijfers"), opdracht)
    assert read_blad(inhoud, "Deelgebieden")[1:] == [
        ["Lege winkels", "Binnenstad", "2021", 9.5, "% van de winkels", "Team EZ"]
    ]
    (bestand,) = read_blad(inhoud, "Eigen bestanden")[1:]
    assert bestand[:2] == ["Lege winkels", 4] and bestand[3] == "Alleen wij"
    for blad in openpyxl.load_workbook(BytesIO(inhoud)):
        assert blad.max_row > 1, blad.title


def test_years_apart_stand_below_their_chart_once_each() -> None:
    reeks = Reeks("Delft", "eigen", (72.0, 75.0), (False, False), 0)
    grafiek = Grafiek("T.", "lijn", "procent", "%", ("2021", "2023"), (reeks,), "A.", "B.")
    deck = Presentation(BytesIO(write_dia(grafiek, load_huisstijl(), NU)))
    (chart,) = [vorm.chart for vorm in deck.slides[0].shapes if vorm.has_chart]
    as_ = {deel.tag.rpartition("}")[2]: deel.get("val") for deel in chart.category_axis._element}
    assert (as_["baseTimeUnit"], as_["majorUnit"], as_["majorTimeUnit"]) == ("years", "1", "years")


def test_the_page_offers_own_figures_as_the_command_makes_them(
    eigen: Stand,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    gevraagd: list[Opdracht] = []

    def keep(_: str, naam: str, maak: object, bouw: object, over: object) -> None:
        gevraagd.append(replace(maak(), moment=NU))  # type: ignore[operator]

    monkeypatch.setattr(paginaexport, "draw_vier", keep)
    test = run_page(EIGEN, regio="GM9003")
    assert not test.exception
    assert "Exporteer de eigen cijfers" in [header.value for header in test.header]
    (opdracht,) = gevraagd
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NU.timestamp())))
    opties = ["export", "GM9003", "--formaat", "docx", "--pagina", "eigen_cijfers"]
    assert main([*opties, "--uit", str(tmp_path / "uit")]) == 0
    bouw = exporteer.write_export(
        "docx", opdracht, load_huisstijl(), bouw=lambda o: build_pagina(o, "eigen_cijfers")
    )
    assert (tmp_path / "uit" / "eigen-cijfers-gemeente-c.docx").read_bytes() == bouw


def test_a_gemeente_without_own_figures_hears_so_on_screen_and_from_the_command(
    eigen: Stand,
) -> None:
    zin = "In de eigen cijfers staat niets over Gemeente A. Kies een gemeente die er wel in staat."
    with pytest.raises(KeuzeFout, match=zin):
        build_eigen(eigen, "GM9001")
    test = run_page(EIGEN, regio="GM9001")
    assert find_knoppen(test) == []
    assert zin in unescape(read_text(test))
    zonder = run_page(EIGEN)
    assert not zonder.exception and find_knoppen(zonder) == []
    assert "Kies eerst een gemeente of regio" in read_text(zonder)


LANG = "eigen:GM0503,GM0599;" + "Samen sterk " * 5


@pytest.mark.parametrize("pagina", ["", "Gegevens", "Methode", "Eigen_cijfers"])
@pytest.mark.parametrize("vraag", ["", "regio=GM0503", f"regio={LANG.strip()}"])
def test_a_visit_with_the_part_to_export_sends_fifty_kilobytes_at_most(
    pagina: str, vraag: str, adres: str
) -> None:
    sessie = Sessie.open(adres)
    eerste, opnieuw = sessie.run(vraag, pagina), sessie.run(vraag, pagina)
    sessie.close()
    assert not (eerste.fout or opnieuw.fout)
    assert eerste.bytes <= 50_000 and opnieuw.bytes <= 12_000
