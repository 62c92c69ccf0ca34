"""What pages keep per build: once, bounded, and never of another build."""

from dataclasses import replace

import pytest

from welvaart.fouten import KeuzeFout
from welvaart.groep.regiobeeld import build_regiostand
from welvaart.lezen.stand import Stand
from welvaart.scherm.geheugen import Geheugen


def reread(stand: Stand) -> Stand:
    """The same figures as after a new build."""
    return replace(stand, bouw=replace(stand.bouw))


def test_a_result_is_made_once_for_what_decides_it(stand: Stand) -> None:
    geheugen, gemaakt = Geheugen[str](10), []

    def ask(code: str) -> str:
        return geheugen.get(stand, code, lambda: gemaakt.append(code) or f"van {code}")

    antwoorden = [ask("GM0503"), ask("GM0363"), ask("GM0503")]
    assert antwoorden == ["van GM0503", "van GM0363", "van GM0503"]
    assert gemaakt == ["GM0503", "GM0363"]


def test_a_new_build_finds_nothing_of_the_one_before(stand: Stand) -> None:
    geheugen = Geheugen[str](10)
    assert geheugen.get(stand, "GM0503", lambda: "oud") == "oud"
    nieuw = reread(stand)
    assert nieuw.bouw == stand.bouw
    assert geheugen.get(nieuw, "GM0503", lambda: "nieuw") == "nieuw"
    assert geheugen.get(nieuw, "GM0503", lambda: "later") == "nieuw"
    # A page that began before the build still gets its own figures, not those of the new one.
    assert geheugen.get(stand, "GM0503", lambda: "oud") == "oud"


def test_areas_and_trends_without_provisional_years_belong_to_the_same_build(stand: Stand) -> None:
    geheugen = Geheugen[str](10)
    gebieden = build_regiostand(stand, stand.regios["PV28"])
    assert geheugen.get(stand, "PV28", lambda: "eerst") == "eerst"
    for afgeleid in (gebieden, stand.zonder_voorlopig):
        assert geheugen.get(afgeleid, "PV28", lambda: "nog eens") == "eerst"


def test_the_result_asked_longest_ago_makes_room(stand: Stand) -> None:
    geheugen = Geheugen[int](2)
    for nummer in (1, 2):
        geheugen.get(stand, nummer, lambda nummer=nummer: nummer)
    assert geheugen.get(stand, 1, lambda: -1) == 1
    geheugen.get(stand, 3, lambda: 3)
    assert [geheugen.get(stand, 1, lambda: -1), geheugen.get(stand, 3, lambda: -1)] == [1, 3]
    assert geheugen.get(stand, 2, lambda: -1) == -1


def test_what_went_wrong_is_not_kept(stand: Stand) -> None:
    geheugen = Geheugen[str](10)

    def fail() -> str:
        raise KeuzeFout("bestaat niet")

    with pytest.raises(KeuzeFout):
        geheugen.get(stand, "GM0000", fail)
    assert geheugen.get(stand, "GM0000", lambda: "toch") == "toch"
