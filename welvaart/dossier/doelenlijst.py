"""Goals and priorities of a dossier, read from its fields."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from welvaart.dossier.dossier import Veld
from welvaart.methode.doelpad import Doel

_DOEL = re.compile(r"doel/(d(\d+))/indicator")
_PRIORITEIT = re.compile(r"prioriteit/([a-z0-9_]+)/gekozen")
MAX_DOELEN: Final = 200


@dataclass(frozen=True, slots=True)
class Doelregel:
    """One goal as written; None = not filled in yet.

    Attributes:
        sleutel: "d1", "d2" … in the order of making.
        indicator_id: as written, after redirects of renamed indicators.
    """

    sleutel: str
    indicator_id: str
    nulwaarde: float | None
    nuljaar: int | None
    streefwaarde: float | None
    streefjaar: int | None
    eigenaar: int | None
    taakveld: str
    maatregel: str

    @property
    def doel(self) -> Doel | None:
        """The goal as numbers; None until all four are there and the years are in order."""
        if (
            self.nulwaarde is None
            or self.nuljaar is None
            or self.streefwaarde is None
            or self.streefjaar is None
            or self.streefjaar <= self.nuljaar
        ):
            return None
        return Doel(self.nulwaarde, self.nuljaar, self.streefwaarde, self.streefjaar)


def read_doelen(velden: Mapping[str, Veld], hernoemd: Mapping[str, str]) -> list[Doelregel]:
    """All goals that were not withdrawn, in the order of making."""
    nummers = sorted(
        (int(gevonden[2]), gevonden[1])
        for pad in velden
        if (gevonden := _DOEL.fullmatch(pad)) and velden[pad].waarde
    )
    return [
        _read(velden, sleutel, hernoemd)
        for _, sleutel in nummers
        if not get(velden, f"doel/{sleutel}/vervallen")
    ]


def _read(velden: Mapping[str, Veld], sleutel: str, hernoemd: Mapping[str, str]) -> Doelregel:
    def number(naam: str) -> float | None:
        waarde = get(velden, f"doel/{sleutel}/{naam}")
        return float(waarde) if isinstance(waarde, int | float) else None

    def whole(naam: str) -> int | None:
        waarde = get(velden, f"doel/{sleutel}/{naam}")
        return waarde if isinstance(waarde, int) else None

    def text(naam: str) -> str:
        return str(get(velden, f"doel/{sleutel}/{naam}") or "")

    indicator_id = text("indicator")
    return Doelregel(
        sleutel,
        hernoemd.get(indicator_id, indicator_id),
        number("nulwaarde"),
        whole("nuljaar"),
        number("streefwaarde"),
        whole("streefjaar"),
        whole("eigenaar"),
        text("taakveld"),
        text("maatregel"),
    )


def read_begroot(
    velden: Mapping[str, Veld], doelen: Sequence[Doelregel], jaren: Sequence[int]
) -> dict[tuple[str, int], float]:
    """(sleutel, year) → planned figure; what was not planned is left out."""
    gevonden = {}
    for doel in doelen:
        for jaar in jaren:
            waarde = get(velden, f"begroting/{doel.sleutel}/{jaar}")
            if isinstance(waarde, int | float):
                gevonden[(doel.sleutel, jaar)] = float(waarde)
    return gevonden


def find_vrije_sleutel(velden: Mapping[str, Veld]) -> str:
    """Key for a new goal; never one that was used before, also not of a withdrawn goal."""
    nummers = [int(g[2]) for pad in velden if (g := _DOEL.fullmatch(pad))]
    return f"d{max(nummers, default=0) + 1}"


def read_prioriteiten(velden: Mapping[str, Veld], hernoemd: Mapping[str, str]) -> list[str]:
    """Chosen indicators (ids of now), in the order in which they were chosen."""
    gekozen = [
        (veld.gewijzigd_op, gevonden[1])
        for pad, veld in velden.items()
        if veld.waarde is True and (gevonden := _PRIORITEIT.fullmatch(pad))
    ]
    return list(dict.fromkeys(hernoemd.get(i, i) for _, i in sorted(gekozen)))


def follow_namen(velden: Mapping[str, Veld], hernoemd: Mapping[str, str]) -> dict[str, Veld]:
    """Fields under the indicator ids of now: what was written under an old id is found again.

    A field that was written under the new id as well goes first. A field found by its old name has
    version 0: the first change writes it anew, and the old one stays as it was.
    """
    uit = dict(velden)
    for pad, veld in velden.items():
        delen = pad.split("/")
        nieuw = "/".join(hernoemd.get(deel, deel) for deel in delen)
        if nieuw != pad:
            uit.setdefault(nieuw, replace(veld, versie=0))
    return uit


def get(velden: Mapping[str, Veld], pad: str) -> object:
    """Value of a field; None when it was never written or was emptied."""
    veld = velden.get(pad)
    return None if veld is None else veld.waarde
