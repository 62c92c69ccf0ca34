"""A run that refreshes the figures: started from the dashboard, told of in a small file.

The run is a process of its own (`python -m etl ververs`), so that the dashboard keeps answering
and the run outlives the tab. A lock that dies with the process says whether it still runs; the
file beside the warehouse says how far it is. Nothing secret goes into it.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from welvaart.fouten import WarehouseFout
from welvaart.proces.etlproces import build_proces
from welvaart.proces.slot import lock_bestand

START, OPHALEN, BOUWEN, KLAAR, MISLUKT = "start", "ophalen", "bouwen", "klaar", "mislukt"
"""Steps of a run, as it writes them down."""
GEEN, AFGEBROKEN = "geen", "afgebroken"
"""What a reader concludes: there was no run, or it was killed."""
_BEZIG: Final = (START, OPHALEN, BOUWEN)
_START_S = 120.0
_kinderen: list[subprocess.Popen[bytes]] = []


@dataclass
class Tabelstand:
    """How far one table is.

    Attributes:
        soort: "bezig", or how it ended: opgehaald, ongewijzigd, gelijk, mislukt.
        totaal: rows to expect; None = unknown.
        duur_s: seconds so far.
        regels: what deserves a look, or went wrong, in Dutch.
    """

    indicator_id: str
    tabel: str
    soort: str = "bezig"
    rijen: int = 0
    bytes: int = 0
    totaal: int | None = None
    duur_s: float = 0.0
    regels: list[str] = field(default_factory=list)


@dataclass
class Verversing:
    """How far a run is; what the file holds.

    Attributes:
        stap: one of the steps above, or what the reader concludes.
        gestart_op: ISO 8601, UTC.
        bijgewerkt_op: the same, of the last sign of life.
        verwacht: tables to ask for in all.
        tabellen: those asked for so far.
        overgeslagen: indicators that come from a file.
        nieuwe_cijfers: True when the warehouse was replaced.
        problemen: why it failed as a whole, in Dutch.
        opmerkingen: remarks of the build, in Dutch.
    """

    stap: str = GEEN
    gestart_op: str = ""
    bijgewerkt_op: str = ""
    verwacht: int = 0
    tabellen: list[Tabelstand] = field(default_factory=list)
    overgeslagen: int = 0
    nieuwe_cijfers: bool = False
    problemen: list[str] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)

    @property
    def loopt(self) -> bool:
        """True while the run is busy."""
        return self.stap in _BEZIG

    def count(self, *soorten: str) -> int:
        """How many tables ended so."""
        return sum(tabel.soort in soorten for tabel in self.tabellen)


def get_bestand(warehouse: Path) -> Path:
    """Where a run of this warehouse tells how far it is."""
    return warehouse.with_name(f"{warehouse.name}.verversing.json")


def get_slot(warehouse: Path) -> Path:
    """Lock that a run holds as long as it lives."""
    return warehouse.with_name(f"{warehouse.name}.verversing.slot")


def get_uitvoer(warehouse: Path) -> Path:
    """Where a run started from the dashboard leaves what it prints."""
    return warehouse.with_name(f"{warehouse.name}.verversing.log")


def write_verversing(warehouse: Path, stand: Verversing) -> None:
    """Write down how far it is; a reader sees the old text or the new one, never a part.

    Raises:
        OSError: the folder refuses.
    """
    stand.bijgewerkt_op = datetime.now(UTC).isoformat(timespec="seconds")
    stand.gestart_op = stand.gestart_op or stand.bijgewerkt_op
    bestand = get_bestand(warehouse)
    nieuw = bestand.with_name(f"{bestand.name}.nieuw-{os.getpid()}")
    try:
        nieuw.write_text(json.dumps(asdict(stand), ensure_ascii=False), encoding="utf-8")
        nieuw.replace(bestand)
    finally:
        nieuw.unlink(missing_ok=True)


def remove_resten(warehouse: Path) -> None:
    """Remove what killed runs left of this file; only while the lock is held."""
    bestand = get_bestand(warehouse)
    for rest in bestand.parent.glob(f"{bestand.name}.nieuw-*"):
        rest.unlink(missing_ok=True)


def read_verversing(warehouse: Path) -> Verversing:
    """How far the last run is, or how it ended; a killed one is recognised as such."""
    stand = _load(get_bestand(warehouse))
    if not stand.loopt or _is_bezet(get_slot(warehouse)):
        return stand
    weer = _load(get_bestand(warehouse))  # it may have ended in between
    if weer.loopt and not (weer.stap == START and _may_still_start(weer)):
        weer.stap = AFGEBROKEN
    return weer


def start_verversing(warehouse: Path) -> Verversing:
    """Start a run, unless one is busy; whoever comes second gets to see that one.

    Returns:
        How far it is: started just now, or the run of somebody else.

    Raises:
        WarehouseFout: the run cannot be started, or the folder refuses to be written to.
    """
    deur = warehouse.with_name(f"{warehouse.name}.verversing.start")
    try:
        with lock_bestand(deur, 5.0, "er wordt al een verversing gestart; wacht even"):
            stand = read_verversing(warehouse)
            if stand.loopt or _is_bezet(get_slot(warehouse)):
                return stand
            stand = Verversing(stap=START)
            write_verversing(warehouse, stand)
            _launch(warehouse)
            return stand
    except OSError as fout:
        raise WarehouseFout(
            f"verversen kan niet beginnen: schrijven naast {warehouse.name} lukt niet "
            f"({fout.strerror}); vraag de beheerder om toegang"
        ) from fout


def _launch(warehouse: Path) -> None:
    """Start the process on its own: it outlives this tab, and this server too."""
    _kinderen[:] = [kind for kind in _kinderen if kind.poll() is None]
    los: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        los = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    with get_uitvoer(warehouse).open("wb") as uitvoer:
        kind = subprocess.Popen(
            **build_proces(["ververs"], WELVAART_WAREHOUSE=warehouse),
            stdin=subprocess.DEVNULL,
            stdout=uitvoer,
            stderr=subprocess.STDOUT,
            **los,
        )
    _kinderen.append(kind)


def _may_still_start(stand: Verversing) -> bool:
    """Whether a run that has not taken its lock yet may still do so."""
    if _kinderen and all(kind.poll() is not None for kind in _kinderen):
        return False
    try:
        sinds = datetime.fromisoformat(stand.bijgewerkt_op).timestamp()
    except ValueError:
        return False
    return 0 <= time.time() - sinds < _START_S


def _is_bezet(slot: Path) -> bool:
    try:
        with lock_bestand(slot, 0.0, ""):
            return False
    except WarehouseFout:
        return True
    except OSError:
        return False


def _load(bestand: Path) -> Verversing:
    """Read the file; what cannot be read counts as no run."""
    try:
        ruw = json.loads(bestand.read_text(encoding="utf-8"))
        tabellen = [Tabelstand(**_pick(Tabelstand, rij)) for rij in ruw.pop("tabellen")]
        return Verversing(**_pick(Verversing, ruw), tabellen=tabellen)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Verversing()


def _pick(soort: type, ruw: dict[str, Any]) -> dict[str, Any]:
    """The fields this version knows."""
    return {veld.name: ruw[veld.name] for veld in fields(soort) if veld.name in ruw}


def list_problemen(stand: Verversing) -> Sequence[str]:
    """What went wrong, as sentences: of the run as a whole, then per table."""
    mislukt = [tabel for tabel in stand.tabellen if tabel.soort == MISLUKT]
    return [*stand.problemen, *(regel for tabel in mislukt for regel in tabel.regels)]
