"""A chart on the page: picture, text alternative, and under it a bar with table and downloads."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from html import escape
from typing import Any

import streamlit as st

from welvaart.export.bestandsnaam import build_slug
from welvaart.grafieken.cijfertabel import Cijfertabel
from welvaart.grafieken.figuur import Figuur
from welvaart.grafieken.thema import MODEBAR, MODEBAR_KAART
from welvaart.installatie import STATISCH
from welvaart.kenmerk import Weergave, format_kenmerk

KAART_CONFIG = {**MODEBAR_KAART, "doubleClick": False}
_STATISCH = STATISCH / "scherm"
_PAGINA = "bw_pagina"
_REGIO = "bw_regio"
_GEHEIM = ("dossier",)  # whoever has this code can write: it may stand in no picture


def show_grafiek(
    figuur: Figuur,
    *,
    alt: str,
    sleutel: str,
    tabel: Cijfertabel | None = None,
    weergave: Mapping[str, str] | None = None,
    noten: Sequence[str] = (),
    on_kies: Callable[[str], None] | None = None,
    raad: int = 0,
) -> None:
    """Draw a chart with its message as text alternative, and the bar under it.

    Args:
        figuur: from `welvaart.grafieken.thema.build_figuur`, so with a message and a source.
        alt: what the chart says, as sentences.
        sleutel: unique on the page, letters and _; also the name of the files.
        tabel: the drawn figures; without it the bar has no table and no CSV.
        weergave: query parameters that reopen this view; by default those in the URL.
        noten: caveats for who presents the chart, as sentences.
        raad: open the raadsmodus by itself as soon as so many charts stand on the page; 0 = never.
            Those charts travel without their tables: nobody sees them behind the slides.
        on_kies: called with the code of the place that somebody clicked on a map.
    """
    extra: dict[str, Any] = {}
    if on_kies is not None:
        extra = {"on_select": _read_klik(sleutel, on_kies), "selection_mode": "points"}
    config = _choose_config(figuur) if on_kies is None else KAART_CONFIG
    titel = _get_titel(figuur)
    st.html(f'<p class="bw-grafiektitel" aria-hidden="true">{escape(titel)}</p>')
    st.plotly_chart(
        figuur, width="stretch", theme=None, config=config, alt=alt, key=sleutel, **extra
    )
    kenmerk = build_kenmerk(weergave)
    data: dict[str, Any] = {
        "sleutel": sleutel,
        "titel": titel,
        "bron": _get_bron(figuur),
        "bestand": _name_bestand(sleutel, kenmerk),
        "kenmerk": kenmerk,
    }
    if raad:
        data["raad"] = raad
    elif tabel is not None:
        data["tabel"] = tabel.pack()
    if noten:
        data["noten"] = list(noten)
    _get_component()(key=f"balk_{sleutel}", data=data)


def show_csvknop(tabel: Cijfertabel, *, sleutel: str, titel: str, bron: str) -> None:
    """Draw a bar with only CSV and the kenmerk, under a table that stands on the page itself.

    Args:
        tabel: the rows of the table.
        sleutel: unique on the page; also the name of the file.
        titel: what the table is about.
        bron: the source line, which goes along in the file.
    """
    kenmerk = build_kenmerk()
    data: dict[str, Any] = {
        "sleutel": sleutel,
        "titel": titel,
        "bron": bron,
        "bestand": _name_bestand(sleutel, kenmerk),
        "kenmerk": kenmerk,
        "tabel": tabel.pack(),
        "kaal": True,
    }
    _get_component()(key=f"balk_{sleutel}", data=data)


def remember_pagina(naam: str, regio_naam: str = "") -> None:
    """Say which page is being drawn, as it stands in the URL ("" = start), and for which regio."""
    st.session_state[_PAGINA] = naam
    st.session_state[_REGIO] = regio_naam


def build_kenmerk(weergave: Mapping[str, str] | None = None) -> str:
    """The id of the view on screen, or of this page with other query parameters."""
    alles = st.query_params.to_dict() if weergave is None else weergave
    query = {naam: waarde for naam, waarde in alles.items() if naam not in _GEHEIM}
    return format_kenmerk(Weergave(st.session_state.get(_PAGINA, ""), query))


def _choose_config(figuur: Figuur) -> dict[str, Any]:
    is_kaart = any(spoor["type"] == "choropleth" for spoor in figuur.to_dict()["data"])
    return MODEBAR_KAART if is_kaart else MODEBAR


def _read_klik(sleutel: str, on_kies: Callable[[str], None]) -> Callable[[], None]:
    def kies() -> None:
        punten = st.session_state[sleutel].selection.points
        if punten:
            on_kies(punten[0]["location"])

    return kies


def _name_bestand(sleutel: str, kenmerk: str) -> str:
    """Name of a file without its ending: chart, regio (when one is chosen) and kenmerk."""
    regio_naam = st.session_state.get(_REGIO, "")
    regio = f"{build_slug(regio_naam, 30)}_" if regio_naam else ""
    return f"{sleutel}_{regio}{kenmerk.replace('-', '')[:60]}"


def _get_titel(figuur: Figuur) -> str:
    return _strip(figuur.to_dict()["layout"]["title"]["text"])


def _get_bron(figuur: Figuur) -> str:
    teksten = figuur.to_dict()["layout"]["annotations"]
    return _strip(next(tekst["text"] for tekst in teksten if tekst.get("name") == "bron"))


def _strip(tekst: str) -> str:
    """A title of a chart as running text; a number stays tied to its unit."""
    return re.sub(
        r"[ \n]+", " ", re.sub(r"<br>|</?b>", " ", re.sub(r"- ?<br>", "-", tekst))
    ).strip()


@lru_cache(maxsize=1)
def _get_component() -> Any:  # noqa: ANN401 - Streamlit gives the mount function no public type
    """The bar: a few words here, the code as a static file that the browser keeps."""
    namen = ("grafiekbalk.js", "beeld.js", "kaartnamen.js", "raad.js", "grafiekbalk.css")
    versie = sha256(b"".join((_STATISCH / naam).read_bytes() for naam in namen)).hexdigest()[:8]
    return st.components.v2.component(
        "bw_grafiekbalk",
        html=f'<link rel="stylesheet" href="app/static/scherm/grafiekbalk.css?{versie}">'
        '<div class="grafiekbalk"></div>',
        # Two lines: Streamlit takes one line for the name of a file. They travel with each bar.
        js=f'const u = new URL("app/static/scherm/grafiekbalk.js?{versie}", document.baseURI);\n'
        "export default (c) => { import(u).then((m) => m.teken(c)); };",
    )
