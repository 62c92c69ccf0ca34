"""The figures as CSV with a description that machines read (Data Package), in one zip."""

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from welvaart.export.bestandsnaam import build_slug
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.inhoud import Document
from welvaart.export.pakket.cijferrijen import build_cijferrijen, find_indicatoren
from welvaart.export.pakket.csvtekst import Cel, write_csv
from welvaart.export.pakket.swingbestand import build_swing
from welvaart.opmaak import LEGENDA, format_datum

Velden = Sequence[tuple[str, str, str]]
"""Name, type and meaning of each column."""
_CIJFERS: Final[Velden] = (
    ("indicator_id", "string", "Code van de indicator"),
    ("indicator", "string", "Naam van de indicator"),
    ("regio_code", "string", "Code van het CBS, of van de eigen groep"),
    ("regio", "string", "Naam van de gemeente, het gebied of de groep"),
    ("periode_code", "string", "Periode zoals het CBS die schrijft, bijvoorbeeld 2022JJ00"),
    ("jaar", "integer", "Laatste jaar van de periode"),
    ("waarde", "number", "Het cijfer, in de eenheid van de indicator; leeg = geen cijfer"),
    ("eenheid", "string", "Eenheid van het cijfer"),
    (
        "wat",
        "string",
        "Wat het cijfer is als het niet van het hele gebied is ('mediaan van 342 gemeenten'), "
        "anders leeg",
    ),
    (
        "herkomst",
        "string",
        "bron (zo gepubliceerd), eigen bestand, omgerekend (door ons, naar de gemeente van nu) of "
        "berekend (door ons, uit de gemeenten; erachter of in wat staat hoe); leeg = geen cijfer",
    ),
    (
        "status",
        "string",
        "definitief, nader voorlopig, voorlopig of onbekend; van een berekend cijfer: van de "
        "cijfers waaruit het berekend is",
    ),
    ("ontbreekt_omdat", "string", "Waarom er geen cijfer is; leeg waar er een is"),
    ("breuk", "string", "Waarom hier een nieuwe reeks begint; vergelijk niet met eerdere jaren"),
    (
        "bron",
        "string",
        "Bron, tabel en editie; van een berekend cijfer: van de cijfers waaruit het berekend is",
    ),
)
_INDICATOREN: Final[Velden] = (
    ("indicator_id", "string", "Code van de indicator"),
    ("indicator", "string", "Naam van de indicator"),
    ("thema", "string", "Thema"),
    ("eenheid", "string", "Eenheid van de cijfers"),
    ("richting", "string", "Of hoger beter is, lager beter is, of geen van beide (neutraal)"),
    ("definitie", "string", "Wat de indicator meet"),
    ("bewerking", "string", "Wat wij met het cijfer deden"),
    ("peildatum", "string", "Waarover of wanneer is gemeten"),
    ("bron", "string", "Bron, tabel en editie"),
    ("bron_url", "string", "Waar de bron te vinden is"),
)
_SWING: Final[Velden] = (
    ("indicator", "string", "Code van de indicator"),
    ("gebiedsniveau", "string", "Altijd gemeente"),
    ("gebiedscode", "integer", "Gemeentecode zonder letters"),
    ("gebied", "string", "Naam van de gemeente"),
    ("jaar", "integer", "Laatste jaar van de periode"),
    ("waarde", "number", "Het cijfer"),
)
_TIJD: Final = (1980, 1, 1, 0, 0, 0)
_LICENTIE: Final = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Naamsvermelding 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/deed.nl",
}


def write_gegevens(document: Document, opdracht: Opdracht) -> bytes:
    """Write the zip; equal input gives equal bytes but for the moment of the document."""
    swing = build_swing(opdracht)
    beschreven = {
        "cijfers.csv": (_CIJFERS, _build_cijfers(opdracht)),
        "indicatoren.csv": (_INDICATOREN, _build_indicatoren(opdracht)),
        "swing/lang.csv": (_SWING, swing["swing/lang.csv"]),
    }
    bestanden = {naam: inhoud for naam, (_, inhoud) in beschreven.items()}
    pakket = _build_pakket(document, opdracht, beschreven)
    bestanden["datapackage.json"] = (
        json.dumps(pakket, ensure_ascii=False, indent=2).encode() + b"\n"
    )
    bestanden["LEESMIJ.txt"] = _write_leesmij(document).encode("utf-8-sig")
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pak:
        for naam, inhoud in sorted({**swing, **bestanden}.items()):
            info = zipfile.ZipInfo(naam, _TIJD)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            pak.writestr(info, inhoud)
    return uit.getvalue()


