"""The region as a chapter: its gemeenten beside each other, the own place, and what they share."""

from collections.abc import Sequence
from typing import Final

from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.delen.boodschap import choose_titel
from welvaart.export.bouwen.delen.kaart import build_kaart
from welvaart.export.bouwen.opdracht import LEEGSTAND, WERK, Opdracht
from welvaart.export.bouwen.regio.regiobeeld import TE_VEEL, build_inbeeld, build_uitersten
from welvaart.export.bouwen.regio.regiotabel import build_plaatsen, build_regiotabel
from welvaart.export.inhoud import Alinea, Deel, Hoofdstuk, Kop, Lijst
from welvaart.fouten import KeuzeFout
from welvaart.groep.groepen import Groep, find_leden, parse_groep
from welvaart.groep.onderaan import Onderaan, find_onderaan
from welvaart.groep.regiocijfers import build_regiocijfers
from welvaart.groep.regiokern import Regiokern
from welvaart.groep.regiospreiding import MAAT, describe_spreiding, measure_spreiding
from welvaart.kenmerk import Weergave, format_kenmerk
from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_opsomming
from welvaart.regio.regio import RegioSoort
from welvaart.zin.gedeeld import (
    KOPPEN_GEDEELD,
    MEEST_GEMEENTEN,
    Gedeeld,
    describe_groepen,
    find_gedeeld,
)
from welvaart.zin.regioduiding import describe_gaten, describe_uitersten

_MEEST_LAATSTE: Final = 8
PAGINA: Final = "Regiovergelijking"
"""Name of its page in the URL."""
_REGIOS: Final = ("corop", "arbeidsmarktregio", "provincie")
KERN: Final = (
    WERK[0],
    LEEGSTAND[0],
    "werkloosheid",
    "hoogopgeleid",
    "mediaan_besteedbaar_inkomen",
)
"""The main indicators of a region, in the order of its maps and tables."""
_KOLOMMEN, _KAARTEN = 5, 2
_ZONDER: Final = {
    Positie.SLECHTSTE_KWART: "Bij geen {wat} staat de helft of meer in het slechtste kwart.",
    Positie.BESTE_KWART: "Bij geen {wat} staat de helft of meer in het beste kwart.",
}
_ZONDER_BEIDE: Final = "Bij geen {wat} staat de helft of meer in het slechtste of beste kwart."


def build_regio(o: Opdracht) -> list[Hoofdstuk]:
    """One chapter; [] for the whole land, and where there are no other gemeenten or figures."""
    groep = find_regiogroep(o)
    kernen = [] if groep is None else _find_kernen(o, groep)
    if groep is None or not kernen:
        return []
    delen: list[Deel] = []
    leden, boodschap = f"{groep.titel} telt {len(groep.codes)} gemeenten.", ""
    if len(groep.codes) <= MEEST_GEMEENTEN:
        gedeeld = find_regiogedeeld(o, groep)
        deels = o.indicator_ids is not None
        boodschap = _describe_boodschap(groep, gedeeld, deels=deels)
        if any(r.indicator.teken for r in o.gekozen):
            leden += _describe_zonder(gedeeld, deels=deels)
        delen += _build_gedeeld(o, gedeeld)
    else:
        leden += TE_VEEL
    iets = bool(delen) or not boodschap  # one line of nothing shared is no slide
    delen.insert(0, Alinea(leden, op_dia=iets))
    for kern in [k for k in kernen if k.cijfers.indicator.regionaal != "som"][:_KAARTEN]:
        delen += _build_kaart(o, groep, kern)
    if o.regio.soort is RegioSoort.GEMEENTE and not boodschap:
        delen += build_plaatsen(o, groep, kernen)
    delen += build_inbeeld(o, groep)
    delen += _build_onderaan(o, groep)
    if boodschap:
        delen.append(build_regiotabel(o, groep, kernen))
    else:
        for kern in [k for k in kernen if k.cijfers.indicator.regionaal != "som"][:_KAARTEN]:
            delen += build_uitersten(kern.cijfers, kern.jaar, kern.veld, groep.titel)
    titel = (
        f"Hoe staat {o.regio.naam} in de regio?"
        if o.regio.soort is RegioSoort.GEMEENTE
        else f"Hoe verschillen de gemeenten van {o.regio.naam}?"
    )
    return [Hoofdstuk("regio", titel, tuple(delen), boodschap=boodschap)]


