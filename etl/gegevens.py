"""What goes into a build: the bundled figures and regions, and what the user imported."""

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from etl.eigen_reeks import load_eigen_bestanden
from etl.snapshot import Snapshot
from welvaart.catalogus import Catalogus
from welvaart.fouten import BronFout
from welvaart.naam import Naamregister
from welvaart.waarneming import KOLOMMEN, SLEUTEL

GEBIEDSTABELLEN = ("regio", "regio_alias", "indeling", "herindeling", "regio_breuk", "grens")
_SNAPSHOT_KOLOMMEN = [
    "snapshot_id",
    "bron",
    "tabel",
    "editie",
    "gewijzigd_op",
    "opgehaald_op",
    "rijen",
    "licentie",
    "url",
]


@dataclass(frozen=True)
class Gegevens:
    """Figures as found (no corrections yet), their payloads and the regions.

    Attributes:
        waarnemingen: see `welvaart.waarneming`.
        snapshots: table `snapshot`.
        gebieden: the tables of `GEBIEDSTABELLEN`.
        opmerkingen: what was left out and why, in Dutch.
    """

    waarnemingen: pd.DataFrame
    snapshots: pd.DataFrame
    gebieden: dict[str, pd.DataFrame]
    opmerkingen: tuple[str, ...] = ()


def load_gegevens(momentopname: Path, snapshots: Path, catalogus: Catalogus) -> Gegevens:
    """Load everything a build is made of; imported series replace the bundled ones whole.

    Args:
        momentopname: folder with the bundled parquet files.
        snapshots: folder with imported files; need not exist.
        catalogus: figures of indicators that it does not know are left out.

    Raises:
        BronFout: a bundled file is missing or damaged, or an imported one cannot be read.
    """
    basis = load_momentopname(momentopname, catalogus)
    if not any(snapshots.glob("*.json")):
        return basis
    namen = Naamregister(basis.gebieden["regio"], basis.gebieden["regio_alias"])
    nieuw, gebruikt = load_eigen_bestanden(snapshots, catalogus, namen)
    if nieuw.empty:
        return basis
    rijen = pd.DataFrame([_build_snapshot_rij(snapshot) for snapshot in gebruikt])
    alle = pd.concat([basis.snapshots, _drop_tijdzone(rijen)], ignore_index=True)
    return replace(
        basis,
        waarnemingen=replace_reeksen(basis.waarnemingen, nieuw),
        snapshots=alle.drop_duplicates("snapshot_id", ignore_index=True),
    )


def load_momentopname(momentopname: Path, catalogus: Catalogus) -> Gegevens:
    """Load the bundled figures of the indicators that the catalogue knows.

    Raises:
        BronFout: a file is missing or damaged.
    """
    waarnemingen = _load_tabel(momentopname, "waarneming").assign(indeling_jaar=0, herkomst="bron")
    bekend = waarnemingen["indicator_id"].isin(list(catalogus.indicatoren))
    over = sorted(waarnemingen.loc[~bekend, "indicator_id"].unique())
    return Gegevens(
        waarnemingen=waarnemingen.loc[bekend, KOLOMMEN],
        snapshots=_drop_tijdzone(_load_tabel(momentopname, "snapshot")),
        gebieden={naam: _load_tabel(momentopname, naam) for naam in GEBIEDSTABELLEN},
        opmerkingen=tuple(
            f"{indicator_id}: meegeleverd, maar niet in de catalogus; weggelaten"
            for indicator_id in over
        ),
    )


def replace_reeksen(waarnemingen: pd.DataFrame, nieuw: pd.DataFrame) -> pd.DataFrame:
    """Replace series whole: a series is one indicator for one kind of regio, from one payload."""
    reeksen = set(_name_reeksen(nieuw))
    over = waarnemingen[~_name_reeksen(waarnemingen).isin(reeksen)]
    alle = pd.concat([over, nieuw[KOLOMMEN]], ignore_index=True)
    return alle.sort_values(SLEUTEL, ignore_index=True)


def _name_reeksen(frame: pd.DataFrame) -> "pd.Series[str]":
    return frame["indicator_id"] + " " + frame["regio_code"].str[:2]


def _load_tabel(momentopname: Path, naam: str) -> pd.DataFrame:
    pad = momentopname / f"{naam}.parquet"
    try:
        frame: pd.DataFrame = pq.read_table(pad).to_pandas()
    except (OSError, pa.ArrowException) as fout:
        raise BronFout(
            f"{pad.name} in {momentopname.name} ontbreekt of is beschadigd; haal het project"
            " opnieuw op"
        ) from fout
    return frame


def _build_snapshot_rij(snapshot: Snapshot) -> dict[str, object]:
    rij = {naam: snapshot.sidecar.get(naam) for naam in _SNAPSHOT_KOLOMMEN}
    return rij | {"snapshot_id": snapshot.snapshot_id}


def _drop_tijdzone(snapshots: pd.DataFrame) -> pd.DataFrame:
    """Moments as UTC without zone, as the warehouse keeps them."""
    return snapshots.assign(
        gewijzigd_op=pd.to_datetime(snapshots["gewijzigd_op"], utc=True).dt.tz_localize(None),
        opgehaald_op=pd.to_datetime(snapshots["opgehaald_op"], utc=True).dt.tz_localize(None),
    )
