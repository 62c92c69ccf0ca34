"""Which part of the country a map shows: a frame around the areas of a region."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from typing import Any

from welvaart.grafieken.grenzen import has_grenzen, read_grenzen

_RAND = 0.1
"""Room around the region as a part of its longer side: the neighbours stay in view."""
_VERHOUDING = 1.2
"""Width of the frame over its height: wide enough for a screen, high enough for a phone."""
_MEEST_GRADEN = 1.5
"""A region that is higher than half the country is shown in the whole country."""
_MINST_GRADEN = 0.12
"""No frame is lower, in degrees of latitude: some 13 kilometres."""

Vak = tuple[float, float, float, float]


@dataclass(frozen=True)
class Uitsnede:
    """A frame in degrees.

    Attributes:
        west, oost: longitudes.
        zuid, noord: latitudes.
        kern: west, south, east and north of the region itself; a picture may come closer to it.
    """

    west: float
    zuid: float
    oost: float
    noord: float
    kern: Vak

    @property
    def assen(self) -> dict[str, Any]:
        """The axes of a Plotly map that shows this frame."""
        return {
            "lonaxis": {"range": [round(self.west, 4), round(self.oost, 4)]},
            "lataxis": {"range": [round(self.zuid, 4), round(self.noord, 4)]},
        }

    @property
    def meta(self) -> dict[str, Any]:
        """What the browser needs to come closer in a picture (static/scherm/beeld.js)."""
        return {"kern": [round(graad, 3) for graad in self.kern]}


def find_zichtbaar(
    codes: Sequence[str], uitsnede: Uitsnede | None, soort: str = "gemeente"
) -> list[int]:
    """Which of these areas may be seen in a frame, as numbers; all of them without a frame."""
    if uitsnede is None:
        return list(range(len(codes)))
    vakken, u = _load_vakken(soort), uitsnede
    return [
        k
        for k, code in enumerate(codes)
        if (v := vakken.get(code)) is not None
        and v[0] <= u.oost and v[2] >= u.west and v[1] <= u.noord and v[3] >= u.zuid
    ]  # fmt: skip


def find_uitsnede(codes: Collection[str], soort: str = "gemeente") -> Uitsnede | None:
    """The frame around these areas, with room for their neighbours.

    Args:
        codes: areas of one kind; those without a boundary do not count.
        soort: kind of area.

    Returns:
        None for nobody, for a region that is most of the country, and without boundaries here.
    """
    if not has_grenzen():
        return None
    vakken = [vak for code in codes if (vak := _load_vakken(soort).get(code)) is not None]
    if not vakken:
        return None
    west, zuid = min(v[0] for v in vakken), min(v[1] for v in vakken)
    oost, noord = max(v[2] for v in vakken), max(v[3] for v in vakken)
    smal = cos(radians((zuid + noord) / 2))  # a degree of longitude is this much shorter
    hoog, breed = max(noord - zuid, _MINST_GRADEN), (oost - west) * smal
    if noord - zuid > _MEEST_GRADEN:
        return None
    rand = 2 * _RAND * max(hoog, breed)
    hoog, breed = hoog + rand, breed + rand
    hoog, breed = max(hoog, breed / _VERHOUDING), max(breed, hoog * _VERHOUDING)
    x, y = (west + oost) / 2, (zuid + noord) / 2
    half = breed / smal / 2
    kern = (west, zuid, oost, noord)
    return Uitsnede(x - half, y - hoog / 2, x + half, y + hoog / 2, kern)


@lru_cache(maxsize=4)
def _load_vakken(soort: str) -> Mapping[str, Vak]:
    """West, south, east and north of each area, from the boundaries that the browser gets."""
    gebieden = read_grenzen(soort)
    return {str(f["id"]): _find_vak(f["geometry"]["coordinates"]) for f in gebieden}


def _find_vak(coordinaten: list[Any]) -> Vak:
    punten = list(_flatten(coordinaten))
    lengten, breedten = [x for x, _ in punten], [y for _, y in punten]
    return min(lengten), min(breedten), max(lengten), max(breedten)


def _flatten(deel: list[Any]) -> Iterator[tuple[float, float]]:
    if isinstance(deel[0], int | float):
        yield float(deel[0]), float(deel[1])
        return
    for kind in deel:
        yield from _flatten(kind)
