"""How many decimals two figures need beside each other, so that rounding does not mislead."""

from math import copysign, floor, inf, isnan, sqrt

import numpy as np
from numpy.typing import NDArray

_HALF = 0.5 - 1e-9
_NET_GEEN_HALVE = 1e-9
MEEST_PUNTEN = 5.0
"""Points that rounding alone may move an index before it says more about rounding than change."""


def round_op_stap(waarde: float, stap: float) -> float:
    """Round to whole steps, a half away from zero as people and spreadsheets do.

    The median of two gemeenten often lies exactly between two steps: 28.450 euro is 28.500, not
    the nearest even hundred. What is a half but for the last bit of a float counts as one.

    Args:
        waarde: the figure, not NaN.
        stap: in which the source rounds, > 0.
    """
    return copysign(floor(abs(waarde) / stap + 0.5 + _NET_GEEN_HALVE) * stap, waarde) + 0.0


def round_blok(waarde: NDArray[np.float64], stap: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same for many figures at once; NaN stays NaN.

    Args:
        waarde: any shape.
        stap: broadcastable to `waarde`; NaN gives NaN.
    """
    stappen = np.floor(np.abs(waarde) / stap + 0.5 + _NET_GEEN_HALVE)
    return np.asarray(np.copysign(stappen * stap, waarde) + 0.0, dtype="float64")


def choose_decimalen(een: float, ander: float, decimalen: int) -> int:
    """Decimals with which two figures may stand in one sentence: one more where rounding misleads.

    It misleads when what a reader takes from the rounded figures is at least half a step away from
    the real difference: 4.6 beside 4.3 reads as 5 beside 4, and 3.6 and 4.4 both read as 4.

    Args:
        een: not rounded; NaN gives `decimalen`.
        ander: likewise, in the same unit.
        decimalen: with which they would be shown, a half upwards.
    """
    if isnan(een) or isnan(ander):
        return decimalen
    stappen = 10.0**decimalen
    getoond = floor(een * stappen + 0.5) - floor(ander * stappen + 0.5)
    return decimalen + (abs(getoond - (een - ander) * stappen) > _HALF)


def compute_indexruis(begin: float, eind: float, speling: tuple[float, float], n: int = 1) -> float:
    """How many points rounding alone can move an index that starts at 100: at most, upwards.

    The first figure may be lower and the last one higher than they are written. What the first is
    rounded by weighs more the further the index came; downwards it is always a little less.

    Args:
        begin: the figure of the first year; NaN or 0 gives NaN.
        eind: of the last year, in the same unit; NaN gives NaN.
        speling: half the step in which the source rounds, of the first and of the last year. A
            first one as large as `begin` gives infinity: the index may be anything.
        n: figures that each is a mean of; what they are rounded by partly cancels out.
    """
    if isnan(begin) or isnan(eind) or begin <= 0:
        return float("nan")
    half_begin, half_eind = (half / sqrt(n) for half in speling)
    if half_begin >= begin:
        return inf
    return 100 * ((abs(eind) + half_eind) / (begin - half_begin) - abs(eind) / begin)
