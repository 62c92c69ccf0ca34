"""A dossier read in one transaction holds what its parts read one by one."""

import pytest
from sqlalchemy import Engine, event

from tests.test_dossier_eigen import build_reeks
from tests.test_dossier_opslag import engine as engine
from tests.test_dossier_opslag import opslag as opslag
from tests.test_dossier_opslag import postgres as postgres
from tests.test_dossier_opslag import toegang as toegang
from tests.test_dossier_opslag import url as url
from welvaart.dossier.dossier import Toegang
from welvaart.dossier.opslag import Opslag
from welvaart.fouten import DossierFout

pytestmark = pytest.mark.xdist_group("postgres")


def test_all_of_a_dossier_is_read_at_once(engine: Engine, opslag: Opslag, toegang: Toegang) -> None:
    ander = opslag.create_dossier("Van een ander", "GM0363")
    for wie, tekst in ((toegang, "van ons"), (ander, "van hen")):
        opslag.write_veld(wie, "notitie/stap1", tekst, gezien=0)
        opslag.personen.add(wie, tekst)
        opslag.eigen.add(wie, build_reeks(tekst))
    opslag.fotos.add(toegang, {"rijen": []})
    begonnen: list[int] = []
    event.listen(engine, "begin", lambda _: begonnen.append(1))
    inhoud = opslag.read_inhoud(str(toegang.bewerkcode))
    assert len(begonnen) == 1
    assert inhoud.toegang == toegang
    assert inhoud.velden == opslag.read_velden(toegang)
    assert {pad: veld.waarde for pad, veld in inhoud.velden.items()} == {"notitie/stap1": "van ons"}
    assert inhoud.personen == {1: "van ons"}
    assert [reeks.titel for reeks in inhoud.eigen.values()] == ["van ons"]
    assert inhoud.fotos == 1
    assert opslag.read_inhoud(str(ander.bewerkcode)).fotos == 0


def test_what_another_writes_is_there_at_the_next_look(opslag: Opslag, toegang: Toegang) -> None:
    code = str(toegang.bewerkcode)
    assert opslag.read_inhoud(code).velden == {}
    opslag.write_veld(toegang, "notitie/stap1", "nieuw", gezien=0)
    assert opslag.read_inhoud(code).velden["notitie/stap1"].waarde == "nieuw"


def test_the_code_to_read_gives_no_right_to_write(opslag: Opslag, toegang: Toegang) -> None:
    assert opslag.read_inhoud(toegang.leescode).toegang.bewerkcode is None
    with pytest.raises(DossierFout, match="kennen geen dossier"):
        opslag.read_inhoud("l123")
