"""Groups of gemeenten to compare with: areas, classes, look-alikes, named and own groups."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from welvaart.fouten import CatalogusFout, KeuzeFout
from welvaart.groepenlijst import Groepenlijst, load_groepenlijst
from welvaart.lijkt_op import build_ruimte, find_lijkt_op
from welvaart.opmaak import format_opsomming
from welvaart.regio import parse_regio_code
from welvaart.stand import Stand

GEBIEDEN = ("land", "provincie", "corop", "arbeidsmarktregio")
"""Kinds of group that are an area with a code and a name of its own."""
KLASSEN = ("grootteklasse", "stedelijkheid")
LIJKT_OP = "lijkt_op"
_EIGEN = "eigen:"
_NAAM = re.compile(r"[\w .'’&()/+-]{1,60}")
_MIN_EIGEN = 2


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


def find_groepen(stand: Stand, gemeente_code: str) -> list[Groep]:
    """All groups that can be offered for one gemeente, areas first.

    A kind of which the membership is not known and an empty template are left out.

    Raises:
        KeuzeFout: no living gemeente.
        CatalogusFout: `groepen.yaml` is not valid, or names gemeenten that do not exist.
    """
    stand.find_gemeente(gemeente_code)
    lijst = load_groepenlijst()
    groepen = [_build_gebied(stand, gemeente_code, soort) for soort in (*GEBIEDEN, *KLASSEN)]
    groepen.append(_build_lijkt_op(stand, gemeente_code, lijst))
    groepen += _build_genoemd(stand, lijst)
    return [groep for groep in groepen if groep is not None]


def parse_groep(stand: Stand, gemeente_code: str, tekst: str) -> Groep:
    """The group that a URL or the command line names.

    Args:
        stand: the figures.
        gemeente_code: for whom; "provincie" is the provincie of this gemeente.
        tekst: a `sleutel`; letters of either case.

    Raises:
        KeuzeFout: no such group for this gemeente, or a bad own group; names every problem.
        CatalogusFout: `groepen.yaml` is not valid.
    """
    schoon = tekst.strip()
    if schoon.lower().startswith(_EIGEN):
        return parse_eigen(stand, schoon)
    groepen = {groep.sleutel: groep for groep in find_groepen(stand, gemeente_code)}
    groep = groepen.get(schoon.lower())
    if groep is not None:
        return groep
    sjabloon = load_groepenlijst().genoemd.get(schoon.lower())
    if sjabloon is not None:
        raise KeuzeFout(f"De groep {sjabloon.titel} is nog niet ingevuld. {sjabloon.uitleg}")
    raise KeuzeFout(
        f"'{schoon}' is geen groep om {stand.regios[gemeente_code].naam} mee te vergelijken."
        f" Kies uit {', '.join(groepen)}, of eigen:GM0503,GM0599."
    )


def parse_groepen(stand: Stand, gemeente_code: str, tekst: str) -> list[Groep]:
    """Several groups with commas between them, also own ones: "land,eigen:GM0503,GM0599,corop".

    Raises:
        KeuzeFout: one of them is not good.
        CatalogusFout: `groepen.yaml` is not valid.
    """
    delen: list[str] = []
    for deel in tekst.split(","):
        hoort_erbij = delen and delen[-1].lower().startswith(_EIGEN) and ";" not in delen[-1]
        if hoort_erbij and not _is_sleutel(deel):
            delen[-1] += f",{deel}"
        elif deel.strip():
            delen.append(deel.strip())
    gevonden = [parse_groep(stand, gemeente_code, deel) for deel in delen]
    return list({groep.sleutel: groep for groep in gevonden}.values())


def parse_eigen(stand: Stand, tekst: str) -> Groep:
    """A group that a team composed, from "eigen:GM0503,GM0599" or "eigen:GM0503,GM0599;Naam".

    Raises:
        KeuzeFout: unknown code, ended gemeente, a gemeente twice, fewer than two, or a name with
            other signs than letters, digits and . - ' & ( ) / +; all problems in one message.
    """
    codes_tekst, _, naam = tekst.strip()[len(_EIGEN) :].partition(";")
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
    if not problemen and len(codes) < _MIN_EIGEN:
        problemen.append(f"Een eigen groep heeft minstens {_MIN_EIGEN} gemeenten.")
    if naam.strip() and not _NAAM.fullmatch(naam.strip()):
        problemen.append(
            f"'{naam.strip()}' kan geen naam van een groep zijn: gebruik hoogstens 60 letters,"
            " cijfers en spaties."
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
    return f"{_EIGEN}{','.join(sorted(set(codes)))}{staart}"


def _is_sleutel(deel: str) -> bool:
    """Whether a part between commas begins a new group: it is no code."""
    return not re.match(r"\s*[A-Za-z]{2}\d", deel) or deel.strip().lower() in _korte_namen()


def _korte_namen() -> set[str]:
    return set(load_groepenlijst().genoemd)


def _end(zin: str) -> str:
    return zin if zin.endswith((".", "!", "?")) else f"{zin}."


def _build_gebied(stand: Stand, gemeente_code: str, soort: str) -> Groep | None:
    regio = stand.find_regio(gemeente_code, soort)
    if regio is None:
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
        "land": regio.naam,
        "provincie": f"Provincie {regio.naam}",
        "corop": f"COROP {regio.naam}",
        "arbeidsmarktregio": f"Arbeidsmarktregio {regio.naam}",
        "grootteklasse": f"Gemeenten met {naam}",
        "stedelijkheid": f"{regio.naam}e gemeenten",
    }[soort]
    eigen = stand.regios[gemeente_code].naam
    if len(codes) == 1:
        uitleg = f"{eigen} is hier de enige gemeente; vergelijken kan niet."
    else:
        uitleg = f"{len(codes)} gemeenten, met {eigen} erbij. De indeling van nu, voor alle jaren."
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
        uitleg=f"De {len(lijken)} gemeenten die het meest op {eigen} lijken in {kenmerken}.",
    )


def _build_genoemd(stand: Stand, lijst: Groepenlijst) -> list[Groep]:
    """The filled groups of the file; each code must be a living gemeente."""
    problemen = [
        f"groepen.yaml: genoemd.{sleutel}.codes: '{code}' is geen gemeente van nu; vervang de code"
        for sleutel, groep in lijst.genoemd.items()
        for code in groep.codes
        if code not in stand.gemeente_codes
    ]
    if problemen:
        raise CatalogusFout(problemen)
    return [
        Groep(
            sleutel=sleutel,
            titel=groep.titel,
            soort="genoemd",
            codes=tuple(sorted(set(groep.codes))),
            uitleg=f"{groep.uitleg} Bron: {groep.bron}",
        )
        for sleutel, groep in lijst.genoemd.items()
        if groep.codes
    ]
