"""One way out to every source over HTTP: patient, bounded, and plain about what went wrong.

`Session.get` is used, not `Session.send`: only the first reads REQUESTS_CA_BUNDLE, HTTPS_PROXY and
NO_PROXY from the environment.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import requests

from etl.bronnen.net.geduld import Geduld, GeenVerbindingFout, TijdelijkFout, Uitkomst, format_adres
from etl.bronnen.net.poort import Oproep, Poort, TeGrootFout
from etl.bronnen.net.sessie import Sessie
from welvaart.fouten import BronFout, StoringFout

KLIENT = "brede-welvaart-monitor"
_TIJDELIJK = frozenset({408, 425, 429, 500, 502, 503, 504})
_ONBEGREPEN = 400
NIET_GEWIJZIGD = 304
_NETWERK = "kijk of u internet hebt en of de proxy klopt (HTTPS_PROXY)"


@dataclass(frozen=True, slots=True)
class Antwoord:
    """A reply: parsed JSON (an object), and its size on the wire in bytes."""

    inhoud: dict[str, Any]
    bytes: int


Bezwaar = Callable[[requests.Response], str | None]
"""A reply to what is wrong with it, in Dutch; None = nothing that this source knows of."""


def _no_bezwaar(antwoord: requests.Response) -> str | None:
    return None


class Verbinding:
    """A session to one source; safe to use from several threads. Close it, or use `with`.

    Headers (a key, perhaps) are sent and appear nowhere else: not in a message, not in a log, and
    not at another host that the server sends us on to.
    """

    def __init__(
        self,
        geduld: Geduld | None = None,
        *,
        kopjes: Mapping[str, str] | None = None,
        tegelijk: int = 4,
        bezwaar: Bezwaar = _no_bezwaar,
    ) -> None:
        """Open a session.

        Args:
            geduld: how long to try.
            kopjes: headers that only the server itself may see.
            tegelijk: requests at once, however many threads ask.
            bezwaar: what this source means by a refusal, where the usual words do not do.
        """
        self.geduld = geduld or Geduld()
        self._bezwaar = bezwaar
        self._sessie = Sessie(kopjes or {})
        self._sessie.headers.update({"User-Agent": KLIENT, "Accept": "application/json"})
        self.tegelijk = max(tegelijk, 1)
        self.poort = Poort(self.tegelijk)
        self._sessie.mount("https://", self.poort)
        self._sessie.mount("http://", self.poort)

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
        self,
        url: str,
        wat: str,
        parse: Callable[[bytes], Uitkomst],
        merk: Callable[[Mapping[str, str]], None] = lambda _: None,
    ) -> tuple[Uitkomst, int] | None:
        """Fetch and read, until it works or patience is at its end; None on 404.

        Args:
            url: complete, encoded.
            wat: what is asked, for messages.
            parse: body to result; a body that `parse_object` cannot read is asked for again.
            merk: gets the headers of the reply.

        Returns:
            The result and the size of the body in bytes.

        Raises:
            BronFout: see `fetch_json`.
        """

        def ask() -> tuple[Uitkomst, int] | None:
            body = self._fetch_body(url, wat, merk)
            return None if body is None else (parse(body[0]), body[1])

        return self.geduld.persist(ask, url, wat)

    def is_ongewijzigd(self, url: str, wat: str, kopjes: Mapping[str, str]) -> bool:
        """Ask whether a reply would still be the one that came with these marks (HTTP 304).

        Args:
            url: complete, encoded.
            wat: what is asked, for messages.
            kopjes: If-None-Match or If-Modified-Since, with what the source gave then.

        Raises:
            BronFout: see `fetch_json`.
        """

        def ask() -> bool:
            with explain_verbinding(url, wat), self._open(url, kopjes) as (antwoord, _):
                if waarom := self._bezwaar(antwoord):
                    raise StoringFout(f"{wat}: {waarom}")
                if antwoord.status_code == NIET_GEWIJZIGD:
                    return True
                check_status(antwoord, url, wat)
                return False

        return self.geduld.persist(ask, url, wat)

    @contextmanager
    def _open(
        self, url: str, kopjes: Mapping[str, str]
    ) -> Iterator[tuple[requests.Response, Oproep]]:
        """A reply whose body is still to be read, in a place of its own."""
        stilte = (self.geduld.verbind_s, self.geduld.stilte_s)
        with (
            self.poort.begin(self.geduld.geheel_s) as oproep,
            self._sessie.get(url, timeout=stilte, stream=True, headers=dict(kopjes)) as antwoord,
        ):
            yield antwoord, oproep

    def _fetch_body(
        self, url: str, wat: str, merk: Callable[[Mapping[str, str]], None]
    ) -> tuple[bytes, int] | None:
        """The body and its bytes over the wire; a place at the source is held no longer."""
        with explain_verbinding(url, wat), self._open(url, {}) as (antwoord, oproep):
            if waarom := self._bezwaar(antwoord):
                raise StoringFout(f"{wat}: {waarom}")
            check_status(antwoord, url, wat)
            if antwoord.status_code == 404:
                return None
            merk(antwoord.headers)
            return antwoord.content, oproep.bytes


def build_url(basis: str, opties: Mapping[str, str]) -> str:
    """Add a query; a blank becomes %20, as `+` is not a blank to every server."""
    vraag = "&".join(f"{naam}={quote(waarde, safe='(),')}" for naam, waarde in opties.items())
    return f"{basis}?{vraag}" if vraag else basis


@contextmanager
def explain_verbinding(url: str, wat: str) -> Iterator[None]:
    """Put what goes wrong between here and a server into Dutch words.

    Raises:
        TijdelijkFout: it may work the next time.
        StoringFout: it will not, until somebody changes something.
    """
    try:
        yield
    except TeGrootFout as fout:
        raise BronFout(f"{wat}: één antwoord is groter dan 100 MB; meld dit aan beheer") from fout
    except requests.exceptions.SSLError as fout:
        raise StoringFout(
            f"{wat}: de beveiligde verbinding met {format_adres(url)} wordt niet vertrouwd; "
            "zet REQUESTS_CA_BUNDLE op het certificaat van uw organisatie"
        ) from fout
    except requests.exceptions.ProxyError as fout:
        raise GeenVerbindingFout(f"de proxy geeft geen verbinding; {_NETWERK}") from fout
    except requests.exceptions.ConnectTimeout as fout:
        raise GeenVerbindingFout(
            f"er komt geen verbinding binnen de tijd; {_NETWERK}", traag=True
        ) from fout
    except requests.exceptions.Timeout as fout:
        raise TijdelijkFout("geen antwoord binnen de tijd") from fout
    except (requests.exceptions.ConnectionError, requests.exceptions.ChunkedEncodingError) as f:
        raise GeenVerbindingFout(f"de verbinding is verbroken of komt er niet; {_NETWERK}") from f
    except OSError as fout:  # also what comes before anything is sent
        raise StoringFout(f"{wat}: {_explain_rest(fout, url)}") from fout


def _explain_rest(fout: OSError, url: str) -> str:
    if isinstance(fout, requests.exceptions.RequestException):
        instellingen = "CBS_V4_URL, CBS_V3_HOST of SWING_URL"
        return f"{format_adres(url)} is geen adres dat werkt; controleer {instellingen}"
    if pad := str(fout).partition("invalid path: ")[2]:
        raad = "zet REQUESTS_CA_BUNDLE op het certificaat van uw organisatie"
        return f"het bestand met certificaten is er niet ({pad}); {raad}"
    return f"deze computer maakt geen verbinding ({fout.strerror}); meld dit aan beheer"


def check_status(antwoord: requests.Response, url: str, wat: str) -> None:
    """Refuse a reply that is no success; "there is no such thing" (404) is for the caller.

    Raises:
        TijdelijkFout: a status that may pass.
        BronFout: the source does not understand the question.
        StoringFout: another one.
    """
    status = antwoord.status_code
    if status in (200, 404):
        return
    if status in _TIJDELIJK:
        wacht = antwoord.headers.get("Retry-After", "")
        wat_er_is = "vraagt om het rustiger aan te doen" if status == 429 else "geeft een storing"
        raise TijdelijkFout(
            f"de bron {wat_er_is} (HTTP {status})",
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
    try:
        tekst = body.decode("utf-8-sig")
        inhoud = json.loads(tekst)
    except (UnicodeDecodeError, json.JSONDecodeError) as fout:
        raise TijdelijkFout(explain_geen_json(body.decode(errors="replace"))) from fout
    if not isinstance(inhoud, dict):
        raise TijdelijkFout("het antwoord heeft niet de vorm die de bron belooft")
    return inhoud


def explain_geen_json(tekst: str) -> str:
    """Say what a body is that is no JSON: a web page, broken off, or something else."""
    begin = tekst.lstrip("\ufeff \r\n\t")[:1]
    if begin == "<":
        return "er kwam een webpagina in plaats van cijfers (storing, of een proxy)"
    wat = "is halverwege afgebroken" if begin == "{" else "is geen JSON"
    return f"het antwoord {wat}"


def _parse_getal(body: bytes) -> int:
    tekst = body.decode("utf-8-sig", errors="replace").strip()
    if not tekst.isdecimal():
        raise TijdelijkFout("het aantal rijen is geen getal")
    return int(tekst)
