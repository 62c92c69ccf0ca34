"""Which level of participatie a reader asks for, and what belongs to the outcome as a caveat."""

from collections.abc import Callable, Mapping, Sequence
from math import isnan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from welvaart.groep.groepen import Groep
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.arbeidsbeeld import Niveau, format_punten, name_gebied
from welvaart.onderwerp.arbeidscijfers import NETTO
from welvaart.onderwerp.jaarreeks import Jaarreeks, read_jaarreeks
from welvaart.onderwerp.verandering import compute_verandering
from welvaart.regio.regio import NEDERLAND, Regio, RegioSoort

KWART: Final = "beste_kwart"
LAAGST: Final = 40.0
HOOGST: Final = 95.0
"""Bounds of a percentage of one's own."""
_SOORTEN = ("land", "arbeidsmarktregio", "corop", "provincie", "lijkt_op")


def find_niveaus(
    stand: Stand,
    groep: Groep,
    groepen: Sequence[Groep],
    jaar: int,
    read: Callable[[Groep], Jaarreeks],
) -> dict[str, Niveau]:
    """The levels with a figure, by key; the first is what the page begins with.

    Args:
        stand: the figures of all gemeenten.
        groep: what the regio is compared with; comes first.
        groepen: the groups that are offered for the regio.
        jaar: of the figures.
        read: netto participatie of a group.
    """
    gekozen = {groep.sleutel: groep}
    for soort in _SOORTEN:
        if (ander := next((g for g in groepen if g.soort == soort), None)) is not None:
            gekozen.setdefault(ander.sleutel, ander)
    niveaus = {k: _build_niveau(read(g), name_gebied(g.titel), jaar) for k, g in gekozen.items()}
    niveaus[KWART] = Niveau(_find_kwart(stand, jaar), "het beste kwart van de gemeenten")
    return {k: niveau for k, niveau in niveaus.items() if not isnan(niveau.procent)}


def find_gemeenten(stand: Stand, regio: Regio, jaar: int) -> dict[str, Regio]:
    """The other gemeenten with a figure of the year: code → gemeente, by name."""
    reeksen = stand.reeksen
    kolom = reeksen.waarde[reeksen.get_i(NETTO), :, reeksen.jaren.index(jaar)]
    met = [
        gemeente
        for gemeente in stand.gemeenten
        if (r := reeksen.get_r(gemeente.code)) is not None and not isnan(kolom[r])
    ]
    met.sort(key=lambda gemeente: gemeente.naam)
    return {gemeente.code: gemeente for gemeente in met if gemeente.code != regio.code}


def read_gemeenteniveau(stand: Stand, gemeente: Regio, jaar: int) -> Niveau:
    """The level of one gemeente, as exact as its source gives it."""
    reeks = read_jaarreeks(stand, stand.indicatoren[NETTO], gemeente)
    return Niveau(
        reeks.get_waarde(jaar), gemeente.naam, reeks.get_marge(jaar), decimalen=reeks.decimalen
    )


def build_eigen_niveau(procent: float) -> Niveau:
    """A level of one's own choice, in percent."""
    return Niveau(procent, "")


def parse_procent(tekst: str) -> float | None:
    """Read a percentage with a Dutch comma, "72,5"; None when it is none or out of bounds."""
    try:
        getal = float(tekst.replace(",", "."))
    except ValueError:
        return None
    return round(getal, 1) if LAAGST <= getal <= HOOGST else None


def find_niveau(
    stand: Stand, regio: Regio, niveaus: Mapping[str, Niveau], jaar: int, doel: str
) -> Niveau | None:
    """The level that a link names; that of the page as it opens when it names none we know.

    Args:
        stand: the figures of all gemeenten.
        regio: whose page it is.
        niveaus: of `find_niveaus`.
        jaar: of the figures.
        doel: a key, the code of a gemeente or a percentage; "" = as the page opens.

    Returns:
        None when there is no level at all.
    """
    return _parse_niveau(stand, regio, niveaus, jaar, doel) or next(iter(niveaus.values()), None)


def is_niveau(
    stand: Stand, regio: Regio, niveaus: Mapping[str, Niveau], jaar: int, doel: str
) -> bool:
    """Whether a link names a level that we know."""
    return _parse_niveau(stand, regio, niveaus, jaar, doel) is not None


