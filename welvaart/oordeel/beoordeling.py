"""Position, trend and relative trend of every gemeente on every indicator, computed in one go."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.reeksen import Reeksen
from welvaart.methode.afronding import round_blok
from welvaart.methode.positie import compute_rang
from welvaart.methode.trend import ALFA, Helling, Trend, compute_helling
from welvaart.oordeel.venster import Breuken, find_venster
from welvaart.regio.regio import NEDERLAND, RegioSoort

Getallen = NDArray[np.float64]
_VOORLOPIG = ("voorlopig", "nader_voorlopig")


class Tegenover(NamedTuple):
    """How the difference with a group moves; arrays of one shape, indicator first.

    Attributes:
        helling: slope, p and years of the difference.
        trends: direction (`Trend`); a move below the rounding of the source is equal.
        begin: the difference in the first year used; NaN without any.
        eind: the difference in the last year used.
        klein: True where the move is smaller than one step of rounding.
        tellingen: per indicator how many gemeenten have each direction against this same group;
            None = those of the Beoordeling (against Nederland).
    """

    helling: Helling
    trends: NDArray[np.object_]
    begin: Getallen
    eind: Getallen
    klein: NDArray[np.bool_]
    tellingen: tuple[Counter[str], ...] | None = None


@dataclass(frozen=True)
class Beoordeling:
    """Verdict material for all regio's; ranks only among gemeenten.

    Attributes:
        rang_van: best possible rank, shape (indicator, regio, jaar); NaN = no value or no gemeente.
        rang_tot: worst possible rank.
        n: gemeenten with a value, shape (indicator, jaar).
        trend: slopes of the value, shape (indicator, regio).
        relatief: slopes of the difference with Nederland.
        gemeten: the figures as ranked and tested, shape (indicator, regio, jaar); recomputed rates
            rounded as the source rounds: beside whole percents a finer figure would make a trend
            or a place of rounding.
        venster: which figures the trend used, shape (indicator, regio, jaar).
        trends: direction (`Trend`), shape (indicator, regio).
        relatieve_trends: direction of the difference with Nederland; a move below the rounding of
            the source is equal.
        tellingen: per indicator how many gemeenten have each trend.
        relatieve_tellingen: the same for the relative trend.
        vensters: per indicator the first and last calendar year a trend may use.
        gemeenten: places of the gemeenten on the regio axis.
        laatste: place on the year axis of the newest value, -1 where there is none.
        soort: kind of regio that is ranked and counted; the places in `gemeenten` are theirs.
        rest: what each regio was held against, shape (indicator, regio, jaar); None = Nederland as
            a whole.
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
    soort: RegioSoort = RegioSoort.GEMEENTE
    rest: Getallen | None = None


class Deelname(NamedTuple):
    """Who is judged against whom, where the regio's are not gemeenten.

    Attributes:
        soort: kind of the regio's.
        telt: shape (indicator, regio, jaar), True where a figure bears the name of its regio and
            takes part in the ranks.
        rest: figures of Nederland without the regio, shape (indicator, regio, jaar); NaN = none.
    """

    soort: RegioSoort
    telt: NDArray[np.bool_]
    rest: Getallen


def build_beoordeling(
    reeksen: Reeksen,
    indicatoren: Mapping[str, Indicator],
    *,
    breuken: Breuken,
    regio_breuken: Breuken,
    zonder_trend: Set[tuple[str, str]],
    met_voorlopig: bool = True,
    deelname: Deelname | None = None,
) -> Beoordeling:
    """Judge all regio's on all indicators.

    Args:
        reeksen: the figures; must hold Nederland for a relative trend.
        indicatoren: by id, for direction and edition.
        breuken: breaks by indicator; a trend is fitted on the newest part only.
        regio_breuken: changes of territory by gemeente; count for series on own-year indeling.
        zonder_trend: (indicator_id, regio_code) whose figures are too coarse for a trend.
        met_voorlopig: False leaves provisional figures out of the trends; places keep them.
        deelname: None ranks the gemeenten, and holds every regio against Nederland as a whole.
    """
    doet_mee, telt, rond = _find_deelname(reeksen, deelname)
    heeft = ~np.isnan(reeksen.waarde)
    t = np.arange(len(reeksen.jaren))
    laatste = np.where(heeft, t, -1).max(axis=-1)
    gemeten = _round_herrekend(reeksen, indicatoren, rond)
    van, tot, n = _rank_all(replace(reeksen, waarde=gemeten), indicatoren, telt)
    vensters, mag = find_venster(reeksen, indicatoren, breuken, regio_breuken)
    venster = heeft & mag
    if not met_voorlopig:
        venster &= ~np.isin(reeksen.status, _VOORLOPIG)
    waarde = np.where(venster, gemeten, np.nan)
    jaar = np.array(reeksen.jaren, dtype=float)
    tegen = _get_land(reeksen, waarde) if deelname is None else deelname.rest
    trend = compute_helling(waarde, jaar)
    trends = _classify(trend)
    _blank_trends(trends, reeksen, indicatoren, zonder_trend)
    tegenover = compute_tegenover(
        waarde - tegen, reeksen, indicatoren, grof=trends == Trend.GEEN_OORDEEL
    )
    return Beoordeling(
        rang_van=van,
        rang_tot=tot,
        n=n,
        trend=trend,
        relatief=tegenover.helling,
        gemeten=gemeten,
        venster=venster,
        trends=trends,
        relatieve_trends=tegenover.trends,
        tellingen=tuple(Counter(rij[doet_mee]) for rij in trends),
        relatieve_tellingen=tuple(Counter(rij[doet_mee]) for rij in tegenover.trends),
        vensters=vensters,
        gemeenten=np.flatnonzero(doet_mee),
        laatste=laatste,
        soort=RegioSoort.GEMEENTE if deelname is None else deelname.soort,
        rest=None if deelname is None else deelname.rest,
    )


