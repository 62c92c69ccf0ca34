"""Lines on a slide: gaps stay open, no line crosses a break, each is named where it ends."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, Final

from pptx.chart.chart import Chart
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from welvaart.export.dias.diaas import (
    LICHT,
    PUNT,
    WIT,
    choose_grafiekas,
    convert_rgb,
    format_as,
)
from welvaart.export.dias.dialabel import Lijn, add_labels, choose_plek
from welvaart.export.dias.diatijd import MAX_JAREN, style_tijdas
from welvaart.export.dias.diaxml import make, set_plek
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Grafiek, Reeks

_STREEP = {
    "eigen": None,
    "land": MSO_LINE.DASH,
    "groep": MSO_LINE.ROUND_DOT,
    "doel": MSO_LINE.LONG_DASH,
}
_VORM = {
    "eigen": XL_MARKER_STYLE.CIRCLE,
    "land": XL_MARKER_STYLE.SQUARE,
    "groep": XL_MARKER_STYLE.DIAMOND,
    "doel": XL_MARKER_STYLE.TRIANGLE,
}
_NAAM_TEKENS: Final = 24  # a longer name does not fit beside the end of its line
_MAX_LABELS: Final = 4
_JAAR: Final = 2.6  # width of a year with white, in letters of its size
_PLEK_LEGENDA = (0.06, 0.12, 0.91, 0.64)


def build_categorieen(grafiek: Grafiek) -> list[str] | list[datetime]:
    """Names; years that do not follow each other, or are many, become dates.

    An axis of dates keeps its scale, and every program leaves out the years it has no room for.
    """
    namen = list(grafiek.categorieen)
    if grafiek.dagen:
        return [_convert_dag(dag.year, dag.month) for dag in grafiek.dagen]
    if grafiek.soort != "lijn" or not all(n.isdigit() and len(n) == 4 for n in namen):
        return namen
    jaren = [int(n) for n in namen]
    if len(jaren) <= MAX_JAREN and all(b - a == 1 for a, b in pairwise(jaren)):
        return namen
    return [_convert_dag(jaar) for jaar in jaren]


def _convert_dag(jaar: int, maand: int = 1) -> datetime:
    """The first day of a year or month, without an hour or a zone."""
    return datetime(jaar, maand, 1, tzinfo=UTC).replace(tzinfo=None)


def split_breuken(grafiek: Grafiek) -> list[Lijn]:
    """The parts of each series that may be joined, in the order of the series."""
    plekken = [grafiek.categorieen.index(c) for c, _ in grafiek.breuken if c in grafiek.categorieen]
    uit = []
    for reeks in grafiek.reeksen:
        randen = [0, *([] if reeks.rol == "doel" else sorted(plekken)), len(reeks.waarden)]
        stukken = [
            tuple(w if van <= k < tot else None for k, w in enumerate(reeks.waarden))
            for van, tot in pairwise(randen)
        ]
        stukken = [stuk for stuk in stukken if any(w is not None for w in stuk)] or [reeks.waarden]
        for nummer, stuk in enumerate(stukken, 1):
            laatste = nummer == len(stukken)
            naam = reeks.naam if laatste else f"{reeks.naam} (voor de breuk)"
            uit.append(Lijn(naam, reeks, stuk, laatste))
    return uit


def style_lijnen(
    chart: Chart,
    grafiek: Grafiek,
    lijnen: Sequence[Lijn],
    huisstijl: Huisstijl,
    maat: tuple[float, float],
) -> None:
    """Give the lines of a chart their axis, colours, markers and names.

    Args:
        chart: with one series per line.
        grafiek: what is drawn.
        lijnen: from `split_breuken`.
        huisstijl: colours.
        maat: width and height of the chart, in points.
    """
    breedte, hoogte = maat
    onder, boven, stap = choose_grafiekas(grafiek)
    y = chart.value_axis
    y.minimum_scale, y.maximum_scale, y.major_unit = onder, boven, stap
    y.tick_labels.number_format = format_as(stap)
    y.tick_labels.number_format_is_linked = False
    y.major_gridlines.format.line.color.rgb = RGBColor.from_string(LICHT)
    y.format.line.fill.background()
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if isinstance(build_categorieen(grafiek)[0], datetime):
        style_tijdas(chart, grafiek)
    for serie, lijn in zip(chart.plots[0].series, lijnen, strict=True):
        _style_lijn(serie, lijn, huisstijl, veel=bool(grafiek.dagen))
    direct = len(grafiek.reeksen) <= _MAX_LABELS and all(
        len(r.naam) <= _NAAM_TEKENS for r in grafiek.reeksen
    )
    plek = choose_plek(grafiek, breedte) if direct else _PLEK_LEGENDA
    ruimte = breedte * plek[2] / min(len(grafiek.categorieen), MAX_JAREN)
    chart.category_axis.tick_labels.font.size = Pt(int(min(PUNT, ruimte / _JAAR)))
    set_plek(chart._chartSpace.chart.plotArea, *plek)
    if direct:
        add_labels(chart, grafiek, lijnen, huisstijl, hoogte * plek[3], (onder, boven))
    else:
        _add_legenda(chart, lijnen)


def _style_lijn(
    serie: Any,  # noqa: ANN401 - pptx has no types here
    lijn: Lijn,
    huisstijl: Huisstijl,
    *,
    veel: bool,
) -> None:
    """Colour, dash and points; of very many points only those that say something."""
    kleur = convert_rgb(huisstijl.get_kleur(lijn.reeks.rol))
    eigen = lijn.reeks.rol == "eigen"
    serie.smooth = False
    serie.format.line.color.rgb = kleur
    serie.format.line.width = Pt(3.5 if eigen else 2.25)
    if (streep := _STREEP[lijn.reeks.rol]) is not None:
        serie.format.line.dash_style = streep
    if veel:
        serie.marker.style = XL_MARKER_STYLE.NONE
    else:
        _style_punt(serie.marker, lijn.reeks, kleur, hol=False)
    for k, (waarde, voorlopig) in enumerate(zip(lijn.waarden, lijn.reeks.voorlopig, strict=True)):
        if waarde is not None and (voorlopig or (veel and k in lijn.reeks.tekens)):
            _style_punt(serie.points[k].marker, lijn.reeks, kleur, hol=voorlopig)


def _style_punt(punt: Any, reeks: Reeks, kleur: RGBColor, *, hol: bool) -> None:  # noqa: ANN401
    punt.style = _VORM[reeks.rol]
    punt.size = 9 if reeks.rol == "eigen" else 7
    punt.format.fill.solid()
    punt.format.fill.fore_color.rgb = RGBColor.from_string(WIT) if hol else kleur
    punt.format.line.color.rgb = kleur
    punt.format.line.width = Pt(1.75)


def _add_legenda(chart: Chart, lijnen: Sequence[Lijn]) -> None:
    chart.has_legend = True
    legenda = chart.legend
    assert legenda is not None  # noqa: S101 - was just made
    legenda.position, legenda.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plek = legenda._element.find("{*}legendPos")
    for k, lijn in reversed(list(enumerate(lijnen))):
        if not lijn.laatste:
            weg = make("c:legendEntry")
            weg.append(make("c:idx", val=str(k)))
            weg.append(make("c:delete", val="1"))
            plek.addnext(weg)
