"""A websocket client that speaks Streamlit's own protocol: one tab without a browser."""

import socket
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

_TIMEOUT_S = 60


@dataclass(frozen=True)
class Antwoord:
    """What one run of a page cost.

    Attributes:
        duur_s: from sending the request to the end of the script.
        bytes: received in between.
        fout: True when the script raised.
        berichten: number of messages.
    """

    duur_s: float
    bytes: int
    fout: bool
    berichten: int


class Sessie:
    """One open tab."""

    def __init__(
        self, verbinding: ClientConnection, stapel: ExitStack, *, meteen_bevestigen: bool
    ) -> None:
        self._verbinding = verbinding
        self._stapel = stapel
        self._meteen = meteen_bevestigen and hasattr(socket, "TCP_QUICKACK")

    @classmethod
    def open(cls, adres: str, *, meteen_bevestigen: bool = False) -> Self:
        """Connect to a running dashboard, e.g. "http://127.0.0.1:8501".

        Args:
            adres: of the server.
            meteen_bevestigen: acknowledge each packet at once (Linux), to see the time of the
                server alone; by default the kernel waits up to 40 ms, as for a browser.
        """
        stapel = ExitStack()
        verbinding = stapel.enter_context(
            connect(
                adres.replace("http", "ws", 1) + "/_stcore/stream",
                subprotocols=["streamlit"],  # type: ignore[list-item]  # NewType of str
                origin=adres,  # type: ignore[arg-type]  # NewType of str
                max_size=None,
                compression=None,
                open_timeout=_TIMEOUT_S,
            )
        )
        return cls(verbinding, stapel, meteen_bevestigen=meteen_bevestigen)

    def close(self) -> None:
        """Close the tab."""
        self._stapel.close()

    def run(self, query: str = "", pagina: str = "") -> Antwoord:
        """Run a page as a click would.

        Args:
            query: query string, "regio=GM0503".
            pagina: name in the URL, "" for the start page.
        """
        vraag = BackMsg()
        vraag.rerun_script.query_string = query
        vraag.rerun_script.page_name = pagina
        begin = time.perf_counter()
        self._verbinding.send(vraag.SerializeToString())
        ontvangen = berichten = 0
        fout = False
        while True:
            if self._meteen:
                self._verbinding.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            rauw = self._verbinding.recv(timeout=_TIMEOUT_S)
            ontvangen += len(rauw)
            berichten += 1
            bericht = ForwardMsg()
            bericht.ParseFromString(rauw if isinstance(rauw, bytes) else rauw.encode())
            if bericht.WhichOneof("type") == "delta":
                element = bericht.delta.new_element
                fout |= element.WhichOneof("type") == "exception"
            if bericht.WhichOneof("type") == "script_finished":
                return Antwoord(time.perf_counter() - begin, ontvangen, fout, berichten)
