"""Table `indeling`: to which regions each gemeente belongs, per year of the membership."""

import pandas as pd

from etl.gebieden.bronbestand import Bronbestanden
from etl.gebieden.gemeentelijst import get_codes
from welvaart.fouten import ControleFout
from welvaart.regio.regio import NEDERLAND

KOLOMMEN = ["jaar", "gemeente_code", "soort", "regio_code"]
VERPLICHT = ("land", "landsdeel", "provincie", "corop", "arbeidsmarktregio")
JAAR_HUIDIG = 2026

_HUIDIG = {
    "corop": "corop_code",
    "arbeidsmarktregio": "region_code",
    "provincie": "province_code",
}
# Without arbeidsmarktregio: AM06 covered another area under another name in 2015, and AM04, AM16
# and AM31 have gone, so those codes would say something else than they say today.
_IN_2015 = {
    "landsdeel": "landsdeel_code",
    "provincie": "provincie_code",
    "corop": "corop_code",
    "veiligheidsregio": "veiligheidsregio_code",
    "ggd_regio": "ggd_regio_code",
}


def build_indeling(bronnen: Bronbestanden, lijst: pd.DataFrame) -> pd.DataFrame:
    """Build table `indeling`, sorted by jaar, gemeente and soort.

    2026: land, landsdeel, provincie, COROP and arbeidsmarktregio of today. 2025: veiligheids- and
    GGD-regio, only where the gemeente's predecessors of 2015 all lay in the same one. 2015: as
    published. 2020–2025: stedelijkheid and grootteklasse. A gemeente without a row is not known.

    Raises:
        ControleFout: a living gemeente lacks one of the regions of today, or has two.
    """
    huidig = bronnen.regio_huidig[bronnen.regio_huidig["year"] == str(JAAR_HUIDIG)]
    afgeleid = bronnen.regio_2025
    codes = sorted(get_codes(lijst, JAAR_HUIDIG))
    delen = [
        _build_deel(JAAR_HUIDIG, "land", codes, [NEDERLAND] * len(codes)),
        *(
            _build_deel(JAAR_HUIDIG, soort, huidig["code"], huidig[k])
            for soort, k in _HUIDIG.items()
        ),
        _build_deel(JAAR_HUIDIG, "landsdeel", afgeleid["gemeentecode"], afgeleid["landsdeel_code"]),
        *(_build_eenduidig(afgeleid, soort) for soort in ("veiligheidsregio", "ggd_regio")),
        *(
            _build_deel(2015, soort, bronnen.regio_2015["gemeentecode"], bronnen.regio_2015[kolom])
            for soort, kolom in _IN_2015.items()
        ),
        *_build_klassen(bronnen.klassen),
    ]
    indeling = pd.concat(delen, ignore_index=True)
    indeling = indeling[indeling["regio_code"] != ""]
    return (
        check_indeling(indeling, set(codes))
        .sort_values(["jaar", "gemeente_code", "soort"])
        .reset_index(drop=True)
    )


def check_indeling(indeling: pd.DataFrame, gemeenten: set[str]) -> pd.DataFrame:
    """Return the membership as it is, or raise with the gemeenten that lack or double a region.

    Raises:
        ControleFout: one line per soort of today that not exactly all gemeenten have, and one per
            gemeente with two regions of one soort.
    """
    problemen = [
        f"indeling {rij.jaar}: {rij.gemeente_code} heeft twee keer een {rij.soort}; kies er een"
        for rij in indeling[indeling.duplicated(["jaar", "gemeente_code", "soort"])].itertuples()
    ]
    nu = indeling[indeling["jaar"] == JAAR_HUIDIG]
    for soort in VERPLICHT:
        anders = gemeenten ^ set(nu.loc[nu["soort"] == soort, "gemeente_code"])
        if anders:
            problemen.append(
                f"indeling {JAAR_HUIDIG}: {soort} klopt niet voor {', '.join(sorted(anders)[:5])}"
                f" ({len(anders)} gemeenten); neem een bestand met alle gemeenten van nu"
            )
    if problemen:
        raise ControleFout(problemen)
    return indeling


def _build_deel(jaar: int, soort: str, gemeenten: object, regios: object) -> pd.DataFrame:
    deel = pd.DataFrame({"gemeente_code": gemeenten, "regio_code": regios}, dtype="str")
    return deel.assign(jaar=jaar, soort=soort)[KOLOMMEN]


def _build_eenduidig(afgeleid: pd.DataFrame, soort: str) -> pd.DataFrame:
    zeker = afgeleid[afgeleid[f"{soort}_eenduidig"] == "True"]
    return _build_deel(2025, soort, zeker["gemeentecode"], zeker[f"{soort}_code"])


def _build_klassen(klassen: pd.DataFrame) -> list[pd.DataFrame]:
    """Stedelijkheid "1" → ST1; grootteklasse "4 20.000-50.000" → GK4."""
    delen = []
    for jaar, groep in klassen.groupby("jaar"):
        for soort, prefix, kolom in (
            ("stedelijkheid", "ST", "stedelijkheidsklasse"),
            ("grootteklasse", "GK", "grootteklasse"),
        ):
            gevuld = groep[groep[kolom] != ""]
            regios = prefix + gevuld[kolom].str[:1]
            delen.append(_build_deel(int(str(jaar)), soort, gevuld["gemeentecode"], regios))
    return delen
