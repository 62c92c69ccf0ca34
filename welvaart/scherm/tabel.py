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
            header before each cell (`static/scherm/taal.js`), "vast" keeps the first column in
            view while the rest slides.
    """
    # The usual table, a name with figures, says so once instead of at each cell.
    is_gewoon = not smal and list(rechts) == list(range(1, len(koppen)))

    def cel(soort: str, k: int, tekst: str) -> str:
        klasse = ' class="r"' if k in rechts and not is_gewoon else ""
        bereik = ' scope="col"' if soort == "th" else ""
        return f"<{soort}{bereik}{klasse}>{escape(tekst)}</{soort}>"

    kop = "".join(cel("th", k, tekst) for k, tekst in enumerate(koppen))
    lijf = "".join(
        ('<tr class="eigen">' if r == eigen else "<tr>")
        + "".join(cel("td", k, tekst) for k, tekst in enumerate(rij))
        + "</tr>"
        for r, rij in enumerate(rijen)
    )
    klasse = f"bw-tabel bw-{smal}" if smal else "bw-tabel"
    klasse += " bw-getallen" if is_gewoon else ""
    veeg = '<p class="bw-klein bw-veeg">Veeg de tabel opzij voor de andere kolommen.</p>'
    return (
        f'<div class="bw-tabelhouder"><table class="{klasse}">'
        f"<caption>{escape(bijschrift)}</caption><thead><tr>{kop}</tr></thead>"
        f"<tbody>{lijf}</tbody></table></div>{veeg if smal == 'vast' else ''}"
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
