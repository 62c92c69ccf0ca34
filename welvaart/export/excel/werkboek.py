"""A workbook: figures, comparison, charts that can be edited, begroting, method and sources."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from xlsxwriter.workbook import Workbook

from welvaart.cijfers.periode import Periode
from welvaart.doel.begrotingstabel import (
    build_begrotingstabel,
    build_getalrij,
    format_getalkoppen,
)
from welvaart.doel.toets import find_toetszinnen
from welvaart.export.bouwen.naslag.verantwoording import find_bronnen
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.excel.keuzeblad import write_notities, write_prioriteiten
from welvaart.export.excel.paginablad import write_pagina
from welvaart.export.excel.regioblad import write_regio
from welvaart.export.excel.werkblad import WAT, Cel, Opmaak, Werkblad, build_opmaak
from welvaart.export.excel.werkgrafiek import write_grafieken
from welvaart.export.huisstijl import Huisstijl, load_huisstijl
from welvaart.export.inhoud import Alinea, Document, Kop, Lijst
from welvaart.export.pakket.cijferrijen import build_cijferrijen, find_indicatoren
from welvaart.export.voortgang import Meld, keep_still
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import LEGENDA, LEGENDA_DEEL, format_datum
from welvaart.zin.duiding import POSITIE_WOORD, TREND_WOORD, describe_relatief, name_groep
from welvaart.zin.kernzin import describe_kern
from welvaart.zin.verschil import compute_verschil

_CIJFERS = (
    *("Indicator", "Regio", "Periode", "Waarde", "Eenheid", WAT, "Herkomst", "Status"),
    *(
        "Waarom geen cijfer",
        "Breuk: loopt niet door",
        "Bron",
        "Editie",
        "Thema",
        "Code indicator",
        "Code regio",
        "Code periode",
    ),
)
_VERGELIJKING = (
    *("Indicator", "Thema", "Eenheid", "Waarde", WAT, "Periode", "Status", "Ernaast"),
    *("Waarde ernaast", "Verschil", "Hoe precies", "Plaats (gunstigst)", "Plaats (ongunstigst)"),
    *(
        "Van zoveel",
        "Kwart",
        "Ontwikkeling",
        "Vergeleken met wat ernaast staat",
        "In gewone taal",
        "Bron",
    ),
)

_OVER_HERKOMST = (
    "Op het blad Cijfers: 'bron' is zo gepubliceerd; 'berekend' en 'omgerekend' "
    "deden wij zelf, en de kolom Bron noemt dan de cijfers waaruit het berekend is."
)
_OVER_STATUS = "'Onbekend' is een cijfer waarvan de bron niet zegt of het nog kan wijzigen."
_KORT = 60  # letters of a kenmerk that fit below a page
_GROF = "ongeveer: de bron geeft dit cijfer in hele getallen"


def write_xlsx(
    document: Document,
    opdracht: Opdracht,
    huisstijl: Huisstijl | None = None,
    meld: Meld = keep_still,
) -> bytes:
    """Write the workbook; equal input gives equal bytes but for the moment in the document.

    Args:
        document: of `build_document` for the same opdracht.
        opdracht: what the document is about.
        huisstijl: colours and letter; None = those that come along.
        meld: told how far it is.
    """
    alle = dict.fromkeys([*find_bronnen(opdracht.gebruikt), *document.bronnen])
    document = replace(document, bronnen=tuple(alle))  # its sheets hold more than the text shows
    uit = BytesIO()
    stijl = huisstijl or load_huisstijl()
    letter = {"font_name": stijl.letter, "font_size": 11}
    boek = Workbook(
        uit,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": letter,
        },
    )
    boek.set_properties(
        {
            "title": document.titel,
            "subject": document.ondertitel,
            "author": "Monitor brede welvaart",
            "comments": f"Kenmerk {document.kenmerk}",
            "created": document.gemaakt_op.replace(microsecond=0, tzinfo=None),
        }
    )
    opmaak = build_opmaak(boek, stijl, _describe_voet(document))
    _write_bladen(boek, opmaak, document, opdracht, meld)
    meld(0.9, "Bewaren")
    boek.close()
    return uit.getvalue()


def _describe_voet(document: Document) -> str:
    """What stands below each printed page: whose figures, and how to open this view again."""
    namen = list(dict.fromkeys(bron.naam for bron in document.bronnen))
    wie = f"bron: {namen[0]}" if len(namen) == 1 else "bronnen: zie het blad Bronnen"
    kort = document.kenmerk if len(document.kenmerk) <= _KORT else "zie het blad Uitleg"
    return f"{document.titel} · {wie} · kenmerk {kort}"


def _write_bladen(
    boek: Workbook, opmaak: Opmaak, document: Document, opdracht: Opdracht, meld: Meld
) -> None:
    meld(0.0, "Blad: Cijfers")
    begin = Werkblad(boek, "Uitleg", opmaak)
    uitleg = [("Uitleg", "Wat er in dit werkboek staat")]
    uitleg += write_pagina(boek, opmaak, document, opdracht)
    _write_cijfers(Werkblad(boek, "Cijfers", opmaak), opdracht)
    uitleg.append(("Cijfers", "Elk cijfer door de jaren, ook waarom er een ontbreekt"))
    _write_vergelijking(Werkblad(boek, "Vergelijking", opmaak), opdracht)
    uitleg.append(("Vergelijking", f"Het nieuwste cijfer naast {opdracht.groep.titel}"))
    meld(0.3, "Bladen: de regio")
    uitleg += write_regio(boek, opmaak, opdracht)
    meld(0.6, "Bladen: grafieken, methode en bronnen")
    for hoofdstuk in document.hoofdstukken:
        if naam := write_grafieken(boek, opmaak, hoofdstuk, [blad for blad, _ in uitleg]):
            uitleg.append((naam, f"Grafieken die u kunt aanpassen: {hoofdstuk.titel}"))
    if write_prioriteiten(boek, opmaak, opdracht):
        uitleg.append(("Prioriteiten", "Waar het team voor kiest, en waarom"))
    if write_notities(boek, opmaak, opdracht):
        uitleg.append(("Notities", "Wat het team voor zichzelf opschreef; niet om door te geven"))
    if _write_begroting(boek, opmaak, opdracht):
        uitleg.append(("Begroting", "De doelen als tabel voor de begroting"))
    _write_methode(Werkblad(boek, "Methode", opmaak), document)
    uitleg.append(("Methode", "Wat wij berekenden, wat ontbreekt en wat de tekens betekenen"))
    _write_indicatoren(Werkblad(boek, "Indicatoren", opmaak), opdracht)
    uitleg.append(("Indicatoren", "Wat elke indicator meet en wat wij ermee deden"))
    _write_bronnen(Werkblad(boek, "Bronnen", opmaak), document)
    uitleg.append(("Bronnen", "Waar de cijfers vandaan komen"))
    _write_uitleg(begin, document, uitleg)


def _write_uitleg(blad: Werkblad, document: Document, uitleg: Sequence[tuple[str, str]]) -> None:
    """The first sheet: what this is and of whom, where everything stands, how to read it."""
    blad.blad.fit_to_pages(1, 1)
    blad.set_breedte(0, 24)
    blad.set_breedte(1, 100)
    blad.write_regel(document.titel, blad.opmaak.titel)
    blad.write_regel(document.ondertitel)
    blad.rij += 1
    blad.write_tabel(("Blad", "Wat u er vindt"), uitleg)
    for k in range(len(uitleg)):
        plek = blad.rij - len(uitleg) + k
        doel = f"internal:'{uitleg[k][0]}'!A1"
        blad.blad.write_url(plek, 0, doel, blad.opmaak.koppeling, string=uitleg[k][0])
    blad.rij += 1
    bronnen = dict.fromkeys(f"{b.naam} ({b.editie})" for b in document.bronnen)
    over = [
        ("Over wie", document.regio),
        *([("Jaren", " ".join(document.jaren))] if document.jaren else []),
        ("Gemaakt op", format_datum(document.gemaakt_op)),
        (
            "Kenmerk",
            f"{document.kenmerk}: vul het in op de startpagina; het opent {document.opent}",
        ),
        ("Bronnen", "\n".join(bronnen) or "geen"),
        ("Indeling", document.indeling),
        ("Tekens", f"{document.legenda}."),
        (f"Kolom '{WAT}'", LEGENDA_DEEL),
        ("Kolom 'Herkomst'", _OVER_HERKOMST),
        ("Kolom 'Status'", _OVER_STATUS),
    ]
    blad.write_tabel(("Over dit werkboek", ""), over)


def _write_cijfers(blad: Werkblad, opdracht: Opdracht) -> None:
    themas = {thema.thema: thema.titel for thema in opdracht.stand.themas}
    rijen: list[list[Cel]] = []
    for rij in build_cijferrijen(opdracht):
        x = rij.indicator
        waarde: Cel = None if rij.waarde is None else (rij.waarde, rij.decimalen)
        rijen.append(
            [
                *(x.titel, rij.regio_naam, rij.periode, waarde, x.eenheid, rij.wat),
                *(rij.herkomst, rij.status, rij.reden, rij.breuk, x.bronregel, x.editie),
                *(themas.get(x.thema, x.thema), x.indicator_id, rij.regio_code),
                rij.periode_code,
            ]
        )
    blad.set_breedten(_CIJFERS, rijen)
    blad.set_op_regel(_CIJFERS, rijen)
    # What comes after Bron, which names the edition, is not printed.
    blad.write_tabel(_CIJFERS, rijen, vast=True, gedrukt=_CIJFERS.index("Bron") + 1)


def _write_vergelijking(blad: Werkblad, opdracht: Opdracht) -> None:
    themas = {thema.thema: thema.titel for thema in opdracht.stand.themas}
    rijen = [_build_vergelijking(regel, opdracht.regio.naam, themas) for regel in opdracht.gekozen]
    blad.set_breedten(_VERGELIJKING, rijen)
    blad.write_tabel(_VERGELIJKING, rijen, vast=True)


def _build_vergelijking(regel: Regel, naam: str, themas: dict[str, str]) -> list[Cel]:
    x, groep = regel.indicator, regel.groep
    ernaast: list[Cel] = ["", None, None, ""]
    eigen: Cel = (regel.getoond, regel.decimalen)
    if groep is not None and x.regionaal != "som":
        fijn = regel.groepsdecimalen  # the three cells of a row are those of one subtraction
        eigen, ander = (regel.paar[0], regel.paardecimalen), (regel.paar[1], fijn)
        ernaast = [name_groep(groep), ander, (compute_verschil(regel), fijn)]
        ernaast.append(_GROF if regel.decimalen < x.decimalen else "")
    heeft_plaats = regel.rang_van == regel.rang_van  # NaN is not equal to itself
    plaats = [int(regel.rang_van), int(regel.rang_tot)] if heeft_plaats else [None, None]
    return [
        *(x.titel, themas.get(x.thema, x.thema), x.eenheid, eigen),
        *(regel.wat, Periode.parse(regel.periode_code).label, regel.status.replace("_", " ")),
        *ernaast,
        *(*plaats, regel.n if heeft_plaats else None, POSITIE_WOORD[regel.positie]),
        *(TREND_WOORD[regel.trend], describe_relatief(regel), describe_kern(regel, naam)),
        x.bronregel,
    ]


def _write_begroting(boek: Workbook, opmaak: Opmaak, opdracht: Opdracht) -> bool:
    """Write the table of the goals, in numbers to reckon with; False when there are none."""
    o = opdracht
    regels = build_begrotingstabel(
        o.stand, o.regio.code, o.doelen, o.begroot, o.jaren, o.eigen, o.eigenaars
    )
    if not regels:
        return False
    blad, koppen = Werkblad(boek, "Begroting", opmaak), format_getalkoppen(o.jaren)
    rijen: list[list[Cel]] = [[*build_getalrij(regel)] for regel in regels]
    blad.set_breedten(koppen, rijen)
    blad.write_tabel(koppen, rijen, vast=True)
    blad.rij += 1
    for titel, zinnen in find_toetszinnen(o.stand, o.regio, o.doelen, o.eigen):
        blad.write_regel(titel, blad.opmaak.kop_los)
        for zin in zinnen:
            blad.write_regel(zin)
    return True


def _write_methode(blad: Werkblad, document: Document) -> None:
    blad.set_breedte(0, 110)
    blad.write_regel("Hoe deze cijfers zijn gemaakt", blad.opmaak.titel)
    for hoofdstuk in document.hoofdstukken:
        if hoofdstuk.sleutel != "verantwoording":
            continue
        for deel in hoofdstuk.delen:
            if isinstance(deel, Alinea):
                blad.write_alinea(deel.tekst)
            elif isinstance(deel, Kop):
                blad.write_regel(deel.tekst, blad.opmaak.kop_los)
            elif isinstance(deel, Lijst):
                for punt in deel.punten:
                    blad.write_alinea(punt)
    blad.write_alinea(f"Indeling: {document.indeling}")


def _write_indicatoren(blad: Werkblad, opdracht: Opdracht) -> None:
    koppen = ("Indicator", "Wat het meet", "Wat wij ermee deden", "Peildatum", "Eenheid")
    rijen = [
        [x.titel, x.definitie, x.bewerking, x.peilmoment, x.eenheid]
        for x in find_indicatoren(opdracht)
    ]
    blad.set_breedten(koppen, rijen)
    blad.write_tabel(koppen, rijen, vast=True)


def _write_bronnen(blad: Werkblad, document: Document) -> None:
    koppen = ("Bron", "Tabel", "Editie", "Te vinden op")
    rijen = [[b.naam, b.tabel, b.editie, b.url] for b in document.bronnen]
    blad.set_breedten(koppen, rijen)
    blad.set_breedte(3, max([24, *(len(b.url) + 2 for b in document.bronnen)]))  # not wrapped
    blad.write_tabel(koppen, rijen, vast=True)
    for k, bron in enumerate(document.bronnen, 1):
        if bron.url.startswith("https://"):
            blad.blad.write_url(k, 3, bron.url, blad.opmaak.koppeling, string=bron.url)
    blad.rij += 1
    blad.write_regel(f"Tekens: {LEGENDA}.")
