"""Which years a trend may use: eight to the edition's last year, after the newest break."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.cijfers.reeksen import Reeksen
from welvaart.methode.trend import VENSTER_JAREN

Breuken = Mapping[str, Sequence[tuple[str, str]]]


def find_venster(
    reeksen: Reeksen,
    indicatoren: Mapping[str, Indicator],
    breuken: Breuken,
    regio_breuken: Breuken,
) -> tuple[tuple[tuple[int, int], ...], NDArray[np.bool_]]:
    """The years a trend may use: eight to the edition's last year, after the newest break.

    Returns:
        First and last year per indicator, and a mark per figure (there a change of territory that
        could not be recomputed counts too).
    """
    jaren = np.array(reeksen.jaren)
    heeft = reeksen.perioden != ""
    editie = [(x.bron_naam, x.editie) for x in (indicatoren[k] for k in reeksen.indicator_ids)]
    laatste = {
        sleutel: max(jaren[heeft[i]].max(initial=0) for i, e in enumerate(editie) if e == sleutel)
        for sleutel in set(editie)
    }
    eind = np.array([laatste[sleutel] for sleutel in editie])[:, None]
    mag = (jaren > eind - VENSTER_JAREN) & (jaren <= eind)
    for i, indicator_id in enumerate(reeksen.indicator_ids):
        mag[i] &= jaren >= max((_jaar(p) for p, _ in breuken.get(indicator_id, ())), default=0)
    vensters = tuple(
        (int(jaren[rij].min(initial=jaren[-1])), int(e))
        for rij, (e,) in zip(mag, eind, strict=True)
    )
    venster = np.repeat(mag[:, None, :], len(reeksen.regio_codes), axis=1)
    eigen = np.array([indicatoren[k].indeling_bron is None for k in reeksen.indicator_ids])
    for regio_code, lijst in regio_breuken.items():
        if (r := reeksen.get_r(regio_code)) is not None:
            venster[eigen, r] &= jaren >= max(_jaar(periode) for periode, _ in lijst)
    return vensters, venster


def _jaar(periode_code: str) -> int:
    return Periode.parse(periode_code).jaar