def _parse_niveau(
    stand: Stand, regio: Regio, niveaus: Mapping[str, Niveau], jaar: int, doel: str
) -> Niveau | None:
    if doel in niveaus:
        return niveaus[doel]
    if (buur := find_gemeenten(stand, regio, jaar).get(doel)) is not None:
        return read_gemeenteniveau(stand, buur, jaar)
    procent = parse_procent(doel)
    return None if procent is None else build_eigen_niveau(procent)


def explain_scenario(
    stand: Stand, regio: Regio, jaren: tuple[int, int], nodig: float, *, met_mensen: bool
) -> str:
    """What belongs to the outcome of a scenario: how often it happened, and what it is not.

    Args:
        stand: the figures of all gemeenten.
        regio: whose scenario it is.
        jaren: first and last year in view.
        nodig: procentpunt to go; 0 or less when it is reached.
        met_mensen: whether the outcome is told in people.
    """
    band = (
        "De cijfers zelf zijn afgerond; daarom liggen de grenzen hier wat verder uit elkaar dan "
        "bij het aantal per procentpunt hierboven."
        if nodig and met_mensen
        else ""
    )
    wie = "De gemeente heeft" if regio.soort is RegioSoort.GEMEENTE else "Gemeenten hebben"
    delen = (
        describe_haalbaar(stand, jaren, nodig),
        band,
        "Dit is een rekensom en geen voorspelling. Het aantal inwoners blijft gelijk, en of er "
        "werk voor deze mensen is, staat er niet in.",
        f"{wie} hier maar een deel van de invloed.",
    )
    return " ".join(deel for deel in delen if deel)


def describe_haalbaar(stand: Stand, jaren: tuple[int, int], nodig: float) -> str:
    """How many gemeenten rose at least as much between two years, and what Nederland did then.

    "" where nothing is to go, with one year, and across a break.
    """
    van, tot = jaren
    land = _read_land(stand)
    if isnan(nodig) or nodig <= 0 or van >= tot or (land and land.find_breuk(van, tot)):
        return ""
    verschil = np.round(_get_gemeenten(stand, tot) - _get_gemeenten(stand, van), 1)
    n = int((~np.isnan(verschil)).sum())
    haalden = int((verschil >= nodig - 1e-9).sum())
    if not n:
        return ""
    stegen = "stegen" if haalden > 1 else "steeg"
    return (
        f"Van {van} naar {tot} {stegen} {haalden or 'geen'} van de {n} gemeenten met een cijfer "
        f"minstens zoveel. {_describe_land(land, van, tot)}"
    ).strip()


def _describe_land(land: Jaarreeks | None, van: int, tot: int) -> str:
    """That the tide rose or fell for all; "" without figures of Nederland."""
    if land is None or (beweging := compute_verandering(land, van, tot)).reden:
        return ""
    if not beweging.is_zeker:
        return "Nederland zelf bleef in die tijd ongeveer gelijk."
    punten = format_punten(beweging.verschil, land.decimalen)
    if beweging.verschil < 0:
        return f"Nederland zelf daalde in die tijd met {punten}."
    return f"Nederland zelf steeg in die tijd met {punten}; zo'n tijd hoeft niet terug te komen."


def _read_land(stand: Stand) -> Jaarreeks | None:
    land = stand.regios.get(NEDERLAND)
    return None if land is None else read_jaarreeks(stand, stand.indicatoren[NETTO], land)


def _build_niveau(reeks: Jaarreeks, naam: str, jaar: int) -> Niveau:
    return Niveau(reeks.get_waarde(jaar), naam, reeks.get_marge(jaar))


def _find_kwart(stand: Stand, jaar: int) -> float:
    """The lowest figure among the best quarter of the gemeenten; NaN without figures."""
    waarden = np.sort(_get_gemeenten(stand, jaar))[::-1]
    waarden = waarden[~np.isnan(waarden)]
    return float(waarden[len(waarden) // 4 - 1]) if len(waarden) >= 4 else float("nan")


def _get_gemeenten(stand: Stand, jaar: int) -> NDArray[np.float64]:
    reeksen = stand.reeksen
    i, t = reeksen.get_i(NETTO), reeksen.jaren.index(jaar)
    plaatsen = [r for code in stand.gemeente_codes if (r := reeksen.get_r(code)) is not None]
    waarden: NDArray[np.float64] = reeksen.waarde[i, plaatsen, t]
    return waarden