def _build_onderaan(o: Opdracht, groep: Groep) -> list[Deel]:
    """Where the own gemeente is surely last of its region; [] for a region, and where it is not."""
    gebied = o.landstand.regios.get(groep.regio_code or "")
    if o.regio.soort is not RegioSoort.GEMEENTE or gebied is None:
        return []
    verdacht = o.stand.find_uitschieters(o.regio.code)
    laatst = find_onderaan(o.landstand, o.gekozen, gebied, verdacht=verdacht)
    if not laatst:
        return []
    n, naam = len(laatst), o.regio.naam
    wat = "1 indicator" if n == 1 else f"{n} indicatoren"
    boodschap = f"Binnen {groep.titel} staat {naam} het minst gunstig bij {wat}."
    punten = [_describe_laatste(een) for een in laatst[:_MEEST_LAATSTE]]
    punten += [f"En nog {n - _MEEST_LAATSTE} andere."] if n > _MEEST_LAATSTE else []
    return [Kop(f"Waar staat {naam} het minst gunstig?", boodschap=boodschap), Lijst(tuple(punten))]


def _describe_laatste(onderaan: Onderaan) -> str:
    """One figure on which the gemeente is last, of how many, and with whom."""
    regel = onderaan.regel
    samen = f", {onderaan.samen}" if onderaan.samen else ""
    jaar = Periode.parse(regel.periode_code).label
    return (
        f"{regel.indicator.titel}: {regel.gelabeld} ({jaar}), van {onderaan.n} gemeenten met een "
        f"cijfer{samen}."
    )


def find_regiogroep(o: Opdracht) -> Groep | None:
    """The gemeenten that stand beside each other; None where there is only one, or all of them.

    Of a gemeente: the group in view on Regiovergelijking, or the group beside it when that is a
    region with the gemeente in it, else its COROP-gebied. Of any other regio its own gemeenten.
    """
    regio = o.regio
    if regio.soort is RegioSoort.LAND:
        return None
    if regio.soort is not RegioSoort.GEMEENTE:
        codes = find_leden(o.landstand, regio.code)
        officieel = None if regio.soort is RegioSoort.EIGEN else regio.code
        groep = Groep(regio.code, regio.naam, regio.soort.value, codes, "", officieel)
        return groep if len(codes) > 1 else None
    if o.beeld is not None and o.beeld.pagina == PAGINA and len(o.groep.codes) > 1:
        return o.groep
    if (o.groep.soort in (*_REGIOS, "eigen")) and regio.code in o.groep.codes:
        return o.groep if len(o.groep.codes) > 1 else None
    for soort in _REGIOS:
        try:
            groep = parse_groep(o.landstand, regio.code, soort)
        except KeuzeFout:
            continue
        if len(groep.codes) > 1:
            return groep
    return None


def find_regio_ids(o: Opdracht) -> frozenset[str]:
    """The indicators of the chapter: those in its maps and tables, and all that are judged."""
    groep = find_regiogroep(o)
    kernen = [] if groep is None else _find_kernen(o, groep)
    return find_beoordeeld(o) | {k.cijfers.indicator.indicator_id for k in kernen}


def find_beoordeeld(o: Opdracht) -> frozenset[str]:
    """The indicators of which high or low is better: what stands out is counted among those."""
    return frozenset(r.indicator.indicator_id for r in o.gekozen if r.indicator.teken)


def _find_kernen(o: Opdracht, groep: Groep) -> list[Regiokern]:
    """The indicators of the chapter: priorities, the main ones, then what was chosen by name."""
    per_id = {regel.indicator.indicator_id: regel for regel in o.gekozen}
    gevraagd = () if o.indicator_ids is None else per_id
    in_beeld = () if o.beeld is None else (o.beeld.indicator_id,)
    eerst = [*in_beeld, *(i for i, _ in o.prioriteiten), *KERN, *gevraagd]
    uit: list[Regiokern] = []
    for indicator_id in list(dict.fromkeys(eerst)):
        regel = per_id.get(indicator_id)
        if regel is not None and len(uit) < _KOLOMMEN:
            uit += _read_kern(o, groep, regel)
    return uit


def _read_kern(o: Opdracht, groep: Groep, regel: Regel) -> list[Regiokern]:
    cijfers = build_regiocijfers(o.landstand, regel.indicator.indicator_id, "gemeente")
    jaar = Periode.parse(regel.periode_code).laatste_jaar
    if o.beeld is not None and o.beeld.indicator_id == regel.indicator.indicator_id:
        jaar = o.beeld.tot
    if jaar not in cijfers.jaren:
        return []
    t = cijfers.jaren.index(jaar)
    veld = tuple(cijfers.plaats[code] for code in groep.codes if code in cijfers.plaats)
    if not any(cijfers.status[k, t] for k in veld):
        return []
    return [Regiokern(cijfers, jaar, veld, cijfers.plaats.get(o.regio.code))]


def _describe_zonder(gedeeld: Sequence[Gedeeld], *, deels: bool) -> str:
    """That there are no shared risks, or no strong points; "" where there are both."""
    posities = {g.positie for g in gedeeld}
    wat = "van de indicatoren in dit document" if deels else "indicator"
    if not posities:
        return f" {_ZONDER_BEIDE.format(wat=wat)}"
    weg = [_ZONDER[p].format(wat=wat) for p in KOPPEN_GEDEELD if p not in posities]
    return f" {' '.join(weg)}" if weg else ""


