"""What the local sources of the tests share: a server that listens, notes, and has bad days.

A bad day of the connection is the same whatever the service: silence, a reset, half a reply, or a
reply that drips and never ends. What only one service can do wrong is in its own module.
"""

import json
import socket
import struct
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

VERBINDINGSFOUTEN = ("afgekapt", "druppelkop", "druppelt", "reset", "traag")
HTML = "<!DOCTYPE html><html><body><h1>Onderhoud</h1></body></html>"
_DRUPPEL_S = 0.02
_SAMEN_S = 4
"""How long a request waits for the others; shorter than the silence a client of the tests bears."""
_HOOGSTENS = 1_500
"""Drops before even a client that never gives up is let go: half a minute."""


@dataclass
class Storing:
    """A fault: which one, only for paths that hold `waar`, and how often (None = always)."""

    fout: str
    waar: str = ""
    keer: int | None = None

    def strike(self, pad: str) -> bool:
        """Whether this request is hit; counts down."""
        if self.waar not in pad or self.keer == 0:
            return False
        if self.keer is not None:
            self.keer -= 1
        return True


@dataclass
class Antwoord:
    """Status, body, type and further headers; anything but text becomes JSON."""

    inhoud: Any
    status: int = 200
    soort: str = "application/json; odata.metadata=minimal"
    koppen: Mapping[str, str] = field(default_factory=dict)

    def encode(self) -> bytes:
        inhoud = self.inhoud
        tekst = inhoud if isinstance(inhoud, str) else json.dumps(inhoud, ensure_ascii=False)
        return tekst.encode()


@dataclass(kw_only=True)
class Proefserver:
    """A context manager that listens on 127.0.0.1; a subclass says what it answers.

    Attributes:
        traag_s: how long the fault "traag" waits.
        wacht_s: how long every request waits.
        verzoeken: every request, decoded, in order.
        samen: requests are held until so many were under way at one moment; then all go on. So a
            count of them does not lean on how quick the machine is.
        meest_tegelijk: the most requests that were under way at one moment.
    """

    poort: int = 0
    storing: Storing | None = None
    traag_s: float = 2.0
    wacht_s: float = 0.0
    samen: int = 0
    verzoeken: list[str] = field(default_factory=list)
    meest_tegelijk: int = 0

    def __post_init__(self) -> None:
        self.slot = threading.Condition()
        self._bezig = 0
        self._dienst = _Dienst(
            ("127.0.0.1", self.poort), type("Afhandeling", (_Afhandeling,), {"proef": self})
        )

    def note(self, adres: str, koppen: Mapping[str, str]) -> str:
        """Write a request down; name the fault that hits it, "" when none does."""
        raise NotImplementedError

    def reply(self, adres: str, koppen: Mapping[str, str], fout: str) -> Antwoord:
        """The answer to a request, on a good day or a bad one."""
        raise NotImplementedError

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._dienst.server_address[1]}"

    @property
    def basis(self) -> str:
        return f"http://{self.host}"

    def __enter__(self) -> Self:
        self._draad = threading.Thread(
            target=self._dienst.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._draad.start()
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, pad: TracebackType
    ) -> None:
        self._dienst.shutdown()
        self._draad.join()
        self._dienst.server_close()

    def serve(self) -> None:
        """Serve until interrupted."""
        try:
            self._dienst.serve_forever()
        except KeyboardInterrupt:
            sys.stdout.write("Gestopt.\n")

    def count(self, erbij: int) -> None:
        """One request more under way, or one less."""
        with self.slot:
            self._bezig += erbij
            self.meest_tegelijk = max(self.meest_tegelijk, self._bezig)
            self.slot.notify_all()

    def gather(self) -> None:
        """Hold this request until `samen` of them were under way together."""
        with self.slot:
            self.slot.wait_for(lambda: self.meest_tegelijk >= self.samen, _SAMEN_S)


class _Dienst(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the tests; anything else must be seen."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Afhandeling(BaseHTTPRequestHandler):
    proef: Proefserver
    protocol_version = "HTTP/1.1"
    timeout = 10
    wbufsize = 1 << 16  # head and body in one packet: apart they cost 40 ms
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self.proef.count(1)
        try:
            self._handle()
        finally:
            self.proef.count(-1)

    def _handle(self) -> None:
        koppen = dict(self.headers)
        fout = self.proef.note(self.path, koppen)
        self.proef.gather()
        time.sleep(self.proef.wacht_s + (self.proef.traag_s if fout == "traag" else 0))
        if fout == "reset":
            afbreken = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, afbreken)
            self.connection.close()
            self.close_connection = True
        elif fout == "druppelkop":
            self._drip(b"HTTP/1.1 200 OK\r\nX-Kop: ")
        elif fout == "druppelt":
            self._drip(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n{")
        else:
            self._send(self.proef.reply(self.path, koppen, fout), afgekapt=fout == "afgekapt")

    def _drip(self, begin: bytes) -> None:
        """Begin well, then give a byte now and then: no time-out between bytes helps."""
        self.close_connection = True
        self.wfile.write(begin)
        for _ in range(_HOOGSTENS):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(_DRUPPEL_S)

    def _send(self, antwoord: Antwoord, *, afgekapt: bool) -> None:
        body = antwoord.encode()
        body = body[: len(body) * 2 // 3] if afgekapt else body
        self.send_response(antwoord.status)
        alle = {"Content-Type": antwoord.soort, **antwoord.koppen}
        for naam, waarde in {**alle, "Content-Length": str(len(body))}.items():
            self.send_header(naam, waarde)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet; `verzoeken` holds the requests."""
