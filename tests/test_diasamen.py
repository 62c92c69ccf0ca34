"""What belongs together stands on one slide: words with their chart or table, short texts."""

from dataclasses import replace

import pytest
from pptx.slide import Slide

from tests.test_dia import build_lijn
from tests.test_diakolom import make_dias, read_dias, read_kolommen
from tests.test_export_inhoud import DOEL, build
from welvaart.doel.toets import build_toets
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.export.bouwen.bouw import build_document
from welvaart.export.bouwen.paginas import build_pagina, find_beeld, find_pagina_ids, limit_pagina
from welvaart.export.inhoud import Alinea, Document, Hoofdstuk, Kop, Lijst, Tabel
from welvaart.lezen.stand import Stand

REGIOS = ["GM0503", "GM0096", "GM1982", "CR12", "PV30", "eigen:GM0503,GM0518,GM0599;Rond Delft"]
CONCLUSIE = (
    "Netto arbeidsparticipatie: een stijging van 2,7\u00a0procentpunt in 6 jaar haalden 340 van de "
    "341 gemeenten."
)
KORT = Doelregel("d3", "levensverwachting", 80, 2021, 81.0, 2030, None, "7.1", "Meer sport.")


def build_paginadoc(stand: Stand, code: str, pagina: str, *doelen: Doelregel) -> Document:
    opdracht, _ = build(stand, code)
    ids = find_pagina_ids(stand, pagina)
    opdracht = replace(opdracht, indicator_ids=ids, doelen=list(doelen) or [DOEL])
    opdracht = limit_pagina(opdracht, pagina)
    return build_pagina(find_beeld(opdracht, pagina, None, None), pagina)


def read_titels(dias: list[Slide]) -> list[str]:
    return [dia.shapes.title.text for dia in dias]


def find_tabellen(dia: Slide) -> list[tuple[int, int, str]]:
    """Left, right and first cell of the tables of a slide."""
    return [(v.left, v.left + v.width, v.table.cell(0, 0).text) for v in dia.shapes if v.has_table]


def build_tabel(rijen: int, naam: str = "Tabel", **anders: object) -> Tabel:
    basis = Tabel(naam, (naam, "Cijfer"), tuple((f"Rij {k}", "1,0") for k in range(rijen)), (1,))
    return replace(basis, **anders)


def read_toelichting(dia: Slide) -> list[str]:
    return [v.text_frame.text for v in dia.shapes if v.name == "Toelichting"]


def test_words_stand_above_the_table_they_lead_to() -> None:
    kop = Kop("Wat?", boodschap="Delft ligt lager.")
    grafiek = build_lijn()
    _, dia = make_dias(grafiek, kop, Alinea("Dat komt hierdoor."), build_tabel(4))
    assert dia.shapes.title.text == "Delft ligt lager."
    assert read_toelichting(dia) == ["Dat komt hierdoor.\nTabel"]
    ((_, _, eerste),) = find_tabellen(dia)
    (vak,) = [v for v in dia.shapes if v.name == "Toelichting"]
    (tabel,) = [v for v in dia.shapes if v.has_table]
    assert eerste == "Tabel" and tabel.top >= vak.top + vak.height


def test_a_table_that_needs_the_slide_keeps_it() -> None:
    dias = make_dias(Alinea("Vooraf."), build_tabel(17), Kop("Meer"), Alinea("Erna."))
    assert read_titels(dias) == ["Titel", "Tabel", "Meer"]
    assert not read_toelichting(dias[1]) and find_tabellen(dias[1])


def test_a_table_with_a_message_of_its_own_stands_apart_from_what_is_about_something_else() -> None:
    doelen = build_tabel(2, boodschap="Delft wil 2 doelen halen.")
    _, een, twee = make_dias(build_lijn(), Kop("Winkels"), Lijst(("a",)), doelen)
    assert read_titels([een, twee]) == ["Winkels", "Delft wil 2 doelen halen."]


def test_headings_alone_are_no_slide() -> None:
    (dia,) = make_dias(Kop("Werk"), build_tabel(2))
    assert dia.shapes.title.text == "Tabel"


def test_two_narrow_tables_stand_beside_each_other_or_else_below() -> None:
    hoog = build_tabel(10, "Hoog", boodschap="Van hoog tot laag.")
    laag = build_tabel(10, "Laag", naast=True)
    (dia,) = make_dias(hoog, laag)
    assert dia.shapes.title.text == "Van hoog tot laag."
    (een, twee) = find_tabellen(dia)
    assert (een[2], twee[2]) == ("Hoog", "Laag") and een[1] < twee[0]
    assert read_titels(make_dias(build_tabel(30, "Hoog"), build_tabel(30, "Laag", naast=True))) == [
        *(f"Hoog ({k}\u00a0van\u00a02)" for k in (1, 2)),
        *(f"Laag ({k}\u00a0van\u00a02)" for k in (1, 2)),
    ]


def test_short_texts_share_a_slide_under_the_title_of_the_first() -> None:
    delen = (build_lijn(), Kop("Een"), Lijst(("a",)), Kop("Twee"), Alinea("B."))
    _, dia = make_dias(*delen)
    assert dia.shapes.title.text == "Een"
    assert read_kolommen(dia) == [["a", "Twee", "B."]]
    lang = Lijst(tuple("woord " * 60 for _ in range(4)))
    titels = read_titels(make_dias(build_lijn(), Kop("Een"), lang, Kop("Twee"), lang))
    assert {"Een", "Twee"} <= {titel.split(" (")[0] for titel in titels}


