"""A document as PowerPoint: message titles, charts that can be edited, notes for who presents."""

from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from welvaart.export.dias.diaas import begint_bij_nul
from welvaart.export.dias.diagrafiek import Vak, add_grafiek
from welvaart.export.dias.diasjabloon import (
    BEELD,
    LINKS,
    RUIMTE,
    TEKST,
    TEKST_PLEK,
    TITEL_PLEK,
    VOORBLAD,
    open_sjabloon,
)
from welvaart.export.dias.diatabel import add_tabel, split_tabel
from welvaart.export.dias.diatabel import choose_punt as choose_tabelpunt
from welvaart.export.dias.diatekst import PUNTEN, Regel, build_regels, split_regels
from welvaart.export.dias.diaxml import copy_voet, make, set_alt, set_taal
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Alinea, Deel, Document, Grafiek, Hoofdstuk, Kop, Lijst, Tabel
from welvaart.export.inperken import has_waarden, limit_grafiek
from welvaart.export.maat import choose_punt
from welvaart.export.schoon import clean_inhoud
from welvaart.export.vast import fix_zip, strip_zone
from welvaart.opmaak import format_datum

_PER_PUNT: Final = 12700  # EMU
_TITEL_PUNTEN: Final = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
_LEGE_GRAFIEK: Final = "Er zijn geen cijfers om in deze grafiek te tekenen."
_MAKER: Final = "Monitor brede welvaart"
_THEMAS: Final = "De cijfers per thema staan niet op dia's, maar in het Word- en het Excelbestand."
_MAX_TEKSTBLADEN: Final = 3
_KORT: Final = 2  # so many sources fit below a slide
_NAAR_NOTITIES: Final = "De hele lijst staat in de notities bij deze dia."


@dataclass
class _Dek:
    """The deck that is being made, and what every slide of it needs."""

    deck: Deck
    huisstijl: Huisstijl
    voet: str
    bron: str
    noten: tuple[str, ...] = field(default=())


def write_pptx(document: Document, huisstijl: Huisstijl) -> bytes:
    """Write a document as a deck of slides; its themes are left to text and sheet.

    The same document gives the same bytes.
    """
    document = clean_inhoud(document)
    bron = format_bronnen(document)
    voet = bron if len(document.bronnen) <= _KORT else "Bronnen: zie de laatste dia's."
    voet += f" Kenmerk: {document.kenmerk}."
    dek = _open(huisstijl, document.titel, document.gemaakt_op, voet, bron)
    _add_voorblad(dek, document)
    for hoofdstuk in document.hoofdstukken:
        if not hoofdstuk.sleutel.startswith("thema:"):
            _add_hoofdstuk(dek, hoofdstuk)
    return _save(dek)


def write_dia(grafiek: Grafiek, huisstijl: Huisstijl, moment: datetime) -> bytes:
    """Write one chart as a deck of one slide."""
    grafiek = clean_inhoud(grafiek)
    dek = _open(huisstijl, grafiek.titel, moment, "", "")
    _add_grafiekdia(dek, grafiek, "")
    return _save(dek)


def _open(huisstijl: Huisstijl, titel: str, moment: datetime, voet: str, bron: str) -> _Dek:
    deck = open_sjabloon(huisstijl)
    eigen = deck.core_properties
    eigen.title, eigen.author, eigen.language = titel[:255], _MAKER, "nl-NL"
    eigen.subject = eigen.keywords = eigen.comments = ""
    eigen.last_modified_by, eigen.revision = _MAKER, 1
    eigen.created = eigen.modified = strip_zone(moment)
    return _Dek(deck, huisstijl, voet, bron)


def _save(dek: _Dek) -> bytes:
    for dia in dek.deck.slides:
        set_taal(dia._element)
        set_taal(dia.notes_slide._element)
        for vorm in dia.shapes:
            if getattr(vorm, "has_chart", False):
                set_taal(vorm.chart._chartSpace)
    set_taal(dek.deck.notes_master._element)
    for layout in dek.deck.slide_layouts:
        set_taal(layout._element)
    uit = BytesIO()
    dek.deck.save(uit)
    return fix_zip(uit.getvalue())


def format_bronnen(document: Document) -> str:
    """All sources with their edition in one sentence."""
    delen = sorted({f"{bron.naam}, editie {bron.editie}" for bron in document.bronnen})
    return f"Bronnen: {'; '.join(delen)}." if delen else "Bronnen: geen."


def _add_voorblad(dek: _Dek, document: Document) -> None:
    dia = dek.deck.slides.add_slide(dek.deck.slide_layouts[VOORBLAD])
    _set_titel(dia, document.titel, (40.0, 36.0, 32.0, 28.0, 24.0, 20.0), Inches(1.7))
    regels = [
        document.ondertitel,
        f"Gemaakt op {format_datum(document.gemaakt_op)}",
        document.indeling,
    ]
    dia.placeholders[1].text_frame.text = "\n".join(regels)
    _finish(
        dek,
        dia,
        f"Kenmerk om dit beeld te openen: {document.kenmerk}.",
        (document.legenda, _THEMAS),
    )


