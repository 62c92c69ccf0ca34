"""The page Arbeidsparticipatie as a chapter: what it says of the figure and the years in view."""

from collections.abc import Mapping
from dataclasses import replace
from math import isnan

from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.delen.grafiek import build_ledengrafiek
from welvaart.export.bouwen.delen.lijnen import build_beeldlijnen
from welvaart.export.bouwen.onderwerp.deeljaar import build_deeljaar
from welvaart.export.bouwen.opdracht import Opdracht, Paginabeeld, build_kenmerk
from welvaart.export.inhoud import Alinea, Deel, Hoofdstuk, Kop, Tabel
from welvaart.fouten import KeuzeFout
from welvaart.groep.groepen import find_groepen, find_leden, parse_groep
from welvaart.groep.regiobeeld import Regiobeeld
from welvaart.methode.participatie import compute_ontleding, round_ontleding
from welvaart.onderwerp.arbeidsbeeld import (
    Niveau,
    begin_zin,
    build_scenario,
    describe_procentpunt,
    describe_rang,
    describe_titel,
    describe_verandering,
    describe_verschil,
    name_gebied,
)
from welvaart.onderwerp.arbeidscijfers import (
    IN_ZIN,
    NETTO,
    ONDERWERPEN,
    build_veranderrij,
    describe_lijn,
)
from welvaart.onderwerp.bevolking import GRENZEN, PRECIES, Bevolking, find_bevolking
from welvaart.onderwerp.jaarreeks import (
    WERK,
    Jaarreeks,
    build_werkcijfers,
    read_groepsreeksen,
    read_jaarreeks,
)
from welvaart.onderwerp.niveau import explain_scenario, find_niveau, find_niveaus
from welvaart.onderwerp.ontledingszin import describe_ontleding, explain_ontleding, name_oorzaak
from welvaart.onderwerp.verandering import (
    GEEN_RANG,
    Veranderingsrang,
    compute_verandering,
    rank_verandering,
)
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_getal, format_opsomming
from welvaart.regio.regio import RegioSoort
from welvaart.zin.duiding import describe_positie
from welvaart.zin.gedeeld import MEEST_GEMEENTEN


def build_arbeid(o: Opdracht, beeld: Paginabeeld) -> list[Hoofdstuk]:
    """The chapter with what there is, and what is not; [] without a figure of any of the four."""
    alle = {
        r.indicator.indicator_id: r for r in o.regels if r.indicator.indicator_id in ONDERWERPEN
    }
    met = {k: alle[k] for k in ONDERWERPEN if k in alle and alle[k].heeft_waarde}
    if not met or NETTO not in alle:
        return []
    ids = list(dict.fromkeys([NETTO, *met]))
    eigen = {k: _read_eigen(o, alle[k]) for k in ids}
    ander = read_groepsreeksen(o.landstand, ids, o.groep)
    bevolking = _find_bevolking(o, beeld.tot)
    titel = describe_titel(eigen[NETTO], ander[NETTO], o.groep, beeld.tot)
    procentpunt = describe_procentpunt(eigen[NETTO], bevolking)
    scenario = _build_scenario(o, beeld, eigen[NETTO], bevolking, procentpunt)
    delen: list[Deel] = _build_begin(o, beeld, alle, eigen, ander)
    if not scenario and NETTO in met:
        delen.append(Alinea(procentpunt, klein=True, op_dia=False))
    gevraagd = {r.indicator.indicator_id for r in o.gekozen}
    for k in sorted(gevraagd & set(met), key=lambda k: (k != beeld.indicator_id, ids.index(k))):
        kop = describe_lijn(met[k].indicator, eigen[k], ander[k], o.groep, beeld.tot)
        delen += build_beeldlijnen(o, beeld, met[k], kop, _find_afronding(o, k))
    eigen = {k: eigen[k] for k in met}
    delen += _build_ontleding(o, beeld, eigen, ander)
    delen += _build_verandering(o, beeld, eigen)
    delen += _build_leden(o, beeld, met)
    delen += build_deeljaar(o)
    delen += scenario
    samen = beeld.indicator_id == NETTO and NETTO in gevraagd
    return [Hoofdstuk("participatie", titel, tuple(delen), samen=samen)]


