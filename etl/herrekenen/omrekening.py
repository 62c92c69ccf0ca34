"""Figures per gemeente of any year, expressed in the gemeenten of today.

All arrays have shape (perioden, gemeenten of today); NaN = no figure. A gemeente of today has a
figure in a year only when all its predecessors of that year have one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.herrekenen.verschuiving import GELIJK, Verschuiving
from welvaart.catalogus import Catalogus
from welvaart.cijfers.grondslag import divide
from welvaart.cijfers.herindeling import Maat, find_verdeling
from welvaart.cijfers.periode import Periode
from welvaart.cijfers.waarneming import STATUSSEN
from welvaart.regio.regio import RegioSoort

Getallen = NDArray[np.float64]
REGIO_SOORTEN = (
    RegioSoort.LAND,
    RegioSoort.LANDSDEEL,
    RegioSoort.PROVINCIE,
    RegioSoort.COROP,
    RegioSoort.ARBEIDSMARKTREGIO,
)
"""Kinds of regio that get a computed value."""
_RANG = {status: plaats for plaats, status in enumerate(STATUSSEN)}
_Plaatsen = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Reeks:
    """One indicator: `waarde` (NaN = none) and `rang` (place in STATUSSEN) per period and code."""

    perioden: dict[str, int]
    waarde: Getallen
    rang: Getallen
    snapshot_id: str


class Omrekening:
    """The figures by gemeente, and the shares that lead from each year to today.

    Attributes:
        jaar: year of the current membership.
        gemeenten: codes of today, sorted.
        regio_codes: regio's of `REGIO_SOORTEN`, sorted.
        leden: shape (gemeenten, regio's); 1.0 where the gemeente belongs to the regio.
    """

    def __init__(
        self,
        waarnemingen: pd.DataFrame,
        catalogus: Catalogus,
        indeling: pd.DataFrame,
        herindeling: pd.DataFrame,
        regio: pd.DataFrame,
    ) -> None:
        """Index the figures.

        Args:
            waarnemingen: all figures; only gemeenten as published (indeling_jaar 0) are used.
            catalogus: says on which indeling each indicator stands.
            indeling: table `indeling`; the newest year with provincies is "today".
            herindeling: table `herindeling`.
            regio: table `regio`, for which gemeenten existed in which year.
        """
        self._catalogus = catalogus
        self._herindeling = herindeling.assign(datum=pd.to_datetime(herindeling["datum"]))
        self._bestaan = _build_bestaan(regio)
        self._aandelen: dict[tuple[int, Maat], tuple[_Plaatsen, Getallen]] = {}
        self._verschuivingen: dict[tuple[int, Maat], Verschuiving] = {}
        self.jaar = int(indeling.loc[indeling["soort"] == RegioSoort.PROVINCIE, "jaar"].max())
        lid = indeling[(indeling["jaar"] == self.jaar) & indeling["soort"].isin(REGIO_SOORTEN)]
        tabel = pd.crosstab(lid["gemeente_code"], lid["regio_code"])
        self.gemeenten = [str(code) for code in tabel.index]
        self.regio_codes = [str(code) for code in tabel.columns]
        self.leden: Getallen = (tabel.to_numpy() > 0).astype("float64")
        self._codes = pd.Index(self._bestaan["regio_code"])
        self._reeksen = _build_reeksen(waarnemingen, self._codes)

    def get_perioden(self, indicator_id: str) -> tuple[str, ...]:
        """Periods in which at least one gemeente has a figure, sorted."""
        reeks = self._reeksen.get(indicator_id)
        if reeks is None:
            return ()
        leeg = np.isnan(reeks.waarde)
        return tuple(naam for naam, plaats in reeks.perioden.items() if not leeg[plaats].all())

    def get_snapshot_id(self, indicator_id: str) -> str:
        """Payload of the gemeente figures; a series comes from one."""
        return self._reeksen[indicator_id].snapshot_id

    def compute_som(self, indicator_id: str, perioden: Sequence[str]) -> Getallen:
        """Absolute numbers: the parts that came from each predecessor, added."""
        maat = self.find_maat(indicator_id)
        uit = np.full((len(perioden), len(self.gemeenten)), np.nan)
        for nummer, periode in enumerate(perioden):
            plaatsen, aandelen = self._get_aandelen(self.find_jaar(indicator_id, periode), maat)
            waarde = self.get_waarde(indicator_id, periode, plaatsen)
            mist = (aandelen[np.isnan(waarde)] > 0).any(axis=0)
            uit[nummer] = np.where(mist, np.nan, np.nan_to_num(waarde) @ aandelen)
        return uit

    def compute_gemiddelde(
        self,
        indicator_id: str,
        perioden: Sequence[str],
        gewicht_id: str | None = None,
        gedeeld_door: str | None = None,
    ) -> Getallen:
        """Rates: the weighted mean of the predecessors, weights of the same period.

        With `gedeeld_door` the weight is divided by another indicator of that period.

        A gemeente with one predecessor takes its figure over. With several, and without weights
        (no gewicht_id, or a weight missing), it has none: rates and medians are never averaged
        plainly.
        """
        maat: Maat = "inwoners" if gewicht_id is None else self.find_maat(gewicht_id)
        uit = np.full((len(perioden), len(self.gemeenten)), np.nan)
        for nummer, periode in enumerate(perioden):
            plaatsen, aandelen = self._get_aandelen(self.find_jaar(indicator_id, periode), maat)
            waarde = self.get_waarde(indicator_id, periode, plaatsen)
            gewicht = np.full(len(plaatsen), np.nan)
            if gewicht_id is not None:
                gewicht = self.get_waarde(gewicht_id, periode, plaatsen)
            if gedeeld_door is not None:
                gewicht = divide(gewicht, self.get_waarde(gedeeld_door, periode, plaatsen))
            uit[nummer] = _average(waarde, gewicht, aandelen)
        return uit

    def compute_status(self, indicator_id: str, perioden: Sequence[str]) -> Getallen:
        """Worst status among the predecessors, as place in `STATUSSEN`."""
        uit = np.zeros((len(perioden), len(self.gemeenten)))
        reeks = self._reeksen[indicator_id]
        for nummer, periode in enumerate(perioden):
            jaar = self.find_jaar(indicator_id, periode)
            plaatsen, aandelen = self._get_aandelen(jaar, "inwoners")
            rang = reeks.rang[reeks.perioden[periode], plaatsen]
            for waarde in np.unique(rang):
                uit[nummer, (aandelen[rang == waarde] > 0).any(axis=0)] = waarde
        return uit

    def get_verschuiving(self, jaar: int, maat: Maat) -> Verschuiving:
        """Which gemeenten of today changed since 1 January of a year, and from what they came."""
        if (jaar, maat) not in self._verschuivingen:
            plaatsen, aandelen = self._get_aandelen(jaar, maat)
            eigen = self._codes[plaatsen].get_indexer(pd.Index(self.gemeenten))
            zelf = np.zeros(aandelen.shape, dtype="bool")
            zelf[eigen[eigen >= 0], np.flatnonzero(eigen >= 0)] = True
            blijft = np.abs(np.where(zelf, aandelen - 1, aandelen)).max(axis=0) <= GELIJK
            anders = np.flatnonzero(~(blijft & zelf.any(axis=0)) & (aandelen > 0).any(axis=0))
            self._verschuivingen[jaar, maat] = Verschuiving(
                jaar=jaar,
                maat=maat,
                codes=tuple(str(code) for code in self._codes[plaatsen]),
                plaatsen=plaatsen,
                nu=tuple(self.gemeenten[plaats] for plaats in anders),
                aandelen=aandelen[:, anders],
            )
        return self._verschuivingen[jaar, maat]

    def find_opvolgers(self, code: str, jaar: int) -> frozenset[str]:
        """Gemeenten of today in which the people of a gemeente of 1 January of that year live."""
        plaatsen, aandelen = self._get_aandelen(jaar, "inwoners")
        rij = aandelen[self._codes[plaatsen].get_loc(code)]
        return frozenset(self.gemeenten[plaats] for plaats in np.flatnonzero(rij > 0))

    def get_rang(self, indicator_id: str, periode: str, plaatsen: _Plaatsen) -> Getallen:
        """Status of the figures as place in `STATUSSEN`, at these places of all codes."""
        reeks = self._reeksen[indicator_id]
        rang: Getallen = reeks.rang[reeks.perioden[periode], plaatsen]
        return rang

    def find_jaar(self, indicator_id: str, periode: str) -> int:
        """Year of the gemeentelijke indeling on which the figures of a period stand."""
        vast = self._catalogus.indicatoren[indicator_id].indeling_bron
        return min(vast or Periode(periode).laatste_jaar, self.jaar)

    def find_maat(self, indicator_id: str) -> Maat:
        """What an ended gemeente is divided by: dwellings for dwellings, else inhabitants.

        Not hectares, not even for land: those of the ledger count water too. Only a recomputed
        area takes them (`etl.herrekenen.herrekening`), where it says so beside the figure.
        """
        eenheid = self._catalogus.indicatoren[indicator_id].eenheid.lower()
        return "woningen" if eenheid == "woningen" else "inwoners"

    def _get_aandelen(self, jaar: int, maat: Maat) -> tuple[_Plaatsen, Getallen]:
        """Places of the gemeenten of 1 January of that year, and their shares in those of today."""
        if (jaar, maat) not in self._aandelen:
            plaatsen = _find_bestaand(self._bestaan, jaar)
            codes = [str(code) for code in self._codes[plaatsen]]
            verdeling = find_verdeling(self._herindeling, jaar, self.jaar, maat, codes=codes)
            kolom = {code: k for k, code in enumerate(self.gemeenten)}
            matrix = np.zeros((len(codes), len(self.gemeenten)))
            for rij, code in enumerate(codes):
                for naar_code, aandeel in verdeling[code].items():
                    if naar_code in kolom:
                        matrix[rij, kolom[naar_code]] = aandeel
            self._aandelen[jaar, maat] = (plaatsen, matrix)
        return self._aandelen[jaar, maat]

    def get_waarde(self, indicator_id: str, periode: str, plaatsen: _Plaatsen) -> Getallen:
        """Figures of one period at these places of all codes; NaN where there is none."""
        reeks = self._reeksen.get(indicator_id)
        if reeks is None or periode not in reeks.perioden:
            return np.full(len(plaatsen), np.nan)
        vector: Getallen = reeks.waarde[reeks.perioden[periode], plaatsen]
        return vector


def _build_reeksen(waarnemingen: pd.DataFrame, codes: pd.Index) -> dict[str, _Reeks]:
    """Lay the published rows of gemeenten out as arrays (perioden, all gemeente codes).

    Text becomes numbers once for all rows; per indicator only numbers are left to be compared.
    """
    plaats = codes.get_indexer(pd.Index(waarnemingen["regio_code"]))
    mee = (plaats >= 0) & (waarnemingen["indeling_jaar"] == 0).to_numpy()
    rijen, plaats = waarnemingen[mee], plaats[mee]
    indicator, namen = pd.factorize(rijen["indicator_id"], sort=True)
    periode, perioden = pd.factorize(rijen["periode_code"], sort=True)
    snapshot, snapshots = pd.factorize(rijen["snapshot_id"], sort=True)
    status, statussen = pd.factorize(rijen["status"])
    rangen = np.array([_RANG.get(naam, np.nan) for naam in statussen])[status]
    waarden = rijen["waarde"].to_numpy(dtype="float64", na_value=np.nan)
    uit = {}
    for nummer, naam in enumerate(namen):
        wie = np.flatnonzero(indicator == nummer)
        eigen, rij = np.unique(periode[wie], return_inverse=True)
        waarde = np.full((len(eigen), len(codes)), np.nan)
        rang = np.zeros(waarde.shape)
        waarde[rij, plaats[wie]] = waarden[wie]
        rang[rij, plaats[wie]] = rangen[wie]
        uit[str(naam)] = _Reeks(
            perioden={str(perioden[p]): k for k, p in enumerate(eigen)},
            waarde=waarde,
            rang=rang,
            snapshot_id=str(snapshots[snapshot[wie].min()]),
        )
    return uit


def _average(waarde: Getallen, gewicht: Getallen, aandelen: Getallen) -> Getallen:
    """Weighted mean per receiver; a single predecessor needs no weight."""
    raakt = (aandelen > 0).astype("float64")
    enige = raakt.sum(axis=0) == 1
    compleet = (np.isnan(waarde).astype("float64") @ raakt) == 0
    gewogen = (np.isnan(gewicht).astype("float64") @ raakt) == 0
    kaal, massa = np.nan_to_num(waarde), np.nan_to_num(gewicht)
    totaal = massa @ aandelen
    gemiddelde = np.divide(
        (kaal * massa) @ aandelen, totaal, out=np.full(len(totaal), np.nan), where=totaal > 0
    )
    gemiddelde[~gewogen] = np.nan
    uit = np.where(enige, kaal @ raakt, gemiddelde)
    return np.where(compleet & (raakt.sum(axis=0) > 0), uit, np.nan)


def _build_bestaan(regio: pd.DataFrame) -> pd.DataFrame:
    """Gemeenten with the first day they exist and the first day they no longer do (NaT = open)."""
    gemeenten = regio.loc[regio["soort"] == RegioSoort.GEMEENTE, ["regio_code"]].copy()
    for kolom in ("geldig_van", "geldig_tot"):
        gemeenten[kolom] = pd.to_datetime(regio.loc[gemeenten.index, kolom])
    return gemeenten.sort_values("regio_code")


def _find_bestaand(bestaan: pd.DataFrame, jaar: int) -> _Plaatsen:
    """Places of the gemeenten that existed on 1 January of a year."""
    dag = pd.Timestamp(date(jaar, 1, 1))
    begonnen = bestaan["geldig_van"].isna() | (bestaan["geldig_van"] <= dag)
    nog_niet_weg = bestaan["geldig_tot"].isna() | (bestaan["geldig_tot"] > dag)
    return np.flatnonzero(begonnen & nog_niet_weg)
