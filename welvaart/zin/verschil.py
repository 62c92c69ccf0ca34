"""The difference of a figure with its group: how large, in which decimals, and how sure.

What a table shows, what a sentence says and what a reader subtracts are the same: `Regel.paar`
holds both figures as they are written, `compute_verschil` subtracts those, and `format_verschil`
says that with no more decimals than the coarser of the two.
"""

from math import isnan

from welvaart.oordeel.regel import Regel


def compute_verschil(regel: Regel) -> float:
    """Gemeente minus group, of the figures as written; NaN without a group."""
    eigen, ander = regel.paar
    return round(eigen - ander, regel.groepsdecimalen)


def format_verschil(regel: Regel) -> str:
    """The size of the difference with the group, no finer than the coarser of the two figures.

    73 % (anything from 72,5 to 73,5) beside 72,2 % is "1 procentpunt", to be called about; 5 %
    beside 3,5 % is "1 à 2 procentpunt".
    """
    verschil, decimalen, x = compute_verschil(regel), regel.paardecimalen, regel.indicator
    if decimalen < x.decimalen:
        return x.format_grof(verschil, decimalen=decimalen)
    return x.format_verschil(verschil, decimalen=decimalen)


def is_ongeveer(regel: Regel) -> bool:
    """True where the difference with the group is known less exactly than the figures look."""
    return regel.paardecimalen != regel.indicator.decimalen or compute_speling(regel) > 0


def compute_speling(regel: Regel) -> float:
    """How far the difference with the group may be off by figures that a source rounds coarsely.

    0 where it is no more than the usual rounding, and without a group.
    """
    if regel.groep is None:
        return 0.0
    eigen = 0.0 if isnan(regel.boven - regel.onder) else (regel.boven - regel.onder) / 2
    samen = eigen + regel.groep.speling
    return samen if samen > regel.indicator.afronding / 2 + 1e-9 else 0.0


def is_misschien_gelijk(regel: Regel) -> bool:
    """True where a figure is coarser than usual, and both may well be the same."""
    if regel.groep is None:
        return False
    speling = compute_speling(regel)
    verschil = min(abs(regel.waarde - regel.groep.waarde), abs(compute_verschil(regel)))
    return speling > 0 and verschil <= speling + 1e-9