def _build_kaart(o: Opdracht, groep: Groep, kern: Regiokern) -> list[Deel]:
    """The map of the region, and whether it differs more inside than from Nederland."""
    c = kern.cijfers
    heel = groep.soort == "land"
    spreiding = (
        None
        if heel
        else measure_spreiding(o.landstand, c, kern.jaar, groep.codes, groep.regio_code)
    )
    zin = "" if spreiding is None else describe_spreiding(spreiding, c.indicator, groep.titel)
    gaten = describe_gaten(c, kern.jaar, kern.veld)
    kaart = build_kaart(
        c,
        kern.jaar,
        titel=describe_kaart(kern, groep),
        kenmerk=_build_kenmerk(o, groep, kern),
        eigen=() if kern.eigen is None else (o.regio.code,),
        naam=o.regio.naam,
        regio=() if heel else groep.codes,
        regionaam="" if heel else groep.titel,
        noten=(MAAT if zin else "", gaten),
    )
    return [Alinea(zin, over=c.indicator.titel), kaart] if zin else [kaart]


def describe_kaart(kern: Regiokern, groep: Groep) -> str:
    """The lowest, the highest and the own figure, as short as a title; the map has the names."""
    c = kern.cijfers
    zinnen = [
        describe_uitersten(c, kern.jaar, kern.veld, kern.eigen, waar, namen=namen)
        for waar, namen in ((groep.titel, True), ("de regio", True), ("de regio", False))
    ]
    return choose_titel(c.indicator.eenheid_kort, *zinnen[: 1 if groep.soort == "land" else None])


def _build_kenmerk(o: Opdracht, groep: Groep, kern: Regiokern) -> str:
    """Id that reopens the map on the page Regiovergelijking."""
    query = {
        "regio": o.regio.code,
        "soort": "gemeente",
        "indicator": kern.cijfers.indicator.indicator_id,
        "jaar": str(kern.jaar),
    }
    if groep.sleutel != o.regio.code:
        query["vergelijk"] = groep.sleutel
    return format_kenmerk(Weergave(PAGINA, query))


def find_regiogedeeld(o: Opdracht, groep: Groep) -> list[Gedeeld]:
    """What the gemeenten share, of the indicators that were asked for."""
    alle = find_gedeeld([o.get_scorekaart(code) for code in groep.codes])
    gevraagd = o.indicator_ids
    return [g for g in alle if gevraagd is None or g.indicator.indicator_id in gevraagd]


def _build_gedeeld(o: Opdracht, gedeeld: Sequence[Gedeeld]) -> list[Deel]:
    delen: list[Deel] = []
    eigen = {r.indicator.indicator_id: r for r in o.regels if r.heeft_waarde and r.is_nieuwste}
    zelf = {g.indicator.indicator_id: _describe_eigen(o, g, eigen) for g in gedeeld}
    for positie, kop in KOPPEN_GEDEELD.items():
        zinnen = tuple(describe_groepen([g for g in gedeeld if g.positie is positie], zelf))
        delen += [Kop(kop, naast=bool(delen)), Lijst(zinnen)] if zinnen else []
    return delen


def _describe_eigen(o: Opdracht, gedeeld: Gedeeld, eigen: dict[str, Regel]) -> str:
    """Whether the own gemeente is one of them; "" where all are, and for a region."""
    if o.regio.soort is not RegioSoort.GEMEENTE or gedeeld.is_allemaal:
        return ""
    regel = eigen.get(gedeeld.indicator.indicator_id)
    if regel is None:
        return f"{o.regio.naam} heeft geen recent cijfer"
    ook = regel.positie is gedeeld.positie
    return f"{o.regio.naam} {'ook' if ook else 'niet'}"


def _describe_boodschap(groep: Groep, gedeeld: Sequence[Gedeeld], *, deels: bool) -> str:
    """What they share, as short as a title; `deels` = only some indicators were looked at."""
    waarbij = " bij deze indicatoren" if deels else ""
    risico = sum(g.positie is Positie.SLECHTSTE_KWART for g in gedeeld)
    kracht = len(gedeeld) - risico
    wat = [
        f"{n} {een if n == 1 else meer}"
        for n, een, meer in (
            (risico, "risico", "risico's"),
            (kracht, "sterk punt", "sterke punten"),
        )
        if n
    ]
    if not wat:
        return f"De gemeenten van {groep.titel} delen{waarbij} geen risico's en geen sterke punten."
    return f"De gemeenten van {groep.titel} delen{waarbij} {format_opsomming(wat)}."
