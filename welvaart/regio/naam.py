"""Names of regio's to codes, by the suffix rules of CBS.

Files of others carry names: "Utrecht (gemeente)", "Bergen (NH.)", "Groningen (PV)", "Den Haag".
A name is matched only when it can mean one regio; else the candidates are listed, never guessed.
"""

import copy
import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from welvaart.fouten import KeuzeFout
from welvaart.regio.regio import parse_regio_code

GEMEENTE = ("GM",)
_SOORT_SUFFIX = {
    "gemeente": "GM",
    "gm": "GM",
    "ld": "LD",
    "landsdeel": "LD",
    "pv": "PV",
    "provincie": "PV",
    "cr": "CR",
    "corop": "CR",
    "am": "AM",
    "arbeidsmarktregio": "AM",
    "vr": "VR",
    "gg": "GG",
}
# CBS wrote "Friesland (PV)" in older tables (cbs_api.md H): not a gemeente, so not in regio_alias.
_OUDE_NAMEN = {"friesland": "PV21"}
_ACHTERVOEGSEL = re.compile(r"^(?P<naam>.*?)\s*\((?P<achter>[^()]*)\)\s*$")
_GETAL_CODE = re.compile(r"(?:gemeente[_ ])?(\d{1,4})", re.IGNORECASE)
_AANTAL_KANDIDATEN = 5


@dataclass(frozen=True, slots=True)
class _Vermelding:
    """One regio under one (normalised) name."""

    code: str
    achter: str
    van: date
    tot: date


@dataclass(frozen=True, slots=True)
class _Vraag:
    """A name as asked: the bare name, which kind of regio, and the disambiguator ("nh")."""

    kern: str
    soort: str | None
    achter: str


def normalize_naam(naam: str) -> str:
    """Name without case, diacritics and punctuation: "Súdwest-Fryslân" → "sudwest fryslan"."""
    plat = unicodedata.normalize("NFKD", naam.casefold())
    letters = "".join(teken for teken in plat if not unicodedata.combining(teken))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def _parse_vraag(naam: str) -> _Vraag:
    achter = ""
    if gevonden := _ACHTERVOEGSEL.match(naam):
        naam, achter = gevonden["naam"], normalize_naam(gevonden["achter"])
    if soort := _SOORT_SUFFIX.get(achter):
        return _Vraag(normalize_naam(naam), soort, "")
    return _Vraag(normalize_naam(naam), None, achter)


def _to_datum(waarde: object, anders: date) -> date:
    if waarde is None or pd.isna(waarde):  # type: ignore[call-overload]  # any scalar may come in
        return anders
    return pd.Timestamp(str(waarde)).date()


