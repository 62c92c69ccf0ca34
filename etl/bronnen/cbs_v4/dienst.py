"""A table of CBS OData v4: what it says about itself."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from etl.bronnen.cbs.tabel import (
    TIJDNAMEN,
    Maat,
    ask_vooraf,
    build_groepspad,
    check_stub,
    read_decimalen,
)
from etl.bronnen.net.geduld import format_adres
from etl.bronnen.net.verbinding import Antwoord, Verbinding
from etl.bronnen.net.vervolg import Vervolg
from welvaart.fouten import BronFout

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

    def fetch_vooraf(self, gekozen: Collection[str], *, alle: bool) -> None:
        """Ask side by side for what a question needs, as far as it is not known yet.

        Args:
            gekozen: dimensions that an entry names. That of time has the name that it nearly
                always has, or is asked for later.
            alle: whether the codes of every other dimension are needed too.
        """
        ask_vooraf(
            self,
            lambda: self.eigenschappen,
            lambda: self.maten,
            gekozen={*gekozen, TIJDNAMEN[0]},
            overige=lambda: [
                naam for naam, soort in self.dimensies.items() if alle and soort == "Dimension"
            ],
        )

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
        check_stub(dimensies, self.wat)
        return dimensies

    @cached_property
    def maten(self) -> list[Maat]:
        """Every topic of the table, with the path of its group."""
        rijen = self._fetch_lijst("MeasureCodes")
        check_stub((str(rij["Identifier"]) for rij in rijen), self.wat)
        groepen: dict[str, tuple[str, str | None]] = {}
        if any(rij.get("MeasureGroupId") for rij in rijen):
            for groep in self._fetch_lijst("MeasureGroups", sleutel="Id"):
                groepen[groep["Id"]] = (str(groep.get("Title")).strip(), groep.get("ParentId"))
        return [
            Maat(
                str(rij["Identifier"]).strip(),
                str(rij.get("Title") or "").strip(),
                str(rij.get("Unit") or "").strip(),
                build_groepspad(rij.get("MeasureGroupId"), groepen),
                read_decimalen(rij),
            )
            for rij in rijen
        ]

    def get_codes(self, dimensie: str) -> list[dict[str, Any]]:
        """Code list of a dimension."""
        if dimensie not in self._codes:
            self._codes[dimensie] = self._fetch_lijst(f"{dimensie}Codes")
        return self._codes[dimensie]

    def explain_afwezig(self) -> str | None:
        """Say that there is no such table, with the id it may have; None when there is one.

        Raises:
            StoringFout: the source is out of reach.
        """
        if "eigenschappen" in self.__dict__:  # seen before, for another entry
            return None
        if self.verbinding.fetch_json(f"{self.url}/Properties", self.wat) is not None:
            return None
        lijst = self.url.removesuffix(f"/{self.tabel}") + "/Datasets"
        antwoord = self.verbinding.fetch_json(lijst, "CBS, lijst van tabellen")
        rijen = antwoord.inhoud.get("value") if antwoord is not None else None
        namen = [str(rij.get("Identifier")) for rij in rijen or () if isinstance(rij, dict)]
        anders = [naam for naam in namen if naam.casefold() == self.tabel.casefold()]
        wat_nu = (
            f"wel {anders[0]}: hoofdletters tellen mee. Zet tabel in indicators.yaml op {anders[0]}"
            if anders
            else "het nummer klopt niet, of het CBS heeft de tabel vervangen. Zoek haar op titel "
            "bij StatLine en verbeter tabel in indicators.yaml"
        )
        return f"CBS heeft geen tabel {self.tabel}; {wat_nu}"

    def _fetch_lijst(self, deel: str, sleutel: str = "Identifier") -> list[dict[str, Any]]:
        """Rows of an entity set, over all its pages."""
        rijen: list[dict[str, Any]] = []
        vervolg = Vervolg(self.wat)
        vervolg.check(f"{self.url}/{deel}")
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
            verder = antwoord.inhoud.get("@odata.nextLink") if waarden else None
            vervolg.bytes += antwoord.bytes
            if verder:
                vervolg.check(str(verder))
            antwoord = self.verbinding.fetch_json(verder, self.wat) if verder else None
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
