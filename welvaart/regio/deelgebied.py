"""A part of a gemeente that a team has figures of its own for: a binnenstad, a bedrijventerrein.

It never counts among the gemeenten: not in a rank, a denominator, a group value or a total. So it
stays out of `Reeksen`, and is read apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from welvaart.fouten import KeuzeFout
from welvaart.regio.naam import normalize_naam
from welvaart.regio.regio import DEELGEBIED_PREFIX

_MAX_NAAM = 60


@dataclass(frozen=True, slots=True)
class Deelcijfer:
    """The figure of one deelgebied in one period.

    Attributes:
        regio_code: of the deelgebied, "EI0503-BINNENSTAD".
        naam: with its gemeente, "Binnenstad (Delft)".
        periode_code: of the figure.
        waarde: in the indicator's eenheid; NaN = none.
        status: as in table waarneming.
        bron: who made the figure, as the team said.
    """

    regio_code: str
    naam: str
    periode_code: str
    waarde: float
    status: str
    bron: str

    @property
    def kort(self) -> str:
        """Name without the gemeente: "Binnenstad"."""
        return self.naam.rsplit(" (", 1)[0]


def build_deelgebied_code(gemeente_code: str, naam: str) -> str:
    """Make the code of a deelgebied: ("GM0503", "Binnenstad-Noord") → "EI0503-BINNENSTAD-NOORD".

    Names that differ only in case, accents or punctuation are one deelgebied.

    Raises:
        KeuzeFout: the regio is no gemeente, or the name has no letter or figure, or is too long.
    """
    if not gemeente_code.startswith("GM"):
        raise KeuzeFout(
            f"deelgebied '{naam}' hoort bij {gemeente_code}; een deelgebied ligt in een gemeente, "
            "zet in die rij een gemeente"
        )
    delen = normalize_naam(naam).upper().split()
    if not delen or len(naam) > _MAX_NAAM:
        raise KeuzeFout(
            f"deelgebied '{naam[:_MAX_NAAM]}': geef een naam met letters of cijfers van hoogstens "
            f"{_MAX_NAAM} tekens"
        )
    return f"{DEELGEBIED_PREFIX}{gemeente_code[2:]}-{'-'.join(delen)}"


def find_nieuwste(cijfers: Iterable[Deelcijfer]) -> list[Deelcijfer]:
    """Find the newest figure of each deelgebied, in order of name; gaps are passed over."""
    nieuwste: dict[str, Deelcijfer] = {}
    for cijfer in sorted(cijfers, key=lambda deel: deel.periode_code):
        if cijfer.waarde == cijfer.waarde:  # NaN is not equal to itself
            nieuwste[cijfer.regio_code] = cijfer
    return sorted(nieuwste.values(), key=lambda deel: deel.naam)


def find_perioden(cijfers: Sequence[Deelcijfer]) -> list[str]:
    """Periods in which any of them has a row, oldest first."""
    return sorted({cijfer.periode_code for cijfer in cijfers})
