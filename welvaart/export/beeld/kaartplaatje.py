"""A map as a picture: classes as on screen, missing hatched, the own regio with a thick border."""

from collections.abc import Sequence
from functools import cache
from math import log, pi, radians, tan
from typing import Final, NamedTuple

from welvaart.export.beeld.kaartnamen import Ringen, draw_namen
from welvaart.export.beeld.kader import GEEN_CIJFERS, Kader
from welvaart.export.beeld.plaatje import build_kader, convert_png, open_blad
from welvaart.export.beeld.tekenblad import ARCERING, Punt, Tekenblad
from welvaart.export.beeld.zetsel import wrap
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Grafiek, Kaart
from welvaart.grafieken.grenzen import read_grenzen
from welvaart.grafieken.klassen import TINTEN

KAART_BREED: Final = 1600
KAART_HOOG: Final = 1500
_RAND: Final = "#8A94A3"
_BUITEN: Final = "#FFFFFF"
_LETTER, _VAK = 28, 34  # at k = 1
_SLEUTEL: Final = 0.3  # part of the width for the key; west of the land there is only sea
_LUCHT: Final = 0.08  # around a region that the map is cut out around
_TEKSTMAAT: Final = (1300, 620)  # pixels: the whole land on a page of text
_REGIOMAAT: Final = 500  # height of a region: less than a third of the page, caption and all
_LAAGST: Final = 480  # of those, so that the key fits
_WEINIG, _LAAG = 8, 480  # so few gemeenten are told apart on a lower map
_KAAL: Final = 1500  # width at which a map without head and foot has k = 1
Vormen = dict[str, Ringen]


class _Vak(NamedTuple):
    """One line of the key: its words, its tint, and the border with its width at k = 1."""

    naam: str
    vulling: str
    rand: str
    dikte: float


def draw_kaart(
    kaart: Kaart,
    huisstijl: Huisstijl,
    breedte: int = KAART_BREED,
    hoogte: int = KAART_HOOG,
    *,
    kaal: bool = False,
) -> str:
    """Draw the map as SVG; without any figure it says so.

    Args:
        kaart: any map of a document.
        huisstijl: its colours.
        breedte: in pixels.
        hoogte: in pixels.
        kaal: without message and source, for a slide that has them beside the picture.

    Raises:
        KeuzeFout: a size that nobody can read or print.
    """
    blad = open_blad(breedte, hoogte)
    kader = _build_kaal(blad, huisstijl) if kaal else _build_kader(blad, kaart, huisstijl)
    if not has_cijfers(kaart):
        maat = 32 * kader.k
        plek = (kader.links, kader.boven + 2 * maat)
        blad.add_tekst(plek, GEEN_CIJFERS, maat, huisstijl.kleuren.tekst)
        return blad.build(kaart.titel, GEEN_CIJFERS)
    _draw_gebieden(kader, kaart)
    _draw_sleutel(kader, kaart)
    return blad.build(kaart.titel, kaart.alt)


def draw_kaartpng(
    kaart: Kaart, huisstijl: Huisstijl, breedte: int, hoogte: int, *, kaal: bool = False
) -> bytes:
    """Draw the map as PNG; as `draw_kaart`.

    Raises:
        KeuzeFout: a size that nobody can read, or drawing took too long.
    """
    svg = draw_kaart(kaart, huisstijl, breedte, hoogte, kaal=kaal)
    return convert_png(svg, breedte, hoogte)


def choose_kaartmaat(kaart: Kaart) -> tuple[int, int]:
    """Width and height in pixels of a map in a text: a wide region makes a low picture."""
    breed, hoog = _TEKSTMAAT
    if not kaart.regio:
        return breed, hoog
    vormen = load_vormen(kaart.soort)
    punten = [p for code, *_ in kaart.regio for ring in vormen.get(code, ()) for p in ring]
    if not punten:
        return breed, hoog
    x, y = zip(*punten, strict=True)
    vak = breed * (1 - _SLEUTEL)
    hoog = _REGIOMAAT if len(kaart.regio) > _WEINIG else _LAAG
    return breed, min(hoog, max(_LAAGST, round(vak * (max(y) - min(y)) / (max(x) - min(x)))))


