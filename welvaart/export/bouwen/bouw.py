"""The nulmeting of a regio as content, ready for any form: slides, text, sheet, PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from welvaart.cijfers.periode import Periode
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.export.bouwen.doelen import build_doelen, build_prioriteiten
from welvaart.export.bouwen.grafiek import build_lijngrafiek, build_staafgrafiek
from welvaart.export.inhoud import (
    Alinea,
    Bron,
    Deel,
    Document,
    Grafiek,
    Hoofdstuk,
    Kop,
    Lijst,
    Tabel,
)
from welvaart.groep.groepen import Groep
from welvaart.kenmerk import Weergave, format_kenmerk
from welvaart.lezen.stand import Stand
from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import LEGENDA
from welvaart.regio.regio import Regio, name_plek
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

WERK = ("netto_arbeidsparticipatie", "bruto_arbeidsparticipatie", "werkloosheid", "hoogopgeleid")
LEEGSTAND = ("leegstand_woningen", "leegstand_winkels", "leegstand_kantoren", "leegstand_industrie")
_AANTAL = 3


@dataclass(frozen=True)
class Opdracht:
    """What a document is about.

    Attributes:
        stand: figures in which the regio is judged (`build_regiobeeld`).
        landstand: figures of all gemeenten, for ranking and groups.
        regels: its scorekaart beside `groep`.
        prioriteiten: chosen indicators with their reason; empty without a dossier.
        doelen: goals of the dossier; empty without one.
        indicator_ids: only these; None = all.
    """

    stand: Stand
    landstand: Stand
    regio: Regio
    groep: Groep
    regels: Sequence[Regel]
    moment: datetime
    prioriteiten: Sequence[tuple[str, str]] = ()
    doelen: Sequence[Doelregel] = ()
    indicator_ids: frozenset[str] | None = None

    @property
    def gekozen(self) -> list[Regel]:
        """Lines that take part: asked for, and with a figure."""
        return [r for r in self.regels if r.heeft_waarde and self._asked(r)]

    def _asked(self, regel: Regel) -> bool:
        return self.indicator_ids is None or regel.indicator.indicator_id in self.indicator_ids

    @property
    def weggelaten(self) -> list[str]:
        """What is not in the document, each with its reason."""
        uit = []
        for regel in self.regels:
            if not self._asked(regel):
                uit.append(f"{regel.indicator.titel}: niet gekozen voor dit document.")
            elif not regel.heeft_waarde:
                uit.append(f"{regel.indicator.titel}: {regel.ontbreekt_omdat}")
        return uit


def build_document(opdracht: Opdracht) -> Document:
    """Put the nulmeting together; the same input gives the same content, but for the moment."""
    o = opdracht
    hoofdstukken = [
        _build_foto(o),
        _build_opvallend(o),
        *_build_onderwerp(o, "participatie", "Wie werkt er?", WERK),
        *_build_onderwerp(o, "leegstand", "Wat staat er leeg?", LEEGSTAND),
        *build_prioriteiten(o.regels, o.prioriteiten, o.regio.naam),
        *build_doelen(o.stand, o.regio, o.doelen),
        *_build_themas(o),
        _build_verantwoording(o),
    ]
    return Document(
        titel=f"Nulmeting brede welvaart {o.regio.naam}",
        ondertitel=f"Vergeleken met {o.groep.titel}",
        regio=o.regio.naam,
        hoofdstukken=tuple(hoofdstukken),
        bronnen=_find_bronnen(o.gekozen),
        indeling="Gemeenten van nu, voor alle jaren; herindelingen zijn omgerekend waar dat kan.",
        legenda=LEGENDA,
        kenmerk=build_kenmerk(o),
        gemaakt_op=o.moment,
        weggelaten=tuple(o.weggelaten),
        berekend=_find_berekend(o.gekozen),
    )


def build_kenmerk(opdracht: Opdracht, indicator_id: str = "") -> str:
    """Id that reopens the nulmeting, or one indicator of it."""
    query = {"regio": opdracht.regio.code, "indicator": indicator_id}
    if opdracht.groep.soort != "land":
        query["vergelijk"] = opdracht.groep.sleutel
    return format_kenmerk(Weergave("Nulmeting", query))


def _build_foto(o: Opdracht) -> Hoofdstuk:
    punten = [
        Alinea(describe_oordeel(o.regels, o.regio.naam)),
        Alinea(describe_dekking(o.regels, o.regio.naam)),
    ]
    bouw = f"Cijfers gebouwd op {o.stand.bouw.gebouwd_op:%d-%m-%Y}."
    titel = f"Waar staat {o.regio.naam}?"
    return Hoofdstuk("foto", titel, tuple(punten), (bouw,), _find_boodschap(o))


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
            noot=LEGENDA,
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
        regel.tekst,
        Periode.parse(regel.periode_code).label,
        naast,
        regel.plaats if regel.indicator.teken else "geen plaats: niet beter of slechter",
        f"{TREND_WOORD[regel.trend]}; vergeleken: {describe_relatief(regel)}",
    )


def _find_bronnen(regels: Sequence[Regel]) -> tuple[Bron, ...]:
    uniek = {
        (x.bron_naam, x.bron_tabel or "", x.editie): x.bron_url
        for x in (regel.indicator for regel in regels)
    }
    return tuple(Bron(naam, tabel, editie, url) for (naam, tabel, editie), url in uniek.items())


def _find_berekend(regels: Sequence[Regel]) -> tuple[str, ...]:
    return tuple(
        f"{r.indicator.titel}: {r.indicator.bewerking}"
        for r in regels
        if _is_bewerkt(r.indicator.bewerking)
    )


def _is_bewerkt(bewerking: str) -> bool:
    """False where the text only tells what the source did, or that we did nothing."""
    if bewerking in ("", "geen") or bewerking.startswith("Niets"):
        return False
    return "wij reken" in bewerking or not bewerking.startswith("Het CBS")


def _build_verantwoording(o: Opdracht) -> Hoofdstuk:
    bronnen = tuple((b.naam, b.tabel, b.editie, b.url) for b in _find_bronnen(o.gekozen))
    wie = next((regel.soort.meervoud for regel in o.regels), "gemeenten")
    delen: list[Alinea | Kop | Tabel | Lijst] = [
        Alinea(
            f"Plaatsen zijn eerlijk: gelijke cijfers delen een plaats, en alleen {wie} met een "
            "cijfer tellen mee. Een ontwikkeling is een rechte lijn door acht jaar, getoetst op "
            "5 procent. De pagina Methode legt alle keuzes uit."
        ),
        Alinea(f"Tekens: {LEGENDA}.", klein=True),
        Alinea(f"Kenmerk om dit beeld te openen: {build_kenmerk(o)}.", klein=True),
    ]
    if o.weggelaten:
        delen += [Kop("Niet in dit document"), Lijst(tuple(o.weggelaten))]
    if berekend := _find_berekend(o.gekozen):
        delen += [Kop("Door ons bewerkt"), Lijst(berekend)]
    if bronnen:
        delen.append(Tabel("Bronnen", ("Bron", "Tabel", "Editie", "Te vinden op"), bronnen))
    return Hoofdstuk("verantwoording", "Bronnen en verantwoording", tuple(delen))
