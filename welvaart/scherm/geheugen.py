"""Results that many pages ask for again, kept per build: only figures, never what a team wrote.

Streamlit's own cache reads the arguments of a function anew at every call and hashes each of them;
asked twenty times on a page, that is a tenth of its time (docs/adr/0042). Here the caller says what
the result depends on. A page of a newer build finds an empty store.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from welvaart.lezen.stand import Stand
from welvaart.lezen.warehouse import Bouw

T = TypeVar("T")


class Geheugen(Generic[T]):
    """Results of one build by what they depend on; shared by all sessions, so only to be read.

    Attributes:
        hoogstens: number of results kept; the one asked longest ago goes first.
    """

    def __init__(self, hoogstens: int) -> None:
        self.hoogstens = hoogstens
        self._slot = Lock()
        self._bouw: Bouw | None = None
        self._bewaard: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, stand: Stand, sleutel: Hashable, maak: Callable[[], T]) -> T:
        """The result, made only where it was not asked of this build before.

        Args:
            stand: the figures it follows from; those of an area count as the build they are of.
            sleutel: all else that decides it.
            maak: makes it. Two pages at once may both do so; an error is passed on, not kept.
        """
        bewaard = self._open(stand.bouw)
        with self._slot:
            if sleutel in bewaard:
                bewaard.move_to_end(sleutel)
                return bewaard[sleutel]
        gemaakt = maak()
        with self._slot:
            bewaard[sleutel] = gemaakt
            while len(bewaard) > self.hoogstens:
                bewaard.popitem(last=False)
        return gemaakt

    def _open(self, bouw: Bouw) -> OrderedDict[Hashable, T]:
        """The store of this very reading of a build; that of another one is dropped."""
        with self._slot:
            if self._bouw is not bouw:
                self._bouw, self._bewaard = bouw, OrderedDict()
            return self._bewaard
