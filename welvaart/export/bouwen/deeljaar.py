"""WW and vacatures in the chapter of Arbeidsparticipatie: the message, whose figures, the table."""

from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.inhoud import Alinea, Deel, Kop, Tabel
from welvaart.groep.groepen import find_leden
from welvaart.onderwerp.deeljaarbeeld import Deeljaarbeeld, build_deeljaarbeeld, find_ids
from welvaart.onderwerp.deeljaarzin import (
    UITLEG,
    build_noten,
    build_vergelijking,
    describe_boodschap,
    describe_bron,
    name_kort,
)
from welvaart.opmaak import choose_legenda


def build_deeljaar(o: Opdracht) -> list[Deel]:
    """What the page says of months and quarters; [] where none were fetched for this area.

    The line itself stays on the page: sixty months do not fit the years of the other charts.
    """
    delen = [deel for beeld in _find_beelden(o) for deel in _build_een(beeld)]
    return [*delen, Alinea(UITLEG, klein=True)] if delen else []


def find_deeljaarbron(o: Opdracht) -> tuple[str, ...]:
    """The figures per month and quarter that the chapter names; their sources are named too."""
    return tuple(beeld.indicator.indicator_id for beeld in _find_beelden(o))


def _find_beelden(o: Opdracht) -> list[Deeljaarbeeld]:
    leden = find_leden(o.landstand, o.regio.code)
    beelden = [build_deeljaarbeeld(o.landstand, k, o.regio, leden) for k in find_ids(o.landstand)]
    return [beeld for beeld in beelden if beeld is not None]


def _build_een(beeld: Deeljaarbeeld) -> list[Deel]:
    koppen, rijen = build_vergelijking(beeld)
    noten = build_noten(beeld)[:2]  # what it counts, and what was done to it
    tekens = choose_legenda(cel for rij in rijen for cel in rij)
    bijschrift = (
        f"{name_kort(beeld.indicator)}: verandering in een jaar, en vanaf {beeld.basis.label}"
    )
    return [
        Kop(name_kort(beeld.indicator)),
        Alinea(f"{describe_boodschap(beeld)} {beeld.waar.uitleg}".strip()),
        Tabel(
            bijschrift,
            tuple(koppen),
            tuple(tuple(rij) for rij in rijen),
            tuple(range(1, len(koppen))),
            " ".join(filter(None, [describe_bron(beeld), f"{tekens}." if tekens else "", *noten])),
        ),
    ]
