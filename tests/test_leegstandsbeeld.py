"""What the page on leegstand says: which leegstand, as a range, and never as cause."""

from dataclasses import replace

import pytest

from tests.test_arbeidsbeeld import LAND, build
from tests.test_jaarreeks import read
from welvaart.grafieken.tijdreeks import format_punt
from welvaart.lezen.stand import Stand
from welvaart.methode.samenhang import Samenhang
from welvaart.onderwerp.jaarreeks import Jaarreeks
from welvaart.onderwerp.leegstand import Norm
from welvaart.onderwerp.leegstandsbeeld import (
    describe_aantal,
    describe_norm,
    describe_samenhang,
    describe_titel,
    describe_tweede_woningen,
    describe_verandering,
)
from welvaart.onderwerp.verandering import compute_verandering
from welvaart.scherm.onderwerp.leegstand import build_normlijn

ID = "leegstand_woningen"


def test_title_of_dwellings_never_says_leegstand(stand: Stand) -> None:
    x = stand.indicatoren[ID]
    zin = describe_titel(x, build(4, stap=1), build(4, stap=1), LAND, 2022)
    assert zin == (
        "In Ergens staat bij ongeveer 4 van de 100 woningen niemand ingeschreven; "
        "in Nederland ook 4 (2022)."
    )
    assert "eegstand" not in zin


def build_gebied(precies: float, naam: str = "Ergens") -> Jaarreeks:
    """An area: a mean of gemeenten, shown in whole percents."""
    return Jaarreeks(
        naam, (2022,), (float(round(precies)),), (precies - 0.5,), (precies + 0.5,), (False,),
        ("",), 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("eigen", "land", "slot"),
    [
        (4.6, 4.3, "bij ongeveer 4,6 van de 100 woningen niemand ingeschreven; in Nederland 4,3"),
        (3.6, 4.4, "bij ongeveer 3,6 van de 100 woningen niemand ingeschreven; in Nederland 4,4"),
        (4.2, 4.3, "bij ongeveer 4 van de 100 woningen niemand ingeschreven; in Nederland ook 4"),
        (5.2, 4.3, "bij ongeveer 5 van de 100 woningen niemand ingeschreven; in Nederland 4"),
    ],
)
def test_title_of_an_area_shows_a_decimal_where_whole_percents_mislead(
    stand: Stand, eigen: float, land: float, slot: str
) -> None:
    zin = describe_titel(stand.indicatoren[ID], build_gebied(eigen), build_gebied(land), LAND, 2022)
    assert zin == f"In Ergens staat {slot} (2022)."


def test_title_of_a_gemeente_stays_in_the_whole_percents_of_the_source(stand: Stand) -> None:
    zin = describe_titel(stand.indicatoren[ID], build(5, stap=1), build_gebied(4.3), LAND, 2022)
    assert "bij ongeveer 5 van de 100" in zin
    assert zin.endswith("in Nederland 4 (2022).")


def test_title_of_another_kind_bears_its_name(stand: Stand) -> None:
    winkels = replace(stand.indicatoren[ID], indicator_id="leegstand_winkels", titel="Lege winkels")
    zin = describe_titel(winkels, build(8, stap=1), build(6, stap=1), LAND, 2022)
    assert zin.startswith("Lege winkels in Ergens: 8")
    assert describe_aantal(winkels, build(8, stap=1), 2022, 1000) == ""


def test_number_of_dwellings_is_a_range(stand: Stand) -> None:
    delft = read(stand, "GM0503", ID)
    zin = describe_aantal(stand.indicatoren[ID], delft, 2025, 54_594)
    assert "ongeveer 1.900 tot 2.500 woningen, van de 54.594 in 2025" in zin


def test_range_of_a_computed_figure_holds_what_was_not_rounded(stand: Stand) -> None:
    """An area is rounded for the screen; the dwellings follow from the figure before that."""
    x = stand.indicatoren[ID]
    weert = read(stand, "CR12", ID)
    band = weert.get_band(2025)
    assert band is not None
    r, i = stand.reeksen.get_r("CR12"), stand.reeksen.get_i(ID)
    precies = float(stand.reeksen.waarde[i, r or 0, stand.reeksen.jaren.index(2025)])
    assert (band.laag, band.hoog) == pytest.approx((precies - 0.5, precies + 0.5))
    assert weert.get_waarde(2025) == x.round(precies)


def test_second_homes_are_named_only_where_the_share_is_high(stand: Stand) -> None:
    x, land = stand.indicatoren[ID], read(stand, "NL01", ID)
    hoog = [
        g.naam
        for g in stand.gemeenten
        if describe_tweede_woningen(x, read(stand, g.code, ID), land, 2025)
    ]
    assert {"Schiermonnikoog", "Sluis", "Vlieland"} <= set(hoog)
    assert len(hoog) < 30
    assert "Delft" not in hoog
    assert "Westerwolde" not in hoog  # 8 % is not twice the 4,3 % behind "4 %"


def test_one_step_of_rounding_is_no_change(stand: Stand) -> None:
    x, delft = stand.indicatoren[ID], read(stand, "GM0503", ID)
    zin = describe_verandering(x, delft, compute_verandering(delft, 2020, 2021))
    assert zin == (
        "Woningen zonder ingeschreven bewoner in Delft: van 4\u00a0% in 2020 naar 5\u00a0% in "
        "2021. Dat verschil kan helemaal door afronding komen."
    )
    gelijk = describe_verandering(x, delft, compute_verandering(delft, 2020, 2025))
    assert gelijk == (
        "Woningen zonder ingeschreven bewoner in Delft: 4\u00a0% in 2020 en ook in 2025."
    )
    assert "afronding" not in gelijk


@pytest.mark.parametrize(
    ("norm", "woord"), [(2.0, "ligt daar boven"), (9.0, "ligt daar onder"), (4.4, "afronding")]
)
def test_a_norm_is_held_against_the_rounded_figure(stand: Stand, norm: float, woord: str) -> None:
    zin = describe_norm(Norm(norm, "raad"), build(4, stap=1), 2022, stand.indicatoren[ID])
    assert woord in zin
    assert "(bron: raad)" in zin
    assert "tweede huizen" in zin


@pytest.mark.parametrize(
    ("rho", "woord"),
    [(0.02, "bijna geen samenhang"), (-0.4, "een matige samenhang"), (float("nan"), "geen samenh")],
)
def test_correlation_is_said_in_words(stand: Stand, rho: float, woord: str) -> None:
    x, y = stand.indicatoren[ID], stand.indicatoren["woningwaarde"]
    zin = describe_samenhang(Samenhang(rho, 342), x, y)
    assert woord in zin
    assert "gemiddelde WOZ-waarde" in zin


def test_a_weak_coherence_says_nothing_of_higher_or_lower(stand: Stand) -> None:
    x, y = stand.indicatoren[ID], stand.indicatoren["woningwaarde"]
    zin = describe_samenhang(Samenhang(-0.11, 342), x, y)
    assert zin.endswith("is maar een zwakke samenhang (−0,11; 342 gemeenten).")


@pytest.mark.parametrize(("norm", "tekst"), [(5.0, "5\u00a0%"), (5.5, "5,5\u00a0%")])
def test_norm_in_the_chart_keeps_the_decimals_it_was_entered_with(
    stand: Stand, norm: float, tekst: str
) -> None:
    lijn = build_normlijn(Norm(norm, "raad"), [2020, 2021])
    assert list(lijn.waarden) == [norm, norm]
    assert format_punt(lijn, stand.indicatoren[ID], norm) == tekst
