"""Indicators that a team describes itself: entries like those of indicators.yaml, in a file beside.

indicators.yaml is never edited by a program: it is the project's. What a team adds stands in
`eigen_indicatoren.yaml` in the folder with its files, and goes where they go (ADR 0016).
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from etl.snapshot import write_atomair
from welvaart.catalogus import Catalogus, load_yaml
from welvaart.catalogus.indicator import IndicatorVelden
from welvaart.catalogus.veldfouten import find_problemen
from welvaart.fouten import CatalogusFout
from welvaart.regio.naam import normalize_naam

EIGEN_PREFIX = "eigen_"
_MAX_TEKST = {"titel": 80, "eenheid": 80, "definitie": 600}
_MAX_ID = 50
_KORT = 12


def build_id(titel: str, bekend: Mapping[str, Any]) -> str:
    """Make an id that is not taken: "Lege winkels" → "eigen_lege_winkels", then …_2.

    Args:
        titel: of the indicator.
        bekend: ids that are taken.
    """
    kaal = "_".join(normalize_naam(titel).split())[:_MAX_ID].strip("_")
    # A title without Latin letters or figures still needs an id.
    kaal = kaal or hashlib.sha256(titel.encode()).hexdigest()[:8]
    keuzes = (f"{EIGEN_PREFIX}{kaal}{f'_{n}' if n > 1 else ''}" for n in range(1, len(bekend) + 3))
    return next(keuze for keuze in keuzes if keuze not in bekend)


def build_velden(opgave: Mapping[str, Any], catalogus: Catalogus) -> dict[str, Any]:
    """Make the fields of an entry of what a team says.

    Args:
        opgave: titel, thema, eenheid, decimalen, richting and definitie; perhaps indeling, the year
            of the gemeenten that all its figures stand on.
        catalogus: the themes, and the titles that are taken.

    Raises:
        CatalogusFout: every field that is empty, too long or unknown, each on a line.
    """
    tekst = {naam: " ".join(str(opgave.get(naam) or "").split()) for naam in _MAX_TEKST}
    problemen = [f"{naam}: ontbreekt; vul dit in" for naam, inhoud in tekst.items() if not inhoud]
    problemen += [
        f"{naam}: {len(tekst[naam])} tekens; houd het bij {hoogste}"
        for naam, hoogste in _MAX_TEKST.items()
        if len(tekst[naam]) > hoogste
    ]
    thema = catalogus.themas.get(str(opgave.get("thema")))
    if thema is None:
        keuzes = ", ".join(catalogus.themas)
        problemen.append(f"thema: '{opgave.get('thema')}' is onbekend; kies uit {keuzes}")
    if tekst["titel"].casefold() in {x.titel.casefold() for x in catalogus.indicatoren.values()}:
        problemen.append(
            f"titel: '{tekst['titel']}' bestaat al; kies een andere titel, of lees het bestand in "
            "bij dat onderwerp"
        )
    indeling = opgave.get("indeling")
    velden = {
        **tekst,
        "thema": opgave.get("thema"),
        "deel": "context" if thema is None else thema.deel,
        "eenheid_kort": _shorten(tekst["eenheid"]),
        "decimalen": opgave.get("decimalen"),
        "richting": opgave.get("richting"),
        "bewerking": "geen",
        "bron": {"soort": "bestand", **({"indeling": indeling} if indeling else {})},
        "regionaal": {"methode": "mediaan"},  # what a figure adds up to, only its team could say
    }
    try:
        IndicatorVelden.model_validate(velden)
    except ValidationError as fout:
        al_genoemd = tuple(f"{naam}:" for naam in (*_MAX_TEKST, "thema", "eenheid_kort"))
        regels = find_problemen(fout.errors(), IndicatorVelden, "")
        problemen += [regel for regel in regels if not regel.startswith(al_genoemd)]
    if problemen:
        raise CatalogusFout(problemen)
    return velden


def _shorten(eenheid: str) -> str:
    """What stands behind a number: "%" for "% van de winkels", else the unit or its first word."""
    eerste = eenheid.split(" ")[0]
    if eerste.casefold() in ("%", "procent", "percentage"):
        return "%"
    return eenheid if len(eenheid) <= _KORT else eerste


def load_omschrijvingen(pad: Path) -> dict[str, Any]:
    """The entries as they stand in the file; none when there is no file.

    Raises:
        CatalogusFout: the file cannot be read.
    """
    return dict(load_yaml(pad)[0].get("indicatoren", {})) if pad.exists() else {}


def write_omschrijvingen(pad: Path, indicatoren: Mapping[str, Any]) -> None:
    """Write the entries, or remove the file when there is none left."""
    if not indicatoren:
        pad.unlink(missing_ok=True)
        return
    kop = "# Indicatoren die uw team zelf omschreef; gemaakt door de pagina Eigen cijfers.\n"
    tekst = yaml.safe_dump(
        {"indicatoren": dict(indicatoren)}, allow_unicode=True, sort_keys=False, width=100
    )
    write_atomair(pad, (kop + tekst).encode())
