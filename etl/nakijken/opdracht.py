"""The command `python -m etl check [ID …]`."""

import argparse
import os
import sys

from welvaart.fouten import KeuzeFout
from welvaart.opdracht.ontleder import GESLAAGD, GEWEIGERD, VERKEERD_GEBRUIK, Ontleder

WAT = "Kijk de catalogus na bij de bronnen zelf (uitgang 0: alles klopt, 1: iets niet)."
VOORBEELD = "check inwoners"


def add_opties(deel: Ontleder) -> None:
    """Add the arguments of `check`."""
    deel.add_argument(
        "indicatoren", metavar="ID", nargs="*", help="id uit de catalogus; leeg: alle"
    )


def run_check(keuze: argparse.Namespace) -> int:
    """Write what agrees and what does not; 0 all agree, 1 otherwise, 2 for an unknown id."""
    from etl.bronnen.net.verbinding import Verbinding
    from etl.indicatorkeuze import find_indicator
    from etl.instellingen import load_instellingen
    from etl.nakijken.bevinding import NIETS, Bevinding, build_samenvatting, is_goed
    from etl.nakijken.ronde import check
    from welvaart.catalogus import load_catalogus

    instellingen = load_instellingen(os.environ)
    catalogus = load_catalogus(instellingen.catalogus)
    ids = tuple(dict.fromkeys(keuze.indicatoren))
    try:
        for indicator_id in ids:
            find_indicator(indicator_id, catalogus)
    except KeuzeFout as fout:
        sys.stderr.write(f"Verkeerd gebruik: {fout}\n")
        return VERKEERD_GEBRUIK

    def show(bevinding: Bevinding) -> None:
        if ids or bevinding.soort != NIETS:
            sys.stdout.writelines(f"{regel}\n" for regel in bevinding.describe())
            sys.stdout.flush()

    with Verbinding(tegelijk=1) as verbinding:
        bevindingen = check(ids, catalogus, instellingen, verbinding, show)
    sys.stdout.write(f"{build_samenvatting(bevindingen)}\n")
    return GESLAAGD if is_goed(bevindingen) else GEWEIGERD
