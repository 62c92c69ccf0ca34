"""The charts of the page Regiovergelijking, each with its message, table and notes."""

from math import isnan

import numpy as np
from numpy.typing import NDArray

from welvaart.grafieken.choropleet import build_choropleet, build_jarenkaarten
from welvaart.grafieken.cijfertabel import TEKENS, Cijfertabel, find_andere_plaatsen, strip_eenheid
from welvaart.grafieken.ranglijst import (
    MEEST,
    MEEST_DIA,
    Staaf,
    build_ranglijst,
    format_plaats,
)
from welvaart.grafieken.strip import build_strip
from welvaart.groep.regiocijfers import Regiocijfers
from welvaart.opmaak import STATUSTEKENS
from welvaart.regio.regio import RegioSoort
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.kader import choose
from welvaart.scherm.regio.regiokeuze import Keuze
from welvaart.zin.regioduiding import (
    describe_gaten,
    describe_jaren,
    describe_plaats,
    describe_uitersten,
)

_MEEST_KAARTEN = 4
MEEST_RIJEN = 60
"""A table over years holds no more areas: nobody reads it, and it makes each click heavy."""
NIET_ALLE = "De cijfers van alle gemeenten in alle jaren staan bij Gegevens, ook als CSV."


def show_kaart(keuze: Keuze) -> None:
    """Draw the map of one year; a click chooses."""
    c, t = keuze.cijfers, keuze.cijfers.jaren.index(keuze.jaar)
    titel = describe_uitersten(c, keuze.jaar, keuze.veld, keuze.eigen, keuze.waar)
    figuur = build_choropleet(
        c,
        keuze.jaar,
        eigen=keuze.regio.code,
        leden=keuze.leden,
        uitsnede=keuze.uitsnede,
        titel=titel,
        bron=build_regiobron(keuze, c.perioden[t])
        + _explain_randen(keuze, bleek=keuze.uitsnede is not None),
    )
    show_grafiek(
        figuur,
        alt=f"Kaart van {RegioSoort(c.soort).meervoud}. {titel} Een naam die niet past, staat in "
        "de tabel. Kiezen kan ook met de keuzelijst.",
        sleutel="kaart",
        tabel=None if keuze.raad else _build_kaarttabel(keuze, t),
        weergave=keuze.build_weergave("kaart"),
        noten=build_noten(keuze),
        raad=keuze.raad,
        on_kies=choose,
    )


def show_jaren(keuze: Keuze) -> None:
    """Draw small maps: the first and last year and some in between."""
    c = keuze.cijfers
    welke = np.unique(np.linspace(0, len(c.jaren) - 1, min(_MEEST_KAARTEN, len(c.jaren))).round())
    jaren = [c.jaren[int(k)] for k in welke]
    titel = describe_jaren(c, (jaren[0], jaren[-1]), keuze.veld, keuze.waar)
    figuur = build_jarenkaarten(
        c,
        jaren,
        eigen=keuze.regio.code,
        leden=keuze.leden,
        uitsnede=keuze.uitsnede,
        titel=titel,
        bron=build_regiobron(keuze, f"{c.perioden[0]}–{c.perioden[-1]}") + _explain_randen(keuze),
    )
    show_grafiek(
        figuur,
        alt=f"Kleine kaarten van {len(jaren)} jaren in dezelfde klassen. {titel}",
        sleutel="jaren",
        tabel=_build_jarentabel(keuze, jaren),
        weergave=keuze.build_weergave("jaren"),
        noten=build_noten(keuze),
        raad=keuze.raad,
    )


def show_ranglijst(keuze: Keuze) -> None:
    """Draw the ranking of the field."""
    c, t = keuze.cijfers, keuze.cijfers.jaren.index(keuze.jaar)
    volgorde, plaatsen = _rank(keuze, t)
    staven = [
        Staaf(
            c.namen[k],
            float(c.waarde[k, t]),
            c.format(k, t),
            plaatsen[k] if c.indicator.teken else None,
            k == keuze.eigen,
        )
        for k in volgorde
    ]
    titel = describe_plaats(c, keuze.jaar, keuze.veld, keuze.eigen, keuze.waar)
    land = float(c.land[t])
    som = c.indicator.regionaal == "som"
    figuur = build_ranglijst(
        staven,
        c.indicator,
        land=None if isnan(land) or som else land,
        ster=STATUSTEKENS.get(str(c.status[volgorde[0], t]), "") if volgorde else "",
        meest=MEEST_DIA if keuze.raad else MEEST,
        titel=titel,
        bron=build_regiobron(keuze, c.perioden[t]),
    )
    show_grafiek(
        figuur,
        alt=f"Ranglijst als staven. {titel}",
        sleutel="ranglijst",
        tabel=None if keuze.raad else _build_rangtabel(keuze, t, volgorde, plaatsen),
        weergave=keuze.build_weergave("ranglijst"),
        noten=build_noten(keuze),
        raad=keuze.raad,
    )


