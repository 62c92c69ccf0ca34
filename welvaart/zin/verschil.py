"""The difference of a figure with its group: how large, in which decimals, and how sure."""

from math import isnan

from welvaart.oordeel.regel import Regel


def choose_decimalen(regel: Regel) -> int:
    """Decimals to say a figure and its group with: one more where whole units would mislead."""
    if regel.groep is None:
        return regel.decimalen
    nodig = regel.indicator.choose_decimalen(regel.waarde, regel.groep.waarde)
    return nodig if nodig > regel.indicator.decimalen else regel.decimalen


def compute_verschil(regel: Regel) -> float:
    """Gemeente minus group, of the figures as said in a sentence; NaN without a group."""
    if regel.groep is None:
        return float("nan")
    decimalen = choose_verschildecimalen(regel)
    if decimalen > regel.indicator.decimalen:
        eigen, ander = round(regel.waarde, decimalen), round(regel.groep.waarde, decimalen)
    else:
        eigen = round(regel.getoond, regel.decimalen)
        ander = regel.indicator.round(regel.groep.waarde)
    return round(eigen - ander, decimalen)


def choose_verschildecimalen(regel: Regel) -> int:
    """Decimals of the difference: those of the finer of the two figures.

    5 % (anything from 4,5 to 5,5) beside 3,5 % differs by 1 to 2; in whole units that would be 2.
    """
    return max(choose_decimalen(regel), regel.indicator.decimalen)


def is_ongeveer(regel: Regel) -> bool:
    """True where the difference with the group is known less exactly than the figures look."""
    return choose_decimalen(regel) != regel.indicator.decimalen or compute_speling(regel) > 0


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
    return speling > 0 and abs(regel.waarde - regel.groep.waarde) <= speling + 1e-9
