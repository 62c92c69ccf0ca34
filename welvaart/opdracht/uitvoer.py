"""The command export: the files of the screen without a browser."""

import argparse
import difflib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from welvaart.dossier.inzage import Inzage
from welvaart.export.beeld.kaartplaatje import (
    KAART_BREED,
    KAART_HOOG,
    draw_kaart,
    draw_kaartpng,
    has_cijfers,
)
from welvaart.export.beeld.kader import find_waarden
from welvaart.export.beeld.plaatje import draw_png, draw_svg
from welvaart.export.bestandsnaam import build_slug
from welvaart.export.bouwen.kaart import build_kaarten
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.bouwen.paginas import PAGINAS, build_pagina, find_beeld, find_pagina_ids
from welvaart.export.bouwen.stukken import STUKKEN
from welvaart.export.dias.dia import write_pptx
from welvaart.export.drukwerk import Drukwerk
from welvaart.export.excel.werkboek import write_xlsx
from welvaart.export.huisstijl import Huisstijl, find_huisstijl
from welvaart.export.inhoud import Document, Grafiek, Kaart
from welvaart.export.pakket.gegevenspakket import write_gegevens
from welvaart.export.pdf.pdf import write_pdf
from welvaart.export.word.drukwerk import write_drukwerk
from welvaart.export.word.tekst import write_docx
from welvaart.fouten import KeuzeFout, WelvaartFout
from welvaart.groep.groepen import Groep, find_groepen, parse_groepen
from welvaart.groep.nulmeting import build_nulmeting
from welvaart.groep.regiobeeld import build_regiobeeld
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.opdracht.dossierkeuze import add_dossier, read_dossier
from welvaart.opdracht.ontleder import GESLAAGD, GEWEIGERD
from welvaart.opmaak import format_bytes, format_opsomming
from welvaart.regio.regio import Regio

_Zeg = Callable[[str], None]
_ZIP: Final = "gegevens.zip"
_REGIO_HOOG: Final = 1150  # pixels of a map around a region
_MET_STUKKEN: Final = ("nulmeting", "lokale_agenda")
_Stuk = Callable[[Inzage, Stand, Sequence[Regel], Regio], Drukwerk]


@dataclass(frozen=True)
class _Werk:
    """What all formats are made from."""

    opdracht: Opdracht
    document: Document
    stijl: Huisstijl
    pagina: str
    inzage: Inzage | None = None

    def find_grafieken(self) -> list[Grafiek]:
        delen = (deel for hoofdstuk in self.document.hoofdstukken for deel in hoofdstuk.delen)
        return [d for d in delen if isinstance(d, Grafiek) and find_waarden(d)]

    def find_kaarten(self) -> list[Kaart]:
        """The maps of the land, then those in the document."""
        delen = (deel for hoofdstuk in self.document.hoofdstukken for deel in hoofdstuk.delen)
        land = build_kaarten(self.opdracht) if PAGINAS[self.pagina].kaarten else []
        alle = [*land, *(d for d in delen if isinstance(d, Kaart))]
        return [kaart for kaart in alle if has_cijfers(kaart)]


_EEN: Mapping[str, tuple[str, Callable[[_Werk], bytes]]] = {
    "pptx": ("pptx", lambda w: write_pptx(w.document, w.stijl)),
    "docx": ("docx", lambda w: write_docx(w.document, w.stijl)),
    "xlsx": ("xlsx", lambda w: write_xlsx(w.document, w.opdracht, w.stijl)),
    "pdf": ("pdf", lambda w: write_pdf(w.document, w.stijl)),
    "csv": (_ZIP, lambda w: write_gegevens(w.document, w.opdracht)),
}
"""Formats of one file: its ending, and who writes it."""


