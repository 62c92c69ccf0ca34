"""A map in classes that stay the same over the years; missing is hatched, own regio outlined."""

from base64 import b64encode
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.klassen import GEEN, TINTEN, build_legenda, build_sleutel
from welvaart.grafieken.thema import EIGEN, TEKST, build_figuur, clean_haken, wrap
from welvaart.grafieken.uitsnede import Uitsnede, find_zichtbaar
from welvaart.groep.regiocijfers import Regiocijfers, classify

_DOORZICHTIG = "rgba(0,0,0,0)"
_GEO: Mapping[str, Any] = {
    "visible": False,
    "bgcolor": "white",
    "projection": {"type": "mercator"},
    "lonaxis": {"range": [3.3, 7.25]},
    "lataxis": {"range": [50.72, 53.58]},
}
_RUIMTE_LINKS = {"lonaxis": {"range": [2.3, 7.25]}}
"""On a phone the map is as wide as the chart; the legend may not lie over Vlieland and Texel."""
_HOOGTE = 470
_HOVER_TEKENS = 44
_BUITEN = 0.45
"""How much colour is left of areas outside the region, where the map is cut out around it."""
_LEGENDA_ONDER = 64
"""Room for a legend below a map, in pixels: on a phone it is three lines."""


def build_choropleet(
    cijfers: Regiocijfers,
    jaar: int,
    *,
    eigen: str | None,
    leden: Collection[str],
    uitsnede: Uitsnede | None = None,
    titel: str,
    bron: str,
) -> Figuur:
    """Draw one year.

    Args:
        cijfers: of all areas; its classes hold for all years.
        jaar: one of `cijfers.jaren`.
        eigen: code of the own area, with a thick orange border.
        leden: codes of the areas of the chosen region, with a dark border.
        uitsnede: the part of the country to show; None = all of it.
        titel: the message as a sentence.
        bron: the source line.
    """
    lagen = build_sleutel(cijfers, jaren=(jaar,))
    zichtbaar = find_zichtbaar(cijfers.codes, uitsnede, cijfers.soort)
    binnen = {eigen, *leden} if uitsnede is not None and leden else set()
    lagen += _build_lagen(cijfers, jaar, "geo", zichtbaar, binnen)
    lagen += _build_randen(cijfers, jaar, eigen, leden, "geo")
    assen, meta = (_RUIMTE_LINKS, {}) if uitsnede is None else (uitsnede.assen, uitsnede.meta)
    opmaak = {
        "geo": {**_GEO, **assen, "domain": {"x": [0, 1], "y": [0, 1]}},
        "clickmode": "event+select",
        "showlegend": True,
        "legend": build_legenda(cijfers.indicator, onder=uitsnede is not None),
        "meta": meta,
    }
    onder = -26 if uitsnede is None else _LEGENDA_ONDER
    return build_figuur(
        lagen, opmaak, titel=titel, bron=bron, hoogte=_HOOGTE, onder=onder, minimaal=235
    )


