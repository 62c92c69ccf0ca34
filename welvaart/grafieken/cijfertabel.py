"""The figures of a chart as a table: what is drawn, with status and the reason of each gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan
from typing import Any

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.ranglijst import format_plaats
from welvaart.grafieken.tijdreeks import Lijn, format_punt
from welvaart.opmaak import ONBEKEND, STATUSTEKENS

TEKENS = ". = geen cijfer · * = voorlopig"


@dataclass(frozen=True)
class Cijfertabel:
    """A table under a chart; drawn and saved as CSV in the browser.

    Attributes:
        bijschrift: caption with the unit.
        koppen: header cells.
        rijen: body cells; figures as Dutch text without a unit, "." where there is none. Empty
            when the browser takes them from the chart itself (`uit_spoor`).
        getallen: columns with figures.
        eigen: row of the own regio.
        noot: what the signs mean and what is missing, as sentences.
        uit_spoor: number of the trace whose `text` and `x` are the rows, from the most favourable
            value on: a list of all gemeenten then travels once.
        decimalen: of those figures.
        teken: status sign behind each of those figures, or one list with a sign per row.
        met_plaats: whether rows of a trace have a rank.
        decimalen_y: of the `y` of that trace, for a chart of two figures against each other; None
            leaves `y` out.
        grof: names of the rows of a trace whose figure has no decimals.
        plaatsen: row of a trace → its rank, where that does not follow from the figures alone; see
            `find_andere_plaatsen`.
    """

    bijschrift: str
    koppen: Sequence[str]
    rijen: Sequence[Sequence[str]] = ()
    getallen: Sequence[int] = ()
    eigen: int | None = None
    noot: str = TEKENS
    uit_spoor: int | None = None
    decimalen: int = 0
    teken: str | Sequence[str] = ""
    met_plaats: bool = field(default=False)
    decimalen_y: int | None = None
    grof: Sequence[str] = ()
    plaatsen: Mapping[int, str] = field(default_factory=dict)

    def pack(self) -> dict[str, Any]:
        """What travels to the browser; what is empty stays home."""
        alles = {
            "bij": self.bijschrift,
            "kop": list(self.koppen),
            "rij": [list(rij) for rij in self.rijen],
            "num": list(self.getallen),
            "eigen": self.eigen,
            "noot": self.noot,
            "spoor": self.uit_spoor,
            "dec": self.decimalen,
            "teken": self.teken if isinstance(self.teken, str) else list(self.teken),
            "plaats": self.met_plaats,
            "decy": self.decimalen_y,
            "grof": list(self.grof),
            "plaatsen": dict(self.plaatsen),
        }
        if self.uit_spoor is None:  # the rows are written out: nothing to write them with
            del alles["dec"], alles["plaats"]
        return {naam: waarde for naam, waarde in alles.items() if waarde not in ("", None, [], {})}


def find_andere_plaatsen(
    waarden: Sequence[float], plaatsen: Sequence[tuple[int, int]]
) -> dict[int, str]:
    """Rows whose place is another than that of their figure among the rest; the others stay home.

    Args:
        waarden: of the rows, the most favourable first, equal ones together.
        plaatsen: first and last place of each row, as judged.
    """
    anders = {}
    van = 0
    for k, (waarde, plaats) in enumerate(zip(waarden, plaatsen, strict=True)):
        van = van if k and waarde == waarden[k - 1] else k
        tot = k
        while tot + 1 < len(waarden) and waarden[tot + 1] == waarde:
            tot += 1
        if plaats != (van + 1, tot + 1):
            anders[k] = format_plaats(plaats)
    return anders


def build_jarentabel(lijnen: Sequence[Lijn], indicator: Indicator) -> Cijfertabel:
    """One row per year, one column per line, and in words what is provisional or missing."""
    jaren = sorted({jaar for lijn in lijnen for jaar in lijn.jaren})
    rijen, iets = [], False
    for jaar in jaren:
        cellen, uitleg = [], []
        for lijn in lijnen:
            cel, woord = _write_cel(lijn, indicator, jaar)
            cellen.append(cel)
            if woord:
                uitleg.append(f"{lijn.naam}: {woord}")
        iets = iets or bool(uitleg)
        rijen.append([str(jaar), *cellen, "; ".join(uitleg)])
    koppen = ["Jaar", *(lijn.naam for lijn in lijnen)]
    return Cijfertabel(
        bijschrift=f"{indicator.titel}, {indicator.eenheid}",
        koppen=[*koppen, "Toelichting"] if iets else koppen,
        rijen=rijen if iets else [rij[:-1] for rij in rijen],
        getallen=range(1, len(lijnen) + 1),
    )


def _write_cel(lijn: Lijn, indicator: Indicator, jaar: int) -> tuple[str, str]:
    """One figure without its unit, and its status or the reason of the gap in words."""
    if jaar not in lijn.jaren:
        return "", ""
    k = list(lijn.jaren).index(jaar)
    if isnan(lijn.waarden[k]):
        return ONBEKEND, lijn.redenen[k] if lijn.redenen else ""
    tekst = strip_eenheid(format_punt(lijn, indicator, lijn.waarden[k]), indicator)
    if not lijn.voorlopig[k]:
        return tekst, ""
    return tekst + STATUSTEKENS["voorlopig"], "voorlopig"


def strip_eenheid(tekst: str, indicator: Indicator) -> str:
    """Take the unit off a written figure: it stands in the caption, and CSV wants a number."""
    kaal = tekst.removesuffix(indicator.eenheid_kort).removeprefix("€")
    return kaal.strip("\u00a0 ")
