"""What became of the figures of a frozen nulmeting, and why.

The same years are looked up again: what moved between two years is reality, what moved within one
year is a revision at the source.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.doel.foto import VERSIE, Reeks
from welvaart.fouten import DossierFout

GEEN_NIEUW_JAAR: Final = "nog geen nieuw jaar"


class Verandering(StrEnum):
    """What became of a frozen figure."""

    GELIJK = "gelijk"
    NIEUW_CIJFER = "nieuw_cijfer"
    HERZIEN = "herzien"
    NIEUW_EN_HERZIEN = "nieuw_en_herzien"
    NIET_TE_SCHEIDEN = "niet_te_scheiden"
    NA_BREUK = "na_breuk"
    ANDERE_DEFINITIE = "andere_definitie"
    ANDER_DEEL = "ander_deel"
    VERVALLEN = "vervallen"
    ERBIJ = "erbij"


@dataclass(frozen=True, slots=True)
class Verschil:
    """A frozen figure beside that of now; in the unit of the indicator, None = no figure.

    Attributes:
        werkelijkheid: change between the two periods, measured in the figures of now as shown.
        herziening: change of the frozen period itself: figure of now minus frozen figure.
    """

    indicator_id: str
    titel: str
    verandering: Verandering
    periode_toen: str = ""
    waarde_toen: float | None = None
    periode_nu: str = ""
    waarde_nu: float | None = None
    werkelijkheid: float | None = None
    herziening: float | None = None

    @property
    def heeft_nieuw_jaar(self) -> bool:
        """False where the figure of now is still of the period of the foto: nothing moved yet."""
        return self.periode_nu != self.periode_toen


def compare_foto(
    foto: Mapping[str, Any],
    indicatoren: Mapping[str, Indicator],
    reeks: Callable[[str], Reeks],
    hernoemd: Mapping[str, str],
    breuken: Callable[[str], Collection[int]] = lambda _: (),
    wat: Callable[[str], str] = lambda _: "",
) -> list[Verschil]:
    """Say per indicator what became of a frozen figure.

    Args:
        foto: of `build_foto`.
        indicatoren: of the build of now.
        reeks: series of now by indicator_id; {} where there is none.
        hernoemd: old indicator_id → the id of now.
        breuken: first years of a new series, by indicator_id; over a break nothing is reality.
        wat: what the figure of now is where it may not bear the name of the area, by indicator_id:
            a median beside the figure of the whole is no revision of the source.

    Returns:
        One line per frozen indicator that had a figure then or has one now, in the order of the
        foto, then the indicators that came after it.

    Raises:
        DossierFout: the foto was made by a newer version.
    """
    if foto.get("versie") != VERSIE:
        raise DossierFout(
            "Deze foto is gemaakt met een andere versie van het programma. Werk het programma bij."
        )
    uit: list[Verschil] = []
    gezien: set[str] = set()
    for rij in foto["rijen"]:
        indicator_id = hernoemd.get(rij["indicator_id"], rij["indicator_id"])
        gezien.add(indicator_id)
        x = indicatoren.get(indicator_id)
        verschil = (
            _compare(rij, None, {}, (), "")
            if x is None
            else _compare(rij, x, reeks(indicator_id), breuken(indicator_id), wat(indicator_id))
        )
        if verschil is not None:
            uit.append(verschil)
    for indicator_id, x in indicatoren.items():
        if indicator_id not in gezien and (nu := reeks(indicator_id)):
            uit.append(_tell_nieuw(x, nu, Verandering.ERBIJ))
    return uit


def _compare(
    rij: Mapping[str, Any],
    x: Indicator | None,
    nu: Reeks,
    breuken: Collection[int],
    wat: str,
) -> Verschil | None:
    toen, periode = rij["waarde"], rij["periode"]
    if x is None:
        weg = Verschil(rij["indicator_id"], rij["titel"], Verandering.VERVALLEN, periode, toen)
        return None if toen is None else weg
    if toen is None:
        return _tell_nieuw(x, nu, Verandering.ERBIJ) if nu else None
    if not nu:
        return Verschil(x.indicator_id, x.titel, Verandering.VERVALLEN, periode, toen)
    periode_nu = max(nu, key=lambda code: Periode.parse(code).laatste_jaar)
    waarde_nu = nu[periode_nu]
    if (rij["eenheid"], rij["definitie"]) != (x.eenheid, x.definitie):
        soort, werkelijkheid, herziening = Verandering.ANDERE_DEFINITIE, None, None
    elif rij.get("wat", wat) != wat:
        soort, werkelijkheid, herziening = Verandering.ANDER_DEEL, None, None
    else:
        werkelijkheid, herziening = _split(x, toen, nu.get(periode), waarde_nu)
        soort = _name(periode_nu != periode, herziening)
        jaren = range(Periode.parse(periode).jaar + 1, Periode.parse(periode_nu).jaar + 1)
        if any(jaar in jaren for jaar in breuken):
            soort, werkelijkheid = Verandering.NA_BREUK, None
    return Verschil(
        x.indicator_id,
        x.titel,
        soort,
        periode,
        toen,
        periode_nu,
        waarde_nu,
        werkelijkheid,
        herziening,
    )


def _split(
    x: Indicator, toen: float, zelfde: float | None, nu: float
) -> tuple[float | None, float | None]:
    """Reality and revision, that add up to the whole change of the figures as shown.

    Args:
        x: for the rounding; less than half a step is no revision.
        toen: the frozen figure.
        zelfde: the same period now; None = gone.
        nu: the newest figure.
    """
    if zelfde is None:
        return None, None
    was, is_nu, blijft = x.round(toen), x.round(nu), x.round(zelfde)
    if abs(zelfde - toen) < x.afronding / 2 - 1e-9:
        blijft = was
    return round(is_nu - blijft, 9) + 0.0, round(blijft - was, 9) + 0.0


def _name(is_nieuw: bool, herziening: float | None) -> Verandering:
    if herziening is None:
        return Verandering.NIET_TE_SCHEIDEN
    if is_nieuw:
        return Verandering.NIEUW_EN_HERZIEN if herziening else Verandering.NIEUW_CIJFER
    return Verandering.HERZIEN if herziening else Verandering.GELIJK


def _tell_nieuw(x: Indicator, nu: Reeks, soort: Verandering) -> Verschil:
    periode = max(nu, key=lambda code: Periode.parse(code).laatste_jaar)
    return Verschil(x.indicator_id, x.titel, soort, periode_nu=periode, waarde_nu=nu[periode])
