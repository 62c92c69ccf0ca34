"""The page Eigen cijfers as chapters: what the team brought in, what it says, and the files."""

from dataclasses import replace
from typing import Any, Final

from numpy import isfinite

from welvaart.cijfers.indicator import Indicator
from welvaart.export.bouwen.delen.grafiek import build_lijngrafiek
from welvaart.export.bouwen.nulmeting.thema import build_themas
from welvaart.export.bouwen.opdracht import Opdracht, build_kenmerk
from welvaart.export.inhoud import Alinea, Deel, Grafiek, Hoofdstuk, Kop, Lijst, Tabel
from welvaart.groep.groepen import find_leden
from welvaart.lezen.stand import Stand
from welvaart.opmaak import format_getal, format_moment
from welvaart.regio.deelgebied import Deelcijfer, find_nieuwste
from welvaart.regio.regio import Regio
from welvaart.zin.deelgebiedzin import describe_deelbron, describe_deelgebied
from welvaart.zin.kernzin import describe_kern

GEEN_EIGEN: Final = (
    "In de eigen cijfers staat niets over {naam}. Kies een gemeente die er wel in staat."
)


def find_eigen(stand: Stand) -> frozenset[str]:
    """The indicators that a team brought in, also those in the place of figures of a source."""
    eigen = {i for i, x in stand.indicatoren.items() if x.eigen}
    return frozenset(eigen | (set(stand.eigen_reeksen["indicator_id"]) & set(stand.indicatoren)))


def has_eigen(stand: Stand, regio: Regio) -> bool:
    """Whether any gemeente of this regio, or a part of one, has a figure that a team brought in."""
    return any(
        (indicator_id, code) in stand.deelcijfers
        or bool(isfinite(stand.reeksen.get_reeks(indicator_id, code)).any())
        for indicator_id in find_eigen(stand)
        for code in find_leden(stand, regio.code)
    )


def build_eigen(o: Opdracht) -> list[Hoofdstuk]:
    """A chapter per thema with its charts, parts of the gemeente, and the files; [] without any."""
    themas = [_build_thema(o, hoofdstuk) for hoofdstuk in build_themas(o)]
    cijfers = [*themas, *_build_delen(o)]
    bestanden = (build_bestanden(o),)
    slot = Hoofdstuk("eigen:bestanden", "Waar komen deze eigen cijfers vandaan?", bestanden)
    return [*cijfers, slot] if cijfers else []


def _build_thema(o: Opdracht, hoofdstuk: Hoofdstuk) -> Hoofdstuk:
    """The chapter of a thema with a chart of each figure, on slides below what says more."""
    thema = hoofdstuk.sleutel.removeprefix("thema:")
    tekst = [deel for deel in hoofdstuk.delen if not isinstance(deel, Grafiek)]
    grafieken: list[Grafiek] = []
    dia: list[Deel] = []
    zonder: list[str] = []
    for regel in (r for r in o.gekozen if r.indicator.thema == thema):
        kenmerk, zin = (
            build_kenmerk(o, regel.indicator.indicator_id),
            describe_kern(regel, o.regio.naam),
        )
        beeld = build_lijngrafiek(o.stand, o.landstand, regel, o.regio, o.groep, kenmerk)
        grafieken += beeld
        zonder += [] if beeld else [zin]
        meer = zin.removeprefix(beeld[0].titel).strip() if beeld else ""
        dia += [*([Alinea(meer)] if meer else []), *beeld]
    begin = [Lijst(tuple(zonder))] if zonder else []
    delen = (*tekst, *grafieken)
    return replace(hoofdstuk, sleutel=f"eigen:{thema}", delen=delen, dia=(*begin, *dia))


def _build_delen(o: Opdracht) -> list[Hoofdstuk]:
    """What each deelgebied has, beside the whole gemeente; [] where there are none."""
    delen: list[Deel] = []
    for x, cijfers in find_delen(o):
        zinnen = [describe_deelgebied(o.landstand, x, o.regio, c) for c in find_nieuwste(cijfers)]
        if zinnen:
            bron = describe_deelbron(x, o.regio, cijfers)
            delen += [Kop(x.titel), Lijst(tuple(zinnen)), Alinea(bron, klein=True)]
    if not delen:
        return []
    return [Hoofdstuk("eigen:delen", f"Delen van {o.regio.naam}", tuple(delen))]


def find_delen(o: Opdracht) -> list[tuple[Indicator, list[Deelcijfer]]]:
    """The figures of parts of this gemeente, per indicator; [] for any other regio."""
    paren = (
        (o.landstand.indicatoren[i], o.landstand.deelcijfers.get((i, o.regio.code), []))
        for i in sorted(o.indicator_ids or ())
    )
    return [(x, cijfers) for x, cijfers in paren if cijfers]


def build_bestanden(o: Opdracht) -> Tabel:
    """Where the figures come from and what may be done with them, as the team said."""
    ids = o.indicator_ids or frozenset()
    rijen = tuple(
        _describe(o, rij)
        for rij in o.landstand.eigen_reeksen.to_dict("records")
        if rij["indicator_id"] in ids
    )
    koppen = ("Onderwerp", "Cijfers", "Bron", "Licentie", "Bestand")
    return Tabel("De bestanden achter deze cijfers", koppen, rijen, rechts=(1,))


def _describe(o: Opdracht, rij: dict[Any, Any]) -> tuple[str, ...]:
    door = f" door {rij['door']}" if isinstance(rij["door"], str) else ""
    return (
        o.landstand.indicatoren[rij["indicator_id"]].titel,
        format_getal(float(rij["cijfers"])),
        f"{rij['bron']}, {rij['editie']}",
        str(rij["licentie"]),
        f"{rij['bestandsnaam']}, ingelezen op {format_moment(rij['ingelezen_op'])}{door}",
    )
