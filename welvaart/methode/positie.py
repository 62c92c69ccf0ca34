"""Where a gemeente stands among all gemeenten: an honest rank with ties and a true denominator."""

from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Getallen = NDArray[np.float64]


class Richting(StrEnum):
    """What a higher value means for brede welvaart."""

    HOGER_IS_BETER = "hoger_is_beter"
    LAGER_IS_BETER = "lager_is_beter"
    NEUTRAAL = "neutraal"

    @property
    def teken(self) -> int:
        """+1 where higher is better, -1 where lower is better, 0 where neither is."""
        return {"hoger_is_beter": 1, "lager_is_beter": -1}.get(self.value, 0)


class Positie(StrEnum):
    """The verdict on a rank; a quarter only when the whole interval lies in it."""

    BESTE_KWART = "beste_kwart"
    MIDDEN = "midden"
    SLECHTSTE_KWART = "slechtste_kwart"
    NIET_TE_ZEGGEN = "niet_te_zeggen"
    GEEN_OORDEEL = "geen_oordeel"


class Rang(NamedTuple):
    """Rank intervals, 1 = best; NaN where a gemeente has no value."""

    van: Getallen
    tot: Getallen
    n: int


def compute_rang(
    waarde: Getallen, *, teken: int, onder: Getallen | None = None, boven: Getallen | None = None
) -> Rang:
    """Rank interval of each gemeente: which places it can hold, given ties and margins.

    Without margins the interval is [number better + 1, number better + number equal]. With margins
    a gemeente counts as surely better only if its whole margin lies above the other's, so a wide
    margin gives a wide interval.

    Args:
        waarde: one value per gemeente, shape (n,); NaN = no value, does not take part.
        teken: +1 higher is better, -1 lower is better.
        onder: lower bounds, same shape; NaN = the value itself.
        boven: upper bounds, same shape; NaN = the value itself.

    Returns:
        `van` and `tot` of shape (n,), and the true denominator: gemeenten with a value.
    """
    laag = waarde if onder is None else np.where(np.isnan(onder), waarde, onder)
    hoog = waarde if boven is None else np.where(np.isnan(boven), waarde, boven)
    if teken < 0:
        laag, hoog = -hoog, -laag
    heeft = ~np.isnan(waarde)
    n = int(heeft.sum())
    zeker_beter = n - np.searchsorted(np.sort(laag[heeft]), hoog, side="right")
    zeker_slechter = np.searchsorted(np.sort(hoog[heeft]), laag, side="left")
    van = np.where(heeft, zeker_beter + 1, np.nan)
    tot = np.where(heeft, n - zeker_slechter, np.nan)
    return Rang(van, tot, n)


def classify_positie(van: float, tot: float, n: int, *, teken: int) -> Positie:
    """Put one rank interval in a quarter, or say that it cannot be said.

    Args:
        van: best possible rank; NaN = no value.
        tot: worst possible rank.
        n: gemeenten with a value; alone there is nothing to compare with.
        teken: 0 = neutral indicator, which never gets a verdict.
    """
    if teken == 0 or n < 2 or np.isnan(van):
        return Positie.GEEN_OORDEEL
    if tot <= n / 4:
        return Positie.BESTE_KWART
    if van > 3 * n / 4:
        return Positie.SLECHTSTE_KWART
    if van > n / 4 and tot <= 3 * n / 4:
        return Positie.MIDDEN
    return Positie.NIET_TE_ZEGGEN
