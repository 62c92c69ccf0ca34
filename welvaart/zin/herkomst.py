"""Where a figure comes from, in words: published, converted to today's gemeenten, or computed."""

from typing import Final

from welvaart.cijfers.indicator import Indicator

BEREKEND: Final = "berekend"
_WOORDEN: Final = {
    "bron": "bron",
    "import": "eigen bestand",
    "herindeling": "omgerekend naar de gemeente van nu",
}


def describe_methode(indicator: Indicator) -> str:
    """How a figure of an area follows from its gemeenten; "" for a median or no figure at all."""
    return {
        "som": "opgeteld uit de gemeenten",
        "verhouding": "totaal gedeeld door totaal",
        "gewogen": f"gemiddelde van de gemeenten, gewogen met {indicator.gewicht}",
    }.get(indicator.regionaal, "")


def describe_herkomst(indicator: Indicator, herkomst: str, *, deels: bool) -> str:
    """Where one figure comes from: "bron", "berekend: opgeteld uit de gemeenten".

    Args:
        indicator: what it measures.
        herkomst: as a waarneming has it; "" without a figure gives "".
        deels: the figure may not bear the name of its area, and says elsewhere what it is.
    """
    if herkomst != BEREKEND:
        return _WOORDEN.get(herkomst, herkomst)
    hoe = "" if deels else describe_methode(indicator)
    return f"{BEREKEND}: {hoe}" if hoe else BEREKEND
