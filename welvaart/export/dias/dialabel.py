"""Names at the ends of lines on a slide: clear of each other, of the lines and of the axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree
from pptx.chart.chart import Chart
from pptx.enum.chart import XL_LABEL_POSITION
from pptx.util import Pt

from welvaart.export.dias.diaas import PUNT, convert_rgb, format_getalvorm
from welvaart.export.dias.diaxml import make
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Grafiek, Reeks
from welvaart.methode.labelplek import spread_labels

_REGELS: Final = 2.7  # lines of one label: the name above the value
_STER: Final = '"*"'  # behind a provisional figure: LibreOffice fills points that are open
_LETTER: Final = 0.62  # width of a bold letter, in its size
_WAARDE: Final = 9  # letters of a value: "€ 139.700"
_WIT: Final = 24.0  # points between a line and its name, and behind it
_PLEK = (0.06, 0.12, 0.70, 0.76)  # of the plotting area: x, y, least width, height
_BREEDST: Final = 0.91


@dataclass(frozen=True)
class Lijn:
    """A part of a series that may be joined: a series with a break becomes two."""

    naam: str
    reeks: Reeks
    waarden: tuple[float | None, ...]
    laatste: bool


def choose_plek(grafiek: Grafiek, breedte: float) -> tuple[float, float, float, float]:
    """The plotting area, as wide as the names at its right side leave; of a chart, in points."""
    laatste = len(grafiek.categorieen) - 1
    langst = max(
        (len(r.naam) for r in grafiek.reeksen if r.waarden[laatste] is not None), default=0
    )
    x, y, smalst, hoogte = _PLEK
    breed = 1.0 - x - (max(langst, _WAARDE) * _LETTER * PUNT + _WIT) / breedte
    return x, y, min(max(breed, smalst), _BREEDST), hoogte


def add_labels(
    chart: Chart,
    grafiek: Grafiek,
    lijnen: Sequence[Lijn],
    huisstijl: Huisstijl,
    hoogte: float,
    as_: tuple[float, float],
) -> None:
    """Name and value at the end of each line, moved apart where they would overlap."""
    einden, laatste = [], len(grafiek.categorieen) - 1
    for serie, lijn in zip(chart.plots[0].series, lijnen, strict=True):
        plek = max((k for k, w in enumerate(lijn.waarden) if w is not None), default=None)
        if lijn.laatste and plek is not None:
            einden.append((serie, lijn, plek, float(lijn.waarden[plek] or 0.0)))
    bereik = as_[1] - as_[0]
    maat = _REGELS * PUNT / hoogte * bereik
    aan_rand = [k for k, (*_, plek, _) in enumerate(einden) if plek == laatste]
    plekken = _place_labels([einden[k][3] for k in aan_rand], [maat] * len(aan_rand), as_[0])
    hoogten = dict(zip(aan_rand, plekken, strict=True))
    for k, (serie, lijn, plek, waarde) in enumerate(einden):
        label = serie.points[plek].data_label
        label.position, op = XL_LABEL_POSITION.RIGHT, hoogten.get(k, waarde)
        if plek != laatste:
            ruimte = (waarde - as_[0]) / maat
            label.position, hoger = _find_vrij(grafiek, plek, waarde, ruimte)
            op = waarde + hoger * maat
        letter = label.font
        letter.size, letter.bold = Pt(PUNT), lijn.reeks.rol == "eigen"
        letter.color.rgb = convert_rgb(
            huisstijl.get_letterkleur(huisstijl.get_kleur(lijn.reeks.rol))
        )
        ster = _STER if lijn.reeks.voorlopig[plek] else ""
        _fill_label(
            label._get_or_add_dLbl(),
            format_getalvorm(grafiek, lijn.reeks.decimalen) + ster,
            -(op - waarde) / bereik * _PLEK[3],
        )


def _place_labels(hoogten: Sequence[float], maten: Sequence[float], onder: float) -> list[float]:
    """Heights of labels that lie clear of each other, and none below the axis."""
    plekken = spread_labels(hoogten, maten)
    laagst = min((p - maat / 2 for p, maat in zip(plekken, maten, strict=True)), default=onder)
    return [plek + max(onder - laagst, 0.0) for plek in plekken]


def _find_vrij(
    grafiek: Grafiek, plek: int, waarde: float, ruimte: float
) -> tuple[XL_LABEL_POSITION, float]:
    """Where the name of a line that ends inside the chart stays clear of the lines and the axis.

    Above or below: where the lines beside it stay nearest to its height. Without room for it above
    the axis it stands beside the end, over a line that goes on downwards.

    Args:
        grafiek: what is drawn.
        plek: where the line ends.
        waarde: its last value.
        ruimte: between that and the axis, in heights of a label.

    Returns:
        The position, and how far above it the label is moved, in heights of a label.
    """
    voor, na = (
        [w - waarde for r in grafiek.reeksen if (w := r.waarden[k]) is not None]
        for k in (max(plek - 1, 0), plek + 1)
    )
    boven, onder = max([0.0, *voor, *na]), max([0.0, *(-w for w in (*voor, *na))])
    if boven <= onder:
        return XL_LABEL_POSITION.ABOVE, 0.0
    if ruimte >= 1.0:
        return XL_LABEL_POSITION.BELOW, 0.0
    if na and max(na) <= 0:
        return XL_LABEL_POSITION.RIGHT, 0.6
    return XL_LABEL_POSITION.ABOVE, 0.0


def _fill_label(label: Any, vorm: str, omlaag: float) -> None:  # noqa: ANN401
    """Let a label show the name of its series and the value, in the order the schema wants."""
    for naam, waarde in (("showVal", "1"), ("showSerName", "1"), ("showLegendKey", "0")):
        for deel in label.findall(f"{{*}}{naam}"):
            deel.set("val", waarde)
    vormdeel = make("c:numFmt", formatCode=vorm, sourceLinked="0")
    label.find("{*}txPr/{*}bodyPr").set("wrap", "none")  # a name is never broken inside a word
    scheiding = make("c:separator")
    scheiding.text = "\n"
    idx = label.find("{*}idx")
    if abs(omlaag) > 1e-4:
        layout = make("c:layout")
        hand = etree.SubElement(layout, make("c:manualLayout").tag)
        hand.append(make("c:x", val="0"))
        hand.append(make("c:y", val=f"{omlaag:.4f}"))
        idx.addnext(layout)
        layout.addnext(vormdeel)
    else:
        idx.addnext(vormdeel)
    label.append(scheiding)
