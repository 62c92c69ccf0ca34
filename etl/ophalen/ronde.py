"""Pull what changed at the sources into snapshots; one bad source leaves the others alone.

A snapshot is stored only after it was read back as waarnemingen and held against what it replaces:
what is refused here never reaches a build, and the last good snapshot stays in use.
"""

import hashlib
import json
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from etl.bronnen.lezer import Bronlezer, Ophaling
from etl.bronnen.net.verbinding import KLIENT, Verbinding
from etl.correcties import load_correcties
from etl.instellingen import Instellingen
from etl.meegeleverd import load_tabel
from etl.ophalen.lezers import Toegang, build_lezer, get_tabelnaam
from etl.ophalen.opgehaald import describe_kern, find_geldend
from etl.ophalen.toelating import Toelating
from etl.ophalen.verslag import (
    GELIJK,
    MISLUKT,
    ONGEWIJZIGD,
    OPGEHAALD,
    OVERGESLAGEN,
    Melder,
    Resultaat,
    Wens,
)
from etl.snapshot import Snapshot, get_snapshot_id, read_snapshots, remove_resten, write_snapshot
from etl.transformaties.levering import load_levering
from welvaart.catalogus import BestandBron, Catalogus, CatalogusIndicator, LiveBron
from welvaart.fouten import BronFout
from welvaart.proces.slot import lock_bestand

BEZIG = ".bezig"
_ONVOLLEDIG = "{id}: de vraag is nog niet compleet en wordt overgeslagen. {wat}"
_EIGEN = (
    "{id}: komt uit een bestand en wordt niet opgehaald; ververs het met "
    '"python -m etl import BESTAND --indicator {id}"'
)


@dataclass
class _Ronde:
    """One run: everything its entries share."""

    wens: Wens
    catalogus: Catalogus
    instellingen: Instellingen
    toegang: Toegang
    melder: Melder
    toelating: Toelating
    klok: Callable[[], datetime]


