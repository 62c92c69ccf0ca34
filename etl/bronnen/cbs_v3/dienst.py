"""CBS OData v3 through the package cbsodata: the one module that calls it, and guards what it does.

What cbsodata 1.3.5 does, and what is done about it here; each has a test in tests/test_cbs_v3.py:

- `typed` means its opposite and `get_data` puts titles where codes were, without the status of a
  period: only `get_meta` is used, with the name of the entity set. Nothing is translated by it.
- No time-out: every call gets one. No second attempt: `Geduld.persist` makes them.
- Only HTTP errors are wrapped, without the reply; a web page or half a body comes out as an error
  of JSON: each becomes a sentence.
- HTTPS_PROXY, NO_PROXY and REQUESTS_CA_BUNDLE are not read: they are handed over per call.
- A new session per page, that reads a reply however long it takes and follows pages without end:
  the session it makes is ours, with the connections, the clock and the limits of `Poort`.
- `catalog()` keeps the other server after an error: every call names its own server.
- `options.use_https` is one switch for the whole process: calls that want it otherwise wait.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Condition, Lock
from typing import Any

import cbsodata
import requests

from etl.bronnen.net.geduld import Geduld, TijdelijkFout, format_adres
from etl.bronnen.net.poort import Poort
from etl.bronnen.net.verbinding import KLIENT, check_status, explain_geen_json, explain_verbinding
from etl.bronnen.net.vervolg import Vervolg
from welvaart.fouten import BronFout

_ZONDER_TLS = "http://"
_VORM = "het antwoord heeft niet de vorm die het CBS belooft"


class _Schakelaar:
    """Sets `cbsodata.options.use_https` for who is busy, and puts it back after the last one."""

    def __init__(self) -> None:
        self._wacht = Condition()
        self._bezig = 0
        self._vorig = True

    @contextmanager
    def use(self, tls: bool) -> Iterator[None]:
        """Hold the switch so; waits while somebody needs it otherwise."""
        opties = cbsodata.options
        with self._wacht:
            self._wacht.wait_for(lambda: self._bezig == 0 or opties.use_https == tls)
            if self._bezig == 0:
                self._vorig, opties.use_https = opties.use_https, tls
            self._bezig += 1
        try:
            yield
        finally:
            with self._wacht:
                self._bezig -= 1
                if self._bezig == 0:
                    opties.use_https = self._vorig
                    self._wacht.notify_all()


_SCHAKELAAR = _Schakelaar()


@dataclass
class _Oproep:
    """One call of cbsodata under way, over all its pages.

    Attributes:
        leest: held while cbsodata reads a reply: one at a time, to spare memory.
    """

    poort: Poort
    geheel_s: float
    vervolg: Vervolg
    leest: Lock
    _vast: bool = False

    def start_lezen(self) -> None:
        self.leest.acquire()
        self._vast = True

    def stop_lezen(self) -> None:
        if self._vast:
            self._vast = False
            self.leest.release()


_OPROEP: ContextVar[_Oproep | None] = ContextVar("_OPROEP", default=None)


class _Sessie(requests.Session):
    """The session that cbsodata makes for every page; outside a call of ours an ordinary one."""

    def get_adapter(self, url: str) -> requests.adapters.BaseAdapter:
        """Connections that stay open from page to page."""
        oproep = _OPROEP.get()
        return super().get_adapter(url) if oproep is None else oproep.poort

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:  # noqa: ANN401
        """Send, in a place of our own; a hop to another address is part of the same request."""
        oproep = _OPROEP.get()
        if oproep is None or not kwargs.get("allow_redirects", True):
            return super().send(request, **kwargs)
        oproep.stop_lezen()
        oproep.vervolg.check(str(request.url))
        request.headers["User-Agent"] = KLIENT
        with oproep.poort.begin(oproep.geheel_s) as verzoek:
            antwoord = super().send(request, **kwargs)
        oproep.vervolg.bytes += verzoek.bytes
        oproep.start_lezen()
        return antwoord


cbsodata.cbsodata3.Session = _Sessie


class CbsV3Dienst:
    """A server that speaks CBS OData v3; safe to use from several threads.

    Args:
        server: host[:port]; `http://` in front means no TLS.
        geduld: how long to try.
        poort: connections shared with others, and their limit; None = its own.
    """

    def __init__(self, server: str, geduld: Geduld, poort: Poort | None = None) -> None:
        self.tls = not server.startswith(_ZONDER_TLS)
        self.host = server.removeprefix(_ZONDER_TLS).removeprefix("https://").rstrip("/")
        self.geduld = geduld
        self.poort = poort or Poort(1)
        self._leest = Lock()

    def get_adres(self, tabel: str, deel: str) -> str:
        """Address of an entity set for a message or a file: without user name or password."""
        return format_adres(self._build_url(tabel, deel))

    def _build_url(self, tabel: str, deel: str) -> str:
        begin = "https://" if self.tls else _ZONDER_TLS
        return f"{begin}{self.host}/{cbsodata.cbsodata3.BULK}/{tabel}/{deel}"

    def fetch(
        self, tabel: str, deel: str, wat: str, *, kolommen: Sequence[str] = (), filter_: str = ""
    ) -> list[dict[str, Any]] | None:
        """As `fetch_geteld`, without the bytes."""
        antwoord = self.fetch_geteld(tabel, deel, wat, kolommen=kolommen, filter_=filter_)
        return None if antwoord is None else antwoord[0]

    def fetch_geteld(
        self, tabel: str, deel: str, wat: str, *, kolommen: Sequence[str] = (), filter_: str = ""
    ) -> tuple[list[dict[str, Any]], int] | None:
        """Fetch every row of an entity set, over all its pages; None when there is none (404).

        Args:
            tabel: table number.
            deel: name of the entity set: TableInfos, DataProperties, UntypedDataSet, RegioS …
            wat: for messages: "CBS, tabel 03759ned".
            kolommen: only these columns; none = all.
            filter_: only rows that fit.

        Returns:
            Rows as they came, with raw codes with their blanks and figures as text; and the bytes
            that came over the wire for them.

        Raises:
            BronFout: out of reach, refused, or no JSON, after the agreed number of attempts; or
                its pages have no end.
        """
        url = self._build_url(tabel, deel)
        vraag = {"select": list(kolommen) or None, "filters": filter_ or None}

        def ask() -> tuple[list[dict[str, Any]], int] | None:
            with self._begin(url, wat) as oproep:
                try:
                    rijen = cbsodata.get_meta(
                        tabel, deel, catalog_url=self.host, **vraag, **self._read_netwerk(url)
                    )
                    return _check_rijen(rijen), oproep.vervolg.bytes
                except requests.HTTPError as fout:
                    _check_http(fout, url, wat)
            return None

        return self.geduld.persist(ask, url, wat)

    @contextmanager
    def _begin(self, url: str, wat: str) -> Iterator[_Oproep]:
        """What holds during one call of cbsodata."""
        oproep = _Oproep(self.poort, self.geduld.geheel_s, Vervolg(wat), self._leest)
        merk = _OPROEP.set(oproep)
        try:
            with explain_verbinding(url, wat), _explain_cbsodata(), _SCHAKELAAR.use(self.tls):
                yield oproep
        finally:
            oproep.stop_lezen()
            _OPROEP.reset(merk)

    def _read_netwerk(self, url: str) -> Mapping[str, Any]:
        """Time-outs, and the proxy and certificates that the environment asks for."""
        with requests.Session() as sessie:
            netwerk = dict(sessie.merge_environment_settings(url, {}, None, None, None))
        netwerk.pop("stream")
        return {**netwerk, "timeout": (self.geduld.verbind_s, self.geduld.stilte_s)}


@contextmanager
def _explain_cbsodata() -> Iterator[None]:
    """What cbsodata lets through of a reply that is not what it should be: worth another try."""
    try:
        yield
    except json.JSONDecodeError as fout:
        raise TijdelijkFout(explain_geen_json(fout.doc)) from fout
    except (KeyError, TypeError) as fout:
        raise TijdelijkFout(_VORM) from fout


def _check_http(fout: requests.HTTPError, url: str, wat: str) -> None:
    """Raise what belongs to the status; a 404 is for the caller."""
    oorzaak = fout if fout.response is not None else fout.__cause__
    antwoord = getattr(oorzaak, "response", None)
    if not isinstance(antwoord, requests.Response):
        raise BronFout(f"{wat}: onbekende fout van cbsodata ({format_adres(url)})") from fout
    check_status(antwoord, url, wat)


def _check_rijen(rijen: object) -> list[dict[str, Any]]:
    if not isinstance(rijen, list) or not all(isinstance(rij, dict) for rij in rijen):
        raise TijdelijkFout(_VORM)
    return rijen
