"""Priorities and goals of a dossier as chapters of a document."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from welvaart.cijfers.indicator import Indicator
from welvaart.doel.begrotingstabel import build_begrotingstabel, format_koppen, format_rij
from welvaart.doel.eigendoel import (
    GEEN_ANDEREN,
    NIET_DOORGEVEN,
    describe_licentie,
    describe_verborgen,
    find_indicator,
    find_licenties,
)
from welvaart.doel.maat import describe_wat, format_doel
from welvaart.doel.toets import build_toets
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.dossier.eigenreeks import EigenReeks
from welvaart.export.bouwen.delen.boodschap import choose_boodschap
from welvaart.export.bouwen.delen.grafiek import build_bronregel
from welvaart.export.inhoud import Alinea, Deel, Grafiek, Hoofdstuk, Kop, Lijst, Reeks, Tabel
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel, compute_pad
from welvaart.onderwerp.jaarreeks import read_jaarreeks
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import STATUSTEKENS, format_opsomming
from welvaart.regio.regio import Regio
from welvaart.zin.kernzin import describe_kern

_KORT: Final = 260  # letters that fit above a chart on a slide
_NIEMAND: Final[Mapping[str, str]] = {}
_BIJZAAK: Final = ("Eigenaar", "Taakveld", "BBV-nummer", "Bron", "Peildatum")
"""Columns of the begroting that a slide may leave out."""
_MAG_WEG: Final = (*_BIJZAAK, "Stand")
"""Columns that are left out where nobody has anything in them."""


def build_prioriteiten(
    regels: Sequence[Regel],
    prioriteiten: Sequence[tuple[str, str]],
    naam: str,
    onbekend: Sequence[str] = (),
) -> list[Hoofdstuk]:
    """One chapter with the chosen indicators and why; [] without any.

    Args:
        regels: the scorekaart.
        prioriteiten: chosen indicators with the reason.
        naam: of the regio.
        onbekend: messages about what was chosen and is not among the figures.
    """
    per_id = {r.indicator.indicator_id: r for r in regels}
    delen: list[Deel] = []
    for indicator_id, reden in prioriteiten:
        regel = per_id.get(indicator_id)
        if regel is not None:
            delen += [Kop(regel.indicator.titel), Alinea(describe_kern(regel, naam))]
            delen += [Alinea(reden)] if reden else []
    delen += [Alinea(zin, klein=bool(delen)) for zin in onbekend]
    if not delen:
        return []
    gekozen = [per_id[i].indicator.titel for i, _ in prioriteiten if i in per_id]
    boodschap = _describe_keuze(naam, gekozen) if gekozen else ""
    titel = f"Waar kiest {naam} voor?"
    return [Hoofdstuk("prioriteiten", titel, tuple(delen), boodschap=boodschap)]


def _describe_keuze(naam: str, titels: Sequence[str]) -> str:
    """What was chosen, by name as far as a title can hold it."""
    klein = [t if t[1:2].isupper() else f"{t[:1].lower()}{t[1:]}" for t in titels]
    n = f"{len(titels)} {'prioriteit' if len(titels) == 1 else 'prioriteiten'}"
    return choose_boodschap(
        f"{naam} kiest voor {format_opsomming(klein)}.",
        f"{naam} kiest {n}, waaronder {klein[0]}.",
        f"De gemeente kiest {n}.",
    )


def warn_licentie(eigen: Mapping[str, EigenReeks], doelen: Sequence[Doelregel]) -> str:
    """For after the subtitle: this document may not go on; "" where nothing in it has a licence."""
    bronnen = dict.fromkeys(reeks.bron for reeks in find_licenties(doelen, eigen))
    if not bronnen:
        return ""
    van = format_opsomming(list(bronnen))
    return f" · Niet doorgeven: met cijfers onder licentie van {van}"


def build_doelen(
    stand: Stand,
    regio: Regio,
    doelen: Sequence[Doelregel],
    begroot: Mapping[tuple[str, int], float],
    jaren: Sequence[int],
    eigen: Mapping[str, EigenReeks],
    *,
    verborgen: int = 0,
    eigenaars: Mapping[str, str] = _NIEMAND,
) -> list[Hoofdstuk]:
    """One chapter with each goal, its road, what history says, and the table of the begroting.

    Args:
        stand: figures in which the regio is judged.
        regio: whose goals they are.
        doelen: of the dossier.
        begroot: (sleutel, year) → planned figure.
        jaren: years of the columns Begroting.
        eigen: series with a licence of the dossier: a goal on one is marked, never to be passed on.
        verborgen: goals on such a series that may not be in this document; it says so.
        eigenaars: key of a goal → who it belongs to.
    """
    delen: list[Deel] = []
    for regel in doelen:
        x = find_indicator(stand, eigen, regel.indicator_id)
        if x is None or regel.doel is None:
            continue
        if regel.indicator_id in eigen:
            delen += _build_eigendoel(eigen[regel.indicator_id], regio, regel, x)
        else:
            delen += _build_doel(stand, regio, regel, x)
        if wie := eigenaars.get(regel.sleutel):
            delen.append(Alinea(f"Eigenaar: {wie}."))
    weg = describe_verborgen(verborgen)
    slot = [Alinea(f"{weg} Die staan niet in dit document.")] if weg else []
    if not delen:
        return [Hoofdstuk("doelen", f"Wat wil {regio.naam} bereiken?", (*slot,))] if slot else []
    delen.insert(0, _build_aanhef(regio.naam, sum(isinstance(d, Grafiek) for d in delen)))
    rijen = build_begrotingstabel(stand, regio.code, doelen, begroot, jaren, eigen, eigenaars)
    koppen, cellen = drop_lege(format_koppen(jaren), [format_rij(rij) for rij in rijen])
    delen.append(
        Tabel(
            "Indicatoren bij de begroting",
            koppen,
            cellen,
            rechts=tuple(range(1, len(jaren) + 4)),
            bijzaak=tuple(k for k, kop in enumerate(koppen) if kop in _BIJZAAK),
            gekeerd=koppen[0],
            boodschap=_describe_doelen(regio.naam, [rij.getallen.streefjaar for rij in rijen]),
        )
    )
    return [Hoofdstuk("doelen", f"Wat wil {regio.naam} bereiken?", (*delen, *slot))]


def _describe_doelen(naam: str, jaren: Sequence[int]) -> str:
    """How many goals there are, and for when: one year per goal."""
    n = f"{len(jaren)} {'doel' if len(jaren) == 1 else 'doelen'}"
    wanneer = format_opsomming([str(jaar) for jaar in sorted(set(jaren))])
    return choose_boodschap(
        f"{naam} wil {n} halen, in {wanneer}.", f"De gemeente wil {n} halen, in {wanneer}."
    )


def drop_lege(
    koppen: Sequence[str], rijen: Sequence[Sequence[str]]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """A table without the columns aside of which nobody filled in a cell."""
    houden = [
        k for k, kop in enumerate(koppen) if kop not in _MAG_WEG or any(rij[k] for rij in rijen)
    ]
    return tuple(koppen[k] for k in houden), tuple(tuple(rij[k] for k in houden) for rij in rijen)


def _build_doel(stand: Stand, regio: Regio, regel: Doelregel, x: Indicator) -> list[Deel]:
    doel = regel.doel
    assert doel is not None  # noqa: S101 - the caller looked
    toets = build_toets(stand, x, regio.code, regio.naam, doel)
    zinnen = (toets.conclusie, *toets.vragen, *toets.feiten)
    reeks = read_jaarreeks(stand, x, regio)
    wat = describe_wat(stand, x.indicator_id, regio.naam, regio.code)
    bron = (
        f"{build_bronregel(x, f'{reeks.met_cijfer[-1]}JJ00')} " if reeks.met_cijfer else ""
    ) + f"Doel: van {regio.naam} zelf. {wat}".rstrip()
    grafiek = _build_grafiek(
        regio,
        x,
        doel,
        {
            jaar: (reeks.get_waarde(jaar), reeks.is_voorlopig(jaar), reeks.decimalen)
            for jaar in reeks.met_cijfer
        },
        bron=bron,
        noten=zinnen,
    )
    breuken = tuple((str(jaar), reden) for jaar, reden in reeks.breuken)
    maatregel = _build_maatregel(regel)
    kort = " ".join([*zinnen, *(deel.tekst for deel in maatregel)])
    titel = choose_boodschap(*toets.titels)
    vooraf: list[Deel] = [Kop(x.titel, boodschap=titel), *([Alinea(wat)] if wat else [])]
    beeld = replace(grafiek, breuken=breuken, noten=(wat, *zinnen) if wat else zinnen)
    if len(f"{wat} {kort}") <= _KORT:
        return [*vooraf, Alinea(kort), beeld]
    zegt_alles = titel.casefold().endswith(toets.conclusie.casefold())
    return [
        *vooraf,
        Alinea(toets.conclusie, op_dia=not zegt_alles),
        *(Alinea(f"Let op. {vraag}") for vraag in toets.vragen),
        beeld,
        *([Lijst(toets.feiten)] if toets.feiten else []),
        *maatregel,
    ]


def _build_eigendoel(reeks: EigenReeks, regio: Regio, regel: Doelregel, x: Indicator) -> list[Deel]:
    """A goal on a figure with a licence: with the mark in the text and in the picture."""
    assert regel.doel is not None  # noqa: S101 - the caller looked
    cijfers = {
        c.jaar: (c.waarde, c.status in STATUSTEKENS, reeks.decimalen)
        for c in reeks.cijfers
        if c.regio_code == regio.code and c.waarde is not None
    }
    merk = describe_licentie(reeks)
    bron = f"Bron: {x.bron_naam}. {NIET_DOORGEVEN.capitalize()}. Doel: van {regio.naam} zelf."
    grafiek = _build_grafiek(regio, x, regel.doel, cijfers, bron=bron, noten=(merk, GEEN_ANDEREN))
    streef = x.format(regel.doel.streefwaarde)
    kop = Kop(
        x.titel,
        boodschap=f"{x.titel}: of {streef} in {regel.doel.streefjaar} haalbaar is, weten wij niet.",
    )
    return [kop, Alinea(merk), grafiek, Lijst((GEEN_ANDEREN,)), *_build_maatregel(regel)]


def _build_aanhef(naam: str, aantal: int) -> Alinea:
    """How many goals follow, and what stands with each."""
    wat = "1 doel" if aantal == 1 else f"{aantal} doelen"
    return Alinea(
        f"{naam} stelt {wat}. Bij elk doel staan de weg ernaartoe en wat eerdere jaren daarover "
        "zeggen.",
        op_dia=False,
    )


def _build_grafiek(
    regio: Regio,
    x: Indicator,
    doel: Doel,
    cijfers: Mapping[int, tuple[float, bool, int]],
    *,
    bron: str,
    noten: tuple[str, ...],
) -> Grafiek:
    """The road and what was measured: year → (value, provisional, digits)."""
    decimalen = max((d for _, _, d in cijfers.values()), default=x.decimalen)
    titel = f"{x.titel}: {format_doel(x, doel, decimalen)}."
    pad = dict(compute_pad(doel))
    jaren = sorted({*cijfers, *pad})
    niets = (None, False, x.decimalen)
    rij = [cijfers.get(jaar, niets) for jaar in jaren]
    eigen = tuple(w for w, _, _ in rij), tuple(v for _, v, _ in rij)
    weg = tuple(pad.get(jaar) for jaar in jaren)
    return Grafiek(
        titel=titel,
        soort="lijn",
        eenheid=x.eenheid,
        eenheid_kort=x.eenheid_kort,
        categorieen=tuple(str(jaar) for jaar in jaren),
        reeksen=(
            Reeks(regio.naam, "eigen", *eigen, decimalen),
            Reeks("Doel", "doel", weg, (False,) * len(jaren), x.decimalen),
        ),
        alt=f"Lijngrafiek met doelpad. {titel}",
        bron=bron,
        noten=noten,
    )


def _build_maatregel(regel: Doelregel) -> list[Alinea]:
    return [Alinea(f"Maatregel: {regel.maatregel}")] if regel.maatregel else []