def fetch(
    wens: Wens,
    catalogus: Catalogus,
    instellingen: Instellingen,
    verbinding: Verbinding,
    melder: Melder,
    klok: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> list[Resultaat]:
    """Fetch the sources of some entries, or of all; a result per entry, in order.

    Args:
        wens: see `Wens`; every id must be known.
        catalogus: the entries.
        instellingen: where snapshots and bundled figures are, and the address of the source.
        verbinding: the session; the caller closes it.
        melder: is told how it goes.
        klok: the moment of now, with zone.

    Raises:
        BronFout: the stored snapshots or the bundled regions cannot be read.
        CatalogusFout: correcties.yaml is not valid.
        WarehouseFout: another run is busy.
    """
    toelating = Toelating(
        catalogus,
        load_correcties(instellingen.correcties),
        load_tabel(instellingen.momentopname, "regio"),
        instellingen.momentopname,
        wens.sta_toe_afwijking,
    )
    snapshots = instellingen.snapshots
    melding = "er loopt al een andere ophaalronde; wacht tot die klaar is en probeer het opnieuw"
    with lock_bestand(snapshots / BEZIG / "slot", instellingen.wacht_s, melding):
        remove_resten(snapshots)
        read_snapshots(snapshots)  # a damaged sidecar is named before anything is asked
        toegang = Toegang(instellingen, verbinding)
        ronde = _Ronde(wens, catalogus, instellingen, toegang, melder, toelating, klok)
        ids = wens.indicator_ids or tuple(catalogus.indicatoren)
        with toegang.stapel:
            resultaten = [_fetch_een(ronde, catalogus[indicator_id]) for indicator_id in ids]
        _remove_resten(ronde)
    return resultaten


def _fetch_een(ronde: _Ronde, indicator: CatalogusIndicator) -> Resultaat:
    """One entry, whatever its source; never raises for what a source or the disk does."""
    indicator_id, bron = indicator.indicator_id, indicator.bron
    if isinstance(bron, BestandBron):
        regel = _EIGEN.format(id=indicator_id)
        resultaat = Resultaat(indicator_id, OVERGESLAGEN, regels=(regel,))
    elif indicator.nog_nodig is not None and not ronde.wens.indicator_ids:
        regel = _ONVOLLEDIG.format(id=indicator_id, wat=indicator.nog_nodig)
        resultaat = Resultaat(indicator_id, OVERGESLAGEN, regels=(regel,))
    else:
        tabel = get_tabelnaam(bron)
        ronde.melder.start(indicator_id, tabel)
        begin = time.monotonic()
        try:
            lezer = build_lezer(bron, ronde.toegang)
            resultaat = _fetch_reeks(ronde, indicator, bron, lezer, begin)
        except BronFout as fout:
            regels = tuple(f"{indicator_id}: {regel}" for regel in fout.problemen)
            resultaat = Resultaat(indicator_id, MISLUKT, tabel, regels)
        except OSError as fout:
            regel = (
                f"{indicator_id}: schrijven naar {ronde.instellingen.snapshots} lukt niet "
                f"({fout.strerror}); maak ruimte of vraag toegang"
            )
            resultaat = Resultaat(indicator_id, MISLUKT, tabel, (regel,))
    ronde.melder.finish(resultaat)
    return resultaat


def _fetch_reeks(
    ronde: _Ronde,
    indicator: CatalogusIndicator,
    bron: LiveBron,
    lezer: Bronlezer,
    begin: float,
) -> Resultaat:
    naam, kern = get_tabelnaam(bron), describe_kern(bron)
    alle = read_snapshots(ronde.instellingen.snapshots)
    huidig = find_geldend(alle, bron)
    if huidig is None or ronde.wens.alles:
        lezer.prepare()
    ongewijzigd = not ronde.wens.alles and _is_actueel(huidig, lezer)
    regels = (f"{lezer.wat}: de bron werkt dit niet meer bij.",) if lezer.gestopt else ()
    if ongewijzigd:
        return Resultaat(indicator.indicator_id, ONGEWIJZIGD, naam, regels)
    ophaling = lezer.fetch(
        kern,
        _get_werkmap(ronde, bron),
        tegelijk=ronde.wens.tegelijk,
        meld=ronde.melder.update,
    )
    vorige = find_geldend(alle, bron, ook_andere_factor=True)
    _check_ophaling(ronde, indicator, bron, ophaling, vorige)
    nieuw = _store(ronde, bron, lezer, ophaling, huidig)
    return Resultaat(
        indicator.indicator_id,
        OPGEHAALD if nieuw else GELIJK,
        naam,
        regels,
        ophaling.rijen,
        ophaling.bytes,
        time.monotonic() - begin,
    )


def _is_actueel(huidig: Snapshot | None, lezer: Bronlezer) -> bool:
    """Whether there is a stored answer, it is whole, and the source still has the same."""
    if huidig is None or not lezer.is_ongewijzigd(huidig.sidecar):
        return False
    try:
        huidig.load_inhoud()
    except BronFout:
        return False
    return True


def _check_ophaling(
    ronde: _Ronde,
    indicator: CatalogusIndicator,
    bron: LiveBron,
    ophaling: Ophaling,
    vorige: Snapshot | None,
) -> None:
    """Refuse what may not be stored; meanwhile the source is asked whether it is of one edition.

    That it is not, is the reason that counts: it may be why the figures look odd.
    """
    with ThreadPoolExecutor(1) as ander:
        einde = ander.submit(ophaling.sluit_af)
        try:
            levering = load_levering(ophaling.inhoud, get_tabelnaam(bron))
            ronde.toelating.check(indicator, bron, levering, vorige)
        finally:
            einde.result()


def _store(
    ronde: _Ronde,
    bron: LiveBron,
    lezer: Bronlezer,
    ophaling: Ophaling,
    huidig: Snapshot | None,
) -> bool:
    """Store a delivery; False when its content was there already and counted."""
    zelfde = huidig is not None and huidig.snapshot_id == get_snapshot_id(ophaling.inhoud)
    nu = ronde.klok().astimezone(UTC).isoformat(timespec="microseconds")
    sidecar = {
        **lezer.herkomst.to_sidecar(),
        "soort": bron.soort,
        "opgehaald_op": huidig.sidecar["opgehaald_op"] if zelfde and huidig else nu,
        "rijen": ophaling.rijen,
        "kern": describe_kern(bron),
        "klient": KLIENT,
    }
    write_snapshot(ronde.instellingen.snapshots, ophaling.inhoud, "parquet", sidecar)
    return not zelfde


def _get_werkmap(ronde: _Ronde, bron: LiveBron) -> Path:
    """Folder for what is half in of one question."""
    tekst = json.dumps({**describe_kern(bron), "soort": bron.soort}, sort_keys=True)
    naam = hashlib.sha256(tekst.encode()).hexdigest()[:16]
    return ronde.instellingen.snapshots / BEZIG / naam


def _remove_resten(ronde: _Ronde) -> None:
    """Remove what is half in of questions that indicators.yaml no longer asks."""
    bronnen = [indicator.bron for indicator in ronde.catalogus.indicatoren.values()]
    bekend = {_get_werkmap(ronde, bron) for bron in bronnen if not isinstance(bron, BestandBron)}
    for pad in (ronde.instellingen.snapshots / BEZIG).iterdir():
        if pad.is_dir() and pad not in bekend:
            shutil.rmtree(pad, ignore_errors=True)
