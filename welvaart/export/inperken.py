"""What fits in one chart: never more lines or bars than can be told apart, and it says so."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from welvaart.export.inhoud import Grafiek, Reeks

MAX_STAVEN: Final = 20
MAX_LIJNEN: Final = 5
_BUREN = 2
_VOORRANG = {"eigen": 0, "doel": 1, "land": 2, "groep": 3}


def limit_grafiek(grafiek: Grafiek) -> tuple[Grafiek, str]:
    """Leave out what does not fit; with a sentence that says so, "" when all is there.

    The own regio always stays: of bars the first ones, and the own one with its neighbours.
    """
    if grafiek.soort == "lijn":
        return _limit_lijnen(grafiek)
    return (grafiek, "") if grafiek.soort == "stapel" else _limit_staven(grafiek)


def has_waarden(grafiek: Grafiek) -> bool:
    """False for a chart in which there is nothing to draw."""
    return any(waarde is not None for reeks in grafiek.reeksen for waarde in reeks.waarden)


def _limit_lijnen(grafiek: Grafiek) -> tuple[Grafiek, str]:
    met = [r for r in grafiek.reeksen if any(w is not None for w in r.waarden)]
    if len(met) <= MAX_LIJNEN:
        return replace(grafiek, reeksen=tuple(met)), ""
    eerst = sorted(met, key=lambda r: _VOORRANG[r.rol])[:MAX_LIJNEN]
    zin = f"Van de {len(met)} lijnen staan er {MAX_LIJNEN} in de grafiek."
    return replace(grafiek, reeksen=tuple(r for r in met if r in eerst)), zin


def _limit_staven(grafiek: Grafiek) -> tuple[Grafiek, str]:
    n = len(grafiek.categorieen)
    if n <= MAX_STAVEN:
        return grafiek, ""
    eigen = _find_eigen(grafiek.reeksen)
    if eigen is None or eigen < MAX_STAVEN - _BUREN:
        plekken = list(range(MAX_STAVEN))
    else:
        rond = range(max(0, eigen - _BUREN), min(n, eigen + _BUREN + 1))
        plekken = [*range(MAX_STAVEN - len(rond)), *rond]
    hoogten = [_find_hoogte(grafiek.reeksen, k) for k in range(n)]
    gekozen = replace(
        grafiek.select(plekken),
        categorieen=tuple(
            f"{1 + sum(w > hoogten[k] for w in hoogten)}. {grafiek.categorieen[k]}" for k in plekken
        ),
    )
    return gekozen, (
        f"Van de {n} staven staan er {len(plekken)} in de grafiek; het getal voor de naam is de "
        "plaats van hoog naar laag; gelijke cijfers delen een plaats."
    )


def _find_hoogte(reeksen: Sequence[Reeks], k: int) -> float:
    return max((w for r in reeksen if (w := r.waarden[k]) is not None), default=float("-inf"))


def _find_eigen(reeksen: Sequence[Reeks]) -> int | None:
    for reeks in reeksen:
        if reeks.rol == "eigen":
            return next((k for k, w in enumerate(reeks.waarden) if w is not None), None)
    return None
