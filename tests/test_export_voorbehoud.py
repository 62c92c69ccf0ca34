"""What a document must not keep silent: last in the region, one odd year, what is missing."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.test_export_inhoud import build, find_grafieken
from welvaart.export.bouwen.agenda.agenda import find_hoofdstukken, limit_hoofdstuk
from welvaart.export.bouwen.bouw import build_document
from welvaart.export.inhoud import Alinea, Document, Kop, Lijst
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


def read_hoofdstuk(document: Document, sleutel: str) -> str:
    delen = (d for h in document.hoofdstukken if h.sleutel == sleutel for d in h.delen)
    return " ".join(d.tekst for d in delen if isinstance(d, Alinea))


def test_the_region_says_where_the_gemeente_is_last(stand: Stand) -> None:
    def read_laatste(code: str) -> tuple[str, tuple[str, ...]]:
        delen = next(h.delen for h in build(stand, code)[1].hoofdstukken if h.sleutel == "regio")
        for kop, lijst in pairwise(delen):
            if isinstance(kop, Kop) and "minst gunstig" in kop.tekst and isinstance(lijst, Lijst):
                return kop.boodschap, lijst.punten
        return "", ()

    boodschap, punten = read_laatste("GM0828")
    assert boodschap.endswith("staat Oss het minst gunstig bij 7 indicatoren.")
    assert len(punten) == 7
    netto = next(punt for punt in punten if punt.startswith("Netto arbeidsparticipatie"))
    assert "72,1\u00a0% (2022), van 11 gemeenten met een cijfer." in netto
    assert read_laatste("CR12") == ("", ())


def test_strong_and_weak_have_their_place_and_a_move_says_who_moved(stand: Stand) -> None:
    _, document = build(stand, "GM0828")
    delen = next(h.delen for h in document.hoofdstukken if h.sleutel == "opvallend")
    per_kop = {
        kop.tekst: lijst.punten
        for kop, lijst in pairwise(delen)
        if isinstance(kop, Kop) and isinstance(lijst, Lijst)
    }
    assert all("laats " in punt and " van " in punt for punt in per_kop["Zwak"])
    cafe = next(punt for punt in per_kop["Won terrein"] if "café" in punt)
    assert cafe.endswith("Oss ging zelf achteruit, maar minder dan Nederland.")


def test_a_year_far_from_those_beside_it_is_named_at_its_chart(stand: Stand) -> None:
    netto = next(g for g in find_grafieken(build(stand, "GM0828")[1]) if "Netto" in g.titel)
    assert any(noot.startswith("In 2020 ligt het cijfer van Oss") for noot in netto.noten)


def test_the_end_says_whether_we_looked_at_the_source_ourselves(stand: Stand) -> None:
    tekst = read_hoofdstuk(build(stand, "GM0503")[1], "verantwoording")
    assert "nog niet zelf bij de bron nagekeken" in tekst


def test_a_chapter_names_what_belongs_in_it_and_is_not_there_yet(stand: Stand) -> None:
    opdracht, _ = build(stand, "GM0503")
    hoofdstukken = {h.sleutel: h for h in find_hoofdstukken(stand)}
    ruimte = limit_hoofdstuk(opdracht, hoofdstukken["ruimte"])
    tekst = read_hoofdstuk(build_document(ruimte), "foto")
    assert "leegstaande winkels" in tekst
    assert "andere. De pagina Gegevens zegt hoe u eraan komt" in tekst
    leeg = replace(ruimte, landstand=replace(stand, klaarstaand=()))
    assert "nog niet zijn opgehaald" not in read_hoofdstuk(build_document(leeg), "foto")
