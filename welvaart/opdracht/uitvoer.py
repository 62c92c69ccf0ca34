"""The command export: the files of the screen without a browser."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from welvaart.dossier.inzage import Inzage
from welvaart.export.beeld.kaartplaatje import (
    KAART_BREED,
    KAART_HOOG,
    draw_kaart,
    draw_kaartpng,
)
from welvaart.export.beeld.plaatje import draw_png, draw_svg
from welvaart.export.bestandsnaam import build_slug
from welvaart.export.bouwen.dossier.stukken import STUKKEN
from welvaart.export.dias.dia import write_dia, write_pptx
from welvaart.export.drukwerk import Drukwerk
from welvaart.export.excel.werkboek import write_xlsx
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Grafiek, Kaart
from welvaart.export.pakket.gegevenspakket import write_gegevens
from welvaart.export.pdf.pdf import write_pdf
from welvaart.export.word.drukwerk import write_drukwerk
from welvaart.export.word.tekst import write_docx
from welvaart.fouten import KeuzeFout, WelvaartFout
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.opdracht.ontleder import GESLAAGD, GEWEIGERD
from welvaart.opdracht.werk import Werk, build_werken
from welvaart.opmaak import format_bytes, format_opsomming
from welvaart.regio.regio import Regio

_Zeg = Callable[[str], None]
_ZIP: Final = "gegevens.zip"
_REGIO_HOOG: Final = 1150  # pixels of a map around a region
_Stuk = Callable[[Inzage, Stand, Sequence[Regel], Regio], Drukwerk]


_EEN: Mapping[str, tuple[str, Callable[[Werk], bytes]]] = {
    "pptx": ("pptx", lambda w: _write_dias(w)),
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
    werken = build_werken(stand, regio, keuze)
    for melding in (*werken[0].stijl.meldingen, *werken[0].opdracht.onbekend):
        klaag(melding)
    uit = Path(keuze.uit)
    taken = [taak for werk in werken for taak in _build_taken(werk, keuze.formaat)]
    bezet = [naam for naam, _ in taken if (uit / naam).exists()]
    if bezet and not keuze.overschrijf:
        raise KeuzeFout(
            f"In {uit} staat al: {format_opsomming(bezet)}. Kies een andere map, of zet "
            "--overschrijf erbij om ze te vervangen."
        )
    _make_map(uit)
    gelukt = [_write(uit / naam, maak, zeg, klaag) for naam, maak in taken]
    return GESLAAGD if all(gelukt) else GEWEIGERD


def _build_taken(werk: Werk, formaten: Sequence[str]) -> list[tuple[str, Callable[[], bytes]]]:
    """Name of each file, and what makes it."""
    naam, basis = build_slug(werk.opdracht.regio.naam), werk.basis
    taken: list[tuple[str, Callable[[], bytes]]] = []
    for formaat in formaten:
        if formaat in _EEN:
            einde, maak = _EEN[formaat]
            taken.append((f"{basis}.{einde}".replace(f".{_ZIP}", f"-{_ZIP}"), _bind(maak, werk)))
            continue
        taken += _build_plaatjes(werk, formaat, basis)
    if "docx" in formaten and werk.inzage is not None:
        taken += [
            (f"{soort}-{naam}.docx", _bind_stuk(werk, werk.inzage, maak))
            for soort, maak in STUKKEN.items()
        ]
    return taken


def _build_plaatjes(werk: Werk, formaat: str, basis: str) -> list[tuple[str, Callable[[], bytes]]]:
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


def _write_dias(werk: Werk) -> bytes:
    if werk.dia is not None:
        return write_dia(werk.dia, werk.stijl, werk.opdracht.moment)
    return write_pptx(werk.document, werk.stijl)


def _bind_stuk(werk: Werk, inzage: Inzage, maak: _Stuk) -> Callable[[], bytes]:
    o = werk.opdracht
    return lambda: write_drukwerk(maak(inzage, o.stand, o.regels, o.regio), werk.stijl, o.moment)


def _bind(maak: Callable[[Werk], bytes], werk: Werk) -> Callable[[], bytes]:
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
