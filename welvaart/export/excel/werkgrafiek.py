"""Charts in a workbook: native, so that Excel can edit them, each beside its own figures."""

from collections.abc import Collection, Sequence
from typing import Any

from xlsxwriter.workbook import Workbook

from welvaart.export.beeld.kader import RASTER, find_waarden
from welvaart.export.beeld.lijnplaatje import find_aszin
from welvaart.export.beeld.plaatje import find_voet
from welvaart.export.excel.werkas import build_tijdas, build_waardeas, format_getalvorm
from welvaart.export.excel.werkblad import Cel, Opmaak, Werkblad
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Grafiek, Hoofdstuk, Reeks, Rol

_BLADNAAM = {
    "foto": "Foto",
    "participatie": "Participatie",
    "leegstand": "Leegstand",
    "doelen": "Doelen",
}
_STREEP: dict[Rol, str] = {
    "eigen": "solid",
    "land": "dash",
    "groep": "round_dot",
    "doel": "long_dash",
}
_PUNT: dict[Rol, str] = {
    "eigen": "circle",
    "land": "square",
    "groep": "diamond",
    "doel": "triangle",
}
_HOOG, _RIJEN = 380, 20  # pixels of a chart, and the rows it covers
_BREED, _A4 = 760, 940  # pixels: a chart with some white, and what A4 holds on its side
_PIXEL = 11  # of a letter; generously, where another typeface stands in for ours
_TWEE = 56  # percent at which two charts fit on a page
_SMALST, _BREEDST = 14, 26  # letters of a column with figures
_NAAM = 31  # letters that Excel allows in the name of a sheet


def write_grafieken(
    boek: Workbook, opmaak: Opmaak, hoofdstuk: Hoofdstuk, bezet: Collection[str]
) -> str:
    """Write the charts of a chapter on a sheet of their own.

    Returns:
        The name of the sheet; "" when the chapter has no chart with figures.
    """
    grafieken = [d for d in hoofdstuk.delen if isinstance(d, Grafiek) and find_waarden(d)]
    if not grafieken:
        return ""
    naam = _name_blad(hoofdstuk, bezet)
    blad = Werkblad(boek, naam, opmaak)
    blad.set_breedte(0, 24)
    for k in range(1, _find_kolom(grafieken)):
        blad.set_breedte(k, _choose_breedte(grafieken))
    blad.write_regel(hoofdstuk.titel, opmaak.titel)
    blad.rij += 1
    blad.blad.set_print_scale(_choose_schaal(blad))
    breuken = []
    for k, grafiek in enumerate(grafieken):
        if k and k % 2 == 0:
            breuken.append(blad.rij)
        _write_grafiek(boek, blad, opmaak, grafiek, _find_kolom(grafieken))
    blad.blad.set_h_pagebreaks(breuken)
    return naam


def _find_kolom(grafieken: Sequence[Grafiek]) -> int:
    """The column in which all charts of a sheet begin: after the widest table and some white."""
    return max(len(g.reeksen) + bool(g.dagen) for g in grafieken) + 2


def _choose_breedte(grafieken: Sequence[Grafiek]) -> int:
    """Letters of a column with figures: no word of its head is broken."""
    woorden = (woord for g in grafieken for r in g.reeksen for woord in r.naam.split(" "))
    return min(_BREEDST, max([_SMALST, *(len(woord) + 4 for woord in woorden)]))


def _choose_schaal(blad: Werkblad) -> int:
    """Percent at which a table with its chart fits beside each other on A4, and two on a page."""
    breed = sum(letters * _PIXEL + 5 for letters in blad.breedten.values()) + _BREED
    return min(_TWEE, int(100 * _A4 / breed))


def _name_blad(hoofdstuk: Hoofdstuk, bezet: Collection[str]) -> str:
    ruw = _BLADNAAM.get(hoofdstuk.sleutel, hoofdstuk.titel)
    naam = "".join(t for t in ruw if t not in "[]:*?/\\'")[:_NAAM] or "Grafieken"
    return naam if naam not in bezet else f"{naam[: _NAAM - 3]} {len(bezet)}"


