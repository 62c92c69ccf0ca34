"""The part Exporteer of a page: as it is in view, made only when a button is pressed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from welvaart.export.bouwen.naslag.eigen import GEEN_EIGEN, find_eigen, has_eigen
from welvaart.export.bouwen.opdracht import Opdracht, Paginabeeld
from welvaart.export.bouwen.paginas import build_pagina, find_pagina_ids
from welvaart.groep.groepen import Groep
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.leegstand import Norm
from welvaart.onderwerp.leegstandsamenhang import find_tegen
from welvaart.onderwerp.niveau import is_niveau
from welvaart.regio.regio import Regio, name_plek
from welvaart.scherm.cijfers import get_groepen, get_nulmeting, get_regiobeeld
from welvaart.scherm.exporteer import draw_vier, get_huisstijl
from welvaart.scherm.melding import warn
from welvaart.scherm.onderwerp.arbeid import Arbeid
from welvaart.scherm.onderwerp.leegstand import Leegstand, find_norm
from welvaart.scherm.regio.regiokeuze import Keuze

_SLOT: Final = (
    '<p class="bw-klein">Deze pagina als bestand, met de keuzes van nu. Het maken duurt een paar '
    "tellen. In elk bestand staan bron, editie, peildatum en een kenmerk dat dit beeld weer "
    "opent.</p>"
)
_LOS_SLOT: Final = (
    '<p class="bw-klein">Het maken duurt een paar tellen. In elk bestand staan bron, editie en '
    "een kenmerk dat deze pagina weer opent.</p>"
)
_NAAM: Final[Mapping[str, str]] = {
    "Arbeidsparticipatie": "arbeidsparticipatie",
    "Leegstand": "leegstand",
    "Regiovergelijking": "regiovergelijking",
}
"""Name of the page in the URL → on the command line."""


@dataclass(frozen=True, slots=True)
class _Deel:
    """The part Exporteer of a page that has no figure, years or group of its own to choose.

    Attributes:
        kop: above the buttons; tells it from other downloads on the page.
        over: what goes out, as a sentence with the name of the regio, or with it as a place.
        bestand: first words of the name of a file.
        heel: whether the page is about Nederland as long as no regio is chosen.
    """

    kop: str
    over: str
    bestand: str
    heel: bool = False


_DELEN: Final[Mapping[str, _Deel]] = {
    "start": _Deel(
        "Exporteer", "Wat er opvalt {plek}, als bestand om door te geven.", "wat valt op"
    ),
    "gegevens": _Deel(
        "Exporteer dit overzicht",
        "Welke cijfers er zijn over {naam}, van welke jaren en van wie. Dit is iets anders dan de "
        "CSV hierboven: die heeft van één indicator de cijfers van alle gebieden.",
        "gegevens",
        heel=True,
    ),
    "methode": _Deel(
        "Exporteer deze uitleg",
        "Hoe wij rekenen, met wat elk cijfer over {naam} meet en wat wij ermee deden.",
        "methode",
        heel=True,
    ),
    "eigen_cijfers": _Deel(
        "Exporteer de eigen cijfers",
        "Wat er hierboven over {naam} in de monitor staat, met grafieken, bron en licentie.",
        "eigen cijfers",
    ),
}
"""Name on the command line → its part."""
_NEDERLAND: Final = " U koos geen gemeente of regio; daarom gaat het over Nederland."
_KIES: Final = (
    '<p class="bw-klein">Kies eerst een gemeente of regio; dan staan hier de knoppen voor '
    "PowerPoint, Word, Excel en PDF.</p>"
)


def show_los(stand: Stand, regio: Regio | None, pagina: str) -> None:
    """Draw the four buttons of a page without choices of its own, beside Nederland.

    Args:
        stand: the figures of all gemeenten.
        regio: the chosen regio, of any kind; without one it is about Nederland, or nothing.
        pagina: name of the page on the command line.
    """
    deel = _DELEN[pagina]
    wie = regio or (stand.regios["NL01"] if deel.heel else None)
    st.header(deel.kop, anchor="exporteer")
    if wie is None:
        st.html(_KIES)
        return
    for melding in get_huisstijl().meldingen:
        warn(melding)
    naar = "" if regio else _NEDERLAND
    st.html(f"<p>{escape(deel.over.format(naam=wie.naam, plek=name_plek(wie.naam)))}{naar}</p>")
    draw_vier(
        pagina,
        f"{deel.bestand} {wie.naam}",
        partial(_build_los, stand, wie, pagina),
        partial(build_pagina, pagina=pagina),
        (stand.bouw.bouw_id, wie.code),
    )
    st.html(_LOS_SLOT)


def _build_los(stand: Stand, regio: Regio, pagina: str) -> Opdracht:
    """The same as the command: beside the first group that is offered."""
    ids, groep = find_pagina_ids(stand, pagina), get_groepen(stand, regio.code)[0]
    regiostand = get_regiobeeld(stand, regio).stand
    regels = get_nulmeting(regiostand, regio.code, groep, met_voorlopig=True)
    nu = datetime.now(UTC)
    return Opdracht(regiostand, stand, regio, groep, regels, nu, indicator_ids=ids)


def show_eigenexport(stand: Stand, regio: Regio | None) -> None:
    """Draw the part of Eigen cijfers; nothing as long as nobody brought any figure in."""
    if not find_eigen(stand):
        return
    if regio is None or has_eigen(stand, regio):
        show_los(stand, regio, "eigen_cijfers")
        return
    st.header(_DELEN["eigen_cijfers"].kop, anchor="exporteer")
    st.html(f"<p>{escape(GEEN_EIGEN.format(naam=regio.naam))}</p>")


def show_paginaexport(stand: Stand, regio: Regio, groep: Groep, beeld: Paginabeeld) -> None:
    """Draw the four buttons; what they make is about what is in view now.

    Args:
        stand: the figures of all gemeenten.
        regio: the chosen regio, of any kind.
        groep: what it is held beside.
        beeld: the figure and the years on the page.
    """
    st.header("Exporteer", anchor="exporteer")
    for melding in get_huisstijl().meldingen:
        warn(melding)
    pagina = _NAAM[beeld.pagina]
    over = (stand.bouw.bouw_id, regio.code, groep.sleutel, beeld)
    draw_vier(
        pagina,
        f"{pagina} {regio.naam}",
        partial(_build_opdracht, stand, regio, groep, beeld),
        partial(build_pagina, pagina=pagina),
        over,
    )
    st.html(_SLOT)


def _build_opdracht(stand: Stand, regio: Regio, groep: Groep, beeld: Paginabeeld) -> Opdracht:
    regiostand = get_regiobeeld(stand, regio).stand
    regels = get_nulmeting(regiostand, regio.code, groep, met_voorlopig=True)
    ids = find_pagina_ids(stand, _NAAM[beeld.pagina])
    nu = datetime.now(UTC)
    return Opdracht(regiostand, stand, regio, groep, regels, nu, indicator_ids=ids, beeld=beeld)


def show_onderwerpexport(onderwerp: Arbeid | Leegstand, pagina: str) -> None:
    """Draw the part Exporteer of a page with a subject of its own.

    Args:
        onderwerp: the page with its choices made.
        pagina: its name in the URL.
    """
    o = onderwerp
    norm = find_norm() if isinstance(o, Leegstand) else None
    query = _read_doel(o) if isinstance(o, Arbeid) else _read_tegen(o, norm)
    beeld = Paginabeeld(pagina, o.indicator.indicator_id, o.van, o.tot, norm=norm, query=query)
    show_paginaexport(o.stand, o.regio, o.groep, beeld)


def _read_doel(arbeid: Arbeid) -> dict[str, str]:
    """The level of the scenario as chosen; {} for the one that the page begins with."""
    doel = st.query_params.get("doel", "")
    kent = is_niveau(arbeid.stand, arbeid.regio, arbeid.niveaus, arbeid.tot, doel)
    return {"doel": doel} if kent else {}


def _read_tegen(leegstand: Leegstand, norm: Norm | None) -> dict[str, str]:
    """What leegstand is held against, and a norm that can be read."""
    vraag = st.query_params
    query = {k: vraag[k] for k in ("norm", "normbron") if norm and k in vraag}
    tegen = vraag.get("tegen", "")
    if tegen in find_tegen(leegstand.stand, leegstand.indicator):
        query["tegen"] = tegen
    return query


def show_regioexport(stand: Stand, keuze: Keuze) -> None:
    """Draw the part Exporteer of Regiovergelijking; behind the slides for the council none."""
    twee = keuze.vorm in ("helling", "index")
    van, tot = (keuze.van, keuze.tot) if twee else (keuze.jaar, keuze.jaar)
    query = keuze.build_weergave(keuze.vorm)
    indicator_id = keuze.cijfers.indicator.indicator_id
    beeld = Paginabeeld(
        "Regiovergelijking", indicator_id, van, tot, keuze.cijfers.soort, query=query
    )
    eigen = keuze.is_eigen_groep
    groep = get_groepen(stand, keuze.regio.code)[0] if eigen else keuze.groep
    show_paginaexport(stand, keuze.regio, groep, beeld)
