"""The arguments of `python -m etl import`; apart from the command, as every command reads them."""

from pathlib import Path
from typing import Any

from welvaart.opdracht.ontleder import Ontleder

WAT = "Lees een eigen CSV of Excel in, probeer het uit, of haal het weer weg."
VOORBEELD = """import leegstand.csv --indicator leegstand_woningen --kolom percentage
  python -m etl import winkels.xlsx --titel "Lege winkels" --thema wonen \\
      --eenheid "% van de winkels" --richting lager_is_beter --decimalen 1 \\
      --definitie "Winkelpanden die leegstaan." --bron "Team EZ" --bouw
  python -m etl import --ongedaan eigen_lege_winkels"""
DECIMAAL = {"komma": ",", "punt": "."}
"""Choice of --decimaal → the sign."""
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
    doen.add_argument(
        "--vervang",
        action="store_true",
        help="vervang eigen cijfers die een ander bestand of team inlas",
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
    deel.add_argument(
        "--indeling",
        metavar="JAAR",
        type=int,
        help="alle jaren staan op de gemeenten van dit jaar (alleen bij een nieuw cijfer)",
    )
    deel.add_argument("--factor", metavar="GETAL", type=float, help="vermenigvuldig elk cijfer")
    deel.add_argument("--nul", choices=["echt", "ontbreekt"], help="wat een 0 betekent")
    deel.add_argument("--decimaal", choices=sorted(DECIMAAL), help="het decimaalteken")
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
