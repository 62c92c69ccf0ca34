"""Lines over the years in a picture: gaps open, breaks drawn, names where the lines end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

from welvaart.export.beeld.kader import (
    RASTER,
    WIT,
    Kader,
    begins_at_nought,
    compute_stappen,
    find_waarden,
    format_punt,
    format_stappen,
)
from welvaart.export.beeld.tekenblad import Punt
from welvaart.export.beeld.zetsel import measure, wrap
from welvaart.export.inhoud import Grafiek, Reeks, Rol
from welvaart.methode.labelplek import spread_labels

_STREEP: dict[Rol, tuple[float, ...]] = {
    "eigen": (),
    "land": (16, 9),
    "groep": (3, 7),
    "doel": (34, 12),
}
_DIKTE: dict[Rol, float] = {"eigen": 7, "land": 4, "groep": 3, "doel": 4}
_HOEKEN: dict[Rol, int] = {"eigen": 0, "land": 4, "groep": 4, "doel": 3}
_LABEL, _AS = 30, 26  # letters at k = 1


@dataclass(frozen=True)
class _Assen:
    """Places of categories and values in pixels."""

    x: Sequence[float]
    laag: float
    hoog: float
    stappen: Sequence[float]
    kader: Kader

    def find_y(self, waarde: float) -> float:
        deel = (waarde - self.laag) / (self.hoog - self.laag)
        return self.kader.onder - deel * (self.kader.onder - self.kader.boven)


@dataclass(frozen=True)
class _Einde:
    """Where a line ends, and what is written there."""

    reeks: Reeks
    plek: int  # of the last category with a figure
    waarde: float
    regels: Sequence[str]


def draw_lijnen(kader: Kader, grafiek: Grafiek) -> None:
    """Draw the chart; there is at least one figure.

    Names that do not fit beside each other are left out of the group, and the picture says so.
    """
    k = kader.k
    einden, onbenoemd = _find_einden(kader, grafiek)
    rand = [einde for einde in einden if einde.plek == len(grafiek.categorieen) - 1]
    letters = [measure(r, _LABEL * k, vet=True) for einde in rand for r in einde.regels]
    assen = _build_assen(kader, grafiek, max(letters, default=0.0) + 30 * k)
    _draw_assen(assen, grafiek)
    for jaar, _ in grafiek.breuken:
        _draw_breuk(assen, grafiek, jaar)
    # The thick own line first: a thinner one that coincides with it stays visible. Of very many
    # lines the thin grey ones first.
    onderop: Rol = "groep" if onbenoemd else "eigen"
    for reeks in sorted(grafiek.reeksen, key=lambda r: r.rol != onderop):
        _draw_reeks(assen, grafiek, reeks, kaal=bool(onbenoemd) and reeks.rol == "groep")
    maten = [len(einde.regels) * _LABEL * 1.2 * k + 6 * k for einde in rand]
    for einde, midden in zip(rand, _place(assen, rand, maten), strict=True):
        _draw_naam(assen, einde, (assen.x[-1] + 24 * k, midden))
    for einde in einden:
        if einde not in rand:
            midden = assen.find_y(einde.waarde) + (34 + len(einde.regels) * _LABEL * 0.6) * k
            _draw_naam(assen, einde, (assen.x[einde.plek], min(midden, kader.onder - 30 * k)))
    if onbenoemd:
        tekst = f"Grijs zonder naam: {onbenoemd} andere lijnen"
        plek = (kader.rechts, kader.boven - 34 * k)
        kader.blad.add_tekst(plek, tekst, 24 * k, kader.stijl.kleuren.klein, anker="end")


def _find_einden(kader: Kader, grafiek: Grafiek) -> tuple[list[_Einde], int]:
    """The names that fit, and how many lines of the group go without one."""
    einden = [_build_einde(kader, grafiek, reeks) for reeks in grafiek.reeksen]
    gevuld = [einde for einde in einden if einde is not None]
    hoogte = sum((len(e.regels) * _LABEL * 1.2 + 6) * kader.k for e in gevuld)
    if hoogte <= (kader.onder - kader.boven) * 0.9:
        return gevuld, 0
    genoemd = [einde for einde in gevuld if einde.reeks.rol != "groep"]
    return genoemd, len(gevuld) - len(genoemd)


def _build_einde(kader: Kader, grafiek: Grafiek, reeks: Reeks) -> _Einde | None:
    laatste = max((j for j, w in enumerate(reeks.waarden) if w is not None), default=None)
    if laatste is None or (waarde := reeks.waarden[laatste]) is None:
        return None
    punt = format_punt(grafiek, waarde, reeks.decimalen, voorlopig=reeks.voorlopig[laatste])
    breed = (kader.rechts - kader.links) * 0.26
    regels = wrap(reeks.naam, _LABEL * kader.k, breed, vet=True)
    if measure(f"{regels[-1]} {punt}", _LABEL * kader.k, vet=True) <= breed:
        return _Einde(reeks, laatste, waarde, [*regels[:-1], f"{regels[-1]} {punt}"])
    return _Einde(reeks, laatste, waarde, [*regels, punt])


def _build_assen(kader: Kader, grafiek: Grafiek, rechts: float) -> _Assen:
    waarden = find_waarden(grafiek)
    laag, hoog = 0.0 if begins_at_nought(grafiek) else min(waarden), max(waarden)
    rand = 0.08 * ((hoog - laag) or max(abs(hoog), 1) * 0.2)
    laag, hoog = laag - rand * (laag != 0.0), hoog + rand
    fijn = 10.0 ** -max(reeks.decimalen for reeks in grafiek.reeksen)
    stappen = compute_stappen(laag, hoog, 5, fijn)
    links = (
        kader.links + max(measure(s, _AS * kader.k) for s in format_stappen(stappen)) + 16 * kader.k
    )
    plekken = _find_plekken(grafiek)
    begin, einde = links + 24 * kader.k, kader.rechts - rechts
    x = [begin + deel * (einde - begin) for deel in plekken]
    return _Assen(x, laag, hoog, stappen, kader)


def _find_plekken(grafiek: Grafiek) -> list[float]:
    """Place of each category from 0 to 1: days and years by their distance, else evenly."""
    namen = grafiek.categorieen
    if len(namen) == 1:
        return [0.5]
    jaren = all(naam.isascii() and naam.isdigit() for naam in namen)
    waarden = [dag.toordinal() for dag in grafiek.dagen] or [
        int(n) if jaren else k for k, n in enumerate(namen)
    ]
    begin, breed = waarden[0], waarden[-1] - waarden[0]
    return [(w - begin) / breed if breed else 0.5 for w in waarden]


def _place(assen: _Assen, einden: Sequence[_Einde], maten: Sequence[float]) -> list[float]:
    """Middle of each name, inside the area and none over another."""
    kader = assen.kader
    vrij = spread_labels([assen.find_y(e.waarde) for e in einden], maten)
    if not vrij:
        return []
    onder = max(v + m / 2 for v, m in zip(vrij, maten, strict=True)) - kader.onder
    vrij = [v - max(onder, 0) for v in vrij]
    boven = kader.boven - min(v - m / 2 for v, m in zip(vrij, maten, strict=True))
    return spread_labels([v + max(boven, 0) for v in vrij], maten)


def _draw_assen(assen: _Assen, grafiek: Grafiek) -> None:
    kader, k = assen.kader, assen.kader.k
    klein = kader.stijl.kleuren.klein
    rechts = assen.x[-1] + 14 * k
    links = assen.x[0] - 24 * k if len(assen.x) > 1 else kader.links + 90 * k
    for stap, tekst in zip(assen.stappen, format_stappen(assen.stappen), strict=True):
        y = assen.find_y(stap)
        kader.blad.add_lijn([(links, y), (rechts, y)], RASTER, 2 * k)
        kader.blad.add_tekst((links - 12 * k, y + 9 * k), tekst, _AS * k, klein, anker="end")
    kader.blad.add_lijn([(links, kader.onder), (rechts, kader.onder)], klein, 2 * k)
    vrij = float("-inf")
    for x, naam in reversed(_find_tijden(assen, grafiek)):
        helft = measure(naam, _AS * k) / 2
        if vrij == float("-inf") or x + helft + 14 * k < vrij:
            plek = (x, kader.onder + 34 * k)
            kader.blad.add_tekst(plek, naam, _AS * k, klein, anker="middle")
            vrij = x - helft


def _find_tijden(assen: _Assen, grafiek: Grafiek) -> list[tuple[float, str]]:
    """Place and name of what is named along the axis: categories, or where a year begins."""
    if not grafiek.dagen:
        return list(zip(assen.x, grafiek.categorieen, strict=True))
    begin, einde = grafiek.dagen[0], grafiek.dagen[-1]
    eerste = [date(jaar, 1, 1) for jaar in range(begin.year, einde.year + 1)]
    per_dag = (assen.x[-1] - assen.x[0]) / ((einde - begin).days or 1)
    return [
        (assen.x[0] + (dag - begin).days * per_dag, str(dag.year))
        for dag in eerste
        if begin <= dag <= einde
    ]


def find_aszin(grafiek: Grafiek) -> str:
    """Unit of the axis, and that it does not start at nought where it does not."""
    eenheid = grafiek.eenheid[:1].upper() + grafiek.eenheid[1:]
    waarden = find_waarden(grafiek)
    heel = not waarden or begins_at_nought(grafiek) or min(waarden) < 0 < max(waarden)
    return eenheid if heel else f"{eenheid} (de as begint niet bij 0)"


def _draw_breuk(assen: _Assen, grafiek: Grafiek, jaar: str) -> None:
    if jaar not in grafiek.categorieen or (j := grafiek.categorieen.index(jaar)) == 0:
        return
    kader, k = assen.kader, assen.kader.k
    x, kleur = (assen.x[j - 1] + assen.x[j]) / 2, kader.stijl.kleuren.klein
    kader.blad.add_lijn([(x, kader.boven), (x, kader.onder)], kleur, 2.5 * k, (4 * k, 6 * k))
    kader.blad.add_tekst((x + 8 * k, kader.boven + 22 * k), "breuk", 24 * k, kleur)


def _draw_reeks(assen: _Assen, grafiek: Grafiek, reeks: Reeks, *, kaal: bool) -> None:
    """Draw one line; `kaal` = thin and without points, one of very many."""
    kader, k = assen.kader, assen.kader.k
    kleur, dikte = kader.get_kleur(reeks.rol), (1.5 if kaal else _DIKTE[reeks.rol]) * k
    streep = () if kaal else [deel * k for deel in _STREEP[reeks.rol]]
    for stuk in _cut(assen, grafiek, reeks):
        if len(stuk) > 1:
            kader.blad.add_lijn(stuk, kleur, dikte, streep)
        elif kaal:
            kader.blad.add_rondje(stuk[0], 2 * k, kleur, kleur, k)
    if kaal:
        return
    mee = reeks.tekens if grafiek.dagen else range(len(reeks.waarden))
    for j in mee:
        if (waarde := reeks.waarden[j]) is not None:
            punt = (assen.x[j], assen.find_y(waarde))
            _draw_punt(kader, reeks.rol, punt, hol=reeks.voorlopig[j])


def _cut(assen: _Assen, grafiek: Grafiek, reeks: Reeks) -> list[list[Punt]]:
    """The pieces of a line: it stops at a gap and at a break."""
    gebroken = {jaar for jaar, _ in grafiek.breuken}
    stukken: list[list[Punt]] = [[]]
    for j, waarde in enumerate(reeks.waarden):
        if waarde is None or grafiek.categorieen[j] in gebroken:
            stukken.append([])
        if waarde is not None:
            stukken[-1].append((assen.x[j], assen.find_y(waarde)))
    return [stuk for stuk in stukken if stuk]


def _draw_punt(kader: Kader, rol: Rol, plek: Punt, *, hol: bool) -> None:
    kleur, straal = kader.get_kleur(rol), (10 if rol == "eigen" else 8) * kader.k
    vulling, dikte = WIT if hol else kleur, 4 * kader.k
    if not (hoeken := _HOEKEN[rol]):
        kader.blad.add_rondje(plek, straal, vulling, kleur, dikte)
        return
    draai = pi / 4 if rol == "land" else pi / 2
    punten = [
        (
            plek[0] + straal * cos(draai + 2 * pi * n / hoeken),
            plek[1] - straal * sin(draai + 2 * pi * n / hoeken),
        )
        for n in range(hoeken)
    ]
    kader.blad.add_vlak(punten, vulling, kleur, dikte)


def _draw_naam(assen: _Assen, einde: _Einde, plek: Punt) -> None:
    """Write name and figure from this x on, around this y."""
    kader, maat = assen.kader, _LABEL * assen.kader.k
    kleur = kader.stijl.get_letterkleur(kader.get_kleur(einde.reeks.rol))
    y = plek[1] - len(einde.regels) * maat * 0.6 + maat * 0.9
    for regel in einde.regels:
        kader.blad.add_tekst((plek[0], y), regel, maat, kleur, vet=einde.reeks.rol == "eigen")
        y += maat * 1.2
