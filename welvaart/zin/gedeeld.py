"""What the gemeenten of a region share: indicators on which most stand in the same quarter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.methode.positie import Positie
from welvaart.methode.trend import RelatieveTrend
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_opsomming
from welvaart.zin.regioduiding import lower_titel

MIN_GEMEENTEN = 2
MEEST_GEMEENTEN: Final = 60
"""A table or a count over more gemeenten says nothing about a region."""
KOPPEN_GEDEELD: Final[Mapping[Positie, str]] = {
    Positie.SLECHTSTE_KWART: "Gedeelde risico's: ten minste de helft staat in het slechtste kwart",
    Positie.BESTE_KWART: "Gedeelde kracht: ten minste de helft staat in het beste kwart",
}
_DEEL = 0.5
_MEEST_NAMEN: Final = 6


@dataclass(frozen=True)
class Gedeeld:
    """One indicator that at least half of all gemeenten of the region share.

    Attributes:
        indicator: which.
        positie: the best or the worst quarter of all gemeenten.
        n: gemeenten of the region in that quarter …
        met: … of so many with a recent figure (`Regel.is_recent`) …
        gemeenten: … and so many in all.
        beweegt: of those n, how many lose (worst quarter) or gain (best quarter) on Nederland.
        periode: of the figures, as text; the same for all.
    """

    indicator: Indicator
    positie: Positie
    n: int
    met: int
    gemeenten: int
    beweegt: int
    periode: str

    @property
    def is_allemaal(self) -> bool:
        """True when no gemeente with a figure stands elsewhere."""
        return self.n == self.met


def find_gedeeld(kaarten: Sequence[Sequence[Regel]]) -> list[Gedeeld]:
    """Indicators shared by at least half of all gemeenten of the region, and by two or more.

    A gemeente without a recent figure counts as one that does not share: two of seven are no
    region, also where only those two have a figure.

    Args:
        kaarten: the scorekaart of each gemeente; the same indicators in each.

    Returns:
        Worst quarter first, within each the most shared first.
    """
    per: dict[str, list[Regel]] = {}
    for kaart in kaarten:
        for regel in kaart:
            if regel.heeft_waarde and regel.is_recent:
                per.setdefault(regel.indicator.indicator_id, []).append(regel)
    gevonden = []
    for regels in per.values():
        for positie, beweging in (
            (Positie.SLECHTSTE_KWART, RelatieveTrend.ONGUNSTIG),
            (Positie.BESTE_KWART, RelatieveTrend.GUNSTIG),
        ):
            wie = [regel for regel in regels if regel.positie is positie]
            if len(wie) >= max(MIN_GEMEENTEN, _DEEL * len(kaarten)):
                beweegt = sum(regel.relatieve_trend is beweging for regel in wie)
                telling = (len(wie), len(regels), len(kaarten), beweegt)
                periode = Periode.parse(regels[0].periode_code).label
                gevonden.append(Gedeeld(regels[0].indicator, positie, *telling, periode))
    volgorde = [Positie.SLECHTSTE_KWART, Positie.BESTE_KWART]
    return sorted(gevonden, key=lambda g: (volgorde.index(g.positie), -g.n, g.met))


def describe_gedeeld(gedeeld: Gedeeld) -> str:
    """One shared indicator as a sentence."""
    wie, slot = _tell(gedeeld)
    return f"{gedeeld.indicator.titel} ({gedeeld.periode}): {wie}{slot}."


def describe_groepen(gedeeld: Sequence[Gedeeld], zelf: Mapping[str, str]) -> list[str]:
    """All shared indicators below a heading that says which quarter it is, most shared first.

    Those with the same count share a sentence, of so many names as can be read; one on which
    gemeenten also gain or lose keeps its own.

    Args:
        gedeeld: of one quarter, as `find_gedeeld` gives them.
        zelf: id of an indicator → what to say of the own gemeente, "Delft niet"; "" = nothing.
    """
    groepen: dict[tuple[str, str, str], list[Gedeeld]] = {}
    for een in gedeeld:
        wie, (_, slot) = _count(een), _tell(een)
        if een.met == een.gemeenten:
            wie = wie.replace(" met een recent cijfer", "")
        kop = f"{wie[:1].upper()}{wie[1:]}"
        groepen.setdefault((kop, zelf.get(een.indicator.indicator_id, ""), slot), []).append(een)
    zinnen = []
    for (wie, eigen, slot), leden in groepen.items():
        stap = 1 if slot else _MEEST_NAMEN
        kop = f"{wie}, {eigen}" if eigen else wie
        for k in range(0, len(leden), stap):
            zinnen.append(f"{kop}: {_name(leden[k : k + stap])}{slot}.")
    return zinnen


def describe_samen(gedeeld: Sequence[Gedeeld]) -> list[str]:
    """All shared indicators of one quarter; those with the same count share a sentence.

    One on which gemeenten also gain or lose keeps a sentence of its own.

    Args:
        gedeeld: of one quarter, as `find_gedeeld` gives them.
    """
    groepen: dict[tuple[str, str], list[Gedeeld]] = {}
    for een in gedeeld:
        groepen.setdefault(_tell(een), []).append(een)
    zinnen = []
    for (wie, slot), leden in groepen.items():
        if slot or len(leden) == 1:
            zinnen += [describe_gedeeld(een) for een in leden]
            continue
        zinnen.append(f"{wie[:1].upper()}{wie[1:]} bij {_name(leden)}.")
    return zinnen


def _name(gedeeld: Sequence[Gedeeld]) -> str:
    """The indicators with the year of their figures: once where it is the same for all."""
    namen = [lower_titel(een.indicator) for een in gedeeld]
    perioden = [een.periode for een in gedeeld]
    if len(set(perioden)) > 1:
        namen = [f"{naam} ({periode})" for naam, periode in zip(namen, perioden, strict=True)]
        return format_opsomming(namen)
    wat = "cijfers van " if len(namen) > 1 else ""
    return f"{format_opsomming(namen)} ({wat}{perioden[0]})"


def _tell(gedeeld: Gedeeld) -> tuple[str, str]:
    """Who stands where, and who of them moves on; without the name of the indicator."""
    kwart = "slechtste" if gedeeld.positie is Positie.SLECHTSTE_KWART else "beste"
    woord = {"slechtste": ("verliest", "verliezen")}.get(kwart, ("wint", "winnen"))
    wie = f"{_count(gedeeld)} staan"
    n = gedeeld.beweegt
    slot = f"; {n} daarvan {woord[n != 1]} terrein op Nederland" if n else ""
    if n == gedeeld.n:
        slot = f"; zij {woord[True]} allemaal terrein op Nederland"
    return f"{wie} in het {kwart} kwart", slot


def _count(gedeeld: Gedeeld) -> str:
    """How many gemeenten share it, of how many that have a figure."""
    wie = f"alle {gedeeld.met}" if gedeeld.is_allemaal else f"{gedeeld.n} van de {gedeeld.met}"
    regio = f" (van de {gedeeld.gemeenten} in de regio)" if gedeeld.met < gedeeld.gemeenten else ""
    return f"{wie} gemeenten met een recent cijfer{regio}"
