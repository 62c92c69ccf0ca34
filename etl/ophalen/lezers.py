"""Which reader serves which kind of source: the one place where a new kind is added."""

from collections.abc import Callable, Hashable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, TypeVar

from etl.bronnen.cbs_v3.dienst import CbsV3Dienst
from etl.bronnen.cbs_v3.lezer import CbsV3Lezer
from etl.bronnen.cbs_v3.tabel import CbsV3Tabel
from etl.bronnen.cbs_v4.dienst import CbsTabel
from etl.bronnen.cbs_v4.lezer import CbsV4Lezer
from etl.bronnen.lezer import Bronlezer
from etl.bronnen.net.verbinding import Verbinding
from etl.bronnen.swing.dienst import SwingDienst
from etl.bronnen.swing.lezer import SwingLezer
from etl.instellingen import Instellingen
from welvaart.catalogus import CbsV3Bron, CbsV4Bron, LiveBron, SwingBron
from welvaart.fouten import BronFout

_Ding = TypeVar("_Ding")


@dataclass
class Toegang:
    """What the readers of one round share.

    Attributes:
        instellingen: addresses of the sources.
        verbinding: the session for sources without a key; the caller closes it.
        stapel: what a reader opens for itself, such as a session with a key, is put on this; it
            is closed at the end of the round.
    """

    instellingen: Instellingen
    verbinding: Verbinding
    stapel: ExitStack = field(default_factory=ExitStack)
    _gedeeld: dict[Hashable, Any] = field(default_factory=dict)

    def get(self, sleutel: Hashable, build: Callable[[], _Ding]) -> _Ding:
        """Return the one thing under this key, made the first time; entries share a table so."""
        if sleutel not in self._gedeeld:
            self._gedeeld[sleutel] = build()
        ding: _Ding = self._gedeeld[sleutel]
        return ding


def _build_v4(bron: CbsV4Bron, toegang: Toegang) -> Bronlezer:
    def build() -> CbsTabel:
        return CbsTabel(toegang.verbinding, toegang.instellingen.cbs_v4_url, bron.tabel)

    return CbsV4Lezer(toegang.get(("cbs_v4", bron.tabel), build), bron)


def _build_v3(bron: CbsV3Bron, toegang: Toegang) -> Bronlezer:
    server = bron.catalogus or toegang.instellingen.cbs_v3_host

    def build() -> CbsV3Tabel:
        verbinding = toegang.verbinding
        return CbsV3Tabel(CbsV3Dienst(server, verbinding.geduld, verbinding.poort), bron.tabel)

    return CbsV3Lezer(toegang.get(("cbs_v3", server, bron.tabel), build), bron)


def _build_swing(bron: SwingBron, toegang: Toegang) -> Bronlezer:
    instellingen = toegang.instellingen

    def build() -> SwingDienst:
        geduld = toegang.verbinding.geduld
        dienst = SwingDienst(instellingen.swing_url, instellingen.swing_apikey, geduld)
        toegang.stapel.enter_context(dienst.verbinding)
        return dienst

    return SwingLezer(toegang.get("swing", build), bron)


LEZERS: Mapping[str, Callable[[Any, Toegang], Bronlezer]] = {
    "cbs_v4": _build_v4,
    "cbs_v3": _build_v3,
    "swing": _build_swing,
}
"""`bron.soort` → what makes a reader of such an entry."""


def build_lezer(bron: LiveBron, toegang: Toegang) -> Bronlezer:
    """Make the reader of one entry; asks nothing yet.

    Raises:
        BronFout: this kind cannot be fetched, or lacks a setting.
    """
    if bron.soort not in LEZERS:
        raise BronFout(
            f"bron van soort {bron.soort} kan deze versie nog niet ophalen; haal het cijfer zelf "
            'op als CSV of Excel en lees het in met "python -m etl import BESTAND"'
        )
    return LEZERS[bron.soort](bron, toegang)


def get_tabelnaam(bron: LiveBron) -> str:
    """What an entry reads, for a person: the table, or the variable of a Swing portal."""
    return bron.onderwerp if isinstance(bron, SwingBron) else bron.tabel
