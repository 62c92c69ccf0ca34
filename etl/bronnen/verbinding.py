"""One way out to every source over HTTP: patient, bounded, and plain about what went wrong.

`Session.get` is used, not `Session.send`: only the first reads REQUESTS_CA_BUNDLE, HTTPS_PROXY and
NO_PROXY from the environment.
"""

import json
import logging
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote, urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter

from welvaart.fouten import BronFout, StoringFout

KLIENT = "brede-welvaart-monitor"
Uitkomst = TypeVar("Uitkomst")
_LOG = logging.getLogger(__name__)
_TIJDELIJK = frozenset({408, 425, 429, 500, 502, 503, 504})
_BROK = 1 << 16
_MAX_BYTES = 100_000_000
_MAX_WACHT_S = 60.0
_ONBEGREPEN = 400
_LATER = "probeer het later opnieuw; de cijfers die u had, blijven staan"
_NETWERK = "kijk of u internet hebt en of de proxy klopt (HTTPS_PROXY)"


class _TijdelijkFout(BronFout):
    """It may work the next time; `wacht_s` is what the server asks, None when it does not say."""

    def __init__(self, reden: str, wacht_s: float | None = None) -> None:
        super().__init__(reden)
        self.wacht_s = wacht_s


@dataclass(frozen=True, slots=True)
class Antwoord:
    """A reply: parsed JSON (an object), and its size on the wire in bytes."""

    inhoud: dict[str, Any]
    bytes: int


@dataclass(frozen=True, slots=True)
class Geduld:
    """How long to try.

    Attributes:
        pogingen: how often a request is made before it counts as failed.
        verbind_s: seconds to get a connection.
        stilte_s: seconds without a byte.
        geheel_s: seconds for one whole reply, however slowly it drips.
        slaap: waits; tests give one that does not.
        toeval: a number from 0 to 1, so that clients do not all come back at once.
    """

    pogingen: int = 4
    verbind_s: float = 10.0
    stilte_s: float = 60.0
    geheel_s: float = 300.0
    slaap: Callable[[float], None] = time.sleep
    toeval: Callable[[], float] = random.random

    def compute_pauze(self, poging: int, gevraagd: float | None) -> float:
        """Seconds before repeat number `poging`: 1, 2, 4 …, by chance up to half as much more.

        Never shorter than the server asks, never over a minute.
        """
        pauze = 2.0 ** (poging - 1) * (1 + self.toeval() / 2)
        return min(max(pauze, gevraagd or 0.0), _MAX_WACHT_S)


class Verbinding:
    """A session to one source; safe to use from several threads. Close it, or use `with`.

    Headers (a key, perhaps) are sent and appear nowhere else: not in a message, not in a log.
    """

    def __init__(
        self,
        geduld: Geduld | None = None,
        *,
        kopjes: Mapping[str, str] | None = None,
        tegelijk: int = 4,
    ) -> None:
        self.geduld = geduld or Geduld()
        self._sessie = requests.Session()
        self._sessie.headers.update({"User-Agent": KLIENT, "Accept": "application/json"})
        self._sessie.headers.update(kopjes or {})
        poort = HTTPAdapter(pool_connections=2, pool_maxsize=max(tegelijk, 1), max_retries=0)
        self._sessie.mount("https://", poort)
        self._sessie.mount("http://", poort)

    def __enter__(self) -> Self:
        """Return the session itself."""
        return self

    def __exit__(
        self,
        soort: type[BaseException] | None,
        fout: BaseException | None,
        spoor: TracebackType | None,
    ) -> None:
        """Close every connection."""
        self._sessie.close()

    def fetch_json(self, url: str, wat: str) -> Antwoord | None:
        """Fetch an object of JSON; None when the source says there is no such thing (404).

        Args:
            url: complete, encoded.
            wat: what is asked, for messages: "CBS, tabel 03759ned".

        Raises:
            StoringFout: out of reach, refused, or no JSON, after the agreed number of attempts.
            BronFout: the source does not understand the question.
        """
        inhoud = self.fetch(url, wat, parse_object)
        return None if inhoud is None else Antwoord(*inhoud)

    def fetch_getal(self, url: str, wat: str) -> int | None:
        """Fetch a whole number as text (`/$count`); None when there is none (404).

        Raises:
            BronFout: as `fetch_json`, or the reply is no number.
        """
        inhoud = self.fetch(url, wat, _parse_getal)
        return None if inhoud is None else inhoud[0]

    def fetch(
        self, url: str, wat: str, parse: Callable[[bytes], Uitkomst]
    ) -> tuple[Uitkomst, int] | None:
        """Fetch and read, until it works or patience is at its end; None on 404.

        Args:
            url: complete, encoded.
            wat: what is asked, for messages.
            parse: body to result; a body that `parse_object` cannot read is asked for again.

        Returns:
            The result and the size of the body in bytes.

        Raises:
            BronFout: see `fetch_json`.
        """
        fout: _TijdelijkFout | None = None
        for poging in range(self.geduld.pogingen):
            if fout is not None:
                pauze = self.geduld.compute_pauze(poging, fout.wacht_s)
                _LOG.info("%s: %s; poging %d na %.1f s", wat, fout, poging + 1, pauze)
                self.geduld.slaap(pauze)
            try:
                body = self._fetch_body(url, wat)
                return None if body is None else (parse(body), len(body))
            except _TijdelijkFout as nieuw:
                fout = nieuw
        raise StoringFout(f"{wat}: {fout} ({format_adres(url)}); {_LATER}") from fout

    def _fetch_body(self, url: str, wat: str) -> bytes | None:
        geduld = self.geduld
        try:
            with self._sessie.get(
                url, timeout=(geduld.verbind_s, geduld.stilte_s), stream=True
            ) as antwoord:
                _check_status(antwoord, url, wat)
                return None if antwoord.status_code == 404 else self._read_body(antwoord, wat)
        except requests.exceptions.SSLError as fout:
            raise StoringFout(
                f"{wat}: de beveiligde verbinding met {format_adres(url)} wordt niet vertrouwd; "
                "zet REQUESTS_CA_BUNDLE op het certificaat van uw organisatie"
            ) from fout
        except requests.exceptions.ProxyError as fout:
            raise _TijdelijkFout(f"de proxy geeft geen verbinding; {_NETWERK}") from fout
        except requests.exceptions.Timeout as fout:
            raise _TijdelijkFout("geen antwoord binnen de tijd") from fout
        except (requests.exceptions.ConnectionError, requests.exceptions.ChunkedEncodingError) as f:
            raise _TijdelijkFout(f"de verbinding is verbroken of komt er niet; {_NETWERK}") from f
        except requests.exceptions.RequestException as fout:
            raise StoringFout(
                f"{wat}: {format_adres(url)} is geen adres dat werkt; controleer de instelling"
            ) from fout

    def _read_body(self, antwoord: requests.Response, wat: str) -> bytes:
        """The body, read in pieces so that neither its time nor its size runs away."""
        einde = time.monotonic() + self.geduld.geheel_s
        stukken: list[bytes] = []
        grootte = 0
        for stuk in antwoord.iter_content(_BROK):
            stukken.append(stuk)
            grootte += len(stuk)
            if grootte > _MAX_BYTES:
                raise BronFout(f"{wat}: één antwoord is groter dan 100 MB; meld dit aan beheer")
            if time.monotonic() > einde:
                raise _TijdelijkFout("het antwoord komt te langzaam binnen")
        return b"".join(stukken)


