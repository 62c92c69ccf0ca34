"""What the page Arbeidsparticipatie says: sentences from the figures, never more than they bear."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isnan

from welvaart.cijfers.indicator import Indicator
from welvaart.groep.groepen import GEBIEDEN, Groep
from welvaart.methode.afronding import choose_decimalen
from welvaart.onderwerp.bevolking import Bevolking, format_mensen
from welvaart.onderwerp.jaarreeks import Jaarreeks
from welvaart.onderwerp.verandering import Verandering, Veranderingsrang
from welvaart.opmaak import format_getal, format_grof, format_opsomming, format_verschil
from welvaart.regio.regio import name_plek
from welvaart.zin.duiding import lower_naam

_NBSP = "\u00a0"
_LIDWOORD = {
    r"^Provincie ": "de provincie ",
    r"^Arbeidsmarktregio ": "de arbeidsmarktregio ",
    r"^COROP ": "COROP-gebied ",
    r"^Landsdeel ": "landsdeel ",
    r"^Eigen regio van \d+ gemeenten$": "de eigen regio",
    r"^Eigen groep ": "de eigen groep ",
    r"^(G\d+)$": r"de \1",
}
_GELIJK = 0.5  # procentpunt: below this the title says "about as many"
_RIJTJE = 4  # titles that begin alike, up to which each is named


def name_gebied(titel: str) -> str:
    """An area or group inside a sentence: "de provincie Utrecht", "de eigen regio", "Delft"."""
    for patroon, woorden in _LIDWOORD.items():
        if re.match(patroon, titel):
            return re.sub(patroon, woorden, titel)
    return lower_naam(titel)


def name_in_zin(groep: Groep) -> str:
    """A group after a word of place: "in Nederland", "bij gemeenten die op Delft lijken"."""
    return f"{'in' if groep.soort in GEBIEDEN else 'bij'} {name_gebied(groep.titel)}"


def begin_zin(tekst: str) -> str:
    """A sentence with a capital: "de provincie ligt" → "De provincie ligt"."""
    return tekst[:1].upper() + tekst[1:]


def describe_titel(eigen: Jaarreeks, ander: Jaarreeks, groep: Groep, jaar: int) -> str:
    """The finding as a title: "In Delft werken 69 van de 100 …; in Nederland 72 (2022)."""
    waarde, vergelijk = eigen.get_waarde(jaar), ander.get_waarde(jaar)
    if isnan(waarde):
        return f"Hoeveel mensen werken er {name_plek(eigen.naam)}?"
    heel = isnan(vergelijk) or abs(round(waarde - vergelijk, 6)) < _GELIJK
    # A figure that the source gives in whole percents has no decimal to show.
    fijn = not heel and min(eigen.decimalen, ander.decimalen) > 0
    decimalen = choose_decimalen(waarde, vergelijk, 0) if fijn else 0
    aantal = _write_aantal(waarde, decimalen)
    plek = begin_zin(name_plek(eigen.naam))
    kern = f"{plek}{eigen.label} werken {aantal} van de 100 inwoners van 15 tot 75 jaar"
    if isnan(vergelijk):
        return f"{kern} ({jaar})."
    if heel:
        return f"{kern}, ongeveer evenveel als {name_in_zin(groep)} ({jaar})."
    return f"{kern}; {name_in_zin(groep)} {_write_aantal(vergelijk, decimalen)} ({jaar})."


def describe_verschil(
    eigen: Jaarreeks, ander: Jaarreeks, groep: Groep, jaar: int, bevolking: Bevolking | None
) -> str:
    """The gap in procentpunt and in people."""
    waarde, vergelijk = eigen.get_waarde(jaar), ander.get_waarde(jaar)
    if isnan(waarde):
        return explain_leeg(eigen, jaar)
    if isnan(vergelijk):
        return (
            f"In {jaar} was de netto arbeidsparticipatie "
            f"{format_procent(waarde, eigen.decimalen)}{eigen.label}; {name_in_zin(groep)} is er "
            "geen cijfer."
        )
    verschil = round(waarde - vergelijk, 6)
    marge = eigen.get_marge(jaar) + ander.get_marge(jaar)
    cijfers = (
        f"In {jaar} was de netto arbeidsparticipatie "
        f"{format_procent(waarde, eigen.decimalen)}{eigen.label}; {name_in_zin(groep)} "
        f"{format_procent(vergelijk, ander.decimalen)}."
    )
    if abs(verschil) <= marge + 1e-9:
        return f"{cijfers} Dat verschil is niet groter dan de afronding van de cijfers."
    woord = "meer" if verschil > 0 else "minder"
    mensen = "" if eigen.wat else format_mensen(bevolking, verschil, marge)
    in_mensen = f" Op het aantal inwoners van {eigen.naam} zijn dat {mensen}." if mensen else ""
    grof = eigen.is_grof(jaar) or ander.is_grof(jaar)
    punten = format_punten(verschil, eigen.decimalen, ander.decimalen, ongeveer=grof)
    return f"{cijfers} Dat is {punten} {woord}.{in_mensen}"


