"""Plain Dutch sentences built from the verdicts; they never say more than the table."""

from math import isnan

from welvaart.cijfers.groepswaarde import name_berekening
from welvaart.cijfers.periode import Periode
from welvaart.methode.positie import Positie
from welvaart.methode.trend import MIN_MEETJAREN, RelatieveTrend, Trend
from welvaart.oordeel.regel import Groepswaarde, Regel
from welvaart.regio.regio import RegioSoort, name_plek
from welvaart.zin.verschil import (
    compute_verschil,
    format_verschil,
    is_misschien_gelijk,
    is_ongeveer,
)

POSITIE_WOORD = {
    Positie.BESTE_KWART: "beste kwart",
    Positie.MIDDEN: "midden",
    Positie.SLECHTSTE_KWART: "slechtste kwart",
    Positie.NIET_TE_ZEGGEN: "niet te zeggen",
    Positie.GEEN_OORDEEL: "geen oordeel",
}
TREND_WOORD = {
    Trend.STIJGT: "stijgt",
    Trend.DAALT: "daalt",
    Trend.GELIJK: "geen duidelijke richting",
    Trend.TE_WEINIG_MEETJAREN: "te weinig meetjaren",
    Trend.GEEN_OORDEEL: "geen oordeel",
}

_BESCHRIJVING = {"Gemeenten", "Zeer", "Sterk", "Matig", "Weinig", "Niet", "Eigen"}
_VEEL_GELIJK = 0.1  # part of all gemeenten that shares a place


def name_groep(groep: Groepswaarde) -> str:
    """What the comparison value is: the name of the group, or honestly something less."""
    if groep.is_alleen:
        return f"geen andere gemeente in {lower_naam(groep.naam)}"
    if groep.volledig and groep.methode != "mediaan":
        return groep.naam
    if groep.naam == "Nederland" or groep.n_gemeenten is None:
        soort = {"mediaan": "mediaan", "som": "som"}.get(groep.methode, "gemiddelde")
        met_cijfer = "" if groep.methode == "mediaan" else " met cijfer"
        return f"{soort} van {groep.n} gemeenten{met_cijfer}"
    wat = name_berekening(groep.methode, groep.n or 0, groep.n_gemeenten)
    if groep.naam.startswith("Gemeenten "):  # "gemiddelde van 9 van 10 gemeenten die op … lijken"
        return wat.removesuffix(" gemeenten") + f" {lower_naam(groep.naam)}"
    return f"{wat} ({groep.naam})"


def name_met_periode(titel: str, periode: str) -> str:
    """A title with its period behind it; of what exists for one year only just once."""
    return f"{titel.removesuffix(f' ({periode})')} ({periode})"


def describe_waarde(regel: Regel, naam: str) -> str:
    """The value of a gemeente beside the group: two figures and their difference.

    A number (inwoners, banen) is not held beside that of a larger area: that says nothing.
    """
    if not regel.heeft_waarde:
        return f"Voor {naam} is er geen cijfer. {regel.ontbreekt_omdat}"
    indicator = regel.indicator
    periode = Periode.parse(regel.periode_code).label
    titel = indicator.titel.removesuffix(f" ({periode})")  # not twice in one line
    begin = f"{titel} {name_plek(naam)}: {regel.tekst} ({periode})"
    if regel.wat:
        begin += f", {regel.wat}"
    if regel.groep is None or indicator.regionaal == "som":
        return f"{begin}."
    if regel.groep.is_alleen:
        return f"{begin}; er is {name_groep(regel.groep)} om mee te vergelijken."
    tegenover = f"{lower_naam(name_groep(regel.groep))} {regel.naast}"
    verschil = compute_verschil(regel)
    ongeveer = "ongeveer " if is_ongeveer(regel) else ""
    if verschil == 0 or is_misschien_gelijk(regel):
        return f"{begin}; {tegenover}: {ongeveer}gelijk."
    woord = "hoger" if verschil > 0 else "lager"
    return f"{begin}; {tegenover}: {ongeveer}{format_verschil(regel)} {woord}."


def describe_positie(regel: Regel, naam: str) -> str:
    """The rank interval as a sentence with its true denominator."""
    if regel.indicator.teken == 0:
        return "Hoger of lager is hier niet beter of slechter. Daarom geven we geen plaats."
    if isnan(regel.rang_van):
        return _explain_zonder_plaats(regel)
    deel = f"van de {regel.n} {regel.soort.meervoud} met een cijfer"
    staat = f"{naam} {describe_rang(regel.rang_van, regel.rang_tot, regel.gelijk)} {deel}"
    slot = {
        Positie.BESTE_KWART: ": het beste kwart.",
        Positie.SLECHTSTE_KWART: ": het slechtste kwart.",
        Positie.MIDDEN: ": de middelste helft.",
    }.get(regel.positie, f". {_explain_onzeker(regel)}")
    return f"{staat} (1 is het gunstigst){slot}"


