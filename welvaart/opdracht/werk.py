"""What one call of `export` is about: the document or documents that its options ask for."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from welvaart.dossier.inzage import Inzage
from welvaart.export.beeld.kaartplaatje import has_cijfers
from welvaart.export.beeld.kader import find_waarden
from welvaart.export.bestandsnaam import build_slug
from welvaart.export.bouwen.agenda.agenda import find_hoofdstukken, limit_hoofdstuk
from welvaart.export.bouwen.bouw import build_document
from welvaart.export.bouwen.delen.grafiek import build_lijngrafiek
from welvaart.export.bouwen.delen.kaart import build_kaarten
from welvaart.export.bouwen.dossier.keuze import add_dossier
from welvaart.export.bouwen.opdracht import Opdracht, build_kenmerk
from welvaart.export.bouwen.paginas import PAGINAS, build_pagina, limit_pagina
from welvaart.export.huisstijl import Huisstijl, find_huisstijl
from welvaart.export.inhoud import Document, Grafiek, Kaart
from welvaart.fouten import KeuzeFout
from welvaart.groep.groepen import Groep, find_groepen, parse_groepen
from welvaart.groep.nulmeting import build_nulmeting
from welvaart.groep.regiobeeld import build_regiobeeld
from welvaart.lezen.stand import Stand
from welvaart.opdracht.beeldkeuze import add_beeld
from welvaart.opdracht.dossierkeuze import read_dossier
from welvaart.opdracht.indicatorkeuze import find_ids
from welvaart.regio.regio import Regio, RegioSoort

_HEEL: Final = ("nulmeting", "lokale_agenda")
"""Pages that a dossier and the chapters of the Economische Agenda belong to."""
_REGIO: Final = "regiovergelijking"


@dataclass(frozen=True)
class Werk:
    """What all formats of one document are made from.

    Attributes:
        opdracht: what it is about.
        document: its content.
        stijl: colours, letters and logo.
        basis: name of its files, without their kind.
        kaarten: whether maps of the whole land belong to it.
        inzage: the dossier whose own papers go along; None = without.
        dia: the chart that goes out as one slide instead of the deck; None = the deck.
    """

    opdracht: Opdracht
    document: Document
    stijl: Huisstijl
    basis: str
    kaarten: bool
    inzage: Inzage | None = None
    dia: Grafiek | None = None

    def find_grafieken(self) -> list[Grafiek]:
        """The charts with a figure, in the order of the document."""
        delen = (deel for hoofdstuk in self.document.hoofdstukken for deel in hoofdstuk.delen)
        return [d for d in delen if isinstance(d, Grafiek) and find_waarden(d)]

    def find_kaarten(self) -> list[Kaart]:
        """The maps of the land, then those in the document."""
        delen = (deel for hoofdstuk in self.document.hoofdstukken for deel in hoofdstuk.delen)
        land = build_kaarten(self.opdracht) if self.kaarten else []
        alle = [*land, *(d for d in delen if isinstance(d, Kaart))]
        return [kaart for kaart in alle if has_cijfers(kaart)]


def build_werken(stand: Stand, regio: Regio, keuze: argparse.Namespace) -> list[Werk]:
    """The document of the page, or one for each chapter of the Economische Agenda asked for.

    Args:
        stand: figures of all gemeenten.
        regio: what the files are about.
        keuze: as `add_exportopties` describes them.

    Raises:
        KeuzeFout: options that do not go together, or name what is not there.
    """
    _check_samen(keuze)
    pagina, stijl = str(keuze.pagina), find_huisstijl(os.environ)
    opdracht, inzage = _build_opdracht(stand, regio, keuze)
    naam = build_slug(regio.naam)
    team = "-met-notities" if opdracht.notities else ""
    if keuze.hoofdstuk is not None:
        return [
            Werk(deel, build_document(deel), stijl, f"economische-agenda-{slug}-{naam}{team}", True)
            for slug, deel in _split_hoofdstukken(opdracht, keuze.hoofdstuk)
        ]
    opdracht = add_beeld(limit_pagina(opdracht, pagina), keuze)
    if keuze.dia:
        grafiek = _find_dia(opdracht)
        (regel,) = opdracht.gekozen
        basis = f"{build_slug(regel.indicator.titel)}-{naam}"
        return [Werk(opdracht, build_document(opdracht), stijl, basis, False, dia=grafiek)]
    basis = f"{pagina.replace('_', '-')}-{naam}{team}"
    stukken = inzage if pagina in _HEEL else None
    document = build_pagina(opdracht, pagina)
    return [Werk(opdracht, document, stijl, basis, PAGINAS[pagina].kaarten, stukken)]


def _check_samen(keuze: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    if keuze.notities and not keuze.dossier:
        raise KeuzeFout("Notities staan in een dossier. Zet bij --notities ook --dossier.")
    if keuze.zonder_voorlopig and keuze.pagina != "nulmeting":
        raise KeuzeFout("--zonder-voorlopig hoort bij --pagina nulmeting.")
    if keuze.dia and (keuze.formaat != ["pptx"] or keuze.pagina != "nulmeting"):
        raise KeuzeFout("Een losse dia is er alleen met --formaat pptx, bij --pagina nulmeting.")
    if keuze.dia and keuze.hoofdstuk:
        raise KeuzeFout("Kies --dia of --hoofdstuk, niet allebei.")
    if keuze.hoofdstuk is None:
        return
    if keuze.pagina not in _HEEL:
        raise KeuzeFout(
            "Een hoofdstuk van de Economische Agenda komt uit de nulmeting of de lokale agenda. "
            "Laat --pagina weg, of laat --hoofdstuk weg."
        )
    if keuze.indicator:
        raise KeuzeFout("Een hoofdstuk kiest zelf zijn indicatoren. Laat --indicator weg.")


def _find_dia(o: Opdracht) -> Grafiek:
    """The lines of the one indicator asked for, as its slide shows them.

    Raises:
        KeuzeFout: no indicator or more than one, or too few figures for lines.
    """
    if o.indicator_ids is None or len(o.indicator_ids) != 1:
        raise KeuzeFout("Een losse dia gaat over één indicator. Geef bij --dia één --indicator.")
    (indicator_id,) = o.indicator_ids
    regel = next((r for r in o.gekozen if r.indicator.indicator_id == indicator_id), None)
    kenmerk = build_kenmerk(o, indicator_id)
    gevonden = (
        build_lijngrafiek(o.stand, o.landstand, regel, o.regio, o.groep, kenmerk) if regel else []
    )
    if not gevonden:
        raise KeuzeFout(
            f"{o.regio.naam} heeft te weinig cijfers van {indicator_id} voor een grafiek door de "
            "jaren. Kies een andere indicator, of laat --dia weg."
        )
    return gevonden[0]


def _build_opdracht(
    stand: Stand, regio: Regio, keuze: argparse.Namespace
) -> tuple[Opdracht, Inzage | None]:
    groep = _find_groep(stand, regio, keuze)
    inzage = read_dossier(keuze.dossier, regio) if keuze.dossier else None
    beeld = build_regiobeeld(stand, regio)
    bron = beeld.stand.zonder_voorlopig if keuze.zonder_voorlopig else beeld.stand
    opdracht = Opdracht(
        stand=beeld.stand,
        landstand=stand,
        regio=regio,
        groep=groep,
        regels=build_nulmeting(bron, regio.code, groep),
        moment=_read_moment(),
        indicator_ids=find_ids(stand, keuze.indicator, str(keuze.pagina)),
        met_voorlopig=not keuze.zonder_voorlopig,
    )
    if inzage is not None:
        opdracht = add_dossier(opdracht, inzage, notities=keuze.notities)
    return opdracht, inzage


def _find_groep(stand: Stand, regio: Regio, keuze: argparse.Namespace) -> Groep:
    """The group that was asked for; else what the page begins with.

    That is Nederland, beside Nederland what a page offers first, and on Regiovergelijking the
    COROP-gebied of a gemeente.

    Raises:
        KeuzeFout: no such group, or more than one.
    """
    if keuze.vergelijk is not None:
        groepen = parse_groepen(stand, regio.code, keuze.vergelijk)
        if len(groepen) != 1:
            raise KeuzeFout("Kies bij --vergelijk één groep; een document heeft er één naast zich.")
        return groepen[0]
    groepen = find_groepen(stand, regio.code)
    if keuze.pagina == _REGIO and regio.soort is RegioSoort.GEMEENTE:
        corop = (g for g in groepen if g.sleutel == "corop" and len(g.codes) > 1)
        return next(corop, groepen[0])
    return groepen[0]


def _read_moment() -> datetime:
    """Now; or SOURCE_DATE_EPOCH, for who wants the very same bytes again."""
    vast = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(vast), UTC) if vast.isdigit() else datetime.now(UTC)


def _split_hoofdstukken(opdracht: Opdracht, sleutels: Sequence[str]) -> list[tuple[str, Opdracht]]:
    """Name for a file, and the opdracht limited to that chapter.

    Raises:
        KeuzeFout: a chapter for which there are no indicators.
    """
    bekend = {h.sleutel: h for h in find_hoofdstukken(opdracht.landstand)}
    for sleutel in sleutels:
        if sleutel not in bekend:
            raise KeuzeFout(
                f"Voor het hoofdstuk '{sleutel[:40]}' zijn er geen indicatoren. Kies uit "
                f"{', '.join(bekend)}."
            )
    return [(build_slug(bekend[k].titel), limit_hoofdstuk(opdracht, bekend[k])) for k in sleutels]
