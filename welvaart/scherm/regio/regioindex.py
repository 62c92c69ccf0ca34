"""All years of the page Regiovergelijking as an index, or in their own unit where that misleads."""

from collections.abc import Sequence
from dataclasses import replace
from math import isnan, nan

import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.cijfertabel import Cijfertabel, strip_eenheid
from welvaart.grafieken.waaier import Straal, build_waaier
from welvaart.lezen.stand import Stand
from welvaart.methode.afronding import MEEST_PUNTEN, compute_indexruis
from welvaart.onderwerp.sprong import describe_sprong
from welvaart.opmaak import format_getal, format_opsomming
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.melding import escape_markdown
from welvaart.scherm.onderwerp.onderwerp import get_sprong, show_klein
from welvaart.scherm.regio.regiografiek import build_noten, build_regiobron
from welvaart.scherm.regio.regiokeuze import Keuze, find_eerste
from welvaart.scherm.regio.regiolijnen import (
    build_stralen,
    choose_rijen,
    explain_baan,
    is_grof,
    write_noot,
)
from welvaart.zin.regioduiding import describe_index, lower_titel
from welvaart.zin.trendjaren import explain_grafiekjaren


def show_index(stand: Stand, keuze: Keuze) -> None:
    """Draw all years between two, the first as 100; in their own unit where that would mislead."""
    c = keuze.cijfers
    jaren = [jaar for jaar in c.jaren if keuze.van <= jaar <= keuze.tot]
    alle = build_stralen(stand, keuze, jaren, met_som=True)
    alle = [straal for straal in alle if straal.precies[0] > 0]
    vast = [straal for straal in alle if not _is_te_grof(straal)]
    if alle and not _has_genoeg(alle, vast):
        st.info(escape_markdown(_explain_weigering(keuze, alle)))
        _draw_index(stand, keuze, alle, jaren, eigen_eenheid=True)
    else:
        index = [_index(straal) for straal in vast]
        _draw_index(stand, keuze, index, jaren, weg=len(alle) - len(vast))


def _is_te_grof(straal: Straal) -> bool:
    """Whether rounding alone can move this line too far to be read, were its figure the same."""
    begin = straal.precies[0]
    stil = compute_indexruis(begin, begin, (straal.speling[0], straal.speling[-1]), straal.n)
    return stil > MEEST_PUNTEN


def _find_ruis(straal: Straal) -> float:
    """How many points rounding may move the index of the last year; it grows with the index."""
    speling = (straal.speling[0], straal.speling[-1])
    return compute_indexruis(straal.precies[0], straal.precies[-1], speling, straal.n)


def _has_genoeg(alle: Sequence[Straal], vast: Sequence[Straal]) -> bool:
    """Enough lines to show as an index: the own one, and at least half of the others."""
    eigen_weg = any(s.rol == "eigen" and s not in vast for s in alle)
    leden = [s for s in alle if s.rol == "lid"]
    return not eigen_weg and 2 * sum(s in vast for s in leden) >= len(leden)


def _explain_weigering(keuze: Keuze, alle: Sequence[Straal]) -> str:
    """Why there is no index, by the rounding of the own line, else of the first that is coarse."""
    x = keuze.cijfers.indicator
    grof = [straal for straal in alle if _is_te_grof(straal)]
    straal = next((s for s in grof if s.rol == "eigen"), grof[0])
    return (
        f"Een index van {lower_titel(x)} laten wij hier niet zien. {_explain_grof(straal, x)} "
        f"Alleen daardoor kan de index al meer dan {MEEST_PUNTEN:.0f} punten verspringen. U ziet "
        "de cijfers zelf."
    )


def _explain_grof(straal: Straal, x: Indicator) -> str:
    """How coarse the figure of a line is: as the source rounds it, or as its gemeenten make it."""
    speling, decimalen = straal.speling[0], straal.decimalen
    if is_grof(straal, x) and decimalen in (None, x.decimalen):
        return (
            f"Het cijfer van {straal.naam} rust op een gemeente waarvan de bron het cijfer grof "
            f"afrondt; het kan {x.format_verschil(speling)} hoger of lager zijn."
        )
    stap = x.format_verschil(2 * speling, decimalen=decimalen)
    return f"De bron rondt het cijfer van {straal.naam} af op {stap}."


def _draw_index(
    stand: Stand,
    keuze: Keuze,
    stralen: Sequence[Straal],
    jaren: Sequence[int],
    *,
    eigen_eenheid: bool = False,
    weg: int = 0,
) -> None:
    """Draw the lines with their table; `weg` of them were left out because of rounding."""
    c = keuze.cijfers
    eenheid = None if eigen_eenheid else f"{keuze.van} = 100"
    titel = _describe_index(keuze, stralen, eigen_eenheid=eigen_eenheid)
    titel += _explain_zonder_eigen(keuze, stralen, eigen_eenheid=eigen_eenheid)
    figuur = build_waaier(
        stralen,
        jaren,
        c.indicator,
        titel=titel,
        bron=build_regiobron(keuze, ", ".join(filter(None, (f"{keuze.van}–{keuze.tot}", eenheid))))
        + explain_baan(stralen, keuze),
        eenheid=eenheid,
        decimalen=None if eigen_eenheid else 0,
    )
    klein = [_explain_jaren(stand, keuze), *_describe_sprong(stand, keuze)]
    klein += [] if eigen_eenheid else _describe_ruis(stralen, keuze.tot)
    show_grafiek(
        figuur,
        alt=f"Lijnen over de jaren {keuze.van} tot en met {keuze.tot}. {titel}",
        sleutel="index",
        tabel=None if keuze.raad else _build_tabel(keuze, stralen, jaren, eenheid, weg),
        weergave=keuze.build_weergave("index"),
        noten=[*build_noten(keuze), *filter(None, klein)],
        raad=keuze.raad,
    )
    show_klein(klein)


