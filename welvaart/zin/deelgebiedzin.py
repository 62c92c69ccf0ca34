"""Figures of a part of a gemeente in words: beside that of the whole gemeente."""

from collections.abc import Sequence
from math import isnan

import numpy as np

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.lezen.stand import Stand
from welvaart.opmaak import STATUSTEKENS
from welvaart.regio.deelgebied import Deelcijfer
from welvaart.regio.regio import Regio


def describe_deelgebied(
    stand: Stand, indicator: Indicator, gemeente: Regio, cijfer: Deelcijfer
) -> str:
    """Say one figure beside that of the whole gemeente in the same period, or that it has none."""
    wanneer = Periode.parse(cijfer.periode_code).label
    zin = f"{cijfer.kort} {format_deelcijfer(indicator, cijfer)}"
    heel = find_heel(stand, indicator, gemeente, cijfer.periode_code)
    if isnan(heel):
        return f"{zin} ({wanneer}). Heel {gemeente.naam} heeft over die periode geen cijfer."
    tegenover = "op" if indicator.regionaal == "som" else "tegenover"
    return f"{zin} {tegenover} heel {gemeente.naam} {indicator.format(heel)} ({wanneer})."


def describe_deelbron(indicator: Indicator, gemeente: Regio, cijfers: Sequence[Deelcijfer]) -> str:
    """Who made the figures of deelgebieden, and whether that is who made the one beside them."""
    bronnen = ", ".join(sorted({cijfer.bron for cijfer in cijfers}))
    anders = (
        f" Het cijfer van heel {gemeente.naam} heeft een andere bron: {indicator.bronregel}. Een "
        "verschil kan ook daaraan liggen."
    )
    return (
        f"Eigen cijfer, bron: {bronnen}.{'' if indicator.eigen else anders} Delen van een gemeente "
        "tellen niet mee in een plaats, gemiddelde of totaal."
    )


def find_heel(stand: Stand, indicator: Indicator, gemeente: Regio, periode_code: str) -> float:
    """Figure of the whole gemeente in exactly this period; NaN = none."""
    i = stand.reeksen.get_i(indicator.indicator_id)
    r = stand.reeksen.get_r(gemeente.code)
    plaats = np.flatnonzero(stand.reeksen.perioden[i] == periode_code)
    if r is None or not plaats.size:
        return float("nan")
    return float(stand.reeksen.waarde[i, r, plaats[0]])


def format_deelcijfer(indicator: Indicator, cijfer: Deelcijfer) -> str:
    """Write the figure of a deelgebied with its unit and the sign of its status."""
    return indicator.format(cijfer.waarde) + STATUSTEKENS.get(cijfer.status, "")
