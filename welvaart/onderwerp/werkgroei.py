"""The change in the number of people at work, in two parts: participatie and population.

More people at work can mean that a larger part works, or that more people live there. The split is
symmetric, as that of `welvaart.methode.participatie`: each part is the average of changing it first
and changing it last, so that the parts add up. It needs a counted population in both years; between
the ages 15–65 and 15–80 a growth would drown in the band.
"""

from dataclasses import dataclass
from itertools import product

from welvaart.methode.band import Band, format_band
from welvaart.onderwerp.bevolking import Bevolking
from welvaart.onderwerp.jaarreeks import Jaarreeks

_WERKT = {1: "Doordat een groter deel van de inwoners werkt", -1: "Doordat een kleiner deel werkt"}
_WOONT = {
    1: "doordat er meer inwoners van 15 tot 75 jaar zijn",
    -1: "doordat er minder inwoners van 15 tot 75 jaar zijn",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One year: netto participatie in percent, and the inhabitants of 15 to 75, as bounds."""

    procent: Band
    inwoners: Band


@dataclass(frozen=True, slots=True)
class Werkgroei:
    """How many people more are at work, below zero for fewer; bounds that rounding leaves.

    Attributes:
        totaal: the whole change.
        participatie: the part of a larger or smaller share that works.
        bevolking: the part of more or fewer inhabitants.
    """

    totaal: Band
    participatie: Band
    bevolking: Band


def compute_werkgroei(toen: Telling, nu: Telling) -> Werkgroei:
    """Split the change in people at work; each part at its lowest and highest within the bounds.

    All three are linear in each number apart, so their extremes lie on the corners.
    """
    hoeken = [
        (
            (p2 * n2 - p1 * n1) / 100,
            (p2 - p1) * (n1 + n2) / 200,
            (n2 - n1) * (p1 + p2) / 200,
        )
        for p1, n1, p2, n2 in product(
            *((band.laag, band.hoog) for band in (toen.procent, toen.inwoners, nu.procent,
                                                  nu.inwoners))
        )
    ]  # fmt: skip
    totaal, participatie, bevolking = (
        Band(min(deel), max(deel)) for deel in zip(*hoeken, strict=True)
    )
    return Werkgroei(totaal, participatie, bevolking)


def find_werkgroei(
    reeks: Jaarreeks,
    jaren: tuple[int, int],
    bevolkingen: tuple[Bevolking | None, Bevolking | None],
) -> Werkgroei | None:
    """The split between two years; None without a figure, over a break, or without a count.

    Args:
        reeks: netto participatie.
        jaren: first and last year.
        bevolkingen: of those two years; one of another year, or only two ages around it, is none.
    """
    tellingen = []
    for jaar, bevolking in zip(jaren, bevolkingen, strict=True):
        procent = reeks.get_band(jaar)
        geteld = bevolking is not None and bevolking.is_geteld and bevolking.jaar == jaar
        if procent is None or bevolking is None or not geteld:
            return None
        tellingen.append(Telling(procent, bevolking.band))
    if jaren[0] == jaren[1] or reeks.find_breuk(*jaren):
        return None
    return compute_werkgroei(*tellingen)


def describe_werkgroei(groei: Werkgroei, naam: str, jaren: tuple[int, int]) -> str:
    """How many people more or fewer work, and how much of that either part explains.

    Args:
        groei: from `find_werkgroei`.
        naam: of the regio after its word of place, "in Delft".
        jaren: first and last year.
    """
    van, tot = jaren
    hoeveel = format_band(groei.totaal, "mensen")
    if groei.totaal.teken == 0:
        begin = f"Tussen {van} en {tot} werkten er {naam} {hoeveel} meer of minder."
    else:
        woord = "meer" if groei.totaal.teken > 0 else "minder"
        begin = f"In {tot} werkten er {naam} {hoeveel} {woord} dan in {van}."
    werkt = _describe_deel(groei.participatie, _WERKT, "Het deel dat werkt")
    woont = _describe_deel(groei.bevolking, _WOONT, "het aantal inwoners van 15 tot 75 jaar")
    return f"{begin} {werkt}; {woont}."


def _describe_deel(deel: Band, woorden: dict[int, str], anders: str) -> str:
    hoeveel = format_band(deel, "mensen")
    if deel.teken == 0:
        return f"{anders} maakt {hoeveel} verschil"
    wat = "kwamen er {} bij" if deel.teken > 0 else "gingen er {} af"
    return f"{woorden[deel.teken]}, {wat.format(hoeveel)}"
