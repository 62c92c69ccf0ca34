"""The workbook, opened again: its figures are those of the warehouse, and nothing runs."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import duckdb
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.test_export_inhoud import build
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.excel.werkboek import write_xlsx
from welvaart.export.inhoud import Document, Grafiek, Hoofdstuk, Reeks
from welvaart.lezen.stand import Stand

EIGEN = "eigen:GM0503,GM0505;Onze eigen regio met een naam van wel zestig tekens lang dus"


def open_boek(document: Document, opdracht: Opdracht) -> Workbook:
    return openpyxl.load_workbook(BytesIO(write_xlsx(document, opdracht)))


def read_rijen(boek: Workbook, blad: str) -> list[dict[str, object]]:
    kop, *rijen = boek[blad].iter_rows(values_only=True)
    return [dict(zip(map(str, kop), rij, strict=True)) for rij in rijen]


@pytest.mark.parametrize("code", ["GM0503", "GM0096", "GM1982", "CR12", EIGEN])
def test_every_kind_of_regio_has_a_whole_workbook(stand: Stand, code: str) -> None:
    opdracht, document = build(stand, code)
    boek = open_boek(document, opdracht)
    verplicht = {"Uitleg", "Cijfers", "Vergelijking", "Participatie", "Leegstand", "Doelen"}
    assert verplicht | {"Begroting", "Methode", "Bronnen"} <= set(boek.sheetnames)
    for naam in ("Cijfers", "Vergelijking", "Begroting", "Bronnen"):
        assert boek[naam].freeze_panes == "B2" and boek[naam].auto_filter.ref
        breed = boek[naam].max_column > 8
        assert boek[naam].page_setup.paperSize == (8 if breed else 9)  # A3 or A4
    assert boek.properties.title == document.titel
    assert boek["Uitleg"]["A1"].value == document.titel
    assert len(boek["Participatie"]._charts) >= 4


def test_the_figures_are_those_of_the_warehouse(stand: Stand, warehouse: Path) -> None:
    opdracht, document = build(stand, "GM0503")
    rijen = read_rijen(open_boek(document, opdracht), "Cijfers")
    gelezen = {
        (r["Code indicator"], r["Code periode"]): r["Waarde"]
        for r in rijen
        if r["Code regio"] == "GM0503" and r["Waarde"] is not None
    }
    with duckdb.connect(str(warehouse), read_only=True) as verbinding:
        bekend = verbinding.execute(
            "SELECT indicator_id, periode_code, waarde FROM waarneming WHERE "
            "regio_code = 'GM0503' AND indeling_jaar = 0 AND waarde IS NOT NULL"
        ).fetchall()
    assert len(gelezen) > 300
    assert {
        sleutel: pytest.approx(waarde)
        for *sleutel_, waarde in bekend
        if (sleutel := (sleutel_[0], sleutel_[1])) in gelezen
    } == gelezen
    for rij in rijen:
        assert (rij["Waarde"] is None) == bool(rij["Waarom geen cijfer"])
        assert (rij["Waarde"] is None) == (not rij["Status"])


def test_the_comparison_has_each_figure_once_with_its_difference(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0503")
    rijen = read_rijen(open_boek(document, opdracht), "Vergelijking")
    assert len(rijen) == len(opdracht.gekozen)
    netto = next(r for r in rijen if r["Indicator"] == "Netto arbeidsparticipatie")
    assert (netto["Waarde"], netto["Ernaast"]) == (69.3, "Nederland")
    assert netto["Verschil"] == pytest.approx(69.3 - float(str(netto["Waarde ernaast"])))
    titel = stand.indicatoren["inwoners"].titel
    inwoners = next(r for r in rijen if r["Indicator"] == titel)
    assert inwoners["Waarde ernaast"] is None


def test_a_difference_of_a_coarse_figure_says_so_and_can_be_true(stand: Stand) -> None:
    # Amsterdam 2022: 5 %, that is 4,5 to 5,5; Nederland 3,54 %: between 1,0 and 2,0 higher.
    opdracht, document = build(stand, "GM0363", "werkloosheid", "netto_arbeidsparticipatie")
    rijen = {r["Indicator"]: r for r in read_rijen(open_boek(document, opdracht), "Vergelijking")}
    cellen = ("Waarde", "Waarde ernaast", "Verschil")
    assert [rijen["Werkloosheid"][c] for c in cellen] == [5, 3.5, 1.5]
    netto = [rijen["Netto arbeidsparticipatie"][c] for c in cellen]
    assert netto == pytest.approx([73, 72.2, 0.8])
    assert all(str(rij["Hoe precies"]).startswith("ongeveer") for rij in rijen.values())
    opdracht, document = build(stand, "GM0503", "werkloosheid")
    (delft,) = read_rijen(open_boek(document, opdracht), "Vergelijking")
    assert not delft["Hoe precies"]


def test_text_that_looks_like_a_formula_stays_text(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0503")
    boos = "=1+1"
    grafiek = Grafiek(
        titel="@SUM(A1)",
        soort="staaf",
        eenheid="-x",
        eenheid_kort="%",
        categorieen=(boos, "+2", "<script>alert(1)</script>"),
        reeksen=(Reeks(boos, "eigen", (1.0, None, 2.0), (False, False, True), 1),),
        alt="Staaf.",
        bron="=HYPERLINK(1)",
    )
    extra = Hoofdstuk("x", "='[kwaad]'!A1: met een veel te lange naam voor een blad", (grafiek,))
    document = replace(document, titel=boos, hoofdstukken=(*document.hoofdstukken, extra))
    boek = open_boek(document, opdracht)
    for blad in boek.worksheets:
        for rij in blad.iter_rows():
            assert all(cel.data_type != "f" for cel in rij)
    assert boek["Uitleg"]["A1"].value == boos
    waarden = [cel.value for blad in boek.worksheets for (cel,) in blad["A1:A60"]]
    assert "@SUM(A1)" in waarden and "<script>alert(1)</script>" in waarden


def test_eighty_bars_and_no_figures_at_all_still_give_a_workbook(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0503")
    namen = tuple(f"Gemeente met een lange naam {j}" for j in range(80))
    vol = Grafiek(
        "Tachtig.", "staaf", "procent", "%", namen,
        (Reeks("r", "groep", tuple(float(j) for j in range(80)), (False,) * 80, 0),), "Alt.", "B.",
    )  # fmt: skip
    leeg = replace(vol, titel="Leeg.", reeksen=())
    document = replace(document, hoofdstukken=(Hoofdstuk("x", "Veel", (vol, leeg)),))
    boek = open_boek(document, replace(opdracht, indicator_ids=frozenset(["bestaat_niet"])))
    assert len(boek["Veel"]._charts) == 1
    assert boek["Veel"].max_row > 80
    assert boek["Cijfers"].max_row == 1


def test_charts_have_alt_text_and_breaks_cut_the_line(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0503")
    inhoud = write_xlsx(document, opdracht)
    with zipfile.ZipFile(BytesIO(inhoud)) as zipje:
        tekeningen = [n for n in zipje.namelist() if n.startswith("xl/drawings/drawing")]
        tekst = "".join(zipje.read(naam).decode() for naam in tekeningen)
        grafieken = [n for n in zipje.namelist() if n.startswith("xl/charts/chart")]
        inhouden = [zipje.read(naam) for naam in grafieken]
    assert not any(b'dispBlanksAs val="zero"' in deel for deel in inhouden)
    assert not any(b'dispBlanksAs val="span"' in deel for deel in inhouden)
    assert tekst.count('descr="Lijngrafiek') + tekst.count('descr="Staafgrafiek') == len(grafieken)
    breuk = Grafiek(
        "B.", "lijn", "procent", "%", ("2019", "2020"),
        (Reeks("r", "eigen", (1.0, 2.0), (False, False), 0),), "Alt.", "B.",
        breuken=(("2020", "nieuw"),),
    )  # fmt: skip
    document = replace(document, hoofdstukken=(Hoofdstuk("x", "Breuk", (breuk,)),))
    kolom = [cel.value for (cel,) in open_boek(document, opdracht)["Breuk"]["A1:A12"]]
    plek = kolom.index("breuk")
    assert kolom[plek - 1 : plek + 2] == ["2019", "breuk", "2020"]


def test_the_same_input_gives_the_same_bytes(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0503", "netto_arbeidsparticipatie")
    assert write_xlsx(document, opdracht) == write_xlsx(document, opdracht)
    zonder = replace(opdracht, doelen=())
    assert "Begroting" not in open_boek(document, zonder).sheetnames
