"""A lock between processes on one machine, that dies with the process that holds it."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from welvaart.fouten import WarehouseFout

_POLS_S = 0.05


@contextmanager
def lock_bestand(slot: Path, wacht_s: float, melding: str) -> Iterator[None]:
    """Hold a lock while the block runs; its folder is made when absent.

    The operating system lets go of the lock when a process dies, so a killed run blocks nobody.
    The empty lock file stays: removing it would let two runs lock two different files.

    Raises:
        WarehouseFout: another run still holds it after wacht_s seconds; with this message.
    """
    slot.parent.mkdir(parents=True, exist_ok=True)
    with slot.open("ab") as bestand:
        einde = time.monotonic() + wacht_s
        while not _try_lock(bestand):
            if time.monotonic() >= einde:
                raise WarehouseFout(melding)
            time.sleep(_POLS_S)
        yield


if sys.platform == "win32":
    import msvcrt

    def _try_lock(bestand: IO[bytes]) -> bool:
        try:
            bestand.seek(0)
            msvcrt.locking(bestand.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(bestand: IO[bytes]) -> bool:
        try:
            fcntl.flock(bestand.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
