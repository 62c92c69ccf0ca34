"""The question of one catalogue entry to a table of CBS, as far as both its services agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.bronnen.cbs_tabel import Maat

JAAR = "JJ00"
FORMAAT = 1


@dataclass(frozen=True, slots=True)
class CbsVraag:
    """One topic, every other dimension fixed, regio's and years.

    Attributes:
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


def quote(tekst: str) -> str:
    """A text as it stands in a filter."""
    return "'" + tekst.replace("'", "''") + "'"
