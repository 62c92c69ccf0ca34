"""The chart of a goal: what was measured, and the road to the streefwaarde."""

import numpy as np
import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.doel.eigendoel import describe_verborgen
from welvaart.doel.maat import format_doel, get_decimalen
from welvaart.dossier.eigenreeks import EigenReeks
from welvaart.grafieken.cijfertabel import build_jarentabel
from welvaart.grafieken.tijdreeks import Lijn, Rol, build_tijdreeks
from welvaart.lezen.stand import Stand
from welvaart.methode.doelpad import Doel, compute_nodig, compute_pad
from welvaart.regio.regio import NEDERLAND, Regio
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.dossier.doel.eigencijfers import build_lijnen
from welvaart.scherm.grafiek import show_grafiek

NAN = float("nan")


def show_doelgrafiek(stand: Stand, x: Indicator, regio: Regio, doel: Doel, sleutel: str) -> None:
    """Draw own gemeente, Nederland and the road; the message is what the goal asks."""
    lijnen = [_build_lijn(stand, x, regio, "eigen")]
    if x.regionaal != "som":
        lijnen.append(_build_lijn(stand, x, stand.regios[NEDERLAND], "land"))
    pad = compute_pad(doel)
    lijnen.append(
        Lijn(
            "Doel",
            "doel",
            [jaar for jaar, _ in pad],
            [waarde for _, waarde in pad],
            [False] * len(pad),
            x.decimalen,
        )
    )
    lijnen = [lijn for lijn in lijnen if not np.isnan(lijn.waarden).all()]
    titel = f"{regio.naam} wil {format_doel(x, doel, get_decimalen(stand, x, regio.code))}."
    laatste = Periode.parse(stand.reeksen.perioden[stand.reeksen.get_i(x.indicator_id)].max())
    bron = f"Bron: {x.bronregel}. Peildatum: {x.peilmoment}, {laatste.label}."
    figuur = build_tijdreeks(
        lijnen,
        x,
        titel=titel,
        bron=f"{bron} Doel: van {regio.naam} zelf.",
        breuken=stand.find_breuken(x, regio.code),
        eigen_lager=_find_plek(lijnen[0], doel),
    )
    show_grafiek(
        figuur,
        alt=f"Lijngrafiek met doelpad. {titel}",
        sleutel=f"doel_{sleutel}",
        tabel=build_jarentabel(lijnen, x),
    )


def _find_plek(eigen: Lijn, doel: Doel) -> int:
    """Pixels by which the own label stands lower: beside, not on, the road that goes on there."""
    gemeten = [(j, w) for j, w in zip(eigen.jaren, eigen.waarden, strict=True) if not np.isnan(w)]
    if not gemeten:
        return 0
    jaar, waarde = gemeten[-1]
    boven = waarde - compute_nodig(doel, jaar)
    if abs(boven) < 10.0**-eigen.decimalen / 2:  # it starts here
        return 15 * (doel.teken or 1)
    return -15 if boven > 0 else 15


def show_eigendoel(reeks: EigenReeks, x: Indicator, regio: Regio, doel: Doel, sleutel: str) -> None:
    """Draw a series of the dossier and the road."""
    eigen = [lijn for lijn in build_lijnen(reeks, regio) if lijn.naam == regio.naam]
    pad = compute_pad(doel)
    jaren, waarden = [jaar for jaar, _ in pad], [waarde for _, waarde in pad]
    lijnen = [*eigen, Lijn("Doel", "doel", jaren, waarden, [False] * len(pad), x.decimalen)]
    titel = f"{regio.naam} wil {format_doel(x, doel, x.decimalen)}."
    bron = f"Bron: {x.bron_naam}. Doel: van {regio.naam} zelf."
    show_grafiek(
        build_tijdreeks(
            lijnen,
            x,
            titel=titel,
            bron=bron,
            eigen_lager=_find_plek(eigen[0], doel) if eigen else 0,
        ),
        alt=f"Lijngrafiek met doelpad. {titel}",
        sleutel=f"doel_{sleutel}",
        tabel=build_jarentabel(lijnen, x),
    )


def show_verborgen(blad: Blad) -> None:
    """Tell a reader that there are goals that may not be shown."""
    if zin := describe_verborgen(blad.verborgen):
        st.html(f"<p>{zin} Die staan niet in deze link om te lezen.</p>")


def _build_lijn(stand: Stand, x: Indicator, regio: Regio, rol: Rol) -> Lijn:
    bron = stand if stand.reeksen.get_r(regio.code) is not None else stand.gemeentestand
    reeksen, i = bron.reeksen, bron.reeksen.get_i(x.indicator_id)
    r = reeksen.get_r(regio.code)
    gemeten = np.flatnonzero(reeksen.perioden[i] != "")
    waarden = reeksen.get_reeks(x.indicator_id, regio.code)[gemeten]
    status = [""] * len(gemeten) if r is None else reeksen.status[i, r, gemeten].tolist()
    return Lijn(
        regio.naam,
        rol,
        [reeksen.jaren[t] for t in gemeten],
        [float(x.round(w)) for w in waarden.tolist()],
        [s in ("voorlopig", "nader_voorlopig") for s in status],
        get_decimalen(stand, x, regio.code),
        frozenset(jaar for jaar, _ in stand.find_breuken(x, regio.code)),
    )
