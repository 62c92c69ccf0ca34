"""Which area stands for a regio where the source has no figure of the regio itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from welvaart.lezen.stand import Stand
from welvaart.onderwerp.arbeidsbeeld import begin_zin, name_gebied
from welvaart.opmaak import format_opsomming
from welvaart.regio.regio import NEDERLAND, Regio, RegioSoort, get_soort

_SOORTEN: Final = (RegioSoort.ARBEIDSMARKTREGIO, RegioSoort.PROVINCIE)
"""Kinds of area to look in, the smallest first."""
_HOOGSTENS: Final = 4
"""A regio that lies in more areas of a kind is told by the next kind: one part says too little."""
_INWONERS: Final = "inwoners"
_BIJNA_ALLES: Final = 0.995
"""A share of the inhabitants that must not be rounded to all of them."""


@dataclass(frozen=True)
class Deeljaargebied:
    """Whose figures are shown, and how that area lies to the chosen regio.

    Attributes:
        gebied: its name says what kind it is: "Arbeidsmarktregio Haaglanden".
        andere: the other areas of that kind in which the regio lies, most inhabitants first.
        uitleg: one or two sentences: whose figures these are; "" when they are of the regio itself.
    """

    gebied: Regio
    andere: tuple[Regio, ...]
    uitleg: str


def find_gebied(
    stand: Stand, indicator_id: str, regio: Regio, leden: Sequence[str]
) -> Deeljaargebied | None:
    """The area whose months or quarters are shown for a regio; None when there is none at all.

    The figures are not added up over areas or gemeenten: each is rounded by itself, and of a part
    of an area there is no figure. Of several areas that with the most inhabitants of the regio is
    chosen, and the others are named.

    Args:
        stand: the figures of the gemeenten.
        indicator_id: with figures per month or quarter.
        regio: the choice, of any kind.
        leden: its gemeenten of today.
    """
    reeksen = stand.deeljaarreeksen
    if (indicator_id, regio.code) in reeksen:
        return Deeljaargebied(regio, (), "")
    zonder, naam = "", name_gebied(regio.naam)
    waarom = "De bron geeft dit hier alleen voor het land."
    for soort in _SOORTEN:
        delen = _find_delen(stand, soort, leden)
        if not delen or not _kent(stand, indicator_id, soort):
            continue
        grootste = next(iter(delen))
        if len(delen) > _HOOGSTENS:
            waarom = f"{begin_zin(naam)} ligt in {len(delen)} {soort.meervoud}."
        elif (indicator_id, grootste) not in reeksen:
            wie = name_gebied(_name(stand, grootste).naam)
            waarom = zonder = f"Van {wie} heeft de bron geen cijfers."
        else:
            gebied, *andere = (_name(stand, c) for c in delen if (indicator_id, c) in reeksen)
            uitleg = _explain(stand, gebied, regio, leden, delen)
            return Deeljaargebied(gebied, tuple(andere), f"{zonder} {uitleg}".strip())
    if (indicator_id, NEDERLAND) not in reeksen:
        return None
    uitleg = f"{waarom} Dit zijn cijfers van heel Nederland, niet van {naam} zelf."
    return Deeljaargebied(_name(stand, NEDERLAND), (), uitleg)


def _kent(stand: Stand, indicator_id: str, soort: RegioSoort) -> bool:
    """Whether the source gives this figure for any area of a kind."""
    return any(
        get_soort(code) is soort for naam, code in stand.deeljaarreeksen if naam == indicator_id
    )


def _find_delen(stand: Stand, soort: RegioSoort, leden: Sequence[str]) -> dict[str, float]:
    """The areas of a kind in which gemeenten lie → their share of the inhabitants, largest first.

    Where the number of inhabitants is not known, each gemeente counts as one.
    """
    tel = _count_inwoners(stand, leden)
    som: dict[str, float] = {}
    for code, aantal in zip(leden, tel, strict=True):
        if gebied := stand.lidmaatschap.get(code, {}).get(soort):
            som[gebied] = som.get(gebied, 0.0) + aantal
    totaal = sum(som.values())
    return {
        code: aantal / totaal
        for code, aantal in sorted(som.items(), key=lambda paar: (-paar[1], paar[0]))
    }


def _count_inwoners(stand: Stand, leden: Sequence[str]) -> list[float]:
    blok = stand.gemeentestand.reeksen
    plaatsen = [blok.get_r(code) for code in leden]
    if _INWONERS not in blok.indicator_ids or None in plaatsen:
        return [1.0] * len(leden)
    cijfers = blok.waarde[blok.get_i(_INWONERS)][plaatsen]
    compleet = np.flatnonzero(~np.isnan(cijfers).any(axis=0))
    if not compleet.size:
        return [1.0] * len(leden)
    return [float(aantal) for aantal in cijfers[:, compleet[-1]]]


def _explain(
    stand: Stand, gebied: Regio, regio: Regio, leden: Sequence[str], delen: Mapping[str, float]
) -> str:
    """Whose figures these are, and how much of the regio lies in it."""
    van, naam = name_gebied(gebied.naam), name_gebied(regio.naam)
    if len(delen) == 1:
        gelijk = {c for c in stand.gemeente_codes
                  if stand.lidmaatschap.get(c, {}).get(gebied.soort) == gebied.code}  # fmt: skip
        if gelijk == set(leden):
            return f"Dit zijn cijfers van {van}. Dat zijn dezelfde gemeenten als {naam}."
        return f"Dit zijn cijfers van {van}, waar {naam} in ligt, en niet van {naam} zelf."
    namen = format_opsomming([stand.regios[code].naam for code in delen])
    deel = delen[gebied.code]
    hoeveel = "meer dan 99" if deel >= _BIJNA_ALLES else f"{100 * deel:.0f}"
    return (
        f"{begin_zin(naam)} ligt in {len(delen)} {gebied.soort.meervoud}: {namen}. Dit zijn "
        f"cijfers van {van}, want daar woont het grootste deel van de inwoners ({hoeveel}\u00a0%); "
        f"niet van {naam} zelf."
    )


def _name(stand: Stand, code: str) -> Regio:
    regio = stand.regios[code]
    return Regio(code, regio.titel, regio.soort)
