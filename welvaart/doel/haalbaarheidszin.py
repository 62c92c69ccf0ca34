"""What history says of a target, in Dutch sentences."""

from dataclasses import replace

from welvaart.cijfers.indicator import Indicator
from welvaart.doel.haalbaarheid import Haalbaarheid, Telling
from welvaart.doel.kwart import KWARTEN, Begin
from welvaart.doel.maat import format_getypt_met
from welvaart.opmaak import format_getal
from welvaart.regio.regio import RegioSoort

_KWART = ("het laagste kwart", "het op een na laagste kwart", "het op een na hoogste kwart",
          "het hoogste kwart")  # fmt: skip
_NUL = 1e-9
_WEINIG = 5  # fewer gemeenten say nothing about a starting level


def describe_conclusie(h: Haalbaarheid, indicator: Indicator) -> str:
    """Say in one go what history says of a target: the change, and the level it ends at.

    A change that all gemeenten achieved says little of a level that none ever had, so both stand
    in one sentence.

    Args:
        h: of `build_haalbaarheid`.
        indicator: of the target.
    """
    if not h.verandering:
        return f"{_describe_vasthouden(h, indicator)}{_describe_niveau(h, indicator, los=True)}"
    if h.tot == h.streefjaar:
        tij = _describe_tij(h, indicator)
        niveau = _describe_niveau(h, indicator, los=bool(tij))
        zin = f"{_describe_haalden(h, indicator)}{tij}"
        return f"{zin}.{niveau}" if tij else f"{zin}{niveau}."
    telling = h.absoluut
    return (
        f"Over {h.streefjaar - h.nuljaar} jaar hebben wij geen cijfers om te vergelijken, over "
        f"{h.jaren} jaar wel: tot en met {h.tot} vraagt het doelpad "
        f"{_name_verandering(h, indicator)}, en dat haalde{_n(telling)} {_count(telling, h)}"
        f"{_describe_tij(h, indicator)}."
        f"{_describe_niveau(h, indicator, los=True)}"
    )


def find_titels(h: Haalbaarheid, indicator: Indicator) -> list[str]:
    """The conclusion as titles, from long to short; the last says only what was counted."""
    zin = _describe_haalden(h, indicator) if h.verandering else _describe_vasthouden(h, indicator)
    if h.verandering and h.tot < h.streefjaar:
        wat = _name_verandering(h, indicator).removeprefix("een ")
        zin = f"De {wat} die tot en met {h.tot} nodig is, haalde{_n(h.absoluut)} "
        zin += _count(h.absoluut, h)
    zin = zin.rstrip(".")
    slot = [_describe_niveau(h, indicator, kort=kort) for kort in (False, True)]
    if h.uiterste is None:
        slot.insert(0, _describe_tij(h, indicator))
    return list(dict.fromkeys(f"{zin}{einde}." for einde in slot))


def describe_haalbaarheid(h: Haalbaarheid, indicator: Indicator, naam: str) -> list[str]:
    """Say in Dutch sentences what the conclusion of a target rests on.

    Args:
        h: of `build_haalbaarheid`.
        indicator: of the target.
        naam: of the regio.
    """
    maat = _choose_maat(h, indicator)
    zinnen = [_describe_perioden(h)] if h.verandering else []
    if h.tot < h.streefjaar:
        zinnen.append(f"Of het na {h.tot} zo verder kan, weten wij niet.")
    if h.land is not None:
        zinnen.append(_describe_land(h, maat, f"{h.jaren} jaar"))
    if h.relatief is not None:
        zinnen.append(_describe_relatief(h, h.relatief, maat))
    if h.verandering and h.kwart is not None and h.kwarten[h.kwart].n >= _WEINIG:
        zinnen.append(_describe_kwart(h, h.kwart, indicator, naam))
    if h.eigen is not None:
        zinnen.append(_describe_eigen(h, maat, naam, f"{h.jaren} jaar"))
    if h.is_groter:
        zinnen.append(
            f"Wij telden gemeenten; {naam} is een groter gebied, en dat verandert meestal minder "
            "sterk dan één gemeente."
        )
    return zinnen


def _choose_maat(h: Haalbaarheid, indicator: Indicator) -> Indicator:
    """How changes are written: numbers as growth in percent."""
    if not h.is_groei:
        return indicator
    return replace(indicator, eenheid_kort="procent", decimalen=1, afronding=0.1)


def _name_verandering(h: Haalbaarheid, indicator: Indicator) -> str:
    soort = "stijging" if h.verandering > 0 else "daling"
    return f"een {soort} van {_choose_maat(h, indicator).format_verschil(h.verandering)}"


def _describe_haalden(h: Haalbaarheid, indicator: Indicator) -> str:
    """How many achieved the change, without a full stop."""
    wat = _name_verandering(h, indicator)
    return f"E{wat[1:]} in {h.jaren} jaar haalde{_n(h.absoluut)} {_count(h.absoluut, h)}"


def _describe_tij(h: Haalbaarheid, indicator: Indicator) -> str:
    """That the tide carried those who achieved it: Nederland itself changed as much; else ""."""
    if h.land is None or not h.absoluut.gehaald or not h.verandering:
        return ""
    if h.land * h.verandering <= 0 or abs(h.land) < abs(h.verandering):
        return ""
    met = _choose_maat(h, indicator).format_verschil(_choose_maat(h, indicator).round(h.land))
    werk = "steeg" if h.land > 0 else "daalde"
    return f", in jaren waarin Nederland zelf gemiddeld {met} {werk}"


