"""Being last within an area is said only when it is sure, with ties and denominator."""

from functools import partial

import numpy as np
import pytest

from tests.regels import build_regel
from welvaart.groep.onderaan import Onderaan, count_laatste, find_onderaan
from welvaart.lezen.stand import Stand
from welvaart.zin.samenvatting import describe_onderaan

LEEG = float("nan")


@pytest.mark.parametrize(
    ("waarden", "teken", "verwacht"),
    [
        ([1.0, 2.0, 3.0], 1, (3, 1)),
        ([3.0, 2.0, 1.0], -1, (3, 1)),
        ([2.0, 1.0, 3.0], 1, None),  # one is worse
        ([1.0, 1.0, 2.0, LEEG], 1, (3, 2)),  # shared; who has no figure does not count
        ([1.0, 1.0, 1.0], 1, None),  # all the same: nobody is last
        ([1.0, 2.0, LEEG], 1, None),  # of two says nothing
        ([LEEG, 2.0, 3.0, 4.0], 1, None),
    ],
)
def test_last_is_counted_with_ties_and_true_denominator(
    waarden: list[float], teken: int, verwacht: tuple[int, int] | None
) -> None:
    assert count_laatste(np.array(waarden), 0, teken=teken) == verwacht


def test_a_figure_that_rounding_can_put_above_another_is_not_surely_last() -> None:
    waarde = np.array([1.0, 1.3, 3.0])
    assert count_laatste(waarde, 0, teken=1) == (3, 1)
    assert count_laatste(waarde, 0, teken=1, onder=waarde - 0.5, boven=waarde + 0.5) is None


def test_the_sentence_names_three_and_counts_the_rest() -> None:
    build = partial(build_regel, titel="Vertrouwen")
    een = Onderaan(build(), 11, 1)
    gedeeld = Onderaan(build(titel="Sport"), 17, 2)
    assert describe_onderaan([een, gedeeld], "Oss", "COROP-gebied X") == (
        "Binnen COROP-gebied X staat Oss het minst gunstig bij vertrouwen (van 11 gemeenten met "
        "een cijfer) en sport (samen met 1 andere, van 17)."
    )
    assert describe_onderaan([een] * 5, "Oss", "X").startswith(
        "Binnen X staat Oss het minst gunstig bij 5 indicatoren, met als eerste vertrouwen (van 11"
    )
    assert describe_onderaan([], "Oss", "X") == ""


@pytest.mark.parametrize("code", ["GM0828", "GM0503", "GM1709"])
def test_nobody_in_the_area_is_worse_than_who_is_said_to_be_last(stand: Stand, code: str) -> None:
    corop = stand.find_regio(code, "corop")
    assert corop is not None
    for laatste in find_onderaan(stand, stand.build_scorekaart(code), corop):
        regel = laatste.regel
        teken, waarden = regel.indicator.teken, []
        for gemeente in stand.gemeenten:
            if stand.find_regio(gemeente.code, "corop") != corop:
                continue
            ander = next(
                r for r in stand.build_scorekaart(gemeente.code) if r.indicator == regel.indicator
            )
            if ander.periode_code == regel.periode_code:
                waarden.append(teken * round(ander.waarde, regel.decimalen))
        assert min(waarden) == teken * round(regel.waarde, regel.decimalen)
        assert len(waarden) == laatste.n
