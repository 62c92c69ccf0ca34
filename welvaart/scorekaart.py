"""The nulmeting of one regio: one line per indicator with value, position, trend and coverage."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

import numpy as np

from welvaart.beoordeling import Beoordeling
from welvaart.indicator import Indicator
from welvaart.positie import Positie, classify_positie
from welvaart.reeksen import Reeksen
from welvaart.regio import NEDERLAND
from welvaart.trend import (
    Oordeel,
    RelatieveTrend,
    Trend,
    classify_trend,
    judge_relatieve_trend,
    judge_trend,
)


@dataclass(frozen=True)
class Groepswaarde:
    """What stands beside the figure of a gemeente for a larger area.

    Attributes:
        waarde: in the indicator's eenheid.
        methode: "bron" (official), or how we computed it: som, verhouding, gewogen, mediaan.
        n: gemeenten behind it; None for an official figure.
        volledig: True when it may bear the name of the area.
    """

    waarde: float
    methode: str
    n: int | None
    volledig: bool


@dataclass(frozen=True)
class Regel:
    """One line of the scorekaart; fields as in `docs` of the command `welvaart scorekaart`."""

    indicator: Indicator
    r: int  # place of the regio in the block, -1 without any figure
    decimalen: int  # of the value of this regio; fewer where the source rounds it more coarsely
    waarde: float
    onder: float
    boven: float
    periode_code: str
    status: str
    ontbreekt_omdat: str
    is_nieuwste: bool  # False: other gemeenten have a newer figure
    n: int
    rang_van: float
    rang_tot: float
    positie: Positie
    trend: Trend
    trend_helling: float
    trend_p: float
    trend_jaren: tuple[int, ...]
    trend_oordeel: Oordeel
    zelfde_trend_als: int
    relatieve_trend: RelatieveTrend
    relatieve_helling: float
    relatieve_p: float
    land: Groepswaarde | None

    @property
    def tekst(self) -> str:
        """The value with its unit; missing → "."."""
        return self.indicator.format(self.waarde, decimalen=self.decimalen)

    @property
    def heeft_waarde(self) -> bool:
        """False where the indicator has no figure at all for this regio."""
        return not np.isnan(self.waarde)

    @property
    def is_binnen_afronding(self) -> bool:
        """True when a verdict on the relative trend rests on a move smaller than the rounding."""
        beweegt = self.relatieve_trend in (RelatieveTrend.GUNSTIG, RelatieveTrend.ONGUNSTIG)
        if not beweegt or len(self.trend_jaren) < 2:
            return False
        beweging = abs(self.relatieve_helling) * (self.trend_jaren[-1] - self.trend_jaren[0])
        return beweging < self.indicator.afronding

    @property
    def loopt(self) -> str | None:
        """The relative trend in words that fit the level; None without a verdict."""
        if self.land is None or self.relatieve_trend not in _LOOPT:
            return None
        x = self.indicator
        verschil = (x.round(self.waarde) - x.round(self.land.waarde)) * x.teken
        if verschil == 0:  # level now: who gained was behind, who lost was ahead
            verschil = -1 if self.relatieve_trend is RelatieveTrend.GUNSTIG else 1
        return _LOOPT[self.relatieve_trend][verschil > 0]


_LOOPT = {
    RelatieveTrend.GUNSTIG: ("loopt in", "bouwt voorsprong uit"),
    RelatieveTrend.ONGUNSTIG: ("raakt verder achter", "verliest voorsprong"),
    RelatieveTrend.GELIJK: ("houdt gelijke tred", "houdt gelijke tred"),
}


def build_scorekaart(
    reeksen: Reeksen,
    beoordeling: Beoordeling,
    indicatoren: Mapping[str, Indicator],
    regio_code: str,
    groepswaarden: Mapping[tuple[str, str], Groepswaarde],
    afgerond: Set[tuple[str, str]] = frozenset(),
) -> list[Regel]:
    """One line per indicator for one regio, in the order of the catalogue.

    Args:
        reeksen: all figures.
        beoordeling: of the same block.
        indicatoren: by id.
        regio_code: a gemeente, or a regio (then without rank).
        groepswaarden: (indicator_id, periode_code) → value for Nederland, also partial ones.
        afgerond: (indicator_id, regio_code) that the source gives only in whole units.
    """
    r = reeksen.get_r(regio_code)
    regels = [
        _build_regel(reeksen, beoordeling, indicator, i, r, groepswaarden)
        for i, indicator in enumerate(indicatoren[k] for k in reeksen.indicator_ids)
    ]
    return [
        replace(regel, decimalen=0)
        if (regel.indicator.indicator_id, regio_code) in afgerond
        else regel
        for regel in regels
    ]


def _build_regel(
    reeksen: Reeksen,
    beoordeling: Beoordeling,
    indicator: Indicator,
    i: int,
    r: int | None,
    groepswaarden: Mapping[tuple[str, str], Groepswaarde],
) -> Regel:
    perioden = np.flatnonzero(reeksen.perioden[i] != "")
    nieuwste = int(perioden[-1]) if len(perioden) else -1
    t = -1 if r is None else int(beoordeling.laatste[i, r])
    if r is None or t < 0:
        reden = "" if r is None or nieuwste < 0 else str(reeksen.ontbreekt_omdat[i, r, nieuwste])
        return _empty_regel(indicator, reden or "De bron heeft hier geen cijfer voor deze regio.")
    periode = str(reeksen.perioden[i, t])
    van, tot = beoordeling.rang_van[i, r, t], beoordeling.rang_tot[i, r, t]
    n = int(beoordeling.n[i, t])
    trend = Trend(beoordeling.trends[i, r])
    relatief = classify_trend(beoordeling.relatief.helling[i, r], beoordeling.relatief.p[i, r])
    zonder_land = beoordeling.relatief.n[i, r] == 0 or reeksen.regio_codes[r] == NEDERLAND
    if trend is Trend.GEEN_OORDEEL or zonder_land:
        relatief = Trend.GEEN_OORDEEL
    return Regel(
        indicator=indicator,
        r=r,
        decimalen=indicator.decimalen,
        waarde=float(reeksen.waarde[i, r, t]),
        onder=float(reeksen.onder[i, r, t]),
        boven=float(reeksen.boven[i, r, t]),
        periode_code=periode,
        status=str(reeksen.status[i, r, t]),
        ontbreekt_omdat="",
        is_nieuwste=t == nieuwste,
        n=n,
        rang_van=float(van),
        rang_tot=float(tot),
        positie=classify_positie(van, tot, n, teken=indicator.teken),
        trend=trend,
        trend_helling=float(beoordeling.trend.helling[i, r]),
        trend_p=float(beoordeling.trend.p[i, r]),
        trend_jaren=tuple(
            j for j, mee in zip(reeksen.jaren, beoordeling.venster[i, r], strict=True) if mee
        ),
        trend_oordeel=judge_trend(trend, teken=indicator.teken),
        zelfde_trend_als=beoordeling.tellingen[i].get(trend, 0),
        relatieve_trend=judge_relatieve_trend(relatief, teken=indicator.teken),
        relatieve_helling=float(beoordeling.relatief.helling[i, r]),
        relatieve_p=float(beoordeling.relatief.p[i, r]),
        land=groepswaarden.get((indicator.indicator_id, periode)),
    )


def _empty_regel(indicator: Indicator, reden: str) -> Regel:
    leeg = float("nan")
    return Regel(
        indicator=indicator,
        r=-1,
        decimalen=indicator.decimalen,
        waarde=leeg,
        onder=leeg,
        boven=leeg,
        periode_code="",
        status="",
        ontbreekt_omdat=reden,
        is_nieuwste=False,
        n=0,
        rang_van=leeg,
        rang_tot=leeg,
        positie=Positie.GEEN_OORDEEL,
        trend=Trend.GEEN_OORDEEL,
        trend_helling=leeg,
        trend_p=leeg,
        trend_jaren=(),
        trend_oordeel=Oordeel.GEEN_OORDEEL,
        zelfde_trend_als=0,
        relatieve_trend=RelatieveTrend.GEEN_OORDEEL,
        relatieve_helling=leeg,
        relatieve_p=leeg,
        land=None,
    )
