"""The page Methode as chapters: the whole text, its core on slides, what each figure measures."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.inhoud import Alinea, Deel, Hoofdstuk, Kop, Lijst, Tabel
from welvaart.lezen.stand import Stand
from welvaart.methode.trend import Trend
from welvaart.methode.uitleg import load_uitleg, parse_uitleg, split_zinnen

_SOORTEN: Final = (Trend.STIJGT, Trend.DAALT, Trend.GELIJK)
_PUNTEN: Final = 4
_OP_DIA: Final = (
    "De hele tekst staat in de notities bij deze dia. Wat elk cijfer meet, staat in Word, Excel en "
    "PDF."
)


def build_methode(o: Opdracht) -> list[Hoofdstuk]:
    """A chapter per part of the text, then how common a development is, and the indicators."""
    return [
        *_build_uitleg(),
        Hoofdstuk("methode:gewoon", GEWOON, (build_telling(o.landstand),), dia=()),
        Hoofdstuk("methode:indicatoren", "Wat meten deze cijfers?", _build_meten(o), dia=()),
    ]


GEWOON: Final = "Hoe gewoon is een ontwikkeling?"


def build_telling(stand: Stand) -> Tabel:
    """How many gemeenten rise, fall or do neither, of each indicator with such a verdict.

    Args:
        stand: the figures of all gemeenten.
    """
    namen = stand.reeksen.indicator_ids
    rijen = tuple(
        (stand.indicatoren[naam].titel, *(str(telling.get(soort, 0)) for soort in _SOORTEN))
        for naam, telling in zip(namen, stand.beoordeling.tellingen, strict=True)
        if any(telling.get(soort) for soort in (Trend.STIJGT, Trend.DAALT))
    )
    bijschrift = "Aantal gemeenten per ontwikkeling, waar genoeg meetjaren zijn"
    koppen = ("Indicator", "Stijgt", "Daalt", "Geen duidelijke richting")
    return Tabel(bijschrift, koppen, rijen, rechts=(1, 2, 3))


def _build_uitleg() -> Iterator[Hoofdstuk]:
    """A chapter per part: every word in text, on slides the core of each block as a point."""
    for nummer, (kop, blokken) in enumerate(parse_uitleg(load_uitleg()), 1):
        yield Hoofdstuk(
            f"methode:{nummer}",
            kop,
            tuple(_build_blokken(blokken)),
            noten=tuple(blok.removeprefix("- ") for blok in blokken),
            dia=(Lijst(_find_kern(blokken)), Alinea(_OP_DIA, klein=True)),
        )


def _find_kern(blokken: Sequence[str]) -> tuple[str, ...]:
    """How each block begins, with more of it where there are few; of one block each sentence."""
    if len(blokken) == 1:
        return tuple(split_zinnen(blokken[0])[:_PUNTEN])
    aantal = max(1, _PUNTEN // len(blokken))
    return tuple(" ".join(split_zinnen(blok)[:aantal]) for blok in blokken)


def _build_blokken(blokken: Sequence[str]) -> Iterator[Deel]:
    for is_punt, groep in groupby(blokken, lambda blok: blok.startswith("- ")):
        if is_punt:
            yield Lijst(tuple(blok.removeprefix("- ") for blok in groep))
        else:
            yield from map(Alinea, groep)


def _build_meten(o: Opdracht) -> tuple[Deel, ...]:
    """Per thema what each indicator measures and what we did with it."""
    delen: list[Deel] = []
    for thema in o.stand.themas:
        rijen = tuple(
            (r.indicator.titel, r.indicator.definitie, r.indicator.bewerking)
            for r in o.gekozen
            if r.indicator.thema == thema.thema
        )
        if rijen:
            koppen = ("Indicator", "Wat het meet", "Wat wij ermee deden")
            delen += [Kop(thema.titel), Tabel(f"Methode: {thema.titel}", koppen, rijen)]
    return tuple(delen)