def _build_tabel(
    keuze: Keuze, stralen: Sequence[Straal], jaren: Sequence[int], eenheid: str | None, weg: int
) -> Cijfertabel:
    """The lines as rows; `eenheid` names the index, None = the figures themselves."""
    x = keuze.cijfers.indicator
    return Cijfertabel(
        f"{x.titel}, {f'index {eenheid}' if eenheid else x.eenheid}",
        ["Gebied", *map(str, jaren)],
        [_build_rij(s, x, eenheid is None) for s in choose_rijen(stralen)],
        range(1, len(jaren) + 1),
        noot=write_noot(stralen) + _explain_weg(weg),
    )


def _explain_jaren(stand: Stand, keuze: Keuze) -> str:
    """Why these lines cover other years than the trend of the same figure on Nulmeting."""
    c = keuze.cijfers
    langst = (find_eerste(c, c.jaren[-1]), c.jaren[-1])
    venster = stand.beoordeling.vensters[stand.reeksen.get_i(c.indicator.indicator_id)]
    jaren = (keuze.van, keuze.tot)
    return explain_grafiekjaren(jaren, venster, c.jaren, is_langst=jaren == langst)


def _describe_sprong(stand: Stand, keuze: Keuze) -> list[str]:
    """A year of the own gemeente that lies far from its neighbours; [] without."""
    if keuze.eigen is None or keuze.cijfers.soort != "gemeente":
        return []
    x = keuze.cijfers.indicator
    sprong = get_sprong(stand, x, keuze.regio)
    if sprong is None or not keuze.van < sprong.jaar < keuze.tot:
        return []
    return [describe_sprong(sprong, x, keuze.regio.naam)]


def _describe_ruis(stralen: Sequence[Straal], jaar: int) -> list[str]:
    """Of the lines with a dark colour: whose last index may be off by more points than usual."""
    return [
        f"Door afronding kan de index van {s.naam} in {jaar} tot {format_getal(ruis)} punten hoger "
        "of lager zijn."
        for s in stralen
        if s.rol != "lid" and (ruis := _find_ruis(s)) > MEEST_PUNTEN
    ]


def _explain_zonder_eigen(keuze: Keuze, stralen: Sequence[Straal], *, eigen_eenheid: bool) -> str:
    """Say behind a title about others in which years the own figure is missing; "" elsewhere."""
    c = keuze.cijfers
    eigen = [s for s in stralen if s.rol == "eigen" and not isnan(s.waarden[-1])]
    if eigen or keuze.eigen is None or not any(s.rol != "lid" for s in stralen):
        return ""
    jaren = [keuze.tot] if eigen_eenheid else [keuze.van, keuze.tot]
    mist = [str(j) for j in jaren if isnan(c.precies[keuze.eigen, c.jaren.index(j)])]
    naam = c.namen[keuze.eigen]
    if not mist:
        return f" {naam} heeft geen index: het cijfer van {keuze.van} is niet hoger dan 0."
    return f" {naam} heeft geen cijfer over {format_opsomming(mist)}."


def _describe_index(keuze: Keuze, stralen: Sequence[Straal], *, eigen_eenheid: bool) -> str:
    x, jaren = keuze.cijfers.indicator, (keuze.van, keuze.tot)
    hoofden = [straal for straal in stralen if straal.rol != "lid"]
    if not eigen_eenheid:
        return describe_index(x, [(s.naam, s.waarden[-1], _find_ruis(s)) for s in hoofden], jaren)
    delen = [
        f"{s.naam} {x.format(s.waarden[-1], decimalen=s.decimalen)}"
        for s in hoofden
        if not isnan(s.waarden[-1])
    ]
    return f"{x.titel} in {keuze.tot}: {format_opsomming(delen)}." if delen else x.titel


def _build_rij(straal: Straal, x: Indicator, eigen_eenheid: bool) -> list[str]:
    """One line of the table: the figures, or the index in whole points."""
    cellen = []
    for waarde, voorlopig in zip(straal.waarden, straal.voorlopig, strict=True):
        tekst = format_getal(waarde)
        if eigen_eenheid:
            tekst = strip_eenheid(x.format(waarde, decimalen=straal.decimalen), x)
        cellen.append(tekst + ("*" if voorlopig and not isnan(waarde) else ""))
    return [straal.naam, *cellen]


def _explain_weg(weg: int) -> str:
    """Say how many lines are left out; "" where all are drawn."""
    if not weg:
        return ""
    hoeveel = "1 lijn ontbreekt" if weg == 1 else f"{weg} lijnen ontbreken"
    return f". {hoeveel}: daar kan afronding alleen al {MEEST_PUNTEN:.0f} punten of meer schelen"


def _index(straal: Straal) -> Straal:
    """The line with its first year as 100, from the figures before rounding."""
    begin = straal.precies[0]
    deelbaar = not isnan(begin) and begin > 0
    waarden = [w / begin * 100 if deelbaar else nan for w in straal.precies]
    return replace(straal, waarden=waarden)
