"""What the page on work says: in five seconds right, never more exact than the figures."""

from dataclasses import replace

import pytest

from tests.test_jaarreeks import get_groep, read
from welvaart.groep.gebied import find_regio
from welvaart.groep.groepen import Groep
from welvaart.groep.regiobeeld import build_regiobeeld, build_regiostand
from welvaart.lezen.stand import Stand
from welvaart.methode.band import Band
from welvaart.methode.participatie import (
    Delen,
    Ontleding,
    Werkcijfers,
    compute_ontleding,
    round_ontleding,
)
from welvaart.onderwerp.arbeidsbeeld import (
    Niveau,
    build_scenario,
    describe_titel,
    describe_verandering,
    describe_verschil,
    name_gebied,
)
from welvaart.onderwerp.arbeidscijfers import build_veranderrij
from welvaart.onderwerp.bevolking import (
    PRECIES,
    Bevolking,
    compute_mensen,
    find_bevolking,
    format_mensen,
)
from welvaart.onderwerp.jaarreeks import Jaarreeks, read_groepsreeksen, read_jaarreeks
from welvaart.onderwerp.niveau import build_eigen_niveau
from welvaart.onderwerp.ontledingszin import (
    describe_ontleding,
    explain_geen_ontleding,
    name_oorzaak,
)
from welvaart.onderwerp.verandering import GEEN_RANG, compute_verandering

NETTO = "netto_arbeidsparticipatie"
LAND = Groep("land", "Nederland", "land", (), "", "NL01")
BEVOLKING = Bevolking(Band(70_000, 90_000), 2025, "CBS", is_geteld=False)
NBSP = "\u00a0"


def build(waarde: float, naam: str = "Ergens", *, stap: float = 0.1) -> Jaarreeks:
    decimalen = 1 if stap < 1 else 0
    half = stap / 2
    return Jaarreeks(
        naam, (2022,), (waarde,), (waarde - half,), (waarde + half,), (False,), ("",), decimalen
    )  # fmt: skip


@pytest.mark.parametrize(
    ("eigen", "land", "zin"),
    [
        (
            69.3,
            72.2,
            "In Ergens werken 69 van de 100 inwoners van 15 tot 75 jaar; in Nederland 72 (2022).",
        ),
        (72.1, 72.2, "ongeveer evenveel als in Nederland (2022)."),
        (72.4, 72.6, "werken 72 van de 100 inwoners van 15 tot 75 jaar, ongeveer evenveel"),
        (71.6, 72.4, "71,6 van de 100 inwoners van 15 tot 75 jaar; in Nederland 72,4 (2022)."),
        (69.4, 70.5, "69,4 van de 100 inwoners van 15 tot 75 jaar; in Nederland 70,5 (2022)."),
        (69.4, 70.0, "69 van de 100 inwoners van 15 tot 75 jaar; in Nederland 70 (2022)."),
        (72.5, 70.0, "werken 72,5 van de 100"),
        (72.5, 69.9, "werken 73 van de 100 inwoners van 15 tot 75 jaar; in Nederland 70 (2022)."),
        (69.3, float("nan"), "werken 69 van de 100 inwoners van 15 tot 75 jaar (2022)."),
    ],
)
def test_title_never_makes_a_gap_of_rounding(eigen: float, land: float, zin: str) -> None:
    assert zin in describe_titel(build(eigen), build(land, "Nederland"), LAND, 2022)


def test_title_gives_no_decimal_that_the_source_does_not_give() -> None:
    zin = describe_titel(build(69, stap=1), build(70.5, "Nederland"), LAND, 2022)
    assert zin.startswith("In Ergens werken 69 van de 100 ")
    assert zin.endswith("in Nederland 71 (2022).")


def test_title_without_a_figure_asks() -> None:
    leeg = build(float("nan"))
    assert describe_titel(leeg, build(72.2), LAND, 2022) == "Hoeveel mensen werken er in Ergens?"


def test_gap_in_people_is_a_band_with_both_unknowns() -> None:
    # 2,9 ± 0,1 procentpunt of 70.000 to 90.000 people: 1.960 to 2.700, rounded outwards.
    zin = describe_verschil(build(69.3), build(72.2), LAND, 2022, BEVOLKING)
    assert f"2,9{NBSP}procentpunt minder" in zin
    assert "ongeveer 1.900 tot 2.700 mensen" in zin


