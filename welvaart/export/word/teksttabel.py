"""Tables, captions and alternatives of a Word file, as who has it read aloud needs them."""

from collections.abc import Sequence
from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Tabel
from welvaart.export.kolommen import choose_breedten
from welvaart.export.maat import count_regels
from welvaart.export.word.tekstsjabloon import TABELTEKST, add_veld

TABELPUNT: Final = 8.5
_PER_PUNT: Final = 12700
_CELRAND: Final = 14.0  # points
_VEEL: Final = 8  # columns from which cells get less white
_CELRAND_SMAL: Final = 6.0
_LETTER_SMAL: Final = 7.5
_KORT: Final = 8  # rows up to which a table stays on one page, with its note
_LAAG: Final = 180.0  # points: a higher one may break all the same; a quarter of a page
_BEGIN: Final = 2  # rows of a longer one that stay with its header, and as many with its note
_REGEL: Final = 1.35  # height of a line, as part of its letters
_TUSSEN: Final = 5.0  # points above and below the text of a cell, with its line


def add_bijschrift(word: Any, soort: str, nummer: int, wat: str) -> None:  # noqa: ANN401
    """A numbered caption that stays with what follows it."""
    alinea = word.add_paragraph(f"{soort} ", "Caption")
    add_veld(alinea, f"SEQ {soort} \\* ARABIC", str(nummer))
    alinea.add_run(f". {wat}")
    alinea.paragraph_format.keep_with_next = True


def set_alt(plaatje: Any, tekst: str) -> None:  # noqa: ANN401
    """Give a picture its text alternative."""
    eigen = plaatje._inline.docPr
    eigen.set("descr", tekst)
    eigen.set("name", f"Afbeelding {eigen.get('id')}")


def has_plek(tabel: Tabel, breedte: int, punt: float = TABELPUNT, *, smal: bool = False) -> bool:
    """Whether every word of a table fits in its column, `breedte` wide (EMU) in all.

    Args:
        tabel: what must fit.
        breedte: of all columns together, in EMU.
        punt: size of the letters.
        smal: in smaller letters and with less white, as `add_raster` can set it.
    """
    if smal:
        punt = min(punt, _LETTER_SMAL)
    rand = _CELRAND_SMAL if smal else _CELRAND
    return choose_breedten(tabel, breedte / _PER_PUNT, punt, rand)[1]


def add_raster(
    word: Any,  # noqa: ANN401 - python-docx has no types here
    tabel: Tabel,
    huisstijl: Huisstijl,
    breedte: int,
    punt: float = TABELPUNT,
    *,
    smal: bool = False,
) -> None:
    """A table with a header row that is repeated on each page, `breedte` wide (EMU).

    Very many columns are always set `smal`: in smaller letters and with less white.
    """
    raster = word.add_table(rows=1 + len(tabel.rijen), cols=len(tabel.koppen))
    raster.autofit = False
    _mark_tabel(raster, tabel)
    smal = smal or len(tabel.koppen) > _VEEL
    if smal:
        _set_celrand(raster)
    rand = _CELRAND_SMAL if smal else _CELRAND
    breedten, _ = choose_breedten(tabel, breedte / _PER_PUNT, punt, rand)
    letter = min(punt, _LETTER_SMAL) if smal else punt  # a wider typeface may stand in for ours
    for kolom, maat in zip(raster.columns, breedten, strict=True):
        kolom.width = Pt(maat)
    stijl = word.styles[TABELTEKST].style_id
    kleur = huisstijl.kleuren.titel.removeprefix("#")
    hoogte = _measure_hoogte(tabel, breedten, letter, rand)
    bijeen = _find_bijeen(len(tabel.rijen), laag=hoogte <= _LAAG)
    for r, (rij, teksten) in enumerate(zip(raster.rows, [tabel.koppen, *tabel.rijen], strict=True)):
        _mark_rij(rij, kop=r == 0)
        for k, (cel, inhoud) in enumerate(zip(rij.cells, teksten, strict=True)):
            cel.width = Pt(breedten[k])
            alinea = cel.paragraphs[0]
            alinea._p.style = stijl  # by id: looking it up by name for each cell takes seconds
            if r in bijeen:
                alinea._p.get_or_add_pPr().append(OxmlElement("w:keepNext"))
            if k in tabel.rechts:
                alinea.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _write(alinea, inhoud, letter, kop=r == 0)
            _mark_cel(cel, kleur if r == 0 else None)


def _measure_hoogte(
    tabel: Tabel, breedten: Sequence[float], punt: float, rand: float = _CELRAND
) -> float:
    """About how high a table is, in points; `breedten` of its columns and `rand` too."""
    return sum(
        _TUSSEN
        + _REGEL
        * punt
        * max(
            count_regels(cel, max(breed - rand, 1.0), punt)
            for cel, breed in zip(rij, breedten, strict=True)
        )
        for rij in (tabel.koppen, *tabel.rijen)
    )


def _find_bijeen(rijen: int, *, laag: bool) -> frozenset[int]:
    """Rows that stay with the next one, the header is 0; the last one stays with the note.

    A table of few rows that is not high stays on one page; another one may go on at the next, with
    no row alone at either side.
    """
    alle = range(rijen + 1)
    if rijen <= _KORT and laag:
        return frozenset(alle)
    return frozenset((*alle[:_BEGIN], *alle[-_BEGIN:]))


def _write(alinea: Any, inhoud: str, letter: float, *, kop: bool) -> None:  # noqa: ANN401
    run = alinea.add_run(inhoud)
    if letter != TABELPUNT:
        run.font.size = Pt(letter)
    if kop:
        run.font.bold, run.font.color.rgb = True, RGBColor.from_string("FFFFFF")


def _set_celrand(raster: Any) -> None:  # noqa: ANN401
    """Less white beside the text of each cell."""
    marge = OxmlElement("w:tblCellMar")
    for kant in ("left", "right"):
        marge.append(_make(f"w:{kant}", w=str(int(_CELRAND_SMAL * 10)), type="dxa"))
    raster._tbl.tblPr.find(qn("w:tblLook")).addprevious(marge)  # the order that Word asks


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
