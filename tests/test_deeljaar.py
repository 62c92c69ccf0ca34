"""WW per month and vacatures per quarter: whose figures, what they say, and when there are none."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from tests.dashboard_server import WORTEL
from tests.deeljaarwereld import fetch_deeljaar
from tests.pagina import read_text, run_page
from welvaart.__main__ import main
from welvaart.cijfers.deeljaarreeks import GEEN_RIJ, build_deeljaarreeksen
from welvaart.cijfers.periode import Periode
from welvaart.groep.gebied import find_regio
from welvaart.groep.groepen import find_leden
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.onderwerp.deeljaarbeeld import (
    Deeljaarbeeld,
    Jaarverschil,
    build_deeljaarbeeld,
    find_ids,
)
from welvaart.onderwerp.deeljaarzin import build_noten, build_vergelijking, describe_boodschap
from welvaart.opmaak import ONBEKEND

ARBEID = "pages/2_Arbeidsparticipatie.py"
WW, VACATURES = "ww_uitkeringen", "vacatures"
NBSP = "\u00a0"


@pytest.fixture(scope="module")
def opgehaald(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fetch_deeljaar(tmp_path_factory.mktemp("deeljaar"), WW, VACATURES)


@pytest.fixture(scope="module")
def met(opgehaald: Path) -> Stand:
    return read_stand(opgehaald)


@pytest.fixture
def pagina(opgehaald: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(opgehaald))


def build_beeld(stand: Stand, regio: str, indicator_id: str = WW) -> Deeljaarbeeld:
    gekozen = find_regio(stand, regio)
    beeld = build_deeljaarbeeld(stand, indicator_id, gekozen, find_leden(stand, gekozen.code))
    assert beeld is not None
    return beeld


def say(stand: Stand, regio: str, indicator_id: str = WW) -> str:
    return describe_boodschap(build_beeld(stand, regio, indicator_id)).replace(NBSP, " ")


def explain(stand: Stand, regio: str, indicator_id: str = WW) -> str:
    return build_beeld(stand, regio, indicator_id).waar.uitleg.replace(NBSP, " ")


def build_frame(rijen: Sequence[tuple[str, str, str, float | None, int]]) -> pd.DataFrame:
    kolommen = ["indicator_id", "regio_code", "periode_code", "waarde", "indeling_jaar"]
    frame = pd.DataFrame(rijen, columns=kolommen).astype({"waarde": "float64"})
    reden = frame["waarde"].isna().map({True: "Geheim.", False: None})
    return frame.assign(status="definitief", ontbreekt_omdat=reden)


def test_message_of_a_gemeente_is_of_its_arbeidsmarktregio_and_against_a_year_before(
    met: Stand,
) -> None:
    # n = 87: 8.000 + 87 × 50; a year before 600 less, 600 / 11.750 = 5,1 %.
    # Nederland: 170.000 + 87 × 100 = 178.700, was 177.500: 0,7 %.
    assert say(met, "Delft") == (
        "Mensen met een WW-uitkering in de arbeidsmarktregio Haaglanden: 12.350 in april 2026 "
        "(voorlopig). Dat zijn er 600 (5 %) meer dan in april 2025; in Nederland 1 % meer."
    )
    assert explain(met, "Delft") == (
        "Dit zijn cijfers van de arbeidsmarktregio Haaglanden, waar Delft in ligt, en niet van "
        "Delft zelf."
    )


def test_vacatures_are_those_of_the_provincie_in_hundreds(met: Stand) -> None:
    # 28 quarters on: 90,0 − 28 × 0,6 = 73,2 thousand, a year before 75,6.
    assert say(met, "Amsterdam", VACATURES) == (
        "Openstaande vacatures in de provincie Noord-Holland: 73.200 in het 1e kwartaal van 2026 "
        "(voorlopig). Dat zijn er 2.400 (3 %) minder dan in het 1e kwartaal van 2025; in Nederland "
        "1 % meer."
    )


def test_an_island_has_the_figures_of_its_region_and_no_change_is_said_as_such(met: Stand) -> None:
    assert "Friesland: 3.000 in april 2026 (voorlopig). Dat zijn er evenveel als in april 2025" in (
        say(met, "Vlieland")
    )
    assert "waar Vlieland in ligt" in explain(met, "Vlieland")
    assert "in de provincie Fryslân: 9.000" in say(met, "Vlieland", VACATURES)


def test_without_a_figure_a_year_before_the_message_claims_no_change(met: Stand) -> None:
    assert say(met, "Delft", VACATURES).endswith(
        "Van het 1e kwartaal van 2025 is er geen cijfer; wat er in een jaar veranderde, is niet "
        "bekend."
    )
    koppen, rijen = build_vergelijking(build_beeld(met, "Delft", VACATURES))
    assert koppen[1:3] == ["1e kwartaal 2025", "1e kwartaal 2026"]
    assert rijen[0] == ["Provincie Zuid-Holland", ONBEKEND, "74.000*", ONBEKEND, "116"]


def test_nederland_stands_beside_it_as_a_change_and_an_index_only(met: Stand) -> None:
    # Five years before: 8.000 + 27 × 50 = 9.350 and 170.000 + 2.700.
    koppen, rijen = build_vergelijking(build_beeld(met, "Delft"))
    assert koppen[-1] == "Index (april 2021 = 100)"
    assert [[cel.replace(NBSP, " ") for cel in rij] for rij in rijen] == [
        ["Arbeidsmarktregio Haaglanden", "11.750**", "12.350*", "5 % meer", "132"],
        ["Nederland", "177.500**", "178.700*", "1 % meer", "103"],
    ]


def test_a_region_in_two_arbeidsmarktregios_gets_the_one_with_most_inhabitants_and_says_so(
    met: Stand,
) -> None:
    code = "eigen:GM0503,GM0599;Mijn streek"
    assert say(met, code).startswith(
        "Mensen met een WW-uitkering in de arbeidsmarktregio Rijnmond: 13.260 in april 2026"
    )
    uitleg = explain(met, code)
    assert uitleg.startswith("Mijn streek ligt in 2 arbeidsmarktregio's: Rijnmond en Haaglanden.")
    assert re.search(r"daar woont het grootste deel van de inwoners \(8\d %\)", uitleg)
    assert uitleg.endswith("niet van Mijn streek zelf.")
    _, rijen = build_vergelijking(build_beeld(met, code))
    assert [rij[0] for rij in rijen] == [
        "Arbeidsmarktregio Rijnmond", "Arbeidsmarktregio Haaglanden", "Nederland",
    ]  # fmt: skip


def test_where_the_arbeidsmarktregio_has_no_figure_the_provincie_stands_in_and_that_is_said(
    met: Stand,
) -> None:
    assert "in de provincie Zuid-Holland: 40.870" in say(met, "Zoetermeer")
    assert explain(met, "Zoetermeer") == (
        "Van de arbeidsmarktregio Zuid-Holland Centraal heeft de bron geen cijfers. Dit zijn "
        "cijfers van de provincie Zuid-Holland, waar Zoetermeer in ligt, en niet van Zoetermeer "
        "zelf."
    )


@pytest.mark.parametrize(
    ("regio", "naam", "uitleg"),
    [
        ("NL01", "Nederland: 178.700", ""),
        ("PV28", "de provincie Zuid-Holland: 40.870", ""),
        ("AM22", "de arbeidsmarktregio Rijnmond: 13.260", ""),
        ("CR26", "de arbeidsmarktregio Haaglanden", "ligt in 2 arbeidsmarktregio's"),
        ("LD03", "de provincie Zuid-Holland", "Landsdeel West-Nederland ligt in 4 provincies"),
        ("GM0014", "Nederland", "Van de provincie Groningen heeft de bron geen cijfers."),
    ],
)
def test_every_kind_of_regio_has_figures_and_says_whose(
    met: Stand, regio: str, naam: str, uitleg: str
) -> None:
    assert naam in say(met, regio)
    assert uitleg in explain(met, regio)
    assert bool(uitleg) == bool(explain(met, regio))


def test_a_region_all_over_the_country_gets_nederland(met: Stand) -> None:
    code = f"eigen:{','.join(sorted(met.gemeente_codes))}"
    assert say(met, code).startswith("Mensen met een WW-uitkering in Nederland: 178.700")
    assert explain(met, code).startswith("De eigen regio ligt in 12 provincies.")


def test_areas_that_are_no_more_stand_for_nobody(met: Stand) -> None:
    codes = {code for _, code in met.deeljaarreeksen}
    assert not codes & {"AM04", "AM99", "AM34"}


def test_a_missing_month_stays_in_the_series_with_its_reason(met: Stand) -> None:
    beeld = build_beeld(met, "Delft")
    mei = Periode.parse("2024MM05")
    assert beeld.reeks.get_waarde(mei) != beeld.reeks.get_waarde(mei)
    assert beeld.reeks.get_reden(mei).startswith("De bron heeft dit cijfer niet")
    assert any("Van mei 2024 is er geen cijfer" in noot for noot in build_noten(beeld))


def test_a_break_in_the_year_forbids_the_comparison(met: Stand) -> None:
    breuk = {WW: [("2025MM10", "De bron telt anders.")]}
    zin = say(replace(met, breuken=breuk), "Delft")
    assert zin.endswith(
        "(voorlopig). Vergelijken met een jaar eerder kan niet: in oktober 2025 is er een breuk. "
        "De bron telt anders."
    )
    _, rijen = build_vergelijking(build_beeld(replace(met, breuken=breuk), "Delft"))
    assert rijen[0][3:] == [ONBEKEND, ONBEKEND]


@pytest.mark.parametrize(
    ("nu", "toen", "stap", "zeker", "procent"),
    [
        (12_350, 11_750, 10, True, "5 %"),
        (1_010, 1_000, 10, False, "ongeveer 1 %"),  # between 0 and 2 %
        (1_020, 1_000, 10, True, "ongeveer 2 %"),  # between 1 and 3 %
        (9_100, 9_000, 100, False, "ongeveer 1 %"),
        (178_800, 178_700, 10, True, "minder dan 1 %"),
        (3, 2, 1, True, "ongeveer 50 %"),
        (5, 0, 1, True, ""),
    ],
)
def test_a_change_is_no_more_exact_than_the_rounding(
    nu: float, toen: float, stap: float, zeker: bool, procent: str
) -> None:
    verschil = Jaarverschil(nu, toen, stap)
    assert verschil.is_zeker is zeker
    assert verschil.procent.replace(NBSP, " ") == procent


def test_series_have_no_holes_and_the_finest_kind_wins() -> None:
    reeksen = build_deeljaarreeksen(
        build_frame(
            [
                ("x", "NL01", "2024MM01", 5, 0),
                ("x", "NL01", "2024MM04", None, 0),
                ("x", "NL01", "2024MM05", 7, 0),
                ("x", "PV28", "2024MM02", 3, 0),
                ("x", "PV29", "2024MM02", None, 0),
                ("x", "NL01", "2024KW01", 50, 0),
                ("x", "NL01", "2024JJ00", 500, 0),
                ("x", "GM0503", "2024MM01", 9, 2026),
                ("y", "NL01", "2024JJ00", 1, 0),
            ]
        )
    )
    assert set(reeksen) == {("x", "NL01"), ("x", "PV28")}
    nl, zuid = reeksen["x", "NL01"], reeksen["x", "PV28"]
    assert [p.code[4:] for p in nl.perioden] == ["MM01", "MM02", "MM03", "MM04", "MM05"]
    assert nl.redenen == ("", GEEN_RIJ, GEEN_RIJ, "Geheim.", "")
    assert nl.laatste == Periode("2024MM05")
    assert zuid.perioden == nl.perioden[1:]
    assert zuid.laatste == Periode("2024MM02")


def test_the_page_says_how_to_fetch_them_until_they_are_there(gedeelde_cijfers: None) -> None:
    test = run_page(ARBEID, regio="GM0503")
    tekst = read_text(test)
    assert "mensen met een WW-uitkering (per maand), openstaande vacatures (per kwartaal)" in tekst
    assert "WW en vacatures" not in tekst
    tekst = read_text(test.toggle(key="klaar_arbeid").set_value(True).run())
    assert "python -m etl fetch ww_uitkeringen" in tekst
    assert "python -m etl fetch vacatures" in tekst


def test_without_any_the_stand_has_no_series(stand: Stand) -> None:
    assert stand.deeljaarreeksen == {}
    assert find_ids(stand) == []


@pytest.mark.parametrize(
    "regio", ["GM0503", "GM0096", "NL01", "PV28", "CR26", "AM21", "LD03", "eigen:GM0503,GM0599"]
)
def test_the_page_tells_it_in_words_until_the_reader_comes_near(pagina: None, regio: str) -> None:
    test = run_page(ARBEID, regio=regio)
    assert not test.exception
    assert "WW en vacatures" in read_text(test)
    assert "Mensen met een WW-uitkering in" in read_text(test)
    assert "nog geen cijfers van: mensen met een WW" not in read_text(test)
    assert not any("deeljaar" in grafiek.proto.id for grafiek in test.get("plotly_chart"))


def read_deeljaar(test: AppTest) -> list[dict[str, list[dict[str, object]]]]:
    return [
        json.loads(grafiek.proto.spec)
        for grafiek in test.get("plotly_chart")
        if "deeljaar_" in grafiek.proto.id
    ]


def draw_page(met: Stand, regio: str) -> AppTest:
    test = AppTest.from_file(str(WORTEL / "dashboard.py"), default_timeout=60)
    test.switch_page(ARBEID)
    test.query_params["regio"] = regio
    test.session_state["gezien deeljaar"] = (met.bouw.bouw_id, regio)
    return test.run()


def test_the_charts_have_gaps_hollow_points_source_and_words(pagina: None, met: Stand) -> None:
    test = draw_page(met, "GM0503")
    assert not test.exception
    ww, vacatures = read_deeljaar(test)
    lijn, punten = ww["data"]
    assert len(lijn["y"]) == 61
    assert lijn["text"][lijn["y"].index(None)] == "mei 2024"
    assert lijn["connectgaps"] is False
    assert punten["marker"]["color"] == ["white"] * 3
    assert punten["y"] == [12_250, 12_300, 12_350]
    assert len(vacatures["data"][0]["y"]) == 21
    bron = next(a["text"] for a in ww["layout"]["annotations"] if a.get("name") == "bron")
    assert "85554NED, editie versie van 30 juni 2026" in bron.replace(" <br>", " ")
    assert "Cijfers van: Arbeidsmarktregio Haaglanden." in bron.replace(" <br>", " ")
    alt = next(g.proto.alt for g in test.get("plotly_chart") if "deeljaar_ww" in g.proto.id)
    assert alt.startswith("Lijngrafiek. Mensen met een WW-uitkering in de arbeidsmarktregio")
    assert "niet van Delft zelf" in alt


def test_the_table_and_csv_hold_the_whole_series(pagina: None, met: Stand) -> None:
    test = draw_page(met, "GM0503")
    balk = next(
        json.loads(deel.proto.json)
        for deel in test.get("bidi_component")
        if "deeljaar_ww" in deel.proto.json
    )
    tabel = balk["tabel"]
    assert tabel["kop"] == ["Periode", "Arbeidsmarktregio Haaglanden", "Nederland", "Toelichting"]
    assert len(tabel["rij"]) == 88
    assert tabel["rij"][0] == ["januari 2019", "8.000**", "170.000**", "nader voorlopig"]
    assert tabel["rij"][-1] == ["april 2026", "12.350*", "178.700*", "voorlopig"]
    assert "de hele reeks" in tabel["bij"]


def test_one_of_the_two_fetched_shows_that_one_and_asks_for_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WELVAART_WAREHOUSE", str(fetch_deeljaar(tmp_path, VACATURES)))
    tekst = read_text(run_page(ARBEID, regio="GM0363"))
    assert "Openstaande vacatures in de provincie Noord-Holland: 73.200" in tekst
    assert "WW en vacatures" not in tekst
    assert "mensen met een WW-uitkering (per maand)" in tekst


def test_page_gegevens_says_where_they_stand(pagina: None) -> None:
    test = run_page("pages/6_Gegevens.py")
    tekst = read_text(test.toggle(key="toon_klaarstaand").set_value(True).run())
    assert tekst.count("per maand of kwartaal op de pagina Arbeidsparticipatie") == 2


def test_the_page_as_a_file_brings_the_messages_and_names_their_sources(
    pagina: None, tmp_path: Path
) -> None:
    opdracht = ["export", "Delft", "--formaat", "pptx", "--pagina", "arbeidsparticipatie"]
    assert main([*opdracht, "--uit", str(tmp_path)]) == 0
    dias = [
        "\n".join(
            [vorm.text_frame.text for vorm in dia.shapes if vorm.has_text_frame]
            + [cel.text for vorm in dia.shapes if vorm.has_table for cel in vorm.table.iter_cells()]
        ).replace(NBSP, " ")
        for dia in Presentation(str(tmp_path / "arbeidsparticipatie-delft.pptx")).slides
    ]
    tekst = "\n".join(dias)
    assert "in de arbeidsmarktregio Haaglanden: 12.350 in april 2026 (voorlopig)." in tekst
    assert "waar Delft in ligt, en niet van Delft zelf" in tekst
    assert "11.750**" in tekst
    bronnen = "\n".join(dia for dia in dias if "Te vinden op" in dia)
    assert "85554NED" in bronnen
    assert "83599NED" in bronnen


def test_the_page_as_a_file_says_nothing_of_them_before_a_fetch(
    gedeelde_cijfers: None, tmp_path: Path
) -> None:
    opdracht = ["export", "Delft", "--formaat", "pptx", "--pagina", "arbeidsparticipatie"]
    assert main([*opdracht, "--uit", str(tmp_path)]) == 0
    dias = Presentation(str(tmp_path / "arbeidsparticipatie-delft.pptx")).slides
    teksten = [v.text_frame.text for dia in dias for v in dia.shapes if v.has_text_frame]
    assert not any("WW-uitkering" in tekst for tekst in teksten)