def test_more_than_one_sentence_can_stand_above_a_chart_but_a_long_one_stands_with_text() -> None:
    kort, lang = Alinea("Dit is kort."), Alinea("Dit is een heel lang verhaal. " * 16)
    _, dia = make_dias(build_lijn(titel="Een."), Kop("K"), kort, kort, build_lijn(titel="Twee."))
    assert read_toelichting(dia) == ["Dit is kort.\nDit is kort."]
    dias = make_dias(kort, lang, build_lijn(titel="Twee."))
    assert read_titels(dias) == ["Titel", "Twee."] and not read_toelichting(dias[1])


def test_a_chapter_whose_message_its_first_chart_shows_begins_with_it() -> None:
    hoofdstuk = Hoofdstuk("x", "Delft werkt.", (Alinea("Zo veel."), build_lijn()), samen=True)
    (dia,) = make_dias(*hoofdstuk.delen, samen=True, titel="Delft werkt.")
    assert dia.shapes.title.text == "Delft werkt." and read_toelichting(dia) == ["Zo veel."]
    assert build_lijn().titel in dia.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("code", REGIOS)
@pytest.mark.parametrize("pagina", ["arbeidsparticipatie", "leegstand", "regiovergelijking"])
def test_no_slide_of_a_page_is_a_table_or_chart_without_a_message(
    stand: Stand, code: str, pagina: str
) -> None:
    document = build_paginadoc(stand, code, pagina)
    titels = read_titels(read_dias(document))[1:]
    los = [t for t in titels if not t.endswith((".", "?")) and not t.startswith("Bronnen")]
    assert not [t for t in los if "(1\u00a0van" not in t and "\u00a0van\u00a0" not in t], los
    assert sum(t.startswith("Bronnen") for t in titels) <= 3


def test_a_short_verdict_on_a_goal_stands_above_its_chart(stand: Stand) -> None:
    document = build_paginadoc(stand, "GM0503", "lokale_agenda", DOEL, KORT)
    dias = {dia.shapes.title.text: dia for dia in read_dias(document)}
    (zin,) = read_toelichting(
        dias[
            "Levensverwachting bij de geboorte: van 80,0\u00a0jaar in 2021 naar 81,0\u00a0jaar in "
            "2030."
        ]
    )
    assert zin.endswith("Maatregel: Meer sport.")
    assert CONCLUSIE in dias
    assert not [titel for titel in dias if "valt niet te zeggen" in titel]
    assert "Delft wil 2 doelen halen, in 2028 en 2030." in dias
    assert "Delft kiest voor netto arbeidsparticipatie." in dias


def test_a_level_that_none_had_is_in_the_title_the_notes_and_the_text(stand: Stand) -> None:
    laag = Doelregel("d4", "werkloosheid", 4.3, 2022, 2.3, 2030, None, "", "")
    document = build_paginadoc(stand, "GM0503", "lokale_agenda", laag)
    conclusie = build_toets(
        stand, stand.indicatoren["werkloosheid"], "GM0503", "Delft", laag.doel
    ).conclusie
    assert "2,3\u00a0% had nog geen enkele gemeente: het laagste was 2,5\u00a0%." in conclusie
    (hoofdstuk,) = [h for h in document.hoofdstukken if h.sleutel == "doelen"]
    assert conclusie in [deel.tekst for deel in hoofdstuk.delen if isinstance(deel, Alinea)]
    dias = read_dias(document)
    assert [t for t in read_titels(dias) if "2,3\u00a0% had nog geen enkele" in t]
    assert [dia for dia in dias if conclusie in dia.notes_slide.notes_text_frame.text]


def test_the_highest_and_lowest_of_the_land_are_told_in_the_title(stand: Stand) -> None:
    opdracht, _ = build(stand, "GM0503")
    beeld = find_beeld(opdracht, "regiovergelijking", None, None)
    (dia, *_) = [
        dia
        for dia in read_dias(build_pagina(beeld, "regiovergelijking"))
        if "hoogste cijfers zijn" in dia.shapes.title.text
    ]
    assert dia.shapes.title.text.startswith("Netto arbeidsparticipatie (2022) in Nederland: de 10")
    hoog, laag = [v.table for v in dia.shapes if v.has_table]
    assert hoog.cell(10, 1).text in dia.shapes.title.text
    assert laag.cell(1, 1).text in dia.shapes.title.text


def test_a_chapter_with_nothing_for_slides_has_none() -> None:
    assert make_dias() == []
    assert make_dias(Alinea("Alleen in de tekst.", op_dia=False)) == []


def test_nothing_that_stands_out_is_no_slide_in_a_chapter_but_is_told_in_a_nulmeting(
    stand: Stand,
) -> None:
    opdracht, heel = build(stand, "GM0828", "netto_arbeidsparticipatie", "hoogopgeleid")
    (zin,) = next(h for h in heel.hoofdstukken if h.sleutel == "opvallend").delen
    deel = build_document(replace(opdracht, hoofdstuk="human_capital", prioriteiten=(), doelen=()))
    titel = "Wat valt op in Oss?"
    assert isinstance(zin, Alinea) and titel in read_titels(read_dias(heel))
    assert titel not in read_titels(read_dias(deel))
