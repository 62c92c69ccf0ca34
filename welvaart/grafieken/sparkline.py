"""Small pictures inside a table: a line over the years as SVG path text."""

from collections.abc import Collection, Sequence
from math import isnan

BREEDTE, HOOGTE, RAND = 76, 22, 3


def build_sparkline(
    jaren: Sequence[int], waarden: Sequence[float], breuken: Collection[int] = ()
) -> str:
    """Path of a series in a box of BREEDTE × HOOGTE; gaps and breaks stay open.

    Args:
        jaren: the measured years, ascending; they decide the horizontal place.
        waarden: one per year, NaN where this regio has none.
        breuken: first years of a new series: no line runs into them.

    Returns:
        The `d` of an SVG path whose last point is the newest value; "" with fewer than two values.
    """
    gevuld = [k for k, w in enumerate(waarden) if not isnan(w)]
    if len(gevuld) < 2:
        return ""
    laag, hoog = min(waarden[k] for k in gevuld), max(waarden[k] for k in gevuld)
    stap = (BREEDTE - 2 * RAND) / ((jaren[-1] - jaren[0]) or 1)
    pad, vorige = [], -2
    for k in gevuld:
        deel = (waarden[k] - laag) / (hoog - laag) if hoog > laag else 0.5
        x = round(RAND + (jaren[k] - jaren[0]) * stap)
        y = round(HOOGTE - RAND - deel * (HOOGTE - 2 * RAND))
        door = vorige == k - 1 and jaren[k] not in breuken
        pad.append(f"{'L' if door else 'M'}{x} {y}")
        vorige = k
    return "".join(pad)
