"""`indicators.yaml` → checked CatalogusIndicator objects, with all problems reported at once."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, Field, ValidationError

from welvaart.catalogus.bron import (
    BestandBron,
    Bron,
    CbsV3Bron,
    CbsV4Bron,
    Geheel,
    LiveBron,
    Model,
    Onderwerp,
    SwingBron,
    Tekst,
)
from welvaart.catalogus.indicator import (
    CatalogusIndicator,
    Deel,
    Grenzen,
    IndicatorVelden,
    Regionaal,
)
from welvaart.catalogus.veldfouten import find_problemen
from welvaart.fouten import CatalogusFout

__all__ = [
    "BestandBron",
    "Bron",
    "BronBeschrijving",
    "Catalogus",
    "CatalogusIndicator",
    "CbsV3Bron",
    "CbsV4Bron",
    "Grenzen",
    "Hiaat",
    "LiveBron",
    "Onderwerp",
    "Regionaal",
    "SwingBron",
    "Thema",
    "build_schema",
    "load_catalogus",
    "load_yaml",
    "write_schema",
]
_ID = re.compile(r"[a-z][a-z0-9_]*")


class Thema(Model):
    """A heading on the scorecard."""

    titel: Tekst
    deel: Deel
    volgorde: Geheel


class BronBeschrijving(Model):
    """A source as a reader must be able to find it again."""

    naam: Tekst
    tabel: Tekst | None = Field(None, description="Tabelnummer van StatLine, als dat er is")
    editie: Tekst
    url: Tekst
    licentie: Tekst = "CC BY 4.0"
    hoe_gekregen: Tekst = Field(description="Hoe de cijfers bij ons kwamen, in B1")


class Hiaat(Model):
    """Something a reader expects here and that has no figures, with the way to get them."""

    soort: Literal["agenda", "ez_groep", "thema", "bbv"]
    sleutel: Tekst
    titel: Tekst
    wat_ontbreekt: Tekst
    hoe_te_krijgen: Tekst


class CatalogusBestand(Model):
    """What `indicators.yaml` may hold."""

    themas: dict[str, Thema]
    bronnen: dict[str, BronBeschrijving] = Field(default_factory=dict)
    hiaten: tuple[Hiaat, ...] = ()
    indicatoren: dict[str, IndicatorVelden]


class Catalogus(Model):
    """The checked catalogue; `sha256` is that of the file as read."""

    themas: dict[str, Thema]
    bronnen: dict[str, BronBeschrijving]
    hiaten: tuple[Hiaat, ...]
    indicatoren: dict[str, CatalogusIndicator]
    sha256: str

    def __getitem__(self, indicator_id: str) -> CatalogusIndicator:
        """Return one indicator; KeyError when the id is unknown."""
        return self.indicatoren[indicator_id]

    def get_bron(self, indicator_id: str) -> BronBeschrijving:
        """Describe the source of the bundled figures; else of the live source.

        An entry without `uit` gets a description made of what the entry itself says.
        """
        indicator = self.indicatoren[indicator_id]
        bron = indicator.bestand_bron or indicator.bron
        if bron.uit is not None:
            return self.bronnen[bron.uit]
        if isinstance(bron, CbsV3Bron | CbsV4Bron):
            catalogus = getattr(bron, "catalogus", None)
            statline = f"https://opendata.cbs.nl/statline/#/CBS/nl/dataset/{bron.tabel}/table"
            return BronBeschrijving(
                naam=f"CBS, data van derden ({catalogus})" if catalogus else "CBS, StatLine",
                tabel=bron.tabel,
                editie="nog niet opgehaald",
                url=f"https://{catalogus}" if catalogus else statline,
                hoe_gekregen='Nog niet opgehaald; dat doet u met "python -m etl fetch".',
            )
        naam = "Swing Open Data Service" if isinstance(bron, SwingBron) else "Eigen bestand"
        onbekend = "niet opgegeven"
        return BronBeschrijving(
            naam=naam, editie=onbekend, url=onbekend, licentie=onbekend, hoe_gekregen=onbekend
        )


class _Lader(yaml.CSafeLoader):
    """The C loader, that keeps every duplicate key it meets, instead of dropping the first."""

    dubbel: list[str]

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        gezien = set()
        for sleutel_node, _ in node.value:
            sleutel = sleutel_node.value
            if sleutel in gezien:
                regel = sleutel_node.start_mark.line + 1
                self.dubbel.append(
                    f"regel {regel}: '{sleutel}' staat er twee keer; laat er één staan"
                )
            gezien.add(sleutel)
        return super().construct_mapping(node, deep)


def load_yaml(pad: Path) -> tuple[dict[str, Any], str]:
    """Load a YAML file whose top level is a mapping, and its sha256.

    Raises:
        CatalogusFout: the file is missing, is no UTF-8 or YAML, or holds a key twice.
    """
    try:
        inhoud = pad.read_bytes()
        lader = _Lader(inhoud.decode("utf-8-sig"))
        lader.dubbel = []
        gegevens = lader.get_single_data()
    except OSError as fout:
        raise CatalogusFout(
            f"{pad.name}: niet te lezen ({fout.strerror}); zet het op {pad}"
        ) from fout
    except UnicodeDecodeError as fout:
        raise CatalogusFout(f"{pad.name}: geen UTF-8; sla het bestand op als UTF-8") from fout
    except yaml.YAMLError as fout:
        plek = str(fout).replace("\n", " ")
        raise CatalogusFout(f"{pad.name}: geen geldige YAML; herstel dit: {plek}") from fout
    if lader.dubbel:
        raise CatalogusFout([f"{pad.name}: {regel}" for regel in lader.dubbel])
    if not isinstance(gegevens, dict):
        raise CatalogusFout(f"{pad.name}: leeg, of geen lijst van sleutel: waarde bovenaan")
    return gegevens, hashlib.sha256(inhoud).hexdigest()


def load_catalogus(pad: Path, eigen: Path | None = None) -> Catalogus:
    """Load and check the catalogue.

    Args:
        pad: indicators.yaml.
        eigen: file with the indicators that teams described themselves, in the same form but
            with `indicatoren:` only; need not exist. They come last.

    Raises:
        CatalogusFout: all problems at once, one line each: "indicators.yaml: <place>: <what>".
    """
    gegevens, sha256 = load_yaml(pad)
    kop = {sleutel: waarde for sleutel, waarde in gegevens.items() if sleutel != "indicatoren"}
    ruw = gegevens.get("indicatoren")
    if eigen is not None and eigen.exists() and isinstance(ruw, dict):
        ruw, sha256 = _add_eigen(ruw, sha256, eigen)
    try:
        bestand = CatalogusBestand.model_validate({**kop, "indicatoren": {}})
        problemen = list[str]()
    except ValidationError as fout:
        bestand = None
        problemen = find_problemen(fout.errors(), CatalogusBestand, f"{pad.name}: ")
    if not isinstance(ruw, dict) or not ruw:
        raise CatalogusFout(
            [*problemen, f"{pad.name}: indicatoren: ontbreekt; noem er minstens één"]
        )
    indicatoren, mis = _build_indicatoren(ruw, pad.name)
    problemen += mis
    for indicator in indicatoren.values():
        voor = f"{pad.name}: {indicator.indicator_id}."
        problemen += [voor + regel for regel in _find_losse_einden(indicator, kop, ruw)]
    if problemen or bestand is None:
        raise CatalogusFout(problemen)
    return Catalogus(
        themas=bestand.themas,
        bronnen=bestand.bronnen,
        hiaten=bestand.hiaten,
        indicatoren=indicatoren,
        sha256=sha256,
    )


def _add_eigen(ruw: dict[str, Any], sha256: str, eigen: Path) -> tuple[dict[str, Any], str]:
    """Entries of a team behind those of the catalogue; an id may not stand in both."""
    gegevens, sha_eigen = load_yaml(eigen)
    erbij = gegevens.get("indicatoren")
    if not isinstance(erbij, dict) or set(gegevens) != {"indicatoren"}:
        raise CatalogusFout(f"{eigen.name}: hierin hoort alleen een lijst indicatoren: te staan")
    if dubbel := sorted(set(map(str, ruw)) & set(map(str, erbij))):
        raise CatalogusFout(
            f"{eigen.name}: {', '.join(dubbel)} staat ook in de catalogus; geef een andere id"
        )
    return ruw | erbij, hashlib.sha256((sha256 + sha_eigen).encode()).hexdigest()


def _build_indicatoren(
    ruw: Mapping[Any, Any], bestandsnaam: str
) -> tuple[dict[str, CatalogusIndicator], list[str]]:
    """Validate each entry on its own, so that one bad entry hides no other."""
    indicatoren: dict[str, CatalogusIndicator] = {}
    problemen: list[str] = []
    for volgorde, (indicator_id, velden) in enumerate(ruw.items()):
        voor = f"{bestandsnaam}: {indicator_id}"
        if not isinstance(indicator_id, str) or not _ID.fullmatch(indicator_id):
            problemen.append(f"{voor}: geen goede id; gebruik kleine letters, cijfers en _")
            continue
        try:
            IndicatorVelden.model_validate(velden)
        except ValidationError as fout:
            problemen += find_problemen(fout.errors(), IndicatorVelden, f"{voor}.")
            continue
        eigen = {"indicator_id": indicator_id, "volgorde": volgorde}
        indicatoren[indicator_id] = CatalogusIndicator.model_validate({**velden, **eigen})
    return indicatoren, problemen


def _find_losse_einden(
    indicator: CatalogusIndicator, kop: Mapping[str, Any], ruw: Mapping[str, Any]
) -> list[str]:
    """Names of themes, sources and indicators that do not exist in this file."""
    themas, bronnen = kop.get("themas") or {}, kop.get("bronnen") or {}
    verwijzingen = [("thema", indicator.thema, themas)]
    verwijzingen += [("ook_in", thema, themas) for thema in indicator.ook_in]
    for naam in ("bron", "bijgesloten"):
        bron = getattr(indicator, naam)
        if bron is not None and bron.uit is not None:
            verwijzingen.append((f"{naam}.uit", bron.uit, bronnen))
    for veld, andere in indicator.regionaal.verwijzingen.items():
        verwijzingen.append((f"regionaal.{veld}", andere, ruw))
    regels = [
        f"{plek}: '{naam}' staat niet in dit bestand; kies uit {', '.join(map(str, keuzes))}"
        for plek, naam, keuzes in verwijzingen
        if naam not in keuzes
    ]
    if indicator.thema in indicator.ook_in:
        regels.append(f"ook_in: '{indicator.thema}' is het thema zelf al; haal het hier weg")
    return regels


def build_schema() -> str:
    """Make the JSON Schema of `indicators.yaml` for editors, as text with a final newline."""
    model: type[BaseModel] = CatalogusBestand
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(),
        "title": "indicators.yaml",
    }
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_schema(pad: Path) -> Path:
    """Write the JSON Schema to `pad` (docs/indicators.schema.json) and return the path."""
    pad.write_text(build_schema(), encoding="utf-8", newline="\n")
    return pad
