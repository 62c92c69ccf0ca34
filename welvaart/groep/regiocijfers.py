"""One indicator for all areas of one kind, over all its years: what a map and a ranking draw."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isnan

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.groep.groepen import find_leden
from welvaart.groep.marges import compute_marges
from welvaart.lezen.stand import Stand
from welvaart.methode.positie import compute_rang
from welvaart.opmaak import STATUSTEKENS
from welvaart.regio.regio import NEDERLAND

Getallen = NDArray[np.float64]
SOORTEN = ("gemeente", "corop", "arbeidsmarktregio", "provincie")
"""Kinds of area that have boundaries."""
ANDER_GEBIED = "Het cijfer van dit jaar gaat over een ander gebied dan de gemeente van nu."
_KLASSEN = 5
_MINST_VOOR_PLAATS = 2
_MINST, _MEEST = 0.02, 0.5
"""Part of the figures that a class with round bounds may hold."""
_NAUWKEURIG = 1e-9


@dataclass(frozen=True)
class Regiocijfers:
    """Figures on the areas of today; NaN = no figure.

    Attributes:
        indicator: what they measure.
        soort: one of `SOORTEN`.
        codes: of the areas that exist now, by name.
        namen: same length.
        jaren: years in which at least one area has a figure, ascending.
        perioden: label per year: "2022", or "2018 t/m 2021" for a mean.
        waarde: shape (area, year), rounded as the source rounds.
        precies: the same before rounding: to subtract, divide and average with.
        onder: same shape, the lowest a figure can be; NaN where it is as exact as the others.
        boven: the highest.
        grof: places of the areas whose figure the source gives in whole units only.
        status: "definitief", "voorlopig" …; "" without a figure.
        reden: why there is no figure; "" where there is one or no reason is known.
        land: value of Nederland per year; NaN where there is none that bears the name.
        land_precies: the same before rounding.
        breuken: (first year of the new series, reason).
        omgerekend: areas with a figure that was recomputed to the territory of today, per year.
        landstatus: of the value of Nederland per year; () = definitive in all.
    """

    indicator: Indicator
    soort: str
    codes: tuple[str, ...]
    namen: tuple[str, ...]
    jaren: tuple[int, ...]
    perioden: tuple[str, ...]
    waarde: Getallen
    precies: Getallen
    onder: Getallen
    boven: Getallen
    grof: frozenset[int]
    status: NDArray[np.object_]
    reden: NDArray[np.object_]
    land: Getallen
    land_precies: Getallen
    breuken: tuple[tuple[int, str], ...]
    omgerekend: tuple[int, ...]
    landstatus: tuple[str, ...] = ()

    @cached_property
    def plaats(self) -> dict[str, int]:
        """Place of each area on the first axis."""
        return {code: k for k, code in enumerate(self.codes)}

    @cached_property
    def klassen(self) -> tuple[float, ...]:
        """Inner bounds of the classes on the map, the same in all years."""
        return find_klassen(self.waarde, self.indicator)

    def format(self, k: int, t: int, *, kort: bool = False) -> str:
        """One figure with its status sign, no finer than the source gives it; missing → ".".

        Args:
            k: place of the area.
            t: place of the year.
            kort: for a table cell, without a long unit.
        """
        write = self.indicator.format_kort if kort else self.indicator.format
        tekst = write(float(self.waarde[k, t]), decimalen=self.get_decimalen(k))
        return tekst + STATUSTEKENS.get(str(self.status[k, t]), "")

    def format_land(self, t: int) -> str:
        """The value of Nederland for a table cell, with its status sign; missing → "."."""
        waarde = float(self.land[t])
        tekst = self.indicator.format_kort(waarde)
        return tekst if isnan(waarde) else tekst + STATUSTEKENS.get(self.get_landstatus(t), "")

    def get_landstatus(self, t: int) -> str:
        """Status of the value of Nederland in a year; "" where nothing is said of it."""
        return self.landstatus[t] if self.landstatus else ""

    def get_decimalen(self, k: int) -> int:
        """Decimals of the figures of one area: none where the source gives whole units."""
        return 0 if k in self.grof else self.indicator.decimalen

    def find_speling(self, k: int, t: Sequence[int]) -> list[float]:
        """Half the step in which the source rounds the figures of one area, one per year."""
        x = self.indicator
        fijn = 0.0 if x.regionaal == "som" else x.afronding / 2
        grof = (self.boven[k, list(t)] - self.onder[k, list(t)]) / 2
        return [float(w) for w in np.fmax(fijn, grof)]

    def rank(self, t: int, wie: Sequence[int]) -> list[tuple[int, int] | None]:
        """First and last place that some areas can hold among each other, as on the scorekaart.

        One alone has no place: there is nothing to compare with.
        """
        rij = list(wie)
        if (~np.isnan(self.waarde[rij, t])).sum() < _MINST_VOOR_PLAATS:
            return [None] * len(rij)
        return compute_plaatsen(
            self.waarde[rij, t],
            self.indicator.teken,
            onder=self.onder[rij, t],
            boven=self.boven[rij, t],
        )

    def find_breuk(self, van: int, tot: int) -> str | None:
        """Why two years may not be held beside each other; None when they may."""
        for jaar, reden in self.breuken:
            if van < jaar <= tot:
                return f"In {jaar} begint een nieuwe reeks: {reden}"
        return None


def build_regiocijfers(stand: Stand, indicator_id: str, soort: str) -> Regiocijfers:
    """Collect one indicator for all areas of one kind.

    A figure about another territory than the gemeente of today is left out, with that as reason.
    """
    indicator, blok = stand.indicatoren[indicator_id], stand.reeksen
    i = blok.get_i(indicator_id)
    codes = _find_codes(stand, soort)
    rijen = [blok.get_r(code) for code in codes]
    waarde, status, reden, herkomst = (
        np.full((len(codes), len(blok.jaren)), leeg, dtype=soort_)
        for leeg, soort_ in ((np.nan, float), ("", object), ("", object), ("", object))
    )
    mee = [k for k, r in enumerate(rijen) if r is not None]
    uit = [r for r in rijen if r is not None]
    waarde[mee], status[mee] = blok.waarde[i, uit], blok.status[i, uit]
    reden[mee], herkomst[mee] = blok.ontbreekt_omdat[i, uit], blok.herkomst[i, uit]
    if soort == "gemeente":
        elders = _find_elders(stand, i, codes) & ~np.isnan(waarde)
        waarde, reden = np.where(elders, np.nan, waarde), np.where(elders, ANDER_GEBIED, reden)
    onder, boven = _read_marges(stand, indicator_id, soort, codes, waarde)
    t = np.flatnonzero(~np.isnan(waarde).all(axis=0))
    rond = np.vectorize(indicator.round, otypes=[float])
    nl, land = blok.get_r(NEDERLAND), blok.get_reeks(indicator_id, NEDERLAND)[t]
    return Regiocijfers(
        indicator=indicator,
        soort=soort,
        codes=codes,
        namen=tuple(stand.regios[code].naam for code in codes),
        jaren=tuple(blok.jaren[k] for k in t),
        perioden=tuple(Periode.parse(blok.perioden[i, k]).label for k in t),
        waarde=rond(waarde[:, t]) if len(t) else waarde[:, t],
        precies=waarde[:, t],
        onder=onder[:, t],
        boven=boven[:, t],
        grof=frozenset(k for k, c in enumerate(codes) if (indicator_id, c) in stand.afgerond),
        status=np.where(np.isnan(waarde[:, t]), "", status[:, t]),
        reden=reden[:, t],
        land=rond(land) if len(t) else land,
        land_precies=land,
        breuken=tuple(stand.find_breuken(indicator, "")),
        omgerekend=tuple(
            int(((herkomst[:, k] == "herindeling") & ~np.isnan(waarde[:, k])).sum()) for k in t
        ),
        landstatus=() if nl is None else tuple(str(s) for s in blok.status[i, nl, t]),
    )


def find_klassen(waarde: Getallen, indicator: Indicator) -> tuple[float, ...]:
    """Inner bounds of at most five classes, the same in all years.

    Round steps where the figures lie evenly enough, so that no class is nearly empty or holds more
    than half; else classes with about as many figures each. Bounds are rounded as the source
    rounds. A value on a bound belongs to the higher class.

    Args:
        waarde: shape (area, year); the last year weighs as much as all years together, so that
            its map is never one colour after a long rise.
        indicator: for the rounding.
    """
    zwaar = np.concatenate([waarde.ravel(), np.repeat(waarde[:, -1:], waarde.shape[1], 1).ravel()])
    alle = zwaar[~np.isnan(zwaar)]
    if len(alle) == 0:
        return ()
    rond = _find_ronde_grenzen(alle, indicator)
    if rond:
        deel = np.bincount(classify(alle, rond), minlength=len(rond) + 1) / len(alle)
        if deel.min() >= _MINST and deel.max() <= _MEEST:
            return rond
    kwantielen = np.quantile(alle, np.linspace(0, 1, _KLASSEN + 1)[1:-1])
    grenzen = sorted({indicator.round(float(q)) for q in kwantielen})
    return tuple(g for g in grenzen if alle.min() < g <= alle.max())


def _find_ronde_grenzen(alle: Getallen, indicator: Indicator) -> tuple[float, ...]:
    """Four multiples of a round step (1, 2, 2.5 or 5 times a power of ten) in the middle."""
    laag, midden, hoog = np.quantile(alle, [0.05, 0.5, 0.95])
    if hoog <= laag:
        return ()
    ruw = float(hoog - laag) / _KLASSEN
    macht = 10.0 ** np.floor(np.log10(ruw))
    stap = min((f * macht for f in (1.0, 2.0, 2.5, 5.0, 10.0)), key=lambda s: abs(s - ruw))
    if indicator.round(stap) != round(stap, 10):
        return ()
    begin = int(np.rint(midden / stap)) - _KLASSEN // 2 + 1
    grenzen = [round(float((begin + k) * stap), 10) for k in range(_KLASSEN - 1)]
    if (float(hoog) - grenzen[-1]) > (grenzen[0] - float(laag)) + stap:
        grenzen = [round(float(g + stap), 10) for g in grenzen]
    return tuple(grenzen)


def classify(waarde: Getallen, grenzen: Sequence[float]) -> NDArray[np.int64]:
    """Number of the class of each value, 0 = lowest; -1 without a value."""
    klasse = np.searchsorted(np.asarray(grenzen) - _NAUWKEURIG, waarde, side="right")
    return np.where(np.isnan(waarde), -1, klasse).astype("int64")


def compute_plaatsen(
    waarde: Getallen,
    teken: int,
    *,
    onder: Getallen | None = None,
    boven: Getallen | None = None,
) -> list[tuple[int, int] | None]:
    """First and last place that each area can hold with ties and margins; None without a value.

    Args:
        waarde: one per area.
        teken: +1 or 0 from high to low, -1 from low to high.
        onder: lower bounds; NaN = the value itself.
        boven: upper bounds.
    """
    rang = compute_rang(waarde, teken=teken or 1, onder=onder, boven=boven)
    return [
        None if np.isnan(van) else (int(van), int(tot))
        for van, tot in zip(rang.van, rang.tot, strict=True)
    ]


def _find_codes(stand: Stand, soort: str) -> tuple[str, ...]:
    if soort == "gemeente":
        codes = {gemeente.code for gemeente in stand.gemeenten}
    else:
        codes = {
            lid[soort]
            for code, lid in stand.lidmaatschap.items()
            if code in stand.gemeente_codes and soort in lid
        }
    return tuple(sorted(codes, key=lambda code: (stand.regios[code].naam, code)))


def _read_marges(
    stand: Stand, indicator_id: str, soort: str, codes: Sequence[str], waarde: Getallen
) -> tuple[Getallen, Getallen]:
    """Bounds of the figures, shape (area, year); of an area those that its gemeenten allow."""
    blok = stand.reeksen.select(indicator_id)
    if np.isnan(blok.onder).all():
        leeg = np.full(waarde.shape, np.nan)
        return leeg, leeg
    if soort != "gemeente":
        i = stand.reeksen.get_i(indicator_id)
        smal = replace(stand, reeksen=blok, grondslag=stand.grondslag.select(i))
        onder, boven = compute_marges(smal, [find_leden(stand, c) for c in codes], waarde[None])
        return onder[0], boven[0]
    uit = []
    for rand in (blok.onder, blok.boven):
        rijen = [np.full(waarde.shape[1], np.nan) if (r := blok.get_r(c)) is None else rand[0, r]
                 for c in codes]  # fmt: skip
        uit.append(np.where(np.isnan(waarde), np.nan, np.stack(rijen)))
    return uit[0], uit[1]


def _find_elders(stand: Stand, i: int, codes: Sequence[str]) -> NDArray[np.bool_]:
    """Where a figure is about another territory than today's, shape (area, year)."""
    plaats = [stand.grondslag.plaats[code] for code in codes]
    return np.asarray(stand.grondslag.elders[i][:, plaats].T > 0, dtype="bool")
