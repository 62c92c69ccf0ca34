"""A user's own file comes in: read whole, checked whole, and only then stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import ValidationError

from etl.bronnen.bestand.formule import check_formules
from etl.bronnen.bestand.tabel import get_extensie, load_bestand, read_tabel
from etl.eigen.reeks import Leeswijze, find_eigen_reeksen, read_uitkomst
from etl.eigen.vervangen import check_vervangen
from etl.indicatorkeuze import find_indicator
from etl.snapshot import Snapshot, get_snapshot_id, read_snapshots, write_snapshot
from etl.transformaties.bestand import Uitkomst
from etl.transformaties.getal import Decimaalteken
from etl.transformaties.lml import prepare_lml
from etl.transformaties.vorm import describe_kolommen, recognize_vorm
from welvaart.catalogus import BestandBron, Catalogus, CatalogusIndicator
from welvaart.catalogus.veldfouten import find_problemen
from welvaart.cijfers.periode import Periode
from welvaart.fouten import BronFout, CatalogusFout
from welvaart.opmaak import format_datum
from welvaart.regio.naam import Naamregister

SOORT = "bestand"
_NIET_OPGEGEVEN = "niet opgegeven"

_VERVANGT = """Ingelezen. Draai nu "python -m etl build" om het op het scherm te krijgen.
Let op: dit bestand komt in de plaats van alle cijfers van deze indicator, ook van andere gemeenten
en jaren. Ongedaan maken: python -m etl import --ongedaan {id}"""


@dataclass(frozen=True, slots=True)
class Opdracht:
    """What the user asked of `etl import`.

    `velden` overrides fields of the catalogue's `bron`; `blad` and `decimaalteken` belong to the
    file; `bron`, `editie` and `licentie` describe it for a reader, `door` says which team brings
    it; `namen` says what names mean that match nothing (see `Leeswijze`); `vervang` lets the file
    come in the place of own figures that another file or team brought.
    """

    pad: Path
    indicator_id: str
    velden: Mapping[str, Any] = field(default_factory=dict)
    blad: str | None = None
    decimaalteken: Decimaalteken | None = None
    sta_toe_onbekend: bool = False
    bron: str | None = None
    editie: str | None = None
    licentie: str | None = None
    door: str | None = None
    namen: Mapping[str, str | None] = field(default_factory=dict)
    vervang: bool = False


@dataclass(frozen=True, slots=True)
class Verslag:
    """What an import did: whether it was new, and Dutch lines for the user."""

    snapshot_id: str
    nieuw: bool
    regels: tuple[str, ...]


def import_bestand(
    opdracht: Opdracht, catalogus: Catalogus, namen: Naamregister, snapshots: Path
) -> Verslag:
    """Check a file whole, and only then store it.

    Raises:
        KeuzeFout: the indicator is unknown.
        CatalogusFout: the options contradict each other.
        BronFout: every reason why the file cannot be loaded, each with file name and place.
    """
    indicator = find_indicator(opdracht.indicator_id, catalogus)
    snapshot_id, tabel = _read(opdracht)
    try:
        bron, regels = choose_bron(indicator, tabel, opdracht)
    except BronFout as fout:
        raise BronFout([f"{opdracht.pad.name}: {regel}" for regel in fout.problemen]) from fout
    leeswijze = Leeswijze(
        bron, opdracht.blad, opdracht.decimaalteken, opdracht.sta_toe_onbekend, opdracht.namen
    )
    uitkomst = read_uitkomst(tabel, opdracht.pad.name, indicator, leeswijze, namen, snapshot_id)
    stuk = {
        "indicator_id": indicator.indicator_id,
        "bron": bron.model_dump(mode="json", exclude_unset=True),
        "blad": opdracht.blad,
        "decimaalteken": opdracht.decimaalteken,
        "sta_toe_onbekend": opdracht.sta_toe_onbekend,
        "niet_herkend": list(uitkomst.onbekend),
        **({"namen": dict(opdracht.namen)} if opdracht.namen else {}),
        **({"door": opdracht.door} if opdracht.door else {}),
    }
    if not opdracht.vervang:
        alle, wie = read_snapshots(snapshots), opdracht.door
        check_vervangen(alle, indicator.indicator_id, snapshot_id, opdracht.pad.name, wie)
    nieuw = _store(opdracht, snapshot_id, len(tabel), stuk, snapshots)
    regels += _describe_uitkomst(uitkomst, indicator, describe_kolommen(tabel, bron), nieuw)
    if nieuw:
        regels.append(_VERVANGT.format(id=indicator.indicator_id))
    return Verslag(snapshot_id, nieuw, tuple(regels))


def _read(opdracht: Opdracht) -> tuple[str, pd.DataFrame]:
    """The id and the table of a file; its bytes, as large as the table, are let go."""
    inhoud = load_bestand(opdracht.pad)
    check_formules(inhoud, opdracht.pad.name, opdracht.blad)
    tabel = prepare_lml(read_tabel(inhoud, opdracht.pad.name, opdracht.blad))
    return get_snapshot_id(inhoud), tabel


def choose_bron(
    indicator: CatalogusIndicator, tabel: pd.DataFrame, opdracht: Opdracht
) -> tuple[BestandBron, list[str]]:
    """Settings of the catalogue when the file has that layout, else of a known layout; options."""
    # The gemeenten of which year the figures stand on, the build takes from the catalogue.
    indeling = indicator.indeling_bron or "eigen"
    basis: dict[str, Any] = {
        "soort": SOORT,
        "regios": indicator.bron.regios,
        "indeling": indeling,
    }
    vorm = recognize_vorm(tabel, indicator, opdracht.velden)
    regels = [f"Herkend als {vorm.naam}."] if vorm else []
    mist = _find_mist(indicator.bestand_bron, tabel)
    if indicator.bestand_bron is not None and not mist:
        basis = indicator.bestand_bron.model_dump(exclude_unset=True, exclude={"bestand", "uit"})
    if vorm and (mist or "kolom" not in basis):
        basis = {**vorm.velden, **basis}
        regels += vorm.regels
    elif mist:
        regels.append(
            f"Dit bestand is anders opgebouwd dan dat van de catalogus (kolom {', '.join(mist)}"
            " ontbreekt). De instellingen daarvan zijn niet gebruikt; een 0 telt als echte 0."
        )
    if opdracht.velden.keys() & {"jaar_kolom", "periode", "jaar_kolommen"}:
        for veld in ("jaar_kolom", "periode", "jaar_kolommen"):
            basis.pop(veld, None)
    try:
        bron = BestandBron.model_validate({**basis, **opdracht.velden})
    except ValidationError as fout:
        raise CatalogusFout(find_problemen(fout.errors(), BestandBron, "opties: ")) from fout
    return bron, regels


def _find_mist(bron: BestandBron | None, tabel: pd.DataFrame) -> list[str]:
    """Columns that the catalogue names and the file lacks."""
    if bron is None:
        return []
    vast = [bron.kolom, bron.deel_door, bron.regio_kolom, bron.jaar_kolom]
    return [
        kolom for kolom in [*vast, *bron.plus, *bron.filter] if kolom and kolom not in tabel.columns
    ]


def _store(
    opdracht: Opdracht, snapshot_id: str, rijen: int, stuk: dict[str, Any], snapshots: Path
) -> bool:
    """Write payload and sidecar; False when this very import was stored before.

    One file can feed several indicators: the sidecar holds a list of them, newest last.

    Raises:
        BronFout: the file is no longer what was read and checked.
    """
    nu = datetime.now(UTC).isoformat(timespec="microseconds")
    alle = read_snapshots(snapshots)
    oud = next((deel.sidecar for deel in alle if deel.snapshot_id == snapshot_id), {})
    beschrijving = _describe_bron(opdracht, oud)
    if _is_zelfde(oud, beschrijving, stuk) and _is_geldend(alle, stuk, snapshot_id):
        return False
    rest = [deel for deel in oud.get("invoer", []) if deel["indicator_id"] != stuk["indicator_id"]]
    sidecar = {
        **beschrijving,
        "soort": SOORT,
        "opgehaald_op": oud.get("opgehaald_op", nu),
        "gewijzigd_op": None,
        "rijen": rijen,
        "invoer": [*rest, {**stuk, "ingelezen_op": nu}],
    }
    inhoud = load_bestand(opdracht.pad)
    if get_snapshot_id(inhoud) != snapshot_id:
        raise BronFout(
            f"{opdracht.pad.name}: het bestand veranderde terwijl het werd ingelezen; er is niets "
            "bewaard. Lees het opnieuw in"
        )
    write_snapshot(snapshots, inhoud, get_extensie(opdracht.pad.name, inhoud), sidecar)
    return True


def _is_zelfde(
    oud: Mapping[str, Any], beschrijving: Mapping[str, Any], stuk: Mapping[str, Any]
) -> bool:
    """Whether this file was stored before with the same description and settings."""
    eerder = [{**deel, "ingelezen_op": None} for deel in oud.get("invoer", [])]
    return {**stuk, "ingelezen_op": None} in eerder and beschrijving.items() <= oud.items()


def _is_geldend(alle: Sequence[Snapshot], stuk: Mapping[str, Any], snapshot_id: str) -> bool:
    """Whether this file is the one that counts for the indicator, and is still whole."""
    geldend = find_eigen_reeksen(alle)[stuk["indicator_id"]].snapshot
    if geldend.snapshot_id != snapshot_id or not geldend.pad.is_file():
        return False
    return get_snapshot_id(geldend.pad.read_bytes()) == snapshot_id


def _describe_bron(opdracht: Opdracht, oud: Mapping[str, Any]) -> dict[str, Any]:
    vandaag = format_datum(datetime.now(UTC))
    return {
        "bestandsnaam": oud.get("bestandsnaam", opdracht.pad.name),
        "bron": opdracht.bron or oud.get("bron") or f"Eigen bestand {opdracht.pad.name}",
        "tabel": None,
        "editie": opdracht.editie or oud.get("editie") or f"ingelezen op {vandaag}",
        "licentie": opdracht.licentie or oud.get("licentie") or _NIET_OPGEGEVEN,
        "url": _NIET_OPGEGEVEN,
    }


def _describe_uitkomst(
    uitkomst: Uitkomst, indicator: CatalogusIndicator, gelezen: str, nieuw: bool
) -> list[str]:
    frame = uitkomst.waarnemingen
    perioden = sorted(frame["periode_code"].unique())
    van, tot = Periode(perioden[0]).label, Periode(perioden[-1]).label
    regels = [
        f"{indicator.titel}: cijfers: {frame['waarde'].notna().sum()}; regio's: "
        f"{frame['regio_code'].nunique()}; {van if van == tot else f'{van} tot en met {tot}'}.",
        gelezen,
        f"Verantwoording: {uitkomst.cellen} cellen in het bestand, {len(frame)} ingelezen "
        f"(waarvan {frame['waarde'].isna().sum()} leeg).",
    ]
    regels += [f"Weggelaten: {aantal} × {reden}." for reden, aantal in uitkomst.weggelaten.items()]
    regels += [f"Niet ingelezen: {regel}" for regel in uitkomst.onbekend]
    if not nieuw:
        regels.append("Dit bestand was al zo ingelezen; er is niets veranderd.")
    return regels
