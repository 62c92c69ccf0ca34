"""The chapter of the region: spread, own place and what is shared agree with the figures."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from tests.test_export_inhoud import build
from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.dossier.doelen import drop_lege
from welvaart.export.bouwen.regio.regio import find_regiogedeeld, find_regiogroep
from welvaart.export.dias.dia import write_pptx
from welvaart.export.dias.diatabel import drop_bijzaak
from welvaart.export.excel.werkboek import write_xlsx
from welvaart.export.huisstijl import load_huisstijl
from welvaart.export.inhoud import Alinea, Hoofdstuk, Kaart, Kop, Lijst, Tabel
from welvaart.export.word.tekst import write_docx
from welvaart.kenmerk import parse_kenmerk
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.methode.positie import Positie
from welvaart.opmaak import LEGENDA_DEEL, parse_getal
from welvaart.zin.regioduiding import lower_titel

STIJL = load_huisstijl()


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


def find_regio(stand: Stand, code: str, *ids: str) -> Hoofdstuk:
    _, document = build(stand, code, *ids)
    return next(h for h in document.hoofdstukken if h.sleutel == "regio")


def read_lijst(hoofdstuk: Hoofdstuk, kop: str) -> tuple[str, ...]:
    """The points below a heading."""
    delen = hoofdstuk.delen
    plek = next(k for k, d in enumerate(delen) if isinstance(d, Kop) and d.tekst.startswith(kop))
    lijst = delen[plek + 1]
    assert isinstance(lijst, Lijst)
    return lijst.punten


def find_zinnen(zinnen: Sequence[str], naam: str) -> list[str]:
    """Sentences with an indicator in the list after the colon."""
    heel = re.compile(rf"(: |, | en ){re.escape(naam)}( \(|, | en |;|\.)")
    return [zin for zin in zinnen if heel.search(zin)]


@pytest.mark.parametrize(
    ("code", "titel", "rijen"),
    [
        ("GM0503", "Hoe staat Delft in de regio?", 3),
        ("CR12", "Hoe verschillen de gemeenten van COROP Twente?", 14),
        ("eigen:GM0503,GM0505;Wij", "Hoe verschillen de gemeenten van Wij?", 2),
    ],
)
def test_the_chapter_holds_every_gemeente_of_the_region(
    stand: Stand, code: str, titel: str, rijen: int
) -> None:
    hoofdstuk = find_regio(stand, code)
    assert hoofdstuk.titel == titel
    tabel = next(d for d in hoofdstuk.delen if isinstance(d, Tabel))
    namen = [rij[0] for rij in tabel.rijen]
    opdracht, _ = build(stand, code)
    groep = find_regiogroep(opdracht)
    assert groep is not None
    leden = sorted(stand.regios[c].naam for c in groep.codes)
    assert sorted(namen[:rijen]) == leden and namen[-1] == "Nederland"
    k = next(i for i, kop in enumerate(tabel.koppen) if kop.startswith("Netto"))
    per_naam = {rij[0]: rij[k] for rij in tabel.rijen}
    x = stand.indicatoren["netto_arbeidsparticipatie"]
    for lid in groep.codes:
        reeks = stand.reeksen.get_reeks("netto_arbeidsparticipatie", lid)
        verwacht = reeks[stand.reeksen.jaren.index(2022)]
        assert per_naam[stand.regios[lid].naam] == x.format_kort(x.round(float(verwacht)))


def test_what_is_shared_is_counted_from_the_places_of_the_gemeenten(stand: Stand) -> None:
    hoofdstuk = find_regio(stand, "PV20")
    opdracht, _ = build(stand, "PV20")
    groep = find_regiogroep(opdracht)
    assert groep is not None
    kaarten = [stand.build_scorekaart(code) for code in groep.codes]
    per_kwart = {
        Positie.SLECHTSTE_KWART: read_lijst(hoofdstuk, "Gedeelde risico's"),
        Positie.BESTE_KWART: read_lijst(hoofdstuk, "Gedeelde kracht"),
    }
    gedeeld = find_regiogedeeld(opdracht, groep)
    assert len(gedeeld) > 2
    for een in gedeeld:
        titel = een.indicator.titel
        (zin,) = find_zinnen(per_kwart[een.positie], lower_titel(een.indicator))
        regels = [r for kaart in kaarten for r in kaart if r.indicator.titel == titel]
        met = [r for r in regels if r.heeft_waarde and r.is_nieuwste]
        n = sum(r.positie is een.positie for r in met)
        assert zin.startswith(f"{n} van de {len(met)} gemeenten") or (
            n == len(met) and zin.startswith(f"Alle {n} gemeenten")
        )
        assert n * 2 >= len(met)


def test_a_gemeente_hears_its_own_place_and_whether_it_shares(stand: Stand) -> None:
    hoofdstuk = find_regio(stand, "GM0503")
    (tabel,) = [d for d in hoofdstuk.delen if isinstance(d, Tabel)]
    (plaatsen,) = [rij[1:] for rij in tabel.rijen if rij[0] == "Plaats van Delft"]
    per_kop = {kop.split(" (")[0]: p for kop, p in zip(tabel.koppen[1:], plaatsen, strict=True)}
    assert per_kop["Netto arbeidsparticipatie"] == "3 van 3"
    assert per_kop["Hoogopgeleide bevolking"] == "1 van 3"
    assert per_kop["Woningen zonder ingeschreven bewoner"] == "geen plaats"
    assert tabel.noot.endswith("Plaats: 1 is de gunstigste.")
    assert "Geen plaats: hoger is daar niet beter of slechter." in tabel.noot
    kracht = read_lijst(hoofdstuk, "Gedeelde kracht")
    niet_alle = [zin for zin in kracht if not zin.startswith("Alle ")]
    assert len(niet_alle) > 1
    for regel in stand.build_scorekaart("GM0503"):
        for zin in find_zinnen(niet_alle, lower_titel(regel.indicator)):
            ook = regel.positie is Positie.BESTE_KWART
            assert (", Delft ook: " if ook else ", Delft niet: ") in zin


def test_the_kenmerk_of_a_map_reopens_regiovergelijking(stand: Stand) -> None:
    kaart = next(d for d in find_regio(stand, "GM0503").delen if isinstance(d, Kaart))
    weergave = parse_kenmerk(kaart.kenmerk, stand.indicatoren)
    assert weergave.pagina == "Regiovergelijking"
    assert weergave.query == {
        "regio": "GM0503",
        "soort": "gemeente",
        "indicator": "netto_arbeidsparticipatie",
        "vergelijk": "corop",
        "jaar": "2022",
    }


def test_the_whole_land_has_no_region_and_a_choice_limits_it(stand: Stand) -> None:
    _, document = build(stand, "NL01")
    assert "regio" not in {h.sleutel for h in document.hoofdstukken}
    tabel = next(
        d for d in find_regio(stand, "GM0503", "overgewicht").delen if isinstance(d, Tabel)
    )
    assert [kop.split(" (")[0] for kop in tabel.koppen] == ["Gemeente", "Overgewicht"]


def test_slides_and_text_hold_the_map_as_a_picture_with_its_words(stand: Stand) -> None:
    _, document = build(stand, "GM1982")
    kaarten = [d for h in document.hoofdstukken for d in h.delen if isinstance(d, Kaart)]
    deck = Presentation(BytesIO(write_pptx(document, STIJL)))
    beelden = [
        (dia, vorm)
        for dia in deck.slides
        for vorm in dia.shapes
        if vorm.shape_type == MSO_SHAPE_TYPE.PICTURE
    ]
    assert [v._element.nvPicPr.cNvPr.get("descr") for _, v in beelden] == [k.alt for k in kaarten]
    for (dia, vorm), kaart in zip(beelden, kaarten, strict=True):
        assert dia.shapes.title is not None and dia.shapes.title.text == kaart.titel
        assert kaart.bron in dia.notes_slide.notes_text_frame.text
        assert vorm.top + vorm.height <= deck.slide_height * 0.88
    word = docx.Document(BytesIO(write_docx(document, STIJL)))
    alt = [vorm._inline.docPr.get("descr") for vorm in word.inline_shapes]
    assert {k.alt for k in kaarten} <= set(alt)
    assert any(kaarten[0].bron in alinea.text for alinea in word.paragraphs)


def test_the_workbook_has_every_figure_of_the_region(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0503")
    boek = openpyxl.load_workbook(BytesIO(write_xlsx(document, opdracht, STIJL)))
    rijen = list(boek["Regio"].iter_rows(min_row=2, values_only=True))
    assert len(rijen) == 3 * len(stand.build_scorekaart("GM0503"))
    westland = {rij[1]: rij for rij in rijen if rij[0] == "Westland"}
    for regel in stand.build_scorekaart("GM1783"):
        waarde = westland[regel.indicator.titel][3]
        if regel.heeft_waarde:
            assert waarde == pytest.approx(regel.getoond)
        else:
            assert waarde is None and westland[regel.indicator.titel][6]
    koppen, *delen = boek["Gedeeld"].iter_rows(values_only=True)
    gedeeld = {rij[koppen.index("In gewone taal")] for rij in delen}
    kracht = read_lijst(find_regio(stand, "GM0503"), "Gedeelde kracht")
    for regel in stand.build_scorekaart("GM0503"):
        for zin in find_zinnen(kracht, lower_titel(regel.indicator)):
            kop = f"{regel.indicator.titel} ({Periode.parse(regel.periode_code).label}): "
            (heel,) = [h for h in gedeeld if h.startswith(kop)]
            wie = zin.split(" gemeenten")[0].lower()
            assert wie in heel and "beste kwart" in heel


def test_more_than_fits_on_a_slide_stands_in_its_notes_and_in_the_text(stand: Stand) -> None:
    codes = "eigen:GM0503,GM0599,GM0518,GM1926;Wij"
    opdracht, document = build(stand, codes)
    groep = find_regiogroep(opdracht)
    assert groep is not None
    hoofdstuk = next(h for h in document.hoofdstukken if h.sleutel == "regio")
    alle = find_regiogedeeld(opdracht, groep)
    risico = [g for g in alle if g.positie is Positie.SLECHTSTE_KWART]
    zinnen = read_lijst(hoofdstuk, "Gedeelde risico's")
    assert len(risico) > 8
    assert all(find_zinnen(zinnen, lower_titel(g.indicator)) for g in risico)
    assert f"{len(risico)} risico's" in hoofdstuk.boodschap
    (dia,) = [
        dia
        for dia in Presentation(BytesIO(write_pptx(document, STIJL))).slides
        if dia.shapes.title is not None and dia.shapes.title.text == hoofdstuk.boodschap
    ]
    links = dia.placeholders[1].text_frame.text.split("\n")
    assert links[-1] == "De rest staat in de notities bij deze dia."
    assert set(links[1:-1]) < set(zinnen)
    assert all(zin in dia.notes_slide.notes_text_frame.text for zin in zinnen)


def test_a_wide_table_on_a_slide_leaves_out_what_is_aside_and_says_where_it_stands() -> None:
    koppen = ("Indicator", "A", "B", "C", "D", "BBV-nummer", "Bron")
    tabel = Tabel("T", koppen, (("x", "1", "2", "3", "4", "24", "CBS"),), (1, 2), bijzaak=(5, 6))
    smal = drop_bijzaak(tabel)
    assert smal.koppen == koppen[:5] and smal.rijen == (("x", "1", "2", "3", "4"),)
    assert smal.noot == "In Word en Excel ook: BBV-nummer en bron."
    kort = Tabel("T", koppen[:5], (), bijzaak=(4,))
    assert drop_bijzaak(kort) == kort


def test_a_column_aside_that_nobody_filled_in_is_left_out() -> None:
    koppen, rijen = drop_lege(["Indicator", "Taakveld", "Bron"], [["x", "", "CBS"], ["y", "", ""]])
    assert koppen == ("Indicator", "Bron") and rijen == (("x", "CBS"), ("y", ""))


def test_the_region_and_nederland_keep_their_sign_and_a_median_its_name(stand: Stand) -> None:
    ids = ("geregistreerde_misdrijven", "gemiddelde_schuld", "mediaan_vermogen")
    tabel = next(d for d in find_regio(stand, "GM0503", *ids).delen if isinstance(d, Tabel))
    rijen = {rij[0]: rij[1:] for rij in tabel.rijen}
    kop = {i: next(k for k, t in enumerate(tabel.koppen[1:])
                   if t.startswith(stand.indicatoren[i].titel)) for i in ids}  # fmt: skip
    misdrijven, schuld, vermogen = (kop[i] for i in ids)
    corop = "COROP Delft en Westland"
    assert [rijen[n][misdrijven] for n in ("Delft", corop, "Nederland")] == ["54*", "45*", "46*"]
    assert [rijen[n][schuld] for n in ("Delft", corop, "Nederland")] == [
        "€\u00a074.700*", "€\u00a0106.900*", "€\u00a0115.700*",
    ]  # fmt: skip
    drie = sorted((rijen[n][vermogen] for n in ("Delft", "Midden-Delfland", "Westland")), key=read)
    assert rijen[corop][vermogen] == f"{drie[1]} (mediaan van 3 gemeenten)"
    assert rijen["Nederland"][vermogen] == "."  # a median of 342 gemeenten bears no name here
    assert LEGENDA_DEEL in tabel.noot
    assert not any(cel == "" for rij in tabel.rijen for cel in rij)


def read(cel: str) -> float:
    """The number in a cell like "€ 74.700*"."""
    return parse_getal(cel.rstrip("*"))


def test_a_sentence_on_differences_names_its_figure_where_no_slide_does(stand: Stand) -> None:
    _, document = build(stand, "GM0503")
    (regio,) = [h for h in document.hoofdstukken if h.sleutel == "regio"]
    (een, twee) = [d for d in regio.delen if isinstance(d, Alinea) and "regiocijfer" in d.tekst]
    assert een.los.startswith("Netto arbeidsparticipatie: de verschillen binnen COROP")
    assert een.tekst.startswith("De verschillen binnen") and een.over in een.los
    assert een.los != twee.los and een.over != twee.over
