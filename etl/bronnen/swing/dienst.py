"""A Swing Open Data Service (OData v4): one variable, one kind of area, all its years.

waarstaatjegemeente.nl and the "in cijfers" portals are Swing. The service asks for a key in the
header `apikey`. It gives about 1000 rows at a time and says where the rest is; that address is not
trusted: only its query is used, so the key stays with the host of SWING_URL.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import requests

from etl.bronnen.net.geduld import Geduld, format_adres
from etl.bronnen.net.verbinding import Verbinding, parse_object
from etl.bronnen.net.vervolg import Vervolg
from welvaart.fouten import BronFout, StoringFout

_GEEN_SLEUTEL = re.compile(r"guest user group", re.IGNORECASE)
_INLOG = re.compile(rb"log[\s-]?in|inlog|aanmeld|sign[\s-]?in|wachtwoord|password", re.IGNORECASE)
_PLEK = '; vul SWING_URL in met het adres van de OData-dienst, zoals "https://…/jiveservices/odata"'
_SLEUTEL_RAAD = (
    "vraag de beheerder van de databank om een sleutel en zet die in SWING_APIKEY. Zonder sleutel: "
    'download het cijfer en lees het in met "python -m etl import BESTAND --indicator ID"'
)
Rij = Mapping[str, Any]


_VRAAG = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
"""Mark of a reply → the header that asks whether it still holds. A portal need not give any."""


@dataclass(frozen=True, slots=True)
class Pagina:
    """Part of a list: rows, bytes, and what shows later whether it changed (None = nothing)."""

    rijen: list[Rij]
    bytes: int
    toets: dict[str, str] | None


class SwingDienst:
    """One Swing portal; every method raises BronFout with what to do now."""

    def __init__(self, url: str | None, apikey: str | None, geduld: Geduld | None = None) -> None:
        self.url = _check_url(url)
        self.adres = format_adres(self.url)
        self.host = urlsplit(self.adres).netloc
        self.verbinding = Verbinding(
            geduld, kopjes={"apikey": _check_apikey(apikey)}, bezwaar=_find_bezwaar
        )

    def get_pad(self, **delen: str) -> str:
        """Path of an entity: Variables='x' → "Variables('x')", several joined by "/"."""
        return "/".join(f"{naam}('{_quote(code)}')" for naam, code in delen.items())

    def fetch_object(self, pad: str, wat: str) -> dict[str, Any] | None:
        """Fetch one entity; None when it is not published (404)."""
        antwoord = self._fetch(f"{self.url}/{pad}", wat)
        return None if antwoord is None else antwoord[0]

    def is_ongewijzigd(self, toetsen: Sequence[Mapping[str, str]], wat: str) -> bool:
        """Whether every page is still the one that came with these marks; False without any.

        Args:
            toetsen: per page: `adres` below SWING_URL, and ETag or Last-Modified; see `Pagina`.
            wat: for messages.
        """
        return bool(toetsen) and all(
            self.verbinding.is_ongewijzigd(
                f"{self.url}/{toets['adres']}",
                wat,
                {_VRAAG[naam]: toets[naam] for naam in _VRAAG if naam in toets},
            )
            for toets in toetsen
        )

    def _fetch(
        self, adres: str, wat: str, merk: Callable[[Mapping[str, str]], None] = lambda _: None
    ) -> tuple[dict[str, Any], int] | None:
        def parse(body: bytes) -> dict[str, Any]:
            """A page to log in will not pass by itself; another page may."""
            if body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<" and _INLOG.search(body):
                raise StoringFout(
                    f"{wat}: er kwam een inlogpagina in plaats van cijfers ({self.adres}); "
                    "controleer SWING_URL, en vraag de beheerder of de Open Data Service aan staat"
                )
            return parse_object(body)

        return self.verbinding.fetch(adres, wat, parse, merk)

    def fetch_paginas(self, pad: str, wat: str) -> Iterator[Pagina | None]:
        """Fetch the pages of a list one by one; one None when it is not there."""
        adres = f"{self.url}/{pad}"
        vervolg = Vervolg(wat)
        eerste = True
        while True:
            vervolg.check(adres)
            koppen: dict[str, str] = {}
            antwoord = self._fetch(adres, wat, koppen.update)
            if antwoord is None and not eerste:
                raise BronFout(f"{wat}: een volgende pagina is er niet; probeer het later opnieuw")
            if antwoord is None:
                yield None
                return
            inhoud, grootte = antwoord
            rijen = inhoud.get("value")
            if not isinstance(rijen, list) or any(not isinstance(rij, dict) for rij in rijen):
                raise BronFout(
                    f"{wat}: het antwoord is geen lijst; klopt SWING_URL ({self.adres})?"
                )
            vervolg.bytes += grootte
            yield Pagina(rijen, grootte, self._find_toets(adres, koppen))
            if not (verder := inhoud.get("@odata.nextLink")):
                return
            vraag = urlsplit(str(verder)).query
            adres, eerste = f"{self.url}/{pad}{'?' if vraag else ''}{vraag}", False

    def _find_toets(self, adres: str, koppen: Mapping[str, str]) -> dict[str, str] | None:
        """What a portal gives to ask later whether a page changed; None when it gives nothing."""
        klein = {naam.lower(): waarde for naam, waarde in koppen.items()}
        merken = {naam: klein[naam.lower()] for naam in _VRAAG if klein.get(naam.lower())}
        return {"adres": adres.removeprefix(f"{self.url}/"), **merken} if merken else None


def _quote(code: str) -> str:
    return quote(code.replace("'", "''"), safe="")


def _check_url(url: str | None) -> str:
    """The address without slash at the end.

    Raises:
        BronFout: absent, no web address, or with something that does not belong in it.
    """
    if not url or not url.strip():
        raise BronFout(f"SWING_URL ontbreekt{_PLEK}")
    delen = urlsplit(url.strip())
    if delen.scheme not in ("http", "https") or not delen.netloc:
        raise BronFout(f"SWING_URL is geen webadres{_PLEK}")
    if delen.query or delen.fragment or "@" in delen.netloc:
        raise BronFout(
            "SWING_URL bevat meer dan het adres van de dienst; haal de sleutel, de naam en alles "
            "vanaf het vraagteken weg. De sleutel hoort in SWING_APIKEY"
        )
    return urlunsplit(delen).rstrip("/")


def _check_apikey(apikey: str | None) -> str:
    """The key without blanks around it; never part of a message."""
    sleutel = (apikey or "").strip()
    if not sleutel:
        raise BronFout(f"SWING_APIKEY ontbreekt; {_SLEUTEL_RAAD}")
    if not all("!" <= teken <= "~" for teken in sleutel):
        raise BronFout(
            "SWING_APIKEY bevat een spatie of een vreemd teken; kopieer de sleutel opnieuw, zonder "
            "aanhalingstekens of regeleinde"
        )
    return sleutel


def _find_bezwaar(antwoord: requests.Response) -> str | None:
    """What a refusal of a portal means; None when the usual words do."""
    adres, status = format_adres(str(antwoord.url)), antwoord.status_code
    if antwoord.history and urlsplit(str(antwoord.history[0].url)).netloc != urlsplit(adres).netloc:
        return (
            f"de databank stuurt door naar een ander adres ({urlsplit(adres).netloc}); de sleutel "
            "gaat daar niet mee naartoe. Vertrouwt u dat adres, zet het dan in SWING_URL"
        )
    if status in (200, 404):
        return None
    if status == 401 or _GEEN_SLEUTEL.search(_read_begin(antwoord)):
        return f"de databank kent de sleutel niet ({adres}, HTTP {status}); {_SLEUTEL_RAAD}"
    if status == 403:
        return (
            f"de sleutel geeft geen toegang tot dit onderwerp ({adres}, HTTP 403); vraag de "
            "beheerder van de databank, of van uw netwerk"
        )
    return None


def _read_begin(antwoord: requests.Response) -> str:
    """First part of a refusal; the rest does not matter."""
    return next(antwoord.iter_content(4096), b"").decode("utf-8", errors="replace")
