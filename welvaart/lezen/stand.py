"""Everything the screens need from one warehouse, read and judged at once.

A build never changes after it is published, so this is computed once per build and then only read:
that is what keeps a page under 50 ms.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property

import pandas as pd

from welvaart.cijfers.deeljaarreeks import Deeljaarreeks
from welvaart.cijfers.grondslag import Grondslag
from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.cijfers.reeksen import Reeksen
from welvaart.fouten import KeuzeFout
from welvaart.lezen.warehouse import Bouw
from welvaart.oordeel.beoordeling import Beoordeling, Deelname, Tegenover, build_beoordeling
from welvaart.oordeel.regel import Groepswaarde, Regel
from welvaart.oordeel.scorekaart import build_scorekaart
from welvaart.opmaak import format_opsomming, shorten
from welvaart.regio.deelgebied import Deelcijfer
from welvaart.regio.regio import Regio

_NAAM_TEKENS, _LIJKT = 60, 0.8
"""Letters of a name that are looked at, and how much of two names must be alike."""
_SOORT_IN_TEKST = {
    "land": "het land",
    "landsdeel": "een landsdeel",
    "provincie": "een provincie",
    "corop": "een COROP-gebied",
    "arbeidsmarktregio": "een arbeidsmarktregio",
    "veiligheidsregio": "een veiligheidsregio",
    "ggd_regio": "een GGD-regio",
    "eigen": "een deelgebied van een gemeente",
}


@dataclass(frozen=True)
class Herrekening:
    """How a figure came on the territory of today, or why it did not.

    Attributes:
        periode_code: of the figure; "*" = every year on another territory.
        methode: as in table `herrekening`.
        uitleg: one or two sentences.
    """

    periode_code: str
    methode: str
    uitleg: str


@dataclass(frozen=True)
class Thema:
    """A theme of brede welvaart and the indicators shown under it."""

    thema: str
    titel: str
    deel: str


@dataclass(frozen=True)
class Stand:
    """One build of the warehouse, read-only.

    Attributes:
        indicatoren: those with at least one figure per year, or of a deelgebied; all that a page
            shows or counts.
        klaarstaand: entries of the catalogue of which no figure was fetched or imported yet.
        deeljaar: entries with figures per quarter or month only.
        deeljaarreeksen: (indicator_id, regio_code) → those figures, as published.
        keuzes: label in the pick list → code of a living gemeente; old names too.
        lidmaatschap: gemeente_code → soort → regio_code, newest known membership.
        regio_breuken: changes of territory that could not be recomputed, by gemeente.
        herrekening: (indicator_id or "*", regio_code) → how its years were recomputed.
        kanttekeningen: (indicator_id, regio_code or "*", periode_code or "*", soort, tekst).
        land: what stands for Nederland per (indicator_id, periode_code), also partial.
        afgerond: (indicator_id, regio_code) that the source gives only in whole units.
        grondslag: what the value of any group of gemeenten is computed from.
        deelcijfers: (indicator_id, gemeente_code) → figures of its deelgebieden, own files only.
        wat: (indicator_id, regio_code) → what a figure is that may not bear the name of its area.
        zonder_trend: (indicator_id, regio_code) of areas without a verdict on a development.
        basis: where the block holds areas, the stand of the gemeenten they were computed from.
        deelname: who is judged against whom where the block holds areas; None = gemeenten.
    """

    bouw: Bouw
    indicatoren: Mapping[str, Indicator]
    themas: tuple[Thema, ...]
    regios: Mapping[str, Regio]
    gemeenten: tuple[Regio, ...]
    aliassen: tuple[tuple[str, str, str], ...]
    lidmaatschap: Mapping[str, Mapping[str, str]]
    reeksen: Reeksen
    beoordeling: Beoordeling
    breuken: Mapping[str, list[tuple[str, str]]]
    regio_breuken: Mapping[str, list[tuple[str, str]]]
    herrekening: Mapping[tuple[str, str], list[Herrekening]]
    kanttekeningen: tuple[tuple[str, str, str, str, str], ...]
    land: Mapping[tuple[str, str], Groepswaarde]
    afgerond: frozenset[tuple[str, str]]
    grondslag: Grondslag
    hiaten: pd.DataFrame
    dekking: pd.DataFrame
    snapshots: pd.DataFrame
    deelcijfers: Mapping[tuple[str, str], list[Deelcijfer]]
    eigen_reeksen: pd.DataFrame
    klaarstaand: tuple[Indicator, ...] = ()
    deeljaar: tuple[Indicator, ...] = ()
    deeljaarreeksen: Mapping[tuple[str, str], Deeljaarreeks] = field(default_factory=dict)
    wat: Mapping[tuple[str, str], str] = field(default_factory=dict)
    zonder_trend: frozenset[tuple[str, str]] = frozenset()
    deelname: Deelname | None = None
    basis: "Stand | None" = None

    @cached_property
    def keuzes(self) -> dict[str, str]:
        """Labels of the pick list, alphabetically without accents or leading 's-."""
        keuzes = {gemeente.naam: gemeente.code for gemeente in self.gemeenten}
        for naam, code, _ in self.aliassen:
            if naam not in keuzes and code in self.regios:
                keuzes[f"{naam} → {self.regios[code].naam}"] = code
        for gemeente in self.gemeenten:
            if (kaal := _strip_accenten(gemeente.naam)) != gemeente.naam:
                keuzes[f"{kaal} → {gemeente.naam}"] = gemeente.code
        return dict(sorted(keuzes.items(), key=lambda paar: _sort_key(paar[0])))

    @property
    def gemeentestand(self) -> "Stand":
        """The figures of the gemeenten, also where this block holds areas."""
        return self.basis or self

    @cached_property
    def gemeente_codes(self) -> frozenset[str]:
        """Codes of the gemeenten that exist now."""
        return frozenset(gemeente.code for gemeente in self.gemeenten)

    @cached_property
    def _namen(self) -> dict[str, str]:
        return {gemeente.naam.casefold(): gemeente.code for gemeente in self.gemeenten}

    @cached_property
    def zonder_voorlopig(self) -> "Stand":
        """The same figures, judged without provisional years in the trends."""
        beoordeling = build_beoordeling(
            self.reeksen,
            self.indicatoren,
            breuken=self.breuken,
            regio_breuken=self.regio_breuken,
            zonder_trend=self.afgerond | self.zonder_trend,
            met_voorlopig=False,
            deelname=self.deelname,
        )
        return replace(self, beoordeling=beoordeling)

    def find_gemeente(self, code_of_naam: str) -> Regio:
        """The living gemeente of this code or exact name.

        Raises:
            KeuzeFout: unknown, another kind of regio, or an ended gemeente; says which.
        """
        tekst = code_of_naam.strip()
        regio_code = self._namen.get(tekst.casefold(), tekst.upper())
        regio = self.regios.get(regio_code)
        if regio is None:
            raise KeuzeFout(
                f"'{shorten(tekst)}' is geen gemeente die wij kennen. "
                f"{self._suggest(tekst) or 'Kies een gemeente.'}"
            )
        if regio.soort != "gemeente":
            soort = _SOORT_IN_TEKST.get(regio.soort, "geen gemeente")
            raise KeuzeFout(f"{regio.naam} is {soort}. Kies een gemeente.")
        if regio_code not in self.gemeente_codes:
            uitleg = [uitleg for naam, _, uitleg in self.aliassen if naam == regio.naam]
            waarheen = f" {regio.naam} is {format_opsomming(uitleg)}." if uitleg else ""
            raise KeuzeFout(
                f"De gemeente {regio.naam} bestaat niet meer.{waarheen} Kies een gemeente."
            )
        return regio

    def _suggest(self, tekst: str) -> str:
        """Gemeenten whose name is nearly this, as a question; "" without any."""
        namen = {
            _strip_accenten(gemeente.naam).casefold(): gemeente.naam for gemeente in self.gemeenten
        }
        lijkt = get_close_matches(
            _strip_accenten(tekst[:_NAAM_TEKENS]).casefold(), namen, n=2, cutoff=_LIJKT
        )
        return f"Bedoelt u {' of '.join(namen[naam] for naam in lijkt)}?" if lijkt else ""

    def explain_onbekend(self, indicator_id: str) -> str:
        """Say why an id is not among the indicators shown, and where to look."""
        titels = {x.indicator_id: x.titel for x in (*self.klaarstaand, *self.deeljaar)}
        if indicator_id in titels:
            return (
                f"Van '{titels[indicator_id]}' staan hier nog geen jaarcijfers. De pagina Gegevens "
                "zegt hoe u ze ophaalt of inleest."
            )
        return f"Er is geen indicator '{shorten(indicator_id)}'."

    def find_regio(self, gemeente_code: str, soort: str) -> Regio | None:
        """The regio of a kind to which a gemeente belongs now, if known."""
        code = self.lidmaatschap.get(gemeente_code, {}).get(soort)
        return self.regios.get(code) if code else None

    def build_scorekaart(
        self,
        regio_code: str,
        groepswaarden: Mapping[tuple[str, str], Groepswaarde] | None = None,
        tegenover: Tegenover | None = None,
    ) -> list[Regel]:
        """The nulmeting of one regio; by default beside Nederland, else beside a group."""
        regels = build_scorekaart(
            self.reeksen,
            self.beoordeling,
            self.indicatoren,
            regio_code,
            self.land if groepswaarden is None else groepswaarden,
            self.afgerond,
            tegenover,
        )
        if not self.wat:
            return regels
        sleutels = [(regel.indicator.indicator_id, regio_code) for regel in regels]
        return [
            replace(regel, wat=self.wat.get(sleutel, ""))
            for regel, sleutel in zip(regels, sleutels, strict=True)
        ]

    def find_breuken(self, indicator: Indicator, regio_code: str) -> list[tuple[int, str]]:
        """Breaks inside the series of one regio: (first year of the new series, reason)."""
        gevonden = list(self.breuken.get(indicator.indicator_id, ()))
        if indicator.indeling_bron is None:
            gevonden += self.regio_breuken.get(regio_code, ())
        codes = [
            code
            for code in self.reeksen.perioden[self.reeksen.get_i(indicator.indicator_id)]
            if code
        ]
        eerste = Periode.parse(codes[0]).jaar if codes else 0
        jaren = [(Periode.parse(periode).jaar, reden) for periode, reden in gevonden]
        return sorted((jaar, reden) for jaar, reden in jaren if jaar > eerste)

    def find_herrekening(self, indicator_id: str, regio_code: str) -> list[Herrekening]:
        """How the years of one indicator came on the territory of today; [] for most gemeenten.

        Series that the source gives on one indeling need none.
        """
        if self.indicatoren[indicator_id].indeling_bron is not None:
            return []
        return [
            *self.herrekening.get((indicator_id, regio_code), ()),
            *self.herrekening.get(("*", regio_code), ()),
        ]

    def find_uitschieters(self, regio_code: str) -> frozenset[str]:
        """Ids of indicators whose figure here carries a remark that it is an outlier."""
        return frozenset(
            ind
            for ind, regio, _, soort, _ in self.kanttekeningen
            if soort == "uitschieter" and regio in (regio_code, "*")
        )

    def find_kanttekeningen(self, indicator_id: str, regio_code: str) -> list[tuple[str, str]]:
        """Remarks for one indicator and regio: (soort, tekst), each once."""
        gevonden = {
            (soort, tekst): None
            for ind, regio, _, soort, tekst in self.kanttekeningen
            if ind == indicator_id and regio in (regio_code, "*")
        }
        return list(gevonden)


def _strip_accenten(naam: str) -> str:
    """Write a name as people type it: Súdwest-Fryslân → Sudwest-Fryslan."""
    return unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode()


def _sort_key(naam: str) -> str:
    return (
        naam.casefold().removeprefix("'s-").removeprefix("'t ").replace("â", "a").replace("ú", "u")
    )
