"""The command `python -m etl import`: read in, try out, take back."""

import argparse
import json
import sys
from typing import Any

from etl.eigen.bestand import Opdracht
from etl.eigen.invoer import Gedaan, import_eigen, remove_eigen
from etl.eigen.opties import DECIMAAL
from etl.eigen.proef import try_bestand
from etl.indicatorkeuze import find_indicator
from etl.instellingen import Instellingen
from welvaart.catalogus import Catalogus, CatalogusIndicator, load_catalogus
from welvaart.fouten import BronFout, KeuzeFout, WelvaartFout
from welvaart.opdracht.ontleder import GESLAAGD, GEWEIGERD, VERKEERD_GEBRUIK
from welvaart.regio.naam import Naamregister


def run_import(keuze: argparse.Namespace, instellingen: Instellingen, namen: Naamregister) -> int:
    """Do what was asked; with --json the reasons of a refusal stand in the answer."""
    if fout := _find_misbruik(keuze):
        sys.stderr.write(f"Verkeerd gebruik: {fout}\n")
        return VERKEERD_GEBRUIK
    try:
        if keuze.proef:
            return _run_proef(keuze, instellingen, namen)
        if keuze.ongedaan:
            gedaan = remove_eigen(keuze.ongedaan, instellingen, wis=keuze.wis)
        else:
            gedaan = _import(keuze, instellingen, namen)
    except WelvaartFout as fout:
        if not keuze.json:
            raise
        _print_json({"goed": False, "problemen": str(fout).splitlines()})
        return GEWEIGERD
    _print_gedaan(gedaan, als_json=keuze.json)
    return GESLAAGD


def _find_misbruik(keuze: argparse.Namespace) -> str | None:
    if keuze.ongedaan:
        return "--ongedaan gaat niet samen met een bestand" if keuze.bestand else None
    if keuze.bestand is None:
        return "noem een bestand, of --ongedaan ID"
    if str(keuze.bestand) == "-" and not keuze.proef:
        return "een bestand op de standaardinvoer (-) kan alleen met --proef; noem de naam ervan"
    if not keuze.proef and not keuze.titel and not keuze.indicator:
        return "noem --indicator ID, of --titel voor een nieuw cijfer van uzelf"
    if keuze.indicator and keuze.indeling:
        return "--indeling is voor een nieuw cijfer; bij --indicator zegt indicators.yaml het"
    return None


def _import(keuze: argparse.Namespace, instellingen: Instellingen, namen: Naamregister) -> Gedaan:
    opgave = None
    if keuze.titel:
        velden = ("titel", "thema", "eenheid", "richting", "decimalen", "definitie", "indeling")
        opgave = {veld: getattr(keuze, veld) for veld in velden}
    return import_eigen(
        _build_opdracht(keuze),
        opgave,
        instellingen,
        namen,
        bouw=keuze.bouw,
        sta_toe_krimp=keuze.sta_toe_krimp,
    )


def _run_proef(keuze: argparse.Namespace, instellingen: Instellingen, namen: Naamregister) -> int:
    catalogus = load_catalogus(instellingen.catalogus, instellingen.eigen_indicatoren)
    geef = frozenset(keuze.geef.split(",") if keuze.geef else ())
    uit = try_bestand(_build_opdracht(keuze), _find_doel(keuze, catalogus), namen, geef)
    if keuze.json:
        _print_json(uit)
    else:
        sys.stdout.write("\n".join(_describe_proef(uit)) + "\n")
    return GESLAAGD if uit["goed"] else GEWEIGERD


def _find_doel(keuze: argparse.Namespace, catalogus: Catalogus) -> CatalogusIndicator:
    """The indicator asked for; else one without limits, as for a new figure."""
    if keuze.indicator:
        return find_indicator(keuze.indicator, catalogus)
    niets = dict.fromkeys(("titel", "thema", "eenheid", "definitie", "bewerking"), "nieuw")
    return CatalogusIndicator.model_validate(
        niets
        | {"indicator_id": "nieuw", "volgorde": 0, "deel": "context", "decimalen": 0}
        | {"richting": "neutraal", "bron": {"soort": "bestand"}}
        | ({"titel": keuze.titel} if keuze.titel else {})
        | {"regionaal": {"methode": "geen"}}
    )


