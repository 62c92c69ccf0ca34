"""The part Exporteer of a page about one figure: its chapter, for the years and group in view."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Final

import streamlit as st

from welvaart.export.bouwen.opdracht import Opdracht, Paginabeeld
from welvaart.export.bouwen.paginas import build_pagina, find_pagina_ids
from welvaart.groep.groepen import Groep
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.leegstand import Norm
from welvaart.onderwerp.leegstandsamenhang import find_tegen
from welvaart.onderwerp.niveau import is_niveau
from welvaart.regio.regio import Regio
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
_NAAM: Final[Mapping[str, str]] = {
    "Arbeidsparticipatie": "arbeidsparticipatie",
    "Leegstand": "leegstand",
    "Regiovergelijking": "regiovergelijking",
}
"""Name of the page in the URL → on the command line."""


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
