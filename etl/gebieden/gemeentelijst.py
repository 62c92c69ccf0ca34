"""Which gemeenten existed on 1 January of each year, under which name."""

from collections.abc import Mapping

import pandas as pd

from welvaart.fouten import BronFout

_VERHASPELD = "‚˙"
"""What is left of â and ú where a Mac file was read as a Windows file (lists of 2013 and 2014)."""


def build_gemeentelijst(tabel: pd.DataFrame) -> pd.DataFrame:
    """Build the yearly list with clean names.

    Args:
        tabel: the Iv3 list as text: jaar, gm_code, gm_naam.

    Returns:
        Columns jaar (int), regio_code, regio_naam; one row per gemeente and year, sorted.

    Raises:
        BronFout: a gemeente stands twice in one year, or a year is missing in between.
    """
    lijst = pd.DataFrame(
        {
            "jaar": tabel["jaar"].astype("int64"),
            "regio_code": tabel["gm_code"].str.strip(),
            "regio_naam": tabel["gm_naam"].map(clean_naam),
        }
    )
    dubbel = lijst[lijst.duplicated(["jaar", "regio_code"])]
    problemen = [
        f"gemeentelijst: {rij.regio_code} staat twee keer in {rij.jaar}; haal één regel weg"
        for rij in dubbel.itertuples()
    ]
    jaren = set(lijst["jaar"])
    problemen += [
        f"gemeentelijst: {jaar} ontbreekt; neem een lijst met alle jaren"
        for jaar in range(min(jaren), max(jaren))
        if jaar not in jaren
    ]
    if problemen:
        raise BronFout(problemen)
    return lijst.sort_values(["jaar", "regio_code"]).reset_index(drop=True)


def clean_naam(naam: str) -> str:
    """Return the name of a gemeente as CBS writes it today.

    Drops "(gemeente)", which only sets Groningen, Utrecht and 's-Gravenhage apart from a provincie
    or region; keeps "(L.)", which sets two gemeenten apart. Repairs the garbled Frisian names.
    """
    schoon = naam.strip().removesuffix("(gemeente)").strip()
    if any(teken in schoon for teken in _VERHASPELD):
        schoon = schoon.encode("mac_roman").decode("cp1252")
    return schoon


def get_codes(lijst: pd.DataFrame, jaar: int) -> set[str]:
    """Codes of the gemeenten that existed on 1 January of a year."""
    return set(lijst.loc[lijst["jaar"] == jaar, "regio_code"])


def get_namen(lijst: pd.DataFrame) -> Mapping[str, str]:
    """Last known name of every gemeente in the list, by code."""
    laatste = lijst.sort_values("jaar").drop_duplicates("regio_code", keep="last")
    return dict(zip(laatste["regio_code"], laatste["regio_naam"], strict=True))
