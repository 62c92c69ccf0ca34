"""One year far from its neighbours: found beyond rounding, never over a break or a gap."""

from math import isnan
from pathlib import Path

import pytest

from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.onderwerp.jaarreeks import Jaarreeks, read_jaarreeks
from welvaart.onderwerp.sprong import Sprong, describe_sprong, find_sprong

WERK = "netto_arbeidsparticipatie"
NAN = float("nan")


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


def build(
    waarden: list[float], *, half: float = 0.05, breuken: tuple[tuple[int, str], ...] = ()
) -> Jaarreeks:
    n = len(waarden)
    return Jaarreeks(
        naam="Hier",
        jaren=tuple(range(2017, 2017 + n)),
        waarden=tuple(waarden),
        laag=tuple(w - half for w in waarden),
        hoog=tuple(w + half for w in waarden),
        voorlopig=(False,) * n,
        redenen=("",) * n,
        decimalen=1,
        breuken=breuken,
    )


def test_the_largest_year_is_found_with_its_size(stand: Stand) -> None:
    x = stand.indicatoren[WERK]
    sprong = find_sprong(stand, x, build([70.0, 72.0, 70.0, 70.0, 66.0, 70.0]))
    assert sprong is not None
    assert (sprong.jaar, round(sprong.verschil, 6)) == (2021, -4.0)


@pytest.mark.parametrize(
    "reeks",
    [
        build([70.0, 71.1, 70.0]),  # 1,1: rounding may leave 1,0
        build([70.0, 73.0, NAN]),
        build([70.0, 75.0]),
        build([70.0, 73.0, 70.0], breuken=((2018, "nieuwe meting"),)),
        build([70.0, 73.0, 70.0], breuken=((2019, "nieuwe meting"),)),
        build([70.0, 72.0, 70.0], half=0.5),  # whole percents: 2 may be 1
        build([60.0, 65.0, 70.0]),  # steep, but straight
        build([70.1, 70.5, 73.3]),  # a bend
        build([69.3, 71.6, 71.6]),  # a step
    ],
)
def test_no_year_stands_out_by_rounding_a_gap_or_a_break(stand: Stand, reeks: Jaarreeks) -> None:
    assert find_sprong(stand, stand.indicatoren[WERK], reeks) is None


def test_only_percentages_are_judged(stand: Stand) -> None:
    assert find_sprong(stand, stand.indicatoren["inwoners"], build([1.0, 900.0, 2.0])) is None


def test_the_count_agrees_with_one_by_hand(stand: Stand) -> None:
    x, reeksen = stand.indicatoren[WERK], stand.reeksen
    oss = find_sprong(stand, x, read_jaarreeks(stand, x, stand.regios["GM0828"]))
    assert oss is not None and oss.jaar == 2020 and not isnan(oss.land)
    t, i = reeksen.jaren.index(2020), reeksen.get_i(WERK)
    ver = 0
    for gemeente in stand.gemeenten:
        r = reeksen.get_r(gemeente.code)
        assert r is not None
        voor, zelf, na = (float(reeksen.waarde[i, r, k]) for k in (t - 1, t, t + 1))
        ver += round(zelf - (voor + na) / 2, 6) > 1 and zelf > voor and zelf > na
    assert oss.aantal == ver
    zin = describe_sprong(oss, x, "Oss")
    assert f"{ver} van de {oss.n} gemeenten" in zin and "lager) . " not in zin
    assert "(Nederland: 0,6\u00a0procentpunt lager)" in zin


def test_the_sentence_counts_one_side_only_and_does_not_call_common_what_is_rare(
    stand: Stand,
) -> None:
    # Winterswijk had a dip in 2019 where 231 others had a peak.
    x = stand.indicatoren["tevredenheid_leven"]
    winterswijk = find_sprong(stand, x, read_jaarreeks(stand, x, stand.regios["GM0294"]))
    assert winterswijk is not None and winterswijk.verschil < 0
    zin = describe_sprong(winterswijk, x, "Winterswijk")
    assert "procentpunt lager heeft in dat jaar 1 van de" in zin


def test_a_halfway_figure_keeps_its_half_and_no_difference_is_no_side(stand: Stand) -> None:
    x = stand.indicatoren["leegstand_woningen"]
    zin = describe_sprong(Sprong(2022, 2.5, 0.01, 200, 342), x, "Diemen")
    assert "2,5\u00a0procentpunt hoger dan" in zin
    assert "(Nederland: geen verschil)" in zin
    assert zin.endswith("Het is dus niet iets van Diemen alleen; kijk naar de hele lijn.")
