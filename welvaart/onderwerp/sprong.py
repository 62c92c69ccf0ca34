"""A single year far from the years around it: said, so that nobody reads a turn into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from welvaart.cijfers.indicator import Indicator
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.jaarreeks import Jaarreeks
from welvaart.regio.regio import NEDERLAND

DREMPEL = 1.0
"""Procentpunt that a year must surely lie away from the mean of its two neighbours."""

_BIJNA = 0.5  # procentpunt: years that lie about as far


@dataclass(frozen=True, slots=True)
class Sprong:
    """One year against the mean of the year before and the year after, in procentpunt.

    Attributes:
        jaar: the year in the middle.
        verschil: of the own figure; positive = above its neighbours.
        land: the same of Nederland; NaN where one of the three is missing.
        aantal: gemeenten that lie more than `DREMPEL` away in this year, up or down …
        n: … of so many with a figure in all three.
    """

    jaar: int
    verschil: float
    land: float
    aantal: int
    n: int


def find_sprong(stand: Stand, indicator: Indicator, reeks: Jaarreeks) -> Sprong | None:
    """The year that lies farthest from its neighbours, beyond `DREMPEL` and all rounding.

    After a jump up comes one down: of years that lie about as far, the one in which most gemeenten
    lie far is taken.

    Args:
        stand: the figures of the gemeenten, to count in how many the year is as odd.
        indicator: a percentage; of anything else nothing is said.
        reeks: the own figures.

    Returns:
        None without such a year. Years with a break or a gap beside them take no part.
    """
    if indicator.eenheid_kort != "%":
        return None
    ver = [
        (abs(verschil), jaar, verschil)
        for jaar in reeks.jaren
        if not isnan(verschil := _measure(reeks, jaar))
        and abs(verschil) > DREMPEL + _find_ruis(reeks, jaar) + 1e-9
    ]
    if not ver:
        return None
    bijna = max(ver)[0] - _BIJNA
    sprongen = [_build(stand, indicator, jaar, v) for afstand, jaar, v in ver if afstand >= bijna]
    return max(sprongen, key=lambda sprong: (sprong.aantal, abs(sprong.verschil)))


def _build(stand: Stand, indicator: Indicator, jaar: int, verschil: float) -> Sprong:
    wijken = _measure_gemeenten(stand, indicator, jaar)
    land = stand.reeksen.get_reeks(indicator.indicator_id, NEDERLAND)
    t = stand.reeksen.jaren.index(jaar)
    return Sprong(
        jaar,
        verschil,
        float(land[t] - (land[t - 1] + land[t + 1]) / 2),
        int((np.abs(wijken) > DREMPEL + 1e-9).sum()),
        int((~np.isnan(wijken)).sum()),
    )


def describe_sprong(sprong: Sprong, indicator: Indicator, naam: str) -> str:
    """What stands out, in how many gemeenten it does, and that the source gives no reason."""
    jaar = sprong.jaar
    land = ""
    if not isnan(sprong.land):
        land = f" (Nederland: {_say(indicator, sprong.land)})"
    return (
        f"In {jaar} ligt het cijfer van {naam} ongeveer {_say(indicator, sprong.verschil)} dan het "
        f"gemiddelde van {jaar - 1} en {jaar + 1}{land}. Zo'n uitschieter van meer dan "
        f"{indicator.format_verschil(DREMPEL, decimalen=0)} hebben in dat jaar {sprong.aantal} "
        f"van de {sprong.n} gemeenten. De bron zegt niet waardoor. Hecht daarom niet "
        "te veel aan dat ene jaar; kijk naar de hele lijn."
    )


def _say(indicator: Indicator, verschil: float) -> str:
    woord = "hoger" if verschil > 0 else "lager"
    return f"{indicator.format_verschil(abs(verschil))} {woord}"


def _measure(reeks: Jaarreeks, jaar: int) -> float:
    """Distance to the mean of both neighbours; NaN with a gap, or with a break in between."""
    if reeks.find_breuk(jaar - 1, jaar + 1):
        return float("nan")
    voor, zelf, na = (reeks.get_precies(j) for j in (jaar - 1, jaar, jaar + 1))
    return zelf - (voor + na) / 2


def _find_ruis(reeks: Jaarreeks, jaar: int) -> float:
    voor, zelf, na = (reeks.get_marge(j) for j in (jaar - 1, jaar, jaar + 1))
    return zelf + (voor + na) / 2


def _measure_gemeenten(stand: Stand, indicator: Indicator, jaar: int) -> np.ndarray:
    """Distance of each gemeente to the mean of its neighbours; NaN with a gap."""
    reeksen = stand.reeksen
    i, t = reeksen.get_i(indicator.indicator_id), reeksen.jaren.index(jaar)
    rijen: Sequence[int] = [
        r for gemeente in stand.gemeenten if (r := reeksen.get_r(gemeente.code)) is not None
    ]
    voor, zelf, na = (reeksen.waarde[i, rijen, k] for k in (t - 1, t, t + 1))
    return np.asarray(zelf - (voor + na) / 2, dtype="float64")
