"""A target on the figures of one build: feasibility, questions and sentences for the screen."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.doel.haalbaarheid import (
    KWARTEN,
    Haalbaarheid,
    Telling,
    compute_haalbaarheid,
    compute_veranderingen,
    find_beste,
    find_vragen,
)
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel, Koers, Tussenstand, judge_koers
from welvaart.opmaak import STATUSTEKENS, format_getal
from welvaart.regio.regio import NEDERLAND

_KWART = ("het laagste kwart", "het op een na laagste kwart", "het op een na hoogste kwart",
          "het hoogste kwart")  # fmt: skip
_WEINIG = 5  # fewer gemeenten say nothing about a starting level
_MIN_GEBIEDEN = 10  # fewer areas of one kind: gemeenten are counted instead
KOERS_WOORD = {
    Koers.BEREIKT: "bereikt",
    Koers.OP_KOERS: "op koers",
    Koers.BINNEN_MARGE: "binnen de marge",
    Koers.ACHTER: "achter op het doelpad",
    Koers.GEEN_NIEUW_CIJFER: "nog geen nieuw cijfer",
}


def build_haalbaarheid(
    stand: Stand, indicator_id: str, regio_code: str | None, doel: Doel
) -> Haalbaarheid:
    """Hold a target against the history of all gemeenten, or of all areas of the same kind.

    An area is held against its own kind, because the figure of many gemeenten together moves less
    than that of one; where its kind has too few figures, against the gemeenten.

    Args:
        stand: in which the regio is judged (see `welvaart.groep.regiobeeld`).
        indicator_id: of the target.
        regio_code: the regio whose own best span is wanted; None without.
        doel: the target.

    Raises:
        KeuzeFout: there is no history as long as the target asks.
    """
    basis, waarde = _choose_basis(stand, indicator_id, regio_code)
    i, x = stand.reeksen.get_i(indicator_id), stand.indicatoren[indicator_id]
    land = stand.gemeentestand.reeksen
    nl = land.get_r(NEDERLAND)
    h = compute_haalbaarheid(
        waarde,
        _find_delen(basis, indicator_id, basis.beoordeling.gemeenten),
        None if nl is None else land.waarde[i, nl],
        stand.reeksen.jaren,
        nulwaarde=doel.nulwaarde,
        nuljaar=doel.nuljaar,
        streefwaarde=doel.streefwaarde,
        streefjaar=doel.streefjaar,
        eigen=None,
        houden=x.teken,
        speling=x.afronding / 2,
    )
    is_groter = basis is not stand
    return replace(
        h,
        eigen=_find_eigen(stand, indicator_id, regio_code, h),
        kwart=None if is_groter else h.kwart,
        soort=basis.beoordeling.soort,
        is_groter=is_groter,
        is_grof=(indicator_id, regio_code) in stand.afgerond,
    )


def _choose_basis(
    stand: Stand, indicator_id: str, regio_code: str | None
) -> tuple[Stand, NDArray[np.float64]]:
    """Whose history counts, and their figures: what may not bear a name takes no part."""
    i = stand.reeksen.get_i(indicator_id)
    if stand.deelname is not None:
        rijen = stand.beoordeling.gemeenten
        waarde = np.where(stand.deelname.telt[i], stand.reeksen.waarde[i], np.nan)[rijen]
        genoeg = (~np.isnan(waarde).all(axis=1)).sum() >= _MIN_GEBIEDEN
        if genoeg and (indicator_id, regio_code) not in stand.wat:
            return stand, waarde
    basis = stand.gemeentestand
    return basis, basis.reeksen.waarde[i, basis.beoordeling.gemeenten]


def _find_eigen(
    stand: Stand, indicator_id: str, regio_code: str | None, h: Haalbaarheid
) -> float | None:
    """The largest change of the regio itself in a span as long."""
    r = None if regio_code is None else stand.reeksen.get_r(regio_code)
    if r is None:
        return None
    reeks = stand.reeksen.waarde[[stand.reeksen.get_i(indicator_id)], r]
    delen = _find_delen(stand, indicator_id, np.array([r]))
    return find_beste(compute_veranderingen(reeks, delen, h.jaren)[0], h.verandering)


def _find_delen(stand: Stand, indicator_id: str, rijen: NDArray[np.int64]) -> NDArray[np.int64]:
    """Part of its series that each figure belongs to: breaks before or in its year."""
    jaren = np.array(stand.reeksen.jaren)
    landelijk = [Periode.parse(code).jaar for code, _ in stand.breuken.get(indicator_id, ())]
    delen = np.zeros((len(rijen), len(jaren)), dtype=np.int64)
    delen += sum((jaren >= jaar).astype(np.int64) for jaar in landelijk)
    if stand.indicatoren[indicator_id].indeling_bron is None:
        for k, rij in enumerate(rijen):
            for code, _ in stand.regio_breuken.get(stand.reeksen.regio_codes[rij], ()):
                delen[k] += jaren >= Periode.parse(code).jaar
    return delen


def build_vragen(stand: Stand, indicator_id: str, doel: Doel) -> list[str]:
    """Questions about a target that may be a slip; see `find_vragen`."""
    basis = stand.gemeentestand
    i = basis.reeksen.get_i(indicator_id)
    waarden = basis.reeksen.waarde[i, basis.beoordeling.gemeenten]
    indicator = stand.indicatoren[indicator_id]
    return find_vragen(indicator, waarden, doel.nulwaarde, doel.streefwaarde)


def judge_doel(stand: Stand, indicator_id: str, regio_code: str, doel: Doel) -> Tussenstand:
    """Hold the newest figure of a regio against its target, up to the next break in the series."""
    reeksen, indicator = stand.reeksen, stand.indicatoren[indicator_id]
    i, r = reeksen.get_i(indicator_id), reeksen.get_r(regio_code)
    breuken = [jaar for jaar, _ in stand.find_breuken(indicator, regio_code) if jaar > doel.nuljaar]
    telt = np.array(reeksen.jaren) < min(breuken, default=np.inf)
    bekend = [] if r is None else np.flatnonzero(~np.isnan(reeksen.waarde[i, r]) & telt).tolist()
    if r is None or not bekend:
        return judge_koers(doel, None, None, afronding=indicator.afronding, marge=None)
    t = bekend[-1]
    breedte = float(reeksen.boven[i, r, t] - reeksen.onder[i, r, t])
    tussen = judge_koers(
        doel,
        reeksen.jaren[t],
        float(reeksen.waarde[i, r, t]),
        afronding=indicator.afronding,
        marge=None if np.isnan(breedte) else breedte / 2,
        houden=indicator.teken,
    )
    return replace(tussen, statusteken=STATUSTEKENS.get(str(reeksen.status[i, r, t]), ""))


def describe_afstand(tussen: Tussenstand, x: Indicator, *, kort: bool = False) -> str:
    """How far from the road: "1,2 procentpunt verder dan nodig: 1,5 keer de marge."; "" if none."""
    if tussen.verschil is None:
        return ""
    kant = "verder dan nodig" if tussen.verschil > 0 else "minder ver dan nodig"
    afstand = x.format_verschil(tussen.verschil, decimalen=x.decimalen + 1)
    if abs(tussen.verschil) < 10.0 ** -(x.decimalen + 1) / 2:
        return "Dat is precies op het doelpad."
    if tussen.marge <= x.afronding / 2 + 1e-9:
        if kort:
            return f"{afstand} {kant}"
        eind = f"De bron geeft geen marge, en rondt af op {x.format_verschil(x.afronding)}."
        return f"Dat is {afstand} {kant}. {eind}"
    keer = format_getal(abs(tussen.verschil) / tussen.marge, 1)
    return f"Dat is {afstand} {kant}: {keer} keer de marge van het cijfer."


def describe_haalbaarheid(h: Haalbaarheid, indicator: Indicator, naam: str) -> list[str]:
    """Say in Dutch sentences what history says of a target.

    Args:
        h: of `build_haalbaarheid`.
        indicator: of the target.
        naam: of the regio.
    """
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
    met = indicator.format_verschil(land)
    mee = afgerond * (h.verandering or indicator.teken) > 0
    tij = "; zo'n tijd hoeft niet terug te komen" if mee else ""
    if h.verandering and not mee and h.absoluut.gehaald:
        tij = "; wie dit haalde, ging tegen de lijn in"
    werk = "steeg" if afgerond > 0 else "daalde"
    return f"Nederland {werk} in die tijd zelf gemiddeld {met} per {binnen}{tij}."


def _describe_eigen(h: Haalbaarheid, indicator: Indicator, naam: str, binnen: str) -> str:
    eigen = h.eigen or 0.0
    if not indicator.round(eigen):
        return f"{naam} zelf veranderde in {binnen} nooit merkbaar in deze richting."
    if (eigen > 0) != (h.verandering > 0):
        return f"{naam} zelf ging in {binnen} nooit deze kant op."
    ongeveer = "ongeveer " if h.is_grof else ""
    return (
        f"De grootste {'stijging' if eigen > 0 else 'daling'} van {naam} zelf in {binnen} was "
        f"{ongeveer}{indicator.format_verschil(eigen, decimalen=0 if h.is_grof else None)}."
    )


def _count(telling: Telling, h: Haalbaarheid) -> str:
    return f"{_count_getal(telling)} van de {format_getal(telling.n)} {h.soort.meervoud}"


def _count_getal(telling: Telling, geen: str = "geen") -> str:
    return format_getal(telling.gehaald) if telling.gehaald else geen


def _n(telling: Telling) -> str:
    return "n" if telling.gehaald > 1 else ""
