"""The figures of areas laid out as the block that gemeenten have, with what each figure is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.groepswaarde import (
    Groepsreeks,
    compute_groepsreeksen,
    compute_niveau,
    name_berekening,
)
from welvaart.cijfers.indicator import KLASSE, ZONDER_REGIOCIJFER
from welvaart.cijfers.reeksen import Reeksen
from welvaart.cijfers.waarneming import STATUSSEN
from welvaart.groep.marges import compute_marges
from welvaart.groep.vergelijking import merge_gepubliceerd
from welvaart.lezen.stand import Stand
from welvaart.regio.regio import Regio

Getallen = NDArray[np.float64]
Vlaggen = NDArray[np.bool_]


@dataclass(frozen=True)
class Gebiedsreeksen:
    """Figures of areas.

    Attributes:
        reeksen: the block; regio axis in the order of the areas. Complete figures in all years;
            where an area has none, its newest partial figure or its medians.
        volledig: same shape, True where a figure may bear the name of the area.
        wat: (indicator_id, regio_code) → what the figures are that may not: "mediaan van 13
            gemeenten".
        zonder_trend: (indicator_id, regio_code) without a verdict on a development: those of
            `wat`, and figures that lean on a gemeente whose figure is rounded coarsely.
    """

    reeksen: Reeksen
    volledig: Vlaggen
    wat: dict[tuple[str, str], str]
    zonder_trend: frozenset[tuple[str, str]]


def build_gebiedsreeksen(
    stand: Stand, regios: Sequence[Regio], leden: Sequence[Sequence[str]]
) -> Gebiedsreeksen:
    """Compute the figures of areas from their gemeenten, and take the official ones.

    Args:
        stand: the figures of the gemeenten.
        regios: the areas.
        leden: codes of the gemeenten of each, in the same order.
    """
    groepen = [
        merge_gepubliceerd(reeks, stand.reeksen, regio.code)
        for reeks, regio in zip(compute_groepsreeksen(stand.grondslag, leden), regios, strict=True)
    ]
    waarde = np.stack([np.where(g.volledig, g.waarde, np.nan) for g in groepen], axis=1)
    volledig = ~np.isnan(waarde)
    wat = _fill_gedeeltelijk(stand, regios, leden, groepen, waarde)
    onder, boven = compute_marges(stand, leden, waarde)
    stap = np.array([x.afronding for x in stand.indicatoren.values()])
    with np.errstate(invalid="ignore"):
        grof = ((boven - onder) > stap[:, None, None] + 1e-9).any(axis=2)
    ids, codes = stand.reeksen.indicator_ids, tuple(regio.code for regio in regios)
    zonder = {(ids[i], codes[r]) for i, r in np.argwhere(grof)} | set(wat)
    reeksen = replace(
        stand.reeksen,
        regio_codes=codes,
        waarde=waarde,
        onder=onder,
        boven=boven,
        status=np.stack([_find_status(stand, *p) for p in zip(codes, leden, strict=True)], axis=1),
        ontbreekt_omdat=_explain_leeg(stand, regios, leden, waarde),
        herkomst=_find_herkomst(stand, regios, waarde),
    )
    return Gebiedsreeksen(reeksen, volledig, wat, frozenset(zonder))


def _fill_gedeeltelijk(
    stand: Stand,
    regios: Sequence[Regio],
    leden: Sequence[Sequence[str]],
    groepen: Sequence[Groepsreeks],
    waarde: Getallen,
) -> dict[tuple[str, str], str]:
    """Put the newest figure of some of the gemeenten where there is none of all; say what it is.

    A median of all gemeenten keeps its years: its panel never changes.
    """
    wat = {}
    for r, (regio, groep) in enumerate(zip(regios, groepen, strict=True)):
        for i in np.flatnonzero(np.isnan(waarde[:, r]).all(axis=1)):
            heeft = np.flatnonzero(~np.isnan(groep.waarde[i]))
            if len(heeft) == 0:
                continue
            t = int(heeft[-1])
            niveau, n = compute_niveau(stand.grondslag, leden[r], int(i), t)
            if groep.methode[i] == "mediaan" and n == groep.n_met[i] == groep.n_gemeenten:
                waarde[i, r] = groep.waarde[i]
            waarde[i, r, t] = niveau
            wat[stand.reeksen.indicator_ids[i], regio.code] = name_berekening(
                groep.methode[i], n, groep.n_gemeenten
            )
    return wat


def _find_status(stand: Stand, regio_code: str, leden: Sequence[str]) -> NDArray[np.object_]:
    """Status of the published figure of an area, else the least certain one of its gemeenten."""
    return find_status(stand.reeksen, stand.reeksen.status, regio_code, leden)


def find_status(
    reeksen: Reeksen, status: NDArray[np.object_], regio_code: str | None, leden: Sequence[str]
) -> NDArray[np.object_]:
    """Status of an area per year: of its published figure, else the least certain of its members.

    Args:
        reeksen: says where each regio stands in `status`.
        status: its last two axes are regio and year: of all indicators, or of one.
        regio_code: of an area that may have a published figure; None without.
        leden: codes of its gemeenten.
    """
    plaatsen = [r for code in leden if (r := reeksen.get_r(code)) is not None]
    van_leden = status[..., plaatsen, :]
    uit = np.full((*status.shape[:-2], status.shape[-1]), "", dtype=object)
    for naam in STATUSSEN:
        uit[(van_leden == naam).any(axis=-2)] = naam
    r = None if regio_code is None else reeksen.get_r(regio_code)
    if r is None:
        return uit
    eigen = status[..., r, :]
    return np.where(eigen != "", eigen, uit)


def _find_herkomst(stand: Stand, regios: Sequence[Regio], waarde: Getallen) -> NDArray[np.object_]:
    """Say "bron" or "import" where the figure shown is the published one, else "berekend"."""
    uit = np.full(waarde.shape, "", dtype=object)
    uit[~np.isnan(waarde)] = "berekend"
    for k, regio in enumerate(regios):
        if (r := stand.reeksen.get_r(regio.code)) is not None:
            zelfde = stand.reeksen.waarde[:, r] == waarde[:, k]
            uit[:, k] = np.where(zelfde, stand.reeksen.herkomst[:, r], uit[:, k])
    return uit


def _explain_leeg(
    stand: Stand, regios: Sequence[Regio], leden: Sequence[Sequence[str]], waarde: Getallen
) -> NDArray[np.object_]:
    """A sentence in every year of an indicator that an area has no figure of at all."""
    uit = np.full(waarde.shape, "", dtype=object)
    for i, r in np.argwhere(np.isnan(waarde).all(axis=2)):
        wie = [stand.grondslag.plaats[code] for code in leden[r]]
        methode = stand.grondslag.methode[i]
        if methode == KLASSE:
            zin = "Dit is een klasse per gemeente; daar is geen cijfer van een gebied van te maken."
        elif methode in ZONDER_REGIOCIJFER:
            zin = "Van dit cijfer is geen cijfer van een gebied te maken: het telt niet op."
        elif np.isnan(stand.grondslag.waarde[i][:, wie]).all():
            zin = f"Geen van de gemeenten in {regios[r].naam} heeft hier een cijfer."
        else:
            zin = (
                f"De gemeenten in {regios[r].naam} hebben geen jaar waarin hun cijfers samen één "
                "gebied vormen."
            )
        uit[i, r] = zin
    return uit
