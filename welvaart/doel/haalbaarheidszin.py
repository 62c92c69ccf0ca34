"""What history says of a target, in Dutch sentences."""

from dataclasses import replace

from welvaart.cijfers.indicator import Indicator
from welvaart.doel.haalbaarheid import KWARTEN, Haalbaarheid, Telling
from welvaart.opmaak import format_getal

_KWART = ("het laagste kwart", "het op een na laagste kwart", "het op een na hoogste kwart",
          "het hoogste kwart")  # fmt: skip
_WEINIG = 5  # fewer gemeenten say nothing about a starting level


def describe_haalbaarheid(h: Haalbaarheid, indicator: Indicator, naam: str) -> list[str]:
    """Say in Dutch sentences what history says of a target.

    Args:
        h: of `build_haalbaarheid`.
        indicator: of the target.
        naam: of the regio.
    """
    if h.is_groei:
        indicator = replace(indicator, eenheid_kort="procent", decimalen=1, afronding=0.1)
    zinnen = [_describe_geschiedenis(h, indicator)]
    if h.land is not None:
        zinnen.append(_describe_land(h, indicator, f"{h.jaren} jaar"))
    if h.relatief is not None:
        zinnen.append(_describe_relatief(h, h.relatief, indicator))
    if h.verandering and h.kwart is not None and (telling := h.kwarten[h.kwart]).n >= _WEINIG:
        zinnen.append(
            f"Van de {telling.n} {h.soort.meervoud} die ooit in {_KWART[h.kwart]} begonnen, zoals "
            f"{naam} in {h.nuljaar}, haalde{_n(telling)} {_count_getal(telling, 'er geen')} het."
            f"{_note_toeval(h) if telling.gehaald else ''}"
        )
    if h.eigen is not None:
        zinnen.append(_describe_eigen(h, indicator, naam, f"{h.jaren} jaar"))
    if h.is_groter:
        zinnen.append(
            f"Wij telden gemeenten; {naam} is een groter gebied, en dat verandert meestal minder "
            "sterk dan één gemeente."
        )
    return zinnen


def _describe_geschiedenis(h: Haalbaarheid, indicator: Indicator) -> str:
    """How many achieved it, and in what part of all spans: at least once is generous."""
    jaren = f"in de jaren {h.van_jaar} tot en met {h.tot_jaar}"
    deel = _format_deel(h.perioden)
    if not h.verandering:
        wat = "niet slechter worden" if indicator.teken else "gelijk blijven"
        return (
            f"Vasthouden wat er is ({wat} in {h.jaren} jaar) lukte {jaren} in {deel} van alle "
            f"perioden van de {format_getal(h.absoluut.n)} {h.soort.meervoud}."
        )
    soort = "stijging" if h.verandering > 0 else "daling"
    zin = (
        f"Een {soort} van {indicator.format_verschil(h.verandering)} in {h.jaren} jaar "
        f"haalde{_n(h.absoluut)} {_count(h.absoluut, h)}"
    )
    if not h.absoluut.gehaald or h.perioden.n == h.absoluut.n:
        return f"{zin} {jaren}."
    return (
        f"{zin} minstens één keer {jaren}. Dat was in {deel} van alle perioden van {h.jaren} jaar."
    )


def _describe_relatief(h: Haalbaarheid, telling: Telling, indicator: Indicator) -> str:
    keer = "minstens één keer " if telling.gehaald and h.perioden.n > h.absoluut.n else ""
    if h.verandering * indicator.teken > 0:
        return (
            f"Zoveel gunstiger dan Nederland in dezelfde jaren was de verandering {keer}in "
            f"{_count(telling, h)}."
        )
    hoe = "hoger" if h.verandering > 0 else "lager"
    return (
        f"Vergeleken met Nederland in dezelfde jaren kwam het cijfer {keer}zoveel {hoe} uit in "
        f"{_count(telling, h)}."
    )


def _note_toeval(h: Haalbaarheid) -> str:
    """Regression to the mean, where it flatters the count: an extreme start that moves inward."""
    if h.kwart not in (0, KWARTEN - 1) or (h.kwart == 0) != (h.verandering > 0):
        return ""
    hoe, werk = ("laag", "stijgt") if h.kwart == 0 else ("hoog", "daalt")
    return (
        f" Een deel daarvan kan toeval zijn: een cijfer dat in één jaar uitzonderlijk {hoe} "
        f"uitvalt, {werk} daarna vaak vanzelf."
    )


def _format_deel(telling: Telling) -> str:
    """A share in whole percents, never rounded to none or to all: "41 procent"."""
    deel = 100 * telling.gehaald / telling.n
    if 0 < deel < 1:
        return "minder dan 1 procent"
    return "meer dan 99 procent" if 99 < deel < 100 else f"{deel:.0f} procent"


def _describe_land(h: Haalbaarheid, indicator: Indicator, binnen: str) -> str:
    land = h.land or 0.0
    afgerond = indicator.round(land)
    if not afgerond:
        return f"Nederland bleef in die tijd gemiddeld ongeveer gelijk (per {binnen})."
    met = indicator.format_verschil(afgerond)
    mee = afgerond * (h.verandering or indicator.teken) > 0
    tij = "; zo'n tijd hoeft niet terug te komen" if mee else ""
    if h.verandering and not mee and h.absoluut.gehaald:
        tij = "; wie dit haalde, ging tegen de lijn in"
    werk = "steeg" if afgerond > 0 else "daalde"
    return f"Nederland {werk} in die tijd zelf gemiddeld {met} per {binnen}{tij}."


def _describe_eigen(h: Haalbaarheid, indicator: Indicator, naam: str, binnen: str) -> str:
    eigen = h.eigen or 0.0
    rond = indicator.round(eigen)
    if not rond:
        return f"{naam} zelf veranderde in {binnen} nooit merkbaar in deze richting."
    if (eigen > 0) != (h.verandering > 0):
        return f"{naam} zelf ging in {binnen} nooit deze kant op."
    ongeveer = "ongeveer " if h.is_grof else ""
    return (
        f"De grootste {'stijging' if eigen > 0 else 'daling'} van {naam} zelf in {binnen} was "
        f"{ongeveer}{indicator.format_verschil(rond, decimalen=0 if h.is_grof else None)}."
    )


def _count(telling: Telling, h: Haalbaarheid) -> str:
    return f"{_count_getal(telling)} van de {format_getal(telling.n)} {h.soort.meervoud}"


def _count_getal(telling: Telling, geen: str = "geen") -> str:
    return format_getal(telling.gehaald) if telling.gehaald else geen


def _n(telling: Telling) -> str:
    return "n" if telling.gehaald > 1 else ""
