"""Which part of the nulmeting belongs to which page of the dashboard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from math import isnan
from typing import Final

from welvaart.export.bouwen.arbeid import build_arbeid, find_mensbron
from welvaart.export.bouwen.bouw import build_document
from welvaart.export.bouwen.deeljaar import find_deeljaarbron
from welvaart.export.bouwen.leegstandsblad import build_leegstand, find_mede
from welvaart.export.bouwen.opdracht import LEEGSTAND, WERK, Opdracht, Paginabeeld
from welvaart.export.bouwen.regiobeeld import build_gebieden
from welvaart.export.inhoud import Alinea, Deel, Document, Hoofdstuk, Kop, Lijst, Tabel
from welvaart.fouten import KeuzeFout
from welvaart.lezen.stand import Stand
from welvaart.methode.uitleg import load_uitleg, parse_uitleg
from welvaart.onderwerp.leegstand import find_soorten
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
    "lokale_agenda": Pagina("Lokale agenda", ("opgevallen", "prioriteiten", "doelen", "notities")),
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
    if pagina == "leegstand":
        return frozenset(x.indicator_id for x in find_soorten(stand)) or frozenset(LEEGSTAND)
    return frozenset(PAGINAS[pagina].indicator_ids) or None


def build_pagina(opdracht: Opdracht, pagina: str) -> Document:
    """The document of one page; of the nulmeting all of it.

    Raises:
        KeuzeFout: this page has nothing to say about this regio.
    """
    opdracht = limit_pagina(opdracht, pagina)
    if opdracht.beeld is not None and pagina in _MEDE:
        opdracht = replace(opdracht, mede_ids=_MEDE[pagina](opdracht, opdracht.beeld))
    keuze, document = PAGINAS[pagina], build_document(opdracht)
    if not keuze.hoofdstukken:
        return document
    alle = [*document.hoofdstukken[:-1], _build_gegevens(opdracht), _build_methode(opdracht)]
    houden = [h for h in alle if h.sleutel.startswith(keuze.hoofdstukken)]
    if opdracht.beeld is not None and pagina in _IN_BEELD:
        houden = _IN_BEELD[pagina](opdracht, opdracht.beeld, houden)
    if not houden:
        raise KeuzeFout(_LEEG.get(pagina, _NIETS).format(naam=opdracht.regio.naam))
    return replace(
        document,
        titel=f"{keuze.titel} {opdracht.regio.naam}",
        hoofdstukken=(*houden, document.hoofdstukken[-1]),
    )


def limit_pagina(o: Opdracht, pagina: str) -> Opdracht:
    """What an agenda is about: its priorities and goals, so that it names their sources only.

    Args:
        o: of the page.
        pagina: one of `PAGINAS`; any other than the agenda gives the same opdracht.
    """
    if pagina != "lokale_agenda":
        return o
    ids = {i for i, _ in o.prioriteiten} | {doel.indicator_id for doel in o.doelen}
    ids &= {regel.indicator.indicator_id for regel in o.regels}
    return replace(o, indicator_ids=frozenset(ids)) if ids and o.indicator_ids is None else o


_IN_BEELD: Final[
    Mapping[str, Callable[[Opdracht, Paginabeeld, list[Hoofdstuk]], list[Hoofdstuk]]]
] = {
    "arbeidsparticipatie": lambda o, beeld, _: build_arbeid(o, beeld),
    "leegstand": lambda o, beeld, _: build_leegstand(o, beeld),
    "regiovergelijking": lambda o, beeld, alle: [*build_gebieden(o, beeld), *alle],
}
"""Pages that are about one figure in the years in view → its chapters."""


_MEDE: Final[Mapping[str, Callable[[Opdracht, Paginabeeld], tuple[str, ...]]]] = {
    "arbeidsparticipatie": lambda o, beeld: (*find_mensbron(o, beeld), *find_deeljaarbron(o)),
    "leegstand": find_mede,
}
"""Pages whose sentences compute with other figures too → which; their sources are named."""


def find_beeld(
    opdracht: Opdracht, pagina: str, van: int | None, tot: int | None, eerst: str = ""
) -> Opdracht:
    """The opdracht with what its page shows when it is opened, or with other years.

    Args:
        opdracht: which indicators were asked for decides which one comes first.
        pagina: one of `PAGINAS`; a page without years gives the same opdracht.
        van: first year; None = as the page opens.
        tot: last year.
        eerst: the indicator in its charts; "" = as the page opens.

    Raises:
        KeuzeFout: years without a figure, or in the wrong order.
    """
    if pagina not in _IN_BEELD:
        if van or tot:
            raise KeuzeFout(f"De pagina {pagina} heeft geen jaren om te kiezen.")
        return opdracht
    indicator_id = eerst or _find_eerste(opdracht, pagina)
    if indicator_id is None:
        return opdracht
    jaren = opdracht.landstand.reeksen.get_jaren(indicator_id)
    x = opdracht.landstand.indicatoren[indicator_id]
    breuken = [j for j, _ in opdracht.stand.find_breuken(x, opdracht.regio.code)]
    vroegst = next((j for j in jaren if j >= max(breuken, default=0)), jaren[0])
    laatst = tot or jaren[-1]
    begin = van or (laatst if pagina == "regiovergelijking" else min(vroegst, laatst))
    if begin not in jaren or laatst not in jaren or begin > laatst:
        raise KeuzeFout(
            f"{x.titel} heeft cijfers van {jaren[0]} tot en met {jaren[-1]}. Kies --van en --tot "
            "daarbinnen, en --van niet na --tot."
        )
    query = {"jaar": str(laatst)} if pagina == "regiovergelijking" else {}
    naam = _IN_URL[pagina]
    return replace(opdracht, beeld=Paginabeeld(naam, indicator_id, begin, laatst, query=query))


_IN_URL: Final = {
    "arbeidsparticipatie": "Arbeidsparticipatie",
    "leegstand": "Leegstand",
    "regiovergelijking": "Regiovergelijking",
}


def _find_eerste(o: Opdracht, pagina: str) -> str | None:
    """The indicator that a page opens with, of those asked for; None without any with figures."""
    eerst = {"leegstand": LEEGSTAND}.get(pagina, WERK)
    ids = [r.indicator.indicator_id for r in o.gekozen]
    ids = [i for i in ids if o.landstand.reeksen.get_jaren(i)]
    return min(ids, key=lambda i: eerst.index(i) if i in eerst else len(eerst), default=None)


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


def _build_uitleg() -> list[Deel]:
    delen: list[Deel] = []
    for kop, blokken in parse_uitleg(load_uitleg()):
        delen.append(Kop(kop))
        for is_punt, groep in groupby(blokken, lambda blok: blok.startswith("- ")):
            if is_punt:
                delen.append(Lijst(tuple(blok.removeprefix("- ") for blok in groep)))
            else:
                delen += [Alinea(blok) for blok in groep]
    return delen


def _build_methode(o: Opdracht) -> Hoofdstuk:
    """How we compute, as on the page Methode; then per thema what each indicator measures."""
    delen: list[Deel] = _build_uitleg()
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
