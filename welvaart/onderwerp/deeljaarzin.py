"""What is said of a figure per month or quarter: the message, the table beside it, the caveats.

A count of an area and that of Nederland do not compare; the change in percent and an index (the
first period in view = 100) do, so those stand side by side.
"""

import re
from collections.abc import Sequence
from math import isnan
from typing import Final

from welvaart.cijfers.deeljaarreeks import Deeljaarreeks
from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.onderwerp.arbeidsbeeld import begin_zin
from welvaart.onderwerp.deeljaarbeeld import Deeljaarbeeld, Jaarverschil
from welvaart.opmaak import ONBEKEND, STATUSTEKENS, format_getal
from welvaart.regio.regio import name_plek

OPEN_PUNT: Final = "Een open punt is een voorlopig cijfer."
"""What a reader of the chart must know where its newest figures are provisional."""


def name_kort(indicator: Indicator) -> str:
    """The title without how often it comes: "Mensen met een WW-uitkering"."""
    return re.sub(r" \(per \w+\)$", "", indicator.titel)


def describe_boodschap(beeld: Deeljaarbeeld) -> str:
    """The message: how many, the change since a year before, and that change in Nederland."""
    x, nu = beeld.indicator, beeld.nu
    getal = format_getal(beeld.reeks.get_waarde(nu), x.decimalen)
    voorlopig = " (voorlopig)" if beeld.reeks.get_status(nu) == "voorlopig" else ""
    zin = f"{name_kort(x)} {name_plek(beeld.naam)}: {getal} {nu.in_zin}{voorlopig}."
    eigen = beeld.compare(beeld.reeks)
    if eigen.reden:
        return f"{zin} {eigen.reden}"
    if isnan(eigen.toen):
        eerder = beeld.vorig_jaar.in_zin.removeprefix("in ")
        return (
            f"{zin} Van {eerder} is er geen cijfer; wat er in een jaar veranderde, is niet bekend."
        )
    toen = beeld.vorig_jaar.in_zin
    return f"{zin} {_describe_eigen(beeld, eigen, toen)}{_describe_land(beeld)}."


def _describe_eigen(beeld: Deeljaarbeeld, eigen: Jaarverschil, toen: str) -> str:
    if eigen.verschil == 0:
        return f"Dat zijn er evenveel als {toen}"
    if not eigen.is_zeker:
        return f"Dat zijn er ongeveer evenveel als {toen}"
    procent = f" ({eigen.procent})" if eigen.procent else ""
    aantal = format_getal(abs(eigen.verschil), beeld.indicator.decimalen)
    return f"Dat zijn er {aantal}{procent} {eigen.woord} dan {toen}"


def _describe_land(beeld: Deeljaarbeeld) -> str:
    """The change in Nederland over the same year, in percent; "" where it is not known."""
    if beeld.land is None:
        return ""
    land = beeld.compare(beeld.land)
    if not land.kan or not land.procent:
        return ""
    if not land.is_zeker:
        return "; in Nederland ongeveer evenveel"
    return f"; in Nederland {land.procent} {land.woord}"


def build_vergelijking(beeld: Deeljaarbeeld) -> tuple[list[str], list[list[str]]]:
    """The area, the others in which the regio lies and Nederland: header cells and rows of text.

    Columns: figure now, a year before, the change in percent, and the index with the first period
    in view = 100, so that areas of different size can be held side by side.
    """
    nu, toen = beeld.nu, beeld.vorig_jaar
    alle = [(beeld.waar.gebied.naam, beeld.reeks)]
    alle += [(gebied.naam, reeks) for gebied, reeks in beeld.andere]
    if beeld.land is not None:
        alle.append(("Nederland", beeld.land))
    rijen = [
        [
            naam,
            *(write_cijfer(beeld, reeks, p) for p in (toen, nu)),
            _write_procent(beeld.compare(reeks)),
            _write_index(beeld, reeks),
        ]
        for naam, reeks in alle
    ]
    index = f"Index ({beeld.basis.label} = 100)"
    koppen = ["Gebied", begin_zin(toen.label), begin_zin(nu.label), "Verandering", index]
    return koppen, rijen


def build_noten(beeld: Deeljaarbeeld) -> list[str]:
    """What a reader must know of one figure: what it counts, what is provisional or missing."""
    x, reeks = beeld.indicator, beeld.in_beeld
    noten = [x.definitie, f"Wat wij ermee deden: {x.bewerking[:1].lower()}{x.bewerking[1:]}"]
    status = set(reeks.status)
    if "voorlopig" in status:
        noten.append(OPEN_PUNT)
    if "nader_voorlopig" in status:
        noten.append("Ook de eerdere cijfers kan de bron nog bijstellen (nader voorlopig).")
    leeg = [p for p, w in zip(reeks.perioden, reeks.waarden, strict=True) if isnan(w)]
    if leeg:
        noten.append(_describe_leeg(beeld, leeg))
    return noten


def describe_bron(beeld: Deeljaarbeeld) -> str:
    """The line that stands in each picture: source, edition, peildatum, whose figures."""
    x = beeld.indicator
    return (
        f"Bron: {x.bronregel}. Peildatum: {x.peilmoment}, {beeld.begin.label} tot en met "
        f"{beeld.nu.label}. Cijfers van: {beeld.waar.gebied.naam}."
    )


UITLEG: Final = (
    "Wij vergelijken met dezelfde maand of hetzelfde kwartaal van een jaar eerder. Het aantal van "
    "een gebied en dat van Nederland zijn niet naast elkaar te leggen; de verandering en de index "
    "wel. De indeling in regio's is die van nu; welke gemeenten de bron in eerdere jaren bij een "
    "gebied telde, weten wij niet."
)
"""What holds for each of these figures: how they are compared, and which areas they are of."""


def _describe_leeg(beeld: Deeljaarbeeld, leeg: Sequence[Periode]) -> str:
    wanneer = leeg[0].in_zin.removeprefix("in ") if len(leeg) == 1 else f"{len(leeg)} perioden"
    return (
        f"Van {wanneer} is er geen cijfer; de lijn is daar open. {beeld.reeks.get_reden(leeg[0])}"
    )


def write_cijfer(beeld: Deeljaarbeeld, reeks: Deeljaarreeks, periode: Periode) -> str:
    """One figure without its unit, with the sign of its status; "." where there is none."""
    tekst = format_getal(reeks.get_waarde(periode), beeld.indicator.decimalen)
    if tekst == ONBEKEND:
        return tekst
    return tekst + STATUSTEKENS.get(reeks.get_status(periode), "")


def _write_procent(verschil: Jaarverschil) -> str:
    if not verschil.kan or not verschil.procent:
        return ONBEKEND
    if not verschil.is_zeker:
        return "ongeveer gelijk"
    return f"{verschil.procent} {verschil.woord}"


def _write_index(beeld: Deeljaarbeeld, reeks: Deeljaarreeks) -> str:
    nu, begin = reeks.get_waarde(beeld.nu), reeks.get_waarde(beeld.basis)
    breuk = any(beeld.basis.einde < p.begin <= beeld.nu.begin for p, _ in beeld.breuken)
    if breuk or isnan(nu) or isnan(begin) or begin <= 0:
        return ONBEKEND
    return format_getal(100 * nu / begin)