def explain_leeg(reeks: Jaarreeks, jaar: int) -> str:
    """That there is no figure, and why."""
    reden = reeks.redenen[reeks.jaren.index(jaar)] if jaar in reeks.jaren else ""
    return f"Voor {reeks.naam} is er geen cijfer van {jaar}. {reden}".strip()


def describe_klaarstaand(klaar: Sequence[Indicator]) -> str:
    """Which figures belong to a subject and are not there yet; "" when there are none.

    Many that begin with the same two words are told as a number.
    """
    titels = [x.titel[:1].lower() + x.titel[1:] for x in klaar]
    begin = [" ".join(titel.split()[:2]) for titel in titels]
    veel = {woorden: n for woorden, n in Counter(begin).items() if n > _RIJTJE}
    los = [titel for titel, woorden in zip(titels, begin, strict=True) if woorden not in veel]
    zinnen = [f"Hier zijn nog geen cijfers van: {format_opsomming(los)}."] if los else []
    zinnen += [f"Over {woorden} kunnen er nog {n} cijfers bij." for woorden, n in veel.items()]
    return " ".join(zinnen)


def describe_procentpunt(eigen: Jaarreeks, bevolking: Bevolking | None) -> str:
    """What one procentpunt is worth in people, with where that comes from."""
    if bevolking is None:
        return f"Hoeveel mensen een procentpunt is, weten wij voor {eigen.naam} niet."
    mensen = format_mensen(bevolking, 1.0, 0.0)
    woord = "zijn dat" if mensen.startswith("ongeveer") else "is dat"
    return (
        f"Een procentpunt is één van elke honderd inwoners van 15 tot 75 jaar. "
        f"{begin_zin(name_plek(eigen.naam))} {woord} {mensen}. {bevolking.uitleg}"
    )


def describe_verandering(
    reeks: Jaarreeks, beweging: Verandering, bevolking: Bevolking | None, onderwerp: str
) -> str:
    """The change between two years in procentpunt, and in people where that means something.

    Args:
        reeks: of the regio.
        beweging: its change.
        bevolking: only for a percentage of the inhabitants of 15 to 75; None gives no people.
        onderwerp: the indicator inside a sentence, "de netto arbeidsparticipatie".
    """
    if beweging.reden:
        return beweging.reden
    van, tot = beweging.van, beweging.tot
    begin = (
        f"Van {van} naar {tot} ging {onderwerp} {name_plek(reeks.naam)}{reeks.label} van "
        f"{format_procent(beweging.toen, reeks.decimalen)} naar "
        f"{format_procent(beweging.nu, reeks.decimalen)}"
    )
    if not beweging.is_zeker:
        return f"{begin}. Dat verschil is niet groter dan de afronding van de cijfers."
    woord = "erbij" if beweging.verschil > 0 else "eraf"
    mensen = "" if reeks.wat else format_mensen(bevolking, beweging.verschil, beweging.marge)
    in_mensen = ""
    if mensen and bevolking is not None:
        in_mensen = f" Op het aantal inwoners van {bevolking.jaar} zijn dat {mensen}."
    grof = reeks.is_grof(van) or reeks.is_grof(tot)
    punten = format_punten(beweging.verschil, reeks.decimalen, ongeveer=grof)
    return f"{begin}: {punten} {woord}.{in_mensen}"


