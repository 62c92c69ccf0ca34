"""The series that were fetched: which snapshot counts for which entry, and its figures.

A snapshot belongs to a question (source, table, topic, selection, regio's, years, factor), not to
an id: when the entry in indicators.yaml changes, an older answer no longer counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.bronnen.adres import is_live, parse_host
from etl.ophalen.precisie import limit_precisie
from etl.snapshot import Snapshot
from etl.transformaties.levering import (
    NOOIT_BESTAAN,
    Omzetting,
    load_levering,
    to_waarnemingen,
)
from welvaart.catalogus import BestandBron, BronBeschrijving, Catalogus, LiveBron
from welvaart.cijfers.waarneming import KOLOMMEN
from welvaart.fouten import BronFout

_GEEN_VRAAG = {"soort", "uit", "indeling"}


@dataclass(frozen=True)
class Opgehaald:
    """What was fetched, as waarnemingen (herkomst bron).

    Attributes:
        waarnemingen: see `welvaart.cijfers.waarneming`.
        snapshots: indicator_id → the snapshot its figures come from.
        opmerkingen: what deserves a look, in Dutch.
    """

    waarnemingen: pd.DataFrame
    snapshots: Mapping[str, Snapshot]
    opmerkingen: tuple[str, ...]


def describe_kern(bron: LiveBron) -> dict[str, Any]:
    """The question of an entry, as it is kept beside the answer."""
    return bron.model_dump(mode="json", exclude=_GEEN_VRAAG)


def find_geldend(
    snapshots: Sequence[Snapshot], bron: LiveBron, *, ook_andere_factor: bool = False
) -> Snapshot | None:
    """Find the newest answer to the question of an entry; None when it was never fetched.

    Args:
        snapshots: of `read_snapshots`.
        bron: the entry.
        ook_andere_factor: an answer fetched for another factor counts as well.
    """
    kern = describe_kern(bron)
    namen = kern.keys() - ({"factor"} if ook_andere_factor else set())

    def fits(snapshot: Snapshot) -> bool:
        oud = snapshot.sidecar.get("kern")
        return isinstance(oud, dict) and all(oud.get(naam) == kern[naam] for naam in namen)

    passend = [deel for deel in snapshots if deel.sidecar["soort"] == bron.soort and fits(deel)]
    return max(passend, key=lambda deel: str(deel.sidecar["opgehaald_op"]), default=None)


def read_omzetting(
    snapshot: Snapshot, indicator_id: str, bron: LiveBron, regio: pd.DataFrame
) -> Omzetting:
    """Waarnemingen of a stored answer.

    Raises:
        BronFout: the payload is gone or damaged, or holds no figures for this entry.
    """
    try:
        inhoud = snapshot.load_inhoud()
    except BronFout as fout:
        raise BronFout(
            f"{indicator_id}: de opgehaalde cijfers zijn weg of beschadigd ({snapshot.pad.name}); "
            f'draai "python -m etl fetch {indicator_id}"'
        ) from fout
    levering = load_levering(inhoud, snapshot.pad.name)
    return to_waarnemingen(levering, indicator_id, bron, regio, snapshot.snapshot_id)


def load_opgehaald(
    snapshots: Sequence[Snapshot], catalogus: Catalogus, regio: pd.DataFrame
) -> Opgehaald:
    """All fetched figures that count.

    Raises:
        BronFout: a stored answer is damaged; all problems at once.
    """
    frames: list[pd.DataFrame] = []
    gebruikt: dict[str, Snapshot] = {}
    opmerkingen: list[str] = []
    problemen: list[str] = []
    for indicator_id, indicator in catalogus.indicatoren.items():
        bron = indicator.bron
        if isinstance(bron, BestandBron):
            continue
        snapshot = find_geldend(snapshots, bron)
        if snapshot is None:
            opmerkingen += _explain_ouder(snapshots, indicator_id, bron)
            continue
        try:
            omzetting = read_omzetting(snapshot, indicator_id, bron, regio)
        except BronFout as fout:
            problemen += fout.problemen
            continue
        frames.append(omzetting.waarnemingen)
        gebruikt[indicator_id] = snapshot
        opmerkingen += [
            f"{indicator_id}: {aantal} rijen van de bron weggelaten: {reden}"
            for reden, aantal in omzetting.weggelaten.items()
            if reden != NOOIT_BESTAAN
        ]
    if problemen:
        raise BronFout(problemen)
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=KOLOMMEN)
    return Opgehaald(frame, gebruikt, tuple(opmerkingen))


def _explain_ouder(snapshots: Sequence[Snapshot], indicator_id: str, bron: LiveBron) -> list[str]:
    """Say that figures were fetched for an entry that has changed since."""
    kern = describe_kern(bron)
    oud = [deel.sidecar.get("kern") for deel in snapshots if deel.sidecar["soort"] == bron.soort]
    if any(
        isinstance(deel, dict)
        and all(deel.get(naam) == kern.get(naam) for naam in ("tabel", "onderwerp"))
        for deel in oud
    ):
        return [
            f"{indicator_id}: indicators.yaml is veranderd sinds het ophalen; draai "
            f'"python -m etl fetch {indicator_id}" voor de cijfers van nu'
        ]
    return []


def use_opgehaald(catalogus: Catalogus, snapshots: Mapping[str, Snapshot]) -> Catalogus:
    """Return the catalogue as it is after fetching: these entries describe the live source.

    The file behind the bundled figures no longer counts for them, nor does its description; and
    they are shown no more exact than the source gives them.
    """
    indicatoren, bronnen = dict(catalogus.indicatoren), dict(catalogus.bronnen)
    for indicator_id, snapshot in snapshots.items():
        sleutel = f"opgehaald {indicator_id}"
        sidecar = snapshot.sidecar
        naam, hoe = _name_bron(sidecar)
        bronnen[sleutel] = BronBeschrijving(
            naam=naam,
            tabel=str(sidecar["tabel"]),
            editie=str(sidecar["editie"]),
            url=str(sidecar["url"]),
            licentie=str(sidecar["licentie"]),
            hoe_gekregen=hoe,
        )
        indicator = limit_precisie(indicatoren[indicator_id], sidecar.get("onderwerp") or {})
        live = indicator.bron.model_copy(update={"uit": sleutel})
        indicatoren[indicator_id] = indicator.model_copy(update={"bijgesloten": None, "bron": live})
    return catalogus.model_copy(update={"indicatoren": indicatoren, "bronnen": bronnen})


def _name_bron(sidecar: Mapping[str, Any]) -> tuple[str, str]:
    """Name of the source, and how its figures came; a mirror or test server is named as such."""
    naam, met = str(sidecar["bron"]), 'met "python -m etl fetch"'
    host = parse_host(str(sidecar["opgehaald_van"]))
    if is_live(str(sidecar["soort"]), host):
        return naam, f"Opgehaald bij {naam}, {met}."
    hoe = f"Opgehaald bij {host}, een kopie of een testserver en niet de bron zelf, {met}."
    return (naam if host in naam else f"{naam} (via {host})"), hoe
