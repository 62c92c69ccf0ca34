"""A file in or out as one step with the build: it succeeds whole, or everything is as it was."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.bronnen.bestand.tabel import load_bestand
from etl.eigen.bestand import Opdracht, import_bestand
from etl.eigen.omschrijving import (
    build_id,
    build_velden,
    load_omschrijvingen,
    write_omschrijvingen,
)
from etl.instellingen import Instellingen
from etl.snapshot import Snapshot, get_snapshot_id, read_snapshots, write_snapshot
from welvaart.catalogus import load_catalogus
from welvaart.fouten import KeuzeFout
from welvaart.proces.slot import lock_bestand
from welvaart.regio.naam import Naamregister

_BEZET = (
    "iemand anders leest nu een bestand in of haalt er een weg; wacht tot dat klaar is en probeer "
    "het opnieuw"
)


def build(instellingen: Instellingen) -> None:
    """Build the warehouse; what that needs (DuckDB) is only loaded by who does so."""
    from etl.bouw import build as build_warehouse

    build_warehouse(instellingen)


@dataclass(frozen=True, slots=True)
class Gedaan:
    """What was done: for which indicator, whether anything changed, and lines for the user."""

    indicator_id: str
    nieuw: bool
    regels: tuple[str, ...]


@contextmanager
def lock_eigen(instellingen: Instellingen) -> Iterator[None]:
    """Hold the right to change the own files; two people at once wait for each other.

    Raises:
        WarehouseFout: somebody else still holds it after wacht_s seconds.
    """
    with lock_bestand(instellingen.snapshots / ".eigen.slot", instellingen.wacht_s, _BEZET):
        yield


@contextmanager
def restore_bij_fout(paden: Iterable[Path]) -> Iterator[None]:
    """Put these files back as they were when the block fails; what was not there goes again."""
    oud = {pad: pad.read_bytes() if pad.is_file() else None for pad in paden}
    gelukt = False
    try:
        yield
        gelukt = True
    finally:
        for pad, inhoud in () if gelukt else oud.items():
            if inhoud is None:
                pad.unlink(missing_ok=True)
            else:
                pad.write_bytes(inhoud)


def import_eigen(
    opdracht: Opdracht,
    opgave: Mapping[str, Any] | None,
    instellingen: Instellingen,
    namen: Naamregister,
    *,
    bouw: bool = False,
    sta_toe_krimp: bool = False,
) -> Gedaan:
    """Import a file, with its own description if it is a new indicator, and build if asked.

    Args:
        opdracht: the file; without indicator_id the id follows from the title.
        opgave: fields of a new indicator (see `build_velden`); None for a known one.
        instellingen: where everything is.
        namen: every regio.
        bouw: build too; when that is refused, nothing was imported.
        sta_toe_krimp: build also when this indicator gets fewer figures by it.

    Raises:
        WelvaartFout: any reason why not; then everything is as it was.
    """
    beschrijving = instellingen.eigen_indicatoren
    with lock_eigen(instellingen):
        catalogus = load_catalogus(instellingen.catalogus, beschrijving)
        snapshot_id = get_snapshot_id(load_bestand(opdracht.pad))
        stam = instellingen.snapshots / snapshot_id
        paden = [beschrijving, *(stam.with_suffix(f".{naam}") for naam in ("json", *_EXTENSIES))]
        with restore_bij_fout(paden):
            if opgave is not None:
                indicator_id = opdracht.indicator_id or build_id(
                    str(opgave.get("titel")), catalogus.indicatoren
                )
                opdracht = replace(opdracht, indicator_id=indicator_id)
                erbij = {indicator_id: build_velden(opgave, catalogus)}
                write_omschrijvingen(beschrijving, load_omschrijvingen(beschrijving) | erbij)
                catalogus = load_catalogus(instellingen.catalogus, beschrijving)
            verslag = import_bestand(opdracht, catalogus, namen, instellingen.snapshots)
            if bouw:
                mag = frozenset({opdracht.indicator_id} if sta_toe_krimp else ())
                build(replace(instellingen, mag_krimpen=mag))
    regels = verslag.regels[:-1] if bouw and verslag.nieuw else verslag.regels
    return Gedaan(opdracht.indicator_id, verslag.nieuw, regels)


_EXTENSIES = ("csv", "csv.gz", "xlsx")


def remove_eigen(indicator_id: str, instellingen: Instellingen, *, wis: bool = False) -> Gedaan:
    """Take all imports of an indicator back and build; a figure they replaced comes back.

    Args:
        indicator_id: of the series.
        instellingen: where everything is.
        wis: also remove the stored files that feed no other indicator.

    Raises:
        KeuzeFout: nothing was imported for this indicator.
        WelvaartFout: the build is refused; then everything is as it was.
    """
    beschrijving = instellingen.eigen_indicatoren
    with lock_eigen(instellingen):
        alle = read_snapshots(instellingen.snapshots)
        raakt = [deel for deel in alle if _has_invoer(deel, indicator_id)]
        omschreven = load_omschrijvingen(beschrijving)
        if not raakt and indicator_id not in omschreven:
            bekend = sorted({naam for deel in alle for naam in _list_ids(deel)})
            raad = f"kies uit {', '.join(bekend)}" if bekend else "er is nog niets ingelezen"
            raise KeuzeFout(f"voor '{indicator_id}' is geen eigen bestand ingelezen; {raad}")
        sidecars = [deel.pad.with_name(f"{deel.snapshot_id}.json") for deel in raakt]
        with restore_bij_fout([beschrijving, *sidecars]):
            for deel in raakt:
                _write_weggehaald(deel, indicator_id, omschreven.get(indicator_id))
            rest = {naam: velden for naam, velden in omschreven.items() if naam != indicator_id}
            if rest != omschreven:
                write_omschrijvingen(beschrijving, rest)
            build(replace(instellingen, mag_krimpen=frozenset({indicator_id})))
        gewist = [deel for deel in raakt if wis and set(_list_ids(deel)) == {indicator_id}]
        for deel in gewist:
            deel.pad.with_name(f"{deel.snapshot_id}.json").unlink(missing_ok=True)
            deel.pad.unlink(missing_ok=True)
    return Gedaan(indicator_id, True, _describe_weg(raakt, gewist))


def _has_invoer(snapshot: Snapshot, indicator_id: str) -> bool:
    return indicator_id in _list_ids(snapshot)


def _list_ids(snapshot: Snapshot) -> list[str]:
    return [str(stuk.get("indicator_id")) for stuk in snapshot.sidecar.get("invoer", [])]


def _write_weggehaald(snapshot: Snapshot, indicator_id: str, omschrijving: object) -> None:
    """Move an import to `weggehaald` in the sidecar, so that it can be looked up later."""
    stukken = list(snapshot.sidecar["invoer"])
    weg = [
        {
            **stuk,
            "weggehaald_op": datetime.now(UTC).isoformat(timespec="seconds"),
            "omschrijving": omschrijving,
        }
        for stuk in stukken
        if stuk["indicator_id"] == indicator_id
    ]
    sidecar = {
        **snapshot.sidecar,
        "invoer": [stuk for stuk in stukken if stuk["indicator_id"] != indicator_id],
        "weggehaald": [*snapshot.sidecar.get("weggehaald", []), *weg],
    }
    extensie = str(snapshot.sidecar["extensie"])
    write_snapshot(snapshot.pad.parent, snapshot.load_inhoud(), extensie, sidecar)


def _describe_weg(raakt: list[Snapshot], gewist: list[Snapshot]) -> tuple[str, ...]:
    namen = [str(deel.sidecar.get("bestandsnaam", deel.snapshot_id)) for deel in raakt]
    wat = f"Weggehaald: {', '.join(namen) or 'de omschrijving'}."
    if gewist:
        return (wat, f"Ook het bestand zelf is gewist ({len(gewist)}).")
    return (wat, "Het bestand zelf is bewaard, maar telt niet meer mee.")
