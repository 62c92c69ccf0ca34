"""Whether an address is that of a source itself, or of a mirror or test server."""

from urllib.parse import urlsplit

_CBS = {"datasets.cbs.nl", "opendata.cbs.nl", "dataderden.cbs.nl", "odata4.cbs.nl"}
_HIER = {"localhost", "127.0.0.1", "::1"}


def parse_host(url: str) -> str:
    """Host of an address, without port, user or password."""
    return urlsplit(url).hostname or ""


def is_live(soort: str, host: str) -> bool:
    """Whether a host is the source itself, no mirror or test server.

    Any portal but this computer is its own source for Swing.
    """
    return host not in _HIER if soort == "swing" else host in _CBS
