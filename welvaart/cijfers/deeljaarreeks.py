"""One indicator of one regio per month, quarter or half year: figures that a year does not hold."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import isnan

import pandas as pd

from welvaart.cijfers.periode import Periode

GEEN_RIJ = "De bron noemt deze periode hier niet."


@dataclass(frozen=True)
class Deeljaarreeks:
    """Figures over consecutive periods of one kind.

    Attributes:
        perioden: ascending, none left out: what is missing at the source has an empty figure.
        waarden: one per period; NaN = none.
        status: one per period, as in table `waarneming`; "" where there is no row.
        redenen: one per period, why there is no figure; "" where there is one.
    """

    perioden: tuple[Periode, ...]
    waarden: tuple[float, ...]
    status: tuple[str, ...]
    redenen: tuple[str, ...]

    @cached_property
    def laatste(self) -> Periode | None:
        """The newest period with a figure; None without any."""
        paren = zip(self.perioden, self.waarden, strict=True)
        return max((p for p, w in paren if not isnan(w)), default=None)

    def get_waarde(self, periode: Periode) -> float:
        """The figure of a period; NaN when there is none."""
        k = self._find(periode)
        return float("nan") if k is None else self.waarden[k]

    def get_status(self, periode: Periode) -> str:
        """The status of a period; "" when it is not in the series."""
        k = self._find(periode)
        return "" if k is None else self.status[k]

    def get_reden(self, periode: Periode) -> str:
        """Why a period has no figure; "" when it has one."""
        k = self._find(periode)
        return GEEN_RIJ if k is None else self.redenen[k]

    def select(self, van: Periode, tot: Periode) -> "Deeljaarreeks":
        """The same series from one period up to and including another."""
        mee = [k for k, p in enumerate(self.perioden) if van <= p <= tot]
        velden = ("perioden", "waarden", "status", "redenen")
        return replace(
            self, **{naam: tuple(getattr(self, naam)[k] for k in mee) for naam in velden}
        )

    @cached_property
    def _plaats(self) -> dict[Periode, int]:
        return {periode: k for k, periode in enumerate(self.perioden)}

    def _find(self, periode: Periode) -> int | None:
        return self._plaats.get(periode)


def build_deeljaarreeksen(
    waarnemingen: pd.DataFrame,
) -> Mapping[tuple[str, str], Deeljaarreeks]:
    """Lay the months and quarters out as series: (indicator_id, regio_code) → series.

    Args:
        waarnemingen: columns of `Warehouse.read_waarnemingen`. Only rows as published count. An
            indicator with figures of several kinds gives those of the finest: months, quarters,
            half years. A series runs from its own first figure to the last of the indicator.
    """
    codes = {code: Periode(code) for code in waarnemingen["periode_code"].unique()}
    deel = {code: p.per_jaar for code, p in codes.items() if p.is_deeljaar}
    if not deel:
        return {}
    rijen = waarnemingen[
        waarnemingen["periode_code"].isin(list(deel)) & (waarnemingen["indeling_jaar"] == 0)
    ]
    uit: dict[tuple[str, str], Deeljaarreeks] = {}
    for indicator_id, alle in rijen.groupby("indicator_id", sort=False):
        per_jaar = alle["periode_code"].map(deel)
        gevuld = alle["waarde"].notna()
        if not gevuld.any():
            continue
        soort = alle[per_jaar == per_jaar[gevuld].max()]
        einde = Periode(soort.loc[soort["waarde"].notna(), "periode_code"].max())
        for regio_code, groep in soort.groupby("regio_code", sort=False):
            if groep["waarde"].notna().any():
                uit[str(indicator_id), str(regio_code)] = _build(groep, einde)
    return uit


def _build(groep: pd.DataFrame, einde: Periode) -> Deeljaarreeks:
    rij = {
        Periode(code): (float(waarde), str(status), "" if pd.isna(reden) else str(reden))
        for code, waarde, status, reden in zip(
            groep["periode_code"], groep["waarde"], groep["status"], groep["ontbreekt_omdat"],
            strict=True,
        )
    }  # fmt: skip
    eerste = min(p for p, (waarde, *_) in rij.items() if not isnan(waarde))
    perioden = [eerste]
    while perioden[-1] < einde:
        perioden.append(perioden[-1].shift(1))
    leeg = (float("nan"), "", GEEN_RIJ)
    cellen = [rij.get(p, leeg) for p in perioden]
    waarden, status, redenen = zip(*cellen, strict=True)
    return Deeljaarreeks(tuple(perioden), waarden, status, redenen)
