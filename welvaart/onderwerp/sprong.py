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
"""Procentpunt that a year must surely lie above or below the mean of its two neighbours."""

_BIJNA = 0.5  # procentpunt: years that lie about as far


@dataclass(frozen=True, slots=True)
class Sprong:
    """A peak or a dip: one year against the mean of the years beside it, in procentpunt.

    Attributes:
        jaar: the year in the middle.
        verschil: of the own figure; positive = above its neighbours.
        land: the same of Nederland; NaN where one of the three is missing.
        aantal: gemeenten with such a peak, or such a dip, of more than `DREMPEL` in this year …
        n: … of so many with a figure in all three.
    """

    jaar: int
    verschil: float
    land: float
    aantal: int
    n: int


def find_sprong(stand: Stand, indicator: Indicator, reeks: Jaarreeks) -> Sprong | None:
    """The highest peak or deepest dip, beyond `DREMPEL` and all rounding.

    After a jump up comes one down: of years that lie about as far, the one in which most gemeenten
    have a peak or a dip is taken. A step to another level and a bend are neither.

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
    jaar, verschil = max(
        ((jaar, v) for afstand, jaar, v in ver if afstand >= bijna),
        key=lambda k: (
            _count(stand, indicator, k[0], 1) + _count(stand, indicator, k[0], -1),
            abs(k[1]),
        ),
    )
    land = stand.reeksen.get_reeks(indicator.indicator_id, NEDERLAND)
    t = stand.reeksen.jaren.index(jaar)
    return Sprong(
        jaar,
        verschil,
        float(land[t] - (land[t - 1] + land[t + 1]) / 2),
        _count(stand, indicator, jaar, 1 if verschil > 0 else -1),
        int((~np.isnan(_measure_gemeenten(stand, indicator, jaar))).sum()),
    )


def _count(stand: Stand, indicator: Indicator, jaar: int, kant: int) -> int:
    """Gemeenten with a peak (1) or a dip (-1) of more than `DREMPEL` in this year."""
    return int((kant * _measure_gemeenten(stand, indicator, jaar) > DREMPEL + 1e-9).sum())


def describe_sprong(sprong: Sprong, indicator: Indicator, naam: str) -> str:
    """What stands out, in how many gemeenten it does, and that the source gives no reason."""
    jaar, kant = sprong.jaar, "hoger" if sprong.verschil > 0 else "lager"
    land = "" if isnan(sprong.land) else f" (Nederland: {_say(indicator, sprong.land)})"
    wat = f"{indicator.format_verschil(DREMPEL, decimalen=0)} {kant}"
    slot = "Hecht daarom niet te veel aan dat ene jaar; kijk naar de hele lijn."
    if sprong.aantal * 2 > sprong.n:
        slot = f"Het is dus niet iets van {naam} alleen; kijk naar de hele lijn."
    return (
        f"In {jaar} ligt het cijfer van {naam} ongeveer {_say(indicator, sprong.verschil)} dan het "
        f"gemiddelde van {jaar - 1} en {jaar + 1}{land}. Zo'n uitschieter van meer dan {wat} "
        f"{'heeft' if sprong.aantal == 1 else 'hebben'} in dat jaar {sprong.aantal} van de "
        f"{sprong.n} gemeenten. De bron zegt niet waardoor. {slot}"
    )


def _say(indicator: Indicator, verschil: float) -> str:
    # The mean of two whole percents may lie halfway.
    decimalen = max(1, indicator.decimalen)
    if abs(verschil) < 0.5 * 10.0**-decimalen:
        return "geen verschil"
    woord = "hoger" if verschil > 0 else "lager"
    return f"{indicator.format_verschil(abs(verschil), decimalen=decimalen)} {woord}"


def _measure(reeks: Jaarreeks, jaar: int) -> float:
    """Height of a peak, or minus the depth of a dip, against the mean of both neighbours.

    NaN where there is neither, with a gap, or with a break in between.
    """
    if reeks.find_breuk(jaar - 1, jaar + 1):
        return float("nan")
    voor, zelf, na = (reeks.get_precies(j) for j in (jaar - 1, jaar, jaar + 1))
    return zelf - (voor + na) / 2 if (zelf - voor) * (zelf - na) > 0 else float("nan")


def _find_ruis(reeks: Jaarreeks, jaar: int) -> float:
    voor, zelf, na = (reeks.get_marge(j) for j in (jaar - 1, jaar, jaar + 1))
    return zelf + (voor + na) / 2


def _measure_gemeenten(stand: Stand, indicator: Indicator, jaar: int) -> np.ndarray:
    """The same of each gemeente; 0 where there is neither peak nor dip, NaN with a gap."""
    reeksen = stand.reeksen
    i, t = reeksen.get_i(indicator.indicator_id), reeksen.jaren.index(jaar)
    rijen: Sequence[int] = [
        r for gemeente in stand.gemeenten if (r := reeksen.get_r(gemeente.code)) is not None
    ]
    voor, zelf, na = (reeksen.waarde[i, rijen, k] for k in (t - 1, t, t + 1))
    ver = zelf - (voor + na) / 2
    return np.where(np.isnan(ver) | ((zelf - voor) * (zelf - na) > 0), ver, 0.0)
