"""Any regio judged like a gemeente: figures by the rules of a group, ranked among its own kind.

A gemeente is judged in the block of all gemeenten. The areas of one kind make a block of their own,
with the value of each by sum, weight or ratio; an own regio stands alone in one. What may not bear
the name of its area (a median, 11 of 13 gemeenten) has a figure with a label, and no verdict.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.groepswaarde import compute_groepsreeksen, compute_niveau
from welvaart.cijfers.periode import Periode
from welvaart.groep.gebied import find_gebieden
from welvaart.groep.gebiedsreeksen import Gebiedsreeksen, build_gebiedsreeksen
from welvaart.groep.groepen import find_leden
from welvaart.lezen.stand import Stand
from welvaart.oordeel.beoordeling import Deelname, build_beoordeling
from welvaart.oordeel.regel import Groepswaarde, Regel
from welvaart.regio.regio import Regio, RegioSoort

Getallen = NDArray[np.float64]


@dataclass(frozen=True)
class Regiobeeld:
    """One chosen regio with the figures it is judged in.

    Attributes:
        regio: the choice; `naam` says what kind of area it is.
        leden: codes of its gemeenten of today; of a gemeente itself.
        stand: `stand.reeksen` holds the series of the regio under its code, `stand.beoordeling`
            its places among regio's of the same kind (an own regio: none) and its trends.
    """

    regio: Regio
    leden: tuple[str, ...]
    stand: Stand

    @cached_property
    def regels(self) -> list[Regel]:
        """The nulmeting beside Nederland, one line per indicator."""
        return self.stand.build_scorekaart(self.regio.code)

    def get_reeks(self, indicator_id: str) -> Getallen:
        """Values over `stand.reeksen.jaren`; NaN = none."""
        return self.stand.reeksen.get_reeks(indicator_id, self.regio.code)


def build_regiobeeld(stand: Stand, regio: Regio) -> Regiobeeld:
    """Judge one regio of any kind (see `welvaart.groep.gebied.find_regio`)."""
    return Regiobeeld(regio, find_leden(stand, regio.code), build_regiostand(stand, regio))


def build_regiostand(stand: Stand, regio: Regio) -> Stand:
    """The figures in which this regio is judged: the same for all areas of one kind.

    Args:
        stand: the figures of the gemeenten.
        regio: a gemeente gives `stand` itself; an own regio a block of one, without ranks.
    """
    if regio.soort is RegioSoort.GEMEENTE:
        return stand
    eigen = regio.soort is RegioSoort.EIGEN
    regios = [regio] if eigen else find_gebieden(stand, regio.soort)
    leden = [find_leden(stand, r.code) for r in regios]
    gebieden = build_gebiedsreeksen(stand, regios, leden)
    telt = gebieden.volledig & ~np.isnan(gebieden.reeksen.waarde)
    deelname = Deelname(
        regio.soort,
        np.zeros_like(telt) if eigen or len(regios) == 1 else telt,
        _compute_rest(stand, leden),
    )
    land = {} if regio.soort is RegioSoort.LAND else _match_land(stand, gebieden)
    return replace(
        stand,
        regios={**stand.regios, **{r.code: r for r in regios}},
        reeksen=gebieden.reeksen,
        beoordeling=build_beoordeling(
            gebieden.reeksen,
            stand.indicatoren,
            breuken=stand.breuken,
            regio_breuken={},
            zonder_trend=gebieden.zonder_trend,
            deelname=deelname,
        ),
        deelname=deelname,
        land={sleutel: replace(groep, zonder=True) for sleutel, groep in land.items()},
        afgerond=frozenset(),
        zonder_trend=gebieden.zonder_trend,
        wat=gebieden.wat,
        basis=stand,
    )


def _match_land(stand: Stand, gebieden: Gebiedsreeksen) -> Mapping[tuple[str, str], Groepswaarde]:
    """What stands for Nederland beside areas: a median where those areas have only medians.

    A median of gemeenten, where each counts alike, is no smaller or larger than the official
    figure of Nederland, in which cities weigh: it is something else. Twente lies below Nederland
    in mean income, and its median gemeente lies above the median household of Nederland.
    """
    mediaan = {
        indicator_id
        for i, indicator_id in enumerate(stand.reeksen.indicator_ids)
        if stand.grondslag.methode[i] == "mediaan" and not gebieden.volledig[i].any()
    }
    return {
        sleutel: _to_mediaan(stand, *sleutel, groep)
        if groep.methode == "bron" and sleutel[0] in mediaan
        else groep
        for sleutel, groep in stand.land.items()
    }


def _to_mediaan(
    stand: Stand, indicator_id: str, periode_code: str, groep: Groepswaarde
) -> Groepswaarde:
    basis, i = stand.grondslag, stand.reeksen.get_i(indicator_id)
    t = stand.reeksen.jaren.index(Periode.parse(periode_code).laatste_jaar)
    waarde, n = compute_niveau(basis, basis.gemeenten, i, t)
    totaal = len(basis.gemeenten)
    return replace(groep, waarde=waarde, methode="mediaan", n=n, volledig=False, n_gemeenten=totaal)


def _compute_rest(stand: Stand, leden: Sequence[Sequence[str]]) -> Getallen:
    """Figures of Nederland without each regio, where they may bear that name.

    Returns:
        Shape (indicator, regio, jaar); NaN for a median and for what is not complete.
    """
    methode = tuple("geen" if m == "mediaan" else m for m in stand.grondslag.methode)
    zonder = [sorted(stand.gemeente_codes - set(codes)) for codes in leden]
    reeksen = compute_groepsreeksen(replace(stand.grondslag, methode=methode), zonder)
    return np.stack([np.where(r.volledig, r.waarde, np.nan) for r in reeksen], axis=1)
