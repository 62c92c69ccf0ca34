"""A line over the years: own gemeente, Nederland and few peers, labelled where they end."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, Literal

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.assen import (
    build_breuklijn,
    build_breuktekst,
    build_tijdas,
    build_waardeas,
    choose_ticks,
)
from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.thema import (
    EIGEN,
    GELIJK,
    GOED,
    GRIJS,
    INKT,
    build_figuur,
    clean_haken,
    wrap,
)
from welvaart.methode.labelplek import spread_labels
from welvaart.opmaak import STATUSTEKENS

Rol = Literal["eigen", "land", "regio", "doel", "gelijk"]
_STIJL = {
    "eigen": {"color": EIGEN, "width": 3, "dash": "solid"},
    "land": {"color": INKT, "width": 2, "dash": "dash"},
    "regio": {"color": GRIJS, "width": 1.5, "dash": "dot"},
    "doel": {"color": GOED, "width": 2, "dash": "longdash"},
    "gelijk": {"color": GELIJK, "width": 1.5, "dash": "dashdot"},
}
_LABEL_TEKENS = 17  # "Arbeidsmarktregio" stays whole
_LABEL_REGEL, _LABEL_WIT = 17, 5  # pixels
_HOOGTE = 250
_ONDERLEGGER = "rgba(255,255,255,0.85)"
"""Below a label that a road to a goal may run under: the letters stay readable."""
_SYMBOOL = {
    "eigen": "circle",
    "land": "square",
    "regio": "diamond",
    "doel": "triangle-up-open",
    "gelijk": "triangle-down",
}


@dataclass(frozen=True)
class Lijn:
    """One series.

    Attributes:
        naam: label at the end of the line.
        rol: decides colour, dash and marker.
        jaren: the years in which the indicator was measured, ascending.
        waarden: one per year; NaN leaves a gap.
        voorlopig: one per year; True draws a hollow point.
        decimalen: of its label; fewer where the source rounds this regio more coarsely.
        breuken: years at which the line may not be joined with what went before.
        redenen: why a value is missing, one per year; "" where there is one; may be empty.
    """

    naam: str
    rol: Rol
    jaren: Sequence[int]
    waarden: Sequence[float]
    voorlopig: Sequence[bool]
    decimalen: int
    breuken: frozenset[int] = frozenset()
    redenen: Sequence[str] = ()


def build_tijdreeks(
    lijnen: Sequence[Lijn],
    indicator: Indicator,
    *,
    titel: str,
    bron: str,
    breuken: Sequence[tuple[int, str]] = (),
    vanaf_nul: bool = False,
    eigen_lager: int = 0,
) -> Figuur:
    """Draw the series with direct labels; gaps stay open, breaks are drawn.

    Args:
        lijnen: own gemeente first.
        indicator: for unit and decimals.
        titel: the message as a sentence.
        bron: the source line.
        breuken: (first year of the new series, reason); a dotted line before that year.
        vanaf_nul: start the axis at nought: for coarsely rounded figures, where one step of
            rounding would else look like a jump.
        eigen_lager: pixels by which the label of the own line stands lower than its end, to leave
            room for what goes on from there; negative is higher.
    """
    labels, rechts, bereik = _build_labels(
        lijnen, indicator, vanaf_nul=vanaf_nul, eigen_lager=eigen_lager
    )
    jaren = sorted({jaar for lijn in lijnen for jaar in lijn.jaren})
    opmaak = {
        "annotations": [*labels, *(build_breuktekst(jaar - 0.5) for jaar, _ in breuken)],
        "shapes": [build_breuklijn(jaar - 0.5) for jaar, _ in breuken],
        "xaxis": build_tijdas(
            choose_ticks(jaren, 6 if len(jaren) <= 6 else 5),
            [jaren[0] - 0.5, jaren[-1] + 0.3] if jaren else None,
        ),
        "yaxis": build_waardeas(indicator.eenheid_kort, bereik or None),
    }
    sporen = [_build_spoor(lijn, indicator) for lijn in reversed(lijnen)]
    return build_figuur(
        sporen, opmaak, titel=titel, bron=bron, hoogte=_HOOGTE, rechts=rechts, minimaal=_HOOGTE - 20
    )


def format_punt(lijn: Lijn, indicator: Indicator, waarde: float) -> str:
    """Write one value of a line; a computed one no more precisely than its parts."""
    afgerond = waarde if lijn.rol in ("eigen", "doel") else indicator.round(waarde)
    return indicator.format(afgerond, decimalen=lijn.decimalen)


def _is_voorlopig(lijn: Lijn, jaar: int) -> bool:
    return bool(lijn.voorlopig[list(lijn.jaren).index(jaar)])


def _build_spoor(lijn: Lijn, indicator: Indicator) -> dict[str, Any]:
    x: list[float] = []
    y: list[float | None] = []
    hol: list[bool] = []
    for jaar, waarde, voorlopig in zip(lijn.jaren, lijn.waarden, lijn.voorlopig, strict=True):
        if jaar in lijn.breuken and x:
            x.append(jaar - 0.5)
            y.append(None)
            hol.append(False)
        x.append(jaar)
        y.append(None if isnan(waarde) else round(waarde, 4))
        hol.append(voorlopig)
    stijl = _STIJL[lijn.rol]
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "name": clean_haken(lijn.naam),
        "mode": "lines+markers",
        "connectgaps": False,
        "line": stijl,
        "marker": {
            "size": 8 if lijn.rol == "eigen" else 6,
            "symbol": _SYMBOOL[lijn.rol],
            "color": _choose_kleuren(hol, str(stijl["color"])),
            "line": {"color": stijl["color"], "width": 2},
        },
        "hovertemplate": f"{clean_haken(lijn.naam)} %{{x}}: %{{y:,.{lijn.decimalen}f}} "
        f"{clean_haken(indicator.eenheid_kort)}<extra></extra>",
    }


def _choose_kleuren(hol: Sequence[bool], kleur: str) -> str | list[str]:
    """One colour for all points; one per point only where some are hollow."""
    return ["white" if leeg else kleur for leeg in hol] if any(hol) else kleur


def _build_labels(
    lijnen: Sequence[Lijn], indicator: Indicator, *, vanaf_nul: bool, eigen_lager: int
) -> tuple[list[dict[str, Any]], int, list[float] | None]:
    """The name at the end of each line, the room they need in pixels, and the range of the axis."""
    einden = []
    for lijn in lijnen:
        gevuld = [(j, w) for j, w in zip(lijn.jaren, lijn.waarden, strict=True) if not isnan(w)]
        if gevuld:
            ster = STATUSTEKENS["voorlopig"] if _is_voorlopig(lijn, gevuld[-1][0]) else ""
            punt = format_punt(lijn, indicator, gevuld[-1][1])
            tekst = wrap(f"{lijn.naam} {punt}{ster}", _LABEL_TEKENS)
            einden.append((lijn, tekst, *gevuld[-1]))
    if not einden:
        return [], 8, None
    hoogten, bereik = _spread_einden(
        [0.0] * vanaf_nul + [w for lijn in lijnen for w in lijn.waarden if not isnan(w)],
        [waarde for *_, waarde in einden],
        [tekst.count("<br>") + 1 for _, tekst, *_ in einden],
    )
    met_doel = any(lijn.rol == "doel" for lijn in lijnen)
    labels = [
        {
            "x": jaar,
            "y": round(plek, 6),
            "xshift": 9,
            "xanchor": "left",
            "align": "left",
            "showarrow": False,
            "text": tekst,
            "font": {
                "size": 13,
                "color": _STIJL[lijn.rol]["color"],
                "weight": 700 if lijn.rol == "eigen" else 400,
            },
            **({"bgcolor": _ONDERLEGGER} if met_doel and lijn.rol != "doel" else {}),
            **({"yshift": -eigen_lager} if _moves(lijn, plek, hoogten[0], eigen_lager) else {}),
        }
        for (lijn, tekst, jaar, _), plek in zip(einden, hoogten, strict=True)
    ]
    langste = max(len(deel) for _, tekst, *_ in einden for deel in tekst.split(" <br>"))
    return labels, round(16 + 7.4 * langste), bereik


def _moves(lijn: Lijn, plek: float, eigen: float, lager: int) -> bool:
    """Whether a label makes room: the own one, and what already stood on the side it goes to."""
    if not lager or lijn.rol == "doel":
        return False
    return lijn.rol == "eigen" or (eigen - plek) * lager > 0


def _spread_einden(
    waarden: Sequence[float], einden: Sequence[float], regels: Sequence[int]
) -> tuple[list[float], list[float]]:
    """Heights for the labels, and an axis that holds all values and all labels.

    The axis follows the labels and the labels the axis, so this goes round a few times.
    """
    laag, hoog = min(waarden), max(waarden)
    rand = 0.06 * (hoog - laag) or max(0.1 * abs(hoog), 1.0)  # one level: no false precision
    laag, hoog = laag - rand, hoog + rand
    hoogten = list(einden)
    for _ in range(4):
        pixel = (hoog - laag) / (_HOOGTE - 20)
        maten = [(_LABEL_REGEL * n + _LABEL_WIT) * pixel for n in regels]
        hoogten = spread_labels(einden, maten)
        laag = min(laag, *(h - m / 2 for h, m in zip(hoogten, maten, strict=True)))
        hoog = max(hoog, *(h + m / 2 for h, m in zip(hoogten, maten, strict=True)))
    return hoogten, [round(laag, 6), round(hoog, 6)]
