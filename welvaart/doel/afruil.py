"""Which indicators moved together, or against each other, among all gemeenten.

Rank correlation of the slopes of gemeenten: it says what went together in these years, not what
causes what.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welvaart.doel.uitschieter import find_uitschieters
from welvaart.lezen.stand import Stand
from welvaart.methode.samenhang import compute_samenhang

Getallen = NDArray[np.float64]
MIN_GEMEENTEN = 100
MIN_SAMENHANG = 0.3


@dataclass(frozen=True, slots=True)
class Afruil:
    """Another indicator that moved along (positive) or against (negative), seen from welvaart."""

    indicator_id: str
    samenhang: float
    n: int


def find_afruil(stand: Stand, indicator_id: str) -> list[Afruil]:
    """Indicators whose development went along with or against that of this one, strongest first.

    Slopes are turned so that up is good; neutral indicators have no good side and take no part.
    Only pairs with at least MIN_GEMEENTEN gemeenten and a correlation of MIN_SAMENHANG count.
    """
    stand = stand.gemeentestand
    teken = stand.indicatoren[indicator_id].teken
    if not teken:
        return []
    eigen = _read_hellingen(stand, indicator_id) * teken
    gevonden: list[Afruil] = []
    for ander, x in stand.indicatoren.items():
        if ander == indicator_id or not x.teken:
            continue
        hellingen = _read_hellingen(stand, ander) * x.teken
        samenhang = compute_samenhang(eigen, hellingen)
        if samenhang.n >= MIN_GEMEENTEN and abs(samenhang.rho) >= MIN_SAMENHANG:
            gevonden.append(Afruil(ander, samenhang.rho, samenhang.n))
    return sorted(gevonden, key=lambda a: -abs(a.samenhang))


def _read_hellingen(stand: Stand, indicator_id: str) -> Getallen:
    """Slopes of all gemeenten that can be tested; NaN elsewhere, and where an outlier bends it."""
    oordeel, i = stand.beoordeling, stand.reeksen.get_i(indicator_id)
    helling, p = oordeel.trend.helling[i], oordeel.trend.p[i]
    verbogen = find_uitschieters(stand, indicator_id).any(axis=1)
    uit: Getallen = np.where(np.isnan(p) | verbogen, np.nan, helling)[oordeel.gemeenten]
    return uit


def split_afruil(gevonden: Sequence[Afruil], hoogstens: int) -> tuple[list[Afruil], list[Afruil]]:
    """The strongest that go along, and the strongest that go against."""
    mee = [a for a in gevonden if a.samenhang > 0][:hoogstens]
    tegen = [a for a in gevonden if a.samenhang < 0][:hoogstens]
    return mee, tegen
