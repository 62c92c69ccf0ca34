"""The nulmeting of a regio as content, ready for any form: slides, text, sheet, PDF."""

from collections.abc import Sequence

from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.doelen import build_doelen, build_prioriteiten, warn_licentie
from welvaart.export.bouwen.grafiek import build_lijngrafiek, build_staafgrafiek
from welvaart.export.bouwen.opdracht import LEEGSTAND, WERK, Opdracht, build_kenmerk
from welvaart.export.bouwen.regio import build_regio
from welvaart.export.bouwen.verantwoording import build_verantwoording, find_berekend, find_bronnen
from welvaart.export.inhoud import (
    Alinea,
    Deel,
    Document,
    Grafiek,
    Hoofdstuk,
    Kop,
    Lijst,
    Tabel,
)
from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import LEGENDA, LEGENDA_DEEL
from welvaart.regio.regio import name_plek
from welvaart.zin.duiding import TREND_WOORD, describe_relatief, format_groep, name_groep
from welvaart.zin.kansen import TITEL, find_kansen
from welvaart.zin.kernzin import describe_kern
from welvaart.zin.opvallend import Opvallend, find_opvallend
from welvaart.zin.samenvatting import (
    count_posities,
    describe_dekking,
    describe_oordeel,
    lower_titel,
)

_AANTAL = 3


def build_document(opdracht: Opdracht) -> Document:
    """Put the nulmeting together; the same input gives the same content, but for the moment."""
    o = opdracht
    hoofdstukken = [
        _build_foto(o),
        *_build_opgevallen(o),
        _build_opvallend(o),
        *_build_onderwerp(o, "participatie", "Wie werkt er?", WERK),
        *_build_onderwerp(o, "leegstand", "Wat staat er leeg?", LEEGSTAND),
        *build_regio(o),
        *build_prioriteiten(o.regels, o.prioriteiten, o.regio.naam),
        *build_doelen(o.stand, o.regio, o.doelen, o.begroot, o.jaren, o.eigen, o.verborgen),
        *_build_themas(o),
        build_verantwoording(o),
    ]
    return Document(
        titel=f"Nulmeting brede welvaart {o.regio.naam}",
        ondertitel=f"Vergeleken met {o.groep.titel}{warn_licentie(o.eigen, o.doelen)}",
        regio=o.regio.naam,
        hoofdstukken=tuple(hoofdstukken),
        bronnen=find_bronnen(o.gekozen),
        indeling="Gemeenten van nu, voor alle jaren; herindelingen zijn omgerekend waar dat kan.",
        legenda=LEGENDA,
        kenmerk=build_kenmerk(o),
        gemaakt_op=o.moment,
        weggelaten=tuple(o.weggelaten),
        berekend=find_berekend(o.gekozen),
    )


def _build_foto(o: Opdracht) -> Hoofdstuk:
    punten = [
        Alinea(describe_oordeel(o.regels, o.regio.naam)),
        Alinea(describe_dekking(o.regels, o.regio.naam)),
    ]
    bouw = f"Cijfers gebouwd op {o.stand.bouw.gebouwd_op:%d-%m-%Y}."
    titel = f"Waar staat {o.regio.naam}?"
    return Hoofdstuk("foto", titel, tuple(punten), (bouw,), _find_boodschap(o))


def _build_opgevallen(o: Opdracht) -> list[Hoofdstuk]:
    """What the team itself wrote at the foto; [] without."""
    alineas = tuple(Alinea(deel.strip()) for deel in o.opgevallen.splitlines() if deel.strip())
    return [Hoofdstuk("opgevallen", "Wat valt ons zelf op?", alineas)] if alineas else []


def _find_boodschap(o: Opdracht) -> str:
    """Where the regio stands, as short as a title; "" when no indicator has a place."""
    telling = count_posities(o.regels)
    if not telling.total():
        return ""
    return (
        f"{o.regio.naam} staat bij {telling[Positie.BESTE_KWART]} van de {telling.total()} "
        f"indicatoren in het beste kwart en bij {telling[Positie.SLECHTSTE_KWART]} in het "
        "slechtste kwart."
    )


def _build_opvallend(o: Opdracht) -> Hoofdstuk:
    verdacht = o.stand.find_uitschieters(o.regio.code)
    op = find_opvallend(o.gekozen, _AANTAL, verdacht=verdacht)
    delen: list[Kop | Lijst | Alinea] = []
    gezegd: set[str] = set()
    for kop, regels in (
        ("Sterk", op.sterk),
        ("Zwak", op.zwak),
        ("Won terrein", op.gewonnen),
        ("Verloor terrein", op.verloren),
    ):
        if regels:
            punten = [describe_kern(r, o.regio.naam) for r in regels]
            if nieuw := tuple(punt for punt in punten if punt not in gezegd):
                delen += [Kop(kop), Lijst(nieuw)]
            gezegd.update(punten)
    kansen = find_kansen(o.gekozen, verdacht=verdacht)
    for kwadrant, titel in TITEL.items():
        if redenen := tuple(k.reden for k in kansen if k.kwadrant is kwadrant):
            delen += [Kop(titel), Lijst(redenen)]
    if not delen:
        delen.append(Alinea("Er valt niets met zekerheid op."))
    titel = f"Wat valt op {name_plek(o.regio.naam)}?"
    return Hoofdstuk("opvallend", titel, tuple(delen), boodschap=_describe_uitersten(o, op))


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


def _build_themas(o: Opdracht) -> list[Hoofdstuk]:
    uit = []
    for thema in o.stand.themas:
        regels = [r for r in o.gekozen if r.indicator.thema == thema.thema]
        if not regels:
            continue
        tabel = Tabel(
            bijschrift=f"{thema.titel} {name_plek(o.regio.naam)}",
            koppen=("Indicator", o.regio.naam, "Jaar", "Ernaast", "Plaats", "Ontwikkeling"),
            rijen=tuple(_build_rij(regel) for regel in regels),
            rechts=(1,),
            noot=f"{LEGENDA}. {LEGENDA_DEEL}" if any(r.wat for r in regels) else LEGENDA,
        )
        zinnen = tuple(describe_kern(regel, o.regio.naam) for regel in regels)
        delen: tuple[Deel, ...] = (Lijst(zinnen), tabel, *_build_themagrafieken(o, regels))
        uit.append(Hoofdstuk(f"thema:{thema.thema}", thema.titel, delen))
    return uit


def _build_themagrafieken(o: Opdracht, regels: Sequence[Regel]) -> list[Grafiek]:
    """Charts of what was chosen by name and has none yet; of all indicators the table will do."""
    if o.indicator_ids is None:
        return []
    return [
        grafiek
        for regel in regels
        if regel.indicator.indicator_id not in (*WERK, *LEEGSTAND)
        for grafiek in build_lijngrafiek(
            o.stand,
            o.landstand,
            regel,
            o.regio,
            o.groep,
            build_kenmerk(o, regel.indicator.indicator_id),
        )
    ]


def _build_rij(regel: Regel) -> tuple[str, ...]:
    naast = (
        f"{name_groep(regel.groep)}: {format_groep(regel)}"
        if regel.groep is not None and regel.indicator.regionaal != "som"
        else ""
    )
    return (
        regel.indicator.titel,
        regel.gelabeld,
        Periode.parse(regel.periode_code).label,
        naast,
        regel.plaats if regel.indicator.teken else "geen plaats: niet beter of slechter",
        f"{TREND_WOORD[regel.trend]}; vergeleken: {describe_relatief(regel)}",
    )
