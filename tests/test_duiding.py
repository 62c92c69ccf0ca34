"""Sentences say exactly what the numbers say."""

from dataclasses import replace

import pytest

from tests.regels import build_indicator, build_regel
from welvaart.methode.positie import Positie, Richting
from welvaart.methode.trend import Oordeel, RelatieveTrend, Trend
from welvaart.oordeel.regel import Groepswaarde
from welvaart.regio.regio import RegioSoort
from welvaart.zin.duiding import (
    describe_positie,
    describe_relatief,
    describe_trend,
    describe_waarde,
    name_groep,
)
from welvaart.zin.verschil import compute_verschil

NL = Groepswaarde(72.21, "gewogen", 341, volledig=True)


def test_value_stands_beside_nederland_with_the_difference_of_the_shown_figures() -> None:
    # 69.3 and 72.2 as shown differ 2.9, whatever the hidden decimals say.
    zin = describe_waarde(build_regel(waarde=69.3, groep=NL), "Delft")
    assert zin == (
        "Netto arbeidsparticipatie in Delft: 69,3\u00a0% (2022); Nederland 72,2\u00a0%: "
        "2,9\u00a0procentpunt lager."
    )


def test_equal_after_rounding_is_equal() -> None:
    assert describe_waarde(build_regel(waarde=72.2, groep=NL), "X").endswith(": gelijk.")


def test_a_coarse_figure_differs_about() -> None:
    zin = describe_waarde(replace(build_regel(waarde=73.0, groep=NL), decimalen=0), "Amsterdam")
    assert "73\u00a0%" in zin
    assert zin.endswith("ongeveer 1\u00a0procentpunt hoger.")


@pytest.mark.parametrize(
    ("land", "naam"),
    [
        (NL, "Nederland"),
        (Groepswaarde(1.0, "bron", None, volledig=True), "Nederland"),
        (Groepswaarde(1.0, "mediaan", 340, volledig=False), "mediaan van 340 gemeenten"),
        (
            Groepswaarde(1.0, "gewogen", 52, volledig=False),
            "gemiddelde van 52 gemeenten met cijfer",
        ),
    ],
)
def test_only_a_full_value_bears_the_name_of_nederland(land: Groepswaarde, naam: str) -> None:
    assert name_groep(land) == naam


def test_missing_figure_gives_its_reason() -> None:
    regel = replace(build_regel(waarde=float("nan")), ontbreekt_omdat="De bron geeft het niet.")
    assert describe_waarde(regel, "Vlieland") == (
        "Voor Vlieland is er geen cijfer. De bron geeft het niet."
    )


@pytest.mark.parametrize(
    ("van", "tot", "positie", "deel"),
    [
        (290, 290, Positie.SLECHTSTE_KWART, "staat op plaats 290 van de 342 gemeenten"),
        (41, 129, Positie.NIET_TE_ZEGGEN, "deelt plaats 41 tot en met 129 van de 342"),
        (41, 129, Positie.NIET_TE_ZEGGEN, "Zoveel gemeenten hebben hetzelfde cijfer"),
        (1, 12, Positie.BESTE_KWART, ": het beste kwart."),
    ],
)
def test_rank_is_said_with_ties_and_denominator(
    van: int, tot: int, positie: Positie, deel: str
) -> None:
    regel = build_regel(rang_van=van, rang_tot=tot, gelijk=tot - van + 1, positie=positie, n=342)
    assert deel in describe_positie(regel, "Delft")


def test_neutral_indicator_gets_no_rank() -> None:
    regel = build_regel(richting=Richting.NEUTRAAL)
    assert describe_positie(regel, "X") == (
        "Hoger of lager is hier niet beter of slechter. Daarom geven we geen plaats."
    )


def test_trend_names_years_size_and_how_common_it_is() -> None:
    regel = build_regel(
        trend=Trend.STIJGT, trend_helling=0.62, zelfde_trend_als=242, trend_n=254, n=235, groep=NL,
        relatieve_trend=RelatieveTrend.GELIJK,
    )  # fmt: skip
    assert describe_trend(regel, "Delft") == (
        "Tussen 2015 en 2022 steeg dit cijfer in Delft volgens de lijn met ongeveer "
        "4,3\u00a0procentpunt. "
        "Dat het steeg, geldt voor 242 van de 254 gemeenten met genoeg meetjaren. "
        "Vergeleken met Nederland: Delft houdt gelijke tred."
    )


def test_a_line_through_numbers_is_not_exact_to_the_person() -> None:
    regel = build_regel(
        trend=Trend.STIJGT, trend_helling=31302.4, regionaal="som", eenheid_kort="inwoners",
        decimalen=0, afronding=1.0, richting=Richting.NEUTRAAL,
    )  # fmt: skip
    assert "volgens de lijn met ongeveer 220.000" in describe_trend(regel, "Zuid-Holland")


def test_a_figure_of_all_members_is_not_called_partial() -> None:
    deel = build_regel(wat="gemiddelde van 4 van 5 gemeenten", rang_van=float("nan"))
    heel = build_regel(wat="gemiddelde van 5 gemeenten", rang_van=float("nan"))
    assert "niet van het gebied als geheel" in describe_positie(deel, "X")
    assert describe_positie(heel, "X").startswith("Niet elke gemeente in dit gebied heeft in alle")


