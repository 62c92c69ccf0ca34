"""Figures without those that carry a remark that they are an outlier.

A café that appears on the mainland moves a whole gemeente by 23 kilometres. Such a jump is on
screen with its remark; what other gemeenten achieved, or what went together, must not rest on it.
"""

import numpy as np
from numpy.typing import NDArray

from welvaart.lezen.stand import Stand

ALLE = "*"


def read_waarden(stand: Stand, indicator_id: str) -> NDArray[np.float64]:
    """Values of one indicator, shape (regio, jaar); NaN = no figure, or one that is an outlier."""
    waarde: NDArray[np.float64] = stand.reeksen.waarde[stand.reeksen.get_i(indicator_id)]
    return np.where(find_uitschieters(stand, indicator_id), np.nan, waarde)


def find_uitschieters(stand: Stand, indicator_id: str) -> NDArray[np.bool_]:
    """Which figures of an indicator carry the remark, shape (regio, jaar)."""
    reeksen = stand.reeksen
    perioden = reeksen.perioden[reeksen.get_i(indicator_id)]
    uit = np.zeros((len(reeksen.regio_codes), len(reeksen.jaren)), dtype=bool)
    for van, regio, periode, soort, _ in stand.kanttekeningen:
        if van != indicator_id or soort != "uitschieter":
            continue
        jaren = np.full(len(perioden), True) if periode == ALLE else perioden == periode
        if regio == ALLE:
            uit |= jaren
        elif (r := reeksen.get_r(regio)) is not None:
            uit[r] |= jaren
    return uit
