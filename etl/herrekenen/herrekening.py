"""Series on each year's own gemeenten, expressed in the gemeenten of today.

Only where the territory differs: a gemeente that lies as it lay keeps its published rows alone.
A derived row never replaces a published one; it stands beside it under the year of the indeling.
What cannot be recomputed becomes an empty row with the reason, so that a reader who asks for one
territory never gets the figure of another (`welvaart.cijfers.herindeling.merge_op_indeling`).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from etl.herrekenen.grenscorrectie import HERREKENING_KOLOMMEN, find_genegeerd
from etl.herrekenen.omrekening import Getallen, Omrekening
from etl.herrekenen.uitleg import Uitleg
from etl.herrekenen.verschuiving import Verschuiving
from welvaart.catalogus import Catalogus, CatalogusIndicator
from welvaart.catalogus.indicator import ZELFDE_JAAR
from welvaart.cijfers.groepswaarde import round_cijfers
from welvaart.cijfers.grondslag import divide
from welvaart.cijfers.herindeling import Maat
from welvaart.cijfers.waarneming import KOLOMMEN, STATUSSEN

ALLE = "*"
OPPERVLAKTEN = ("vierkante kilometer", "hectare")
NIET = "niet_herrekenbaar"
OVERGENOMEN = "overgenomen"
_NAAM = {"som": "opgeteld", "verhouding": "verhouding", "gewogen": "gewogen"}


class HerrekenUitkomst(NamedTuple):
    """Rows to add to `waarneming`, and one explanation for each in table `herrekening`."""

    waarnemingen: pd.DataFrame
    herrekening: pd.DataFrame


@dataclass(frozen=True)
class _Som:
    """What one indicator adds up in one period; arrays over the gemeenten of that year.

    The value is the sum of `teller`, divided by the sum of `noemer` where there is one. Both are
    None when the figure cannot be added nor averaged.
    """

    verschuiving: Verschuiving
    teller: Getallen | None
    noemer: Getallen | None = None
    noemer_id: str | None = None
    noemer_periode: str | None = None


def compute_herrekening(
    omrekening: Omrekening, catalogus: Catalogus, herindeling: pd.DataFrame, regio: pd.DataFrame
) -> HerrekenUitkomst:
    """Compute every gemeente figure whose territory changed since, on the gemeenten of today.

    Args:
        omrekening: the published figures and the shares of the ledger.
        catalogus: says per indicator whether it adds up, is a ratio, or has a weight.
        herindeling: table `herindeling`, for the boundary changes that are left out.
        regio: table `regio`, for the names of gemeenten, also ended ones.

    Returns:
        Waarnemingen with herkomst "herindeling" and as indeling_jaar the year of today's
        gemeenten; status is the worst of the predecessors. A gemeente none of whose predecessors
        has a figure gets no row. Margins (onder, boven) are not carried over: NaN.
    """
    namen = dict(zip(regio["regio_code"], regio["regio_naam"], strict=True))
    uitleg = Uitleg(namen, catalogus)
    rijen: list[dict[str, object]] = []
    for indicator in catalogus.indicatoren.values():
        for periode in omrekening.get_perioden(indicator.indicator_id):
            som = _build_som(omrekening, indicator, periode)
            if som.verschuiving.nu:
                rijen += _compute_rijen(omrekening, indicator, periode, som, uitleg)
    alle = pd.DataFrame(
        rijen, columns=["indicator_id", "regio_code", "periode_code", "waarde", *_EXTRA]
    )
    alle["indeling_jaar"] = omrekening.jaar
    alle["waarde"] = round_cijfers(alle["waarde"].to_numpy(dtype="float64"))
    genegeerd = find_genegeerd(omrekening, catalogus, herindeling, namen)
    herrekening = pd.concat([_build_herrekening(alle), genegeerd], ignore_index=True)
    return HerrekenUitkomst(
        _build_waarnemingen(alle),
        herrekening.sort_values(HERREKENING_KOLOMMEN[:4], ignore_index=True),
    )


_EXTRA = ["status", "snapshot_id", "methode", "uitleg", "altijd"]


def _build_som(omrekening: Omrekening, indicator: CatalogusIndicator, periode: str) -> _Som:
    """Choose what is added and by what is divided, both of the same year and territory."""
    regel, naam = indicator.regionaal, indicator.indicator_id
    jaar = omrekening.find_jaar(naam, periode)
    noemer_id = regel.noemer or regel.gewicht
    verschuiving = omrekening.get_verschuiving(jaar, _find_maat(omrekening, indicator))
    if regel.methode == "som":
        waarde = omrekening.get_waarde(naam, periode, verschuiving.plaatsen)
        return _Som(verschuiving, waarde)
    if noemer_id is None:
        return _Som(verschuiving, None)
    noemer_periode = _find_gewichtsperiode(omrekening, indicator, noemer_id, periode)
    noemer = _get_zelfde_gebied(omrekening, noemer_id, noemer_periode, verschuiving)
    if regel.maal is not None:
        noemer = noemer * _get_zelfde_gebied(omrekening, regel.maal, periode, verschuiving)
    if regel.gedeeld_door is not None:
        deler = _get_zelfde_gebied(omrekening, regel.gedeeld_door, periode, verschuiving)
        noemer = divide(noemer, deler)
    if regel.methode == "verhouding":
        schaal = 100.0 if indicator.kort == "%" else 1.0
        teller = _get_zelfde_gebied(omrekening, str(regel.teller), periode, verschuiving) * schaal
    else:
        teller = omrekening.get_waarde(naam, periode, verschuiving.plaatsen) * noemer
    return _Som(verschuiving, teller, noemer, noemer_id, noemer_periode)


def _find_maat(omrekening: Omrekening, indicator: CatalogusIndicator) -> Maat:
    """What a split gemeente is divided by: its area for an area, else as its weight or itself."""
    if indicator.eenheid in OPPERVLAKTEN:
        return "hectare"
    regel = indicator.regionaal
    return omrekening.find_maat(regel.noemer or regel.gewicht or indicator.indicator_id)


def _find_gewichtsperiode(
    omrekening: Omrekening, indicator: CatalogusIndicator, gewicht_id: str, periode: str
) -> str:
    """The declared date where its gemeenten are those of the figure, else the figure's own year.

    An ended gemeente has no weight at a later date; its own year is then the only true one.
    """
    peildatum = indicator.regionaal.peildatum
    if peildatum is None or peildatum == ZELFDE_JAAR:
        return periode
    eigen = omrekening.find_jaar(indicator.indicator_id, periode)
    return peildatum if omrekening.find_jaar(gewicht_id, peildatum) == eigen else periode


def _get_zelfde_gebied(
    omrekening: Omrekening, indicator_id: str, periode: str, verschuiving: Verschuiving
) -> Getallen:
    """Figures of another indicator, NaN when they stand on the gemeenten of another year."""
    if omrekening.find_jaar(indicator_id, periode) != verschuiving.jaar:
        return np.full(len(verschuiving.plaatsen), np.nan)
    return omrekening.get_waarde(indicator_id, periode, verschuiving.plaatsen)


def _compute_rijen(
    omrekening: Omrekening,
    indicator: CatalogusIndicator,
    periode: str,
    som: _Som,
    uitleg: Uitleg,
) -> list[dict[str, object]]:
    """One row per changed gemeente of which a predecessor has a figure."""
    naam, deel = indicator.indicator_id, som.verschuiving
    raakt, heel = deel.raakt, deel.heel
    bron = omrekening.get_waarde(naam, periode, deel.plaatsen)
    rang = omrekening.get_rang(naam, periode, deel.plaatsen)
    waarde = np.where(heel, _add(bron, raakt), _compute_waarde(som))
    status = (rang[:, None] * raakt).max(axis=0)
    iets = (~np.isnan(bron)).astype("float64") @ raakt > 0
    snapshot_id = omrekening.get_snapshot_id(naam)
    rijen: list[dict[str, object]] = []
    for k in np.flatnonzero(iets).tolist():
        if heel[k] and not np.isnan(waarde[k]):
            methode, tekst = OVERGENOMEN, uitleg.explain_overgenomen(deel, k)
        elif np.isnan(waarde[k]) and som.teller is not None:
            zonder_cijfer = np.isnan(bron) & (raakt[:, k] > 0)
            methode, tekst = NIET, uitleg.explain_ontbreekt(deel, zonder_cijfer, indicator)
        else:
            methode, tekst = _explain_som(indicator, periode, som, k, uitleg)
        rijen.append(
            {
                "indicator_id": naam,
                "regio_code": deel.nu[k],
                "periode_code": periode,
                "waarde": waarde[k],
                "status": STATUSSEN[int(status[k])],
                "snapshot_id": snapshot_id,
                "methode": methode,
                "uitleg": tekst,
                "altijd": som.teller is None and not heel[k],
            }
        )
    return rijen


def _explain_som(
    indicator: CatalogusIndicator, periode: str, som: _Som, plaats: int, uitleg: Uitleg
) -> tuple[str, str]:
    """Methode and sentence of what was added up, or why this indicator never can be."""
    if som.teller is None:
        return NIET, uitleg.explain_nooit(indicator)
    methode = _NAAM[indicator.regionaal.methode]
    zelfde_jaar = som.noemer_periode == periode
    return methode, uitleg.explain_som(
        som.verschuiving,
        plaats,
        methode,
        som.noemer_id,
        zelfde_jaar,
        deler_id=indicator.regionaal.gedeeld_door,
    )


def _compute_waarde(som: _Som) -> Getallen:
    """Shape (nu,); NaN where something is missing or there is nothing to divide by."""
    aandelen, raakt = som.verschuiving.aandelen, som.verschuiving.raakt
    leeg = np.full(aandelen.shape[1], np.nan)
    if som.teller is None:
        return leeg
    teller = _add(som.teller, raakt, aandelen)
    if som.noemer is None:
        return teller
    noemer = _add(som.noemer, raakt, aandelen)
    uit: Getallen = np.divide(teller, noemer, out=leeg, where=noemer > 0)
    return uit


def _add(waarde: Getallen, raakt: Getallen, aandelen: Getallen | None = None) -> Getallen:
    """Add the parts of all predecessors; NaN where one of them has no figure."""
    som = np.nan_to_num(waarde) @ (raakt if aandelen is None else aandelen)
    compleet = np.isnan(waarde).astype("float64") @ raakt == 0
    uit: Getallen = np.where(compleet, som, np.nan)
    return uit


def _build_waarnemingen(alle: pd.DataFrame) -> pd.DataFrame:
    reden = alle["uitleg"].astype("str").where(alle["waarde"].isna())
    return alle.assign(onder=np.nan, boven=np.nan, ontbreekt_omdat=reden, herkomst="herindeling")[
        KOLOMMEN
    ].reset_index(drop=True)


def _build_herrekening(alle: pd.DataFrame) -> pd.DataFrame:
    """What can never be recomputed gets one row for all periods, to keep the table small."""
    ooit = alle["altijd"].astype("bool")
    periode = alle["periode_code"].where(~ooit, ALLE)
    return alle.assign(periode_code=periode)[HERREKENING_KOLOMMEN].drop_duplicates(
        HERREKENING_KOLOMMEN[:4]
    )
