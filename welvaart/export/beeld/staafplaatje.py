"""Bars in a picture: lying with their names, or thin and standing when there are many."""

from dataclasses import dataclass
from typing import Final

from welvaart.export.beeld.kader import WIT, Kader, format_punt
from welvaart.export.beeld.zetsel import fit, measure
from welvaart.export.inhoud import Grafiek, Rol

_LETTER: Final = 28  # at k = 1
_KLEINST: Final = 26  # pixels a bar with its name needs at k = 1
_RUIM: Final = 46  # likewise a bar with white around it
GEEN_CIJFER: Final = "geen cijfer"


@dataclass(frozen=True)
class _Staaf:
    """One bar; waarde None = no figure."""

    naam: str
    rol: Rol
    waarde: float | None
    tekst: str
    voorlopig: bool


def measure_staven(grafiek: Grafiek, k: float) -> float:
    """Height in pixels at which all bars lie with white around them."""
    return max(len(_build_staven(grafiek)), 1) * _RUIM * k


def draw_staven(kader: Kader, grafiek: Grafiek) -> None:
    """Draw the chart from nought; there is at least one figure."""
    staven = _build_staven(grafiek)
    if len(staven) * _KLEINST * kader.k <= kader.onder - kader.boven:
        _draw_liggend(kader, staven)
    else:
        _draw_staand(kader, staven)


def _build_staven(grafiek: Grafiek) -> list[_Staaf]:
    """Bars in the order of the categories; one per series that has a figure."""
    uit = []
    for j, naam in enumerate(grafiek.categorieen):
        gevuld = [reeks for reeks in grafiek.reeksen if reeks.waarden[j] is not None]
        if not gevuld:
            uit.append(_Staaf(naam, "groep", None, GEEN_CIJFER, voorlopig=False))
        for reeks in gevuld:
            waarde, hol = reeks.waarden[j], reeks.voorlopig[j]
            tekst = format_punt(grafiek, waarde or 0.0, reeks.decimalen, voorlopig=hol)
            vol = naam if len(gevuld) == 1 else f"{naam}, {reeks.naam}"
            uit.append(_Staaf(vol, reeks.rol, waarde, tekst, hol))
    return uit


def _find_grenzen(staven: list[_Staaf]) -> tuple[float, float]:
    """Lowest and highest value of the axis; nought is always within."""
    waarden = [s.waarde for s in staven if s.waarde is not None]
    laag, hoog = min(0.0, *waarden), max(0.0, *waarden)
    return laag, hoog if hoog > laag else laag + 1


def _choose_vulling(kader: Kader, staaf: _Staaf) -> tuple[str, str, float, float]:
    """Fill, border, its width and its dash: hollow where the figure is provisional."""
    kleur, k = kader.get_kleur(staaf.rol), kader.k
    if staaf.voorlopig:
        return WIT, kleur, 3 * k, 8 * k
    return kader.stijl.get_vulling(staaf.rol), kleur, 1.5 * k, 0


def _draw_liggend(kader: Kader, staven: list[_Staaf]) -> None:
    k, blad, kleuren = kader.k, kader.blad, kader.stijl.kleuren
    hoog = min((kader.onder - kader.boven) / len(staven), 96 * k)
    maat = min(_LETTER * k, hoog * 0.8)
    namen = max(measure(s.naam, maat, vet=s.rol == "eigen") for s in staven)
    namen = min(namen, (kader.rechts - kader.links) * 0.4)
    cijfers = max(measure(s.tekst, maat, vet=True) for s in staven) + 20 * k
    laag, top = _find_grenzen(staven)
    links = kader.links + namen + 16 * k + (cijfers if laag < 0 else 0)
    schaal = (kader.rechts - cijfers - links) / (top - laag)
    nul = links - laag * schaal
    for j, staaf in enumerate(staven):
        y, vet = kader.boven + j * hoog, staaf.rol == "eigen"
        basis = y + hoog / 2 + maat * 0.34
        kleur = kader.stijl.get_letterkleur(kader.get_kleur(staaf.rol)) if vet else kleuren.tekst
        past = fit(staaf.naam, maat, namen, vet=vet)
        blad.add_tekst((kader.links, basis), staaf.naam, past, kleur, vet=vet)
        einde = nul + (staaf.waarde or 0.0) * schaal
        if staaf.waarde is not None:
            boven, onder = y + hoog * 0.14, y + hoog * 0.86
            hoeken = [(nul, boven), (einde, boven), (einde, onder), (nul, onder)]
            blad.add_vlak(hoeken, *_choose_vulling(kader, staaf))
        min_ = staaf.waarde is not None and staaf.waarde < 0
        plek = (einde - 10 * k if min_ else einde + 10 * k, basis)
        blad.add_tekst(plek, staaf.tekst, maat, kleur, vet=vet, anker="end" if min_ else "start")
    onder = kader.boven + len(staven) * hoog
    blad.add_lijn([(nul, kader.boven), (nul, onder)], kleuren.klein, 2 * k)


def _draw_staand(kader: Kader, staven: list[_Staaf]) -> None:
    """Thin bars; named are the own ones and the first and last with a figure."""
    k, blad = kader.k, kader.blad
    gevuld = [s for s in staven if s.waarde is not None]
    laag, top = _find_grenzen(gevuld)
    boven, onder = kader.boven + 48 * k, kader.onder - 40 * k
    stap = (kader.rechts - kader.links) / len(gevuld)
    schaal = (onder - boven) / (top - laag)
    nul = onder + laag * schaal
    for j, staaf in enumerate(gevuld):
        x0, x1 = kader.links + (j + 0.12) * stap, kader.links + (j + 0.88) * stap
        y = nul - (staaf.waarde or 0.0) * schaal
        blad.add_vlak([(x0, nul), (x1, nul), (x1, y), (x0, y)], *_choose_vulling(kader, staaf))
        if staaf.rol == "eigen":
            _draw_naam(kader, staaf, (x0 + x1) / 2, min(y, nul))
    blad.add_lijn([(kader.links, nul), (kader.rechts, nul)], kader.stijl.kleuren.klein, 2 * k)
    half, kleur = (kader.rechts - kader.links) / 2 - 10 * k, kader.stijl.kleuren.tekst
    for staaf, x, anker in ((gevuld[0], kader.links, "start"), (gevuld[-1], kader.rechts, "end")):
        tekst = f"{staaf.naam} {staaf.tekst}"
        maat = fit(tekst, 26 * k, half)
        blad.add_tekst((x, kader.onder - 4 * k), tekst, maat, kleur, anker=anker)
    if len(staven) > len(gevuld):
        zonder = f"Zonder cijfer: {len(staven) - len(gevuld)}"
        plek = (kader.rechts, kader.boven - 34 * k)
        blad.add_tekst(plek, zonder, 24 * k, kader.stijl.kleuren.klein, anker="end")


def _draw_naam(kader: Kader, staaf: _Staaf, midden: float, top: float) -> None:
    """Write the name above all bars, with a line to its own."""
    tekst, k = f"{staaf.naam} {staaf.tekst}", kader.k
    maat = fit(tekst, _LETTER * k, kader.rechts - kader.links, vet=True)
    half = measure(tekst, maat, vet=True) / 2
    x = min(max(midden, kader.links + half), kader.rechts - half)
    kleur = kader.stijl.get_letterkleur(kader.stijl.kleuren.eigen)
    kader.blad.add_tekst((x, kader.boven + 20 * k), tekst, maat, kleur, vet=True, anker="middle")
    kader.blad.add_lijn([(midden, kader.boven + 30 * k), (midden, top)], kleur, 2 * k)
