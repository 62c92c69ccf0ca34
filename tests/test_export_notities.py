"""Notes of a team: on request in a document that says so, and nowhere else."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.test_export_inhoud import build
from tests.test_paginas import run_page
from welvaart.__main__ import main
from welvaart.dossier.dossier import Veld
from welvaart.dossier.inzage import Inzage
from welvaart.dossier.notities import Notitie
from welvaart.dossier.opslag import Opslag
from welvaart.dossier.verbinding import open_engine
from welvaart.export.bouwen.bouw import build_document
from welvaart.export.bouwen.dossier.keuze import add_dossier
from welvaart.export.bouwen.dossier.notities import VOOR_HET_TEAM, find_notities
from welvaart.export.bouwen.dossier.stukken import STUKKEN
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.bouwen.paginas import build_pagina
from welvaart.lezen.stand import Stand
from welvaart.scherm import exporteer

VELDEN: Mapping[str, str | bool] = {
    "prioriteit/overgewicht/gekozen": True,
    "prioriteit/overgewicht/reden": "Omdat het moet.",
    "prioriteit/overgewicht/afruil": "Minder geld voor asfalt.",
    "notitie/stap1": "Gezondheid valt op.",
    "notitie/stap2": "Na lang praten.\nDrie tegen twee.",
    "notitie/stap6": "Wethouder Bram twijfelt.",
    "gesprek/gezondheid/wie": "Huisarts Carla",
    "gesprek/gezondheid/plaats": "Wijkcentrum",
    "antwoord/a10/indicator": "overgewicht",
    "antwoord/a10/tekst": "Mijn zoon is nooit buiten.",
    "antwoord/a2/indicator": "overgewicht",
    "antwoord/a2/tekst": "Te veel snackbars.",
    "antwoord/a2/houding": "herkent",
    "antwoord/a2/plaats": "Voorhof",
    "contact/gm0599_overgewicht": "Dirk gebeld; werkt met een sportpas.",
    "contact/gm0344_weg": "",
}
GEHEIM = [
    "asfalt", "Drie tegen twee", "Bram", "Huisarts", "snackbars", "Dirk", "Wijkcentrum",
]  # fmt: skip


def build_inzage(velden: Mapping[str, str | bool] = VELDEN) -> Inzage:
    gevuld = {pad: Veld(waarde, 1, "", "") for pad, waarde in velden.items()}  # type: ignore[arg-type]
    return Inzage("Delft aan zet", "GM0503", gevuld, {}, {})


def test_notes_stand_per_step_in_the_order_of_writing(stand: Stand) -> None:
    gezondheid = next(t.titel for t in stand.themas if t.thema == "gezondheid").lower()
    assert find_notities(build_inzage(), stand) == [
        Notitie(
            2,
            "Overgewicht. Wat kan hieronder lijden, en hoe wegen wij dat?",
            "Minder geld voor asfalt.",
        ),
        Notitie(2, "Hoe kwamen wij tot deze keuze?", "Na lang praten.\nDrie tegen twee."),
        Notitie(3, f"Het gesprek over {gezondheid}", "Met wie: Huisarts Carla\nWaar: Wijkcentrum"),
        Notitie(
            3,
            "Bewoners of ondernemers over: Overgewicht",
            "Te veel snackbars. (Herkent het cijfer; Voorhof)",
        ),
        Notitie(3, "Bewoners of ondernemers over: Overgewicht", "Mijn zoon is nooit buiten."),
        Notitie(6, "Wat sprak het college af?", "Wethouder Bram twijfelt."),
        Notitie(
            10, "Gebeld met Rotterdam over Overgewicht", "Dirk gebeld; werkt met een sportpas."
        ),
    ]


def test_no_document_and_no_handout_holds_a_note_that_nobody_asked_for(stand: Stand) -> None:
    opdracht, _ = build(stand, "GM0503")
    inzage = build_inzage()
    zonder = build_document(add_dossier(opdracht, inzage))
    stukken = [maak(inzage, stand, opdracht.regels, opdracht.regio) for maak in STUKKEN.values()]
    for stuk in (zonder, *stukken):
        assert not [woord for woord in GEHEIM if woord in str(stuk)]
    assert "Gezondheid valt op." in str(zonder) and "Omdat het moet." in str(zonder)
    assert VOOR_HET_TEAM not in zonder.ondertitel


def test_a_document_bears_the_name_of_its_dossier_and_says_what_its_kenmerk_opens(
    stand: Stand,
) -> None:
    opdracht, _ = build(stand, "GM0503")
    inzage = build_inzage()
    met, zonder = build_document(add_dossier(opdracht, inzage)), build_document(opdracht)
    assert (met.titel, zonder.titel) == (inzage.naam, "Nulmeting brede welvaart Delft")
    assert met.ondertitel.startswith("Nulmeting brede welvaart Delft · Vergeleken met ")
    assert zonder.ondertitel.startswith("Vergeleken met ")
    assert met.kenmerk == zonder.kenmerk  # of the figures: no code of a dossier is in it
    assert f"Kenmerk (opent de cijfers, zonder het dossier): {met.kenmerk}." in str(met)
    assert f"uit het dossier ‘{inzage.naam}’. Dat opent u met de link" in str(met)
    assert "Kenmerk (opent dit beeld): " in str(zonder) and "het dossier" not in str(zonder)
    hoofdstuk = build_document(add_dossier(replace(opdracht, titel="Human capital"), inzage))
    assert hoofdstuk.titel == "Human capital"
    pagina = build_pagina(add_dossier(opdracht, inzage), "lokale_agenda")
    assert pagina.titel == "Lokale agenda Delft"
    assert pagina.ondertitel.startswith(f"Dossier {inzage.naam} · ")
    assert hoofdstuk.ondertitel.startswith(f"Dossier {inzage.naam} · Vergeleken met ")


def test_with_notes_the_title_page_and_each_note_say_so(stand: Stand) -> None:
    opdracht, _ = build(stand, "GM0503")
    document = build_document(add_dossier(opdracht, build_inzage(), notities=True))
    assert document.ondertitel.endswith("Voor het team: met notities, niet om door te geven")
    (hoofdstuk,) = [h for h in document.hoofdstukken if h.sleutel == "notities"]
    tekst = str(hoofdstuk)
    assert not [woord for woord in GEHEIM if woord not in tekst]
    assert "Stap 6: College" in tekst and "'Notitie: Wethouder Bram twijfelt.'" in tekst
    assert tekst.count("Notitie: ") == 7
    leeg = add_dossier(opdracht, build_inzage({"notitie/stap2": ""}), notities=True)
    assert "notities" not in [h.sleutel for h in build_document(leeg).hoofdstukken]
    assert VOOR_HET_TEAM not in build_document(replace(leeg, notities=())).ondertitel


@pytest.fixture
def dossier(warehouse: Path, stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'd.sqlite'}"
    monkeypatch.setenv("WELVAART_DOSSIERS", url)
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(warehouse))
    monkeypatch.setattr("welvaart.__main__.read_stand", lambda pad: stand)
    opslag = Opslag(open_engine(url))
    toegang = opslag.create_dossier("Delft aan zet", "GM0503")
    for pad, waarde in VELDEN.items():
        opslag.write_veld(toegang, pad, waarde or None, gezien=0)
    opslag.close()
    return str(toegang.bewerkcode)


def test_the_command_takes_notes_along_when_asked(dossier: str, tmp_path: Path) -> None:
    opties = ["export", "Delft", "--formaat", "docx,xlsx", "--pagina", "lokale_agenda"]
    vraag = [*opties, "--uit", str(tmp_path / "uit"), "--dossier", dossier]
    assert main([*vraag, "--notities"]) == 0
    alineas = docx.Document(
        str(tmp_path / "uit" / "lokale-agenda-delft-met-notities.docx")
    ).paragraphs
    assert "Notitie: Wethouder Bram twijfelt." in [alinea.text for alinea in alineas]
    boek = openpyxl.load_workbook(tmp_path / "uit" / "lokale-agenda-delft-met-notities.xlsx")
    rijen = list(boek["Notities"].iter_rows(values_only=True))
    assert rijen[0] == ("Stap", "Waarover", "Notitie") and len(rijen) == 8
    assert main([*vraag, "--overschrijf"]) == 0
    boek = openpyxl.load_workbook(tmp_path / "uit" / "lokale-agenda-delft.xlsx")
    assert "Notities" not in boek.sheetnames


def test_notes_without_a_dossier_are_refused(
    dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opties = ["export", "Delft", "--formaat", "csv", "--uit", str(tmp_path / "uit")]
    assert main([*opties, "--notities"]) == 1
    assert "Zet bij --notities ook --dossier." in capsys.readouterr().err


def test_notes_go_along_from_the_screen_only_after_a_tick(
    dossier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gemaakt: list[Opdracht] = []

    def keep(_: str, opdracht: Opdracht, *__: object) -> bytes:
        gemaakt.append(opdracht)
        return b"PK"

    monkeypatch.setattr(exporteer, "write_export", keep)
    test = run_page("pages/5_Lokale_agenda.py", regio="GM0503", dossier=dossier, stap="6")
    assert not test.exception
    test.button(key="maak export Word").click().run()
    test.checkbox(key="export_notities").check().run()
    assert not test.get("download_button") or "met notities" not in str(test.main)
    test.button(key="maak export Word").click().run()
    assert not test.exception
    zonder, met = gemaakt
    assert zonder.notities == () and len(met.notities) == 7
    assert "Download nulmeting Delft met notities.docx" in str(test.main)
