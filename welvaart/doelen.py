"""A target on the figures of one build: feasibility, questions and sentences for the screen."""

import numpy as np
from numpy.typing import NDArray

from welvaart.doelpad import Doel, Koers, Tussenstand, judge_koers
from welvaart.haalbaarheid import Haalbaarheid, Telling, compute_haalbaarheid, find_vragen
from welvaart.indicator import Indicator
from welvaart.opmaak import format_getal
from welvaart.periode import Periode
from welvaart.regio import NEDERLAND
from welvaart.stand import Stand

_KWART = ("het laagste kwart", "het op een na laagste kwart", "het op een na hoogste kwart",
          "het hoogste kwart")  # fmt: skip
_WEINIG = 5  # fewer gemeenten say nothing about a starting level
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
    """Hold a target against the history of all gemeenten.

    Args:
        stand: one build; series on the gemeenten of today.
        indicator_id: of the target.
        regio_code: the gemeente whose own best span is wanted; None for another regio.
        doel: the target.

    Raises:
        KeuzeFout: there is no history as long as the target asks.
    """
    reeksen = stand.reeksen
    i = reeksen.get_i(indicator_id)
    rijen = stand.beoordeling.gemeenten
    r = None if regio_code is None else reeksen.get_r(regio_code)
    plek = {int(rij): k for k, rij in enumerate(rijen)}
    nl = reeksen.get_r(NEDERLAND)
    return compute_haalbaarheid(
        reeksen.waarde[i, rijen],
        _find_delen(stand, indicator_id, rijen),
        None if nl is None else reeksen.waarde[i, nl],
        reeksen.jaren,
        nulwaarde=doel.nulwaarde,
        nuljaar=doel.nuljaar,
        streefwaarde=doel.streefwaarde,
        streefjaar=doel.streefjaar,
        eigen=None if r is None else plek.get(r),
    )


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
    i = stand.reeksen.get_i(indicator_id)
    waarden = stand.reeksen.waarde[i, stand.beoordeling.gemeenten]
    indicator = stand.indicatoren[indicator_id]
    return find_vragen(indicator, waarden, doel.nulwaarde, doel.streefwaarde)


def judge_doel(stand: Stand, indicator_id: str, regio_code: str, doel: Doel) -> Tussenstand:
    """Hold the newest figure of a regio against its target."""
    reeksen, indicator = stand.reeksen, stand.indicatoren[indicator_id]
    i, r = reeksen.get_i(indicator_id), reeksen.get_r(regio_code)
    bekend = [] if r is None else np.flatnonzero(~np.isnan(reeksen.waarde[i, r])).tolist()
    if r is None or not bekend:
        return judge_koers(doel, None, None, afronding=indicator.afronding, marge=None)
    t = bekend[-1]
    breedte = float(reeksen.boven[i, r, t] - reeksen.onder[i, r, t])
    return judge_koers(
        doel,
        reeksen.jaren[t],
        float(reeksen.waarde[i, r, t]),
        afronding=indicator.afronding,
        marge=None if np.isnan(breedte) else breedte / 2,
    )


def describe_haalbaarheid(h: Haalbaarheid, indicator: Indicator, naam: str) -> list[str]:
    """Say in Dutch sentences what history says of a target.

    Args:
        h: of `build_haalbaarheid`.
        indicator: of the target.
        naam: of the regio.
    """
    wat = _name_verandering(h.verandering, indicator)
    binnen = f"{h.jaren} jaar"
    zinnen = [
        f"{wat[0].upper()}{wat[1:]} in {binnen} haalde{_n(h.absoluut)} "
        f"{_count(h.absoluut)} minstens één keer in de jaren {h.van_jaar} tot en met {h.tot_jaar}."
    ]
    if h.land is not None:
        zinnen.append(_describe_land(h, indicator, binnen))
    if h.relatief is not None:
        zinnen.append(
            f"Zoveel gunstiger dan Nederland in dezelfde jaren was de verandering in "
            f"{_count(h.relatief)}."
            if indicator.teken and h.verandering * indicator.teken > 0
            else f"Zoveel méér dan in Nederland in dezelfde jaren was de verandering in "
            f"{_count(h.relatief)}."
        )
    if h.kwart is not None and (telling := h.kwarten[h.kwart]).n >= _WEINIG:
        zinnen.append(
            f"Van de {telling.n} gemeenten die ooit in {_KWART[h.kwart]} begonnen, zoals {naam} "
            f"nu, haalde{_n(telling)} {_count_getal(telling)} het."
        )
    if h.eigen is not None:
        zinnen.append(_describe_eigen(h, indicator, naam, binnen))
    return zinnen


def _describe_land(h: Haalbaarheid, indicator: Indicator, binnen: str) -> str:
    land = h.land or 0.0
    afgerond = indicator.round(land)
    if not afgerond:
        return f"Nederland bleef in die tijd gemiddeld gelijk (per {binnen})."
    met = indicator.format_verschil(land)
    mee = (afgerond > 0) == (h.verandering > 0) and h.verandering
    tij = (
        "; zo'n tijd hoeft niet terug te komen"
        if mee
        else "; wie dit haalde, ging tegen de lijn in"
    )
    werk = "steeg" if afgerond > 0 else "daalde"
    return f"Nederland {werk} in die tijd zelf gemiddeld {met} per {binnen}{tij}."


def _describe_eigen(h: Haalbaarheid, indicator: Indicator, naam: str, binnen: str) -> str:
    eigen = h.eigen or 0.0
    if not indicator.round(eigen):
        return f"{naam} zelf veranderde in {binnen} niet in deze richting."
    zelfde = (eigen > 0) == (h.verandering > 0) or not h.verandering
    if not zelfde:
        return f"{naam} zelf ging in {binnen} nooit deze kant op."
    return (
        f"De grootste {'stijging' if eigen > 0 else 'daling'} van {naam} zelf in {binnen} was "
        f"{indicator.format_verschil(eigen)}."
    )


def _name_verandering(verandering: float, indicator: Indicator) -> str:
    if not verandering:
        return "vasthouden wat er is"
    soort = "stijging" if verandering > 0 else "daling"
    return f"een {soort} van {indicator.format_verschil(verandering)}"


def _count(telling: Telling) -> str:
    return f"{_count_getal(telling)} van de {format_getal(telling.n)} gemeenten"


def _count_getal(telling: Telling) -> str:
    return format_getal(telling.gehaald) if telling.gehaald else "geen enkele"


def _n(telling: Telling) -> str:
    return "n" if telling.gehaald > 1 else ""
