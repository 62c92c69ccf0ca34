"""Which part of the nulmeting belongs to which page of the dashboard."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isnan
from typing import Final

from welvaart.export.bouwen.bouw import build_document
from welvaart.export.bouwen.opdracht import LEEGSTAND, WERK, Opdracht
from welvaart.export.inhoud import Alinea, Deel, Document, Hoofdstuk, Kop, Tabel
from welvaart.fouten import KeuzeFout
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel


@dataclass(frozen=True, slots=True)
class Pagina:
    """A page of the dashboard as a document.

    Attributes:
        titel: of the document, before the name of the regio; "" = that of the nulmeting.
        hoofdstukken: keys of its chapters; () = all.
        indicator_ids: what it is about; () = everything.
        kaarten: whether maps of the whole land belong to it.
    """

    titel: str
    hoofdstukken: tuple[str, ...] = ()
    indicator_ids: tuple[str, ...] = ()
    kaarten: bool = False


PAGINAS: Final[Mapping[str, Pagina]] = {
    "start": Pagina("Wat valt op:", ("foto", "opvallend"), kaarten=True),
    "nulmeting": Pagina("", kaarten=True),
    "arbeidsparticipatie": Pagina("Arbeidsparticipatie", ("participatie",), WERK, kaarten=True),
    "leegstand": Pagina("Leegstand", ("leegstand",), LEEGSTAND, kaarten=True),
    "regiovergelijking": Pagina("Regiovergelijking", ("regio",), kaarten=True),
    "lokale_agenda": Pagina("Lokale agenda", ("opgevallen", "prioriteiten", "doelen")),
    "gegevens": Pagina("Gegevens over", ("gegevens",)),
    "methode": Pagina("Methode bij de cijfers over", ("methode",)),
    "eigen_cijfers": Pagina("Eigen cijfers", ("thema:",)),
}
"""Name on the command line → the page."""


def find_pagina_ids(stand: Stand, pagina: str) -> frozenset[str] | None:
    """The indicators that a page is about; None = all.

    Raises:
        KeuzeFout: the page has no figures yet.
    """
    if pagina == "eigen_cijfers":
        eigen = frozenset(i for i, x in stand.indicatoren.items() if x.eigen)
        if not eigen:
            raise KeuzeFout(
                "Er zijn geen eigen cijfers. Lees ze eerst in op de pagina Eigen cijfers, of met "
                '"python -m etl import".'
            )
        return eigen
    return frozenset(PAGINAS[pagina].indicator_ids) or None


def build_pagina(opdracht: Opdracht, pagina: str) -> Document:
    """The document of one page; of the nulmeting all of it.

    Raises:
        KeuzeFout: this page has nothing to say about this regio.
    """
    keuze, document = PAGINAS[pagina], build_document(opdracht)
    if not keuze.hoofdstukken:
        return document
    alle = [*document.hoofdstukken[:-1], _build_gegevens(opdracht), _build_methode(opdracht)]
    houden = [h for h in alle if h.sleutel.startswith(keuze.hoofdstukken)]
    if not houden:
        raise KeuzeFout(_LEEG.get(pagina, _NIETS).format(naam=opdracht.regio.naam))
    return replace(
        document,
        titel=f"{keuze.titel} {opdracht.regio.naam}",
        hoofdstukken=(*houden, document.hoofdstukken[-1]),
    )


_NIETS: Final = "Over deze pagina zijn er geen cijfers voor {naam}. Kies een andere pagina."
_LEEG: Final = {
    "lokale_agenda": "De lokale agenda staat in een dossier. Geef bij --dossier het bestand of de "
    "code van een dossier van {naam} met prioriteiten of doelen.",
    "regiovergelijking": "{naam} heeft hier geen gemeenten om naast te zetten. Kies een gemeente, "
    "een regio of een provincie.",
}


def _build_gegevens(o: Opdracht) -> Hoofdstuk:
    """Per thema what there is: years, how many have a figure, and where it comes from."""
    delen: list[Deel] = []
    for thema in o.stand.themas:
        rijen = tuple(_tell_gegevens(o, r) for r in o.gekozen if r.indicator.thema == thema.thema)
        if rijen:
            koppen = ("Indicator", "Eenheid", "Jaren", "Met een cijfer", "Bron")
            delen += [Kop(thema.titel), Tabel(f"Gegevens: {thema.titel}", koppen, rijen)]
    delen.append(Alinea("Wat ontbreekt en waarom, staat in het laatste hoofdstuk."))
    return Hoofdstuk("gegevens", f"Welke cijfers zijn er over {o.regio.naam}?", tuple(delen))


def _tell_gegevens(o: Opdracht, regel: Regel) -> tuple[str, ...]:
    x, blok = regel.indicator, o.stand.reeksen
    reeks = blok.get_reeks(x.indicator_id, o.regio.code).tolist()
    jaren = [j for j, w in zip(blok.jaren, reeks, strict=True) if not isnan(w)]
    heel = "" if not jaren else str(jaren[0]) if len(jaren) == 1 else f"{jaren[0]}–{jaren[-1]}"
    return (x.titel, x.eenheid, heel, f"{regel.n} {regel.soort.meervoud}", x.bronregel)


def _build_methode(o: Opdracht) -> Hoofdstuk:
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
    return Hoofdstuk("methode", "Wat meten deze cijfers?", tuple(delen))
