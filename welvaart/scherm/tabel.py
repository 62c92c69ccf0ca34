"""Real HTML tables (not a canvas): readable by a screen reader, printable, copyable."""

from collections.abc import Sequence
from html import escape
from typing import Literal

import streamlit as st

Smal = Literal["", "kaarten", "vast"]


def build_tabel(
    koppen: Sequence[str],
    rijen: Sequence[Sequence[str]],
    *,
    bijschrift: str,
    rechts: Sequence[int] = (),
    eigen: int | None = None,
    smal: Smal = "",
) -> str:
    """Write a table as HTML; all text is escaped.

    Args:
        koppen: header cells.
        rijen: body cells as text.
        bijschrift: caption.
        rechts: columns with numbers, aligned right.
        eigen: row of the own gemeente, in bold.
        smal: what a wide table does on a phone: "kaarten" sets each row under the other with the
            header before each cell, "vast" keeps the first column in view while the rest slides.
    """
    kaarten = smal == "kaarten"

    def rol(naam: str) -> str:
        # Cells that are laid out as cards are a table to nobody unless it is said.
        return f' role="{naam}"' if kaarten else ""

    def cel(soort: str, k: int, tekst: str) -> str:
        klasse = ' class="r"' if k in rechts else ""
        bereik = ' scope="col"' if soort == "th" else ""
        kop = f' data-kop="{escape(koppen[k])}"' if kaarten and soort == "td" and k else ""
        rang = rol("columnheader" if soort == "th" else "cell")
        return f"<{soort}{bereik}{klasse}{rang}{kop}>{escape(tekst)}</{soort}>"

    kop = "".join(cel("th", k, tekst) for k, tekst in enumerate(koppen))
    rij_rol, groep = rol("row"), rol("rowgroup")
    lijf = "".join(
        (f'<tr class="eigen"{rij_rol}>' if r == eigen else f"<tr{rij_rol}>")
        + "".join(cel("td", k, tekst) for k, tekst in enumerate(rij))
        + "</tr>"
        for r, rij in enumerate(rijen)
    )
    klasse = f"bw-tabel bw-{smal}" if smal else "bw-tabel"
    veeg = '<p class="bw-klein bw-veeg">Veeg de tabel opzij voor de andere kolommen.</p>'
    return (
        f'<div class="bw-tabelhouder"><table class="{klasse}"{rol("table")}>'
        f"<caption>{escape(bijschrift)}</caption><thead{groep}><tr{rij_rol}>{kop}</tr></thead>"
        f"<tbody{groep}>{lijf}</tbody></table></div>{veeg if smal == 'vast' else ''}"
    )


def show_tabel(
    koppen: Sequence[str],
    rijen: Sequence[Sequence[str]],
    *,
    bijschrift: str,
    rechts: Sequence[int] = (),
    eigen: int | None = None,
    smal: Smal = "",
) -> None:
    """Draw a table; arguments as in `build_tabel`."""
    st.html(
        build_tabel(koppen, rijen, bijschrift=bijschrift, rechts=rechts, eigen=eigen, smal=smal)
    )
