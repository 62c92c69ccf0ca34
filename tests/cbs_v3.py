"""The same small tables in the form of OData v3: wide, padded, with positional topic keys."""

import re
import unicodedata
from typing import Any

from tests.cbs_tabel import TIJD, CbsTabel, Cel

BREEDTE_GEO = 6
BREEDTE_OVERIG = 7
BREEDTE_CEL = 8
_VASTE_NAMEN = ("TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", "CategoryGroups")


def get_namen(tabel: CbsTabel) -> list[str]:
    """Names in the service document, in its order."""
    return [*_VASTE_NAMEN, *tabel.dimensies, tabel.geo_naam, *tabel.build_tijd("")]


def build_deel(tabel: CbsTabel, naam: str, *, suffix: int, opgevuld: bool) -> list[dict[str, Any]]:
    """Rows of one entity set; the DataSets are in `build_rijen`."""
    if naam == "TableInfos":
        return [_build_tabelinfo(tabel)]
    if naam == "DataProperties":
        return _build_kenmerken(tabel, suffix)
    if naam == "CategoryGroups":
        return []
    rijen = []
    for code in tabel.build_codes(naam):
        sleutel = code["Identifier"]
        rij = {
            "Key": pad(tabel, naam, sleutel) if opgevuld else sleutel,
            "Title": code["Title"],
            "Description": code["Description"],
        }
        extra = {"Status": code["Status"]} if naam == TIJD else {"CategoryGroupID": None}
        rijen.append(rij | extra)
    return rijen


def pad(tabel: CbsTabel, dimensie: str, code: str) -> str:
    """A code as v3 stores it: padded with blanks to the width of its dimension."""
    if dimensie == TIJD:
        return code
    breedte = int(tabel.geo.get("breedte", BREEDTE_GEO))
    return code.ljust(breedte if dimensie == tabel.geo_naam else BREEDTE_OVERIG)


def get_sleutels(tabel: CbsTabel, suffix: int) -> dict[str, str]:
    """v4 code → v3 key of each topic: CamelCase of the title, then its position."""
    return {
        code: f"{_to_camel(rij['titel'])}_{nummer}"
        for nummer, (code, rij) in enumerate(tabel.onderwerpen.items(), start=1 + suffix)
    }


def _to_camel(titel: str) -> str:
    kaal = unicodedata.normalize("NFKD", titel).encode("ascii", "ignore").decode()
    woord = "".join(deel[:1].upper() + deel[1:] for deel in re.findall(r"[A-Za-z0-9]+", kaal))
    return f"k_{woord}" if woord[:1].isdigit() else woord


def build_rijen(tabel: CbsTabel, *, typed: bool, suffix: int) -> list[dict[str, Any]]:
    """Rows of TypedDataSet (numbers) or UntypedDataSet (padded text)."""
    sleutels = get_sleutels(tabel, suffix)
    rijen = []
    for regio in tabel.regios:
        for periode in tabel.perioden:
            codes = {**tabel.vast, tabel.geo_naam: regio, **tabel.build_tijd(periode)}
            rij: dict[str, Any] = {"ID": len(rijen)}
            rij |= {naam: pad(tabel, naam, code) for naam, code in codes.items()}
            for code, sleutel in sleutels.items():
                cel = tabel.cijfers.get((code, regio, periode), "Impossible")
                decimalen = tabel.onderwerpen[code]["decimalen"]
                rij[sleutel] = _to_typed(cel) if typed else _to_untyped(cel, decimalen)
            rijen.append(rij)
    return rijen


def _to_typed(cel: Cel) -> float | None:
    return None if isinstance(cel, str) else cel


def _to_untyped(cel: Cel, decimalen: int) -> str | None:
    if cel == "Impossible":
        return None
    tekst = "." if isinstance(cel, str) else f"{cel:.{decimalen}f}"
    return tekst.rjust(BREEDTE_CEL)


def _build_tabelinfo(tabel: CbsTabel) -> dict[str, Any]:
    perioden = sorted(tabel.perioden)
    return {
        "ID": 0,
        "Title": tabel.titel,
        "ShortTitle": tabel.titel,
        "Identifier": tabel.tabel,
        "Summary": "",
        "Modified": tabel.gewijzigd_op[:19],
        "ReasonDelivery": "Actualisering",
        "Language": "nl",
        "Catalog": tabel.geo.get("catalogus", "CBS"),
        "Frequency": "Perjaar",
        "Period": f"{perioden[0][:4]}-{perioden[-1][:4]}",
        "ShortDescription": "",
        "Description": "",
        "OutputStatus": tabel.geo.get("status", "Regulier"),
        "SearchPriority": "2",
    }


def _build_kenmerken(tabel: CbsTabel, suffix: int) -> list[dict[str, Any]]:
    rijen: list[dict[str, Any]] = []

    def add(soort: str, sleutel: str, titel: str, **rest: object) -> int:
        nummer = len(rijen)
        begin = {"odata.type": f"Cbs.OData.{soort}", "ID": nummer, "Position": nummer}
        vast = {"ParentID": None, "Type": soort, "Key": sleutel, "Title": titel, "Description": ""}
        rijen.append({**begin, **vast, **rest})
        return nummer

    for naam, dimensie in tabel.dimensies.items():
        add("Dimension", naam, dimensie["titel"])
    add(tabel.geo.get("soort_v3", "GeoDimension"), tabel.geo_naam, "Regio's")
    for tijd in tabel.build_tijd(""):
        add("TimeDimension", tijd, "Perioden", ReleasePolicy=True)
    groepen: dict[str | None, int | None] = {None: None}
    for naam, groep in tabel.groepen.items():
        ouder = groepen[groep.get("ouder")]
        groepen[naam] = add("TopicGroup", "", groep["titel"], Position=None, ParentID=ouder)
    for code, sleutel in get_sleutels(tabel, suffix).items():
        rij = tabel.onderwerpen[code]
        add(
            "Topic",
            sleutel,
            rij["titel"],
            ParentID=groepen[rij.get("groep")],
            Datatype=rij["soort"],
            Unit=rij["eenheid"],
            Decimals=rij["decimalen"],
            Default="Missing",
        )
    return rijen
