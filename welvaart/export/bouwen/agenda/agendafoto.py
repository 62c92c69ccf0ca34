"""The first part of a chapter of the Economische Agenda: where the regio stands on its subject."""

from collections.abc import Sequence
from typing import Final

from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.inhoud import Alinea, Hoofdstuk
from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import RECENT_JAREN, Regel
from welvaart.opmaak import format_opsomming, lower_begin
from welvaart.zin.samenvatting import (
    count_posities,
    describe_oordeel,
    lower_titel,
    select_beoordeeld,
)
from welvaart.zin.thematelling import describe_foto

_GENOEMD: Final = 5
_WAAR: Final = {
    Positie.BESTE_KWART: "staat {naam} in het beste kwart van de {wie}",
    Positie.MIDDEN: "staat {naam} in het midden van de {wie}",
    Positie.SLECHTSTE_KWART: "staat {naam} in het slechtste kwart van de {wie}",
    Positie.NIET_TE_ZEGGEN: "is niet te zeggen in welk kwart {naam} staat",
}


def build_agendafoto(o: Opdracht) -> Hoofdstuk:
    """What holds for the indicators of the chapter, then one line on the nulmeting as a whole."""
    begin = f"{describe_oud(o)} {_count(o.gekozen)} {_describe_plaatsen(o)}".lstrip()
    teksten = [begin, *_describe_gaten(o)]
    delen = [Alinea(tekst) for tekst in teksten]
    if count_posities(o.regels):
        heel = describe_oordeel(o.regels, o.regio.naam)
        delen.append(Alinea(f"De nulmeting als geheel: {heel[:1].lower()}{heel[1:]}", klein=True))
    noot = f"Cijfers gebouwd op {o.stand.bouw.gebouwd_op:%d-%m-%Y}."
    return Hoofdstuk("foto", f"Waar staat {o.regio.naam}?", tuple(delen), (noot,), _name_kort(o))


def describe_oud(o: Opdracht) -> str:
    """Warn that a chapter has only figures that are old beside the monitor; "" when not."""
    jaren = [_find_jaar(regel) for regel in o.gekozen]
    monitor = [_find_jaar(r) for r in o.regels if r.heeft_waarde and r.indicator.monitor]
    if not jaren or max(jaren) >= max(monitor, default=0) - RECENT_JAREN:
        return ""
    return (
        "Let op: voor dit hoofdstuk zijn er nog geen recente cijfers. Wat er staat, gaat over "
        f"{format_opsomming([str(jaar) for jaar in sorted(set(jaren))])}."
    )


def _find_jaar(regel: Regel) -> int:
    return Periode.parse(regel.periode_code).laatste_jaar


def _count(regels: Sequence[Regel]) -> str:
    n = len(regels)
    if n == 1:
        return f"Dit hoofdstuk gaat over 1 indicator: {lower_titel(regels[0])}."
    return f"Dit hoofdstuk gaat over {n or 'geen enkele'} indicatoren."


def _describe_plaatsen(o: Opdracht) -> str:
    """The counts of its own indicators, or why they have no place."""
    met = [r for r in o.gekozen if r.indicator.teken]
    beoordeeld = select_beoordeeld(o.gekozen)
    if not o.gekozen:
        return f"Voor {o.regio.naam} zijn er geen cijfers over."
    if not met:
        return (
            f"Bij geen daarvan is hoger beter of slechter: {o.regio.naam} krijgt hier geen plaats."
        )
    if len(beoordeeld) == 1:
        zin = _describe_een(beoordeeld[0], o.regio.naam)
        return f"Bij {lower_titel(beoordeeld[0])} {zin}."
    if not beoordeeld and any(r.is_nieuwste and r.rang_van == r.rang_van for r in met):
        return f"Geen daarvan heeft een cijfer waarmee {o.regio.naam} een plaats krijgt."
    return describe_oordeel(o.gekozen, o.regio.naam)


def _describe_een(regel: Regel, naam: str) -> str:
    return _WAAR[regel.positie].format(naam=naam, wie=regel.soort.meervoud)


def _describe_gaten(o: Opdracht) -> list[str]:
    """Which indicators of the chapter have no figure or an older one; [] when all are there."""
    uit = []
    leeg = [lower_begin(titel) for titel, _ in o.ontbrekend]
    if leeg:
        uit.append(
            f"Geen cijfer voor {o.regio.naam}: {format_opsomming(leeg)}. De reden staat achteraan, "
            "bij de bronnen."
        )
    uit += _describe_klaarstaand(o)
    ouder = [r for r in o.gekozen if not r.is_nieuwste]
    if ouder:
        namen = [f"{lower_titel(r)} ({Periode.parse(r.periode_code).label})" for r in ouder]
        uit.append(f"Ouder dan bij andere {ouder[0].soort.meervoud}: {format_opsomming(namen)}.")
    return uit


def _describe_klaarstaand(o: Opdracht) -> list[str]:
    """What belongs in the chapter too and was not fetched or imported yet; [] when nothing."""
    titels = [x.titel for x in o.landstand.klaarstaand if x.agenda == o.hoofdstuk]
    if not titels:
        return []
    rest = len(titels) - _GENOEMD
    namen = titels if rest <= 1 else [*titels[:_GENOEMD], f"{rest} andere"]
    return [
        "Bij dit onderwerp horen ook cijfers die nog niet zijn opgehaald of ingelezen: "
        f"{format_opsomming([lower_begin(naam) for naam in namen])}. De pagina Gegevens "
        "zegt hoe u eraan komt."
    ]


def _name_kort(o: Opdracht) -> str:
    """The same as short as a title of a slide; "" when nothing in it has a place."""
    beoordeeld = select_beoordeeld(o.gekozen)
    if len(beoordeeld) != 1:
        return describe_foto(o.gekozen, o.regio.naam)
    zin = f"Bij {lower_titel(beoordeeld[0])} {_describe_een(beoordeeld[0], o.regio.naam)}"
    return f"{zin}."
