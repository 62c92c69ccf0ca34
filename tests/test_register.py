"""Participation counted in registers (86008NED): on the page Arbeidsparticipatie once fetched."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from etl.bouw import build
from etl.instellingen import WORTEL
from tests.cbs_tabel import CbsTabel
from tests.ophaalwereld import Wereld, get_soorten
from tests.pagina import read_text, run_page

ALLEN, VROUWEN = "netto_arbeidsparticipatie_register", "netto_arbeidsparticipatie_register_vrouwen"
GESLACHT = {"T001038": "Totaal mannen en vrouwen", "3000": "Mannen", "4000": "Vrouwen"}
PERSONEN = {"T009002": "Totaal personen", "1": "Leeftijd: 15 tot 25 jaar"}
HERKOMST = {"T001040": "Totaal", "2": "Nederland"}
JONG = "netto_arbeidsparticipatie_register_15_25"


def build_tabel(geslacht: str, waarde: float, persoon: str = "T009002") -> CbsTabel:
    """Every gemeente of today has the same figure; Delft one procentpunt more each year."""
    indeling = pd.read_parquet(WORTEL / "etl" / "momentopname" / "indeling.parquet")
    nu = indeling[(indeling["jaar"] == 2026) & (indeling["soort"] == "provincie")]
    gemeenten = sorted(nu["gemeente_code"])
    perioden = {f"{jaar}JJ00": {"titel": str(jaar)} for jaar in range(2014, 2024)}
    maat = {"titel": "Ander", "eenheid": "%", "soort": "Double", "decimalen": 0}
    netto = {**maat, "titel": "Netto arbeidsparticipatie"}
    return CbsTabel(
        tabel="86008NED",
        titel="Verzonnen",
        gewijzigd_op="2026-03-02T02:00:00+01:00",
        aantal=26_000_000,
        geo={"naam": "RegioS", "soort": "GeoDimension"},
        regios={code: {"titel": code, "groep": "GM"} for code in gemeenten},
        onderwerpen={"M1": maat, "M2": {**maat, "titel": "Nog iets"}, "M3": netto},
        perioden=perioden,
        cijfers={
            ("M3", code, periode): waarde + (k if code == "GM0503" else 0)
            for code in gemeenten
            for k, periode in enumerate(perioden)
        },
        dimensies={
            "Geslacht": {"titel": "Geslacht", "codes": GESLACHT},
            "Persoonskenmerken": {"titel": "Persoonskenmerken", "codes": PERSONEN},
            "Geboorteland": {"titel": "Geboorteland (ouders)", "codes": HERKOMST},
            "Herkomstland": {"titel": "Herkomstland", "codes": HERKOMST},
        },
        vast={
            "Geslacht": geslacht,
            "Persoonskenmerken": persoon,
            "Geboorteland": "T001040",
            "Herkomstland": "T001040",
        },
        groepen={},
    )


@pytest.fixture(scope="module")
def opgehaald(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with Wereld(tmp_path_factory.mktemp("register")) as wereld:
        catalogus, correcties = WORTEL / "indicators.yaml", WORTEL / "correcties.yaml"
        wereld.instellingen = replace(
            wereld.instellingen, catalogus=catalogus, correcties=correcties
        )
        for naam, geslacht, waarde, persoon in (
            (ALLEN, "T001038", 60.0, "T009002"),
            (VROUWEN, "4000", 55.0, "T009002"),
            (JONG, "T001038", 71.0, "1"),
        ):
            wereld.server.tabellen["86008NED"] = build_tabel(geslacht, waarde, persoon)
            assert get_soorten(wereld.fetch(naam)) == {naam: "opgehaald"}
        return build(wereld.instellingen).pad


@pytest.mark.parametrize(
    ("regio", "allen", "vrouwen", "jong", "jaar"),
    [
        ("GM0503", "69 %", "64", "80", "2023"),
        ("PV28", ".", "55", "71", "2023"),
    ],
)
def test_the_register_stands_among_the_further_figures_apart_from_the_survey(
    opgehaald: Path,
    monkeypatch: pytest.MonkeyPatch,
    regio: str,
    allen: str,
    vrouwen: str,
    jong: str,
    jaar: str,
) -> None:
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(opgehaald))
    test = run_page("pages/2_Arbeidsparticipatie.py", regio=regio)
    assert not test.exception
    rijen = read_text(test).replace("\u00a0", " ").split("<tr>")
    (eerste,) = [rij for rij in rijen if "Netto arbeidsparticipatie volgens registers" in rij]
    (tweede,) = [rij for rij in rijen if "van vrouwen volgens registers" in rij]
    (derde,) = [rij for rij in rijen if "van 15 tot 25 jaar volgens registers" in rij]
    assert f">{allen}<" in eerste
    assert f">{jong} %<" in derde
    assert f">{vrouwen} %<" in tweede
    assert f">{jaar}<" in tweede
    assert ("(mediaan van 50 gemeenten)<" in tweede) == (regio == "PV28")
    keuzes = test.selectbox(key="kies_indicator").options
    assert not any("register" in keuze for keuze in keuzes)  # never a line beside the survey


def test_nederland_has_no_second_column_that_bears_its_name(gedeelde_cijfers: None) -> None:
    for pagina, bijschrift in (
        ("pages/2_Arbeidsparticipatie.py", "Andere cijfers over werk en opleiding"),
        ("pages/3_Leegstand.py", "Woningen en werk"),
    ):
        tekst = read_text(run_page(pagina, regio="NL01"))
        kop = tekst[tekst.index(f"<caption>{bijschrift}") :].split("</thead>")[0]
        assert kop.count(">Nederland</th>") == 1


def test_a_mean_of_most_does_not_pass_for_the_figure_of_a_region(gedeelde_cijfers: None) -> None:
    tekst = read_text(run_page("pages/3_Leegstand.py", regio="AM22"))
    assert "Netto arbeidsparticipatie (gemiddelde van 13 van 14 gemeenten)<" in tekst
