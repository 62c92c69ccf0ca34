"""CBS OData v3 through the package cbsodata: the one module that calls it, and guards what it does.

What cbsodata 1.3.5 does, and what is done about it here; each has a test in tests/test_cbs_v3.py:

- `typed` means its opposite and `get_data` puts titles where codes were, without the status of a
  period: only `get_meta` is used, with the name of the entity set. Nothing is translated by it.
- No time-out: every call gets one. No second attempt: `Geduld.persist` makes them.
- Only HTTP errors are wrapped, without the reply; a web page or half a body comes out as an error
  of JSON: each becomes a sentence.
- HTTPS_PROXY, NO_PROXY and REQUESTS_CA_BUNDLE are not read: they are handed over per call.
- `catalog()` keeps the other server after an error: every call names its own server.
- `options.use_https` is one switch for the whole process: calls that want it otherwise wait.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Condition
from typing import Any

import cbsodata
import requests

from etl.bronnen.geduld import Geduld, TijdelijkFout, format_adres
from etl.bronnen.verbinding import check_status, explain_geen_json, explain_verbinding
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


class CbsV3Dienst:
    """A server that speaks CBS OData v3; safe to use from several threads.

    Args:
        server: host[:port]; `http://` in front means no TLS.
        geduld: how long to try.
    """

    def __init__(self, server: str, geduld: Geduld) -> None:
        self.tls = not server.startswith(_ZONDER_TLS)
        self.host = server.removeprefix(_ZONDER_TLS).removeprefix("https://").rstrip("/")
        self.geduld = geduld

    def get_adres(self, tabel: str, deel: str) -> str:
        """Address of an entity set for a message or a file: without user name or password."""
        return format_adres(self._build_url(tabel, deel))

    def _build_url(self, tabel: str, deel: str) -> str:
        begin = "https://" if self.tls else _ZONDER_TLS
        return f"{begin}{self.host}/{cbsodata.cbsodata3.BULK}/{tabel}/{deel}"

    def fetch(
        self, tabel: str, deel: str, wat: str, *, kolommen: Sequence[str] = (), filter_: str = ""
    ) -> list[dict[str, Any]] | None:
        """Fetch every row of an entity set, over all its pages; None when there is none (404).

        Args:
            tabel: table number.
            deel: name of the entity set: TableInfos, DataProperties, UntypedDataSet, RegioS …
            wat: for messages: "CBS, tabel 03759ned".
            kolommen: only these columns; none = all.
            filter_: only rows that fit.

        Returns:
            Rows as they came: raw codes with their blanks, and figures as text.

        Raises:
            BronFout: out of reach, refused, or no JSON, after the agreed number of attempts.
        """
        url = self._build_url(tabel, deel)
        vraag = {"select": list(kolommen) or None, "filters": filter_ or None}

        def ask() -> list[dict[str, Any]] | None:
            with explain_verbinding(url, wat), _explain_cbsodata(), _SCHAKELAAR.use(self.tls):
                try:
                    return _check_rijen(
                        cbsodata.get_meta(
                            tabel, deel, catalog_url=self.host, **vraag, **self._read_netwerk(url)
                        )
                    )
                except requests.HTTPError as fout:
                    _check_http(fout, url, wat)
            return None

        return self.geduld.persist(ask, url, wat)

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
