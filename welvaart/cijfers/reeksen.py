"""All figures as one block (indicator × regio × year), so that all gemeenten are judged at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from welvaart.cijfers.periode import Periode

Getallen = NDArray[np.float64]


@dataclass(frozen=True)
class Reeksen:
    """Figures on three axes; NaN or "" = no figure. The arrays are read-only.

    Attributes:
        indicator_ids: first axis.
        regio_codes: second axis.
        jaren: third axis, all calendar years; a mean over several years stands at its last.
        waarde: in the indicator's eenheid.
        onder: lower bound of the margin, NaN where none is known.
        boven: upper bound.
        status: "definitief", "voorlopig" …; "" where there is no row.
        ontbreekt_omdat: reason of a gap; "" where there is a value or no row.
        herkomst: "bron", "berekend" …; "" where there is no row.
        perioden: period code per indicator and year, "" where the indicator has none.
    """

    indicator_ids: tuple[str, ...]
    regio_codes: tuple[str, ...]
    jaren: tuple[int, ...]
    waarde: Getallen
    onder: Getallen
    boven: Getallen
    status: NDArray[np.object_]
    ontbreekt_omdat: NDArray[np.object_]
    herkomst: NDArray[np.object_]
    perioden: NDArray[np.object_]

    def __post_init__(self) -> None:
        for blok in (self.waarde, self.onder, self.boven):
            blok.flags.writeable = False
        for tekst in (self.status, self.ontbreekt_omdat, self.herkomst, self.perioden):
            tekst.flags.writeable = False

    @cached_property
    def _plaats(self) -> tuple[dict[str, int], dict[str, int]]:
        return (
            {naam: k for k, naam in enumerate(self.indicator_ids)},
            {naam: k for k, naam in enumerate(self.regio_codes)},
        )

    def select(self, indicator_id: str) -> "Reeksen":
        """The same block with one indicator."""
        i = self.get_i(indicator_id)
        blokken = ("waarde", "onder", "boven", "status", "ontbreekt_omdat", "herkomst", "perioden")
        delen = {naam: getattr(self, naam)[[i]] for naam in blokken}
        return replace(self, indicator_ids=(indicator_id,), **delen)

    def get_i(self, indicator_id: str) -> int:
        """Place of an indicator on the first axis."""
        return self._plaats[0][indicator_id]

    def get_r(self, regio_code: str) -> int | None:
        """Place of a regio on the second axis; None when it has no row at all."""
        return self._plaats[1].get(regio_code)

    @cached_property
    def _gevuld(self) -> dict[str, tuple[int, ...]]:
        heeft = np.asarray(~np.isnan(self.waarde).all(axis=1))
        return {
            naam: tuple(jaar for jaar, er_is in zip(self.jaren, heeft[i], strict=True) if er_is)
            for i, naam in enumerate(self.indicator_ids)
        }

    def get_jaren(self, indicator_id: str) -> tuple[int, ...]:
        """Years in which any regio of the block has a figure, ascending."""
        return self._gevuld[indicator_id]

    def get_reeks(self, indicator_id: str, regio_code: str) -> Getallen:
        """Values over the years, shape (jaren,); all NaN for a regio without rows."""
        r = self.get_r(regio_code)
        if r is None:
            return np.full(len(self.jaren), np.nan)
        reeks: Getallen = self.waarde[self.get_i(indicator_id), r]
        return reeks


def build_reeksen(
    waarnemingen: pd.DataFrame, indicator_ids: Sequence[str], regio_codes: Sequence[str]
) -> Reeksen:
    """Lay the rows of `waarneming` out as a block.

    Args:
        waarnemingen: columns of `Warehouse.read_waarnemingen`; quarters and months are left out.
        indicator_ids: the first axis; rows of other indicators are left out.
        regio_codes: the second axis; rows of other regio's are left out.
    """
    eind = {code: Periode.parse(code) for code in waarnemingen["periode_code"].unique()}
    jaarlijks = {code: p.laatste_jaar for code, p in eind.items() if p.is_jaarlijks}
    waarnemingen = waarnemingen[waarnemingen["periode_code"].isin(list(jaarlijks))]
    laatste = waarnemingen["periode_code"].map(jaarlijks)
    jaren = tuple(range(int(laatste.min()), int(laatste.max()) + 1))
    i = pd.Index(indicator_ids).get_indexer(pd.Index(waarnemingen["indicator_id"]))
    r = pd.Index(regio_codes).get_indexer(pd.Index(waarnemingen["regio_code"]))
    t = laatste.to_numpy() - jaren[0]
    mee = (i >= 0) & (r >= 0)
    i, r, t = i[mee], r[mee], t[mee]
    rijen = waarnemingen.loc[mee]
    vorm = (len(indicator_ids), len(regio_codes), len(jaren))

    def lay_getal(kolom: str) -> Getallen:
        blok = np.full(vorm, np.nan)
        blok[i, r, t] = rijen[kolom].to_numpy(dtype=float)
        return blok

    def lay_tekst(kolom: str) -> NDArray[np.object_]:
        blok = np.full(vorm, "", dtype=object)
        tekst = rijen[kolom].astype(object)
        blok[i, r, t] = tekst.where(tekst.notna(), "").to_numpy()
        return blok

    codes = np.full((vorm[0], vorm[2]), "", dtype=object)
    codes[i, t] = rijen["periode_code"].astype(object).to_numpy()
    return Reeksen(
        indicator_ids=tuple(indicator_ids),
        regio_codes=tuple(regio_codes),
        jaren=jaren,
        waarde=lay_getal("waarde"),
        onder=lay_getal("onder"),
        boven=lay_getal("boven"),
        status=lay_tekst("status"),
        ontbreekt_omdat=lay_tekst("ontbreekt_omdat"),
        herkomst=lay_tekst("herkomst"),
        perioden=codes,
    )
