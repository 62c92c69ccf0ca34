"""A document as PowerPoint: message titles, charts that can be edited, notes for who presents."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from pptx.util import Inches

from welvaart.export.dias.diaaanloop import join_groepen, take_aanloop, take_alineas
from welvaart.export.dias.diaas import begint_bij_nul
from welvaart.export.dias.diablad import add_tekst
from welvaart.export.dias.diadek import (
    TITEL_PUNTEN,
    Dek,
    add_zin,
    finish_dia,
    name_kenmerk,
    open_dek,
    save_dek,
    set_titel,
)
from welvaart.export.dias.diagrafiek import Vak, add_grafiek
from welvaart.export.dias.diakaart import add_kaartdia
from welvaart.export.dias.diasjabloon import (
    BEELD,
    LINKS,
    RUIMTE,
    TITEL_PLEK,
    VOORBLAD,
)
from welvaart.export.dias.diatabeldia import (
    add_metaanloop,
    add_tabeldias,
    add_tabelpaar,
    plan_aanloop,
)
from welvaart.export.dias.diatitel import split_boodschappen, split_koppen, take_titel
from welvaart.export.dias.diaxml import set_alt
from welvaart.export.huisstijl import Huisstijl
from welvaart.export.inhoud import (
    Alinea,
    Deel,
    Document,
    Grafiek,
    Hoofdstuk,
    Kaart,
    Tabel,
)
from welvaart.export.inperken import has_waarden, limit_grafiek
from welvaart.export.schoon import clean_inhoud
from welvaart.export.voortgang import Meld, keep_still
from welvaart.opmaak import format_datum

_LEGE_GRAFIEK: Final = "Er zijn geen cijfers om in deze grafiek te tekenen."
_THEMAS: Final = "De cijfers per thema staan niet op dia's, maar in het Word- en het Excelbestand."
_DICHT: Final = "verantwoording"  # chapter that nobody reads in a hall
_KORT: Final = 2  # so many sources fit below a slide


def write_pptx(document: Document, huisstijl: Huisstijl, meld: Meld = keep_still) -> bytes:
    """Write a document as a deck of slides; its themes are left to text and sheet.

    The same document gives the same bytes.
    """
    document = clean_inhoud(document)
    bron = format_bronnen(document)
    kort = bron if len(document.bronnen) <= _KORT else "Bronnen: zie de laatste dia's."
    voet = f"{kort}{name_kenmerk(document.kenmerk)}"
    bron += f" Kenmerk: {document.kenmerk}."
    dek = open_dek(huisstijl, document.titel, document.gemaakt_op, voet, bron)
    _add_voorblad(dek, document)
    hoofdstukken = [h for h in document.hoofdstukken if _is_op_dias(h)]
    for k, hoofdstuk in enumerate(hoofdstukken):
        meld(k / len(hoofdstukken), f"Dia's: {hoofdstuk.titel}")
        _add_hoofdstuk(dek, hoofdstuk)
    meld(1.0, "Bewaren")
    return save_dek(dek)


def _is_op_dias(hoofdstuk: Hoofdstuk) -> bool:
    return hoofdstuk.dia != () and not hoofdstuk.sleutel.startswith("thema:")


def write_dia(grafiek: Grafiek, huisstijl: Huisstijl, moment: datetime) -> bytes:
    """Write one chart as a deck of one slide."""
    grafiek = clean_inhoud(grafiek)
    dek = open_dek(huisstijl, grafiek.titel, moment, "", "")
    _add_grafiekdia(dek, grafiek, "")
    return save_dek(dek)


def format_bronnen(document: Document) -> str:
    """All sources with their edition in one sentence."""
    delen = sorted({f"{bron.naam}, editie {bron.editie}" for bron in document.bronnen})
    return f"Bronnen: {'; '.join(delen)}." if delen else "Bronnen: geen."


def _add_voorblad(dek: Dek, document: Document) -> None:
    dia = dek.deck.slides.add_slide(dek.deck.slide_layouts[VOORBLAD])
    set_titel(dek, dia, document.titel, (40.0, 36.0, 32.0, 28.0, 24.0, 20.0), Inches(1.7))
    regels = [
        document.ondertitel,
        *document.jaren,
        f"Gemaakt op {format_datum(document.gemaakt_op)}",
        document.indeling,
    ]
    dia.placeholders[1].text_frame.text = "\n".join(regels)
    finish_dia(
        dek,
        dia,
        name_kenmerk(document.kenmerk, f"Kenmerk (opent {document.opent})").strip(),
        (document.legenda, _THEMAS, f"Kenmerk (opent {document.opent}): {document.kenmerk}."),
    )


def _add_hoofdstuk(dek: Dek, hoofdstuk: Hoofdstuk) -> None:
    """The slides of a chapter, in its order: text is gathered until a chart or table comes.

    The first text stands under the message of the chapter, later text under its own.
    """
    alles = hoofdstuk.delen if hoofdstuk.dia is None else hoofdstuk.dia
    weg = [d.tekst for d in alles if isinstance(d, Alinea) and not d.op_dia]
    dek.noten, rest = (*weg, *hoofdstuk.noten), list[Deel]()
    titel = hoofdstuk.boodschap or hoofdstuk.titel
    delen = [d for d in alles if not (isinstance(d, Alinea) and not d.op_dia)]
    gedaan: Deel | None = None
    for deel, straks in zip(delen, [*delen, None][1:], strict=True):
        if deel is gedaan:
            continue
        if isinstance(deel, Tabel):
            gedaan = _add_tabel(dek, titel, rest, hoofdstuk, (deel, straks))
            titel, rest = "", []
        elif isinstance(deel, Grafiek | Kaart):
            titel, rest = "", _add_beeld(dek, titel, rest, hoofdstuk, deel)
        else:
            rest.append(deel)
    _add_teksten(dek, titel, rest, hoofdstuk)


def _add_teksten(dek: Dek, titel: str, delen: Sequence[Deel], hoofdstuk: Hoofdstuk) -> None:
    """Text under a title; without one, headings have slides of their own under what they say.

    So has a heading with a message of its own.
    """
    dicht = hoofdstuk.sleutel == _DICHT
    paren = split_boodschappen(delen) if titel else join_groepen(delen)
    for kop, groep in paren:
        add_tekst(dek, kop or titel or hoofdstuk.titel, groep, dicht=dicht)


def _add_beeld(
    dek: Dek, titel: str, rest: list[Deel], hoofdstuk: Hoofdstuk, beeld: Grafiek | Kaart
) -> list[Deel]:
    """A chart or map with the words that lead to it; returns what goes on to the text below it."""
    if hoofdstuk.samen and titel and isinstance(beeld, Grafiek) and (zin := take_alineas(rest)):
        eerste = replace(beeld, titel=titel, noten=(beeld.titel, *beeld.noten))
        _add_grafiekdia(dek, eerste, zin, ruim=True)
        return []
    kop, aanloop = take_aanloop(rest, meer=not titel)
    _add_teksten(dek, titel, rest, hoofdstuk)
    if isinstance(beeld, Kaart):
        add_kaartdia(dek, beeld, aanloop)
    else:
        _add_grafiekdia(dek, beeld, aanloop)
    return kop


def _add_tabel(
    dek: Dek,
    titel: str,
    rest: Sequence[Deel],
    hoofdstuk: Hoofdstuk,
    paar: tuple[Tabel, Deel | None],
) -> Deel | None:
    """A table with the words that lead to it, where both fit; returns a second one beside it."""
    tabel, naast = paar
    dicht = hoofdstuk.sleutel == _DICHT
    groepen = [list(rest)] if titel else split_koppen(rest)
    kop, lijf = (titel, groepen[-1]) if titel else take_titel(groepen[-1] if groepen else [])
    apart = bool(tabel.boodschap and not titel)  # it has a message of its own
    if not apart and (plan := plan_aanloop(kop, lijf, tabel, dicht=dicht)):
        _add_teksten(dek, titel, [d for groep in groepen[:-1] for d in groep], hoofdstuk)
        add_metaanloop(dek, plan)
        return None
    _add_teksten(dek, titel, rest, hoofdstuk)
    if isinstance(naast, Tabel) and naast.naast and add_tabelpaar(dek, tabel, naast):
        return naast
    add_tabeldias(dek, tabel)
    return None


def _add_grafiekdia(dek: Dek, grafiek: Grafiek, aanloop: str, *, ruim: bool = False) -> None:
    dia = dek.deck.slides.add_slide(dek.deck.slide_layouts[BEELD])
    set_titel(dek, dia, grafiek.titel, TITEL_PUNTEN, TITEL_PLEK[3])
    boven, onder = Inches(1.7), Inches(6.4)
    if aanloop:
        boven = add_zin(dia, aanloop, boven, ruim=ruim)
    if has_waarden(grafiek):
        beeld, ingeperkt = limit_grafiek(grafiek)
        frame = add_grafiek(dia, beeld, dek.huisstijl, Vak(LINKS, boven, RUIMTE, onder - boven))
        set_alt(frame, "Grafiek", f"{grafiek.alt} {_build_cijfers(beeld)}"[:2000].strip())
        leeswijzer = " ".join([ingeperkt, *_build_leeswijzer(beeld)]).strip()
    else:
        add_zin(dia, _LEGE_GRAFIEK, boven)
        leeswijzer = ""
    kenmerk = f" Kenmerk: {grafiek.kenmerk}." if grafiek.kenmerk else ""
    noten = (grafiek.alt, *grafiek.noten, leeswijzer, f"{grafiek.bron}{kenmerk}", *dek.noten)
    voet = f"{leeswijzer}\n{grafiek.bron}{name_kenmerk(grafiek.kenmerk)}"
    finish_dia(dek, dia, voet.strip(), noten)


def _build_cijfers(grafiek: Grafiek) -> str:
    """The newest figure of each line, as words; the table behind the chart has them all."""
    if grafiek.soort != "lijn":
        return ""
    return f"Cijfers van {grafiek.categorieen[0]} tot en met {grafiek.categorieen[-1]}."


def _build_leeswijzer(grafiek: Grafiek) -> list[str]:
    """How to read it: provisional, breaks, an axis that does not start at nought."""
    zinnen = []
    if any(any(r.voorlopig) for r in grafiek.reeksen):
        wat = "Open punt en *" if grafiek.soort == "lijn" else "Open staaf"
        zinnen.append(f"{wat}: voorlopig cijfer.")
    zinnen += [
        f"Breuk voor {waar}, niet te vergelijken: {reden.rstrip('.')}."
        for waar, reden in grafiek.breuken
        if waar in grafiek.categorieen
    ]
    if not begint_bij_nul(grafiek):
        zinnen.append("De as begint niet bij 0.")
    return zinnen
