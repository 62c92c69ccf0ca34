"""Groups of gemeenten to compare with: areas, classes, look-alikes, named and own groups."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from welvaart.fouten import KeuzeFout
from welvaart.groep.groepenlijst import GenoemdeGroep, Groepenlijst, load_groepenlijst
from welvaart.groep.lijkt_op import build_ruimte, find_lijkt_op
from welvaart.lezen.stand import Stand
from welvaart.opmaak import format_opsomming, shorten
from welvaart.regio.regio import RegioSoort, get_soort, parse_regio_code

GEBIEDEN = ("land", "provincie", "corop", "arbeidsmarktregio")
"""Kinds of group that are an area with a code and a name of its own."""
KLASSEN = ("grootteklasse", "stedelijkheid")
LIJKT_OP = "lijkt_op"
EIGEN = "eigen:"
"""How an own group or own regio begins in a URL."""
MAX_NAAM = 60
"""Signs that the name of an own group or own regio may count."""
_NAAM = re.compile(rf"[^\W_](?:[^\W_]|[ .'’&()/+-]){{0,{MAX_NAAM - 1}}}")
_MINEIGEN = 2


@dataclass(frozen=True)
class Groep:
    """A group of gemeenten.

    Attributes:
        sleutel: how a URL and the command line name it: "provincie", "g4", "eigen:GM0503,GM0599".
        titel: what stands beside the figure, e.g. "Provincie Zuid-Holland".
        soort: land, provincie, …, lijkt_op, genoemd or eigen.
        codes: gemeenten of today, sorted, each once.
        uitleg: one or two Dutch sentences: which gemeenten, by whose list.
        regio_code: code of the area; None for a group that is no area.
    """

    sleutel: str
    titel: str
    soort: str
    codes: tuple[str, ...]
    uitleg: str
    regio_code: str | None = None


def find_leden(stand: Stand, regio_code: str) -> tuple[str, ...]:
    """Codes of the gemeenten of today in a regio, sorted; of a gemeente itself.

    Raises:
        KeuzeFout: a bad own regio, or an ended gemeente.
    """
    if regio_code.startswith(EIGEN):
        return parse_eigen(stand, regio_code).codes
    soort = get_soort(regio_code)
    if soort is RegioSoort.GEMEENTE:
        return (stand.find_gemeente(regio_code).code,)
    lid = stand.lidmaatschap
    leden = sorted(c for c in stand.gemeente_codes if lid.get(c, {}).get(soort) == regio_code)
    if not leden:
        raise KeuzeFout(f"'{regio_code}' is geen gebied met gemeenten. Kies een regio.")
    return tuple(leden)


def find_groepen(stand: Stand, regio_code: str) -> list[Groep]:
    """All groups that can be offered for one regio, areas first.

    For an area: the larger areas it lies in as a whole, and the named groups. A kind of which the
    membership is not known, an empty template and a named group of which a gemeente is not here
    are left out (`describe_weggelaten`).

    Raises:
        KeuzeFout: no living gemeente.
        CatalogusFout: `groepen.yaml` is not valid.
    """
    stand, leden = stand.gemeentestand, find_leden(stand, regio_code)
    lijst = load_groepenlijst()
    gemeente = leden == (regio_code,)
    soorten = (*GEBIEDEN, *KLASSEN) if gemeente else GEBIEDEN
    naam = _name_regio(stand, regio_code)
    groepen = [_build_gebied(stand, leden, naam, soort) for soort in soorten]
    if gemeente:
        groepen.append(_build_lijkt_op(stand, regio_code, lijst))
    groepen += _build_genoemd(stand, lijst)
    return [groep for groep in groepen if groep is not None]


def parse_groep(stand: Stand, regio_code: str, tekst: str) -> Groep:
    """The group that a URL or the command line names.

    Args:
        stand: the figures.
        regio_code: for whom; "provincie" is the provincie of this gemeente.
        tekst: a `sleutel`; letters of either case.

    Raises:
        KeuzeFout: no such group for this gemeente, or a bad own group; names every problem.
        CatalogusFout: `groepen.yaml` is not valid.
    """
    schoon = tekst.strip()
    if schoon.lower().startswith(EIGEN):
        return parse_eigen(stand, schoon)
    groepen = {groep.sleutel: groep for groep in find_groepen(stand, regio_code)}
    groep = groepen.get(schoon.lower())
    if groep is not None:
        return groep
    sjabloon = load_groepenlijst().genoemd.get(schoon.lower())
    if sjabloon is not None and sjabloon.codes:
        weg = [code for code in sjabloon.codes if code not in stand.gemeentestand.gemeente_codes]
        raise KeuzeFout(_explain_weg(sjabloon, weg))
    if sjabloon is not None:
        raise KeuzeFout(f"De groep {sjabloon.titel} is nog niet ingevuld. {sjabloon.uitleg}")
    raise KeuzeFout(
        f"'{shorten(schoon)}' is geen groep om {_name_regio(stand, regio_code)} mee te vergelijken."
        f" Kies uit {', '.join(f'{g.titel} ({sleutel})' for sleutel, g in groepen.items())},"
        " of noem zelf gemeenten: eigen:GM0503,GM0599."
    )


def parse_groepen(stand: Stand, regio_code: str, tekst: str) -> list[Groep]:
    """Several groups with commas between them, also own ones: "land,eigen:GM0503,GM0599,corop".

    Raises:
        KeuzeFout: one of them is not good.
        CatalogusFout: `groepen.yaml` is not valid.
    """
    delen: list[str] = []
    for deel in tekst.split(","):
        hoort_erbij = delen and delen[-1].lower().startswith(EIGEN) and ";" not in delen[-1]
        if hoort_erbij and not _is_sleutel(deel):
            delen[-1] += f",{deel}"
        elif deel.strip():
            delen.append(deel.strip())
    gevonden = [parse_groep(stand, regio_code, deel) for deel in delen]
    return list({groep.sleutel: groep for groep in gevonden}.values())


def parse_eigen(stand: Stand, tekst: str) -> Groep:
    """A group that a team composed, from "eigen:GM0503,GM0599" or "eigen:GM0503,GM0599;Naam".

    Raises:
        KeuzeFout: unknown code, ended gemeente, a gemeente twice, fewer than two, or a name with
            other signs than letters, digits and . - ' & ( ) / +; all problems in one message.
    """
    codes_tekst, _, naam = tekst.strip()[len(EIGEN) :].partition(";")
    codes, problemen = list[str](), list[str]()
    for deel in codes_tekst.split(","):
        if not deel.strip():
            continue
        try:
            code = parse_regio_code(deel)
            stand.find_gemeente(code)
        except KeuzeFout as fout:
            problemen.append(str(fout).removesuffix(" Kies hieronder een gemeente."))
            continue
        if code in codes:
            problemen.append(f"{stand.regios[code].naam} ({code}) staat er twee keer in.")
        else:
            codes.append(code)
    if not problemen and len(codes) < _MINEIGEN:
        problemen.append(f"Een eigen groep heeft minstens {_MINEIGEN} gemeenten.")
    if naam.strip() and not _NAAM.fullmatch(naam.strip()):
        problemen.append(
            f"'{shorten(naam)}' kan geen naam van een groep zijn: gebruik hoogstens"
            f" {MAX_NAAM} letters, cijfers en spaties."
        )
    if problemen:
        raise KeuzeFout(f"De eigen groep klopt niet. {' '.join(_end(p) for p in problemen)}")
    return build_eigen(stand, codes, naam)


def build_eigen(stand: Stand, codes: Iterable[str], naam: str = "") -> Groep:
    """An own group of gemeenten that are known to be good; see `parse_eigen` for text."""
    vast = tuple(sorted(set(codes)))
    namen = format_opsomming([stand.regios[code].naam for code in vast])
    return Groep(
        sleutel=format_eigen(vast, naam),
        titel=naam.strip() or f"Eigen groep van {len(vast)} gemeenten",
        soort="eigen",
        codes=vast,
        uitleg=f"Zelf samengesteld: {namen}.",
    )


def format_eigen(codes: Iterable[str], naam: str = "") -> str:
    """Write an own group as text for a URL; `parse_eigen` reads it back."""
    staart = f";{naam.strip()}" if naam.strip() else ""
    return f"{EIGEN}{','.join(sorted(set(codes)))}{staart}"


def clean_naam(tekst: str) -> str:
    """What is left of a typed name when the signs that a name may not have are taken out."""
    toegestaan = re.sub(r"[^\w .'’&()/+-]|_", "", tekst)
    return re.sub(r"^[\W]+", "", toegestaan)[:MAX_NAAM].strip()


def _is_sleutel(deel: str) -> bool:
    """Whether a part between commas begins a new group: it is no code."""
    return not re.match(r"\s*[A-Za-z]{2}\d", deel) or deel.strip().lower() in _korte_namen()


def _korte_namen() -> set[str]:
    return set(load_groepenlijst().genoemd)


def _end(zin: str) -> str:
    return zin if zin.endswith((".", "!", "?")) else f"{zin}."


def _name_regio(stand: Stand, regio_code: str) -> str:
    if regio_code.startswith(EIGEN):
        return parse_eigen(stand, regio_code).titel
    return stand.regios[regio_code].titel


def _build_gebied(stand: Stand, leden: Sequence[str], eigen: str, soort: str) -> Groep | None:
    """The area of a kind in which all these gemeenten lie; None when it has no others."""
    gebieden = {stand.find_regio(code, soort) for code in leden}
    regio = gebieden.pop()
    if regio is None or gebieden:
        return None
    codes = tuple(
        sorted(
            code
            for code in stand.gemeente_codes
            if stand.lidmaatschap.get(code, {}).get(soort) == regio.code
        )
    )
    naam = regio.naam[:1].lower() + regio.naam[1:]
    titel = {
        "grootteklasse": f"Gemeenten met {naam}",
        "stedelijkheid": f"{regio.naam}e gemeenten",
    }.get(soort, regio.titel)
    if len(leden) > 1 and len(codes) == len(leden):
        return None
    if len(codes) == 1:
        uitleg = f"{eigen} is hier de enige gemeente; vergelijken kan niet."
    else:
        deel = "de gekozen regio" if len(leden) > 1 else eigen
        uitleg = f"{len(codes)} gemeenten, {deel} meegeteld. De indeling van nu, voor alle jaren."
    code = regio.code if soort in GEBIEDEN else None
    return Groep(soort, titel, soort, codes, uitleg, code)


def _build_lijkt_op(stand: Stand, gemeente_code: str, lijst: Groepenlijst) -> Groep | None:
    ruimte = build_ruimte(
        stand.reeksen, stand.indicatoren, tuple(stand.gemeente_codes), lijst.lijkt_op
    )
    if not ruimte.dimensies:
        return None
    aantal = lijst.lijkt_op.aantal
    lijken = find_lijkt_op(ruimte, gemeente_code, aantal=aantal, trekkingen=1)
    if not lijken:
        return None
    eigen = stand.regios[gemeente_code].naam
    kenmerken = format_opsomming([titel[:1].lower() + titel[1:] for titel in ruimte.titels])
    return Groep(
        sleutel=LIJKT_OP,
        titel=f"Gemeenten die op {eigen} lijken",
        soort=LIJKT_OP,
        codes=tuple(sorted(gelijkende.code for gelijkende in lijken)),
        uitleg=f"De {len(lijken)} gemeenten die het meest op {eigen} lijken in {kenmerken}: "
        f"{format_opsomming([stand.regios[gelijkende.code].naam for gelijkende in lijken])}.",
    )


def describe_weggelaten(stand: Stand) -> list[str]:
    """One Dutch sentence per named group that cannot be offered: its gemeenten are not all here."""
    bestaat = stand.gemeentestand.gemeente_codes
    return [
        _explain_weg(groep, weg)
        for groep in load_groepenlijst().genoemd.values()
        if (weg := [code for code in groep.codes if code not in bestaat])
    ]


def _explain_weg(groep: GenoemdeGroep, weg: Sequence[str]) -> str:
    is_, code = ("is", "code") if len(weg) == 1 else ("zijn", "codes")
    return (
        f"De groep {groep.titel} doet niet mee: {format_opsomming(weg)} {is_} in deze cijfers geen "
        f"gemeente van nu. Vervang de {code} in groepen.yaml."
    )


def _build_genoemd(stand: Stand, lijst: Groepenlijst) -> list[Groep]:
    """The groups of the file whose gemeenten all live; part of a group is another group."""
    return [
        Groep(
            sleutel=sleutel,
            titel=groep.titel,
            soort="genoemd",
            codes=tuple(sorted(set(groep.codes))),
            uitleg=f"{groep.uitleg} Bron: {groep.bron}",
        )
        for sleutel, groep in lijst.genoemd.items()
        if groep.codes and set(groep.codes) <= set(stand.gemeente_codes)
    ]
