"""Where a gemeente stands last within its own area: sure places only, ties said as ties."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welvaart.groep.groepen import find_leden
from welvaart.lezen.stand import Stand
from welvaart.methode.positie import compute_rang
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio

Getallen = NDArray[np.float64]
MIN_GEMEENTEN = 3
"""Being last of two says nothing."""


@dataclass(frozen=True)
class Onderaan:
    """One indicator on which a gemeente is the least favourable of its area.

    Attributes:
        regel: its line.
        n: gemeenten of the area with a figure of that year …
        gelijk: … of which so many share the last place, itself included; 1 = alone.
    """

    regel: Regel
    n: int
    gelijk: int

    @property
    def samen(self) -> str:
        """With how many others it shares the last place, in words; "" when it stands there alone.

        Never "gedeeld door 2": beside a figure that reads as a division.
        """
        anderen = self.gelijk - 1
        if not anderen:
            return ""
        return f"samen met {anderen} {'andere' if anderen == 1 else 'anderen'}"


def find_onderaan(
    stand: Stand, regels: Sequence[Regel], gebied: Regio, *, verdacht: Set[str] = frozenset()
) -> list[Onderaan]:
    """The indicators on which a gemeente is surely last in its area, alone or shared.

    Left out are a figure of an earlier year than others have, one that is marked as suspect, and
    one that fewer than three gemeenten of the area have.

    Args:
        stand: the figures of the gemeenten.
        regels: the scorekaart of one gemeente in that block.
        gebied: the area in which it lies.
        verdacht: ids of indicators with a remark that the figure is an outlier here.

    Returns:
        The least favourable among all gemeenten first; [] when it is nowhere last.
    """
    plaatsen = [stand.reeksen.get_r(code) for code in find_leden(stand, gebied.code)]
    leden = np.array([r for r in plaatsen if r is not None])
    gevonden = [
        laatste
        for regel in regels
        if regel.is_nieuwste
        and not np.isnan(regel.rang_van)
        and regel.indicator.indicator_id not in verdacht
        and (laatste := _find_laatste(stand, regel, leden)) is not None
    ]
    return sorted(
        gevonden, key=lambda o: (-o.regel.rang_van / o.regel.n, o.regel.indicator.volgorde)
    )


def count_laatste(
    waarde: Getallen,
    eigen: int,
    *,
    teken: int,
    onder: Getallen | None = None,
    boven: Getallen | None = None,
) -> tuple[int, int] | None:
    """Gemeenten with a figure, and how many share the last place; None when that is not sure.

    Args:
        waarde: one per gemeente of the area; NaN = no figure.
        eigen: place in `waarde` of the gemeente asked about.
        teken: +1 higher is better, -1 lower is better.
        onder: lower bounds; see `compute_rang`.
        boven: upper bounds.
    """
    rang = compute_rang(waarde, teken=teken, onder=onder, boven=boven)
    van, tot = rang.van[eigen], rang.tot[eigen]
    gelijk = int((waarde == waarde[eigen]).sum())
    if rang.n < MIN_GEMEENTEN or van == 1 or tot != rang.n or gelijk != rang.n - van + 1:
        return None
    return rang.n, gelijk


def _find_laatste(stand: Stand, regel: Regel, leden: NDArray[np.intp]) -> Onderaan | None:
    reeksen = stand.reeksen
    i = reeksen.get_i(regel.indicator.indicator_id)
    t = int(np.flatnonzero(reeksen.perioden[i] == regel.periode_code)[0])
    laatste = count_laatste(
        stand.beoordeling.gemeten[i, leden, t],
        int(np.flatnonzero(leden == regel.r)[0]),
        teken=regel.indicator.teken,
        onder=reeksen.onder[i, leden, t],
        boven=reeksen.boven[i, leden, t],
    )
    return None if laatste is None else Onderaan(regel, *laatste)
