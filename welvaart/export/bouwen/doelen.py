"""Priorities and goals of a dossier as chapters of a document."""

from collections.abc import Sequence

from welvaart.cijfers.indicator import Indicator
from welvaart.doel.begrotingstabel import build_begrotingstabel, format_koppen, format_rij
from welvaart.doel.doelen import build_haalbaarheid, describe_haalbaarheid
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.export.bouwen.grafiek import build_bronregel
from welvaart.export.inhoud import Alinea, Deel, Grafiek, Hoofdstuk, Kop, Lijst, Reeks, Tabel
from welvaart.fouten import KeuzeFout
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import compute_pad
from welvaart.onderwerp.jaarreeks import read_jaarreeks
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio
from welvaart.zin.kernzin import describe_kern


def build_prioriteiten(
    regels: Sequence[Regel], prioriteiten: Sequence[tuple[str, str]], naam: str
) -> list[Hoofdstuk]:
    """One chapter with the chosen indicators and why; [] without any."""
    per_id = {r.indicator.indicator_id: r for r in regels}
    delen: list[Deel] = []
    for indicator_id, reden in prioriteiten:
        regel = per_id.get(indicator_id)
        if regel is not None:
            delen += [Kop(regel.indicator.titel), Alinea(describe_kern(regel, naam))]
            delen += [Alinea(reden)] if reden else []
    if not delen:
        return []
    return [Hoofdstuk("prioriteiten", f"Waar kiest {naam} voor?", tuple(delen))]


def build_doelen(stand: Stand, regio: Regio, doelen: Sequence[Doelregel]) -> list[Hoofdstuk]:
    """One chapter with each goal, its road, what history says, and the table of the begroting."""
    delen: list[Deel] = []
    for regel in doelen:
        x = stand.indicatoren.get(regel.indicator_id)
        if x is not None and regel.doel is not None:
            delen += _build_doel(stand, regio, regel, x)
    if not delen:
        return []
    rijen = build_begrotingstabel(stand, regio.code, doelen, {}, [])
    delen.append(
        Tabel(
            "Indicatoren bij de begroting",
            tuple(format_koppen([])),
            tuple(tuple(format_rij(rij)) for rij in rijen),
            rechts=(1, 2, 3),
        )
    )
    return [Hoofdstuk("doelen", f"Wat wil {regio.naam} bereiken?", tuple(delen))]


def _build_doel(stand: Stand, regio: Regio, regel: Doelregel, x: Indicator) -> list[Deel]:
    doel = regel.doel
    assert doel is not None  # noqa: S101 - the caller looked
    titel = (
        f"{x.titel}: van {x.format(doel.nulwaarde)} in {doel.nuljaar} naar "
        f"{x.format(doel.streefwaarde)} in {doel.streefjaar}."
    )
    try:
        haalbaar = build_haalbaarheid(stand, x.indicator_id, regio.code, doel)
        zinnen = tuple(describe_haalbaarheid(haalbaar, x, regio.naam))
    except KeuzeFout as fout:
        zinnen = (str(fout),)
    reeks, pad = read_jaarreeks(stand, x, regio), dict(compute_pad(doel))
    jaren = sorted({*reeks.met_cijfer, *pad})
    eigen = [reeks.get_waarde(jaar) if jaar in reeks.met_cijfer else None for jaar in jaren]
    grafiek = Grafiek(
        titel=titel,
        soort="lijn",
        eenheid=x.eenheid,
        eenheid_kort=x.eenheid_kort,
        categorieen=tuple(str(jaar) for jaar in jaren),
        reeksen=(
            Reeks(
                regio.naam,
                "eigen",
                tuple(eigen),
                tuple(reeks.is_voorlopig(jaar) for jaar in jaren),
                reeks.decimalen,
            ),
            Reeks(
                "Doel",
                "doel",
                tuple(pad.get(jaar) for jaar in jaren),
                (False,) * len(jaren),
                x.decimalen,
            ),
        ),
        alt=f"Lijngrafiek met doelpad. {titel}",
        bron=f"{build_bronregel(x, f'{reeks.met_cijfer[-1]}JJ00')} Doel: van {regio.naam} zelf."
        if reeks.met_cijfer
        else f"Doel: van {regio.naam} zelf.",
        breuken=tuple((str(jaar), reden) for jaar, reden in reeks.breuken),
        noten=zinnen,
    )
    return [Kop(x.titel), grafiek, Lijst(zinnen), *_build_maatregel(regel)]


def _build_maatregel(regel: Doelregel) -> list[Deel]:
    return [Alinea(f"Maatregel: {regel.maatregel}")] if regel.maatregel else []
