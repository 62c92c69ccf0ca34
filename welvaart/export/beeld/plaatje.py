"""A chart of a document as a picture: SVG, or PNG, without a browser and without network.

We lay the picture out ourselves (docs/adr/0033): equal on every machine, and in milliseconds.
"""

from typing import Final

from welvaart.export.beeld.kader import GEEN_CIJFERS, Kader, find_waarden
from welvaart.export.beeld.lijnplaatje import draw_lijnen, find_aszin
from welvaart.export.beeld.staafplaatje import draw_staven, measure_staven
from welvaart.export.beeld.stapelplaatje import draw_stapels, measure_stapels
from welvaart.export.beeld.tekenblad import Tekenblad
from welvaart.export.beeld.zetmachine import compile_typst
from welvaart.export.beeld.zetsel import wrap
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Grafiek
from welvaart.fouten import KeuzeFout

BREEDTE: Final = 1600
HOOGTE: Final = 900
NAAM: Final = "Monitor brede welvaart"
_MIN, _MAX = 400, 6000  # pixels
_RAND = 44  # at k = 1
_TITEL, _VOET, _EENHEID = 44, 24, 26
_KAAL = 1400  # width at which a picture without message and source has k = 1
_KAAL_HOOG = 0.36  # height of such a picture, as part of its width
_TIJD_S = 20.0


def draw_svg(
    grafiek: Grafiek,
    huisstijl: Huisstijl,
    breedte: int = BREEDTE,
    hoogte: int | None = None,
    *,
    kaal: bool = False,
) -> str:
    """Draw the chart with its message above and its source, peildatum and kenmerk below.

    A chart without any figure says so in words.

    Args:
        grafiek: any chart of a document.
        huisstijl: its colours.
        breedte: in pixels; letters and lines grow along.
        hoogte: in pixels; None = what it takes: few bars make a low picture.
        kaal: without message and source, and in larger letters: for a page of text, that has them
            beside the picture and shows it small.

    Raises:
        KeuzeFout: a size that nobody can read or print.
    """
    if hoogte is None:
        blad = Tekenblad(breedte, choose_hoogte(grafiek, huisstijl, breedte, kaal=kaal))
        kader = build_kader(blad, grafiek, huisstijl, kaal=kaal, past=True)
    else:
        blad = open_blad(breedte, hoogte)
        kader = build_kader(blad, grafiek, huisstijl, kaal=kaal)
    if not find_waarden(grafiek):
        plek = (kader.links, (kader.boven + kader.onder) / 2)
        blad.add_tekst(plek, GEEN_CIJFERS, 32 * kader.k, huisstijl.kleuren.tekst)
    elif grafiek.soort == "lijn":
        draw_lijnen(kader, grafiek)
    elif grafiek.soort == "stapel":
        draw_stapels(kader, grafiek)
    else:
        draw_staven(kader, grafiek)
    return blad.build(grafiek.titel, grafiek.alt)


def choose_hoogte(
    grafiek: Grafiek, huisstijl: Huisstijl, breedte: int = BREEDTE, *, kaal: bool = False
) -> int:
    """Height in pixels of a picture so wide: as high as its bars need, and never higher than usual.

    Raises:
        KeuzeFout: a width that nobody can read or print.
    """
    gewoon = round(breedte * (_KAAL_HOOG if kaal else HOOGTE / BREEDTE))
    open_blad(breedte, max(gewoon, _MIN))
    if grafiek.soort == "lijn" or not find_waarden(grafiek):
        return gewoon
    measure = measure_staven if grafiek.soort == "staaf" else measure_stapels
    kader = build_kader(Tekenblad(breedte, _MAX), grafiek, huisstijl, kaal=kaal, past=True)
    rand = _MAX - (kader.onder - kader.boven)
    return min(gewoon, round(rand + measure(grafiek, kader.k)))


def open_blad(breedte: int, hoogte: int) -> Tekenblad:
    """An empty sheet of so many pixels.

    Raises:
        KeuzeFout: a size that nobody can read or print.
    """
    if not (_MIN <= breedte <= _MAX and _MIN <= hoogte <= _MAX):
        raise KeuzeFout(
            f"Een plaatje van {breedte} bij {hoogte} kan niet. Kies voor breedte en hoogte een "
            f"getal van {_MIN} tot en met {_MAX}."
        )
    return Tekenblad(breedte, hoogte)


