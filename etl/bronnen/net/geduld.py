"""How long to try at a source that stumbles, and what counts as stumbling."""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

from welvaart.fouten import BronFout, StoringFout

Uitkomst = TypeVar("Uitkomst")
_LOG = logging.getLogger(__name__)
_MAX_WACHT_S = 60.0
_MAX_TRAAG = 3
_LATER = "probeer het later opnieuw; de cijfers die u had, blijven staan"


class TijdelijkFout(BronFout):
    """It may work the next time; `wacht_s` is what the server asks, None when it does not say."""

    def __init__(self, reden: str, wacht_s: float | None = None) -> None:
        super().__init__(reden)
        self.wacht_s = wacht_s


class GeenVerbindingFout(TijdelijkFout):
    """The host itself is out of reach; `traag`: it took a time-out to find out."""

    def __init__(self, reden: str, *, traag: bool = False) -> None:
        super().__init__(reden)
        self.traag = traag


class Uitval:
    """Hosts that are out of reach, so that a round without internet does not take an hour.

    A host that failed once gets one attempt per request; after time-outs for a few things in a row
    none at all. One reply makes everything good.
    """

    def __init__(self) -> None:
        self._weg: set[str] = set()
        self._traag: dict[str, set[str]] = {}

    def get_pogingen(self, host: str, pogingen: int) -> int:
        """How often to try, 0 = do not."""
        if len(self._traag.get(host, ())) >= _MAX_TRAAG:
            return 0
        return 1 if host in self._weg else pogingen

    def note(self, host: str, wat: str, fout: BaseException | None) -> None:
        """Remember how a request ended."""
        if not isinstance(fout, GeenVerbindingFout):
            self._weg.discard(host)
            self._traag.pop(host, None)
            return
        self._weg.add(host)
        if fout.traag:
            self._traag.setdefault(host, set()).add(wat)


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
        uitval: what is out of reach, over all requests.
    """

    pogingen: int = 4
    verbind_s: float = 10.0
    stilte_s: float = 60.0
    geheel_s: float = 300.0
    slaap: Callable[[float], None] = time.sleep
    toeval: Callable[[], float] = random.random
    uitval: Uitval = field(default_factory=Uitval, compare=False)

    def compute_pauze(self, poging: int, gevraagd: float | None) -> float:
        """Seconds before repeat number `poging`: 1, 2, 4 …, by chance up to half as much more.

        Never shorter than the server asks, never over a minute.
        """
        pauze = 2.0 ** (poging - 1) * (1 + self.toeval() / 2)
        return min(max(pauze, gevraagd or 0.0), _MAX_WACHT_S)

    def persist(self, doe: Callable[[], Uitkomst], url: str, wat: str) -> Uitkomst:
        """Do something until it works or patience is at its end.

        Args:
            doe: asks and reads; raises TijdelijkFout when it may work the next time.
            url: what is asked, for messages.
            wat: for messages: "CBS, tabel 03759ned".

        Raises:
            StoringFout: it never worked.
            BronFout: what `doe` raised.
        """
        fout: TijdelijkFout | None = None
        host = urlsplit(url).netloc
        for poging in range(self.uitval.get_pogingen(host, self.pogingen)):
            if fout is not None:
                pauze = self.compute_pauze(poging, fout.wacht_s)
                _LOG.info("%s: %s; poging %d na %.1f s", wat, fout, poging + 1, pauze)
                self.slaap(pauze)
            try:
                uitkomst = doe()
            except TijdelijkFout as nieuw:
                fout = nieuw
            else:
                self.uitval.note(host, wat, None)
                return uitkomst
        if fout is None:
            fout = GeenVerbindingFout("niet geprobeerd, de bron was al een paar keer onbereikbaar")
        self.uitval.note(host, wat, fout)
        raise StoringFout(f"{wat}: {fout} ({format_adres(url)}); {_LATER}") from fout


def format_adres(url: str) -> str:
    """Address for a message: without query, user name or password."""
    delen = urlsplit(url)
    return urlunsplit((delen.scheme, delen.netloc.rpartition("@")[2], delen.path, "", ""))
