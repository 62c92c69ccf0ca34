"""One figure of the gemeenten of a region in one year, to hold them beside each other."""

from dataclasses import dataclass
from math import isnan

from welvaart.groep.regiocijfers import Regiocijfers


@dataclass(frozen=True)
class Regiokern:
    """One indicator over the gemeenten of the region.

    Attributes:
        cijfers: of all gemeenten.
        jaar: of which the own figure is shown elsewhere too.
        veld: places of the gemeenten of the region in `cijfers`.
        eigen: place of the own gemeente; None for a region.
    """

    cijfers: Regiocijfers
    jaar: int
    veld: tuple[int, ...]
    eigen: int | None

    @property
    def t(self) -> int:
        """Place of the year in `cijfers`."""
        return self.cijfers.jaren.index(self.jaar)

    @property
    def met(self) -> list[int]:
        """Places of the gemeenten of the region that have a figure."""
        return [k for k in self.veld if not isnan(self.cijfers.waarde[k, self.t])]
