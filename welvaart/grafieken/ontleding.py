"""What a gap consists of: bars from nought, to the left behind and to the right ahead."""

from collections.abc import Sequence

from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.thema import EIGEN, GRIJS, INKT, LICHT, TEKST, build_figuur, wrap
from welvaart.opmaak import format_getal

_RIJ = 54  # pixels per bar, with its words above it
_TEKENS = 44
_MIN_BEREIK = 1.0  # a gap of a tenth may not fill the picture


def build_ontleding(
    delen: Sequence[tuple[str, float]], *, titel: str, bron: str, eenheid: str
) -> Figuur:
    """Draw the parts of a gap under each other; the last one is the whole.

    Args:
        delen: words and size, as shown; the last is the gap itself.
        titel: the message as a sentence.
        bron: the source line.
        eenheid: of all sizes, "procentpunt".
    """
    y = list(range(len(delen) - 1, -1, -1))
    waarden = [waarde for _, waarde in delen]
    grootst = max(_MIN_BEREIK, *(abs(w) for w in waarden))
    kleuren = [_choose_kleur(w, is_geheel=k == len(delen) - 1) for k, w in enumerate(waarden)]
    balken = {
        "type": "bar",
        "orientation": "h",
        "x": waarden,
        "y": y,
        "width": 0.36,
        "marker": {"color": kleuren},
        "text": [f"<b>{format_getal(w, 1, plus=True)}</b>" for w in waarden],
        "textposition": "outside",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "textfont": {"color": TEKST, "size": 14},
    }
    woorden = [
        {
            "x": 0,
            "xref": "paper",
            "y": plek + 0.24,
            "yanchor": "bottom",
            "xanchor": "left",
            "align": "left",
            "showarrow": False,
            "text": wrap(tekst, _TEKENS),
            "font": {"size": 13, "color": TEKST},
            "bgcolor": "white",
        }
        for (tekst, _), plek in zip(delen, y, strict=True)
    ]
    opmaak = {
        "annotations": woorden,
        "yaxis": {"visible": False, "range": [-0.4, len(delen) - 0.2], "fixedrange": True},
        "xaxis": {
            "range": [-grootst * 1.35, grootst * 1.35],
            "zeroline": True,
            "zerolinecolor": GRIJS,
            "showgrid": False,
            "fixedrange": True,
            "nticks": 5,
            "linecolor": LICHT,
            "title": {
                "text": f"← ongunstiger   {eenheid}   gunstiger →",
                "font": {"size": 12, "color": GRIJS},
                "standoff": 2,
            },
        },
    }
    return build_figuur(
        [balken], opmaak, titel=titel, bron=bron, hoogte=_RIJ * len(delen), onder=18
    )


def _choose_kleur(waarde: float, *, is_geheel: bool) -> str:
    if is_geheel:
        return GRIJS
    return INKT if waarde > 0 else EIGEN
