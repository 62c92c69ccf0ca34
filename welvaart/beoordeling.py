"""Position, trend and relative trend of every gemeente on every indicator, computed in one go."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welvaart.indicator import Indicator
from welvaart.periode import Periode
from welvaart.positie import compute_rang
from welvaart.reeksen import Reeksen
from welvaart.regio import NEDERLAND
from welvaart.trend import VENSTER_JAREN, Helling, Trend, classify_trend, compute_helling

Getallen = NDArray[np.float64]
Breuken = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Beoordeling:
    """Verdict material for all regio's; ranks only among gemeenten.

    Attributes:
        rang_van: best possible rank, shape (indicator, regio, jaar); NaN = no value or no gemeente.
        rang_tot: worst possible rank.
        n: gemeenten with a value, shape (indicator, jaar).
        trend: slopes of the value, shape (indicator, regio).
        relatief: slopes of the difference with Nederland.
        venster: which figures the trend used, shape (indicator, regio, jaar).
        trends: direction as text, shape (indicator, regio).
        tellingen: per indicator how many gemeenten have each trend.
        laatste: place on the year axis of the newest value, -1 where there is none.
    """

    rang_van: Getallen
    rang_tot: Getallen
    n: NDArray[np.int64]
    trend: Helling
    relatief: Helling
    venster: NDArray[np.bool_]
    trends: NDArray[np.object_]
    tellingen: tuple[Counter[str], ...]
    laatste: NDArray[np.int64]


def build_beoordeling(
    reeksen: Reeksen,
    indicatoren: Mapping[str, Indicator],
    *,
    breuken: Breuken,
    regio_breuken: Breuken,
    zonder_trend: set[tuple[str, str]],
) -> Beoordeling:
    """Judge all regio's on all indicators.

    Args:
        reeksen: the figures; must hold Nederland for a relative trend.
        indicatoren: by id, for direction and edition.
        breuken: breaks by indicator; a trend is fitted on the newest part only.
        regio_breuken: changes of territory by gemeente; count for series on own-year indeling.
        zonder_trend: (indicator_id, regio_code) whose figures are too coarse for a trend.
    """
    is_gemeente = np.array([code.startswith("GM") for code in reeksen.regio_codes])
    heeft = ~np.isnan(reeksen.waarde)
    t = np.arange(len(reeksen.jaren))
    laatste = np.where(heeft, t, -1).max(axis=-1)
    van, tot, n = _rank_all(reeksen, indicatoren, is_gemeente)
    venster = heeft & _find_venster(reeksen, indicatoren, breuken, regio_breuken)
    waarde = np.where(venster, reeksen.waarde, np.nan)
    jaar = np.array(reeksen.jaren, dtype=float)
    nl = reeksen.get_r(NEDERLAND)
    land = np.full_like(waarde[:, :1], np.nan) if nl is None else waarde[:, [nl]]
    trend = compute_helling(waarde, jaar)
    trends = np.vectorize(classify_trend, otypes=[object])(trend.helling, trend.p)
    for indicator_id, regio_code in zonder_trend:
        if (r := reeksen.get_r(regio_code)) is not None and indicator_id in indicatoren:
            trends[reeksen.get_i(indicator_id), r] = Trend.GEEN_OORDEEL
    relatief = compute_helling(waarde - land, jaar)
    tellingen = tuple(Counter(rij[is_gemeente & (laatste[i] >= 0)]) for i, rij in enumerate(trends))
    return Beoordeling(van, tot, n, trend, relatief, venster, trends, tellingen, laatste)


def _rank_all(
    reeksen: Reeksen, indicatoren: Mapping[str, Indicator], is_gemeente: NDArray[np.bool_]
) -> tuple[Getallen, Getallen, NDArray[np.int64]]:
    van = np.full(reeksen.waarde.shape, np.nan)
    tot = np.full(reeksen.waarde.shape, np.nan)
    n = np.zeros((reeksen.waarde.shape[0], reeksen.waarde.shape[2]), dtype=np.int64)
    for i, indicator_id in enumerate(reeksen.indicator_ids):
        teken = indicatoren[indicator_id].teken
        for t in np.flatnonzero(reeksen.perioden[i] != ""):
            rang = compute_rang(
                reeksen.waarde[i, is_gemeente, t],
                teken=teken or 1,
                onder=reeksen.onder[i, is_gemeente, t],
                boven=reeksen.boven[i, is_gemeente, t],
            )
            n[i, t] = rang.n
            if teken:
                van[i, is_gemeente, t] = rang.van
                tot[i, is_gemeente, t] = rang.tot
    return van, tot, n


def _find_venster(
    reeksen: Reeksen,
    indicatoren: Mapping[str, Indicator],
    breuken: Breuken,
    regio_breuken: Breuken,
) -> NDArray[np.bool_]:
    """Mark the years a trend may use: eight to the edition's last year, after the newest break."""
    jaren = np.array(reeksen.jaren)
    heeft = reeksen.perioden != ""
    editie = [(x.bron_naam, x.editie) for x in (indicatoren[k] for k in reeksen.indicator_ids)]
    laatste = {
        sleutel: max(jaren[heeft[i]].max(initial=0) for i, e in enumerate(editie) if e == sleutel)
        for sleutel in set(editie)
    }
    eind = np.array([laatste[sleutel] for sleutel in editie])[:, None]
    mag = (jaren > eind - VENSTER_JAREN) & (jaren <= eind)
    for i, indicator_id in enumerate(reeksen.indicator_ids):
        mag[i] &= jaren >= max((_jaar(p) for p, _ in breuken.get(indicator_id, ())), default=0)
    venster = np.repeat(mag[:, None, :], len(reeksen.regio_codes), axis=1)
    eigen = np.array([indicatoren[k].indeling_bron is None for k in reeksen.indicator_ids])
    for regio_code, lijst in regio_breuken.items():
        if (r := reeksen.get_r(regio_code)) is not None:
            venster[eigen, r] &= jaren >= max(_jaar(periode) for periode, _ in lijst)
    return venster


def _jaar(periode_code: str) -> int:
    return Periode.parse(periode_code).jaar
