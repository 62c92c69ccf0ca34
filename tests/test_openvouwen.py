"""What is folded is drawn when somebody opens it, and then all of it is there."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pagina import read_html
from tests.test_dossier_scherm import open_page
from tests.test_dossier_scherm import opslag as opslag
from tests.test_dossier_scherm import toegang as toegang
from welvaart.dossier.dossier import Toegang
from welvaart.dossier.opslag import Opslag

WIE = "Met wie?"


def choose(opslag: Opslag, toegang: Toegang, *indicator_ids: str) -> None:
    for indicator_id in indicator_ids:
        opslag.write_veld(toegang, f"prioriteit/{indicator_id}/gekozen", True, gezien=0)


def open_gesprek(test: AppTest, toegang: Toegang, thema: str) -> AppTest:
    test.session_state[f"gesprek {toegang.dossier_id} {thema}"] = True
    test.run()
    assert not test.exception
    return test


def list_fields(test: AppTest) -> list[str]:
    return [veld.label for veld in test.text_area]


def test_of_several_conversations_only_the_open_one_is_drawn(
    opslag: Opslag, toegang: Toegang
) -> None:
    choose(opslag, toegang, "netto_arbeidsparticipatie", "vertrouwen_in_instituties")
    opslag.write_veld(toegang, "gesprek/samenleving/wie", "de wijkraad", gezien=0)
    test = open_page(toegang.bewerkcode, stap="3")
    titels = [vak.label for vak in test.expander if vak.label.startswith("Gesprek")]
    assert len(titels) == 2
    assert list_fields(test).count(WIE) == 0
    open_gesprek(test, toegang, "samenleving")
    (wie,) = [veld for veld in test.text_area if veld.label == WIE]
    assert wie.value == "de wijkraad"
    assert [vak.label for vak in test.expander if vak.label.startswith("Gesprek")] == titels
    wie.set_value("de buurt").run()
    assert opslag.read_velden(toegang)["gesprek/samenleving/wie"].waarde == "de buurt"
    assert [veld.value for veld in test.text_area if veld.label == WIE] == ["de buurt"]


def test_a_single_conversation_is_open_at_once(opslag: Opslag, toegang: Toegang) -> None:
    choose(opslag, toegang, "netto_arbeidsparticipatie")
    test = open_page(toegang.bewerkcode, stap="3")
    assert list_fields(test).count(WIE) == 1
    assert any(knop.label.startswith("Maak Word: Placemat") for knop in test.button)


@pytest.mark.parametrize("code", ["bewerkcode", "leescode"])
def test_who_may_only_read_opens_a_conversation_too(
    opslag: Opslag, toegang: Toegang, code: str
) -> None:
    choose(opslag, toegang, "netto_arbeidsparticipatie", "vertrouwen_in_instituties")
    opslag.write_veld(toegang, "gesprek/arbeid_en_vrije_tijd/wie", "de ondernemers", gezien=0)
    test = open_page(getattr(toegang, code), stap="3")
    html = read_html(test)
    velden = [veld.value for veld in test.text_area]
    assert "de ondernemers" not in html and "de ondernemers" not in velden
    open_gesprek(test, toegang, "arbeid_en_vrije_tijd")
    html = read_html(test)
    assert "de ondernemers" in html + "\n".join(str(veld.value) for veld in test.text_area)


def test_the_mandatory_indicators_of_the_begroting_are_drawn_when_opened(
    opslag: Opslag, toegang: Toegang
) -> None:
    test = open_page(toegang.bewerkcode, stap="9")
    (vak,) = [vak for vak in test.expander if vak.label.startswith("Verplichte BBV")]
    bijschrift = "Verplichte indicatoren waarvan wij een cijfer hebben"
    assert bijschrift not in read_html(test)
    test.session_state["bbv"] = True
    test.run()
    assert not test.exception
    html = read_html(test)
    assert html.count("<caption>Verplichte indicatoren") == 2
    tabel = html[html.index(bijschrift) :].partition("</table>")[0]
    assert tabel.count("<tr>") - 1 == int(vak.label.split(": ")[1].split(" ")[0])
    weg = html[html.index("Verplichte indicatoren die hier ontbreken") :].partition("</table>")[0]
    nummers = [int(n) for n in re.findall(r"<tr><t[dh][^>]*>(\d+)<", weg)]
    assert nummers == sorted(nummers) and {1, 2, 10, 11} <= set(nummers)
    assert "python -m" not in html and "op de pagina Eigen cijfers" in html


def test_a_priority_is_drawn_when_opened_and_keeps_what_is_typed(
    opslag: Opslag, toegang: Toegang
) -> None:
    choose(opslag, toegang, "netto_arbeidsparticipatie", "vertrouwen_in_instituties")
    waarom, sleutel = "Waarom kiezen wij dit?", f"prioriteit {toegang.dossier_id} "
    test = open_page(toegang.bewerkcode, stap="2")
    assert waarom not in list_fields(test)
    assert "Netto arbeidsparticipatie" in [vak.label for vak in test.expander]
    test.session_state[f"{sleutel}netto_arbeidsparticipatie"] = True
    test.run()
    (veld,) = [veld for veld in test.text_area if veld.label == waarom]
    veld.set_value("werk is de basis").run()
    assert not test.exception
    pad = "prioriteit/netto_arbeidsparticipatie/reden"
    assert opslag.read_velden(toegang)[pad].waarde == "werk is de basis"
    next(knop for knop in test.button if knop.label == "Toch geen prioriteit").click().run()
    assert (
        opslag.read_velden(toegang)["prioriteit/netto_arbeidsparticipatie/gekozen"].waarde is False
    )
    assert waarom not in list_fields(test)
