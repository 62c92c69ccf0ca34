"""What is asked of a fetching run, who is told how it goes, and what came of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from etl.indicatorkeuze import find_indicator
from welvaart.catalogus import Catalogus
from welvaart.fouten import KeuzeFout

MAX_TEGELIJK = 16
OPGEHAALD, ONGEWIJZIGD, GELIJK, MISLUKT, OVERGESLAGEN = (
    "opgehaald",
    "ongewijzigd",
    "gelijk",
    "mislukt",
    "overgeslagen",
)


@dataclass(frozen=True, slots=True)
class Resultaat:
    """What happened to one entry: a kind of `soort` above, and sentences in Dutch."""

    indicator_id: str
    soort: str
    tabel: str | None = None
    regels: tuple[str, ...] = ()
    rijen: int = 0
    bytes: int = 0
    duur_s: float = 0.0


class Melder(Protocol):
    """Who is told how it goes, while it goes."""

    def start(self, indicator_id: str, tabel: str) -> None:
        """A table is being asked for."""

    def update(self, rijen: int, bytes_: int, totaal: int | None) -> None:
        """A page is in; `totaal` is the number of rows to expect, None when unknown."""

    def finish(self, resultaat: Resultaat) -> None:
        """An entry is done."""


@dataclass(frozen=True, slots=True)
class Wens:
    """What the user asked: which ids (none = all), also unchanged ones, pages at once."""

    indicator_ids: tuple[str, ...] = ()
    alles: bool = False
    tegelijk: int = 4
    sta_toe_afwijking: bool = False


def build_wens(
    ids: Sequence[str], catalogus: Catalogus, alles: bool, tegelijk: int, sta_toe_afwijking: bool
) -> Wens:
    """Check what the user asked.

    Raises:
        KeuzeFout: an id is unknown, or the number of pages is not from 1 to 16.
    """
    for indicator_id in ids:
        find_indicator(indicator_id, catalogus)
    if not 1 <= tegelijk <= MAX_TEGELIJK:
        raise KeuzeFout(f"--parallel {tegelijk}: kies een getal van 1 tot en met {MAX_TEGELIJK}")
    return Wens(tuple(dict.fromkeys(ids)), alles, tegelijk, sta_toe_afwijking)


def count_soorten(resultaten: Sequence[Resultaat]) -> Counter[str]:
    """How many entries had each kind of result."""
    return Counter(resultaat.soort for resultaat in resultaten)
