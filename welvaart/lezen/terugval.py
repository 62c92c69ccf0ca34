"""A figure of a larger area where the gemeente itself has none: only when asked for, and labelled.

Never used silently: the figure is not about the gemeente, and says so wherever it stands.
"""

from dataclasses import dataclass

import numpy as np

from welvaart.cijfers.periode import Periode
from welvaart.cijfers.reeksen import Reeksen
from welvaart.lezen.stand import Stand
from welvaart.regio.regio import Regio

NIVEAUS = ("corop", "provincie")
"""Where we look, in this order."""
_NOEM = {"corop": "COROP-gebied", "provincie": "provincie"}


@dataclass(frozen=True)
class Terugval:
    """The newest figure for a gemeente, or for the smallest area around it that has one.

    Attributes:
        waarde: in the indicator's eenheid.
        periode_code: of the figure.
        niveau: "gemeente", "corop" or "provincie".
        regio_code: what the figure is about.
        regio_naam: its name.
        herkomst: "bron", "berekend" …
        label: Dutch text that must stand beside the figure; "" for the gemeente itself.
    """

    waarde: float
    periode_code: str
    niveau: str
    regio_code: str
    regio_naam: str
    herkomst: str
    label: str


def find_terugval(stand: Stand, indicator_id: str, gemeente_code: str) -> Terugval | None:
    """The newest figure, of the gemeente itself or else of its COROP or provincie.

    Only complete figures that bear the name of the area count. A number (inwoners, banen) is never
    taken from a larger area: it would be about far more people.

    Args:
        stand: the figures.
        indicator_id: which indicator.
        gemeente_code: a living gemeente.

    Returns:
        None when no level has a figure.

    Raises:
        KeuzeFout: no living gemeente.
    """
    gemeente = stand.find_gemeente(gemeente_code)
    eigen = _find_nieuwste(stand.reeksen, indicator_id, gemeente, "gemeente", "")
    if eigen is not None or stand.indicatoren[indicator_id].regionaal == "som":
        return eigen
    for niveau in NIVEAUS:
        regio = stand.find_regio(gemeente_code, niveau)
        if regio is None:
            continue
        label = f"cijfer van {_NOEM[niveau]} {regio.naam}; {gemeente.naam} heeft geen eigen cijfer"
        gevonden = _find_nieuwste(stand.reeksen, indicator_id, regio, niveau, label)
        if gevonden is not None:
            return gevonden
    return None


def describe_terugval(terugval: Terugval) -> str:
    """The label with the year, as a Dutch sentence; "" for a figure of the gemeente itself."""
    if not terugval.label:
        return ""
    jaar = Periode.parse(terugval.periode_code).label
    return f"{terugval.label[:1].upper()}{terugval.label[1:]} ({jaar})."


def _find_nieuwste(
    reeksen: Reeksen, indicator_id: str, regio: Regio, niveau: str, label: str
) -> Terugval | None:
    r, i = reeksen.get_r(regio.code), reeksen.get_i(indicator_id)
    if r is None:
        return None
    jaren = np.flatnonzero(~np.isnan(reeksen.waarde[i, r]))
    if len(jaren) == 0:
        return None
    t = int(jaren[-1])
    return Terugval(
        waarde=float(reeksen.waarde[i, r, t]),
        periode_code=str(reeksen.perioden[i, t]),
        niveau=niveau,
        regio_code=regio.code,
        regio_naam=regio.naam,
        herkomst=str(reeksen.herkomst[i, r, t]),
        label=label,
    )
