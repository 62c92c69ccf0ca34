"""Dutch sentences about a recomputed figure: where it comes from, or why there is none."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from etl.herrekenen.verschuiving import GELIJK, Verschuiving
from welvaart.catalogus import Catalogus, CatalogusIndicator
from welvaart.cijfers.indicator import ZONDER_REGIOCIJFER
from welvaart.opmaak import format_opsomming

_NOEM = {"inwoners": "de inwoners", "woningen": "de woningen", "hectare": "de oppervlakte"}
_AANNAME = (
    "Een schatting: wij nemen aan dat het cijfer overal in de gesplitste gemeente gelijk was."
)
_NIET = "Niet herrekenbaar, omdat"


class Uitleg:
    """The sentences; lists of gemeenten are made once per year and gemeente."""

    def __init__(self, namen: Mapping[str, str], catalogus: Catalogus) -> None:
        """Take the names of gemeenten (also ended ones) and the titles of indicators."""
        self._namen = namen
        self._catalogus = catalogus
        self._leden: dict[tuple[int, str, str], tuple[str, bool]] = {}

    def explain_som(
        self,
        verschuiving: Verschuiving,
        plaats: int,
        methode: str,
        noemer_id: str | None,
        zelfde_jaar: bool,
        deler_id: str | None = None,
    ) -> str:
        """Say what was added, divided or averaged.

        Args:
            verschuiving: the year and its shares.
            plaats: of the gemeente of today.
            methode: opgeteld | verhouding | gewogen.
            noemer_id: indicator of the weight or denominator.
            zelfde_jaar: whether the weight is of the year of the figure itself.
            deler_id: indicator that divides the weight, if any.
        """
        leden, gedeeld = self._describe_leden(verschuiving, plaats)
        if methode == "opgeteld":
            zin = f"Opgeteld uit {leden}."
            return f"{zin} Het deel is een schatting." if gedeeld else zin
        titel = self._get_titel(str(noemer_id))
        if methode == "verhouding":
            zin = f"Opnieuw gedeeld door {titel}, opgeteld uit {leden}."
        else:
            jaar = "hetzelfde jaar" if zelfde_jaar else "de afgesproken peildatum"
            deler = "" if deler_id is None else f", gedeeld door {self._get_titel(deler_id)}"
            zin = f"Gewogen met {titel} van {jaar}{deler}, uit {leden}."
        return f"{zin} {_AANNAME}" if gedeeld else zin

    def explain_overgenomen(self, verschuiving: Verschuiving, plaats: int) -> str:
        """Say that the figure is that of the gemeente with the old code."""
        leden, _ = self._describe_leden(verschuiving, plaats)
        return f"Overgenomen van {leden}: hetzelfde gebied met een andere code."

    def explain_nooit(self, indicator: CatalogusIndicator) -> str:
        """Say why figures of this indicator cannot be put together."""
        if indicator.regionaal.methode in ZONDER_REGIOCIJFER:
            return f"{_NIET} dit cijfer niet op te tellen of te middelen is."
        if "mediaan" in indicator.titel.lower():
            return f"{_NIET} een mediaan niet op te tellen is."
        return f"{_NIET} het juiste gewicht ontbreekt om een gemiddelde te nemen."

    def explain_ontbreekt(
        self,
        verschuiving: Verschuiving,
        zonder_cijfer: NDArray[np.bool_],
        indicator: CatalogusIndicator,
    ) -> str:
        """Say whose figure is missing, or that the weight is.

        Args:
            verschuiving: the year and its gemeenten.
            zonder_cijfer: shape (codes,); predecessors without a figure of the indicator itself.
            indicator: for its weight, or numerator and denominator.
        """
        regel = indicator.regionaal
        codes = [verschuiving.codes[n] for n in np.flatnonzero(zonder_cijfer)]
        if codes or regel.methode == "som":
            namen = format_opsomming(sorted(self._namen[code] for code in codes))
            return f"{_NIET} het cijfer van {namen} ontbreekt."
        if regel.methode == "verhouding":
            delen = f"{self._get_titel(str(regel.teller))} en {self._get_titel(str(regel.noemer))}"
            return f"{_NIET} de cijfers van {delen} voor dat jaar niet compleet zijn."
        titel = self._get_titel(str(regel.gewicht))
        return f"{_NIET} het gewicht ({titel}) voor dat jaar niet compleet is."

    def _describe_leden(self, verschuiving: Verschuiving, plaats: int) -> tuple[str, bool]:
        """List the predecessors, whole ones first; and whether one of them was split."""
        sleutel = (verschuiving.jaar, verschuiving.maat, verschuiving.nu[plaats])
        if sleutel not in self._leden:
            kolom = verschuiving.aandelen[:, plaats]
            plekken = np.flatnonzero(kolom > 0)
            leden = [(self._namen[verschuiving.codes[n]], float(kolom[n])) for n in plekken]
            leden.sort(key=lambda lid: (lid[1] <= 1 - GELIJK, lid[0]))
            wat = _NOEM[verschuiving.maat]
            delen = [
                naam
                if deel > 1 - GELIJK
                else f"een deel van {naam} ({_format_procent(deel)} van {wat})"
                for naam, deel in leden
            ]
            gedeeld = any(deel <= 1 - GELIJK for _, deel in leden)
            self._leden[sleutel] = (format_opsomming(delen), gedeeld)
        return self._leden[sleutel]

    def _get_titel(self, indicator_id: str) -> str:
        titel = self._catalogus.indicatoren[indicator_id].titel
        return titel[:1].lower() + titel[1:]


def _format_procent(deel: float) -> str:
    return f"{100 * deel:.1f}".replace(".", ",") + " %"
