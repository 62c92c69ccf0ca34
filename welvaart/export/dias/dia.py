"""A document as PowerPoint: message titles, charts that can be edited, notes for who presents."""

from datetime import datetime
from typing import Final

from pptx.util import Inches

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
from welvaart.export.dias.diatabel import add_noot, add_tabel, drop_bijzaak, split_tabel, turn_tabel
from welvaart.export.dias.diatabel import choose_punt as choose_tabelpunt
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
    Kop,
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
        f"Gemaakt op {format_datum(document.gemaakt_op)}",
        document.indeling,
    ]
    dia.placeholders[1].text_frame.text = "\n".join(regels)
    finish_dia(
        dek,
        dia,
        name_kenmerk(document.kenmerk, "Kenmerk om dit beeld te openen").strip(),
        (document.legenda, _THEMAS, f"Kenmerk om dit beeld te openen: {document.kenmerk}."),
    )


def _add_hoofdstuk(dek: Dek, hoofdstuk: Hoofdstuk) -> None:
    """The slides of a chapter, in its order: text is gathered until a chart or table comes.

    The first text stands under the message of the chapter, later text under its own.
    """
    delen = hoofdstuk.delen if hoofdstuk.dia is None else hoofdstuk.dia
    weg = [d.tekst for d in delen if isinstance(d, Alinea) and not d.op_dia]
    dek.noten, rest = (*weg, *hoofdstuk.noten), list[Deel]()
    titel = hoofdstuk.boodschap or hoofdstuk.titel
    for deel in delen:
        if isinstance(deel, Alinea) and not deel.op_dia:
            continue
        if not isinstance(deel, Grafiek | Kaart | Tabel):
            rest.append(deel)
            continue
        kop, aanloop = ([], "") if isinstance(deel, Tabel) else _take_aanloop(rest)
        _add_teksten(dek, titel, rest, hoofdstuk)
        if isinstance(deel, Tabel):
            _add_tabeldias(dek, deel)
        elif isinstance(deel, Kaart):
            add_kaartdia(dek, deel, aanloop)
        else:
            _add_grafiekdia(dek, deel, aanloop)
        titel, rest = "", kop
    _add_teksten(dek, titel, rest, hoofdstuk)


def _add_teksten(dek: Dek, titel: str, delen: list[Deel], hoofdstuk: Hoofdstuk) -> None:
    """Text under a title; without one, each heading has slides of its own under what it says.

    So has a heading with a message of its own.
    """
    dicht = hoofdstuk.sleutel == _DICHT
    if titel:
        for boodschap, groep in split_boodschappen(delen):
            add_tekst(dek, boodschap or titel, groep, dicht=dicht)
        return
    for groep in split_koppen(delen):
        kop, lijf = take_titel(groep)
        add_tekst(dek, kop or hoofdstuk.titel, lijf, dicht=dicht)


def _take_aanloop(rest: list[Deel]) -> tuple[list[Deel], str]:
    """The sentence right before a chart goes with it.

    A heading there says what the title of the chart says: it goes on to the text below the chart.
    """
    aanloop, kop = "", list[Deel]()
    if rest and isinstance(alinea := rest[-1], Alinea):
        aanloop = alinea.tekst
        rest.pop()
    if rest and isinstance(rest[-1], Kop):
        kop.append(rest.pop())
    return kop, aanloop


def _add_grafiekdia(dek: Dek, grafiek: Grafiek, aanloop: str) -> None:
    dia = dek.deck.slides.add_slide(dek.deck.slide_layouts[BEELD])
    set_titel(dek, dia, grafiek.titel, TITEL_PUNTEN, TITEL_PLEK[3])
    boven, onder = Inches(1.7), Inches(6.4)
    if aanloop:
        boven = add_zin(dia, aanloop, boven)
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


def _add_tabeldias(dek: Dek, tabel: Tabel) -> None:
    tabel = turn_tabel(drop_bijzaak(tabel))
    stukken, punt = split_tabel(tabel), choose_tabelpunt(tabel)
    for nummer, stuk in enumerate(stukken, 1):
        titel = tabel.boodschap or tabel.bijschrift
        if len(stukken) > 1:
            titel += f" ({nummer}\u00a0van\u00a0{len(stukken)})"
        dia = dek.deck.slides.add_slide(dek.deck.slide_layouts[BEELD])
        set_titel(dek, dia, titel, TITEL_PUNTEN, TITEL_PLEK[3])
        frame = add_tabel(dia, stuk, dek.huisstijl, punt)
        set_alt(frame, "Tabel", f"Tabel: {titel}. {len(stuk.rijen)} rijen.")
        noot = "" if add_noot(dia, frame, tabel.noot) else tabel.noot
        finish_dia(dek, dia, f"{noot}\n{dek.voet}".strip(), (tabel.noot, *dek.noten, dek.bron))
