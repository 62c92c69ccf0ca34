"""Questions about a target that may be a slip, and whether its level was ever seen."""

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.indicator import Indicator

_NUL = 1e-9


def find_vragen(indicator: Indicator, nulwaarde: float, streefwaarde: float) -> list[str]:
    """Ask about a target that may be a slip: wrong direction, nothing to do, beyond a bound.

    Args:
        indicator: of the target.
        nulwaarde: where it starts.
        streefwaarde: where it should end.

    Returns:
        Questions in Dutch; none for an ordinary target.
    """
    vragen: list[str] = []
    doel = indicator.format(streefwaarde)
    if indicator.teken * (streefwaarde - nulwaarde) < 0:
        beter = "hoger" if indicator.teken > 0 else "lager"
        vragen.append(
            f"Bij {indicator.titel} is {beter} beter. Uw doel van {doel} is slechter dan de "
            f"nulwaarde van {indicator.format(nulwaarde)}. Klopt dat?"
        )
    elif abs(streefwaarde - nulwaarde) < _NUL:
        vragen.append("Uw doel is gelijk aan de nulwaarde. Wilt u vasthouden wat er is?")
    if indicator.eenheid_kort == "%" and not 0 <= streefwaarde <= 100:
        vragen.append(f"Een percentage ligt tussen 0 en 100; uw doel is {doel}. Klopt dat?")
    return vragen


def find_uiterste(
    indicator: Indicator, waarden: NDArray[np.float64], streefwaarde: float
) -> float | None:
    """The figure closest to a target that lies beyond all figures; None for one within them.

    Args:
        indicator: of the target; figures count as it rounds them, as they are shown.
        waarden: all figures of gemeenten over all years; NaN = no figure.
        streefwaarde: where the target should end.
    """
    bekend = waarden[~np.isnan(waarden)]
    if not len(bekend):
        return None
    laagst, hoogst = (indicator.round(float(w)) for w in (bekend.min(), bekend.max()))
    if laagst - _NUL <= streefwaarde <= hoogst + _NUL:
        return None
    return hoogst if streefwaarde > hoogst else laagst
