"""A slide of text as PowerPoint has it: title, one or two columns, and all of it in the notes."""

from collections.abc import Sequence
from typing import Any, Final

from pptx.enum.text import MSO_AUTO_SIZE
from pptx.slide import Slide
from pptx.util import Emu, Pt

from welvaart.export.dias.diadek import TITEL_PUNTEN, Dek, finish_dia, set_titel
from welvaart.export.dias.diakolom import BREED, ZEKER, Tekstdia, plan_tekst
from welvaart.export.dias.diasjabloon import KOLOMMEN, LINKS, RUIMTE, TEKST, TEKST_PLEK, TITEL_PLEK
from welvaart.export.dias.diatekst import Maten, Regel, measure_regels
from welvaart.export.dias.diaxml import make, set_alt
from welvaart.export.inhoud import Deel

_RAND: Final = 8.0  # points of white in a text box, above and below together


def add_tekst(dek: Dek, titel: str, delen: Sequence[Deel], *, dicht: bool = False) -> None:
    """Slides of text under one title; none where there is no text.

    Args:
        dek: the deck.
        titel: the message.
        delen: headings, paragraphs and lists.
        dicht: in smaller letters, see `plan_tekst`.
    """
    dias, noten = plan_tekst(delen, dicht=dicht)
    for nummer, plan in enumerate(dias, 1):
        kop = titel if len(dias) == 1 else f"{titel} ({nummer}\u00a0van\u00a0{len(dias)})"
        layout = TEKST if len(plan.kolommen) == 1 else KOLOMMEN
        dia = dek.deck.slides.add_slide(dek.deck.slide_layouts[layout])
        set_titel(dek, dia, kop, TITEL_PUNTEN, TITEL_PLEK[3])
        onder = _add_boven(dia, plan)
        for vak, regels in zip(list(dia.placeholders)[1:], plan.kolommen, strict=True):
            if plan.boven:
                vak.left, vak.width = vak.left, vak.width  # with its own place it needs all four
                vak.top, vak.height = onder, Emu(TEKST_PLEK[1] + TEKST_PLEK[3] - onder)
            fill_tekst(vak, regels, plan.punten)
        finish_dia(dek, dia, dek.voet, (*dek.noten, *(noten if nummer == 1 else ()), dek.bron))


def _add_boven(dia: Slide, plan: Tekstdia) -> Emu:
    """What stands above the columns, to be read before them; returns where they begin."""
    boven = TEKST_PLEK[1]
    if not plan.boven:
        return boven
    hoogte = Pt(measure_regels(plan.boven, BREED * ZEKER, plan.punten) + _RAND)
    vak = dia.shapes.add_textbox(LINKS, boven, RUIMTE, hoogte)
    set_alt(vak, "Inleiding", "")
    vak.text_frame.word_wrap = True
    fill_tekst(vak, plan.boven, plan.punten)
    eerste = next(iter(list(dia.placeholders)[1:]))
    eerste._element.addprevious(vak._element)
    return Emu(boven + hoogte)


def fill_tekst(vak: Any, regels: Sequence[Regel], punten: Maten) -> None:  # noqa: ANN401 - no types
    """Write paragraphs in a shape, each in its own form."""
    kader = vak.text_frame
    kader.auto_size = MSO_AUTO_SIZE.NONE
    for nummer, regel in enumerate(regels):
        alinea = kader.paragraphs[0] if nummer == 0 else kader.add_paragraph()
        alinea.text = regel.tekst
        for run in alinea.runs:
            run.font.size = Pt(punten[regel.vorm])
            run.font.bold = True if regel.vorm == "kop" else None
        if regel.vorm != "punt":
            stijl = alinea._p.get_or_add_pPr()
            stijl.set("marL", "0")
            stijl.set("indent", "0")
            stijl.append(make("a:buNone"))
        alinea.space_before = Pt(12 if regel.vorm == "kop" and nummer else 6)
