"""A small catalogue that asks the test server, with the bundled figures of the project itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import pandas as pd

from etl.bronnen.net.geduld import Geduld
from etl.bronnen.net.verbinding import Verbinding
from etl.instellingen import WORTEL, Instellingen
from etl.ophalen.ronde import fetch
from etl.ophalen.verslag import Resultaat, Wens
from etl.snapshot import Snapshot, read_snapshots
from tests.cbs_server import CbsServer
from tests.proefserver import Storing
from welvaart.catalogus import Catalogus, load_catalogus

KOP = """
themas:
  bevolking: {titel: Bevolking, deel: context, volgorde: 1}
indicatoren:
"""
REGEL = """
  {id}:
    titel: {id}
    thema: bevolking
    deel: context
    eenheid: personen
    decimalen: 0
    afronding: {stap}
    richting: neutraal
    definitie: Hoeveel het er zijn.
    bewerking: geen
    grenzen: {{min: 0, max: 30000000}}
    bron: {bron}
    regionaal: {{methode: {methode}}}
"""
INWONERS = (
    "{soort: cbs_v4, tabel: 03759ned, onderwerp: M000352, selectie: {Geslacht: T001038, Leeftijd: "
    '"10000", BurgerlijkeStaat: T001019}, regios: [NL, PV, GM], vanaf: 2019}'
)
VESTIGINGEN = (
    "{soort: cbs_v4, tabel: 99001NED, onderwerp: {titel: Vestigingen, eenheid: x 1 000}, "
    "regios: [NL, PV, GM], vanaf: 2022, factor: 1000}"
)
TOENAME = (
    "{soort: cbs_v4, tabel: 99001NED, onderwerp: {titel: toename, groep: Groei}, regios: [GM]}"
)
BESTAND = "{soort: bestand, kolom: waarde}"
V3_INWONERS = (
    "{soort: cbs_v3, tabel: 03759NED, onderwerp: {titel: Bevolking op 1 januari, eenheid: aantal}, "
    'selectie: {Geslacht: T001038, Leeftijd: "10000", BurgerlijkeStaat: T001019}, '
    "regios: [NL, PV, GM], vanaf: 2019}"
)
V3_VESTIGINGEN = VESTIGINGEN.replace("cbs_v4", "cbs_v3")
NIET = "{soort: swing, onderwerp: vestigingen}"
ALLES = {"inwoners": INWONERS, "vestigingen": VESTIGINGEN}
GEEN_GEDULD = Geduld(slaap=lambda _: None, toeval=lambda: 0.0, stilte_s=5)


def write_catalogus(pad: Path, bronnen: dict[str, str]) -> Path:
    regels = [
        REGEL.format(
            id=naam,
            bron=bron,
            stap=1000 if "factor: 1000" in bron else 1,
            methode="som" if naam == "inwoners" else "geen",
        )
        for naam, bron in bronnen.items()
    ]
    pad.write_text(KOP + "".join(regels), encoding="utf-8")
    return pad


@dataclass
class Stil:
    """A Melder that only keeps what it hears."""

    paginas: list[tuple[int, int, int | None]] = field(default_factory=list)

    def start(self, indicator_id: str, tabel: str) -> None:
        pass

    def update(self, rijen: int, bytes_: int, totaal: int | None) -> None:
        self.paginas.append((rijen, bytes_, totaal))

    def finish(self, resultaat: Resultaat) -> None:
        pass


class Wereld:
    """Server, folder and catalogue; `fetch` runs once, each time a day later."""

    def __init__(
        self, map_: Path, bronnen: dict[str, str] | None = None, *, pagina: int = 100_000
    ) -> None:
        self.server = CbsServer(pagina=pagina)
        catalogus = write_catalogus(map_ / "indicators.yaml", bronnen or ALLES)
        self.instellingen = Instellingen(
            warehouse=map_ / "warehouse.duckdb",
            catalogus=catalogus,
            correcties=map_ / "correcties.yaml",
            momentopname=WORTEL / "etl" / "momentopname",
            snapshots=map_ / "snapshots",
            wacht_s=0.2,
            cbs_v4_url=self.server.v4_url,
            cbs_v3_host=self.server.basis,
        )
        self.stil = Stil()
        self.geduld = GEEN_GEDULD
        self.dag = datetime(2026, 7, 1, tzinfo=UTC)

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, pad: TracebackType
    ) -> None:
        self.server.__exit__(soort, fout, pad)

    @property
    def catalogus(self) -> Catalogus:
        return load_catalogus(self.instellingen.catalogus)

    @property
    def snapshots(self) -> list[Snapshot]:
        return read_snapshots(self.instellingen.snapshots)

    def rewrite(self, bronnen: dict[str, str]) -> None:
        write_catalogus(self.instellingen.catalogus, bronnen)

    def fetch(
        self,
        *ids: str,
        storing: Storing | None = None,
        alles: bool = False,
        sta_toe_afwijking: bool = False,
    ) -> list[Resultaat]:
        self.server.storing = storing
        self.server.verzoeken.clear()
        self.dag += timedelta(days=1)
        with Verbinding(self.geduld) as verbinding:
            return fetch(
                Wens(ids, alles, 4, sta_toe_afwijking),
                self.catalogus,
                self.instellingen,
                verbinding,
                self.stil,
                klok=lambda: self.dag,
            )


def get_soorten(resultaten: Sequence[Resultaat]) -> dict[str, str]:
    return {resultaat.indicator_id: resultaat.soort for resultaat in resultaten}


def load_regio() -> pd.DataFrame:
    return pd.read_parquet(WORTEL / "etl" / "momentopname" / "regio.parquet")


def load_alias() -> pd.DataFrame:
    return pd.read_parquet(WORTEL / "etl" / "momentopname" / "regio_alias.parquet")
