"""All figures of all gemeenten once more, from the rows of the warehouse, by another road.

Nothing of `welvaart` computes here: SQL rows, pandas, one loop per series, a t-distribution by
Simpson's rule. What the command `scorekaart` says must be the same, for every gemeente and
indicator.
"""

import math
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pandas as pd
import pytest

from welvaart.groep.groepen import find_groepen
from welvaart.lezen.stand import Stand
from welvaart.opdracht.kaartbouw import build_kaartregels
from welvaart.opdracht.kaartregel import Kaartregel

Reeks = dict[int, float]
KLEIN = 1e-9


class Bron(NamedTuple):
    """The rows, as dictionaries: (indicator, regio) → year → figure."""

    indicator: dict[str, dict[str, Any]]
    reeks: dict[tuple[str, str], Reeks]
    getoetst: dict[tuple[str, str], Reeks]
    marge: dict[tuple[str, str, int], tuple[float, float]]
    vanaf: dict[tuple[str, str], int]
    venster: dict[str, tuple[int, int]]
    grof: set[tuple[str, str]]
    gewicht: dict[tuple[str, str], dict[str, float]]
    lid: dict[str, str]
    bekend: dict[tuple[str, str], tuple[Reeks, float, float, str]]


def read_bron(pad: Path) -> Bron:
    with duckdb.connect() as verbinding:
        verbinding.execute(f"ATTACH '{pad}' AS w (READ_ONLY)")
        lees = {naam: verbinding.execute(sql).df() for naam, sql in SQL.items()}
    indicator = {rij["indicator_id"]: rij for rij in lees["indicator"].to_dict("records")}
    rijen = lees["waarneming"]
    # A recomputed row stands in place of the published one, also when it is empty.
    rijen = rijen.sort_values("indeling_jaar").drop_duplicates(
        ["indicator_id", "regio_code", "periode_code"], keep="last"
    )
    jaar = rijen["periode_code"].str[:4].astype(int)
    meer = rijen["periode_code"].str.extract(r"G(\d)00$")[0].astype(float)
    rijen = rijen.assign(jaar=(jaar + meer.fillna(1) - 1).astype(int))
    gevuld = rijen.dropna(subset="waarde")
    reeks: dict[tuple[str, str], Reeks] = {}
    getoetst: dict[tuple[str, str], Reeks] = {}
    marge = {}
    for ind, regio, j, waarde, onder, boven, herkomst in gevuld[
        ["indicator_id", "regio_code", "jaar", "waarde", "onder", "boven", "herkomst"]
    ].itertuples(index=False, name=None):
        x, rond = indicator[ind], waarde
        if herkomst == "herindeling" and x["regionaal"] != "som":
            rond = round(round(waarde / x["afronding"]) * x["afronding"], 10)
        reeks.setdefault((ind, regio), {})[j] = waarde
        getoetst.setdefault((ind, regio), {})[j] = rond
        if not math.isnan(onder):
            marge[ind, regio, j] = (onder, boven)
    gewicht: dict[tuple[str, str], dict[str, float]] = {}
    for ind, gemeente, periode, getal in lees["gewicht"].itertuples(index=False, name=None):
        gewicht.setdefault((ind, periode), {})[gemeente] = getal
    return Bron(
        indicator,
        reeks,
        getoetst,
        marge,
        _find_vanaf(lees, indicator),
        _find_vensters(indicator, rijen),
        set(lees["afgerond"].itertuples(index=False, name=None)),
        gewicht,
        dict(lees["lid"].itertuples(index=False, name=None)),
        {},
    )


SQL = {
    "indicator": "SELECT * FROM w.indicator ORDER BY volgorde",
    "waarneming": "SELECT * FROM w.waarneming WHERE (indeling_jaar = 0 OR herkomst = 'herindeling')"
    " AND (regio_code = 'NL01' OR regio_code IN (SELECT regio_code FROM w.regio"
    " WHERE soort = 'gemeente' AND geldig_tot IS NULL))",
    "breuk": "SELECT indicator_id, periode_code FROM w.breuk",
    "gebiedsbreuk": "SELECT regio_code, periode_code FROM w.herrekening WHERE methode = 'breuk'",
    "afgerond": "SELECT indicator_id, regio_code FROM w.kanttekening WHERE soort = 'afgerond'",
    "gewicht": "SELECT * FROM w.regiogewicht",
    "lid": "SELECT gemeente_code, regio_code FROM w.indeling WHERE jaar = 2026 AND soort = 'corop'",
}


