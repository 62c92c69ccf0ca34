"""Names and figures on a map: where they fit, and never over each other."""

from collections.abc import Mapping, Sequence
from typing import Final

from welvaart.export.beeld.kader import Kader
from welvaart.export.beeld.tekenblad import Punt
from welvaart.export.beeld.zetsel import measure
from welvaart.export.inhoud import Kaart

_LETTER: Final = 24  # at k = 1
_REGEL: Final = 1.15
_MEEST: Final = 20  # regions with more gemeenten get figures only in the table
_RUIM: Final = 1.25  # a name may stick out of its area by so much
Vak = tuple[float, float, float, float]


def draw_namen(kader: Kader, kaart: Kaart, vormen: Mapping[str, Sequence[Sequence[Punt]]]) -> None:
    """Write name and figure in each area of the region where both fit; the own one goes first.

    What does not fit stands in the table below the map.
    """
    if len(kaart.regio) > _MEEST:
        return
    maat = _LETTER * kader.k
    bezet: list[Vak] = []
    for code, naam, cijfer in sorted(kaart.regio, key=lambda g: g[0] not in kaart.eigen):
        ringen = vormen.get(code, ())
        if not ringen:
            continue
        ring = max(ringen, key=_measure_vlak)
        midden, breed = find_midden(ring)
        tekst = max(measure(naam, maat), measure(cijfer, maat, vet=True))
        vak = (
            midden[0] - tekst / 2,
            midden[1] - maat * _REGEL,
            midden[0] + tekst / 2,
            midden[1] + maat * _REGEL,
        )
        binnen = kader.links <= vak[0] and vak[2] <= kader.rechts
        if tekst > breed * _RUIM or not binnen or any(_overlaps(vak, v) for v in bezet):
            continue
        bezet.append(vak)
        regels = ((naam, midden[1] - maat * 0.2, False), (cijfer, midden[1] + maat * 0.95, True))
        for regel, y, vet in regels:
            kader.blad.add_tekst(
                (midden[0], y), regel, maat, kader.stijl.kleuren.tekst,
                vet=vet, anker="middle", halo=maat * 0.22,
            )  # fmt: skip


def find_midden(ring: Sequence[Punt]) -> tuple[Punt, float]:
    """A point well inside a shape, and how wide the shape is there.

    Of nine heights the widest stretch inside counts; near the middle goes first.
    """
    hoogten = [y for _, y in ring]
    laag, hoog = min(hoogten), max(hoogten)
    beste: tuple[float, Punt, float] = (-1.0, ring[0], 0.0)
    for stap in range(1, 10):
        deel = stap / 10
        y = laag + (hoog - laag) * deel
        for links, rechts in _cut(ring, y):
            waarde = (rechts - links) * (1 - abs(deel - 0.5))
            if waarde > beste[0]:
                beste = (waarde, ((links + rechts) / 2, y), rechts - links)
    return beste[1], beste[2]


def _cut(ring: Sequence[Punt], y: float) -> list[tuple[float, float]]:
    """Stretches of a horizontal line that lie inside a ring."""
    kruist = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (y1 > y) != (y2 > y)
    )
    return list(zip(kruist[::2], kruist[1::2], strict=False))


def _measure_vlak(ring: Sequence[Punt]) -> float:
    som = sum(
        x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)
    )
    return abs(som) / 2


def _overlaps(a: Vak, b: Vak) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
