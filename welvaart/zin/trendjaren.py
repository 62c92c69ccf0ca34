"""Which years a trend is about and which a chart, where the two differ: one sentence why."""

from collections.abc import Sequence
from math import isnan

from welvaart.lezen.stand import Stand
from welvaart.methode.trend import VENSTER_JAREN
from welvaart.oordeel.regel import Regel


def explain_trendjaren(stand: Stand, regel: Regel) -> str:
    """Why a trend begins later than the line beside it; "" where it does not, or is not judged."""
    x, regio_code = regel.indicator, stand.reeksen.regio_codes[regel.r]
    reeks = stand.reeksen.get_reeks(x.indicator_id, regio_code)
    paren = zip(stand.reeksen.jaren, reeks, strict=True)
    getekend = [jaar for jaar, waarde in paren if not isnan(waarde)]
    if not regel.trend_jaren or not getekend:
        return ""
    eind = regel.trend_venster[1]
    breuken = [jaar for jaar, _ in stand.find_breuken(x, regio_code) if jaar <= eind]
    begin = max([eind - VENSTER_JAREN + 1, *breuken])
    if min(getekend) >= begin:
        return ""
    return (
        f"De grafiek begint in {min(getekend)}; een ontwikkeling berekenen wij over "
        f"{_name_jaren(begin, eind)}."
    )


def explain_grafiekjaren(
    jaren: tuple[int, int],
    venster: tuple[int, int],
    gemeten: Sequence[int],
    *,
    is_langst: bool,
) -> str:
    """Why a chart from a first year covers others than the trend; "" where they are the same.

    Args:
        jaren: first and last year of the chart.
        venster: first and last calendar year that a trend of this indicator may use.
        gemeten: the years with a figure, ascending.
        is_langst: the chart covers all years that can be compared, not a choice from them.
    """
    mee = [jaar for jaar in gemeten if venster[0] <= jaar <= venster[1]]
    if not mee or jaren == (mee[0], mee[-1]):
        return ""
    wat = "alle jaren zonder breuk" if is_langst else "de jaren die u koos"
    kort = mee[0] > venster[0]
    return (
        f"De grafiek gaat over {wat}: {jaren[0]} tot en met {jaren[1]}. Op Nulmeting gaat een "
        "ontwikkeling over "
        + (f"{mee[0]} tot en met {mee[-1]}." if kort else f"{_name_jaren(*venster)}.")
    )


def _name_jaren(begin: int, eind: int) -> str:
    """The years of a trend with their reason: the last eight, or fewer since a break."""
    if eind - begin + 1 >= VENSTER_JAREN:
        return f"de laatste {VENSTER_JAREN} jaar: {begin} tot en met {eind}"
    return f"de jaren na de laatste breuk: {begin} tot en met {eind}"
