"""The question of one catalogue entry to a table of CBS, as far as both its services agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.bronnen.cbs.tabel import Maat

JAAR = "JJ00"
"""How the code of a year ends."""
FORMAAT = 1


@dataclass(frozen=True, slots=True)
class CbsVraag:
    """One topic, every other dimension fixed, regio's and years.

    Attributes:
        tijd: dimension of time; "" where the whole table is of the one period in `perioden`.
        vast: dimension → the one code, without blanks in v3.
        regios: prefixes.
        filter: of the whole question.
        perioden: code → Status, Title and Description, of the whole table.
    """

    tabel: str
    maat: Maat
    geo: str
    tijd: str
    vast: Mapping[str, str]
    regios: tuple[str, ...]
    filter: str
    perioden: Mapping[str, Mapping[str, str | None]]

    def describe(self, kern: Mapping[str, Any]) -> dict[str, Any]:
        """What the rows of the answer mean, as far as they do not say so themselves."""
        return {
            "formaat": FORMAAT,
            "kern": dict(kern),
            "tabel": self.tabel,
            "onderwerp": self.maat.to_dict(),
            "geo": self.geo,
            "tijd": self.tijd,
            "perioden": self.perioden,
        }


def get_einde(maand: int | None) -> str:
    """How the period codes end that an entry is about: a year, or one month of each year."""
    return JAAR if maand is None else f"MM{maand:02d}"


def quote(tekst: str) -> str:
    """A text as it stands in a filter."""
    return "'" + tekst.replace("'", "''") + "'"
