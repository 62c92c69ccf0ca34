"""A dossier gets another name and an end, its links are whole, and each step points the way."""

import pytest

from tests.test_dossier_scherm import open_page, press, read_waarschuwingen
from tests.test_dossier_scherm import opslag as opslag
from tests.test_dossier_scherm import toegang as toegang
from tests.test_paginas import read_text
from welvaart.doel.fotoverschil import Verandering, Verschil
from welvaart.dossier.bestand import export_dossier
from welvaart.dossier.dossier import Toegang
from welvaart.dossier.opslag import Opslag
from welvaart.fouten import DossierFout


def test_a_dossier_gets_another_name(opslag: Opslag, toegang: Toegang) -> None:
    test = open_page(toegang.bewerkcode)
    veld = next(v for v in test.text_input if v.label == "Naam van het dossier")
    veld.input("Agenda 2030").run()
    assert opslag.open_dossier(str(toegang.bewerkcode)).naam == "Agenda 2030"
    assert test.title[0].value == "Agenda 2030"
    veld = next(v for v in test.text_input if v.label == "Naam van het dossier")
    veld.input("  ").run()
    assert "Vul een naam in" in read_waarschuwingen(test)
    assert opslag.open_dossier(str(toegang.bewerkcode)).naam == "Agenda 2030"


def test_a_dossier_is_removed_only_after_its_name_was_typed(
    opslag: Opslag, toegang: Toegang
) -> None:
    test = press(open_page(toegang.bewerkcode), "Verwijder dit dossier")
    assert "Er is niets verwijderd" in read_waarschuwingen(test)
    assert opslag.open_dossier(toegang.leescode)
    veld = next(v for v in test.text_input if v.label.startswith("Voorgoed verwijderen"))
    press(veld.input("Nulmeting Delft").run(), "Verwijder dit dossier")
    with pytest.raises(DossierFout, match="kennen geen dossier"):
        opslag.open_dossier(toegang.leescode)


def test_another_name_stands_in_the_history_and_travels_in_the_file(
    opslag: Opslag, toegang: Toegang
) -> None:
    assert toegang.bewerkcode
    opslag.rename_dossier(toegang, toegang.naam)  # the same name is no change
    assert opslag.read_wijzigingen(toegang) == []
    opslag.rename_dossier(toegang, "  Agenda 2027 ")
    nieuw = opslag.open_dossier(toegang.bewerkcode)
    assert nieuw.naam == "Agenda 2027"
    (wijziging,) = opslag.read_wijzigingen(nieuw)
    assert (wijziging.pad, wijziging.oud, wijziging.nieuw) == (
        "dossier/naam",
        toegang.naam,
        "Agenda 2027",
    )
    assert b"dossier/naam" in export_dossier(opslag, nieuw)


def test_who_reads_can_neither_rename_nor_remove(opslag: Opslag, toegang: Toegang) -> None:
    test = open_page(toegang.leescode)
    assert "Naam van het dossier" not in [v.label for v in test.text_input]
    assert "Verwijder dit dossier" not in [k.label for k in test.button]


@pytest.mark.parametrize(("stap", "naar"), [("3", 2), ("5", 2), ("7", 2), ("9", 4), ("10", 2)])
def test_an_empty_step_points_the_way(
    opslag: Opslag, toegang: Toegang, stap: str, naar: int
) -> None:
    test = open_page(toegang.bewerkcode, stap=stap)
    knop = next(k for k in test.button if k.label.startswith(f"Naar stap {naar}: "))
    knop.click().run()
    assert test.query_params["stap"] in (str(naar), [str(naar)])


def test_what_stands_low_can_be_chosen_before_anything_else(
    opslag: Opslag, toegang: Toegang
) -> None:
    test = open_page(toegang.bewerkcode, stap="2")
    vakje = next(v for v in test.checkbox if v.label.startswith("Netto arbeidsparticipatie"))
    vakje.check().run()
    velden = opslag.read_velden(toegang)
    assert velden["prioriteit/netto_arbeidsparticipatie/gekozen"].waarde is True


def test_the_region_names_who_shares_and_who_is_strong(opslag: Opslag, toegang: Toegang) -> None:
    opslag.write_veld(toegang, "prioriteit/netto_arbeidsparticipatie/gekozen", True, gezien=0)
    tekst = read_text(open_page(toegang.bewerkcode, stap="5"))
    assert "1 van de 3: Delft" in tekst
    assert "2 van de 3: Midden-Delfland en Westland" in tekst
    assert "Wat kunnen wij van buurgemeenten lenen?" in tekst


def test_an_own_region_has_no_matrix_of_places(opslag: Opslag) -> None:
    eigen = opslag.create_dossier("Wij", "eigen:GM0503,GM0505;Wij")
    test = open_page(eigen.bewerkcode, regio=eigen.regio, stap="2")
    tekst = read_text(test)
    assert "dit gebied heeft geen plaats onder andere gebieden" in tekst
    assert "plaats tegen ontwikkeling" not in tekst


def test_no_new_year_is_not_a_change_of_nought() -> None:
    gelijk = Verschil("a", "A", Verandering.GELIJK, "2022JJ00", 1.0, "2022JJ00", 1.0, 0.0, 0.0)
    nieuw = Verschil("a", "A", Verandering.NIEUW_CIJFER, "2022JJ00", 1.0, "2023JJ00", 1.0, 0.0, 0.0)
    assert not gelijk.heeft_nieuw_jaar and nieuw.heeft_nieuw_jaar


def test_a_dossier_of_an_ended_gemeente_is_not_lost_and_moves(opslag: Opslag) -> None:
    oud = opslag.create_dossier("Nulmeting Beemster", "GM0370")
    opslag.write_veld(oud, "notitie/stap1", "Dit blijft.", gezien=0)
    test = open_page(oud.bewerkcode, regio="GM0370")
    assert test.title[0].value == "Nulmeting Beemster"
    assert "Alles wat u schreef, is er nog" in read_text(test)
    assert "Bewaar als bestand" in [k.label for k in test.button]
    keuze = next(v for v in test.selectbox if v.label == "Verhuis dit dossier naar")
    test = press(keuze.select("Purmerend").run(), "Verhuis")
    nieuw = opslag.open_dossier(str(oud.bewerkcode))
    assert nieuw.regio == "GM0439"
    assert opslag.read_wijzigingen(nieuw)[0].nieuw == "GM0439"
    test = open_page(oud.bewerkcode, regio="GM0439")
    assert next(v for v in test.text_area).value == "Dit blijft."
    assert export_dossier(opslag, nieuw)


def test_who_reads_cannot_move_a_dossier(opslag: Opslag) -> None:
    oud = opslag.create_dossier("Nulmeting Beemster", "GM0370")
    test = open_page(oud.leescode, regio="GM0370")
    assert "Verhuis" not in [k.label for k in test.button]
    with pytest.raises(DossierFout, match="alleen lezen"):
        opslag.move_dossier(opslag.open_dossier(oud.leescode), "GM0439")
