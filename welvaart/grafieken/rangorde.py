"""Regio's under each other by one figure: dots on lines, the own one in orange, ties visible."""

from collections.abc import Sequence

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.thema import (
    EIGEN,
    GRIJS,
    INKT,
    LICHT,
    TEKST,
    build_figuur,
    clean_haken,
    wrap,
)

_RIJ, _RIJ_DUBBEL = 23, 33  # pixels; the second where a name takes two lines
_NAAM_TEKENS = 24
_LETTER = 7.2  # pixels per sign of a name
_CIJFER_LOS = 12  # pixels between a dot and its figure
_LINKS, _SMAL = 0.7, 0.06
"""Room beside the outer dots: with figures at the left, before a name; and without."""
_VEEL = 20  # dots from which a trace of its own for each side is shorter than a side for each dot
_Rij = tuple[float, int, str, bool, bool]
"""Figure, place, text, whether it is the own one, and whether its text stands at the left."""


def build_rangorde(
    namen: Sequence[str],
    waarden: Sequence[float],
    indicator: Indicator,
    *,
    eigen: str | None,
    lijn: tuple[str, float] | None,
    titel: str,
    bron: str,
    teksten: Sequence[str] | None = None,
) -> Figuur:
    """Draw one dot per regio, the most favourable on top; high to low where nothing is better.

    A figure stands on the side of its dot away from the line, so that the line runs through none.

    Args:
        namen: of the regio's, each different.
        waarden: same length, no NaN.
        indicator: for unit, decimals and direction.
        eigen: name of the own regio; None when it is not among them.
        lijn: name and value of the line they are held against.
        titel: the message as a sentence.
        bron: the source line.
        teksten: the figures as shown, same length; by default in the decimals of the indicator.
    """
    teken = indicator.teken or 1
    volgorde = sorted(range(len(namen)), key=lambda k: (teken * waarden[k], namen[k]))
    y = list(range(len(volgorde)))
    cijfers = teksten or [indicator.format(w) for w in waarden]
    grens = lijn[1] if lijn else float("-inf")
    rijen = [
        (waarden[k], plek, cijfers[k], namen[k] == eigen, waarden[k] < grens)
        for plek, k in enumerate(volgorde)
    ]
    sporen = [
        *(_build_spoor(deel, GRIJS, TEKST, 9, "circle") for deel in _split_grijs(rijen)),
        _build_spoor([rij for rij in rijen if rij[3]], EIGEN, EIGEN, 13, "diamond"),
    ]
    laag, hoog = _find_bereik(waarden, lijn)
    opmaak = {
        "shapes": [_build_lijn(lijn[1])] if lijn else [],
        "annotations": [_build_lijntekst(lijn, indicator, laag, hoog)] if lijn else [],
        "yaxis": {
            "tickvals": y,
            "ticktext": [_write_naam(namen[k], eigen) for k in volgorde],
            "range": [-0.7, len(y) - 0.3],
            "fixedrange": True,
            "gridcolor": "#E7EBF0",
            "zeroline": False,
        },
        "xaxis": {
            "range": [laag, hoog],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "linecolor": LICHT,
            "ticks": "outside",
            "tickcolor": LICHT,
            "nticks": 5,
            "tickformat": ",",
            "title": {
                "text": clean_haken(indicator.eenheid_kort),
                "font": {"size": 12, "color": GRIJS},
                "standoff": 2,
            },
        },
    }
    rij = _RIJ_DUBBEL if any(len(naam) > _NAAM_TEKENS for naam in namen) else _RIJ
    langste = max(len(deel) for naam in namen for deel in wrap(naam, _NAAM_TEKENS).split(" <br>"))
    breedste = max(
        (len(cijfer) for *_, cijfer, _, naar_links in rijen if not naar_links), default=0
    )
    return build_figuur(
        sporen,
        opmaak,
        titel=titel,
        bron=bron,
        hoogte=40 + rij * len(y),
        minimaal=max(190, round(0.8 * rij * len(y))),
        onder=18,
        links=round(18 + _LETTER * langste),
        cijfers=_CIJFER_LOS + round(_LETTER * breedste) if breedste else 0,
    )


def _split_grijs(rijen: Sequence[_Rij]) -> list[list[_Rij]]:
    """Everyone but the own one; many of them as two traces, so that the side is said once."""
    grijs = [rij for rij in rijen if not rij[3]]
    if len(grijs) < _VEEL:
        return [grijs]
    return [deel for kant in (True, False) if (deel := [r for r in grijs if r[4] is kant])]


def _find_bereik(waarden: Sequence[float], lijn: tuple[str, float] | None) -> tuple[float, float]:
    """The axis with room for the figures before the first dot; those behind one have a margin."""
    alle = [*waarden, *([lijn[1]] if lijn else [])]
    laag, hoog = min(alle), max(alle)
    breed = (hoog - laag) or 1.0
    links = _LINKS if lijn is not None and min(waarden) < lijn[1] else _SMAL
    return round(laag - links * breed, 6), round(hoog + _SMAL * breed, 6)


def _build_spoor(
    rijen: Sequence[_Rij],
    kleur: str,
    letter: str,
    maat: int,
    vorm: str,
) -> dict[str, object]:
    kanten = [f"middle {'left' if links else 'right'}" for *_, links in rijen]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for x, *_ in rijen],
        "y": [y for _, y, *_ in rijen],
        "text": [
            clean_haken(f"{cijfer}  " if links else f"  {cijfer}") for *_, cijfer, _, links in rijen
        ],
        "textposition": kanten[0] if len(set(kanten)) == 1 else kanten,
        "textfont": {"size": 13, "color": letter},
        "marker": {"color": kleur, "size": maat, "symbol": vorm},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _write_naam(naam: str, eigen: str | None) -> str:
    tekst = wrap(naam, _NAAM_TEKENS)
    return f"<b>{tekst}</b> " if naam == eigen else f"{tekst} "


def _build_lijn(waarde: float) -> dict[str, object]:
    return {
        "type": "line",
        "x0": waarde,
        "x1": waarde,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "layer": "below",
        "line": {"color": INKT, "width": 1.5, "dash": "dash"},
    }


def _build_lijntekst(
    lijn: tuple[str, float], indicator: Indicator, laag: float, hoog: float
) -> dict[str, object]:
    plaats = (lijn[1] - laag) / (hoog - laag)
    return {
        "x": lijn[1],
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "left" if plaats < 0.35 else "right" if plaats > 0.65 else "center",
        "text": clean_haken(f"{lijn[0]} {indicator.format(lijn[1])}"),
        "showarrow": False,
        "font": {"size": 13, "color": INKT},
    }
