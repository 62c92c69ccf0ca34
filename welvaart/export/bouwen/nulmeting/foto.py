"""The foto as a chapter: at how many indicators the regio stands where, in all and per thema."""

from typing import Final

from welvaart.export.bouwen.opdracht import Opdracht, build_kenmerk
from welvaart.export.inhoud import Alinea, Deel, Grafiek, Hoofdstuk, Kop, Reeks, Rol
from welvaart.methode.positie import Positie
from welvaart.zin.samenvatting import describe_dekking, describe_oordeel
from welvaart.zin.thematelling import KWARTEN, UITLEG, count_themas, describe_foto

_KORT: Final = 260  # letters that fit above a chart on a slide
_ROL: Final[dict[Positie, Rol]] = {
    Positie.BESTE_KWART: "beste",
    Positie.MIDDEN: "midden",
    Positie.SLECHTSTE_KWART: "slechtste",
    Positie.NIET_TE_ZEGGEN: "onzeker",
}


def build_foto(o: Opdracht) -> Hoofdstuk:
    """Where the regio stands in words and, when it has places at all, per thema in a chart."""
    titel, bouw = f"Waar staat {o.regio.naam}?", f"{o.stand.bouw.gebouwd_op:%d-%m-%Y}"
    oordeel = describe_oordeel(o.regels, o.regio.naam)
    dekking = describe_dekking(o.regels, o.regio.naam)
    grafiek = _build_grafiek(o)
    delen: list[Deel]
    if grafiek is None:
        delen = [Alinea(oordeel), Alinea(dekking)]
    elif len(dekking) <= _KORT:
        delen = [Alinea(oordeel, op_dia=False), Alinea(dekking), grafiek]
    else:
        weten = Kop(f"Wat weten wij niet van {o.regio.naam}?")
        delen = [Alinea(oordeel), grafiek, weten, Alinea(dekking)]
    noot = f"Cijfers gebouwd op {bouw}."
    return Hoofdstuk("foto", titel, tuple(delen), (noot,), describe_foto(o.regels, o.regio.naam))


def _build_grafiek(o: Opdracht) -> Grafiek | None:
    """The counts per thema; None when no indicator has a place."""
    telling = count_themas(o.stand.themas, o.regels, o.regio.naam)
    if telling is None:
        return None
    zeker = (False,) * len(telling.themas)
    return Grafiek(
        titel=telling.titel,
        soort="stapel",
        eenheid=telling.eenheid,
        eenheid_kort="",
        categorieen=telling.themas,
        reeksen=tuple(
            Reeks(naam, _ROL[positie], tuple(map(float, telling.delen[positie])), zeker, 0)
            for positie, naam in KWARTEN
            if positie in telling.delen
        ),
        alt=f"Staafgrafiek. {telling.titel} {telling.describe()}",
        bron=telling.bron,
        kenmerk=build_kenmerk(o),
        noten=(UITLEG,),
    )
