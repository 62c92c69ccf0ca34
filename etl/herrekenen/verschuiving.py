"""What changed between the gemeenten of a year and those of today, as one matrix of shares."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.herindeling import Maat

GELIJK = 1e-9
"""Two shares closer than this are the same."""


@dataclass(frozen=True, slots=True)
class Verschuiving:
    """The gemeenten of today that lie on another territory than in an earlier year.

    Attributes:
        jaar: year of the indeling the figures stand on.
        maat: what the shares are measured in.
        codes: gemeenten of 1 January of that year.
        plaatsen: places of `codes` for `Omrekening.get_waarde` and `get_rang`.
        nu: gemeenten of today that changed since.
        aandelen: shape (codes, nu); the part of each old gemeente that lies in each new one.
    """

    jaar: int
    maat: Maat
    codes: tuple[str, ...]
    plaatsen: NDArray[np.intp]
    nu: tuple[str, ...]
    aandelen: NDArray[np.float64]

    @property
    def raakt(self) -> NDArray[np.float64]:
        """Shape (codes, nu); 1.0 where the old gemeente is a predecessor of the new one."""
        return (self.aandelen > 0).astype("float64")

    @property
    def heel(self) -> NDArray[np.bool_]:
        """Shape (nu,); True where one gemeente went on whole, under a new code."""
        enige = self.raakt.sum(axis=0) == 1
        heel: NDArray[np.bool_] = enige & (self.aandelen.max(axis=0, initial=0) > 1 - GELIJK)
        return heel