def _find_vanaf(
    lees: dict[str, pd.DataFrame], indicator: dict[str, dict[str, Any]]
) -> dict[tuple[str, str], int]:
    """First year after the newest break: (indicator, "*") and (indicator, gemeente)."""
    vanaf: dict[tuple[str, str], int] = {}
    for ind, periode in lees["breuk"].itertuples(index=False, name=None):
        vanaf[ind, "*"] = max(vanaf.get((ind, "*"), 0), int(periode[:4]))
    for regio, periode in lees["gebiedsbreuk"].itertuples(index=False, name=None):
        for ind, x in indicator.items():
            if pd.isna(x["indeling_bron"]):
                vanaf[ind, regio] = max(vanaf.get((ind, regio), 0), int(periode[:4]))
    return vanaf


def _find_vensters(
    indicator: dict[str, dict[str, Any]], rijen: pd.DataFrame
) -> dict[str, tuple[int, int]]:
    """Eight calendar years to the last year of the edition, the same for all its indicators."""
    laatste = rijen.groupby("indicator_id")["jaar"].max().to_dict()
    editie = {ind: (x["bron_naam"], x["editie"]) for ind, x in indicator.items()}
    eind = {
        sleutel: max(laatste.get(ind, 0) for ind, anders in editie.items() if anders == sleutel)
        for sleutel in set(editie.values())
    }
    return {ind: (eind[sleutel] - 7, eind[sleutel]) for ind, sleutel in editie.items()}


@lru_cache(maxsize=200_000)
def compute_p(t: float, df: int) -> float:
    """Two-sided tail of Student's t: one minus the area between −t and t."""
    c = math.gamma((df + 1) / 2) / math.sqrt(df * math.pi) / math.gamma(df / 2)
    # Substitute x = √df·tan(hoek): a smooth integrand on a short stretch.
    hoek = np.linspace(0.0, math.atan(abs(t) / math.sqrt(df)), 201)
    f = np.cos(hoek) ** (df - 1)
    simpson = (f[0] + f[-1] + 4 * f[1:-1:2].sum() + 2 * f[2:-1:2].sum()) * (hoek[1] - hoek[0]) / 3
    return float(1 - 2 * c * math.sqrt(df) * simpson)


def fit(punten: Reeks) -> tuple[float, float, str]:
    """Slope, p and direction of a line through (year, figure); written out, one series."""
    n = len(punten)
    if n < 2:
        return math.nan, math.nan, "te_weinig_meetjaren"
    x, y = np.array(list(punten), dtype=float), np.array(list(punten.values()))
    b, a = np.polynomial.polynomial.polyfit(x - x.mean(), y, 1)[::-1]
    rest = y - a - b * (x - x.mean())
    sxx, rss = float(((x - x.mean()) ** 2).sum()), float((rest**2).sum())
    schaal = max(float(np.abs(y).max()), 1e-300)
    vlak, strak = abs(b) * math.sqrt(sxx) <= KLEIN * schaal, math.sqrt(rss) <= KLEIN * schaal
    if strak:
        p = 1.0 if vlak else 0.0
    else:
        p = compute_p(round(float(b / math.sqrt(rss / max(n - 2, 1) / sxx)), 12), max(n - 2, 1))
    b = 0.0 if vlak else float(b)
    if n < 5:
        return b, math.nan, "te_weinig_meetjaren"
    return b, p, "gelijk" if p >= 0.05 else "stijgt" if b > 0 else "daalt"


def compute_trend(bron: Bron, ind: str, regio: str) -> tuple[Reeks, float, float, str]:
    if (ind, regio) not in bron.bekend:
        bron.bekend[ind, regio] = _compute_trend(bron, ind, regio)
    return bron.bekend[ind, regio]


def _compute_trend(bron: Bron, ind: str, regio: str) -> tuple[Reeks, float, float, str]:
    van, tot = bron.venster[ind]
    van = max(van, bron.vanaf.get((ind, "*"), 0), bron.vanaf.get((ind, regio), 0))
    punten = {
        j: w for j, w in sorted(bron.getoetst.get((ind, regio), {}).items()) if van <= j <= tot
    }
    helling, p, trend = fit(punten)
    if (ind, regio) in bron.grof or bron.indicator[ind]["regionaal"] == "klasse":
        trend = "geen_oordeel"
    return punten, helling, p, trend


