"""A table of CBS OData v4: what it says about itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from etl.bronnen.verbinding import Antwoord, Verbinding, format_adres
from welvaart.fouten import BronFout

STUB = "TijdelijkNietBeschikbaar"
_CC_BY = "creativecommons.org/licenses/by/4.0"


@dataclass(frozen=True, slots=True)
class Eigenschappen:
    """What a table says of itself.

    Attributes:
        gewijzigd_op: Modified, as the source writes it (ISO 8601 with zone).
        aantal: observations in the whole table; None when it does not say.
        gestopt: True when CBS no longer keeps the table up.
    """

    titel: str
    gewijzigd_op: str
    aantal: int | None
    licentie: str
    gestopt: bool


@dataclass(frozen=True, slots=True)
class Maat:
    """A topic (MeasureCode): code, title, unit and the groups above it ("Groei > Netto")."""

    code: str
    titel: str
    eenheid: str
    groep: str

    def describe(self) -> str:
        """The topic as a choice in a message."""
        waar = f", groep {self.groep}" if self.groep else ""
        return f"{self.code} ({self.titel}, {self.eenheid or 'geen eenheid'}{waar})"


class CbsTabel:
    """One table; every piece of metadata is fetched once, when it is first needed.

    Every method raises BronFout when the table cannot be reached or is not what it should be.
    """

    def __init__(self, verbinding: Verbinding, basis: str, tabel: str) -> None:
        self.verbinding = verbinding
        self.tabel = tabel
        self.url = f"{basis.rstrip('/')}/{tabel}"
        self.adres = format_adres(self.url)
        self.wat = f"CBS, tabel {tabel}"
        self._codes: dict[str, list[dict[str, Any]]] = {}

    @cached_property
    def eigenschappen(self) -> Eigenschappen:
        """What the table says of itself; the one request of a night without news."""
        return self.fetch_eigenschappen()

    def fetch_eigenschappen(self) -> Eigenschappen:
        """Ask the table again what it says of itself."""
        ruw = self._fetch("Properties").inhoud
        if not isinstance(ruw.get("Modified"), str):
            raise BronFout(
                f"{self.wat}: Properties noemt geen Modified ({self.adres}); controleer CBS_V4_URL"
            )
        aantal, licentie = ruw.get("ObservationCount"), str(ruw.get("License") or "niet opgegeven")
        return Eigenschappen(
            titel=str(ruw.get("Title", "")).strip(),
            gewijzigd_op=ruw["Modified"],
            aantal=aantal if isinstance(aantal, int) else None,
            licentie="CC BY 4.0" if _CC_BY in licentie else licentie,
            gestopt=ruw.get("Status") in ("Gediscontinueerd", "Vervallen"),
        )

    @cached_property
    def dimensies(self) -> dict[str, str]:
        """Dimension → Kind."""
        rijen = self._fetch_lijst("Dimensions")
        dimensies = {str(rij["Identifier"]).strip(): str(rij.get("Kind")) for rij in rijen}
        self._check_stub(dimensies)
        return dimensies

    @cached_property
    def maten(self) -> list[Maat]:
        """Every topic of the table, with the path of its group."""
        rijen = self._fetch_lijst("MeasureCodes")
        self._check_stub(str(rij["Identifier"]) for rij in rijen)
        groepen: dict[str, tuple[str, str | None]] = {}
        if any(rij.get("MeasureGroupId") for rij in rijen):
            for groep in self._fetch_lijst("MeasureGroups", sleutel="Id"):
                groepen[groep["Id"]] = (str(groep.get("Title")).strip(), groep.get("ParentId"))
        return [
            Maat(
                str(rij["Identifier"]).strip(),
                str(rij.get("Title") or "").strip(),
                str(rij.get("Unit") or "").strip(),
                _build_pad(rij.get("MeasureGroupId"), groepen),
            )
            for rij in rijen
        ]

    def get_codes(self, dimensie: str) -> list[dict[str, Any]]:
        """Code list of a dimension."""
        if dimensie not in self._codes:
            self._codes[dimensie] = self._fetch_lijst(f"{dimensie}Codes")
        return self._codes[dimensie]

    def _check_stub(self, namen: Iterable[str]) -> None:
        if any(naam.startswith(STUB) for naam in namen):
            raise BronFout(
                f"{self.wat} is bij het CBS tijdelijk niet beschikbaar; de cijfers die u had, "
                "blijven staan. Probeer het morgen opnieuw"
            )

    def _fetch_lijst(self, deel: str, sleutel: str = "Identifier") -> list[dict[str, Any]]:
        """Rows of an entity set, over all its pages."""
        rijen: list[dict[str, Any]] = []
        antwoord: Antwoord | None = self._fetch(deel)
        while antwoord is not None:
            waarden = antwoord.inhoud.get("value")
            if not isinstance(waarden, list) or any(
                not isinstance(rij, dict) or sleutel not in rij for rij in waarden
            ):
                raise BronFout(
                    f"{self.wat}: {deel} heeft niet de vorm die het CBS belooft; probeer het "
                    "later opnieuw, en meld het als het blijft"
                )
            rijen += waarden
            verder = antwoord.inhoud.get("@odata.nextLink")
            antwoord = self.verbinding.fetch_json(verder, self.wat) if verder and waarden else None
        return rijen

    def _fetch(self, deel: str) -> Antwoord:
        antwoord = self.verbinding.fetch_json(f"{self.url}/{deel}", self.wat)
        if antwoord is None:
            raise BronFout(
                f"{self.wat}: {deel} bestaat niet (HTTP 404, {self.adres}); controleer het "
                "tabelnummer in indicators.yaml, ook de hoofdletters. Misschien heeft het CBS de "
                "tabel vervangen"
            )
        return antwoord


def _build_pad(groep: str | None, groepen: Mapping[str, tuple[str, str | None]]) -> str:
    """Titles from the top group down, joined by " > "."""
    delen: list[str] = []
    while groep is not None and groep in groepen and len(delen) <= len(groepen):
        titel, groep = groepen[groep]
        delen.insert(0, titel)
    return " > ".join(delen)
