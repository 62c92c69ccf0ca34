"""A chart on a slide as PowerPoint itself draws it: to be edited, with its figures behind it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Emu, Pt

from welvaart.export.dias.cijferblad import BLAD, write_cijferblad
from welvaart.export.dias.diaas import (
    PUNT,
    WIT,
    choose_grafiekas,
    convert_rgb,
    format_getalvorm,
)
from welvaart.export.dias.dialijn import build_categorieen, split_breuken, style_lijnen
from welvaart.export.dias.diastapel import style_stapels
from welvaart.export.dias.diatijd import MAANDVORM
from welvaart.export.dias.diaxml import add_eerst, make, set_plek
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Grafiek

_SOORT: Final = {
    "lijn": XL_CHART_TYPE.LINE_MARKERS,
    "staaf": XL_CHART_TYPE.BAR_CLUSTERED,
    "stapel": XL_CHART_TYPE.BAR_STACKED,
}
_AS: Final = "C9D0D9"
_KLEINST: Final = 11  # points of the names beside many bars
_STAAFDEEL: Final = 0.85  # of the height of a chart is for the bars
_LETTERDEEL: Final = 0.8  # of the height of a bar with its white is for its name


@dataclass(frozen=True)
class Vak:
    """A place on a slide, in EMU."""

    x: int
    y: int
    breedte: int
    hoogte: int


def add_grafiek(dia: Slide, grafiek: Grafiek, huisstijl: Huisstijl, vak: Vak) -> GraphicFrame:
    """Put a chart on a slide.

    Args:
        dia: the slide.
        grafiek: with at least one value, and no more lines or bars than fit (`limit_grafiek`).
        huisstijl: colours and letter.
        vak: where.

    Returns:
        Its frame, with a text alternative.
    """
    lijnen = split_breuken(grafiek)
    soort = _SOORT[grafiek.soort]
    decimalen = max((r.decimalen for r in grafiek.reeksen), default=0)
    vorm = format_getalvorm(grafiek, decimalen)
    categorieen = build_categorieen(grafiek)
    data = CategoryChartData(number_format=vorm)
    data.categories = [c.date() if isinstance(c, datetime) else c for c in categorieen]
    for lijn in lijnen:
        data.add_series(lijn.naam, lijn.waarden)
    frame = dia.shapes.add_chart(
        soort, Emu(vak.x), Emu(vak.y), Emu(vak.breedte), Emu(vak.hoogte), data
    )
    chart: Chart = frame.chart
    cijfers = [(x.naam, x.waarden) for x in lijnen]
    datumvorm = MAANDVORM if grafiek.dagen else "yyyy"
    blad = write_cijferblad(grafiek.categoriekop, categorieen, cijfers, vorm, datumvorm)
    chart.part.chart_workbook.update_from_xlsx_blob(blad)
    _style_basis(chart, grafiek, huisstijl)
    if grafiek.soort == "lijn":
        style_lijnen(chart, grafiek, lijnen, huisstijl, (vak.breedte / Pt(1), vak.hoogte / Pt(1)))
    elif grafiek.soort == "stapel":
        style_stapels(chart, grafiek, huisstijl, vak.hoogte / Pt(1))
    else:
        _style_staven(chart, grafiek, huisstijl, vak.hoogte / Pt(1))
    return frame


def _style_basis(chart: Chart, grafiek: Grafiek, huisstijl: Huisstijl) -> None:
    ruimte = chart._chartSpace
    add_eerst(ruimte, "c:date1904", make("c:lang", val="nl-NL"), make("c:roundedCorners", val="0"))
    for formule in ruimte.iter("{*}f"):
        formule.text = str(formule.text).replace("Sheet1!", f"{BLAD}!")
    chart.font.size, chart.font.name = Pt(PUNT), huisstijl.letter
    chart.font.color.rgb = convert_rgb(huisstijl.kleuren.tekst)
    chart.has_title = True
    kader = chart.chart_title.text_frame
    kader.text = grafiek.eenheid
    letter = kader.paragraphs[0].runs[0].font
    letter.size, letter.bold = Pt(PUNT), False
    letter.color.rgb = convert_rgb(huisstijl.kleuren.klein)
    chart.chart_title.include_in_layout = False
    set_plek(chart.chart_title._element, 0.0, 0.0)
    chart.has_legend = False
    for as_ in (chart.category_axis, chart.value_axis):
        as_.major_tick_mark = XL_TICK_MARK.NONE
        as_.format.line.color.rgb = RGBColor.from_string(_AS)


def _style_staven(chart: Chart, grafiek: Grafiek, huisstijl: Huisstijl, hoogte: float) -> None:
    onder, boven, stap = choose_grafiekas(grafiek)
    y, x, plot = chart.value_axis, chart.category_axis, chart.plots[0]
    y.minimum_scale, y.maximum_scale, y.major_unit = onder, boven, stap
    y.has_major_gridlines, y.visible = False, False
    x.reverse_order = True
    x.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    ruimte = hoogte * _STAAFDEEL / len(grafiek.categorieen)
    punt = int(max(_KLEINST, min(PUNT, ruimte * _LETTERDEEL)))
    x.tick_labels.font.size = Pt(punt)
    plot.overlap, plot.gap_width = 100, 45 if len(grafiek.categorieen) > 4 else 90
    for serie, reeks in zip(plot.series, grafiek.reeksen, strict=True):
        kleur = convert_rgb(huisstijl.get_kleur(reeks.rol))
        _fill_staaf(serie.format, kleur, hol=False)
        serie.invert_if_negative = False
        for k, (waarde, hol) in enumerate(zip(reeks.waarden, reeks.voorlopig, strict=True)):
            if hol and waarde is not None:
                _fill_staaf(serie.points[k].format, kleur, hol=True)
        labels = serie.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
        labels.number_format = format_getalvorm(grafiek, reeks.decimalen)
        labels.number_format_is_linked = False
        labels.font.size, labels.font.bold = Pt(punt), reeks.rol == "eigen"
        labels.font.color.rgb = convert_rgb(huisstijl.kleuren.tekst)


def _fill_staaf(vorm: Any, kleur: RGBColor, *, hol: bool) -> None:  # noqa: ANN401
    vorm.fill.solid()
    vorm.fill.fore_color.rgb = RGBColor.from_string(WIT) if hol else kleur
    vorm.line.color.rgb = kleur
    vorm.line.width = Pt(1.5)