def _describe_vasthouden(h: Haalbaarheid, indicator: Indicator) -> str:
    wat = "niet slechter worden" if indicator.teken else "gelijk blijven"
    return (
        f"Vasthouden wat er is ({wat} in {h.jaren} jaar) lukte {_name_jaren(h)} in "
        f"{_format_deel(h.perioden)} perioden van de {format_getal(h.absoluut.n)} "
        f"{h.soort.meervoud}."
    )


def _describe_niveau(
    h: Haalbaarheid, indicator: Indicator, *, los: bool = False, kort: bool = False
) -> str:
    """That no gemeente ever had the level of the target, after the change; "" where one had."""
    if h.uiterste is None:
        return ""
    uiterste = f"het {'hoogste' if h.streefwaarde > h.uiterste else 'laagste'} was"
    uiterste = f"{uiterste} {indicator.format(h.uiterste)}"
    doel = format_getypt_met(indicator, h.streefwaarde, indicator.decimalen)
    wie = "gemeente" if los or h.soort is not RegioSoort.GEMEENTE else ""
    wie = f"geen enkele {wie}".rstrip()
    if los:
        return f" Maar {doel} had nog {wie}: {uiterste}."
    zin = f", maar {doel} had nog {wie}" if h.absoluut.gehaald else f", en {doel} had nog {wie}"
    return zin if kort else f"{zin}: {uiterste}"


def _name_jaren(h: Haalbaarheid) -> str:
    return f"in de jaren {h.van_jaar} tot en met {h.tot_jaar}"


def _describe_perioden(h: Haalbaarheid) -> str:
    """The years that were looked at, and the part of all spans: at least once is generous."""
    if not h.absoluut.gehaald:
        return f"Wij keken naar de jaren {h.van_jaar} tot en met {h.tot_jaar}."
    zij = "Zij haalden" if h.absoluut.gehaald > 1 else "Die haalde"
    if h.perioden.n == h.absoluut.n:
        return f"{zij} dat {_name_jaren(h)}."
    return (
        f"{zij} dat minstens één keer {_name_jaren(h)}; het lukte in {_format_deel(h.perioden)} "
        f"perioden van {h.jaren} jaar."
    )


def _describe_kwart(h: Haalbaarheid, kwart: int, indicator: Indicator, naam: str) -> str:
    """What those did that began in the same quarter, and at what level that then was.

    A quarter is that of its own year: the lowest quarter of a bad year may lie far above the
    lowest of now.
    """
    telling, plek = h.kwarten[kwart], _KWART[kwart]
    zin = f"{naam} stond in {h.nuljaar} in {plek}. "
    if h.begin is None:
        return f"{zin}Zo'n begin is er niet om mee te vergelijken."
    jaren = name_jaren(h.begin.van_jaar, h.begin.tot_jaar)
    zin += (
        f"Van de {telling.n} {h.soort.meervoud} die in hun eigen jaar ({jaren}) in {plek} "
        f"begonnen, {_say_gehaald(telling)} het. "
    )
    return f"{zin}{_describe_begin(h, h.begin, indicator, naam)}"


def _say_gehaald(telling: Telling) -> str:
    if telling.gehaald == telling.n:
        return f"haalden alle {format_getal(telling.n)}"
    return f"haalde{_n(telling)} {_count_getal(telling, 'er geen')}"


def _describe_begin(h: Haalbaarheid, begin: Begin, indicator: Indicator, naam: str) -> str:
    """The range of the values they began at; where the own start is not in it, that says little."""
    laagst, hoogst = indicator.round(begin.laagst), indicator.round(begin.hoogst)
    kort = indicator.format(laagst).removesuffix(indicator.eenheid_kort).rstrip()
    tot = indicator.format(hoogst)
    van = f"Zij begonnen op {f'{kort} tot {tot}' if hoogst > laagst else tot}"
    if laagst - _NUL <= h.nulwaarde <= hoogst + _NUL:
        gehaald = h.kwarten[h.kwart or 0].gehaald
        return f"{van}.{_note_toeval(h) if gehaald else ''}"
    hoe = "laag" if h.nulwaarde < laagst else "hoog"
    nul = format_getypt_met(indicator, h.nulwaarde, 0 if h.is_grof else indicator.decimalen)
    return f"{van}, geen zo {hoe} als {naam} ({nul}): dat zegt dus weinig over uw doel."


def name_jaren(van: int, tot: int) -> str:
    """Name the years from the first to the last: "2013", "2013 of 2014", "2013 tot en met 2016"."""
    if tot - van > 1:
        return f"{van} tot en met {tot}"
    return str(van) if van == tot else f"{van} of {tot}"


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
    """A share in whole percents, never rounded to none or to all: "41 procent van alle"."""
    deel = 100 * telling.gehaald / telling.n
    if telling.gehaald == telling.n:
        return "alle"
    if 0 < deel < 1:
        return "minder dan 1 procent van alle"
    return f"{'meer dan 99' if deel > 99 else f'{deel:.0f}'} procent van alle"


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