def test_gap_within_rounding_is_no_gap() -> None:
    zin = describe_verschil(build(72.1), build(72.2), LAND, 2022, BEVOLKING)
    assert "niet groter dan de afronding" in zin
    assert "mensen" not in zin


def test_whole_percents_are_about() -> None:
    zin = describe_verschil(build(73, stap=1), build(71.1), LAND, 2022, BEVOLKING)
    assert f"ongeveer 2{NBSP}procentpunt meer" in zin


DEEL = "gemiddelde van 13 van 14 gemeenten"


def test_a_figure_of_some_gemeenten_says_so_and_is_never_people_of_the_whole_area() -> None:
    deel, land = replace(build(70.1, "Rijnmond"), wat=DEEL), build(72.2, "Nederland")
    titel = describe_titel(deel, land, LAND, 2022)
    assert titel.startswith(f"In Rijnmond ({DEEL}) werken 70 van de 100 inwoners")
    zin = describe_verschil(deel, land, LAND, 2022, BEVOLKING)
    assert f"70,1{NBSP}% ({DEEL}); in Nederland 72,2{NBSP}%." in zin
    assert f"Dat is 2,1{NBSP}procentpunt minder." in zin and "mensen" not in zin
    scenario = build_scenario(deel, 2022, Niveau(72.2, "Nederland", 0.05), BEVOLKING)
    assert (
        scenario.zin == f"Het niveau van Nederland (72,2{NBSP}%) ligt 2,1{NBSP}procentpunt hoger."
    )
    hoger = build_scenario(deel, 2022, Niveau(68.0, "Delft", 0.05), BEVOLKING)
    assert "mensen" not in hoger.zin


@pytest.mark.parametrize("code", ["AM22", "eigen:GM1992,GM1930;Zuid"])
def test_an_area_without_one_of_its_gemeenten_is_read_with_its_label(
    code: str, stand: Stand
) -> None:
    # Voorne aan Zee has no figure; without it Rijnmond keeps less than 95 % of its inwoners.
    regio = find_regio(stand, code)
    reeks = read_jaarreeks(build_regiostand(stand, regio), stand.indicatoren[NETTO], regio)
    assert reeks.label in (f" ({DEEL})", " (cijfer van 1 van 2 gemeenten)")
    rij = build_veranderrij(NETTO, reeks, (2022, 2022), BEVOLKING, lambda _: GEEN_RANG)
    assert rij[4] == ""


def test_a_region_that_leans_on_whole_percents_differs_about(stand: Stand) -> None:
    # Amsterdam is two thirds of the arbeidsmarktregio and may be half a procentpunt off.
    regio = find_regio(stand, "AM18")
    reeks = read_jaarreeks(build_regiostand(stand, regio), stand.indicatoren[NETTO], regio)
    land = read_groepsreeksen(stand, [NETTO], get_groep(stand, "GM0363", "land"))[NETTO]
    assert reeks.is_grof(2022) and not land.is_grof(2022)
    zin = describe_verschil(reeks, land, LAND, 2022, None)
    assert zin.endswith(f"Dat is ongeveer 1,2{NBSP}procentpunt meer.")
    beweging = compute_verandering(reeks, 2013, 2022)
    assert f": ongeveer 5,7{NBSP}procentpunt erbij." in describe_verandering(
        reeks, beweging, None, "het cijfer"
    )
    scenario = build_scenario(reeks, 2022, Niveau(72.2, "Nederland", 0.05), None)
    assert f"ligt al ongeveer 1,2{NBSP}procentpunt boven" in scenario.zin


def test_parts_are_told_with_their_direction() -> None:
    ontleding = compute_ontleding(Werkcijfers(69.3, 72.6, 4.5), Werkcijfers(72.2, 74.9, 3.5))
    assert ontleding is not None
    zin = describe_ontleding(ontleding, round_ontleding(ontleding), "Delft", LAND)
    assert zin.startswith(f"Delft ligt 2,9{NBSP}procentpunt onder Nederland: ongeveer 2,2 doordat")
    assert "2,2 doordat een kleiner deel van de inwoners werkt of werk zoekt en 0,7" in zin.replace(
        "en ongeveer", "en"
    )
    assert "0,7 doordat van wie werkt of werk zoekt een groter deel werkloos is" in zin


