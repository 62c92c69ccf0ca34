"""Kansen en risico's: position against relative trend, each with its reason in words."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from welvaart.methode.positie import Positie
from welvaart.methode.trend import RelatieveTrend
from welvaart.oordeel.regel import Regel
from welvaart.zin.duiding import POSITIE_WOORD, lower_naam

INVLOED = {
    "gemeente": "vooral de gemeente zelf",
    "regio": "de gemeente samen met de regio",
    "rijk": "vooral het Rijk en landelijke ontwikkelingen",
}


class Kwadrant(StrEnum):
    """What a line asks for; the order is that of attention."""

    ACHTER_EN_VERLIEST = "achter_en_verliest"
    ACHTER_EN_WINT = "achter_en_wint"
    VOOR_EN_VERLIEST = "voor_en_verliest"
    VOOR_EN_WINT = "voor_en_wint"


TITEL = {
    Kwadrant.ACHTER_EN_VERLIEST: "Risico: staat ongunstig en verliest terrein",
    Kwadrant.ACHTER_EN_WINT: "Kans: staat ongunstig en wint terrein",
    Kwadrant.VOOR_EN_VERLIEST: "Let op: staat gunstig en verliest terrein",
    Kwadrant.VOOR_EN_WINT: "Kracht: staat gunstig en wint terrein",
}


@dataclass(frozen=True)
class Kans:
    """One line of the scorekaart in the matrix.

    Attributes:
        regel: the line.
        kwadrant: where it stands.
        reden: why, with its figures, in one or two sentences.
        invloed: who can do something about it.
    """

    regel: Regel
    kwadrant: Kwadrant
    reden: str
    invloed: str


def find_kansen(regels: Sequence[Regel], *, verdacht: Set[str] = frozenset()) -> list[Kans]:
    """Lines with a certain place in the best or worst quarter and a certain relative move.

    What cannot be said (ties, too few years, no figure for the whole group, a move below
    the rounding) is left out: the matrix shows only what stands. So are the figures in `verdacht`
    (ids of indicators with a remark that the figure is an outlier here).
    """
    gevonden = []
    for regel in regels:
        kwadrant = _choose_kwadrant(regel)
        if kwadrant is not None and regel.indicator.indicator_id not in verdacht:
            gevonden.append(
                Kans(
                    regel,
                    kwadrant,
                    _explain(regel),
                    INVLOED.get(regel.indicator.invloed, "niet bekend"),
                )
            )
    volgorde = list(Kwadrant)
    return sorted(
        gevonden, key=lambda kans: (volgorde.index(kans.kwadrant), kans.regel.relatieve_p)
    )


def _choose_kwadrant(regel: Regel) -> Kwadrant | None:
    if not regel.is_nieuwste:
        return None
    return {
        (Positie.SLECHTSTE_KWART, RelatieveTrend.ONGUNSTIG): Kwadrant.ACHTER_EN_VERLIEST,
        (Positie.SLECHTSTE_KWART, RelatieveTrend.GUNSTIG): Kwadrant.ACHTER_EN_WINT,
        (Positie.BESTE_KWART, RelatieveTrend.ONGUNSTIG): Kwadrant.VOOR_EN_VERLIEST,
        (Positie.BESTE_KWART, RelatieveTrend.GUNSTIG): Kwadrant.VOOR_EN_WINT,
    }.get((regel.positie, regel.relatieve_trend))


def _explain(regel: Regel) -> str:
    return (
        f"{regel.indicator.titel}: {regel.tekst}, {regel.plaats} ({POSITIE_WOORD[regel.positie]}). "
        f"{describe_beweging(regel)}"
    )


def describe_beweging(regel: Regel) -> str:
    """How a line with a verdict moves beside its group, and over which years."""
    jaren = f"{regel.trend_jaren[0]}–{regel.trend_jaren[-1]}"
    naam = lower_naam(regel.groep.naam) if regel.groep else "de groep"
    return f"Tegenover {naam}: {regel.loopt} ({jaren})."
