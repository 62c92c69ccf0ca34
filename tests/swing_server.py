"""A local Swing portal: the Open Data Service of a few variables, with a key and bad days.

By hand: `python -m tests.swing_server --port 9001 [--fout 401]`, then in another terminal
`SWING_URL=http://127.0.0.1:9001/jiveservices/odata SWING_APIKEY=proef python -m etl fetch ID`.
Paths, fields and signs are those of real portals; every figure is made up.
"""

import argparse
import hashlib
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.proefserver import HTML, VERBINDINGSFOUTEN, Antwoord, Proefserver, Storing

WORTEL = "/jiveservices/odata"
APIKEY = "proef"
FOUTEN = (
    *VERBINDINGSFOUTEN,
    "401",
    "403",
    "404",
    "429",
    "500",
    "doorsturen",
    "dubbel",
    "eindeloos",
    "html",
    "inlog",
    "kring",
    "leeg",
    "niveau",
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
class SwingServer(Proefserver):
    """The server and what it saw.

    Attributes:
        pagina: rows per page; about 1000 at a real portal.
        elders: where the faults "doorsturen" and "vreemd" lead.
        sleutels: the key of every request, None without one.
        merk: "ETag" or "Last-Modified": mark every reply with it, and give 304 to who has it still;
            "" for none, as in the replies that were recorded.
        dag: what "Last-Modified" says.
    """

    variabelen: dict[str, Variabele] = field(default_factory=load_variabelen)
    pagina: int = 1000
    apikey: str = APIKEY
    elders: str = ""
    sleutels: list[str | None] = field(default_factory=list)
    merk: str = ""
    dag: str = "Wed, 01 Jul 2026 08:00:00 GMT"

    @property
    def url(self) -> str:
        return f"{self.basis}{WORTEL}"

    def note(self, adres: str, koppen: Mapping[str, str]) -> str:
        """Write the request down; name the fault that hits it, "" when none does."""
        pad = unquote(adres)
        self.verzoeken.append(pad)
        self.sleutels.append(_get_sleutel(koppen))
        storing = self.storing
        return storing.fout if storing is not None and storing.strike(pad) else ""

    def reply(self, adres: str, koppen: Mapping[str, str], fout: str) -> Antwoord:
        delen = urlsplit(adres)
        if fout == "doorsturen":
            return Antwoord("", 302, koppen={"Location": f"{self.elders}{adres}"})
        if fout in ("html", "inlog"):
            return Antwoord(HTML if fout == "html" else INLOG, soort="text/html")
        if _get_sleutel(koppen) != self.apikey or fout == "401":
            return Antwoord(_build_fout("Guest user group not found, No access!"), 401)
        if fout.isdecimal():
            return Antwoord(_build_fout("Storing"), int(fout), koppen={"Retry-After": "3"})
        van = int(dict(parse_qsl(delen.query)).get("$skip", 0))
        status, inhoud = self.answer(unquote(delen.path), van, fout)
        return self._mark(Antwoord(inhoud, status), koppen)

    def _mark(self, antwoord: Antwoord, koppen: Mapping[str, str]) -> Antwoord:
        """Mark a good reply; one that the client has already is only said to be the same."""
        if not self.merk or antwoord.status != 200:
            return antwoord
        kenmerk = f'"{hashlib.sha256(antwoord.encode()).hexdigest()[:16]}"'
        waarde, vraag = {
            "ETag": (kenmerk, "If-None-Match"),
            "Last-Modified": (self.dag, "If-Modified-Since"),
        }[self.merk]
        if koppen.get(vraag) == waarde:
            return Antwoord("", 304, koppen={self.merk: waarde})
        antwoord.koppen = {self.merk: waarde}
        return antwoord

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
        if fout == "eindeloos":  # always the same rows, always another address
            body["value"], van = rijen[: self.pagina], van + 1
        if van + self.pagina < len(rijen) or fout in ("kring", "eindeloos"):
            basis = f"{self.elders}{pad}" if fout == "vreemd" else f"http://{self.host}{pad}"
            verder = 0 if fout == "kring" else van + self.pagina
            body["@odata.nextLink"] = f"{basis}?$skip={verder}"
        return body


def _build_fout(tekst: str) -> dict[str, Any]:
    return {"error": {"code": "", "message": tekst}}


def _get_sleutel(koppen: Mapping[str, str]) -> str | None:
    return next((waarde for naam, waarde in koppen.items() if naam.lower() == "apikey"), None)


def main(argumenten: Sequence[str] | None = None) -> None:
    """Serve until interrupted."""
    ontleder = argparse.ArgumentParser(prog="python -m tests.swing_server", description=__doc__)
    ontleder.add_argument("--port", type=int, default=9001)
    ontleder.add_argument("--pagina", type=int, default=1000, help="rijen per pagina")
    ontleder.add_argument("--sleutel", default=APIKEY, help="de sleutel die mag")
    ontleder.add_argument("--fout", choices=FOUTEN, help="een slechte dag")
    ontleder.add_argument("--fout-op", default="", help="alleen op adressen met deze tekst")
    ontleder.add_argument("--merk", choices=("ETag", "Last-Modified"), help="merk elk antwoord")
    keuze = ontleder.parse_args(argumenten)
    storing = Storing(keuze.fout, keuze.fout_op) if keuze.fout else None
    server = SwingServer(
        poort=keuze.port, pagina=keuze.pagina, apikey=keuze.sleutel, storing=storing
    )
    server.merk = keuze.merk or ""
    server.elders = f"http://localhost:{keuze.port}"
    sys.stdout.write(f"SWING_URL={server.url}\nSWING_APIKEY={server.apikey}\n")
    sys.stdout.flush()
    server.serve()


if __name__ == "__main__":
    main()
