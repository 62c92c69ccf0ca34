"""At how many figures a gemeente is the highest or the lowest of its region: message of a table.

Highest is not best: no judgement, so that it holds for every figure.
"""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from welvaart.groep.regiokern import Regiokern
from welvaart.methode.positie import compute_rang
from welvaart.opmaak import format_opsomming

_MEEST_NAMEN: Final = 2


class Uiterste(StrEnum):
    """Where a figure stands among those of a region; the value is how a sentence says it."""

    HOOGST = "het hoogste cijfer"
    LAAGST = "het laagste cijfer"
    ERTUSSEN = "een cijfer ertussenin"
    GELIJK = "hetzelfde cijfer als de andere"
    ONZEKER = "een cijfer dat door afronding geen vaste plaats heeft"
    ALLEEN = "als enige een cijfer"
    GEEN = "geen cijfer"


class Helft(StrEnum):
    """In which half of many figures one stands; the value is how a sentence says it."""

    HOOG = "in de hoogste helft"
    LAAG = "in de laagste helft"
    MIDDEN = "rond het midden"
    GEEN = "zonder cijfer"


_KORT: Final = (Uiterste.HOOGST, Uiterste.LAAGST)
"""What needs no more words after the first."""


def _find_rang(kern: Regiokern, k: int) -> tuple[int, int, int, int]:
    """First and last place from high to low, gemeenten with a figure, and how many have this one.

    Args:
        kern: the figures.
        k: place of a gemeente with a figure.
    """
    c, t, met = kern.cijfers, kern.t, kern.met
    rang = compute_rang(c.waarde[met, t], teken=1, onder=c.onder[met, t], boven=c.boven[met, t])
    plek = met.index(k)
    gelijk = int((c.waarde[met, t] == c.waarde[k, t]).sum())
    return int(rang.van[plek]), int(rang.tot[plek]), rang.n, gelijk


def find_uiterste(kern: Regiokern, k: int) -> tuple[Uiterste, bool]:
    """Where one gemeente stands in one figure, and whether others stand there too."""
    if k not in kern.met:
        return Uiterste.GEEN, False
    van, tot, n, gelijk = _find_rang(kern, k)
    if n == 1:
        return Uiterste.ALLEEN, False
    zeker = tot - van + 1 == gelijk
    if zeker and gelijk == n:
        return Uiterste.GELIJK, False
    if van > 1 and tot < n:
        return Uiterste.ERTUSSEN, False
    if not zeker:
        return Uiterste.ONZEKER, False
    return (Uiterste.HOOGST if van == 1 else Uiterste.LAAGST), gelijk > 1


def find_helft(kern: Regiokern, k: int) -> Helft:
    """In which half of the figures one gemeente stands."""
    if k not in kern.met:
        return Helft.GEEN
    van, tot, n, _ = _find_rang(kern, k)
    return Helft.HOOG if tot <= n / 2 else Helft.LAAG if van > (n + 1) / 2 else Helft.MIDDEN


def describe_eigen(kernen: Sequence[Regiokern], eigen: int) -> str:
    """What a gemeente has at how many of some figures, to follow "In de regio heeft Delft".

    Args:
        kernen: the figures, at least two.
        eigen: place of the gemeente.
    """
    gevonden = [find_uiterste(kern, eigen) for kern in kernen]
    telling = Counter(wat for wat, _ in gevonden)
    gedeeld = Counter(wat for wat, ook in gevonden if ook)
    delen: list[tuple[int, str]] = []
    for wat in Uiterste:
        n, samen = telling[wat], gedeeld[wat]
        if n:
            kort = wat.removesuffix(" cijfer") if delen and wat in _KORT else str(wat)
            ook = "" if not samen else " (gedeeld)" if samen == n else f" ({samen} gedeeld)"
            delen.append((n, f"{kort}{ook}"))
    return _join(delen, len(kernen))


def describe_helften(kernen: Sequence[Regiokern], eigen: int) -> str:
    """The same for a region of very many gemeenten, to follow "In Nederland staat Delft"."""
    telling = Counter(find_helft(kern, eigen) for kern in kernen)
    delen = [(n, str(wat)) for wat in Helft if (n := telling[wat])]
    return _join(delen, len(kernen))


def _join(delen: Sequence[tuple[int, str]], totaal: int) -> str:
    """Counts with what they count, as a list: of the first how many there are in all."""
    (n, wat), *rest = delen
    van = f"{n} van de {totaal} cijfers" if rest else f"alle {totaal} cijfers"
    return format_opsomming([f"bij {van} {wat}", *(f"bij {n} {wat}" for n, wat in rest)])


def describe_koplopers(kernen: Sequence[Regiokern], gebied: str) -> list[str]:
    """Who has the highest and who has the lowest figure most often: sentences, the fullest first.

    Shared figures count; more than two gemeenten with the same count are not named.

    Returns:
        [] where nobody stands out.
    """
    hoog, laag = (_find_meest(kernen, wat) for wat in (Uiterste.HOOGST, Uiterste.LAAGST))
    heel = f"{len(kernen)} cijfers"
    zinnen = []
    if hoog and laag:
        zinnen.append(
            f"{_name(hoog)} het vaakst het hoogste cijfer van {gebied} ({_count(hoog)} van de "
            f"{heel}), {format_opsomming(laag[0])} het laagste ({_count(laag)})."
        )
    for gevonden, wat in ((hoog, Uiterste.HOOGST), (laag, Uiterste.LAAGST)):
        if gevonden:
            hoe_vaak = f"({_count(gevonden)} van de {heel})"
            zinnen.append(f"{_name(gevonden)} het vaakst {wat} van {gebied} {hoe_vaak}.")
    return zinnen


def _name(gevonden: tuple[list[str], int]) -> str:
    namen, _ = gevonden
    return f"{format_opsomming(namen)} {'heeft' if len(namen) == 1 else 'hebben'}"


def _count(gevonden: tuple[list[str], int]) -> str:
    namen, meest = gevonden
    return f"{'elk ' if len(namen) > 1 else ''}bij {meest}"


def _find_meest(kernen: Sequence[Regiokern], wat: Uiterste) -> tuple[list[str], int] | None:
    """Names of who has this most often, and how often; None for nobody or for many."""
    per = Counter(k for kern in kernen for k in kern.veld if find_uiterste(kern, k)[0] is wat)
    meest = max(per.values(), default=0)
    wie = [kernen[0].cijfers.namen[k] for k, n in per.items() if n == meest]
    return (wie, meest) if meest and len(wie) <= _MEEST_NAMEN else None
