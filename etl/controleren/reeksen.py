"""What must hold for a series as a whole: one source, one unit, one national total.

Two notions never stand in one line. The catalogue gives each notion its own id; these rules refuse
figures that would put a second one under the same id.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from welvaart.catalogus import Catalogus
from welvaart.cijfers.herindeling import merge_op_indeling
from welvaart.fouten import ControleFout
from welvaart.regio.regio import RegioSoort

MAX_VERHOUDING = 5.0
"""Typical new figure against the old one, from which it must be another unit (×10, ×12, ×1000)."""
MIN_PAREN = 3
_CEL = ["indicator_id", "regio_code", "periode_code"]
_EIGEN = ("bron", "import")
_BRON = ["bron", "tabel", "editie"]
_TOLERANTIE = 1e-9


def find_gemengde_reeksen(waarnemingen: pd.DataFrame, snapshot: pd.DataFrame) -> Iterable[str]:
    """Find series (one indicator, one kind of regio) with figures of more than one edition.

    Args:
        waarnemingen: all of them; only published and imported rows count.
        snapshot: table `snapshot`; bron, tabel and editie together name an edition.
    """
    gepubliceerd = waarnemingen["herkomst"].isin(_EIGEN) & (waarnemingen["indeling_jaar"] == 0)
    rijen = waarnemingen.loc[gepubliceerd, ["indicator_id", "regio_code", "snapshot_id"]]
    regio_nr, codes = pd.factorize(rijen["regio_code"])
    soort = np.array([str(code)[:2] for code in codes], dtype="object")[regio_nr]
    uniek = rijen[["indicator_id", "snapshot_id"]].assign(soort=soort).drop_duplicates()
    namen_van = {
        snapshot_id: ", ".join(str(deel) for deel in editie if pd.notna(deel))
        for snapshot_id, *editie in snapshot[["snapshot_id", *_BRON]].to_numpy().tolist()
    }
    uniek["editie"] = uniek["snapshot_id"].map(namen_van)
    for (indicator_id, prefix), groep in uniek.groupby(["indicator_id", "soort"]):
        namen = sorted(set(groep["editie"].dropna()))
        if len(namen) > 1:
            yield (
                f"{indicator_id}: de reeks voor {prefix} komt uit {len(namen)} uitgaven"
                f" ({'; '.join(namen)}); geef elke uitgave een eigen indicator in indicators.yaml"
            )


def check_zelfde_eenheid(oud: pd.DataFrame, nieuw: pd.DataFrame) -> None:
    """Refuse a series that replaces another under the same id but in another unit.

    Read from the figures themselves, in the cells that both have: a unit differs by a factor of
    ten or more, a revision does not.

    Args:
        oud: waarnemingen that would be replaced.
        nieuw: waarnemingen that come in their place.

    Raises:
        ControleFout: one line per indicator, with the factor.
    """
    paren = nieuw[[*_CEL, "waarde"]].merge(oud[[*_CEL, "waarde"]], on=_CEL, suffixes=("", "_oud"))
    paren = paren[(paren["waarde"].abs() > 0) & (paren["waarde_oud"].abs() > 0)]
    problemen = []
    for indicator_id, groep in paren.groupby("indicator_id"):
        factor = float((groep["waarde"] / groep["waarde_oud"]).abs().median())
        if len(groep) >= MIN_PAREN and not 1 / MAX_VERHOUDING < factor < MAX_VERHOUDING:
            problemen.append(
                f"{indicator_id}: de nieuwe cijfers zijn ongeveer {factor:.3g} keer de"
                " meegeleverde, dus in een andere eenheid; geef factor op, of maak er een eigen"
                " indicator van"
            )
    if problemen:
        raise ControleFout(problemen)


def find_totaalfouten(
    waarnemingen: pd.DataFrame, catalogus: Catalogus, regio: pd.DataFrame
) -> Iterable[str]:
    """Find sums over all gemeenten that changed by recomputing them to another indeling.

    Only periods in which every gemeente could be recomputed: a gap has no total.
    """
    som_ids = [
        naam for naam, soort in catalogus.indicatoren.items() if soort.regionaal.methode == "som"
    ]
    rijen = waarnemingen[
        waarnemingen["indicator_id"].isin(som_ids) & waarnemingen["regio_code"].str.startswith("GM")
    ]
    afgeleid = rijen[rijen["herkomst"] == "herindeling"]
    reeks = ["indicator_id", "periode_code"]
    for jaar in sorted(set(afgeleid["indeling_jaar"])):
        eerst = rijen[rijen["indeling_jaar"] == 0].groupby(reeks)["waarde"].sum()
        nu = merge_op_indeling(rijen, int(jaar), _find_gemeenten(regio, int(jaar)))
        later = nu.groupby(reeks)["waarde"].sum()
        met_gat = afgeleid[afgeleid["waarde"].isna()].set_index(reeks).index
        samen = pd.DataFrame({"eerst": eerst, "later": later})
        samen = samen[~samen.index.isin(met_gat)]
        verschil = (samen["eerst"] - samen["later"]).abs()
        fout = samen[~(verschil <= _TOLERANTIE * samen["eerst"].abs().clip(lower=1))]
        for indicator_id, periode_code, was, wordt in fout.reset_index().to_numpy().tolist():
            yield (
                f"{indicator_id}, {periode_code}: op de indeling van {jaar} tellen de gemeenten op"
                f" tot {wordt:.0f}, gepubliceerd is {was:.0f}; kijk de herindelingen na in"
                " correcties.yaml"
            )


def _find_gemeenten(regio: pd.DataFrame, jaar: int) -> list[str]:
    """Gemeenten of 1 January of a year."""
    dag = pd.Timestamp(jaar, 1, 1)
    van, tot = (pd.to_datetime(regio[kolom]) for kolom in ("geldig_van", "geldig_tot"))
    bestaat = (van.isna() | (van <= dag)) & (tot.isna() | (tot > dag))
    gekozen = regio.loc[bestaat & (regio["soort"] == RegioSoort.GEMEENTE), "regio_code"]
    return [str(code) for code in gekozen]
