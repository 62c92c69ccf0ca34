"""A made-up workbook in the layout of the Landelijke Monitor Leegstand, as we have no real one."""

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from etl.bronnen.bestand.tabel import read_tabel
from etl.eigen.bestand import Opdracht, import_bestand
from etl.eigen.reeks import load_eigen_bestanden
from etl.instellingen import WORTEL
from etl.transformaties.bestand import Uitkomst, check_uitkomst, to_waarnemingen
from etl.transformaties.lml import KOLOMMEN, prepare_lml
from tests.naamlijst import build_namen
from welvaart.catalogus import Catalogus, load_catalogus
from welvaart.catalogus.bron import BestandBron
from welvaart.fouten import BronFout

NAMEN = build_namen()
FUNCTIES = (
    "Kantoren",
    "Winkels",
    "Industrie",
    "Logies",
    "Bijeenkomsten",
    "Gezondheidszorg",
    "Onderwijs",
    "Sport",
    "Niet-woning met meerdere functies",
    "Overige",
)
UTRECHT = ("Utrecht", "Gemeente", "GM0344", "Utrecht", "PV26", "Utrecht", "CR17", "Utrecht", "1")
AMSTERDAM = ("Amsterdam", "Gemeente", 363, "Amsterdam", "PV27", "", "CR23", "", "1")
PROVINCIE = ("Utrecht", "Provincie", "", "", 26, "Utrecht", "", "", "")
LAND = ("Nederland", "Land", "", "", "", "", "", "", "")
KLASSE = ("Zeer sterk stedelijk", "Stedelijkheid", "", "", "", "", "", "", "1")
Rij = Sequence[object]


def build_rij(
    gebied: Rij, jaar: object, functie: str, cijfers: Rij, eenheid: str = "Aantal"
) -> Rij:
    """A row of 17 cells; `cijfers`: voorraad, onderzocht, leeg, ook eerder leeg."""
    leeg, eerder = cijfers[2], cijfers[3]
    deel = eerder / leeg * 100 if isinstance(leeg, int) and isinstance(eerder, int) and leeg else ""
    return [jaar, *gebied, functie, eenheid, *cijfers, deel]


def build_werkboek(**bladen: Sequence[Rij]) -> bytes:
    """A workbook with a page of explanation, and sheets with title lines above the header."""
    werkmap = openpyxl.Workbook()
    uitleg = werkmap.worksheets[0]
    uitleg.title = "Toelichting"
    for rij in (["Uitleg"], ["IIS-WOZ", "tot en met 2020"], ["LV-WOZ", "vanaf 2020"]):
        uitleg.append(rij)
    for naam, rijen in bladen.items():
        blad = werkmap.create_sheet(naam.replace("_", " ").replace("IIS ", "IIS-"))
        blad.append(["Tabel 5. Leegstand per gebied", "", "2015-2024"])
        blad.append([])
        blad.append([kop.replace(", jaar", ",\n jaar") for kop in KOLOMMEN])
        for rij in rijen:
            blad.append(list(rij))
        blad.append(["1) Cijfers zijn afgerond."])
        blad.append(["Bron: CBS"])
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


OUD = [
    build_rij(UTRECHT, 2019, "Winkels", (2100, 2000, 120, 60)),
    build_rij(UTRECHT, 2020, "Winkels", (2100, 2000, 140, 70)),
]
NIEUW = [
    build_rij(UTRECHT, 2020, "Winkels", (2200, 2000, 100, 50)),
    build_rij(UTRECHT, 2021, "Winkels", (2200, 2000, 110, 55)),
    build_rij(UTRECHT, 2021, "Woningen", (160000, 150000, 3000, 900)),
    build_rij(AMSTERDAM, 2021, "Winkels", (9000, 8000, 200, 90)),
    build_rij(PROVINCIE, 2021, "Winkels", (9500, 9000, 270, 90)),
    build_rij(LAND, 2021, "Winkels", (95000, 90000, 4500, 90)),
    build_rij(KLASSE, 2021, "Winkels", (50000, 40000, 2000, 90)),
    build_rij(UTRECHT, 2021, "Winkels", (700000, 690000, 40000, 20000), "Oppervlakte (m2)"),
]
WERKBOEK = build_werkboek(Tabel_5_IIS_WOZ=OUD, Tabel_5_LV_WOZ=NIEUW)


@pytest.fixture(scope="module")
def catalogus() -> Catalogus:
    return load_catalogus(WORTEL / "indicators.yaml")


def lees(inhoud: bytes, **velden: object) -> Uitkomst:
    basis = {
        "soort": "bestand",
        "kolom": "Leegstand (aantal)",
        "deel_door": "Onderzoekspopulatie",
        "factor": 100.0,
        "filter": {"Gebruiksfunctie": "Winkels"},
    }
    bron = BestandBron.model_validate({**basis, **velden})
    return to_waarnemingen(read_tabel(inhoud, "lml.xlsx"), "x", bron, NAMEN, "0" * 64)


