"""A list that comes in pages, each saying where the next one is: never followed without end."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from welvaart.fouten import BronFout

MAX_PAGINAS = 1_000
MAX_BYTES = 40_000_000


@dataclass
class Vervolg:
    """The pages of one list that were asked for.

    Attributes:
        wat: what is asked, to begin a message with.
        bytes: what came over the wire for them; the caller adds it up.
    """

    wat: str
    bytes: int = 0
    _gezien: set[str] = field(default_factory=set)

    def check(self, url: str) -> None:
        """Write down that this page is about to be asked for.

        Raises:
            BronFout: it was asked for before, or there were too many or too much before it.
        """
        vaker = url in self._gezien
        self._gezien.add(url)
        if vaker or len(self._gezien) > MAX_PAGINAS or self.bytes > MAX_BYTES:
            host = urlsplit(url).netloc.rpartition("@")[2]
            raise BronFout(
                f"{self.wat}: de bron blijft naar een volgende pagina wijzen; er is mee gestopt. "
                f"Meld dit aan de beheerder van {host}. De cijfers die u had, blijven staan"
            )