def has_cijfers(kaart: Kaart) -> bool:
    """False for a map on which every area is hatched."""
    return any(klasse >= 0 for _, klasse in kaart.gebieden)


def _build_kader(blad: Tekenblad, kaart: Kaart, huisstijl: Huisstijl) -> Kader:
    kop = Grafiek(kaart.titel, "staaf", kaart.eenheid, "", (), (), "", kaart.bron, kaart.kenmerk)
    return build_kader(blad, kop, huisstijl)


def _build_kaal(blad: Tekenblad, huisstijl: Huisstijl) -> Kader:
    k = blad.breedte / _KAAL
    return Kader(blad, huisstijl, 4 * k, 4 * k, blad.breedte - 4 * k, blad.hoogte - 4 * k, k)


def _draw_gebieden(kader: Kader, kaart: Kaart) -> None:
    """The areas in their tints, the region's names and figures, and the borders on top."""
    blad, k = kader.blad, kader.k
    vormen = _fit(load_vormen(kaart.soort), kader, [code for code, *_ in kaart.regio])
    tinten = TINTEN[len(kaart.klassen)]
    mee = dict(kaart.gebieden)
    blad.begin_venster((kader.links, kader.boven), (kader.rechts, kader.onder))
    for code, ringen in vormen.items():
        if code not in mee:
            blad.add_gebied(ringen, _BUITEN, _RAND, 0.5 * k)
    rand, dikte = (kader.stijl.kleuren.titel, 3.4 * k) if kaart.regio else (_RAND, 0.8 * k)
    for code, klasse in kaart.gebieden:
        vulling = tinten[klasse] if klasse >= 0 else ARCERING
        blad.add_gebied(vormen.get(code, ()), vulling, rand, dikte)
    for code, *_ in kaart.regio:  # white within dark: to be seen between two areas of any tint
        blad.add_gebied(vormen.get(code, ()), "none", "#FFFFFF", 1.2 * k)
    for rand, dikte in (("#FFFFFF", 9 * k), (kader.stijl.kleuren.eigen, 5 * k)):
        for code in kaart.eigen:
            blad.add_gebied(vormen.get(code, ()), "none", rand, dikte)
    draw_namen(kader, kaart, vormen, _find_kaartrand(kader))
    blad.end_venster()


@cache
def load_vormen(soort: str) -> Vormen:
    """Rings of each area by its code, in Mercator; boundaries of 2025.

    Raises:
        KeuzeFout: there are no boundaries here.
    """
    uit: Vormen = {}
    for gebied in read_grenzen(soort):
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


def _fit(vormen: Vormen, kader: Kader, rond: Sequence[str]) -> Vormen:
    """The areas in pixels, as large as the frame allows, at its right; around a region if asked.

    Around a region only what shows within the frame is kept, and the key has room of its own.
    """
    punten = [punt for code in (rond or vormen) for ring in vormen.get(code, ()) for punt in ring]
    x0, x1 = min(x for x, _ in punten), max(x for x, _ in punten)
    y0, y1 = min(y for _, y in punten), max(y for _, y in punten)
    breed, hoog = kader.rechts - kader.links, kader.onder - kader.boven
    if not rond:
        schaal = min(breed / (x1 - x0), hoog / (y1 - y0))
        return _move(vormen, (x0, y0), schaal, (kader.rechts - (x1 - x0) * schaal, kader.boven))
    vak = breed * (1 - _SLEUTEL)
    schaal = min(vak / (x1 - x0), hoog / (y1 - y0)) * (1 - 2 * _LUCHT)
    links = kader.links + breed * _SLEUTEL + (vak - (x1 - x0) * schaal) / 2
    boven = kader.boven + (hoog - (y1 - y0) * schaal) / 2
    alles = _move(vormen, (x0, y0), schaal, (links, boven))
    return {code: ringen for code, ringen in alles.items() if _shows(ringen, kader)}


