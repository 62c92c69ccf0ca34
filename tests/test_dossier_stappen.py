"""Goals, progress, forms of conversation, the table for the begroting and the printed pages."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaart.doel.begrotingstabel import (
    build_begrotingstabel,
    build_getalrij,
    format_getalkoppen,
    format_koppen,
    format_rij,
    write_csv,
)
from welvaart.doel.eigenaar import find_eigenaars
from welvaart.dossier.doelenlijst import (
    find_vrije_sleutel,
    follow_namen,
    read_doelen,
    read_prioriteiten,
)
from welvaart.dossier.dossier import Veld
from welvaart.dossier.participatie import load_participatie, suggest_vormen
from welvaart.dossier.voortgang import STAPPEN, find_begonnen, find_klaar
from welvaart.export.bladen import (
    build_belblad,
    build_collegeoverzicht,
    build_factsheet,
    build_gesprekskaarten,
    build_placemat,
    build_projectopdracht,
    build_werkblad,
)
from welvaart.export.drukpagina import write_html
from welvaart.fouten import CatalogusFout
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.methode.doelpad import Doel

BOOS = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


def fill(waarden: dict[str, object]) -> dict[str, Veld]:
    return {
        pad: Veld(waarde, 1, f"2026-11-22T09:00:{k:02d}+00:00")  # type: ignore[arg-type]
        for k, (pad, waarde) in enumerate(waarden.items())
    }


VELDEN = fill(
    {
        "doel/d2/indicator": "netto_arbeidsparticipatie",
        "doel/d2/nulwaarde": 66.9,
        "doel/d2/nuljaar": 2021,
        "doel/d2/streefwaarde": 72.0,
        "doel/d2/streefjaar": 2027,
        "doel/d1/indicator": "oud",
        "doel/d3/indicator": "inwoners",
        "doel/d3/vervallen": True,
        "doel/d10/indicator": "inwoners",
        "prioriteit/werkloosheid/gekozen": True,
        "prioriteit/oud/gekozen": True,
        "prioriteit/leegstand_woningen/gekozen": False,
    }
)


def test_goals_come_in_order_without_the_withdrawn_and_with_their_new_name() -> None:
    doelen = read_doelen(VELDEN, {"oud": "nieuw"})
    assert [(d.sleutel, d.indicator_id) for d in doelen] == [
        ("d1", "nieuw"),
        ("d2", "netto_arbeidsparticipatie"),
        ("d10", "inwoners"),
    ]
    assert doelen[1].doel == Doel(66.9, 2021, 72.0, 2027)
    assert doelen[0].doel is None
    assert find_vrije_sleutel(VELDEN) == "d11"
    assert read_prioriteiten(VELDEN, {"oud": "nieuw"}) == ["werkloosheid", "nieuw"]


def test_what_was_written_under_an_old_name_is_found_under_the_new() -> None:
    velden = fill({"prioriteit/oud/reden": "toen", "notitie/stap1": "blijft"})
    nu = follow_namen(velden, {"oud": "nieuw"})
    assert (nu["prioriteit/nieuw/reden"].waarde, nu["prioriteit/nieuw/reden"].versie) == ("toen", 0)
    assert nu["notitie/stap1"] == velden["notitie/stap1"]
    beide = follow_namen(velden | fill({"prioriteit/nieuw/reden": "nu"}), {"oud": "nieuw"})
    assert beide["prioriteit/nieuw/reden"].waarde == "nu"


def test_a_target_year_before_the_baseline_is_no_goal_yet() -> None:
    velden = VELDEN | fill({"doel/d2/streefjaar": 2021})
    assert read_doelen(velden, {})[1].doel is None


def test_steps_are_begun_by_what_is_written_and_done_when_said_so() -> None:
    begonnen = find_begonnen(VELDEN, fotos=1)
    assert [n for n, is_begonnen in begonnen.items() if is_begonnen] == [1, 2, 4]
    assert not any(find_begonnen({}, fotos=0).values())
    klaar = find_klaar(fill({"stap/3/klaar": True, "stap/4/klaar": False}))
    assert [n for n, is_klaar in klaar.items() if is_klaar] == [3]
    assert [stap.nummer for stap in STAPPEN] == list(range(1, 11))


def test_the_forms_fit_as_many_rungs_as_the_guide_counts() -> None:
    lijst = load_participatie()
    aantallen = {sleutel: len(vorm.treden) for sleutel, vorm in lijst.vormen.items()}
    assert aantallen == {
        "een_op_een": 5,
        "periodiek_overleg": 5,
        "groepsgesprek": 4,
        "klankbordgroep": 3,
        "vragenlijst": 2,
        "panel": 2,
        "discussieplatform": 2,
        "bijeenkomst": 2,
        "inloopspreekuur": 1,
    }


def test_a_form_is_advised_with_its_reason() -> None:
    lijst = load_participatie()
    advies = dict(suggest_vormen(lijst, "wensen", "zelfbeheer"))
    assert list(advies) == ["een_op_een", "periodiek_overleg"]
    assert advies["een_op_een"] == "past bij zelfbeheer en 'inzicht in belangen en wensen'"
    assert suggest_vormen(lijst, "wensen", "informeren") == []
    assert "inloopspreekuur" in dict(suggest_vormen(lijst, "netwerk", None))
    assert next(iter(dict(suggest_vormen(lijst, "netwerk", "raadplegen")))) == "een_op_een"


def test_a_form_with_an_unknown_rung_is_named(tmp_path: Path) -> None:
    pad = tmp_path / "p.yaml"
    pad.write_text(
        "waarom: {a: A}\nwanneer: {b: B}\ntreden: {c: C}\n"
        "vormen: {v: {titel: V, treden: [x], waarom: [a]}}\n",
        encoding="utf-8",
    )
    with pytest.raises(CatalogusFout, match="vorm 'v' noemt 'x'"):
        load_participatie(pad)


def test_renamed_indicators_are_followed_and_a_circle_is_named(tmp_path: Path) -> None:
    pad = tmp_path / "h.yaml"
    pad.write_text("hernoemd: {a: b, b: c}\n", encoding="utf-8")
    assert load_hernoemd(pad) == {"a": "c", "b": "c"}
    rond = tmp_path / "rond.yaml"
    rond.write_text("hernoemd: {a: b, b: a}\n", encoding="utf-8")
    with pytest.raises(CatalogusFout, match="kring"):
        load_hernoemd(rond)
    assert load_hernoemd() == {}


def test_the_table_of_the_begroting_shows_goal_result_and_plan(stand: Stand) -> None:
    doelen = read_doelen(VELDEN, {})
    (regel,) = build_begrotingstabel(stand, "GM0503", doelen, {("d2", 2026): 71.25}, [2026, 2027])
    koppen, rij = format_koppen([2026, 2027]), format_rij(regel)
    tabel = dict(zip(koppen, rij, strict=True))
    assert tabel["Nulmeting"] == "66,9 (2021)"
    assert tabel["Realisatie"] == "69,3 (2022)"
    assert tabel["Begroting 2026"] == "71,25"  # as it was typed
    assert tabel["Begroting 2027"] == ""
    assert tabel["Streefwaarde"] == "72,0 (2027)"
    assert tabel["Stand"] == "op koers"  # 66,9 + 5,1/6 = 67,75 was needed
    assert tabel["BBV-nummer"] == "24"
    assert tabel["Bron"].startswith("CBS, Regionale Monitor Brede Welvaart")


def test_who_a_goal_belongs_to_is_its_owner_and_the_portefeuillehouder(stand: Stand) -> None:
    doelen = read_doelen(VELDEN, {})
    (sleutel,) = [d.sleutel for d in doelen if d.doel is not None]
    namen = {f"doel/{sleutel}/eigenaar": "Anna", "portefeuille/arbeid_en_vrije_tijd": "Bram"}

    def find(*paden: str) -> str:
        bekend = {pad: naam for pad, naam in namen.items() if pad.startswith(paden)}
        return find_eigenaars(stand, {}, doelen, lambda pad: bekend.get(pad, "")).get(sleutel, "")

    assert find("doel", "portefeuille") == "Anna; portefeuillehouder Bram"
    assert (find("doel"), find("portefeuille")) == ("Anna", "portefeuillehouder Bram")
    assert find("niets") == ""
    namen["portefeuille/arbeid_en_vrije_tijd"] = "Anna"
    assert find("doel", "portefeuille") == "Anna"
    (rij,) = build_begrotingstabel(stand, "GM0503", doelen, {}, [], eigenaars={sleutel: "Anna"})
    assert dict(zip(format_koppen([]), format_rij(rij), strict=True))["Eigenaar"] == "Anna"
    assert dict(zip(format_getalkoppen([]), build_getalrij(rij), strict=True))["Eigenaar"] == "Anna"


def test_without_a_newer_figure_no_old_one_stands_in_for_the_result(stand: Stand) -> None:
    velden = VELDEN | fill({"doel/d2/nuljaar": 2022, "doel/d2/nulwaarde": 69.3})
    (regel,) = build_begrotingstabel(stand, "GM0503", read_doelen(velden, {}), {}, [])
    assert regel.realisatie == "nog geen nieuwer cijfer"
    assert regel.koers == ""


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_no_cell_of_the_csv_runs_as_a_formula(cellen: list[str]) -> None:
    tekst = write_csv(["kop"], [[f"={cel}" for cel in cellen]]).decode("utf-8-sig")
    rijen = list(csv.reader(io.StringIO(tekst, newline=""), delimiter=";"))
    assert rijen[0] == ["kop"]
    assert rijen[1] == [f"'={cel}" for cel in cellen]
    assert write_csv(["a"], [["@SOM(1)", "-1", "gewoon"]]).decode("utf-8-sig").splitlines()[1] == (
        "'@SOM(1);'-1;gewoon"
    )


def test_printed_pages_hold_the_figures_and_no_live_text(stand: Stand) -> None:
    regels = {r.indicator.indicator_id: r for r in stand.build_scorekaart("GM0503")}
    netto = regels["netto_arbeidsparticipatie"]
    doelen = read_doelen(VELDEN, {})
    bladen = {
        "college": build_collegeoverzicht(stand, BOOS, {"Werk": BOOS}, doelen, {1: BOOS}, {}),
        "opdracht": build_projectopdracht(stand, "Delft", BOOS, {"Waarom?": BOOS}, [BOOS]),
        "factsheet": build_factsheet(stand, "Delft", BOOS, BOOS, [netto]),
        "kaarten": build_gesprekskaarten(stand, "Delft", [(netto, BOOS)]),
        "placemat": build_placemat(stand, "Delft", "Werk", [netto], BOOS),
    }
    bladen["werkblad"] = build_werkblad(stand, BOOS, [BOOS], {"Waarom?": BOOS, "Wat?": ""})
    bladen["belblad"] = build_belblad(stand, BOOS, {BOOS: [["Oss", "1", "2", BOOS, "beter"]]})
    paginas = {naam: write_html(drukwerk) for naam, drukwerk in bladen.items()}
    for naam, blad in paginas.items():
        assert "<script" not in blad, naam
        assert '<html lang="nl">' in blad
        assert "http" not in blad.replace("https://www.cbs.nl", ""), naam
    assert "69,3\u00a0%" in paginas["factsheet"]
    assert "size: A5" in paginas["kaarten"] and "size: A4 landscape" in paginas["placemat"]
    assert "66,9\u00a0% (2021)" in paginas["college"]
    assert "de indicator bestaat niet meer" in paginas["college"]
    leeg = build_projectopdracht(stand, "Delft", "", {"Waarom?": ""}, [])
    assert "nog niemand" in write_html(leeg) and "Nog niet ingevuld." in write_html(leeg)
