"""The command `python -m etl import`: read in, try out, take back."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from etl.eigen.bestand import Opdracht, find_indicator
from etl.eigen.invoer import Gedaan, import_eigen, remove_eigen
from etl.eigen.proef import try_bestand
from etl.instellingen import Instellingen
from welvaart.catalogus import Catalogus, CatalogusIndicator, load_catalogus
from welvaart.fouten import BronFout, KeuzeFout, WelvaartFout
from welvaart.naam import Naamregister
from welvaart.opdracht.ontleder import GESLAAGD, GEWEIGERD, VERKEERD_GEBRUIK, Ontleder

WAT = "Lees een eigen CSV of Excel in, probeer het uit, of haal het weer weg."
VOORBEELD = """import leegstand.csv --indicator leegstand_woningen --kolom percentage
  python -m etl import winkels.xlsx --titel "Lege winkels" --thema wonen \\
      --eenheid "% van de winkels" --richting lager_is_beter --decimalen 1 \\
      --definitie "Winkelpanden die leegstaan." --bron "Team EZ" --bouw
  python -m etl import --ongedaan eigen_lege_winkels"""
_DECIMAAL = {"komma": ",", "punt": "."}
_RICHTINGEN = ("hoger_is_beter", "lager_is_beter", "neutraal")


def add_opties(deel: Ontleder) -> None:
    """Add the arguments of `import`, in groups."""
    deel.add_argument(
        "bestand",
        metavar="BESTAND",
        nargs="?",
        type=Path,
        help="CSV, CSV.gz of XLSX; - leest de invoer",
    )
    deel.add_argument("--indicator", metavar="ID", help="id van een bekende indicator")
    _add_leesopties(deel.add_argument_group("hoe het bestand te lezen is"))
    _add_nieuw(deel.add_argument_group("een nieuw cijfer van uzelf (in plaats van --indicator)"))
    _add_herkomst(deel.add_argument_group("waar het vandaan komt"))
    doen = deel.add_argument_group("wat er moet gebeuren")
    doen.add_argument("--proef", action="store_true", help="laat alleen zien hoe het gelezen wordt")
    doen.add_argument(
        "--geef", metavar="GM0503", help="bij --proef --json: geef ook deze regio's hun cijfers"
    )
    doen.add_argument(
        "--bouw",
        action="store_true",
        help="bouw meteen; lukt dat niet, dan blijft alles zoals het was",
    )
    doen.add_argument("--ongedaan", metavar="ID", help="haal de eigen cijfers van ID weg en bouw")
    doen.add_argument("--wis", action="store_true", help="bij --ongedaan: wis ook het bestand zelf")
    doen.add_argument(
        "--sta-toe-onbekend",
        action="store_true",
        help="lees de rest in als namen niet te herkennen zijn",
    )
    doen.add_argument(
        "--sta-toe-krimp",
        action="store_true",
        help="bij --bouw: ook als deze indicator daardoor minder cijfers heeft",
    )
    doen.add_argument("--json", action="store_true", help="antwoord als JSON")


def _add_leesopties(deel: Any) -> None:  # noqa: ANN401 - argparse gives its groups no public type
    """Options whose names are those of the fields under `bron:` where they match."""
    deel.add_argument("--kolom", metavar="NAAM", help="kolom met het cijfer")
    deel.add_argument("--regio-kolom", metavar="NAAM", help="kolom met gemeente of code")
    deel.add_argument("--jaar-kolom", metavar="NAAM", help="kolom met het jaar of de periode")
    deel.add_argument("--deelgebied-kolom", metavar="NAAM", help="kolom met een deel van gemeente")
    deel.add_argument("--jaar", metavar="JAAR", help="het hele bestand gaat over deze periode")
    deel.add_argument(
        "--filter",
        metavar="KOLOM=WAARDE",
        action="append",
        default=[],
        help="lees alleen deze rijen; mag vaker",
    )
    deel.add_argument(
        "--regios", metavar="GM,PV", help="soorten regio's, met hun letters (anders uit catalogus)"
    )
    deel.add_argument("--factor", metavar="GETAL", type=float, help="vermenigvuldig elk cijfer")
    deel.add_argument("--nul", choices=["echt", "ontbreekt"], help="wat een 0 betekent")
    deel.add_argument("--decimaal", choices=sorted(_DECIMAAL), help="het decimaalteken")
    deel.add_argument("--blad", metavar="NAAM", help="blad van de Excel-map")
    deel.add_argument(
        "--naam",
        metavar="TEKST=GEMEENTE",
        action="append",
        default=[],
        help="wat een naam in het bestand betekent; mag vaker",
    )
    deel.add_argument(
        "--laat-weg",
        metavar="TEKST",
        action="append",
        default=[],
        help="laat rijen met deze naam weg; mag vaker",
    )


def _add_nieuw(deel: Any) -> None:  # noqa: ANN401 - as above
    deel.add_argument("--titel", metavar="TEKST", help="zoals op het scherm, zonder eenheid")
    deel.add_argument("--thema", metavar="ID", help="thema uit de catalogus")
    deel.add_argument("--eenheid", metavar="TEKST", help='voluit, zoals "%% van de winkels"')
    deel.add_argument("--richting", choices=_RICHTINGEN, help="of een hoger cijfer beter is")
    deel.add_argument("--decimalen", metavar="N", type=int, help="cijfers achter de komma")
    deel.add_argument("--definitie", metavar="TEKST", help="wat het cijfer meet, in eigen woorden")


def _add_herkomst(deel: Any) -> None:  # noqa: ANN401 - as above
    deel.add_argument("--bron", metavar="TEKST", help="wie het cijfer maakte")
    deel.add_argument("--editie", metavar="TEKST", help="editie of datum van de bron")
    deel.add_argument("--licentie", metavar="TEKST", help="wat ermee mag")
    deel.add_argument("--door", metavar="TEAM", help="team dat het inleest")


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
    if not keuze.proef and not keuze.titel and not keuze.indicator:
        return "noem --indicator ID, of --titel voor een nieuw cijfer van uzelf"
    return None


def _import(keuze: argparse.Namespace, instellingen: Instellingen, namen: Naamregister) -> Gedaan:
    opgave = None
    if keuze.titel:
        velden = ("titel", "thema", "eenheid", "richting", "decimalen", "definitie")
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
        | {"regionaal": {"methode": "geen"}}
    )


def _build_opdracht(keuze: argparse.Namespace) -> Opdracht:
    return Opdracht(
        pad=keuze.bestand,
        indicator_id=keuze.indicator or "",
        velden=_parse_velden(keuze),
        blad=keuze.blad,
        decimaalteken=_DECIMAAL.get(keuze.decimaal),  # type: ignore[arg-type]  # one of two signs
        sta_toe_onbekend=keuze.sta_toe_onbekend,
        bron=keuze.bron,
        editie=keuze.editie,
        licentie=keuze.licentie,
        door=keuze.door,
        namen=_parse_namen(keuze),
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
