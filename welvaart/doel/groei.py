"""Numbers are held against each other by growth: 1.000 inwoners more is much here, little there.

Growth is counted on a logarithmic scale, where growing by a tenth is the same step for a village
and for a city, and where the growth of Nederland can be taken off.
"""

from math import exp

import numpy as np
from numpy.typing import NDArray

Getallen = NDArray[np.float64]


def to_schaal(waarde: Getallen | float) -> Getallen:
    """Hundred times the natural logarithm; NaN for nought and below."""
    getallen = np.asarray(waarde, dtype=np.float64)
    positief: Getallen = np.where(getallen > 0, getallen, np.nan)
    schaal: Getallen = 100 * np.log(positief)
    return schaal


def to_procent(stap: float) -> float:
    """A step on that scale as growth in percent."""
    return 100 * (exp(stap / 100) - 1)


def from_schaal(hoogte: float) -> float:
    """A height on that scale as the number it stands for."""
    return exp(hoogte / 100)
