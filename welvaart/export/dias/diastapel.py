"""Counts per thema on a slide: lying bars whose parts stand behind each other, to be edited."""

from typing import Final

from pptx.chart.chart import Chart
from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from welvaart.export.beeld.stapelplaatje import count_delen
from welvaart.export.dias.diaas import PUNT, convert_rgb
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Grafiek

_KLEINST: Final = 12
_PLEK: Final = 0.86  # of the height of the chart is for the bars
_NUL_WEG: Final = "#,##0;;"
"""Number format that leaves a count of nought out: a part of no width has no room for it."""


def style_stapels(chart: Chart, grafiek: Grafiek, huisstijl: Huisstijl, hoogte: float) -> None:
    """Give the bars of a chart their colours, counts and legend.

    Args:
        chart: with one series per verdict.
        grafiek: what is drawn.
        huisstijl: colours.
        hoogte: of the chart, in points.
    """
    y, x, plot = chart.value_axis, chart.category_axis, chart.plots[0]
    y.minimum_scale, y.maximum_scale, y.major_unit = 0, max(count_delen(grafiek)), 1
    y.has_major_gridlines, y.visible = False, False
    x.reverse_order = True
    x.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    punt = int(max(_KLEINST, min(PUNT, hoogte * _PLEK / len(grafiek.categorieen) * 0.7)))
    x.tick_labels.font.size = Pt(punt)
    plot.overlap, plot.gap_width = 100, 25
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size = Pt(PUNT)
    for serie, reeks in zip(plot.series, grafiek.reeksen, strict=True):
        serie.format.fill.solid()
        serie.format.fill.fore_color.rgb = convert_rgb(huisstijl.get_vulling(reeks.rol))
        serie.format.line.color.rgb = convert_rgb(huisstijl.get_kleur(reeks.rol))
        serie.format.line.width = Pt(1)
        if reeks.rol == "onzeker":
            serie.format.line.dash_style = MSO_LINE.DASH
        serie.invert_if_negative = False
        labels = serie.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.CENTER
        labels.number_format, labels.number_format_is_linked = _NUL_WEG, False
        labels.font.size, labels.font.bold = Pt(punt), True
        labels.font.color.rgb = convert_rgb(huisstijl.get_opschrift(reeks.rol))
