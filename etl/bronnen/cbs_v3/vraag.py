"""The question of one catalogue entry to CBS OData v3, cut into slices that can be asked apart.

Codes of v3 are padded with blanks: a filter that leaves them out gives no rows and no error. So a
filter is made with the key as the code list writes it, and answers are compared without blanks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.bronnen.cbs.selectie import find_selectie
from etl.bronnen.cbs.tabel import check_maand, explain_code, find_assen, find_maat, get_perioden
from etl.bronnen.cbs.vraag import CbsVraag, get_einde, quote
from etl.bronnen.cbs_v3.tabel import CbsV3Tabel
from welvaart.catalogus import CbsV3Bron
from welvaart.fouten import BronFout

SNEDE = 10_000
"""Rows that a slice aims at: one page of CBS, as cbsodata keeps every row of a call in memory."""
MAX_SNEDE = 100_000
MAX_RIJEN = 2_000_000


@dataclass(frozen=True, slots=True)
class Snede:
    """A slice: its filter, and the most rows it can have (one per regio and period)."""

    filter: str
    hoogstens: int


@dataclass(frozen=True, slots=True)
class V3Vraag(CbsVraag):
    """A question, and the slices it is asked in.

    Attributes:
        sneden: the slices, in order of period, then of prefix; together they are the question.
        ruim: the same slices for a table whose code lists lack the blanks that its figures have.
        proeven: filters of a few rows, to see whether there are any; the second without blanks.
    """

    sneden: tuple[Snede, ...]
    ruim: tuple[Snede, ...]
    proeven: tuple[str, str]

    @property
    def kolommen(self) -> list[str]:
        """Columns to ask for; all others stay where they are."""
        return [*sorted(self.vast), self.geo, *([self.tijd] if self.tijd else []), self.maat.code]


def build_v3_vraag(tabel: CbsV3Tabel, bron: CbsV3Bron) -> V3Vraag:
    """Hold one entry of the catalogue against the table and make its question.

    A table that has years and also quarters or months is asked for its years only; with `maand`
    it is asked for that month of each year.

    Raises:
        BronFout: the table is a stub, the topic is gone or not unique, a dimension has no fixed
            code or an unknown one, or there are no such regio's or years.
    """
    vast = {naam: code.strip() for naam, code in find_selectie(tabel, bron).items()}
    geo, tijd = find_assen(tabel, vast, bron.periode)
    maat = find_maat(tabel, bron.onderwerp)
    sleutels = {naam: _find_sleutel(tabel, naam, code) for naam, code in vast.items()}
    perioden, einde = _find_perioden(tabel, tijd, bron)
    aantallen = _count_regios(tabel, geo, bron.regios)
    eq = [f"{naam} eq {quote(sleutel)}" for naam, sleutel in sleutels.items()]
    ruim = [f"trim({naam}) eq {quote(code)}" for naam, code in vast.items()]
    blokken = _build_blokken(tabel, aantallen, len(perioden))
    knippen = [_Knip(geo, tijd, perioden, einde, aantallen, blok) for blok in blokken]
    alles = (0, len(perioden), tuple(aantallen))
    minst = min(aantallen, key=lambda prefix: aantallen[prefix])
    nieuwste = (len(perioden) - 1, len(perioden), (minst,))
    proef = _Knip(geo, tijd, perioden, einde, aantallen, nieuwste)
    heel = _Knip(geo, tijd, perioden, einde, aantallen, alles)
    return V3Vraag(
        tabel=tabel.tabel,
        maat=maat,
        geo=geo,
        tijd=tijd,
        vast=vast,
        regios=tuple(aantallen),
        filter=" and ".join([*eq, *heel.build_eisen()]),
        sneden=tuple(knip.build(eq) for knip in knippen),
        ruim=tuple(knip.build(ruim) for knip in knippen),
        proeven=(proef.build(eq).filter, proef.build(ruim).filter),
        perioden=get_perioden(tabel, tijd, bron.periode),
    )


def _find_sleutel(tabel: CbsV3Tabel, dimensie: str, code: str) -> str:
    """The code as its list writes it, with blanks in front or behind."""
    for rij in tabel.get_codes(dimensie):
        if rij["Identifier"].strip() == code:
            return str(rij["Identifier"])
    waarom = explain_code(tabel, {dimensie: code})
    raise BronFout(f"{tabel.wat}: {waarom}. Verbeter selectie in indicators.yaml")


def _find_perioden(tabel: CbsV3Tabel, tijd: str, bron: CbsV3Bron) -> tuple[list[str], str]:
    """Period codes to ask for, in order; and how they end, where the table has others besides."""
    if not tijd:
        return [""], ""
    vanaf, einde = bron.vanaf, get_einde(bron.maand)
    codes = sorted(rij["Identifier"] for rij in tabel.get_codes(tijd))
    check_maand(tabel, codes, bron.maand)
    jaren = [code for code in codes if code.strip().endswith(einde)]
    gemengd = 0 < len(jaren) < len(codes)
    codes = [code for code in jaren or codes if vanaf is None or code.strip() >= str(vanaf)]
    if not codes:
        raise BronFout(
            f"{tabel.wat} heeft geen perioden vanaf {vanaf}; verbeter vanaf in indicators.yaml"
        )
    return codes, einde if gemengd else ""


def _count_regios(tabel: CbsV3Tabel, geo: str, prefixen: Sequence[str]) -> dict[str, int]:
    """How many regio's each prefix has, in order of prefix; a prefix without any is left out."""
    codes = [rij["Identifier"].strip() for rij in tabel.get_codes(geo)]
    aantallen = {p: sum(code.startswith(p) for code in codes) for p in sorted(set(prefixen))}
    if not any(aantallen.values()):
        soorten = ", ".join(sorted({code[:2] for code in codes if code}))
        raise BronFout(
            f"{tabel.wat} heeft geen regio's {', '.join(prefixen)} in {geo}; wel: {soorten}. "
            "Verbeter regios in indicators.yaml"
        )
    return {prefix: aantal for prefix, aantal in aantallen.items() if aantal}