def compute_relatief(bron: Bron, ind: str, regio: str) -> tuple[float, float, str]:
    punten, _, _, trend = compute_trend(bron, ind, regio)
    land, _, _, _ = compute_trend(bron, ind, "NL01")
    verschil = {j: w - land[j] for j, w in punten.items() if j in land}
    helling, p, richting = fit(verschil)
    x = bron.indicator[ind]
    if (
        not math.isnan(p)
        and abs(helling) * (max(verschil) - min(verschil)) < x["afronding"] - KLEIN
    ):
        richting = "gelijk"
    teken = {"hoger_is_beter": 1, "lager_is_beter": -1}.get(x["richting"], 0)
    if not verschil or trend == "geen_oordeel":
        return helling, p, "geen_oordeel"
    if richting == "te_weinig_meetjaren" or teken == 0:
        return helling, p, richting if richting == "te_weinig_meetjaren" else "geen_oordeel"
    if richting == "gelijk":
        return helling, p, "gelijk"
    return helling, p, "gunstig" if (richting == "stijgt") == (teken > 0) else "ongunstig"


def compute_plaats(
    bron: Bron, ind: str, jaar: int, gemeenten: list[str]
) -> dict[str, tuple[int, int, int]]:
    """(best place, worst place, gemeenten with a figure): counted one by one."""
    teken = -1 if bron.indicator[ind]["richting"] == "lager_is_beter" else 1
    cijfer = {
        g: bron.getoetst[ind, g][jaar] for g in gemeenten if jaar in bron.getoetst.get((ind, g), {})
    }
    rand = {
        g: sorted(teken * grens for grens in bron.marge.get((ind, g, jaar), (w, w)))
        for g, w in cijfer.items()
    }
    laag, hoog = (np.array([paar[k] for paar in rand.values()]) for k in (0, 1))
    return {
        g: (1 + int((laag > boven).sum()), len(rand) - int((hoog < onder).sum()), len(rand))
        for g, (onder, boven) in rand.items()
    }


def compute_groep(bron: Bron, ind: str, jaar: int, leden: list[str]) -> tuple[float, bool] | None:
    """Sum, or mean with the declared weight; None where this road does not apply.

    Applies to series on one indeling, in which each member has a figure in all years or in none.
    """
    x = bron.indicator[ind]
    if pd.isna(x["indeling_bron"]) or x["regionaal"] not in ("gewogen", "mediaan"):
        return None
    jaren = {j for (naam, g), r in bron.reeks.items() if naam == ind and g != "NL01" for j in r}
    panel = [g for g in leden if set(bron.reeks.get((ind, g), {})) >= jaren]
    met = [g for g in leden if jaar in bron.reeks.get((ind, g), {})]
    if not panel:
        return None
    cijfers = [bron.reeks[ind, g][jaar] for g in met]
    if x["regionaal"] == "mediaan":
        return float(np.median(cijfers)), False
    peil = f"{jaar}JJ00" if x["regionaal_peildatum"] == "zelfde_jaar" else x["regionaal_peildatum"]
    massa = bron.gewicht[x["regionaal_gewicht"], peil]
    volledig = sum(massa[g] for g in panel) / sum(massa[g] for g in leden) >= 0.95
    wie = panel if volledig else met
    maal = x["regionaal_maal"]
    weegt = [massa[g] * (bron.reeks[maal, g][jaar] if isinstance(maal, str) else 1) for g in wie]
    return float(np.average([bron.reeks[ind, g][jaar] for g in wie], weights=weegt)), volledig


def find_kwart(van: int, tot: int, n: int) -> str:
    if 4 * tot <= n:
        return "beste_kwart"
    if 4 * van > 3 * n:
        return "slechtste_kwart"
    return "midden" if 4 * van > n and 4 * tot <= 3 * n else "niet_te_zeggen"


@pytest.fixture(scope="module")
def bron(warehouse: Path) -> Bron:
    return read_bron(warehouse)


@pytest.fixture(scope="module")
def kaarten(stand: Stand) -> dict[str, list[Kaartregel]]:
    """What the command gives, for every gemeente, beside its COROP."""
    uit = {}
    for gemeente in stand.gemeenten:
        groepen = [g for g in find_groepen(stand, gemeente.code) if g.sleutel == "corop"]
        uit[gemeente.code] = build_kaartregels(stand, gemeente.code, groepen, {})
    return uit


def walk(kaarten: dict[str, list[Kaartregel]]) -> Iterator[tuple[str, Kaartregel]]:
    for code, kaart in kaarten.items():
        for regel in kaart:
            yield code, regel


def get_jaar(regel: Kaartregel) -> int:
    code = regel.periode_code or ""
    return int(code[:4]) + (int(code[5]) - 1 if code[4] == "G" else 0)


