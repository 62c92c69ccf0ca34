"""Which maps go with a nulmeting: the first figure of each topic, or the chosen indicators."""

from collections.abc import Collection
from dataclasses import dataclass

from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.bouw import LEEGSTAND, WERK, Opdracht, build_kenmerk
from welvaart.export.bouwen.grafiek import build_bronregel
from welvaart.groep.groepen import find_leden
from welvaart.groep.regiocijfers import Regiocijfers, build_regiocijfers
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import RegioSoort
from welvaart.zin.duiding import describe_waarde

_GRENZEN = "Grenzen van 2025: CBS/Kadaster."
_MEEST = 12
_VOORLOPIG = {"voorlopig", "nader_voorlopig"}


@dataclass(frozen=True)
class Kaartvraag:
    """What a map shows.

    Attributes:
        cijfers: of all areas of one kind; its classes hold for all years.
        jaar: one of `cijfers.jaren`.
        eigen: codes of the areas with the thick border.
        naam: of what lies within that border.
        titel: the message.
        bron: source, edition, peildatum and indeling.
        kenmerk: short id; "" for none.
    """

    cijfers: Regiocijfers
    jaar: int
    eigen: Collection[str]
    naam: str
    titel: str
    bron: str
    kenmerk: str = ""


def build_kaartvragen(opdracht: Opdracht) -> list[Kaartvraag]:
    """Maps of all gemeenten, with the regio outlined; at most twelve, only with figures."""
    o = opdracht
    gekozen = o.gekozen
    if o.indicator_ids is None:
        gekozen = [r for r in gekozen if r.indicator.indicator_id in (WERK[0], LEEGSTAND[0])]
    uit = []
    for regel in gekozen[:_MEEST]:
        cijfers = build_regiocijfers(o.landstand, regel.indicator.indicator_id, "gemeente")
        jaar = Periode.parse(regel.periode_code).laatste_jaar
        if jaar in cijfers.jaren:
            uit.append(_build(o, regel, cijfers, jaar))
    return uit


def _build(o: Opdracht, regel: Regel, cijfers: Regiocijfers, jaar: int) -> Kaartvraag:
    t, x = cijfers.jaren.index(jaar), regel.indicator
    zinnen = [build_bronregel(x, regel.periode_code), _GRENZEN]
    if _VOORLOPIG & set(cijfers.status[:, t].tolist()):
        zinnen.append("Er zijn voorlopige cijfers bij.")
    if n := cijfers.omgerekend[t]:
        wat = "is 1 cijfer" if n == 1 else f"zijn {n} cijfers"
        zinnen.append(f"Er {wat} omgerekend naar de gemeenten van nu.")
    land = o.regio.soort is RegioSoort.LAND
    return Kaartvraag(
        cijfers=cijfers,
        jaar=jaar,
        eigen=() if land else find_leden(o.landstand, o.regio.code),
        naam=o.regio.naam,
        titel=describe_waarde(regel, o.regio.naam),
        bron=" ".join(zinnen),
        kenmerk=build_kenmerk(o, x.indicator_id),
    )
