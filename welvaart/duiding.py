"""Plain Dutch sentences built from the verdicts; they never say more than the table."""

from math import isnan

from welvaart.periode import Periode
from welvaart.positie import Positie
from welvaart.scorekaart import Groepswaarde, Regel
from welvaart.trend import RelatieveTrend, Trend

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


def name_land(land: Groepswaarde) -> str:
    """What the comparison value is: Nederland, or honestly something less."""
    if land.methode == "mediaan":
        return f"mediaan van {land.n} gemeenten"
    if not land.volledig:
        return f"gemiddelde van {land.n} gemeenten met cijfer"
    return "Nederland"


def format_land(regel: Regel) -> str:
    """The comparison value, rounded as the source rounds; "" without one."""
    if regel.land is None:
        return ""
    return regel.indicator.format(regel.indicator.round(regel.land.waarde))


def describe_waarde(regel: Regel, naam: str) -> str:
    """The value of a gemeente beside the country: two figures and their difference."""
    if not regel.heeft_waarde:
        return f"Voor {naam} is er geen cijfer. {regel.ontbreekt_omdat}"
    indicator = regel.indicator
    begin = (
        f"{indicator.titel} in {naam}: {regel.tekst} ({Periode.parse(regel.periode_code).label})"
    )
    if regel.land is None:
        return f"{begin}."
    land = regel.land
    tegenover = f"{name_land(land)} {format_land(regel)}"
    verschil = round(
        round(regel.waarde, regel.decimalen) - indicator.round(land.waarde), regel.decimalen
    )
    ongeveer = "ongeveer " if regel.decimalen < indicator.decimalen else ""
    if verschil == 0:
        return f"{begin}; {tegenover}: {ongeveer}gelijk."
    woord = "hoger" if verschil > 0 else "lager"
    hoeveel = indicator.format_verschil(verschil, decimalen=regel.decimalen)
    return f"{begin}; {tegenover}: {ongeveer}{hoeveel} {woord}."


def describe_positie(regel: Regel, naam: str) -> str:
    """The rank interval as a sentence with its true denominator."""
    if regel.indicator.teken == 0:
        return "Hoger of lager is hier niet beter of slechter. Daarom geven we geen plaats."
    if isnan(regel.rang_van):
        return ""
    van, tot = int(regel.rang_van), int(regel.rang_tot)
    staat = (
        f"{naam} staat op plaats {van} van de {regel.n} gemeenten met een cijfer"
        if van == tot
        else f"{naam} deelt plaats {van} tot en met {tot} van de {regel.n} gemeenten met een cijfer"
    )
    slot = {
        Positie.BESTE_KWART: ": het beste kwart.",
        Positie.SLECHTSTE_KWART: ": het slechtste kwart.",
        Positie.MIDDEN: ": de middelste helft.",
    }.get(
        regel.positie,
        ". Zoveel gemeenten hebben hetzelfde cijfer dat wij er geen kwart aan verbinden."
        if isnan(regel.onder)
        else ". Het cijfer is te grof om te zeggen in welk kwart de gemeente valt.",
    )
    return f"{staat} (1 is het gunstigst){slot}"


def describe_trend(regel: Regel, naam: str) -> str:
    """Trend and relative trend as sentences, with the years used."""
    if regel.trend is Trend.GEEN_OORDEEL:
        return "De bron rondt dit cijfer te grof af om een ontwikkeling te beoordelen."
    if regel.trend is Trend.TE_WEINIG_MEETJAREN:
        meetjaren = len(regel.trend_jaren)
        woord = "meetjaar" if meetjaren == 1 else "meetjaren"
        return (
            f"Over een ontwikkeling zeggen we niets: er zijn {meetjaren} {woord}, en 5 zijn nodig."
        )
    jaren = f"{regel.trend_jaren[0]}–{regel.trend_jaren[-1]}"
    if regel.trend is Trend.GELIJK:
        zin = f"In {jaren} is er in {naam} geen duidelijke stijging of daling."
    else:
        woord = "stijgt" if regel.trend is Trend.STIJGT else "daalt"
        fijn = max(regel.indicator.decimalen, 1) if regel.indicator.afronding <= 1 else 0
        stap = regel.indicator.format_verschil(regel.trend_helling, decimalen=fijn)
        zin = (
            f"In {jaren} {woord} dit cijfer in {naam} met gemiddeld {stap} per jaar. "
            f"Dat het {woord}, geldt voor "
            f"{regel.zelfde_trend_als} van de {regel.n} gemeenten."
        )
    if regel.loopt is None:
        return zin
    slot = ""
    if regel.is_binnen_afronding:
        slot = " Dat verschil is wel kleiner dan de afronding van het cijfer."
    return f"{zin} Vergeleken met Nederland: {naam} {regel.loopt}.{slot}"


def describe_relatief(regel: Regel) -> str:
    """The relative trend in a few words for a table cell."""
    if regel.loopt is not None:
        return (
            f"{regel.loopt} (kleiner dan de afronding)"
            if regel.is_binnen_afronding
            else regel.loopt
        )
    if regel.indicator.teken == 0:
        return "geen oordeel"
    if regel.land is not None and not regel.land.volledig:
        return "geen cijfer voor heel Nederland"
    if regel.relatieve_trend is RelatieveTrend.TE_WEINIG_MEETJAREN:
        return "te weinig meetjaren"
    return "geen oordeel"
