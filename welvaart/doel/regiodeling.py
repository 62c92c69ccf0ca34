"""What the gemeenten of a region have in common: who shares a priority, and who is strong in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import Regel

Kaarten = Mapping[str, Sequence[Regel]]
"""gemeente_code → its scorekaart."""


@dataclass(frozen=True, slots=True)
class Deling:
    """One indicator in a region: codes in the order of the region.

    Attributes:
        laag: gemeenten in the worst quarter of all gemeenten.
        hoog: gemeenten in the best quarter.
        n: gemeenten with a figure.
        oordeelt: False where the indicator has no good side.
    """

    laag: tuple[str, ...]
    hoog: tuple[str, ...]
    n: int
    oordeelt: bool


def find_deling(kaarten: Kaarten, indicator_id: str) -> Deling:
    """Who stands low and who stands high on one indicator."""
    regels = {
        code: regel
        for code, kaart in kaarten.items()
        for regel in kaart
        if regel.indicator.indicator_id == indicator_id and regel.heeft_waarde
    }

    def pick(positie: Positie) -> tuple[str, ...]:
        return tuple(code for code, regel in regels.items() if regel.positie is positie)

    oordeelt = any(regel.indicator.teken for regel in regels.values())
    return Deling(pick(Positie.SLECHTSTE_KWART), pick(Positie.BESTE_KWART), len(regels), oordeelt)


def find_lenen(kaarten: Kaarten, regio_code: str) -> list[tuple[Regel, tuple[str, ...]]]:
    """What a gemeente may borrow: where it stands low and others in the region stand high.

    Returns:
        Own line and the codes of the others, most of them first.
    """
    gevonden = [
        (regel, find_deling(kaarten, regel.indicator.indicator_id).hoog)
        for regel in kaarten[regio_code]
        if regel.heeft_waarde and regel.positie is Positie.SLECHTSTE_KWART
    ]
    return sorted(((r, hoog) for r, hoog in gevonden if hoog), key=lambda paar: -len(paar[1]))
