"""The quarter of all gemeenten in which a figure lies: always the quarter of its own year."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Getallen = NDArray[np.float64]
KWARTEN: Final = 4


@dataclass(frozen=True, slots=True)
class Begin:
    """Where those began that were counted in one quarter: a quarter is one of its own year.

    Attributes:
        laagst: lowest value that a counted span began at, in the unit of the indicator.
        hoogst: highest one.
        van_jaar: first year in which such a span began.
        tot_jaar: last one.
    """

    laagst: float
    hoogst: float
    van_jaar: int
    tot_jaar: int


def compute_kwarten(begin: Getallen) -> Getallen:
    """Quarter of each gemeente in its year, by the middle of its shared places.

    Args:
        begin: shape (regio, jaar); NaN = no figure.

    Returns:
        0.0 (lowest quarter) to 3.0, same shape; NaN where there is no figure.
    """
    uit = np.full(begin.shape, np.nan)
    for t in range(begin.shape[1]):
        kolom = begin[:, t]
        heeft = ~np.isnan(kolom)
        gesorteerd = np.sort(kolom[heeft])
        lager = np.searchsorted(gesorteerd, kolom[heeft], side="left")
        tot = np.searchsorted(gesorteerd, kolom[heeft], side="right")
        uit[heeft, t] = _to_kwart((lager + tot) / 2, len(gesorteerd))
    return uit


def _to_kwart(plaats: Getallen, n: int) -> Getallen:
    return np.minimum(np.floor(KWARTEN * plaats / n), KWARTEN - 1) if n else plaats


def find_kwart(waarden: Getallen, waarde: float) -> int | None:
    """Quarter of one value among the figures of one year, 0 to 3; None without figures."""
    gesorteerd = np.sort(waarden[~np.isnan(waarden)])
    if not len(gesorteerd):
        return None
    plaats = np.searchsorted(gesorteerd, [waarde], "left")
    plaats = plaats + np.searchsorted(gesorteerd, [waarde], "right")
    return int(_to_kwart(plaats / 2, len(gesorteerd))[0])


def find_begin(van: Getallen, telt: NDArray[np.bool_], kalender: tuple[int, ...]) -> Begin | None:
    """Range of the values and years at which the spans of one quarter began."""
    if not telt.any():
        return None
    jaren = [kalender[int(t)] for t in np.flatnonzero(telt.any(axis=0))]
    return Begin(float(van[telt].min()), float(van[telt].max()), jaren[0], jaren[-1])