def test_a_trend_too_small_to_write_has_no_size() -> None:
    regel = build_regel(trend=Trend.STIJGT, trend_helling=0.001)
    assert "steeg dit cijfer in Delft. Dat het steeg" in describe_trend(regel, "Delft")


@pytest.mark.parametrize(
    ("jaren", "zin"),
    [
        ((2016, 2020, 2022), "zijn er 3 meetjaren voor dit gebied, en 5 zijn nodig"),
        ((2022,), "is er 1 meetjaar voor dit gebied"),
        ((), "is er geen meetjaar voor dit gebied"),
    ],
)
def test_short_series_says_how_many_years_of_which_window(jaren: tuple[int, ...], zin: str) -> None:
    regel = build_regel(trend=Trend.TE_WEINIG_MEETJAREN, trend_jaren=jaren)
    tekst = describe_trend(regel, "X")
    assert "in 2015–2022, zonder breuk," in tekst
    assert zin in tekst


@pytest.mark.parametrize(
    ("waarde", "begin", "relatief", "woorden"),
    [
        (69.3, -5.0, RelatieveTrend.GUNSTIG, "loopt in"),
        (72.2, -5.0, RelatieveTrend.GUNSTIG, "is bijgekomen"),
        (75.0, -5.0, RelatieveTrend.GUNSTIG, "is voorbijgegaan"),
        (75.0, 0.0, RelatieveTrend.GUNSTIG, "krijgt voorsprong"),
        (75.0, 1.0, RelatieveTrend.GUNSTIG, "bouwt voorsprong uit"),
        (75.0, 5.0, RelatieveTrend.ONGUNSTIG, "verliest voorsprong"),
        (72.2, 5.0, RelatieveTrend.ONGUNSTIG, "is voorsprong kwijt"),
        (69.3, 5.0, RelatieveTrend.ONGUNSTIG, "is achter geraakt"),
        (69.3, 0.0, RelatieveTrend.ONGUNSTIG, "raakt achter"),
        (69.3, -1.0, RelatieveTrend.ONGUNSTIG, "raakt verder achter"),
        (72.2, 0.0, RelatieveTrend.GUNSTIG, "wint iets"),
        (72.2, 0.0, RelatieveTrend.ONGUNSTIG, "verliest iets"),
        (69.3, -1.0, RelatieveTrend.GELIJK, "houdt gelijke tred"),
        (69.3, -1.0, RelatieveTrend.TE_WEINIG_MEETJAREN, "te weinig meetjaren"),
        (69.3, -1.0, RelatieveTrend.GEEN_OORDEEL, "geen oordeel"),
    ],
)
def test_words_of_the_relative_trend_fit_the_level_then_and_now(
    waarde: float, begin: float, relatief: RelatieveTrend, woorden: str
) -> None:
    regel = build_regel(
        waarde=waarde, groep=NL, relatief_begin=begin, relatief_eind=round(waarde - 72.2, 1),
        relatieve_trend=relatief, trend=Trend.STIJGT,
    )  # fmt: skip
    assert describe_relatief(regel) == woorden


def test_lower_is_better_turns_the_words() -> None:
    regel = build_regel(
        waarde=4.5, groep=Groepswaarde(3.5, "gewogen", 341, volledig=True),
        richting=Richting.LAGER_IS_BETER, relatieve_trend=RelatieveTrend.GUNSTIG,
        relatief_begin=2.0, relatief_eind=1.0,
    )  # fmt: skip
    assert describe_relatief(regel) == "loopt in"


def test_a_move_below_the_rounding_is_named() -> None:
    regel = build_regel(groep=NL, relatieve_trend=RelatieveTrend.GELIJK, is_binnen_afronding=True)
    assert "minder dan één stap afronding" in describe_trend(regel, "X")


def test_a_number_is_not_held_beside_that_of_the_country() -> None:
    regel = build_regel(regionaal="som", groep=NL, eenheid_kort="inwoners", decimalen=0)
    assert "Nederland" not in describe_waarde(replace(regel, decimalen=0), "Delft")


def test_provisional_figures_carry_their_sign() -> None:
    zin = describe_waarde(build_regel(status="voorlopig", groep=NL), "Delft")
    assert "69,3\u00a0%* (2022); Nederland 72,2\u00a0%*:" in zin


def test_a_place_made_by_rounding_is_not_shared() -> None:
    regel = build_regel(
        onder=72.5, boven=73.5, rang_van=134, rang_tot=188, positie=Positie.MIDDEN, n=341
    )
    assert "ergens tussen plaats 134 en 188 van de 341" in describe_positie(regel, "Amsterdam")
    assert regel.plaats == "tussen plaats 134 en 188 van 341"


def test_a_small_tie_on_the_border_says_so() -> None:
    regel = build_regel(rang_van=85, rang_tot=86, gelijk=2, positie=Positie.NIET_TE_ZEGGEN)
    assert "ligt op de grens van twee kwarten" in describe_positie(regel, "X")


