"""An indicator: one figure with one definition, one unit and one source."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from welvaart.catalogus.bron import BestandBron, Bron, Geheel, Getal, Model, PeriodeCode, Tekst

Deel = Literal["hier_en_nu", "later", "context"]
Richting = Literal["hoger_is_beter", "lager_is_beter", "neutraal"]
Agenda = Literal[
    "ondernemersdienstverlening",
    "vernieuwing",
    "ruimte",
    "human_capital",
    "regionaal_samenwerken",
    "context",
]
EzGroep = Literal["breed_mkb", "vitale_binnensteden", "human_capital"]
Methode = Literal["som", "verhouding", "gewogen", "mediaan", "geen", "klasse"]
ZELFDE_JAAR = "zelfde_jaar"
_NODIG: dict[str, tuple[str, ...]] = {
    "verhouding": ("teller", "noemer"),
    "gewogen": ("gewicht", "peildatum"),
}
_MAG: dict[str, tuple[str, ...]] = {
    **_NODIG,
    "gewogen": ("gewicht", "peildatum", "maal", "gedeeld_door"),
}


def _parse_ja_nee(waarde: object) -> object:
    if isinstance(waarde, bool):
        return waarde
    if waarde in ("ja", "nee"):
        return waarde == "ja"
    raise ValueError(f"'{waarde}'; kies uit ja, nee")


JaNee = Annotated[
    bool, BeforeValidator(_parse_ja_nee), WithJsonSchema({"enum": ["ja", "nee", True, False]})
]


class Grenzen(Model):
    """Values outside these are refused before publishing; None = no limit on that side."""

    min: Getal | None = None
    max: Getal | None = None

    @model_validator(mode="after")
    def _check_volgorde(self) -> Self:
        if self.min is not None and self.max is not None and self.min >= self.max:
            raise ValueError(f"min ({self.min:g}) moet kleiner zijn dan max ({self.max:g})")
        return self


class Regionaal(Model):
    """How the value of a regio follows from those of its gemeenten.

    `teller`, `noemer`, `gewicht`, `maal` and `gedeeld_door` are indicator ids. `peildatum` is a
    periode_code, or "zelfde_jaar"; `maal` multiplies the weight with another indicator of the same
    period and `gedeeld_door` divides it: inwoners by density is land. "geen" is for a number that
    does not add up, such as an average price; "klasse" for a score in steps, of which no trend is
    computed either.
    """

    methode: Methode
    teller: Tekst | None = None
    noemer: Tekst | None = None
    gewicht: Tekst | None = None
    peildatum: Literal["zelfde_jaar"] | PeriodeCode | None = None
    maal: Tekst | None = None
    gedeeld_door: Tekst | None = None
    onverdeeld: JaNee = Field(
        False, description="Nederland telt bij de bron ook mee wat bij geen gemeente hoort"
    )

    @model_validator(mode="after")
    def _check_velden(self) -> Self:
        nodig, mag = _NODIG.get(self.methode, ()), _MAG.get(self.methode, ())
        gezet = [
            naam
            for naam in type(self).model_fields
            if naam not in ("methode", "onverdeeld") and getattr(self, naam) is not None
        ]
        if tekort := [naam for naam in nodig if naam not in gezet]:
            raise ValueError(f"methode {self.methode} heeft ook nodig: {', '.join(tekort)}")
        if teveel := [naam for naam in gezet if naam not in mag]:
            raise ValueError(f"methode {self.methode} kent geen {', '.join(teveel)}; haal dat weg")
        if self.onverdeeld and self.methode != "som":
            raise ValueError(f"onverdeeld kan alleen bij methode som, niet bij {self.methode}")
        return self

    @property
    def verwijzingen(self) -> dict[str, str]:
        """Field → indicator id, for the fields that name another indicator."""
        namen = ("teller", "noemer", "gewicht", "maal", "gedeeld_door")
        return {naam: getattr(self, naam) for naam in namen if getattr(self, naam) is not None}


class ZinVelden(Model):
    """How a figure is said in words; `{n}` is where the number comes."""

    per: Tekst = Field(description="Begin, met 100 of 1.000: 'Van elke 100 woningen'")
    meer: Tekst = Field(description="Bij meer dan één: 'staan er {n} leeg'")
    een: Tekst = Field(description="Bij één, geen en minder dan één: 'staat er {n} leeg'")

    @model_validator(mode="after")
    def _check_getal(self) -> Self:
        if not any(geheel in self.per.split() for geheel in ("100", "1.000")):
            raise ValueError(f"per: '{self.per}' noemt geen 100 of 1.000")
        fout = [naam for naam in ("meer", "een") if getattr(self, naam).count("{n}") != 1]
        if fout:
            raise ValueError(f"zet één keer {{n}} in {' en '.join(fout)}, waar het getal komt")
        return self


class IndicatorVelden(Model):
    """What an entry under `indicatoren:` may hold."""

    titel: Tekst = Field(description="Zoals op het scherm, zonder eenheid")
    thema: Tekst
    deel: Deel
    ook_in: tuple[Tekst, ...] = Field((), description="Verdere thema's; telt één keer mee")
    monitor: JaNee = Field(False, description="Hoort bij de regionale monitor van het CBS")
    eenheid: Tekst = Field(description="Voluit: 'procent van de inwoners van 15 tot 75 jaar'")
    eenheid_kort: Tekst | None = Field(None, description="Achter een getal; leeg: de eenheid zelf")
    decimalen: Annotated[Geheel, Field(ge=0, le=6)]
    afronding: Annotated[Getal, Field(gt=0)] | None = Field(
        None, description="Stap waarop de bron afrondt, in eenheid; leeg: volgt uit decimalen"
    )
    richting: Richting
    definitie: Tekst = Field(description="In eigen woorden, 1 tot 3 zinnen, B1")
    zin: ZinVelden | None = Field(None, description="Het cijfer in woorden, voor de duiding")
    bewerking: Tekst = Field(description="Wat wij ermee deden, voor de lezer; anders 'geen'")
    peilmoment: Tekst = "niet opgegeven"
    grenzen: Grenzen = Grenzen()
    bron: Bron
    bijgesloten: BestandBron | None = Field(
        None, description="Bestand achter de meegeleverde cijfers, als bron zelf geen bestand is"
    )
    regionaal: Regionaal
    breuken: dict[PeriodeCode, Tekst] = Field(default_factory=dict)
    agenda: Agenda = "context"
    ez_groep: EzGroep | None = None
    bbv_nummer: Annotated[Geheel, Field(ge=1, le=39)] | None = None
    invloed: Literal["gemeente", "regio", "rijk", "onbekend"] = "onbekend"
    gecontroleerd: JaNee = Field(False, description="Bij de bron zelf gezien")
    nog_nodig: Tekst | None = Field(
        None,
        description="Wat er nog aan de vraag ontbreekt, voor wie haar wil ophalen; anders leeg",
    )


class CatalogusIndicator(IndicatorVelden):
    """An entry of the catalogue with its id and its place in the file (0 = first)."""

    indicator_id: str
    volgorde: int

    @property
    def kort(self) -> str:
        """Unit behind a number."""
        return self.eenheid_kort or self.eenheid

    @property
    def stap(self) -> float:
        """Step to which the source rounds, in eenheid: 0.1, 1 or 100."""
        return float(10**-self.decimalen) if self.afronding is None else self.afronding

    @property
    def bestand_bron(self) -> BestandBron | None:
        """The file behind the bundled figures: `bijgesloten`, else `bron` if that is a file."""
        if self.bijgesloten is not None:
            return self.bijgesloten
        return self.bron if isinstance(self.bron, BestandBron) else None

    @property
    def indeling_bron(self) -> int | None:
        """Gemeentelijke indeling of all years of the bundled figures; None = each year its own."""
        indeling = (self.bestand_bron or self.bron).indeling
        return indeling if isinstance(indeling, int) else None
