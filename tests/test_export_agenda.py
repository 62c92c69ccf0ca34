"""Chapters of the Economische Agenda: about their own indicators first, and nothing said twice."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.test_export_inhoud import DOEL, build
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.export.bouwen.agenda.agenda import find_hoofdstukken, limit_hoofdstuk
from welvaart.export.bouwen.agenda.agendafoto import describe_oud
from welvaart.export.bouwen.bouw import build_document
from welvaart.export.bouwen.opdracht import LEEGSTAND, WERK, Opdracht
from welvaart.export.inhoud import Alinea, Deel, Document, Grafiek, Hoofdstuk, Kop, Lijst, Tabel
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand

CODES = ("GM0503", "GM0096", "GM1982", "eigen:GM0503,GM0518,GM0599;Rond Delft")


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


@pytest.fixture(scope="module")
def opdrachten(stand: Stand) -> dict[str, Opdracht]:
    return {code: build(stand, code)[0] for code in CODES}


def build_hoofdstuk(opdracht: Opdracht, sleutel: str) -> tuple[Opdracht, Document]:
    hoofdstuk = next(h for h in find_hoofdstukken(opdracht.landstand) if h.sleutel == sleutel)
    deel = limit_hoofdstuk(opdracht, hoofdstuk)
    return deel, build_document(deel)


def find_teksten(hoofdstuk: Hoofdstuk) -> list[str]:
    uit: list[str] = []
    for deel in hoofdstuk.delen:
        uit += [deel.tekst] if isinstance(deel, Alinea) else []
        uit += deel.punten if isinstance(deel, Lijst) else []
    return [tekst.replace("\u00a0", " ") for tekst in uit]


def get_hoofdstuk(document: Document, sleutel: str) -> Hoofdstuk:
    return next(h for h in document.hoofdstukken if h.sleutel == sleutel)


def test_a_chapter_begins_with_its_own_indicators_and_ends_with_the_whole(
    opdrachten: dict[str, Opdracht],
) -> None:
    opdracht, document = build_hoofdstuk(opdrachten["GM0503"], "human_capital")
    foto = get_hoofdstuk(document, "foto")
    eerste, ontbreekt, laatste = find_teksten(foto)
    assert ontbreekt.startswith("Bij dit onderwerp horen ook cijfers die nog niet zijn opgehaald")
    assert eerste == (
        f"Dit hoofdstuk gaat over {len(opdracht.gekozen)} indicatoren. Van de 4 indicatoren "
        "waarbij hoger of lager beter is, staat Delft bij 1 in het beste kwart van de gemeenten, "
        "bij geen enkele in het midden en bij 3 in het slechtste kwart."
    )
    assert laatste.startswith("De nulmeting als geheel: van de 35 indicatoren")
    assert foto.boodschap == (
        "Delft staat bij 1 van de 4 indicatoren in het beste kwart en bij 3 in het slechtste kwart."
    )
    assert not [d for d in foto.delen if isinstance(d, Grafiek)]


def test_a_chapter_in_which_nothing_is_better_or_worse_says_so(
    opdrachten: dict[str, Opdracht],
) -> None:
    _, document = build_hoofdstuk(opdrachten["GM0503"], "ondernemersdienstverlening")
    assert find_teksten(document.hoofdstukken[0])[0] == (
        "Let op: voor dit hoofdstuk zijn er nog geen recente cijfers. Wat er staat, gaat over "
        "2015. Dit hoofdstuk gaat over 2 indicatoren. Bij geen daarvan is hoger beter of "
        "slechter: Delft krijgt hier geen plaats."
    )
    assert "opvallend" not in [h.sleutel for h in document.hoofdstukken]
    regio = get_hoofdstuk(document, "regio")
    assert not any("kwart" in tekst for tekst in find_teksten(regio))
    (tabel,) = [d for d in regio.delen if isinstance(d, Tabel)]
    assert tabel.koppen[1:] == ("Vestigingen van bedrijven (2015)", "Banen van werknemers (2015)")
    (zin, _) = find_teksten(
        next(h for h in document.hoofdstukken if h.titel == "Bedrijven en banen")
    )
    assert zin == "Vestigingen van bedrijven in Delft: 7.185 vestigingen (2015)."


def test_a_chapter_with_one_recent_figure_is_not_called_old(
    stand: Stand, opdrachten: dict[str, Opdracht]
) -> None:
    oud = [
        h.sleutel
        for h in find_hoofdstukken(stand)
        if describe_oud(limit_hoofdstuk(opdrachten["GM0503"], h))
    ]
    assert oud == ["ondernemersdienstverlening"]
    leeg = replace(opdrachten["GM0503"], indicator_ids=frozenset({"bestaat_niet"}))
    assert describe_oud(leeg) == ""


def test_one_indicator_with_a_place_is_named(opdrachten: dict[str, Opdracht]) -> None:
    opdracht = replace(
        opdrachten["GM0503"],
        indicator_ids=frozenset({"werkloosheid", "inwoners"}),
        hoofdstuk="human_capital",
    )
    foto = build_document(opdracht).hoofdstukken[0]
    assert find_teksten(foto)[0] == (
        "Dit hoofdstuk gaat over 2 indicatoren. Bij werkloosheid staat Delft in het slechtste "
        "kwart van de gemeenten."
    )
    assert foto.boodschap == (
        "Bij werkloosheid staat Delft in het slechtste kwart van de gemeenten."
    )
    een = build_document(replace(opdracht, indicator_ids=frozenset({"inwoners"}))).hoofdstukken[0]
    assert find_teksten(een)[0].startswith("Dit hoofdstuk gaat over 1 indicator: inwoners. Bij ")
    assert een.boodschap == ""


def test_a_region_of_ones_own_has_no_place_and_hears_why(opdrachten: dict[str, Opdracht]) -> None:
    _, document = build_hoofdstuk(opdrachten[CODES[-1]], "human_capital")
    zin = find_teksten(document.hoofdstukken[0])[0]
    assert "Rond Delft krijgt geen plaats: er zijn geen andere gebieden van dezelfde soort" in zin
    # without a place it can still gain ground on Nederland, as the nulmeting says too
    koppen = [d.tekst for d in get_hoofdstuk(document, "opvallend").delen if isinstance(d, Kop)]
    assert koppen == ["Won terrein"]


def test_what_is_missing_in_a_chapter_is_named_at_once(opdrachten: dict[str, Opdracht]) -> None:
    opdracht = replace(
        opdrachten["GM0096"],
        indicator_ids=frozenset({"overgewicht", "werkloosheid"}),
        hoofdstuk="human_capital",
    )
    document = build_document(opdracht)
    assert "Geen cijfer voor Vlieland: overgewicht. De reden staat achteraan, bij de bronnen." in (
        find_teksten(document.hoofdstukken[0])
    )
    achter = find_teksten(document.hoofdstukken[-1])
    assert any(tekst.startswith("Overgewicht: ") for tekst in achter)


@pytest.mark.parametrize("code", CODES)
def test_no_sentence_of_a_chapter_is_said_twice(
    opdrachten: dict[str, Opdracht], stand: Stand, code: str
) -> None:
    opdracht = replace(opdrachten[code], prioriteiten=(), doelen=())
    for hoofdstuk in find_hoofdstukken(stand):
        _, document = build_hoofdstuk(opdracht, hoofdstuk.sleutel)
        teksten = [tekst for h in document.hoofdstukken for tekst in find_teksten(h)]
        titels = [d.titel for h in document.hoofdstukken for d in h.delen if isinstance(d, Grafiek)]
        alles = [*teksten, *titels]
        assert sorted({t for t in alles if alles.count(t) > 1}) == []
        assert not [t for t in alles if "(2015) (2015)" in t or "0 in de " in t]


def test_figures_come_before_the_region_but_where_the_region_is_the_subject(
    opdrachten: dict[str, Opdracht],
) -> None:
    volgorde = {}
    for sleutel in ("human_capital", "regionaal_samenwerken"):
        _, document = build_hoofdstuk(opdrachten["GM0503"], sleutel)
        namen = [h.sleutel for h in document.hoofdstukken]
        volgorde[sleutel] = namen.index("regio") - namen.index("participatie")
        themas = [k for k, naam in enumerate(namen) if naam.startswith("thema:")]
        assert (namen.index("regio") > max(themas)) == (sleutel == "human_capital")
    assert volgorde["regionaal_samenwerken"] < 0 < volgorde["human_capital"]


def test_a_chart_of_a_chapter_stands_right_below_its_own_words(
    opdrachten: dict[str, Opdracht],
) -> None:
    opdracht, document = build_hoofdstuk(opdrachten["GM0503"], "ruimte")
    (thema,) = [h for h in document.hoofdstukken if h.titel == "Woningvoorraad"]
    delen: list[Deel] = list(thema.delen)
    assert isinstance(delen[0], Tabel)  # every figure has a chart: no list of the same words
    paren = [
        (voor.tekst, deel.titel.replace("\u00a0", " "))
        for voor, deel in pairwise(delen)
        if isinstance(deel, Grafiek) and isinstance(voor, Alinea)
    ]
    assert len(paren) == 4
    assert paren[0][0].startswith("Van elke 100 woningen zijn er 37 koopwoningen (2025).")
    assert paren[0][1].startswith("Koopwoningen in Delft: 37 % (2025)")
    zonder = {r.indicator.indicator_id for r in opdracht.gekozen} & {*WERK, *LEEGSTAND}
    assert zonder == {"leegstand_woningen"}


def test_what_stands_out_in_a_chapter_is_told_with_its_place(
    opdrachten: dict[str, Opdracht],
) -> None:
    _, document = build_hoofdstuk(opdrachten["GM0503"], "human_capital")
    assert find_teksten(get_hoofdstuk(document, "opvallend")) == [
        "Hoogopgeleide bevolking: 46,1 % (2022), plaats 16 van 342 (beste kwart).",
        "Werkloosheid: 4,5 % (2022), tussen plaats 333 en 337 van 341 (slechtste kwart).",
    ]


def test_the_rest_of_the_nulmeting_is_one_line_in_a_chapter(
    opdrachten: dict[str, Opdracht],
) -> None:
    opdracht, document = build_hoofdstuk(opdrachten["GM0503"], "vernieuwing")
    slot = document.hoofdstukken[-1]
    n, alle = len(opdracht.gekozen), len(opdracht.regels)
    assert f"In dit hoofdstuk staan {n} van de {alle} indicatoren; de andere staan in de " + (
        "nulmeting."
    ) in find_teksten(slot)
    assert "Niet gekozen" not in str(slot)


def test_goals_and_priorities_of_other_chapters_stay_away(opdrachten: dict[str, Opdracht]) -> None:
    eigen = Doelregel("d2", "eigen_reeks", 10.0, 2022, 12.0, 2028, None, "3.1", "Zelf geteld.")
    opdracht = replace(opdrachten["GM0503"], doelen=[DOEL, eigen])
    mens, _ = build_hoofdstuk(opdracht, "human_capital")
    ruimte, _ = build_hoofdstuk(opdracht, "ruimte")
    assert [d.sleutel for d in mens.doelen] == ["d1", "d2"]
    assert [d.sleutel for d in ruimte.doelen] == ["d2"]
    assert [i for i, _ in mens.prioriteiten] == ["netto_arbeidsparticipatie"]
    assert [*ruimte.prioriteiten] == []
