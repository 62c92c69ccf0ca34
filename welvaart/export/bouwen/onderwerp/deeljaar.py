"""WW and vacatures in the chapter of Arbeidsparticipatie: the line, whose figures, the table."""

from datetime import date
from math import isnan

from welvaart.export.bouwen.opdracht import Opdracht, build_kenmerk
from welvaart.export.inhoud import Alinea, Deel, Grafiek, Kop, Reeks, Tabel
from welvaart.groep.groepen import find_leden
from welvaart.onderwerp.deeljaarbeeld import Deeljaarbeeld, build_deeljaarbeeld, find_ids
from welvaart.onderwerp.deeljaarzin import (
    OPEN_PUNT,
    UITLEG,
    build_noten,
    build_vergelijking,
    describe_boodschap,
    describe_bron,
    name_kort,
)
from welvaart.opmaak import choose_legenda

_MAANDEN = 12


def build_deeljaar(o: Opdracht) -> list[Deel]:
    """What the page says of months and quarters; [] where none were fetched for this area."""
    delen = [deel for beeld in _find_beelden(o) for deel in _build_een(o, beeld)]
    return [*delen, Alinea(UITLEG, klein=True, op_dia=False)] if delen else []


def find_deeljaarbron(o: Opdracht) -> tuple[str, ...]:
    """The figures per month and quarter that the chapter names; their sources are named too."""
    return tuple(beeld.indicator.indicator_id for beeld in _find_beelden(o))


def _find_beelden(o: Opdracht) -> list[Deeljaarbeeld]:
    leden = find_leden(o.landstand, o.regio.code)
    beelden = [build_deeljaarbeeld(o.landstand, k, o.regio, leden) for k in find_ids(o.landstand)]
    return [beeld for beeld in beelden if beeld is not None]


def _build_een(o: Opdracht, beeld: Deeljaarbeeld) -> list[Deel]:
    koppen, rijen = build_vergelijking(beeld)
    tekens = choose_legenda(cel for rij in rijen for cel in rij)
    bijschrift = (
        f"{name_kort(beeld.indicator)}: verandering in een jaar, en vanaf {beeld.basis.label}"
    )
    return [
        Kop(name_kort(beeld.indicator)),
        *([Alinea(beeld.waar.uitleg)] if beeld.waar.uitleg else []),
        _build_grafiek(o, beeld),
        Tabel(
            bijschrift,
            tuple(koppen),
            tuple(tuple(rij) for rij in rijen),
            tuple(range(1, len(koppen))),
            " ".join(filter(None, [describe_bron(beeld), f"{tekens}." if tekens else ""])),
        ),
    ]


def _build_grafiek(o: Opdracht, beeld: Deeljaarbeeld) -> Grafiek:
    """The line of the years in view, of the area alone: hollow where provisional, gaps open."""
    x, deel, titel = beeld.indicator, beeld.in_beeld, describe_boodschap(beeld)
    per_periode = _MAANDEN // deel.perioden[0].per_jaar
    return Grafiek(
        titel=titel,
        soort="lijn",
        eenheid=x.eenheid,
        eenheid_kort=x.eenheid_kort,
        categorieen=tuple(p.label for p in deel.perioden),
        reeksen=(
            Reeks(
                beeld.kort,
                "eigen",
                tuple(None if isnan(w) else round(w, x.decimalen) for w in deel.waarden),
                tuple(status == "voorlopig" for status in deel.status),
                x.decimalen,
            ),
        ),
        alt=f"Lijngrafiek. {titel}",
        bron=describe_bron(beeld),
        kenmerk=build_kenmerk(o),
        breuken=tuple((p.label, reden) for p, reden in beeld.breuken if p in deel.perioden[1:]),
        noten=(*(noot for noot in build_noten(beeld) if noot != OPEN_PUNT), UITLEG),
        dagen=tuple(
            date(p.jaar, (int(p.code[6:]) - 1) * per_periode + 1, 1) for p in deel.perioden
        ),
    )
