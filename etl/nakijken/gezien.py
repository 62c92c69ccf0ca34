"""Which entries were seen to agree with their live source, when, and at which address.

The record stands in a folder of its own under `snapshots/`. It counts for an entry only while the
entry asks the same question; an address that is not that of the source itself never counts as live.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from etl.bronnen.adres import is_live, parse_host
from etl.ophalen.opgehaald import describe_kern
from etl.snapshot import Snapshot, write_atomair
from welvaart.catalogus import BestandBron, Catalogus, LiveBron
from welvaart.fouten import BronFout

_PLEK = ("nagekeken", "gezien.json")


@dataclass(frozen=True, slots=True)
class Gezien:
    """One entry that agreed.

    Attributes:
        soort: kind of source, as in the catalogue.
        kern: the question, as `describe_kern` gives it.
        host: where it was asked.
        gezien_op: when (ISO 8601, UTC).
        onderwerp: code, titel, eenheid and groep as the source gave them.
    """

    soort: str
    kern: Mapping[str, Any]
    host: str
    gezien_op: str
    onderwerp: Mapping[str, str]


def get_pad(snapshots: Path) -> Path:
    """Where the record stands; need not exist."""
    return snapshots.joinpath(*_PLEK)


def load_gezien(snapshots: Path) -> dict[str, Gezien]:
    """Load the record: indicator_id → when it agreed; empty when nothing was looked at.

    Raises:
        BronFout: the record is damaged.
    """
    pad = get_pad(snapshots)
    if not pad.is_file():
        return {}
    try:
        ruw = json.loads(pad.read_text(encoding="utf-8"))
        uit = {str(naam): Gezien(**velden) for naam, velden in ruw.items()}
        for gezien in uit.values():
            datetime.fromisoformat(gezien.gezien_op)
    except (OSError, ValueError, TypeError, AttributeError) as fout:
        raise BronFout(
            f'{pad}: geen leesbare lijst; haal het bestand weg en draai "python -m etl check"'
        ) from fout
    return uit


def update_gezien(snapshots: Path, nieuw: Mapping[str, Gezien | None]) -> None:
    """Put what was found into the record, whole or not at all; None takes an entry out.

    Raises:
        BronFout: see `load_gezien`.
    """
    alles = {**load_gezien(snapshots), **nieuw}
    ruw = {naam: asdict(deel) for naam, deel in sorted(alles.items()) if deel is not None}
    tekst = json.dumps(ruw, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_atomair(get_pad(snapshots), tekst.encode())


def is_zelfde_vraag(gezien: Gezien, bron: LiveBron) -> bool:
    """Whether the entry still asks what was looked at."""
    return gezien.soort == bron.soort and dict(gezien.kern) == describe_kern(bron)


def find_gezien(catalogus: Catalogus, snapshots: Path) -> dict[str, Gezien]:
    """The entries of this catalogue that agreed, and ask the same question still.

    Raises:
        BronFout: see `load_gezien`.
    """
    uit = {}
    for naam, gezien in load_gezien(snapshots).items():
        indicator = catalogus.indicatoren.get(naam)
        if indicator is None or isinstance(indicator.bron, BestandBron):
            continue
        if is_zelfde_vraag(gezien, indicator.bron):
            uit[naam] = gezien
    return uit


def mark_gezien(
    indicatoren: pd.DataFrame, gezien: Mapping[str, Gezien], opgehaald: Mapping[str, Snapshot]
) -> pd.DataFrame:
    """Say per indicator what was seen at the live source.

    Args:
        indicatoren: rows of table indicator.
        gezien: of `find_gezien`; says that the question agreed, nothing about the figures.
        opgehaald: indicator_id → snapshot of the figures in use; fetched from the source itself
            they count as gecontroleerd.

    Returns:
        A copy with gezien_op, gezien_bij and gezien_live, and gecontroleerd brought up to date.
    """
    uit = indicatoren.copy()
    uit["gezien_op"] = pd.Series(pd.NaT, index=uit.index, dtype="datetime64[us]")
    uit["gezien_bij"] = pd.Series(None, index=uit.index, dtype="str")
    uit["gezien_live"] = False
    ids = uit["indicator_id"]
    for naam, deel in gezien.items():
        moment = datetime.fromisoformat(deel.gezien_op).astimezone(UTC).replace(tzinfo=None)
        rij = ids == naam
        uit.loc[rij, "gezien_op"] = moment
        uit.loc[rij, "gezien_bij"] = deel.host
        uit.loc[rij, "gezien_live"] = is_live(deel.soort, deel.host)
    vers = [
        naam
        for naam, snapshot in opgehaald.items()
        if is_live(
            str(snapshot.sidecar["soort"]), parse_host(str(snapshot.sidecar["opgehaald_van"]))
        )
    ]
    uit.loc[ids.isin(vers), "gecontroleerd"] = True
    return uit
