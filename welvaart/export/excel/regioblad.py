"""The region in a workbook: every figure of each of its gemeenten, and what they share."""

from xlsxwriter.workbook import Workbook

from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.bouwen.regio.regio import find_regiogedeeld, find_regiogroep
from welvaart.export.excel.werkblad import Cel, Opmaak, Werkblad
from welvaart.groep.groepen import Groep
from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import Regel
from welvaart.zin.duiding import POSITIE_WOORD
from welvaart.zin.gedeeld import MEEST_GEMEENTEN, Gedeeld, describe_gedeeld

_REGIO = (
    *("Gemeente", "Indicator", "Periode", "Waarde", "Eenheid", "Status", "Waarom geen cijfer"),
    *("Plaats (gunstigst)", "Plaats (ongunstigst)", "Van zoveel", "Kwart", "Bron", "Code regio"),
)
_GEDEELD = (
    *("Indicator", "Periode", "Kwart", "Gemeenten in dat kwart"),
    *("Gemeenten met een recent cijfer", "Gemeenten in de regio", "In gewone taal"),
)
_KWART = {Positie.SLECHTSTE_KWART: "slechtste kwart", Positie.BESTE_KWART: "beste kwart"}


def write_regio(boek: Workbook, opmaak: Opmaak, opdracht: Opdracht) -> list[tuple[str, str]]:
    """Write the sheets of the region.

    Returns:
        Name of each sheet and what is on it; [] for the whole land and a region of one.
    """
    groep = find_regiogroep(opdracht)
    if groep is None:
        return []
    _write_cijfers(Werkblad(boek, "Regio", opmaak), opdracht, groep)
    uit = [("Regio", f"Het nieuwste cijfer van elke gemeente van {groep.titel}")]
    gedeeld = _find_gedeeld(opdracht, groep) if len(groep.codes) <= MEEST_GEMEENTEN else []
    if gedeeld:
        blad = Werkblad(boek, "Gedeeld", opmaak)
        blad.set_breedten(_GEDEELD, gedeeld)
        blad.write_tabel(_GEDEELD, gedeeld, vast=True)
        uit.append(("Gedeeld", f"Wat de gemeenten van {groep.titel} delen"))
    return uit


def _write_cijfers(blad: Werkblad, opdracht: Opdracht, groep: Groep) -> None:
    stand, gevraagd = opdracht.landstand, opdracht.indicator_ids
    rijen: list[list[Cel]] = [
        _build_rij(stand.regios[code].naam, code, regel)
        for code in sorted(groep.codes, key=lambda code: stand.regios[code].naam)
        for regel in opdracht.get_scorekaart(code)
        if gevraagd is None or regel.indicator.indicator_id in gevraagd
    ]
    blad.set_breedten(_REGIO, rijen)
    blad.set_op_regel(_REGIO, rijen)
    blad.write_tabel(_REGIO, rijen, vast=True, gedrukt=len(_REGIO) - 1)  # without the code


def _build_rij(naam: str, code: str, regel: Regel) -> list[Cel]:
    x = regel.indicator
    if not regel.heeft_waarde:
        leeg: list[Cel] = [None, x.eenheid, "", regel.ontbreekt_omdat, None, None, None, ""]
        return [naam, x.titel, "", *leeg, x.bronregel, code]
    heeft_plaats = regel.rang_van == regel.rang_van  # NaN is not equal to itself
    plaats = [int(regel.rang_van), int(regel.rang_tot)] if heeft_plaats else [None, None]
    return [
        *(naam, x.titel, Periode.parse(regel.periode_code).label),
        *((regel.getoond, regel.decimalen), x.eenheid, regel.status.replace("_", " "), ""),
        *(*plaats, regel.n if heeft_plaats else None, POSITIE_WOORD[regel.positie]),
        *(x.bronregel, code),
    ]


def _find_gedeeld(opdracht: Opdracht, groep: Groep) -> list[list[Cel]]:
    return [_build_gedeeld(g) for g in find_regiogedeeld(opdracht, groep)]


def _build_gedeeld(g: Gedeeld) -> list[Cel]:
    kop: list[Cel] = [g.indicator.titel, g.periode, _KWART[g.positie]]
    return [*kop, g.n, g.met, g.gemeenten, describe_gedeeld(g)]
