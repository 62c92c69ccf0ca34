"""How many people a procentpunt is: exact from the population of 15 to 75, else a band.

Participatie is a percentage of the inhabitants of 15 to 75. That number is not bundled; the numbers
of 15 to 65 and of 15 to 80 are, for one year, and it must lie between them.
"""

from dataclasses import dataclass

from welvaart.cijfers.indicator import Indicator
from welvaart.groep.regiobeeld import Regiobeeld
from welvaart.methode.band import Band, compute_deel, format_band
from welvaart.onderwerp.jaarreeks import read_jaarreeks

PRECIES = "bevolking_15_75"
GRENZEN = ("bevolking_15_65", "bevolking_15_80")


@dataclass(frozen=True, slots=True)
class Bevolking:
    """The inhabitants that participatie is a percentage of.

    Attributes:
        band: both bounds equal when the number is known exactly.
        jaar: of the count, which need not be that of the percentage.
        bron: source line.
        is_geteld: True for the number of 15 to 75 itself, False for the two ages around it.
        definitie: what the source counts, in the words of the catalogue; "" for the two ages.
    """

    band: Band
    jaar: int
    bron: str
    is_geteld: bool
    definitie: str = ""

    @property
    def uitleg(self) -> str:
        """Where the number of people comes from, as a sentence."""
        if self.is_geteld:
            rond = "" if self.band.is_precies else " Dat aantal is bij de bron afgerond."
            wie = f", zoals deze bron ze telt: {self.definitie}" if self.definitie else "."
            return (
                f"Gerekend met de inwoners van 15 tot 75 jaar in {self.jaar}{wie}{rond} "
                f"Bron: {self.bron}."
            )
        return (
            "Het aantal inwoners van 15 tot 75 jaar zit er niet bij. Het ligt tussen dat van 15 "
            f"tot 65 en dat van 15 tot 80 jaar op 1 januari {self.jaar}; daarom noemen wij twee "
            f"grenzen. Bron: {self.bron}."
        )


def find_bevolking(beeld: Regiobeeld, jaar: int) -> Bevolking | None:
    """The population to turn procentpunten of a year into people; None when none is known.

    Args:
        beeld: a regio of any kind with its figures.
        jaar: of the percentage; a count of another year is used when there is none, and says so.
    """
    stand = beeld.stand
    for ids in ((PRECIES,), GRENZEN):
        if not all(k in stand.indicatoren for k in ids):
            continue
        soorten = [stand.indicatoren[k] for k in ids]
        reeksen = [read_jaarreeks(stand, x, beeld.regio) for x in soorten]
        jaren = sorted(set.intersection(*(set(reeks.met_cijfer) for reeks in reeksen)))
        if not jaren:
            continue
        dichtbij = min(jaren, key=lambda j: (abs(j - jaar), -j))
        half = [_compute_half(x, beeld) for x in soorten]
        band = Band(
            reeksen[0].get_waarde(dichtbij) - half[0], reeksen[-1].get_waarde(dichtbij) + half[-1]
        )
        geteld = len(ids) == 1
        wat = describe_telling(soorten[0]) if geteld else ""
        return Bevolking(band, dichtbij, soorten[0].bronregel, geteld, wat)
    return None


def describe_telling(x: Indicator) -> str:
    """What a count counts and when, in the words of the catalogue; ends with a full stop."""
    wanneer = f" Peilmoment: {x.peilmoment}." if x.peilmoment else ""
    return f"{x.definitie[:1].lower()}{x.definitie[1:].rstrip('.')}.{wanneer}"


def _compute_half(x: Indicator, beeld: Regiobeeld) -> float:
    """How far a number of people may be off: counts are exact, thousands are rounded.

    A sum over gemeenten carries the rounding of each of them.
    """
    return 0.0 if x.afronding <= 1 else x.afronding / 2 * len(beeld.leden)


def compute_mensen(bevolking: Bevolking, procentpunt: float, marge: float) -> Band:
    """How many people a difference is, between bounds; below zero for fewer.

    Args:
        bevolking: of the regio.
        procentpunt: the difference, with its sign.
        marge: how far it may be off by rounding.
    """
    return compute_deel(procentpunt, marge, bevolking.band)


def format_mensen(bevolking: Bevolking | None, procentpunt: float, marge: float) -> str:
    """Write a difference as people, without its sign; "" when the population is not known."""
    if bevolking is None:
        return ""
    return format_band(compute_mensen(bevolking, procentpunt, marge), "mensen")
