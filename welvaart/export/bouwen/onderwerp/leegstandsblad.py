"""The page Leegstand as a chapter: one notion of leegstand in the years in view."""

from collections.abc import Sequence
from dataclasses import replace

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.delen.grafiek import build_ledengrafiek
from welvaart.export.bouwen.delen.lijnen import build_beeldlijnen
from welvaart.export.bouwen.onderwerp.arbeid import describe_jaarplaats
from welvaart.export.bouwen.opdracht import Opdracht, Paginabeeld, build_kenmerk
from welvaart.export.inhoud import Alinea, Deel, Grafiek, Hoofdstuk, Kop, Reeks, Tabel
from welvaart.groep.groepen import find_leden
from welvaart.onderwerp.arbeidsbeeld import describe_klaarstaand, name_gebied
from welvaart.onderwerp.jaarreeks import Jaarreeks, read_groepsreeksen, read_jaarreeks
from welvaart.onderwerp.leegstand import WONINGEN, Norm, is_leegstand
from welvaart.onderwerp.leegstandsamenhang import (
    Leegstandsamenhang,
    build_samenhang,
    choose_tegen,
    find_tegen,
)
from welvaart.onderwerp.leegstandsbeeld import (
    FRICTIE,
    LML,
    describe_aantal,
    describe_norm,
    describe_titel,
    describe_tweede_woningen,
    describe_verandering,
)
from welvaart.onderwerp.verandering import compute_verandering
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import NEDERLAND, RegioSoort
from welvaart.zin.gedeeld import MEEST_GEMEENTEN


def build_leegstand(o: Opdracht, beeld: Paginabeeld) -> list[Hoofdstuk]:
    """The chapter; [] where the regio has no figure of the chosen notion."""
    regels = {r.indicator.indicator_id: r for r in o.gekozen}
    regel = regels.get(beeld.indicator_id)
    if regel is None:
        return []
    x = regel.indicator
    eigen = _read(o, regel)
    ander = read_groepsreeksen(o.landstand, [x.indicator_id], o.groep)[x.indicator_id]
    titel = describe_titel(x, eigen, ander, o.groep, beeld.tot)
    delen: list[Deel] = [Alinea(zin) for zin in _find_zinnen(o, beeld, regel, eigen) if zin]
    delen += [Alinea(f"{x.definitie} {LML}" if x.indicator_id == WONINGEN else x.definitie)]
    delen += _build_lijnen(o, beeld, regel, eigen)
    delen += _build_leden(o, beeld, regel)
    samenhang = _build_samenhang(o, beeld, x)
    delen += samenhang
    delen += _build_soorten(o, [r for r in regels.values() if r is not regel], eerste=not samenhang)
    if beeld.norm is not None:
        delen += [Kop("Hoeveel leegstand is goed?"), Alinea(FRICTIE)]
        delen += [Alinea(describe_norm(beeld.norm, eigen, beeld.tot, x))]
    return [Hoofdstuk("leegstand", titel, tuple(delen))]


def _read(o: Opdracht, regel: Regel) -> Jaarreeks:
    reeks = read_jaarreeks(o.stand, regel.indicator, o.regio)
    return replace(reeks, naam=name_gebied(o.regio.naam))


def _find_zinnen(o: Opdracht, beeld: Paginabeeld, regel: Regel, eigen: Jaarreeks) -> list[str]:
    """Its place, how many dwellings it is, and what may be behind a very high figure."""
    x, stand = regel.indicator, o.stand
    land = read_jaarreeks(o.landstand, x, stand.regios[NEDERLAND])
    woningen = float("nan")
    if "woningen" in stand.indicatoren:
        alle = read_jaarreeks(stand, stand.indicatoren["woningen"], o.regio)
        woningen = alle.get_waarde(beeld.tot)
    return [
        describe_jaarplaats(regel, eigen.naam, beeld.tot),
        describe_aantal(x, eigen, beeld.tot, woningen),
        describe_tweede_woningen(x, eigen, land, beeld.tot),
    ]


def _build_lijnen(
    o: Opdracht, beeld: Paginabeeld, regel: Regel, eigen: Jaarreeks
) -> list[Alinea | Grafiek]:
    """The lines with the change between the years in view as message; else that as a sentence."""
    x = regel.indicator
    titel = describe_verandering(x, eigen, compute_verandering(eigen, beeld.van, beeld.tot))
    gevonden = o.landstand.find_kanttekeningen(x.indicator_id, o.regio.code)
    noten = [f"Let op: {tekst}" for _, tekst in gevonden]
    noten += [f"Breuk in {j}: {reden}" for j, reden in eigen.breuken if beeld.van < j <= beeld.tot]
    klein = [Alinea(noot, klein=True) for noot in noten]
    lijnen = build_beeldlijnen(o, beeld, regel, titel, noten)
    if beeld.norm is not None:
        lijnen = [_add_norm(grafiek, beeld.norm) for grafiek in lijnen]
    return [*lijnen, *klein] if lijnen else [Alinea(titel), *klein]


