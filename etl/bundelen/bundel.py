"""The bundled figures: source files → `etl/momentopname/`, with a manifest that proves them.

Only figures and geography are kept, not the source files. The same files give the same figures:
the manifest holds a hash per indicator and per table, over text that depends on nothing else.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from etl.bronnen.bestand.tabel import load_bestand, read_tabel
from etl.bundelen.leesmij import build_leesmij
from etl.correcties import Correcties
from etl.gebieden import build_gebieden
from etl.snapshot import get_snapshot_id, write_atomair
from etl.transformaties.bestand import check_uitkomst, to_waarnemingen
from welvaart.catalogus import BestandBron, Catalogus, CatalogusIndicator
from welvaart.fouten import BronFout
from welvaart.regio.naam import Naamregister

MANIFEST = "manifest.json"
GEBUNDELD_OP = datetime(2026, 11, 21, tzinfo=UTC)
"""Day of bundling; fixed, so that bundling the same files again changes nothing."""
KOLOMMEN = [
    "indicator_id",
    "regio_code",
    "periode_code",
    "waarde",
    "onder",
    "boven",
    "status",
    "ontbreekt_omdat",
    "snapshot_id",
]
_SLEUTEL = ["indicator_id", "regio_code", "periode_code"]
_GEBIEDEN = ("regio", "regio_alias", "indeling", "herindeling", "regio_breuk", "grens")
TABELLEN = ("waarneming", "snapshot", *_GEBIEDEN)
MAX_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class BundelVerslag:
    """What was bundled: rows and filled cells in all, bytes on disk, Dutch lines."""

    rijen: int
    gevuld: int
    bytes: int
    regels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Bestand:
    """One source file, read once."""

    snapshot_id: str
    tabel: pd.DataFrame


def build_momentopname(
    bronmap: Path, catalogus: Catalogus, correcties: Correcties, doel: Path
) -> BundelVerslag:
    """Make all bundled tables from the source files and write them.

    Args:
        bronmap: folder with the source files, as the catalogue names them under `bestand`.
        catalogus: which series to take from which file.
        correcties: those on the CBS ledger are applied here; those on figures wait for the build.
        doel: the folder `etl/momentopname`; written only when every series could be read.

    Raises:
        BronFout: everything that stands in the way, each with indicator, file and place.
    """
    if not bronmap.is_dir():
        raise BronFout(f"{bronmap} is geen map; geef de map met de bronbestanden")
    herindelingen = [correctie.model_dump() for correctie in correcties.herindelingen]
    tabellen = dict(build_gebieden(bronmap, herindelingen))
    namen = Naamregister(tabellen["regio"], tabellen["regio_alias"])
    tabellen["waarneming"], tabellen["snapshot"], regels = _read_reeksen(bronmap, catalogus, namen)
    inhoud = {f"{naam}.parquet": _to_parquet(tabellen[naam]) for naam in TABELLEN}
    inhoud["README.md"] = build_leesmij(catalogus, correcties, tabellen).encode()
    inhoud[MANIFEST] = _to_json(build_manifest(tabellen))
    totaal = sum(map(len, inhoud.values()))
    if totaal > MAX_BYTES:
        raise BronFout(f"de bundel is {totaal / 1e6:.1f} MB, meer dan 8 MB; bundel minder reeksen")
    for naam, deel in inhoud.items():
        write_atomair(doel / naam, deel)
    waarneming = tabellen["waarneming"]
    gevuld = int(waarneming["waarde"].notna().sum())
    return BundelVerslag(len(waarneming), gevuld, totaal, tuple(regels))


def _read_reeksen(
    bronmap: Path, catalogus: Catalogus, namen: Naamregister
) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """Read every series of the catalogue that comes from a file: waarnemingen, snapshots, lines."""
    bestanden: dict[str, _Bestand] = {}
    frames: list[pd.DataFrame] = []
    snapshots: dict[str, dict[str, Any]] = {}
    problemen: list[str] = []
    regels: list[str] = []
    for indicator in catalogus.indicatoren.values():
        bron = indicator.bestand_bron
        if bron is None or bron.bestand is None:
            continue
        try:
            bestand = _load_bestand(bronmap, bron.bestand, bestanden)
            frame, regel = _read_reeks(indicator, bron, bestand, namen)
        except BronFout as fout:
            problemen += [f"{indicator.indicator_id}: {regel}" for regel in fout.problemen]
            continue
        frames.append(frame)
        regels.append(regel)
        rij = _describe_snapshot(catalogus, indicator, bestand)
        if snapshots.setdefault(bestand.snapshot_id, rij) != rij:
            problemen.append(
                f"{indicator.indicator_id}: {bron.bestand} heeft in indicators.yaml twee "
                "beschrijvingen; geef elke indicator uit dit bestand dezelfde 'uit'"
            )
    if problemen:
        raise BronFout(problemen)
    waarneming = pd.concat(frames, ignore_index=True).sort_values(_SLEUTEL, ignore_index=True)
    snapshot = pd.DataFrame(list(snapshots.values())).sort_values("snapshot_id", ignore_index=True)
    return waarneming[KOLOMMEN], snapshot, regels


def _load_bestand(bronmap: Path, naam: str, bestanden: dict[str, _Bestand]) -> _Bestand:
    if naam not in bestanden:
        inhoud = load_bestand(bronmap / naam)
        bestanden[naam] = _Bestand(get_snapshot_id(inhoud), read_tabel(inhoud, naam))
    return bestanden[naam]


def _read_reeks(
    indicator: CatalogusIndicator, bron: BestandBron, bestand: _Bestand, namen: Naamregister
) -> tuple[pd.DataFrame, str]:
    uitkomst = to_waarnemingen(
        bestand.tabel, indicator.indicator_id, bron, namen, bestand.snapshot_id
    )
    frame = check_uitkomst(uitkomst)
    weg = ", ".join(f"{aantal} {reden}" for reden, aantal in uitkomst.weggelaten.items())
    gevuld = int(frame["waarde"].notna().sum())
    regel = f"{indicator.indicator_id}: {len(frame)} rijen, {gevuld} gevuld"
    return frame, f"{regel} (weggelaten: {weg})" if weg else regel


def _describe_snapshot(
    catalogus: Catalogus, indicator: CatalogusIndicator, bestand: _Bestand
) -> dict[str, Any]:
    beschrijving = catalogus.get_bron(indicator.indicator_id)
    return {
        "snapshot_id": bestand.snapshot_id,
        "bron": beschrijving.naam,
        "tabel": beschrijving.tabel,
        "editie": beschrijving.editie,
        "gewijzigd_op": None,
        "opgehaald_op": GEBUNDELD_OP.replace(tzinfo=None),
        "rijen": len(bestand.tabel),
        "licentie": beschrijving.licentie,
        "url": beschrijving.url,
    }


def _to_parquet(frame: pd.DataFrame) -> bytes:
    """Parquet bytes, zstd. An empty timestamp column keeps its type."""
    tabel = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    for plek, veld in enumerate(tabel.schema):
        if pa.types.is_null(veld.type):
            soort = pa.timestamp("us") if veld.name.endswith("_op") else pa.string()
            tabel = tabel.set_column(plek, veld.name, tabel.column(plek).cast(soort))
    uit = pa.BufferOutputStream()
    pq.write_table(tabel, uit, compression="zstd", compression_level=15)
    return bytes(uit.getvalue())


def build_manifest(tabellen: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Count and hash the content: per indicator without snapshot_id, per other table whole."""
    waarneming = tabellen["waarneming"].drop(columns="snapshot_id")
    return {
        "indicatoren": {
            str(indicator_id): {
                "rijen": len(groep),
                "gevuld": int(groep["waarde"].notna().sum()),
                "sha256": compute_hash(groep),
            }
            for indicator_id, groep in waarneming.groupby("indicator_id", sort=True)
        },
        "gebieden": {
            naam: {"rijen": len(tabellen[naam]), "sha256": compute_hash(tabellen[naam])}
            for naam in _GEBIEDEN
        },
    }


def compute_hash(frame: pd.DataFrame) -> str:
    """sha256 of the rows as sorted text: independent of row order, file format and library."""
    kolommen = [_to_tekst(frame[naam]) for naam in frame.columns]
    regels = sorted("\x1f".join(rij) for rij in zip(*kolommen, strict=True))
    kop = "\x1f".join(map(str, frame.columns))
    return hashlib.sha256("\n".join([kop, *regels]).encode()).hexdigest()


def _to_tekst(kolom: pd.Series) -> list[str]:
    """Each value as one fixed text: floats in their shortest exact form, dates ISO, WKB hex."""
    if pd.api.types.is_float_dtype(kolom.dtype):
        waarden = kolom.to_numpy(dtype=np.float64)
        return ["" if np.isnan(waarde) else repr(float(waarde)) for waarde in waarden]
    if pd.api.types.is_datetime64_any_dtype(kolom.dtype):
        return ["" if pd.isna(waarde) else waarde.date().isoformat() for waarde in kolom]
    return [
        waarde.hex() if isinstance(waarde, bytes) else "" if pd.isna(waarde) else str(waarde)
        for waarde in kolom
    ]


def _to_json(inhoud: Mapping[str, Any]) -> bytes:
    return (json.dumps(inhoud, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