def describe_rang(van: float, tot: float, gelijk: int) -> str:
    """A rank interval as a verb and a place: shared by equal figures, or left open by rounding.

    Args:
        van: first place, 1 = best.
        tot: last place.
        gelijk: how many have exactly this figure, itself included.
    """
    if van == tot:
        return f"staat op plaats {int(van)}"
    if tot - van + 1 != gelijk:
        return f"staat ergens tussen plaats {int(van)} en {int(tot)}"
    return f"deelt plaats {int(van)} tot en met {int(tot)}"


def _explain_zonder_plaats(regel: Regel) -> str:
    """Why a regio with a figure has no place; "" where that goes without saying."""
    if regel.wat:
        if regel.wat.startswith("mediaan") or " van " in regel.wat.split(" van ", 1)[1]:
            return (
                f"Het cijfer is een {regel.wat}, en niet van het gebied als geheel. "
                "Daarom geven we geen plaats."
            )
        return (
            "Niet elke gemeente in dit gebied heeft in alle jaren een cijfer. "
            "Daarom geven we geen plaats."
        )
    if regel.soort is RegioSoort.EIGEN:
        return "Een eigen regio krijgt geen plaats: er zijn geen andere om tussen te staan."
    return ""


def _explain_onzeker(regel: Regel) -> str:
    """Why a rank interval gives no quarter."""
    if regel.is_afgerond:
        return "De bron rondt dit cijfer zo af dat wij er geen kwart aan verbinden."
    if regel.rang_tot - regel.rang_van >= regel.n * _VEEL_GELIJK:
        wie = regel.soort.meervoud
        return f"Zoveel {wie} hebben hetzelfde cijfer dat wij er geen kwart aan verbinden."
    return "De gedeelde plaats ligt op de grens van twee kwarten; wij kiezen er geen."


def describe_trend(regel: Regel, naam: str) -> str:
    """Trend and relative trend as sentences, with the years used."""
    if regel.trend is Trend.GEEN_OORDEEL:
        if regel.indicator.is_klasse:
            return "Dit is een klasse en geen maat. Een ontwikkeling berekenen wij daarom niet."
        if regel.wat:
            return f"Van een {regel.wat} beoordelen wij geen ontwikkeling."
        if regel.soort is not RegioSoort.GEMEENTE:
            return (
                "De bron rondt het cijfer van een grote gemeente in dit gebied zo grof af dat wij "
                "geen ontwikkeling beoordelen."
            )
        return "De bron rondt dit cijfer te grof af om een ontwikkeling te beoordelen."
    if regel.trend is Trend.TE_WEINIG_MEETJAREN:
        return _explain_kort(regel)
    van, tot = regel.trend_jaren[0], regel.trend_jaren[-1]
    if regel.trend is Trend.GELIJK:
        zin = f"Tussen {van} en {tot} is er {name_plek(naam)} geen duidelijke stijging of daling."
    else:
        zin = _describe_beweging(regel, naam, van, tot)
    if regel.loopt is None:
        return zin
    slot = (
        " Het verschil bewoog minder dan één stap afronding." if regel.is_binnen_afronding else ""
    )
    return f"{zin} Vergeleken met {name_rest(regel)}: {naam} {regel.loopt}.{slot}{_count(regel)}"


def _count(regel: Regel) -> str:
    """How common this move is; "" where nothing moved, or nobody can be counted."""
    if regel.relatieve_trend is RelatieveTrend.GELIJK or regel.relatief_n == 0:
        return ""
    wie = regel.soort.meervoud
    bewegen = "beweegt" if regel.zelfde_relatief_als == 1 else "bewegen"
    return (
        f" Van de {regel.relatief_n} {wie} die zo te vergelijken zijn, {bewegen} er "
        f"{regel.zelfde_relatief_als} dezelfde kant op."
    )


