"""Slides in two columns: what belongs together on one slide, in one size, read left to right."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.slide import Slide

from tests.test_dia import STIJL, build_document
from tests.test_export_inhoud import build
from welvaart.export.bouwen.delen.boodschap import choose_boodschap
from welvaart.export.dias.dia import write_pptx
from welvaart.export.inhoud import Alinea, Deel, Document, Hoofdstuk, Kop, Lijst
from welvaart.lezen.stand import Stand

REGIOS = [
    *("GM0503", "GM0096", "GM1982", "GM0828", "CR12", "PV30"),
    "eigen:GM0503,GM0518,GM0599;Rond Delft",
]
PUNT = 12700


def read_dias(document: Document) -> list[Slide]:
    return list(Presentation(BytesIO(write_pptx(document, STIJL))).slides)


def make_dias(*delen: Deel, titel: str = "Titel", samen: bool = False) -> list[Slide]:
    hoofdstuk = Hoofdstuk("x", titel, delen, samen=samen)
    return read_dias(build_document(hoofdstuk))[1:]


def read_kolommen(dia: Slide) -> list[list[str]]:
    """The lines of each column, from left to right."""
    vakken = [v for v in dia.placeholders if v.name == "Tekst"]
    assert [v.left for v in vakken] == sorted(v.left for v in vakken)
    return [v.text_frame.text.split("\n") for v in vakken]


def find_maten(dia: Slide) -> set[float]:
    return {
        run.font.size.pt
        for vak in dia.placeholders
        if vak.name == "Tekst"
        for alinea in vak.text_frame.paragraphs
        for run in alinea.runs
        if not run.font.bold
    }


def build_paar(links: Sequence[str], rechts: Sequence[str]) -> tuple[Deel, ...]:
    return (Kop("Sterk"), Lijst(tuple(links)), Kop("Zwak", naast=True), Lijst(tuple(rechts)))


def test_two_headings_that_belong_together_stand_beside_each_other() -> None:
    (dia,) = make_dias(Alinea("Vooraf."), *build_paar(["a", "b"], ["c"]))
    assert dia.slide_layout.name == "Titel en twee kolommen"
    assert read_kolommen(dia) == [["Sterk", "a", "b"], ["Zwak", "c"]]
    assert len(find_maten(dia)) == 1
    namen = [vorm.name for vorm in dia.shapes]
    assert namen[:4] == ["Titel", "Inleiding", "Tekst", "Tekst"]  # the order of reading
    (vooraf,) = [v for v in dia.shapes if v.name == "Inleiding"]
    for vak in [v for v in dia.placeholders if v.name == "Tekst"]:
        assert vak.top >= vooraf.top + vooraf.height and vak.width > 400 * PUNT


def test_a_heading_with_nothing_beside_it_takes_the_whole_slide() -> None:
    (dia,) = make_dias(Kop("Zwak", naast=True), Lijst(("c",)))
    assert dia.slide_layout.name == "Titel en tekst"
    assert read_kolommen(dia) == [["Zwak", "c"]]


def test_columns_that_are_too_long_get_smaller_and_then_say_where_the_rest_stands() -> None:
    ruim, krap, veel = (
        [f"Punt {k} met een zin die ongeveer twee regels lang is." for k in range(n)]
        for n in (4, 6, 20)
    )
    assert find_maten(make_dias(*build_paar(ruim, ["c"]))[0]) == {18}
    assert find_maten(make_dias(*build_paar(krap, ["c"]))[0]) == {16}
    (dia,) = make_dias(*build_paar(veel, ["c"]))
    links, rechts = read_kolommen(dia)
    assert links[-1] == "De rest staat in de notities bij deze dia." and rechts == ["Zwak", "c"]
    assert links[1:-1] == veel[: len(links) - 2] and len(links) > 4
    assert all(zin in dia.notes_slide.notes_text_frame.text for zin in veel)


def test_one_point_longer_than_a_column_goes_over_more_slides_and_nothing_is_lost() -> None:
    lang = "woord " * 300
    dias = make_dias(*build_paar([lang.strip()], ["c"]))
    assert len(dias) > 1
    woorden = [w for dia in dias for k in read_kolommen(dia) for regel in k for w in regel.split()]
    assert woorden.count("woord") == 300


def test_a_heading_with_a_message_begins_a_slide_of_its_own() -> None:
    meer = (Kop("Won", boodschap="Delft wint."), Lijst(("e",)), Kop("Verloor", naast=True))
    een, twee = make_dias(*build_paar(["a"], ["c"]), *meer, Lijst(("f",)))
    assert [dia.shapes.title.text for dia in (een, twee)] == ["Titel", "Delft wint."]
    assert read_kolommen(twee) == [["Won", "e"], ["Verloor", "f"]]


@pytest.mark.parametrize("code", REGIOS)
def test_strong_and_weak_share_a_slide_and_nothing_is_cut_in_two(stand: Stand, code: str) -> None:
    _, document = build(stand, code)
    (opvallend,) = [h for h in document.hoofdstukken if h.sleutel == "opvallend"]
    koppen = [d.tekst for d in opvallend.delen if isinstance(d, Kop)]
    boodschappen = [d.boodschap for d in opvallend.delen if isinstance(d, Kop) and d.boodschap]
    titels = [t for t in (opvallend.boodschap, *boodschappen) if t] or [opvallend.titel]
    assert len(titels) <= 2 and all(len(titel) <= 140 for titel in titels)
    dias = [d for d in read_dias(document) if d.shapes.title.text in titels]
    assert [d.shapes.title.text for d in dias] == titels
    regels = [regel for dia in dias for kolom in read_kolommen(dia) for regel in kolom]
    punten = [p for d in opvallend.delen if isinstance(d, Lijst) for p in d.punten]
    verwacht = punten or ["Geen van deze indicatoren valt met zekerheid op."]
    assert [regel for regel in regels if regel not in koppen] == verwacht
    for dia in dias:
        assert min(find_maten(dia)) >= 16
    if {"Sterk", "Zwak"} <= set(koppen):
        links, rechts = read_kolommen(dias[0])
        assert (links[0], rechts[0]) == ("Sterk", "Zwak")


@pytest.mark.parametrize("code", REGIOS)
def test_what_was_said_under_strong_or_weak_is_not_said_in_full_again(
    stand: Stand, code: str
) -> None:
    _, document = build(stand, code)
    (opvallend,) = [h for h in document.hoofdstukken if h.sleutel == "opvallend"]
    punten = [p for d in opvallend.delen if isinstance(d, Lijst) for p in d.punten]
    assert len(punten) == len(set(punten))
    cijfers = [punt.partition(" (20")[0] for punt in punten]
    assert len(cijfers) == len(set(cijfers))


@pytest.mark.parametrize("code", REGIOS)
def test_a_deck_ends_with_at_most_three_slides_about_sources(stand: Stand, code: str) -> None:
    _, document = build(stand, code)
    dias = read_dias(document)
    slot = [d for d in dias if d.shapes.title.text.startswith("Bronnen")]
    assert slot == dias[-len(slot) :] and 2 <= len(slot) <= 3
    noten = " ".join(dia.notes_slide.notes_text_frame.text for dia in slot)
    assert document.berekend and all(zin in noten for zin in document.berekend)
    for dia in slot:
        assert min(find_maten(dia), default=14) >= 14


def test_the_first_message_that_is_short_enough_is_chosen() -> None:
    assert choose_boodschap("x" * 141, "", "kort", "ook kort") == "kort"
    assert choose_boodschap("x" * 141, "y" * 150) == "y" * 150
    assert choose_boodschap("", "") == ""