@pytest.mark.parametrize(
    ("verschil", "bruto", "werkloos", "slot"),
    [
        (-2.9, -2.2, -0.7, "onder Nederland, vooral door het deel dat werkt of werk zoekt."),
        (2.0, -0.5, 2.5, "boven Nederland, vooral door de werkloosheid."),
        (-2.1, -1.1, -1.0, "onder Nederland, door participatie en werkloosheid samen."),
        (0.1, 0.1, 0.0, "Hier en Nederland verschillen niet meer dan de afronding."),
    ],
)
def test_the_title_of_a_slide_names_what_weighs_most(
    verschil: float, bruto: float, werkloos: float, slot: str
) -> None:
    # Parts may each be off by 0.1: 1.1 and 1.0 cannot be told apart, 2.2 and 0.7 can.
    ontleding = Ontleding(verschil, bruto, werkloos, 0.0, 0.1)
    titel = name_oorzaak(ontleding, Delen(verschil, bruto, werkloos, 0.0), "Hier", LAND)
    assert titel.endswith(slot)


def test_a_part_that_works_the_other_way_is_said_to_make_the_gap_smaller() -> None:
    ontleding = compute_ontleding(Werkcijfers(70.0, 75.3, 7.0), Werkcijfers(72.2, 74.9, 3.5))
    assert ontleding is not None
    zin = describe_ontleding(ontleding, round_ontleding(ontleding), "Hier", LAND)
    assert "onder Nederland, doordat van wie werkt of werk zoekt een groter deel" in zin
    slot = f"werkt of werk zoekt, maakt het verschil 0,4{NBSP}procentpunt"
    assert f"Dat een groter deel van de inwoners {slot}" in zin


def test_a_part_no_larger_than_rounding_is_not_told() -> None:
    ontleding = compute_ontleding(Werkcijfers(70.0, 72.5, 3.5), Werkcijfers(72.2, 74.9, 3.6))
    assert ontleding is not None
    zin = describe_ontleding(ontleding, round_ontleding(ontleding), "Hier", LAND)
    assert "werkloos" not in zin


def test_two_parts_that_cancel_out_are_told_also_without_a_gap() -> None:
    # Oss in 2022: 74,4 against 74,9 and 3,1 against 3,5; netto 72,1 against 72,2.
    ontleding = compute_ontleding(Werkcijfers(72.1, 74.4, 3.1), Werkcijfers(72.2, 74.9, 3.5))
    assert ontleding is not None
    zin = describe_ontleding(ontleding, round_ontleding(ontleding), "Oss", LAND)
    assert zin.startswith("Het verschil tussen Oss en Nederland is niet groter dan de afronding")
    assert "ongeveer −0,5 doordat een kleiner deel van de inwoners werkt" in zin
    assert "ongeveer +0,3 doordat van wie werkt of werk zoekt een kleiner deel werkloos" in zin
    gelijk = compute_ontleding(Werkcijfers(72.2, 74.9, 3.6), Werkcijfers(72.2, 74.9, 3.5))
    assert gelijk is not None
    assert describe_ontleding(gelijk, round_ontleding(gelijk), "Oss", LAND).endswith("afronding.")


def test_reasons_not_to_take_apart_differ() -> None:
    assert "Zonder cijfer" in explain_geen_ontleding(build(float("nan")), 2022)
    assert "hele procenten" in explain_geen_ontleding(build(73, stap=1), 2022)
    assert "spreken elkaar" in explain_geen_ontleding(build(73.2), 2022)


def test_scenario_up_down_and_reached() -> None:
    doel = Niveau(72.2, "Nederland", 0.05)
    omhoog = build_scenario(build(69.3), 2022, doel, BEVOLKING)
    assert "werken er ongeveer 1.900 tot 2.700 mensen meer" in omhoog.zin
    assert omhoog.nodig == pytest.approx(2.9)
    omlaag = build_scenario(build(75.0), 2022, doel, BEVOLKING)
    assert "boven het niveau" in omlaag.zin
    assert "minder werken" in omlaag.zin
    gelijk = build_scenario(build(72.1), 2022, doel, BEVOLKING)
    assert "zit op het niveau" in gelijk.zin
    assert gelijk.nodig == 0
    assert "mensen" not in build_scenario(build(69.3), 2022, doel, None).zin


