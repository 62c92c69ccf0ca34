"""How long to try at a source that stumbles, and what counts as stumbling."""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

from welvaart.fouten import BronFout, StoringFout

Uitkomst = TypeVar("Uitkomst")
_LOG = logging.getLogger(__name__)
_MAX_WACHT_S = 60.0
_LATER = "probeer het later opnieuw; de cijfers die u had, blijven staan"


class TijdelijkFout(BronFout):
    """It may work the next time; `wacht_s` is what the server asks, None when it does not say."""

    def __init__(self, reden: str, wacht_s: float | None = None) -> None:
        super().__init__(reden)
        self.wacht_s = wacht_s


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
        for poging in range(self.pogingen):
            if fout is not None:
                pauze = self.compute_pauze(poging, fout.wacht_s)
                _LOG.info("%s: %s; poging %d na %.1f s", wat, fout, poging + 1, pauze)
                self.slaap(pauze)
            try:
                return doe()
            except TijdelijkFout as nieuw:
                fout = nieuw
        raise StoringFout(f"{wat}: {fout} ({format_adres(url)}); {_LATER}") from fout


def format_adres(url: str) -> str:
    """Address for a message: without query, user name or password."""
    delen = urlsplit(url)
    return urlunsplit((delen.scheme, delen.netloc.rpartition("@")[2], delen.path, "", ""))
