"""What stands where on slides of text: below each other, or in two columns that belong together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from welvaart.export.dias.diadek import PER_PUNT
from welvaart.export.dias.diasjabloon import KOLOM_PLEKKEN, TEKST_PLEK
from welvaart.export.dias.diatekst import (
    DICHT,
    PUNTEN,
    Maten,
    Regel,
    build_regels,
    count_namen,
    fill_bladen,
    measure_regels,
    shorten_lijst,
    split_groepen,
    split_regels,
)
from welvaart.export.inhoud import Alinea, Deel, Kop

BREED: Final = TEKST_PLEK[2] / PER_PUNT - 16
HOOG: Final = TEKST_PLEK[3] / PER_PUNT - 10
KOLOM: Final = KOLOM_PLEKKEN[0][2] / PER_PUNT - 16
"""Room for text on a slide and in a column of it, in points."""
ZEKER: Final = 0.93
"""Of the width is filled in letters that are wider than ours too; for what has things below it."""
_KOLOMPUNTEN: Final[Sequence[Maten]] = (
    {"kop": 20, "alinea": 18, "punt": 18, "klein": 14},
    {"kop": 18, "alinea": 16, "punt": 16, "klein": 14},
)
_RUIM: Final[Maten] = {"kop": 20, "alinea": 20, "punt": 18, "klein": 16}
_REST: Final = Regel("De rest staat in de notities bij deze dia.", "klein")
_MAX_BLADEN: Final = 3
_MAX_DICHT: Final = 2


@dataclass(frozen=True, slots=True)
class Tekstdia:
    """The text of one slide.

    Attributes:
        kolommen: one, or two beside each other.
        punten: letters of both.
        boven: over the whole width, above two columns.
    """

    kolommen: tuple[tuple[Regel, ...], ...]
    punten: Maten
    boven: tuple[Regel, ...] = ()


def plan_tekst(delen: Sequence[Deel], *, dicht: bool = False) -> tuple[list[Tekstdia], list[str]]:
    """Text over slides, and all of it as sentences where a slide does not say everything.

    Headings alone are no slide.

    Args:
        delen: headings, paragraphs and lists; one heading may stand beside those before it.
        dicht: in smaller letters and two columns where it takes more than one slide.
    """
    heel = build_regels(delen)
    if naast := _plan_naast(delen):
        return [naast], _list_weg([naast], heel)
    regels = build_regels([count_namen(deel) for deel in delen])
    if all(regel.vorm == "kop" for regel in regels):
        return [], []
    if measure_regels(regels, BREED, _RUIM) <= HOOG:
        dia = Tekstdia((tuple(regels),), _RUIM)
        return [dia], _list_weg([dia], heel)
    bladen = split_regels(regels, BREED, HOOG)
    if dicht and len(bladen) > 1:
        dias = _plan_dicht(delen)
        return dias, _list_weg(dias, heel)
    if len(bladen) > _MAX_BLADEN:
        regels = build_regels([shorten_lijst(deel) for deel in delen])
        bladen = split_regels(regels, BREED, HOOG)
    return [Tekstdia((tuple(blad),), PUNTEN) for blad in bladen], (
        [] if regels == heel else [regel.tekst for regel in heel]
    )


def _list_weg(dias: Sequence[Tekstdia], heel: Sequence[Regel]) -> list[str]:
    """All sentences, where one of them is not on the slides as it is; else []."""
    staat = {r.tekst for dia in dias for deel in (dia.boven, *dia.kolommen) for r in deel}
    return [] if {r.tekst for r in heel} <= staat else [r.tekst for r in heel]


def _split_boven(delen: Sequence[Deel]) -> tuple[list[Deel], list[Deel]]:
    """The paragraphs before anything else, and the rest."""
    n = next((k for k, deel in enumerate(delen) if not isinstance(deel, Alinea)), len(delen))
    return list(delen[:n]), list(delen[n:])


def _plan_naast(delen: Sequence[Deel]) -> Tekstdia | None:
    """Two columns on one slide, in the largest letters that fit; None where they do not belong.

    What is too much for the smallest letters stands in the notes, and its list says so.
    """
    boven, rest = _split_boven(delen)
    knip = next((k for k, d in enumerate(rest) if isinstance(d, Kop) and d.naast), 0)
    if not knip:
        return None
    kolommen = [build_regels(rest[:knip]), build_regels(rest[knip:])]
    kop = tuple(build_regels(boven))
    for punten in _KOLOMPUNTEN:
        ruimte = HOOG - measure_regels(kop, BREED * ZEKER, punten)
        if all(measure_regels(kolom, KOLOM, punten) <= ruimte for kolom in kolommen):
            return Tekstdia(tuple(map(tuple, kolommen)), punten, kop)
    ingekort = [_trim(kolom, ruimte, punten) for kolom in kolommen]
    return Tekstdia(tuple(map(tuple, ingekort)), punten, kop) if all(ingekort) else None


def _trim(regels: Sequence[Regel], ruimte: float, punten: Maten) -> list[Regel]:
    """The first points of each list, and where the others stand; [] if even that is too much.

    Of the longest list the last point goes first.
    """
    groepen = split_groepen(regels)
    weg: set[int] = set()
    while True:
        uit = [
            regel
            for k, groep in enumerate(groepen)
            for regel in (*groep, *([_REST] if k in weg else []))
        ]
        if measure_regels(uit, KOLOM, punten) <= ruimte:
            return uit
        langst = max(range(len(groepen)), key=lambda k: len(groepen[k]))
        if len(groepen[langst]) <= 2:  # its heading and one point
            return []
        groepen[langst].pop()
        weg.add(langst)


def _plan_dicht(delen: Sequence[Deel]) -> list[Tekstdia]:
    """Small letters in two columns, one after the other; on too many slides names only."""
    delen = [count_namen(deel) for deel in delen]
    dias = _flow(delen)
    return dias if len(dias) <= _MAX_DICHT else _flow([shorten_lijst(deel) for deel in delen])


def _flow(delen: Sequence[Deel]) -> list[Tekstdia]:
    boven, rest = _split_boven(delen)
    kop = tuple(build_regels(boven))
    ruimte = HOOG - measure_regels(kop, BREED * ZEKER, DICHT)
    kolommen = [tuple(k) for k in fill_bladen(build_regels(rest), KOLOM, ruimte, DICHT)]
    paren = [tuple(kolommen[k : k + 2]) for k in range(0, len(kolommen), 2)]
    return [Tekstdia(paar, DICHT, kop if k == 0 else ()) for k, paar in enumerate(paren)]