def draw_png(
    grafiek: Grafiek,
    huisstijl: Huisstijl,
    breedte: int = BREEDTE,
    hoogte: int | None = None,
    *,
    kaal: bool = False,
) -> bytes:
    """Draw the chart as PNG; as `draw_svg`.

    Raises:
        KeuzeFout: a size that nobody can read, or drawing took too long.
    """
    svg = draw_svg(grafiek, huisstijl, breedte, hoogte, kaal=kaal)
    if hoogte is None:
        hoogte = choose_hoogte(grafiek, huisstijl, breedte, kaal=kaal)
    return convert_png(svg, breedte, hoogte)


def convert_png(svg: str, breedte: int, hoogte: int, wachten_s: float = _TIJD_S) -> bytes:
    """Turn a picture into PNG of so many pixels.

    Raises:
        KeuzeFout: it took longer than `wachten_s` seconds.
    """
    bron = (
        f"#set page(width: {breedte}pt, height: {hoogte}pt, margin: 0pt)\n"
        f'#image(bytes(sys.inputs.svg), format: "svg", width: {breedte}pt, height: {hoogte}pt)'
    )
    return compile_typst(bron, {"svg": svg}, wachten_s, {"format": "png", "ppi": 72.0})


def build_kader(
    blad: Tekenblad,
    grafiek: Grafiek,
    stijl: Huisstijl,
    *,
    kaal: bool = False,
    past: bool = False,
) -> Kader:
    """Write title, unit and foot; what is left is for the figures.

    Args:
        blad: to draw on.
        grafiek: what is drawn.
        stijl: its colours.
        kaal: as `draw_svg`.
        past: the height follows from what is drawn, so letters are as large as the width allows.
    """
    k = blad.breedte / (_KAAL if kaal else BREEDTE)
    if not (kaal or past):
        k = max(min(k, blad.hoogte / HOOGTE), min(blad.breedte, blad.hoogte) / BREEDTE)
    rand = _RAND * k if not kaal else 4 * k
    links, rechts = rand, blad.breedte - rand
    y = rand if kaal else _write_titel(blad, grafiek.titel, stijl, k)
    eenheid = find_aszin(grafiek) if grafiek.soort == "lijn" else _name_eenheid(grafiek)
    for regel in wrap(eenheid, _EENHEID * k, rechts - links):
        y += _EENHEID * 1.35 * k
        blad.add_tekst((links, y), regel, _EENHEID * k, stijl.kleuren.klein)
    zinnen = find_leeswijzer(grafiek) if kaal else find_voet(grafiek)
    voet = [r for zin in zinnen for r in wrap(zin, _VOET * k, rechts - links)]
    onder = blad.hoogte - rand * 0.7 - len(voet) * _VOET * 1.25 * k
    for j, regel in enumerate(voet):
        plek = (links, onder + (j + 1) * _VOET * 1.25 * k)
        blad.add_tekst(plek, regel, _VOET * k, stijl.kleuren.klein)
    assen = 66 if grafiek.soort == "lijn" else 24
    return Kader(blad, stijl, links, y + 34 * k, rechts, onder - assen * k, k)


def _write_titel(blad: Tekenblad, titel: str, stijl: Huisstijl, k: float) -> float:
    """The message over as many lines as it takes; returns where it ends."""
    y = _RAND * k
    for regel in wrap(titel, _TITEL * k, blad.breedte - 2 * _RAND * k, vet=True):
        y += _TITEL * k
        blad.add_tekst((_RAND * k, y - 6 * k), regel, _TITEL * k, stijl.kleuren.titel, vet=True)
        y += _TITEL * 0.15 * k
    return y


def _name_eenheid(grafiek: Grafiek) -> str:
    return grafiek.eenheid[:1].upper() + grafiek.eenheid[1:]


def find_voet(grafiek: Grafiek) -> list[str]:
    """Sentences under the figures: source, signs, breaks, and how to open this view again."""
    kenmerk = f" · kenmerk {grafiek.kenmerk}" if grafiek.kenmerk else ""
    return [grafiek.bron, *find_leeswijzer(grafiek), f"{NAAM}{kenmerk}"]


def find_leeswijzer(grafiek: Grafiek) -> list[str]:
    """Sentences on how to read the figures: signs and breaks."""
    uit = []
    if any(
        hol and w is not None
        for reeks in grafiek.reeksen
        for hol, w in zip(reeks.voorlopig, reeks.waarden, strict=True)
    ):
        vorm = "open teken" if grafiek.soort == "lijn" else "open staaf"
        uit.append(f"* en {vorm} = voorlopig cijfer.")
    jaren = set(grafiek.categorieen)
    uit += [f"Breuk vóór {jaar}: {reden}." for jaar, reden in grafiek.breuken if jaar in jaren]
    return uit
