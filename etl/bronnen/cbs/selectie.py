"""The one code of every dimension of a CBS table, where the catalogue gives titles or "totaal"."""

from collections.abc import Mapping, Sequence
from typing import Any

from etl.bronnen.cbs.tabel import TIJDNAMEN, TabelBeschrijving, fold, strip_leestekens
from welvaart.catalogus import CbsV3Bron, CbsV4Bron
from welvaart.fouten import BronFout

_TIJD = "TimeDimension"
_GEO = "Geo"
_TOTAALCODE = "T00"
"""CBS begins the code of a total with this, e.g. T001038 "Totaal mannen en vrouwen"."""
_REGIOCODES = ("NL", "LD", "PV", "CR", "GM", "AM", "WK", "BU")


def find_selectie(tabel: TabelBeschrijving, bron: CbsV4Bron | CbsV3Bron) -> dict[str, str]:
    """Dimension → code for an entry: as it stands there, by its title, or the total.

    Args:
        tabel: the table.
        bron: the entry. A value of `selectie` that is no code of the table but the title of
            exactly one, means that one. With `overig: totaal` every dimension that is not named,
            besides regio's and time, is fixed on its total.

    Returns:
        Codes as the code lists write them where found by title or as a total. What is unknown
        stays as it was written; `find_assen` and `explain_code` say what is wrong with it.

    Raises:
        BronFout: a dimension does not have exactly one total; with its codes.
    """
    dimensies = tabel.dimensies
    titels = find_titels(bron)
    gekozen = {
        naam: _find_code(tabel.get_codes(naam), waarde)
        if naam in titels and naam in dimensies
        else waarde
        for naam, waarde in bron.selectie.items()
    }
    if bron.overig is None:
        return gekozen
    return gekozen | {
        naam: _find_totaal(tabel, naam)
        for naam, soort in dimensies.items()
        if naam not in gekozen and not _is_as(tabel, naam, soort)
    }


def find_titels(bron: CbsV4Bron | CbsV3Bron) -> set[str]:
    """Dimensions of `selectie` whose value may be a title: codes of CBS have no small letters."""
    return {naam for naam, waarde in bron.selectie.items() if waarde != waarde.upper()}


def _find_code(codes: Sequence[Mapping[str, Any]], waarde: str) -> str:
    """The code that a value means; the value itself where it is a code, or nothing known."""
    if waarde.strip() in {str(rij["Identifier"]).strip() for rij in codes}:
        return waarde
    for hoe in (fold, strip_leestekens):
        passend = [rij for rij in codes if hoe(str(rij.get("Title") or "")) == hoe(waarde)]
        if passend:
            return str(passend[0]["Identifier"]) if len(passend) == 1 else waarde
    return waarde


def _is_as(tabel: TabelBeschrijving, naam: str, soort: str) -> bool:
    """Whether a dimension is that of regio's or time; CBS sometimes calls regio's ordinary."""
    if soort == _TIJD or soort.startswith(_GEO) or naam in TIJDNAMEN:
        return True
    codes = [str(rij["Identifier"]).strip() for rij in tabel.get_codes(naam)]
    return bool(codes) and all(code.startswith(_REGIOCODES) for code in codes)


def _find_totaal(tabel: TabelBeschrijving, naam: str) -> str:
    """The one code of a dimension that is its total.

    By code and title ("Totaal mannen en vrouwen", "A-U Alle economische activiteiten"), else by
    title alone ("Totaal leeftijd", "Uitkeringen totaal"). A title alone counts only at the head of
    the list: further on it is the total of a part ("Totaal gehuwden", "Zelfstandigen, totaal").
    """
    rijen = tabel.get_codes(naam)
    totaal = [rij for rij in rijen if _get_woorden(rij)[0] == "totaal"]
    code = [rij for rij in rijen if str(rij["Identifier"]).strip().startswith(_TOTAALCODE)]
    eerste = [
        rij for rij in rijen[:1] if "totaal" in (*_get_woorden(rij)[:1], _get_woorden(rij)[-1])
    ]
    for passend in (
        [rij for rij in totaal if rij in code],
        eerste if totaal in ([], eerste) else [],
        [rij for rij in code if "alle" in _get_woorden(rij)],
        rijen,
    ):
        if len(passend) == 1:
            return str(passend[0]["Identifier"])
    keuzes = ", ".join(
        f"{str(rij['Identifier']).strip()} ({rij.get('Title')})" for rij in (totaal or rijen)[:3]
    )
    raise BronFout(
        f"{tabel.wat}: dimensie {naam} heeft niet één totaal; zet er in indicators.yaml één code "
        f"van bij selectie, bijvoorbeeld {keuzes}"
    )


def _get_woorden(rij: Mapping[str, Any]) -> list[str]:
    """Words of a title, to compare by; never none."""
    return fold(str(rij.get("Title") or "")).split(" ")