def describe_rang(rang: Veranderingsrang, naam: str, wie: str) -> str:
    """The place of a change; "" without one.

    Args:
        rang: interval, 1 = most favourable.
        naam: of the regio inside a sentence.
        wie: those it is ranked among, "gemeenten".
    """
    if rang.n == 0 or isnan(rang.van):
        return ""
    plaats = f"{int(rang.van)}"
    if rang.tot > rang.van:
        plaats += f" tot en met {int(rang.tot)}"
    return (
        f"Met die verandering staat {naam} op plaats {plaats} van de {rang.n} {wie} met een cijfer "
        "(1 is de gunstigste)."
    )


@dataclass(frozen=True, slots=True)
class Niveau:
    """A level of participatie to reach.

    Attributes:
        procent: the level; NaN = not known.
        wiens: whose level it is, after "het niveau van"; "" for one of the reader's own choice.
        marge: how far it may be off by rounding; 0 for a level of one's own choice.
        decimalen: that its source gives.
    """

    procent: float
    wiens: str
    marge: float = 0.0
    decimalen: int = 1

    @property
    def is_grof(self) -> bool:
        """True where the level may be further off than its decimals say."""
        return self.marge > 10.0**-self.decimalen + 1e-9

    @property
    def tekst(self) -> str:
        """The level in a sentence: "het niveau van Nederland (72,2 %)"."""
        wat = f"het niveau van {self.wiens}" if self.wiens else "het niveau dat u koos"
        return f"{wat} ({format_procent(self.procent, self.decimalen)})"


@dataclass(frozen=True, slots=True)
class Scenario:
    """What it would mean to reach another level.

    Attributes:
        zin: the outcome as a sentence.
        nodig: procentpunt to go; NaN without a figure, 0 or less when it is reached.
    """

    zin: str
    nodig: float


def build_scenario(
    eigen: Jaarreeks, jaar: int, niveau: Niveau, bevolking: Bevolking | None
) -> Scenario:
    """Say how many people more would be at work at another level of participatie.

    A sum, not a forecast: the number of inhabitants stays as it is.

    Args:
        eigen: netto participatie of the regio.
        jaar: whose figure it starts from.
        niveau: the level to reach.
        bevolking: of the regio; None gives only procentpunten.
    """
    nodig = round(niveau.procent - eigen.get_waarde(jaar), 6)
    marge = eigen.get_marge(jaar) + niveau.marge
    doel = niveau.tekst
    grof = eigen.is_grof(jaar) or niveau.is_grof
    punten = format_punten(nodig, eigen.decimalen, niveau.decimalen, ongeveer=grof)
    if isnan(nodig):
        return Scenario("Zonder cijfer is er niets uit te rekenen.", nodig)
    if abs(nodig) <= marge + 1e-9:
        return Scenario(
            f"{begin_zin(eigen.naam)} zit op {doel}; het verschil valt binnen de afronding.",
            0.0,
        )
    mensen = "" if eigen.wat else format_mensen(bevolking, nodig, marge)
    if nodig < 0:
        slot = f" Op dat niveau zouden er {mensen} minder werken." if mensen else ""
        return Scenario(f"{begin_zin(eigen.naam)} ligt al {punten} boven {doel}.{slot}", nodig)
    if not mensen:
        return Scenario(f"{begin_zin(doel)} ligt {punten} hoger.", nodig)
    return Scenario(
        f"Als {eigen.naam} {doel} haalt, werken er {mensen} meer. Dat is {punten} erbij.",
        nodig,
    )


def format_procent(waarde: float, decimalen: int) -> str:
    """Write a percentage: "69,3 %"."""
    return f"{format_getal(waarde, decimalen)}{_NBSP}%"


def format_punten(verschil: float, *decimalen: int, ongeveer: bool = False) -> str:
    """Write the size of a difference of percentages: "2,9 procentpunt", "ongeveer 6 procentpunt".

    `decimalen` are those of the figures it comes from. Beside a whole percent the difference is
    about that, in whole procentpunten: "ongeveer 1 à 2 procentpunt" where it lies halfway.
    `ongeveer` where a figure is less sure than its decimals say.
    """
    if min(decimalen):
        return f"{'ongeveer ' if ongeveer else ''}{format_verschil(verschil, '%', max(decimalen))}"
    return f"ongeveer {format_grof(verschil, '%')}"


def _write_aantal(procent: float, decimalen: int) -> str:
    """People out of a hundred; as a whole number a half goes up."""
    return format_getal(procent, decimalen) if decimalen else str(floor(procent + 0.5))