_Blok = tuple[int, int, tuple[str, ...]]


def _build_blokken(tabel: CbsV3Tabel, aantallen: Mapping[str, int], perioden: int) -> list[_Blok]:
    """Periods (from, to) and prefixes of each slice: whole periods, else a prefix at a time."""
    per_periode = sum(aantallen.values())
    if per_periode * perioden > MAX_RIJEN or max(aantallen.values()) > MAX_SNEDE:
        raise BronFout(
            f"{tabel.wat}: de selectie geeft meer dan 2 miljoen rijen; maak haar kleiner "
            "met regios of vanaf in indicators.yaml"
        )
    stap = max(SNEDE // per_periode, 1)
    groepen = [tuple(aantallen)] if per_periode <= MAX_SNEDE else [(naam,) for naam in aantallen]
    return [
        (van, min(van + stap, perioden), groep)
        for van in range(0, perioden, stap)
        for groep in groepen
    ]


@dataclass(frozen=True, slots=True)
class _Knip:
    """One slice in the making."""

    geo: str
    tijd: str
    perioden: Sequence[str]
    einde: str
    aantallen: Mapping[str, int]
    blok: _Blok

    def build(self, vast: Sequence[str]) -> Snede:
        van, tot, prefixen = self.blok
        rijen = (tot - van) * sum(self.aantallen[prefix] for prefix in prefixen)
        return Snede(" and ".join([*vast, *self.build_eisen()]), rijen)

    def build_eisen(self) -> list[str]:
        """Demands on regio and period. Periods end before the next one: blanks may follow."""
        van, tot, prefixen = self.blok
        begin = " or ".join(f"startswith({self.geo},{quote(prefix)})" for prefix in prefixen)
        eisen = [f"({begin})"]
        if self.tijd:
            eisen.append(f"{self.tijd} ge {quote(self.perioden[van].rstrip())}")
        if tot < len(self.perioden):
            eisen.append(f"{self.tijd} lt {quote(self.perioden[tot].rstrip())}")
        if self.einde:
            eisen.append(f"substringof({quote(self.einde)},{self.tijd})")
        return eisen