def run_export(
    stand: Stand, regio: Regio, keuze: argparse.Namespace, zeg: _Zeg, klaag: _Zeg
) -> int:
    """Make the files and say of each that it is there; what fails is named, the rest still comes.

    Args:
        stand: figures of all gemeenten.
        regio: what the files are about.
        keuze: as `add_exportopties` describes them.
        zeg: called with one line per file.
        klaag: called with what went wrong.

    Raises:
        KeuzeFout: a wrong choice, or a file that exists already; nothing was written then.
    """
    werk = _build_werk(stand, regio, keuze)
    for melding in werk.stijl.meldingen:
        klaag(melding)
    uit = Path(keuze.uit)
    taken = _build_taken(werk, keuze.formaat)
    bezet = [naam for naam, _ in taken if (uit / naam).exists()]
    if bezet and not keuze.overschrijf:
        raise KeuzeFout(
            f"In {uit} staat al: {format_opsomming(bezet)}. Kies een andere map, of zet "
            "--overschrijf erbij om ze te vervangen."
        )
    _make_map(uit)
    gelukt = [_write(uit / naam, maak, zeg, klaag) for naam, maak in taken]
    return GESLAAGD if all(gelukt) else GEWEIGERD


def _build_werk(stand: Stand, regio: Regio, keuze: argparse.Namespace) -> _Werk:
    groep = _find_groep(stand, regio, keuze.vergelijk)
    beeld, pagina = build_regiobeeld(stand, regio), str(keuze.pagina)
    if keuze.notities and not keuze.dossier:
        raise KeuzeFout("Notities staan in een dossier. Zet bij --notities ook --dossier.")
    inzage = read_dossier(keuze.dossier, regio) if keuze.dossier else None
    opdracht = Opdracht(
        stand=beeld.stand,
        landstand=stand,
        regio=regio,
        groep=groep,
        regels=build_nulmeting(beeld.stand, regio.code, groep),
        moment=_read_moment(),
        indicator_ids=_find_ids(stand, keuze.indicator, pagina),
    )
    if inzage is not None:
        opdracht = add_dossier(opdracht, inzage, notities=keuze.notities)
    opdracht = find_beeld(opdracht, pagina, keuze.van, keuze.tot)
    document = build_pagina(opdracht, pagina)
    return _Werk(opdracht, document, find_huisstijl(os.environ), pagina, inzage)


def _find_groep(stand: Stand, regio: Regio, tekst: str | None) -> Groep:
    """The group that was asked for; else Nederland, and beside Nederland what a page offers first.

    Raises:
        KeuzeFout: no such group, or more than one.
    """
    if tekst is None:
        return find_groepen(stand, regio.code)[0]
    groepen = parse_groepen(stand, regio.code, tekst)
    if len(groepen) != 1:
        raise KeuzeFout("Kies bij --vergelijk één groep; een document heeft er één naast zich.")
    return groepen[0]


def _read_moment() -> datetime:
    """Now; or SOURCE_DATE_EPOCH, for who wants the very same bytes again."""
    vast = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(vast), UTC) if vast.isdigit() else datetime.now(UTC)


def _find_ids(stand: Stand, tekst: str | None, pagina: str) -> frozenset[str] | None:
    """The indicators that were asked for; None = all."""
    van_pagina = find_pagina_ids(stand, pagina)
    if tekst is None:
        return van_pagina
    gevraagd = [deel.strip() for deel in tekst.split(",") if deel.strip()]
    problemen = [_describe_fout(stand, i) for i in gevraagd if i not in stand.indicatoren]
    if problemen or not gevraagd:
        raise KeuzeFout("\n".join(problemen) or "Er is bij --indicator niets gekozen.")
    if van_pagina is not None and not van_pagina & set(gevraagd):
        raise KeuzeFout(f"Deze indicatoren staan niet op de pagina {pagina}.")
    return frozenset(gevraagd)


def _describe_fout(stand: Stand, indicator_id: str) -> str:
    lijkt = difflib.get_close_matches(indicator_id, stand.indicatoren, n=3, cutoff=0.5)
    raad = f" Bedoelt u {format_opsomming(lijkt)}?" if lijkt else ""
    return f"De indicator '{indicator_id[:60]}' bestaat niet.{raad}"


