"""The commands: `python -m welvaart scorekaart` and `export`.

The only place outside etl that prints, and where an error becomes an exit code: 0 done, 1 refused
(the reason on stderr), 2 misuse.
"""

import argparse
import io
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from welvaart.fouten import KeuzeFout, WelvaartFout
from welvaart.groep.gebied import find_regio
from welvaart.groep.groepen import parse_groepen
from welvaart.groep.regiobeeld import build_regiostand
from welvaart.installatie import get_warehouse
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.lezen.warehouse import Warehouse
from welvaart.opdracht.exportkeuze import UITLEG, add_exportopties
from welvaart.opdracht.kaartbouw import build_kaartregels, find_regio_codes
from welvaart.opdracht.kaarttabel import BREEDSTE, build_kaarttabel
from welvaart.opdracht.kaartuitvoer import build_csv, build_json
from welvaart.opdracht.ontleder import GESLAAGD, GEWEIGERD, Ontleder
from welvaart.opmaak import format_opsomming
from welvaart.regio.regio import Regio

_GROEPEN = """
groepen voor --vergelijk, met komma's ertussen:
  land, provincie, corop, arbeidsmarktregio, grootteklasse, stedelijkheid, lijkt_op, g4
  eigen:GM0503,GM0599            een eigen groep van gemeenten
  "eigen:GM0503,GM0599;Buren"    … met een naam

voorbeelden:
  python -m welvaart scorekaart Delft
  python -m welvaart scorekaart GM0503 --vergelijk land,corop,lijkt_op --formaat json
  python -m welvaart scorekaart GM0503 --formaat csv > delft.csv
  python -m welvaart scorekaart "Provincie Utrecht"
  python -m welvaart scorekaart "eigen:GM0503,GM0599,GM0518;Onze regio"

instelling:
  WELVAART_WAREHOUSE   waar warehouse.duckdb staat (anders naast dashboard.py)"""


def _build_ontleder() -> argparse.ArgumentParser:
    ontleder = Ontleder(
        prog="python -m welvaart",
        description="De cijfers van de monitor zonder browser.",
        epilog="voorbeelden:\n  python -m welvaart scorekaart Delft\n"
        "  python -m welvaart export Delft --formaat pptx,pdf --uit delft",
    )
    keuzes = ontleder.add_subparsers(
        title="opdrachten", dest="opdracht", required=True, metavar="OPDRACHT"
    )
    wat = "Toon de nulmeting van één regio: een regel per indicator."
    kaart = keuzes.add_parser("scorekaart", help=wat, description=wat, epilog=_GROEPEN.strip("\n"))
    _add_scorekaartopties(kaart)
    kaart.set_defaults(doe=_run_scorekaart)
    wat = "Maak de nulmeting van één regio als bestanden: dia's, werkboek, PDF, plaatjes, CSV."
    uitvoer = keuzes.add_parser("export", help=wat, description=wat, epilog=UITLEG.strip("\n"))
    add_exportopties(uitvoer)
    uitvoer.set_defaults(doe=_run_export)
    return ontleder


def _add_scorekaartopties(kaart: argparse.ArgumentParser) -> None:
    kaart.add_argument(
        "regio",
        metavar="REGIO",
        help="gemeente of gebied: code (GM0503, CR26), naam (Delft, 'Provincie Utrecht') of "
        "eigen:GM0503,GM0599",
    )
    kaart.add_argument(
        "--vergelijk",
        metavar="GROEPEN",
        default="land",
        help="waarmee de regio vergeleken wordt (anders land)",
    )
    kaart.add_argument(
        "--formaat",
        choices=["json", "csv", "tabel"],
        default="tabel",
        help="json, csv (puntkomma en decimale komma) of tabel (anders tabel)",
    )
    kaart.add_argument(
        "--terugval",
        action="store_true",
        help="neem een cijfer dat ontbreekt van het COROP-gebied, anders van de provincie",
    )


def _refuse_warehouse(pad: Path) -> int:
    print(
        f"{pad.name} is van een andere versie of is beschadigd; "
        'maak het opnieuw met "python -m etl build"',
        file=sys.stderr,
    )
    return GEWEIGERD


def _run_export(keuze: argparse.Namespace) -> int:
    from welvaart.opdracht.uitvoer import run_export  # the libraries of Office load slowly

    pad = get_warehouse()
    try:
        stand = read_stand(pad)
    except duckdb.Error:
        return _refuse_warehouse(pad)

    def klaag(regel: str) -> None:
        print(regel, file=sys.stderr)

    return run_export(stand, _find_regio(stand, keuze.regio), keuze, print, klaag)


def _run_scorekaart(keuze: argparse.Namespace) -> int:
    pad = get_warehouse()
    try:
        stand = read_stand(pad)
        regio = _find_regio(stand, keuze.regio)
        with Warehouse.open(pad) as warehouse:
            snapshot_ids = {
                code: warehouse.read_snapshot_ids(code)
                for code in find_regio_codes(stand, regio.code)
            }
    except duckdb.Error:
        return _refuse_warehouse(pad)
    groepen = parse_groepen(stand, regio.code, keuze.vergelijk)
    regels = build_kaartregels(
        build_regiostand(stand, regio), regio.code, groepen, snapshot_ids, terugval=keuze.terugval
    )
    schrijf = {"json": build_json, "csv": build_csv}.get(keuze.formaat)
    _write(schrijf(regels) if schrijf else build_kaarttabel(regels, _read_breedte()), keuze.formaat)
    return GESLAAGD


def _find_regio(stand: Stand, tekst: str) -> Regio:
    """The regio of this code or name; another name is refused with the official one.

    Raises:
        KeuzeFout: no regio of now has this code or name; says which could be meant.
    """
    try:
        return find_regio(stand, tekst)
    except KeuzeFout as fout:
        schoon = tekst.strip().casefold()
        bedoeld = {
            code: f"{stand.regios[code].naam} ({code})"
            for label, code in stand.keuzes.items()
            if label.split(" → ")[0].casefold() == schoon
        }
        if not bedoeld or "bestaat niet meer" in str(fout):
            raise
        uitleg = [wat for naam, code, wat in stand.aliassen if naam.casefold() == schoon]
        begin = f"{tekst.strip()} is {format_opsomming(uitleg)}." if uitleg else str(fout)
        raise KeuzeFout(f"{begin} Bedoelt u {format_opsomming([*bedoeld.values()])}?") from fout


def _read_breedte() -> int:
    """Columns of the terminal; all we want where there is none."""
    return shutil.get_terminal_size((BREEDSTE, 24)).columns


def _write(tekst: str, formaat: str) -> None:
    """Print as UTF-8; a terminal that cannot show a sign gets a question mark for it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if formaat == "tabel":
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")
    print(tekst, end="", flush=True)


def main(argumenten: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    keuze = _build_ontleder().parse_args(argumenten)
    doe: Callable[[argparse.Namespace], int] = keuze.doe
    try:
        return doe(keuze)
    except WelvaartFout as fout:
        for regel in str(fout).splitlines():
            print(regel, file=sys.stderr)
        return GEWEIGERD
    except BrokenPipeError:  # the reader had enough: `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GESLAAGD


if __name__ == "__main__":
    sys.exit(main())