def _build_opdracht(keuze: argparse.Namespace) -> Opdracht:
    return Opdracht(
        pad=keuze.bestand,
        indicator_id=keuze.indicator or "",
        velden=_parse_velden(keuze),
        blad=keuze.blad,
        decimaalteken=DECIMAAL.get(keuze.decimaal),  # type: ignore[arg-type]  # one of two signs
        sta_toe_onbekend=keuze.sta_toe_onbekend,
        bron=keuze.bron,
        editie=keuze.editie,
        licentie=keuze.licentie,
        door=keuze.door,
        namen=_parse_namen(keuze),
        vervang=keuze.vervang,
    )


def _parse_velden(keuze: argparse.Namespace) -> dict[str, Any]:
    """Fields of `bron:` that the options set."""
    velden: dict[str, Any] = {
        "kolom": keuze.kolom,
        "regio_kolom": keuze.regio_kolom,
        "jaar_kolom": keuze.jaar_kolom,
        "deelgebied_kolom": keuze.deelgebied_kolom,
        "periode": keuze.jaar,
        "factor": keuze.factor,
        "nul": keuze.nul,
        "indeling": keuze.indeling,
        "regios": keuze.regios.split(",") if keuze.regios else None,
    }
    filters = [paar.partition("=") for paar in keuze.filter]
    if fout := [kolom for kolom, teken, _ in filters if not teken]:
        raise BronFout(f"--filter {fout[0]}: schrijf KOLOM=WAARDE, bijvoorbeeld functie=Winkels")
    if filters:
        velden["filter"] = {kolom.strip(): waarde.strip() for kolom, _, waarde in filters}
    return {veld: waarde for veld, waarde in velden.items() if waarde is not None}


def _parse_namen(keuze: argparse.Namespace) -> dict[str, str | None]:
    """Name in the file → gemeente, or None to leave it out; a name may itself hold a "="."""
    paren = [paar.rpartition("=") for paar in keuze.naam]
    if fout := [doel for tekst, teken, doel in paren if not teken or not doel.strip()]:
        raise KeuzeFout(f"--naam {fout[0]}: schrijf TEKST=GEMEENTE, bijvoorbeeld Delfd=GM0503")
    gekozen: dict[str, str | None] = {tekst: doel.strip() for tekst, _, doel in paren}
    return gekozen | dict.fromkeys(keuze.laat_weg)


def _print_gedaan(gedaan: Gedaan, *, als_json: bool) -> None:
    if als_json:
        velden = {"indicator_id": gedaan.indicator_id, "regels": list(gedaan.regels)}
        _print_json({"goed": True, "nieuw": gedaan.nieuw, **velden})
    else:
        sys.stdout.write("\n".join(gedaan.regels) + "\n")


def _print_json(antwoord: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(antwoord) + "\n")


def _describe_proef(uit: dict[str, Any]) -> list[str]:
    regels = ["Proef: er is niets opgeslagen.", *uit.get("opmerkingen", [])]
    if "cellen" in uit:
        regels.append(
            f"{uit['aantal_rijen']} rijen, {uit['cellen']} cijfercellen, {uit['ingelezen']} te "
            f"lezen (waarvan {uit['leeg']} leeg); {uit['gemeenten']} gemeenten; perioden: "
            f"{', '.join(uit['perioden']) or 'geen'}."
        )
        regels += [f"Weggelaten: {n} × {reden}." for reden, n in uit["weggelaten"].items()]
        regels += [f"Niet herkend: {deel['uitleg']}" for deel in uit["namen_open"]]
    return regels + [f"Kan niet: {regel}" for regel in uit["problemen"]]
