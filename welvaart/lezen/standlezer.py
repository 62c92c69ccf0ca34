"""Read one warehouse into a `Stand`: merge, judge and collect everything once."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from welvaart.cijfers.deeljaarreeks import build_deeljaarreeksen
from welvaart.cijfers.groepswaarde import compute_niveau
from welvaart.cijfers.grondslag import Grondslag, build_grondslag
from welvaart.cijfers.herindeling import merge_op_indeling
from welvaart.cijfers.periode import Periode
from welvaart.cijfers.reeksen import Reeksen, build_reeksen
from welvaart.lezen.stand import Herrekening, Stand, Thema
from welvaart.lezen.warehouse import Warehouse
from welvaart.oordeel.beoordeling import build_beoordeling
from welvaart.oordeel.regel import Groepswaarde
from welvaart.regio.regio import NEDERLAND, Regio

_MIN_LAND = 5
"""Fewer gemeenten than this say nothing about Nederland."""


def read_stand(pad: Path) -> Stand:
    """Read one warehouse and judge every gemeente.

    Raises:
        WarehouseFout: the file is missing, damaged or of another version.
    """
    with Warehouse.open(pad) as warehouse:
        catalogus = warehouse.read_indicatoren()
        regios = warehouse.read_regios()
        gemeenten = tuple(warehouse.read_gemeenten())
        herrekening = _collect_herrekening(warehouse.read_herrekeningen())
        rijen = warehouse.read_waarnemingen()
        gevuld, per_jaar = _find_gevuld(rijen)
        waarnemingen = _merge(rijen, gemeenten)
        deelcijfers = warehouse.read_deelcijfers()
        met_deel = {naam for naam, _ in deelcijfers}
        indicatoren = {naam: x for naam, x in catalogus.items() if naam in per_jaar | met_deel}
        breuken, regio_breuken = warehouse.read_breuken(), _find_regio_breuken(herrekening)
        kanttekeningen = warehouse.read_kanttekeningen()
        met_cijfer = set(waarnemingen["regio_code"])
        reeksen = build_reeksen(
            waarnemingen, list(indicatoren), [code for code in regios if code in met_cijfer]
        )
        afgerond = kanttekeningen[kanttekeningen["soort"] == "afgerond"]
        grof = frozenset(zip(afgerond["indicator_id"], afgerond["regio_code"], strict=True))
        grondslag = build_grondslag(
            reeksen,
            indicatoren,
            [gemeente.code for gemeente in gemeenten],
            gewichten=warehouse.read_gewichten(),
            regio_breuken=regio_breuken,
        )
        return Stand(
            bouw=warehouse.read_bouw(),
            indicatoren=indicatoren,
            themas=tuple(Thema(*rij) for rij in warehouse.read_themas()),
            regios=regios,
            gemeenten=gemeenten,
            aliassen=tuple(warehouse.read_aliassen()),
            lidmaatschap=warehouse.read_lidmaatschap(),
            reeksen=reeksen,
            beoordeling=build_beoordeling(
                reeksen,
                indicatoren,
                breuken=breuken,
                regio_breuken=regio_breuken,
                zonder_trend=grof,
            ),
            breuken=breuken,
            regio_breuken=regio_breuken,
            herrekening=herrekening,
            kanttekeningen=tuple(kanttekeningen.itertuples(index=False, name=None)),
            land=_collect_land(reeksen, grondslag, warehouse),
            afgerond=grof,
            grondslag=grondslag,
            hiaten=warehouse.read_hiaten(),
            dekking=warehouse.read_dekking(),
            snapshots=warehouse.read_snapshots(),
            klaarstaand=tuple(x for naam, x in catalogus.items() if naam not in gevuld | met_deel),
            deeljaar=tuple(catalogus[naam] for naam in catalogus if naam in gevuld - per_jaar),
            deeljaarreeksen=build_deeljaarreeksen(rijen),
            deelcijfers=deelcijfers,
            eigen_reeksen=warehouse.read_eigen_reeksen(),
        )


def _find_gevuld(waarnemingen: pd.DataFrame) -> tuple[frozenset[str], frozenset[str]]:
    """Ids with a figure in any period, and those with a figure per year."""
    gevuld = waarnemingen.loc[waarnemingen["waarde"].notna(), ["indicator_id", "periode_code"]]
    perioden = gevuld["periode_code"].unique()
    jaarlijks = [code for code in perioden if Periode.parse(code).is_jaarlijks]
    per_jaar = gevuld.loc[gevuld["periode_code"].isin(jaarlijks), "indicator_id"]
    return frozenset(gevuld["indicator_id"].unique()), frozenset(per_jaar.unique())


def _merge(waarnemingen: pd.DataFrame, gemeenten: Sequence[Regio]) -> pd.DataFrame:
    """Series on the gemeenten of today; years on another territory recomputed or empty."""
    jaar = int(waarnemingen["indeling_jaar"].max())
    return merge_op_indeling(waarnemingen, jaar, [gemeente.code for gemeente in gemeenten])


def _collect_herrekening(
    rijen: Iterable[tuple[str, str, str, int, str, str]],
) -> dict[tuple[str, str], list[Herrekening]]:
    uit: dict[tuple[str, str], list[Herrekening]] = {}
    for indicator_id, regio_code, periode_code, _, methode, uitleg in rijen:
        uit.setdefault((indicator_id, regio_code), []).append(
            Herrekening(periode_code, methode, uitleg)
        )
    return uit


def _find_regio_breuken(
    herrekening: Mapping[tuple[str, str], list[Herrekening]],
) -> dict[str, list[tuple[str, str]]]:
    return {
        regio_code: breuken
        for (_, regio_code), lijst in herrekening.items()
        if (breuken := [(h.periode_code, h.uitleg) for h in lijst if h.methode == "breuk"])
    }


def _collect_land(
    reeksen: Reeksen, grondslag: Grondslag, warehouse: Warehouse
) -> dict[tuple[str, str], Groepswaarde]:
    """What stands for Nederland: the official figure, else ours, else of who has a figure."""
    land = {}
    for ind, periode, methode, waarde, n, totaal, volledig in warehouse.read_groepswaarden(
        NEDERLAND
    ):
        if ind not in reeksen.indicator_ids or not Periode.parse(periode).is_jaarlijks:
            continue
        if not volledig:
            i, t = reeksen.get_i(ind), reeksen.jaren.index(Periode.parse(periode).laatste_jaar)
            waarde, n = compute_niveau(grondslag, grondslag.gemeenten, i, t)
        if n < min(_MIN_LAND, totaal):
            continue
        land[ind, periode] = Groepswaarde(waarde, methode, n, volledig, n_gemeenten=totaal)
    r = reeksen.get_r(NEDERLAND)
    for i, indicator_id in enumerate(reeksen.indicator_ids if r is not None else ()):
        for k in np.flatnonzero(np.isin(reeksen.herkomst[i, r], ("bron", "import"))):
            if not np.isnan(officieel := float(reeksen.waarde[i, r, k])):
                land[indicator_id, str(reeksen.perioden[i, k])] = Groepswaarde(
                    officieel, "bron", None, volledig=True
                )
    return land
