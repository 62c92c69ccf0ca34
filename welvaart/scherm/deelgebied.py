"""Parts of a gemeente on the screen: their own figures beside that of the whole gemeente."""

from collections.abc import Callable
from html import escape

import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.lezen.stand import Stand
from welvaart.opmaak import LEGENDA, ONBEKEND
from welvaart.regio.deelgebied import Deelcijfer, find_nieuwste, find_perioden
from welvaart.regio.regio import Regio
from welvaart.scherm.tabel import show_tabel
from welvaart.zin.deelgebiedzin import (
    describe_deelbron,
    describe_deelgebied,
    find_heel,
    format_deelcijfer,
)


def show_deelgebieden(stand: Stand, indicator: Indicator, gemeente: Regio) -> None:
    """Draw the deelgebieden of a gemeente that have figures; nothing where there are none."""
    cijfers = stand.deelcijfers.get((indicator.indicator_id, gemeente.code), [])
    if not cijfers:
        return
    st.html("<h4>Delen van de gemeente</h4>")
    zinnen = [
        describe_deelgebied(stand, indicator, gemeente, cijfer) for cijfer in find_nieuwste(cijfers)
    ]
    bron = describe_deelbron(indicator, gemeente, cijfers)
    st.html(
        "".join(f"<p>{escape(zin)}</p>" for zin in zinnen)
        + f'<p class="bw-klein">{escape(bron)}</p>'
    )
    if st.toggle(
        "Toon de deelgebieden per jaar", key=f"tabel_deelgebieden_{indicator.indicator_id}"
    ):
        _show_jaren(stand, indicator, gemeente, cijfers)


def show_wegwijzer(stand: Stand, gemeente: Regio, on_kies: Callable[[str], None]) -> None:
    """Draw a button to each indicator that has figures of parts of this gemeente."""
    ids = [naam for naam, code in stand.deelcijfers if code == gemeente.code]
    if not ids:
        return
    st.header(f"Delen van {gemeente.naam}", anchor="deelgebieden")
    st.html(
        "<p>Van deze onderwerpen zijn er eigen cijfers over een deel van de gemeente, zoals de "
        "binnenstad.</p>"
    )
    for indicator_id in ids:
        st.button(
            stand.indicatoren[indicator_id].titel,
            key=f"deelgebied_{indicator_id}",
            on_click=on_kies,
            args=(indicator_id,),
        )


def _show_jaren(
    stand: Stand, indicator: Indicator, gemeente: Regio, cijfers: list[Deelcijfer]
) -> None:
    """One row per period, one column per deelgebied, and the whole gemeente beside them."""
    namen = sorted({cijfer.kort for cijfer in cijfers})
    bij = {
        (cijfer.periode_code, cijfer.kort): format_deelcijfer(indicator, cijfer)
        for cijfer in cijfers
    }
    rijen = []
    for code in find_perioden(cijfers):
        heel = find_heel(stand, indicator, gemeente, code)
        cellen = [bij.get((code, naam), ONBEKEND) for naam in namen]
        rijen.append([Periode.parse(code).label, *cellen, indicator.format(heel)])
    show_tabel(
        ["Periode", *namen, f"Heel {gemeente.naam}"],
        rijen,
        bijschrift=f"{indicator.titel}, {indicator.eenheid}",
        rechts=range(1, len(namen) + 2),
    )
    st.caption(LEGENDA)
