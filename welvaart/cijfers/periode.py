"""A CBS period code, and what it says in Dutch."""

import re
from dataclasses import dataclass
from typing import Self

from welvaart.fouten import KeuzeFout
from welvaart.opmaak import MAANDEN

_CODE = re.compile(
    r"(\d{4})(JJ00|KW0[1-4]|MM(?:0[1-9]|1[0-2])|HJ0[12]|SJ00|W1[0-5]\d|G[1-9]00|X0\d\d)"
)
_JAAR = re.compile(r"(\d{4})\*{0,2}")
_PER_JAAR = {"MM": 12, "KW": 4, "HJ": 2}


@dataclass(frozen=True, order=True, slots=True)
class Periode:
    """One period of observation, e.g. "2022JJ00" (a year) or "2018G400" (mean of 2018–2021)."""

    code: str

    @classmethod
    def parse(cls, tekst: str | int) -> Self:
        """Read a CBS period code, or a bare year such as 2022, "2022" or "2022*".

        Args:
            tekst: blanks around it are ignored (CBS pads keys). The asterisks of a provisional
                year are dropped; who needs the status reads it apart.

        Raises:
            KeuzeFout: the text is no period.
        """
        schoon = str(tekst).strip()
        if jaar := _JAAR.fullmatch(schoon):
            return cls(f"{jaar[1]}JJ00")
        if _CODE.fullmatch(schoon):
            return cls(schoon)
        raise KeuzeFout(
            f"'{schoon}' is geen periode; schrijf een jaar, zoals 2022, of de code die het CBS "
            "ervoor heeft, zoals 2022JJ00 of 2022KW01"
        )

    @property
    def jaar(self) -> int:
        """First calendar year of the period."""
        return int(self.code[:4])

    @property
    def jaren(self) -> int:
        """How many calendar years it spans: 4 for "2018G400", else 1."""
        return int(self.code[5]) if self.code[4] == "G" else 1

    @property
    def laatste_jaar(self) -> int:
        """Last calendar year of the period: 2021 for "2018G400"."""
        return self.jaar + self.jaren - 1

    @property
    def begin(self) -> tuple[int, int]:
        """First month, as (jaar, maand): (2022, 7) for "2022KW03"; a week counts as its year."""
        soort, nummer = self.code[4:6], self.code[6:]
        stap = {"KW": 3, "MM": 1, "HJ": 6}.get(soort)
        if stap is None:
            return (self.jaar, 8 if soort == "SJ" else 1)
        return (self.jaar, stap * (int(nummer) - 1) + 1)

    @property
    def einde(self) -> tuple[int, int]:
        """Last month, as (jaar, maand): (2021, 12) for "2018G400"; a week counts as its year."""
        stap = {"KW": 3, "MM": 1, "HJ": 6}.get(self.code[4:6])
        if stap is None:
            return (self.jaar + 1, 7) if self.code[4:6] == "SJ" else (self.laatste_jaar, 12)
        return (self.jaar, stap * int(self.code[6:]))

    @property
    def is_jaarlijks(self) -> bool:
        """True for a year and for a mean over several years."""
        return self.code[4:] == "JJ00" or self.code[4] == "G"

    @property
    def per_jaar(self) -> int:
        """How many of this kind make a year: 12 months, 4 quarters, 2 half years; others 1."""
        return _PER_JAAR.get(self.code[4:6], 1)

    @property
    def is_deeljaar(self) -> bool:
        """True for a month, a quarter and half a year."""
        return self.code[4:6] in _PER_JAAR

    def shift(self, stappen: int) -> "Periode":
        """The month, quarter or half year so many further on; negative is back.

        Raises:
            ValueError: a period of another kind has no neighbours.
        """
        if not self.is_deeljaar:
            raise ValueError(f"{self.code} is geen deel van een jaar")
        plaats = self.jaar * self.per_jaar + int(self.code[6:]) - 1 + stappen
        jaar, nummer = divmod(plaats, self.per_jaar)
        return Periode(f"{jaar:04d}{self.code[4:6]}{nummer + 1:02d}")

    @property
    def in_zin(self) -> str:
        """The period after a word of place: "in maart 2022", "in het 3e kwartaal van 2022"."""
        if self.code[4:6] in ("KW", "HJ"):
            return f"in het {self.label[:-5]} van {self.jaar}"
        return f"in {self.label}"

    @property
    def label(self) -> str:
        """The period in Dutch: "2022", "3e kwartaal 2022", "maart 2022", "2018 t/m 2021"."""
        soort, deel = self.code[4:6], self.code[6:]
        match soort:
            case "JJ":
                return f"{self.jaar}"
            case "KW":
                return f"{int(deel)}e kwartaal {self.jaar}"
            case "MM":
                return f"{MAANDEN[int(deel) - 1]} {self.jaar}"
            case "HJ":
                return f"{int(deel)}e halfjaar {self.jaar}"
            case "SJ":
                return f"schooljaar {self.jaar}/{self.jaar + 1}"
        if soort[0] == "G":
            return f"{self.jaar} t/m {self.laatste_jaar}"
        if soort[0] == "W":
            return f"week {int(self.code[6:])} van {self.jaar}"
        return self.code

    def __str__(self) -> str:
        """The code itself."""
        return self.code
