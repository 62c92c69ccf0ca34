"""Parts of a gemeente on the screen: their own figures beside that of the whole gemeente."""

from collections.abc import Callable
from html import escape
from math import isnan

import numpy as np
import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.lezen.stand import Stand
from welvaart.opmaak import LEGENDA, ONBEKEND, STATUSTEKENS
from welvaart.regio.deelgebied import Deelcijfer, find_nieuwste, find_perioden
from welvaart.regio.regio import Regio
from welvaart.scherm.tabel import show_tabel


def show_deelgebieden(stand: Stand, indicator: Indicator, gemeente: Regio) -> None:
    """Draw the deelgebieden of a gemeente that have figures; nothing where there are none."""
    cijfers = stand.deelcijfers.get((indicator.indicator_id, gemeente.code), [])
    if not cijfers:
        return
    st.html("<h4>Delen van de gemeente</h4>")
    zinnen = [
        describe_deelgebied(stand, indicator, gemeente, cijfer) for cijfer in find_nieuwste(cijfers)
    ]
    bronnen = ", ".join(sorted({cijfer.bron for cijfer in cijfers}))
    anders = (
        f"Het cijfer van heel {gemeente.naam} heeft een andere bron: {indicator.bronregel}. Een "
        "verschil kan ook daaraan liggen. "
    )
    if indicator.eigen:
        anders = ""
    st.html(
        "".join(f"<p>{escape(zin)}</p>" for zin in zinnen)
        + f'<p class="bw-klein">Eigen cijfer, bron: {escape(bronnen)}. {escape(anders)}Delen van '
        "een gemeente tellen niet mee in een plaats, gemiddelde of totaal.</p>"
    )
    if st.toggle(
        "Toon de deelgebieden per jaar", key=f"tabel_deelgebieden_{indicator.indicator_id}"
    ):
        _show_jaren(stand, indicator, gemeente, cijfers)


def describe_deelgebied(
    stand: Stand, indicator: Indicator, gemeente: Regio, cijfer: Deelcijfer
) -> str:
    """Say one figure beside that of the whole gemeente in the same period, or that it has none."""
    wanneer = Periode.parse(cijfer.periode_code).label
    zin = f"{cijfer.kort} {_format(indicator, cijfer)}"
    heel = _find_heel(stand, indicator, gemeente, cijfer.periode_code)
    if isnan(heel):
        return f"{zin} ({wanneer}). Heel {gemeente.naam} heeft over die periode geen cijfer."
    tegenover = "op" if indicator.regionaal == "som" else "tegenover"
    return f"{zin} {tegenover} heel {gemeente.naam} {indicator.format(heel)} ({wanneer})."


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


def _find_heel(stand: Stand, indicator: Indicator, gemeente: Regio, periode_code: str) -> float:
    """Figure of the whole gemeente in exactly this period; NaN = none."""
    i = stand.reeksen.get_i(indicator.indicator_id)
    r = stand.reeksen.get_r(gemeente.code)
    plaats = np.flatnonzero(stand.reeksen.perioden[i] == periode_code)
    if r is None or not plaats.size:
        return float("nan")
    return float(stand.reeksen.waarde[i, r, plaats[0]])


def _format(indicator: Indicator, cijfer: Deelcijfer) -> str:
    return indicator.format(cijfer.waarde) + STATUSTEKENS.get(cijfer.status, "")


def _show_jaren(
    stand: Stand, indicator: Indicator, gemeente: Regio, cijfers: list[Deelcijfer]
) -> None:
    """One row per period, one column per deelgebied, and the whole gemeente beside them."""
    namen = sorted({cijfer.kort for cijfer in cijfers})
    bij = {(cijfer.periode_code, cijfer.kort): _format(indicator, cijfer) for cijfer in cijfers}
    rijen = []
    for code in find_perioden(cijfers):
        heel = _find_heel(stand, indicator, gemeente, code)
        cellen = [bij.get((code, naam), ONBEKEND) for naam in namen]
        rijen.append([Periode.parse(code).label, *cellen, indicator.format(heel)])
    show_tabel(
        ["Periode", *namen, f"Heel {gemeente.naam}"],
        rijen,
        bijschrift=f"{indicator.titel}, {indicator.eenheid}",
        rechts=range(1, len(namen) + 2),
    )
    st.caption(LEGENDA)
