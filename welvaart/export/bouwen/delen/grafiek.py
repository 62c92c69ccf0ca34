"""Charts of a document as figures: lines over the years, bars of the regio and its neighbours."""

from collections.abc import Sequence
from math import isnan
from typing import NamedTuple

import numpy as np

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.doel.maat import describe_wat
from welvaart.export.bouwen.delen.boodschap import choose_titel, drop_verschil
from welvaart.export.inhoud import Grafiek, Reeks, Rol
from welvaart.groep.groepen import Groep
from welvaart.lezen.stand import Stand
from welvaart.methode.positie import compute_rang
from welvaart.onderwerp.jaarreeks import Jaarreeks, read_groepsreeksen, read_jaarreeks
from welvaart.onderwerp.sprong import describe_sprong, find_sprong
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import NEDERLAND, Regio, RegioSoort
from welvaart.zin.duiding import describe_rang, describe_trend, describe_waarde


class _Staaf(NamedTuple):
    """One bar; `onder` and `boven` are NaN where the figure is as exact as the others."""

    waarde: float
    naam: str
    voorlopig: bool
    eigen: bool
    decimalen: int
    onder: float
    boven: float


def build_bronregel(indicator: Indicator, periode_code: str) -> str:
    """Source, edition, peildatum and indeling in one line."""
    indeling = (
        f"{indicator.indeling_bron} (bron)" if indicator.indeling_bron else "gemeenten van nu"
    )
    return (
        f"Bron: {indicator.bronregel}. Peildatum: {indicator.peilmoment}, "
        f"{Periode.parse(periode_code).label}. Indeling: {indeling}."
    )


def build_lijnbron(stand: Stand, indicator: Indicator, regio: Regio, periode_code: str) -> str:
    """The source line below a line, with of what part of the area it is where it is not of all."""
    wat = describe_wat(stand, indicator.indicator_id, regio.naam, regio.code)
    return f"{build_bronregel(indicator, periode_code)} {wat}".strip()


def find_periode(stand: Stand, indicator: Indicator, jaar: int) -> str:
    """Code of the period that ends in this year, e.g. "2022JJ00" or "2018G400"."""
    reeksen = stand.reeksen
    if jaar not in reeksen.jaren:
        return f"{jaar}JJ00"
    i, t = reeksen.get_i(indicator.indicator_id), reeksen.jaren.index(jaar)
    return str(reeksen.perioden[i, t]) or f"{jaar}JJ00"


def has_lijngrafiek(stand: Stand, regel: Regel, regio: Regio) -> bool:
    """Whether there is a line to draw: at least two figures of the regio itself."""
    return len(read_jaarreeks(stand, regel.indicator, regio).met_cijfer) >= 2


def build_lijngrafiek(
    stand: Stand, landstand: Stand, regel: Regel, regio: Regio, groep: Groep, kenmerk: str
) -> list[Grafiek]:
    """Own regio, Nederland and the group over the years; [] with fewer than two figures."""
    x = regel.indicator
    reeksen: list[tuple[Rol, Jaarreeks]] = [("eigen", read_jaarreeks(stand, x, regio))]
    if x.regionaal != "som":
        nederland = stand.regios[NEDERLAND]
        reeksen.append(("land", read_jaarreeks(landstand, x, nederland)))
        if groep.soort != "land":
            ids = [x.indicator_id]
            reeksen.append(("groep", read_groepsreeksen(landstand, ids, groep)[x.indicator_id]))
    reeksen = [(rol, reeks) for rol, reeks in reeksen if reeks.met_cijfer]
    if not reeksen or len(reeksen[0][1].met_cijfer) < 2:
        return []
    jaren = sorted({jaar for _, reeks in reeksen for jaar in reeks.jaren})
    titel = describe_waarde(regel, regio.naam)
    return [
        Grafiek(
            titel=describe_kort(regel, regio),
            soort="lijn",
            eenheid=x.eenheid,
            eenheid_kort=x.eenheid_kort,
            categorieen=tuple(str(jaar) for jaar in jaren),
            reeksen=tuple(_build_reeks(rol, reeks, jaren) for rol, reeks in reeksen),
            alt=f"Lijngrafiek. {titel} {describe_trend(regel, regio.naam)}",
            bron=build_lijnbron(stand, x, regio, regel.periode_code),
            kenmerk=kenmerk,
            breuken=tuple((str(jaar), reden) for jaar, reden in reeksen[0][1].breuken),
            noten=(
                x.definitie,
                describe_trend(regel, regio.naam),
                _describe_sprong(landstand, x, regio, reeksen[0][1]),
            ),
        )
    ]


