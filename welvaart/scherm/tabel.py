"""Real HTML tables (not a canvas): readable by a screen reader, printable, copyable."""

from collections.abc import Sequence
from html import escape

import streamlit as st


def build_tabel(
    koppen: Sequence[str],
    rijen: Sequence[Sequence[str]],
    *,
    bijschrift: str,
    rechts: Sequence[int] = (),
    eigen: int | None = None,
) -> str:
    """Write a table as HTML; all text is escaped.

    Args:
        koppen: header cells.
        rijen: body cells as text.
        bijschrift: caption.
        rechts: columns with numbers, aligned right.
        eigen: row of the own gemeente, in bold.
    """

    def cel(soort: str, k: int, tekst: str) -> str:
        klasse = ' class="r"' if k in rechts else ""
        bereik = ' scope="col"' if soort == "th" else ""
        return f"<{soort}{bereik}{klasse}>{escape(tekst)}</{soort}>"

    kop = "".join(cel("th", k, tekst) for k, tekst in enumerate(koppen))
    lijf = "".join(
        ('<tr class="eigen">' if r == eigen else "<tr>")
        + "".join(cel("td", k, tekst) for k, tekst in enumerate(rij))
        + "</tr>"
        for r, rij in enumerate(rijen)
    )
    return (
        '<div class="bw-tabelhouder"><table class="bw-tabel">'
        f"<caption>{escape(bijschrift)}</caption><thead><tr>{kop}</tr></thead><tbody>{lijf}</tbody></table></div>"
    )


def show_tabel(
    koppen: Sequence[str],
    rijen: Sequence[Sequence[str]],
    *,
    bijschrift: str,
    rechts: Sequence[int] = (),
    eigen: int | None = None,
) -> None:
    """Draw a table; arguments as in `build_tabel`."""
    st.html(build_tabel(koppen, rijen, bijschrift=bijschrift, rechts=rechts, eigen=eigen))
