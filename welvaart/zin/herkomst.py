"""Where a figure comes from, in words: published, converted to today's gemeenten, or computed."""

from typing import Final

from welvaart.cijfers.indicator import Indicator
from welvaart.lezen.stand import Stand

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


def describe_bron(stand: Stand) -> str:
    """Whose figures these are and how many we held beside the source ourselves."""
    bron = [x for x in stand.indicatoren.values() if not x.eigen]
    totaal, niet = len(bron), sum(not x.gecontroleerd for x in bron)
    is_eigen = totaal < len(stand.indicatoren) or bool(stand.deelcijfers)
    eigen = " Daarnaast staan er cijfers uit eigen bestanden." if is_eigen else ""
    begin = "De cijfers komen van het CBS"
    if niet == 0:
        return f"{begin}; wij hebben ze zelf bij de bron nagekeken.{eigen}"
    wie = f"alle {totaal}" if niet == totaal else f"{niet} van de {totaal}"
    return (
        f"{begin}; bij {wie} indicatoren hebben wij ze nog niet zelf bij de bron nagekeken.{eigen}"
    )
