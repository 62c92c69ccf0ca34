"""The change between two chosen years, and its place among the changes of others.

A trend uses all years between; this looks only at the two a reader picks, so it says nothing about
what happened in between. Two sides of a break are never subtracted.
"""

from dataclasses import dataclass
from math import isnan

import numpy as np

from welvaart.cijfers.indicator import Indicator
from welvaart.lezen.stand import Stand
from welvaart.methode.positie import compute_rang
from welvaart.onderwerp.jaarreeks import Jaarreeks
from welvaart.regio.regio import Regio, RegioSoort

_GEEN = float("nan")


@dataclass(frozen=True, slots=True)
class Verandering:
    """How one figure moved.

    Attributes:
        van: first year.
        tot: last year.
        toen: figure of the first year, as shown.
        nu: figure of the last year, as shown.
        marge: how far the change may be off because both figures are rounded.
        reden: why there is no change to tell; "" when there is.
    """

    van: int
    tot: int
    toen: float
    nu: float
    marge: float
    reden: str = ""

    @property
    def verschil(self) -> float:
        """Last minus first, of the figures as shown; NaN when that cannot be told."""
        return _GEEN if self.reden else round(self.nu - self.toen, 6)

    @property
    def is_zeker(self) -> bool:
        """True when the change is larger than rounding alone can make it."""
        return not self.reden and abs(self.verschil) > self.marge + 1e-9


@dataclass(frozen=True, slots=True)
class Veranderingsrang:
    """The place of a change, 1 = most favourable; NaN and 0 without one."""

    van: float
    tot: float
    n: int


GEEN_RANG = Veranderingsrang(_GEEN, _GEEN, 0)


def compute_verandering(reeks: Jaarreeks, van: int, tot: int) -> Verandering:
    """The change of one series between two years."""
    toen, nu = reeks.get_waarde(van), reeks.get_waarde(tot)
    marge = reeks.get_marge(van) + reeks.get_marge(tot)
    reden = reeks.find_breuk(van, tot)
    if not reden and (isnan(toen) or isnan(nu)):
        jaren = " en ".join(str(j) for j, w in ((van, toen), (tot, nu)) if isnan(w))
        reden = f"Voor {reeks.naam} is er geen cijfer van {jaren}."
    return Verandering(van, tot, toen, nu, marge, reden)


def rank_verandering(
    stand: Stand, indicator: Indicator, regio: Regio, van: int, tot: int
) -> Veranderingsrang:
    """The place of a regio among the changes of all regio's of its kind.

    Ties share a place. Where the source rounds a figure more coarsely than that of others, the
    place is the interval which that allows. An own region and a neutral indicator have no place.

    Args:
        stand: the figures in which the regio is judged.
        indicator: which one.
        regio: of any kind.
        van: first year.
        tot: last year.
    """
    reeksen = stand.reeksen
    codes = _find_deelnemers(stand, indicator, regio, van, tot)
    geen_plaats = regio.soort in (RegioSoort.EIGEN, RegioSoort.LAND) or not indicator.teken
    if geen_plaats or regio.code not in codes:
        return GEEN_RANG
    i, r = reeksen.get_i(indicator.indicator_id), [reeksen.get_r(c) or 0 for c in codes]
    t = [reeksen.jaren.index(van), reeksen.jaren.index(tot)]
    waarde = np.round(reeksen.waarde[i][r][:, t], indicator.decimalen)
    verschil = np.round(waarde[:, 1] - waarde[:, 0], indicator.decimalen)
    half = (reeksen.boven[i][r][:, t] - reeksen.onder[i][r][:, t]).sum(axis=1) / 2
    grof = half > indicator.afronding + 1e-9
    rang = compute_rang(
        verschil,
        teken=indicator.teken,
        onder=np.where(grof, verschil - half, np.nan),
        boven=np.where(grof, verschil + half, np.nan),
    )
    k = codes.index(regio.code)
    return Veranderingsrang(float(rang.van[k]), float(rang.tot[k]), rang.n)


def _find_deelnemers(
    stand: Stand, indicator: Indicator, regio: Regio, van: int, tot: int
) -> list[str]:
    """Regio's of the same kind, with one series that runs from the first year to the last."""
    if _is_gebroken(stand, indicator, "", van, tot):
        return []
    eigen = {c for c in stand.regio_breuken if _is_gebroken(stand, indicator, c, van, tot)}
    alle = stand.reeksen.regio_codes
    if regio.soort is RegioSoort.GEMEENTE:
        alle = tuple(code for code in alle if code in stand.gemeente_codes)
    return [code for code in alle if code not in eigen]


def _is_gebroken(stand: Stand, indicator: Indicator, code: str, van: int, tot: int) -> bool:
    return any(van < jaar <= tot for jaar, _ in stand.find_breuken(indicator, code))
