"""Was a change like this ever achieved: counted over all gemeenten and all spans of equal length.

A target is held against what gemeenten did, not against a wish. Every gemeente counts once, however
many spans it has; the years are named, because a period in which all of Nederland rose says little
about a period in which it does not. "At least once" is generous: it takes the best of all spans,
and of a figure that wobbles the best span is partly luck. So the share of all spans stands beside.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.indicator import Indicator
from welvaart.fouten import KeuzeFout
from welvaart.opmaak import format_opsomming
from welvaart.regio.regio import RegioSoort

Getallen = NDArray[np.float64]
_NUL = 1e-9
KWARTEN = 4


@dataclass(frozen=True, slots=True)
class Telling:
    """How many gemeenten (or spans) achieved it, of how many that could be counted."""

    gehaald: int
    n: int


@dataclass(frozen=True, slots=True)
class Haalbaarheid:
    """What history says about a change of `verandering` in `jaren` years.

    Attributes:
        verandering: wanted change, in the unit of the indicator; its sign is its direction.
        jaren: length of the span.
        van_jaar: first calendar year of the figures used.
        tot_jaar: last one.
        absoluut: gemeenten with at least one span in which they changed at least this much.
        perioden: the same counted over all spans of all gemeenten.
        relatief: the same for the change minus that of Nederland in the same years; None where
            Nederland has no series, and for a target to stay equal.
        kwarten: the same as `absoluut` for spans that began in each quarter of all gemeenten, from
            the lowest values to the highest; a gemeente may count in more than one.
        kwart: quarter of the nulwaarde, 0 to 3; None when there is nothing to place it in.
        land: change of Nederland per span of this length over the whole period, in the unit; None
            without a series.
        eigen: largest change in the wanted direction that the regio itself achieved; None without.
        nuljaar: year of the nulwaarde.
        soort: what was counted: gemeenten, or areas of the same kind.
        is_groter: True where the target is of an area, but gemeenten were counted.
        is_grof: True where the source rounds the figures of the regio itself coarsely.
        is_groei: True where all changes are growth in percent.
    """

    verandering: float
    jaren: int
    van_jaar: int
    tot_jaar: int
    absoluut: Telling
    perioden: Telling
    relatief: Telling | None
    kwarten: tuple[Telling, ...]
    kwart: int | None
    land: float | None
    eigen: float | None
    nuljaar: int
    soort: RegioSoort = RegioSoort.GEMEENTE
    is_groter: bool = False
    is_grof: bool = False
    is_groei: bool = False


def compute_veranderingen(waarde: Getallen, deel: NDArray[np.int64], jaren: int) -> Getallen:
    """Change over every span of `jaren` years.

    Args:
        waarde: shape (regio, jaar); NaN = no figure.
        deel: same shape; a span whose ends lie in different parts of a series (a break between
            them) has no change.
        jaren: length of the span, ≥ 1.

    Returns:
        Shape (regio, jaar - jaren); NaN where an end is missing or a break lies between.
    """
    verschil = waarde[:, jaren:] - waarde[:, :-jaren]
    return np.where(deel[:, jaren:] == deel[:, :-jaren], verschil, np.nan)


def compute_kwarten(begin: Getallen) -> Getallen:
    """Quarter of each gemeente in its year, by the middle of its shared places.

    Args:
        begin: shape (regio, jaar); NaN = no figure.

    Returns:
        0.0 (lowest quarter) to 3.0, same shape; NaN where there is no figure.
    """
    uit = np.full(begin.shape, np.nan)
    for t in range(begin.shape[1]):
        kolom = begin[:, t]
        heeft = ~np.isnan(kolom)
        gesorteerd = np.sort(kolom[heeft])
        lager = np.searchsorted(gesorteerd, kolom[heeft], side="left")
        tot = np.searchsorted(gesorteerd, kolom[heeft], side="right")
        uit[heeft, t] = _to_kwart((lager + tot) / 2, len(gesorteerd))
    return uit


def _to_kwart(plaats: Getallen, n: int) -> Getallen:
    return np.minimum(np.floor(KWARTEN * plaats / n), KWARTEN - 1) if n else plaats


def _find_kwart(waarden: Getallen, waarde: float) -> int | None:
    gesorteerd = np.sort(waarden[~np.isnan(waarden)])
    if not len(gesorteerd):
        return None
    plaats = np.searchsorted(gesorteerd, [waarde], "left")
    plaats = plaats + np.searchsorted(gesorteerd, [waarde], "right")
    return int(_to_kwart(plaats / 2, len(gesorteerd))[0])


def count_gehaald(veranderingen: Getallen, verandering: float) -> Telling:
    """Count rows with at least one change of at least this size, in its direction.

    Args:
        veranderingen: shape (regio, spans); NaN = no span.
        verandering: wanted change; 0 counts every row that did not fall.
    """
    teken = -1.0 if verandering < 0 else 1.0
    heeft = ~np.isnan(veranderingen)
    met = heeft.any(axis=1)
    beste = np.where(heeft, teken * veranderingen, -np.inf).max(axis=1, initial=-np.inf)
    return Telling(int((beste[met] >= abs(verandering) - _NUL).sum()), int(met.sum()))


def _turn(spannen: Getallen, verandering: float, houden: int, speling: float) -> Getallen:
    """Changes so that holding on can be counted as a rise of nothing: not getting worse.

    For a neutral indicator holding on is not to move either way.
    """
    if verandering:
        return spannen
    return (houden * spannen if houden else -np.abs(spannen)) + speling


def compute_haalbaarheid(
    waarde: Getallen,
    deel: NDArray[np.int64],
    land: Getallen | None,
    kalender: tuple[int, ...],
    *,
    nulwaarde: float,
    nuljaar: int,
    streefwaarde: float,
    streefjaar: int,
    eigen: int | None,
    houden: int = 1,
    speling: float = 0.0,
) -> Haalbaarheid:
    """Hold a target against what all gemeenten did in a span as long.

    Args:
        waarde: one indicator, shape (gemeente, jaar); NaN = no figure.
        deel: part of the series each figure belongs to, same shape; see `compute_veranderingen`.
        land: Nederland, shape (jaar,); None when it has no series.
        kalender: calendar years of the last axis.
        nulwaarde: where the target starts.
        nuljaar: year of that figure.
        streefwaarde: where it should end.
        streefjaar: when.
        eigen: row of the gemeente of the target; None for another kind of regio.
        houden: of a target to stay equal, which way is better: +1 up, -1 down, 0 neither.
        speling: how far a figure may be worse and still count as equal.

    Raises:
        KeuzeFout: the year is not later, or the span is longer than any gemeente's series.
    """
    jaren = streefjaar - nuljaar
    _check_jaren(jaren, waarde, deel, kalender)
    verandering = streefwaarde - nulwaarde
    spannen = compute_veranderingen(waarde, deel, jaren)
    spannen = _turn(spannen, verandering, houden, speling)
    gebruikt = np.flatnonzero(~np.isnan(spannen).all(axis=0))
    relatief = gemiddeld = None
    if land is not None and not np.isnan(land).all():
        landelijk = compute_veranderingen(land[None, :], np.zeros((1, len(land)), int), jaren)
        if verandering:
            relatief = count_gehaald(spannen - landelijk, verandering)
        bekend = landelijk[0, gebruikt]
        bekend = bekend[~np.isnan(bekend)]
        gemiddeld = float(bekend.mean()) if len(bekend) else None
    kwart = compute_kwarten(np.where(np.isnan(spannen), np.nan, waarde[:, :-jaren]))
    kwarten = tuple(
        count_gehaald(np.where(kwart == k, spannen, np.nan), verandering) for k in range(KWARTEN)
    )
    return Haalbaarheid(
        verandering=verandering,
        jaren=jaren,
        van_jaar=kalender[int(gebruikt[0])],
        tot_jaar=kalender[int(gebruikt[-1]) + jaren],
        absoluut=count_gehaald(spannen, verandering),
        perioden=count_gehaald(spannen.reshape(-1, 1), verandering),
        relatief=relatief,
        kwarten=kwarten,
        kwart=_find_kwart(waarde[:, kalender.index(nuljaar)], nulwaarde)
        if nuljaar in kalender
        else None,
        land=gemiddeld,
        eigen=None if eigen is None else find_beste(spannen[eigen], verandering),
        nuljaar=nuljaar,
    )


def find_beste(spannen: Getallen, verandering: float) -> float | None:
    """Largest change in the wanted direction; None without a span, or for a target to stay equal.

    Args:
        spannen: changes of one regio, shape (spans,); NaN = no span.
        verandering: wanted change.
    """
    if not verandering or np.isnan(spannen).all():
        return None
    teken = -1.0 if verandering < 0 else 1.0
    return float(teken * np.nanmax(teken * spannen))


def _check_jaren(
    jaren: int, waarde: Getallen, deel: NDArray[np.int64], kalender: tuple[int, ...]
) -> None:
    """Refuse a span for which there is no history."""
    if jaren < 1:
        raise KeuzeFout("Kies een streefjaar na het jaar van de nulmeting.")
    lengtes = [
        k
        for k in range(1, len(kalender))
        if not np.isnan(compute_veranderingen(waarde, deel, k)).all()
    ]
    if not lengtes:
        raise KeuzeFout(
            "Van dit cijfer is maar één jaar bekend. Of het doel haalbaar is, kunnen wij daarom "
            "niet uitrekenen."
        )
    if jaren > lengtes[-1]:
        raise KeuzeFout(
            f"De cijfers lopen over {lengtes[-1]} jaar; uw doel ligt {jaren} jaar verder. Wat in "
            "zo'n lange tijd haalbaar is, weten wij niet. Kies een (tussen)doel dat hooguit "
            f"{lengtes[-1]} jaar na de nulmeting ligt."
        )
    if jaren not in lengtes:
        raise KeuzeFout(
            f"Dit cijfer is er niet elk jaar. Nergens liggen twee cijfers {jaren} jaar uit "
            "elkaar, dus wat in die tijd haalbaar is, weten wij niet. Kies een (tussen)doel dat "
            f"{format_opsomming([str(k) for k in lengtes], 'of')} jaar na de nulmeting ligt."
        )


def find_vragen(
    indicator: Indicator, waarden: Getallen, nulwaarde: float, streefwaarde: float
) -> list[str]:
    """Ask about a target that may be a slip: wrong direction, beyond a bound, or never seen.

    Args:
        indicator: of the target.
        waarden: all figures of gemeenten over all years; NaN = no figure.
        nulwaarde: where it starts.
        streefwaarde: where it should end.

    Returns:
        Questions in Dutch; none for an ordinary target.
    """
    vragen: list[str] = []
    doel = indicator.format(streefwaarde)
    if indicator.teken * (streefwaarde - nulwaarde) < 0:
        beter = "hoger" if indicator.teken > 0 else "lager"
        vragen.append(
            f"Bij {indicator.titel} is {beter} beter. Uw doel van {doel} is slechter dan de "
            f"nulwaarde van {indicator.format(nulwaarde)}. Klopt dat?"
        )
    elif abs(streefwaarde - nulwaarde) < _NUL:
        vragen.append("Uw doel is gelijk aan de nulwaarde. Wilt u vasthouden wat er is?")
    if indicator.eenheid_kort == "%" and not 0 <= streefwaarde <= 100:
        vragen.append(f"Een percentage ligt tussen 0 en 100; uw doel is {doel}. Klopt dat?")
    bekend = waarden[~np.isnan(waarden)]
    if len(bekend) and not bekend.min() <= streefwaarde <= bekend.max():
        kant, uiterste = (
            ("hoog", bekend.max()) if streefwaarde > bekend.max() else ("laag", bekend.min())
        )
        vragen.append(
            f"Zo {kant} was dit cijfer in geen enkele gemeente in geen enkel jaar; het uiterste "
            f"was {indicator.format(float(uiterste))}. Klopt uw doel van {doel}?"
        )
    return vragen
