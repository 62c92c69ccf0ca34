"""Slides with a table: alone, below the words that lead to it, or two beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pptx.slide import Slide
from pptx.util import Emu, Pt

from welvaart.export.dias.diablad import fill_tekst
from welvaart.export.dias.diadek import PER_PUNT, TITEL_PUNTEN, Dek, finish_dia, set_titel
from welvaart.export.dias.diakolom import BREED, ZEKER
from welvaart.export.dias.diasjabloon import BEELD, LINKS, RUIMTE, TITEL_PLEK
from welvaart.export.dias.diatabel import (
    HEEL,
    Plek,
    add_noot,
    add_tabel,
    choose_punt,
    drop_bijzaak,
    split_tabel,
    turn_tabel,
)
from welvaart.export.dias.diatekst import (
    DICHT,
    Maten,
    Regel,
    build_regels,
    count_namen,
    measure_regels,
)
from welvaart.export.dias.diaxml import set_alt
from welvaart.export.inhoud import Deel, Kop, Tabel

_BOVENPUNTEN: Final[Maten] = {"kop": 16, "alinea": 18, "punt": 16, "klein": 14}
_MEEST_BOVEN: Final = 0.75  # of the slide is for words above a table
_KLEINST: Final = 14  # points of a table below words
_RAND: Final = 8.0  # of white in a text box, above and below together
_TUSSEN: Final = 24.0  # points between two tables


def add_tabeldias(dek: Dek, tabel: Tabel) -> None:
    """A table over as many slides as it needs, its header on each."""
    tabel = turn_tabel(drop_bijzaak(tabel))
    stukken, punt = split_tabel(tabel), choose_punt(tabel)
    for nummer, stuk in enumerate(stukken, 1):
        titel = tabel.boodschap or tabel.bijschrift
        if len(stukken) > 1:
            titel += f" ({nummer}\u00a0van\u00a0{len(stukken)})"
        dia = _open_dia(dek, titel)
        _finish(dek, dia, _draw(dek, dia, stuk, punt, HEEL, titel), tabel.noot)


@dataclass(frozen=True, slots=True)
class Aanloop:
    """Words and the table that they lead to, as they fit on one slide.

    Attributes:
        regels: the words, in letters `punten`, so many points high.
        noten: all of the words, where the slide has not.
    """

    titel: str
    regels: tuple[Regel, ...]
    punten: Maten
    hoog: float
    tabel: Tabel
    noten: tuple[str, ...]

    @property
    def plek(self) -> Plek:
        """Where the table stands."""
        boven = HEEL.boven + int(self.hoog * PER_PUNT)
        return replace(HEEL, boven=boven, hoog=HEEL.hoog - self.hoog)


def plan_aanloop(
    titel: str, delen: Sequence[Deel], tabel: Tabel, *, dicht: bool = False
) -> Aanloop | None:
    """Words and their table on one slide; None where there are no words or they do not fit.

    Args:
        titel: the message; "" = that of the table.
        delen: headings, paragraphs and lists.
        tabel: what follows them.
        dicht: in smaller letters.
    """
    tabel = drop_bijzaak(tabel)
    titel = titel or tabel.boodschap or tabel.bijschrift
    heel, punten = build_regels(delen), DICHT if dicht else _BOVENPUNTEN
    regels = build_regels([count_namen(deel) for deel in delen])
    apart = any(isinstance(deel, Kop) and (deel.boodschap or deel.naast) for deel in delen)
    if apart or all(regel.vorm == "kop" for regel in regels):
        return None
    noten = () if regels == heel else tuple(regel.tekst for regel in heel)
    if (kop := tabel.boodschap or tabel.bijschrift) != titel:
        regels.append(Regel(kop, "kop"))
    hoog = measure_regels(regels, BREED * ZEKER, punten) + _RAND
    plan = Aanloop(titel, tuple(regels), punten, hoog, tabel, noten)
    if hoog > HEEL.hoog * _MEEST_BOVEN or len(split_tabel(tabel, plan.plek)) > 1:
        return None
    groot = choose_punt(tabel, plan.plek) >= min(_KLEINST, choose_punt(tabel))
    return plan if groot else None


def add_metaanloop(dek: Dek, plan: Aanloop) -> None:
    """Put the words and their table on a slide."""
    dia = _open_dia(dek, plan.titel)
    vak = dia.shapes.add_textbox(LINKS, Emu(HEEL.boven), RUIMTE, Pt(plan.hoog))
    set_alt(vak, "Toelichting", "")
    vak.text_frame.word_wrap = True
    fill_tekst(vak, plan.regels, plan.punten)
    punt = choose_punt(plan.tabel, plan.plek)
    noot = _draw(dek, dia, plan.tabel, punt, plan.plek, plan.tabel.bijschrift)
    _finish(dek, dia, noot, *plan.noten, plan.tabel.noot)


def add_tabelpaar(dek: Dek, links: Tabel, rechts: Tabel) -> bool:
    """Two narrow tables beside each other under the message of the first; False if too large."""
    breed = (HEEL.breed - _TUSSEN) / 2
    schuif = int((breed + _TUSSEN) * PER_PUNT)
    plekken = replace(HEEL, breed=breed), replace(HEEL, links=HEEL.links + schuif, breed=breed)
    paren = list(zip((links, rechts), plekken, strict=True))
    if any(len(split_tabel(tabel, plek)) > 1 for tabel, plek in paren):
        return False
    punt = min(choose_punt(tabel, plek) for tabel, plek in paren)
    dia = _open_dia(dek, links.boodschap or links.bijschrift)
    noten = [_draw(dek, dia, tabel, punt, plek, tabel.bijschrift) for tabel, plek in paren]
    _finish(dek, dia, " ".join(filter(None, noten)), links.noot, rechts.noot)
    return True


def _open_dia(dek: Dek, titel: str) -> Slide:
    dia = dek.deck.slides.add_slide(dek.deck.slide_layouts[BEELD])
    set_titel(dek, dia, titel, TITEL_PUNTEN, TITEL_PLEK[3])
    return dia


def _draw(dek: Dek, dia: Slide, tabel: Tabel, punt: int, plek: Plek, naam: str) -> str:
    """Put a table on a slide; returns its note where that must go below the slide."""
    frame = add_tabel(dia, tabel, dek.huisstijl, punt, plek)
    set_alt(frame, "Tabel", f"Tabel: {naam}. {len(tabel.rijen)} rijen.")
    return "" if add_noot(dia, frame, tabel.noot, plek) else tabel.noot


def _finish(dek: Dek, dia: Slide, noot: str, *noten: str) -> None:
    finish_dia(dek, dia, f"{noot}\n{dek.voet}".strip(), (*noten, *dek.noten, dek.bron))
