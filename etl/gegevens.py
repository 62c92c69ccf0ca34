"""What goes into a build: the bundled figures and regions, what was fetched and imported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from etl.controleren.reeksen import check_zelfde_eenheid
from etl.eigen.deelgebied import add_deelgebieden
from etl.eigen.reeks import EIGEN_KOLOMMEN, build_eigen_tabel, load_eigen_bestanden
from etl.meegeleverd import load_tabel
from etl.ophalen.opgehaald import Opgehaald, load_opgehaald
from etl.snapshot import Snapshot, read_snapshots
from welvaart.catalogus import Catalogus
from welvaart.cijfers.periode import Periode
from welvaart.cijfers.waarneming import KOLOMMEN, SLEUTEL
from welvaart.regio.naam import Naamregister

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
        waarnemingen: see `welvaart.cijfers.waarneming`.
        snapshots: table `snapshot`.
        gebieden: the tables of `GEBIEDSTABELLEN`.
        opmerkingen: what was left out and why, in Dutch.
        opgehaald: indicator_id → the snapshot of its fetched figures.
        begin: indicator_id → first periode_code of its fetched figures.
        eigen_reeksen: table `eigen_reeks`.
    """

    waarnemingen: pd.DataFrame
    snapshots: pd.DataFrame
    gebieden: dict[str, pd.DataFrame]
    opmerkingen: tuple[str, ...] = ()
    opgehaald: Mapping[str, Snapshot] = field(default_factory=dict)
    begin: Mapping[str, str] = field(default_factory=dict)
    eigen_reeksen: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=EIGEN_KOLOMMEN)
    )


def load_gegevens(momentopname: Path, snapshots: Path, catalogus: Catalogus) -> Gegevens:
    """Load everything a build is made of.

    A fetched series replaces the bundled one whole, per indicator and kind of regio; a series that
    the user imported replaces both.

    Args:
        momentopname: folder with the bundled parquet files.
        snapshots: folder with fetched and imported files; need not exist.
        catalogus: figures of indicators that it does not know are left out.

    Raises:
        BronFout: a bundled file is missing or damaged, or a stored one cannot be read.
        ControleFout: new figures are plainly in another unit than the bundled ones.
    """
    basis = load_momentopname(momentopname, catalogus)
    bewaard = read_snapshots(snapshots)
    if not bewaard:
        return basis
    met_opgehaald = _add_opgehaald(
        basis, load_opgehaald(bewaard, catalogus, basis.gebieden["regio"])
    )
    namen = Naamregister(basis.gebieden["regio"], basis.gebieden["regio_alias"])
    eigen = load_eigen_bestanden(snapshots, catalogus, namen)
    if eigen.waarnemingen.empty:
        return met_opgehaald
    check_zelfde_eenheid(basis.waarnemingen, eigen.waarnemingen)
    alles = _replace(met_opgehaald, eigen.waarnemingen, eigen.snapshots)
    gebieden = alles.gebieden
    if eigen.deelgebieden:
        regio = add_deelgebieden(gebieden["regio"], eigen.deelgebieden)
        gebieden = gebieden | {"regio": regio}
    over = set(alles.waarnemingen["snapshot_id"])
    weg = [naam for naam, deel in alles.opgehaald.items() if deel.snapshot_id not in over]
    return replace(
        alles,
        gebieden=gebieden,
        eigen_reeksen=build_eigen_tabel(eigen),
        opgehaald={naam: deel for naam, deel in alles.opgehaald.items() if naam not in weg},
        opmerkingen=(
            *alles.opmerkingen,
            *(f"{naam}: het eigen bestand gaat voor op wat is opgehaald" for naam in weg),
        ),
    )


def _add_opgehaald(basis: Gegevens, nieuw: Opgehaald) -> Gegevens:
    """Put the fetched series in the place of the bundled ones; say which years that costs."""
    if nieuw.waarnemingen.empty:
        return replace(basis, opmerkingen=(*basis.opmerkingen, *nieuw.opmerkingen))
    check_zelfde_eenheid(basis.waarnemingen, nieuw.waarnemingen)
    gevuld = nieuw.waarnemingen[nieuw.waarnemingen["waarde"].notna()]
    begin = {str(naam): str(eerste) for naam, eerste in _find_eerste(gevuld).items()}
    reeksen = set(_name_reeksen(nieuw.waarnemingen))
    weg = basis.waarnemingen[_name_reeksen(basis.waarnemingen).isin(reeksen)]
    opmerkingen = [
        f"{naam}: de opgehaalde cijfers beginnen in {Periode(begin[str(naam)]).label}; de "
        f"meegeleverde van {_format_reeks(groep, begin[str(naam)])} vervallen. Wilt u die houden, "
        "zet vanaf in indicators.yaml dan op een eerder jaar en haal opnieuw op"
        for naam, groep in weg.groupby("indicator_id")
        if groep["periode_code"].min() < begin[str(naam)]
    ]
    return replace(
        _replace(basis, nieuw.waarnemingen, list(nieuw.snapshots.values())),
        opgehaald=nieuw.snapshots,
        begin=begin,
        opmerkingen=(*basis.opmerkingen, *nieuw.opmerkingen, *opmerkingen),
    )


def _format_reeks(frame: pd.DataFrame, voor: str) -> str:
    """Periods before this one, as words: "2017 tot en met 2018"."""
    perioden = sorted(frame.loc[frame["periode_code"] < voor, "periode_code"].unique())
    eerste, laatste = Periode(perioden[0]).label, Periode(perioden[-1]).label
    return eerste if eerste == laatste else f"{eerste} tot en met {laatste}"


def _find_eerste(frame: pd.DataFrame) -> "pd.Series[str]":
    """First period of each indicator."""
    return frame.groupby("indicator_id")["periode_code"].min()


def _replace(basis: Gegevens, nieuw: pd.DataFrame, gebruikt: Sequence[Snapshot]) -> Gegevens:
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
    waarnemingen = load_tabel(momentopname, "waarneming").assign(indeling_jaar=0, herkomst="bron")
    bekend = waarnemingen["indicator_id"].isin(list(catalogus.indicatoren))
    over = sorted(waarnemingen.loc[~bekend, "indicator_id"].unique())
    return Gegevens(
        waarnemingen=waarnemingen.loc[bekend, KOLOMMEN],
        snapshots=_drop_tijdzone(load_tabel(momentopname, "snapshot")),
        gebieden={naam: load_tabel(momentopname, naam) for naam in GEBIEDSTABELLEN},
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


def _build_snapshot_rij(snapshot: Snapshot) -> dict[str, object]:
    rij = {naam: snapshot.sidecar.get(naam) for naam in _SNAPSHOT_KOLOMMEN}
    return rij | {"snapshot_id": snapshot.snapshot_id}


def _drop_tijdzone(snapshots: pd.DataFrame) -> pd.DataFrame:
    """Moments as UTC without zone, as the warehouse keeps them."""
    return snapshots.assign(
        gewijzigd_op=pd.to_datetime(snapshots["gewijzigd_op"], utc=True).dt.tz_localize(None),
        opgehaald_op=pd.to_datetime(snapshots["opgehaald_op"], utc=True).dt.tz_localize(None),
    )
