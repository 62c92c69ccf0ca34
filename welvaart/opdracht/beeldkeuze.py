"""The options of `export` that say what is in view on a page, as its URL does on the screen."""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from welvaart.export.bouwen.onderwerp.arbeid import find_scenarioniveaus
from welvaart.export.bouwen.opdracht import Opdracht, Paginabeeld
from welvaart.export.bouwen.paginas import find_beeld
from welvaart.fouten import KeuzeFout
from welvaart.groep.gebied import find_regio
from welvaart.groep.regiocijfers import Regiocijfers, build_regiocijfers
from welvaart.onderwerp.leegstand import parse_norm
from welvaart.onderwerp.leegstandsamenhang import find_tegen
from welvaart.onderwerp.niveau import HOOGST, LAAGST, is_niveau
from welvaart.opdracht.indicatorkeuze import explain_indicator
from welvaart.opmaak import format_getal, format_opsomming
from welvaart.regio.regio import RegioSoort

_BIJ: Final[Mapping[str, tuple[str, ...]]] = {
    "eerst": ("arbeidsparticipatie", "leegstand", "regiovergelijking"),
    "doel": ("arbeidsparticipatie",),
    "norm": ("leegstand",),
    "normbron": ("leegstand",),
    "tegen": ("leegstand",),
    "soort": ("regiovergelijking",),
}
"""Option → the pages where it means something."""


def add_beeld(opdracht: Opdracht, keuze: argparse.Namespace) -> Opdracht:
    """The opdracht with what is in view on its page: as it opens, or as the options say.

    Args:
        opdracht: without a view.
        keuze: as `add_exportopties` describes them.

    Raises:
        KeuzeFout: an option that its page does not have, or a value that is not there.
    """
    pagina = str(keuze.pagina)
    for naam, paginas in _BIJ.items():
        if getattr(keuze, naam) and pagina not in paginas:
            raise KeuzeFout(
                f"De pagina {pagina} heeft geen --{naam}; die hoort bij --pagina "
                f"{format_opsomming(paginas, 'of')}."
            )
    _check_eerst(opdracht, keuze.eerst)
    if pagina == "regiovergelijking":
        return _add_gebieden(opdracht, keuze)
    opdracht = find_beeld(opdracht, pagina, keuze.van, keuze.tot, eerst=keuze.eerst or "")
    beeld = opdracht.beeld
    if beeld is None:
        return opdracht
    if pagina == "leegstand":
        return replace(opdracht, beeld=_add_leegstand(opdracht, beeld, keuze))
    return replace(opdracht, beeld=_add_doel(opdracht, beeld, keuze.doel or ""))


def _check_eerst(o: Opdracht, eerst: str | None) -> None:
    if eerst and eerst not in {r.indicator.indicator_id for r in o.gekozen}:
        if eerst not in o.landstand.indicatoren:
            raise KeuzeFout(explain_indicator(o.landstand, eerst))
        raise KeuzeFout(
            f"'{eerst}' kan bij --eerst niet: dat cijfer staat niet op deze pagina, of "
            f"{o.regio.naam} heeft het niet."
        )


def _add_doel(o: Opdracht, beeld: Paginabeeld, tekst: str) -> Paginabeeld:
    """The view with the level that the scenario computes with."""
    doel = tekst.strip().removesuffix("%").strip()
    if not doel:
        return beeld
    niveaus = find_scenarioniveaus(o, beeld.tot)
    for code in (doel, _find_code(o, doel)):
        if is_niveau(o.landstand, o.regio, niveaus, beeld.tot, code):
            return replace(beeld, query={**beeld.query, "doel": code})
    raise KeuzeFout(
        f"'{doel[:60]}' is geen niveau om mee te rekenen. Kies bij --doel {', '.join(niveaus)}, "
        f"een andere gemeente met een cijfer over {beeld.tot}, of een percentage van "
        f"{format_getal(LAAGST)} tot {format_getal(HOOGST)}."
    )


def _find_code(o: Opdracht, tekst: str) -> str:
    """Code of the regio of this name; "" where there is none."""
    try:
        return find_regio(o.landstand, tekst).code
    except KeuzeFout:
        return ""


def _add_leegstand(o: Opdracht, beeld: Paginabeeld, keuze: argparse.Namespace) -> Paginabeeld:
    """The view with the norm of the team and what leegstand is held against."""
    norm, bron = (str(w or "").strip() for w in (keuze.norm, keuze.normbron))
    if bron and not norm:
        raise KeuzeFout("Bij --normbron hoort een norm. Geef ook --norm, bijvoorbeeld --norm 5.")
    query = {"norm": norm, "normbron": bron} if norm else {}
    if keuze.tegen:
        keuzes = find_tegen(o.landstand, o.landstand.indicatoren[beeld.indicator_id])
        if keuze.tegen not in o.landstand.indicatoren:
            raise KeuzeFout(explain_indicator(o.landstand, keuze.tegen))
        if keuze.tegen not in keuzes:
            raise KeuzeFout(
                f"'{keuze.tegen}' kan bij --tegen niet: het is het cijfer van de pagina zelf, of "
                "er zijn geen jaren van. Kies een andere indicator."
            )
        query["tegen"] = keuze.tegen
    return replace(beeld, norm=parse_norm(norm, bron), query={**beeld.query, **query})


def _add_gebieden(opdracht: Opdracht, keuze: argparse.Namespace) -> Opdracht:
    """The view of areas of one kind in one year, or in two years without a break between them."""
    opdracht = find_beeld(opdracht, "regiovergelijking", None, None, eerst=keuze.eerst or "")
    beeld = opdracht.beeld
    if beeld is None:
        return opdracht
    soort = keuze.soort or "gemeente"
    c = build_regiocijfers(opdracht.landstand, beeld.indicator_id, soort)
    van, tot = _find_jaren(c, keuze.van, keuze.tot)
    query = {"regio": opdracht.regio.code, "soort": soort, "indicator": beeld.indicator_id}
    if opdracht.regio.soort is RegioSoort.GEMEENTE:
        query["vergelijk"] = opdracht.groep.sleutel
    if van < tot:
        query |= {"vorm": "helling", "van": str(van), "tot": str(tot)}
    else:
        query |= {"vorm": "kaart", "jaar": str(tot)}
    return replace(opdracht, beeld=replace(beeld, van=van, tot=tot, soort=soort, query=query))


def _find_jaren(c: Regiocijfers, van: int | None, tot: int | None) -> tuple[int, int]:
    """The years asked for; without a first one only the last, without both the newest.

    Raises:
        KeuzeFout: no figures of that kind of area in that year, or a break in between.
    """
    titel, soort = c.indicator.titel, RegioSoort(c.soort).meervoud
    if not c.jaren:
        raise KeuzeFout(f"Over {titel.lower()} zijn er geen cijfers voor {soort}.")
    laatst = tot or c.jaren[-1]
    eerst = van or laatst
    if eerst not in c.jaren or laatst not in c.jaren or eerst > laatst:
        raise KeuzeFout(
            f"{titel} heeft voor {soort} cijfers van {c.jaren[0]} tot en met {c.jaren[-1]}. Kies "
            "--van en --tot daarbinnen, en --van niet na --tot."
        )
    if (reden := c.find_breuk(eerst, laatst)) is not None:
        raise KeuzeFout(
            f"{eerst} en {laatst} zijn niet te vergelijken. {reden} Kies een later --van."
        )
    return eerst, laatst
