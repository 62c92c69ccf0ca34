"""Fallback to a larger area: in order, labelled, and never for a number."""

from dataclasses import replace

import numpy as np
import pytest

from welvaart.fouten import KeuzeFout
from welvaart.lezen.stand import Stand
from welvaart.lezen.terugval import describe_terugval, find_terugval

NETTO = "netto_arbeidsparticipatie"
VOORNE = "GM1992"


def blank(stand: Stand, indicator_id: str, *codes: str) -> Stand:
    """The same figures without those of some regio's."""
    waarde = stand.reeksen.waarde.copy()
    for code in codes:
        r = stand.reeksen.get_r(code)
        assert r is not None
        waarde[stand.reeksen.get_i(indicator_id), r] = np.nan
    return replace(stand, reeksen=replace(stand.reeksen, waarde=waarde))


def test_gemeente_with_a_figure_keeps_it_and_has_no_label(stand: Stand) -> None:
    uit = find_terugval(stand, NETTO, "GM0503")
    assert uit is not None
    assert (uit.niveau, uit.waarde, uit.label) == ("gemeente", 69.3, "")
    assert describe_terugval(uit) == ""


def test_withheld_figure_comes_from_the_corop_and_says_so(stand: Stand) -> None:
    uit = find_terugval(stand, NETTO, VOORNE)
    assert uit is not None
    r = stand.reeksen.get_r("CR29")
    t = stand.reeksen.jaren.index(2022)
    assert uit.waarde == stand.reeksen.waarde[stand.reeksen.get_i(NETTO), r, t]
    assert (uit.niveau, uit.regio_code, uit.periode_code) == ("corop", "CR29", "2022JJ00")
    assert describe_terugval(uit) == (
        "Cijfer van COROP-gebied Groot-Rijnmond; Voorne aan Zee heeft geen eigen cijfer (2022)."
    )


def test_provincie_comes_after_the_corop_and_then_there_is_nothing(stand: Stand) -> None:
    zonder_corop = blank(stand, NETTO, "CR29")
    uit = find_terugval(zonder_corop, NETTO, VOORNE)
    assert uit is not None
    assert (uit.niveau, uit.regio_naam) == ("provincie", "Zuid-Holland")
    assert find_terugval(blank(stand, NETTO, "CR29", "PV28"), NETTO, VOORNE) is None


def test_number_is_never_taken_from_a_larger_area(stand: Stand) -> None:
    zonder = blank(stand, "inwoners", "GM0503")
    assert stand.indicatoren["inwoners"].regionaal == "som"
    assert find_terugval(zonder, "inwoners", "GM0503") is None


def test_ended_gemeente_is_refused(stand: Stand) -> None:
    with pytest.raises(KeuzeFout, match="bestaat niet meer"):
        find_terugval(stand, NETTO, "GM0457")
