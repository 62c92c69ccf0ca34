"""Fill a new warehouse, check it, swap it in; or leave the old one exactly as it is."""

import hashlib
import logging
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from etl.bundelen.kaart import write_kaarten
from etl.controleren.cijfers import check_cijfers, find_afwijkingen
from etl.controleren.krimp import check_krimp
from etl.correcties import Correcties, apply_correcties, load_correcties
from etl.doorrekening import compute_doorrekening
from etl.gegevens import Gegevens, load_gegevens
from etl.instellingen import WORTEL, Instellingen
from etl.nakijken.gezien import find_gezien, get_pad, mark_gezien
from etl.ophalen.opgehaald import use_opgehaald
from etl.publicatie import (
    Vorige,
    lock_bouw,
    publish,
    read_vorige,
    remove_resten,
    write_warehouse,
)
from etl.tabellen import build_catalogustabellen, mark_eigen
from etl.verschil.revisie import build_revisies
from welvaart.catalogus import Catalogus, load_catalogus

_LOG = logging.getLogger(__name__)
_WELVAART = ("", "catalogus/", "cijfers/", "methode/", "proces/", "regio/")
_CODE = ("etl/**/*.py", "etl/schema.sql", *(f"welvaart/{deel}*.py" for deel in _WELVAART))
"""Sources that decide what a build makes; a change in them makes an old warehouse outdated."""


@dataclass(frozen=True, slots=True)
class BouwVerslag:
    """What a build did.

    Attributes:
        pad: the warehouse.
        nieuw: False when nothing had changed and the file was left untouched.
        bouw_id: fingerprint of code, catalogue, corrections and figures.
        rijen: waarnemingen in the warehouse.
        indicatoren: indicators with at least one figure.
        opmerkingen: Dutch sentences on what deserves a look.
    """

    pad: Path
    nieuw: bool
    bouw_id: str
    rijen: int
    indicatoren: int
    opmerkingen: tuple[str, ...] = ()


def build(instellingen: Instellingen) -> BouwVerslag:
    """Build the warehouse and publish it by replace.

    Raises:
        CatalogusFout: the catalogue or the corrections are not valid.
        BronFout: bundled or imported figures cannot be read.
        ControleFout: the figures break a rule; the old file stays.
        WarehouseFout: another build runs, or the file cannot be replaced.
    """
    doel = instellingen.warehouse
    with lock_bouw(doel, instellingen.wacht_s):
        for rest in remove_resten(doel):
            _LOG.info("%s opgeruimd: rest van een afgebroken bouw", rest)
        catalogus = load_catalogus(instellingen.catalogus, instellingen.eigen_indicatoren)
        bouw_id = _compute_bouw_id(instellingen)
        vorig = read_vorige(doel)
        if vorig is not None and vorig.bouw_id == bouw_id and _has_kaart(instellingen.kaart):
            gevuld = sum(aantal > 0 for aantal in vorig.gevuld.values())
            return BouwVerslag(doel, False, bouw_id, vorig.rijen, gevuld)
        return _rebuild(instellingen, catalogus, bouw_id, vorig)


