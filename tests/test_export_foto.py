"""The foto of a nulmeting: counts per thema that add up, drawn so that each form can edit them."""

from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from tests.test_export_inhoud import build
from welvaart.export.beeld.kaartplaatje import load_vormen
from welvaart.export.beeld.plaatje import draw_svg
from welvaart.export.bouwen.nulmeting.foto import build_foto
from welvaart.export.dias.dia import write_pptx
from welvaart.export.excel.werkboek import write_xlsx
from welvaart.export.huisstijl import compute_contrast, load_huisstijl
from welvaart.export.inhoud import Alinea, Grafiek, Hoofdstuk, Kop
from welvaart.fouten import KeuzeFout
from welvaart.grafieken import grenzen
from welvaart.grafieken.uitsnede import find_uitsnede
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.methode.positie import Positie

STIJL = load_huisstijl()


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


def find_stapel(hoofdstuk: Hoofdstuk) -> Grafiek:
    (grafiek,) = (d for d in hoofdstuk.delen if isinstance(d, Grafiek))
    return grafiek


@pytest.mark.parametrize("code", ["GM0503", "GM0096", "GM1982", "CR12"])
def test_the_counts_per_thema_are_those_of_the_lines(stand: Stand, code: str) -> None:
    opdracht, document = build(stand, code)
    stapel = find_stapel(document.hoofdstukken[0])
    per_thema: dict[str, Counter[str]] = {}
    titels = {t.thema: t.titel for t in stand.themas}
    for regel in opdracht.regels:
        if regel.heeft_waarde and regel.is_nieuwste and regel.positie is not Positie.GEEN_OORDEEL:
            woord = regel.positie.value.replace("_", " ")
            per_thema.setdefault(titels[regel.indicator.thema], Counter())[woord] += 1
    gezien = {
        naam: Counter({r.naam: int(r.waarden[j] or 0) for r in stapel.reeksen if r.waarden[j]})
        for j, naam in enumerate(stapel.categorieen)
    }
    assert gezien == per_thema
    totaal = sum(sum(telling.values()) for telling in per_thema.values())
    assert f"van de {totaal} indicatoren" in stapel.titel


def test_delft_as_counted_by_hand_on_the_page(stand: Stand) -> None:
    stapel = find_stapel(build(stand, "GM0503")[1].hoofdstukken[0])
    per_reeks = {r.naam: [int(w or 0) for w in r.waarden] for r in stapel.reeksen}
    plek = stapel.categorieen.index("Milieu")
    assert {naam: rij[plek] for naam, rij in per_reeks.items()} == {
        "beste kwart": 1,
        "midden": 2,
        "slechtste kwart": 1,
        "niet te zeggen": 1,
    }
    assert sum(per_reeks["beste kwart"]) == 10
    assert sum(per_reeks["slechtste kwart"]) == 15


def test_a_region_without_any_place_has_words_only(stand: Stand) -> None:
    _, document = build(stand, "eigen:GM0503,GM0505;Wij")
    foto = document.hoofdstukken[0]
    assert not any(isinstance(d, Grafiek) for d in foto.delen)
    assert all(isinstance(d, Alinea) and d.op_dia for d in foto.delen)


def test_long_coverage_goes_below_the_chart_and_short_above(stand: Stand) -> None:
    vlieland = build(stand, "GM0096")[1].hoofdstukken[0].delen
    assert [type(d) for d in vlieland] == [Alinea, Grafiek, Kop, Alinea]
    delft = build(stand, "GM0503")[1].hoofdstukken[0].delen
    assert [type(d) for d in delft] == [Alinea, Alinea, Grafiek]


def test_the_slide_has_bars_to_edit_and_the_whole_verdict_in_its_notes(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0503")
    deck = Presentation(BytesIO(write_pptx(document, STIJL)))
    dia = next(d for d in deck.slides if any(s.has_chart for s in d.shapes))
    (chart,) = (s.chart for s in dia.shapes if s.has_chart)
    assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED
    assert chart.value_axis.maximum_scale == max(
        sum(serie.values[k] for serie in chart.plots[0].series)
        for k in range(len(list(chart.plots[0].categories)))
    )
    oordeel = build_foto(opdracht).delen[0]
    assert isinstance(oordeel, Alinea)
    assert oordeel.tekst in dia.notes_slide.notes_text_frame.text
    assert not any(s.has_text_frame and oordeel.tekst in s.text_frame.text for s in dia.shapes)


def test_the_workbook_has_the_counts_beside_their_chart(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0503")
    boek = openpyxl.load_workbook(BytesIO(write_xlsx(document, opdracht, STIJL)))
    blad = boek["Foto"]
    rijen = [rij for rij in blad.iter_rows(values_only=True) if rij[0] == "Milieu"]
    assert rijen[0][1:5] == (1, 2, 1, 1)
    assert len(blad._charts) == 1  # openpyxl keeps them nowhere else


def test_counts_are_written_in_the_parts_and_nought_is_not(stand: Stand) -> None:
    stapel = find_stapel(build(stand, "GM0503")[1].hoofdstukken[0])
    svg = draw_svg(stapel, STIJL)
    delen = sum(1 for r in stapel.reeksen for w in r.waarden if w)
    assert svg.count('text-anchor="middle"') == delen
    assert ">0<" not in svg


@pytest.mark.parametrize("rol", ["beste", "midden", "slechtste", "onzeker"])
def test_letters_on_a_part_can_be_read(rol: str) -> None:
    """Bold letters of 14 points and more: 3 to 1."""
    assert compute_contrast(STIJL.get_opschrift(rol), STIJL.get_vulling(rol)) >= 3


def test_without_boundaries_the_map_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(grenzen, "_MAP", tmp_path)
    load_vormen.cache_clear()
    assert not grenzen.has_grenzen()
    with pytest.raises(KeuzeFout, match="etl build"):
        load_vormen("gemeente")
    assert find_uitsnede(["GM0503"]) is None


def test_all_themas_in_one_verdict_keep_one_part_each(stand: Stand) -> None:
    opdracht, _ = build(stand, "GM0503")
    zelfde = [replace(r, positie=Positie.MIDDEN) for r in opdracht.regels]
    stapel = find_stapel(build_foto(replace(opdracht, regels=zelfde)))
    assert [r.naam for r in stapel.reeksen] == ["midden"]
    assert "geen enkele" in stapel.titel