def _write_grafiek(
    boek: Workbook, blad: Werkblad, opmaak: Opmaak, grafiek: Grafiek, kolom: int
) -> None:
    """The message, the figures, the chart at the right of them, and the foot."""
    begin = blad.rij
    blad.write_regel(grafiek.titel, opmaak.kop_los)
    blad.write_regel(find_aszin(grafiek) if grafiek.soort == "lijn" else grafiek.eenheid)
    begint = ("Begint in",) if grafiek.dagen else ()
    koppen = (grafiek.categoriekop, *begint, *(r.naam for r in grafiek.reeksen))
    rijen = _build_rijen(grafiek)
    kop = blad.rij
    blad.write_tabel(koppen, rijen)
    tekening = _build_tekening(boek, blad.naam, opmaak.stijl, grafiek, kop, rijen)
    blad.blad.insert_chart(
        begin + 1, kolom, tekening, {"description": grafiek.alt, "object_position": 3}
    )
    blad.rij = max(blad.rij, begin + 1 + _RIJEN + max(0, len(rijen) - _RIJEN))
    for zin in find_voet(grafiek):
        blad.write_regel(zin, opmaak.klein_los)
    blad.rij += 2


def _build_rijen(grafiek: Grafiek) -> list[list[Cel]]:
    """A row per category; an empty one before a break, so that no line crosses it."""
    breuken = {jaar for jaar, _ in grafiek.breuken}
    rijen: list[list[Cel]] = []
    for j, naam in enumerate(grafiek.categorieen):
        dag = grafiek.dagen[j : j + 1]
        if naam in breuken and j:
            rijen.append(["breuk", *dag, *(None for _ in grafiek.reeksen)])
        rijen.append([naam, *dag, *(_build_cel(reeks, j) for reeks in grafiek.reeksen)])
    return rijen


def _build_cel(reeks: Reeks, j: int) -> Cel:
    waarde = reeks.waarden[j]
    return None if waarde is None else (waarde, reeks.decimalen)


def _build_tekening(
    boek: Workbook,
    bladnaam: str,
    stijl: Huisstijl,
    grafiek: Grafiek,
    kop: int,
    rijen: Sequence[Sequence[Cel]],
) -> Any:  # noqa: ANN401 - the charts of xlsxwriter share no public type
    lijn, laatste = grafiek.soort == "lijn", kop + len(rijen)
    stapel = {"subtype": "stacked"} if grafiek.soort == "stapel" else {}
    tekening = boek.add_chart({"type": "line" if lijn else "bar", **stapel})
    tijd = 1 if grafiek.dagen else 0  # the column with the days, where there is one
    for k, reeks in enumerate(grafiek.reeksen, tijd + 1):
        vorm = _style_reeks(stijl, grafiek, reeks)
        tekening.add_series(
            {
                "name": [bladnaam, kop, k],
                "categories": [bladnaam, kop + 1, tijd, laatste, tijd],
                "values": [bladnaam, kop + 1, k, laatste, k],
                **vorm,
            }
        )
    _style_tekening(tekening, stijl, grafiek)
    tekening.set_size({"width": _BREED, "height": _measure_hoogte(grafiek, len(rijen))})
    return tekening


def _measure_hoogte(grafiek: Grafiek, rijen: int) -> int:
    """Pixels: bars need room for each name; lines have it beside each other."""
    return _HOOG if grafiek.soort == "lijn" else max(_HOOG, 120 + 18 * rijen)