def show_stippen(keuze: Keuze) -> None:
    """Draw all areas as dots, those of the region dark."""
    c, t = keuze.cijfers, keuze.cijfers.jaren.index(keuze.jaar)
    alle = [k for k in range(len(c.codes)) if not isnan(c.waarde[k, t])]
    alle.sort(key=lambda k: -(c.indicator.teken or 1) * c.waarde[k, t])
    land = float(c.land[t])
    titel = describe_uitersten(c, keuze.jaar, keuze.veld, keuze.eigen, keuze.waar)
    eigen = alle.index(keuze.eigen) if keuze.eigen in alle else None
    met_plaats = c.indicator.teken != 0 and len(alle) > 1
    veld = set(keuze.veld) if keuze.leden else set()
    figuur = build_strip(
        [float(c.waarde[k, t]) for k in alle],
        [c.namen[k] for k in alle],
        c.indicator,
        eigen=eigen,
        land=None if isnan(land) or c.indicator.regionaal == "som" else ("Nederland", land),
        decimalen=c.indicator.decimalen if keuze.eigen is None else c.get_decimalen(keuze.eigen),
        ster=STATUSTEKENS.get(str(c.status[alle[0], t]), "") if alle else "",
        grof=[n for n, k in enumerate(alle) if k in c.grof],
        leden=[n for n, k in enumerate(alle) if k in veld],
        titel=titel,
        bron=build_regiobron(keuze, c.perioden[t]) + (f" Donker: {keuze.waar}." if veld else ""),
    )
    tekens = [STATUSTEKENS.get(str(c.status[k, t]), "") for k in alle]
    wie = RegioSoort(c.soort).meervoud
    show_grafiek(
        figuur,
        alt=f"Alle gebieden als stippen op een lijn. {titel}",
        sleutel="stippen",
        tabel=Cijfertabel(
            f"{c.indicator.titel}, {c.indicator.eenheid}"
            + (f"; plaats van alle {len(alle)} {wie}" if met_plaats else ""),
            ["Plaats", "Gebied", c.perioden[t]] if met_plaats else ["Gebied", c.perioden[t]],
            getallen=(0, 2) if met_plaats else (1,),
            eigen=eigen,
            uit_spoor=0,
            decimalen=c.indicator.decimalen,
            teken=tekens,
            met_plaats=met_plaats,
            grof=[c.namen[k] for k in c.grof],
            plaatsen=_find_plaatsen(c, t, alle) if met_plaats else {},
        ),
        weergave=keuze.build_weergave("stippen"),
        noten=build_noten(keuze),
        raad=keuze.raad,
    )


def build_regiobron(keuze: Keuze, periode: str) -> str:
    """The source line inside the picture."""
    x = keuze.cijfers.indicator
    indeling = (
        f"gemeenten van {x.indeling_bron}"
        if x.indeling_bron
        else "gemeenten van nu, eerdere jaren waar nodig omgerekend"
    )
    return f"Bron: {x.bronregel}. Peildatum: {x.peilmoment}, {periode}. Indeling: {indeling}."


def _explain_randen(keuze: Keuze, *, bleek: bool = False) -> str:
    """Of a map: where its boundaries come from and whose are marked; a picture travels alone."""
    grenzen = " Grenzen: CBS/Kadaster, 2025."
    eigen = f" Oranje rand: {keuze.regio.naam}." if keuze.eigen is not None else ""
    leden = f" Donkere rand: {keuze.groep.titel}." if keuze.leden else ""
    buiten = " Daarbuiten zijn de kleuren lichter." if bleek and keuze.leden else ""
    return f"{grenzen}{eigen}{leden}{buiten}"


def build_noten(keuze: Keuze) -> list[str]:
    """What a presenter should know: definition, missing, recomputed, breaks, the region."""
    c, t = keuze.cijfers, keuze.cijfers.jaren.index(keuze.jaar)
    noten = [c.indicator.definitie, describe_gaten(c, keuze.jaar, keuze.veld)]
    if c.soort == "gemeente":
        leden = "Regio's zoals ze nu zijn ingedeeld, ook voor eerdere jaren."
        noten.append(f"{keuze.groep.titel}: {len(keuze.groep.codes)} gemeenten. {leden}")
    if c.omgerekend[t]:
        noten.append(
            f"Van {c.omgerekend[t]} gemeenten is het cijfer van {c.perioden[t]} omgerekend naar "
            "het gebied van nu, omdat zij sindsdien zijn samengevoegd."
        )
    noten += [f"Breuk in {jaar}: {reden}" for jaar, reden in c.breuken]
    if c.indicator.regionaal == "som":
        noten.append("Dit is een aantal: grote gemeenten hebben vanzelf meer.")
    return [noot for noot in noten if noot]


