"""Messages: sentences that serve as the title of a slide, and so may not be too long."""

from typing import Final

from welvaart.opmaak import TUSSEN

LANGST: Final = 140
"""Letters of a title that can still be read in one glance."""
_GRAFIEK: Final = 150  # likewise of a chart, that shows what its title says
_KORT: Final = 4  # letters of a unit that may stand behind every figure


def choose_boodschap(*zinnen: str, langst: int = LANGST) -> str:
    """The first of these that is short enough, of "" none; the last where all are too long."""
    gevuld = [zin for zin in zinnen if zin]
    return next((zin for zin in gevuld if len(zin) <= langst), gevuld[-1] if gevuld else "")


def choose_titel(eenheid_kort: str, *zinnen: str) -> str:
    """As `choose_boodschap`, of a chart: before a next sentence a long unit is said only once.

    Args:
        eenheid_kort: as it stands behind the figures.
        zinnen: from the fullest to the shortest; figures stay in each of them.
    """
    alle = (z for zin in zinnen for z in (zin, _say_eens(zin, eenheid_kort)))
    return choose_boodschap(*alle, langst=_GRAFIEK)


def drop_verschil(zin: str) -> str:
    """The sentence without the difference that ends it: both of its figures stand there."""
    begin, punt, slot = zin.rpartition("; ")
    return f"{begin}{punt}{slot.rpartition(': ')[0]}." if punt and ": " in slot else zin


def _say_eens(zin: str, eenheid_kort: str) -> str:
    """The sentence with a long unit behind its first figure only."""
    if len(eenheid_kort) <= _KORT:
        return zin
    eenheid = f"{TUSSEN}{eenheid_kort}"
    begin, eens, rest = zin.partition(eenheid)
    return f"{begin}{eens}{rest.replace(eenheid, '')}"
