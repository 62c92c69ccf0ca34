"""Names and figures on a map: where they fit, and never over each other."""

from collections.abc import Mapping, Sequence
from typing import Final

from welvaart.export.beeld.kader import Kader
from welvaart.export.beeld.tekenblad import Punt
from welvaart.export.beeld.zetsel import measure
from welvaart.export.inhoud import Kaart

_LETTER: Final = 24  # at k = 1
_REGEL: Final = 1.15
_MEEST: Final = 20  # of a region with more gemeenten only the own one is written on the map
_RUIM: Final = 1.25  # a name may stick out of its area by so much
Vak = tuple[float, float, float, float]
Ringen = Sequence[Sequence[Punt]]


def draw_namen(kader: Kader, kaart: Kaart, vormen: Mapping[str, Ringen], links: float) -> None:
    """Write name and figure in each area of the region where both fit, or beside it in the sea.

    The own one goes first and is always written, then the largest. What does not fit stands in the
    table below the map.

    Args:
        kader: what the map is drawn in.
        kaart: the map.
        vormen: all shapes that show, in pixels.
        links: where the room for names begins; left of it is the key.
    """
    maat = _LETTER * kader.k
    ruimte = (links, kader.boven, kader.rechts, kader.onder)
    bezet: list[Vak] = []
    later: list[tuple[str, str, str]] = []
    for gebied in _order(kaart, vormen):
        ringen = vormen[gebied[0]]
        vak = _find_binnen(ringen, _measure(gebied, maat), maat, _RUIM)
        if vak is None or not _is_vrij(vak, ruimte, bezet):
            vak = _place_eigen(gebied, kaart, vormen, maat, ruimte)
        if vak is None:
            later.append(gebied)
        else:
            _write(kader, gebied, vak, bezet)
    for gebied in later:
        vak = _find_naast(gebied, vormen, maat, ruimte, bezet)
        if vak is not None:
            _write(kader, gebied, vak, bezet)


def _order(kaart: Kaart, vormen: Mapping[str, Ringen]) -> list[tuple[str, str, str]]:
    """Whose name to write, in order; of a large region only the own."""
    veel = len(kaart.regio) > _MEEST
    wie = [g for g in kaart.regio if vormen.get(g[0]) and (g[0] in kaart.eigen or not veel)]
    vlak = {g[0]: sum(map(_measure_vlak, vormen[g[0]])) for g in wie}
    return sorted(wie, key=lambda g: (g[0] not in kaart.eigen, -vlak[g[0]]))


def _measure(gebied: tuple[str, str, str], maat: float) -> float:
    """Width of what is written in an area."""
    return max(measure(gebied[1], maat), measure(gebied[2], maat, vet=True))


def _place_eigen(
    gebied: tuple[str, str, str],
    kaart: Kaart,
    vormen: Mapping[str, Ringen],
    maat: float,
    ruimte: Vak,
) -> Vak | None:
    """Room for the name of the own area: beside it, else over its neighbours; None of others."""
    if gebied[0] not in kaart.eigen:
        return None
    naast = _find_naast(gebied, vormen, maat, ruimte, [])
    over = _find_binnen(vormen[gebied[0]], _measure(gebied, maat), maat, float("inf"))
    return naast if naast is not None or over is None or not _is_vrij(over, ruimte, []) else over


def _find_binnen(ringen: Ringen, breed: float, maat: float, ruim: float) -> Vak | None:
    """Room for text inside the largest part of an area, that sticks out by `ruim` at most."""
    midden, past = find_midden(max(ringen, key=_measure_vlak))
    return _build_vak(midden, breed, maat) if breed <= past * ruim else None


def _find_naast(
    gebied: tuple[str, str, str],
    vormen: Mapping[str, Ringen],
    maat: float,
    ruimte: Vak,
    bezet: Sequence[Vak],
) -> Vak | None:
    """Room below, above, right or left of an area where there is no land."""
    ring = max(vormen[gebied[0]], key=_measure_vlak)
    breed, hoog = _measure(gebied, maat), maat * _REGEL
    x0, x1 = min(x for x, _ in ring), max(x for x, _ in ring)
    y0, y1 = min(y for _, y in ring), max(y for _, y in ring)
    midden, los = ((x0 + x1) / 2, (y0 + y1) / 2), maat * 0.3
    plekken = (
        (midden[0], y1 + hoog + los),
        (midden[0], y0 - hoog - los),
        (x1 + breed / 2 + los, midden[1]),
        (x0 - breed / 2 - los, midden[1]),
    )
    for vak in (_build_vak(plek, breed, maat) for plek in plekken):
        land = any(_covers(r, vak) for ringen in vormen.values() for r in ringen)
        if _is_vrij(vak, ruimte, bezet) and not land:
            return vak
    return None


def _build_vak(midden: Punt, breed: float, maat: float) -> Vak:
    hoog = maat * _REGEL
    return midden[0] - breed / 2, midden[1] - hoog, midden[0] + breed / 2, midden[1] + hoog


def _is_vrij(vak: Vak, ruimte: Vak, bezet: Sequence[Vak]) -> bool:
    binnen = ruimte[0] <= vak[0] and vak[2] <= ruimte[2]
    binnen = binnen and ruimte[1] <= vak[1] and vak[3] <= ruimte[3]
    return binnen and not any(_overlaps(vak, ander) for ander in bezet)


def _covers(ring: Sequence[Punt], vak: Vak) -> bool:
    """True where a shape lies in or around a place for text."""
    if any(vak[0] < x < vak[2] and vak[1] < y < vak[3] for x, y in ring):
        return True
    midden = ((vak[0] + vak[2]) / 2, (vak[1] + vak[3]) / 2)
    return any(links < midden[0] < rechts for links, rechts in _cut(ring, midden[1]))


def _write(kader: Kader, gebied: tuple[str, str, str], vak: Vak, bezet: list[Vak]) -> None:
    bezet.append(vak)
    maat = _LETTER * kader.k
    x, y = (vak[0] + vak[2]) / 2, (vak[1] + vak[3]) / 2
    for regel, hoogte, vet in (
        (gebied[1], y - maat * 0.2, False),
        (gebied[2], y + maat * 0.95, True),
    ):
        kader.blad.add_tekst(
            (x, hoogte), regel, maat, kader.stijl.kleuren.tekst,
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
