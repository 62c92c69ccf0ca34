"""Which regio a reader means: a gemeente, an area of CBS, or an own regio."""

from welvaart.fouten import KeuzeFout
from welvaart.groep.groepen import EIGEN, parse_eigen
from welvaart.lezen.stand import Stand
from welvaart.opmaak import format_opsomming
from welvaart.regio.naam import normalize_naam
from welvaart.regio.regio import Regio, RegioSoort

GEBIEDEN = (
    RegioSoort.PROVINCIE,
    RegioSoort.COROP,
    RegioSoort.ARBEIDSMARKTREGIO,
    RegioSoort.LANDSDEEL,
    RegioSoort.LAND,
)
"""Kinds of area with figures, in the order in which we offer them."""


def find_regio(stand: Stand, tekst: str) -> Regio:
    """The regio of this code, name or own selection.

    Args:
        stand: the figures.
        tekst: "GM0503", "Delft", "CR26", "Provincie Utrecht", "eigen:GM0503,GM0599;Naam". A bare
            name that a gemeente bears is that gemeente.

    Raises:
        KeuzeFout: unknown, ended, a kind without figures, or a name that several areas bear.
    """
    schoon = tekst.strip()
    if schoon.lower().startswith(EIGEN):
        groep = parse_eigen(stand, schoon)
        naam = groep.sleutel.partition(";")[2] or f"Eigen regio van {len(groep.codes)} gemeenten"
        return Regio(groep.sleutel, naam, RegioSoort.EIGEN)
    gebied = stand.regios.get(schoon.upper())
    if gebied is not None and gebied.soort in GEBIEDEN:
        return _name(gebied)
    if gebied is not None:
        return stand.find_gemeente(schoon)
    gevonden = [] if schoon in stand.keuzes else _find_op_naam(stand, schoon)
    if len(gevonden) > 1:
        namen = format_opsomming([f"{regio.titel} ({regio.code})" for regio in gevonden])
        raise KeuzeFout(f"'{schoon}' kan meer gebieden zijn: {namen}. Kies er een.")
    return _name(gevonden[0]) if gevonden else stand.find_gemeente(schoon)


def find_gebieden(stand: Stand, soort: RegioSoort) -> list[Regio]:
    """All areas of one kind that have gemeenten, by name; `naam` tells them apart from others."""
    codes = {lid[soort] for code, lid in stand.lidmaatschap.items()
             if code in stand.gemeente_codes and soort in lid}  # fmt: skip
    gevonden = [_name(stand.regios[code]) for code in codes]
    return sorted(gevonden, key=lambda regio: normalize_naam(regio.naam))


def build_keuzes(stand: Stand) -> dict[str, str]:
    """Labels of the pick list → code: gemeenten first, then the areas, each with its kind.

    A gemeente that shares its name with an area is called "Utrecht (gemeente)". The bare name of
    an area ("Twente") is a label too, so that typing it finds the area before a longer name; not
    where a gemeente bears it or bore it. Of areas that share it, the first kind in `GEBIEDEN`.
    """
    gebieden = [regio for soort in GEBIEDEN for regio in find_gebieden(stand, soort)]
    namen = {stand.regios[regio.code].naam for regio in gebieden}
    keuzes = {
        f"{label} (gemeente)" if label in namen else label: code
        for label, code in stand.keuzes.items()
    }
    keuzes |= {regio.naam: regio.code for regio in gebieden}
    bezet = {label.split(" → ")[0].removesuffix(" (gemeente)").casefold() for label in keuzes}
    kaal: dict[str, str] = {}
    for regio in gebieden:
        if (naam := stand.regios[regio.code].naam).casefold() not in bezet:
            kaal.setdefault(naam, regio.code)
    return keuzes | kaal


def _find_op_naam(stand: Stand, tekst: str) -> list[Regio]:
    """Areas of this name or title, also with the suffix of CBS: "Utrecht (PV)"."""
    gezocht = normalize_naam(tekst)
    return [
        regio
        for regio in stand.regios.values()
        if regio.soort in GEBIEDEN
        and gezocht
        in map(normalize_naam, (regio.naam, regio.titel, f"{regio.naam} {regio.code[:2]}"))
    ]


def _name(regio: Regio) -> Regio:
    return Regio(regio.code, regio.titel, regio.soort)
