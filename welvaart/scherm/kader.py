"""The frame around every page: language, looks, navigation, chosen gemeente, data status.

The URL is the state: the choice is read from it, and written to it only when somebody chooses.
"""

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from welvaart.fouten import KeuzeFout, WelvaartFout
from welvaart.groep.gebied import find_regio
from welvaart.groep.groepen import Groep, describe_weggelaten, format_eigen
from welvaart.lezen.stand import Stand
from welvaart.opmaak import convert_moment, format_datum
from welvaart.regio.regio import Regio, RegioSoort
from welvaart.scherm.cijfers import (
    get_groepen,
    get_regiokeuzes,
    get_stand,
    parse_gekozen_groep,
)
from welvaart.scherm.eigen import draw_eigen, get_schakelaar, start_eigen
from welvaart.scherm.geheugen import Geheugen
from welvaart.scherm.grafiek import remember_pagina
from welvaart.scherm.melding import warn
from welvaart.scherm.paginalink import link_pagina
from welvaart.scherm.stijl import get_icoon, show_stijl
from welvaart.zin.herkomst import describe_bron

PRODUCT = "Monitor brede welvaart"
START = "dashboard.py"
NULMETING = "pages/1_Nulmeting.py"
ARBEID = "pages/2_Arbeidsparticipatie.py"
LEEGSTAND = "pages/3_Leegstand.py"
REGIOVERGELIJKING = "pages/4_Regiovergelijking.py"
AGENDA = "pages/5_Lokale_agenda.py"
GEGEVENS = "pages/6_Gegevens.py"
EIGEN = "pages/7_Eigen_cijfers.py"
METHODE = "pages/8_Methode.py"
PAGINAS = (
    (START, "Start"),
    (NULMETING, "Nulmeting"),
    (ARBEID, "Arbeidsparticipatie"),
    (LEEGSTAND, "Leegstand"),
    (REGIOVERGELIJKING, "Regiovergelijking"),
    (AGENDA, "Lokale agenda"),
    (GEGEVENS, "Gegevens"),
    (EIGEN, "Eigen cijfers"),
    (METHODE, "Methode"),
)
_BRON: Geheugen[str] = Geheugen(1)
_EIGEN = "Eigen groep …"
_EIGEN_REGIO = "Eigen regio samenstellen …"


@dataclass(frozen=True)
class Kader:
    """What a page gets from the frame.

    Attributes:
        stand: the figures.
        gemeente: the chosen gemeente; None when nothing (valid), or another regio, is chosen.
        regio: the choice of any kind: gemeente, area or own regio; None when there is none.
    """

    stand: Stand
    gemeente: Regio | None
    regio: Regio | None = None


def begin_pagina(pagina: str, titel: str) -> Kader:
    """Draw the frame and return the figures and the choice; call this first on every page.

    Stops the page with a clear sentence when there are no figures to show.

    Args:
        pagina: file of the page, one of the constants of this module.
        titel: of the browser tab.
    """
    st.set_page_config(page_title=f"{titel} · {PRODUCT}", page_icon=get_icoon(), layout="wide")
    show_stijl(pagina)
    try:
        stand = get_stand()
    except WelvaartFout as fout:
        st.error(f"Er zijn nog geen cijfers om te tonen. {fout}")
        st.stop()
    _freeze()
    regio = _read_regio(stand)
    remember_pagina(name_in_url(pagina), regio.naam if regio else "")
    with st.sidebar:
        _draw_navigatie(pagina, regio)
        if pagina != START and "raad" not in st.query_params:  # behind the slides nobody chooses
            draw_keuze(stand, regio, "Gemeente of regio", sleutel=f"kies_gemeente_{pagina}")
        if regio is not None and regio.soort is RegioSoort.EIGEN:
            draw_eigen(stand, regio.code, parameter="regio", wat="regio")
    is_gemeente = regio is not None and regio.soort is RegioSoort.GEMEENTE
    return Kader(stand, regio if is_gemeente else None, regio)


def draw_keuze(
    stand: Stand, regio: Regio | None, label: str, *, sleutel: str = "kies_gemeente"
) -> None:
    """Draw the pick list of regio's; typing finds old names and everyday names too.

    The list follows the choice, also when that was made on the map or with the back button.
    """
    keuzes = get_regiokeuzes(stand)
    labels = [*keuzes, _EIGEN_REGIO]
    gekozen = None if regio is None else _find_label(keuzes, regio)
    if gekozen is not None and gekozen not in keuzes:
        labels.append(gekozen)
    st.session_state[sleutel] = gekozen
    st.selectbox(
        label,
        labels,
        index=None,
        placeholder="Typ of kies een gemeente of regio",
        key=sleutel,
        on_change=_write_keuze,
        args=(stand, regio, sleutel),
    )


def choose_gemeente(stand: Stand) -> None:
    """Ask for a regio on a page that cannot do without one."""
    st.html("<p>Kies eerst een gemeente. Typ een naam; ook een oude naam mag.</p>")
    draw_keuze(stand, None, "Kies uw gemeente", sleutel="kies_gemeente_midden")


def require_regio(kader: Kader, vraag: str) -> Regio:
    """The chosen regio; without one, ask for it under this question and stop the page."""
    if kader.regio is None:
        st.title(vraag)
        choose_gemeente(kader.stand)
        end_pagina(kader.stand)
        st.stop()
    return kader.regio


def draw_terug(regio: Regio) -> None:
    """Draw a way to another regio that a phone shows too, where the menu is folded."""
    label = "Andere gemeente of regio kiezen"
    link_pagina(START, label, get_query(regio), icoon=":material/swap_horiz:")


