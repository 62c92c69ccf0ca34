"""The table a begroting asks for: Indicator, Nulmeting, Realisatie, Begroting, Streefwaarde, Bron.

Realisatie is the newest figure after the nulmeting; where there is none the cell says so, because
an old figure in that column would read as a result.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from welvaart.doel.doelen import KOERS_WOORD
from welvaart.doel.eigendoel import find_indicator, find_statusteken, find_wat, judge_regel
from welvaart.doel.maat import count_decimalen, format_getypt, get_decimalen
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.dossier.eigenreeks import EigenReeks
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Koers, Tussenstand
from welvaart.opmaak import format_getal

_GEEN_EIGEN: Final[Mapping[str, EigenReeks]] = {}
_NIEMAND: Final[Mapping[str, str]] = {}
BBV_VERVALLEN: Final = (
    ("7", "Hardekernjongeren"),
    ("12", "Ziekenhuisopname na een ongeval met een motorvoertuig"),
    ("13", "Ziekenhuisopname na een ongeval met een fiets"),
)
"""Mandatory indicators that lapsed from 1 February 2018: a begroting need not hold them."""
NOG_GEEN: Final = "nog geen nieuwer cijfer"
Getal = tuple[float, int]
"""A number, and its digits after the comma."""
_STATUS: Final = {"*": "voorlopig", "**": "nader voorlopig"}
_JAREN: Final = 4
_FORMULE: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Begrotingsgetallen:
    """The figures of a line as numbers to reckon with; each with its digits after the comma.

    Attributes:
        nulmeting: value and digits.
        realisatie: None without a figure newer than the nulmeting.
        realisatiejaar: of that figure.
        begroting: per year that is planned for; None where the team entered nothing.
        opmerking: what the numbers do not say themselves: provisional, a median, an outlier.
    """

    nulmeting: Getal
    nuljaar: int
    realisatie: Getal | None
    realisatiejaar: int | None
    begroting: tuple[Getal | None, ...]
    streefwaarde: Getal
    streefjaar: int
    opmerking: str


@dataclass(frozen=True, slots=True)
class Begrotingsregel:
    """One goal as a line of the begroting, all as text; "" = nothing to say.

    Attributes:
        koers: the verdict in words.
        eigenaar: who the goal belongs to, and the portefeuillehouder.
        bbv: number among the mandatory BBV indicators, "" for others.
        getallen: the same figures as numbers.
    """

    indicator: str
    nulmeting: str
    realisatie: str
    begroting: Sequence[str]
    streefwaarde: str
    koers: str
    eigenaar: str
    taakveld: str
    bbv: str
    bron: str
    peildatum: str
    getallen: Begrotingsgetallen


def build_begrotingstabel(
    stand: Stand,
    regio_code: str,
    doelen: Sequence[Doelregel],
    begroot: Mapping[tuple[str, int], float],
    jaren: Sequence[int],
    eigen: Mapping[str, EigenReeks] = _GEEN_EIGEN,
    eigenaars: Mapping[str, str] = _NIEMAND,
) -> list[Begrotingsregel]:
    """Lines of the goals whose numbers are complete, in the order given.

    Args:
        stand: the build of now.
        regio_code: of the goals.
        doelen: of `read_doelen`.
        begroot: (sleutel, year) → planned figure, as the team entered it.
        jaren: years of the columns Begroting.
        eigen: series with a licence of the dossier.
        eigenaars: of `find_eigenaars`.
    """
    return [
        replace(
            _build(stand, regio_code, regel, begroot, jaren, eigen),
            eigenaar=eigenaars.get(regel.sleutel, ""),
        )
        for regel in doelen
        if regel.doel is not None and find_indicator(stand, eigen, regel.indicator_id)
    ]


def _build(
    stand: Stand,
    regio_code: str,
    regel: Doelregel,
    begroot: Mapping[tuple[str, int], float],
    jaren: Sequence[int],
    eigen: Mapping[str, EigenReeks],
) -> Begrotingsregel:
    x, doel = find_indicator(stand, eigen, regel.indicator_id), regel.doel
    assert x is not None and doel is not None  # noqa: S101 - the caller looked
    stand_nu = judge_regel(stand, eigen, regio_code, regel.indicator_id, doel)
    nieuw = stand_nu.waarde is not None and stand_nu.jaar is not None
    cijfers = get_decimalen(stand, x, regio_code)
    ster = find_statusteken(stand, eigen, regio_code, regel.indicator_id, doel)
    wat = stand.wat.get((regel.indicator_id, regio_code), "")
    nul = find_wat(stand, regel.indicator_id, regio_code, doel) if wat else ""
    return Begrotingsregel(
        indicator=f"{x.titel} ({x.eenheid})",
        nulmeting=f"{format_getypt(doel.nulwaarde, cijfers)}{ster}{_say(nul)} ({doel.nuljaar})",
        realisatie=_write_realisatie(stand_nu, cijfers, wat) if nieuw else NOG_GEEN,
        begroting=[format_getypt(begroot.get((regel.sleutel, jaar)), cijfers) for jaar in jaren],
        streefwaarde=f"{format_getypt(doel.streefwaarde, cijfers)} ({doel.streefjaar})",
        koers="" if stand_nu.koers is Koers.GEEN_NIEUW_CIJFER else KOERS_WOORD[stand_nu.koers],
        eigenaar="",
        taakveld=regel.taakveld,
        bbv="" if x.bbv_nummer is None else str(x.bbv_nummer),
        bron=x.bronregel,
        peildatum=x.peilmoment,
        getallen=Begrotingsgetallen(
            nulmeting=_count(doel.nulwaarde, cijfers),
            nuljaar=doel.nuljaar,
            realisatie=(
                None if stand_nu.waarde is None else (round(stand_nu.waarde, cijfers), cijfers)
            ),
            realisatiejaar=stand_nu.jaar,
            begroting=tuple(
                None if (w := begroot.get((regel.sleutel, jaar))) is None else _count(w, cijfers)
                for jaar in jaren
            ),
            streefwaarde=_count(doel.streefwaarde, cijfers),
            streefjaar=doel.streefjaar,
            opmerking=_explain(ster, nul, stand_nu if nieuw else None, wat),
        ),
    )


def _count(waarde: float, minstens: int) -> Getal:
    return waarde, count_decimalen(waarde, minstens)


def _explain(ster: str, nul: str, nu: Tussenstand | None, wat: str) -> str:
    """What stands behind the figures in the text of a line, in words; "" for plain figures."""
    delen = {"Nulmeting": [_STATUS.get(ster, ""), nul]}
    if nu is None:
        delen["Realisatie"] = [NOG_GEEN]
    else:
        uitschieter = "uitschieter" if nu.is_uitschieter else ""
        delen["Realisatie"] = [_STATUS.get(nu.statusteken, ""), wat, uitschieter]
    zinnen = [
        f"{kop}: {', '.join(filter(None, rest))}." for kop, rest in delen.items() if any(rest)
    ]
    return " ".join(zinnen)


def _say(wat: str) -> str:
    return f", {wat}" if wat else ""


def _write_realisatie(nu: Tussenstand, cijfers: int, wat: str) -> str:
    uitschieter = ", uitschieter" if nu.is_uitschieter else ""
    return f"{format_getal(nu.waarde, cijfers)}{nu.statusteken}{_say(wat)} ({nu.jaar}{uitschieter})"


def find_jaren(doelen: Sequence[Doelregel], nu_jaar: int) -> list[int]:
    """Years to plan for: from next year, or from the first goal, at most four; [] without goals.

    Args:
        doelen: those with numbers count.
        nu_jaar: the year of the build of the figures.
    """
    klaar = [d.doel for d in doelen if d.doel is not None]
    if not klaar:
        return []
    eerste = min(d.nuljaar for d in klaar) + 1
    laatste = max(d.streefjaar for d in klaar)
    begin = min(max(eerste, nu_jaar + 1), max(eerste, laatste - 1))
    return list(range(begin, min(laatste, begin + _JAREN - 1) + 1))


def format_koppen(jaren: Sequence[int]) -> list[str]:
    """Header cells, in the order a begroting uses."""
    begroting = [f"Begroting {jaar}" for jaar in jaren]
    return [
        *("Indicator", "Nulmeting", "Realisatie"),
        *begroting,
        *("Streefwaarde", "Stand", "Eigenaar", "Taakveld", "BBV-nummer", "Bron", "Peildatum"),
    ]


def format_getalkoppen(jaren: Sequence[int]) -> list[str]:
    """Header cells of the table with numbers."""
    return [
        *("Indicator", "Nulmeting", "Jaar van de nulmeting", "Realisatie", "Jaar van realisatie"),
        *(f"Begroting {jaar}" for jaar in jaren),
        *("Streefwaarde", "Jaar van de streefwaarde", "Opmerking", "Stand", "Eigenaar"),
        *("Taakveld", "BBV-nummer", "Bron", "Peildatum"),
    ]


def build_getalrij(regel: Begrotingsregel) -> list[str | int | Getal | None]:
    """Cells of a line in the order of `format_getalkoppen`; None = empty."""
    g = regel.getallen
    bbv = int(regel.bbv) if regel.bbv else None
    return [
        *(regel.indicator, g.nulmeting, g.nuljaar, g.realisatie, g.realisatiejaar),
        *g.begroting,
        *(g.streefwaarde, g.streefjaar, g.opmerking, regel.koers, regel.eigenaar),
        *(regel.taakveld, bbv, regel.bron, regel.peildatum),
    ]


def format_rij(regel: Begrotingsregel) -> list[str]:
    """Cells of a line, in the order of `format_koppen`."""
    return [
        *(regel.indicator, regel.nulmeting, regel.realisatie),
        *regel.begroting,
        *(regel.streefwaarde, regel.koers, regel.eigenaar, regel.taakveld, regel.bbv),
        *(regel.bron, regel.peildatum),
    ]


def write_csv(koppen: Sequence[str], rijen: Sequence[Sequence[str]]) -> bytes:
    """A table as CSV for a Dutch Excel: semicolons, UTF-8 with BOM.

    What a spreadsheet would run as a formula gets an apostrophe in front, so that it stays text.
    """
    buffer = io.StringIO()
    schrijver = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(koppen)
    for rij in rijen:
        schrijver.writerow([f"'{cel}" if cel.startswith(_FORMULE) else cel for cel in rij])
    return buffer.getvalue().encode("utf-8-sig")
