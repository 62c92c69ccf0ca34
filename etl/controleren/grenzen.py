"""Figures outside the limits of their indicator, before anything is stored."""

import pandas as pd

from welvaart.catalogus import CatalogusIndicator

_HOOGSTENS = 5


def find_buiten_grenzen(
    frame: pd.DataFrame,
    indicator: CatalogusIndicator,
    raad: str = "klopt de kolom, en is --factor nodig?",
) -> list[str]:
    """Lines about values that the build would refuse; better said now than at every build."""
    onder, boven = indicator.grenzen.min, indicator.grenzen.max
    te_laag = frame["waarde"] < (float("-inf") if onder is None else onder)
    te_hoog = frame["waarde"] > (float("inf") if boven is None else boven)
    fout = frame[te_laag | te_hoog]
    regels = [
        f"{rij.regio_code}, {rij.periode_code}: {rij.waarde:g} ligt buiten {onder} tot {boven} "
        f"({indicator.eenheid}); {raad}"
        for rij in fout.head(_HOOGSTENS).itertuples()
    ]
    if meer := max(0, len(fout) - _HOOGSTENS):
        regels.append(f"en nog {meer} waarden buiten de grenzen")
    return regels
