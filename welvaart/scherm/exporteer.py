"""The part of a page where it goes out: slides, text, sheet, PDF; made when the button is pressed.

Each file is made in the run of who asked for it, with the steps in view, so that nobody else waits.
The libraries that write are loaded only then: no page needs them.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import streamlit as st

from welvaart.dossier.notities import Notitie
from welvaart.export.bouwen.agenda.agenda import find_hoofdstukken, limit_hoofdstuk
from welvaart.export.bouwen.agenda.agendafoto import describe_oud
from welvaart.export.bouwen.bouw import build_document
from welvaart.export.bouwen.delen.grafiek import build_lijngrafiek, has_lijngrafiek
from welvaart.export.bouwen.opdracht import Opdracht, build_kenmerk
from welvaart.export.huisstijl import STANDAARD, Huisstijl, find_huisstijl
from welvaart.export.inhoud import Document
from welvaart.export.voortgang import Meld, keep_still, share
from welvaart.groep.groepen import Groep
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio
from welvaart.scherm.maken import Maakknop, draw_maken
from welvaart.scherm.melding import warn

_ALLES: Final = "De hele nulmeting"
_MEE: Final = (
    " Wat u opviel, de prioriteiten, doelen (met hun eigenaar) en de tabel voor de begroting "
    "gaan mee."
)
_WEER: Final = (
    " Het dossier zelf opent u weer met uw link (links, bij het dossier); die staat niet in "
    "het bestand."
)
_NOTITIES: Final = "Ook onze notities (voor het team zelf)"
_NOTITIES_HULP: Final = (
    "Notities per stap, antwoorden uit gesprekken en wie u belde. Daar staan namen in; zonder dit "
    "vinkje gaat alleen de tekst van stap 1 mee."
)
_ONTBREEKT: Final = (
    "Het document noemt welke cijfers er nog bij horen; op de pagina Gegevens staat hoe u die "
    "ophaalt of inleest."
)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_SOORTEN: Final[Mapping[str, tuple[str, str, str]]] = {
    "pptx": ("PowerPoint", f"{_OFFICE}presentationml.presentation", "Dia's voor raad of college."),
    "docx": ("Word", f"{_OFFICE}wordprocessingml.document", "Tekst om verder aan te schrijven."),
    "xlsx": ("Excel", f"{_OFFICE}spreadsheetml.sheet", "Alle cijfers, met methode en bronnen."),
    "pdf": ("PDF", "application/pdf", "Om te delen; ook voor te lezen door hulpsoftware."),
}


def show_export(
    stands: tuple[Stand, Stand],
    regio: Regio,
    groep: Groep,
    regels: Sequence[Regel],
    indicator_id: str | None,
    *,
    met_voorlopig: bool = True,
) -> None:
    """Draw what goes out from the nulmeting: all of it, or the chart of the open indicator.

    Args:
        stands: the figures in which the regio is judged, and those of all gemeenten.
        regio: whose nulmeting it is.
        groep: whom it is compared with.
        regels: its scorekaart.
        indicator_id: the indicator that is open; None = the list.
        met_voorlopig: whether provisional years count in the trends of `regels`.
    """
    nu = datetime.now(UTC)
    opdracht = Opdracht(*stands, regio, groep, regels, nu, met_voorlopig=met_voorlopig)
    show_exporteer(opdracht, indicator_id)


def show_exporteer(
    opdracht: Opdracht, indicator_id: str | None = None, notities: Sequence[Notitie] = ()
) -> None:
    """Draw the choice of what goes out and a button per kind of file.

    Args:
        opdracht: what is on the page; its moment is that of pressing the button.
        indicator_id: the indicator that is open; then its chart goes out as one slide.
        notities: what the team wrote for itself; goes along only when ticked.
    """
    if indicator_id is not None:
        _draw_exportdia(opdracht, indicator_id)
        return
    st.header("Exporteer", anchor="exporteer")
    huisstijl = get_huisstijl()
    for melding in huisstijl.meldingen:
        warn(melding)
    hoofdstukken = {h.titel: h for h in find_hoofdstukken(opdracht.landstand)}
    gekozen = st.selectbox(
        "Waarover",
        [_ALLES, *(f"Economische Agenda: {titel}" for titel in hoofdstukken)],
        key="kies_export",
    )
    hoofdstuk = hoofdstukken.get(gekozen.removeprefix("Economische Agenda: "))
    naam = f"nulmeting {opdracht.regio.naam}"
    if hoofdstuk is not None:
        opdracht = limit_hoofdstuk(opdracht, hoofdstuk)
        if oud := describe_oud(opdracht):
            warn(f"{oud} {_ONTBREEKT}")
        naam = f"economische agenda {hoofdstuk.titel.lower()} {opdracht.regio.naam}"
    if notities and st.checkbox(_NOTITIES, key="export_notities", help=_NOTITIES_HULP):
        opdracht = replace(opdracht, notities=notities)
        naam += " met notities"
    draw_vier("export", naam, lambda: opdracht, build_document, _build_vraag(opdracht))
    o = opdracht
    opent, mee = ("de cijfers", _WEER) if o.dossier else ("dit beeld", "")
    if o.prioriteiten or o.doelen or o.opgevallen:
        mee = f"{_MEE}{mee}"
    st.html(
        '<p class="bw-klein">Het maken duurt een paar tellen; u ziet de stappen. In elk '
        f"bestand staan bron, editie, peildatum en een kenmerk dat {opent} weer opent.{mee}</p>"
    )


def draw_vier(
    sleutel: str,
    naam: str,
    vraag: Callable[[], Opdracht],
    bouw: Callable[[Opdracht], Document],
    over: object,
) -> None:
    """Draw a button per kind of file; nothing is computed before one is pressed.

    Args:
        sleutel: fixed name of this row of buttons.
        naam: of the files, without their kind.
        vraag: gives what the document is about.
        bouw: makes its content.
        over: decides the content, but for its moment.
    """
    knoppen = [
        Maakknop(woord, f"{naam}.{soort}", mime, uitleg, _bind(soort, vraag, bouw))
        for soort, (woord, mime, uitleg) in _SOORTEN.items()
    ]
    draw_maken(sleutel, knoppen, over)


def _draw_exportdia(opdracht: Opdracht, indicator_id: str) -> None:
    """The button for one chart as one slide; nothing when there is no chart to draw."""
    regel = next(r for r in opdracht.regels if r.indicator.indicator_id == indicator_id)
    if not regel.heeft_waarde or not has_lijngrafiek(opdracht.stand, regel, opdracht.regio):
        return
    huisstijl = get_huisstijl()
    knop = Maakknop(
        "Deze grafiek als dia (PowerPoint)",
        f"{regel.indicator.titel} {opdracht.regio.naam}.pptx",
        _SOORTEN["pptx"][1],
        "Eén dia, met een grafiek die u zelf kunt aanpassen.",
        lambda meld: _write_dia(opdracht, regel, huisstijl, meld),
    )
    draw_maken("dia", [knop], (*_build_vraag(opdracht), indicator_id))


def get_huisstijl() -> Huisstijl:
    """The house style of this installation, read again when its file changes."""
    pad = os.environ.get("WELVAART_HUISSTIJL", "")
    return _read_huisstijl(pad, _find_versie(pad or str(STANDAARD)))


@st.cache_resource(max_entries=2, show_spinner=False)
def _read_huisstijl(pad: str, versie: int) -> Huisstijl:
    return find_huisstijl({"WELVAART_HUISSTIJL": pad})


def _find_versie(pad: str) -> int:
    try:
        return Path(pad).stat().st_mtime_ns
    except OSError:
        return 0


def _build_vraag(opdracht: Opdracht) -> tuple[object, ...]:
    """What decides the content of a file, but for its moment."""
    o = opdracht
    dossier = (tuple(o.prioriteiten), tuple(o.doelen), tuple(o.begroot.items()), tuple(o.jaren))
    bouw = o.stand.bouw.bouw_id
    return (
        bouw,
        o.regio.code,
        o.dossier,
        tuple(o.eigenaars.items()),
        o.groep.sleutel,
        o.met_voorlopig,
        o.indicator_ids,
        dossier,
        o.opgevallen,
        tuple(o.notities),
    )


def _bind(
    soort: str, vraag: Callable[[], Opdracht], bouw: Callable[[Opdracht], Document]
) -> Callable[[Meld], bytes]:
    def maak(meld: Meld) -> bytes:
        nu = replace(vraag(), moment=datetime.now(UTC))
        return write_export(soort, nu, get_huisstijl(), meld, bouw)

    return maak


def write_export(
    soort: str,
    opdracht: Opdracht,
    huisstijl: Huisstijl,
    meld: Meld = keep_still,
    bouw: Callable[[Opdracht], Document] = build_document,
) -> bytes:
    """Make one file: "pptx", "docx", "xlsx" or "pdf"."""
    meld(0.05, "De cijfers en zinnen verzamelen")
    document = bouw(opdracht)
    meld = share(meld, 0.3, 1.0)
    if soort == "pptx":
        from welvaart.export.dias.dia import write_pptx

        return write_pptx(document, huisstijl, meld)
    if soort == "docx":
        from welvaart.export.word.tekst import write_docx

        return write_docx(document, huisstijl, meld)
    if soort == "xlsx":
        from welvaart.export.excel.werkboek import write_xlsx

        return write_xlsx(document, opdracht, huisstijl, meld)
    from welvaart.export.pdf.pdf import write_pdf

    return write_pdf(document, huisstijl, meld)


def _write_dia(opdracht: Opdracht, regel: Regel, huisstijl: Huisstijl, meld: Meld) -> bytes:
    meld(0.3, "De dia tekenen")
    from welvaart.export.dias.dia import write_dia

    kenmerk = build_kenmerk(opdracht, regel.indicator.indicator_id)
    (grafiek,) = build_lijngrafiek(
        opdracht.stand, opdracht.landstand, regel, opdracht.regio, opdracht.groep, kenmerk
    )
    return write_dia(grafiek, huisstijl, datetime.now(UTC))
