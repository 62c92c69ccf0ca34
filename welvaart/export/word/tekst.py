"""A document as Word: a chapter for the Economische Agenda with headings, charts and tables."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from docx.shared import Pt

from welvaart.export.beeld.kaartplaatje import choose_kaartmaat, draw_kaartpng, has_cijfers
from welvaart.export.beeld.plaatje import draw_png
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Alinea, Deel, Document, Grafiek, Kaart, Kop, Lijst, Tabel
from welvaart.export.inperken import has_waarden
from welvaart.export.schoon import clean_inhoud
from welvaart.export.vast import fix_zip
from welvaart.export.voortgang import Meld, keep_still
from welvaart.export.word.tabelvorm import choose_vorm
from welvaart.export.word.tekstsjabloon import (
    BREEDTE,
    KLEIN,
    add_voet,
    open_tekst,
    set_eigenschappen,
    turn_pagina,
)
from welvaart.export.word.teksttabel import add_bijschrift, add_raster, set_alt
from welvaart.fouten import KeuzeFout
from welvaart.opmaak import format_datum

_BEELD: Final = 1600  # pixels wide; how high follows from what is drawn
_NOOT: Final = 240  # letters up to which what stands below a chart stays on one page: two lines


@dataclass
class _Tekst:
    """The document that is being made.

    Attributes:
        figuren: how many there are yet; likewise `tabellen`.
        liggend: whether the open page lies on its side.
        gezegd: what stands in the open chapter and below its charts, not to be repeated there.
    """

    word: Any
    huisstijl: Huisstijl
    figuren: int = 0
    tabellen: int = 0
    liggend: bool = False
    gezegd: set[str] = field(default_factory=set)

    def turn(self, *, liggend: bool) -> None:
        """Go on at a page on its side, or upright; tables beside each other share one."""
        if self.liggend != liggend:
            turn_pagina(self.word, liggend=liggend)
            self.liggend = liggend


def write_docx(document: Document, huisstijl: Huisstijl, meld: Meld = keep_still) -> bytes:
    """Write a document as Word file, all chapters; the same document gives the same bytes."""
    document = clean_inhoud(document)
    tekst = _Tekst(open_tekst(huisstijl), huisstijl)
    set_eigenschappen(tekst.word, document.titel, document.ondertitel, document.gemaakt_op)
    _add_begin(tekst, document)
    for k, hoofdstuk in enumerate(document.hoofdstukken):
        meld(k / len(document.hoofdstukken), f"Tekst: {hoofdstuk.titel}")
        tekst.turn(liggend=False)
        tekst.word.add_heading(hoofdstuk.titel, 1)
        tekst.gezegd = {
            zin
            for deel in hoofdstuk.delen
            if isinstance(deel, Lijst | Alinea)
            for zin in (deel.punten if isinstance(deel, Lijst) else (deel.tekst,))
        }
        for deel, straks in zip(hoofdstuk.delen, (*hoofdstuk.delen[1:], None), strict=True):
            tekst.turn(liggend=_is_liggend(deel) or (isinstance(deel, Kop) and _is_liggend(straks)))
            _add_deel(tekst, deel)
            if _belongs(deel, straks):
                tekst.word.paragraphs[-1].paragraph_format.keep_with_next = True
    add_voet(tekst.word, f"{document.titel} · kenmerk {document.kenmerk}")
    meld(1.0, "Bewaren")
    uit = BytesIO()
    tekst.word.save(uit)
    return fix_zip(uit.getvalue())


def _is_liggend(deel: Deel | None) -> bool:
    return isinstance(deel, Tabel) and choose_vorm(deel).liggend


def _belongs(deel: Deel, straks: Deel | None) -> bool:
    """Whether the last lines of a part stay with the next one: no table all alone.

    A chart has its message above it, so it may begin a page: the text before it then fills the foot
    of the page before.
    """
    return (
        isinstance(deel, Lijst | Alinea) and isinstance(straks, Tabel) and not _is_liggend(straks)
    )


def _add_begin(tekst: _Tekst, document: Document) -> None:
    word = tekst.word
    if tekst.huisstijl.logo is not None:
        plaatje = word.add_picture(BytesIO(tekst.huisstijl.logo), height=Pt(42))
        set_alt(plaatje, "Logo")
    word.add_paragraph(document.titel, "Title")
    word.add_paragraph(document.ondertitel, "Subtitle")
    if document.jaren:
        word.add_paragraph(" ".join(document.jaren), KLEIN)
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
        word.add_paragraph(deel.los, KLEIN if deel.klein else None)
    elif isinstance(deel, Lijst):
        _add_lijst(word, deel)
    elif isinstance(deel, Grafiek | Kaart):
        _add_grafiek(tekst, deel)
    else:
        _add_tabel(tekst, deel)


def _add_lijst(word: Any, lijst: Lijst) -> None:  # noqa: ANN401 - python-docx has no types here
    """Points; of a list that only has to be there the first words bold and all of it small."""
    for punt in lijst.punten:
        if not (lijst.kort or lijst.klein):
            word.add_paragraph(punt, "List Bullet")
            continue
        kop, scheiding, rest = punt.partition(": ")
        alinea = word.add_paragraph("", KLEIN)
        alinea.add_run(f"{kop}{scheiding}").bold = True
        alinea.add_run(rest)
        alinea.paragraph_format.space_after = Pt(1)


def _add_grafiek(tekst: _Tekst, grafiek: Grafiek | Kaart) -> None:
    """A picture with its text alternative; above it the message, below it caveats and source."""
    tekst.figuren += 1
    add_bijschrift(tekst.word, "Figuur", tekst.figuren, grafiek.titel)
    if not (has_cijfers(grafiek) if isinstance(grafiek, Kaart) else has_waarden(grafiek)):
        tekst.word.add_paragraph("Er zijn geen cijfers om in deze grafiek te tekenen.")
    else:
        _add_beeld(tekst, grafiek)
    kenmerk = f" Kenmerk: {grafiek.kenmerk}." if grafiek.kenmerk else ""
    noten = [n for n in dict.fromkeys(grafiek.noten) if n and n not in tekst.gezegd]
    tekst.gezegd.update(noten)
    noot = f"{' '.join(noten)} {grafiek.bron}{kenmerk}".strip()
    tekst.word.add_paragraph(noot, KLEIN).paragraph_format.keep_together = len(noot) <= _NOOT


def _add_beeld(tekst: _Tekst, grafiek: Grafiek | Kaart) -> None:
    try:
        if isinstance(grafiek, Kaart):
            beeld = draw_kaartpng(grafiek, tekst.huisstijl, *choose_kaartmaat(grafiek), kaal=True)
        else:
            beeld = draw_png(grafiek, tekst.huisstijl, _BEELD, kaal=True)
    except KeuzeFout:
        tekst.word.add_paragraph(f"{grafiek.alt} De tekening lukte nu niet; maak het stuk opnieuw.")
        return
    set_alt(tekst.word.add_picture(BytesIO(beeld), width=BREEDTE), grafiek.alt)
    tekst.word.paragraphs[-1].paragraph_format.keep_with_next = True


def _add_tabel(tekst: _Tekst, tabel: Tabel) -> None:
    """A table with a header row that is repeated on each page; a wide one on a page on its side."""
    tekst.tabellen += 1
    vorm = choose_vorm(tabel)
    add_bijschrift(tekst.word, "Tabel", tekst.tabellen, tabel.bijschrift)
    add_raster(tekst.word, vorm.tabel, tekst.huisstijl, vorm.breedte, smal=vorm.smal)
    tekst.word.add_paragraph(tabel.noot, KLEIN)
