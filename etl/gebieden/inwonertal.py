"""Inhabitants of a gemeente on 1 January, to say how large a piece of land with people was."""

from dataclasses import dataclass

import pandas as pd

from etl.gebieden.bronbestand import Bronbestanden


@dataclass(frozen=True)
class Inwonertal:
    """Counts on 1 January by (regio_code, jaar)."""

    aantallen: dict[tuple[str, int], float]

    def get(self, regio_code: str, jaar: int) -> float | None:
        """Inhabitants on 1 January of that year; None when no source tells it."""
        return self.aantallen.get((regio_code, jaar))

    def find_jaren(self, regio_code: str) -> list[int]:
        """Years with a count for this gemeente, oldest first."""
        return sorted(jaar for code, jaar in self.aantallen if code == regio_code)


def build_inwonertal(bronnen: Bronbestanden) -> Inwonertal:
    """Build the counts from the yearly file (2017 and later) and the regional file of 2015."""
    jaarlijks = bronnen.inwoners[bronnen.inwoners["inwoners"] != ""]
    aantallen = {
        (str(code), int(jaar)): float(aantal)
        for code, jaar, aantal in zip(
            jaarlijks["gemeentecode"], jaarlijks["jaar"], jaarlijks["inwoners"], strict=True
        )
    }
    ouder: pd.DataFrame = bronnen.regio_2015
    for code, aantal in zip(ouder["gemeentecode"], ouder["inwoners_2015"], strict=True):
        aantallen.setdefault((str(code), 2015), float(aantal))
    return Inwonertal(aantallen)
