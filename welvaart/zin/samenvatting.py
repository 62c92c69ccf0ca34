"""Where a regio stands and how complete the picture is, in a few sentences."""

from collections import Counter
from collections.abc import Sequence

from welvaart.cijfers.periode import Periode
from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_opsomming
from welvaart.regio.regio import RegioSoort
from welvaart.zin.opvallend import find_dekking


def count_posities(regels: Sequence[Regel]) -> Counter[Positie]:
    """How many indicators that can be judged stand where; those without a judgement are out."""
    telling = Counter(r.positie for r in regels if r.heeft_waarde and r.is_nieuwste)
    telling.pop(Positie.GEEN_OORDEEL, None)
    return telling


def describe_oordeel(regels: Sequence[Regel], naam: str) -> str:
    """How often the gemeente stands in the best and in the worst quarter, of how many."""
    telling = count_posities(regels)
    totaal = telling.total()
    if totaal == 0:
        return (
            f"{naam} krijgt geen plaats: er zijn geen andere gebieden van dezelfde soort om tussen "
            "te staan. De cijfers en de ontwikkeling ziet u wel."
        )
    wie = next(r.soort.meervoud for r in regels)
    onzeker = telling[Positie.NIET_TE_ZEGGEN]
    slot = f" Bij {onzeker} is dat niet te zeggen." if onzeker else ""
    return (
        f"Van de {totaal} indicatoren waarbij hoger of lager beter is, staat {naam} bij "
        f"{_tel(telling[Positie.BESTE_KWART])} in het beste kwart van de {wie}, bij "
        f"{_tel(telling[Positie.MIDDEN])} in het midden en bij "
        f"{_tel(telling[Positie.SLECHTSTE_KWART])} in het slechtste kwart.{slot}"
    )


def _tel(aantal: int) -> str:
    return str(aantal) if aantal else "geen enkele"


def describe_dekking(regels: Sequence[Regel], naam: str) -> str:
    """Coverage of the CBS monitor in a few sentences."""
    dekking = find_dekking(regels)
    if len(dekking.aanwezig) == dekking.totaal:
        zinnen = [f"Alle {dekking.totaal} indicatoren van de CBS-monitor zijn er voor {naam}."]
    else:
        zinnen = [
            f"Van de {dekking.totaal} indicatoren van de CBS-monitor brede welvaart zijn er "
            f"{len(dekking.aanwezig)} voor {naam}."
        ]
    if deels := sum(bool(regel.wat) for regel in dekking.aanwezig):
        zinnen.append(
            f"Bij {deels} daarvan is het een mediaan, of een cijfer van een deel van de gemeenten."
        )
    if dekking.ouder:
        ouder = [f"{lower_titel(r)} ({Periode.parse(r.periode_code).label})" for r in dekking.ouder]
        zinnen.append(
            f"Ouder dan bij andere {dekking.ouder[0].soort.meervoud}: {format_opsomming(ouder)}."
        )
    soorten = (
        (_name_afwezig(dekking.afwezig), dekking.afwezig),
        ("Wij tonen niet, omdat de cijfers bij de bron niet kloppen", dekking.ingehouden),
        ("Hier niet te meten", dekking.onmogelijk),
    )
    for kop, leden in soorten:
        if leden:
            zinnen.append(f"{kop}: {format_opsomming([lower_titel(r) for r in leden])}.")
    return " ".join(zinnen)


def lower_titel(regel: Regel) -> str:
    """The title of an indicator as it stands inside a sentence."""
    return regel.indicator.titel[:1].lower() + regel.indicator.titel[1:]


def _name_afwezig(regels: Sequence[Regel]) -> str:
    """Who has no figure to give: of a gemeente the source, of an area its gemeenten."""
    if all(regel.soort is RegioSoort.GEMEENTE for regel in regels):
        return "De bron heeft hier geen cijfer voor"
    return "Van dit gebied is geen cijfer te maken voor"