def _find_deelname(
    reeksen: Reeksen, deelname: Deelname | None
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], tuple[str, ...]]:
    """Who is counted, which figures are ranked, and of which origin are rounded."""
    if deelname is not None:
        samen = np.full(len(reeksen.regio_codes), len(reeksen.regio_codes) > 1)
        return samen, deelname.telt, ("herindeling", "berekend")
    doet_mee = np.array([code.startswith("GM") for code in reeksen.regio_codes])
    telt = ~np.isnan(reeksen.waarde) & doet_mee[:, None]
    return doet_mee, telt, ("herindeling",)


def _get_land(reeksen: Reeksen, waarde: Getallen) -> Getallen:
    nl = reeksen.get_r(NEDERLAND)
    return np.full_like(waarde[:, :1], np.nan) if nl is None else waarde[:, [nl]]


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
    uit = np.full(helling.p.shape, Trend.GELIJK, dtype=object)
    with np.errstate(invalid="ignore"):
        zeker, omhoog = helling.p < ALFA, helling.helling > 0
    uit[zeker & omhoog], uit[zeker & ~omhoog] = Trend.STIJGT, Trend.DAALT
    uit[np.isnan(helling.p)] = Trend.TE_WEINIG_MEETJAREN
    return uit


def _blank_trends(
    trends: NDArray[np.object_],
    reeksen: Reeksen,
    indicatoren: Mapping[str, Indicator],
    zonder_trend: Set[tuple[str, str]],
) -> None:
    """No trend for figures that are too coarse, nor for classes (an ordinal score)."""
    for i, indicator_id in enumerate(reeksen.indicator_ids):
        if indicatoren[indicator_id].is_klasse:
            trends[i] = Trend.GEEN_OORDEEL
    for indicator_id, regio_code in zonder_trend:
        if (r := reeksen.get_r(regio_code)) is not None and indicator_id in indicatoren:
            trends[reeksen.get_i(indicator_id), r] = Trend.GEEN_OORDEEL


def _round_herrekend(
    reeksen: Reeksen, indicatoren: Mapping[str, Indicator], herkomsten: Sequence[str]
) -> Getallen:
    grof = [
        np.nan if x.regionaal == "som" else x.afronding
        for x in (indicatoren[k] for k in reeksen.indicator_ids)
    ]
    stap = np.broadcast_to(np.array(grof)[:, None, None], reeksen.waarde.shape)
    rond = np.isin(reeksen.herkomst, herkomsten) & ~np.isnan(stap)
    return np.where(rond, np.round(round_blok(reeksen.waarde, stap), 10), reeksen.waarde)


def _rank_all(
    reeksen: Reeksen, indicatoren: Mapping[str, Indicator], telt: NDArray[np.bool_]
) -> tuple[Getallen, Getallen, NDArray[np.int64]]:
    van = np.full(reeksen.waarde.shape, np.nan)
    tot = np.full(reeksen.waarde.shape, np.nan)
    n = np.zeros((reeksen.waarde.shape[0], reeksen.waarde.shape[2]), dtype=np.int64)
    for i, indicator_id in enumerate(reeksen.indicator_ids):
        teken = indicatoren[indicator_id].teken
        for t in np.flatnonzero(reeksen.perioden[i] != ""):
            mee = telt[i, :, t]
            rang = compute_rang(
                reeksen.waarde[i, mee, t],
                teken=teken or 1,
                onder=reeksen.onder[i, mee, t],
                boven=reeksen.boven[i, mee, t],
            )
            n[i, t] = rang.n
            if teken:
                van[i, mee, t] = rang.van
                tot[i, mee, t] = rang.tot
    return van, tot, n
