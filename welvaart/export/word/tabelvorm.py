"""How a table stands on the page: upright where it can, on its side only where it must."""

from dataclasses import dataclass
from typing import Final

from welvaart.export.inhoud import Tabel
from welvaart.export.word.tekstsjabloon import BREEDTE, BREEDTE_LIGGEND
from welvaart.export.word.teksttabel import has_plek

_SMAL: Final = 6  # columns that fit on an upright page
_HOOGSTENS: Final = 8  # likewise in small letters


@dataclass(frozen=True)
class Tabelvorm:
    """A table as it is set.

    Attributes:
        tabel: with rows and columns changed places where that keeps the page upright.
        smal: in smaller letters, with less white.
        liggend: on a page on its side.
    """

    tabel: Tabel
    smal: bool = False
    liggend: bool = False

    @property
    def breedte(self) -> int:
        """Between the margins, in EMU."""
        return int(BREEDTE_LIGGEND if self.liggend else BREEDTE)


def choose_vorm(tabel: Tabel) -> Tabelvorm:
    """The first that fits: as it is, turned, each in smaller letters, on a page on its side."""
    if _has_plek(tabel):
        return Tabelvorm(tabel)
    if tabel.gekeerd and _has_plek(gekeerd := tabel.turn()):
        return Tabelvorm(gekeerd)
    for vorm in (tabel, *([tabel.turn()] if tabel.gekeerd else [])):
        if len(vorm.koppen) <= _HOOGSTENS and has_plek(vorm, BREEDTE, smal=True):
            return Tabelvorm(vorm, smal=True)
    return Tabelvorm(tabel, liggend=True)


def _has_plek(tabel: Tabel) -> bool:
    return len(tabel.koppen) <= _SMAL and has_plek(tabel, BREEDTE)