def cijfers(uitkomst: Uitkomst) -> dict[tuple[str, str], float]:
    frame = check_uitkomst(uitkomst).dropna(subset="waarde")
    sleutel = zip(frame["regio_code"], frame["periode_code"].str[:4], strict=True)
    return dict(zip(sleutel, frame["waarde"], strict=True))


def test_the_sheets_of_both_methods_are_read_as_one_table() -> None:
    tabel = prepare_lml(read_tabel(WERKBOEK, "lml.xlsx"))
    assert len(tabel) == len(OUD) + len(NIEUW)
    assert tabel["Blad"].unique().tolist() == ["Tabel 5 IIS-WOZ", "Tabel 5 LV WOZ"]
    assert set(KOLOMMEN) <= set(tabel.columns)


def test_each_side_of_2020_is_read_by_its_own_method_and_no_row_gets_lost() -> None:
    uitkomst = lees(WERKBOEK)
    assert cijfers(uitkomst) == {
        ("GM0344", "2019"): 6.0,
        ("GM0344", "2020"): 5.0,
        ("GM0344", "2021"): 5.5,
        ("GM0363", "2021"): 2.5,
    }
    assert uitkomst.weggelaten == {
        "rijen van een andere reeks (filter)": 1,
        "gebied van een soort die de monitor niet kent": 1,
        "oppervlakte in plaats van een aantal": 1,
        "oude meetmethode (IIS-WOZ) in of na 2020: de nieuwe telt": 1,
        "regio's van een andere soort": 2,
    }
    assert uitkomst.cellen == len(OUD) + len(NIEUW)
    assert uitkomst.cellen == len(uitkomst.waarnemingen) + sum(uitkomst.weggelaten.values())


def test_a_method_beside_the_year_counts_as_well() -> None:
    rijen = [
        build_rij(UTRECHT, "2020 (IIS-WOZ)", "Winkels", (1, 100, 9, 1)),
        build_rij(UTRECHT, "2020 (LV-WOZ)*", "Winkels", (1, 100, 7, 1)),
        build_rij(UTRECHT, "2019 (LV-WOZ)", "Winkels", (1, 100, 5, 1)),
    ]
    uitkomst = lees(build_werkboek(Tabel=rijen))
    assert cijfers(uitkomst) == {("GM0344", "2020"): 7.0}
    assert uitkomst.waarnemingen["status"].tolist() == ["voorlopig"]
    assert uitkomst.weggelaten["nieuwe meetmethode (LV-WOZ) van voor 2020: de oude telt"] == 1


def test_two_methods_that_the_file_does_not_name_are_refused() -> None:
    with pytest.raises(BronFout, match="GM0344, 2020JJ00 komt vaker voor") as fout:
        check_uitkomst(lees(build_werkboek(Blad_A=OUD, Blad_B=NIEUW)))
    assert "Blad (Blad A, Blad B)" in str(fout.value)


def test_figures_of_the_provincie_and_the_country_are_their_own() -> None:
    gelezen = cijfers(lees(WERKBOEK, regios=["NL", "PV", "GM"]))
    assert gelezen["PV26", "2021"] == pytest.approx(3.0)
    assert gelezen["NL01", "2021"] == pytest.approx(5.0)


def test_a_unit_that_is_not_known_gives_no_figure_and_is_named() -> None:
    rijen = [build_rij(UTRECHT, 2021, "Winkels", (1, 100, 9, 1), "x 1 000")]
    with pytest.raises(BronFout, match="1 × eenheid die de monitor niet kent"):
        check_uitkomst(lees(build_werkboek(Tabel=rijen)))
    filter_ = {"Gebruiksfunctie": "Winkels", "Eenheid": "x 1 000"}
    assert cijfers(lees(build_werkboek(Tabel=rijen), filter=filter_)) == {("GM0344", "2021"): 9.0}


def build_functies(leeg: Sequence[object]) -> bytes:
    rijen = [
        build_rij(UTRECHT, 2021, functie, (1, 100, aantal, 0))
        for functie, aantal in zip(FUNCTIES, leeg, strict=False)
    ]
    return build_werkboek(Tabel=rijen)


def test_all_functions_together_are_summed_before_the_division() -> None:
    alle = {"filter": {"Gebruiksfunctie": FUNCTIES}}
    uitkomst = lees(build_functies(range(10)), **alle)
    assert cijfers(uitkomst) == {("GM0344", "2021"): 4.5}  # 45 of 1000
    assert uitkomst.weggelaten == {"opgeteld bij een andere rij": 9}
    assert uitkomst.cellen == 1 + 9


