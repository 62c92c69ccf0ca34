"""A document as Word: a chapter for the Economische Agenda with headings, charts and tables."""

from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from welvaart.export.beeld.kaartplaatje import draw_kaartpng, has_cijfers
from welvaart.export.beeld.plaatje import draw_png
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Alinea, Deel, Document, Grafiek, Kaart, Kop, Lijst, Tabel
from welvaart.export.inperken import has_waarden
from welvaart.export.kolommen import choose_breedten
from welvaart.export.schoon import clean_inhoud
from welvaart.export.vast import fix_zip, strip_zone
from welvaart.export.word.tekstsjabloon import (
    BREEDTE,
    BREEDTE_LIGGEND,
    KLEIN,
    TABELTEKST,
    add_veld,
    add_voet,
    open_tekst,
    turn_pagina,
)
from welvaart.fouten import KeuzeFout
from welvaart.opmaak import format_datum

_MAKER: Final = "Monitor brede welvaart"
_BEELD: Final = (1600, 800)  # pixels
_KAARTBEELD: Final = (1300, 860)
_SMAL: Final = 6  # columns that fit on an upright page
_PER_PUNT: Final = 12700
_TABELPUNT: Final = 8.5
_CELRAND: Final = 11.0  # points


@dataclass
class _Tekst:
    """The document that is being made.

    Attributes:
        figuren: how many there are yet; likewise `tabellen`.
        gezegd: points of the open chapter, not to be repeated below its charts.
    """

    word: Any
    huisstijl: Huisstijl
    figuren: int = 0
    tabellen: int = 0
    gezegd: frozenset[str] = frozenset()


def write_docx(document: Document, huisstijl: Huisstijl) -> bytes:
    """Write a document as Word file, all chapters; the same document gives the same bytes."""
    document = clean_inhoud(document)
    tekst = _Tekst(open_tekst(huisstijl), huisstijl)
    _set_eigenschappen(tekst.word, document)
    _add_begin(tekst, document)
    for hoofdstuk in document.hoofdstukken:
        tekst.word.add_heading(hoofdstuk.titel, 1)
        tekst.gezegd = frozenset(
            punt for deel in hoofdstuk.delen if isinstance(deel, Lijst) for punt in deel.punten
        )
        for deel, straks in zip(hoofdstuk.delen, (*hoofdstuk.delen[1:], None), strict=True):
            _add_deel(tekst, deel)
            if isinstance(deel, Alinea) and isinstance(straks, Grafiek | Kaart):
                tekst.word.paragraphs[-1].paragraph_format.keep_with_next = True
    add_voet(tekst.word, f"{document.titel} · kenmerk {document.kenmerk}")
    uit = BytesIO()
    tekst.word.save(uit)
    return fix_zip(uit.getvalue())


def _set_eigenschappen(word: Any, document: Document) -> None:  # noqa: ANN401
    eigen = word.core_properties
    eigen.title, eigen.author, eigen.language = document.titel[:255], _MAKER, "nl-NL"
    eigen.subject, eigen.keywords, eigen.comments = document.ondertitel[:255], "", ""
    eigen.last_modified_by, eigen.revision = _MAKER, 1
    eigen.created = eigen.modified = strip_zone(document.gemaakt_op)


def _add_begin(tekst: _Tekst, document: Document) -> None:
    word = tekst.word
    if tekst.huisstijl.logo is not None:
        plaatje = word.add_picture(BytesIO(tekst.huisstijl.logo), height=Pt(42))
        _set_alt(plaatje, "Logo")
    word.add_paragraph(document.titel, "Title")
    word.add_paragraph(document.ondertitel, "Subtitle")
    word.add_paragraph(
        f"Gemaakt op {format_datum(document.gemaakt_op)}. {document.indeling} "
        f"Kenmerk: {document.kenmerk}.",
        KLEIN,
    )


def _add_deel(tekst: _Tekst, deel: Deel) -> None:
    word = tekst.word
    if isinstance(deel, Kop):
        word.add_heading(deel.tekst, min(max(deel.niveau, 2), 3))
    elif isinstance(deel, Alinea):
        word.add_paragraph(deel.tekst, KLEIN if deel.klein else None)
    elif isinstance(deel, Lijst):
        for punt in deel.punten:
            word.add_paragraph(punt, "List Bullet")
    elif isinstance(deel, Grafiek | Kaart):
        _add_grafiek(tekst, deel)
    else:
        _add_tabel(tekst, deel)


def _add_grafiek(tekst: _Tekst, grafiek: Grafiek | Kaart) -> None:
    """A picture with its text alternative; above it the message, below it caveats and source."""
    tekst.figuren += 1
    _add_bijschrift(tekst, "Figuur", tekst.figuren, grafiek.titel)
    if not (has_cijfers(grafiek) if isinstance(grafiek, Kaart) else has_waarden(grafiek)):
        tekst.word.add_paragraph("Er zijn geen cijfers om in deze grafiek te tekenen.")
    else:
        _add_beeld(tekst, grafiek)
    kenmerk = f" Kenmerk: {grafiek.kenmerk}." if grafiek.kenmerk else ""
    noten = " ".join(dict.fromkeys(n for n in grafiek.noten if n and n not in tekst.gezegd))
    tekst.word.add_paragraph(f"{noten} {grafiek.bron}{kenmerk}".strip(), KLEIN)