def _add_norm(grafiek: Grafiek, norm: Norm) -> Grafiek:
    """The norm of the team as a level line, with its source."""
    n = len(grafiek.categorieen)
    decimalen = next(d for d in range(5) if round(norm.procent, d) == norm.procent or d == 4)
    lijn = Reeks("Norm van het team", "doel", (norm.procent,) * n, (False,) * n, decimalen)
    bron = f"{grafiek.bron} Norm: {norm.bron}."
    return replace(grafiek, reeksen=(*grafiek.reeksen, lijn), bron=bron)


def _build_leden(o: Opdracht, beeld: Paginabeeld, regel: Regel) -> list[Grafiek]:
    """The gemeenten of the COROP-gebied, or those of the regio itself, highest first."""
    land, x = o.landstand, regel.indicator
    naam, codes = o.regio.naam, find_leden(land, o.regio.code)
    if o.regio.soort is RegioSoort.GEMEENTE:
        corop = land.find_regio(o.regio.code, "corop")
        if corop is None:
            return []
        naam, codes = corop.naam, find_leden(land, corop.code)
    if len(codes) > MEEST_GEMEENTEN:
        return []
    leden = [land.regios[code] for code in codes]
    kenmerk = build_kenmerk(o, x.indicator_id)
    return build_ledengrafiek(land, x, (name_gebied(naam), leden), o.regio, beeld.tot, kenmerk)


def _build_soorten(o: Opdracht, regels: Sequence[Regel], *, eerste: bool) -> list[Deel]:
    """The other notions of leegstand, each with what it counts, and those without figures.

    Args:
        o: what the document is about.
        regels: lines of the scorekaart of those with figures.
        eerste: no other text stands before it, to go with on a slide.
    """
    delen: list[Deel] = []
    if regels:
        rijen = tuple(
            (
                r.indicator.titel,
                r.gelabeld,
                Periode.parse(r.periode_code).label,
                r.indicator.definitie,
            )
            for r in regels
        )
        bijschrift = "Elk cijfer telt iets anders; tel ze niet op en trek ze niet van elkaar af"
        koppen = ("Leegstand", o.regio.naam, "Jaar", "Wat het is")
        delen.append(Tabel(bijschrift, koppen, rijen, (1,)))
    klaar = [x for x in o.landstand.klaarstaand if is_leegstand(x)]
    if klaar:
        delen.append(Alinea(describe_klaarstaand(klaar)))
    n = len(klaar)
    wat = "1 andere soort leegstand is" if n == 1 else f"{n} andere soorten leegstand zijn"
    boodschap = f"Van {wat} er nog geen cijfers." if klaar and eerste and not regels else ""
    return [Kop("Andere soorten leegstand", boodschap=boodschap), *delen] if delen else []


def find_mede(o: Opdracht, beeld: Paginabeeld) -> tuple[str, ...]:
    """What the sentences compute with too: the dwellings, and what leegstand is held against."""
    x = o.landstand.indicatoren[beeld.indicator_id]
    woningen = ("woningen",) if x.indicator_id == WONINGEN else ()
    samen = _find_samenhang(o, beeld, x)
    ids = (*woningen, samen.y.indicator_id) if samen is not None else woningen
    return tuple(k for k in ids if k in o.landstand.indicatoren)


def _find_samenhang(o: Opdracht, beeld: Paginabeeld, x: Indicator) -> Leegstandsamenhang | None:
    keuzes = find_tegen(o.landstand, x)
    if not keuzes:
        return None
    y = o.landstand.indicatoren[choose_tegen(keuzes, beeld.query.get("tegen", ""))]
    return build_samenhang(o.landstand, x, beeld.tot, y)


def _build_samenhang(o: Opdracht, beeld: Paginabeeld, x: Indicator) -> list[Deel]:
    """Whether it goes together with the other figure of the page, and what that does not mean."""
    samen = _find_samenhang(o, beeld, x)
    if samen is None:
        return []
    return [
        Kop("Waar hangt het mee samen?"),
        Alinea(samen.titel),
        Alinea(f"Let op: {samen.uitleg} Bron: {samen.bron}.", klein=True),
    ]
