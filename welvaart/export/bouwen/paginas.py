"""Which part of the nulmeting belongs to which page of the dashboard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from welvaart.export.bouwen.bouw import build_document
from welvaart.export.bouwen.naslag.eigen import GEEN_EIGEN, build_eigen, find_eigen
from welvaart.export.bouwen.naslag.gegevens import build_gegevens
from welvaart.export.bouwen.naslag.jaren import describe_jaren
from welvaart.export.bouwen.naslag.methode import build_methode
from welvaart.export.bouwen.onderwerp.arbeid import build_arbeid, find_mensbron
from welvaart.export.bouwen.onderwerp.deeljaar import find_deeljaarbron
from welvaart.export.bouwen.onderwerp.leegstandsblad import build_leegstand, find_mede
from welvaart.export.bouwen.opdracht import LEEGSTAND, WERK, Opdracht, Paginabeeld
from welvaart.export.bouwen.regio.regio import find_beoordeeld, find_regio_ids
from welvaart.export.bouwen.regio.regiobeeld import build_gebieden
from welvaart.export.inhoud import Document, Hoofdstuk
from welvaart.fouten import KeuzeFout
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.leegstand import find_soorten


@dataclass(frozen=True, slots=True)
class Pagina:
    """A page of the dashboard as a document.

    Attributes:
        titel: of the document, before the name of the regio; "" = that of the nulmeting.
        hoofdstukken: keys of its chapters; () = all.
        indicator_ids: what it is about; () = everything.
        kaarten: whether maps of the whole land belong to it.
        in_url: its name in the URL, where it opens on its own; of a page about one figure at a
            time `Paginabeeld` knows it.
        ondertitel: of the document where no group stands beside the regio; "" = that group.
    """

    titel: str
    hoofdstukken: tuple[str, ...] = ()
    indicator_ids: tuple[str, ...] = ()
    kaarten: bool = False
    in_url: str = "Nulmeting"
    ondertitel: str = ""


PAGINAS: Final[Mapping[str, Pagina]] = {
    "start": Pagina("Wat valt op:", ("foto", "opvallend"), kaarten=True, in_url=""),
    "nulmeting": Pagina("", kaarten=True),
    "arbeidsparticipatie": Pagina("Arbeidsparticipatie", ("participatie",), WERK, kaarten=True),
    "leegstand": Pagina("Leegstand", ("leegstand",), LEEGSTAND, kaarten=True),
    "regiovergelijking": Pagina("Regiovergelijking", ("regio",), kaarten=True),
    "lokale_agenda": Pagina("Lokale agenda", ("opgevallen", "prioriteiten", "doelen", "notities")),
    "gegevens": Pagina(
        "Gegevens over",
        ("gegevens",),
        in_url="Gegevens",
        ondertitel="Welke cijfers er zijn, van welke jaren en van wie",
    ),
    "methode": Pagina(
        "Methode bij de cijfers over",
        ("methode",),
        in_url="Methode",
        ondertitel="Hoe wij rekenen, en wat u er niet in mag lezen",
    ),
    "eigen_cijfers": Pagina(
        "Eigen cijfers over",
        ("eigen",),
        in_url="Eigen_cijfers",
        ondertitel="Uit bestanden van het team zelf",
    ),
}
"""Name on the command line → the page."""


def find_pagina_ids(stand: Stand, pagina: str) -> frozenset[str] | None:
    """The indicators that a page is about; None = all.

    Raises:
        KeuzeFout: the page has no figures yet.
    """
    if pagina == "eigen_cijfers":
        eigen = find_eigen(stand)
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

    Args:
        opdracht: about the indicators of the page already (`find_pagina_ids`, `limit_pagina`): what
            is made beside the document, like a workbook, must be about the same ones.
        pagina: one of `PAGINAS`.

    Raises:
        KeuzeFout: this page has nothing to say about this regio.
    """
    keuze = PAGINAS[pagina]
    titel = f"{keuze.titel} {opdracht.regio.naam}" if keuze.hoofdstukken else opdracht.titel
    opdracht = replace(opdracht, pagina=keuze.in_url, titel=titel)
    if opdracht.beeld is not None and pagina in _MEDE:
        opdracht = replace(opdracht, mede_ids=_MEDE[pagina](opdracht, opdracht.beeld))
    if pagina in _TOONT:
        opdracht = replace(opdracht, toont_ids=_TOONT[pagina](opdracht))
    document = build_document(opdracht)
    if not keuze.hoofdstukken:
        return document
    los = _LOS[pagina](opdracht) if pagina in _LOS else document.hoofdstukken[:-1]
    houden = [h for h in los if h.sleutel.startswith(keuze.hoofdstukken)]
    if opdracht.beeld is not None and pagina in _IN_BEELD:
        houden = _IN_BEELD[pagina](opdracht, opdracht.beeld, houden)
    if not houden:
        raise KeuzeFout(_LEEG.get(pagina, _NIETS).format(naam=opdracht.regio.naam))
    return replace(
        document,
        ondertitel=keuze.ondertitel or document.ondertitel,
        hoofdstukken=(*houden, document.hoofdstukken[-1]),
        jaren=describe_jaren(opdracht, houden),
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


_LOS: Final[Mapping[str, Callable[[Opdracht], list[Hoofdstuk]]]] = {
    "gegevens": build_gegevens,
    "methode": build_methode,
    "eigen_cijfers": build_eigen,
}
"""Pages whose chapters are no part of the nulmeting."""


_MEDE: Final[Mapping[str, Callable[[Opdracht, Paginabeeld], tuple[str, ...]]]] = {
    "arbeidsparticipatie": lambda o, beeld: (*find_mensbron(o, beeld), *find_deeljaarbron(o)),
    "leegstand": find_mede,
}
"""Pages whose sentences compute with other figures too → which; their sources are named."""


_TOONT: Final[Mapping[str, Callable[[Opdracht], frozenset[str]]]] = {
    "start": find_beoordeeld,
    "regiovergelijking": find_regio_ids,
}
"""Pages that show a part of the figures of their workbook → which."""


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
    "eigen_cijfers": GEEN_EIGEN,
    "regiovergelijking": "{naam} heeft hier geen gemeenten om naast te zetten. Kies een gemeente, "
    "een regio of een provincie.",
}
