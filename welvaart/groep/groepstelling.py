"""How common a relative trend is against one group, and why a group has no figure."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from welvaart.cijfers.groepswaarde import compute_groepsreeksen
from welvaart.cijfers.indicator import ZONDER_REGIOCIJFER
from welvaart.cijfers.periode import Periode
from welvaart.groep.groepen import Groep
from welvaart.groep.vergelijking import merge_gepubliceerd
from welvaart.lezen.stand import Stand
from welvaart.methode.trend import RelatieveTrend, Trend
from welvaart.oordeel.beoordeling import compute_tegenover
from welvaart.oordeel.regel import Regel


def count_gelijken(stand: Stand, groep: Groep, indicator_id: str) -> Counter[str]:
    """How many gemeenten have each direction against this one group.

    A member is held against the others, as the gemeente itself is. So a reader sees whether the
    gemeente moves, or the group.

    Args:
        stand: the figures of the gemeenten.
        groep: not Nederland: those counts stand in `Beoordeling`.
        indicator_id: of which figure; a median has no directions.
    """
    i, judged = stand.reeksen.get_i(indicator_id), stand.beoordeling
    if stand.grondslag.methode[i] in ("mediaan", *ZONDER_REGIOCIJFER):
        return Counter()
    leden = [code for code in groep.codes if stand.reeksen.get_r(code) is not None]
    zonder = [groep.codes, *([c for c in groep.codes if c != code] for code in leden)]
    reeksen = compute_groepsreeksen(stand.grondslag.select(i), zonder)
    een = stand.reeksen.select(indicator_id)
    heel = merge_gepubliceerd(reeksen[0], een, groep.regio_code)
    blok = np.stack([np.where(r.volledig & heel.volledig, r.waarde, np.nan) for r in reeksen], 1)
    plaats = {code: k for k, code in enumerate(leden, start=1)}
    welke = [plaats.get(stand.reeksen.regio_codes[r], 0) for r in judged.gemeenten]
    eigen = np.where(judged.venster[[i]], judged.gemeten[[i]], np.nan)[:, judged.gemeenten]
    grof = judged.trends[[i]][:, judged.gemeenten] == Trend.GEEN_OORDEEL
    verschil = eigen - blok[:, welke]
    return Counter(compute_tegenover(verschil, een, stand.indicatoren, grof=grof).trends[0])


def explain_zonder_cijfer(stand: Stand, groep: Groep, regel: Regel) -> str:
    """Why a group has no figure beside that of a regio; "" where it has, or none is wanted."""
    x = regel.indicator
    if regel.groep is not None or not regel.heeft_waarde or x.regionaal == "som":
        return ""
    if x.is_klasse:
        return "Dit is een klasse; daar is geen cijfer van een groep van te maken."
    if x.regionaal in ZONDER_REGIOCIJFER:
        return "Van dit cijfer is geen cijfer van een groep te maken: het telt niet op."
    basis = stand.gemeentestand.reeksen
    t = basis.jaren.index(Periode.parse(regel.periode_code).laatste_jaar)
    met = sum(not np.isnan(basis.get_reeks(x.indicator_id, code)[t]) for code in groep.codes)
    hebben = "heeft" if met == 1 else "hebben"
    return (
        f"Van de {len(groep.codes)} gemeenten in {groep.titel} {hebben} er {met} een cijfer van "
        "dat jaar. Daar maken wij geen cijfer van de groep van: elk jaar moeten dezelfde gemeenten "
        "meetellen."
    )


def add_gelijken(
    stand: Stand,
    groep: Groep,
    regel: Regel,
    tel: Callable[[Stand, Groep, str], Counter[str]] = count_gelijken,
) -> Regel:
    """A copy of one line that says how common its relative trend is against this group.

    Args:
        stand: the figures in which the regio is judged.
        groep: what it is held against.
        regel: the line.
        tel: counts; a page keeps what it counted before.
    """
    if groep.soort == "land" or stand.deelname is not None or regel.loopt is None:
        return regel
    telling = tel(stand, groep, regel.indicator.indicator_id)
    kant = {1: (Trend.STIJGT, Trend.DAALT), -1: (Trend.DAALT, Trend.STIJGT)}
    gunstig, ongunstig = kant[regel.indicator.teken]
    zelfde = {RelatieveTrend.GUNSTIG: gunstig, RelatieveTrend.ONGUNSTIG: ongunstig}
    getoetst = (Trend.STIJGT, Trend.DAALT, Trend.GELIJK)
    return replace(
        regel,
        zelfde_relatief_als=telling[zelfde.get(regel.relatieve_trend, Trend.GELIJK)],
        relatief_n=sum(telling[trend] for trend in getoetst),
    )
