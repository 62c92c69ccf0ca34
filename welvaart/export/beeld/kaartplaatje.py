"""A map as a picture: classes as on screen, missing hatched, the own regio with a thick border."""

import json
from collections.abc import Sequence
from functools import cache
from math import log, pi, radians, tan
from pathlib import Path
from typing import Final

from welvaart.export.beeld.kaartvraag import Kaartvraag
from welvaart.export.beeld.kader import GEEN_CIJFERS, Kader
from welvaart.export.beeld.plaatje import build_kader, open_blad
from welvaart.export.beeld.tekenblad import ARCERING, Punt
from welvaart.export.beeld.zetsel import wrap
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Grafiek
from welvaart.grafieken.choropleet import TINTEN, format_klassen
from welvaart.groep.regiocijfers import classify

KAART_BREED: Final = 1600
KAART_HOOG: Final = 1500
_KAARTEN: Final = Path(__file__).resolve().parents[3] / "static" / "kaart"
_RAND: Final = "#8A94A3"
_LETTER, _VAK = 28, 34  # at k = 1
Ringen = Sequence[Sequence[Punt]]


def draw_kaart(
    vraag: Kaartvraag, huisstijl: Huisstijl, breedte: int = KAART_BREED, hoogte: int = KAART_HOOG
) -> str:
    """Draw the map as SVG; without any figure it says so.

    Raises:
        KeuzeFout: a size that nobody can read or print.
    """
    x = vraag.cijfers.indicator
    kop = Grafiek(vraag.titel, "staaf", x.eenheid, x.eenheid_kort, (), (), "", vraag.bron,
                  vraag.kenmerk)  # fmt: skip
    blad = open_blad(breedte, hoogte)
    kader = build_kader(blad, kop, huisstijl)
    if vraag.jaar not in vraag.cijfers.jaren:
        blad.add_tekst((kader.links, kader.boven + 40), GEEN_CIJFERS, 32, huisstijl.kleuren.tekst)
        return blad.build(vraag.titel, GEEN_CIJFERS)
    kolom = vraag.cijfers.waarde[:, vraag.cijfers.jaren.index(vraag.jaar)]
    klassen = classify(kolom, vraag.cijfers.klassen).tolist()
    tinten = TINTEN[len(vraag.cijfers.klassen) + 1]
    vormen = _fit(load_vormen(vraag.cijfers.soort), kader)
    for code, klasse in zip(vraag.cijfers.codes, klassen, strict=True):
        vulling = tinten[klasse] if klasse >= 0 else ARCERING
        blad.add_gebied(vormen.get(code, ()), vulling, _RAND, 0.8 * kader.k)
    for code in sorted(vraag.eigen):
        blad.add_gebied(vormen.get(code, ()), "none", "#FFFFFF", 9 * kader.k)
    for code in sorted(vraag.eigen):
        blad.add_gebied(vormen.get(code, ()), "none", huisstijl.kleuren.eigen, 5 * kader.k)
    _draw_sleutel(kader, vraag, tinten, heeft_leeg=-1 in klassen)
    return blad.build(vraag.titel, describe_kaart(vraag, klassen))


def describe_kaart(vraag: Kaartvraag, klassen: Sequence[int]) -> str:
    """The text alternative: the message and how many areas lie in each class."""
    namen = format_klassen(vraag.cijfers.klassen, vraag.cijfers.indicator)
    telling = [f"{naam}: {klassen.count(k)}" for k, naam in enumerate(namen)]
    leeg = [f"geen cijfer: {klassen.count(-1)}"] if -1 in klassen else []
    return f"Kaart. {vraag.titel} Gebieden per klasse: {'; '.join([*telling, *leeg])}."


@cache
def load_vormen(soort: str) -> dict[str, Ringen]:
    """Rings of each area by its code, in Mercator; boundaries of 2025."""
    inhoud = json.loads((_KAARTEN / f"{soort}_2025.geojson").read_text(encoding="utf-8"))
    uit: dict[str, Ringen] = {}
    for gebied in inhoud["features"]:
        vorm = gebied["geometry"]
        delen = [vorm["coordinates"]] if vorm["type"] == "Polygon" else vorm["coordinates"]
        uit[gebied["properties"]["regio_code"]] = [
            [_project(lengte, breedte) for lengte, breedte, *_ in ring]
            for deel in delen
            for ring in deel
        ]
    return uit


def _project(lengte: float, breedte: float) -> Punt:
    return radians(lengte), -log(tan(pi / 4 + radians(breedte) / 2))


def _fit(vormen: dict[str, Ringen], kader: Kader) -> dict[str, Ringen]:
    """The areas in pixels, as large as the frame allows, at its right."""
    punten = [punt for ringen in vormen.values() for ring in ringen for punt in ring]
    x0, x1 = min(x for x, _ in punten), max(x for x, _ in punten)
    y0, y1 = min(y for _, y in punten), max(y for _, y in punten)
    schaal = min((kader.rechts - kader.links) / (x1 - x0), (kader.onder - kader.boven) / (y1 - y0))
    links = kader.rechts - (x1 - x0) * schaal
    return {
        code: [
            [(links + (x - x0) * schaal, kader.boven + (y - y0) * schaal) for x, y in ring]
            for ring in ringen
        ]
        for code, ringen in vormen.items()
    }


def _draw_sleutel(
    kader: Kader, vraag: Kaartvraag, tinten: Sequence[str], *, heeft_leeg: bool
) -> None:
    """The classes from high to low, what hatching means, and whose border it is."""
    namen = format_klassen(vraag.cijfers.klassen, vraag.cijfers.indicator)
    vakken = list(zip(namen, tinten, strict=True))[::-1]
    vakken += [("geen cijfer", ARCERING)] if heeft_leeg else []
    for plek, (naam, vulling) in enumerate(vakken):
        _draw_vak(kader, plek, naam, vulling, (_RAND, 1.0))
    if vraag.eigen:
        rand = (kader.stijl.kleuren.eigen, 5.0)
        _draw_vak(kader, len(vakken), vraag.naam, "#FFFFFF", rand)


def _draw_vak(kader: Kader, plek: int, naam: str, vulling: str, rand: tuple[str, float]) -> None:
    k, maat = kader.k, _VAK * kader.k
    x, y = kader.links, kader.boven + 20 * k + plek * 1.45 * maat
    hoeken = [(x, y), (x + maat, y), (x + maat, y + maat), (x, y + maat)]
    kader.blad.add_vlak(hoeken, vulling, rand[0], rand[1] * k)
    breed = (kader.rechts - kader.links) * 0.3  # west of the land there is only sea
    regels = wrap(naam, _LETTER * k, breed)
    for j, regel in enumerate(regels):
        tekst = (x + maat * 1.4, y + maat * 0.75 + j * _LETTER * 1.2 * k)
        kader.blad.add_tekst(tekst, regel, _LETTER * k, kader.stijl.kleuren.tekst)
