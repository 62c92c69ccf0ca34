"""Messages: sentences that serve as the title of a slide, and so may not be too long."""

from typing import Final

LANGST: Final = 140
"""Letters of a title that can still be read in one glance."""


def choose_boodschap(*zinnen: str) -> str:
    """The first of these that is short enough, of "" none; the last where all are too long."""
    gevuld = [zin for zin in zinnen if zin]
    return next((zin for zin in gevuld if len(zin) <= LANGST), gevuld[-1] if gevuld else "")
