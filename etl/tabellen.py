"""The catalogue as tables: thema, indicator, hiaat and breuk."""

import pandas as pd

from etl.eigen.omschrijving import EIGEN_PREFIX
from welvaart.catalogus import Catalogus, CatalogusIndicator
from welvaart.catalogus.indicator import ZELFDE_JAAR
from welvaart.cijfers.periode import Periode
from welvaart.regio.regio import DEELGEBIED_PREFIX

_ZELFDE = [
    "indicator_id",
    "titel",
    "thema",
    "deel",
    "monitor",
    "eenheid",
    "decimalen",
    "richting",
    "definitie",
    "bewerking",
    "peilmoment",
    "agenda",
    "ez_groep",
    "bbv_nummer",
    "invloed",
    "indeling_bron",
    "gecontroleerd",
    "nog_nodig",
    "volgorde",
]
"""Columns that are called and filled as in the catalogue."""
_EIGEN = (
    "Ingelezen uit een eigen bestand. Deze cijfers komen in de plaats van die van de bron; de "
    "definitie en de eenheid zijn die van de catalogus."
)
_NIEUW = "Ingelezen uit een eigen bestand; de definitie en de eenheid zijn die van het team zelf."
_GEHEEL = 1e-9  # more than this after the comma is a figure with decimals
_REGIONAAL = ("gewicht", "peildatum", "maal", "gedeeld_door", "teller", "noemer")


def build_catalogustabellen(catalogus: Catalogus) -> dict[str, pd.DataFrame]:
    """Make the rows of thema, indicator, hiaat and breuk, in the columns of schema.sql."""
    return {
        "thema": pd.DataFrame(
            [{"thema": naam, **thema.model_dump()} for naam, thema in catalogus.themas.items()],
            columns=["thema", "titel", "deel", "volgorde"],
        ),
        "indicator": pd.DataFrame(
            [_build_rij(catalogus, indicator) for indicator in catalogus.indicatoren.values()]
        ).astype({"bbv_nummer": "Int64", "indeling_bron": "Int64"}),
        "hiaat": pd.DataFrame(
            [hiaat.model_dump() for hiaat in catalogus.hiaten],
            columns=["soort", "sleutel", "titel", "wat_ontbreekt", "hoe_te_krijgen"],
        ),
        "breuk": pd.DataFrame(
            [
                (naam, periode_code, reden)
                for naam, indicator in catalogus.indicatoren.items()
                for periode_code, reden in sorted(indicator.breuken.items())
            ],
            columns=["indicator_id", "periode_code", "reden"],
        ),
    }


def _build_rij(catalogus: Catalogus, indicator: CatalogusIndicator) -> dict[str, object]:
    bron = catalogus.get_bron(indicator.indicator_id)
    return {naam: getattr(indicator, naam) for naam in _ZELFDE} | {
        "ook_in": list(indicator.ook_in),
        "eenheid_kort": indicator.kort,
        "afronding": indicator.stap,
        **{f"zin_{naam}": getattr(indicator.zin, naam, None) for naam in ("per", "meer", "een")},
        "regionaal": indicator.regionaal.methode,
        "gewicht": describe_gewicht(catalogus, indicator),
        **{f"regionaal_{naam}": getattr(indicator.regionaal, naam) for naam in _REGIONAAL},
        "bron_soort": (indicator.bestand_bron or indicator.bron).soort,
        "bron_naam": bron.naam,
        "bron_tabel": bron.tabel,
        "bron_url": bron.url,
        "editie": bron.editie,
        "hoe_gekregen": bron.hoe_gekregen,
        "eigen": False,
    }


def mark_eigen(
    indicatoren: pd.DataFrame, waarnemingen: pd.DataFrame, snapshots: pd.DataFrame
) -> pd.DataFrame:
    """Let an indicator with imported figures name the file they came from, not the catalogue's.

    Args:
        indicatoren: rows of table indicator.
        waarnemingen: all figures, to see what was imported and how precise it is.
        snapshots: rows of table snapshot.

    Returns:
        A copy; unchanged where nothing was imported, or only figures of deelgebieden: those stand
        beside the source's figures, each with its own source.
    """
    is_deel = waarnemingen["regio_code"].str.startswith(DEELGEBIED_PREFIX)
    telt = ~is_deel | waarnemingen["indicator_id"].str.startswith(EIGEN_PREFIX)
    eigen = waarnemingen[(waarnemingen["herkomst"] == "import") & telt]
    bron = snapshots.set_index("snapshot_id")
    uit = indicatoren.copy()
    for indicator_id, rijen in eigen.groupby("indicator_id"):
        snapshot = bron.loc[rijen["snapshot_id"].iloc[0]]
        is_nieuw = str(indicator_id).startswith(EIGEN_PREFIX)
        velden: dict[str, str | bool | None] = {
            "eigen": True,
            "bron_soort": "bestand",
            "bron_naam": f"{snapshot['bron']} (eigen cijfers)",
            "bron_tabel": None,
            "bron_url": "",
            "editie": str(snapshot["editie"]),
            "hoe_gekregen": _NIEUW if is_nieuw else _EIGEN,
            "bewerking": "Niets: het cijfer staat er zoals in uw bestand.",
        }
        rij = uit["indicator_id"] == indicator_id
        for naam, waarde in velden.items():
            uit.loc[rij, naam] = waarde
        if (rijen["waarde"].dropna() % 1 > _GEHEEL).any():
            uit.loc[rij, "decimalen"] = uit.loc[rij, "decimalen"].clip(lower=1)
    return uit


def describe_gewicht(catalogus: Catalogus, indicator: CatalogusIndicator) -> str | None:
    """Say in words what a regional value is weighted with; None where nothing is weighted.

    E.g. "inwoners op 1 januari (2023) × bruto arbeidsparticipatie", "inwoners op 1 januari
    (hetzelfde jaar) gedeeld door bevolkingsdichtheid".
    """
    regel = indicator.regionaal

    def get_titel(indicator_id: str | None) -> str:
        titel = catalogus.indicatoren[str(indicator_id)].titel
        return titel[:1].lower() + titel[1:]

    if regel.methode == "verhouding":
        return f"{get_titel(regel.teller)} gedeeld door {get_titel(regel.noemer)}"
    if regel.methode != "gewogen":
        return None
    peildatum = str(regel.peildatum)
    wanneer = "hetzelfde jaar" if peildatum == ZELFDE_JAAR else Periode.parse(peildatum).label
    maal = "" if regel.maal is None else f" × {get_titel(regel.maal)}"
    if regel.gedeeld_door is not None:
        maal += f" gedeeld door {get_titel(regel.gedeeld_door)}"
    titel = get_titel(regel.gewicht)
    return f"{titel}{'' if titel.endswith(f'({wanneer})') else f' ({wanneer})'}{maal}"
