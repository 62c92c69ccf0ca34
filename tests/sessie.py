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
        bytes: received in between; what the tab kept of earlier clicks is not sent again.
        fout: True when the script raised.
        berichten: number of messages.
    """

    duur_s: float
    bytes: int
    fout: bool
    berichten: int


class Geheugen:
    """The messages that a browser keeps, so that the server need not send them again."""

    def __init__(self) -> None:
        self._gezien: dict[str, int] = {}  # hash → the run in which it was last used
        self._run = 0
        self._hoogstens = 0

    def list_bekend(self) -> list[str]:
        """Hashes to tell the server at the next click."""
        return list(self._gezien)

    def keep(self, bericht: ForwardMsg) -> None:
        """Do with one message what the browser does; a reference to an unknown one is an error."""
        soort = bericht.WhichOneof("type")
        if soort == "new_session":
            self._hoogstens = bericht.new_session.config.max_cached_message_age
        elif soort == "ref_hash":
            if bericht.ref_hash not in self._gezien:
                raise LookupError(f"de server verwees naar een onbekend bericht {bericht.ref_hash}")
            self._gezien[bericht.ref_hash] = self._run
        elif soort == "script_finished":
            self._run += 1
            jong = self._run - self._hoogstens
            self._gezien = {naam: run for naam, run in self._gezien.items() if run >= jong}
        elif bericht.metadata.cacheable:
            self._gezien[bericht.hash] = self._run


class Sessie:
    """One open tab."""

    def __init__(
        self, verbinding: ClientConnection, stapel: ExitStack, *, meteen_bevestigen: bool
    ) -> None:
        self._verbinding = verbinding
        self._stapel = stapel
        self._meteen = meteen_bevestigen and hasattr(socket, "TCP_QUICKACK")
        self._geheugen = Geheugen()
        self._knoppen: dict[str, tuple[str, str]] = {}  # label → widget, fragment
        self._vraag = BackMsg()

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
        self._vraag = vraag
        return self._ask(vraag)

    def press(self, label: str) -> Antwoord:
        """Press a button of the page that `run` opened; only its part of the page runs again."""
        vraag = BackMsg()
        vraag.CopyFrom(self._vraag)
        knop = vraag.rerun_script.widget_states.widgets.add()
        knop.id, vraag.rerun_script.fragment_id = self._knoppen[label]
        knop.trigger_value = True
        return self._ask(vraag)

    def _ask(self, vraag: BackMsg) -> Antwoord:
        del vraag.rerun_script.cached_message_hashes[:]
        vraag.rerun_script.cached_message_hashes.extend(self._geheugen.list_bekend())
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
            self._geheugen.keep(bericht)
            if bericht.WhichOneof("type") == "new_session":
                self._vraag.rerun_script.page_script_hash = bericht.new_session.page_script_hash
            if bericht.WhichOneof("type") == "delta":
                element = bericht.delta.new_element
                fout |= element.WhichOneof("type") == "exception"
                if element.WhichOneof("type") == "button":
                    wie = (element.button.id, bericht.delta.fragment_id)
                    self._knoppen[element.button.label] = wie
            if bericht.WhichOneof("type") == "script_finished":
                return Antwoord(time.perf_counter() - begin, ontvangen, fout, berichten)