def describe_kort(regel: Regel, regio: Regio) -> str:
    """The figure beside that of the group, as short as a title; the picture has the names."""
    wie = "de gemeente" if regio.soort is RegioSoort.GEMEENTE else "de regio"
    heel, kort = describe_waarde(regel, regio.naam), describe_waarde(regel, wie)
    return choose_titel(regel.indicator.eenheid_kort, heel, kort, drop_verschil(kort))


def _describe_sprong(landstand: Stand, x: Indicator, regio: Regio, reeks: Jaarreeks) -> str:
    """One year far from those around it, so that nobody reads a turn into it; "" without."""
    sprong = find_sprong(landstand, x, reeks)
    return "" if sprong is None else describe_sprong(sprong, x, regio.naam)


def _build_reeks(rol: Rol, reeks: Jaarreeks, jaren: Sequence[int]) -> Reeks:
    waarden = [reeks.get_waarde(jaar) for jaar in jaren]
    return Reeks(
        reeks.naam,
        rol,
        tuple(None if isnan(w) else w for w in waarden),
        tuple(reeks.is_voorlopig(jaar) for jaar in jaren),
        reeks.decimalen,
    )


def _describe_plaats(
    x: Indicator, naam: str, gebied: str, staven: Sequence[_Staaf], jaar: int
) -> str:
    """The message of the bars: the place from high to low, as far as the figures tell it."""
    eigen = next((k for k, staaf in enumerate(staven) if staaf.eigen), None)
    if eigen is None:
        return f"{x.titel} in {gebied} ({jaar}); {naam} heeft geen cijfer."
    waarde, onder, boven = np.array([(s.waarde, s.onder, s.boven) for s in staven]).T
    rang = compute_rang(waarde, teken=1, onder=onder, boven=boven)
    gelijk = int((waarde == waarde[eigen]).sum())
    cijfer = x.format(staven[eigen].waarde, decimalen=staven[eigen].decimalen)
    plaats = describe_rang(float(rang.van[eigen]), float(rang.tot[eigen]), gelijk)
    return (
        f"{x.titel}: {naam} ({cijfer}) {plaats} van {len(staven)} gemeenten in {gebied}, "
        f"van hoog naar laag ({jaar})."
    )


def build_staafgrafiek(stand: Stand, regel: Regel, regio: Regio, kenmerk: str) -> list[Grafiek]:
    """The gemeente among those of its COROP, highest first; [] for another kind of regio."""
    corop = (
        None if regio.soort is not RegioSoort.GEMEENTE else stand.find_regio(regio.code, "corop")
    )
    if corop is None:
        return []
    leden = [g for g in stand.gemeenten if stand.find_regio(g.code, "corop") == corop]
    jaar = Periode.parse(regel.periode_code).laatste_jaar
    return build_ledengrafiek(stand, regel.indicator, (corop.naam, leden), regio, jaar, kenmerk)


