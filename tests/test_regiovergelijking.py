"""The page Regiovergelijking by its own script: every form, every kind of regio, every bad URL."""

import json
import re
from dataclasses import replace
from itertools import combinations
from math import nan
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pagina import read_html, read_text, run_page
from tests.regels import build_indicator
from welvaart.grafieken.thema import EIGEN
from welvaart.grafieken.waaier import Straal
from welvaart.groep.groepen import Groep, find_leden, parse_groep
from welvaart.groep.regiobeeld import build_regiobeeld
from welvaart.groep.regiocel import find_regiostatus
from welvaart.groep.regiocijfers import build_regiocijfers
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.jaarreeks import read_jaarreeks
from welvaart.onderwerp.verandering import compute_verandering
from welvaart.scherm.regio.regiokeuze import VORMEN, Keuze
from welvaart.scherm.regio.regiolijnen import (
    _build_tabel,
    build_stralen,
    describe_regio,
    note_afronding,
)

pytestmark = pytest.mark.usefixtures("gedeelde_cijfers")
PAGINA = "pages/4_Regiovergelijking.py"


def read_titels(test: AppTest) -> list[str]:
    specs = [json.loads(grafiek.proto.spec) for grafiek in test.get("plotly_chart")]
    return [spec["layout"]["title"]["text"].replace(" <br>", " ") for spec in specs]


def read_waarschuwingen(test: AppTest) -> str:
    return " ".join(w.value for w in [*test.warning, *test.info])


@pytest.mark.parametrize("vorm", list(VORMEN))
def test_every_form_draws_for_every_kind_of_regio(vorm: str) -> None:
    regios = ("GM0503", "GM0828", "GM0096", "GM1982", "CR12", "PV26",
              "eigen:GM0503,GM0599,GM0629;Onze regio")  # fmt: skip
    for regio in regios:
        test = run_page(PAGINA, regio=regio, vorm=vorm)
        assert not test.exception, regio
        assert not read_waarschuwingen(test), regio
        assert len(read_titels(test)) == (vorm != "tabel"), regio
        assert "nan" not in read_text(test)


@pytest.mark.parametrize("soort", ["corop", "arbeidsmarktregio", "provincie"])
def test_larger_areas_are_compared_with_each_other(soort: str) -> None:
    test = run_page(PAGINA, regio="GM0503", soort=soort, vorm="ranglijst")
    assert not test.exception
    (titel,) = read_titels(test)
    assert "het hoogst van de" in titel


def test_nothing_chosen_asks_for_a_choice() -> None:
    test = run_page(PAGINA)
    assert not test.exception
    assert "Kies eerst" in read_text(test)


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ({"indicator": "bestaat_niet"}, "geen indicator die wij kennen"),
        ({"vorm": "taart"}, "geen vorm die wij kennen"),
        ({"soort": "wijk"}, "geen gebieden die wij kennen"),
        ({"jaar": "1998"}, "geen cijfers over het jaar '1998'"),
        ({"jaar": "tweeduizend"}, "geen cijfers over het jaar 'tweeduizend'"),
        ({"vorm": "helling", "van": "2022", "tot": "2013"}, "ligt na het laatste"),
        ({"vergelijk": "g9"}, "geen groep"),
        ({"vergelijk": "eigen:GM0503"}, "minstens 2 gemeenten"),
    ],
)
def test_old_or_wrong_url_gives_a_sentence_and_still_a_chart(
    vraag: dict[str, str], zin: str
) -> None:
    test = run_page(PAGINA, regio="GM0503", **vraag)
    assert not test.exception
    assert zin in read_waarschuwingen(test)
    assert len(read_titels(test)) == 1


@pytest.mark.parametrize("regio", ["GM1684", "Utrecht (PV)", "Bergen", "Groningen", "XX"])
def test_ended_or_ambiguous_regio_gives_a_sentence_or_a_chart(regio: str) -> None:
    test = run_page(PAGINA, regio=regio)
    assert not test.exception
    assert read_waarschuwingen(test) or len(read_titels(test)) == 1


def test_indicator_with_one_year_says_why_there_is_no_line() -> None:
    test = run_page(PAGINA, regio="GM0503", indicator="banen", vorm="helling")
    assert "maar één jaar" in read_waarschuwingen(test)


def test_table_of_all_gemeenten_is_refused_with_advice() -> None:
    test = run_page(PAGINA, regio="GM0503", vorm="tabel", vergelijk="land")
    assert "een kleinere regio" in read_waarschuwingen(test)