@pytest.mark.parametrize(
    ("procent", "zin"),
    [
        (72.2, "het niveau dat u koos (72,2 %) haalt, werken er"),
        (60.0, "ligt al 9,3 procentpunt boven het niveau dat u koos (60,0 %)."),
        (69.3, "zit op het niveau dat u koos (69,3 %);"),
    ],
)
def test_a_level_of_ones_own_reads_as_a_sentence(procent: float, zin: str) -> None:
    doel = build_eigen_niveau(procent)
    assert zin in build_scenario(build(69.3), 2022, doel, BEVOLKING).zin.replace("\u00a0", " ")
    kaal = build_scenario(build(69.3), 2022, build_eigen_niveau(70.3), None).zin
    assert kaal.startswith("Het niveau dat u koos (70,3\u00a0%) ligt 1,0\u00a0procentpunt hoger")


def test_population_is_exact_once_it_is_there() -> None:
    precies = Bevolking(Band(80_000, 80_000), 2022, "CBS", is_geteld=True)
    assert format_mensen(precies, 1.0, 0.0) == "ongeveer 800 mensen"
    assert "15 tot 75 jaar in 2022. Bron" in precies.uitleg
    assert "twee grenzen" in BEVOLKING.uitleg
    assert compute_mensen(precies, -1.0, 0.0) == Band(-800.0, -800.0)


def test_population_of_a_gemeente_is_the_band_of_the_source(stand: Stand) -> None:
    # StatLine 70072ned, 1 January 2025, Delft: 6.667 + 15.904 + 33.723 + 22.457, and + 13.944.
    bevolking = find_bevolking(build_regiobeeld(stand, stand.regios["GM0503"]), 2022)
    assert bevolking is not None
    assert (bevolking.band, bevolking.jaar) == (Band(78_751, 92_695), 2025)


def test_fetched_population_goes_first_and_keeps_its_rounding(stand: Stand) -> None:
    x = replace(stand.indicatoren["inwoners"], indicator_id=PRECIES, afronding=1000)
    ids = tuple(PRECIES if k == "inwoners" else k for k in stand.reeksen.indicator_ids)
    met = replace(
        stand,
        indicatoren={**stand.indicatoren, PRECIES: x},
        reeksen=replace(stand.reeksen, indicator_ids=ids),
    )
    bevolking = find_bevolking(build_regiobeeld(met, stand.regios["GM0503"]), 2022)
    assert bevolking is not None
    assert bevolking.band == Band(104_572 - 500, 104_572 + 500)
    assert (bevolking.jaar, bevolking.is_geteld) == (2022, True)
    assert "afgerond" in bevolking.uitleg


def test_change_over_real_years(stand: Stand) -> None:
    reeks = read(stand, "GM0503")
    zin = describe_verandering(
        reeks, compute_verandering(reeks, 2013, 2022), BEVOLKING, "het cijfer"
    )
    assert f"van 63,9{NBSP}% naar 69,3{NBSP}%: 5,4{NBSP}procentpunt erbij" in zin


def test_every_gemeente_and_group_gives_whole_sentences(stand: Stand) -> None:
    for gemeente in stand.gemeenten[::20]:
        eigen = read(stand, gemeente.code)
        for soort in ("land", "lijkt_op"):
            groep = get_groep(stand, gemeente.code, soort)
            ander = read_groepsreeksen(stand, [NETTO], groep)[NETTO]
            for zin in (
                describe_titel(eigen, ander, groep, 2022),
                describe_verschil(eigen, ander, groep, 2022, BEVOLKING),
            ):
                assert zin.endswith((".", "?"))
                assert "nan" not in zin


@pytest.mark.parametrize(
    ("titel", "zin"),
    [
        ("Provincie Utrecht", "de provincie Utrecht"),
        ("COROP Twente", "COROP-gebied Twente"),
        ("Arbeidsmarktregio Haaglanden", "de arbeidsmarktregio Haaglanden"),
        ("Eigen regio van 3 gemeenten", "de eigen regio"),
        ("G4", "de G4"),
        ("Gemeenten die op Delft lijken", "gemeenten die op Delft lijken"),
        ("Groot Amsterdam", "Groot Amsterdam"),
    ],
)
def test_names_fit_in_a_sentence(titel: str, zin: str) -> None:
    assert name_gebied(titel) == zin
