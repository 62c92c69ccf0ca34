"""All regio's of a kind on one indicator: the same for whichever of them is in view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np
from numpy.typing import NDArray

from welvaart.grafieken.cijfertabel import find_andere_plaatsen
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_opsomming
from welvaart.regio.regio import Regio, RegioSoort
from welvaart.scherm.geheugen import Geheugen

Getallen = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stippen:
    """Those with a figure in one period, the best first.

    Attributes:
        mee: places on the second axis of `stand.reeksen`.
        waarden: figures.
        namen: names.
        status: as in `Reeksen`.
        grof: which of these rows the source gives in whole units only.
        plaatsen: row → place in words, where it does not follow from the figures.
        zonder: a sentence that names who has no figure; "" when all have one.
    """

    mee: tuple[int, ...]
    waarden: tuple[float, ...]
    namen: tuple[str, ...]
    status: tuple[str, ...]
    grof: tuple[int, ...]
    plaatsen: Mapping[int, str]
    zonder: str


_STIPPEN: Geheugen[Stippen] = Geheugen(500)


def get_stippen(stand: Stand, regel: Regel, regio: Regio) -> Stippen:
    """Those that a line is judged among, in the period of its figure.

    Args:
        stand: the figures in which the regio is judged.
        regel: says which indicator and period; has a figure.
        regio: an own one stands alone; of another kind all share the result.
    """
    wie = regio.code if regio.soort is RegioSoort.EIGEN else regio.soort
    sleutel = (regel.indicator.indicator_id, regel.periode_code, wie)
    return _STIPPEN.get(stand, sleutel, lambda: _build_stippen(stand, regel))


def _build_stippen(stand: Stand, regel: Regel) -> Stippen:
    i = stand.reeksen.get_i(regel.indicator.indicator_id)
    t = int(np.flatnonzero(stand.reeksen.perioden[i] == regel.periode_code)[0])
    kolom = stand.beoordeling.gemeten[i, :, t] if stand.basis else stand.reeksen.waarde[i, :, t]
    mee, zonder = _split_op_cijfer(stand, regel, kolom)
    waarden = kolom[mee].tolist()
    return Stippen(
        tuple(mee),
        tuple(waarden),
        tuple(stand.regios[stand.reeksen.regio_codes[k]].naam for k in mee),
        tuple(stand.reeksen.status[i, k, t] for k in mee),
        tuple(n for n, k in enumerate(mee) if _is_grof(stand, regel, k)),
        _find_plaatsen(stand, i, mee, t, waarden) if mee else {},
        zonder,
    )


def _is_grof(stand: Stand, regel: Regel, r: int) -> bool:
    return (regel.indicator.indicator_id, stand.reeksen.regio_codes[r]) in stand.afgerond


def _find_plaatsen(
    stand: Stand, i: int, mee: Sequence[int], t: int, waarden: Sequence[float]
) -> dict[int, str]:
    """Places as judged where rounding leaves some open; {} where they follow from the figures."""
    rijen = list(mee)
    van, tot = (
        rang[i, rijen, t] for rang in (stand.beoordeling.rang_van, stand.beoordeling.rang_tot)
    )
    if np.isnan(stand.reeksen.onder[i, rijen, t]).all() or np.isnan(van).any():
        return {}
    paren = [(int(a), int(b)) for a, b in zip(van, tot, strict=True)]
    return find_andere_plaatsen(waarden, paren)


def _split_op_cijfer(stand: Stand, regel: Regel, kolom: Getallen) -> tuple[list[int], str]:
    """Regio's of this kind with a value, the best first, and a sentence on who has none.

    An area whose figure is a median or that of some gemeenten counts as without.
    """
    wie = stand.gemeenten if stand.basis is None else [
        stand.regios[stand.reeksen.regio_codes[r]] for r in stand.beoordeling.gemeenten
    ]  # fmt: skip
    alle = [
        (None if (regel.indicator.indicator_id, regio.code) in stand.wat
         else stand.reeksen.get_r(regio.code), regio.naam)
        for regio in sorted(wie, key=lambda regio: regio.naam)
    ]  # fmt: skip
    teken = regel.indicator.teken or 1
    mee = [r for r, _ in alle if r is not None and not isnan(kolom[r])]
    zonder = [naam for r, naam in alle if r is None or isnan(kolom[r])]
    mee.sort(key=lambda r: -teken * kolom[r])
    return mee, f"Geen cijfer: {format_opsomming(zonder)}." if zonder else ""