def test_group_without_values_says_so() -> None:
    test = run_page(PAGINA, regio="GM0503", indicator="zwemwater_kust", vorm="ranglijst",
                    vergelijk="eigen:GM0503,GM0513")  # fmt: skip
    assert not test.exception
    assert "Geen cijfers over" in read_titels(test)[0]


def test_series_for_the_council_holds_several_charts_with_notes() -> None:
    test = run_page(PAGINA, regio="GM0503", raad="ja")
    assert not test.exception
    assert len(read_titels(test)) == 4
    balken = [json.loads(balk.proto.json) for balk in test.get("bidi_component")]
    assert [balk["raad"] for balk in balken] == [4] * 4
    assert all(balk["noten"] and "Bron: CBS" in balk["bron"] for balk in balken)
    assert len({balk["kenmerk"] for balk in balken}) == 4


def test_maps_per_year_speak_of_their_first_and_last_year() -> None:
    (titel,) = read_titels(run_page(PAGINA, regio="GM0503", vorm="jaren"))
    assert titel == (
        "<b>Netto arbeidsparticipatie in COROP Delft en Westland: van 63,9\u00a0% tot 72,7\u00a0% "
        "in 2013, van 69,3\u00a0% tot 77,3\u00a0% in 2022.</b>"
    )


@pytest.mark.parametrize(
    ("vorm", "regio", "uitleg"),
    [
        ("stippen", "GM0503", "Donker: COROP Delft en Westland."),
        ("helling", "CR12", "Grijze lijnen: de gemeenten van COROP Twente."),
        ("helling", "GM0828", "Grijze lijnen: de andere gemeenten."),
        ("index", "PV26", "Grijze lijnen: de gemeenten van Provincie Utrecht."),
        ("helling", "GM0503", None),  # three gemeenten, each with its name
    ],
)
def test_what_is_drawn_without_a_name_is_explained_in_the_picture(
    vorm: str, regio: str, uitleg: str | None
) -> None:
    test = run_page(PAGINA, regio=regio, vorm=vorm)
    (spec,) = [json.loads(grafiek.proto.spec) for grafiek in test.get("plotly_chart")]
    (bron,) = [a["text"] for a in spec["layout"]["annotations"] if a.get("name") == "bron"]
    kaal = " ".join(bron.replace("<br>", " ").split())
    assert kaal.endswith(uitleg or "Indeling: gemeenten van 2024.")
    assert "Grenzen" not in kaal


@pytest.mark.parametrize(
    ("regio", "rij"),
    [
        ("CR12", '<tr class="eigen"><td>COROP Twente</td><td class="r">72,3\u00a0%</td>'),
        ("GM0828", '<tr><td>COROP Noordoost-Noord-Brabant</td><td class="r">73,5\u00a0%</td>'),
    ],
)
def test_the_table_has_a_row_for_the_region_itself(regio: str, rij: str) -> None:
    assert rij in read_html(run_page(PAGINA, regio=regio, vorm="tabel"))


def test_the_maps_follow_the_link_to_the_region_or_the_country() -> None:
    def read_breedte(**vraag: str) -> float:
        (spec,) = [json.loads(g.proto.spec) for g in run_page(PAGINA, **vraag).get("plotly_chart")]
        west, oost = spec["layout"]["geo"]["lonaxis"]["range"]
        return float(oost - west)

    assert read_breedte(regio="CR12") < 2 < 4 < read_breedte(regio="CR12", beeld="land")
    assert read_breedte(regio="NL01") > 4
    test = run_page(PAGINA, regio="CR12", beeld="maan")
    assert "'maan' is geen weergave die wij kennen. U ziet de regio." in read_waarschuwingen(test)


def test_a_wide_table_is_cut_into_tables_that_fit() -> None:
    tekst = read_text(run_page(PAGINA, regio="CR12", vorm="tabel", indicator="inwoners"))
    assert "(1 van 3)" in tekst
    assert "(3 van 3)" in tekst
    assert tekst.count("Enschede") >= 2


@pytest.mark.parametrize("vorm", ["helling", "index"])
def test_both_ends_of_the_years_can_be_moved(vorm: str) -> None:
    test = run_page(PAGINA, regio="GM0503", vorm=vorm)
    (schuif,) = test.select_slider
    schuif.set_value((2015, 2020)).run()
    assert not test.exception
    assert read_waarschuwingen(test) == ""
    assert (test.query_params["van"], test.query_params["tot"]) == ("2015", "2020")
    assert "2015" in read_titels(test)[0]