def _add_hoofdstuk(dek: _Dek, hoofdstuk: Hoofdstuk) -> None:
    """The slides of a chapter, in its order: text is gathered until a chart or table comes."""
    dek.noten = hoofdstuk.noten
    rest: list[Deel] = []
    titel = hoofdstuk.boodschap or hoofdstuk.titel
    for deel in hoofdstuk.delen:
        if isinstance(deel, Grafiek):
            aanloop = _take_aanloop(rest)
            _add_tekst(dek, titel, rest)
            _add_grafiekdia(dek, deel, aanloop)
            titel, rest = hoofdstuk.titel, []
        elif isinstance(deel, Tabel):
            _add_tekst(dek, titel, rest)
            _add_tabeldias(dek, deel)
            titel, rest = hoofdstuk.titel, []
        else:
            rest.append(deel)
    _add_tekst(dek, titel, rest)


def _take_aanloop(rest: list[Deel]) -> str:
    """The sentence right before a chart goes with it; a heading there says what its title says."""
    if rest and isinstance(rest[-1], Alinea):
        alinea = rest.pop()
        assert isinstance(alinea, Alinea)  # noqa: S101 - was just looked at
        return alinea.tekst
    if rest and isinstance(rest[-1], Kop):
        rest.pop()
    return ""


def _add_tekst(dek: _Dek, titel: str, delen: list[Deel]) -> None:
    ruimte = TEKST_PLEK[2] / _PER_PUNT - 16, TEKST_PLEK[3] / _PER_PUNT - 10
    regels = build_regels(delen)
    bladen = split_regels(regels, *ruimte)
    noten: tuple[str, ...] = ()
    if len(bladen) > _MAX_TEKSTBLADEN:
        kort = [_shorten(deel) for deel in delen]
        bladen = split_regels(build_regels(kort), *ruimte)
        noten = tuple(regel.tekst for regel in regels)
    for nummer, blad in enumerate(bladen, 1):
        kop = titel if len(bladen) == 1 else f"{titel} ({nummer}\u00a0van\u00a0{len(bladen)})"
        dia = dek.deck.slides.add_slide(dek.deck.slide_layouts[TEKST])
        _set_titel(dia, kop, _TITEL_PUNTEN, TITEL_PLEK[3])
        _fill(dia.placeholders[1], blad)
        _finish(dek, dia, dek.voet, (*dek.noten, *(noten if nummer == 1 else ()), dek.bron))


def _shorten(deel: Deel) -> Deel:
    """A long list becomes the names in it; the sentences are kept for the notes."""
    if not isinstance(deel, Lijst) or len(deel.punten) <= 3:
        return deel
    namen = [punt.split(":")[0] for punt in deel.punten]
    return Alinea(f"{'; '.join(namen)}. {_NAAR_NOTITIES}", klein=True)


def _fill(vak: Any, regels: list[Regel]) -> None:  # noqa: ANN401 - pptx has no types here
    kader = vak.text_frame
    kader.auto_size = MSO_AUTO_SIZE.NONE
    for nummer, regel in enumerate(regels):
        alinea = kader.paragraphs[0] if nummer == 0 else kader.add_paragraph()
        alinea.text = regel.tekst
        for run in alinea.runs:
            run.font.size = Pt(PUNTEN[regel.vorm])
            run.font.bold = True if regel.vorm == "kop" else None
        if regel.vorm != "punt":
            stijl = alinea._p.get_or_add_pPr()
            stijl.set("marL", "0")
            stijl.set("indent", "0")
            stijl.append(make("a:buNone"))
        alinea.space_before = Pt(12 if regel.vorm == "kop" and nummer else 6)


def _add_grafiekdia(dek: _Dek, grafiek: Grafiek, aanloop: str) -> None:
    dia = dek.deck.slides.add_slide(dek.deck.slide_layouts[BEELD])
    _set_titel(dia, grafiek.titel, _TITEL_PUNTEN, TITEL_PLEK[3])
    boven, onder = Inches(1.7), Inches(6.4)
    if aanloop:
        _add_zin(dia, aanloop, boven)
        boven = Inches(2.4)
    if has_waarden(grafiek):
        beeld, ingeperkt = limit_grafiek(grafiek)
        frame = add_grafiek(dia, beeld, dek.huisstijl, Vak(LINKS, boven, RUIMTE, onder - boven))
        set_alt(frame, "Grafiek", f"{grafiek.alt} {_build_cijfers(beeld)}"[:2000].strip())
        leeswijzer = " ".join([ingeperkt, *_build_leeswijzer(beeld)]).strip()
    else:
        _add_zin(dia, _LEGE_GRAFIEK, boven)
        leeswijzer = ""
    kenmerk = f" Kenmerk: {grafiek.kenmerk}." if grafiek.kenmerk else ""
    noten = (grafiek.alt, *grafiek.noten, leeswijzer, f"{grafiek.bron}{kenmerk}", *dek.noten)
    _finish(dek, dia, f"{leeswijzer}\n{grafiek.bron}{kenmerk}".strip(), noten)


