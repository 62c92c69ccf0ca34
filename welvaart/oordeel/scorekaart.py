"""The nulmeting of one regio: one line per indicator with value, position, trend and coverage."""

from collections.abc import Mapping, Set
from dataclasses import replace

import numpy as np

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.reeksen import Reeksen
from welvaart.methode.positie import Positie, classify_positie
from welvaart.methode.trend import (
    Oordeel,
    RelatieveTrend,
    Trend,
    judge_relatieve_trend,
    judge_trend,
)
from welvaart.oordeel.beoordeling import Beoordeling, Tegenover, compute_tegenover
from welvaart.oordeel.regel import Groepswaarde, Regel
from welvaart.regio.regio import NEDERLAND, RegioSoort


def build_scorekaart(
    reeksen: Reeksen,
    beoordeling: Beoordeling,
    indicatoren: Mapping[str, Indicator],
    regio_code: str,
    groepswaarden: Mapping[tuple[str, str], Groepswaarde],
    afgerond: Set[tuple[str, str]] = frozenset(),
    tegenover: Tegenover | None = None,
) -> list[Regel]:
    """One line per indicator for one regio, in the order of the catalogue.

    Args:
        reeksen: all figures.
        beoordeling: of the same block.
        indicatoren: by id.
        regio_code: a gemeente, or a regio (then without rank).
        groepswaarden: (indicator_id, periode_code) → value for Nederland, also partial ones.
        afgerond: (indicator_id, regio_code) that the source gives only in whole units.
        tegenover: how the difference with the group moves, per indicator; None = Nederland.
    """
    r = reeksen.get_r(regio_code)
    if tegenover is None:
        tegenover = _relate_to_land(reeksen, beoordeling, indicatoren, r)
    regels = [
        _build_regel(reeksen, beoordeling, indicator, i, r, groepswaarden, tegenover)
        for i, indicator in enumerate(indicatoren[k] for k in reeksen.indicator_ids)
    ]
    return [
        replace(regel, decimalen=0)
        if (regel.indicator.indicator_id, regio_code) in afgerond
        else regel
        for regel in regels
    ]


def _relate_to_land(
    reeksen: Reeksen, beoordeling: Beoordeling, indicatoren: Mapping[str, Indicator], r: int | None
) -> Tegenover:
    """How the difference with Nederland (of an area: the rest of it) moves."""
    land = reeksen.get_r(NEDERLAND)
    rest = beoordeling.rest
    leeg = np.full((len(reeksen.indicator_ids), len(reeksen.jaren)), np.nan)
    grof = np.zeros(len(leeg), dtype=bool)
    if r is None or (rest is None and (land is None or r == land)):
        return compute_tegenover(leeg, reeksen, indicatoren, grof=grof)
    mee = beoordeling.venster[:, r]
    if rest is not None:
        ander = rest[:, r]
    else:
        ander = beoordeling.gemeten[:, land]
        mee = mee & beoordeling.venster[:, land]
    return compute_tegenover(
        np.where(mee, beoordeling.gemeten[:, r] - ander, np.nan),
        reeksen,
        indicatoren,
        grof=beoordeling.trends[:, r] == Trend.GEEN_OORDEEL,
    )


