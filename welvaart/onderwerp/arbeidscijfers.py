"""The four figures of the page Arbeidsparticipatie: their names, lines and change, as text."""

from collections.abc import Callable
from typing import Final

from welvaart.cijfers.indicator import Indicator
from welvaart.groep.groepen import Groep
from welvaart.onderwerp.arbeidsbeeld import begin_zin, name_in_zin
from welvaart.onderwerp.bevolking import Bevolking, format_mensen
from welvaart.onderwerp.jaarreeks import WERK, Jaarreeks
from welvaart.onderwerp.verandering import Veranderingsrang, compute_verandering
from welvaart.opmaak import ONBEKEND, format_getal
from welvaart.regio.regio import name_plek

NETTO: Final = WERK[0]
ONDERWERPEN: Final = {
    NETTO: "Netto: wie werkt",
    WERK[1]: "Bruto: wie werkt of werk zoekt",
    WERK[2]: "Werkloosheid",
    "hoogopgeleid": "Hoogopgeleid",
}
"""indicator_id → how the page offers it."""
IN_ZIN: Final = {
    NETTO: "de netto arbeidsparticipatie",
    WERK[1]: "de bruto arbeidsparticipatie",
    WERK[2]: "de werkloosheid",
    "hoogopgeleid": "het deel hoogopgeleiden",
}
"""indicator_id → the figure inside a sentence."""
_VAN_INWONERS = (NETTO, WERK[1], "hoogopgeleid")  # percentages of the inhabitants of 15 to 75


def describe_lijn(
    indicator: Indicator, eigen: Jaarreeks, ander: Jaarreeks, groep: Groep, jaar: int
) -> str:
    """The message of the lines: the figure of one year beside that of the group.

    Args:
        indicator: one of `ONDERWERPEN`.
        eigen: series of the regio.
        ander: series of the group.
        groep: whom it is compared with.
        jaar: the last year in view.
    """
    waarde, vergelijk = eigen.get_waarde(jaar), ander.get_waarde(jaar)
    if waarde != waarde:
        zin = f"Voor {eigen.naam} is er geen cijfer van {jaar}."
        if vergelijk != vergelijk:
            return zin
        plek = begin_zin(name_in_zin(groep))
        onderwerp = IN_ZIN[indicator.indicator_id]
        return f"{zin} {plek} is {onderwerp} {indicator.format(vergelijk)}."
    cijfer = indicator.format(waarde, decimalen=eigen.decimalen)
    zin = f"{indicator.titel} {name_plek(eigen.naam)}: {cijfer} in {jaar}{eigen.label}"
    if vergelijk == vergelijk:
        zin += f"; {name_in_zin(groep)} {indicator.format(vergelijk)}"
    return f"{zin}."


def build_veranderrij(
    indicator_id: str,
    reeks: Jaarreeks,
    jaren: tuple[int, int],
    bevolking: Bevolking | None,
    rank: Callable[[str], Veranderingsrang],
) -> list[str]:
    """One figure then and now, its change in procentpunt and people, and the place of that.

    Args:
        indicator_id: one of `ONDERWERPEN`.
        reeks: of the regio.
        jaren: first and last year.
        bevolking: to turn procentpunten into people; None gives no people.
        rank: place of the change of an indicator; asked only of a change that is sure.
    """
    beweging = compute_verandering(reeks, *jaren)
    naam = ONDERWERPEN[indicator_id].split(":")[0]
    toen, nu = (format_getal(w, reeks.decimalen) for w in (beweging.toen, beweging.nu))
    if beweging.reden:
        return [naam, toen, nu, ONBEKEND, "", ""]
    punten = format_getal(beweging.verschil, reeks.decimalen, plus=True)
    if not beweging.is_zeker:
        return [naam, toen, nu, punten, "", ""]
    mensen = ""
    if indicator_id in _VAN_INWONERS and not reeks.wat:
        mensen = format_mensen(bevolking, beweging.verschil, beweging.marge)
    kort = mensen.removeprefix("ongeveer ").removesuffix(" mensen").replace(" tot ", "–")
    rang = rank(indicator_id)
    grenzen = [f"{int(grens)}" for grens in dict.fromkeys((rang.van, rang.tot)) if rang.n]
    return [naam, toen, nu, punten, kort, "–".join(grenzen)]
