"""What a team plans per year for each goal, beside the road to it."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.doel.begrootvragen import find_begrootvragen, plan_pad
from welvaart.doel.eigendoel import find_indicator, name_weg
from welvaart.doel.maat import get_decimalen
from welvaart.dossier.doelenlijst import Doelregel, read_begroot
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel, compute_nodig
from welvaart.opmaak import format_opsomming
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.melding import warn


def draw_begroot(
    blad: Blad, stand: Stand, regio: Regio, doelen: Sequence[Doelregel], jaren: Sequence[int]
) -> None:
    """Draw a cell per goal and year, and the button that fills the empty ones with the road."""
    st.header("Wat begroot u per jaar?", anchor="begroot")
    leeg = _find_leeg(blad, stand, doelen, jaren)
    if leeg:
        st.html("<p>Het doelpad is de rechte weg naar uw doel. Wat u zelf typte, blijft staan.</p>")
        st.button(
            "Vul het doelpad in bij wat nog leeg is",
            key="vul doelpad",
            on_click=_fill,
            args=(blad, leeg),
        )
    for doel in doelen:
        x = find_indicator(stand, blad.eigen, doel.indicator_id)
        titel = x.titel if x else name_weg(doel.indicator_id)
        st.html(f"<h3>{escape(titel)}</h3>")
        if x is not None and doel.doel is not None:
            st.html(f'<p class="bw-klein">{escape(_describe_pad(x, doel.doel, jaren))}</p>')
        cijfers = get_decimalen(stand, x, regio.code) if x else 1
        for kolom, jaar in zip(st.columns(len(jaren)), jaren, strict=True):
            with kolom:
                pad = f"begroting/{doel.sleutel}/{jaar}"
                blad.draw_getal(pad, f"Begroting {jaar}", decimalen=cijfers)
        if x is not None and doel.doel is not None:
            plan = {j: w for (_, j), w in read_begroot(blad.velden, [doel], jaren).items()}
            for vraag in find_begrootvragen(x, doel.doel, plan, cijfers):
                warn(vraag)


def _describe_pad(x: Indicator, doel: Doel, jaren: Sequence[int]) -> str:
    """What the road asks in the years to plan for."""
    mee = [jaar for jaar in jaren if jaar <= doel.streefjaar]
    hoogten = [f"{x.format(compute_nodig(doel, jaar))} in {jaar}" for jaar in mee]
    if not hoogten:
        return f"Het doelpad eindigde in {doel.streefjaar} op {x.format(doel.streefwaarde)}."
    daarna = "; daarna vasthouden" if len(mee) < len(jaren) else ""
    return f"Het doelpad vraagt {format_opsomming(hoogten)}{daarna}."


def _find_leeg(
    blad: Blad, stand: Stand, doelen: Sequence[Doelregel], jaren: Sequence[int]
) -> dict[str, float]:
    """Path of each cell in which nothing stands, also nothing refused, → height of the road."""
    uit = {}
    for regel in doelen:
        x = find_indicator(stand, blad.eigen, regel.indicator_id)
        if x is None or regel.doel is None:
            continue
        for jaar, hoogte in plan_pad(x, regel.doel, jaren).items():
            pad = f"begroting/{regel.sleutel}/{jaar}"
            if blad.get(pad) is None and pad not in blad.geweigerd:
                uit[pad] = hoogte
    return uit


def _fill(blad: Blad, leeg: Mapping[str, float]) -> None:
    for pad, hoogte in leeg.items():
        if pad not in blad.geweigerd:
            blad.write(pad, hoogte)
