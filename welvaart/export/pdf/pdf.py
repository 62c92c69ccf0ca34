"""A document as PDF that can be read aloud: tagged, in Dutch, with alternatives and table heads.

The form stands in `document.typ`; the content goes to it as JSON, so no text is read as markup.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import singledispatch
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image

from welvaart.export.beeld.kaartplaatje import choose_kaartmaat, draw_kaart
from welvaart.export.beeld.kader import find_waarden
from welvaart.export.beeld.plaatje import NAAM, draw_svg
from welvaart.export.beeld.zetmachine import compile_typst
from welvaart.export.beeld.zetsel import LETTERNAAM
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import Alinea, Document, Grafiek, Kaart, Kop, Lijst, Reeks, Tabel
from welvaart.export.kolommen import choose_breedten
from welvaart.export.schoon import clean_inhoud
from welvaart.export.voortgang import Meld, keep_still
from welvaart.opmaak import ONBEKEND, ONMOGELIJK, STATUSTEKENS, format_datum, format_getal

_VORM: Final = Path(__file__).with_name("document.typ")
_TIJD_S: Final = 60.0
_BEELD: Final = 1600  # pixels wide; how high follows from what is drawn
_NAAST: Final = 16  # categories that fit beside each other in the table under a chart
_LANG: Final = 24  # letters from which a column may be wrapped
_TEKSTBREED: Final = 476.0  # points between the margins
_TEKSTBREED_LIGGEND: Final = 723.0  # likewise of a page on its side
_CELRAND: Final = 9.0
_VEEL: Final = 8  # columns from which a table is set smaller
_HEEL_VEEL: Final = 11


def write_pdf(document: Document, huisstijl: Huisstijl, meld: Meld = keep_still) -> bytes:
    """Write the document as PDF/UA-1; equal input gives equal bytes but for its moment.

    Raises:
        KeuzeFout: setting it took too long.
    """
    inhoud = json.dumps(_build(document, huisstijl, meld), ensure_ascii=False)
    meld(0.7, "De bladzijden zetten")
    instelling = {
        "format": "pdf",
        "pdf_standards": ["ua-1"],
        "timestamp": int(document.gemaakt_op.timestamp()),
    }
    bron = _VORM.read_text(encoding="utf-8")
    return compile_typst(bron, {"document": inhoud}, _TIJD_S, instelling)


def _build(document: Document, huisstijl: Huisstijl, meld: Meld) -> dict[str, Any]:
    """The content as plain values; every text without control signs."""
    kleuren = huisstijl.kleuren
    return {
        "titel": clean_inhoud(document.titel),
        "ondertitel": clean_inhoud(document.ondertitel),
        "naam": NAAM,
        "letter": LETTERNAAM,
        "gemaakt": f"Gemaakt op {format_datum(document.gemaakt_op)}. Kenmerk {document.kenmerk}: "
        f"vul het in op de startpagina; het opent {document.opent}.",
        "jaren": clean_inhoud(" ".join(document.jaren)),
        "indeling": f"Indeling: {clean_inhoud(document.indeling)}",
        "logo": _wrap_logo(huisstijl.logo) if huisstijl.logo else "",
        "kleuren": {"titel": kleuren.titel, "tekst": kleuren.tekst, "klein": kleuren.klein},
        "hoofdstukken": _build_hoofdstukken(document, huisstijl, meld),
    }


def _build_hoofdstukken(
    document: Document, huisstijl: Huisstijl, meld: Meld
) -> list[dict[str, Any]]:
    uit = []
    for k, hoofdstuk in enumerate(document.hoofdstukken):
        meld(0.7 * k / len(document.hoofdstukken), f"Hoofdstuk: {hoofdstuk.titel}")
        delen = _join_aanloop([build_deel(deel, huisstijl) for deel in hoofdstuk.delen])
        uit.append({"titel": clean_inhoud(hoofdstuk.titel), "delen": delen})
    return uit


def _join_aanloop(delen: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sentence right before a chart, and the last line before a table, stay on its page."""
    uit: list[dict[str, Any]] = []
    for deel in delen:
        if deel["soort"] == "tabel" and uit and uit[-1]["soort"] in ("lijst", "alinea"):
            uit[-1]["plakt"] = not deel["liggend"]
        if deel["soort"] == "grafiek" and uit and uit[-1]["soort"] == "alinea":
            uit.append({**deel, "aanloop": uit.pop()["tekst"]})
        else:
            uit.append(deel)
    return uit


