"""Nothing may get lost between the warehouse that is there and the one that replaces it."""

from collections.abc import Collection, Mapping
from typing import Protocol

import pandas as pd

from welvaart.fouten import ControleFout
from welvaart.regio.regio import DEELGEBIED_PREFIX

MAX_KRIMP = 0.05


class Vorig(Protocol):
    """What is needed of the warehouse that will be replaced."""

    @property
    def gevuld(self) -> Mapping[str, int]:
        """indicator_id → number of filled waarnemingen."""

    @property
    def regio_codes(self) -> frozenset[str]:
        """All codes of table regio."""

    @property
    def per_periode(self) -> Mapping[tuple[str, str], int]:
        """(indicator_id, periode_code) → number of filled waarnemingen."""


_ADVIES = (
    "het oude bestand blijft staan. Mist er iets in een eigen bestand? Vul het aan of haal het weg "
    "uit de map snapshots. Klopt het zo, bouw dan met "
    '"python -m etl build --sta-toe-krimp"; wat er niet in staat, is dan niet meer te zien'
)


def check_krimp(
    waarnemingen: pd.DataFrame,
    regio: pd.DataFrame,
    vorig: Vorig,
    begin: Mapping[str, str] | None = None,
    mag_krimpen: Collection[str] = (),
) -> None:
    """Refuse a build that loses figures against the warehouse it replaces.

    Args:
        waarnemingen: of the new warehouse.
        regio: table `regio`.
        vorig: the warehouse that would be replaced.
        begin: first periode_code of a series that was fetched. The entry says from which year it
            is asked for, so older figures of that indicator do not count as lost.
        mag_krimpen: ids that are excused: somebody took their file back or replaced it.

    Raises:
        ControleFout: an indicator vanished, has over 5 % fewer figures, or a regio is gone.
    """
    is_deel = waarnemingen["regio_code"].str.startswith(DEELGEBIED_PREFIX)
    nu = waarnemingen[~is_deel].groupby("indicator_id")["waarde"].count().to_dict()
    problemen = []
    for indicator_id, alles in sorted(vorig.gevuld.items()):
        if indicator_id in mag_krimpen:
            continue
        gevuld = _count_vanaf(indicator_id, alles, vorig, begin or {})
        nieuw = int(nu.get(indicator_id, 0))
        if nieuw == 0 < gevuld:
            problemen.append(f"{indicator_id}: verdwenen; eerst waren er {gevuld} cijfers")
        elif nieuw < gevuld * (1 - MAX_KRIMP):
            problemen.append(f"{indicator_id}: van {gevuld} naar {nieuw} cijfers")
    if weg := sorted(vorig.regio_codes - set(regio["regio_code"])):
        problemen.append(f"{len(weg)} regio's verdwenen, bijvoorbeeld {', '.join(weg[:3])}")
    if problemen:
        raise ControleFout([f"krimp: {regel}; {_ADVIES}" for regel in problemen])


def _count_vanaf(indicator_id: str, alles: int, vorig: Vorig, begin: Mapping[str, str]) -> int:
    """Figures of the old warehouse that the new series ought to have too."""
    if indicator_id not in begin:
        return alles
    return sum(
        aantal
        for (naam, periode), aantal in vorig.per_periode.items()
        if naam == indicator_id and periode >= begin[indicator_id]
    )
