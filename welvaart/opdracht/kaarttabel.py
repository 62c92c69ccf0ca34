"""The rows of a scorekaart as text for a terminal.

What does not fit beside each other goes into a next table with the same first columns; a long text
is wrapped. Nothing is cut off.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from welvaart.cijfers.periode import Periode
from welvaart.methode.positie import Positie
from welvaart.methode.trend import Trend
from welvaart.opdracht.kaartregel import Kaartregel
from welvaart.opmaak import LEGENDA, format_opsomming
from welvaart.zin.duiding import POSITIE_WOORD, TREND_WOORD

BREEDSTE = 120
SMALSTE = 40
_TUSSEN = 2  # blanks between columns
_KORT = 4  # letters: a unit up to here stands behind the number itself
_ANDERS = "~"  # beside a value that may not bear the name of its group
_PIJL = {"stijgt": "↗ ", "daalt": "↘ ", "gelijk": "→ "}
_OORDEEL_WOORD = {"beter": " (gunstig)", "slechter": " (ongunstig)"}


@dataclass(frozen=True)
class _Kolom:
    """One column: heading, a cell per row, and how wide it may become."""

    kop: str
    cellen: Sequence[str]
    hoogstens: int
    rechts: bool = False

    @property
    def breedte(self) -> int:
        """Width that is wanted: of the widest cell or word of the heading."""
        woorden = [*self.cellen, *self.kop.split(" ")]
        return min(self.hoogstens, max((len(woord) for woord in woorden), default=1) or 1)


def build_kaarttabel(regels: Sequence[Kaartregel], breedte: int = BREEDSTE) -> str:
    """Write the scorekaart: tables by theme, then what is missing and where figures come from.

    Args:
        regels: all of one gemeente.
        breedte: columns of the terminal; more than `BREEDSTE` is not used, and fewer than
            `SMALSTE` does not help.
    """
    if not regels:
        return ""
    breed = max(SMALSTE, min(breedte, BREEDSTE))
    per_thema: dict[str, list[Kaartregel]] = {}
    for regel in regels:
        if regel.waarde is not None:
            per_thema.setdefault(regel.thema_titel, []).append(regel)
    gevuld = [regel for groep in per_thema.values() for regel in groep]
    delen = [[f"Nulmeting van {regels[0].regio_naam} ({regels[0].regio_code})"]]
    for kolommen in _divide(_build_vast(gevuld, breed), _build_kolommen(gevuld), breed):
        delen.append(_draw(kolommen, [(naam, len(groep)) for naam, groep in per_thema.items()]))
    delen.append([regel for noot in _build_noten(regels) for regel in _wrap_noot(noot, breed)])
    return "\n\n".join("\n".join(deel) for deel in delen) + "\n"


def _build_vast(regels: Sequence[Kaartregel], breed: int) -> list[_Kolom]:
    """The columns that every table begins with."""
    waarde = [regel.tekst + (_ANDERS if regel.niveau_label else "") for regel in regels]
    return [
        _Kolom("Indicator", [_name(regel) for regel in regels], max(16, breed * 3 // 10)),
        _Kolom("Cijfer", waarde, 16, rechts=True),
    ]


def _build_kolommen(regels: Sequence[Kaartregel]) -> list[_Kolom]:
    kolommen = [
        _Kolom("Jaar", [_format_jaar(regel) for regel in regels], 13),
        _Kolom("Plaats", [_format_plaats(regel) for regel in regels], 25),
        _Kolom("Kwart", [POSITIE_WOORD[Positie(regel.positie)] for regel in regels], 15),
        _Kolom("Ontwikkeling", [_format_trend(regel) for regel in regels], 25),
        _Kolom("Vergeleken met Nederland", [regel.relatief_tekst for regel in regels], 22),
    ]
    for sleutel in regels[0].vergelijking if regels else ():
        groepen = [regel.vergelijking[sleutel] for regel in regels]
        cellen = [
            cijfer.tekst + (_ANDERS if cijfer.tekst and cijfer.wat != cijfer.titel else "")
            for cijfer in groepen
        ]
        kolommen.append(_Kolom(groepen[0].titel, cellen, 18, rechts=True))
    return kolommen


def _name(regel: Kaartregel) -> str:
    lang = len(regel.eenheid_kort) > _KORT and regel.eenheid_kort not in regel.titel.lower()
    return f"{regel.titel} ({regel.eenheid_kort})" if lang else regel.titel


def _format_jaar(regel: Kaartregel) -> str:
    jaar = Periode.parse(regel.periode_code or "").label
    return jaar if regel.is_nieuwste else f"{jaar} (ouder cijfer)"


def _format_plaats(regel: Kaartregel) -> str:
    if regel.rang_van is None:
        return ""
    if regel.rang_van == regel.rang_tot:
        return f"{regel.rang_van} van {regel.n}"
    woord = "" if regel.onder is None else "tussen "
    streep = "–" if regel.onder is None else " en "
    return f"{woord}{regel.rang_van}{streep}{regel.rang_tot} van {regel.n}"


def _format_trend(regel: Kaartregel) -> str:
    woord = TREND_WOORD[Trend(regel.trend)]
    return _PIJL.get(regel.trend, "") + woord + _OORDEEL_WOORD.get(regel.trend_oordeel, "")


def _divide(
    vast: Sequence[_Kolom], kolommen: Sequence[_Kolom], breed: int
) -> list[list[tuple[_Kolom, int]]]:
    """Spread the columns over tables of at most this width: (column, its width)."""
    begin = [(kolom, kolom.breedte) for kolom in vast]
    bezet = sum(ruimte + _TUSSEN for _, ruimte in begin)
    tabellen, over = [list(begin)], breed - bezet
    for kolom in kolommen:
        ruimte = min(kolom.breedte, breed - bezet)
        if ruimte > over:
            tabellen.append(list(begin))
            over = breed - bezet
        tabellen[-1].append((kolom, ruimte))
        over -= ruimte + _TUSSEN
    return tabellen


def _draw(kolommen: Sequence[tuple[_Kolom, int]], themas: Sequence[tuple[str, int]]) -> list[str]:
    """Lines of one table: heading, rule, and per theme its name and its rows."""
    uit = _draw_rij([(kolom.kop, ruimte, kolom.rechts) for kolom, ruimte in kolommen])
    uit.append(_TUSSEN * " " if not kolommen else "  ".join("─" * ruimte for _, ruimte in kolommen))
    k = 0
    for naam, aantal in themas:
        uit.append(naam.upper())
        for rij in range(k, k + aantal):
            uit += _draw_rij([(kol.cellen[rij], ruimte, kol.rechts) for kol, ruimte in kolommen])
        k += aantal
    return uit


def _draw_rij(cellen: Sequence[tuple[str, int, bool]]) -> list[str]:
    """One row as one or more lines; a cell that is too long goes on below itself."""
    stapels = [textwrap.wrap(tekst, ruimte) for tekst, ruimte, _ in cellen]
    regels = []
    for k in range(max(len(stapel) for stapel in stapels) or 1):
        delen = [
            (stapel[k] if k < len(stapel) else "").rjust(ruimte)
            if rechts
            else (stapel[k] if k < len(stapel) else "").ljust(ruimte)
            for stapel, (_, ruimte, rechts) in zip(stapels, cellen, strict=True)
        ]
        regels.append((_TUSSEN * " ").join(delen).rstrip())
    return regels


def _build_noten(regels: Sequence[Kaartregel]) -> list[str]:
    noten = _group(
        (f"Geen cijfer: {{}}. {regel.ontbreekt_omdat}", regel)
        for regel in regels
        if regel.waarde is None
    )
    noten += _group(
        (f"{_ANDERS} {{}}: {regel.niveau_label}", regel) for regel in regels if regel.niveau_label
    )
    noten += _group(
        (
            f"{_ANDERS} {cijfer.titel}: {cijfer.wat.replace(f' ({cijfer.titel})', '')} bij {{}}.",
            regel,
        )
        for regel in regels
        if regel.waarde is not None
        for cijfer in regel.vergelijking.values()
        if cijfer.tekst and cijfer.wat != cijfer.titel
    )
    noten += _group(
        (f"Bron: {regel.bron}{_format_tabel(regel)}, editie {regel.editie}: {{}}.", regel)
        for regel in regels
        if regel.waarde is not None
    )
    return [*noten, f"{LEGENDA}. Plaats 1 is het gunstigst."]


def _format_tabel(regel: Kaartregel) -> str:
    return f", tabel {regel.tabel}" if regel.tabel else ""


def _group(paren: Iterable[tuple[str, Kaartregel]]) -> list[str]:
    """Notes that say the same, once, with the indicators they are about in place of {}."""
    per_zin: dict[str, list[str]] = {}
    for zin, regel in paren:
        per_zin.setdefault(zin, []).append(regel.titel)
    return [zin.replace("{}", format_opsomming(titels)) for zin, titels in per_zin.items()]


def _wrap_noot(noot: str, breed: int) -> list[str]:
    return textwrap.wrap(noot, breed, subsequent_indent="  ")