def _build_cijfers(grafiek: Grafiek) -> str:
    """The newest figure of each line, as words; the table behind the chart has them all."""
    if grafiek.soort != "lijn":
        return ""
    return f"Cijfers van {grafiek.categorieen[0]} tot en met {grafiek.categorieen[-1]}."


def _build_leeswijzer(grafiek: Grafiek) -> list[str]:
    """How to read it: provisional, breaks, an axis that does not start at nought."""
    zinnen = []
    if any(any(r.voorlopig) for r in grafiek.reeksen):
        wat = "Open punt" if grafiek.soort == "lijn" else "Open staaf"
        zinnen.append(f"{wat}: voorlopig cijfer.")
    zinnen += [
        f"Breuk voor {waar}, niet te vergelijken: {reden.rstrip('.')}."
        for waar, reden in grafiek.breuken
        if waar in grafiek.categorieen
    ]
    if not begint_bij_nul(grafiek):
        zinnen.append("De as begint niet bij 0.")
    return zinnen


def _add_zin(dia: Slide, tekst: str, boven: Emu) -> None:
    hoogte = Inches(0.7)
    vak = dia.shapes.add_textbox(LINKS, boven, RUIMTE, hoogte)
    set_alt(vak, "Toelichting", "")
    vak.text_frame.word_wrap = True
    vak.text_frame.text = tekst
    punt = choose_punt(tekst, RUIMTE / _PER_PUNT - 16, hoogte / _PER_PUNT, (18.0, 16.0, 14.0, 12.0))
    vak.text_frame.paragraphs[0].runs[0].font.size = Pt(punt)


def _add_tabeldias(dek: _Dek, tabel: Tabel) -> None:
    stukken, punt = split_tabel(tabel), choose_tabelpunt(tabel)
    for nummer, stuk in enumerate(stukken, 1):
        titel = tabel.bijschrift
        if len(stukken) > 1:
            titel += f" ({nummer}\u00a0van\u00a0{len(stukken)})"
        dia = dek.deck.slides.add_slide(dek.deck.slide_layouts[BEELD])
        _set_titel(dia, titel, _TITEL_PUNTEN, TITEL_PLEK[3])
        frame = add_tabel(dia, stuk, dek.huisstijl, punt)
        set_alt(frame, "Tabel", f"Tabel: {titel}. {len(stuk.rijen)} rijen.")
        _finish(dek, dia, f"{tabel.noot}\n{dek.voet}".strip(), (tabel.noot, *dek.noten, dek.bron))


def _set_titel(dia: Slide, tekst: str, punten: tuple[float, ...], hoogte: int) -> None:
    titel = dia.shapes.title
    assert titel is not None  # noqa: S101 - every layout has one
    breedte = titel.width / _PER_PUNT - 16
    titel.text_frame.text = tekst
    punt = choose_punt(tekst, breedte * 0.93, hoogte / _PER_PUNT - 8, punten)  # bold is wider
    titel.text_frame.paragraphs[0].runs[0].font.size = Pt(punt)


def _finish(dek: _Dek, dia: Slide, voet: str, noten: tuple[str, ...]) -> None:
    """Source, slide number and the notes."""
    bron = copy_voet(dia, "ftr")
    kader = next(vorm for vorm in dia.placeholders if vorm._element is bron).text_frame
    kader.text = voet
    kader.word_wrap = True
    punt = choose_punt(voet, Inches(11) / _PER_PUNT, Inches(0.68) / _PER_PUNT, (12.0, 11.0, 10.0))
    for alinea in kader.paragraphs:
        for run in alinea.runs:
            run.font.size = Pt(punt)
    nummer = copy_voet(dia, "sldNum")
    tekst = next(nummer.iter(qn("a:fld")), None)
    if tekst is not None:
        tekst.find(qn("a:t")).text = str(len(dek.deck.slides))
    for vorm in dia.placeholders:
        eigen = vorm._element.find(".//" + qn("p:cNvPr"))
        eigen.set("name", eigen.get("name").split(" ")[0])
    kader = dia.notes_slide.notes_text_frame
    assert kader is not None  # noqa: S101 - the notes master has one
    kader.text = "\n".join(dict.fromkeys(n for n in noten if n))
