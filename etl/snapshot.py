"""Raw payloads, each under the name of its content, with a sidecar that says where it came from.

`<sha256>.<extensie>` is what the source gave, byte for byte; `<sha256>.json` describes it. The
sidecar is written last: a payload without one is the rest of an interrupted run and is not read.
"""

import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from welvaart.fouten import BronFout

SLEUTEL_META = b"vraag"
"""Where a Parquet payload keeps what its rows mean, as JSON."""
_REST_S = 3600.0
_VERPLICHT = ("snapshot_id", "extensie", "soort", "bron", "editie", "opgehaald_op", "rijen")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A stored payload.

    `sidecar` holds at least snapshot_id, extensie, soort, bron, editie, opgehaald_op (ISO 8601,
    UTC) and rijen.
    """

    snapshot_id: str
    pad: Path
    sidecar: Mapping[str, Any]

    def load_inhoud(self) -> bytes:
        """Bytes of the payload.

        Raises:
            BronFout: the payload is gone, or is no longer what was stored.
        """
        try:
            inhoud = self.pad.read_bytes()
        except OSError as fout:
            raise BronFout(
                f"{self.pad}: niet te lezen; haal {self.snapshot_id}.json weg en importeer het "
                "bestand opnieuw"
            ) from fout
        if get_snapshot_id(inhoud) != self.snapshot_id:
            raise BronFout(
                f"{self.pad}: de inhoud is veranderd of beschadigd; haal dit bestand en "
                f"{self.snapshot_id}.json weg en importeer het opnieuw"
            )
        return inhoud


def get_snapshot_id(inhoud: bytes) -> str:
    """Name of a payload: its sha256 as 64 hexadecimal digits."""
    return hashlib.sha256(inhoud).hexdigest()


def write_atomair(pad: Path, inhoud: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = pad.with_name(f".{pad.name}.nieuw-{os.getpid()}")
    try:
        with tijdelijk.open("wb") as bestand:
            bestand.write(inhoud)
            bestand.flush()
            os.fsync(bestand.fileno())
        tijdelijk.replace(pad)
    finally:
        tijdelijk.unlink(missing_ok=True)


def remove_resten(snapshots: Path) -> list[str]:
    """Remove what writers that were killed left behind: unfinished files of over an hour old.

    Returns:
        Names of the removed files, sorted.
    """
    grens = time.time() - _REST_S
    weg = []
    for rest in sorted(snapshots.glob(".*.nieuw-*")):
        with suppress(FileNotFoundError):
            if rest.stat().st_mtime < grens:
                rest.unlink()
                weg.append(rest.name)
    return weg


def write_snapshot(
    snapshots: Path, inhoud: bytes, extensie: str, sidecar: Mapping[str, Any]
) -> str:
    """Store a payload and its sidecar; what is there already with the same content stays.

    Args:
        snapshots: the folder; made when absent.
        inhoud: the payload.
        extensie: without a dot in front: "csv", "csv.gz", "xlsx".
        sidecar: see `Snapshot`; snapshot_id and extensie are added.

    Returns:
        The snapshot_id.
    """
    snapshot_id = get_snapshot_id(inhoud)
    pad = snapshots / f"{snapshot_id}.{extensie}"
    if not pad.is_file() or get_snapshot_id(pad.read_bytes()) != snapshot_id:
        write_atomair(pad, inhoud)
    volledig = {"snapshot_id": snapshot_id, "extensie": extensie, **sidecar}
    tekst = json.dumps(volledig, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    beschrijving = snapshots / f"{snapshot_id}.json"
    nieuw = tekst.encode()
    if not beschrijving.is_file() or beschrijving.read_bytes() != nieuw:
        write_atomair(beschrijving, nieuw)
    return snapshot_id


def read_snapshots(snapshots: Path) -> list[Snapshot]:
    """Every stored payload, oldest first; an absent folder holds none.

    Raises:
        BronFout: sidecars that cannot be read or lack something; all of them at once. The
            payloads themselves are checked when they are loaded.
    """
    gevonden: list[Snapshot] = []
    problemen: list[str] = []
    for pad in sorted(snapshots.glob("*.json")) if snapshots.is_dir() else []:
        try:
            gevonden.append(_parse_sidecar(pad))
        except BronFout as fout:
            problemen += fout.problemen
    if problemen:
        raise BronFout(problemen)
    return sorted(gevonden, key=lambda deel: (str(deel.sidecar["opgehaald_op"]), deel.snapshot_id))


def _parse_sidecar(pad: Path) -> Snapshot:
    try:
        sidecar = json.loads(pad.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as fout:
        raise BronFout(f"{pad}: geen leesbare JSON; haal het weg en importeer opnieuw") from fout
    mist = [naam for naam in _VERPLICHT if not isinstance(sidecar, dict) or naam not in sidecar]
    if mist or sidecar["snapshot_id"] != pad.stem:
        wat = f"mist {', '.join(mist)}" if mist else "hoort bij een andere inhoud"
        raise BronFout(f"{pad}: {wat}; haal het weg en importeer opnieuw")
    return Snapshot(pad.stem, pad.with_name(f"{pad.stem}.{sidecar['extensie']}"), sidecar)
