"""A local Swing portal: the Open Data Service of a few variables, with a key and bad days.

By hand: `python -m tests.swing_server --port 9001 [--fout 401]`, then in another terminal
`SWING_URL=http://127.0.0.1:9001/jiveservices/odata SWING_APIKEY=proef python -m etl fetch ID`.
Paths, fields and signs are those of real portals; every figure is made up.
"""

import argparse
import json
import re
import socket
import struct
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.cbs_server import HTML, Storing

WORTEL = "/jiveservices/odata"
APIKEY = "proef"
FOUTEN = (
    "401",
    "403",
    "404",
    "429",
    "500",
    "afgekapt",
    "doorsturen",
    "dubbel",
    "html",
    "inlog",
    "kring",
    "leeg",
    "niveau",
    "reset",
    "traag",
    "vorm",
    "vreemd",
)
INLOG = "<!DOCTYPE html><html><title>Inloggen</title><form><input type=password></form></html>"
_DEEL = re.compile(r"(?P<naam>[A-Za-z]+)(?:\('(?P<code>(?:[^']|'')*)'\))?")
WAARDEN = {
    "2021": {14: "234.5", 344: "359.25", 363: "873", 503: "103.5", 1982: "?"},
    "2022": {14: "235.5", 344: "361.25", 363: "882", 503: "104.5", 1982: "90.5"},
    "2023": {14: "238.5", 344: "367.75", 363: "?", 503: "", 1982: "91.25"},
}


@dataclass
class Variabele:
    """What the portal has on one variable: period → number of the gemeente → text."""

    naam: str
    eenheid: str
    waarden: dict[str, dict[int, str]]
    niveau: str = "gemeente"


def load_variabelen() -> dict[str, Variabele]:
    return {
        "bev_totaal": Variabele(
            "Inwoners", "x 1.000", {jaar: dict(cellen) for jaar, cellen in WAARDEN.items()}
        )
    }


