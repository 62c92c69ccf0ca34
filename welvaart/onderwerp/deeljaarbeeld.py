"""A figure per month or quarter for one regio: its newest figure beside that of a year before.

Always against the same month or quarter of the year before, never against the one before it: what
the season does would else look like news.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import Final

from welvaart.cijfers.deeljaarreeks import Deeljaarreeks
from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.arbeidsbeeld import name_gebied
from welvaart.onderwerp.deeljaargebied import Deeljaargebied, find_gebied
from welvaart.opmaak import format_getal
from welvaart.regio.regio import NEDERLAND, Regio

IDS: Final = ("ww_uitkeringen", "vacatures")
"""The figures about work that the source gives per month or quarter, in the order of the page."""
JAREN: Final = 5
"""How many years a chart goes back: far enough to see a trend, and each period still has room."""
_AGENDA = "human_capital"
_NBSP = "\u00a0"


@dataclass(frozen=True)
class Jaarverschil:
    """The newest figure of an area beside that of a year before.

    Attributes:
        nu: the figure now; NaN = none.
        toen: the figure of the same month or quarter a year before; NaN = none.
        stap: what the source rounds to, in the unit of the figure.
        reden: why the two may not be compared; "" when they may.
    """

    nu: float
    toen: float
    stap: float
    reden: str = ""

    @property
    def kan(self) -> bool:
        """True when there is a change to tell."""
        return not (self.reden or isnan(self.nu) or isnan(self.toen))

    @property
    def verschil(self) -> float:
        """The change as shown."""
        return self.nu - self.toen

    @property
    def is_zeker(self) -> bool:
        """True when the change is larger than what rounding alone can make of it."""
        return abs(self.verschil) > (self.stap if self.stap > 1 else 0)

    @property
    def procent(self) -> str:
        """The size of the change in percent, no more exact than the rounding allows; "" = none."""
        if not self.kan or self.toen <= 0:
            return ""
        half = self.stap / 2
        grenzen = [(self.nu - half, self.toen + half), (self.nu + half, self.toen - half)]
        rond = {_compute_procent(nu, toen) for nu, toen in grenzen if toen > 0}
        midden = _compute_procent(self.nu, self.toen)
        if midden == 0:
            return f"minder dan 1{_NBSP}%"
        vast = "" if rond == {midden} else "ongeveer "
        return f"{vast}{format_getal(midden)}{_NBSP}%"

    @property
    def woord(self) -> str:
        """Which way the change goes: "meer" or "minder"."""
        return "meer" if self.verschil > 0 else "minder"


@dataclass(frozen=True)
class Deeljaarbeeld:
    """One figure per month or quarter, for one chosen regio.

    Attributes:
        indicator: which figure.
        waar: whose figures these are.
        reeks: of that area.
        land: of Nederland; None where the source has none, or where the area is Nederland.
        andere: of the other areas in which the regio lies.
        breuken: (first period of the new series, reason).
    """

    indicator: Indicator
    waar: Deeljaargebied
    reeks: Deeljaarreeks
    land: Deeljaarreeks | None
    andere: tuple[tuple[Regio, Deeljaarreeks], ...]
    breuken: tuple[tuple[Periode, str], ...]

    @cached_property
    def nu(self) -> Periode:
        """The newest period with a figure of the area."""
        laatste = self.reeks.laatste
        if laatste is None:
            raise ValueError("een reeks zonder cijfer heeft geen laatste periode")
        return laatste

    @property
    def vorig_jaar(self) -> Periode:
        """The same month or quarter, a year before."""
        return self.nu.shift(-self.nu.per_jaar)

    @property
    def begin(self) -> Periode:
        """The first period in view: the same month or quarter, some years before, or the first."""
        return max(self.nu.shift(-JAREN * self.nu.per_jaar), self.reeks.perioden[0])

    @property
    def basis(self) -> Periode:
        """The period with index 100: the first in view with a figure of the area."""
        deel = self.in_beeld
        paren = zip(deel.perioden, deel.waarden, strict=True)
        return next(p for p, waarde in paren if not isnan(waarde))

    @property
    def naam(self) -> str:
        """The area inside a sentence: "de arbeidsmarktregio Haaglanden"."""
        return name_gebied(self.waar.gebied.naam)

    @property
    def kort(self) -> str:
        """The area at the end of a line: "Regio Haaglanden", "Zuid-Holland"."""
        kaal = self.waar.gebied.naam.replace("Arbeidsmarktregio ", "Regio ")
        return kaal.removeprefix("Provincie ").replace("Regio Regio ", "Regio ")

    @property
    def in_beeld(self) -> Deeljaarreeks:
        """The part of the series that is drawn."""
        return self.reeks.select(self.begin, self.reeks.perioden[-1])

    def compare(self, reeks: Deeljaarreeks) -> Jaarverschil:
        """The figure of an area in the newest period beside that of a year before."""
        reden = next(
            (
                f"Vergelijken met een jaar eerder kan niet: in {p.label} is er een breuk. {reden}"
                for p, reden in self.breuken
                if self.vorig_jaar.einde < p.begin <= self.nu.begin
            ),
            "",
        )
        stap = max(self.indicator.afronding, 10.0**-self.indicator.decimalen)
        return Jaarverschil(
            reeks.get_waarde(self.nu), reeks.get_waarde(self.vorig_jaar), stap, reden
        )


def _compute_procent(nu: float, toen: float) -> int:
    return abs(round(100 * (nu / toen - 1)))


def find_ids(stand: Stand) -> list[str]:
    """Indicators about work with figures per month or quarter, the known ones first."""
    gevuld = {indicator_id for indicator_id, _ in stand.deeljaarreeksen}
    alle = {x.indicator_id: x for x in (*stand.indicatoren.values(), *stand.deeljaar)}
    over_werk = [k for k, x in alle.items() if _AGENDA in (x.agenda, x.ez_groep)]
    rest = [k for k in over_werk if k not in IDS]
    return [k for k in (*IDS, *rest) if k in gevuld]


def build_deeljaarbeeld(
    stand: Stand, indicator_id: str, regio: Regio, leden: Sequence[str]
) -> Deeljaarbeeld | None:
    """The figures of one indicator for a regio; None where the source has none for its area.

    Args:
        stand: the figures of the gemeenten.
        indicator_id: one of `find_ids`.
        regio: the choice, of any kind.
        leden: its gemeenten of today.
    """
    waar = find_gebied(stand, indicator_id, regio, leden)
    if waar is None:
        return None
    reeksen = stand.deeljaarreeksen
    alle = {x.indicator_id: x for x in (*stand.indicatoren.values(), *stand.deeljaar)}
    code = waar.gebied.code
    return Deeljaarbeeld(
        indicator=alle[indicator_id],
        waar=waar,
        reeks=reeksen[indicator_id, code],
        land=None if code == NEDERLAND else reeksen.get((indicator_id, NEDERLAND)),
        andere=tuple((regio, reeksen[indicator_id, regio.code]) for regio in waar.andere),
        breuken=tuple(
            (Periode.parse(periode), reden)
            for periode, reden in stand.breuken.get(indicator_id, ())
        ),
    )