def test_the_chosen_region_is_drawn_as_the_own_one() -> None:
    test = run_page(PAGINA, regio="CR12", vorm="index")
    (spec,) = [json.loads(grafiek.proto.spec) for grafiek in test.get("plotly_chart")]
    (label,) = [a for a in spec["layout"]["annotations"] if "COROP Twente" in a["text"]]
    assert label["font"]["color"] == EIGEN
    assert read_titels(test)[0].index("COROP Twente") < read_titels(test)[0].index("Nederland")


def test_a_map_says_whose_borders_it_draws() -> None:
    test = run_page(PAGINA, regio="GM0503", vorm="kaart")
    (spec,) = [json.loads(grafiek.proto.spec) for grafiek in test.get("plotly_chart")]
    (bron,) = [a["text"] for a in spec["layout"]["annotations"] if a.get("name") == "bron"]
    kaal = " ".join(bron.replace("<br>", " ").split())
    randen = "Oranje rand: Delft. Donkere rand: COROP Delft en Westland."
    assert kaal.endswith(f"{randen} Daarbuiten zijn de kleuren lichter.")


def test_a_number_of_a_region_has_its_sum_in_the_title() -> None:
    (titel,) = read_titels(
        run_page(PAGINA, regio="CR12", vorm="helling", indicator="inwoners", van="2017", tot="2026")
    )
    assert titel == (
        "<b>Inwoners in COROP Twente: van 627.209\u00a0inwoners in 2017 naar 646.496\u00a0inwoners "
        "in 2026, 19.287\u00a0inwoners meer.</b>"
    )


def test_a_region_without_a_figure_of_its_own_says_so() -> None:
    (titel,) = read_titels(
        run_page(PAGINA, regio="PV23", vorm="helling", indicator="mediaan_vermogen")
    )
    assert "ging" not in titel
    assert "Provincie Overijssel is er geen cijfer" in titel


@pytest.mark.parametrize(
    ("regio", "indicator", "van", "slot"),
    [
        ("GM0642", "leegstand_woningen", "2020", "Dat verschil kan helemaal door afronding komen."),
        ("GM0363", "netto_arbeidsparticipatie", "2013", "ongeveer 6\u00a0procentpunt meer."),
    ],
)
def test_two_years_say_what_the_page_of_the_subject_says(
    regio: str, indicator: str, van: str, slot: str
) -> None:
    (titel,) = read_titels(
        run_page(PAGINA, regio=regio, vorm="helling", indicator=indicator, van=van)
    )
    assert titel.removesuffix("</b>").endswith(slot)
    assert ",0\u00a0" not in titel


@pytest.mark.parametrize("regio", ["CR23", "AM18", "PV27"])
def test_two_years_of_a_region_with_amsterdam_decide_as_the_page_about_work(
    stand: Stand, regio: str
) -> None:
    x, gebied = stand.indicatoren["netto_arbeidsparticipatie"], stand.regios[regio]
    reeks = read_jaarreeks(build_regiobeeld(stand, gebied).stand, x, gebied)
    cijfers = build_regiocijfers(stand, x.indicator_id, "gemeente")
    groep = Groep(regio, gebied.naam, gebied.soort.value, find_leden(stand, regio), "", regio)
    zeker = []
    for van, tot in combinations(cijfers.jaren, 2):
        keuze = Keuze(gebied, groep, cijfers, "helling", tot, van, tot)
        zelf = build_stralen(stand, keuze, (van, tot))[0]
        zin = describe_regio(x, zelf, (van, tot))
        beweging = compute_verandering(reeks, van, tot)
        assert ("procentpunt" in zin) == beweging.is_zeker, zin
        zeker.append(beweging.is_zeker)
    assert {True, False} == set(zeker)


def test_six_tenths_in_a_region_with_amsterdam_may_be_rounding() -> None:
    # 69,397 and 69,959: each may be 0,315 off, and shown as 69,4 and 70,0 another 0,04.
    test = run_page(PAGINA, regio="CR23", vorm="helling", van="2016", tot="2021")
    (titel,) = read_titels(test)
    assert "van 69,4\u00a0% in 2016 naar 70,0\u00a0% in 2021. Dat verschil kan helemaal" in titel
    (balk,) = [json.loads(b.proto.json) for b in test.get("bidi_component")]
    noot = balk["tabel"]["noot"].replace("\u00a0", " ")
    assert noot.endswith(
        "Een verschil tot en met 0,1 procentpunt kan afronding zijn; bij COROP Groot-Amsterdam "
        "tot en met 0,6 procentpunt; bij Amsterdam tot en met 1 procentpunt"
    )


