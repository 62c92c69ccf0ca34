"""The command `python -m etl diff OUD NIEUW`."""

import argparse
import sys
from pathlib import Path

from welvaart.fouten import WarehouseFout
from welvaart.opdracht.ontleder import GESLAAGD, GEWEIGERD, VERKEERD_GEBRUIK, Ontleder

WAT = "Laat zien wat er veranderde tussen twee warehouses (uitgang 0: gelijk, 1: anders)."
VOORBEELD = "diff gisteren.duckdb warehouse.duckdb"
_RIJEN = 20


def add_opties(deel: Ontleder) -> None:
    """Add the arguments of `diff`."""
    deel.add_argument("oud", metavar="OUD", type=Path, help="het oude warehouse")
    deel.add_argument("nieuw", metavar="NIEUW", type=Path, help="het nieuwe warehouse")
    deel.add_argument(
        "--formaat", choices=["tabel", "csv", "json"], default="tabel", help="anders: tabel"
    )
    deel.add_argument(
        "--rijen",
        metavar="N",
        type=int,
        default=_RIJEN,
        help=f"cijfers per indicator in de tabel; 0 is alle (anders {_RIJEN})",
    )


def run_diff(keuze: argparse.Namespace) -> int:
    """Print what changed; 0 equal, 1 different, 2 when a file cannot be compared."""
    from etl.verschil.uitvoer import build_csv, build_json, build_tabel
    from etl.verschil.vergelijking import compare

    if keuze.rijen < 0:
        sys.stderr.write(f"Verkeerd gebruik: --rijen {keuze.rijen}: kies 0 of meer\n")
        return VERKEERD_GEBRUIK
    try:
        verschil = compare(keuze.oud, keuze.nieuw)
    except WarehouseFout as fout:
        sys.stderr.write(f"Verkeerd gebruik: {fout}\n")
        return VERKEERD_GEBRUIK
    if keuze.formaat == "tabel":
        tekst = build_tabel(verschil, keuze.rijen)
    else:
        tekst = (build_csv if keuze.formaat == "csv" else build_json)(verschil)
    sys.stdout.write(tekst)
    return GESLAAGD if verschil.gelijk else GEWEIGERD
