"""The CSV files about regio's, as text: every cell a string, "" where the file is blank."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from welvaart.fouten import BronFout

GEMEENTELIJST = "gebieden/gemeentelijst_per_jaar_2010_2026_iv3.csv"
GROOTBOEK = "gebieden/herindelingen_cbs_regioscodes.csv"
REGIO_HUIDIG = "gebieden/gemeente_corop_arbeidsmarktregio_provincie_2010_2026.csv"
REGIO_2015 = "gebieden/gemeente_alle_regioindelingen_2015_393_gemeenten.csv"
REGIO_2025 = "gebieden/gemeente_veiligheidsregio_ggd_landsdeel_2025_afgeleid_uit_2015.csv"
KLASSEN = "gebieden/gemeente_stedelijkheid_grootteklasse_2020_2025.csv"
INWONERS = "kerncijfers/inwoners_gemeente_2017_2026.csv"

_KOLOMMEN = {
    GEMEENTELIJST: {"jaar", "gm_code", "gm_naam"},
    GROOTBOEK: {
        "regio_code",
        "soort",
        "datum",
        "richting(from=ontvangen van,to=overgegaan naar)",
        "andere_code",
        "hectare",
        "woningen",
        "inwoners",
    },
    REGIO_HUIDIG: {
        "code",
        "year",
        "corop_code",
        "corop",
        "region_code",
        "region",
        "province_code",
        "province",
    },
    REGIO_2015: {
        "gemeentecode",
        "inwoners_2015",
        "corop_code",
        "provincie_code",
        "landsdeel_code",
        "veiligheidsregio_code",
        "ggd_regio_code",
    },
    REGIO_2025: {
        "gemeentecode",
        "landsdeel_code",
        "landsdeel_naam",
        "veiligheidsregio_code",
        "veiligheidsregio_naam",
        "veiligheidsregio_eenduidig",
        "ggd_regio_code",
        "ggd_regio_naam",
        "ggd_regio_eenduidig",
    },
    KLASSEN: {"jaar", "gemeentecode", "stedelijkheidsklasse", "grootteklasse"},
    INWONERS: {"gemeentecode", "jaar", "inwoners"},
}


@dataclass(frozen=True)
class Bronbestanden:
    """The source tables of the regio's, each with at least the columns its readers need."""

    gemeentelijst: pd.DataFrame
    grootboek: pd.DataFrame
    regio_huidig: pd.DataFrame
    regio_2015: pd.DataFrame
    regio_2025: pd.DataFrame
    klassen: pd.DataFrame
    inwoners: pd.DataFrame


def load_bronbestanden(bronmap: Path) -> Bronbestanden:
    """Load all tables about regio's under one folder.

    Args:
        bronmap: the folder with the source files, as given to `python -m etl momentopname`.

    Raises:
        BronFout: files are absent or lack columns; all of them at once.
    """
    problemen: list[str] = []
    tabellen = []
    for bestand, kolommen in _KOLOMMEN.items():
        pad = bronmap / bestand
        if not pad.is_file():
            problemen.append(f"{bestand} staat niet in {bronmap}; geef de map met de bronbestanden")
            continue
        tabel = pd.read_csv(pad, dtype="str", keep_default_na=False, encoding="utf-8-sig")
        if weg := sorted(kolommen - set(tabel.columns)):
            problemen.append(
                f"{bestand}: kolommen ontbreken: {', '.join(weg)}; haal het bestand opnieuw op"
            )
        tabellen.append(tabel)
    if problemen:
        raise BronFout(problemen)
    return Bronbestanden(*tabellen)