@singledispatch
def build_deel(deel: object, huisstijl: Huisstijl) -> dict[str, Any]:
    """One part of a chapter as plain values for the form."""
    raise TypeError(f"a document cannot hold {type(deel).__name__}")


@build_deel.register
def _(deel: Kop, huisstijl: Huisstijl) -> dict[str, Any]:
    return {"soort": "kop", "tekst": clean_inhoud(deel.tekst), "niveau": deel.niveau}


@build_deel.register
def _(deel: Alinea, huisstijl: Huisstijl) -> dict[str, Any]:
    tekst = clean_inhoud(deel.tekst)
    return {"soort": "alinea", "tekst": tekst, "klein": deel.klein, "plakt": False}


@build_deel.register
def _(deel: Lijst, huisstijl: Huisstijl) -> dict[str, Any]:
    punten = [clean_inhoud(punt) for punt in deel.punten]
    return {
        "soort": "lijst",
        "punten": punten,
        "klein": bool(deel.kort) or deel.klein,
        "plakt": False,
    }


@build_deel.register
def _(deel: Tabel, huisstijl: Huisstijl) -> dict[str, Any]:
    tabel = _build_tabel(deel)
    liggend = len(deel.koppen) >= _VEEL
    breed = _TEKSTBREED_LIGGEND if liggend else _TEKSTBREED
    breedten, _ = choose_breedten(deel, breed, tabel["maat"], _CELRAND)
    return {"soort": "tabel", **tabel, "breedten": breedten, "liggend": liggend}


@build_deel.register
def _(deel: Grafiek, huisstijl: Huisstijl) -> dict[str, Any]:
    # Of months the table below the chart in the content says what counts; sixty rows say less.
    tabel = _build_cijfers(deel) if find_waarden(deel) and not deel.dagen else None
    svg = draw_svg(deel, huisstijl, _BEELD, kaal=True)
    return _build_beeld(deel, svg, "Grafiek") | {"cijfers": tabel}


@build_deel.register
def _(deel: Kaart, huisstijl: Huisstijl) -> dict[str, Any]:
    svg = draw_kaart(deel, huisstijl, *choose_kaartmaat(deel), kaal=True)
    return _build_beeld(deel, svg, "Kaart")


def _build_beeld(deel: Grafiek | Kaart, svg: str, soort: str) -> dict[str, Any]:
    """A picture with its message above it, its source below it and its alternative."""
    kenmerk = f" Kenmerk: {deel.kenmerk}." if deel.kenmerk else ""
    return {
        "soort": "grafiek",
        "titel": clean_inhoud(deel.titel),
        "svg": svg,
        "alt": clean_inhoud(deel.alt) or clean_inhoud(deel.titel) or soort,
        "voet": clean_inhoud(f"{deel.bron}{kenmerk}"),
        "aanloop": "",
        "cijfers": None,
    }


def _build_tabel(tabel: Tabel) -> dict[str, Any]:
    kolommen = [[kop, *(rij[k] for rij in tabel.rijen)] for k, kop in enumerate(tabel.koppen)]
    return {
        "bijschrift": clean_inhoud(tabel.bijschrift),
        "koppen": [clean_inhoud(kop) for kop in tabel.koppen],
        "rijen": [[clean_inhoud(cel) for cel in rij] for rij in tabel.rijen],
        "rechts": list(tabel.rechts),
        "noot": clean_inhoud(tabel.noot),
        "breedten": [_choose_breedte(kolom, len(kolommen)) for kolom in kolommen],
        "maat": 9 if len(kolommen) < _HEEL_VEEL else 8,
    }