def _describe_beweging(regel: Regel, naam: str, van: int, tot: int) -> str:
    x = regel.indicator
    werd = "steeg" if regel.trend is Trend.STIJGT else "daalde"
    totaal = x.round(regel.trend_helling * (tot - van))
    if x.regionaal == "som":  # a line through numbers of people is not exact to the person
        totaal = float(f"{totaal:.2g}")
    hoeveel = f" volgens de lijn met ongeveer {x.format_verschil(totaal)}" if totaal else ""
    zin = f"Tussen {van} en {tot} {werd} dit cijfer {name_plek(naam)}{hoeveel}."
    if regel.trend_n == 0:
        return zin
    return (
        f"{zin} Dat het {werd}, geldt voor {regel.zelfde_trend_als} van de {regel.trend_n} "
        f"{regel.soort.meervoud} met genoeg meetjaren."
    )


def _explain_kort(regel: Regel) -> str:
    van, tot = regel.trend_venster
    n = len(regel.trend_jaren)
    hoeveel = "is er geen meetjaar" if n == 0 else f"{'is' if n == 1 else 'zijn'} er {n}"
    woord = "" if n == 0 else " meetjaar" if n == 1 else " meetjaren"
    return (
        f"Over een ontwikkeling zeggen we niets: in {van}–{tot}, zonder breuk, {hoeveel}{woord} "
        f"voor dit gebied, en {MIN_MEETJAREN} zijn nodig."
    )


def name_rest(regel: Regel) -> str:
    """With whom a relative trend compares: Nederland as a whole, of a group the others."""
    if regel.groep is None or regel.groep.naam == "Nederland":
        buiten = regel.groep is not None and regel.groep.zonder
        return "de rest van Nederland" if buiten else "Nederland"
    naam = lower_naam(regel.groep.naam)
    return f"de anderen in {naam}" if regel.groep.lid else naam


def lower_naam(naam: str) -> str:
    """The title of a group inside a sentence: a description loses its capital, a name keeps it."""
    eerste = naam.split(" ", 1)[0]
    return naam[:1].lower() + naam[1:] if eerste in _BESCHRIJVING else naam


def describe_relatief(regel: Regel) -> str:
    """The relative trend in a few words for a table cell."""
    if regel.loopt is not None:
        return (
            f"{regel.loopt} (kleiner dan de afronding)"
            if regel.is_binnen_afronding
            else regel.loopt
        )
    if regel.indicator.teken == 0 or regel.wat:
        return "geen oordeel"
    if regel.groep is not None and (reden := _explain_groep(regel.groep)):
        return reden
    if regel.relatieve_trend is RelatieveTrend.TE_WEINIG_MEETJAREN:
        return "te weinig meetjaren"
    if regel.groep is not None and regel.groep.speling > regel.indicator.afronding / 2:
        return "de bron rondt de groep te grof af"
    return "geen oordeel"


def explain_relatief(regel: Regel) -> str:
    """As `describe_relatief`, with the reason in the place of "geen oordeel"."""
    woord = describe_relatief(regel)
    if woord != TREND_WOORD[Trend.GEEN_OORDEEL]:
        return woord
    if regel.indicator.teken == 0:
        return "hoger is hier niet beter of slechter"
    if regel.wat:
        return "geen cijfer van het hele gebied"
    if regel.groep is None:
        return "geen cijfer om mee te vergelijken"
    if regel.trend is Trend.GEEN_OORDEEL:
        return explain_trend(regel)
    return "niet alle anderen hebben een cijfer" if regel.groep.lid else "niet te toetsen"


def explain_positie(regel: Regel) -> str:
    """The place in a few words, with the reason in the place of "geen oordeel"."""
    if regel.positie is not Positie.GEEN_OORDEEL:
        return POSITIE_WOORD[regel.positie]
    if regel.indicator.teken == 0:
        return "hoger is hier niet beter of slechter"
    if regel.wat:
        return "geen cijfer van het hele gebied"
    return "geen andere om tussen te staan"


def explain_trend(regel: Regel) -> str:
    """The trend in a few words, with the reason in the place of "geen oordeel"."""
    if regel.trend is not Trend.GEEN_OORDEEL:
        return TREND_WOORD[regel.trend]
    if regel.indicator.is_klasse:
        return "een klasse, geen maat"
    return "geen cijfer van het hele gebied" if regel.wat else "te grof afgerond"


def _explain_groep(groep: Groepswaarde) -> str:
    """Why there is no development against a group that has no figure of its own; else ""."""
    if groep.is_alleen:
        return "enige gemeente in de groep"
    if groep.volledig:
        return ""
    if groep.methode == "mediaan":
        return "alleen een mediaan bekend"
    if groep.n is not None and groep.n == groep.n_gemeenten:
        return "niet in alle jaren een cijfer"
    heel = "heel Nederland" if groep.naam == "Nederland" else "de hele groep"
    return f"geen cijfer voor {heel}"
