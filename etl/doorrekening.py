"""What follows from the figures as found: values of regio's, and figures on another indeling."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from etl.herrekenen.herrekening import compute_herrekening
from etl.herrekenen.omrekening import Omrekening
from etl.regionaal import RegionaalUitkomst, compute_regionaal
from welvaart.catalogus import Catalogus
from welvaart.cijfers.waarneming import SLEUTEL


class Doorrekening(NamedTuple):
    """All waarnemingen sorted by key, what was computed for regio's, and table `herrekening`."""

    waarnemingen: pd.DataFrame
    regionaal: RegionaalUitkomst
    herrekening: pd.DataFrame


def compute_doorrekening(
    waarnemingen: pd.DataFrame, catalogus: Catalogus, gebieden: Mapping[str, pd.DataFrame]
) -> Doorrekening:
    """Compute everything that follows from the figures as found; nothing is checked yet.

    Args:
        waarnemingen: see `welvaart.cijfers.waarneming`; corrected.
        catalogus: the indicators, with every other one that they name.
        gebieden: the tables regio, indeling and herindeling.
    """
    indeling, herindeling, regio = (gebieden[naam] for naam in ("indeling", "herindeling", "regio"))
    omrekening = Omrekening(waarnemingen, catalogus, indeling, herindeling, regio)
    regionaal = compute_regionaal(waarnemingen, catalogus, omrekening)
    herrekend = compute_herrekening(omrekening, catalogus, herindeling, regio)
    delen = [waarnemingen, regionaal.waarnemingen, herrekend.waarnemingen]
    gevuld = [deel for deel in delen if not deel.empty]  # an empty frame has no number types
    alle = pd.concat(gevuld or delen[:1], ignore_index=True)
    return Doorrekening(
        alle.sort_values(SLEUTEL, ignore_index=True), regionaal, herrekend.herrekening
    )
