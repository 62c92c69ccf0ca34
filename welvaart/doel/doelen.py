"""A target on the figures of one build: feasibility, questions and sentences for the screen."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.doel.doelvragen import find_uiterste, find_vragen
from welvaart.doel.groei import from_schaal, to_procent, to_schaal
from welvaart.doel.haalbaarheid import (
    Haalbaarheid,
    compute_haalbaarheid,
    compute_veranderingen,
    find_beste,
    find_lengtes,
)
from welvaart.doel.maat import format_fijn, get_fijn
from welvaart.doel.uitschieter import find_uitschieters, read_waarden
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import (
    Doel,
    Koers,
    Tussenstand,
    compute_nodig,
    find_marge,
    judge_koers,
)
from welvaart.opmaak import STATUSTEKENS, format_getal
from welvaart.regio.regio import NEDERLAND

Getallen = NDArray[np.float64]
_GROEI_GELIJK = 0.05  # percent: a number that grew less counts as equal
_MIN_GEBIEDEN = 10  # fewer areas of one kind: gemeenten are counted instead
KOERS_WOORD = {
    Koers.BEREIKT: "bereikt",
    Koers.OP_KOERS: "op koers",
    Koers.BINNEN_MARGE: "binnen de marge",
    Koers.ACHTER: "achter op het doelpad",
    Koers.GEEN_NIEUW_CIJFER: "nog geen nieuw cijfer",
}
UITSCHIETER = (
    "Let op: dit cijfer is gemerkt als uitschieter. Trek er nog geen conclusie uit, en vraag de "
    "bron of het klopt."
)


def build_haalbaarheid(
    stand: Stand, indicator_id: str, regio_code: str | None, doel: Doel
) -> Haalbaarheid:
    """Hold a target against the history of all gemeenten, or of all areas of the same kind.

    An area is held against its own kind, because the figure of many gemeenten together moves less
    than that of one; where its kind has too few figures, against the gemeenten. Numbers (inwoners,
    banen) are held against each other by their growth in percent. A target further away than the
    figures go back is counted for the last year on its road that they do reach.

    Args:
        stand: in which the regio is judged (see `welvaart.groep.regiobeeld`).
        indicator_id: of the target.
        regio_code: the regio whose own best span is wanted; None without.
        doel: the target.

    Raises:
        KeuzeFout: there is no history to hold the target against.
    """
    basis, waarde = _choose_basis(stand, indicator_id, regio_code)
    i, x = stand.reeksen.get_i(indicator_id), stand.indicatoren[indicator_id]
    delen = _find_delen(basis, indicator_id, basis.beoordeling.gemeenten)
    stap = _find_stap(x, doel, find_lengtes(waarde, delen))
    land = stand.gemeentestand.reeksen
    nl = land.get_r(NEDERLAND)
    is_groei = x.regionaal == "som" and min(doel.nulwaarde, doel.streefwaarde) > 0
    meet = to_schaal if is_groei else np.asarray
    h = compute_haalbaarheid(
        meet(waarde),
        delen,
        None if nl is None else meet(land.waarde[i, nl]),
        stand.reeksen.jaren,
        nulwaarde=float(meet(doel.nulwaarde)),
        nuljaar=doel.nuljaar,
        streefwaarde=float(meet(stap.streefwaarde)),
        streefjaar=stap.streefjaar,
        eigen=None,
        houden=x.teken,
        speling=_GROEI_GELIJK if is_groei else x.afronding / 2,
    )
    h = replace(h, eigen=_find_eigen(stand, indicator_id, regio_code, h, meet))
    is_groter = basis is not stand
    return replace(
        _to_groei(h) if is_groei else h,
        kwart=None if is_groter else h.kwart,
        nulwaarde=doel.nulwaarde,
        streefwaarde=doel.streefwaarde,
        streefjaar=doel.streefjaar,
        uiterste=read_uiterste(stand, indicator_id, doel.streefwaarde),
        soort=basis.beoordeling.soort,
        is_groter=is_groter,
        is_grof=(indicator_id, regio_code) in stand.afgerond,
    )


def _find_stap(x: Indicator, doel: Doel, lengtes: list[int]) -> Doel:
    """The target, or the last year on its road that lies as far away as two figures do.

    The height of the road is rounded as the indicator is: what is counted is what is said.
    """
    jaren = doel.streefjaar - doel.nuljaar
    korter = [k for k in lengtes if k < jaren]
    if jaren in lengtes or not korter:
        return doel
    jaar = doel.nuljaar + korter[-1]
    hoog = doel.nulwaarde + x.round(compute_nodig(doel, jaar) - doel.nulwaarde)
    if doel.teken and hoog == doel.nulwaarde:  # the road rises less than a figure can show
        return doel
    return Doel(doel.nulwaarde, doel.nuljaar, hoog, jaar)


def read_uiterste(stand: Stand, indicator_id: str, streefwaarde: float) -> float | None:
    """The level closest to a target that no gemeente ever had; see `find_uiterste`."""
    basis, x = stand.gemeentestand, stand.indicatoren[indicator_id]
    if x.regionaal == "som":  # how large a number is says nothing about another area
        return None
    waarden = read_waarden(basis, indicator_id)[basis.beoordeling.gemeenten]
    return find_uiterste(x, waarden, streefwaarde)


def _choose_basis(
    stand: Stand, indicator_id: str, regio_code: str | None
) -> tuple[Stand, NDArray[np.float64]]:
    """Whose history counts, and their figures: no outliers, nor what may not bear a name."""
    if stand.deelname is not None:
        telt = stand.deelname.telt[stand.reeksen.get_i(indicator_id)]
        rijen = stand.beoordeling.gemeenten
        waarde = np.where(telt, read_waarden(stand, indicator_id), np.nan)[rijen]
        genoeg = (~np.isnan(waarde).all(axis=1)).sum() >= _MIN_GEBIEDEN
        if genoeg and (indicator_id, regio_code) not in stand.wat:
            return stand, waarde
    basis = stand.gemeentestand
    return basis, read_waarden(basis, indicator_id)[basis.beoordeling.gemeenten]


def _to_groei(h: Haalbaarheid) -> Haalbaarheid:
    def turn(stap: float | None) -> float | None:
        return None if stap is None else to_procent(stap)

    verandering, land, eigen = to_procent(h.verandering), turn(h.land), turn(h.eigen)
    begin = h.begin and replace(
        h.begin, laagst=from_schaal(h.begin.laagst), hoogst=from_schaal(h.begin.hoogst)
    )
    return replace(h, verandering=verandering, land=land, eigen=eigen, begin=begin, is_groei=True)


def _find_eigen(
    stand: Stand,
    indicator_id: str,
    regio_code: str | None,
    h: Haalbaarheid,
    meet: Callable[[Getallen], Getallen],
) -> float | None:
    """The largest change of the regio itself in a span as long."""
    r = None if regio_code is None else stand.reeksen.get_r(regio_code)
    if r is None:
        return None
    reeks = meet(read_waarden(stand, indicator_id)[[r]])
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
    vragen = find_vragen(stand.indicatoren[indicator_id], doel.nulwaarde, doel.streefwaarde)
    return [*vragen, *ask_streefjaar(stand, doel)]


def ask_streefjaar(stand: Stand, doel: Doel) -> list[str]:
    """Ask about a target year that lies before the year of the figures; [] otherwise."""
    if doel.streefjaar >= stand.bouw.gebouwd_op.year:
        return []
    return [f"Het streefjaar {doel.streefjaar} is al voorbij. Klopt dat?"]


def judge_doel(stand: Stand, indicator_id: str, regio_code: str, doel: Doel) -> Tussenstand:
    """Hold the newest figure of a regio against its target, up to the next break in the series.

    The figure is rounded as the scorekaart rounds it: what is judged is what is shown.
    """
    reeksen, indicator = stand.reeksen, stand.indicatoren[indicator_id]
    i, r = reeksen.get_i(indicator_id), reeksen.get_r(regio_code)
    breuken = [jaar for jaar, _ in stand.find_breuken(indicator, regio_code) if jaar > doel.nuljaar]
    telt = np.array(reeksen.jaren) < min(breuken, default=np.inf)
    bekend = [] if r is None else np.flatnonzero(~np.isnan(reeksen.waarde[i, r]) & telt).tolist()
    if r is None or not bekend:
        return judge_koers(doel, None, None, afronding=indicator.afronding, marge=None)
    t = bekend[-1]
    jaar, waarde = reeksen.jaren[t], indicator.round(float(reeksen.waarde[i, r, t]))
    onder, boven = float(reeksen.onder[i, r, t]), float(reeksen.boven[i, r, t])
    tussen = judge_koers(
        doel,
        jaar,
        waarde,
        afronding=indicator.afronding,
        marge=find_marge(doel, jaar, waarde, onder, boven),
        houden=indicator.teken,
    )
    return replace(
        tussen,
        statusteken=STATUSTEKENS.get(str(reeksen.status[i, r, t]), ""),
        is_uitschieter=bool(find_uitschieters(stand, indicator_id)[r, t]),
    )


def describe_afstand(tussen: Tussenstand, x: Indicator, *, kort: bool = False) -> str:
    """How far from the road: "1,2 procentpunt verder dan nodig: 1,5 keer de marge."; "" if none."""
    if tussen.verschil is None:
        return ""
    kant = "verder dan nodig" if tussen.verschil > 0 else "minder ver dan nodig"
    afstand = format_fijn(x, tussen.verschil)
    if abs(tussen.verschil) < get_fijn(x) / 2:
        return "Dat is precies op het doelpad."
    if tussen.bron_marge is None or tussen.bron_marge < tussen.marge - 1e-9:
        if kort:
            return f"{afstand} {kant}"
        geen = "geen marge" if tussen.bron_marge is None else "een marge kleiner dan de afronding"
        eind = f"De bron geeft {geen}, en rondt af op {x.format_verschil(2 * tussen.marge)}."
        return f"Dat is {afstand} {kant}. {eind}"
    keer = f"{format_getal(abs(tussen.verschil) / tussen.marge, 1)} keer de marge"
    if kort:
        return f"{afstand} {kant}: {keer}"
    return f"Dat is {afstand} {kant}: {keer} van het cijfer ({format_fijn(x, tussen.marge)})."
