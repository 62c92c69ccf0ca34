"""Was a change like this ever achieved: counted over all gemeenten and all spans of equal length.

A target is held against what gemeenten did, not against a wish. Every gemeente counts once, however
many spans it has; the years are named, because a period in which all of Nederland rose says little
about a period in which it does not. "At least once" is generous: it takes the best of all spans,
and of a figure that wobbles the best span is partly luck. So the share of all spans stands beside.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welvaart.doel.kwart import KWARTEN, Begin, compute_kwarten, find_begin, find_kwart
from welvaart.fouten import KeuzeFout
from welvaart.opmaak import format_opsomming
from welvaart.regio.regio import RegioSoort

Getallen = NDArray[np.float64]
_NUL = 1e-9


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
        begin: where those of that quarter began; None without a quarter, or without a span in it.
        land: change of Nederland per span of this length over the whole period, in the unit; None
            without a series.
        eigen: largest change in the wanted direction that the regio itself achieved; None without.
        nuljaar: year of the nulwaarde.
        nulwaarde: where the target starts, in the unit of the indicator.
        streefwaarde: where it ends.
        streefjaar: when.
        uiterste: the level closest to the target that any gemeente ever had, where the target lies
            beyond all of them; None where a level like it was seen.
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
    begin: Begin | None
    land: float | None
    eigen: float | None
    nuljaar: int
    nulwaarde: float
    streefwaarde: float
    streefjaar: int
    uiterste: float | None = None
    soort: RegioSoort = RegioSoort.GEMEENTE
    is_groter: bool = False
    is_grof: bool = False
    is_groei: bool = False

    @property
    def tot(self) -> int:
        """Year up to which could be counted; before `streefjaar` where the figures end sooner."""
        return self.nuljaar + self.jaren


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
    _check_jaren(jaren, waarde, deel)
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
    van = np.where(np.isnan(spannen), np.nan, waarde[:, :-jaren])
    per_kwart = compute_kwarten(van)
    kwarten = tuple(
        count_gehaald(np.where(per_kwart == k, spannen, np.nan), verandering)
        for k in range(KWARTEN)
    )
    kwart = (
        find_kwart(waarde[:, kalender.index(nuljaar)], nulwaarde) if nuljaar in kalender else None
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
        kwart=kwart,
        begin=None if kwart is None else find_begin(van, per_kwart == kwart, kalender),
        land=gemiddeld,
        eigen=None if eigen is None else find_beste(spannen[eigen], verandering),
        nuljaar=nuljaar,
        nulwaarde=nulwaarde,
        streefwaarde=streefwaarde,
        streefjaar=streefjaar,
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


def find_lengtes(waarde: Getallen, deel: NDArray[np.int64]) -> list[int]:
    """How many years two figures of one gemeente lie apart, from short to long; [] for none.

    Args:
        waarde: see `compute_veranderingen`.
        deel: likewise.
    """
    return [
        k
        for k in range(1, waarde.shape[1])
        if not np.isnan(compute_veranderingen(waarde, deel, k)).all()
    ]


def _check_jaren(jaren: int, waarde: Getallen, deel: NDArray[np.int64]) -> None:
    """Refuse a span for which there is no history."""
    if jaren < 1:
        raise KeuzeFout("Kies een streefjaar na het jaar van de nulmeting.")
    lengtes = find_lengtes(waarde, deel)
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
