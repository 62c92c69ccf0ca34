"""Leegstand against another indicator over all gemeenten: one outcome, on screen and on paper."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.indicator import Indicator
from welvaart.lezen.stand import Stand
from welvaart.methode.samenhang import WAARSCHUWING, compute_samenhang
from welvaart.onderwerp.leegstandsbeeld import describe_samenhang

Getallen = NDArray[np.float64]
TEGEN: Final = "woningwaarde"
"""What the page begins with."""


@dataclass(frozen=True)
class Leegstandsamenhang:
    """A notion of leegstand and another figure, each of all gemeenten in its own year.

    Attributes:
        stand: the figures of all gemeenten.
        x: the notion of leegstand.
        jaar: of its figures.
        y: the other indicator.
        jaar_y: of its figures, the nearest to `jaar`.
    """

    stand: Stand
    x: Indicator
    jaar: int
    y: Indicator
    jaar_y: int

    @cached_property
    def wx(self) -> Getallen:
        """Leegstand, one per gemeente in the order of the stand; NaN = no figure."""
        return self._read(self.x, self.jaar)

    @cached_property
    def wy(self) -> Getallen:
        """The other figure, in the same order."""
        return self._read(self.y, self.jaar_y)

    @property
    def titel(self) -> str:
        """The outcome as a sentence."""
        return describe_samenhang(compute_samenhang(self.wy, self.wx), self.x, self.y)

    @property
    def bron(self) -> str:
        """The source of each figure with its year; a source that serves both is named once."""
        regels = [f"{x.bronregel}, {j}" for x, j in ((self.x, self.jaar), (self.y, self.jaar_y))]
        return ". ".join(dict.fromkeys(regels))

    @property
    def uitleg(self) -> str:
        """What this correlation is not."""
        delen = [WAARSCHUWING]
        if self.jaar_y != self.jaar:
            delen.append(f"De jaren verschillen: {self.jaar} tegenover {self.jaar_y}.")
        if self.x.afronding >= 1 or (self.y.afronding >= 1 and self.y.eenheid_kort == "%"):
            delen.append("Hele procenten maken elke samenhang vager.")
        delen.append(
            "Wij rekenen met de volgorde van de gemeenten (rangcorrelatie van Spearman, van −1 tot "
            "1): onder 0,1 noemen wij bijna geen, onder 0,3 zwak, onder 0,5 matig, daarboven "
            "duidelijk."
        )
        return " ".join(delen)

    def _read(self, x: Indicator, jaar: int) -> Getallen:
        reeksen = self.stand.reeksen
        i, t = reeksen.get_i(x.indicator_id), reeksen.jaren.index(jaar)
        plaatsen = [reeksen.get_r(gemeente.code) for gemeente in self.stand.gemeenten]
        return np.array([np.nan if r is None else reeksen.waarde[i, r, t] for r in plaatsen])


def find_tegen(stand: Stand, x: Indicator) -> dict[str, str]:
    """What leegstand can be held against: indicator_id → title."""
    keuzes = [
        y
        for y in stand.indicatoren.values()
        if y.indicator_id != x.indicator_id and stand.reeksen.get_jaren(y.indicator_id)
    ]
    return {y.indicator_id: y.titel for y in keuzes}


def choose_tegen(keuzes: dict[str, str], gevraagd: str = "") -> str:
    """The indicator asked for, else the usual one, else the first; `keuzes` may not be empty."""
    return next((k for k in (gevraagd, TEGEN) if k in keuzes), next(iter(keuzes)))


def build_samenhang(stand: Stand, x: Indicator, jaar: int, y: Indicator) -> Leegstandsamenhang:
    """Hold leegstand of one year against the nearest year of another; the earlier of two."""
    jaren = stand.reeksen.get_jaren(y.indicator_id)
    jaar_y = min(jaren, key=lambda j: (abs(j - jaar), j))
    return Leegstandsamenhang(stand, x, jaar, y, jaar_y)