def _build_taken(werk: _Werk, formaten: Sequence[str]) -> list[tuple[str, Callable[[], bytes]]]:
    """Name of each file, and what makes it."""
    naam = build_slug(werk.opdracht.regio.naam)
    basis = f"{werk.pagina.replace('_', '-')}-{naam}"
    basis += "-met-notities" if werk.opdracht.notities else ""
    taken: list[tuple[str, Callable[[], bytes]]] = []
    for formaat in formaten:
        if formaat in _EEN:
            einde, maak = _EEN[formaat]
            taken.append((f"{basis}.{einde}".replace(f".{_ZIP}", f"-{_ZIP}"), _bind(maak, werk)))
            continue
        taken += _build_plaatjes(werk, formaat, basis)
    if "docx" in formaten and werk.inzage is not None and werk.pagina in _MET_STUKKEN:
        taken += [
            (f"{soort}-{naam}.docx", _bind_stuk(werk, werk.inzage, maak))
            for soort, maak in STUKKEN.items()
        ]
    return taken


def _build_plaatjes(werk: _Werk, formaat: str, basis: str) -> list[tuple[str, Callable[[], bytes]]]:
    taken: list[tuple[str, Callable[[], bytes]]] = []
    for nummer, grafiek in enumerate(werk.find_grafieken(), start=1):
        naam = f"{basis}-{nummer:02}-{build_slug(grafiek.titel.split(':')[0], 40)}.{formaat}"
        taken.append((naam, _bind_plaatje(formaat, grafiek, werk.stijl)))
    for nummer, kaart in enumerate(werk.find_kaarten(), start=1):
        titel = build_slug(kaart.titel.split(":")[0], 40)
        naam = f"{basis}-kaart-{nummer:02}-{titel}.{formaat}"
        taken.append((naam, _bind_kaart(formaat, kaart, werk.stijl)))
    if not taken:
        raise KeuzeFout(
            f"Op deze pagina staan geen grafieken of kaarten voor {formaat}. Kies pptx, docx, "
            "xlsx, pdf of csv, of een andere pagina."
        )
    return taken


def _bind_stuk(werk: _Werk, inzage: Inzage, maak: _Stuk) -> Callable[[], bytes]:
    o = werk.opdracht
    return lambda: write_drukwerk(maak(inzage, o.stand, o.regels, o.regio), werk.stijl, o.moment)


def _bind(maak: Callable[[_Werk], bytes], werk: _Werk) -> Callable[[], bytes]:
    return lambda: maak(werk)


def _bind_plaatje(formaat: str, grafiek: Grafiek, stijl: Huisstijl) -> Callable[[], bytes]:
    if formaat == "png":
        return lambda: draw_png(grafiek, stijl)
    return lambda: draw_svg(grafiek, stijl).encode()


def _bind_kaart(formaat: str, kaart: Kaart, stijl: Huisstijl) -> Callable[[], bytes]:
    hoog = _REGIO_HOOG if kaart.regio else KAART_HOOG
    if formaat == "png":
        return lambda: draw_kaartpng(kaart, stijl, KAART_BREED, hoog)
    return lambda: draw_kaart(kaart, stijl, KAART_BREED, hoog).encode()


def _make_map(uit: Path) -> None:
    try:
        uit.mkdir(parents=True, exist_ok=True)
    except OSError as fout:
        raise KeuzeFout(
            f"De map {uit} is niet te maken ({fout.strerror}); kies bij --uit een andere."
        ) from fout


def _write(doel: Path, maak: Callable[[], bytes], zeg: _Zeg, klaag: _Zeg) -> bool:
    """Write one file whole or not at all, and say so."""
    try:
        inhoud = maak()
        tijdelijk = doel.with_name(f".{doel.name}.bezig")
        tijdelijk.write_bytes(inhoud)
        tijdelijk.replace(doel)
    except WelvaartFout as fout:
        klaag(f"{doel.name} is niet gemaakt: {fout}")
        return False
    except OSError as fout:
        reden = fout.strerror or "fout bij schrijven"
        klaag(f"{doel} is niet te schrijven: {reden}")
        return False
    zeg(f"{doel} ({format_bytes(len(inhoud))})")
    return True
