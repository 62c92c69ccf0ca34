"""The nulmeting of one regio: one line per indicator with value, position, trend and coverage."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace

import numpy as np

from welvaart.beoordeling import Beoordeling, Tegenover, compute_tegenover
from welvaart.indicator import Indicator
from welvaart.opmaak import STATUSTEKENS, format_rang
from welvaart.positie import Positie, classify_positie
from welvaart.reeksen import Reeksen
from welvaart.regio import NEDERLAND
from welvaart.trend import (
    Oordeel,
    RelatieveTrend,
    Trend,
    judge_relatieve_trend,
    judge_trend,
)


@dataclass(frozen=True)
class Groepswaarde:
    """What stands beside the figure of a gemeente: of Nederland, an area or a group.

    Attributes:
        waarde: in the indicator's eenheid.
        methode: "bron" (official), or how we computed it: som, verhouding, gewogen, mediaan.
        n: gemeenten behind it; None for an official figure.
        volledig: True when it may bear the name of the area.
        naam: of the area or group.
        n_gemeenten: gemeenten of the group; None where that is not known.
    """

    waarde: float
    methode: str
    n: int | None
    volledig: bool
    naam: str = "Nederland"
    n_gemeenten: int | None = None


@dataclass(frozen=True)
class Regel:
    """One line of the scorekaart; fields as in `docs` of the command `welvaart scorekaart`."""

    indicator: Indicator
    r: int  # place of the regio in the block, -1 without any figure
    decimalen: int  # of the value of this regio; fewer where the source rounds it more coarsely
    waarde: float
    waarde_begin: float  # in the first year of the trend, as tested; NaN without a trend
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
    trend_venster: tuple[int, int]  # first and last calendar year that could count
    trend_oordeel: Oordeel
    zelfde_trend_als: int  # gemeenten with this trend …
    trend_n: int  # … of so many with enough years
    relatieve_trend: RelatieveTrend
    relatieve_helling: float
    relatieve_p: float
    relatief_begin: float  # difference with the group in the first year used
    is_binnen_afronding: bool  # the relative move is smaller than the rounding, so equal
    zelfde_relatief_als: int  # gemeenten that move likewise against Nederland …
    relatief_n: int  # … of so many that can be tested
    groep: Groepswaarde | None  # what it is compared with: Nederland, or a chosen group

    @property
    def teken(self) -> str:
        """The CBS sign of the status: "*" provisional, "**" nearly final, else ""."""
        return STATUSTEKENS.get(self.status, "")

    @property
    def tekst(self) -> str:
        """The value with its unit and status sign; missing → "."."""
        return self.indicator.format(self.waarde, decimalen=self.decimalen) + self.teken

    @property
    def heeft_waarde(self) -> bool:
        """False where the indicator has no figure at all for this regio."""
        return not np.isnan(self.waarde)

    @property
    def is_afgerond(self) -> bool:
        """True where the place is an interval because the source rounds this figure coarsely."""
        return not np.isnan(self.onder)

    @property
    def plaats(self) -> str:
        """The rank interval in words; "." without one."""
        if self.is_afgerond and self.rang_van < self.rang_tot:
            return f"tussen plaats {int(self.rang_van)} en {int(self.rang_tot)} van {self.n}"
        return format_rang(self.rang_van, self.rang_tot, self.n)

    @property
    def loopt(self) -> str | None:
        """The relative trend in words that fit the level then and now; None without a verdict."""
        if self.groep is None or self.relatieve_trend not in _LOOPT:
            return None
        x = self.indicator
        nu = (x.round(self.waarde) - x.round(self.groep.waarde)) * x.teken
        toen = x.round(self.relatief_begin) * x.teken
        return _LOOPT[self.relatieve_trend](toen, nu)


def _say_winst(toen: float, nu: float) -> str:
    """Words for gaining on a group; `toen` and `nu` positive = ahead."""
    if nu < 0:
        return "loopt in"
    if nu == 0:
        return "is bijgekomen"
    return "bouwt voorsprong uit" if toen > 0 else "is voorbijgegaan"


def _say_verlies(toen: float, nu: float) -> str:
    """Words for losing to a group."""
    if nu > 0:
        return "verliest voorsprong"
    if nu == 0:
        return "is voorsprong kwijt"
    return "raakt verder achter" if toen < 0 else "is achter geraakt"


def _say_gelijk(_toen: float, _nu: float) -> str:
    return "houdt gelijke tred"


_LOOPT: Mapping[RelatieveTrend, Callable[[float, float], str]] = {
    RelatieveTrend.GUNSTIG: _say_winst,
    RelatieveTrend.ONGUNSTIG: _say_verlies,
    RelatieveTrend.GELIJK: _say_gelijk,
}


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
    """How the difference with Nederland moves; nothing for Nederland itself."""
    land = reeksen.get_r(NEDERLAND)
    leeg = np.full((len(reeksen.indicator_ids), len(reeksen.jaren)), np.nan)
    grof = np.zeros(len(leeg), dtype=bool)
    if r is None or land is None or r == land:
        return compute_tegenover(leeg, reeksen, indicatoren, grof=grof)
    verschil = beoordeling.gemeten[:, r] - beoordeling.gemeten[:, land]
    beide = beoordeling.venster[:, r] & beoordeling.venster[:, land]
    return compute_tegenover(
        np.where(beide, verschil, np.nan),
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
        return _empty_regel(indicator, reden or "De bron heeft hier geen cijfer voor deze regio.")
    periode = str(reeksen.perioden[i, t])
    van, tot = beoordeling.rang_van[i, r, t], beoordeling.rang_tot[i, r, t]
    n = int(beoordeling.n[i, t])
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
        is_binnen_afronding=bool(tegenover.klein[i]),
        zelfde_relatief_als=beoordeling.relatieve_tellingen[i].get(relatief, 0),
        relatief_n=_count_toetsbaar(beoordeling.relatieve_tellingen[i]),
        groep=groepswaarden.get((indicator.indicator_id, periode)),
    )


def _find_begin(beoordeling: Beoordeling, i: int, r: int) -> float:
    jaren = np.flatnonzero(beoordeling.venster[i, r])
    return float(beoordeling.gemeten[i, r, jaren[0]]) if len(jaren) else float("nan")


def _count_toetsbaar(telling: Mapping[str, int]) -> int:
    return sum(telling.get(trend, 0) for trend in (Trend.STIJGT, Trend.DAALT, Trend.GELIJK))


def _empty_regel(indicator: Indicator, reden: str) -> Regel:
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
        is_binnen_afronding=False,
        zelfde_relatief_als=0,
        relatief_n=0,
        groep=None,
    )
