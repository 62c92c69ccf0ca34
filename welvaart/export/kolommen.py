"""How wide each column of a table is, after what stands in it."""

import re
from typing import Final

from welvaart.export.inhoud import Tabel
from welvaart.export.maat import measure_breedte

RAND: Final = 15.0
"""Points beside the text of a cell, both sides together."""
_GRENS: Final = re.compile(r" |(?<=[^\W\d]-)(?=\w)")
_VET: Final = 1.22  # bold letters are wider


def split_woorden(tekst: str) -> list[str]:
    """What stays on one line in a cell: words, also cut after a hyphen ("Noordoost-", "Brabant").

    Only between letters: a minus stays with its number.
    """
    return [deel for deel in _GRENS.split(tekst) if deel] or [""]


def choose_breedten(
    tabel: Tabel,
    totaal: float,
    punt: float,
    rand: float = RAND,
    *,
    knip: bool = True,
    marge: float = 1.0,
) -> tuple[list[float], bool]:
    """Widths of the columns, together `totaal`, and whether every word fits in its column.

    Args:
        tabel: what stands in it.
        totaal: width of the table, in points.
        punt: size of the letters.
        rand: white beside the text of a cell, in points.
        knip: whether a name may be cut after a hyphen.
        marge: how much wider words may be than we measure, in another letter.
    """
    wensen = []
    for k, kop in enumerate(tabel.koppen):
        vet = max(measure_breedte(w, punt) for w in kop.split(" ")) * _VET
        cellen = [rij[k] for rij in tabel.rijen] or [""]
        woorden = [w for cel in cellen for w in _split_cel(cel, knip=knip)]
        langst = max(measure_breedte(w, punt) for w in woorden) * marge
        woord = max(vet, langst)
        lang = max(woord, *(measure_breedte(cel, punt) for cel in [kop, *cellen]))
        wensen.append((min(woord, totaal / 3) + rand, min(lang, totaal / 2) + rand))
    minst, graag = sum(m for m, _ in wensen), sum(g for _, g in wensen)
    if minst >= totaal:
        return [m / minst * totaal for m, _ in wensen], False
    deel = (totaal - minst) / (graag - minst) if graag > minst else 0.0
    ruw = [m + (g - m) * deel for m, g in wensen]
    return [b / sum(ruw) * totaal for b in ruw], True


def _split_cel(tekst: str, *, knip: bool) -> list[str]:
    return split_woorden(tekst) if knip else tekst.split(" ")
