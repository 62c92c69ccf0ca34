"""The axes of a chart in a workbook: years along days, and figures from where the text says."""

from math import floor
from typing import Any

from welvaart.export.beeld.kader import (
    begins_at_nought,
    compute_stappen,
    find_waarden,
    format_stappen,
)
from welvaart.export.inhoud import Grafiek


def build_tijdas(grafiek: Grafiek) -> dict[str, Any]:
    """Days along the axis, with the years named from the first of January on; {} for others."""
    if not grafiek.dagen:
        return {}
    begin = grafiek.dagen[0].replace(month=1, day=1)
    jaar = {"major_unit": 1, "major_unit_type": "years", "num_format": "yyyy"}
    return {"date_axis": True, "min": begin, **jaar}


def build_waardeas(grafiek: Grafiek) -> dict[str, Any]:
    """The axis of lines with at least one figure.

    It begins at nought, or not, as the sentence beside the chart says (`find_aszin`): Excel itself
    would choose by a rule of its own.
    """
    waarden = find_waarden(grafiek)
    laag, hoog = min(waarden), max(waarden)
    begin = 0.0 if begins_at_nought(grafiek) else laag
    ruimte = (hoog - begin) or abs(hoog) * 0.2 or 1.0
    fijn = 10.0 ** -max(reeks.decimalen for reeks in grafiek.reeksen)
    stappen = compute_stappen(0.0, ruimte, 5, min(fijn, ruimte))
    stap = stappen[1]
    vorm = {"num_format": format_getalvorm(len(format_stappen([stap])[0].partition(",")[2]))}
    if laag < 0 < hoog:
        return {**vorm, "major_unit": stap}
    onder = floor(begin / stap + 1e-9) * stap
    if begin and onder >= begin - stap * 0.02:
        onder -= stap
    return {**vorm, "major_unit": stap, "min": round(onder, 6)}


def format_getalvorm(decimalen: int) -> str:
    """The number format of Excel, as in Dutch."""
    return f"[$-413]#,##0{'.' if decimalen else ''}{'0' * decimalen}"