def _rank(keuze: Keuze, t: int) -> tuple[list[int], dict[int, tuple[int, int] | None]]:
    """The field from favourable to unfavourable, and the place of each."""
    c = keuze.cijfers
    met = [k for k in keuze.veld if not isnan(c.waarde[k, t])]
    teken = c.indicator.teken or 1
    volgorde = sorted(met, key=lambda k: (-teken * c.waarde[k, t], c.namen[k]))
    return volgorde, dict(zip(met, c.rank(t, met), strict=True))


def _find_plaatsen(c: Regiocijfers, t: int, wie: list[int]) -> dict[int, str]:
    """Places where rounding leaves some open; {} where they follow from the figures."""
    if np.isnan(c.onder[wie, t]).all():
        return {}
    paren = [plaats or (0, 0) for plaats in c.rank(t, wie)]
    return find_andere_plaatsen([float(c.waarde[k, t]) for k in wie], paren)


def _build_rangtabel(
    keuze: Keuze, t: int, volgorde: list[int], plaatsen: dict[int, tuple[int, int] | None]
) -> Cijfertabel:
    c = keuze.cijfers
    rijen = [
        [format_plaats(plaatsen[k]) if c.indicator.teken else "", c.namen[k], _cel(c, k, t)]
        for k in volgorde
    ]
    wie = f"; plaats van {len(volgorde)} {RegioSoort(c.soort).meervoud} in {keuze.waar}"
    return Cijfertabel(
        f"{c.indicator.titel}, {c.indicator.eenheid}{wie if c.indicator.teken else ''}",
        ["Plaats", "Gebied", c.perioden[t]],
        rijen,
        (2,),
        volgorde.index(keuze.eigen) if keuze.eigen in volgorde else None,
        f". = geen cijfer · * = voorlopig. {describe_gaten(c, keuze.jaar, keuze.veld)}".strip(),
    )


def _build_kaarttabel(keuze: Keuze, t: int) -> Cijfertabel:
    """All areas; the browser reads names and values from the layers of the map."""
    c = keuze.cijfers
    gevuld = np.asarray(c.status[~np.isnan(c.waarde[:, t]), t])
    tekens = {STATUSTEKENS.get(str(s), "") for s in gevuld}
    gaten = describe_gaten(c, keuze.jaar, range(len(c.codes)))
    return Cijfertabel(
        f"{c.indicator.titel}, {c.indicator.eenheid}",
        ["Gebied", c.perioden[t]],
        getallen=(1,),
        noot=f"* = voorlopig. {gaten}".strip(),
        uit_spoor=-1,
        decimalen=c.indicator.decimalen,
        grof=[c.namen[k] for k in c.grof],
        teken=tekens.pop() if len(tekens) == 1 else "",
    )


def _build_jarentabel(keuze: Keuze, jaren: list[int]) -> Cijfertabel:
    """The areas of the field, one column per drawn year."""
    c = keuze.cijfers
    kolommen: NDArray[np.intp] = np.array([c.jaren.index(jaar) for jaar in jaren])
    veld = keuze.veld
    if len(veld) > MEEST_RIJEN:
        veld = [k for k in veld if k == keuze.eigen]
    rijen = [[c.namen[k], *(_cel(c, k, int(t)) for t in kolommen)] for k in veld]
    land = [strip_eenheid(c.indicator.format(float(c.land[t])), c.indicator) for t in kolommen]
    return Cijfertabel(
        f"{c.indicator.titel}, {c.indicator.eenheid}",
        ["Gebied", *(c.perioden[int(t)] for t in kolommen)],
        [*rijen, ["Nederland", *land]],
        range(1, len(jaren) + 1),
        veld.index(keuze.eigen) if keuze.eigen in veld else None,
        noot=TEKENS if len(veld) == len(keuze.veld) else f"{TEKENS} · {NIET_ALLE}",
    )


def _cel(c: Regiocijfers, k: int, t: int) -> str:
    if isnan(c.waarde[k, t]):
        return "."
    getal = c.indicator.format(float(c.waarde[k, t]), decimalen=c.get_decimalen(k))
    tekst = strip_eenheid(getal, c.indicator)
    return tekst + STATUSTEKENS.get(str(c.status[k, t]), "")