def build_ledengrafiek(
    stand: Stand,
    x: Indicator,
    gebied: tuple[str, Sequence[Regio]],
    regio: Regio,
    jaar: int,
    kenmerk: str,
) -> list[Grafiek]:
    """Bars of the gemeenten of an area in one year; [] where fewer than two have a figure.

    Args:
        stand: the figures of all gemeenten.
        x: what is drawn.
        gebied: name of the area, and its gemeenten.
        regio: the own gemeente, or the area itself.
        jaar: of the figures.
        kenmerk: short id that reopens the view.
    """
    naam, leden = gebied
    staven = _read_staven(stand, x, leden, regio, jaar)
    if len(staven) < 2:
        return []
    zelf = regio.soort is not RegioSoort.GEMEENTE
    titel, *korter = (
        [_describe_spreiding(x, waar, staven, jaar) for waar in (naam, "de regio")]
        if zelf
        else [
            _describe_plaats(x, wie, waar, staven, jaar)
            for wie in (regio.naam, "de gemeente")
            for waar in (naam, "de regio")
        ]
    )
    return [
        Grafiek(
            titel=choose_titel(x.eenheid_kort, titel, *korter),
            soort="staaf",
            eenheid=x.eenheid,
            eenheid_kort=x.eenheid_kort,
            categorieen=tuple(staaf.naam for staaf in staven),
            reeksen=_build_staafreeksen(staven, regio.naam, naam),
            alt=f"Staafgrafiek. {titel}",
            bron=build_bronregel(x, find_periode(stand, x, jaar)),
            kenmerk=kenmerk,
            noten=(x.definitie,),
        )
    ]


def _describe_spreiding(x: Indicator, gebied: str, staven: Sequence[_Staaf], jaar: int) -> str:
    """The message of the bars of an area: its highest and its lowest gemeente."""
    hoog, laag = staven[0], staven[-1]
    van, tot = (x.format(s.waarde, decimalen=s.decimalen) for s in (laag, hoog))
    if van == tot:
        return f"{x.titel} in {gebied} ({jaar}): overal {tot}."
    return f"{x.titel} in {gebied} ({jaar}): van {van} ({laag.naam}) tot {tot} ({hoog.naam})."


def _read_staven(
    stand: Stand, x: Indicator, leden: Sequence[Regio], regio: Regio, jaar: int
) -> list[_Staaf]:
    """One bar per gemeente with a figure, highest first."""
    i, uit = stand.reeksen.get_i(x.indicator_id), []
    for lid in leden:
        reeks, r = read_jaarreeks(stand, x, lid), stand.reeksen.get_r(lid.code)
        if r is None or isnan(waarde := reeks.get_waarde(jaar)):
            continue
        t = stand.reeksen.jaren.index(jaar)
        onder, boven = (float(rand[i, r, t]) for rand in (stand.reeksen.onder, stand.reeksen.boven))
        voorlopig, eigen = reeks.is_voorlopig(jaar), lid.code == regio.code
        uit.append(_Staaf(waarde, lid.naam, voorlopig, eigen, reeks.decimalen, onder, boven))
    return sorted(uit, key=lambda staaf: (-staaf.waarde, staaf.naam))


def _build_staafreeksen(staven: Sequence[_Staaf], naam: str, gebied: str) -> tuple[Reeks, ...]:
    """The own bar, the others, and apart from those the ones that are rounded more coarsely."""
    anderen = [staaf for staaf in staven if not staaf.eigen]
    fijn = max((staaf.decimalen for staaf in anderen), default=0)
    groepen: list[tuple[str, Rol, list[_Staaf]]] = [
        (naam, "eigen", [staaf for staaf in staven if staaf.eigen])
    ]
    groepen.append((gebied, "groep", [s for s in anderen if s.decimalen == fijn]))
    grof = [s for s in anderen if s.decimalen < fijn]
    if grof:
        groepen.append((f"{gebied}, hele getallen", "groep", grof))
    return tuple(
        Reeks(
            titel,
            rol,
            tuple(staaf.waarde if staaf in wie else None for staaf in staven),
            tuple(staaf.voorlopig for staaf in staven),
            wie[0].decimalen,
        )
        for titel, rol, wie in groepen
        if wie
    )
