"""The command `python -m etl ververs`: fetch and build in one go, with its progress in a file."""

import argparse
import os
import sys
import time
from collections.abc import Sequence

from etl.geheugen import limit_geheugen
from etl.instellingen import Instellingen, load_instellingen
from etl.ophalen.verslag import MISLUKT as TABEL_MISLUKT
from etl.ophalen.verslag import Melder, Resultaat, Wens, count_soorten
from etl.ophalen.voortgang import Voortgang, build_samenvatting
from welvaart.catalogus import BestandBron, Catalogus, load_catalogus
from welvaart.fouten import WelvaartFout
from welvaart.opdracht.ontleder import GESLAAGD, GEWEIGERD
from welvaart.proces.slot import lock_bestand
from welvaart.proces.verversing import (
    BOUWEN,
    KLAAR,
    MISLUKT,
    OPHALEN,
    Tabelstand,
    Verversing,
    get_slot,
    remove_resten,
    write_verversing,
)

WAT = "Haal op wat veranderd is en zet het meteen klaar: fetch en build in één keer."
VOORBEELD = "ververs"
_PAUZE_S = 0.3
_SLOT_S = 3.0
_LOOPT = "er loopt al een verversing; wacht tot die klaar is"


class Dagboek:
    """A Melder that writes to the progress file, at most a few times per second."""

    def __init__(self, instellingen: Instellingen, stand: Verversing) -> None:
        self._warehouse = instellingen.warehouse
        self._stand = stand
        self._geschreven = self._begin = 0.0

    def write(self, *, meteen: bool = True) -> None:
        """Write how far it is; a file that cannot be written does not stop the run."""
        nu = time.monotonic()
        if not meteen and nu - self._geschreven < _PAUZE_S:
            return
        self._geschreven = nu
        try:
            write_verversing(self._warehouse, self._stand)
        except OSError as fout:
            sys.stderr.write(f"De voortgang is niet op te schrijven: {fout.strerror}\n")

    def start(self, indicator_id: str, tabel: str) -> None:
        """A table is being asked for."""
        self._begin = time.monotonic()
        self._stand.tabellen.append(Tabelstand(indicator_id, tabel))
        self.write(meteen=False)

    def update(self, rijen: int, bytes_: int, totaal: int | None) -> None:
        """A page is in."""
        tabel = self._stand.tabellen[-1]
        tabel.rijen += rijen
        tabel.bytes += bytes_
        tabel.totaal = totaal
        tabel.duur_s = time.monotonic() - self._begin
        self.write(meteen=False)

    def finish(self, resultaat: Resultaat) -> None:
        """An entry is done."""
        if resultaat.tabel is None:
            self._stand.overgeslagen += 1
        else:
            tabel = self._stand.tabellen[-1]
            tabel.soort, tabel.regels = resultaat.soort, list(resultaat.regels)
            tabel.rijen, tabel.bytes = resultaat.rijen, resultaat.bytes
            tabel.duur_s = time.monotonic() - self._begin
        self.write(meteen=False)


class _Samen:
    """Several melders that hear the same."""

    def __init__(self, *melders: Melder) -> None:
        self._melders: Sequence[Melder] = melders

    def start(self, indicator_id: str, tabel: str) -> None:
        for melder in self._melders:
            melder.start(indicator_id, tabel)

    def update(self, rijen: int, bytes_: int, totaal: int | None) -> None:
        for melder in self._melders:
            melder.update(rijen, bytes_, totaal)

    def finish(self, resultaat: Resultaat) -> None:
        for melder in self._melders:
            melder.finish(resultaat)


def run_ververs(keuze: argparse.Namespace) -> int:
    """Fetch everything and build; 0 done or nothing new, 1 when a source or the build failed.

    Raises:
        WelvaartFout: another run is busy, or the build was refused; the old figures stay.
    """
    limit_geheugen()
    instellingen = load_instellingen(os.environ)
    with lock_bestand(get_slot(instellingen.warehouse), _SLOT_S, _LOOPT):
        remove_resten(instellingen.warehouse)
        stand = Verversing(stap=OPHALEN)
        dagboek = Dagboek(instellingen, stand)
        try:
            mislukt = _refresh(instellingen, stand, dagboek)
        except WelvaartFout as fout:
            stand.stap, stand.problemen = MISLUKT, str(fout).splitlines()
            dagboek.write()
            raise
        stand.stap = KLAAR
        dagboek.write()
    return GEWEIGERD if mislukt else GESLAAGD


def _refresh(instellingen: Instellingen, stand: Verversing, dagboek: Dagboek) -> bool:
    """Fetch and build; True when a source failed."""
    from etl.bouw import build
    from etl.bronnen.net.verbinding import Verbinding
    from etl.ophalen.ronde import fetch

    dagboek.write()
    catalogus = load_catalogus(instellingen.catalogus)
    stand.verwacht = count_live(catalogus)
    dagboek.write()
    melder = _Samen(Voortgang(sys.stdout, sys.stderr), dagboek)
    with Verbinding() as verbinding:
        resultaten = fetch(Wens(), catalogus, instellingen, verbinding, melder)
    stand.stap = BOUWEN
    dagboek.write()
    verslag = build(instellingen)
    stand.nieuwe_cijfers, stand.opmerkingen = verslag.nieuw, list(verslag.opmerkingen)
    sys.stdout.write(f"{build_samenvatting(resultaten, gebouwd=True)}\n")
    return bool(count_soorten(resultaten)[TABEL_MISLUKT])


def count_live(catalogus: Catalogus) -> int:
    """How many entries a round of all asks for: with a source, and a question that is complete."""
    return sum(
        not isinstance(x.bron, BestandBron) and x.nog_nodig is None
        for x in catalogus.indicatoren.values()
    )
