"""What is in view on the page Regiovergelijking, for its chapter: areas, bars, two years, extremes.

The chapter itself (`regio`) is the same in every document; this adds what the view asks for.
"""

from collections.abc import Sequence
from typing import Final

from welvaart.export.bouwen.delen.boodschap import choose_boodschap
from welvaart.export.bouwen.delen.grafiek import build_ledengrafiek
from welvaart.export.bouwen.delen.kaart import build_kaart
from welvaart.export.bouwen.nulmeting.thema import build_noot
from welvaart.export.bouwen.opdracht import Opdracht, Paginabeeld, build_kenmerk
from welvaart.export.inhoud import Deel, Hoofdstuk, Kop, Tabel
from welvaart.groep.groepen import Groep
from welvaart.groep.regiocijfers import Regiocijfers, build_regiocijfers
from welvaart.regio.regio import RegioSoort
from welvaart.zin.duiding import name_met_periode
from welvaart.zin.gedeeld import MEEST_GEMEENTEN
from welvaart.zin.regioduiding import describe_uitersten

_UITERST: Final = 10
TE_VEEL: Final = (
    " Dat is te veel voor één tabel: hieronder staan de hoogste en de laagste cijfers; alle staan "
    "op het blad Regio van het werkboek (Excel)."
)
"""After how many gemeenten a region has."""


def build_gebieden(o: Opdracht, beeld: Paginabeeld) -> list[Hoofdstuk]:
    """All areas of the kind in view on one map and in one table; [] for gemeenten."""
    if beeld.soort == "gemeente":
        return []
    c = build_regiocijfers(o.landstand, beeld.indicator_id, beeld.soort)
    if beeld.tot not in c.jaren:
        return []
    t, eigen = c.jaren.index(beeld.tot), c.plaats.get(o.regio.code)
    wie = [k for k in range(len(c.codes)) if c.status[k, t]]
    kaart = build_kaart(
        c,
        beeld.tot,
        titel=describe_uitersten(c, beeld.tot, range(len(c.codes)), eigen, "Nederland"),
        kenmerk=build_kenmerk(o),
        eigen=() if eigen is None else (o.regio.code,),
        naam=o.regio.naam,
    )
    soort = RegioSoort(beeld.soort).meervoud
    koppen = ("Gebied", f"{c.indicator.titel} ({c.perioden[t]})")
    rijen = [(c.namen[k], c.format(k, t, kort=True)) for k in _sort_hoog(c, t, wie)]
    rijen.append(("Nederland", c.format_land(t)))
    tabel = Tabel(
        f"Alle {soort}, van hoog naar laag",
        koppen,
        tuple(rijen),
        (1,),
        build_noot(rijen, deels=False),
    )
    return [Hoofdstuk("regio", f"Hoe verschillen de {soort}?", (kaart, tabel))]


def build_inbeeld(o: Opdracht, groep: Groep) -> list[Deel]:
    """The gemeenten of the region in order, and the two years in view beside each other."""
    beeld = o.beeld
    if beeld is None or len(groep.codes) > MEEST_GEMEENTEN:
        return []
    c = build_regiocijfers(o.landstand, beeld.indicator_id, "gemeente")
    leden = [o.landstand.regios[code] for code in groep.codes]
    jaar = beeld.tot if beeld.tot in c.jaren else c.jaren[-1] if c.jaren else 0
    staven = build_ledengrafiek(
        o.landstand, c.indicator, (groep.titel, leden), o.regio, jaar, build_kenmerk(o)
    )
    return [*staven, *_build_twee(c, beeld, groep)]


def _build_twee(c: Regiocijfers, beeld: Paginabeeld, groep: Groep) -> list[Deel]:
    """Two years without a break between them, as published; [] for one year."""
    van, tot = beeld.van, beeld.tot
    if van == tot or not {van, tot} <= set(c.jaren) or c.find_breuk(van, tot):
        return []
    twee = [c.jaren.index(van), c.jaren.index(tot)]
    rijen = [
        (c.namen[k], *(c.format(k, t, kort=True) for t in twee))
        for k in (c.plaats[code] for code in groep.codes if code in c.plaats)
    ]
    rijen.append(("Nederland", *(c.format_land(t) for t in twee)))
    koppen = ("Gemeente", *(c.perioden[t] for t in twee))
    titel = f"{c.indicator.titel}: {koppen[1]} en {koppen[2]} naast elkaar"
    return [Tabel(titel, koppen, tuple(rijen), (1, 2), build_noot(rijen, deels=False))]


def build_uitersten(c: Regiocijfers, jaar: int, veld: Sequence[int], gebied: str) -> list[Deel]:
    """The highest and the lowest figures of more gemeenten than a table can hold."""
    t = c.jaren.index(jaar)
    op_rij = _sort_hoog(c, t, [k for k in veld if c.status[k, t]])
    k = min(_UITERST, len(op_rij) // 2)
    if not k:
        return []
    koppen = ("Gemeente", f"{c.indicator.titel} ({c.perioden[t]})")
    naam = c.indicator.titel
    hoog, laag = c.format(op_rij[k - 1], t), c.format(op_rij[-k], t)
    kop = name_met_periode(naam, c.perioden[t])
    boodschap = choose_boodschap(
        f"{kop} in {gebied}: de {k} hoogste cijfers zijn {hoog} of meer, de {k} laagste {laag} of "
        "minder.",
        f"{kop}: de {k} hoogste cijfers zijn {hoog} of meer, de {k} laagste {laag} of minder.",
        f"{naam}: de hoogste en de laagste cijfers.",
    )
    delen: list[Deel] = [Kop(naam)]
    for woord, deel, rand in (("hoogste", op_rij[:k], -1), ("laagste", op_rij[-k:], 0)):
        rijen = tuple((c.namen[p], c.format(p, t, kort=True)) for p in deel)
        noten = (_note_gelijk(c, t, op_rij, deel, rand), build_noot(rijen, deels=False))
        titel = f"{naam}: de {k} {woord} cijfers van {gebied}"
        noot = " ".join(filter(None, noten))
        is_laag = woord == "laagste"
        delen.append(
            Tabel(
                titel,
                koppen,
                rijen,
                (1,),
                noot,
                boodschap="" if is_laag else boodschap,
                naast=is_laag,
            )
        )
    return delen


def _note_gelijk(
    c: Regiocijfers, t: int, op_rij: Sequence[int], deel: Sequence[int], rand: int
) -> str:
    """How many areas outside a table share the figure of the row where it was cut; "" for none.

    Args:
        c: the figures.
        t: place of the year.
        op_rij: all areas, highest first.
        deel: those in the table.
        rand: the row at the cut: -1 the last one, 0 the first.
    """
    waarde = c.waarde[deel[rand], t]
    n = sum(c.waarde[k, t] == waarde for k in op_rij if k not in deel)
    if not n:
        return ""
    wie = "1 gemeente heeft" if n == 1 else f"{n} gemeenten hebben"
    rij = "de eerste rij" if rand == 0 else "de laatste rij"
    return f"Nog {wie} hetzelfde cijfer als {rij} van deze tabel."


def _sort_hoog(c: Regiocijfers, t: int, wie: Sequence[int]) -> list[int]:
    """Places of areas with a figure, highest first, equal ones by name."""
    return sorted(wie, key=lambda k: (-float(c.waarde[k, t]), c.namen[k]))