def build_jarenkaarten(
    cijfers: Regiocijfers,
    jaren: Sequence[int],
    *,
    eigen: str | None,
    leden: Collection[str],
    uitsnede: Uitsnede | None = None,
    titel: str,
    bron: str,
) -> Figuur:
    """Draw small maps of several years beside each other, all in the same classes."""
    breed = min(2, len(jaren))
    hoog = -(-len(jaren) // breed)
    lagen = build_sleutel(cijfers, jaren)
    zichtbaar = find_zichtbaar(cijfers.codes, uitsnede, cijfers.soort)
    opmaak: dict[str, Any] = {"annotations": []}
    for k, jaar in enumerate(jaren):
        naam = "geo" if k == 0 else f"geo{k + 1}"
        x, y = k % breed, hoog - 1 - k // breed
        vak = {"x": [x / breed, (x + 0.97) / breed], "y": [y / hoog, (y + 0.88) / hoog]}
        opmaak[naam] = {**_GEO, **({} if uitsnede is None else uitsnede.assen), "domain": vak}
        opmaak["annotations"].append(
            {"x": x / breed, "y": (y + 0.97) / hoog, "xref": "paper", "yref": "paper",
             "xanchor": "left", "yanchor": "top", "showarrow": False,
             "text": f"<b>{cijfers.perioden[cijfers.jaren.index(jaar)]}</b>",
             "font": {"size": 13, "color": TEKST}}
        )  # fmt: skip
        lagen.append(_build_kleine(cijfers, jaar, naam, zichtbaar))
        lagen += _build_randen(
            cijfers, jaar, eigen, leden if len(leden) <= 60 else (), naam, klein=True
        )
    opmaak |= {"showlegend": True, "legend": build_legenda(cijfers.indicator, onder=True)}
    opmaak["coloraxis"] = _build_kleuras(cijfers)
    return build_figuur(
        lagen,
        opmaak,
        titel=titel,
        bron=bron,
        hoogte=40 + 270 * hoog,
        onder=_LEGENDA_ONDER,
        minimaal=190 * hoog,
    )


def get_geojson(soort: str) -> str:
    """Where the browser finds the boundaries of 2025."""
    return f"app/static/kaart/{soort}_2025.geojson"


def _build_kleine(cijfers: Regiocijfers, jaar: int, geo: str, wie: Sequence[int]) -> dict[str, Any]:
    """These areas in one layer, coloured by the number of their class: a small map is cheap."""
    klasse = classify(cijfers.waarde[wie, cijfers.jaren.index(jaar)], cijfers.klassen)
    return {
        "type": "choropleth",
        "geo": geo,
        "coloraxis": "coloraxis",
        "geojson": get_geojson(cijfers.soort),
        "locations": [cijfers.codes[k] for k in wie],
        "z": {"dtype": "i1", "bdata": b64encode(klasse.astype(np.int8).tobytes()).decode()},
        "marker": {"line": {"color": "#8A94A3", "width": 0.3}},
        "hoverinfo": "skip",
    }


def _build_kleuras(cijfers: Regiocijfers) -> dict[str, Any]:
    """The colours that small maps share, by number of the class; −1 is a missing figure."""
    kleuren = [GEEN, *TINTEN[len(cijfers.klassen) + 1]]
    n = len(kleuren)
    return {
        "cmin": -1.5,
        "cmax": n - 1.5,
        "colorscale": [
            [rand, kleur] for k, kleur in enumerate(kleuren) for rand in (k / n, (k + 1) / n)
        ],
        "showscale": False,
    }


def _build_lagen(
    cijfers: Regiocijfers,
    jaar: int,
    geo: str,
    zichtbaar: Sequence[int],
    binnen: Collection[str | None],
) -> list[dict[str, Any]]:
    """One layer per class that has areas among these; highest class first.

    What is not in `binnen` has a paler layer of its own; with nothing in it all have full colour.
    """
    kolom = cijfers.waarde[:, cijfers.jaren.index(jaar)]
    klasse = classify(kolom, cijfers.klassen)
    vol = [k for k in zichtbaar if not binnen or cijfers.codes[k] in binnen]
    lagen = []
    for nummer in [*reversed(range(len(cijfers.klassen) + 1)), -1]:
        van_klasse = np.flatnonzero(klasse == nummer)
        for wie, dekking in (
            (np.intersect1d(van_klasse, vol), 1.0),
            (np.setdiff1d(np.intersect1d(van_klasse, zichtbaar), vol), _BUITEN),
        ):
            for leden in (
                _split_reden(cijfers, wie.tolist(), jaar) if nummer < 0 else [wie.tolist()]
            ):
                lagen.append(_build_laag(cijfers, jaar, leden, nummer, geo, dekking))
    return [laag for laag in lagen if laag["locations"]]


def _split_reden(cijfers: Regiocijfers, wie: Sequence[int], jaar: int) -> list[list[int]]:
    """Areas without a figure by its reason: each layer says it once, for the mouse."""
    per: dict[str, list[int]] = {}
    for k in wie:
        per.setdefault(str(cijfers.reden[k, cijfers.jaren.index(jaar)]), []).append(k)
    return list(per.values())


def _build_laag(
    cijfers: Regiocijfers,
    jaar: int,
    wie: Sequence[int],
    nummer: int,
    geo: str,
    dekking: float,
) -> dict[str, Any]:
    """Areas of one class in one layer; class −1 has no figure, all for the same reason."""
    t = cijfers.jaren.index(jaar)
    kolom = cijfers.waarde[:, t]
    reden = "" if nummer >= 0 or not wie else str(cijfers.reden[wie[0], t])
    tinten = TINTEN[len(cijfers.klassen) + 1]
    kleur = tinten[nummer] if nummer >= 0 else GEEN
    vol = {"marker": {"opacity": dekking}}
    return {
        "type": "choropleth",
        "geo": geo,
        "geojson": get_geojson(cijfers.soort),
        "locations": [cijfers.codes[k] for k in wie],
        "z": [round(float(kolom[k]), 4) for k in wie] if nummer >= 0 else [0] * len(wie),
        "colorscale": [[0, kleur], [1, kleur]],
        "showscale": False,
        "showlegend": False,
        "marker": {"line": {"color": "#8A94A3", "width": 0.4}, "opacity": dekking},
        "selected": vol,
        "unselected": vol,
        "text": [cijfers.namen[k] for k in wie],
        "hovertemplate": _build_hover(cijfers, wie, heeft=nummer >= 0, reden=reden),
    }


def _build_randen(
    cijfers: Regiocijfers,
    jaar: int,
    eigen: str | None,
    leden: Collection[str],
    geo: str,
    *,
    klein: bool = False,
) -> list[dict[str, Any]]:
    """Borders above all areas; they answer to the mouse like what is under them.

    By their names the browser knows whose name to write first (static/scherm/kaartnamen.js).
    """
    t = cijfers.jaren.index(jaar)
    lagen = []
    for naam, codes, kleur, dikte in (
        ("leden", [code for code in cijfers.codes if code in leden and code != eigen], TEKST, 1.6),
        ("eigen", [eigen] if eigen in cijfers.plaats else [], EIGEN, 3.5),
    ):
        wie = [cijfers.plaats[code] for code in codes if code is not None]
        if not wie:
            continue
        lagen.append(
            {
                "type": "choropleth",
                "name": naam,
                "geo": geo,
                "geojson": get_geojson(cijfers.soort),
                "locations": [cijfers.codes[k] for k in wie],
                "z": [0] * len(wie),
                **({"hoverinfo": "skip"} if klein else _build_tekst(cijfers, t, wie)),
                "colorscale": [[0, _DOORZICHTIG], [1, _DOORZICHTIG]],
                "showscale": False,
                "showlegend": False,
                "marker": {"line": {"color": kleur, "width": dikte / 2 if klein else dikte}},
            }
        )
    return lagen


def _build_tekst(cijfers: Regiocijfers, t: int, wie: Sequence[int]) -> dict[str, Any]:
    return {
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "text": [_write_cijfer(cijfers, k, t) for k in wie],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _write_cijfer(cijfers: Regiocijfers, k: int, t: int) -> str:
    waarde = float(cijfers.waarde[k, t])
    if np.isnan(waarde):
        reden = _write_reden(str(cijfers.reden[k, t]))
        return f"{clean_haken(cijfers.namen[k])}: geen cijfer{reden}"
    tekst = cijfers.indicator.format(waarde, decimalen=cijfers.get_decimalen(k))
    return clean_haken(f"{cijfers.namen[k]}: {tekst}")


def _write_reden(reden: str) -> str:
    """Why there is no figure, in lines that the box at the mouse can hold; "" where unknown."""
    return f"<br>{wrap(reden, _HOVER_TEKENS)}" if reden else ""


def _build_hover(cijfers: Regiocijfers, wie: Sequence[int], *, heeft: bool, reden: str = "") -> str:
    """The template of all areas of a layer; with a coarser figure among them, no end zeros."""
    if not heeft:
        return f"%{{text}}: geen cijfer{_write_reden(reden)}<extra></extra>"
    x = cijfers.indicator
    kort = "~" if cijfers.grof & set(wie) else ""
    decimalen = max((cijfers.get_decimalen(k) for k in wie), default=x.decimalen)
    eenheid = clean_haken(x.eenheid_kort)
    return f"%{{text}}: %{{z:,.{decimalen}{kort}f}} {eenheid}<extra></extra>"