def _build_begin(
    o: Opdracht,
    beeld: Paginabeeld,
    alle: Mapping[str, Regel],
    eigen: Mapping[str, Jaarreeks],
    ander: Mapping[str, Jaarreeks],
) -> list[Deel]:
    """The gap with the group, its place, and which of the four figures are not there and why."""
    reeks, bevolking = eigen[NETTO], _find_bevolking(o, beeld.tot)
    teksten = _explain_zonder(alle, reeks.naam)
    if alle[NETTO].heeft_waarde:
        zin = describe_verschil(reeks, ander[NETTO], o.groep, beeld.tot, bevolking)
        plaats = describe_jaarplaats(alle[NETTO], reeks.naam, beeld.tot)
        teksten = [zin, plaats, *_find_afronding(o, NETTO), *teksten]
    return [Alinea(tekst) for tekst in teksten if tekst]


def _explain_zonder(alle: Mapping[str, Regel], naam: str) -> list[str]:
    """Figures that the regio does not have, those with the same reason in one sentence."""
    redenen: dict[str, list[str]] = {}
    for k, regel in alle.items():
        if not regel.heeft_waarde:
            redenen.setdefault(regel.ontbreekt_omdat, []).append(IN_ZIN[k])
    return [
        f"Voor {naam} is er geen cijfer van {format_opsomming(wat)}. {reden}".strip()
        for reden, wat in redenen.items()
    ]


def find_mensbron(o: Opdracht, beeld: Paginabeeld) -> tuple[str, ...]:
    """The counts of inhabitants behind the numbers of people; () when none is known."""
    bevolking = _find_bevolking(o, beeld.tot)
    if bevolking is None:
        return ()
    return (PRECIES,) if bevolking.is_geteld else GRENZEN


def find_scenarioniveaus(o: Opdracht, jaar: int) -> dict[str, Niveau]:
    """The levels with a figure of the year that the scenario of the page offers, by key."""
    return find_niveaus(
        o.landstand,
        o.groep,
        find_groepen(o.landstand, o.regio.code),
        jaar,
        lambda groep: read_groepsreeksen(o.landstand, [NETTO], groep)[NETTO],
    )


def describe_jaarplaats(regel: Regel, naam: str, jaar: int) -> str:
    """The place of the newest figure; "" for another year and for what has no better or worse."""
    is_jaar = Periode.parse(regel.periode_code).laatste_jaar == jaar
    if not is_jaar or not regel.indicator.teken:
        return ""
    return begin_zin(describe_positie(regel, naam))


def _read_eigen(o: Opdracht, regel: Regel) -> Jaarreeks:
    reeks = read_jaarreeks(o.stand, regel.indicator, o.regio)
    return replace(reeks, naam=name_gebied(o.regio.naam))


def _find_bevolking(o: Opdracht, jaar: int) -> Bevolking | None:
    leden = find_leden(o.landstand, o.regio.code)
    return find_bevolking(Regiobeeld(o.regio, leden, o.stand), jaar)


def _find_afronding(o: Opdracht, indicator_id: str) -> list[str]:
    gevonden = o.landstand.find_kanttekeningen(indicator_id, o.regio.code)
    return [tekst for soort, tekst in gevonden if soort == "afgerond"]


_Reeksen = Mapping[str, Jaarreeks]


def _build_ontleding(
    o: Opdracht, beeld: Paginabeeld, eigen: _Reeksen, ander: _Reeksen
) -> list[Deel]:
    """Which part explains the gap with the group; [] where that cannot be told."""
    if not all(k in eigen for k in WERK):
        return []
    ontleding = compute_ontleding(
        *(build_werkcijfers([reeksen[k] for k in WERK], beeld.tot) for reeksen in (eigen, ander))
    )
    if ontleding is None:
        return []
    delen = round_ontleding(ontleding)
    balken = [
        ("Deel dat werkt of werk zoekt (bruto)", delen.bruto),
        ("Wie van hen werkloos is", delen.werkloosheid),
        ("Blijft over door afronding", delen.afronding),
        ("Samen: het verschil in netto participatie", delen.verschil),
    ]
    rijen = tuple(
        (tekst, format_getal(w, 1, plus=True))
        for tekst, w in balken
        if w or not tekst.startswith("Blijft")
    )
    naam = name_gebied(o.groep.titel)
    wie = f"{eigen[NETTO].naam}{eigen[NETTO].label}"
    return [
        Kop("Wat verklaart het verschil?", boodschap=name_oorzaak(ontleding, delen, wie, o.groep)),
        Alinea(describe_ontleding(ontleding, delen, wie, o.groep)),
        Tabel(
            f"Verschil met {naam} in {beeld.tot}",
            ("Deel", "Procentpunt"),
            rijen,
            (1,),
            explain_ontleding(ontleding),
        ),
    ]


