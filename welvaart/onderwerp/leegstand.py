"""Dwellings where nobody is registered, as numbers and as a sign of second homes.

The word leegstand has several meanings that may not be mixed; what is computed here is about one of
them: the share of dwellings without a registered resident, in whole percents.
"""

from dataclasses import dataclass
from math import isnan

from welvaart.cijfers.indicator import Indicator
from welvaart.fouten import KeuzeFout
from welvaart.lezen.stand import Stand
from welvaart.methode.band import Band, compute_deel
from welvaart.opmaak import shorten

WONINGEN = "leegstand_woningen"
"""Dwellings without a registered resident (CBS: onbewoond)."""
TWEEDE_WONINGEN_FACTOR = 2
"""Above this many times the national share, second homes are the likely reason. Our choice."""
_MAX_NORM = 100.0
_MAX_BRON = 120
_BEGIN = ("leegstand_", "langdurige_leegstand_")


@dataclass(frozen=True, slots=True)
class Norm:
    """What a team holds for acceptable (frictieleegstand), with who said so.

    Attributes:
        procent: 0–100.
        bron: where it was decided; never empty.
    """

    procent: float
    bron: str


def find_soorten(stand: Stand) -> list[Indicator]:
    """All notions of leegstand with figures of gemeenten; the dwellings first."""
    soorten = [
        x
        for x in stand.indicatoren.values()
        if is_leegstand(x) and stand.reeksen.get_jaren(x.indicator_id)
    ]
    return sorted(soorten, key=lambda x: (x.indicator_id != WONINGEN, x.volgorde))


def is_leegstand(indicator: Indicator) -> bool:
    """True for an indicator of leegstand of any kind, with or without figures."""
    return indicator.indicator_id.startswith(_BEGIN)


def compute_woningen(procent: Band | None, woningen: float) -> Band | None:
    """How many dwellings a rounded percentage can be; None when a figure is missing.

    Args:
        procent: bounds of the share without a registered resident: 3,5–4,5 behind "4 %".
        woningen: all dwellings in the same year.
    """
    if procent is None or isnan(woningen):
        return None
    midden, marge = (procent.laag + procent.hoog) / 2, (procent.hoog - procent.laag) / 2
    band = compute_deel(midden, marge, Band(woningen, woningen))
    return Band(max(0.0, band.laag), min(woningen, band.hoog))


def has_tweede_woningen(procent: float, land: float) -> bool:
    """Whether the share is so high that second homes are the likely reason.

    The source does not count second homes. In gemeenten along the coast, on the islands and in
    holiday areas the share is many times the national one; above twice as much we say so. Not at
    twice the rounded figures: 8 % beside "4 %" that is 4,3 % is no second time as much.

    Args:
        procent: of the gemeente; NaN gives False.
        land: of Nederland in the same year; NaN gives False.
    """
    return not isnan(procent) and not isnan(land) and procent > TWEEDE_WONINGEN_FACTOR * land


def parse_norm(procent: str, bron: str) -> Norm | None:
    """The norm that a team entered, from the URL; None when nothing was entered.

    Args:
        procent: "5" or "5,5"; blank = none.
        bron: where it was decided.

    Raises:
        KeuzeFout: no number from 0 to 100, or no source with it.
    """
    if not procent.strip():
        return None
    try:
        getal = float(procent.strip().removesuffix("%").strip().replace(",", "."))
    except ValueError:
        getal = float("nan")
    if not 0 <= getal <= _MAX_NORM:
        raise KeuzeFout(f"'{shorten(procent)}' is geen norm. Vul een getal in van 0 tot 100.")
    schoon = " ".join(bron.split())[:_MAX_BRON]
    if not schoon:
        raise KeuzeFout(
            "Een norm zonder bron tonen wij niet. Vul ook in waar de norm is vastgesteld."
        )
    return Norm(getal, schoon)
