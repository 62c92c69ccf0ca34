"""Does a series rise or fall, and does it gain on Nederland: least squares over eight years.

The window is the same calendar window for all indicators of an edition; at least five years with a
figure; two-sided t-test on the slope at 5 %. The method page names what this test does not know:
dependence between years, smoothed model estimates, rounding.
"""

from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Getallen = NDArray[np.float64]

VENSTER_JAREN = 8
MIN_MEETJAREN = 5
ALFA = 0.05
_NUL = (
    1e-9  # relative to the size of the values: below this a slope or a residual is rounding noise
)


class Trend(StrEnum):
    """Direction of the value over the window."""

    STIJGT = "stijgt"
    DAALT = "daalt"
    GELIJK = "gelijk"
    TE_WEINIG_MEETJAREN = "te_weinig_meetjaren"
    GEEN_OORDEEL = "geen_oordeel"


class Oordeel(StrEnum):
    """What a trend means for brede welvaart."""

    BETER = "beter"
    SLECHTER = "slechter"
    GELIJK = "gelijk"
    GEEN_OORDEEL = "geen_oordeel"


class RelatieveTrend(StrEnum):
    """Trend of the difference with Nederland, seen from brede welvaart."""

    GUNSTIG = "gunstig"
    GELIJK = "gelijk"
    ONGUNSTIG = "ongunstig"
    TE_WEINIG_MEETJAREN = "te_weinig_meetjaren"
    GEEN_OORDEEL = "geen_oordeel"


class Helling(NamedTuple):
    """Least-squares slopes; arrays of the shape of the input without its last axis."""

    helling: Getallen  # per year; NaN with fewer than two years
    p: Getallen  # two-sided; NaN with fewer than MIN_MEETJAREN years
    n: NDArray[np.int64]  # years used


def compute_p(t: Getallen, df: NDArray[np.int64]) -> Getallen:
    """Two-sided p-value of Student's t for whole degrees of freedom, by its closed form.

    Args:
        t: test statistics; infinite gives 0, NaN gives NaN.
        df: degrees of freedom, ≥ 1, same shape.
    """
    hoek = np.arctan(np.abs(t) / np.sqrt(df))
    cos2 = np.cos(hoek) ** 2
    oneven = df % 2 == 1
    term = np.where(oneven, np.cos(hoek), 1.0)
    som = np.where(oneven & (df == 1), 0.0, term)
    for k in range(1, int(df.max(initial=1)) // 2 + 1):
        factor = np.where(oneven, 2 * k / (2 * k + 1), (2 * k - 1) / (2 * k))
        term = term * factor * cos2
        nog = np.where(oneven, k <= (df - 3) // 2, k <= df // 2 - 1)
        som = som + np.where(nog, term, 0.0)
    kans = np.where(oneven, 2 / np.pi * (hoek + np.sin(hoek) * som), np.sin(hoek) * som)
    p: Getallen = np.clip(1 - kans, 0.0, 1.0)
    return p


def compute_helling(waarde: Getallen, jaar: Getallen) -> Helling:
    """Fit a straight line through each row over the years that have a figure.

    Args:
        waarde: shape (…, jaren); NaN = no figure that year.
        jaar: shape (jaren,), calendar years.

    Returns:
        Slope per year, p-value and number of years. A line without any scatter gets p = 1 when it
        is flat and p = 0 when it is not.
    """
    heeft = ~np.isnan(waarde)
    n = heeft.sum(axis=-1)
    w = np.where(heeft, waarde, 0.0)
    x = np.where(heeft, jaar, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        gem_x = x.sum(axis=-1, keepdims=True) / n[..., None]
        gem_w = w.sum(axis=-1, keepdims=True) / n[..., None]
        dx = np.where(heeft, jaar - gem_x, 0.0)
        dw = np.where(heeft, waarde - gem_w, 0.0)
        sxx = (dx**2).sum(axis=-1)
        helling = np.where(n >= 2, (dx * dw).sum(axis=-1) / sxx, np.nan)
        rest = dw - helling[..., None] * dx
        rss = (np.where(heeft, rest, 0.0) ** 2).sum(axis=-1)
        schaal = np.maximum(np.abs(w).max(axis=-1, initial=0.0), 1e-300)
        vlak = np.abs(helling) * np.sqrt(sxx) <= _NUL * schaal
        strak = np.sqrt(rss) <= _NUL * schaal
        df = np.maximum(n - 2, 1)
        t = helling / np.sqrt(rss / df / sxx)
        p = compute_p(np.where(strak, 0.0, t), df)
    p = np.where(strak, np.where(vlak, 1.0, 0.0), p)
    helling = np.where(vlak, 0.0, helling)
    return Helling(helling, np.where(n >= MIN_MEETJAREN, p, np.nan), n)


def classify_trend(helling: float, p: float) -> Trend:
    """Turn one slope and p-value into a direction; NaN p = too few years."""
    if np.isnan(p):
        return Trend.TE_WEINIG_MEETJAREN
    if p >= ALFA:
        return Trend.GELIJK
    return Trend.STIJGT if helling > 0 else Trend.DAALT


def judge_trend(trend: Trend, *, teken: int) -> Oordeel:
    """Say whether a trend is good or bad; neutral indicators and short series get no verdict."""
    if teken == 0 or trend in (Trend.TE_WEINIG_MEETJAREN, Trend.GEEN_OORDEEL):
        return Oordeel.GEEN_OORDEEL
    if trend is Trend.GELIJK:
        return Oordeel.GELIJK
    stijgt = 1 if trend is Trend.STIJGT else -1
    return Oordeel.BETER if stijgt == teken else Oordeel.SLECHTER


def judge_relatieve_trend(trend: Trend, *, teken: int) -> RelatieveTrend:
    """Turn the trend of the difference with Nederland into favourable or not."""
    if trend is Trend.TE_WEINIG_MEETJAREN:
        return RelatieveTrend.TE_WEINIG_MEETJAREN
    oordeel = judge_trend(trend, teken=teken)
    return {
        Oordeel.BETER: RelatieveTrend.GUNSTIG,
        Oordeel.SLECHTER: RelatieveTrend.ONGUNSTIG,
        Oordeel.GELIJK: RelatieveTrend.GELIJK,
        Oordeel.GEEN_OORDEEL: RelatieveTrend.GEEN_OORDEEL,
    }[oordeel]