def read_groep(stand: Stand, regio: Regio, *, standaard: str = "land") -> Groep:
    """Draw the choice of what to compare with, and return it; the URL holds it (`vergelijk`).

    Args:
        stand: the figures.
        regio: for whom.
        standaard: group when the URL names none; Nederland where that has no other gemeenten.
    """
    groepen = get_groepen(stand, regio.code)
    passend = (g for g in groepen if g.sleutel == standaard and len(g.codes) > 1)
    gekozen = next(passend, groepen[0])
    standaard = gekozen.sleutel
    gevraagd = st.query_params.get("vergelijk", gekozen.sleutel)
    try:
        gekozen = parse_gekozen_groep(stand, regio.code, gevraagd)
    except KeuzeFout as fout:
        warn(f"{fout} U vergelijkt nu met {gekozen.titel}.")
    titels = {groep.titel: groep.sleutel for groep in groepen}
    titels.setdefault(gekozen.titel, gekozen.sleutel)
    with st.sidebar:
        st.selectbox(
            "Vergelijk met",
            [*titels, _EIGEN],
            index=list(titels).index(gekozen.titel),
            key=f"kies_groep_{regio.code}_{gekozen.sleutel}",
            on_change=_write_groep,
            args=(
                titels,
                f"kies_groep_{regio.code}_{gekozen.sleutel}",
                _start_eigen(groepen),
                standaard,
            ),
        )
        if gekozen.soort == "eigen":
            draw_eigen(stand, gekozen.sleutel, parameter="vergelijk", wat="groep")
        for zin in (gekozen.uitleg, *describe_weggelaten(stand)):
            st.html(f'<p class="bw-klein">{escape(zin)}</p>')
    return gekozen


def choose(regio_code: str) -> None:
    """Make this regio the choice, in the URL."""
    st.query_params["regio"] = regio_code


def end_pagina(stand: Stand) -> None:
    """Draw the data status at the bottom of the page."""
    laatste = max(stand.reeksen.jaren)
    st.html(
        f'<footer class="bw-voet">Cijfers tot en met {laatste}; bij elk cijfer staat het jaar · '
        f"gebouwd {format_datum(convert_moment(stand.bouw.gebouwd_op))} · "
        f"{_BRON.get(stand, None, lambda: describe_bron(stand)).removesuffix('.')} · "
        "CBS-cijfers: CC BY 4.0</footer>"
    )


def get_query(regio: Regio | None) -> dict[str, str]:
    """Query parameters that carry the choice to another page."""
    query = {"regio": regio.code} if regio else {}
    if "vergelijk" in st.query_params:
        query["vergelijk"] = st.query_params["vergelijk"]
    return query


def name_in_url(pagina: str) -> str:
    """How a page file is called in the URL: "pages/1_Nulmeting.py" → "Nulmeting"."""
    return "" if pagina == START else Path(pagina).stem.split("_", 1)[1]


def _draw_navigatie(pagina: str, regio: Regio | None) -> None:
    naam = f"<br>{escape(regio.naam)}" if regio else ""
    st.html(f'<p class="bw-merk">{PRODUCT}{naam}</p>')
    query = get_query(regio)
    for bestand, label in PAGINAS:
        if bestand == pagina:
            st.html(f'<p class="bw-hier" aria-current="page">{label}</p>')
        else:
            link_pagina(bestand, label, query)


def _start_eigen(groepen: Sequence[Groep]) -> tuple[str, ...]:
    """What an own group starts from: the COROP, if that has at least two gemeenten."""
    genoeg = [g.codes for g in groepen if g.soort in ("corop", "arbeidsmarktregio", "provincie")]
    return next((codes for codes in genoeg if len(codes) > 1), groepen[-1].codes)


def _find_label(keuzes: Mapping[str, str], regio: Regio) -> str:
    """How the pick list calls a regio: its name, or "Utrecht (gemeente)"."""
    dubbel = f"{regio.naam} (gemeente)"
    return dubbel if keuzes.get(dubbel) == regio.code else regio.naam


def _read_regio(stand: Stand) -> Regio | None:
    gevraagd = st.query_params.get("regio")
    if not gevraagd:
        return None
    try:
        return find_regio(stand, gevraagd)
    except KeuzeFout as fout:
        warn(str(fout))
        return None


def _write_keuze(stand: Stand, regio: Regio | None, sleutel: str) -> None:
    gekozen = st.session_state.get(sleutel)
    if gekozen is None:
        st.query_params.pop("regio", None)
    elif gekozen == _EIGEN_REGIO:
        st.session_state[get_schakelaar("regio")] = True
        choose(format_eigen(start_eigen(stand, regio)))
    else:
        choose(get_regiokeuzes(stand).get(gekozen, regio.code if regio else gekozen))


def _write_groep(
    titels: dict[str, str], sleutel: str, start: Sequence[str], standaard: str
) -> None:
    gekozen = st.session_state[sleutel]
    if gekozen == _EIGEN:
        st.session_state[get_schakelaar("vergelijk")] = True
        st.query_params["vergelijk"] = format_eigen(start)
    elif titels[gekozen] == standaard:
        st.query_params.pop("vergelijk", None)
    else:
        st.query_params["vergelijk"] = titels[gekozen]


@lru_cache(maxsize=1)
def _freeze() -> None:
    """Keep the figures and modules out of the garbage collection after every script run.

    That collection, not the page, is what limits how many people can work at once
    (docs/benchmarks.md).
    """
    gc.collect()
    gc.freeze()
