"""A table on slides: a header row that is marked as such, and never more rows than fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pptx.oxml.ns import qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Emu, Inches, Pt

from welvaart.export.dias.diasjabloon import LINKS, RUIMTE
from welvaart.export.dias.diaxml import make, set_alt
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Tabel
from welvaart.export.kolommen import RAND, choose_breedten
from welvaart.export.maat import measure_hoogte
from welvaart.opmaak import format_opsomming

_PUNTEN: Final = (16, 14, 12)
_WIT: Final = 8.0  # points above and below
_KRAP: Final = 3.0  # where that keeps a table on one slide
_MARGE: Final = 1.12  # so much wider may letters be than those we measure
_KOLOMMEN: Final = 6  # that a slide has room for without further ado
_LANGE_NOOT: Final = 150  # letters that fit below a slide beside the source
_NOOTPUNT: Final = 14
_ZONDER_STIJL: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_STREEP, _WIT_VLAK = "#F3F5F8", "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Plek:
    """Where a table stands: left and top in EMU, its room in points."""

    links: int
    boven: int
    breed: float
    hoog: float


HEEL: Final = Plek(LINKS, Inches(1.75), RUIMTE / 12700, Inches(4.6) / 12700)
"""The whole slide below its title."""


def choose_punt(tabel: Tabel, plek: Plek = HEEL) -> int:
    """The largest size at which the table fits on one slide; the smallest when none does."""
    for punt in _PUNTEN[:-1]:
        breedten, past = _choose_breedten(tabel, plek, punt)
        rijen = [tabel.koppen, *tabel.rijen]
        if past and sum(_measure_rij(rij, breedten, punt) for rij in rijen) <= plek.hoog:
            return punt
    return _PUNTEN[-1]


def _choose_breedten(tabel: Tabel, plek: Plek, punt: int) -> tuple[list[float], bool]:
    """Widths of the columns, with room for wider letters where the table still fits then."""
    rijen = [tabel.koppen, *tabel.rijen]
    breedten, past = choose_breedten(tabel, plek.breed, punt, knip=False, marge=_MARGE)
    if past and sum(_measure_rij(rij, breedten, punt, _KRAP) for rij in rijen) <= plek.hoog:
        return breedten, past
    return choose_breedten(tabel, plek.breed, punt, knip=False)


def drop_bijzaak(tabel: Tabel) -> Tabel:
    """Leave out what a slide has no room for, and say where it stands; else the table itself."""
    if not tabel.bijzaak or len(tabel.koppen) <= _KOLOMMEN:
        return tabel
    houden = [k for k in range(len(tabel.koppen)) if k not in tabel.bijzaak]
    weg = format_opsomming([_lower_kop(tabel.koppen[k]) for k in tabel.bijzaak])
    return replace(
        tabel,
        koppen=tuple(tabel.koppen[k] for k in houden),
        rijen=tuple(tuple(rij[k] for k in houden) for rij in tabel.rijen),
        rechts=tuple(houden.index(k) for k in tabel.rechts if k in houden),
        noot=f"{tabel.noot} In Word en Excel ook: {weg}.".strip(),
        bijzaak=(),
        gekeerd="",  # with room made in one way it needs no other
    )


def _lower_kop(kop: str) -> str:
    return kop if kop[1:2].isupper() else kop.lower()


def turn_tabel(tabel: Tabel) -> Tabel:
    """The table on its side, where that may be and its letters can be larger for it."""
    if not tabel.gekeerd:
        return tabel
    gekeerd = tabel.turn()
    groter = choose_punt(gekeerd) > choose_punt(tabel)
    return gekeerd if groter and len(split_tabel(gekeerd)) == 1 else tabel


def split_tabel(tabel: Tabel, plek: Plek = HEEL) -> list[Tabel]:
    """Divide the rows over as many slides as needed; the header is on each."""
    punt = choose_punt(tabel, plek)
    breedten, _ = _choose_breedten(tabel, plek, punt)
    kop = _measure_rij(tabel.koppen, breedten, punt, _KRAP)
    hoogten = [_measure_rij(rij, breedten, punt, _KRAP) for rij in tabel.rijen]
    if kop + sum(hoogten) <= plek.hoog:
        return [tabel]
    krap = len(_divide(tabel.rijen, hoogten, plek.hoog - kop))
    ruim = _WIT - _KRAP
    if krap < len(_divide(tabel.rijen, [h + ruim for h in hoogten], plek.hoog - kop - ruim)):
        ruim = 0.0
    aantal = len(_divide(tabel.rijen, [h + ruim for h in hoogten], plek.hoog - kop - ruim))
    gelijk = (sum(hoogten) + ruim * len(hoogten)) / aantal  # no slide with one row that was left
    for ruimte in (gelijk * (1 + stap / 20) for stap in range(20)):
        stukken = _divide(tabel.rijen, [h + ruim for h in hoogten], ruimte)
        if len(stukken) <= aantal:
            break
    return [replace(tabel, rijen=tuple(stuk)) for stuk in stukken]


def _divide(
    rijen: Sequence[tuple[str, ...]], hoogten: Sequence[float], ruimte: float
) -> list[list[tuple[str, ...]]]:
    """Rows over slides of so many points for rows, each as full as it goes."""
    stukken: list[list[tuple[str, ...]]] = [[]]
    gevuld = 0.0
    for rij, hoog in zip(rijen, hoogten, strict=True):
        if stukken[-1] and gevuld + hoog > ruimte:
            stukken.append([])
            gevuld = 0.0
        stukken[-1].append(rij)
        gevuld += hoog
    return stukken


def add_tabel(
    dia: Slide, tabel: Tabel, huisstijl: Huisstijl, punt: int, plek: Plek = HEEL
) -> GraphicFrame:
    """Put a table that fits on a slide, in letters of so many points."""
    breedten, _ = _choose_breedten(tabel, plek, punt)
    rijen = [tabel.koppen, *tabel.rijen]
    frame = dia.shapes.add_table(
        len(rijen),
        len(tabel.koppen),
        Emu(plek.links),
        Emu(plek.boven),
        Pt(plek.breed),
        Inches(0.3) * len(rijen),
    )
    raster = frame.table
    ruim = sum(_measure_rij(rij, breedten, punt) for rij in rijen) <= plek.hoog
    next(frame._element.iter(qn("a:tableStyleId"))).text = _ZONDER_STIJL
    raster.first_row, raster.horz_banding = True, False
    for kolom, breedte in zip(raster.columns, breedten, strict=True):
        kolom.width = Emu(int(breedte * 12700))
    for r, (rij, cellen) in enumerate(zip(raster.rows, rijen, strict=True)):
        wit = _WIT if ruim else _KRAP
        rij.height = Emu(int(_measure_rij(cellen, breedten, punt, wit) * 12700))
        kleur = _WIT_VLAK if r == 0 else huisstijl.kleuren.tekst
        vlak = huisstijl.kleuren.titel if r == 0 else _STREEP if r % 2 == 0 else _WIT_VLAK
        for k, (cel, tekst) in enumerate(zip(rij.cells, cellen, strict=True)):
            _fill_cel(cel, tekst, _Celvorm(punt, wit, vlak, kleur, r == 0, k in tabel.rechts))
    return frame


def add_noot(dia: Slide, frame: GraphicFrame, noot: str, plek: Plek = HEEL) -> bool:
    """Put a long note below its table where there is room; False when it must go elsewhere."""
    if len(noot) <= _LANGE_NOOT:
        return False
    onder = Emu(frame.top + sum(rij.height for rij in frame.table.rows) + Inches(0.15))
    hoogte = Pt(measure_hoogte(noot, plek.breed - 16, _NOOTPUNT) + _WIT)
    if onder + hoogte > plek.boven + Emu(int(plek.hoog * 12700)):
        return False
    vak = dia.shapes.add_textbox(Emu(plek.links), onder, Pt(plek.breed), hoogte)
    set_alt(vak, "Noot bij de tabel", "")
    vak.text_frame.word_wrap = True
    vak.text_frame.text = noot
    vak.text_frame.paragraphs[0].runs[0].font.size = Pt(_NOOTPUNT)
    return True


@dataclass(frozen=True, slots=True)
class _Celvorm:
    """How a cell looks: letters of so many points, filled or not, on which side."""

    punt: float
    wit: float
    vlak: str
    kleur: str
    vet: bool
    rechts: bool


def _fill_cel(cel: _Cell, tekst: str, vorm: _Celvorm) -> None:
    """Write a cell in its XML: the library takes ten times as long for a table.

    The look stands at the text itself, so that who edits it in PowerPoint is not held to it.
    """
    tc = cel._tc
    oud = tc.txBody.find(qn("a:p"))
    for regel in tekst.split("\n"):
        oud.addprevious(_build_alinea(regel, vorm))
    tc.txBody.remove(oud)
    eigen = tc.get_or_add_tcPr()
    eigen.set("anchor", "ctr")
    rand = str(int(vorm.wit / 2 * 12700))
    eigen.set("marT", rand)
    eigen.set("marB", rand)
    eigen.append(_build_vlak(vorm.vlak))


def _build_alinea(tekst: str, vorm: _Celvorm) -> Any:  # noqa: ANN401 - lxml has no types
    alinea = make("a:p")
    alinea.append(make("a:pPr", algn="r" if vorm.rechts else "l"))
    vet = {"b": "1"} if vorm.vet else {}
    letter = make("a:rPr" if tekst else "a:endParaRPr", sz=str(int(vorm.punt * 100)), **vet)
    letter.append(_build_vlak(vorm.kleur))
    if not tekst:  # an empty cell would be as high as the letters of the template
        alinea.append(letter)
        return alinea
    run, inhoud = make("a:r"), make("a:t")
    inhoud.text = tekst
    run.append(letter)
    run.append(inhoud)
    alinea.append(run)
    return alinea


def _build_vlak(kleur: str) -> Any:  # noqa: ANN401 - lxml has no types
    vlak = make("a:solidFill")
    vlak.append(make("a:srgbClr", val=kleur.removeprefix("#")))
    return vlak


def _measure_rij(
    cellen: tuple[str, ...], breedten: list[float], punt: float, wit: float = _WIT
) -> float:
    return wit + max(
        measure_hoogte(tekst, breedte - RAND, punt)
        for tekst, breedte in zip(cellen, breedten, strict=True)
    )
