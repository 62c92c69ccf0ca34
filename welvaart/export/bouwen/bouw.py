"""The nulmeting of a regio as content, ready for any form: slides, text, sheet, PDF."""

from collections.abc import Sequence
from math import isnan

from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.agenda import SAMEN
from welvaart.export.bouwen.agendafoto import build_agendafoto
from welvaart.export.bouwen.doelen import build_doelen, build_prioriteiten, warn_licentie
from welvaart.export.bouwen.foto import build_foto
from welvaart.export.bouwen.grafiek import build_lijngrafiek, build_staafgrafiek
from welvaart.export.bouwen.notities import VOOR_HET_TEAM, build_notities
from welvaart.export.bouwen.opdracht import LEEGSTAND, WERK, Opdracht, build_kenmerk
from welvaart.export.bouwen.regio import build_regio
from welvaart.export.bouwen.thema import build_themas
from welvaart.export.bouwen.verantwoording import build_verantwoording, find_berekend, find_bronnen
from welvaart.export.inhoud import (
    Alinea,
    Document,
    Hoofdstuk,
    Kop,
    Lijst,
    Tabel,
)
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import LEGENDA
from welvaart.regio.regio import name_plek
from welvaart.zin.duiding import POSITIE_WOORD
from welvaart.zin.kansen import TITEL, find_kansen
from welvaart.zin.kernzin import describe_kern
from welvaart.zin.opvallend import Opvallend, find_opvallend
from welvaart.zin.samenvatting import lower_titel, select_beoordeeld

_AANTAL = 3


def build_document(opdracht: Opdracht) -> Document:
    """Put the nulmeting together; the same input gives the same content, but for the moment."""
    o = opdracht
    hoofdstukken = [
        build_agendafoto(o) if o.hoofdstuk else build_foto(o),
        *_build_opgevallen(o),
        *_build_opvallend(o),
        *_build_midden(o),
        build_verantwoording(o),
    ]
    return Document(
        titel=o.titel or f"Nulmeting brede welvaart {o.regio.naam}",
        ondertitel=f"Vergeleken met {o.groep.titel}{warn_licentie(o.eigen, o.doelen)}"
        f"{VOOR_HET_TEAM if o.notities else ''}",
        regio=o.regio.naam,
        hoofdstukken=tuple(hoofdstukken),
        bronnen=find_bronnen(o.gebruikt),
        indeling="Gemeenten van nu, voor alle jaren; herindelingen zijn omgerekend waar dat kan.",
        legenda=LEGENDA,
        kenmerk=build_kenmerk(o),
        gemaakt_op=o.moment,
        weggelaten=tuple(o.weggelaten),
        berekend=find_berekend(o.gebruikt),
    )


def _build_midden(o: Opdracht) -> list[Hoofdstuk]:
    """What lies between the first page and the sources.

    A nulmeting ends with the figures per thema, to look up. In a chapter of the Economische Agenda
    they are what it is about: they come before the region, but where the region is the subject.
    """
    onderwerpen = [
        *_build_onderwerp(o, "participatie", "Wie werkt er?", WERK),
        *_build_onderwerp(o, "leegstand", "Wat staat er leeg?", LEEGSTAND),
    ]
    regio, themas = build_regio(o), build_themas(o)
    team = [
        *build_prioriteiten(o.regels, o.prioriteiten, o.regio.naam),
        *build_doelen(o.stand, o.regio, o.doelen, o.begroot, o.jaren, o.eigen, o.verborgen),
        *build_notities(o),
    ]
    if not o.hoofdstuk:
        return [*onderwerpen, *regio, *team, *themas]
    if o.hoofdstuk == SAMEN:
        return [*regio, *onderwerpen, *themas, *team]
    return [*onderwerpen, *themas, *regio, *team]


def _build_opgevallen(o: Opdracht) -> list[Hoofdstuk]:
    """What the team itself wrote at the foto; [] without."""
    alineas = tuple(Alinea(deel.strip()) for deel in o.opgevallen.splitlines() if deel.strip())
    return [Hoofdstuk("opgevallen", "Wat valt ons zelf op?", alineas)] if alineas else []


