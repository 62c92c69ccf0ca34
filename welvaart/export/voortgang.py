"""How far the making of a file is: who waits sees real steps, the command line none."""

from collections.abc import Callable

Meld = Callable[[float, str], None]
"""Called with the part that is done, 0 to 1, and what is being done now."""


def keep_still(deel: float, wat: str) -> None:
    """Nobody looks."""


def share(meld: Meld, van: float, tot: float) -> Meld:
    """The progress of one part of the work, from `van` to `tot` of the whole."""
    return lambda deel, wat: meld(van + (tot - van) * min(max(deel, 0.0), 1.0), wat)
