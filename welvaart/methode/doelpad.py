"""The road to a target: a straight line from nulwaarde to streefwaarde, and where one stands on it.

A straight line is an agreement, not a forecast: it says what is needed on average each year.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import isnan


class Koers(StrEnum):
    """Where the newest figure lies, seen from the road to the target."""

    BEREIKT = "bereikt"
    OP_KOERS = "op_koers"
    BINNEN_MARGE = "binnen_marge"
    ACHTER = "achter"
    GEEN_NIEUW_CIJFER = "geen_nieuw_cijfer"


@dataclass(frozen=True, slots=True)
class Doel:
    """A target of one indicator for one regio, in the unit of the indicator."""

    nulwaarde: float
    nuljaar: int
    streefwaarde: float
    streefjaar: int

    @property
    def teken(self) -> int:
        """+1 the figure must rise, -1 it must fall, 0 it must stay."""
        return (self.streefwaarde > self.nulwaarde) - (self.streefwaarde < self.nulwaarde)

    @property
    def per_jaar(self) -> float:
        """Change needed per year on average."""
        return (self.streefwaarde - self.nulwaarde) / (self.streefjaar - self.nuljaar)


@dataclass(frozen=True, slots=True)
class Tussenstand:
    """A figure held against the road.

    Attributes:
        koers: the verdict.
        jaar: year of the figure; None without a newer one.
        waarde: the figure; None without a newer one.
        nodig: the height of the road in that year; None without a newer one.
        verschil: figure minus road, positive = further than needed; None without a newer one.
        marge: the uncertainty that counts as equal, in the unit of the indicator.
        statusteken: "*" where the figure is provisional, "**" nearly final, else "".
        bron_marge: the margin that the source gives on the side of the road; None without.
        is_uitschieter: True where the figure carries a remark that it is an outlier.
    """

    koers: Koers
    jaar: int | None
    waarde: float | None
    nodig: float | None
    verschil: float | None
    marge: float
    statusteken: str = ""
    bron_marge: float | None = None
    is_uitschieter: bool = False


def compute_nodig(doel: Doel, jaar: int) -> float:
    """Height of the road in a year; the target itself from its year on, the start before it."""
    if jaar >= doel.streefjaar:
        return doel.streefwaarde
    return doel.nulwaarde + max(jaar - doel.nuljaar, 0) * doel.per_jaar


def compute_pad(doel: Doel) -> list[tuple[int, float]]:
    """Year and height of the road, from the nulmeting to the target."""
    return [(jaar, compute_nodig(doel, jaar)) for jaar in range(doel.nuljaar, doel.streefjaar + 1)]


def find_marge(
    doel: Doel, jaar: int, waarde: float, onder: float | None, boven: float | None
) -> float | None:
    """How far the true figure may lie towards the road; None where the source gives no margin.

    A margin need not be as wide on both sides: the side that looks at the road counts.

    Args:
        doel: the target.
        jaar: year of the figure.
        waarde: that figure.
        onder: lower bound of its margin; None or NaN = none.
        boven: upper bound.
    """
    grens = boven if waarde < compute_nodig(doel, jaar) else onder
    return None if grens is None or isnan(grens) else abs(grens - waarde)


def judge_koers(
    doel: Doel,
    jaar: int | None,
    waarde: float | None,
    *,
    afronding: float,
    marge: float | None,
    houden: int = 0,
) -> Tussenstand:
    """Say where the newest figure stands.

    Args:
        doel: the target.
        jaar: year of the newest figure; not later than `nuljaar` = nothing new.
        waarde: that figure; None = nothing new.
        afronding: step to which the source rounds: half of it cannot be told apart.
        marge: of `find_marge`; None where the source gives none.
        houden: of a target to stay equal, which way is better: +1 up, -1 down, 0 neither.

    A target to stay equal is on course while the figure lies within the margin of it, or on the
    better side.
    """
    speling = max(marge or 0.0, afronding / 2)
    if jaar is None or waarde is None or jaar <= doel.nuljaar:
        return Tussenstand(Koers.GEEN_NIEUW_CIJFER, None, None, None, None, speling)
    nodig = compute_nodig(doel, jaar)
    teken = doel.teken
    kant = teken or houden
    voor = kant * (waarde - nodig) if kant else -abs(waarde - nodig)
    if teken and teken * (waarde - doel.streefwaarde) >= -1e-9:
        koers = Koers.BEREIKT
    elif voor >= -1e-9 or (not teken and -voor <= speling + 1e-9):
        koers = Koers.OP_KOERS
    else:
        koers = Koers.BINNEN_MARGE if -voor <= speling + 1e-9 else Koers.ACHTER
    return Tussenstand(koers, jaar, waarde, nodig, voor, speling, bron_marge=marge)