def test_rows_with_the_same_coarseness_share_a_clause() -> None:
    x = build_indicator()
    fijn = Straal("A", "lid", [70.0, 70.4], [False] * 2, precies=[70.0, 70.4], speling=[0.05] * 2)
    grof = replace(fijn, naam="B", speling=[0.5, 0.5], decimalen=0)
    # 0,3 + 0,3 and 0,04 + 0,02 by showing: 0,66, so 0,6 may be rounding and 0,7 not.
    regio = replace(fijn, naam="R", precies=[70.04, 70.38], speling=[0.3, 0.3])
    leeg = replace(grof, naam="L", waarden=[nan, 70.0], precies=[nan, 70.0])
    zin = ". Een verschil tot en met 0,1\u00a0procentpunt kan afronding zijn"
    assert note_afronding(x, [fijn]) == zin
    assert note_afronding(x, [fijn, regio, grof, replace(grof, naam="C"), leeg]) == (
        f"{zin}; bij R tot en met 0,6\u00a0procentpunt; bij B en C tot en met 1\u00a0procentpunt"
    )
    assert note_afronding(build_indicator(regionaal="som"), [fijn]) == ""


@pytest.mark.parametrize(
    "vraag",
    [
        {"vorm": "ranglijst"},
        {"vorm": "ranglijst", "indicator": "inwoners"},
        {"raad": "ja"},
    ],
)
def test_a_region_of_one_gemeente_ranks_nobody(vraag: dict[str, str]) -> None:
    test = run_page(PAGINA, regio="CR02", **vraag)
    assert not test.exception
    (titel,) = [t for t in read_titels(test) if "geen andere gemeenten met een cijfer" in t]
    assert titel.startswith("<b>Eemsdelta heeft bij ")
    assert "plaats" not in titel
    specs = [grafiek.proto.spec for grafiek in test.get("plotly_chart")]
    assert not any("1  Eemsdelta" in spec for spec in specs)
    tabellen = [json.loads(b.proto.json).get("tabel") for b in test.get("bidi_component")]
    if "vorm" in vraag:  # slides bring no table
        assert [rij[:2] for rij in tabellen[0]["rij"]] == [["", "Eemsdelta"]]


def test_the_only_province_with_a_figure_has_no_place() -> None:
    vraag = {"soort": "provincie", "indicator": "vertrouwen_in_instituties"}
    (titel,) = read_titels(run_page(PAGINA, regio="PV22", vorm="ranglijst", **vraag))
    assert "in Nederland zijn er geen andere provincies met een cijfer." in titel
    test = run_page(PAGINA, regio="PV22", vorm="stippen", **vraag)
    (tabel,) = [json.loads(b.proto.json)["tabel"] for b in test.get("bidi_component")]
    assert tabel["kop"][0] == "Gebied"
    assert not tabel["plaats"]


def test_an_index_of_a_region_knows_the_rounding_of_its_coarse_gemeente() -> None:
    # 10 % in 2013: 0,3 off at both ends is 6 points.
    test = run_page(PAGINA, regio="CR23", vorm="index", indicator="werkloosheid")
    assert "rust op een gemeente waarvan de bron het cijfer grof afrondt" in read_info(test)
    assert "0,3\u00a0procentpunt hoger of lager" in read_info(test)


def read_info(test: AppTest) -> str:
    return " ".join(bericht.value for bericht in test.info)


def test_an_index_that_would_jump_by_rounding_is_refused() -> None:
    # Delft has 4, 5, 4, 5, 5 and 4 %: as an index 100, 125, 100, 125, 125 and 100.
    test = run_page(PAGINA, regio="GM0503", vorm="index", indicator="leegstand_woningen")
    assert not test.exception
    assert "rondt het cijfer van Delft af op 1\u00a0procentpunt" in read_info(test)
    (titel,) = read_titels(test)
    assert "Delft 4\u00a0%" in titel
    assert "100" not in titel


def test_the_reason_is_the_rounding_of_the_own_figure() -> None:
    # 10 % in whole percents: rounding alone moves the index by 10 points.
    test = run_page(PAGINA, regio="GM0363", vorm="index", indicator="werkloosheid")
    assert "rondt het cijfer van Amsterdam af op 1\u00a0procentpunt" in read_info(test)
    assert "Amsterdam 5\u00a0%" in read_titels(test)[0]


def test_an_index_of_areas_is_computed_before_rounding() -> None:
    # Nederland: 0,7119 / 0,6512 km = 109,3; of the rounded 0,7 and 0,7 it would be 100.
    test = run_page(
        PAGINA, regio="GM0503", soort="provincie", vorm="index", indicator="afstand_basisschool"
    )
    assert read_info(test) == ""
    (titel,) = read_titels(test)
    assert titel.endswith("Nederland: van index 100 in 2013 naar 109 in 2021, gestegen.</b>")