class Naamregister:
    """Every known name of every regio, with the years in which it is valid."""

    def __init__(self, regio: pd.DataFrame, alias: pd.DataFrame) -> None:
        """Index the names.

        Args:
            regio: table `regio` (regio_code, regio_naam, soort, geldig_van, geldig_tot).
            alias: table `regio_alias` (naam, regio_code). The name of an ended gemeente leads to
                its successor there; a figure of that gemeente is not the successor's, so such an
                alias is not used here.
        """
        self._toewijzing: Mapping[str, str | None] = {}
        self._namen: dict[str, str] = {}
        self._geldig: dict[str, tuple[date, date]] = {}
        self._index: dict[str, list[_Vermelding]] = {}
        for rij in regio.itertuples(index=False):
            code, naam = str(rij.regio_code), str(rij.regio_naam)
            geldig = (_to_datum(rij.geldig_van, date.min), _to_datum(rij.geldig_tot, date.max))
            self._namen[code], self._geldig[code] = naam, geldig
            self._add(naam, code)
        eigen_namen = set(self._index)
        for rij in alias.itertuples(index=False):
            if _parse_vraag(str(rij.naam)).kern not in eigen_namen:
                self._add(str(rij.naam), str(rij.regio_code))
        for kern, code in _OUDE_NAMEN.items():
            if code in self._namen and kern not in self._index:
                self._add(kern, code)

    def _add(self, naam: str, code: str) -> None:
        vraag = _parse_vraag(naam)
        van, tot = self._geldig.get(code, (date.min, date.max))
        self._index.setdefault(vraag.kern, []).append(_Vermelding(code, vraag.achter, van, tot))

    def add_toewijzing(self, toewijzing: Mapping[str, str | None]) -> "Naamregister":
        """Return a copy in which somebody said what some names mean.

        Args:
            toewijzing: name as it is written → a name or code that is known, or None to leave the
                rows with that name out.

        Raises:
            KeuzeFout: a name is given to something that is no gemeente, or may be several.
        """
        codes: dict[str, str | None] = {}
        for tekst, doel in toewijzing.items():
            codes[tekst.strip()] = code = None if doel is None else self.find_code(doel)
            if doel is not None and (code is None or code[:2] not in GEMEENTE):
                raise KeuzeFout(
                    f"'{doel}' (voor '{tekst}') is geen gemeente die wij kennen; geef een naam of "
                    "een code, bijvoorbeeld GM0503"
                )
        nieuw = copy.copy(self)
        nieuw._toewijzing = {**self._toewijzing, **codes}
        return nieuw

    def is_weggelaten(self, naam: str) -> bool:
        """Whether somebody said that rows with this name must be left out."""
        kaal = naam.strip()
        return kaal in self._toewijzing and self._toewijzing[kaal] is None

    def is_geldig(self, regio_code: str, jaar: int) -> bool:
        """Whether the regio existed on any day of this year."""
        van, tot = self._geldig[regio_code]
        return van.year <= jaar and date(jaar, 1, 1) < tot

    def is_heel_jaar_geldig(self, regio_code: str, jaar: int) -> bool:
        """Whether the regio existed all year: not so for Weesp in 2022."""
        van, tot = self._geldig[regio_code]
        return van <= date(jaar, 1, 1) and date(jaar, 12, 31) < tot

    def describe(self, regio_code: str) -> str:
        """The regio as text for a message: "Bergen (NH.) [GM0373]"."""
        return f"{self._namen[regio_code]} [{regio_code}]"

    def get_soort_achter(self, naam: str) -> str | None:
        """Prefix that the suffix of a name says: "Groningen (PV)" → "PV"; None without suffix."""
        return _parse_vraag(naam).soort

    def find_code(
        self, naam_of_code: str, jaar: int | None = None, soorten: tuple[str, ...] = GEMEENTE
    ) -> str | None:
        """Code of the regio that is meant, or None when it is unknown or may be several.

        Args:
            naam_of_code: a name with or without CBS suffix, a code ("GM0363"), a bare gemeente
                number ("363", "0363"), or Swing's "gemeente_363". A known code is returned
                whatever the year; ask `is_geldig` for that.
            jaar: a name is sought among the regio's of this year; None: of any year, where a
                living regio goes before an ended one.
            soorten: prefixes to search when the name itself does not say "(PV)" or "(gemeente)".
        """
        if naam_of_code.strip() in self._toewijzing:
            return self._toewijzing[naam_of_code.strip()]
        if code := self._find_als_code(naam_of_code):
            return code
        codes = self._find_op_naam(naam_of_code, jaar, soorten)
        return codes[0] if len(codes) == 1 else None

    def _find_als_code(self, tekst: str) -> str | None:
        if getal := _GETAL_CODE.fullmatch(tekst.strip()):
            tekst = f"GM{int(getal[1]):04d}"
        try:
            code = parse_regio_code(tekst)
        except KeuzeFout:
            return None
        return code if code in self._namen else None

    def _find_op_naam(self, naam: str, jaar: int | None, soorten: tuple[str, ...]) -> list[str]:
        vraag = _parse_vraag(naam)
        rijen = self._index.get(vraag.kern, [])
        if not rijen and vraag.kern.startswith("gemeente "):
            rijen = self._index.get(vraag.kern.removeprefix("gemeente "), [])
        gezocht = (vraag.soort,) if vraag.soort else soorten
        rijen = [rij for rij in rijen if rij.code[:2] in gezocht]
        if vraag.achter:
            precies = [rij for rij in rijen if rij.achter == vraag.achter]
            rijen = precies or [rij for rij in rijen if not rij.achter]
        if jaar is not None:
            rijen = [rij for rij in rijen if self.is_geldig(rij.code, jaar)]
        else:
            rijen = [rij for rij in rijen if rij.tot == date.max] or rijen
        return sorted({rij.code for rij in rijen})

    def find_kandidaten(self, naam: str, soorten: tuple[str, ...] = GEMEENTE) -> list[str]:
        """Codes that the name may mean, best first: all it fits, else the nearest spellings."""
        if codes := self._find_op_naam(naam, None, soorten):
            return codes
        kern = _parse_vraag(naam).kern
        gelijkend = difflib.get_close_matches(kern, self._index, n=_AANTAL_KANDIDATEN, cutoff=0.6)
        codes = [rij.code for naam_kern in gelijkend for rij in self._index[naam_kern]]
        passend = [code for code in dict.fromkeys(codes) if code[:2] in soorten]
        return passend[:_AANTAL_KANDIDATEN]
