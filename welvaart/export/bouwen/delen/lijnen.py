"""Lines of the years in view, with the message of the page they come from."""

from collections.abc import Sequence
from dataclasses import replace

from welvaart.export.bouwen.delen.grafiek import build_lijnbron, build_lijngrafiek, find_periode
from welvaart.export.bouwen.opdracht import Opdracht, Paginabeeld, build_kenmerk
from welvaart.export.inhoud import Grafiek
from welvaart.oordeel.regel import Regel


def build_beeldlijnen(
    o: Opdracht, beeld: Paginabeeld, regel: Regel, titel: str, noten: Sequence[str]
) -> list[Grafiek]:
    """The lines of one indicator in the years in view; [] with fewer than two own figures there.

    Args:
        o: what the document is about.
        beeld: which years.
        regel: line of the scorekaart of the indicator.
        titel: the message; about the last year in view.
        noten: caveats, for the speaker's notes.
    """
    x = regel.indicator
    kenmerk = build_kenmerk(o, x.indicator_id)
    return [
        replace(
            gesneden,
            titel=titel,
            alt=f"Lijngrafiek. {titel}",
            bron=build_lijnbron(o.stand, x, o.regio, find_periode(o.stand, x, beeld.tot)),
            noten=(x.definitie, *noten),
        )
        for grafiek in build_lijngrafiek(o.stand, o.landstand, regel, o.regio, o.groep, kenmerk)
        for gesneden in cut_grafiek(grafiek, beeld.van, beeld.tot)
    ]


def cut_grafiek(grafiek: Grafiek, van: int, tot: int) -> list[Grafiek]:
    """A chart of lines from the first to the last year; [] with fewer than two own figures."""
    houden = [k for k, jaar in enumerate(grafiek.categorieen) if van <= int(jaar) <= tot]
    deel = grafiek.select(houden)
    eigen = next((reeks.waarden for reeks in deel.reeksen if reeks.rol == "eigen"), ())
    if sum(waarde is not None for waarde in eigen) < 2:
        return []
    return [
        replace(
            deel,
            reeksen=tuple(r for r in deel.reeksen if any(w is not None for w in r.waarden)),
            breuken=tuple((jaar, reden) for jaar, reden in grafiek.breuken if int(jaar) > van),
        )
    ]
