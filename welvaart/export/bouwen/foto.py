"""The foto as a chapter: at how many indicators the regio stands where, in all and per thema."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.opdracht import Opdracht, build_kenmerk
from welvaart.export.inhoud import Alinea, Deel, Grafiek, Hoofdstuk, Kop, Reeks, Rol
from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_opsomming
from welvaart.zin.samenvatting import (
    count_posities,
    describe_dekking,
    describe_oordeel,
    select_beoordeeld,
)

_KORT: Final = 260  # letters that fit above a chart on a slide
_KWARTEN: Final[tuple[tuple[Positie, Rol, str], ...]] = (
    (Positie.BESTE_KWART, "beste", "beste kwart"),
    (Positie.MIDDEN, "midden", "midden"),
    (Positie.SLECHTSTE_KWART, "slechtste", "slechtste kwart"),
    (Positie.NIET_TE_ZEGGEN, "onzeker", "niet te zeggen"),
)
_UITLEG: Final = (
    "Geteld zijn de indicatoren waarbij hoger of lager beter is, met een recent cijfer. In het "
    "beste of slechtste kwart: de plaats ligt er zeker in, ook bij gelijke standen en marges."
)


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


def describe_foto(regels: Sequence[Regel], naam: str) -> str:
    """Where the regio stands, as short as a title; "" when no indicator has a place."""
    telling = count_posities(regels)
    if not telling.total():
        return ""
    beste, slechtste = telling[Positie.BESTE_KWART], telling[Positie.SLECHTSTE_KWART]
    van = f"van de {telling.total()} indicatoren"
    if not beste + slechtste:
        return f"{naam} staat bij geen enkele {van} zeker in het beste of het slechtste kwart."
    return (
        f"{naam} staat bij {beste or 'geen enkele'} {van} in het beste kwart en bij "
        f"{slechtste or 'geen enkele'} in het slechtste kwart."
    )


def _build_grafiek(o: Opdracht) -> Grafiek | None:
    """The counts per thema; None when no indicator has a place."""
    regels = select_beoordeeld(o.regels)
    per_thema = {
        thema.titel: Counter(r.positie for r in regels if r.indicator.thema == thema.thema)
        for thema in o.stand.themas
    }
    per_thema = {titel: telling for titel, telling in per_thema.items() if telling}
    if not per_thema:
        return None
    reeksen = tuple(
        Reeks(
            naam,
            rol,
            tuple(float(telling[positie]) for telling in per_thema.values()),
            (False,) * len(per_thema),
            0,
        )
        for positie, rol, naam in _KWARTEN
        if any(telling[positie] for telling in per_thema.values())
    )
    titel, wie = describe_foto(o.regels, o.regio.naam), regels[0].soort.meervoud
    return Grafiek(
        titel=titel,
        soort="stapel",
        eenheid=f"aantal indicatoren per thema, naar plaats tussen de {wie}",
        eenheid_kort="",
        categorieen=tuple(per_thema),
        reeksen=reeksen,
        alt=f"Staafgrafiek. {titel} {_describe_themas(per_thema)}",
        bron=_describe_bron(o, regels),
        kenmerk=build_kenmerk(o),
        noten=(_UITLEG,),
    )


def _describe_themas(per_thema: dict[str, Counter[Positie]]) -> str:
    """The counts of each thema in a sentence, for who cannot see the chart."""
    zinnen = []
    for titel, telling in per_thema.items():
        delen = [f"{telling[p]} {naam}" for p, _, naam in _KWARTEN if telling[p]]
        zinnen.append(f"{titel}: {format_opsomming(delen)}.")
    return " ".join(zinnen)


def _describe_bron(o: Opdracht, regels: Sequence[Regel]) -> str:
    """Whose figures were counted, of which years, and that the counting is ours."""
    bronnen = dict.fromkeys(r.indicator.bronregel for r in regels)
    jaren = {Periode.parse(r.periode_code).laatste_jaar for r in regels}
    van, tot = min(jaren), max(jaren)
    peil = f"{tot}" if van == tot else f"per indicator verschillend, {van} t/m {tot}"
    return (
        f"Bron: {'; '.join(bronnen)}; telling van deze monitor. Peildatum: {peil}. "
        "Indeling: gemeenten van nu."
    )