def _build_opvallend(o: Opdracht) -> list[Hoofdstuk]:
    """What stands out; [] in a chapter in which nothing can stand out."""
    if o.hoofdstuk and not select_beoordeeld(o.gekozen):
        return []
    verdacht = o.stand.find_uitschieters(o.regio.code)
    op = find_opvallend(o.gekozen, _AANTAL, verdacht=verdacht)
    kansen = find_kansen(o.gekozen, verdacht=verdacht)
    straks = [kans.regel for kans in kansen]  # with their place: nothing twice
    delen: list[Kop | Lijst | Alinea] = []
    gezegd: set[str] = set()
    for kop, regels in (
        ("Sterk", op.sterk),
        ("Zwak", op.zwak),
        ("Won terrein", [r for r in op.gewonnen if r not in straks]),
        ("Verloor terrein", [r for r in op.verloren if r not in straks]),
    ):
        if regels := [r for r in regels if not (o.hoofdstuk and r in straks)]:
            punten = [_describe_punt(o, r) for r in regels]
            if nieuw := tuple(punt for punt in punten if punt not in gezegd):
                delen += [Kop(kop), Lijst(nieuw)]
            gezegd.update(punten)
    for kwadrant, titel in TITEL.items():
        if redenen := tuple(k.reden for k in kansen if k.kwadrant is kwadrant):
            delen += [Kop(titel), Lijst(redenen)]
    if not delen:
        delen.append(Alinea("Geen van deze indicatoren valt met zekerheid op."))
    plek = name_plek(o.regio.naam)
    titel = f"Wat valt er {plek} op?" if plek.startswith("op ") else f"Wat valt op {plek}?"
    return [Hoofdstuk("opvallend", titel, tuple(delen), boodschap=_describe_uitersten(o, op))]


def _describe_punt(o: Opdracht, regel: Regel) -> str:
    """The figure in words; in a chapter those stand at its chart, so here with its place."""
    if not o.hoofdstuk or regel.positie not in POSITIE_WOORD or isnan(regel.rang_van):
        return describe_kern(regel, o.regio.naam)
    jaar = Periode.parse(regel.periode_code).label
    kwart = POSITIE_WOORD[regel.positie]
    return f"{regel.indicator.titel}: {regel.gelabeld} ({jaar}), {regel.plaats} ({kwart})."


def _describe_uitersten(o: Opdracht, op: Opvallend) -> str:
    """The strongest and the weakest point in one short sentence each."""
    naam = o.regio.naam
    sterk = f"{naam} staat gunstig bij {lower_titel(op.sterk[0])}" if op.sterk else ""
    zwak = f"ongunstig bij {lower_titel(op.zwak[0])}" if op.zwak else ""
    if sterk and zwak:
        return f"{sterk}, en {zwak}."
    return f"{sterk}." if sterk else f"{naam} staat {zwak}." if zwak else ""


def _build_onderwerp(o: Opdracht, sleutel: str, titel: str, ids: Sequence[str]) -> list[Hoofdstuk]:
    regels = [r for i in ids for r in o.gekozen if r.indicator.indicator_id == i]
    if not regels:
        return []
    delen: list[Alinea | Kop | Tabel] = []
    for regel in regels:
        kenmerk = build_kenmerk(o, regel.indicator.indicator_id)
        delen += [Alinea(describe_kern(regel, o.regio.naam))]
        delen += build_lijngrafiek(o.stand, o.landstand, regel, o.regio, o.groep, kenmerk)  # type: ignore[arg-type]
    eerste = build_kenmerk(o, regels[0].indicator.indicator_id)
    delen += build_staafgrafiek(o.landstand, regels[0], o.regio, eerste)  # type: ignore[arg-type]
    return [Hoofdstuk(sleutel, titel, tuple(delen))]