def _build_verandering(o: Opdracht, beeld: Paginabeeld, eigen: _Reeksen) -> list[Deel]:
    """The change between the years in view: of netto, else of the first, in a sentence too."""
    van, tot, eerst = beeld.van, beeld.tot, next(iter(eigen))
    if van == tot:
        return []
    reeks = eigen[eerst]
    bevolking = _find_bevolking(o, tot)

    def rank(indicator_id: str) -> Veranderingsrang:
        return rank_verandering(o.stand, o.stand.indicatoren[indicator_id], o.regio, van, tot)

    beweging = compute_verandering(reeks, van, tot)
    zin = describe_verandering(reeks, beweging, bevolking, IN_ZIN[eerst])
    rang = rank(eerst) if beweging.is_zeker else GEEN_RANG
    wie = o.regio.soort.meervoud
    rijen = [build_veranderrij(k, r, (van, tot), bevolking, rank) for k, r in eigen.items()]
    koppen = ("Procent", str(van), str(tot), "Verschil", "Mensen", "Plaats")
    n = len(koppen) if any(rij[-1] for rij in rijen) else len(koppen) - 1
    noot = (
        "Verschil in procentpunt. Mensen: ongeveer, tussen twee grenzen; niet bij werkloosheid, "
        "want dat is een deel van wie werkt of werk zoekt."
    )
    if n == len(koppen):
        noot += f" Plaats: van de verandering, onder {wie} met een cijfer; 1 is de gunstigste."
    return [
        Kop(f"Wat veranderde er van {van} naar {tot}?"),
        Alinea(f"{zin} {describe_rang(rang, reeks.naam, wie)}".strip()),
        Tabel(
            f"{o.regio.naam}: {van} en {tot} naast elkaar",
            koppen[:n],
            tuple(tuple(rij[:n]) for rij in rijen),
            tuple(range(1, n)),
            noot,
        ),
    ]


def _build_leden(o: Opdracht, beeld: Paginabeeld, met: Mapping[str, Regel]) -> list[Deel]:
    """The gemeenten of the arbeidsmarktregio, or those of the regio itself, highest first."""
    naam, codes = o.regio.naam, find_leden(o.landstand, o.regio.code)
    if o.regio.soort is RegioSoort.GEMEENTE:
        try:
            groep = parse_groep(o.landstand, o.regio.code, "arbeidsmarktregio")
        except KeuzeFout:
            return []
        naam, codes = groep.titel, groep.codes
    regel = met.get(beeld.indicator_id, next(iter(met.values())))
    gebied = name_gebied(naam)
    if len(codes) > MEEST_GEMEENTEN:
        return [Alinea(f"{begin_zin(gebied)} telt {len(codes)} gemeenten, te veel voor één beeld.")]
    leden = [o.landstand.regios[code] for code in codes]
    kenmerk = build_kenmerk(o, regel.indicator.indicator_id)
    return [
        *build_ledengrafiek(
            o.landstand, regel.indicator, (gebied, leden), o.regio, beeld.tot, kenmerk
        )
    ]


def _build_scenario(
    o: Opdracht,
    beeld: Paginabeeld,
    eigen: Jaarreeks,
    bevolking: Bevolking | None,
    procentpunt: str,
) -> list[Deel]:
    """What the level chosen on the page would mean, with its caveats; [] without a figure."""
    if isnan(eigen.get_waarde(beeld.tot)):
        return []
    niveaus = find_scenarioniveaus(o, beeld.tot)
    doel = beeld.query.get("doel", "")
    niveau = find_niveau(o.landstand, o.regio, niveaus, beeld.tot, doel)
    if niveau is None:
        return []
    scenario = build_scenario(eigen, beeld.tot, niveau, bevolking)
    jaren, met_mensen = (beeld.van, beeld.tot), bevolking is not None and not eigen.wat
    uitleg = explain_scenario(o.landstand, o.regio, jaren, scenario.nodig, met_mensen=met_mensen)
    kop = Kop("Wat als wij een ander niveau halen?")
    klein = [Alinea(tekst, klein=True) for tekst in (procentpunt, uitleg)]
    return [kop, Alinea(scenario.zin), *klein]
