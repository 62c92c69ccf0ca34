"""The regio's: which there are, where they lie, what became of them (six tables of schema.sql)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from etl.gebieden.alias import build_regio_alias
from etl.gebieden.breuk import build_regio_breuk
from etl.gebieden.bronbestand import load_bronbestanden
from etl.gebieden.gemeentelijst import build_gemeentelijst
from etl.gebieden.grootboek import build_herindeling
from etl.gebieden.indeling import build_indeling
from etl.gebieden.inwonertal import build_inwonertal
from etl.gebieden.regio import build_regio

__all__ = ["build_gebieden"]


def build_gebieden(
    bronmap: Path, correcties: Sequence[Mapping[str, Any]]
) -> dict[str, pd.DataFrame]:
    """Build the tables about regio's from the source files, each sorted by its key.

    Args:
        bronmap: folder with the source files, with `gebieden/`, `grenzen/` and `kerncijfers/`.
        correcties: part `herindelingen` of correcties.yaml.

    Returns:
        Frames regio, regio_alias, indeling, herindeling, regio_breuk and grens, with exactly the
        columns of schema.sql. Dates are `datetime.date`, an absent one None; geometrie is WKB.

    Raises:
        BronFout: a source file is absent or not what it should be.
        ControleFout: the tables contradict each other.
    """
    # Here and not on top: geopandas takes most of a second, and only this step needs it.
    from etl.gebieden.grenzen import build_grens

    bronnen = load_bronbestanden(bronmap)
    lijst = build_gemeentelijst(bronnen.gemeentelijst)
    inwonertal = build_inwonertal(bronnen)
    herindeling = build_herindeling(bronnen.grootboek, lijst, correcties, inwonertal)
    regio = build_regio(bronnen, lijst, herindeling)
    indeling = build_indeling(bronnen, lijst)
    return {
        "regio": regio,
        "regio_alias": build_regio_alias(regio, lijst, herindeling),
        "indeling": indeling,
        "herindeling": herindeling,
        "regio_breuk": build_regio_breuk(regio, lijst, herindeling, inwonertal),
        "grens": build_grens(bronmap, indeling, lijst),
    }
