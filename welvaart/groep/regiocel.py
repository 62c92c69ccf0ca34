"""The figure of a region beside those of its gemeenten: with its sign, and with what it is."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.groepswaarde import compute_niveau, name_berekening
from welvaart.cijfers.indicator import ZONDER_REGIOCIJFER, Indicator
from welvaart.groep.gebiedsreeksen import find_status
from welvaart.groep.marges import compute_marges
from welvaart.groep.vergelijking import read_groepsreeks
from welvaart.lezen.stand import Stand
from welvaart.opmaak import ONBEKEND, STATUSTEKENS


def compute_regioreeks(
    stand: Stand, indicator_id: str, codes: Sequence[str], regio_code: str | None
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Values of a region of gemeenten over all years of the block, and where they bear its name.

    Args:
        stand: the figures.
        indicator_id: which figure.
        codes: gemeenten of today.
        regio_code: of an area with official figures, else None.
    """
    reeks = read_groepsreeks(stand, indicator_id, codes, regio_code)
    return reeks.waarde[0], reeks.volledig[0]


def compute_regiospeling(
    stand: Stand, indicator_id: str, codes: Sequence[str], regio_code: str | None
) -> NDArray[np.float64]:
    """How far rounding at the source may put the figure of a region off, per year of the block.

    Half a step, or what its coarsest gemeenten make of it, as the page about work has it; 0 for
    a number of people.

    Args:
        stand: the figures of the gemeenten.
        indicator_id: which figure.
        codes: gemeenten of today.
        regio_code: of an area with official figures, else None.
    """
    x, blok = stand.indicatoren[indicator_id], stand.reeksen.select(indicator_id)
    fijn = np.full(len(blok.jaren), 0.0 if x.regionaal == "som" else x.afronding / 2)
    if np.isnan(blok.onder).all():
        return fijn
    waarde, volledig = compute_regioreeks(stand, indicator_id, codes, regio_code)
    i = stand.reeksen.get_i(indicator_id)
    smal = replace(stand, reeksen=blok, grondslag=stand.grondslag.select(i))
    eigen = np.where(volledig, waarde, np.nan)[None, None]
    onder, boven = compute_marges(smal, [codes], eigen)
    return np.asarray(np.fmax(fijn, (boven - onder)[0, 0] / 2), dtype="float64")


def find_regiostatus(
    stand: Stand, indicator_id: str, codes: Sequence[str], regio_code: str | None
) -> list[str]:
    """Status of the figure of a region, per year of the block; "" where there is none.

    Args:
        stand: the figures of the gemeenten.
        indicator_id: which figure.
        codes: gemeenten of the region.
        regio_code: of an area with official figures, else None.
    """
    status = stand.reeksen.status[stand.reeksen.get_i(indicator_id)]
    return [str(s) for s in find_status(stand.reeksen, status, regio_code, codes)]


def format_regiocel(
    stand: Stand, x: Indicator, codes: Sequence[str], regio_code: str | None, jaar: int
) -> str:
    """The figure of a region for a table cell, with its status sign.

    What may not bear the name of the region says what it is: "€ 141.500* (mediaan van 14
    gemeenten)". Without any figure: ".".

    Args:
        stand: the figures of the gemeenten.
        x: which figure.
        codes: gemeenten of the region.
        regio_code: of an area with official figures, else None.
        jaar: a year of the block.
    """
    i, t = stand.reeksen.get_i(x.indicator_id), stand.reeksen.jaren.index(jaar)
    waarde, volledig = compute_regioreeks(stand, x.indicator_id, codes, regio_code)
    ster = STATUSTEKENS.get(find_regiostatus(stand, x.indicator_id, codes, regio_code)[t], "")
    if volledig[t]:
        return x.format_kort(x.round(float(waarde[t]))) + ster
    niveau, n = compute_niveau(stand.grondslag, codes, i, t)
    methode = stand.grondslag.methode[i]
    if not n or methode in ZONDER_REGIOCIJFER:
        return ONBEKEND
    tekst = x.format_kort(x.round(niveau)) + ster
    return f"{tekst} ({name_berekening(methode, n, len(codes))})"
