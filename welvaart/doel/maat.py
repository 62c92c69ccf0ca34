"""How precisely the figure of a goal is known, and how it is written."""

from typing import Final

from welvaart.cijfers.indicator import Indicator
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel
from welvaart.opmaak import format_getal

_MEER: Final = 2
"""Digits that somebody may type beyond those of the source."""
_GROOT: Final = 100
"""From so many steps of rounding on a digit beyond it says nothing."""


def get_decimalen(stand: Stand, x: Indicator, regio_code: str) -> int:
    """Digits after the comma that the source gives of this regio."""
    return 0 if (x.indicator_id, regio_code) in stand.afgerond else x.decimalen


def count_decimalen(waarde: float, minstens: int) -> int:
    """Digits that a typed number needs: those of the source, and what was typed beyond them.

    A computed number, which has no end, gets those of the source.
    """
    for decimalen in range(minstens, minstens + _MEER + 1):
        if abs(round(waarde, decimalen) - waarde) < 1e-9 * max(1.0, abs(waarde)):
            return decimalen
    return minstens


def format_getypt(waarde: float | None, minstens: int) -> str:
    """Write a number that somebody typed, as it was typed; "" when there is none."""
    return "" if waarde is None else format_getal(waarde, count_decimalen(waarde, minstens))


def format_getypt_met(x: Indicator, waarde: float, minstens: int) -> str:
    """Write a number that somebody typed, as it was typed, with its unit."""
    return x.format(waarde, decimalen=count_decimalen(waarde, minstens))


def get_fijn(x: Indicator) -> float:
    """The step of a small difference: one digit finer than that of the source."""
    return max(x.afronding, 10.0**-x.decimalen) / 10


def format_fijn(x: Indicator, verschil: float) -> str:
    """Write a small difference with one digit more than the source, a large one with as many.

    A source that rounds to hundreds gets tens: "€ 1.540", never "€ 1.544,2".
    """
    stap = get_fijn(x)
    fijn = abs(verschil) < 10 * _GROOT * stap
    if not fijn:
        return x.format_verschil(x.round(verschil))
    extra = stap < 10.0**-x.decimalen
    return x.format_verschil(round(verschil / stap) * stap, decimalen=x.decimalen + extra)


def describe_wat(stand: Stand, indicator_id: str, naam: str, regio_code: str) -> str:
    """Say that the figures of a goal are not of the area as a whole; "" where they are."""
    wat = stand.wat.get((indicator_id, regio_code), "")
    return f"Het cijfer van {naam} is een {wat}, en niet van het gebied als geheel." if wat else ""


def format_doel(x: Indicator, doel: Doel, minstens: int) -> str:
    """Write a target: "van 69,3 % in 2022 naar 72,0 % in 2028".

    Args:
        x: for the unit.
        doel: the target.
        minstens: digits of the source, of `get_decimalen`.
    """
    van, naar = (
        format_getypt_met(x, waarde, minstens) for waarde in (doel.nulwaarde, doel.streefwaarde)
    )
    return f"van {van} in {doel.nuljaar} naar {naar} in {doel.streefjaar}"
