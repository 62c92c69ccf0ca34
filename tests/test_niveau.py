"""A level of participatie to reach: which one is meant, and the tide that rose for all."""

from dataclasses import replace
from math import isnan
from pathlib import Path

import pytest

from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.onderwerp.arbeidsbeeld import Niveau
from welvaart.onderwerp.arbeidscijfers import NETTO
from welvaart.onderwerp.niveau import (
    describe_haalbaar,
    explain_scenario,
    find_niveau,
    is_niveau,
    parse_procent,
)
from welvaart.regio.regio import NEDERLAND

NIVEAUS = {"land": Niveau(72.2, "Nederland"), "beste_kwart": Niveau(76.0, "het beste kwart")}


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


def read(stand: Stand, code: str, jaar: int) -> float:
    reeks = stand.reeksen.get_reeks(NETTO, code)
    return float(reeks[stand.reeksen.jaren.index(jaar)])


@pytest.mark.parametrize("nodig", [2.9, 5.4, 9.0])
def test_what_others_reached_is_told_with_what_nederland_did(stand: Stand, nodig: float) -> None:
    stappen = [
        round(read(stand, code, 2022) - read(stand, code, 2013), 1) for code in stand.gemeente_codes
    ]
    met = [stap for stap in stappen if not isnan(stap)]
    haalden = sum(stap >= nodig for stap in met)
    zin = describe_haalbaar(stand, (2013, 2022), nodig)
    assert f" {haalden or 'geen'} van de {len(met)} gemeenten met een cijfer minstens" in zin
    # Nederland in the warehouse: 66,8 → 72,2.
    assert zin.endswith(
        "Nederland zelf steeg in die tijd met 5,4\u00a0procentpunt; zo'n tijd hoeft niet terug te "
        "komen."
    )


def test_nederland_that_fell_or_stayed_is_told_as_such(stand: Stand) -> None:
    t = [stand.reeksen.jaren.index(jaar) for jaar in (2013, 2022)]
    waarde = stand.reeksen.waarde.copy()
    i, nl = stand.reeksen.get_i(NETTO), stand.reeksen.get_r(NEDERLAND)

    def tell(toen: float, nu: float) -> str:
        waarde[i, nl, t] = [toen, nu]
        reeksen = replace(stand.reeksen, waarde=waarde.copy())
        return describe_haalbaar(replace(stand, reeksen=reeksen), (2013, 2022), 1.0)

    assert tell(70.0, 68.0).endswith("daalde in die tijd met 2,0\u00a0procentpunt.")
    assert tell(70.0, 70.1).endswith("Nederland zelf bleef in die tijd ongeveer gelijk.")
    assert tell(float("nan"), 70.1).endswith("minstens zoveel.")


def test_without_a_rise_or_a_second_year_there_is_nothing_to_tell(stand: Stand) -> None:
    assert describe_haalbaar(stand, (2022, 2022), 2.0) == ""
    assert describe_haalbaar(stand, (2013, 2022), -1.0) == ""
    assert describe_haalbaar(stand, (2013, 2022), float("nan")) == ""
    uitleg = explain_scenario(stand, stand.regios["GM0503"], (2013, 2022), 0.0, met_mensen=True)
    assert uitleg.startswith("Dit is een rekensom en geen voorspelling.")


@pytest.mark.parametrize(
    ("doel", "procent", "kent"),
    [
        ("beste_kwart", 76.0, True),
        ("72,5", 72.5, True),
        ("72.54", 72.5, True),
        ("", 72.2, False),
        ("39,9", 72.2, False),
        ("nan", 72.2, False),
        ("GM0503", 72.2, False),  # its own level
    ],
)
def test_a_link_names_a_level_or_gives_the_first(
    stand: Stand, doel: str, procent: float, kent: bool
) -> None:
    delft = stand.regios["GM0503"]
    niveau = find_niveau(stand, delft, NIVEAUS, 2022, doel)
    assert niveau is not None and niveau.procent == procent
    assert is_niveau(stand, delft, NIVEAUS, 2022, doel) is kent


def test_a_gemeente_is_a_level_with_the_decimals_of_its_source(stand: Stand) -> None:
    niveau = find_niveau(stand, stand.regios["GM0503"], NIVEAUS, 2022, "GM0363")
    assert niveau == Niveau(73.0, "Amsterdam", 0.5, 0)
    assert find_niveau(stand, stand.regios["GM0503"], {}, 2022, "") is None


def test_a_percentage_is_bounded() -> None:
    assert [parse_procent(t) for t in ("40", "95", "95,1", "inf", "")] == [
        *(40.0, 95.0),
        *(None, None, None),
    ]
