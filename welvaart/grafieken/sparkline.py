"""Small pictures inside a table: a line over the years as SVG path text."""

from collections.abc import Sequence
from math import isnan

BREEDTE, HOOGTE, RAND = 76, 22, 3


def build_sparkline(waarden: Sequence[float]) -> str:
    """Path of the measured years of a series in a box of BREEDTE × HOOGTE; gaps stay open.

    Args:
        waarden: one per measured year, NaN where this regio has none.

    Returns:
        The `d` of an SVG path whose last point is the newest value; "" with fewer than two values.
    """
    gevuld = [(k, w) for k, w in enumerate(waarden) if not isnan(w)]
    if len(gevuld) < 2:
        return ""
    laag, hoog = min(w for _, w in gevuld), max(w for _, w in gevuld)
    stap = (BREEDTE - 2 * RAND) / max(len(waarden) - 1, 1)
    pad, vorige = [], None
    for k, w in gevuld:
        deel = (w - laag) / (hoog - laag) if hoog > laag else 0.5
        x, y = round(RAND + k * stap), round(HOOGTE - RAND - deel * (HOOGTE - 2 * RAND))
        pad.append(f"{'L' if vorige == k - 1 else 'M'}{x} {y}")
        vorige = k
    return "".join(pad)
