"""How far the rounding of a source may put the figure of several gemeenten together off."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.groepswaarde import Groepsreeks, compute_groepsreeksen
from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.reeksen import Reeksen
from welvaart.lezen.stand import Stand

Getallen = NDArray[np.float64]


def add_speling(
    stand: Stand, reeksen: Sequence[Groepsreeks], groepen: Sequence[Sequence[str]]
) -> list[Groepsreeks]:
    """Say of each group how far its figures may be off, where they lean on coarse gemeenten.

    Args:
        stand: the figures of the gemeenten.
        reeksen: of the groups, as shown; a published figure has its own rounding only.
        groepen: codes of the gemeenten of each, in the same order.
    """
    blok = stand.reeksen
    grof = np.atleast_1d((~np.isnan(blok.onder)).any(axis=(0, 2)))
    wie = {code for code, is_grof in zip(blok.regio_codes, grof, strict=True) if is_grof}
    welke = [k for k, groep in enumerate(groepen) if wie.intersection(groep)]
    uit = list(reeksen)
    if not welke:
        return uit
    waarde = np.stack([reeksen[k].waarde for k in welke], axis=1)
    onder, boven = compute_marges(stand, [groepen[k] for k in welke], waarde)
    for plek, k in enumerate(welke):
        eigen = np.array([methode == "bron" for methode in reeksen[k].methode])[:, None]
        half = np.where(eigen, 0.0, np.nan_to_num((boven - onder)[:, plek] / 2))
        uit[k] = replace(reeksen[k], speling=half)
    return uit


def find_grof(
    groepsreeks: Groepsreeks, reeksen: Reeksen, indicatoren: Mapping[str, Indicator]
) -> NDArray[np.bool_]:
    """Per indicator whether the group leans on figures that are too coarse for a trend."""
    if groepsreeks.speling is None:
        return np.zeros(len(reeksen.indicator_ids), dtype="bool")
    stap = np.array([indicatoren[k].afronding for k in reeksen.indicator_ids])
    return np.atleast_1d((2 * groepsreeks.speling > stap[:, None] + 1e-9).any(axis=1))


def compute_marges(
    stand: Stand, leden: Sequence[Sequence[str]], waarde: Getallen
) -> tuple[Getallen, Getallen]:
    """The lowest and highest a figure can be, given the margins of its gemeenten; NaN without any.

    Only for sums and weighted means of which a gemeente has a margin.

    Args:
        stand: the figures of the gemeenten.
        leden: codes of the gemeenten of each area.
        waarde: of the areas, shape (indicator, area, year), on the axes of `stand`.
    """
    basis = stand.grondslag
    plaatsen = [stand.reeksen.get_r(code) for code in basis.gemeenten]
    uit = []
    for rand in (stand.reeksen.onder, stand.reeksen.boven):
        marge = np.stack(
            [np.full(waarde.shape[::2], np.nan) if r is None else rand[:, r] for r in plaatsen],
            axis=2,
        )
        heeft = ~np.isnan(marge)
        weegt = np.array([m in ("som", "gewogen") for m in basis.methode])[:, None, None]
        met = np.where(heeft & weegt, marge, basis.waarde)
        methode = tuple(m if m in ("som", "gewogen") else "geen" for m in basis.methode)
        reeksen = compute_groepsreeksen(replace(basis, waarde=met, methode=methode), leden)
        lid = np.array([[code in groep for code in basis.gemeenten] for groep in map(set, leden)])
        raakt = (heeft.astype("float64") @ lid.T.astype("float64")) > 0
        blok = np.stack([np.where(g.volledig, g.waarde, np.nan) for g in reeksen], axis=1)
        uit.append(np.where(np.swapaxes(raakt, 1, 2) & ~np.isnan(waarde), blok, np.nan))
    return uit[0], uit[1]
