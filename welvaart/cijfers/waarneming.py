"""The one DataFrame shape that crosses module borders, and its check."""

import pandas as pd

from welvaart.fouten import ControleFout

SLEUTEL = ["indicator_id", "regio_code", "periode_code", "indeling_jaar"]
KOLOMMEN = [
    *SLEUTEL,
    "waarde",
    "onder",
    "boven",
    "status",
    "ontbreekt_omdat",
    "herkomst",
    "snapshot_id",
]
STATUSSEN = ("definitief", "nader_voorlopig", "voorlopig", "onbekend")
HERKOMSTEN = ("bron", "berekend", "herindeling", "import")


def check_waarnemingen(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame as it is, or raise with everything that is wrong with it.

    Guards every border: columns, unique key, a reason exactly where the value is missing, known
    status and herkomst, onder ≤ waarde ≤ boven.

    Raises:
        ControleFout: one line per kind of problem, each with a count and the first example.
    """
    if ontbrekend := [kolom for kolom in KOLOMMEN if kolom not in frame.columns]:
        raise ControleFout(f"waarnemingen: kolommen ontbreken: {', '.join(ontbrekend)}")
    leeg = frame["waarde"].isna()
    eisen = {
        "sleutel komt vaker voor": frame.duplicated(SLEUTEL, keep=False),
        "leeg zonder reden": leeg & frame["ontbreekt_omdat"].isna(),
        "reden bij een gevulde waarde": ~leeg & frame["ontbreekt_omdat"].notna(),
        "onbekende status": ~frame["status"].isin(STATUSSEN),
        "onbekende herkomst": ~frame["herkomst"].isin(HERKOMSTEN),
        "ondergrens boven de waarde": frame["onder"] > frame["waarde"] + 1e-9,
        "bovengrens onder de waarde": frame["boven"] < frame["waarde"] - 1e-9,
    }
    problemen = []
    for wat, fout in eisen.items():
        if fout.any():
            eerste = frame.loc[fout, SLEUTEL].iloc[0].tolist()
            problemen.append(f"waarnemingen: {wat}: {int(fout.sum())} rijen, bijvoorbeeld {eerste}")
    if problemen:
        raise ControleFout(problemen)
    return frame
