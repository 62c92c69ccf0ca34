"""Charts of a document as figures: lines over the years, bars of the regio and its neighbours."""

from collections.abc import Sequence
from math import isnan

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.export.inhoud import Grafiek, Reeks, Rol
from welvaart.groep.groepen import Groep
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.jaarreeks import Jaarreeks, read_groepsreeksen, read_jaarreeks
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import NEDERLAND, Regio, RegioSoort
from welvaart.zin.duiding import describe_trend, describe_waarde

_Staaf = tuple[float, str, bool, bool]  # value, name, provisional, own


def build_bronregel(indicator: Indicator, periode_code: str) -> str:
    """Source, edition, peildatum and indeling in one line."""
    indeling = (
        f"{indicator.indeling_bron} (bron)" if indicator.indeling_bron else "gemeenten van nu"
    )
    return (
        f"Bron: {indicator.bronregel}. Peildatum: {indicator.peilmoment}, "
        f"{Periode.parse(periode_code).label}. Indeling: {indeling}."
    )


def has_lijngrafiek(stand: Stand, regel: Regel, regio: Regio) -> bool:
    """Whether there is a line to draw: at least two figures of the regio itself."""
    return len(read_jaarreeks(stand, regel.indicator, regio).met_cijfer) >= 2


def build_lijngrafiek(
    stand: Stand, landstand: Stand, regel: Regel, regio: Regio, groep: Groep, kenmerk: str
) -> list[Grafiek]:
    """Own regio, Nederland and the group over the years; [] with fewer than two figures."""
    x = regel.indicator
    reeksen: list[tuple[Rol, Jaarreeks]] = [("eigen", read_jaarreeks(stand, x, regio))]
    if x.regionaal != "som":
        nederland = stand.regios[NEDERLAND]
        reeksen.append(("land", read_jaarreeks(landstand, x, nederland)))
        if groep.soort != "land":
            ids = [x.indicator_id]
            reeksen.append(("groep", read_groepsreeksen(landstand, ids, groep)[x.indicator_id]))
    reeksen = [(rol, reeks) for rol, reeks in reeksen if reeks.met_cijfer]
    if not reeksen or len(reeksen[0][1].met_cijfer) < 2:
        return []
    jaren = sorted({jaar for _, reeks in reeksen for jaar in reeks.jaren})
    titel = describe_waarde(regel, regio.naam)
    return [
        Grafiek(
            titel=titel,
            soort="lijn",
            eenheid=x.eenheid,
            eenheid_kort=x.eenheid_kort,
            categorieen=tuple(str(jaar) for jaar in jaren),
            reeksen=tuple(_build_reeks(rol, reeks, jaren) for rol, reeks in reeksen),
            alt=f"Lijngrafiek. {titel} {describe_trend(regel, regio.naam)}",
            bron=build_bronregel(x, regel.periode_code),
            kenmerk=kenmerk,
            breuken=tuple((str(jaar), reden) for jaar, reden in reeksen[0][1].breuken),
            noten=(x.definitie, describe_trend(regel, regio.naam)),
        )
    ]


def _build_reeks(rol: Rol, reeks: Jaarreeks, jaren: Sequence[int]) -> Reeks:
    waarden = [reeks.get_waarde(jaar) for jaar in jaren]
    return Reeks(
        reeks.naam,
        rol,
        tuple(None if isnan(w) else w for w in waarden),
        tuple(reeks.is_voorlopig(jaar) for jaar in jaren),
        reeks.decimalen,
    )


def _describe_plaats(
    x: Indicator,
    naam: str,
    gebied: str,
    gevonden: Sequence[tuple[float, str, bool, bool]],
    jaar: int,
) -> str:
    """The message of the bars: the place from high to low, shared where the figures are equal."""
    eigen = next((waarde for waarde, _, _, zelf in gevonden if zelf), None)
    if eigen is None:
        return f"{x.titel} in {gebied} ({jaar}); {naam} heeft geen cijfer."
    van = 1 + sum(waarde > eigen for waarde, *_ in gevonden)
    tot = sum(waarde >= eigen for waarde, *_ in gevonden)
    plaats = f"staat {van}e" if van == tot else f"deelt plaats {van} tot en met {tot}"
    return (
        f"{x.titel}: {naam} ({x.format(eigen)}) {plaats} van {len(gevonden)} gemeenten in "
        f"{gebied}, van hoog naar laag ({jaar})."
    )


def build_staafgrafiek(stand: Stand, regel: Regel, regio: Regio, kenmerk: str) -> list[Grafiek]:
    """The gemeente among those of its COROP, highest first; [] for another kind of regio."""
    corop = (
        None if regio.soort is not RegioSoort.GEMEENTE else stand.find_regio(regio.code, "corop")
    )
    if corop is None:
        return []
    leden = [g for g in stand.gemeenten if stand.find_regio(g.code, "corop") == corop]
    x, jaar = regel.indicator, Periode.parse(regel.periode_code).laatste_jaar
    gevonden = []
    for lid in leden:
        reeks = read_jaarreeks(stand, x, lid)
        if not isnan(waarde := reeks.get_waarde(jaar)):
            gevonden.append((waarde, lid.naam, reeks.is_voorlopig(jaar), lid.code == regio.code))
    if len(gevonden) < 2:
        return []
    gevonden.sort(key=lambda g: (-g[0], g[1]))
    titel = _describe_plaats(x, regio.naam, corop.naam, gevonden, jaar)
    return [
        Grafiek(
            titel=titel,
            soort="staaf",
            eenheid=x.eenheid,
            eenheid_kort=x.eenheid_kort,
            categorieen=tuple(naam for _, naam, *_ in gevonden),
            reeksen=(
                Reeks(
                    regio.naam,
                    "eigen",
                    tuple(w if zelf else None for w, _, _, zelf in gevonden),
                    tuple(v for *_, v, _ in gevonden),
                    x.decimalen,
                ),
                Reeks(
                    corop.naam,
                    "groep",
                    tuple(None if zelf else w for w, _, _, zelf in gevonden),
                    tuple(v for *_, v, _ in gevonden),
                    x.decimalen,
                ),
            ),
            alt=f"Staafgrafiek. {titel}",
            bron=build_bronregel(x, regel.periode_code),
            kenmerk=kenmerk,
            noten=(x.definitie,),
        )
    ]
