"""The transport under every source: so many requests at once, and each bounded in time and size.

A time-out of requests counts between two bytes, so a reply that drips would never end. Here a
clock runs beside each request, and breaks its connection when the whole takes too long.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socket import SHUT_RDWR
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from etl.bronnen.net.geduld import GeenVerbindingFout

MAX_BYTES = 100_000_000
_BROK = 1 << 16
_TRAAG = "het antwoord komt te langzaam binnen, er is mee gestopt na {duur:.0f} s"
_HIER = threading.local()


class TeGrootFout(requests.exceptions.RequestException):
    """A reply that is larger than any reply should be."""


@dataclass
class Oproep:
    """One request under way.

    Attributes:
        bytes: what came over the wire for it so far.
        te_laat: True once its time was up and its connection was broken.
    """

    geheel_s: float
    bytes: int = 0
    te_laat: bool = False
    _lijn: Any = None
    _slot: threading.Lock = field(default_factory=threading.Lock)

    def hold(self, lijn: Any) -> None:  # noqa: ANN401 - a socket, plain or with TLS
        """Remember the connection in use; breaks it at once when the time is already up."""
        with self._slot:
            self._lijn = lijn
        if self.te_laat:
            self.stop()

    def stop(self) -> None:
        """Break the connection: whoever waits for a byte on it wakes up."""
        self.te_laat = True
        with self._slot, suppress(OSError):
            if self._lijn is not None:
                getattr(self._lijn, "socket", self._lijn).shutdown(SHUT_RDWR)

    def check(self) -> None:
        """Say that it took too long, when it did.

        Raises:
            GeenVerbindingFout: it did; this counts as out of reach, as each next try may take as
                long.
        """
        if self.te_laat:
            raise GeenVerbindingFout(_TRAAG.format(duur=max(self.geheel_s, 0)), traag=True)


class Poort(HTTPAdapter):
    """Connections to every source of a round; safe to use from several threads."""

    def __init__(self, tegelijk: int) -> None:
        super().__init__(pool_connections=2, pool_maxsize=tegelijk, max_retries=0)
        self._plaatsen = threading.BoundedSemaphore(tegelijk)

    @contextmanager
    def begin(self, geheel_s: float) -> Iterator[Oproep]:
        """Wait for a place, then hold it for one request and its whole reply.

        Args:
            geheel_s: seconds after which its connection is broken.

        Raises:
            GeenVerbindingFout: that happened.
        """
        with self._plaatsen:
            oproep = Oproep(geheel_s)
            wekker = threading.Timer(geheel_s, oproep.stop)
            wekker.daemon = True
            wekker.start()
            _HIER.oproep = oproep
            try:
                yield oproep
            except requests.exceptions.RequestException:
                oproep.check()
                raise
            finally:
                wekker.cancel()
                _HIER.oproep = None
            oproep.check()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Called by requests: use connections that can be broken from outside."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POELEN

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Called by requests when there is a proxy."""
        beheer = super().proxy_manager_for(*args, **kwargs)
        beheer.pool_classes_by_scheme = _POELEN
        return beheer

    def send(self, *args: Any, **kwargs: Any) -> requests.Response:  # noqa: ANN401
        """Called by requests for every hop: count and bound what comes in."""
        antwoord = super().send(*args, **kwargs)
        oproep = getattr(_HIER, "oproep", None)
        if oproep is not None and hasattr(antwoord.raw, "stream"):
            antwoord.raw = _Meter(antwoord.raw, oproep)
        return antwoord


class _Meter:
    """The body of a reply, counted while it is read."""

    def __init__(self, rauw: Any, oproep: Oproep) -> None:  # noqa: ANN401 - of urllib3
        self._rauw, self._oproep = rauw, oproep

    def stream(self, brok: int, decode_content: bool | None = None) -> Iterator[bytes]:
        """Pieces of the body.

        Raises:
            TeGrootFout: there is no end to it.
        """
        grootte, eerder = 0, self._oproep.bytes
        for stuk in self._rauw.stream(max(brok, _BROK), decode_content=decode_content):
            grootte += len(stuk)
            self._oproep.bytes = eerder + self._rauw.tell()
            if grootte > MAX_BYTES:
                raise TeGrootFout
            yield stuk

    def __getattr__(self, naam: str) -> Any:  # noqa: ANN401
        """Everything else is as urllib3 has it."""
        return getattr(self._rauw, naam)


def _hold(lijn: Any) -> None:  # noqa: ANN401
    oproep = getattr(_HIER, "oproep", None)
    if oproep is not None:
        oproep.hold(lijn)


class _Lijn(HTTPConnection):
    def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().request(*args, **kwargs)
        _hold(self.sock)


class _VeiligeLijn(HTTPSConnection):
    def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().request(*args, **kwargs)
        _hold(self.sock)


class _Poel(HTTPConnectionPool):
    ConnectionCls = _Lijn


class _VeiligePoel(HTTPSConnectionPool):
    ConnectionCls = _VeiligeLijn


_POELEN: dict[str, type[HTTPConnectionPool]] = {"http": _Poel, "https": _VeiligePoel}