def _style_tekening(tekening: Any, stijl: Huisstijl, grafiek: Grafiek) -> None:  # noqa: ANN401
    """Message as title, unit along the axis, gaps open; bars from nought and without a legend."""
    letter = {"name": stijl.letter, "color": stijl.kleuren.tekst, "size": 10, "bold": False}
    titel = {**letter, "size": 12, "bold": True, "color": stijl.kleuren.titel}
    lijn, raster = grafiek.soort == "lijn", {"color": RASTER}
    tekening.set_title({"name": grafiek.titel, "name_font": titel, "overlay": False})
    namen: dict[str, Any] = {"num_font": letter, "reverse": not lijn}
    cijfers: dict[str, Any] = {
        "num_font": letter,
        "name": grafiek.eenheid_kort,
        "name_font": letter,
        "major_gridlines": {"visible": lijn, "line": raster},
    }
    if lijn:
        tekening.set_x_axis(namen | build_tijdas(grafiek))
        tekening.set_y_axis(cijfers | build_waardeas(grafiek))
    else:  # of lying bars the axes have changed places
        nul = {} if min(find_waarden(grafiek)) < 0 else {"min": 0}
        tekening.set_y_axis({**namen, "major_gridlines": {"visible": False}})
        tekening.set_x_axis({**cijfers, "visible": False, **nul})
    staaf = grafiek.soort == "staaf"
    tekening.set_legend({"none": True} if staaf else {"position": "bottom", "font": letter})
    tekening.show_blanks_as("gap")


def _style_reeks(stijl: Huisstijl, grafiek: Grafiek, reeks: Reeks) -> dict[str, Any]:
    if grafiek.soort == "stapel":
        return _style_stapel(stijl, reeks)
    return (
        _style_lijn(stijl, grafiek, reeks)
        if grafiek.soort == "lijn"
        else _style_staaf(stijl, reeks)
    )


def _style_stapel(stijl: Huisstijl, reeks: Reeks) -> dict[str, Any]:
    """A part of a bar with its count in it; a count of nought has no label."""
    rand = {"color": stijl.get_kleur(reeks.rol)}
    letter = {"color": stijl.get_opschrift(reeks.rol), "bold": True}
    label = {"value": True, "position": "center", "num_format": "#,##0;;", "font": letter}
    return {
        "fill": {"color": stijl.get_vulling(reeks.rol)},
        "border": rand | ({"dash_type": "dash"} if reeks.rol == "onzeker" else {}),
        "gap": 25,
        "data_labels": label,
    }


def _style_lijn(stijl: Huisstijl, grafiek: Grafiek, reeks: Reeks) -> dict[str, Any]:
    """Colour, dash and marker; hollow where the figure is provisional."""
    kleur = stijl.get_kleur(reeks.rol)
    breuken = {jaar for jaar, _ in grafiek.breuken}
    punten: list[dict[str, Any] | None] = []
    for j, hol in enumerate(reeks.voorlopig):
        if grafiek.categorieen[j] in breuken and j:
            punten.append(None)
        leeg = {"fill": {"color": "#FFFFFF"}, "border": {"color": kleur}}
        punten.append(leeg if hol and reeks.waarden[j] is not None else None)
    return {
        "line": {
            "color": kleur,
            "width": 3 if reeks.rol == "eigen" else 2,
            "dash_type": _STREEP[reeks.rol],
        },
        "marker": {
            "type": _PUNT[reeks.rol],
            "size": 5 if grafiek.dagen else 7,
            "fill": {"color": kleur},
            "border": {"color": kleur},
        },
        **({"points": punten} if any(punten) else {}),
    }


def _style_staaf(stijl: Huisstijl, reeks: Reeks) -> dict[str, Any]:
    kleur = stijl.get_kleur(reeks.rol)
    vol = stijl.get_vulling(reeks.rol)
    leeg = {"fill": {"color": "#FFFFFF"}, "border": {"color": kleur, "dash_type": "dash"}}
    punten = [
        leeg if hol and w is not None else None
        for hol, w in zip(reeks.voorlopig, reeks.waarden, strict=True)
    ]
    return {
        "fill": {"color": vol},
        "border": {"color": kleur},
        "gap": 40,
        "overlap": 100,
        "data_labels": {
            "value": True,
            "position": "outside_end",
            "num_format": format_getalvorm(reeks.decimalen),
        },
        **({"points": punten} if any(punten) else {}),
    }
