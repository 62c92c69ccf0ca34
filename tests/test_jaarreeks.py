"""Series of a gemeente and of a group as one thing; changes between two years and their place."""

from dataclasses import replace
from math import isnan

import pytest

from welvaart.groep.groepen import Groep, find_groepen
from welvaart.lezen.stand import Stand
from welvaart.methode.participatie import compute_ontleding
from welvaart.onderwerp.jaarreeks import (
    WERK,
    Jaarreeks,
    build_werkcijfers,
    read_groepsreeksen,
    read_jaarreeks,
)
from welvaart.onderwerp.verandering import compute_verandering, rank_verandering

NETTO = "netto_arbeidsparticipatie"


def read(stand: Stand, code: str, indicator_id: str = NETTO) -> Jaarreeks:
    return read_jaarreeks(stand, stand.indicatoren[indicator_id], stand.regios[code])


def get_groep(stand: Stand, code: str, soort: str) -> Groep:
    return next(groep for groep in find_groepen(stand, code) if groep.soort == soort)


def build_reeks(
    *waarden: float, marge: float = 0.05, breuken: tuple[tuple[int, str], ...] = ()
) -> Jaarreeks:
    n = len(waarden)
    jaren = tuple(range(2018, 2018 + n))
    return Jaarreeks(
        "Ergens",
        jaren,
        waarden,
        tuple(w - marge for w in waarden),
        tuple(w + marge for w in waarden),
        (False,) * n, ("",) * n, 1, breuken
    )  # fmt: skip


def test_figures_of_a_gemeente_are_those_of_the_source(stand: Stand) -> None:
    delft = read(stand, "GM0503")
    assert delft.jaren == tuple(range(2013, 2023))
    assert (delft.get_waarde(2013), delft.get_waarde(2022)) == (63.9, 69.3)
    assert delft.get_marge(2022) == pytest.approx(0.05)
    assert isnan(delft.get_waarde(2030))
    assert delft.met_cijfer == list(range(2013, 2023))


def test_whole_percents_keep_their_margin_and_lose_their_decimals(stand: Stand) -> None:
    amsterdam = read(stand, "GM0363")
    assert amsterdam.decimalen == 0
    assert amsterdam.get_marge(2022) == pytest.approx(0.5)


def test_withheld_figures_are_empty_and_say_why(stand: Stand) -> None:
    voorne = read(stand, "GM1992")
    assert voorne.met_cijfer == []
    assert "spreken elkaar" in voorne.redenen[0]


def test_a_group_has_the_weighted_figure_rounded_as_the_source_rounds(stand: Stand) -> None:
    land = read_groepsreeksen(stand, WERK, get_groep(stand, "GM0503", "land"))
    assert [reeks.get_waarde(2022) for reeks in land.values()] == [72.2, 74.9, 3.5]


def test_a_group_with_a_coarse_member_has_a_wider_margin(stand: Stand) -> None:
    groep = get_groep(stand, "GM0363", "corop")
    reeks = read_groepsreeksen(stand, [NETTO], groep)[NETTO]
    met_decimaal = read_groepsreeksen(stand, [NETTO], get_groep(stand, "GM0503", "corop"))[NETTO]
    assert 0.25 < reeks.get_marge(2022) < 0.5
    assert met_decimaal.get_marge(2022) < 0.1


def test_a_median_is_no_figure_of_a_group(stand: Stand) -> None:
    groep = get_groep(stand, "GM0503", "corop")
    assert (
        read_groepsreeksen(stand, ["mediaan_vermogen"], groep)["mediaan_vermogen"].met_cijfer == []
    )


def test_every_gemeente_can_be_taken_apart_except_the_two_named_ones(stand: Stand) -> None:
    """The three figures agree within their own rounding, so the parts are never nonsense."""
    land = build_werkcijfers(
        list(read_groepsreeksen(stand, WERK, get_groep(stand, "GM0503", "land")).values()), 2022
    )
    zonder = []
    for gemeente in stand.gemeenten:
        eigen = build_werkcijfers([read(stand, gemeente.code, k) for k in WERK], 2022)
        ontleding = compute_ontleding(eigen, land)
        if ontleding is None:
            zonder.append(gemeente.code)
        else:
            assert abs(ontleding.rest) < 0.25
    assert zonder == ["GM0363", "GM1992"]


def test_years_are_those_with_a_figure_anywhere(stand: Stand) -> None:
    assert stand.reeksen.get_jaren("leegstand_woningen") == tuple(range(2020, 2026))


def test_a_change_is_that_of_the_figures_shown() -> None:
    beweging = compute_verandering(build_reeks(63.9, 66.0, 69.3), 2018, 2020)
    assert beweging.verschil == 5.4
    assert beweging.marge == pytest.approx(0.1)
    assert beweging.is_zeker


def test_a_change_no_larger_than_rounding_is_not_sure() -> None:
    assert not compute_verandering(build_reeks(4, 5, marge=0.5), 2018, 2019).is_zeker
    assert compute_verandering(build_reeks(4, 6, marge=0.5), 2018, 2019).is_zeker


def test_a_change_across_a_break_or_without_a_figure_says_why() -> None:
    gebroken = compute_verandering(
        build_reeks(4, 6, breuken=((2019, "anders geteld"),)), 2018, 2019
    )
    assert "anders geteld" in gebroken.reden
    assert isnan(gebroken.verschil)
    leeg = compute_verandering(build_reeks(4, float("nan")), 2018, 2019)
    assert leeg.reden == "Voor Ergens is er geen cijfer van 2019."
    assert not leeg.is_zeker


def test_rank_of_a_change_by_hand(stand: Stand) -> None:
    x, delft = stand.indicatoren[NETTO], stand.regios["GM0503"]
    alle = [compute_verandering(read(stand, g.code), 2013, 2022).verschil for g in stand.gemeenten]
    beter = sum(round(v, 1) > 5.4 for v in alle)
    gelijk = sum(round(v, 1) == 5.4 for v in alle)
    grof = 1  # the one gemeente in whole percents may stand on either side
    rang = rank_verandering(stand, x, delft, 2013, 2022)
    assert rang.n == 341
    assert beter - grof + 1 <= rang.van <= beter + 1
    assert beter + gelijk <= rang.tot <= beter + gelijk + grof


def test_rank_of_whole_percents_is_a_wide_interval(stand: Stand) -> None:
    rang = rank_verandering(stand, stand.indicatoren[NETTO], stand.regios["GM0363"], 2013, 2022)
    assert rang.tot - rang.van > 100


def test_neutral_and_withheld_figures_have_no_place(stand: Stand) -> None:
    leegstand = stand.indicatoren["leegstand_woningen"]
    assert rank_verandering(stand, leegstand, stand.regios["GM0503"], 2020, 2025).n == 0
    voorne = rank_verandering(stand, stand.indicatoren[NETTO], stand.regios["GM1992"], 2013, 2022)
    assert isnan(voorne.van)


def test_a_lower_figure_that_is_better_ranks_first(stand: Stand) -> None:
    werkloos, delft = stand.indicatoren["werkloosheid"], stand.regios["GM0503"]
    hoger = replace(werkloos, richting=stand.indicatoren[NETTO].richting)
    laag = rank_verandering(stand, werkloos, delft, 2013, 2022)
    hoog = rank_verandering(stand, hoger, delft, 2013, 2022)
    assert laag.van < laag.n / 2 < hoog.van