def _choose_breedte(kolom: Sequence[str], aantal: int) -> int:
    """Part of the width for a column; 0 = as wide as it is. Of many by their longest word."""
    kop, *cellen = kolom
    woord = max(len(woord) for cel in kolom for woord in cel.split(" "))
    if aantal >= _VEEL:
        return woord + 3
    langste = max((len(cel) for cel in cellen), default=0)
    if max(langste, len(kop)) <= _LANG:
        return 0
    return min(max(langste, woord, 12, min(len(kop) // 2, 28)), 80)


def _build_cijfers(grafiek: Grafiek) -> dict[str, Any]:
    """The figures of a chart as table: years beside each other, many regio's below each other."""
    namen, reeksen = grafiek.categorieen, grafiek.reeksen
    if grafiek.soort == "lijn" and len(namen) <= _NAAST:
        cellen = _blank_toekomst(grafiek)
        rijen = tuple((reeks.naam, *rij) for reeks, rij in zip(reeksen, cellen, strict=True))
        tabel = Tabel("", ("Jaar", *namen), rijen, tuple(range(1, len(namen) + 1)))
        breedten = [3 if len(namen) > 8 else 2, *(1 for _ in namen)]
        return {**_build_tabel(tabel), "maat": 7.5 if len(namen) > 8 else 8.5, "breedten": breedten}
    kolommen = merge_kolommen(grafiek)
    koppen = (grafiek.categoriekop, *(naam for naam, _ in kolommen))
    rijen = tuple(zip(namen, *(cellen for _, cellen in kolommen), strict=True))
    tabel = Tabel("", koppen, rijen, tuple(range(1, len(koppen))))
    return {**_build_tabel(tabel), "maat": 8.5}


def merge_kolommen(grafiek: Grafiek) -> list[tuple[str, list[str]]]:
    """Columns with their head; bars of which each regio has one are one, headed by the unit."""
    cellen = (
        _blank_toekomst(grafiek) if grafiek.soort == "lijn" else map(_format_reeks, grafiek.reeksen)
    )
    kolommen = [(reeks.naam, rij) for reeks, rij in zip(grafiek.reeksen, cellen, strict=True)]
    per_naam = list(zip(*(reeks.waarden for reeks in grafiek.reeksen), strict=True))
    if grafiek.soort == "lijn" or any(sum(w is not None for w in rij) > 1 for rij in per_naam):
        return kolommen
    eenheid = grafiek.eenheid[:1].upper() + grafiek.eenheid[1:]
    per_regio = zip(*(cellen for _, cellen in kolommen), strict=True)
    return [(eenheid, [next((c for c in rij if c != ONBEKEND), ONBEKEND) for rij in per_regio])]


def _format_reeks(reeks: Reeks) -> list[str]:
    return [
        format_getal(waarde, reeks.decimalen)
        + (STATUSTEKENS["voorlopig"] if hol and waarde is not None else "")
        for waarde, hol in zip(reeks.waarden, reeks.voorlopig, strict=True)
    ]


def _blank_toekomst(grafiek: Grafiek) -> list[list[str]]:
    """Cells of each series; beside a goal, years outside a series cannot have a figure."""
    cellen = [_format_reeks(reeks) for reeks in grafiek.reeksen]
    if any(reeks.rol == "doel" for reeks in grafiek.reeksen):
        for rij, reeks in zip(cellen, grafiek.reeksen, strict=True):
            gevuld = [j for j, w in enumerate(reeks.waarden) if w is not None] or [0]
            for j in range(len(rij)):
                if not gevuld[0] <= j <= gevuld[-1]:
                    rij[j] = ONMOGELIJK
    return cellen


def _wrap_logo(logo: bytes) -> str:
    """A picture of dots inside an SVG, so that it can go along as text."""
    with Image.open(BytesIO(logo)) as plaatje:
        breed, hoog, soort = plaatje.width, plaatje.height, (plaatje.format or "PNG").lower()
    beeld = b64encode(logo).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{breed}" height="{hoog}">'
        f'<image width="{breed}" height="{hoog}" href="data:image/{soort};base64,{beeld}"/></svg>'
    )
