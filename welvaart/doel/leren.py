"""Who improved most: gemeenten to call, with what they came from and where they are now."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welvaart.doel.uitschieter import read_waarden
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import STATUSTEKENS

MIN_JAREN = 2


@dataclass(frozen=True, slots=True)
class Verbetering:
    """Change of one gemeente between two years, in the unit of the indicator.

    Attributes:
        verandering: end minus begin.
        tekens: of begin and end, "*" or "**" where the figure is provisional.
        marge: how far the change may be off because both figures are rounded.
        eindmarge: how far the end alone may be off.
    """

    regio_code: str
    van_jaar: int
    tot_jaar: int
    begin: float
    eind: float
    tekens: tuple[str, str] = ("", "")
    marge: float = 0.0
    eindmarge: float = 0.0

    @property
    def verandering(self) -> float:
        """Change of the figures as shown, positive = risen."""
        return round(self.eind - self.begin, 9)


def find_verbeteringen(
    stand: Stand, regel: Regel, regio_code: str, kandidaten: Sequence[str], *, hoogstens: int
) -> tuple[Verbetering | None, list[Verbetering]]:
    """The candidates that improved most in the years in which the regio itself was measured.

    Args:
        stand: in which the regio is judged (see `welvaart.groep.regiobeeld`).
        regel: line of the regio, for the indicator and the window of its trend.
        regio_code: the regio itself.
        kandidaten: codes of gemeenten to choose from; those without both years, with an outlier in
            one of them, or with a break between them, take no part.
        hoogstens: length of the list.

    Returns:
        The change of the regio itself (None without two years), and those that improved, and did
        so more than the regio by more than all rounding. First those that are now better off than
        the regio, then those about as well off, then those that are worse off; each by how much
        they improved. Empty for a neutral indicator.
    """
    x, reeksen = regel.indicator, stand.reeksen
    van, tot = regel.trend_venster
    jaren = np.array(reeksen.jaren)
    eigen = _read_reeks(stand, x.indicator_id, regio_code)
    bekend = jaren[~np.isnan(eigen) & (jaren >= van) & (jaren <= tot)]
    if len(bekend) < MIN_JAREN:
        return None, []
    begin, eind = int(bekend[0]), int(bekend[-1])
    zelf = _measure(stand, regel, regio_code, begin, eind)
    if not x.teken:
        return zelf, []
    anderen = [_measure(stand.gemeentestand, regel, code, begin, eind) for code in kandidaten]
    drempel = max(x.teken * zelf.verandering + zelf.marge if zelf else 0.0, 0.0)
    beter = [a for a in anderen if a and x.teken * a.verandering - a.marge > drempel + 1e-9]
    beter = [a for a in beter if a.regio_code != regio_code]
    beter.sort(
        key=lambda a: (
            -(compare_nu(zelf, a, x.teken) if zelf else 0),
            -x.teken * a.verandering,
            a.regio_code,
        )
    )
    return zelf, beter[:hoogstens]


def compare_nu(zelf: Verbetering, ander: Verbetering, teken: int) -> int:
    """+1 where the other is now better off than the regio, -1 worse, 0 not told apart by rounding.

    Args:
        zelf: of the regio.
        ander: of the gemeente.
        teken: which way is better: +1 up, -1 down.
    """
    voor = teken * (ander.eind - zelf.eind)
    marge = zelf.eindmarge + ander.eindmarge - 1e-9  # two tenths that differ do differ
    return (voor > max(marge, 1e-9)) - (-voor > max(marge, 1e-9))


def _measure(stand: Stand, regel: Regel, code: str, begin: int, eind: int) -> Verbetering | None:
    x, reeksen = regel.indicator, stand.reeksen
    if any(begin < jaar <= eind for jaar, _ in stand.find_breuken(x, code)):
        return None
    waarden = _read_reeks(stand, x.indicator_id, code)
    # A recomputed figure lies between two steps: what is subtracted is what is shown.
    eerste, laatste = (x.round(float(waarden[reeksen.jaren.index(j)])) for j in (begin, eind))
    if np.isnan(eerste) or np.isnan(laatste):
        return None
    status = reeksen.status[reeksen.get_i(x.indicator_id), reeksen.get_r(code)]
    van, tot = (
        STATUSTEKENS.get(str(status[reeksen.jaren.index(jaar)]), "") for jaar in (begin, eind)
    )
    marges = [_find_half(stand, regel, code, jaar) for jaar in (begin, eind)]
    return Verbetering(code, begin, eind, eerste, laatste, (van, tot), sum(marges), marges[1])


def _find_half(stand: Stand, regel: Regel, code: str, jaar: int) -> float:
    """Half the step in which the source rounds a figure, or more if coarser; 0 for sums."""
    x, reeksen = regel.indicator, stand.reeksen
    plek = (reeksen.get_i(x.indicator_id), reeksen.get_r(code), reeksen.jaren.index(jaar))
    grof = (reeksen.boven[plek] - reeksen.onder[plek]) / 2
    fijn = 0.0 if x.regionaal == "som" else x.afronding / 2
    return float(np.fmax(fijn, grof))


def _read_reeks(stand: Stand, indicator_id: str, regio_code: str) -> NDArray[np.float64]:
    """Series without outliers; all NaN for a regio without rows."""
    r = stand.reeksen.get_r(regio_code)
    if r is None:
        return np.full(len(stand.reeksen.jaren), np.nan)
    reeks: NDArray[np.float64] = read_waarden(stand, indicator_id)[r]
    return reeks
