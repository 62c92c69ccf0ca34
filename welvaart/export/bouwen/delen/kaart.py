"""Maps of a document as content: each area in the class that it has on screen."""

from collections.abc import Collection, Sequence

from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.delen.grafiek import build_bronregel, describe_kort
from welvaart.export.bouwen.opdracht import LEEGSTAND, WERK, Opdracht, build_kenmerk
from welvaart.export.inhoud import Kaart
from welvaart.grafieken.klassen import format_klassen
from welvaart.groep.groepen import find_leden
from welvaart.groep.regiocijfers import Regiocijfers, build_regiocijfers, classify
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import RegioSoort

_GRENZEN = "Grenzen van 2025: CBS/Kadaster."
_MEEST = 12
_VOORLOPIG = {"voorlopig", "nader_voorlopig"}


def build_kaart(
    cijfers: Regiocijfers,
    jaar: int,
    *,
    titel: str,
    kenmerk: str,
    eigen: Collection[str],
    naam: str,
    regio: Sequence[str] = (),
    regionaam: str = "",
    noten: Sequence[str] = (),
) -> Kaart:
    """One year of one indicator as a map.

    Args:
        cijfers: of all areas of one kind; its classes hold for all years.
        jaar: one of `cijfers.jaren`.
        titel: the message.
        kenmerk: short id; "" for none.
        eigen: codes of the areas with the thick border.
        naam: of what lies within that border.
        regio: codes of the areas to cut the map out around; () = the whole land.
        regionaam: of those areas together.
        noten: caveats, for the speaker's notes.
    """
    t, x = cijfers.jaren.index(jaar), cijfers.indicator
    klasse = classify(cijfers.waarde[:, t], cijfers.klassen).tolist()
    mee = set(regio or cijfers.codes)
    gebieden = [(c, k) for c, k in zip(cijfers.codes, klasse, strict=True) if c in mee]
    klassen = tuple(format_klassen(cijfers.klassen, x))
    plaatsen = [cijfers.plaats[code] for code in regio]
    return Kaart(
        titel=titel,
        soort=cijfers.soort,
        eenheid=x.eenheid,
        klassen=klassen,
        gebieden=tuple(gebieden),
        eigen=tuple(sorted(eigen)),
        naam=naam,
        alt=_describe(titel, klassen, [k for _, k in gebieden], regionaam),
        bron=_describe_bron(cijfers, t),
        kenmerk=kenmerk,
        regio=tuple((cijfers.codes[k], cijfers.namen[k], _write(cijfers, k, t)) for k in plaatsen),
        regionaam=regionaam,
        noten=(x.definitie, *noten),
    )


def build_kaarten(opdracht: Opdracht) -> list[Kaart]:
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
            uit.append(_build_landkaart(o, regel, cijfers, jaar))
    return uit


def _build_landkaart(o: Opdracht, regel: Regel, cijfers: Regiocijfers, jaar: int) -> Kaart:
    land = o.regio.soort is RegioSoort.LAND
    return build_kaart(
        cijfers,
        jaar,
        titel=describe_kort(regel, o.regio),
        kenmerk=build_kenmerk(o, regel.indicator.indicator_id),
        eigen=() if land else find_leden(o.landstand, o.regio.code),
        naam=o.regio.naam,
    )


def _write(cijfers: Regiocijfers, k: int, t: int) -> str:
    return cijfers.format(k, t) if cijfers.status[k, t] else "geen cijfer"


def _describe_bron(cijfers: Regiocijfers, t: int) -> str:
    """Source, peildatum and indeling; and what of the figures is provisional or recomputed."""
    zinnen = [build_bronregel(cijfers.indicator, f"{cijfers.jaren[t]}JJ00"), _GRENZEN]
    if cijfers.perioden[t] != str(cijfers.jaren[t]):
        zinnen[0] = zinnen[0].replace(f", {cijfers.jaren[t]}.", f", {cijfers.perioden[t]}.")
    if _VOORLOPIG & set(cijfers.status[:, t].tolist()):
        zinnen.append("Er zijn voorlopige cijfers bij.")
    if n := cijfers.omgerekend[t]:
        wat = "is 1 cijfer" if n == 1 else f"zijn {n} cijfers"
        zinnen.append(f"Er {wat} omgerekend naar de gemeenten van nu.")
    return " ".join(zinnen)


def _describe(titel: str, klassen: Sequence[str], gevonden: Sequence[int], regionaam: str) -> str:
    """The text alternative: the message and how many areas lie in each class."""
    telling = [f"{naam}: {gevonden.count(k)}" for k, naam in enumerate(klassen)]
    leeg = [f"geen cijfer: {gevonden.count(-1)}"] if -1 in gevonden else []
    waar = f" van {regionaam}" if regionaam else ""
    return f"Kaart{waar}. {titel} Gebieden per klasse: {'; '.join([*telling, *leeg])}."