def _build_cijfers(opdracht: Opdracht) -> bytes:
    rijen: list[Sequence[Cel]] = []
    for rij in build_cijferrijen(opdracht):
        x = rij.indicator
        wie = (x.indicator_id, x.titel, rij.regio_code, rij.regio_naam, rij.periode_code, rij.jaar)
        cijfer = (rij.waarde, x.eenheid, rij.wat, rij.herkomst, rij.status)
        rijen.append((*wie, *cijfer, rij.reden, rij.breuk, x.bronregel))
    return write_csv([naam for naam, *_ in _CIJFERS], rijen)


def _build_indicatoren(opdracht: Opdracht) -> bytes:
    themas = {thema.thema: thema.titel for thema in opdracht.stand.themas}
    rijen = [
        (
            *(x.indicator_id, x.titel, themas.get(x.thema, x.thema), x.eenheid),
            *(x.richting.value, x.definitie, x.bewerking, x.peilmoment, x.bronregel, x.bron_url),
        )
        for x in find_indicatoren(opdracht)
    ]
    return write_csv([naam for naam, *_ in _INDICATOREN], rijen)


def _build_pakket(
    document: Document, opdracht: Opdracht, bestanden: Mapping[str, tuple[Velden, bytes]]
) -> dict[str, Any]:
    """The description, in the form of frictionlessdata.io."""
    return {
        "profile": "tabular-data-package",
        "name": f"nulmeting-{build_slug(opdracht.regio.naam)}",
        "title": document.titel,
        "description": f"{document.ondertitel}. {document.indeling} Kenmerk {document.kenmerk}. "
        f"Tekens: {document.legenda}.",
        "created": document.gemaakt_op.isoformat(timespec="seconds"),
        "licenses": [_LICENTIE],
        "sources": [
            {"title": " ".join(d for d in (b.naam, b.tabel, b.editie) if d), "path": b.url}
            for b in document.bronnen
        ],
        "resources": [_describe(naam, *deel) for naam, deel in bestanden.items()],
    }


def _describe(naam: str, velden: Velden, inhoud: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": build_slug(naam.removesuffix(".csv")),
        "path": naam,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(inhoud),
        "hash": f"sha256:{hashlib.sha256(inhoud).hexdigest()}",
        "dialect": {"delimiter": ";", "header": True, "lineTerminator": "\r\n"},
        "schema": {
            "fields": [
                {"name": veld, "type": soort, "description": uitleg}
                | ({"decimalChar": ","} if soort == "number" else {})
                for veld, soort, uitleg in velden
            ],
            "missingValues": [""],
        },
    }


def _write_leesmij(document: Document) -> str:
    return "\r\n".join(
        (
            document.titel,
            f"Gemaakt op {format_datum(document.gemaakt_op)}. Kenmerk {document.kenmerk}.",
            "",
            "cijfers.csv        elk cijfer: de regio, Nederland en wie ernaast staat",
            "indicatoren.csv    wat elke indicator meet, en waar hij vandaan komt",
            "swing/lang.csv     voor een eigen databank (Swing): met codes, een regel per cijfer",
            "swing/breed/       hetzelfde per indicator: een rij per gemeente, een kolom per jaar",
            "datapackage.json   beschrijving voor programma's (frictionlessdata.io)",
            "",
            "Staat er iets in de kolom wat, dan is het cijfer niet van het gebied zelf, maar",
            "bijvoorbeeld de mediaan van 342 gemeenten.",
            "In de kolom herkomst staat of de bron het cijfer zo gaf. 'Berekend' en 'omgerekend'",
            "deden wij zelf; zulke cijfers van Nederland of een regio gaf het CBS niet. De kolom",
            "bron noemt dan de cijfers waaruit het berekend is.",
            "Status onbekend: de bron zegt niet of het cijfer nog kan wijzigen.",
            "In swing/ staan alleen cijfers van gemeenten zelf, en nooit zo'n berekend cijfer.",
            "Puntkomma tussen de velden, komma voor de decimalen, leeg of ? = geen cijfer.",
            f"Tekens elders: {LEGENDA}.",
            f"Indeling: {document.indeling}",
            "Cijfers van het CBS: CC BY 4.0, noem de bron. Van een eigen bestand geldt wat de",
            "maker ervan zegt.",
            "",
        )
    )
