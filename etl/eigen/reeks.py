"""The series a user imported: which file counts for which indicator, and its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import ValidationError

from etl.bronnen.bestand.tabel import read_tabel
from etl.controleren.grenzen import find_buiten_grenzen
from etl.eigen.omschrijving import EIGEN_PREFIX
from etl.snapshot import Snapshot, read_snapshots
from etl.transformaties.bestand import Uitkomst, check_uitkomst, to_waarnemingen
from etl.transformaties.getal import Decimaalteken
from welvaart.catalogus import BestandBron, Catalogus, CatalogusIndicator
from welvaart.cijfers.waarneming import KOLOMMEN
from welvaart.fouten import BronFout, KeuzeFout
from welvaart.regio.naam import Naamregister

_WEG = (
    "{naam}: ingelezen voor '{id}', maar die indicator staat niet meer in indicators.yaml; zet hem "
    'terug, of haal het eigen bestand weg met "python -m etl import --ongedaan {id}"'
)
EIGEN_KOLOMMEN = [
    "indicator_id",
    "snapshot_id",
    "bestandsnaam",
    "bron",
    "editie",
    "licentie",
    "door",
    "ingelezen_op",
    "cijfers",
    "vervangt",
]


@dataclass(frozen=True, slots=True)
class Leeswijze:
    """How a file is read: the settings of `bron:`, and what belongs to this very file.

    `namen` says what names mean that matched nothing: name → code, or None to leave them out.
    """

    bron: BestandBron
    blad: str | None = None
    decimaalteken: Decimaalteken | None = None
    sta_toe_onbekend: bool = False
    namen: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EigenCijfers:
    """All imported figures that count.

    `waarnemingen` as in `welvaart.cijfers.waarneming` (herkomst import); `deelgebieden` code →
    name of the parts of gemeenten among them, as the newest file writes it.
    """

    waarnemingen: pd.DataFrame
    snapshots: tuple[Snapshot, ...]
    deelgebieden: Mapping[str, str]
    reeksen: tuple["EigenReeks", ...] = ()


@dataclass(frozen=True, slots=True)
class EigenReeks:
    """One stored import: which indicator gets its series from which snapshot, read how."""

    indicator_id: str
    snapshot: Snapshot
    ingelezen_op: str
    leeswijze: Leeswijze
    door: str | None = None


def read_uitkomst(
    tabel: pd.DataFrame,
    bestandsnaam: str,
    indicator: CatalogusIndicator,
    leeswijze: Leeswijze,
    namen: Naamregister,
    snapshot_id: str,
) -> Uitkomst:
    """Turn a table into checked waarnemingen with herkomst "import".

    Raises:
        BronFout: every reason why not, each with the name of the file in front.
    """
    try:
        uitkomst = to_waarnemingen(
            tabel,
            indicator.indicator_id,
            leeswijze.bron,
            namen.add_toewijzing(leeswijze.namen),
            snapshot_id,
            decimaalteken=leeswijze.decimaalteken,
            herkomst="import",
        )
        frame = check_uitkomst(uitkomst, sta_toe_onbekend=leeswijze.sta_toe_onbekend)
        if buiten := find_buiten_grenzen(frame, indicator):
            raise BronFout(buiten)
    except BronFout as fout:
        raise BronFout([f"{bestandsnaam}: {regel}" for regel in fout.problemen]) from fout
    except KeuzeFout as fout:
        raise BronFout(f"{bestandsnaam}: {fout}") from fout
    return uitkomst


def find_eigen_reeksen(snapshots: Sequence[Snapshot]) -> dict[str, EigenReeks]:
    """The import that counts for each indicator: the newest replaces the older ones whole."""
    geldend: dict[str, EigenReeks] = {}
    for snapshot in snapshots:
        for stuk in snapshot.sidecar.get("invoer", []):
            reeks = _parse_reeks(snapshot, stuk)
            vorige = geldend.get(reeks.indicator_id)
            if vorige is None or vorige.ingelezen_op <= reeks.ingelezen_op:
                geldend[reeks.indicator_id] = reeks
    return geldend


def _parse_reeks(snapshot: Snapshot, stuk: Mapping[str, Any]) -> EigenReeks:
    try:
        return EigenReeks(
            stuk["indicator_id"],
            snapshot,
            stuk["ingelezen_op"],
            Leeswijze(
                BestandBron.model_validate(stuk["bron"]),
                stuk["blad"],
                stuk["decimaalteken"],
                stuk["sta_toe_onbekend"],
                stuk.get("namen", {}),
            ),
            stuk.get("door"),
        )
    except (KeyError, TypeError, ValidationError) as fout:
        raise BronFout(
            f"{snapshot.pad.parent / snapshot.snapshot_id}.json: de instellingen zijn niet te "
            "lezen; haal het bestand weg en importeer opnieuw"
        ) from fout


def load_eigen_bestanden(
    snapshots: Path, catalogus: Catalogus, namen: Naamregister
) -> EigenCijfers:
    """All imported figures that count, and their snapshots.

    Raises:
        BronFout: a stored file is damaged or can no longer be read this way, or belongs to an
            indicator that left the catalogue; all problems at once.
    """
    frames: list[pd.DataFrame] = []
    gebruikt: dict[str, Snapshot] = {}
    deelgebieden: dict[str, str] = {}
    problemen: list[str] = []
    gelezen: dict[tuple[str, str | None], pd.DataFrame] = {}
    reeksen = find_eigen_reeksen(read_snapshots(snapshots))
    for indicator_id, reeks in sorted(reeksen.items(), key=lambda paar: paar[1].ingelezen_op):
        snapshot = reeks.snapshot
        bestandsnaam = str(snapshot.sidecar.get("bestandsnaam", snapshot.pad.name))
        indicator = catalogus.indicatoren.get(indicator_id)
        if indicator is None:
            problemen.append(_WEG.format(naam=bestandsnaam, id=indicator_id))
            continue
        try:
            sleutel = (snapshot.snapshot_id, reeks.leeswijze.blad)
            if sleutel not in gelezen:  # a large workbook often feeds several indicators in a row
                gelezen.clear()  # before the next one is read
                blad = reeks.leeswijze.blad
                gelezen[sleutel] = read_tabel(snapshot.load_inhoud(), bestandsnaam, blad)
            uitkomst = read_uitkomst(
                gelezen[sleutel], bestandsnaam, indicator, reeks.leeswijze, namen, sleutel[0]
            )
        except BronFout as fout:
            problemen += fout.problemen
            continue
        frames.append(uitkomst.waarnemingen)
        gebruikt[snapshot.snapshot_id] = snapshot
        deelgebieden |= uitkomst.deelgebieden
    if problemen:
        raise BronFout(problemen)
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=KOLOMMEN)
    return EigenCijfers(frame, tuple(gebruikt.values()), deelgebieden, tuple(reeksen.values()))


def build_eigen_tabel(eigen: EigenCijfers) -> pd.DataFrame:
    """Rows of table eigen_reeks: which file counts for which indicator, newest first."""
    gevuld = eigen.waarnemingen[eigen.waarnemingen["waarde"].notna()]
    aantal = gevuld["indicator_id"].value_counts()
    rijen = [
        {
            "indicator_id": reeks.indicator_id,
            "snapshot_id": reeks.snapshot.snapshot_id,
            "bestandsnaam": str(reeks.snapshot.sidecar.get("bestandsnaam", "onbekend")),
            "bron": reeks.snapshot.sidecar["bron"],
            "editie": reeks.snapshot.sidecar["editie"],
            "licentie": reeks.snapshot.sidecar.get("licentie", "niet opgegeven"),
            "door": reeks.door,
            "ingelezen_op": pd.Timestamp(reeks.ingelezen_op).tz_convert(None),
            "cijfers": int(aantal.get(reeks.indicator_id, 0)),
            "vervangt": not reeks.indicator_id.startswith(EIGEN_PREFIX),
        }
        for reeks in sorted(eigen.reeksen, key=lambda deel: deel.ingelezen_op, reverse=True)
    ]
    return pd.DataFrame(rijen, columns=EIGEN_KOLOMMEN)
