"""Slide titles: each its own message, on every deck, and never the same one twice."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation

from tests.test_export_inhoud import DOEL, build
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.export.bouwen.agenda.agenda import find_hoofdstukken, limit_hoofdstuk
from welvaart.export.bouwen.bouw import build_document
from welvaart.export.bouwen.paginas import (
    PAGINAS,
    build_pagina,
    find_beeld,
    find_pagina_ids,
    limit_pagina,
)
from welvaart.export.dias.dia import write_pptx
from welvaart.export.dias.diatitel import find_uniek, split_koppen, split_zin, take_titel
from welvaart.export.huisstijl import load_huisstijl
from welvaart.export.inhoud import Alinea, Document, Kop, Lijst
from welvaart.lezen.stand import Stand

REGIOS = ["GM0503", "GM0096", "GM1982", "CR12", "eigen:GM0503,GM0518,GM0599;Rond Delft"]
TWEEDE = Doelregel("d2", "netto_arbeidsparticipatie", 69.3, 2022, 74.0, 2030, None, "3.1", "Ook.")


def build_documenten(stand: Stand, code: str) -> Iterator[Document]:
    """What every page makes of a regio, and each chapter of the agenda; with two goals."""
    opdracht, _ = build(stand, code)
    opdracht = replace(opdracht, doelen=[DOEL, TWEEDE])
    for pagina in PAGINAS:
        if pagina != "eigen_cijfers":
            deel = replace(opdracht, indicator_ids=find_pagina_ids(stand, pagina))
            deel = limit_pagina(deel, pagina)
            yield build_pagina(find_beeld(deel, pagina, None, None), pagina)
    for hoofdstuk in find_hoofdstukken(stand):
        yield build_document(limit_hoofdstuk(opdracht, hoofdstuk))


def read_titels(document: Document) -> list[str]:
    dias = Presentation(BytesIO(write_pptx(document, load_huisstijl()))).slides
    return [dia.shapes.title.text for dia in dias if dia.shapes.title is not None]


@pytest.mark.parametrize("code", REGIOS)
def test_no_two_slides_of_a_deck_have_one_title(stand: Stand, code: str) -> None:
    for document in build_documenten(stand, code):
        titels = read_titels(document)
        assert len(titels) == len(set(titels)), document.titel
        assert not [titel for titel in titels if "(vervolg" in titel], document.titel


def test_each_part_of_the_page_about_work_has_its_message_as_title(stand: Stand) -> None:
    opdracht, _ = build(stand, "GM0503")
    opdracht = replace(opdracht, indicator_ids=find_pagina_ids(stand, "arbeidsparticipatie"))
    beeld = find_beeld(opdracht, "arbeidsparticipatie", None, None)
    titels = read_titels(build_pagina(beeld, "arbeidsparticipatie"))
    for titel in (
        "Delft ligt 2,9\u00a0procentpunt onder Nederland, vooral door het deel dat werkt of werk "
        "zoekt.",
        "Van 2013 naar 2022 ging de netto arbeidsparticipatie in Delft van 63,9\u00a0% naar "
        "69,3\u00a0%: 5,4\u00a0procentpunt erbij.",
        "Als Delft het niveau van Nederland (72,2\u00a0%) haalt, werken er ongeveer 2.100 tot "
        "2.800 mensen meer.",
    ):
        assert titel in titels


def test_a_goal_has_its_conclusion_as_title_of_what_history_says(stand: Stand) -> None:
    opdracht, _ = build(stand, "GM0503")
    titels = read_titels(build_pagina(limit_pagina(opdracht, "lokale_agenda"), "lokale_agenda"))
    assert (
        "Netto arbeidsparticipatie: een stijging van 2,7\u00a0procentpunt in 6 jaar haalden 340 "
        "van de 341 gemeenten."
    ) in titels
    assert not [titel for titel in titels if titel.endswith("haalbaar?")]


def test_a_group_takes_its_message_its_first_sentence_or_its_heading() -> None:
    kop, twee = Kop("Wat?"), Alinea("Het werd 2,5 meer. Dat is veel.")
    assert take_titel([kop, twee]) == ("Het werd 2,5 meer.", [Alinea("Dat is veel.")])
    assert take_titel([kop, Alinea("Het werd meer.")]) == ("Wat?", [Alinea("Het werd meer.")])
    lang = Alinea(f"Het werd {'heel ' * 40}veel meer. Dat is veel.")
    assert take_titel([kop, lang]) == ("Wat?", [lang])
    klein = Alinea("Let op. Dit is klein.", klein=True)
    assert take_titel([kop, klein]) == ("Wat?", [klein])
    assert take_titel([Kop("Wat?", boodschap="Meer."), twee]) == ("Meer.", [twee])
    assert take_titel([kop, Lijst(("a",))]) == ("Wat?", [Lijst(("a",))])
    assert take_titel([twee]) == ("", [twee])
    assert split_koppen([twee, kop, klein, kop]) == [[twee], [kop, klein], [kop]]


def test_a_sentence_ends_at_a_point_and_not_inside_a_number() -> None:
    assert split_zin("Van 2.100 tot 2.800 mensen. En nu?") == (
        "Van 2.100 tot 2.800 mensen.",
        "En nu?",
    )
    assert split_zin("Zonder punt") == ("Zonder punt", "")


def test_a_title_that_is_there_already_is_marked_as_a_sequel() -> None:
    gebruikt: set[str] = set()
    assert [find_uniek("A", gebruikt) for _ in range(3)] == ["A", "A (vervolg)", "A (vervolg 2)"]
