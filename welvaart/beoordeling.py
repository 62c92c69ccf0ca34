"""Position, trend and relative trend of every gemeente on every indicator, computed in one go."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from welvaart.indicator import Indicator
from welvaart.periode import Periode
from welvaart.positie import compute_rang
from welvaart.reeksen import Reeksen
from welvaart.regio import NEDERLAND
from welvaart.trend import VENSTER_JAREN, Helling, Trend, classify_trend, compute_helling

Getallen = NDArray[np.float64]
_VOORLOPIG = ("voorlopig", "nader_voorlopig")
Breuken = Mapping[str, Sequence[tuple[str, str]]]


class Tegenover(NamedTuple):
    """How the difference with a group moves; arrays of one shape, indicator first.

    Attributes:
        helling: slope, p and years of the difference.
        trends: direction (`Trend`); a move below the rounding of the source is equal.
        begin: the difference in the first year used; NaN without any.
        eind: the difference in the last year used.
        klein: True where the move is smaller than one step of rounding.
    """

    helling: Helling
    trends: NDArray[np.object_]
    begin: Getallen
    eind: Getallen
    klein: NDArray[np.bool_]


@dataclass(frozen=True)
class Beoordeling:
    """Verdict material for all regio's; ranks only among gemeenten.

    Attributes:
        rang_van: best possible rank, shape (indicator, regio, jaar); NaN = no value or no gemeente.
        rang_tot: worst possible rank.
        n: gemeenten with a value, shape (indicator, jaar).
        trend: slopes of the value, shape (indicator, regio).
        relatief: slopes of the difference with Nederland.
        gemeten: the figures as tested, shape (indicator, regio, jaar); recomputed rates rounded as
            the source rounds: beside whole percents a finer figure would make a trend of rounding.
        venster: which figures the trend used, shape (indicator, regio, jaar).
        trends: direction (`Trend`), shape (indicator, regio).
        relatieve_trends: direction of the difference with Nederland; a move below the rounding of
            the source is equal.
        tellingen: per indicator how many gemeenten have each trend.
        relatieve_tellingen: the same for the relative trend.
        vensters: per indicator the first and last calendar year a trend may use.
        gemeenten: places of the gemeenten on the regio axis.
        laatste: place on the year axis of the newest value, -1 where there is none.
    """

    rang_van: Getallen
    rang_tot: Getallen
    n: NDArray[np.int64]
    trend: Helling
    relatief: Helling
    gemeten: Getallen
    venster: NDArray[np.bool_]
    trends: NDArray[np.object_]
    relatieve_trends: NDArray[np.object_]
    tellingen: tuple[Counter[str], ...]
    relatieve_tellingen: tuple[Counter[str], ...]
    vensters: tuple[tuple[int, int], ...]
    gemeenten: NDArray[np.int64]
    laatste: NDArray[np.int64]


def build_beoordeling(
    reeksen: Reeksen,
    indicatoren: Mapping[str, Indicator],
    *,
    breuken: Breuken,
    regio_breuken: Breuken,
    zonder_trend: Set[tuple[str, str]],
    met_voorlopig: bool = True,
) -> Beoordeling:
    """Judge all regio's on all indicators.

    Args:
        reeksen: the figures; must hold Nederland for a relative trend.
        indicatoren: by id, for direction and edition.
        breuken: breaks by indicator; a trend is fitted on the newest part only.
        regio_breuken: changes of territory by gemeente; count for series on own-year indeling.
        zonder_trend: (indicator_id, regio_code) whose figures are too coarse for a trend.
        met_voorlopig: False leaves provisional figures out of the trends; places keep them.
    """
    is_gemeente = np.array([code.startswith("GM") for code in reeksen.regio_codes])
    heeft = ~np.isnan(reeksen.waarde)
    t = np.arange(len(reeksen.jaren))
    laatste = np.where(heeft, t, -1).max(axis=-1)
    van, tot, n = _rank_all(reeksen, indicatoren, is_gemeente)
    gemeten = _round_herrekend(reeksen, indicatoren)
    vensters, mag = _find_venster(reeksen, indicatoren, breuken, regio_breuken)
    venster = heeft & mag
    if not met_voorlopig:
        venster &= ~np.isin(reeksen.status, _VOORLOPIG)
    waarde = np.where(venster, gemeten, np.nan)
    jaar = np.array(reeksen.jaren, dtype=float)
    nl = reeksen.get_r(NEDERLAND)
    land = np.full_like(waarde[:, :1], np.nan) if nl is None else waarde[:, [nl]]
    trend = compute_helling(waarde, jaar)
    trends = _classify(trend)
    _blank_trends(trends, reeksen, indicatoren, zonder_trend)
    tegen = compute_tegenover(
        waarde - land, reeksen, indicatoren, grof=trends == Trend.GEEN_OORDEEL
    )
    return Beoordeling(
        rang_van=van,
        rang_tot=tot,
        n=n,
        trend=trend,
        relatief=tegen.helling,
        gemeten=gemeten,
        venster=venster,
        trends=trends,
        relatieve_trends=tegen.trends,
        tellingen=tuple(Counter(rij[is_gemeente]) for rij in trends),
        relatieve_tellingen=tuple(Counter(rij[is_gemeente]) for rij in tegen.trends),
        vensters=vensters,
        gemeenten=np.flatnonzero(is_gemeente),
        laatste=laatste,
    )


def compute_tegenover(
    verschil: Getallen,
    reeksen: Reeksen,
    indicatoren: Mapping[str, Indicator],
    *,
    grof: NDArray[np.bool_],
) -> Tegenover:
    """Judge how the difference with a group moves.

    A mean has more decimals than a rounded gemeente, so a move smaller than one step of the
    source's rounding counts as equal: else a gemeente whose own figure never moved would seem to
    lose or gain.

    Args:
        verschil: gemeente minus group in the years of the trend, shape (indicator, …, jaar).
        reeksen: for the axes.
        indicatoren: by id, for the rounding.
        grof: shape (indicator, …), True where the figures are too coarse for any trend.
    """
    jaar = np.array(reeksen.jaren, dtype=float)
    helling = compute_helling(verschil, jaar)
    stap = np.array([indicatoren[k].afronding for k in reeksen.indicator_ids])
    stap = stap.reshape(-1, *[1] * (verschil.ndim - 2))
    heeft = ~np.isnan(verschil)
    ooit = heeft.any(axis=-1)
    eerste, laatste = heeft.argmax(axis=-1), len(jaar) - 1 - heeft[..., ::-1].argmax(axis=-1)
    with np.errstate(invalid="ignore"):
        klein = ~np.isnan(helling.p) & (np.abs(helling.helling) * (laatste - eerste) < stap - 1e-9)
    trends = _classify(helling)
    trends[klein] = Trend.GELIJK
    trends[(helling.n == 0) | grof] = Trend.GEEN_OORDEEL
    begin = np.take_along_axis(verschil, eerste[..., None], axis=-1)[..., 0]
    eind = np.take_along_axis(verschil, laatste[..., None], axis=-1)[..., 0]
    return Tegenover(
        helling, trends, np.where(ooit, begin, np.nan), np.where(ooit, eind, np.nan), klein
    )


def _classify(helling: Helling) -> NDArray[np.object_]:
    uit = np.vectorize(classify_trend, otypes=[object])(helling.helling, helling.p)
    return np.asarray(uit, dtype=object)


def _blank_trends(
    trends: NDArray[np.object_],
    reeksen: Reeksen,
    indicatoren: Mapping[str, Indicator],
    zonder_trend: Set[tuple[str, str]],
) -> None:
    """No trend for figures that are too coarse, nor for classes (an ordinal score)."""
    for i, indicator_id in enumerate(reeksen.indicator_ids):
        if indicatoren[indicator_id].regionaal == "geen":
            trends[i] = Trend.GEEN_OORDEEL
    for indicator_id, regio_code in zonder_trend:
        if (r := reeksen.get_r(regio_code)) is not None and indicator_id in indicatoren:
            trends[reeksen.get_i(indicator_id), r] = Trend.GEEN_OORDEEL


def _round_herrekend(reeksen: Reeksen, indicatoren: Mapping[str, Indicator]) -> Getallen:
    grof = [
        np.nan if x.regionaal == "som" else x.afronding
        for x in (indicatoren[k] for k in reeksen.indicator_ids)
    ]
    stap = np.broadcast_to(np.array(grof)[:, None, None], reeksen.waarde.shape)
    rond = (reeksen.herkomst == "herindeling") & ~np.isnan(stap)
    return np.where(rond, np.round(np.round(reeksen.waarde / stap) * stap, 10), reeksen.waarde)


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
) -> tuple[tuple[tuple[int, int], ...], NDArray[np.bool_]]:
    """The years a trend may use: eight to the edition's last year, after the newest break.

    Returns:
        First and last year per indicator, and a mark per figure (there a change of territory that
        could not be recomputed counts too).
    """
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
    vensters = tuple(
        (int(jaren[rij].min(initial=jaren[-1])), int(e))
        for rij, (e,) in zip(mag, eind, strict=True)
    )
    venster = np.repeat(mag[:, None, :], len(reeksen.regio_codes), axis=1)
    eigen = np.array([indicatoren[k].indeling_bron is None for k in reeksen.indicator_ids])
    for regio_code, lijst in regio_breuken.items():
        if (r := reeksen.get_r(regio_code)) is not None:
            venster[eigen, r] &= jaren >= max(_jaar(periode) for periode, _ in lijst)
    return vensters, venster


def _jaar(periode_code: str) -> int:
    return Periode.parse(periode_code).jaar
