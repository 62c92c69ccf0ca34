"""Values of regio's computed from their gemeenten, and when such a value may bear the name.

Current membership for all years, the same panel of gemeenten in all years, weights of one declared
date. Below 95 % of the weight the value stays in `groepswaarde` only; a median always does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.herrekenen.omrekening import Getallen, Omrekening
from welvaart.catalogus import Catalogus, CatalogusIndicator
from welvaart.catalogus.indicator import ZELFDE_JAAR
from welvaart.cijfers.groepswaarde import (
    MIN_AANDEEL,
    compute_aandeel,
    compute_waarde,
    round_cijfers,
)
from welvaart.cijfers.grondslag import divide
from welvaart.cijfers.indicator import ZONDER_REGIOCIJFER
from welvaart.cijfers.waarneming import KOLOMMEN, STATUSSEN

GROEPSWAARDE_KOLOMMEN = [
    "indicator_id",
    "regio_code",
    "periode_code",
    "methode",
    "waarde",
    "n_met_cijfer",
    "n_gemeenten",
    "aandeel",
    "volledig",
]
_ALLE_KOLOMMEN = (*GROEPSWAARDE_KOLOMMEN, "status", "snapshot_id")
_Panel = NDArray[np.bool_]
_Kolommen = dict[str, NDArray[Any]]
_GEEN_GEWICHTEN = pd.DataFrame(columns=["indicator_id", "gemeente_code", "periode_code", "gewicht"])


class RegionaalUitkomst(NamedTuple):
    """Rows for `groepswaarde`, to add to `waarneming`, remarks, and rows for `regiogewicht`."""

    groepswaarden: pd.DataFrame
    waarnemingen: pd.DataFrame
    opmerkingen: list[str]
    gewichten: pd.DataFrame


@dataclass(frozen=True)
class _Invoer:
    """What one indicator brings: arrays (perioden, gemeenten of today), NaN = none.

    `basis` is the weight at the declared date, which decides the 95 % rule; `gewicht` is what the
    mean is taken with (basis, perhaps times or divided by another indicator). A sum and a median
    have neither.
    """

    perioden: tuple[str, ...]
    waarde: Getallen
    gewicht: Getallen | None = None
    basis: Getallen | None = None

    @property
    def panel(self) -> _Panel:
        """Gemeenten with everything that is needed in every period."""
        leeg = np.isnan(self.waarde)
        if self.gewicht is not None:
            leeg |= np.isnan(self.gewicht)
        panel: _Panel = ~np.any(leeg, axis=0)
        return panel


def compute_regionaal(
    waarnemingen: pd.DataFrame, catalogus: Catalogus, omrekening: Omrekening
) -> RegionaalUitkomst:
    """Compute the values of land, landsdeel, provincie, corop and arbeidsmarktregio.

    Args:
        waarnemingen: see `welvaart.cijfers.waarneming`; corrected.
        catalogus: says per indicator by which method.
        omrekening: the same figures in the gemeenten of today.

    Returns:
        A complete value stands in waarnemingen with herkomst "berekend": under indeling_jaar 0
        where no official row exists, else under the year of the membership used, as a check.
    """
    delen: list[_Kolommen] = []
    opmerkingen: list[str] = []
    for indicator in catalogus.indicatoren.values():
        invoer = _build_invoer(omrekening, indicator)
        if invoer is None:
            continue
        if not invoer.panel.any():
            opmerkingen.append(
                f"{indicator.indicator_id}: geen waarde voor regio's; geen enkele gemeente heeft in"
                " alle jaren een cijfer en een gewicht"
            )
            continue
        delen.append(_aggregate(omrekening, indicator, invoer))
    alle = pd.DataFrame({naam: _join(delen, naam) for naam in _ALLE_KOLOMMEN})
    erbij = _build_waarnemingen(alle, waarnemingen, omrekening.jaar)
    gewichten = _build_gewichten(omrekening, catalogus)
    return RegionaalUitkomst(alle[GROEPSWAARDE_KOLOMMEN], erbij, opmerkingen, gewichten)


def _join(delen: Sequence[_Kolommen], naam: str) -> NDArray[Any]:
    """One column of all indicators: a single frame takes a tenth of the time of one for each."""
    return np.concatenate([deel[naam] for deel in delen]) if delen else np.array([], dtype="object")


def _build_gewichten(omrekening: Omrekening, catalogus: Catalogus) -> pd.DataFrame:
    """The weights that group values need, so that any group can be computed later on."""
    nodig: dict[str, set[str]] = {}
    for indicator in catalogus.indicatoren.values():
        regel = indicator.regionaal
        if regel.gewicht is None:
            continue
        vast = regel.peildatum != ZELFDE_JAAR
        perioden = omrekening.get_perioden(indicator.indicator_id)
        nodig.setdefault(regel.gewicht, set()).update((str(regel.peildatum),) if vast else perioden)
    delen = []
    for gewicht_id, verzameling in sorted(nodig.items()):
        perioden = tuple(sorted(verzameling))
        gewicht = omrekening.compute_som(gewicht_id, perioden)
        delen.append(
            pd.DataFrame(
                {
                    "indicator_id": gewicht_id,
                    "gemeente_code": np.tile(omrekening.gemeenten, len(perioden)),
                    "periode_code": np.repeat(perioden, len(omrekening.gemeenten)),
                    "gewicht": gewicht.ravel(),
                }
            ).dropna()
        )
    return pd.concat(delen, ignore_index=True) if delen else _GEEN_GEWICHTEN.copy()


def _build_invoer(omrekening: Omrekening, indicator: CatalogusIndicator) -> _Invoer | None:
    """Collect figures and weights; None when there is nothing to compute."""
    indicator_id, regel = indicator.indicator_id, indicator.regionaal
    perioden = omrekening.get_perioden(indicator_id)
    if regel.methode == "verhouding":
        return _build_verhouding(omrekening, indicator)
    if regel.methode in ZONDER_REGIOCIJFER or not perioden:
        return None
    if regel.methode == "som":
        return _Invoer(perioden, omrekening.compute_som(indicator_id, perioden))
    if regel.methode == "mediaan":
        return _Invoer(perioden, omrekening.compute_gemiddelde(indicator_id, perioden))
    gewicht_id = str(regel.gewicht)
    deler_id = regel.gedeeld_door
    waarde = omrekening.compute_gemiddelde(indicator_id, perioden, gewicht_id, deler_id)
    vast = regel.peildatum != ZELFDE_JAAR
    basis = omrekening.compute_som(gewicht_id, (str(regel.peildatum),) if vast else perioden)
    invoer = _Invoer(perioden, waarde, basis=np.broadcast_to(basis, waarde.shape))
    gewicht = np.broadcast_to(basis, waarde.shape)
    if regel.maal is not None:
        gewicht = gewicht * omrekening.compute_gemiddelde(regel.maal, perioden, gewicht_id)
    if deler_id is not None:
        deler = omrekening.compute_gemiddelde(deler_id, perioden, gewicht_id, deler_id)
        gewicht = divide(gewicht, deler)
    return replace(invoer, gewicht=gewicht)


def _build_verhouding(omrekening: Omrekening, indicator: CatalogusIndicator) -> _Invoer | None:
    """Numerator and denominator apart; the ratio is a mean weighted with the denominator."""
    teller_id, noemer_id = str(indicator.regionaal.teller), str(indicator.regionaal.noemer)
    perioden = tuple(
        sorted(
            set(omrekening.get_perioden(teller_id)) & set(omrekening.get_perioden(noemer_id)),
        )
    )
    if not perioden:
        return None
    teller = omrekening.compute_som(teller_id, perioden)
    noemer = omrekening.compute_som(noemer_id, perioden)
    schaal = 100.0 if indicator.kort == "%" else 1.0
    waarde = divide(teller * schaal, noemer)
    return _Invoer(perioden, waarde, gewicht=noemer, basis=noemer)


def _aggregate(omrekening: Omrekening, indicator: CatalogusIndicator, invoer: _Invoer) -> _Kolommen:
    """One row per regio that has a gemeente in the panel, and per period; by column."""
    panel, leden = invoer.panel, omrekening.leden
    n_met_cijfer = panel.astype("float64") @ leden
    n_gemeenten = leden.sum(axis=0)
    methode, telt = indicator.regionaal.methode, panel[:, None] * leden
    waarde = compute_waarde(methode, invoer.waarde, invoer.gewicht, telt)
    aandeel = np.broadcast_to(compute_aandeel(methode, invoer.basis, telt, leden), waarde.shape)
    bron_id = indicator.regionaal.teller or indicator.indicator_id
    rang = omrekening.compute_status(bron_id, invoer.perioden)
    slechtste = np.zeros(waarde.shape)
    for plaats in np.unique(rang):  # the worst comes last
        slechtste[((rang == plaats) & panel).astype("float64") @ leden > 0] = plaats
    t, g = np.nonzero((n_met_cijfer > 0) & ~np.isnan(waarde))
    return {
        "indicator_id": np.full(len(t), indicator.indicator_id, dtype="object"),
        "regio_code": np.array(omrekening.regio_codes, dtype="object")[g],
        "periode_code": np.array(invoer.perioden, dtype="object")[t],
        "methode": np.full(len(t), methode, dtype="object"),
        "waarde": round_cijfers(waarde[t, g]),
        "n_met_cijfer": n_met_cijfer[g].astype("int64"),
        "n_gemeenten": n_gemeenten[g].astype("int64"),
        "aandeel": round_cijfers(aandeel[t, g]),
        "volledig": aandeel[t, g] >= MIN_AANDEEL,
        "status": np.array(STATUSSEN, dtype="object")[slechtste[t, g].astype("int64")],
        "snapshot_id": np.full(len(t), omrekening.get_snapshot_id(bron_id), dtype="object"),
    }


def _build_waarnemingen(
    groepswaarden: pd.DataFrame, waarnemingen: pd.DataFrame, jaar: int
) -> pd.DataFrame:
    """Rows of `waarneming` for the complete values; beside an official row as a check."""
    frame = groepswaarden[groepswaarden["volledig"].astype("bool")]
    officieel = waarnemingen[
        (waarnemingen["indeling_jaar"] == 0) & ~waarnemingen["regio_code"].str.startswith("GM")
    ]
    sleutel = ["indicator_id", "regio_code", "periode_code"]
    bezet = pd.MultiIndex.from_frame(officieel[sleutel])
    dubbel = pd.MultiIndex.from_frame(frame[sleutel]).isin(bezet)
    return frame.assign(
        indeling_jaar=np.where(dubbel, jaar, 0),
        onder=np.nan,
        boven=np.nan,
        ontbreekt_omdat=pd.Series(pd.NA, index=frame.index, dtype="str"),
        herkomst="berekend",
    )[KOLOMMEN].reset_index(drop=True)
