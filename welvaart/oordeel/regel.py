"""One line of the scorekaart: the figure, its place, its development and what stands beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isnan
from typing import Final

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.methode.afronding import round_op_stap
from welvaart.methode.positie import Positie
from welvaart.methode.trend import Oordeel, RelatieveTrend, Trend
from welvaart.opmaak import STATUSTEKENS, format_rang
from welvaart.regio.regio import RegioSoort

RECENT_JAREN: Final = 3
"""A figure older than this, counted from the last year of the edition, is no news."""


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
        lid: True when the gemeente itself belongs to the group.
        zonder: True when a development against it leaves out the regio itself (of Nederland: the
            rest of the country).
        speling: half of what the coarse rounding of a gemeente in it leaves open; 0 = nothing.
    """

    waarde: float
    methode: str
    n: int | None
    volledig: bool
    naam: str = "Nederland"
    n_gemeenten: int | None = None
    lid: bool = True
    zonder: bool = False
    speling: float = 0.0

    @property
    def is_alleen(self) -> bool:
        """True where the gemeente is the only one in the group: nothing to compare with."""
        return self.lid and self.n_gemeenten == 1


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
    gelijk: int  # gemeenten with exactly this figure, itself included
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
    relatief_begin: float  # difference with the rest of the group in the first year used …
    relatief_eind: float  # … and in the last
    is_binnen_afronding: bool  # the relative move is smaller than the rounding, so equal
    zelfde_relatief_als: int  # gemeenten that move likewise against this same group …
    relatief_n: int  # … of so many that can be tested
    groep: Groepswaarde | None  # what it is compared with: Nederland, or a chosen group
    soort: RegioSoort = RegioSoort.GEMEENTE  # of this regio and of those it is ranked among
    wat: str = ""  # what the figure of an area is when it may not bear its name: "mediaan van …"

    @property
    def teken(self) -> str:
        """The CBS sign of the status: "*" provisional, "**" nearly final, else ""."""
        return STATUSTEKENS.get(self.status, "")

    @property
    def getoond(self) -> float:
        """The value as shown: a computed one is no more precise than what it comes from."""
        return self.indicator.round(self.waarde)

    @property
    def paardecimalen(self) -> int:
        """Decimals to write the value with beside the group: one more where rounding misleads.

        5 % beside 4 % would say that 4,6 and 4,3 lie a whole procentpunt apart.
        """
        if self.groep is None:
            return self.decimalen
        nodig = self.indicator.choose_decimalen(self.waarde, self.groep.waarde)
        return nodig if nodig > self.indicator.decimalen else self.decimalen

    @property
    def paar(self) -> tuple[float, float]:
        """The value and that of the group as written beside each other; NaN without a group."""
        if self.groep is None:
            return self.getoond, float("nan")
        ander = self.groep.waarde
        if (fijn := self.paardecimalen) > self.indicator.decimalen:
            eigen, ander = (round_op_stap(w, 10.0**-fijn) for w in (self.waarde, ander))
            return round(eigen, fijn), round(ander, fijn)
        return round(self.getoond, self.decimalen), self.indicator.round(ander)

    @property
    def groepsdecimalen(self) -> int:
        """Decimals of the figure of the group: never fewer than those of its indicator."""
        return max(self.paardecimalen, self.indicator.decimalen)

    @property
    def tekst(self) -> str:
        """The value with its unit and status sign, as beside the group; missing → "."."""
        return self.indicator.format(self.paar[0], decimalen=self.paardecimalen) + self.teken

    @property
    def naast(self) -> str:
        """The value of the group with its unit and status sign; "" without a group."""
        if self.groep is None:
            return ""
        return self.indicator.format(self.paar[1], decimalen=self.groepsdecimalen) + self.teken

    @property
    def gelabeld(self) -> str:
        """The value as text, with what it is where it may not bear the name of the area."""
        return f"{self.tekst} ({self.wat})" if self.wat else self.tekst

    @property
    def heeft_waarde(self) -> bool:
        """False where the indicator has no figure at all for this regio."""
        return not isnan(self.waarde)

    @property
    def is_recent(self) -> bool:
        """True for the newest figure of its indicator, where its series did not stop years ago."""
        if not self.is_nieuwste:
            return False
        jaar = Periode.parse(self.periode_code).laatste_jaar
        return jaar >= self.trend_venster[1] - RECENT_JAREN

    @property
    def is_afgerond(self) -> bool:
        """True where the place is an interval because the source rounds this figure coarsely."""
        return not isnan(self.onder)

    @property
    def is_gedeeld(self) -> bool:
        """True where the interval is exactly that of the gemeenten with the same figure."""
        return self.rang_tot - self.rang_van + 1 == self.gelijk

    @property
    def plaats(self) -> str:
        """The rank interval in words; "." without one."""
        if self.rang_van < self.rang_tot and not self.is_gedeeld:
            return f"tussen plaats {int(self.rang_van)} en {int(self.rang_tot)} van {self.n}"
        return format_rang(self.rang_van, self.rang_tot, self.n)

    @property
    def loopt(self) -> str | None:
        """The relative trend in words that fit the level then and now; None without a verdict."""
        if self.groep is None or self.relatieve_trend not in _LOOPT:
            return None
        x = self.indicator
        nu = x.round(self.relatief_eind) * x.teken
        toen = x.round(self.relatief_begin) * x.teken
        return _LOOPT[self.relatieve_trend](toen, nu)


def _say_winst(toen: float, nu: float) -> str:
    """Words for gaining on a group; `toen` and `nu` positive = ahead."""
    if nu < 0:
        return "loopt in"
    if nu == 0:
        return "is bijgekomen" if toen < 0 else "wint iets"
    if toen == 0:
        return "krijgt voorsprong"
    return "bouwt voorsprong uit" if toen > 0 else "is voorbijgegaan"


def _say_verlies(toen: float, nu: float) -> str:
    """Words for losing to a group."""
    if nu > 0:
        return "verliest voorsprong"
    if nu == 0:
        return "is voorsprong kwijt" if toen > 0 else "verliest iets"
    if toen == 0:
        return "raakt achter"
    return "raakt verder achter" if toen < 0 else "is achter geraakt"


def _say_gelijk(_toen: float, _nu: float) -> str:
    return "houdt gelijke tred"


_LOOPT: Mapping[RelatieveTrend, Callable[[float, float], str]] = {
    RelatieveTrend.GUNSTIG: _say_winst,
    RelatieveTrend.ONGUNSTIG: _say_verlies,
    RelatieveTrend.GELIJK: _say_gelijk,
}
