"""Deelgebieden as rows of table `regio`: named after their gemeente, and valid as long as it is."""

from collections.abc import Mapping

import pandas as pd

from welvaart.regio.regio import RegioSoort, get_gemeente_van


def add_deelgebieden(regio: pd.DataFrame, deelgebieden: Mapping[str, str]) -> pd.DataFrame:
    """Add a row per deelgebied, in order of code.

    Args:
        regio: table `regio` with the gemeenten that they lie in.
        deelgebieden: code → name as the team writes it.

    Returns:
        A copy with column gemeente_code; the name is "Binnenstad (Delft)".
    """
    ouders = regio.set_index("regio_code")
    rijen = []
    for code, naam in sorted(deelgebieden.items()):
        gemeente_code = str(get_gemeente_van(code))
        ouder = ouders.loc[gemeente_code]
        rijen.append(
            {
                "regio_code": code,
                "regio_naam": f"{naam} ({ouder['regio_naam']})",
                "soort": str(RegioSoort.EIGEN),
                "geldig_van": ouder["geldig_van"],
                "geldig_tot": ouder["geldig_tot"],
                "gemeente_code": gemeente_code,
            }
        )
    basis = regio.assign(gemeente_code=None)
    nieuw = pd.DataFrame(rijen, columns=basis.columns)
    return pd.concat([basis.astype(object), nieuw.astype(object)], ignore_index=True)
