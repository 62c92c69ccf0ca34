"""The axis of months or quarters on a slide: dates behind it, years along it."""

from datetime import date
from math import ceil
from typing import Final

from pptx.chart.chart import Chart

from welvaart.export.dias.diaxml import make
from welvaart.export.inhoud import Grafiek

MAANDVORM: Final = "[$-413]mmmm yyyy"
"""How Excel shows the first day of a month or quarter in the sheet behind the chart."""
MAX_JAREN: Final = 14
"""Names of years that stand clear of each other."""
_NUL: Final = date(1899, 12, 30)  # day 0 of Excel


def style_tijdas(chart: Chart, grafiek: Grafiek) -> None:
    """Let the axis name each year once, and begin at the first of January where it has months."""
    as_ = chart.category_axis
    as_.tick_labels.number_format = "yyyy"
    as_.tick_labels.number_format_is_linked = False
    if grafiek.dagen:
        as_.minimum_scale = (date(grafiek.dagen[0].year, 1, 1) - _NUL).days
    eenheid = as_._element.find("{*}baseTimeUnit")  # without it two years have many names each
    eenheid.set("val", "months" if grafiek.dagen else "years")
    eenheid.addnext(make("c:majorTimeUnit", val="years"))
    eenheid.addnext(make("c:majorUnit", val=str(_choose_stap(grafiek))))


def _choose_stap(grafiek: Grafiek) -> int:
    """So many years from name to name that the names stand clear of each other."""
    jaren = [dag.year for dag in grafiek.dagen] or [int(jaar) for jaar in grafiek.categorieen]
    eerste, laatste = jaren[0], jaren[-1]
    return ceil((laatste - eerste + 1) / MAX_JAREN)
