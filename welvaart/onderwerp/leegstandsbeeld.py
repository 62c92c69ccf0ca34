"""What the page Leegstand says: always which leegstand, never more exact than the source."""

from math import isnan

from welvaart.cijfers.indicator import Indicator
from welvaart.groep.groepen import Groep
from welvaart.methode.band import format_band
from welvaart.methode.samenhang import Samenhang
from welvaart.onderwerp.arbeidsbeeld import begin_zin, explain_leeg, format_punten, name_in_zin
from welvaart.onderwerp.jaarreeks import Jaarreeks
from welvaart.onderwerp.leegstand import WONINGEN, Norm, compute_woningen, has_tweede_woningen
from welvaart.onderwerp.verandering import Verandering
from welvaart.opmaak import format_getal
from welvaart.regio.regio import name_plek

LML = (
    "De Landelijke Monitor Leegstand van het CBS is weer iets anders: die kijkt of een woning of "
    "pand in gebruik is, en komt bij woningen veel lager uit. Zet die cijfers nooit naast deze."
)
FRICTIE = (
    "Een deel van de leegstand is nodig om te kunnen verhuizen: frictieleegstand. Is alleen die "
    "over, dan is er weinig ruimte om panden een andere functie te geven. Panden die twee keer "
    "achter elkaar op 1 januari leegstaan, zijn het probleem. Hoeveel leegstand goed is, verschilt "
    "per soort pand en per gebied. Wij geven daarom geen norm; u vult zelf in wat bij u geldt."
)


def describe_titel(
    indicator: Indicator, eigen: Jaarreeks, ander: Jaarreeks, groep: Groep, jaar: int
) -> str:
    """The finding as a title, in the words of this very notion of leegstand."""
    waarde, vergelijk = eigen.get_waarde(jaar), ander.get_waarde(jaar)
    if isnan(waarde):
        return f"Hoeveel leegstand is er {name_plek(eigen.naam)}?"
    decimalen = (eigen.decimalen, indicator.decimalen)
    precies = eigen.get_precies(jaar), ander.get_precies(jaar)
    fijn = indicator.choose_decimalen(*precies)
    if fijn > indicator.decimalen:  # both are computed, and whole percents would mislead
        (waarde, vergelijk), decimalen = precies, (fijn, fijn)
    is_woningen = indicator.indicator_id == WONINGEN
    hier, daar = (
        format_getal(w, d) if is_woningen else indicator.format(w, decimalen=d)
        for w, d in zip((waarde, vergelijk), decimalen, strict=True)
    )
    kern = f"{indicator.titel} {name_plek(eigen.naam)}{eigen.label}: {hier}"
    if is_woningen:
        plek = f"{begin_zin(name_plek(eigen.naam))}{eigen.label}"
        kern = f"{plek} staat bij ongeveer {hier} van de 100 woningen niemand ingeschreven"
    if isnan(vergelijk):
        return f"{kern} ({jaar})."
    ook = "ook " if hier == daar else ""
    return f"{kern}; {name_in_zin(groep)} {ook}{daar} ({jaar})."


def describe_aantal(indicator: Indicator, eigen: Jaarreeks, jaar: int, woningen: float) -> str:
    """How many dwellings that is, as a range that the rounding leaves; "" when not known."""
    if indicator.indicator_id != WONINGEN or eigen.wat:
        return ""
    if isnan(eigen.get_waarde(jaar)):
        return explain_leeg(eigen, jaar)
    band = compute_woningen(eigen.get_band(jaar), woningen)
    if band is None:
        return ""
    hoeveel = format_band(band, "woningen", buiten=False)
    return (
        f"Dat zijn {hoeveel}, van de {format_getal(woningen)} in {jaar}. "
        "De bron geeft per gemeente alleen hele procenten; preciezer is het niet te zeggen."
    )


