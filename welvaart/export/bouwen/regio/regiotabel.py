"""The gemeenten of a region in one table, with the place of the own one, and what that says."""

from collections.abc import Sequence
from typing import Final

from welvaart.export.bouwen.delen.boodschap import choose_boodschap
from welvaart.export.bouwen.nulmeting.thema import NEUTRAAL, TE_WEINIG, build_noot
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.inhoud import Deel, Kop, Lijst, Tabel
from welvaart.groep.groepen import Groep
from welvaart.groep.regiocel import format_regiocel
from welvaart.groep.regiokern import Regiokern
from welvaart.opmaak import ONBEKEND
from welvaart.zin.duiding import name_met_periode
from welvaart.zin.regioduiding import describe_plaats
from welvaart.zin.regiostand import describe_eigen, describe_helften, describe_koplopers

_GEEN_PLAATS: Final = "geen plaats"


def build_plaatsen(o: Opdracht, groep: Groep, kernen: Sequence[Regiokern]) -> list[Deel]:
    """Where the own gemeente stands among very many, per indicator; a table has no room there."""
    mee = [k for k in kernen if k.cijfers.indicator.regionaal != "som"]
    eigen = mee[0].eigen if mee else None
    if eigen is None:
        return []
    zinnen = tuple(describe_plaats(k.cijfers, k.jaar, k.veld, k.eigen, groep.titel) for k in mee)
    boodschap = _say_waar(groep.titel, o.regio.naam, describe_helften(mee, eigen), "staat")
    kop = Kop(f"De plaats van {o.regio.naam}", boodschap="" if len(mee) == 1 else boodschap)
    return [kop, Lijst(zinnen)]


def build_regiotabel(o: Opdracht, groep: Groep, kernen: Sequence[Regiokern]) -> Tabel:
    """A row per gemeente, one for the region where it has figures, and one for Nederland."""
    namen = kernen[0].cijfers.namen
    rijen = [
        (namen[k], *(kern.cijfers.format(k, kern.t, kort=True) for kern in kernen))
        for k in sorted(kernen[0].veld, key=lambda k: namen[k].removeprefix("'s-"))
    ]
    plaatsen = [_find_plaats(kern) for kern in kernen]
    if any(plaats for plaats, _ in plaatsen):
        rijen.append((f"Plaats van {o.regio.naam}", *(p or _GEEN_PLAATS for p, _ in plaatsen)))
    regio = tuple(
        format_regiocel(o.landstand, k.cijfers.indicator, groep.codes, groep.regio_code, k.jaar)
        for k in kernen
    )
    if any(cel != ONBEKEND for cel in regio):
        rijen.append((groep.titel, *regio))
    rijen.append(("Nederland", *(kern.cijfers.format_land(kern.t) for kern in kernen)))
    koppen = (name_met_periode(k.cijfers.indicator.titel, k.cijfers.perioden[k.t]) for k in kernen)
    return Tabel(
        bijschrift=f"De gemeenten van {groep.titel} naast elkaar",
        koppen=("Gemeente", *koppen),
        rijen=tuple(rijen),
        rechts=tuple(range(1, len(kernen) + 1)),
        gekeerd="Indicator",
        noot=_build_noot(rijen, plaatsen, deels="(" in "".join(regio)),
        boodschap=_describe_boodschap(o.regio.naam, groep.titel, kernen),
    )


def _find_plaats(kern: Regiokern) -> tuple[str, str]:
    """The own place in a cell, or "" and why there is none; both "" for a region."""
    if kern.eigen is None:
        return "", ""
    if kern.cijfers.indicator.teken == 0:
        return "", NEUTRAAL
    met = kern.met
    plaats = kern.cijfers.rank(kern.t, met)[met.index(kern.eigen)] if kern.eigen in met else None
    if plaats is None:
        return "", TE_WEINIG if kern.eigen in met else "er is geen cijfer"
    van, tot = plaats
    waarde = kern.cijfers.waarde[met, kern.t]
    gelijk = int((waarde == kern.cijfers.waarde[kern.eigen, kern.t]).sum())
    if van == tot:
        return f"{van} van {len(met)}", ""
    if tot - van + 1 == gelijk:
        return f"gedeeld {van}–{tot} van {len(met)}", ""
    return f"tussen {van} en {tot} van {len(met)}", ""


def _build_noot(
    rijen: Sequence[Sequence[str]], plaatsen: Sequence[tuple[str, str]], *, deels: bool
) -> str:
    """What the signs mean, and the places where there are any."""
    if not any(plaats for plaats, _ in plaatsen):
        return build_noot(rijen, deels=deels)
    geen = [reden for plaats, reden in plaatsen if not plaats]
    return f"{build_noot(rijen, deels=deels, geen_plaats=geen)} Plaats: 1 is de gunstigste.".strip()


def _describe_boodschap(naam: str, gebied: str, kernen: Sequence[Regiokern]) -> str:
    """What the table says, as short as a title; of one figure its place, or who stands on top."""
    eerste = kernen[0]
    if len(kernen) == 1:
        zin = describe_plaats(eerste.cijfers, eerste.jaar, eerste.veld, eerste.eigen, gebied)
        kort = describe_plaats(eerste.cijfers, eerste.jaar, eerste.veld, eerste.eigen, "de regio")
        return choose_boodschap(zin, kort, f"{eerste.cijfers.indicator.titel} per gemeente.")
    slot = f"De {len(eerste.veld)} gemeenten van {gebied} naast elkaar, bij {len(kernen)} cijfers."
    if eerste.eigen is None:
        zinnen = [*describe_koplopers(kernen, gebied), *describe_koplopers(kernen, "de regio")]
        return choose_boodschap(*zinnen, slot)
    return _say_waar(gebied, naam, describe_eigen(kernen, eerste.eigen))


def _say_waar(gebied: str, naam: str, stand: str, woord: str = "heeft") -> str:
    """Who has that where, with the names that fit."""
    korter = stand.replace(" een cijfer ertussenin", " ertussenin").replace(" cijfer als", " als")
    return choose_boodschap(
        f"In {gebied} {woord} {naam} {stand}.",
        f"In de regio {woord} {naam} {stand}.",
        f"In de regio {woord} de gemeente {stand}.",
        f"In de regio {woord} de gemeente {korter}.",
    )