def _add_beeld(tekst: _Tekst, grafiek: Grafiek | Kaart) -> None:
    try:
        if isinstance(grafiek, Kaart):
            beeld = draw_kaartpng(grafiek, tekst.huisstijl, *_KAARTBEELD, kaal=True)
        else:
            beeld = draw_png(replace(grafiek, titel=""), tekst.huisstijl, *_BEELD)
    except KeuzeFout:
        tekst.word.add_paragraph(f"{grafiek.alt} De tekening lukte nu niet; maak het stuk opnieuw.")
        return
    _set_alt(tekst.word.add_picture(BytesIO(beeld), width=BREEDTE), grafiek.alt)
    tekst.word.paragraphs[-1].paragraph_format.keep_with_next = True


def _add_bijschrift(tekst: _Tekst, soort: str, nummer: int, wat: str) -> None:
    alinea = tekst.word.add_paragraph(f"{soort} ", "Caption")
    add_veld(alinea, f"SEQ {soort} \\* ARABIC", str(nummer))
    alinea.add_run(f". {wat}")
    alinea.paragraph_format.keep_with_next = True


def _add_tabel(tekst: _Tekst, tabel: Tabel) -> None:
    """A table with a header row that is repeated on each page; a wide one on a page on its side."""
    liggend = len(tabel.koppen) > _SMAL
    if liggend:
        turn_pagina(tekst.word, liggend=True)
    tekst.tabellen += 1
    _add_bijschrift(tekst, "Tabel", tekst.tabellen, tabel.bijschrift)
    _fill_tabel(tekst, tabel, BREEDTE_LIGGEND if liggend else BREEDTE)
    tekst.word.add_paragraph(tabel.noot, KLEIN)
    if liggend:
        turn_pagina(tekst.word, liggend=False)


def _fill_tabel(tekst: _Tekst, tabel: Tabel, breedte: int) -> None:
    raster = tekst.word.add_table(rows=1 + len(tabel.rijen), cols=len(tabel.koppen))
    raster.autofit = False
    _mark_tabel(raster, tabel)
    breedten, _ = choose_breedten(tabel, breedte / _PER_PUNT, _TABELPUNT, _CELRAND)
    for kolom, maat in zip(raster.columns, breedten, strict=True):
        kolom.width = Pt(maat)
    stijl = tekst.word.styles[TABELTEKST].style_id
    kleur = tekst.huisstijl.kleuren.titel.removeprefix("#")
    for r, (rij, teksten) in enumerate(zip(raster.rows, [tabel.koppen, *tabel.rijen], strict=True)):
        _mark_rij(rij, kop=r == 0)
        for k, (cel, inhoud) in enumerate(zip(rij.cells, teksten, strict=True)):
            cel.width = Pt(breedten[k])
            alinea = cel.paragraphs[0]
            alinea._p.style = stijl  # by id: looking it up by name for each cell takes seconds
            run = alinea.add_run(inhoud)
            if k in tabel.rechts:
                alinea.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if r == 0:
                run.font.bold, run.font.color.rgb = True, RGBColor.from_string("FFFFFF")
            _mark_cel(cel, kleur if r == 0 else None)


def _mark_tabel(raster: Any, tabel: Tabel) -> None:  # noqa: ANN401
    """Tell that the first row is a header, and what the table is, for who has it read aloud."""
    eigen = raster._tbl.tblPr
    kijk = eigen.find(qn("w:tblLook"))
    if kijk is not None:
        eigen.remove(kijk)
    kijk = _make("w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0")
    eigen.append(kijk)
    eigen.append(_make("w:tblCaption", val=tabel.bijschrift))
    eigen.append(_make("w:tblDescription", val=f"Tabel met {len(tabel.rijen)} rijen."))


def _mark_rij(rij: Any, *, kop: bool) -> None:  # noqa: ANN401
    eigen = rij._tr.get_or_add_trPr()
    eigen.append(_make("w:cantSplit"))
    if kop:
        eigen.append(_make("w:tblHeader"))


def _mark_cel(cel: Any, vlak: str | None) -> None:  # noqa: ANN401
    """A line below each row; the header filled."""
    eigen = cel._tc.get_or_add_tcPr()
    randen = OxmlElement("w:tcBorders")
    randen.append(_make("w:bottom", val="single", sz="4", space="0", color="C9D0D9"))
    eigen.append(randen)
    if vlak is not None:
        eigen.append(_make("w:shd", val="clear", color="auto", fill=vlak))


def _make(naam: str, **eigenschappen: str) -> Any:  # noqa: ANN401
    element = OxmlElement(naam)
    for sleutel, waarde in eigenschappen.items():
        element.set(qn(f"w:{sleutel}"), waarde)
    return element


def _set_alt(plaatje: Any, tekst: str) -> None:  # noqa: ANN401
    eigen = plaatje._inline.docPr
    eigen.set("descr", tekst)
    eigen.set("name", f"Afbeelding {eigen.get('id')}")