@pytest.mark.parametrize("gat", ["", ".", "x"])
def test_a_sum_with_a_hole_is_no_figure(gat: str) -> None:
    goed = build_functies(range(10))
    tabel = pd.concat(
        [
            read_tabel(goed, "lml.xlsx"),
            read_tabel(
                build_werkboek(
                    Tabel=[
                        build_rij(AMSTERDAM, 2021, functie, (1, 100, gat if n == 3 else 5, 0))
                        for n, functie in enumerate(FUNCTIES)
                    ]
                ),
                "lml.xlsx",
            ),
        ],
        ignore_index=True,
    )
    bron = BestandBron.model_validate(
        {
            "soort": "bestand",
            "kolom": "Leegstand (aantal)",
            "deel_door": "Onderzoekspopulatie",
            "factor": 100.0,
            "filter": {"Gebruiksfunctie": FUNCTIES},
        }
    )
    frame = check_uitkomst(to_waarnemingen(tabel, "x", bron, NAMEN, "0" * 64))
    amsterdam = frame[frame["regio_code"] == "GM0363"].iloc[0]
    assert pd.isna(amsterdam["waarde"])
    assert amsterdam["ontbreekt_omdat"].startswith("Niet van alle soorten")


def test_a_function_that_is_absent_makes_the_sum_absent() -> None:
    with pytest.raises(BronFout, match=r"Gebruiksfunctie=Overige laat geen rij over"):
        lees(build_functies(range(9)), filter={"Gebruiksfunctie": FUNCTIES})


def test_a_share_of_nothing_is_no_share() -> None:
    rijen = [
        build_rij(UTRECHT, 2021, "Winkels", (0, 0, 0, 0)),
        build_rij(AMSTERDAM, 2021, "Winkels", (9, "", 4, 0)),
        build_rij(AMSTERDAM, 2022, "Winkels", (9, 8, 4, 0)),
    ]
    frame = check_uitkomst(lees(build_werkboek(Tabel=rijen)))
    assert frame["waarde"].isna().tolist() == [True, True, False]
    utrecht, amsterdam, _ = frame["ontbreekt_omdat"].tolist()
    assert utrecht.startswith("Er zijn er hier geen")
    assert amsterdam.startswith("De bron geeft niet op hoeveel")


LML_IDS = [
    "leegstand_woningen_lml",
    "langdurige_leegstand_woningen_lml",
    "leegstand_winkels",
    "langdurige_leegstand_winkels",
    "leegstand_kantoren",
    "langdurige_leegstand_kantoren",
    "leegstand_industrie",
    "leegstand_niet_woningen_totaal",
]


def build_compleet() -> bytes:
    """Every function of Utrecht in 2019 (old method) and 2020 (new): 2000 places, some empty."""
    bladen = {"Tabel_5_IIS_WOZ": 2019, "Tabel_5_LV_WOZ": 2020}
    rijen = {
        blad: [
            build_rij(UTRECHT, jaar, functie, (2100, 2000, 100 + plek, 40 + plek))
            for plek, functie in enumerate(("Woningen", *FUNCTIES))
        ]
        for blad, jaar in bladen.items()
    }
    return build_werkboek(**rijen)


def test_the_entries_of_the_catalogue_read_the_file_without_an_option(
    tmp_path: Path, catalogus: Catalogus
) -> None:
    pad = tmp_path / "leegstand.xlsx"
    pad.write_bytes(build_compleet())
    for indicator_id in LML_IDS:
        verslag = import_bestand(Opdracht(pad, indicator_id), catalogus, NAMEN, tmp_path / "s")
        assert verslag.regels[0] == "Herkend als Excel van de Landelijke Monitor Leegstand."
        assert "gedeeld door 'Onderzoekspopulatie'" in verslag.regels[2]
    frame = load_eigen_bestanden(tmp_path / "s", catalogus, NAMEN).waarnemingen
    assert set(frame["periode_code"]) == {"2019JJ00", "2020JJ00"}
    nieuw = frame[frame["periode_code"] == "2020JJ00"]
    gelezen = dict(zip(nieuw["indicator_id"], nieuw["waarde"], strict=True))
    assert gelezen == {
        "leegstand_woningen_lml": 5.0,
        "langdurige_leegstand_woningen_lml": 2.0,
        "leegstand_kantoren": 5.05,
        "langdurige_leegstand_kantoren": 2.05,
        "leegstand_winkels": 5.1,
        "langdurige_leegstand_winkels": 2.1,
        "leegstand_industrie": 5.15,
        "leegstand_niet_woningen_totaal": pytest.approx(100 * (1000 + 55) / 20000),
    }


def test_no_series_of_the_monitor_runs_across_2020(catalogus: Catalogus) -> None:
    for indicator_id in LML_IDS:
        assert list(catalogus[indicator_id].breuken) == ["2020JJ00"]
        assert catalogus[indicator_id].bestand_bron is not None
        assert catalogus[indicator_id].bestand_bron.bestand is None  # no figures come along