@pytest.mark.parametrize(
    ("groep", "reden"),
    [
        (Groepswaarde(66.0, "gewogen", 226, volledig=False), "geen cijfer voor heel Nederland"),
        (Groepswaarde(66.0, "mediaan", 12, False, "COROP X", 12), "alleen een mediaan bekend"),
        (Groepswaarde(66.0, "gewogen", 5, False, "COROP X", 5), "niet in alle jaren een cijfer"),
        (Groepswaarde(66.0, "gewogen", 4, False, "COROP X", 5), "geen cijfer voor de hele groep"),
    ],
)
def test_no_comparison_says_why(groep: Groepswaarde, reden: str) -> None:
    assert describe_relatief(build_regel(groep=groep)) == reden


def test_a_group_is_named_as_what_it_is() -> None:
    lijkt = replace(NL, naam="Gemeenten die op Delft lijken", lid=False)
    regel = build_regel(groep=lijkt, relatieve_trend=RelatieveTrend.GELIJK)
    assert "Vergeleken met gemeenten die op Delft lijken: Delft houdt" in describe_trend(
        regel, "Delft"
    )
    deels = replace(lijkt, volledig=False, methode="gewogen", n=9, n_gemeenten=10)
    assert name_groep(deels) == "gemiddelde van 9 van 10 gemeenten die op Delft lijken"
    assert name_groep(replace(deels, naam="COROP X")).endswith("9 van 10 gemeenten (COROP X)")
    corop = replace(NL, naam="COROP Twente", lid=True)
    regel = build_regel(groep=corop, relatieve_trend=RelatieveTrend.GELIJK)
    assert "Vergeleken met de anderen in COROP Twente:" in describe_trend(regel, "Almelo")


@pytest.mark.parametrize(("methode", "is_klasse"), [("klasse", True), ("geen", False)])
def test_a_number_that_does_not_add_up_is_not_called_a_class(
    methode: str, *, is_klasse: bool
) -> None:
    regel = build_regel(trend=Trend.GEEN_OORDEEL, regionaal=methode)
    assert describe_trend(regel, "Delft").startswith("Dit is een klasse") is is_klasse


def test_coarse_source_gives_no_trend() -> None:
    regel = build_regel(trend=Trend.GEEN_OORDEEL, trend_oordeel=Oordeel.GEEN_OORDEEL)
    assert "te grof" in describe_trend(regel, "Amsterdam")


@pytest.mark.parametrize(
    ("waarde", "land", "zin"),
    [
        (4.6, 4.3, "4,6\u00a0% (2022); Nederland 4,3\u00a0%: ongeveer 0,3\u00a0procentpunt hoger."),
        (3.6, 4.4, "3,6\u00a0% (2022); Nederland 4,4\u00a0%: ongeveer 0,8\u00a0procentpunt lager."),
        (4.2, 4.3, "4\u00a0% (2022); Nederland 4\u00a0%: gelijk."),
        (5.2, 4.3, "5\u00a0% (2022); Nederland 4\u00a0%: 1\u00a0procentpunt hoger."),
        (5.0, 4.3, "5\u00a0% (2022); Nederland 4\u00a0%: 1\u00a0procentpunt hoger."),
    ],
)
def test_whole_percents_get_a_decimal_where_they_would_mislead(
    waarde: float, land: float, zin: str
) -> None:
    regel = build_regel(
        waarde=waarde, groep=replace(NL, waarde=land), decimalen=0, soort=RegioSoort.COROP,
        indicator=build_indicator(decimalen=0, afronding=1.0),
    )  # fmt: skip
    assert describe_waarde(regel, "Twente") == f"Netto arbeidsparticipatie in Twente: {zin}"
    getoond = compute_verschil(regel)
    assert abs(getoond - (waarde - land)) <= 0.5


def test_hundreds_per_km2_get_no_decimals() -> None:
    # 4.861 beside a median of 484,5: written as in the table, 4.861 and 485.
    regel = build_regel(
        waarde=4861.0, decimalen=0, afronding=1.0, eenheid_kort="per km²", regionaal="mediaan",
        groep=Groepswaarde(484.5, "mediaan", 342, volledig=False),
    )  # fmt: skip
    zin = describe_waarde(replace(regel, decimalen=0), "Delft")
    assert "4.861\u00a0per km² (2022); mediaan van 342 gemeenten 485\u00a0per km²: 4.376" in zin
    assert ",0" not in zin and ",5" not in zin


@pytest.mark.parametrize(("n", "slot"), [(1, "beweegt er 1 dezelfde kant op."),
                                         (2, "bewegen er 2 dezelfde kant op.")])  # fmt: skip
def test_one_gemeente_that_moves_takes_a_singular_verb(n: int, slot: str) -> None:
    regel = build_regel(
        groep=NL, trend=Trend.STIJGT, relatieve_trend=RelatieveTrend.GUNSTIG, zelfde_relatief_als=n
    )
    assert describe_trend(regel, "Delft").endswith(slot)
