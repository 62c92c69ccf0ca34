"""Keep a long-running fetch small: give memory back as soon as a page is done with."""

import ctypes
import os
import sys

_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3
_GROOT = 256 * 1024


def limit_geheugen(*, groot_meteen_terug: bool = True) -> None:
    """Let Arrow and the C library keep less in hand than they do by themselves.

    Call it before anything imports pyarrow or pandas: after that, what Arrow does inside keeps the
    pool it began with. That pool keeps some 100 MB. The C library of most Linuxes gives every
    thread an arena of its own, and keeps the room of each reply there; together another 50 to
    80 MB. Elsewhere only the first is changed.

    Args:
        groot_meteen_terug: give each large block back at once. A fetch needs that; a build, with
            its many passing arrays, only gets slower by it.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    import pyarrow as pa

    pa.set_memory_pool(pa.system_memory_pool())
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:  # musl, as of Alpine, has none
        mallopt(_M_ARENA_MAX, 2)
        if groot_meteen_terug:
            mallopt(_M_MMAP_THRESHOLD, _GROOT)
