"""The frame around every page: language, looks, navigation, chosen gemeente, data status.

The URL is the state: the choice is read from it, and written to it only when somebody chooses.
"""

import gc
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from welvaart.fouten import KeuzeFout, WelvaartFout
from welvaart.opmaak import format_datum
from welvaart.regio import Regio
from welvaart.scherm.cijfers import get_stand
from welvaart.stand import Stand

PRODUCT = "Monitor brede welvaart"
START = "dashboard.py"
NULMETING = "pages/1_Nulmeting.py"
GEGEVENS = "pages/6_Gegevens.py"
_PAGINAS = ((START, "Start"), (NULMETING, "Nulmeting"), (GEGEVENS, "Gegevens"))
_TAAL = "<script>document.documentElement.lang='nl'</script>"


@dataclass(frozen=True)
class Kader:
    """What a page gets from the frame.

    Attributes:
        stand: the figures.
        gemeente: the chosen gemeente; None when nothing (valid) is chosen yet.
    """

    stand: Stand
    gemeente: Regio | None


def begin_pagina(pagina: str, titel: str) -> Kader:
    """Draw the frame and return the figures and the choice; call this first on every page.

    Stops the page with a clear sentence when there are no figures to show.

    Args:
        pagina: file of the page, one of the constants of this module.
        titel: of the browser tab.
    """
    st.set_page_config(page_title=f"{titel} · {PRODUCT}", page_icon=_icoon(), layout="wide")
    st.html(_TAAL, unsafe_allow_javascript=True)
    st.html(f"<style>{_stijl()}</style>")
    try:
        stand = get_stand()
    except WelvaartFout as fout:
        st.error(f"Er zijn nog geen cijfers om te tonen. {fout}")
        st.stop()
    _freeze()
    gemeente = _read_gemeente(stand)
    with st.sidebar:
        _draw_navigatie(pagina, gemeente)
        if pagina != START:
            draw_keuze(stand, gemeente, "Gemeente")
    return Kader(stand, gemeente)


def draw_keuze(
    stand: Stand, gemeente: Regio | None, label: str, *, sleutel: str = "kies_gemeente"
) -> None:
    """Draw the pick list of gemeenten; typing finds old names and everyday names too.

    The list follows the choice, also when that was made on the map or with the back button.
    """
    code = gemeente.code if gemeente else None
    if stand.keuzes.get(st.session_state.get(sleutel) or "") != code:
        st.session_state[sleutel] = gemeente.naam if gemeente else None
    st.selectbox(
        label,
        list(stand.keuzes),
        index=None,
        placeholder="Typ of kies een gemeente",
        key=sleutel,
        on_change=_write_keuze,
        args=(stand, sleutel),
    )


def choose_gemeente(stand: Stand) -> None:
    """Ask for a gemeente on a page that cannot do without one."""
    st.html("<p>Kies eerst een gemeente. Typ een naam; ook een oude naam mag.</p>")
    draw_keuze(stand, None, "Kies uw gemeente", sleutel="kies_gemeente_midden")


def choose(regio_code: str) -> None:
    """Make this gemeente the choice, in the URL and for the other pages."""
    st.session_state["regio"] = regio_code
    st.query_params["regio"] = regio_code


def end_pagina(stand: Stand) -> None:
    """Draw the data status at the bottom of the page."""
    laatste = max(stand.reeksen.jaren)
    niet_live = sum(not x.gecontroleerd for x in stand.indicatoren.values())
    st.html(
        f'<footer class="bw-voet">Cijfers tot en met {laatste} · gebouwd '
        f"{format_datum(stand.bouw.gebouwd_op)} · {niet_live} van {len(stand.indicatoren)} "
        "indicatoren nog niet live gecontroleerd bij de bron · cijfers: CBS (CC BY 4.0)</footer>"
    )


def get_query(gemeente: Regio | None) -> dict[str, str]:
    """Query parameters that carry the choice to another page."""
    return {"regio": gemeente.code} if gemeente else {}


def _draw_navigatie(pagina: str, gemeente: Regio | None) -> None:
    naam = f"<br>{escape(gemeente.naam)}" if gemeente else ""
    st.html(f'<p class="bw-merk">{PRODUCT}{naam}</p>')
    for bestand, label in _PAGINAS:
        st.page_link(
            bestand, label=label, query_params=get_query(gemeente), disabled=bestand == pagina
        )


def _read_gemeente(stand: Stand) -> Regio | None:
    gevraagd = st.query_params.get("regio") or st.session_state.get("regio")
    if not gevraagd:
        return None
    try:
        gemeente = stand.find_gemeente(gevraagd.strip().upper())
    except KeuzeFout as fout:
        st.warning(str(fout))
        return None
    st.session_state["regio"] = gemeente.code
    return gemeente


def _write_keuze(stand: Stand, sleutel: str) -> None:
    if gekozen := st.session_state.get(sleutel):
        choose(stand.keuzes[gekozen])


@lru_cache(maxsize=1)
def _stijl() -> str:
    return (Path(__file__).parent / "stijl.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _icoon() -> str:
    return str(Path(__file__).parent / "icoon.svg")


@lru_cache(maxsize=1)
def _freeze() -> None:
    """Keep the figures and modules out of the garbage collection after every script run.

    That collection, not the page, is what limits how many people can work at once
    (docs/benchmarks.md).
    """
    gc.collect()
    gc.freeze()