def _move(vormen: Vormen, van: Punt, schaal: float, naar: Punt) -> Vormen:
    return {
        code: [
            [(naar[0] + (x - van[0]) * schaal, naar[1] + (y - van[1]) * schaal) for x, y in ring]
            for ring in ringen
        ]
        for code, ringen in vormen.items()
    }


def _find_kaartrand(kader: Kader) -> float:
    """Where the key ends and the map of a region begins."""
    return kader.links + (kader.rechts - kader.links) * _SLEUTEL


def _shows(ringen: Ringen, kader: Kader) -> bool:
    links = _find_kaartrand(kader)
    x = [x for ring in ringen for x, _ in ring]
    y = [y for ring in ringen for _, y in ring]
    binnen = max(x) > links and min(x) < kader.rechts
    return binnen and max(y) > kader.boven and min(y) < kader.onder


def _draw_sleutel(kader: Kader, kaart: Kaart) -> None:
    """The classes from high to low, what hatching means, and whose border it is."""
    vakken = list(zip(kaart.klassen, TINTEN[len(kaart.klassen)], strict=True))[::-1]
    vakken += [("geen cijfer", ARCERING)] if any(k < 0 for _, k in kaart.gebieden) else []
    vakken += [(f"buiten {kaart.regionaam}", _BUITEN)] if kaart.regio else []
    if kaart.regio:
        _clear_sleutel(kader)
    vormen = [_Vak(naam, vulling, _RAND, 1.0) for naam, vulling in vakken]
    if kaart.eigen:
        vormen.append(_Vak(kaart.naam, "#FFFFFF", kader.stijl.kleuren.eigen, 5.0))
    y = kader.boven
    nodig = 20 * kader.k + sum(_measure_vak(kader, vak.naam, kader.k) for vak in vormen)
    k = kader.k * min(1.0, (kader.onder - y) / nodig)  # smaller on a very low map
    y += 20 * k
    for vak in vormen:
        _draw_vak(kader, y, vak, k)
        y += _measure_vak(kader, vak.naam, k)


def _clear_sleutel(kader: Kader) -> None:
    """White below the key, so that no neighbour of the region runs under it."""
    rechts = _find_kaartrand(kader)
    hoeken = [
        (kader.links, kader.boven),
        (rechts, kader.boven),
        (rechts, kader.onder),
        (kader.links, kader.onder),
    ]
    kader.blad.add_vlak(hoeken, "#FFFFFF", "none", 0)


def _wrap_naam(kader: Kader, naam: str, k: float) -> list[str]:
    """The lines of a name in the key."""
    breed = (kader.rechts - kader.links) * _SLEUTEL - _VAK * kader.k * 1.8
    return wrap(naam, _LETTER * k, breed)


def _measure_vak(kader: Kader, naam: str, k: float) -> float:
    """How far the next line of the key begins below this one, in pixels."""
    return 1.45 * _VAK * k + (len(_wrap_naam(kader, naam, k)) - 1) * _LETTER * 1.2 * k


def _draw_vak(kader: Kader, y: float, vak: _Vak, k: float) -> None:
    """One line of the key, with pixels of size k."""
    maat, x = _VAK * k, kader.links + 4 * k
    hoeken = [(x, y), (x + maat, y), (x + maat, y + maat), (x, y + maat)]
    kader.blad.add_vlak(hoeken, vak.vulling, vak.rand, vak.dikte * k)
    for j, regel in enumerate(_wrap_naam(kader, vak.naam, k)):
        tekst = (x + maat * 1.4, y + maat * 0.75 + j * _LETTER * 1.2 * k)
        kader.blad.add_tekst(tekst, regel, _LETTER * k, kader.stijl.kleuren.tekst)
