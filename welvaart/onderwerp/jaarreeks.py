"""One indicator of one area over the years, as a screen shows it.

A gemeente, an area of CBS and an own group become the same thing here, so that a page draws, lists
and compares them without asking what they are. Computed figures are rounded as the source rounds:
what is shown is also what is subtracted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.indicator import Indicator
from welvaart.groep.groepen import Groep
from welvaart.groep.vergelijking import read_groepsreeks
from welvaart.lezen.stand import Stand
from welvaart.methode.band import Band
from welvaart.methode.participatie import Werkcijfers
from welvaart.regio.regio import Regio

Getallen = NDArray[np.float64]
_PUBLIEK = ("bron", "import")
_VOORLOPIG = ("voorlopig", "nader_voorlopig")
WERK = ("netto_arbeidsparticipatie", "bruto_arbeidsparticipatie", "werkloosheid")
"""The three figures that belong together: netto = bruto × (1 − werkloosheid)."""


@dataclass(frozen=True)
class Jaarreeks:
    """Figures over the measured years of an indicator.

    Attributes:
        naam: of the gemeente, area or group.
        jaren: years in which any regio has a figure, ascending.
        waarden: one per year, rounded as shown; NaN = none.
        laag: one per year, the lowest the figure can be behind its rounding; NaN = no figure.
        hoog: one per year, the highest.
        voorlopig: one per year.
        redenen: one per year, why there is no figure; "" where there is one or nobody says.
        decimalen: of the figures.
        breuken: (first year of the new series, reason); two sides are never joined or compared.
        wat: what the figures are where they may not bear the name of the area: "gemiddelde van 13
            van 14 gemeenten"; never to be turned into people of the whole area.
    """

    naam: str
    jaren: tuple[int, ...]
    waarden: tuple[float, ...]
    laag: tuple[float, ...]
    hoog: tuple[float, ...]
    voorlopig: tuple[bool, ...]
    redenen: tuple[str, ...]
    decimalen: int
    breuken: tuple[tuple[int, str], ...] = ()
    wat: str = ""

    @property
    def label(self) -> str:
        """What the figures are, to follow a name or a figure: " (mediaan van 3 gemeenten)"."""
        return f" ({self.wat})" if self.wat else ""

    def get_waarde(self, jaar: int) -> float:
        """The figure of a year as shown; NaN when there is none."""
        return self.waarden[self.jaren.index(jaar)] if jaar in self.jaren else float("nan")

    def get_marge(self, jaar: int) -> float:
        """How far the figure shown may be off by rounding; NaN when there is none."""
        waarde, band = self.get_waarde(jaar), self.get_band(jaar)
        return float("nan") if band is None else max(waarde - band.laag, band.hoog - waarde)

    def get_band(self, jaar: int) -> Band | None:
        """Between which bounds the figure of a year lies; None when there is none."""
        if isnan(self.get_waarde(jaar)):
            return None
        k = self.jaren.index(jaar)
        return Band(self.laag[k], self.hoog[k])

    def get_precies(self, jaar: int) -> float:
        """The figure of a year before rounding: of a computed one more than is shown; NaN = none.

        Only to hold two figures beside each other: the parts of a mean are rounded themselves.
        """
        band = self.get_band(jaar)
        return float("nan") if band is None else (band.laag + band.hoog) / 2

    def is_grof(self, jaar: int) -> bool:
        """True where a figure may be further off than the decimals it is written with say."""
        band, fijn = self.get_band(jaar), 10.0**-self.decimalen
        return band is not None and band.hoog - band.laag > fijn + 1e-9

    def is_voorlopig(self, jaar: int) -> bool:
        """True when the figure of this year is provisional."""
        return jaar in self.jaren and self.voorlopig[self.jaren.index(jaar)]

    def find_breuk(self, van: int, tot: int) -> str:
        """Why two years may not be compared; "" when they may."""
        for jaar, reden in self.breuken:
            if van < jaar <= tot:
                return f"In {jaar} is er een breuk: {reden}"
        return ""

    @property
    def met_cijfer(self) -> list[int]:
        """The years with a figure, ascending."""
        return [j for j, w in zip(self.jaren, self.waarden, strict=True) if not isnan(w)]


def read_jaarreeks(stand: Stand, indicator: Indicator, regio: Regio) -> Jaarreeks:
    """The figures of a regio that stands in the block itself.

    Args:
        stand: the figures; of an area those in which it is judged.
        indicator: which one.
        regio: without any row in the block all years are empty.
    """
    reeksen = stand.reeksen
    jaren = reeksen.get_jaren(indicator.indicator_id)
    t = [reeksen.jaren.index(jaar) for jaar in jaren]
    i, r = reeksen.get_i(indicator.indicator_id), reeksen.get_r(regio.code)
    if r is None:
        return _build_leeg(indicator, regio.naam, jaren)
    publiek = np.isin(reeksen.herkomst[i, r, t], _PUBLIEK)
    precies = reeksen.waarde[i, r, t]
    waarde = np.where(publiek, precies, _round(indicator, precies))
    half = _choose_half(indicator, (reeksen.boven[i, r, t] - reeksen.onder[i, r, t]) / 2)
    grof = (indicator.indicator_id, regio.code) in stand.afgerond
    return Jaarreeks(
        naam=regio.naam,
        jaren=tuple(jaren),
        waarden=tuple(waarde.tolist()),
        laag=tuple((precies - half).tolist()),
        hoog=tuple((precies + half).tolist()),
        voorlopig=tuple(bool(s) for s in np.isin(reeksen.status[i, r, t], _VOORLOPIG)),
        redenen=tuple(reeksen.ontbreekt_omdat[i, r, t]),
        decimalen=0 if grof else indicator.decimalen,
        breuken=tuple(stand.find_breuken(indicator, regio.code)),
        wat=stand.wat.get((indicator.indicator_id, regio.code), ""),
    )


def read_groepsreeksen(
    stand: Stand, indicator_ids: Sequence[str], groep: Groep
) -> dict[str, Jaarreeks]:
    """The figures of a group of gemeenten, in the years in which they may bear its name.

    Args:
        stand: the figures of the gemeenten.
        indicator_ids: which ones; a median of gemeenten is no figure of a group and stays out.
        groep: an area of CBS gets the official figures where there are any.
    """
    return {
        indicator_id: _read_groepsreeks(stand, stand.indicatoren[indicator_id], groep)
        for indicator_id in indicator_ids
    }


def _read_groepsreeks(stand: Stand, indicator: Indicator, groep: Groep) -> Jaarreeks:
    reeksen = stand.reeksen
    reeks = read_groepsreeks(stand, indicator.indicator_id, groep.codes, groep.regio_code)
    jaren = reeksen.get_jaren(indicator.indicator_id)
    t = [reeksen.jaren.index(jaar) for jaar in jaren]
    i = reeksen.get_i(indicator.indicator_id)
    heel = reeks.volledig[0, t] & (reeks.methode[0] != "mediaan")
    precies = np.where(heel, reeks.waarde[0, t], np.nan)
    waarde = _round(indicator, precies)
    half = _choose_half(indicator, _compute_marge(stand, i, t, groep.codes))
    leden = [r for code in groep.codes if (r := reeksen.get_r(code)) is not None]
    voorlopig = np.isin(reeksen.status[i][leden][:, t], _VOORLOPIG).sum(axis=0) > 0
    return Jaarreeks(
        naam=groep.titel,
        jaren=tuple(jaren),
        waarden=tuple(waarde.tolist()),
        laag=tuple((precies - half).tolist()),
        hoog=tuple((precies + half).tolist()),
        voorlopig=tuple(voorlopig.tolist()),
        redenen=tuple("Niet alle gemeenten hebben een cijfer." if isnan(w) else "" for w in waarde),
        decimalen=indicator.decimalen,
        breuken=tuple(stand.find_breuken(indicator, "")),
    )


def read_jaar(
    stand: Stand, indicator: Indicator, codes: Sequence[str], jaar: int
) -> dict[str, tuple[float, int]]:
    """The figures of one year as shown, with their decimals; gemeenten without one are left out.

    Args:
        stand: the figures in which they stand.
        indicator: which one.
        codes: of gemeenten or areas.
        jaar: a year without any figure gives nothing.
    """
    reeksen = stand.reeksen
    if jaar not in reeksen.jaren:
        return {}
    i, t = reeksen.get_i(indicator.indicator_id), reeksen.jaren.index(jaar)
    uit = {}
    for code in codes:
        r = reeksen.get_r(code)
        if r is None or isnan(waarde := float(reeksen.waarde[i, r, t])):
            continue
        publiek = reeksen.herkomst[i, r, t] in _PUBLIEK
        grof = (indicator.indicator_id, code) in stand.afgerond
        uit[code] = (
            waarde if publiek else indicator.round(waarde),
            0 if grof else indicator.decimalen,
        )
    return uit


def build_werkcijfers(reeksen: Sequence[Jaarreeks], jaar: int) -> Werkcijfers:
    """The three figures about work of one year, from their series in the order of `WERK`."""
    netto, bruto, werkloosheid = (reeks.get_waarde(jaar) for reeks in reeksen)
    marges = [m for reeks in reeksen if not isnan(m := reeks.get_marge(jaar))]
    return Werkcijfers(netto, bruto, werkloosheid, round(2 * max(marges, default=0.05), 6))


def _build_leeg(indicator: Indicator, naam: str, jaren: Sequence[int]) -> Jaarreeks:
    leeg = (float("nan"),) * len(jaren)
    return Jaarreeks(
        naam, tuple(jaren), leeg, leeg, leeg, (False,) * len(jaren), ("",) * len(jaren),
        indicator.decimalen,
    )  # fmt: skip


def _choose_half(indicator: Indicator, grof: Getallen) -> Getallen:
    """Half of the step that the source rounds to, or more where a figure is coarser; 0 for sums."""
    fijn = 0.0 if indicator.regionaal == "som" else indicator.afronding / 2
    return np.asarray(np.fmax(fijn, grof), dtype="float64")


def _round(indicator: Indicator, waarden: Getallen) -> Getallen:
    return np.array([indicator.round(float(w)) for w in waarden], dtype="float64")


def _compute_marge(stand: Stand, i: int, t: Sequence[int], codes: Sequence[str]) -> Getallen:
    """How far a weighted mean may be off through members that the source rounds coarsely."""
    basis = stand.grondslag
    uit = np.zeros(len(t))
    for code in codes:
        r = stand.reeksen.get_r(code)
        if r is None or code not in basis.plaats:
            continue
        half = (stand.reeksen.boven[i, r, t] - stand.reeksen.onder[i, r, t]) / 2
        uit += np.nan_to_num(half) * np.nan_to_num(basis.gewicht[i, t, basis.plaats[code]])
    totaal = np.nansum(basis.gewicht[i][t][:, [basis.plaats[c] for c in codes]], axis=1)
    return np.asarray(np.divide(uit, totaal, out=np.zeros(len(t)), where=totaal > 0))