def _rebuild(
    instellingen: Instellingen, catalogus: Catalogus, bouw_id: str, vorig: Vorige | None
) -> BouwVerslag:
    doel = instellingen.warehouse
    gegevens = load_gegevens(instellingen.momentopname, instellingen.snapshots, catalogus)
    catalogus = use_opgehaald(catalogus, gegevens.opgehaald)
    correcties = load_correcties(instellingen.correcties)
    tabellen, opmerkingen = compute_tabellen(catalogus, correcties, gegevens)
    gezien = find_gezien(catalogus, instellingen.snapshots)
    tabellen["indicator"] = mark_gezien(tabellen["indicator"], gezien, gegevens.opgehaald)
    waarnemingen = tabellen["waarneming"]
    if vorig is not None and not instellingen.sta_toe_krimp:
        check_krimp(
            waarnemingen, tabellen["regio"], vorig, gegevens.begin, instellingen.mag_krimpen
        )
    nu = datetime.now(UTC).replace(tzinfo=None)
    revisies = build_revisies(doel, tabellen, nu)
    tabellen["bouw"] = pd.DataFrame(
        [
            {
                "bouw_id": bouw_id,
                "gebouwd_op": nu,
                "versie": _load_versie(),
                "catalogus_sha256": catalogus.sha256,
                "rijen": len(waarnemingen),
                "revisies_sinds": revisies.sinds,
            }
        ]
    )
    nieuw = write_warehouse(doel, {"revisie": revisies.tabel, **tabellen})
    if instellingen.kaart is not None:
        write_kaarten(tabellen["grens"], tabellen["regio"], instellingen.kaart)
    publish(nieuw, doel)
    gevuld = int(waarnemingen.loc[waarnemingen["waarde"].notna(), "indicator_id"].nunique())
    return BouwVerslag(
        doel, True, bouw_id, len(waarnemingen), gevuld, (*opmerkingen, *revisies.opmerkingen)
    )


def compute_tabellen(
    catalogus: Catalogus, correcties: Correcties, gegevens: Gegevens
) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """Compute every table but `bouw`: corrected, with regional values, checked.

    Returns:
        The tables by name in schema.sql, and the remarks.

    Raises:
        ControleFout: the figures break a rule.
    """
    gecorrigeerd = apply_correcties(gegevens.waarnemingen, correcties, catalogus.indicatoren)
    gebieden = gegevens.gebieden
    waarnemingen, regionaal, herrekening = compute_doorrekening(
        gecorrigeerd.waarnemingen, catalogus, gebieden
    )
    kanttekeningen = gecorrigeerd.kanttekeningen
    check_cijfers(waarnemingen, catalogus, gebieden["regio"], gegevens.snapshots, kanttekeningen)
    gebruikt = gegevens.snapshots["snapshot_id"].isin(waarnemingen["snapshot_id"].unique())
    tabellen = build_catalogustabellen(catalogus) | gebieden
    tabellen["indicator"] = mark_eigen(tabellen["indicator"], waarnemingen, gegevens.snapshots)
    tabellen["snapshot"] = gegevens.snapshots[gebruikt]
    tabellen["kanttekening"] = kanttekeningen
    tabellen["eigen_reeks"] = gegevens.eigen_reeksen
    tabellen["groepswaarde"] = regionaal.groepswaarden
    tabellen["regiogewicht"] = regionaal.gewichten
    tabellen["herrekening"] = herrekening
    tabellen["waarneming"] = waarnemingen
    opmerkingen = [
        *gegevens.opmerkingen,
        *gecorrigeerd.opmerkingen,
        *regionaal.opmerkingen,
        *find_afwijkingen(waarnemingen),
    ]
    return tabellen, opmerkingen


def _has_kaart(kaartmap: Path | None) -> bool:
    return kaartmap is None or any(kaartmap.glob("*.geojson"))


def _compute_bouw_id(instellingen: Instellingen) -> str:
    """Hash everything that decides the content: the same in, the same id."""
    som = hashlib.sha256()
    for pad in _find_bestanden(instellingen):
        som.update(pad.name.encode())
        som.update(hashlib.sha256(pad.read_bytes()).digest())
    return som.hexdigest()


def _find_bestanden(instellingen: Instellingen) -> Iterable[Path]:
    yield instellingen.catalogus
    for pad in (instellingen.correcties, instellingen.eigen_indicatoren):
        if pad.exists():
            yield pad
    yield from sorted(instellingen.momentopname.glob("*.parquet"))
    # Payloads are named by their hash, so the sidecars tell all there is to know.
    yield from sorted(instellingen.snapshots.glob("*.json"))
    if (gezien := get_pad(instellingen.snapshots)).is_file():
        yield gezien
    for patroon in _CODE:
        yield from sorted(WORTEL.glob(patroon))


def _load_versie() -> str:
    with (WORTEL / "pyproject.toml").open("rb") as bestand:
        return str(tomllib.load(bestand)["project"]["version"])