def describe_tweede_woningen(
    indicator: Indicator, eigen: Jaarreeks, land: Jaarreeks, jaar: int
) -> str:
    """That second homes are the likely reason of a very high share; "" where it is not high."""
    waarde, nl = eigen.get_waarde(jaar), land.get_waarde(jaar)
    if indicator.indicator_id != WONINGEN or not has_tweede_woningen(waarde, nl):
        return ""
    return (
        f"Dat is meer dan twee keer zoveel als in Nederland ({indicator.format(nl)}). Zo'n hoog "
        "cijfer komt meestal door tweede huizen en vakantiehuizen. De bron telt die niet apart; "
        "dit is dus onze uitleg en geen telling."
    )


def describe_verandering(indicator: Indicator, reeks: Jaarreeks, beweging: Verandering) -> str:
    """The change between two years, or why there is none to tell."""
    if beweging.reden:
        return beweging.reden
    toen, nu = (indicator.format(w, decimalen=reeks.decimalen)
                for w in (beweging.toen, beweging.nu))  # fmt: skip
    van, tot = beweging.van, beweging.tot
    kop = f"{indicator.titel} {name_plek(reeks.naam)}{reeks.label}"
    zin = f"{kop}: van {toen} in {van} naar {nu} in {tot}."
    if van == tot:
        zin = f"{kop}: {nu} in {tot}."
    elif beweging.toen == beweging.nu:
        zin = f"{kop}: {nu} in {van} en ook in {tot}."
    if not beweging.is_zeker:
        return (
            f"{zin} Dat verschil kan helemaal door afronding komen." if beweging.verschil else zin
        )
    woord = "hoger" if beweging.verschil > 0 else "lager"
    return f"{zin} Dat is {format_punten(beweging.verschil, reeks.decimalen)} {woord}."


def describe_norm(norm: Norm, reeks: Jaarreeks, jaar: int, indicator: Indicator) -> str:
    """The figure beside the norm that the team entered."""
    waarde, marge = reeks.get_waarde(jaar), reeks.get_marge(jaar)
    begin = f"Uw norm is {indicator.format(norm.procent, decimalen=1)} (bron: {norm.bron})."
    if isnan(waarde):
        return f"{begin} Er is geen cijfer om ernaast te zetten."
    verschil = round(waarde - norm.procent, 6)
    if abs(verschil) <= marge + 1e-9:
        slot = "Het cijfer is door de afronding niet van de norm te onderscheiden."
    else:
        woord = "boven" if verschil > 0 else "onder"
        slot = f"Het cijfer van {reeks.naam} ligt daar {woord}."
    if indicator.indicator_id == WONINGEN:
        slot += " Let op: hier tellen tweede huizen mee."
    return f"{begin} {slot}"


def describe_samenhang(samenhang: Samenhang, x: Indicator, y: Indicator) -> str:
    """The message of a scatter as its title."""
    namen = f"{_lower(x.titel)} en {_lower(y.titel)}"
    if not samenhang.sterkte:
        wie = "1 gemeente heeft" if samenhang.n == 1 else f"{samenhang.n} gemeenten hebben"
        return f"Over {namen} is geen samenhang te berekenen: {wie} beide."
    getal = format_getal(samenhang.rho, 2)
    if samenhang.sterkte == "geen":
        return f"Tussen {namen} is bijna geen samenhang ({getal}; {samenhang.n} gemeenten)."
    if samenhang.sterkte == "een zwakke":
        return f"Tussen {namen} is maar een zwakke samenhang ({getal}; {samenhang.n} gemeenten)."
    richting = "hoger" if samenhang.rho > 0 else "lager"
    return (
        f"Tussen {namen} is {samenhang.sterkte} samenhang ({getal}; {samenhang.n} gemeenten): waar "
        f"het ene hoger is, is het andere vaker {richting}."
    )


def _lower(titel: str) -> str:
    eerste = titel.split(" ", 1)[0]
    return titel if eerste.isupper() else titel[:1].lower() + titel[1:]
