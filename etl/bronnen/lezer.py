"""What a round of fetching needs of a live source, whatever the service behind it.

A source gives its rows in one form, the payload of `etl.transformaties.levering`: Parquet with a
column ValueAttribute (why a figure is there, or not), a column Value, one of regio's and one of
periods, and in its metadata under `vraag` what they mean. So everything after fetching is shared.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

Meld = Callable[[int, int, int | None], None]
"""Called after each page: rows and bytes that came in, and how many rows there will be."""


@dataclass(frozen=True, slots=True)
class Ophaling:
    """What came in: the payload (Parquet), its rows, and bytes over the wire in this run.

    Attributes:
        sluit_af: asks the source whether all of it is of one edition, and clears up; to be called
            once, before the payload is stored. Raises BronFout when it is not of one edition.
    """

    inhoud: bytes
    rijen: int
    bytes: int
    paginas: int
    sluit_af: Callable[[], None] = field(default=lambda: None, compare=False)


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where a payload comes from, as its sidecar keeps it.

    Attributes:
        bron: name of the source, for people: "CBS, StatLine".
        gewijzigd_op: when the source says it changed (ISO 8601 with zone); None = it does not say.
        url: page for people.
        opgehaald_van: the question as it was sent, without a key or a password.
        onderwerp: code, titel, eenheid and groep of the topic; texts, empty when there is none.
        toetsen: what `Bronlezer.is_ongewijzigd` needs, where that is more than gewijzigd_op.
    """

    bron: str
    tabel: str
    titel: str
    editie: str
    gewijzigd_op: str | None
    licentie: str
    url: str
    opgehaald_van: str
    onderwerp: Mapping[str, str]
    toetsen: tuple[Mapping[str, str], ...] = ()

    def to_sidecar(self) -> dict[str, Any]:
        """These facts as they stand in a sidecar; no toetsen where there are none."""
        return {
            naam: waarde for naam, waarde in asdict(self).items() if naam != "toetsen" or waarde
        }


class Bronlezer(Protocol):
    """One entry of the catalogue at its source; nothing is asked before it is needed.

    Every member may raise BronFout: the source is out of reach, or is not what the entry says.
    """

    @property
    def wat(self) -> str:
        """What is asked, to begin a message with: "CBS, tabel 03759ned"."""

    def prepare(self) -> None:
        """Ask side by side for what a fetch needs. Worth it only when there surely is one."""

    def is_ongewijzigd(self, sidecar: Mapping[str, Any]) -> bool:
        """Whether the source still has what was stored with this sidecar.

        One request per table at CBS; False where the source gives nothing to see it by.
        """

    @property
    def gestopt(self) -> bool:
        """Whether the source no longer keeps this up."""

    @property
    def herkomst(self) -> Herkomst:
        """Where the payload comes from; costs metadata, no rows."""

    def fetch(
        self, kern: Mapping[str, Any], werkmap: Path, *, tegelijk: int, meld: Meld
    ) -> Ophaling:
        """Fetch every row, going on where an earlier run stopped.

        Args:
            kern: the question as the catalogue asks it; goes into the payload.
            werkmap: folder for what is half in; gone after `sluit_af`.
            tegelijk: requests at once.
            meld: called after each page, or slice of the table.
        """


@runtime_checkable
class Nakijker(Protocol):
    """What a reader has more when it can hold its entry against the metadata of the source.

    One method and no properties: looking whether a reader has it asks nothing of the source.
    """

    def find_verschillen(self) -> Sequence[str]:
        """Hold the entry against the metadata of the source; asks for no figures but one row.

        Returns:
            Sentences on everything that does not agree, each with what to change; [] when all
            is as the entry says. What it means for the eenheid is looked at elsewhere.

        Raises:
            StoringFout: the source is out of reach, so nothing is known.
        """
