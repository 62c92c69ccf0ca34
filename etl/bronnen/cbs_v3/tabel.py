"""A table of CBS OData v3: what it says about itself."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from etl.bronnen.cbs.tabel import Maat, ask_vooraf, build_groepspad, check_stub, read_decimalen
from etl.bronnen.cbs_v3.dienst import CbsV3Dienst
from welvaart.fouten import BronFout

_HIER = ZoneInfo("Europe/Amsterdam")
_GESTOPT = {"Gediscontinueerd", "Vervallen", "Stopgezet"}


@dataclass(frozen=True, slots=True)
class TabelInfo:
    """What a table says of itself.

    Attributes:
        gewijzigd_op: Modified with the Dutch zone, that v3 leaves out (ISO 8601).
        catalogus: who publishes it: "CBS", "Politie".
        gestopt: True when CBS no longer keeps the table up.
    """

    titel: str
    gewijzigd_op: str
    catalogus: str
    gestopt: bool


class CbsV3Tabel:
    """One table; every piece of metadata is fetched once, when it is first needed.

    Every method raises BronFout when the table cannot be reached or is not what it should be.
    """

    def __init__(self, dienst: CbsV3Dienst, tabel: str) -> None:
        self.dienst = dienst
        self.tabel = tabel
        self.wat = f"CBS, tabel {tabel}"
        self._codes: dict[str, list[dict[str, Any]]] = {}

    def fetch_vooraf(self, gekozen: Collection[str], *, alle: bool) -> None:
        """Ask side by side for what a question needs, as far as it is not known yet.

        Args:
            gekozen: dimensions that an entry names; regio and time follow from the table itself.
            alle: whether the codes of every other dimension are needed too.
        """
        ask_vooraf(
            self,
            lambda: self.info,
            gekozen=gekozen,
            overige=lambda: [
                naam for naam, soort in self.dimensies.items() if alle or soort != "Dimension"
            ],
        )

    @cached_property
    def info(self) -> TabelInfo:
        """What the table says of itself; the one request of a night without news."""
        return self.fetch_info()

    def fetch_info(self) -> TabelInfo:
        """Ask the table again what it says of itself."""
        rijen = self._fetch("TableInfos")
        ruw = rijen[0] if rijen else {}
        try:
            moment = datetime.fromisoformat(str(ruw.get("Modified")))
        except ValueError as fout:
            raise BronFout(
                f"{self.wat}: TableInfos noemt geen Modified ({self._get_adres('TableInfos')}); "
                "controleer CBS_V3_HOST"
            ) from fout
        moment = moment if moment.tzinfo else moment.replace(tzinfo=_HIER)
        return TabelInfo(
            titel=str(ruw.get("Title") or "").strip(),
            gewijzigd_op=moment.isoformat(),
            catalogus=str(ruw.get("Catalog") or "CBS").strip(),
            gestopt=not _GESTOPT.isdisjoint({ruw.get("OutputStatus"), ruw.get("Frequency")}),
        )

    @cached_property
    def _kenmerken(self) -> list[dict[str, Any]]:
        rijen = self._fetch("DataProperties")
        check_stub((str(rij.get("Key") or "") for rij in rijen), self.wat)
        return rijen

    @cached_property
    def dimensies(self) -> dict[str, str]:
        """Dimension → kind: Dimension, GeoDimension, TimeDimension, or GeoDetail."""
        soorten = {str(rij.get("Key") or ""): str(rij.get("Type") or "") for rij in self._kenmerken}
        return {
            naam: soort
            for naam, soort in soorten.items()
            if naam and (soort.endswith("Dimension") or soort == "GeoDetail")
        }

    @cached_property
    def maten(self) -> list[Maat]:
        """Every topic of the table, with the path of its group; groups have no key of their own."""
        groepen = {
            rij["ID"]: (str(rij.get("Title") or "").strip(), rij.get("ParentID"))
            for rij in self._kenmerken
            if rij.get("Type") == "TopicGroup"
        }
        return [
            Maat(
                str(rij["Key"]).strip(),
                str(rij.get("Title") or "").strip(),
                str(rij.get("Unit") or "").strip(),
                build_groepspad(rij.get("ParentID"), groepen),
                read_decimalen(rij),
            )
            for rij in self._kenmerken
            if rij.get("Type") == "Topic"
        ]

    def get_codes(self, dimensie: str) -> list[dict[str, Any]]:
        """Code list of a dimension; Identifier is the key as CBS writes it, blanks and all."""
        if dimensie not in self._codes:
            rijen = self._fetch(dimensie)
            if any(not isinstance(rij.get("Key"), str) for rij in rijen):
                raise BronFout(
                    f"{self.wat}: {dimensie} heeft niet de vorm die het CBS belooft; probeer het "
                    "later opnieuw, en meld het als het blijft"
                )
            self._codes[dimensie] = [{**rij, "Identifier": rij["Key"]} for rij in rijen]
        return self._codes[dimensie]

    def _get_adres(self, deel: str) -> str:
        return self.dienst.get_adres(self.tabel, deel)

    def _fetch(self, deel: str) -> list[dict[str, Any]]:
        rijen = self.dienst.fetch(self.tabel, deel, self.wat)
        if rijen is None:
            raise BronFout(
                f"{self.wat}: {deel} bestaat niet (HTTP 404, {self._get_adres(deel)}); controleer "
                "het tabelnummer en de catalogus in indicators.yaml. Misschien heeft het CBS de "
                "tabel vervangen"
            )
        return rijen
