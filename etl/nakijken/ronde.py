"""Hold entries of the catalogue against their sources; one bad source hides no other."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from etl.bronnen.adres import parse_host
from etl.bronnen.lezer import Bronlezer, Nakijker
from etl.bronnen.net.verbinding import Verbinding
from etl.instellingen import Instellingen
from etl.nakijken.bevinding import KLOPT, NIET_BEREIKT, NIETS, VERSCHIL, Bevinding
from etl.nakijken.eenheid import (
    find_eenheidsverschillen,
    find_precisieverschillen,
    find_veranderd,
)
from etl.nakijken.gezien import Gezien, is_zelfde_vraag, load_gezien, update_gezien
from etl.ophalen.lezers import Toegang, build_lezer, get_tabelnaam
from etl.ophalen.opgehaald import describe_kern, find_geldend
from etl.snapshot import Snapshot, read_snapshots
from welvaart.catalogus import (
    BestandBron,
    Catalogus,
    CatalogusIndicator,
    CbsV3Bron,
    LiveBron,
)
from welvaart.fouten import BronFout, StoringFout

MAX_STORINGEN = 3
"""After so many entries in a row out of reach, a kind of source is left alone for this run."""
_EIGEN = (
    "komt uit een bestand; er is geen bron op internet om tegen na te kijken. Ververs het met "
    '"python -m etl import BESTAND --indicator {id}"'
)
_OVERGESLAGEN = "niet nagekeken: de bron (soort {soort}) is nu niet te bereiken; probeer het later"
_TOCH_GEZIEN = "Klopt het zo, draai deze opdracht dan nog een keer"
_TOCH_CIJFERS = 'Klopt het zo, draai dan "python -m etl fetch {id} --sta-toe-afwijking"'
_KAN_NIET = "bron van soort {soort} kan deze versie nog niet nakijken; kijk zelf bij de bron"


_Kijk = Callable[[], Sequence[str]]


@dataclass
class _Ronde:
    """One run: everything its entries share."""

    toegang: Toegang
    snapshots: Sequence[Snapshot]
    eerder: Mapping[str, Gezien]
    klok: Callable[[], datetime]
    nieuw: dict[str, Gezien | None] = field(default_factory=dict)
    storingen: Counter[tuple[str, str | None]] = field(default_factory=Counter)


def check(
    ids: Sequence[str],
    catalogus: Catalogus,
    instellingen: Instellingen,
    verbinding: Verbinding,
    meld: Callable[[Bevinding], None] = lambda _: None,
    klok: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> list[Bevinding]:
    """Hold these entries (none = all) against their sources, and keep which of them agreed.

    Args:
        ids: every one must be known.
        catalogus: the entries.
        instellingen: addresses of the sources, and where the record stands.
        verbinding: the session; the caller closes it.
        meld: is told of each finding as it comes.
        klok: the moment of now, with zone.

    Raises:
        BronFout: the record, or a stored snapshot, cannot be read.
    """
    toegang = Toegang(instellingen, verbinding)
    alle = read_snapshots(instellingen.snapshots)
    ronde = _Ronde(toegang, alle, load_gezien(instellingen.snapshots), klok)
    bevindingen = []
    with toegang.stapel:
        for indicator_id in ids or tuple(catalogus.indicatoren):
            bevindingen.append(_check_een(ronde, catalogus[indicator_id]))
            meld(bevindingen[-1])
    if ronde.nieuw:
        update_gezien(instellingen.snapshots, ronde.nieuw)
    return bevindingen


def _check_een(ronde: _Ronde, indicator: CatalogusIndicator) -> Bevinding:
    """One entry, whatever its source; never raises for what a source does."""
    indicator_id, bron = indicator.indicator_id, indicator.bron
    if isinstance(bron, BestandBron):
        return Bevinding(indicator_id, NIETS, None, (_EIGEN.format(id=indicator_id),))
    tabel = get_tabelnaam(bron)
    if ronde.storingen[_name_dienst(bron)] >= MAX_STORINGEN:
        regel = _OVERGESLAGEN.format(soort=bron.soort)
        return Bevinding(indicator_id, NIET_BEREIKT, tabel, (regel,))
    try:
        lezer = build_lezer(bron, ronde.toegang)
    except BronFout as fout:  # this kind cannot be fetched, or a setting is missing
        return Bevinding(indicator_id, NIET_BEREIKT, tabel, fout.problemen)
    if not isinstance(lezer, Nakijker):
        regel = _KAN_NIET.format(soort=bron.soort)
        return Bevinding(indicator_id, NIET_BEREIKT, tabel, (regel,))
    return _check_live(ronde, indicator, bron, lezer, lezer.find_verschillen)


def _name_dienst(bron: LiveBron) -> tuple[str, str | None]:
    """The service behind an entry: its kind, and its server where the entry names one."""
    return bron.soort, bron.catalogus if isinstance(bron, CbsV3Bron) else None


def _check_live(
    ronde: _Ronde, indicator: CatalogusIndicator, bron: LiveBron, lezer: Bronlezer, kijk: _Kijk
) -> Bevinding:
    indicator_id, tabel = indicator.indicator_id, get_tabelnaam(bron)
    try:
        regels = list(kijk()) or _find_andere_eenheid(ronde, indicator, bron, lezer)
    except StoringFout as fout:
        ronde.storingen[_name_dienst(bron)] += 1
        return Bevinding(indicator_id, NIET_BEREIKT, tabel, fout.problemen)
    except BronFout as fout:
        regels = list(fout.problemen)
    ronde.storingen[_name_dienst(bron)] = 0
    if regels:
        ronde.nieuw[indicator_id] = None
        return Bevinding(indicator_id, VERSCHIL, tabel, tuple(regels))
    return Bevinding(indicator_id, KLOPT, tabel)


def _find_andere_eenheid(
    ronde: _Ronde, indicator: CatalogusIndicator, bron: LiveBron, lezer: Bronlezer
) -> list[str]:
    """What does not agree in unit, title or group; where all does, the entry is noted as seen."""
    herkomst = lezer.herkomst
    regels = find_eenheidsverschillen(indicator, herkomst.onderwerp.get("eenheid", ""))
    regels += find_precisieverschillen(indicator, herkomst.onderwerp)
    oud, toch = _find_vorige(ronde, indicator, bron)
    regels += [f"{regel}. {toch}" for regel in find_veranderd(herkomst.onderwerp, oud)]
    if not regels:
        ronde.nieuw[indicator.indicator_id] = Gezien(
            soort=bron.soort,
            kern=describe_kern(bron),
            host=parse_host(herkomst.opgehaald_van),
            gezien_op=ronde.klok().astimezone(UTC).isoformat(timespec="seconds"),
            onderwerp=dict(herkomst.onderwerp),
        )
    return [f"{lezer.wat}: {regel}" for regel in regels]


def _find_vorige(
    ronde: _Ronde, indicator: CatalogusIndicator, bron: LiveBron
) -> tuple[Mapping[str, Any] | None, str]:
    """The topic of the figures in use, else as last looked at; and how to accept another one."""
    snapshot = find_geldend(ronde.snapshots, bron)
    onderwerp = None if snapshot is None else snapshot.sidecar.get("onderwerp")
    if isinstance(onderwerp, dict):
        return onderwerp, _TOCH_CIJFERS.format(id=indicator.indicator_id)
    gezien = ronde.eerder.get(indicator.indicator_id)
    if gezien is not None and is_zelfde_vraag(gezien, bron):
        return gezien.onderwerp, _TOCH_GEZIEN
    return None, ""