@dataclass
class SwingServer:
    """The server and what it saw; a context manager that listens on 127.0.0.1.

    Attributes:
        pagina: rows per page; about 1000 at a real portal.
        elders: where the faults "doorsturen" and "vreemd" lead.
        sleutels: the key of every request, None without one.
    """

    variabelen: dict[str, Variabele] = field(default_factory=load_variabelen)
    pagina: int = 1000
    poort: int = 0
    apikey: str = APIKEY
    storing: Storing | None = None
    elders: str = ""
    traag_s: float = 2.0
    verzoeken: list[str] = field(default_factory=list)
    sleutels: list[str | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._dienst = _Dienst(("127.0.0.1", self.poort), _build_afhandeling(self))

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._dienst.server_address[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.host}{WORTEL}"

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
        self._dienst.serve_forever()

    def note(self, pad: str, sleutel: str | None) -> str:
        """Write the request down; name the fault that hits it, "" when none does."""
        self.verzoeken.append(pad)
        self.sleutels.append(sleutel)
        storing = self.storing
        return storing.fout if storing is not None and storing.strike(pad) else ""

    def reply(self, adres: str, sleutel: str | None, fout: str) -> tuple[int, Any, dict[str, str]]:
        """Status, body and headers of a request, on a good day or a bad one."""
        delen = urlsplit(adres)
        if fout == "doorsturen":
            return 302, "", {"Location": f"{self.elders}{adres}"}
        if fout in ("html", "inlog"):
            return 200, HTML if fout == "html" else INLOG, {"Content-Type": "text/html"}
        if sleutel != self.apikey or fout == "401":
            return 401, _build_fout("Guest user group not found, No access!"), {}
        if fout.isdecimal():
            return int(fout), _build_fout("Storing"), {"Retry-After": "3"}
        van = int(dict(parse_qsl(delen.query)).get("$skip", 0))
        return *self.answer(unquote(delen.path), van, fout), {}

    def answer(self, pad: str, van: int, fout: str) -> tuple[int, Any]:
        """Status and body of a request with a good key."""
        delen = [_DEEL.fullmatch(deel) for deel in pad.removeprefix(WORTEL).strip("/").split("/")]
        if not pad.startswith(WORTEL) or not all(delen):
            return 404, _build_fout("Resource not found")
        stappen = [(deel["naam"], deel["code"]) for deel in delen if deel]
        rijen = self._find(stappen)
        if rijen is None:
            return 404, _build_fout("Resource not found")
        if isinstance(rijen, dict):
            return 200, {"@odata.context": f"{self.url}/$metadata#Variables/$entity", **rijen}
        return 200, self._build_pagina(pad, rijen, van, fout)

    def _find(self, stappen: Sequence[tuple[str, str | None]]) -> list[Any] | dict[str, Any] | None:
        namen, codes = [naam for naam, _ in stappen], [code for _, code in stappen]
        if namen == ["Variables"] and codes[0] is None:
            return [self._describe(code) for code in self.variabelen]
        variabele = self.variabelen.get(str(codes[0])) if namen[0] == "Variables" else None
        if variabele is None:
            return None
        if namen == ["Variables"]:
            return self._describe(str(codes[0]))
        if namen == ["Variables", "GeoLevels"] and codes[1] is None:
            return [{"ExternalCode": variabele.niveau, "Name": variabele.niveau.title()}]
        if codes[1] != variabele.niveau or (
            "PeriodLevels" in namen and str(codes[2]).lower() != "year"
        ):
            return None
        if namen[1:] == ["GeoLevels", "PeriodLevels", "Periods"] and codes[3] is None:
            return [{"ExternalCode": jaar, "FullName": jaar} for jaar in variabele.waarden]
        if namen[1:] == ["GeoLevels", "PeriodLevels", "Periods", "Values"]:
            return self._build_values(variabele, str(codes[3]))
        return None

    def _describe(self, code: str) -> dict[str, Any]:
        variabele = self.variabelen[code]
        return {"ExternalCode": code, "Name": variabele.naam, "Unit": variabele.eenheid}

    def _build_values(self, variabele: Variabele, periode: str) -> list[Any] | None:
        if periode == "mrp":
            periode = max(variabele.waarden)
        jaren = list(variabele.waarden) if periode == "all" else [periode]
        if jaren[0] not in variabele.waarden:
            return None
        return [
            {
                "@odata.type": "#Swing.OpenData.Value",
                "@odata.id": f"{self.url}/Values('{variabele.niveau}_{nummer}')",
                "ExternalCode": f"{variabele.niveau}_{nummer}",
                "GeoLevel": variabele.niveau,
                "PeriodLevel": "year",
                "Period": jaar,
                "ValueString": tekst,
                "Description": "",
            }
            for jaar in jaren
            for nummer, tekst in variabele.waarden[jaar].items()
        ]

    def _build_pagina(self, pad: str, rijen: list[Any], van: int, fout: str) -> dict[str, Any]:
        stuk = [] if fout == "leeg" else rijen[van : van + self.pagina]
        if fout == "dubbel":
            stuk = [*stuk, *rijen[:1]]
        if fout == "niveau":
            stuk = [{**rij, "GeoLevel": "wijk"} for rij in stuk]
        if fout == "vorm":
            stuk = [{**rij, "ValueString": None} for rij in stuk]
        body: dict[str, Any] = {"@odata.context": f"{self.url}/$metadata#Values", "value": stuk}
        if van + self.pagina < len(rijen) or fout == "kring":
            basis = f"{self.elders}{pad}" if fout == "vreemd" else f"http://{self.host}{pad}"
            verder = 0 if fout == "kring" else van + self.pagina
            body["@odata.nextLink"] = f"{basis}?$skip={verder}"
        return body


def _build_fout(tekst: str) -> dict[str, Any]:
    return {"error": {"code": "", "message": tekst}}


class _Dienst(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the tests; anything else must be seen."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _build_afhandeling(server: SwingServer) -> type[BaseHTTPRequestHandler]:
    class Afhandeling(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10
        wbufsize = 1 << 16

        def do_GET(self) -> None:
            sleutel = self.headers.get("apikey")
            fout = server.note(unquote(self.path), sleutel)
            if fout == "traag":
                time.sleep(server.traag_s)
            if fout == "reset":
                afbreken = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, afbreken)
                self.connection.close()
                self.close_connection = True
                return
            status, inhoud, koppen = server.reply(self.path, sleutel, fout)
            self._send(status, inhoud, koppen, afgekapt=fout == "afgekapt")

        def _send(
            self,
            status: int,
            inhoud: object,
            koppen: Mapping[str, str],
            *,
            afgekapt: bool,
        ) -> None:
            tekst = inhoud if isinstance(inhoud, str) else json.dumps(inhoud, ensure_ascii=False)
            body = tekst.encode()
            body = body[: len(body) * 2 // 3] if afgekapt else body
            self.send_response(status)
            alle = {"Content-Type": "application/json; odata.metadata=minimal", **koppen}
            for naam, waarde in {**alle, "Content-Length": str(len(body))}.items():
                self.send_header(naam, waarde)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet; `verzoeken` holds the requests."""

    return Afhandeling


def main(argumenten: Sequence[str] | None = None) -> None:
    """Serve until interrupted."""
    ontleder = argparse.ArgumentParser(prog="python -m tests.swing_server", description=__doc__)
    ontleder.add_argument("--port", type=int, default=9001)
    ontleder.add_argument("--pagina", type=int, default=1000, help="rijen per pagina")
    ontleder.add_argument("--sleutel", default=APIKEY, help="de sleutel die mag")
    ontleder.add_argument("--fout", choices=FOUTEN, help="een slechte dag")
    ontleder.add_argument("--fout-op", default="", help="alleen op adressen met deze tekst")
    keuze = ontleder.parse_args(argumenten)
    storing = Storing(keuze.fout, keuze.fout_op) if keuze.fout else None
    server = SwingServer(
        poort=keuze.port, pagina=keuze.pagina, apikey=keuze.sleutel, storing=storing
    )
    server.elders = f"http://localhost:{keuze.port}"
    sys.stdout.write(f"SWING_URL={server.url}\nSWING_APIKEY={server.apikey}\n")
    sys.stdout.flush()
    try:
        server.serve()
    except KeyboardInterrupt:
        sys.stdout.write("Gestopt.\n")


if __name__ == "__main__":
    main()
