"""Where a regio stands and how complete the picture is, in a few sentences."""

from collections import Counter
from collections.abc import Sequence
from math import isnan

from welvaart.cijfers.periode import Periode
from welvaart.groep.onderaan import Onderaan
from welvaart.methode.positie import Positie
from welvaart.methode.trend import Trend
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_opsomming, lower_begin
from welvaart.regio.regio import RegioSoort
from welvaart.zin.duiding import name_rest
from welvaart.zin.opvallend import Opvallend, compute_eigen_beweging, find_dekking

_GENOEMD = 3


def count_posities(regels: Sequence[Regel]) -> Counter[Positie]:
    """How many indicators that can be judged stand where; those without a judgement are out."""
    return Counter(r.positie for r in select_beoordeeld(regels))


def select_beoordeeld(regels: Sequence[Regel]) -> list[Regel]:
    """The lines with a verdict on their place, and a figure as new as that of others."""
    nieuw = (r for r in regels if r.heeft_waarde and r.is_nieuwste)
    return [r for r in nieuw if r.positie is not Positie.GEEN_OORDEEL]


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
    midden = f"{_tel(telling[Positie.MIDDEN])} in het midden{split_midden(regels)}"
    onzeker = telling[Positie.NIET_TE_ZEGGEN]
    slot = f" Bij {onzeker} is dat niet te zeggen." if onzeker else ""
    return (
        f"Van de {totaal} indicatoren waarbij hoger of lager beter is, staat {naam} bij "
        f"{_tel(telling[Positie.BESTE_KWART])} in het beste kwart van de {wie}, bij "
        f"{midden} en bij "
        f"{_tel(telling[Positie.SLECHTSTE_KWART])} in het slechtste kwart.{slot}"
    )


def split_midden(regels: Sequence[Regel]) -> str:
    """How much of the middle surely lies in the lower and in the upper half; "" where none."""
    midden = [r for r in regels if r.positie is Positie.MIDDEN and r.is_nieuwste]
    onder = sum(r.rang_van >= r.n / 2 + 1 for r in midden)
    boven = sum(r.rang_tot <= r.n / 2 for r in midden)
    if not onder + boven:
        return ""
    rest = len(midden) - onder - boven
    if len(midden) in (onder, boven):
        return f" (in de {'onderste' if onder else 'bovenste'} helft)"
    ertussen = f", {rest} op de grens" if rest else ""
    return f" ({onder} in de onderste en {boven} in de bovenste helft{ertussen})"


def describe_weggelaten(opvallend: Opvallend) -> str:
    """Which indicators in the best or worst quarter make no headline, and why; "" when none."""
    per: dict[str, list[Regel]] = {}
    for regel, reden in opvallend.weggelaten:
        per.setdefault(reden, []).append(regel)
    rest = len(per.pop("", ()))
    delen = [f"{_name_kwarten(leden)}, want {reden}" for reden, leden in per.items()]
    zinnen = [f"Niet getoond: {'; '.join(delen)}."] if delen else []
    if rest:
        werk = "staat" if rest == 1 else "staan"
        zinnen.append(f"Nog {rest} uit het beste of slechtste kwart {werk} in de nulmeting.")
    return " ".join(zinnen)


def _name_kwarten(regels: Sequence[Regel]) -> str:
    """Titles with their quarter: "a en b (beste kwart) en c (slechtste kwart)"."""
    kwarten = ((Positie.BESTE_KWART, "beste"), (Positie.SLECHTSTE_KWART, "slechtste"))
    groepen = [
        f"{format_opsomming(namen)} ({woord} kwart)"
        for positie, woord in kwarten
        if (namen := [lower_titel(r) for r in regels if r.positie is positie])
    ]
    return " en ".join(groepen)


def describe_onderaan(onderaan: Sequence[Onderaan], naam: str, gebied: str) -> str:
    """Where the gemeente is last of its area, at most three by name; "" when nowhere."""
    if not onderaan:
        return ""
    namen = [
        f"{lower_titel(o.regel)} ({_count_deelnemers(o, plek)})"
        for plek, o in enumerate(onderaan[:_GENOEMD])
    ]
    veel = len(onderaan) > _GENOEMD
    hoeveel = f"{len(onderaan)} indicatoren, met als eerste " if veel else ""
    return f"Binnen {gebied} staat {naam} het minst gunstig bij {hoeveel}{format_opsomming(namen)}."


def _count_deelnemers(onderaan: Onderaan, plek: int) -> str:
    gedeeld = f"{onderaan.samen}, " if onderaan.samen else ""
    return f"{gedeeld}van {onderaan.n}{'' if plek else ' gemeenten met een cijfer'}"


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


def describe_tegendraads(regel: Regel, naam: str) -> str:
    """Say that the regio itself went the other way than its verdict, only less; "" when not.

    Only of a direction that is certain: beside it stands the verdict on that.
    """
    if regel.trend not in (Trend.STIJGT, Trend.DAALT):
        return ""
    winst = (regel.relatief_eind - regel.relatief_begin) * regel.indicator.teken
    eigen = compute_eigen_beweging(regel)
    if eigen * winst >= 0 or isnan(eigen * winst):
        return ""
    woord = "achteruit" if eigen < 0 else "vooruit"
    return f"{naam} ging zelf {woord}, maar minder dan {name_rest(regel)}."


def lower_titel(regel: Regel) -> str:
    """The title of an indicator as it stands inside a sentence."""
    return lower_begin(regel.indicator.titel)


def _name_afwezig(regels: Sequence[Regel]) -> str:
    """Who has no figure to give: of a gemeente the source, of an area its gemeenten."""
    if all(regel.soort is RegioSoort.GEMEENTE for regel in regels):
        return "De bron heeft hier geen cijfer voor"
    return "Van dit gebied is geen cijfer te maken voor"