def test_an_index_has_whole_points() -> None:
    (titel,) = read_titels(run_page(PAGINA, regio="CR12", vorm="index"))
    assert re.search(r"COROP Twente: van index 100 in 2013 naar \d+ in 2022, gestegen", titel)
    assert re.search(r"Nederland \(\d+\)", titel)


def test_an_own_area_without_a_figure_is_named_behind_what_is_drawn() -> None:
    (titel,) = read_titels(run_page(PAGINA, regio="GM1992", vorm="index"))  # only since 2023
    assert titel.startswith("<b>Netto arbeidsparticipatie in Nederland: van index 100 in 2013")
    assert titel.endswith(". Voorne aan Zee heeft geen cijfer over 2013 en 2022.</b>")
    (titel,) = read_titels(run_page(PAGINA, regio="GM0503", vorm="index"))
    assert "heeft geen" not in titel


def test_rounding_grows_with_the_index() -> None:
    # 230 to 1.690 watt in tens: 735, and 717 to 753 is possible; Nederland has 751.
    test = run_page(PAGINA, regio="GM1954", vorm="index", indicator="zonne_energie", van="2015",
                    vergelijk="provincie")  # fmt: skip
    (titel,) = read_titels(test)
    assert "naar 735 in 2022, gestegen: ongeveer evenveel als Nederland (751)" in titel
    zin = "Door afronding kan de index van Beekdaelen in 2022 tot 19 punten hoger of lager zijn."
    assert zin in read_text(test) and zin in read_balken(test)[0]["noten"]


def test_no_change_has_no_sign(stand: Stand) -> None:
    cijfers = build_regiocijfers(stand, "leegstand_woningen", "gemeente")
    delft, groep = stand.regios["GM0503"], parse_groep(stand, "GM0503", "corop")
    keuze = Keuze(delft, groep, cijfers, "helling", 2025, 2020, 2025)
    stralen = [
        Straal(naam, "lid", waarden, [False, False], decimalen=1)
        for naam, waarden in (("A", [4.0, 4.0]), ("B", [4.0, 4.5]), ("C", [4.5, 4.0]),
                              ("D", [float("nan"), 4.0]))
    ]  # fmt: skip
    rijen = _build_tabel(keuze, stralen, (2020, 2025)).rijen
    assert [rij[-1] for rij in rijen] == ["0,0", "+0,5", "−0,5", "."]


def read_balken(test: AppTest) -> list[dict[str, Any]]:
    """What the bars under the charts know."""
    return [json.loads(e.proto.json) for e in test.get("bidi_component")]


def test_a_year_far_from_its_neighbours_is_said_under_the_index_and_in_its_notes() -> None:
    test = run_page(PAGINA, regio="GM0828", vorm="index")
    (balk,) = read_balken(test)
    assert any(noot.startswith("In 2020 ligt het cijfer van Oss") for noot in balk["noten"])
    assert "In 2020 ligt het cijfer van Oss" in read_text(test)
    later = run_page(PAGINA, regio="GM0828", vorm="index", van="2020", tot="2022")
    assert "In 2020 ligt" not in read_text(later)  # its neighbour of 2019 is not drawn


def test_only_a_map_names_the_source_of_boundaries() -> None:
    for vorm, met in (("kaart", True), ("jaren", True), ("ranglijst", False), ("stippen", False),
                      ("helling", False), ("index", False)):  # fmt: skip
        (balk,) = read_balken(run_page(PAGINA, regio="GM0503", vorm=vorm))
        assert ("Kadaster" in balk["bron"]) is met


def test_the_table_shows_that_nederland_is_provisional_and_the_lines_know_it_of_the_region(
    stand: Stand,
) -> None:
    cijfers = build_regiocijfers(stand, "geregistreerde_misdrijven", "gemeente")
    t = cijfers.jaren.index(2022)
    assert cijfers.format_land(t) == "46*" and cijfers.format_land(t - 1) == "43"
    codes = ("GM0503", "GM1783", "GM1842")
    status = find_regiostatus(stand, "geregistreerde_misdrijven", codes, None)
    jaren = stand.reeksen.jaren
    assert status[jaren.index(2022)] == "voorlopig" != status[jaren.index(2021)]
    test = run_page(PAGINA, regio="GM0503", vorm="tabel", indicator="geregistreerde_misdrijven")
    assert not test.exception
    assert "46*" in read_text(test)
