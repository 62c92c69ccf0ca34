"""Where the figures of one indicator come from, as written under `bron:` in the catalogue."""

import re
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from welvaart.cijfers.periode import Periode
from welvaart.fouten import KeuzeFout
from welvaart.regio.regio import get_soort

_SERVER = re.compile(r"(http://)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?")
GEEN_CIJFER = "De bron geeft hier geen cijfer."
NUL_IS_LEEG = "De bron heeft hier geen cijfer: daar staat een 0 die 'ontbreekt' betekent."


class Model(BaseModel):
    """Base of everything in the catalogue: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _check_periode(tekst: str) -> str:
    try:
        return Periode.parse(tekst).code
    except KeuzeFout as fout:
        raise ValueError(str(fout)) from fout


def _check_prefix(tekst: str) -> str:
    try:
        get_soort(tekst)
    except KeuzeFout as fout:
        raise ValueError(str(fout)) from fout
    return tekst


def _to_tekst(sleutel: object) -> object:
    return str(sleutel) if isinstance(sleutel, int) else sleutel


def _check_server(tekst: str) -> str:
    if not _SERVER.fullmatch(tekst):
        raise ValueError(
            f"'{tekst}' is geen server; schrijf alleen de naam, zonder pad, bijvoorbeeld "
            "dataderden.cbs.nl"
        )
    return tekst


Tekst = Annotated[str, Field(min_length=1)]
Geheel = Annotated[int, Field(strict=True)]
Jaar = Annotated[int, Field(strict=True, ge=1900, le=2100)]
Getal = Annotated[float, Field(strict=True)]
PeriodeCode = Annotated[str, AfterValidator(_check_periode)]
Opschrift = Annotated[str, BeforeValidator(_to_tekst)]  # YAML reads 2021 as a number
HelePeriode = Annotated[
    PeriodeCode,
    BeforeValidator(_to_tekst),
    WithJsonSchema({"type": ["string", "integer"]}),
]
Server = Annotated[str, AfterValidator(_check_server)]
RegioPrefix = Annotated[str, AfterValidator(_check_prefix)]


class BestandBron(Model):
    """A file: CSV or Excel, long or wide. What is left out, the reader looks for itself."""

    soort: Literal["bestand"]
    uit: Tekst | None = Field(
        None, description="Sleutel onder bronnen: waar dit bestand vandaan komt"
    )
    bestand: Tekst | None = Field(None, description="Pad binnen de map van 'etl momentopname'")
    kolom: Tekst | None = Field(None, description="Kolom met de waarde")
    plus: tuple[Tekst, ...] = Field((), description="Kolommen die bij de waarde worden opgeteld")
    deel_door: Tekst | None = Field(
        None, description="Kolom waardoor de waarde wordt gedeeld; factor 100 maakt er procent van"
    )
    filter: dict[str, str | tuple[str, ...]] = Field(
        default_factory=dict,
        description="Alleen rijen met deze cellen; van een lijst worden de rijen opgeteld",
    )
    regio_kolom: Tekst | None = None
    jaar_kolom: Tekst | None = None
    deelgebied_kolom: Tekst | None = Field(
        None, description="Kolom met een deel van de gemeente; leeg: de kolom deelgebied"
    )
    periode: HelePeriode | None = Field(None, description="Het hele bestand gaat over deze periode")
    jaar_kolommen: tuple[Jaar, ...] | None = Field(None, description="Breed: één kolom per jaar")
    factor: Getal = Field(1.0, gt=0, description="Eenheid van de bron maal factor is de eenheid")
    nul: Literal["ontbreekt", "echt"] = Field(
        "echt", description="Wat een 0 in het bestand betekent"
    )
    nul_reden: Tekst = NUL_IS_LEEG
    leeg_reden: Tekst = GEEN_CIJFER
    voorlopig: tuple[Jaar, ...] = Field((), description="Jaren die de bron voorlopig noemt")
    perioden: dict[Opschrift, PeriodeCode] = Field(
        default_factory=dict, description="Opschrift in het bestand → periodecode"
    )
    regios: tuple[RegioPrefix, ...] = Field(("GM",), min_length=1)
    indeling: Jaar | Literal["eigen"] = Field(
        "eigen", description="Alle jaren op deze gemeentelijke indeling, of elk jaar de eigen"
    )

    @model_validator(mode="after")
    def _check_tijd(self) -> Self:
        """Refuse more than one way to tell the period."""
        gezet = [
            naam
            for naam in ("jaar_kolom", "periode", "jaar_kolommen")
            if getattr(self, naam) is not None
        ]
        if len(gezet) > 1:
            raise ValueError(f"{' en '.join(gezet)} sluiten elkaar uit; laat er één staan")
        if self.plus and self.kolom is None:
            raise ValueError("plus kan alleen als kolom er ook staat; noem de eerste kolom daar")
        return self


class Onderwerp(Model):
    """A topic of a CBS table by its words, for when the code differs per edition."""

    titel: Tekst
    eenheid: Tekst | None = None
    groep: Tekst | None = None


class _CbsBron(Model):
    """What both CBS services need."""

    uit: Tekst | None = None
    tabel: Tekst = Field(description="Tabelnummer; hoofdletters tellen mee")
    onderwerp: Tekst | Onderwerp
    selectie: dict[str, str] = Field(
        default_factory=dict,
        description="Elke andere dimensie vast op één code, of op de titel van die code",
    )
    overig: Literal["totaal"] | None = Field(
        None, description="Dimensies die niet in selectie staan: vast op hun totaal"
    )
    periode: HelePeriode | None = Field(
        None, description="Waar de tabel over gaat, als zij zelf geen perioden heeft"
    )
    maand: Annotated[Geheel, Field(ge=1, le=12)] | None = Field(
        None, description="Van een tabel met maanden: alleen deze maand, als cijfer van het jaar"
    )
    regios: tuple[RegioPrefix, ...] = Field(("GM",), min_length=1)
    vanaf: Jaar | None = None
    factor: Getal = Field(1.0, gt=0)
    indeling: Jaar | Literal["eigen"] = "eigen"


class CbsV4Bron(_CbsBron):
    """A table of the CBS OData v4 service."""

    soort: Literal["cbs_v4"]


class CbsV3Bron(_CbsBron):
    """A table of the older CBS OData v3 service, read with cbsodata."""

    soort: Literal["cbs_v3"]
    catalogus: Server | None = Field(
        None,
        description="Server van een andere catalogus, bijvoorbeeld dataderden.cbs.nl (politie, "
        "RIVM, gemeentefinanciën); leeg: die van het CBS zelf",
    )


class SwingBron(Model):
    """A variable of a Swing Open Data Service, e.g. of waarstaatjegemeente.nl."""

    soort: Literal["swing"]
    uit: Tekst | None = None
    onderwerp: Tekst = Field(description="Code van de variabele")
    selectie: dict[str, str] = Field(default_factory=dict)
    gebiedsniveau: Tekst = "gemeente"
    regios: tuple[RegioPrefix, ...] = Field(("GM",), min_length=1)
    vanaf: Jaar | None = None
    factor: Getal = Field(1.0, gt=0)
    indeling: Jaar | Literal["eigen"] = "eigen"


LiveBron = CbsV4Bron | CbsV3Bron | SwingBron
"""A source that is fetched over the network."""
Bron = Annotated[BestandBron | CbsV4Bron | CbsV3Bron | SwingBron, Field(discriminator="soort")]
