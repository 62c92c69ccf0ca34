"""Counts that stand behind each other in a picture: one bar per thema, its parts per verdict."""

from typing import Final

from welvaart.export.beeld.kader import Kader
from welvaart.export.beeld.zetsel import fit, measure
from welvaart.export.inhoud import Grafiek, Reeks
from welvaart.opmaak import format_getal

_LETTER: Final = 26  # at k = 1
_HOOGST: Final = 64  # pixels of a bar with its white at k = 1
_RUIM: Final = 46  # likewise where the picture is as high as its bars need
_STREEP: Final = 6.0


def measure_stapels(grafiek: Grafiek, k: float) -> float:
    """Height in pixels of the bars with white around them and two lines of legend."""
    return (len(grafiek.categorieen) * _RUIM + _LETTER * 3.4) * k


def draw_stapels(kader: Kader, grafiek: Grafiek) -> None:
    """Draw the chart from nought, with its legend above; there is at least one count above 0."""
    boven = _draw_legenda(kader, grafiek)
    k, blad = kader.k, kader.blad
    hoog = min((kader.onder - boven) / len(grafiek.categorieen), _HOOGST * k)
    maat = min(_LETTER * k, hoog * 0.7)
    namen = max(measure(naam, maat) for naam in grafiek.categorieen)
    namen = min(namen, (kader.rechts - kader.links) * 0.4)
    links = kader.links + namen + 16 * k
    stap = (kader.rechts - links) / max(count_delen(grafiek))
    for j, naam in enumerate(grafiek.categorieen):
        y = boven + j * hoog
        basis = y + hoog / 2 + maat * 0.34
        past = fit(naam, maat, namen)
        blad.add_tekst((kader.links, basis), naam, past, kader.stijl.kleuren.tekst)
        x = links
        for reeks in grafiek.reeksen:
            if aantal := reeks.waarden[j]:
                _draw_deel(kader, reeks, aantal, (x, y, x + aantal * stap, y + hoog), maat)
                x += aantal * stap
    onder = boven + len(grafiek.categorieen) * hoog
    blad.add_lijn([(links, boven), (links, onder)], kader.stijl.kleuren.klein, 2 * k)


def count_delen(grafiek: Grafiek) -> list[float]:
    """The whole of each bar."""
    return [
        sum(w or 0 for w in rij) for rij in zip(*(r.waarden for r in grafiek.reeksen), strict=True)
    ]


def _draw_deel(
    kader: Kader, reeks: Reeks, aantal: float, vak: tuple[float, float, float, float], maat: float
) -> None:
    """One part of a bar with its count; `vak` is left, top, right, bottom of the whole row."""
    x0, y0, x1, y1 = vak
    boven, onder = y0 + (y1 - y0) * 0.12, y1 - (y1 - y0) * 0.12
    streep = _STREEP * kader.k if reeks.rol == "onzeker" else 0
    vulling, rand = kader.stijl.get_vulling(reeks.rol), kader.get_kleur(reeks.rol)
    hoeken = [(x0, boven), (x1, boven), (x1, onder), (x0, onder)]
    kader.blad.add_vlak(hoeken, vulling, rand, 1.5 * kader.k, streep)
    plek = ((x0 + x1) / 2, (y0 + y1) / 2 + maat * 0.34)
    kleur = kader.stijl.get_opschrift(reeks.rol)
    kader.blad.add_tekst(plek, format_getal(aantal, 0), maat, kleur, vet=True, anker="middle")


def _draw_legenda(kader: Kader, grafiek: Grafiek) -> float:
    """A square and a name per verdict, in the order of the parts; returns where the bars begin."""
    k, x, y = kader.k, kader.links, kader.boven
    maat = _LETTER * k
    for reeks in grafiek.reeksen:
        breed = maat * 1.5 + measure(reeks.naam, maat)
        if x > kader.links and x + breed > kader.rechts:
            x, y = kader.links, y + maat * 1.5
        streep = _STREEP * k if reeks.rol == "onzeker" else 0
        vak = [(x, y), (x + maat, y), (x + maat, y + maat), (x, y + maat)]
        vulling = kader.stijl.get_vulling(reeks.rol)
        kader.blad.add_vlak(vak, vulling, kader.get_kleur(reeks.rol), 1.5 * k, streep)
        plek = (x + maat * 1.4, y + maat * 0.84)
        kader.blad.add_tekst(plek, reeks.naam, maat, kader.stijl.kleuren.tekst)
        x += breed + maat
    return y + maat * 1.9
