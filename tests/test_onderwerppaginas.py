"""The pages Arbeidsparticipatie and Leegstand: every kind of regio, every choice, bad links."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pagina import read_text, run_page
from welvaart.cijfers.indicator import Indicator
from welvaart.groep.groepen import find_leden
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.arbeidsbeeld import describe_klaarstaand
from welvaart.regio.deelgebied import Deelcijfer
from welvaart.scherm import kader

ARBEID = "pages/2_Arbeidsparticipatie.py"
LEEGSTAND = "pages/3_Leegstand.py"
BEIDE = [ARBEID, LEEGSTAND]
pytestmark = pytest.mark.usefixtures("gedeelde_cijfers")
NBSP = "\u00a0"


def read_figuren(test: AppTest) -> list[dict[str, Any]]:
    return [json.loads(grafiek.proto.spec) for grafiek in test.get("plotly_chart")]


def get_titels(test: AppTest) -> list[str]:
    return [
        figuur["layout"]["title"]["text"].replace(" <br>", " ") for figuur in read_figuren(test)
    ]


@pytest.mark.parametrize("pagina", BEIDE)
@pytest.mark.parametrize(
    "regio", ["CR12", "AM21", "PV28", "LD01", "NL01", "eigen:GM0503,GM0518,GM0599", "GM0820"]
)
def test_page_works_for_every_kind_of_regio(pagina: str, regio: str) -> None:
    test = run_page(pagina, regio=regio)
    assert not test.exception
    assert not test.warning
    assert "Cijfers tot en met" in read_text(test)
    assert read_figuren(test)


@pytest.mark.parametrize("pagina", BEIDE)
@pytest.mark.parametrize("vergelijk", ["corop", "lijkt_op", "g4", "eigen:GM0599,GM0344"])
def test_every_group_draws(pagina: str, vergelijk: str) -> None:
    test = run_page(pagina, regio="GM0503", vergelijk=vergelijk)
    assert not test.exception
    assert not test.warning


@pytest.mark.parametrize(
    ("pagina", "naam", "waarde", "zin"),
    [
        (ARBEID, "indicator", "geluk", "'geluk' kunnen wij niet kiezen"),
        (ARBEID, "indicator", "leegstand_woningen", "kunnen wij niet kiezen"),
        (ARBEID, "van", "1999", "niet '1999' kiezen"),
        (ARBEID, "tot", "2013", "niet '2013' kiezen"),
        (ARBEID, "tot", "straks", "niet 'straks' kiezen"),
        (ARBEID, "van", "3000", "kies een beginjaar van 2013 tot en met 2021"),
        (ARBEID, "tot", "1", "kies een eindjaar van 2014 tot en met 2022"),
        (ARBEID, "doel", "buren", "'buren' is geen niveau"),
        (ARBEID, "doel", "120", "'120' is geen niveau"),
        (LEEGSTAND, "indicator", "geluk", "'geluk' kunnen wij niet kiezen"),
        (LEEGSTAND, "tegen", "[klik](https://x.example)", r"\[klik\]"),
        (LEEGSTAND, "van", "2025", "niet '2025' kiezen"),
        (LEEGSTAND, "norm", "veel", "'veel' is geen norm"),
        (LEEGSTAND, "norm", "5", "zonder bron"),
        (LEEGSTAND, "vergelijk", "buren", "buren"),
    ],
)
def test_wrong_choice_in_the_url_gives_a_sentence(
    pagina: str, naam: str, waarde: str, zin: str
) -> None:
    test = run_page(pagina, regio="GM0503", **{naam: waarde})
    assert not test.exception
    assert zin in test.warning[0].value.replace("\\-", "-")
    assert read_figuren(test)


def test_finding_gap_and_people_are_those_of_the_source() -> None:
    test = run_page(ARBEID, regio="GM0503")
    assert test.title[0].value == (
        "In Delft werken 69 van de 100 inwoners van 15 tot 75 jaar; in Nederland 72 (2022)."
    )
    tekst = read_text(test)
    assert f"2,9{NBSP}procentpunt minder" in tekst
    assert "ongeveer 2.100 tot 2.800 mensen" in tekst
    assert "plaats 303 tot en met 306 van de 341 gemeenten" in tekst
    assert f"63,9{NBSP}% naar 69,3{NBSP}%: 5,4{NBSP}procentpunt erbij" in tekst
    assert "154–169" in tekst
    assert "op plaats 154 tot en met 169 van de 341 gemeenten" in tekst


def test_other_years_change_the_whole_page() -> None:
    test = run_page(ARBEID, regio="GM0503", van="2019", tot="2020")
    assert "In Delft werken 66 van de 100" in test.title[0].value
    tekst = read_text(test)
    assert f"68,1{NBSP}% naar 65,7{NBSP}%: 2,4{NBSP}procentpunt eraf" in tekst
    assert "plaats 303" not in tekst


def test_bars_of_the_gap_add_up_as_shown() -> None:
    for regio in ("GM0503", "GM0828", "GM1982", "GM0096"):
        figuren = read_figuren(run_page(ARBEID, regio=regio))
        (balken,) = (d for f in figuren for d in f["data"] if d["type"] == "bar")
        *delen, geheel = balken["x"]
        assert sum(delen) == pytest.approx(geheel)


def test_withheld_and_coarse_figures_say_so() -> None:
    voorne = read_text(run_page(ARBEID, regio="GM1992"))
    assert "Wij tonen dit cijfer niet" in voorne
    assert "Zonder cijfer is er geen verschil om te verklaren" in voorne
    amsterdam = read_text(run_page(ARBEID, regio="GM0363"))
    assert "in hele procenten" in amsterdam
    assert "73,0" not in amsterdam


def test_old_series_is_named_and_kept_apart() -> None:
    test = run_page(ARBEID, regio="GM0503")
    tekst = read_text(test)
    assert "Niet te vergelijken met de cijfers hierboven" in tekst
    assert "64,3" in tekst
    lijnen = [d for f in read_figuren(test) for d in f["data"] if d.get("mode") == "lines+markers"]
    assert lijnen
    assert min(jaar for lijn in lijnen for jaar in lijn["x"]) == 2013
    assert 64.3 not in next(lijn for lijn in lijnen if lijn["name"] == "Delft")["y"]


def test_the_old_series_is_told_of_who_it_is_known_and_else_of_nederland() -> None:
    delft = read_text(run_page(ARBEID, regio="GM0503"))
    assert "in Delft in 2020 in de oude reeks 64,3 procent en in de herziene 65,7" in delft
    assert "Groningen" not in delft.split("Welke reeks is dit?")[0].split("De oude reeks")[-1]
    oss = read_text(run_page(ARBEID, regio="GM0828"))
    assert "in Nederland in 2020 in de oude reeks 68,4 procent en in de herziene 69,7" in oss
    assert "in de oude reeks voor Oss 4,8 procentpunt erbij" in oss
    vlieland = read_text(run_page(ARBEID, regio="GM0096"))
    assert "participatie in Nederland in 2020" in vlieland and "Economische Agenda" not in vlieland
    for tekst in (oss, vlieland):
        assert "De oude reeks: netto" not in tekst and "Delft" not in tekst.split("oude reeks")[-1]


def test_a_year_far_from_its_neighbours_is_said_with_how_many_have_one() -> None:
    # Oss: 70,5 · 71,9 · 70,6; 71,9 − 70,55 = 1,35. Delft: 68,1 · 65,7 · 66,9; 65,7 − 67,5 = −1,8.
    oss = read_text(run_page(ARBEID, regio="GM0828"))
    assert f"In 2020 ligt het cijfer van Oss ongeveer 1,4{NBSP}procentpunt hoger" in oss
    assert "in dat jaar 4 van de 341 gemeenten. De bron zegt niet waardoor." in oss
    delft = read_text(run_page(ARBEID, regio="GM0503"))
    assert f"In 2020 ligt het cijfer van Delft ongeveer 1,8{NBSP}procentpunt lager" in delft
    assert "in dat jaar 90 van de 341 gemeenten. De bron zegt niet waardoor." in delft
    assert "De bron zegt niet waardoor" not in read_text(run_page(ARBEID, regio="GM0096"))


def test_look_alikes_are_named_and_without_a_line_it_says_why() -> None:
    met = read_text(run_page(ARBEID, regio="GM0503"))
    assert "De 10 gemeenten die het meest op Delft lijken" in met
    assert "Zij hebben hier geen lijn" not in met
    zonder = read_text(run_page(ARBEID, regio="GM1982"))
    assert "Zij hebben hier geen lijn: van Voorne aan Zee is er geen cijfer." in zonder


def test_the_title_of_the_region_says_what_is_measured() -> None:
    titels = [f["layout"]["title"]["text"] for f in read_figuren(run_page(ARBEID, regio="GM0828"))]
    assert any(
        f"Netto arbeidsparticipatie in Oss: 72,1{NBSP}% in 2022; Oss staat op plaats 10 van de 10"
        in titel
        for titel in titels
    )


def test_scenario_follows_the_link_and_what_is_typed() -> None:
    test = run_page(ARBEID, regio="GM0503", doel="75.0")
    assert "het niveau dat u koos (75,0" in read_text(test)
    test.text_input(key="getal_doel").set_value("80,5 %").run()
    assert test.query_params["doel"] in ("80,5", ["80,5"])
    assert "het niveau dat u koos (80,5" in read_text(test)
    test.text_input(key="getal_doel").set_value("veel").run()
    assert "'veel' is geen percentage" in read_text(test)
    assert test.query_params["doel"] in ("80,5", ["80,5"])
    test.selectbox(key="kies_doel").select("Nederland").run()
    assert "doel" not in test.query_params
    assert "het niveau van Nederland" in read_text(test)


def test_scenario_takes_the_level_of_any_other_gemeente() -> None:
    test = run_page(ARBEID, regio="GM0503")
    test.selectbox(key="kies_doel").select("Een andere gemeente").run()
    lijst = test.selectbox(key="gemeente_doel")
    assert len(lijst.options) == 340  # of 342: not Delft itself, and one has no figure
    assert "Delft" not in lijst.options
    lijst.select("Vlieland").run()
    assert test.query_params["doel"] in ("GM0096", ["GM0096"])
    assert re.search(r"het niveau van Vlieland \(\d\d,\d", read_text(test))


def test_scenario_gives_a_coarse_level_no_decimals() -> None:
    tekst = read_text(run_page(ARBEID, regio="GM0503", doel="GM0363"))
    assert "het niveau van Amsterdam (73\u00a0%)" in tekst


def test_choice_of_years_and_figure_goes_into_the_url() -> None:
    test = run_page(ARBEID, regio="GM0503")
    test.selectbox(key="kies_indicator").select("Werkloosheid").run()
    test.selectbox(key="kies_van").select("2018").run()
    assert test.query_params["indicator"] in ("werkloosheid", ["werkloosheid"])
    assert test.query_params["van"] in ("2018", ["2018"])
    assert "2018 naar 2022" in read_text(test)
    assert any("Werkloosheid in Delft: 4,5" in titel for titel in get_titels(test))


def test_dwellings_are_a_range_with_the_definition_in_view() -> None:
    test = run_page(LEEGSTAND, regio="GM0503")
    tekst = read_text(test)
    assert "niemand ingeschreven; in Nederland ook 4 (2025)." in test.title[0].value
    assert "ongeveer 1.900 tot 2.500 woningen, van de 54.594 in 2025" in tekst
    assert "Tweede huizen en vakantiehuizen tellen mee" in tekst
    assert "Landelijke Monitor Leegstand" in tekst
    assert "op de pagina Eigen cijfers; daarna staat het hier" in tekst


def test_second_homes_are_marked() -> None:
    assert "tweede huizen" in read_text(run_page(LEEGSTAND, regio="GM0088")).split("Wat is dit?")[0]
    delft = read_text(run_page(LEEGSTAND, regio="GM0503")).split("Wat is dit?")[0]
    assert "tweede huizen" not in delft


def test_scatter_has_every_gemeente_and_a_warning() -> None:
    test = run_page(LEEGSTAND, regio="CR12", tegen="netto_arbeidsparticipatie")
    wolk = next(f for f in read_figuren(test) if f["data"][0]["mode"] == "markers")
    alle, oranje = wolk["data"]
    assert len(alle["x"]) == 341
    assert set(oranje["text"]) < set(alle["text"])
    assert "Enschede" in oranje["text"]
    tekst = read_text(test)
    assert "geen oorzaak en gevolg" in tekst
    assert "De jaren verschillen: 2025 tegenover 2022" in tekst


def test_norm_stands_beside_the_figure_with_its_source() -> None:
    test = run_page(LEEGSTAND, regio="GM0503", norm="6", normbron="Woonvisie 2025")
    assert not test.warning
    assert "(bron: Woonvisie 2025). Het cijfer van Delft ligt daar onder" in read_text(test)


def rename_indicator(stand: Stand, oud: str, nieuw: Indicator) -> Stand:
    """The real figures with one indicator taken for another, as an import would bring it."""
    ids = [nieuw.indicator_id if k == oud else k for k in stand.reeksen.indicator_ids]
    indicatoren = [nieuw if k == oud else x for k, x in stand.indicatoren.items()]
    return replace(
        stand,
        bouw=replace(stand.bouw, bouw_id=f"met {nieuw.indicator_id}"),
        reeksen=replace(stand.reeksen, indicator_ids=tuple(ids)),
        indicatoren={x.indicator_id: x for x in indicatoren},
    )


@pytest.fixture
def winkels(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> Stand:
    """The figures with shop vacancy that has a break in 2023, also of a binnenstad."""
    x = replace(
        stand.indicatoren["corporatiewoningen"],
        indicator_id="leegstand_winkels",
        titel="Leegstand van winkels",
        decimalen=1,
        afronding=0.1,
    )
    deel = Deelcijfer(
        "EI0503-BINNENSTAD", "Binnenstad (Delft)", "2025JJ00", 9.4, "", "eigen telling"
    )
    nieuw = replace(
        rename_indicator(stand, "corporatiewoningen", x),
        breuken={x.indicator_id: [("2023JJ00", "anders geteld")]},
        deelcijfers={(x.indicator_id, "GM0503"): [deel]},
    )
    monkeypatch.setattr(kader, "get_stand", lambda: nieuw)
    return nieuw


@pytest.mark.usefixtures("winkels")
def test_shops_appear_once_they_are_there_and_a_break_is_never_joined() -> None:
    test = run_page(LEEGSTAND, regio="GM0503", indicator="leegstand_winkels")
    assert not test.exception
    assert "Leegstand van winkels in Delft: 42,0" in test.title[0].value
    lijn = next(d for f in read_figuren(test) for d in f["data"] if d.get("name") == "Delft")
    assert 2022.5 in lijn["x"]
    assert lijn["y"][lijn["x"].index(2022.5)] is None
    assert any("in 2023 naar " in titel for titel in get_titels(test))
    over = run_page(LEEGSTAND, regio="GM0503", indicator="leegstand_winkels", van="2021")
    assert any("In 2023 is er een breuk: anders geteld" in titel for titel in get_titels(over))
    assert "Binnenstad 9,4" in read_text(test)


@pytest.mark.usefixtures("winkels")
def test_other_kinds_stand_in_a_table_with_what_they_are() -> None:
    tekst = read_text(run_page(LEEGSTAND, regio="GM0503"))
    assert "Leegstand van winkels" in tekst
    assert "tel ze niet op" in tekst
    assert "Cijfers over lege winkels" not in tekst


def test_growth_of_people_at_work_is_split_once_both_years_have_a_count(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "werkten er in Delft" not in read_text(run_page(ARBEID, regio="GM0503"))
    x = replace(
        stand.indicatoren["inwoners"],
        indicator_id="bevolking_15_75",
        afronding=1000,
        definitie="Hoeveel inwoners er zijn. Mensen in een instelling tellen niet mee.",
        peilmoment="heel het jaar",
    )
    ids = tuple("bevolking_15_75" if k == "inwoners" else k for k in stand.reeksen.indicator_ids)
    met = replace(
        stand,
        indicatoren={**stand.indicatoren, "bevolking_15_75": x},
        reeksen=replace(stand.reeksen, indicator_ids=ids),
    )
    monkeypatch.setattr(kader, "get_stand", lambda: met)
    tekst = read_text(run_page(ARBEID, regio="GM0503", van="2017", tot="2022"))
    assert "In 2022 werkten er in Delft ongeveer" in tekst
    assert "mensen meer dan in 2017. Doordat een groter deel van de inwoners werkt" in tekst
    assert "in beide jaren" in tekst
    eigen_woorden = (
        "zoals deze bron ze telt: hoeveel inwoners er zijn. Mensen in een instelling tellen niet "
        "mee. Peilmoment: heel het jaar."
    )
    assert tekst.count(eigen_woorden) >= 2  # at the growth, and at what a procentpunt is


def test_entries_without_figures_say_how_to_fetch_them(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    x = replace(stand.indicatoren["hoogopgeleid"], indicator_id="vacatures", titel="Open vacatures")
    leeg = replace(stand.indicatoren["woningen"], indicator_id="leegstand_x", titel="Lege kantoren")
    nieuw = replace(stand, klaarstaand=(x, leeg))
    monkeypatch.setattr(kader, "get_stand", lambda: nieuw)
    arbeid = run_page(ARBEID, regio="GM0503")
    assert "nog geen cijfers van: open vacatures" in read_text(arbeid)
    assert "--indicator vacatures" not in read_text(arbeid)
    arbeid.toggle(key="klaar_arbeid").set_value(True).run()
    assert "python -m etl import BESTAND --indicator vacatures" in read_text(arbeid)
    leegstand = run_page(LEEGSTAND, regio="GM0503")
    leegstand.toggle(key="klaar_leegstand").set_value(True).run()
    assert "--indicator leegstand_x" in read_text(leegstand)


def test_further_figures_about_work_appear_once_they_are_there(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    x = replace(
        stand.indicatoren["ervaren_gezondheid"],
        indicator_id="vrouwen",
        titel="Vrouwen",
        agenda="human_capital",
    )
    nieuw = rename_indicator(stand, "ervaren_gezondheid", x)
    monkeypatch.setattr(kader, "get_stand", lambda: nieuw)
    assert "Andere cijfers over werk" in read_text(run_page(ARBEID, regio="GM0503"))


@pytest.mark.parametrize(("pagina", "weg"), [(ARBEID, "netto_"), (LEEGSTAND, "leegstand_")])
def test_without_its_figures_a_page_says_so(
    pagina: str, weg: str, stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = {k: x for k, x in stand.indicatoren.items() if not k.startswith(weg)}
    monkeypatch.setattr(kader, "get_stand", lambda: replace(stand, indicatoren=over))
    test = run_page(pagina, regio="GM0503")
    assert not test.exception
    assert "Er zijn geen cijfers over" in test.info[0].value


def test_amsterdam_stands_between_places_in_its_arbeidsmarktregio(stand: Stand) -> None:
    x, leden = "netto_arbeidsparticipatie", find_leden(stand, "AM18")
    t = stand.reeksen.jaren.index(2022)
    anderen = [stand.reeksen.get_reeks(x, code)[t] for code in leden if code != "GM0363"]
    # 73 % is anything from 72,5 to 73,5.
    van, tot = 1 + sum(w > 73.5 for w in anderen), 1 + sum(w >= 72.5 for w in anderen)
    assert van < tot
    titels = get_titels(run_page(ARBEID, regio="GM0363"))
    assert any(f"Amsterdam staat ergens tussen plaats {van} en {tot} van" in t for t in titels)


def test_many_figures_that_begin_alike_are_told_as_a_number(stand: Stand) -> None:
    x = stand.indicatoren["woningen"]
    groepen = [replace(x, titel=f"Netto arbeidsparticipatie van groep {n}") for n in range(5)]
    los = replace(x, titel="Mensen met een uitkering")
    assert describe_klaarstaand([*groepen[:4], los]).startswith(
        "Hier zijn nog geen cijfers van: netto arbeidsparticipatie van groep 0, "
    )
    assert describe_klaarstaand([*groepen, los]) == (
        "Hier zijn nog geen cijfers van: mensen met een uitkering. "
        "Over netto arbeidsparticipatie kunnen er nog 5 cijfers bij."
    )
    assert describe_klaarstaand([]) == ""


def test_a_place_says_in_which_kind_of_region_it_is() -> None:
    # Hoeksche Waard: 13 gemeenten in the arbeidsmarktregio, 15 in the COROP-gebied.
    tekst = read_text(run_page("pages/2_Arbeidsparticipatie.py", regio="GM1963"))
    assert "De plaats geldt in de arbeidsmarktregio Rijnmond. COROP Groot-Rijnmond is een" in tekst
    assert "met 15 gemeenten: daar kan de plaats anders zijn." in tekst
