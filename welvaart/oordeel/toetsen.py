"""Many tests at once: how many would light up by chance, and which survive a stricter view."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from welvaart.methode.trend import ALFA, RelatieveTrend
from welvaart.oordeel.regel import Regel


@dataclass(frozen=True)
class Toetsbeeld:
    """What the relative trends of one gemeente say together.

    Attributes:
        getoetst: indicators whose relative trend could be tested.
        opgelicht: of those, how many surely move away from the group.
        door_toeval: how many would at most do so, on average, if nothing moved.
        blijft_over: ids that also stand after Benjamini–Hochberg at 5 %.
    """

    getoetst: int
    opgelicht: int
    door_toeval: float
    blijft_over: frozenset[str]


def adjust_benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """Benjamini–Hochberg adjusted p-values, in the order given.

    Args:
        p: p-values without NaN.
    """
    if not p:
        return []
    waarden = np.asarray(p, dtype=float)
    volgorde = np.argsort(waarden)
    m = len(waarden)
    stapsgewijs = waarden[volgorde] * m / np.arange(1, m + 1)
    omlaag = np.minimum.accumulate(stapsgewijs[::-1])[::-1]
    uit = np.empty(m)
    uit[volgorde] = np.minimum(omlaag, 1.0)
    return [float(q) for q in uit]


def judge_toetsen(regels: Sequence[Regel]) -> Toetsbeeld:
    """Look at all relative trends of one gemeente together."""
    toetsbaar = [
        regel
        for regel in regels
        if regel.relatieve_trend
        in (RelatieveTrend.GUNSTIG, RelatieveTrend.GELIJK, RelatieveTrend.ONGUNSTIG)
    ]
    bijgesteld = adjust_benjamini_hochberg([regel.relatieve_p for regel in toetsbaar])
    return Toetsbeeld(
        getoetst=len(toetsbaar),
        opgelicht=sum(regel.relatieve_trend is not RelatieveTrend.GELIJK for regel in toetsbaar),
        door_toeval=len(toetsbaar) * ALFA,
        blijft_over=frozenset(
            regel.indicator.indicator_id
            for regel, q in zip(toetsbaar, bijgesteld, strict=True)
            if q < ALFA and regel.relatieve_trend is not RelatieveTrend.GELIJK
        ),
    )
