"""What group values are computed from: the figures and weights of all gemeenten of today.

Built once per warehouse; after that any group of gemeenten is a few matrix products away.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from welvaart.cijfers.indicator import ZONDER_REGIOCIJFER, Indicator
from welvaart.cijfers.periode import Periode
from welvaart.cijfers.reeksen import Reeksen

Getallen = NDArray[np.float64]
Vlaggen = NDArray[np.bool_]
_Gewichten = dict[tuple[str, str], Getallen]
_ZELFDE_JAAR = "zelfde_jaar"


@dataclass(frozen=True)
class Grondslag:
    """Figures and weights, shape (indicator, jaar, gemeente); the arrays are read-only.

    Attributes:
        gemeenten: codes of the gemeenten of today, sorted: the last axis.
        methode: per indicator, how a group value follows from its gemeenten.
        waarde: the figure; for a ratio its numerator divided by its denominator. NaN = none.
        gewicht: what a mean is taken with; NaN = unknown, 1 for som and mediaan.
        basis: the declared weight, which decides the 95 % rule; equal to gewicht where nothing
            multiplies or divides it.
        loopt: shape (indicator, jaar), True where at least one gemeente has a figure.
        mist: 1.0 where a figure or a weight is missing in a year that runs.
        elders: 1.0 where the figure is about another territory than today's and could not be
            recomputed, or the gemeente did not exist yet: no group with it has a value that year.
    """

    gemeenten: tuple[str, ...]
    methode: tuple[str, ...]
    waarde: Getallen
    gewicht: Getallen
    basis: Getallen
    loopt: Vlaggen
    mist: Getallen
    elders: Getallen

    def __post_init__(self) -> None:
        for blok in (self.waarde, self.gewicht, self.basis, self.loopt, self.mist, self.elders):
            blok.flags.writeable = False

    def select(self, i: int) -> "Grondslag":
        """The same with one indicator, by its place on the first axis."""
        blokken = ("waarde", "gewicht", "basis", "loopt", "mist", "elders")
        delen = {naam: getattr(self, naam)[[i]] for naam in blokken}
        return replace(self, methode=(self.methode[i],), **delen)

    @cached_property
    def plaats(self) -> dict[str, int]:
        """Place of each gemeente on the last axis."""
        return {code: k for k, code in enumerate(self.gemeenten)}


def build_grondslag(
    reeksen: Reeksen,
    indicatoren: Mapping[str, Indicator],
    gemeente_codes: Collection[str],
    *,
    gewichten: pd.DataFrame,
    regio_breuken: Mapping[str, Sequence[tuple[str, str]]],
) -> Grondslag:
    """Lay out what group values need.

    Args:
        reeksen: the figures.
        indicatoren: by id; say by which method and with which weight.
        gemeente_codes: the gemeenten of today.
        gewichten: table `regiogewicht`: indicator_id, gemeente_code, periode_code, gewicht.
        regio_breuken: changes of territory by gemeente; count for series on own-year indeling,
            except for figures recomputed to today's (herkomst "herindeling").
    """
    gemeenten = tuple(sorted(gemeente_codes))
    blok = _Blok(
        reeksen,
        tuple(indicatoren[k] for k in reeksen.indicator_ids),
        _lay_gemeenten(reeksen, gemeenten),
        _find_loopt(reeksen),
        _find_elders(reeksen, indicatoren, gemeenten, regio_breuken),
        _index_gewichten(gewichten, gemeenten),
    )
    lagen = [_build_laag(blok, i) for i in range(len(blok.indicatoren))]
    waarde, gewicht, basis = (
        np.stack([getattr(laag, naam) for laag in lagen]) for naam in ("waarde", "gewicht", "basis")
    )
    loopt = np.stack([laag.loopt for laag in lagen])
    mist = (np.isnan(waarde) | np.isnan(gewicht)) & loopt[:, :, None]
    return Grondslag(
        gemeenten=gemeenten,
        methode=tuple(indicator.regionaal for indicator in blok.indicatoren),
        waarde=waarde,
        gewicht=gewicht,
        basis=basis,
        loopt=loopt,
        mist=mist.astype("float64"),
        elders=np.stack([laag.elders for laag in lagen]).astype("float64"),
    )


@dataclass(frozen=True)
class _Laag:
    """One indicator of a Grondslag, without its first axis."""

    waarde: Getallen
    gewicht: Getallen
    basis: Getallen
    loopt: Vlaggen
    elders: Vlaggen


@dataclass(frozen=True)
class _Blok:
    """The figures as they stand, shape (indicator, jaar, gemeente), with what surrounds them."""

    reeksen: Reeksen
    indicatoren: tuple[Indicator, ...]
    waarde: Getallen
    loopt: Vlaggen
    elders: Vlaggen
    gewichten: _Gewichten

    @property
    def leeg(self) -> Getallen:
        """One indicator without any figure."""
        return np.full(self.waarde.shape[1:], np.nan)

    def get_zelfde(self, ander_id: str | None, perioden: NDArray[np.object_]) -> Getallen:
        """Figures of another indicator, NaN in years where its period is not the same."""
        if ander_id not in self.reeksen.indicator_ids:
            return self.leeg
        j = self.reeksen.get_i(str(ander_id))
        gelijk = (self.reeksen.perioden[j] == perioden)[:, None]
        return np.where(gelijk, self.waarde[j], np.nan)

    def get_elders(self, *indicator_ids: str | None) -> Vlaggen:
        """Where any of these indicators is about another territory."""
        uit = np.zeros(self.waarde.shape[1:], dtype=bool)
        for indicator_id in indicator_ids:
            if indicator_id in self.reeksen.indicator_ids:
                uit |= self.elders[self.reeksen.get_i(str(indicator_id))]
        return uit

    def get_gewicht(self, indicator: Indicator, perioden: NDArray[np.object_]) -> Getallen:
        """The declared weight per year, on the gemeenten of today."""
        peil = indicator.regionaal_peildatum
        uit = self.leeg
        for t, periode in enumerate(perioden):
            wanneer = str(periode) if peil == _ZELFDE_JAAR else str(peil)
            gewicht = self.gewichten.get((str(indicator.regionaal_gewicht), wanneer))
            if gewicht is not None:
                uit[t] = gewicht
        return uit


def _build_laag(blok: _Blok, i: int) -> _Laag:
    indicator, perioden = blok.indicatoren[i], blok.reeksen.perioden[i]
    een = np.ones(blok.waarde.shape[1:])
    if indicator.regionaal == "verhouding":
        return _build_verhouding(blok, indicator)
    if indicator.regionaal == "gewogen":
        basis = blok.get_gewicht(indicator, perioden)
        maal, deler = indicator.regionaal_maal, indicator.regionaal_gedeeld_door
        gewicht = basis if maal is None else basis * blok.get_zelfde(maal, perioden)
        if deler is not None:
            gewicht = divide(gewicht, blok.get_zelfde(deler, perioden))
        elders = blok.elders[i] | blok.get_elders(maal, deler)
        return _Laag(blok.waarde[i], gewicht, basis, blok.loopt[i], elders)
    loopt = np.asarray(
        blok.loopt[i] & (indicator.regionaal not in ZONDER_REGIOCIJFER), dtype="bool"
    )
    return _Laag(blok.waarde[i], een, een, loopt, blok.elders[i])


def divide(teller: Getallen, noemer: Getallen) -> Getallen:
    """Divide two arrays of one shape; NaN where there is nothing to divide by."""
    uit: Getallen = np.divide(teller, noemer, out=np.full(teller.shape, np.nan), where=noemer > 0)
    return uit


def _build_verhouding(blok: _Blok, indicator: Indicator) -> _Laag:
    """Numerator and denominator apart; the years are those in which both run."""
    teller_id, noemer_id = indicator.regionaal_teller, indicator.regionaal_noemer
    perioden = np.full(blok.waarde.shape[1], "", dtype=object)
    if teller_id in blok.reeksen.indicator_ids:
        perioden = blok.reeksen.perioden[blok.reeksen.get_i(str(teller_id))]
    teller, noemer = blok.get_zelfde(teller_id, perioden), blok.get_zelfde(noemer_id, perioden)
    schaal = 100.0 if indicator.eenheid_kort == "%" else 1.0
    waarde = divide(teller * schaal, noemer)
    loopt = ~(np.isnan(teller).all(axis=-1) | np.isnan(noemer).all(axis=-1))
    return _Laag(
        waarde,
        noemer,
        noemer,
        np.asarray(loopt, dtype="bool"),
        blok.get_elders(teller_id, noemer_id),
    )


def _lay_gemeenten(reeksen: Reeksen, gemeenten: Sequence[str]) -> Getallen:
    """Figures by (indicator, jaar, gemeente); all NaN for a gemeente without rows."""
    uit = np.full((len(reeksen.indicator_ids), len(reeksen.jaren), len(gemeenten)), np.nan)
    for k, code in enumerate(gemeenten):
        if (r := reeksen.get_r(code)) is not None:
            uit[:, :, k] = reeksen.waarde[:, r]
    return uit


def _find_loopt(reeksen: Reeksen) -> Vlaggen:
    """Years in which at least one gemeente has a figure, also one that has ended since."""
    is_gemeente = np.array([code.startswith("GM") for code in reeksen.regio_codes], dtype=bool)
    return np.asarray(~np.isnan(reeksen.waarde[:, is_gemeente]).all(axis=1), dtype="bool")


def _find_elders(
    reeksen: Reeksen,
    indicatoren: Mapping[str, Indicator],
    gemeenten: Sequence[str],
    regio_breuken: Mapping[str, Sequence[tuple[str, str]]],
) -> Vlaggen:
    """Years before a gemeente stood on its present territory, in series on own-year indeling."""
    jaren = np.array(reeksen.jaren)
    eigen = np.array([indicatoren[k].indeling_bron is None for k in reeksen.indicator_ids])
    uit = np.zeros((len(eigen), len(jaren), len(gemeenten)), dtype=bool)
    for k, code in enumerate(gemeenten):
        if (r := reeksen.get_r(code)) is None:
            continue
        rij = reeksen.status[:, r] != ""
        eerste = np.where(rij.any(axis=-1), rij.argmax(axis=-1), 0)
        nog_niet = np.arange(len(jaren)) < eerste[:, None]
        breuk = max((Periode.parse(p).jaar for p, _ in regio_breuken.get(code, ())), default=0)
        omgerekend = reeksen.herkomst[:, r] == "herindeling"
        ander = np.where(omgerekend, np.isnan(reeksen.waarde[:, r]), (jaren < breuk) & rij)
        uit[:, :, k] = (nog_niet | ander) & eigen[:, None]
    return uit


def _index_gewichten(gewichten: pd.DataFrame, gemeenten: Sequence[str]) -> _Gewichten:
    uit: _Gewichten = {}
    plaatsen = pd.Index(gemeenten)
    for sleutel, rijen in gewichten.groupby(["indicator_id", "periode_code"]):
        plaats = plaatsen.get_indexer(pd.Index(rijen["gemeente_code"]))
        vector = np.full(len(gemeenten), np.nan)
        vector[plaats[plaats >= 0]] = rijen["gewicht"].to_numpy(dtype="float64")[plaats >= 0]
        uit[str(sleutel[0]), str(sleutel[1])] = vector
    return uit