def is_gelijk(a: float | None, b: float, tolerantie: float = 1e-7) -> bool:
    if a is None or math.isnan(b):
        return a is None and math.isnan(b)
    return math.isclose(a, b, rel_tol=tolerantie, abs_tol=tolerantie)


def test_every_value_is_the_newest_row(bron: Bron, kaarten: dict[str, list[Kaartregel]]) -> None:
    fout = []
    for code, regel in walk(kaarten):
        reeks = bron.reeks.get((regel.indicator_id, code), {})
        goed = (
            regel.waarde is None and regel.ontbreekt_omdat
            if not reeks
            else (get_jaar(regel), regel.waarde) == (max(reeks), reeks[max(reeks)])
        )
        if not goed:
            fout.append((code, regel.indicator_id, regel.waarde))
    assert fout == []


def test_every_place_and_quarter_can_be_counted(
    bron: Bron, kaarten: dict[str, list[Kaartregel]]
) -> None:
    plaatsen: dict[tuple[str, int], dict[str, tuple[int, int, int]]] = {}
    fout = []
    for code, regel in walk(kaarten):
        if regel.waarde is None:
            continue
        sleutel = (regel.indicator_id, get_jaar(regel))
        if sleutel not in plaatsen:
            plaatsen[sleutel] = compute_plaats(bron, *sleutel, list(kaarten))
        van, tot, n = plaatsen[sleutel][code]
        neutraal = regel.richting == "neutraal"
        kwart = "geen_oordeel" if neutraal or n < 2 else find_kwart(van, tot, n)
        verwacht = (None, None) if neutraal else (van, tot)
        if (regel.rang_van, regel.rang_tot, regel.n, regel.positie) != (*verwacht, n, kwart):
            fout.append((code, regel.indicator_id, van, tot, n, kwart))
    assert fout == []


def test_every_trend_is_the_line_through_its_years(
    bron: Bron, kaarten: dict[str, list[Kaartregel]]
) -> None:
    fout, geteld, telling = [], [], {}
    for ind in bron.indicator:
        telling[ind] = Counter(compute_trend(bron, ind, code)[3] for code in kaarten)
    for code, regel in walk(kaarten):
        if regel.waarde is None:
            continue
        punten, helling, p, trend = compute_trend(bron, regel.indicator_id, code)
        if not (
            regel.trend == trend
            and regel.trend_jaren == tuple(punten)
            and is_gelijk(regel.trend_helling, helling)
            and is_gelijk(regel.trend_p, p, 1e-6)
        ):
            fout.append((code, regel.indicator_id, trend, helling, p))
        if regel.zelfde_trend_als != telling[regel.indicator_id][trend] and trend in (
            "stijgt",
            "daalt",
            "gelijk",
        ):
            geteld.append((code, regel.indicator_id))
    assert fout == []
    assert geteld == []


def test_every_relative_trend_is_the_line_through_the_difference(
    bron: Bron, kaarten: dict[str, list[Kaartregel]]
) -> None:
    fout = []
    for code, regel in walk(kaarten):
        if regel.waarde is None:
            continue
        helling, p, oordeel = compute_relatief(bron, regel.indicator_id, code)
        if not (
            regel.relatieve_trend == oordeel
            and is_gelijk(regel.relatieve_helling, helling, 1e-6)
            and is_gelijk(regel.relatieve_p, p, 1e-6)
        ):
            fout.append((code, regel.indicator_id, oordeel, helling, p, regel.relatieve_trend))
    assert fout == []


def test_every_value_of_a_corop_is_the_weighted_mean_or_median(
    bron: Bron, kaarten: dict[str, list[Kaartregel]]
) -> None:
    gezien: dict[tuple[str, int, str], tuple[float, bool] | None] = {}
    fout, vergeleken = [], 0
    for code, regel in walk(kaarten):
        corop = bron.lid[code]
        sleutel = (regel.indicator_id, get_jaar(regel), corop)
        if sleutel not in gezien:
            leden = [g for g, waar in bron.lid.items() if waar == corop and g in kaarten]
            gezien[sleutel] = compute_groep(bron, *sleutel[:2], leden)
        verwacht, cijfer = gezien[sleutel], regel.vergelijking["corop"]
        if verwacht is None or cijfer.methode in (None, "bron"):
            continue
        vergeleken += 1
        if not is_gelijk(cijfer.waarde, verwacht[0]) or cijfer.volledig != verwacht[1]:
            fout.append((code, regel.indicator_id, cijfer.waarde, verwacht))
    assert fout == []
    assert vergeleken > 8_000