def build_url(basis: str, opties: Mapping[str, str]) -> str:
    """Add a query; a blank becomes %20, as `+` is not a blank to every server."""
    vraag = "&".join(f"{naam}={quote(waarde, safe='(),')}" for naam, waarde in opties.items())
    return f"{basis}?{vraag}" if vraag else basis


def format_adres(url: str) -> str:
    """Address for a message: without query, user name or password."""
    delen = urlsplit(url)
    return urlunsplit((delen.scheme, delen.netloc.rpartition("@")[2], delen.path, "", ""))


def _check_status(antwoord: requests.Response, url: str, wat: str) -> None:
    status = antwoord.status_code
    if status in (200, 404):
        return
    if status in _TIJDELIJK:
        wacht = antwoord.headers.get("Retry-After", "")
        raise _TijdelijkFout(
            f"de bron geeft een storing (HTTP {status})",
            float(wacht) if wacht.isdecimal() else None,
        )
    waarom = {
        400: "de bron begrijpt de vraag niet; controleer selectie en vanaf in indicators.yaml",
        401: "de bron kent de sleutel niet; controleer de instelling",
        403: "de bron of uw netwerk geeft geen toegang; vraag de beheerder van het netwerk",
        407: "de proxy vraagt om een naam en wachtwoord; zet ze in HTTPS_PROXY",
    }.get(status, "dat antwoord is niet bekend; probeer het later opnieuw")
    soort = BronFout if status == _ONBEGREPEN else StoringFout
    raise soort(f"{wat}: {format_adres(url)} gaf HTTP {status}: {waarom}")


def parse_object(body: bytes) -> dict[str, Any]:
    """Read a body as an object of JSON.

    Raises:
        BronFout: a web page, broken off, or something else; inside `Verbinding.fetch` it counts
            as something that may pass.
    """
    begin = body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if begin == b"<":
        raise _TijdelijkFout("er kwam een webpagina in plaats van cijfers (storing, of een proxy)")
    try:
        inhoud = json.loads(body.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as fout:
        wat = (
            "het antwoord is halverwege afgebroken"
            if begin == b"{"
            else "het antwoord is geen JSON"
        )
        raise _TijdelijkFout(wat) from fout
    if not isinstance(inhoud, dict):
        raise _TijdelijkFout("het antwoord heeft niet de vorm die het CBS belooft")
    return inhoud


def _parse_getal(body: bytes) -> int:
    tekst = body.decode("utf-8-sig", errors="replace").strip()
    if not tekst.isdecimal():
        raise _TijdelijkFout("het aantal rijen is geen getal")
    return int(tekst)