def _build_regel(
    reeksen: Reeksen,
    beoordeling: Beoordeling,
    indicator: Indicator,
    i: int,
    r: int | None,
    groepswaarden: Mapping[tuple[str, str], Groepswaarde],
    tegenover: Tegenover,
) -> Regel:
    perioden = np.flatnonzero(reeksen.perioden[i] != "")
    nieuwste = int(perioden[-1]) if len(perioden) else -1
    t = -1 if r is None else int(beoordeling.laatste[i, r])
    if r is None or t < 0:
        reden = "" if r is None or nieuwste < 0 else str(reeksen.ontbreekt_omdat[i, r, nieuwste])
        reden = reden or "De bron heeft hier geen cijfer voor deze regio."
        return _empty_regel(indicator, reden, beoordeling.soort)
    periode = str(reeksen.perioden[i, t])
    van, tot = beoordeling.rang_van[i, r, t], beoordeling.rang_tot[i, r, t]
    n = int(beoordeling.n[i, t])
    groep = groepswaarden.get((indicator.indicator_id, periode))
    gelijken = (tegenover.tellingen or beoordeling.relatieve_tellingen)[i]
    trend, relatief = Trend(beoordeling.trends[i, r]), Trend(tegenover.trends[i])
    return Regel(
        indicator=indicator,
        r=r,
        decimalen=indicator.decimalen,
        waarde=float(reeksen.waarde[i, r, t]),
        waarde_begin=_find_begin(beoordeling, i, r),
        onder=float(reeksen.onder[i, r, t]),
        boven=float(reeksen.boven[i, r, t]),
        periode_code=periode,
        status=str(reeksen.status[i, r, t]),
        ontbreekt_omdat="",
        is_nieuwste=t == nieuwste,
        n=n,
        rang_van=float(van),
        rang_tot=float(tot),
        gelijk=int(
            (beoordeling.gemeten[i, beoordeling.gemeenten, t] == beoordeling.gemeten[i, r, t]).sum()
        ),
        positie=classify_positie(van, tot, n, teken=indicator.teken),
        trend=trend,
        trend_helling=float(beoordeling.trend.helling[i, r]),
        trend_p=float(beoordeling.trend.p[i, r]),
        trend_jaren=tuple(
            j for j, mee in zip(reeksen.jaren, beoordeling.venster[i, r], strict=True) if mee
        ),
        trend_oordeel=judge_trend(trend, teken=indicator.teken),
        trend_venster=beoordeling.vensters[i],
        zelfde_trend_als=beoordeling.tellingen[i].get(trend, 0),
        trend_n=_count_toetsbaar(beoordeling.tellingen[i]),
        relatieve_trend=judge_relatieve_trend(relatief, teken=indicator.teken),
        relatieve_helling=float(tegenover.helling.helling[i]),
        relatieve_p=float(tegenover.helling.p[i]),
        relatief_begin=float(tegenover.begin[i]),
        relatief_eind=_find_eind(indicator, reeksen.waarde[i, r, t], groep, tegenover, i),
        is_binnen_afronding=bool(tegenover.klein[i]),
        zelfde_relatief_als=gelijken.get(relatief, 0),
        relatief_n=_count_toetsbaar(gelijken),
        groep=groep,
        soort=beoordeling.soort,
    )


def _find_eind(
    indicator: Indicator,
    waarde: float,
    groep: Groepswaarde | None,
    tegenover: Tegenover,
    i: int,
) -> float:
    """The difference now: with Nederland of the figures as shown, with a group of its rest."""
    if groep is not None and groep.naam == "Nederland" and not groep.zonder:
        return indicator.round(waarde) - indicator.round(groep.waarde)
    return float(tegenover.eind[i])


def _find_begin(beoordeling: Beoordeling, i: int, r: int) -> float:
    jaren = np.flatnonzero(beoordeling.venster[i, r])
    return float(beoordeling.gemeten[i, r, jaren[0]]) if len(jaren) else float("nan")


def _count_toetsbaar(telling: Mapping[str, int]) -> int:
    return sum(telling.get(trend, 0) for trend in (Trend.STIJGT, Trend.DAALT, Trend.GELIJK))


def _empty_regel(indicator: Indicator, reden: str, soort: RegioSoort) -> Regel:
    leeg = float("nan")
    return Regel(
        indicator=indicator,
        r=-1,
        decimalen=indicator.decimalen,
        waarde=leeg,
        waarde_begin=leeg,
        onder=leeg,
        boven=leeg,
        periode_code="",
        status="",
        ontbreekt_omdat=reden,
        is_nieuwste=False,
        n=0,
        rang_van=leeg,
        rang_tot=leeg,
        gelijk=0,
        positie=Positie.GEEN_OORDEEL,
        trend=Trend.GEEN_OORDEEL,
        trend_helling=leeg,
        trend_p=leeg,
        trend_jaren=(),
        trend_oordeel=Oordeel.GEEN_OORDEEL,
        trend_venster=(0, 0),
        zelfde_trend_als=0,
        trend_n=0,
        relatieve_trend=RelatieveTrend.GEEN_OORDEEL,
        relatieve_helling=leeg,
        relatieve_p=leeg,
        relatief_begin=leeg,
        relatief_eind=leeg,
        is_binnen_afronding=False,
        zelfde_relatief_als=0,
        relatief_n=0,
        groep=None,
        soort=soort,
    )
