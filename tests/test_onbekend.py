"""A dossier that names an indicator we do not know: said everywhere, and kept as it was written."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.test_export_dossier import database, dossier, read_tekst, run  # noqa: F401 - fixtures
from welvaart.doel.onbekend import explain_onbekend, find_onbekend
from welvaart.dossier.bestand import export_dossier, import_dossier, parse_dossier
from welvaart.dossier.doelenlijst import read_doelen
from welvaart.dossier.dossier import Toegang, Veld, dump, hash_tekst
from welvaart.dossier.eigenreeks import PREFIX
from welvaart.dossier.opslag import Opslag
from welvaart.dossier.verbinding import open_engine
from welvaart.export.bouwen.dossier.doelen import build_prioriteiten
from welvaart.lezen.stand import Stand

FOUT = "netto_arbeidsparticipatei"


@pytest.fixture(autouse=True)
def cijfers(warehouse: Path, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(warehouse))
    monkeypatch.setattr("welvaart.__main__.read_stand", lambda pad: stand)


@pytest.fixture
def bestand(dossier: tuple[Toegang, Path], tmp_path: Path) -> Path:  # noqa: F811 - a fixture
    """The saved dossier of Delft with a slip of the pen in a priority and in a goal."""
    ruw = json.loads(dossier[1].read_bytes())
    for veld in ruw["inhoud"]["velden"]:
        if veld["pad"] == "doel/d1/indicator":
            veld["waarde"] = FOUT
        delen = veld["pad"].split("/")
        if delen[0] == "prioriteit":
            veld["pad"] = "/".join(FOUT if d == "netto_arbeidsparticipatie" else d for d in delen)
    ruw["inhoud"]["wijzigingen"] = []
    ruw["sha256"] = hash_tekst(dump(ruw["inhoud"]))
    pad = tmp_path / "slip.json"
    pad.write_text(json.dumps(ruw), encoding="utf-8")
    return pad


def test_message_says_what_where_and_what_to_do(stand: Stand) -> None:
    velden = {"doel/d1/indicator": Veld("weg", 1, "2026-11-22T09:00:00+00:00", None)}
    doelen = read_doelen(velden, {})
    assert explain_onbekend(stand, {}, ["overgewicht", FOUT, FOUT], doelen) == [
        f"Stap 2 noemt '{FOUT}' als prioriteit. Er is geen indicator '{FOUT}'. Daarom staat die "
        "prioriteit nergens met een cijfer. Wat u schreef, blijft bewaard. Kies in stap 2 de "
        "juiste indicator, en zet deze uit met 'Toch geen prioriteit'.",
        "Stap 4 heeft een doel over 'weg'. Er is geen indicator 'weg'. Daarom staat dat doel niet "
        "in documenten en tabellen. Wat u schreef, blijft bewaard. Kies in stap 4 de juiste "
        "indicator, en laat dit doel vervallen.",
    ]


def test_what_waits_to_be_fetched_is_named_by_its_title_and_not_called_a_slip(
    stand: Stand,
) -> None:
    wacht = stand.klaarstaand[0]
    (zin,) = explain_onbekend(stand, {}, [wacht.indicator_id], [])
    assert wacht.titel in zin and "Gegevens zegt hoe u ze ophaalt" in zin
    assert "juiste indicator" not in zin


def test_a_known_indicator_and_a_series_of_the_dossier_get_no_message(stand: Stand) -> None:
    assert find_onbekend(stand, {}, ["overgewicht", f"{PREFIX}1"]) == []


def test_saving_again_keeps_the_unknown_name_and_its_reason(
    bestand: Path,
    database: str,  # noqa: F811 - a fixture
) -> None:
    opslag = Opslag(open_engine(database))
    toegang = import_dossier(opslag, bestand.read_bytes(), verwacht_regio="GM0503")
    opslag.write_veld(toegang, "notitie/stap2", "Erbij.", gezien=0)
    velden = {v.pad: v.waarde for v in parse_dossier(export_dossier(opslag, toegang)).velden}
    opslag.close()
    assert velden[f"prioriteit/{FOUT}/gekozen"] is True
    assert velden[f"prioriteit/{FOUT}/reden"] == "Omdat werk telt."
    assert velden["doel/d1/indicator"] == FOUT


def test_every_document_and_the_command_name_it(
    bestand: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    uit = tmp_path / "uit"
    opties = ("--formaat", "docx,xlsx", "--pagina", "lokale_agenda", "--dossier", str(bestand))
    assert run(uit, *opties) == 0
    melding = f"Stap 2 noemt '{FOUT}' als prioriteit. Er is geen indicator '{FOUT}'."
    assert melding in " ".join(capsys.readouterr().err.split())
    agenda = read_tekst(uit / "lokale-agenda-delft.docx")
    assert melding in agenda and f"Stap 4 heeft een doel over '{FOUT}'." in agenda
    assert "Overgewicht" in agenda
    for stuk in ("factsheet", "projectopdracht"):
        assert f"Er is geen indicator '{FOUT}'." in read_tekst(uit / f"{stuk}-delft.docx")


def test_a_chapter_with_nothing_but_unknown_names_still_says_so(stand: Stand) -> None:
    regels = stand.build_scorekaart("GM0503")
    zinnen = explain_onbekend(stand, {}, [FOUT], [])
    (hoofdstuk,) = build_prioriteiten(regels, [(FOUT, "Daarom.")], "Delft", zinnen)
    assert [getattr(deel, "tekst", "") for deel in hoofdstuk.delen] == zinnen
    assert hoofdstuk.boodschap == ""
    assert build_prioriteiten(regels, [], "Delft") == []


def test_a_priority_without_a_figure_here_is_on_the_factsheet_with_the_reason(
    dossier: tuple[Toegang, Path],  # noqa: F811 - a fixture
    stand: Stand,
) -> None:
    from welvaart.dossier.inzage import read_inzage
    from welvaart.export.bouwen.dossier.stukken import explain_zonder

    inzage = read_inzage(str(dossier[1]), "", {})
    regels = [
        replace(r, waarde=float("nan"), ontbreekt_omdat="De bron geeft niets.")
        if r.indicator.indicator_id == "overgewicht"
        else r
        for r in stand.build_scorekaart("GM0503")
    ]
    (zin,) = explain_zonder(inzage, stand, regels, stand.regios["GM0503"])
    assert zin == "Overgewicht: Voor Delft is er geen cijfer. De bron geeft niets."
