"""The nulmeting of a regio as content, ready for any form: slides, text, sheet, PDF."""

from collections.abc import Sequence

from welvaart.export.bouwen.agenda.agenda import MENS, SAMEN
from welvaart.export.bouwen.agenda.agendafoto import build_agendafoto
from welvaart.export.bouwen.delen.grafiek import build_lijngrafiek, build_staafgrafiek
from welvaart.export.bouwen.dossier.doelen import build_doelen, build_prioriteiten, warn_licentie
from welvaart.export.bouwen.dossier.notities import VOOR_HET_TEAM, build_notities
from welvaart.export.bouwen.naslag.jaren import describe_jaren
from welvaart.export.bouwen.naslag.verantwoording import (
    build_verantwoording,
    find_berekend,
    find_bronnen,
)
from welvaart.export.bouwen.nulmeting.foto import build_foto
from welvaart.export.bouwen.nulmeting.opvallend import build_opvallend
from welvaart.export.bouwen.nulmeting.thema import build_themas
from welvaart.export.bouwen.onderwerp.deeljaar import build_deeljaar
from welvaart.export.bouwen.opdracht import LEEGSTAND, WERK, Opdracht, build_kenmerk
from welvaart.export.bouwen.regio.regio import build_regio
from welvaart.export.inhoud import (
    Alinea,
    Document,
    Hoofdstuk,
    Kop,
    Tabel,
)
from welvaart.opmaak import LEGENDA
from welvaart.zin.kernzin import describe_kern


def build_document(opdracht: Opdracht) -> Document:
    """Put the nulmeting together; the same input gives the same content, but for the moment."""
    o = opdracht
    hoofdstukken = [
        build_agendafoto(o) if o.hoofdstuk else build_foto(o),
        *_build_opgevallen(o),
        *build_opvallend(o),
        *_build_midden(o),
        build_verantwoording(o),
    ]
    nulmeting = f"Nulmeting brede welvaart {o.regio.naam}"
    # a dossier bears its own name; below it stands what it is about
    dossier = f"Dossier {o.dossier} · " if o.titel else f"{nulmeting} · "
    dossier = dossier if o.dossier else ""
    return Document(
        titel=o.titel or o.dossier or nulmeting,
        ondertitel=f"{dossier}Vergeleken met {o.groep.titel}{warn_licentie(o.eigen, o.doelen)}"
        f"{VOOR_HET_TEAM if o.notities else ''}",
        regio=o.regio.naam,
        hoofdstukken=tuple(hoofdstukken),
        bronnen=find_bronnen(o.getoond),
        indeling="Gemeenten van nu, voor alle jaren; herindelingen zijn omgerekend waar dat kan.",
        legenda=LEGENDA,
        kenmerk=build_kenmerk(o),
        opent=o.opent,
        gemaakt_op=o.moment,
        weggelaten=tuple(o.weggelaten),
        berekend=find_berekend(o.getoond),
        jaren=describe_jaren(o, hoofdstukken),
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
        *build_prioriteiten(o.regels, o.prioriteiten, o.regio.naam, o.onbekend),
        *build_doelen(
            *(o.stand, o.regio, o.doelen, o.begroot, o.jaren, o.eigen),
            verborgen=o.verborgen,
            eigenaars=o.eigenaars,
        ),
        *build_notities(o),
    ]
    if not o.hoofdstuk:
        return [*onderwerpen, *regio, *team, *themas]
    if o.hoofdstuk == SAMEN:
        return [*regio, *onderwerpen, *themas, *team]
    return [*onderwerpen, *_build_deeljaar(o), *themas, *regio, *team]


def _build_deeljaar(o: Opdracht) -> list[Hoofdstuk]:
    """WW and vacatures in the chapter about work; [] in others, and where none were fetched."""
    delen = build_deeljaar(o) if o.hoofdstuk == MENS else []
    return [Hoofdstuk("deeljaar", "WW en vacatures", tuple(delen))] if delen else []


def _build_opgevallen(o: Opdracht) -> list[Hoofdstuk]:
    """What the team itself wrote at the foto; [] without."""
    alineas = tuple(Alinea(deel.strip()) for deel in o.opgevallen.splitlines() if deel.strip())
    return [Hoofdstuk("opgevallen", "Wat valt ons zelf op?", alineas)] if alineas else []


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
