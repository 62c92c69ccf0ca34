"""The value of a group of gemeenten: sum, ratio, weighted mean, or a median labelled as one.

Never an unweighted mean of rates. The same panel of gemeenten counts in all years, so that a line
never moves because another gemeente joined. `etl.regionaal` computes with these same functions.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.grondslag import Grondslag
from welvaart.fouten import KeuzeFout

Getallen = NDArray[np.float64]
Vlaggen = NDArray[np.bool_]

MIN_AANDEEL = 0.95
"""Part of the weight a panel must hold to bear the name of the group."""
_CIJFERS = 12
"""Significant digits kept: enough for any figure, few enough to be the same on every machine."""


@dataclass(frozen=True)
class Groepsreeks:
    """The figures of one group, on the axes of the block they were computed from.

    Attributes:
        waarde: shape (indicator, jaar), in the indicator's eenheid; NaN = none.
        aandeel: part of the weight that the panel holds, 0–1; NaN for a median, and for a sum
            that lacks a gemeente.
        volledig: True where the value may bear the name of the group.
        n_met: shape (indicator,), gemeenten in the panel; the same in all years.
        n_gemeenten: gemeenten of the group.
        methode: per indicator: som, verhouding, gewogen, mediaan, geen, klasse, or
            "bron".
        speling: half of what coarse rounding of a gemeente leaves open, in the indicator's
            eenheid; shape of `waarde`; None = nothing but the usual rounding.
    """

    waarde: Getallen
    aandeel: Getallen
    volledig: Vlaggen
    n_met: NDArray[np.int64]
    n_gemeenten: int
    methode: tuple[str, ...]
    speling: Getallen | None = None

    def __post_init__(self) -> None:
        for blok in (self.waarde, self.aandeel, self.volledig, self.n_met):
            blok.flags.writeable = False


def compute_groepsreeks(grondslag: Grondslag, codes: Collection[str]) -> Groepsreeks:
    """The figures of one group of gemeenten; see `compute_groepsreeksen`."""
    return compute_groepsreeksen(grondslag, [codes])[0]


def compute_groepsreeksen(
    grondslag: Grondslag, groepen: Sequence[Collection[str]]
) -> list[Groepsreeks]:
    """The figures of several groups of gemeenten at once, for all indicators and years.

    A year in which a member stood on another territory than today is left out for the whole group:
    adding up what is not the same area would draw a jump that never happened.

    Args:
        grondslag: figures and weights by gemeente.
        groepen: codes of living gemeenten; order and repeats do not matter. A group without
            gemeenten has no figures.

    Raises:
        KeuzeFout: a code is no living gemeente.
    """
    leden = _build_leden(grondslag, groepen)
    jaren = grondslag.loopt[:, :, None] & (grondslag.elders @ leden == 0)
    mist = np.swapaxes(grondslag.mist, 1, 2) @ jaren.astype("float64")
    geen_jaar = np.asarray(~jaren.any(axis=1), dtype="bool")[:, None, :]
    panel = np.where((mist > 0) | geen_jaar, 0.0, leden)
    waarde = np.full(jaren.shape, np.nan)
    aandeel = np.full(jaren.shape, np.nan)
    methoden = np.array(grondslag.methode)
    for methode in ("som", "gewogen", "verhouding", "mediaan"):
        i = np.flatnonzero(methoden == methode)
        if len(i) == 0:
            continue
        waarde[i] = compute_waarde(methode, grondslag.waarde[i], grondslag.gewicht[i], panel[i])
        aandeel[i] = compute_aandeel(methode, grondslag.basis[i], panel[i], leden)
    n_met = panel.sum(axis=1).astype("int64")
    heeft = jaren & (n_met > 0)[:, None, :] & ~np.isnan(waarde)
    waarde = np.where(heeft, round_cijfers(waarde), np.nan)
    aandeel = np.where(heeft, round_cijfers(aandeel), np.nan)
    return [
        Groepsreeks(
            waarde=np.ascontiguousarray(waarde[:, :, g]),
            aandeel=np.ascontiguousarray(aandeel[:, :, g]),
            volledig=aandeel[:, :, g] >= MIN_AANDEEL,
            n_met=np.ascontiguousarray(n_met[:, g]),
            n_gemeenten=int(leden[:, g].sum()),
            methode=grondslag.methode,
        )
        for g in range(len(groepen))
    ]


def compute_waarde(
    methode: str, waarde: Getallen, gewicht: Getallen | None, panel: Getallen
) -> Getallen:
    """Combine the figures of the gemeenten of each panel.

    Args:
        methode: som, verhouding, gewogen or mediaan. A ratio is a mean weighted with its
            denominator.
        waarde: shape (…, jaren, gemeenten). NaN counts as 0: who has a NaN in a year that the
            group uses, is not in its panel.
        gewicht: same shape; None or ignored for som and mediaan.
        panel: shape (…, gemeenten, groepen), 1.0 where the gemeente counts in the group.

    Returns:
        Shape (…, jaren, groepen), not rounded. A median or mean of an empty panel is NaN, a sum 0.
    """
    if methode == "mediaan":
        return _compute_mediaan(waarde, panel)
    kaal = np.nan_to_num(waarde)
    if methode == "som" or gewicht is None:
        return np.asarray(kaal @ panel, dtype="float64")
    massa = np.nan_to_num(gewicht)
    totaal = massa @ panel
    leeg = np.full(totaal.shape, np.nan)
    gemiddelde: Getallen = np.divide((kaal * massa) @ panel, totaal, out=leeg, where=totaal > 0)
    return gemiddelde


def compute_niveau(
    grondslag: Grondslag, codes: Collection[str], i: int, t: int
) -> tuple[float, int]:
    """The level of one year over the members that have a figure in that year.

    For what may not bear the name of the group and gets no trend: there the same panel in all
    years would only leave gemeenten out.

    Args:
        grondslag: figures and weights.
        codes: the members; unknown ones count as without a figure.
        i: place of the indicator.
        t: place of the year.

    Returns:
        Mean, median or sum, and the number of members behind it; NaN and 0 without any.
    """
    leden = [grondslag.plaats[code] for code in codes if code in grondslag.plaats]
    waarde, gewicht = grondslag.waarde[i, t, leden], grondslag.gewicht[i, t, leden]
    mee = ~np.isnan(waarde) & ~np.isnan(gewicht)
    if not mee.any():
        return float("nan"), 0
    if grondslag.methode[i] == "mediaan":
        return float(np.median(waarde[mee])), int(mee.sum())
    if grondslag.methode[i] == "som":
        return float(waarde[mee].sum()), int(mee.sum())
    return float(np.average(waarde[mee], weights=gewicht[mee])), int(mee.sum())


def compute_aandeel(
    methode: str, basis: Getallen | None, panel: Getallen, leden: Getallen
) -> Getallen:
    """Part of the weight of each group that its panel holds.

    A sum bears the name only when nobody is left out: 95 % of the gemeenten is no total.

    Args:
        methode: som, verhouding, gewogen or mediaan.
        basis: shape (…, jaren, gemeenten), the declared weight; None where there is none.
        panel: shape (…, gemeenten, groepen).
        leden: all members, shape (gemeenten, groepen).

    Returns:
        Broadcastable to (…, jaren, groepen); NaN where unknown, for a median and for a sum that
        lacks a gemeente.
    """
    if methode == "som":
        compleet = panel.sum(axis=-2, keepdims=True) == leden.sum(axis=0)
        return np.where(compleet, 1.0, np.nan)
    if methode == "mediaan" or basis is None:
        return np.full((*panel.shape[:-2], 1, panel.shape[-1]), np.nan)
    kaal = np.nan_to_num(basis)
    totaal = kaal @ leden
    bekend = (np.isnan(basis).astype("float64") @ leden == 0) & (totaal > 0)
    uit = np.full(totaal.shape, np.nan)
    np.divide(kaal @ panel, totaal, out=uit, where=bekend)
    return uit


def round_cijfers(waarde: Getallen) -> Getallen:
    """Round to 12 significant digits, so that sums of shares come out clean; NaN stays NaN."""
    grootte = np.where((waarde == 0) | np.isnan(waarde), 1.0, np.abs(waarde))
    decimalen = np.clip(_CIJFERS - 1 - np.floor(np.log10(grootte)), 0, 2 * _CIJFERS)
    schaal = np.power(10.0, decimalen)
    afgerond: Getallen = np.divide(np.round(waarde * schaal), schaal)
    return afgerond


def format_deel(n_met: int, n_gemeenten: int) -> str:
    """How many gemeenten of a group count: "13 gemeenten", "11 van 13 gemeenten"."""
    if n_met == n_gemeenten:
        return f"{n_gemeenten} gemeente{'' if n_gemeenten == 1 else 'n'}"
    return f"{n_met} van {n_gemeenten} gemeente{'' if n_gemeenten == 1 else 'n'}"


def name_berekening(methode: str, n_met: int, n_gemeenten: int) -> str:
    """What a figure is that may not bear the name of its group: "mediaan van 11 van 13 gemeenten".

    The figure of a single gemeente is no mean: "cijfer van 1 van 14 gemeenten".
    """
    soort = {"mediaan": "mediaan", "som": "som"}.get(methode, "gemiddelde")
    if n_met == 1 < n_gemeenten:
        soort = "cijfer"
    return f"{soort} van {format_deel(n_met, n_gemeenten)}"


def _build_leden(grondslag: Grondslag, groepen: Sequence[Collection[str]]) -> Getallen:
    plaats = grondslag.plaats
    leden = np.zeros((len(plaats), len(groepen)))
    onbekend = sorted({code for codes in groepen for code in codes if code not in plaats})
    if onbekend:
        raise KeuzeFout(
            f"Geen gemeente van nu: {', '.join(onbekend)}. Kies codes van bestaande gemeenten."
        )
    for g, codes in enumerate(groepen):
        leden[[plaats[code] for code in codes], g] = 1.0
    return leden


def _compute_mediaan(waarde: Getallen, panel: Getallen) -> Getallen:
    """Median per group, sorted at once over all leading axes; only the members are touched."""
    uit = np.full((*waarde.shape[:-1], panel.shape[-1]), np.nan)
    for g in range(panel.shape[-1]):
        mee = panel[..., g] > 0
        wie = np.flatnonzero(mee.reshape(-1, mee.shape[-1]).any(axis=0))
        if len(wie) == 0:
            continue
        mee = mee[..., wie]
        op_volgorde = np.sort(np.where(mee[..., None, :], waarde[..., wie], np.nan), axis=-1)
        n = mee.sum(axis=-1)[..., None, None]
        midden = np.concatenate([np.maximum(n - 1, 0) // 2, n // 2], axis=-1)
        midden = np.broadcast_to(midden, (*op_volgorde.shape[:-1], 2))
        midden = np.minimum(midden, len(wie) - 1)
        uit[..., g] = np.take_along_axis(op_volgorde, midden, axis=-1).mean(axis=-1)
    return uit
